"""From a path, bytes or text to a `Referat`.

Plain text and Markdown are read, in UTF-8, UTF-16 with a mark, or Windows-1252. Other kinds are told by
their first bytes and refused with the way out.

>>> extract("Punkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt.\\n").items[0].title
'Budget'
"""

import codecs
import re
from pathlib import Path
from typing import Final

from spacy.language import Language

from nlp_referat.errors import UnreadableError
from nlp_referat.pipeline import default_pipeline, load
from nlp_referat.schema import Referat, Warning

_OTHER_KINDS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "a PDF file", "turn it into text first, for instance with: pdftotext -layout FILE"),
    (b"PK\x03\x04", "a Word or other zipped file", "save it as plain text (UTF-8) first"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "save it as plain text (UTF-8) first"),
    (b"\x89PNG", "an image", "run OCR on it first, for instance with tesseract -l dan"),
    (b"\xff\xd8\xff", "an image", "run OCR on it first, for instance with tesseract -l dan"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
)
_FILE_NAME: Final = re.compile(r"[^\n]{0,250}\.[A-Za-z0-9]{1,5}")
_MAX_PATH: Final = 4096
_MAX_CONTROL_SHARE: Final = 0.05  # binary files have 0.1 and more, text with stray NULs far less
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_OR_UNDEFINED: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_SAMPLE: Final = 20_000


def extract(source: str | bytes | Path, *, model: str | Path | Language | None = None) -> Referat:
    """Read minutes into a `Referat`.

    Args:
        source: a path; the bytes of a file; or text. A string is a path if it is one line and such a file
            or folder exists or it looks like a file name; otherwise it is the text.
        model: a pipeline, or what `nlp_referat.load` takes; the default pipeline if None.

    Returns:
        What was read. `source` is the path as given, or None. Offsets count from the first character of the
        file; a UTF-8 byte order mark is one.

    Raises:
        OSError: from a path that cannot be opened: FileNotFoundError, PermissionError, IsADirectoryError.
        UnreadableError: when the file is no text; the message says what it is and what to do.
    """
    name, text = read(source)
    nlp = model if isinstance(model, Language) else default_pipeline() if model is None else load(model)
    return extract_text(nlp, text, name)


def extract_text(nlp: Language, text: str, name: str | None = None) -> Referat:
    """Run a pipeline on text and name the source.

    Raises:
        UnreadableError: when the text is longer than the pipeline takes, or wrongly decoded.
    """
    if len(text) > nlp.max_length:
        raise UnreadableError(
            f"The text has {len(text):,} characters; this pipeline takes {nlp.max_length:,}. "
            "Split it, or raise nlp.max_length."
        )
    referat: Referat = nlp(text)._.referat
    # A file name that is no UTF-8 reaches Python with surrogates, which JSON cannot hold.
    update: dict[str, object] = {"source": name and name.encode("utf-8", "replace").decode("utf-8")}
    if not text.lstrip("\ufeff").strip():
        empty = Warning(code="empty", message="The document holds no text.")
        update["warnings"] = (empty, *referat.warnings)
    return referat.model_copy(update=update)


def read(source: str | bytes | Path) -> tuple[str | None, str]:
    """The path as given (None for bytes and text) and the text of a source; raises as `extract` does."""
    if isinstance(source, bytes):
        return None, decode(source)
    if isinstance(source, Path):
        return str(source), decode(source.read_bytes(), str(source))
    if "\n" not in source and len(source) < _MAX_PATH and "\0" not in source:
        path = Path(source)
        if _exists(path) or (_FILE_NAME.fullmatch(path.name) and " " not in source.strip()):
            return source, decode(path.read_bytes(), source)
    return None, source


def _exists(path: Path) -> bool:
    """Whether there is a file or folder; the empty path, which is the working folder, names none."""
    try:
        return path.name != "" and path.exists()
    except (OSError, ValueError):  # longer than a file name may be: it is text
        return False


def decode(data: bytes, name: str = "the input") -> str:
    """Text from bytes: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises:
        UnreadableError: when the bytes are another kind of file, or no text.

    >>> decode("Køge Byråd".encode("cp1252"))
    'Køge Byråd'
    """
    for magic, kind, advice in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnreadableError(f"{name} is {kind}, which is not read yet: {advice}.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(data, "utf-16", name)
    try:
        text, odd = data.decode("utf-8"), _CONTROL
    except UnicodeDecodeError:
        text, odd = data.decode("cp1252", errors="replace"), _CONTROL_OR_UNDEFINED
    if len(odd.findall(text, 0, _SAMPLE)) > _MAX_CONTROL_SHARE * min(len(text), _SAMPLE):
        raise UnreadableError(
            f"{name} is no text file in UTF-8, UTF-16 or Windows-1252. Save it as plain text in UTF-8."
        )
    return text


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name} begins as {encoding} and breaks off at byte {error.start}. Save it anew in UTF-8."
        ) from error
