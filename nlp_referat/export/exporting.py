"""One call for all formats."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from nlp_referat.export.csv_files import to_csv
from nlp_referat.export.docbin import LeftOut, to_docbin
from nlp_referat.export.parquet import to_parquet
from nlp_referat.export.reading import ExportError, read_referats
from nlp_referat.export.sqlite import to_sqlite
from nlp_referat.schema import Referat

Format = Literal["csv", "parquet", "sqlite", "docbin"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_ENDINGS: Final[dict[str, Format]] = {
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".spacy": "docbin",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        counts: rows by table, or documents.
        left_out: documents that could not be.
    """

    counts: dict[str, int]
    left_out: list[LeftOut] = field(default_factory=list)


def format_of(target: Path, to: str | None) -> Format:
    """The format that is asked for, or that the target's ending says.

    Raises:
        ExportError: when there is none.

    >>> format_of(Path("referater.db"), None)
    'sqlite'
    """
    if to is None:
        to = _ENDINGS.get(target.suffix.lower())
        if to is None:
            raise ExportError(f"Name the format of {target} with --to: {', '.join(FORMATS)}.")
    for known in FORMATS:
        if to == known:
            return known
    raise ExportError(f"There is no format {to!r}; known are {', '.join(FORMATS)}.")


def export(source: Path | Iterable[Referat], target: Path, to: str | None = None) -> Exported:
    """Write documents as another format: csv and parquet into a folder, sqlite and docbin into a file.

    Args:
        source: what ``nlp-referat extract`` wrote, or documents.
        target: the folder or file; what it replaces stays until all is written.
        to: csv, parquet, sqlite or docbin; by the target's ending if None.

    Raises:
        ExportError: when a line is no document, a library is missing, or the format unknown.
        OSError: when something cannot be read or written.

    >>> from tempfile import mkdtemp
    >>> export([Referat(source="a")], Path(mkdtemp(), "referater.db")).counts["documents"]
    1
    """
    wanted = format_of(target, to)
    referats = read_referats(source) if isinstance(source, Path) else source
    if wanted == "docbin":
        documents, left_out = to_docbin(referats, target)
        return Exported({"documents": documents}, left_out)
    write = {"csv": to_csv, "parquet": to_parquet, "sqlite": to_sqlite}[wanted]
    return Exported(dict(write(referats, target)))
