"""Extractions from files: one JSON object, or one a line."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from nlp_referat.errors import UnreadableError, first_problem
from nlp_referat.schema import Referat


def read_extractions(path: Path) -> Iterator[Referat]:
    """The documents of a file that ``nlp-referat extract`` wrote, in order.

    Raises:
        UnreadableError: when it cannot be read, is no UTF-8, or holds something else; it names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise UnreadableError(f"{path}: no UTF-8 text. Give files that `nlp-referat extract` wrote.") from None
    if not text.strip():
        raise UnreadableError(f"{path}: the file is empty. Give files that `nlp-referat extract` wrote.")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and not lines[0][1].rstrip().endswith("}"):  # one object over several lines
        yield _parse(text, str(path))
        return
    for number, line in lines:
        yield _parse(line, f"{path}, line {number}" if len(lines) > 1 else str(path))


def _parse(text: str, place: str) -> Referat:
    try:
        return Referat.model_validate_json(text)
    except ValidationError as error:
        raise UnreadableError(
            f"{place}: no extraction of the form referat/1 ({first_problem(error)}). "
            "Make one with `nlp-referat extract document.txt -o document.json`."
        ) from None
