"""The documents of ``out.jsonl`` and their rows, a stretch at a time."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from nlp_referat.errors import ReferatError, first_problem
from nlp_referat.export.columns import Value
from nlp_referat.export.rows import Numbering
from nlp_referat.export.tables import TABLES
from nlp_referat.schema import Referat

CHUNK: Final = 20_000  # rows of all tables together that are held at once; each is some hundred bytes
Chunk = dict[str, list[tuple[Value, ...]]]
"""Values of rows by table, in the order of the table's columns."""


class ExportError(ReferatError):
    """What cannot be exported; the message says why and what to do."""


def read_referats(path: Path) -> Iterator[Referat]:
    """The documents that ``nlp-referat extract`` wrote.

    Raises:
        ExportError: naming file and line, when one is no such document.
        OSError: when the file cannot be read.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield Referat.model_validate_json(line)
            except ValidationError as error:
                raise ExportError(f"{path}, line {number}: {_problem(line, error)}") from None


def _problem(line: bytes, error: ValidationError) -> str:
    if not line.endswith(b"\n"):
        return "the last line breaks off, as after a kill; go on with it first: nlp-referat extract ... --resume."
    return f"this is no referat/1 as `nlp-referat extract` writes it: {first_problem(error).removeprefix(': ')}."


def chunks(referats: Iterable[Referat], size: int = CHUNK) -> Iterator[Chunk]:
    """Rows of all tables, at least `size` at a time but for the last; keys count on.

    >>> [(chunk["documents"], chunk["items"]) for chunk in chunks([Referat(source="a")], size=1)][0][0][0][:3]
    (1, 'a', 'andet')
    """
    numbering = Numbering()
    chunk: Chunk = {table.name: [] for table in TABLES}
    for referat in referats:
        rows = numbering.rows(referat)
        for table in TABLES:
            chunk[table.name] += map(table.values, rows[table.name])
        if sum(map(len, chunk.values())) >= size:
            yield chunk
            chunk = {table.name: [] for table in TABLES}
    if any(chunk.values()):
        yield chunk


def records(referats: Iterable[Referat], table: str) -> Iterator[dict[str, Value]]:
    """The rows of one table as dictionaries, for pandas, polars and others.

    Raises:
        ExportError: when there is no such table.

    >>> list(records([Referat(source="a")], "documents"))[0]["source"]
    'a'
    """
    described = {table.name: table for table in TABLES}.get(table)
    if described is None:
        raise ExportError(f"There is no table {table!r}; there are {', '.join(table.name for table in TABLES)}.")
    for chunk in chunks(referats):
        for values in chunk[table]:
            yield dict(zip(described.names, values, strict=True))
