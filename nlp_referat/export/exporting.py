"""One call for all formats."""

import os
from collections.abc import Iterable
from contextlib import suppress
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


def check(source: Path | Iterable[Referat], target: Path, to: str | None) -> Format:
    """The format, as `format_of`.

    Raises:
        ExportError: when there is none, or when writing the target would destroy the source, a folder or a device.
    """
    wanted = format_of(target, to)
    if wanted in _FOLDERS or not target.exists():
        return wanted
    if isinstance(source, Path) and source.exists() and source.samefile(target):
        raise ExportError(f"{target} is the file to export: writing to it would destroy it. Name another.")
    if not target.is_file():
        raise ExportError(f"{target} is a folder or a device: {wanted} needs the name of a file.")
    return wanted


_FOLDERS: Final = frozenset(("csv", "parquet"))


def export(source: Path | Iterable[Referat], target: Path, to: str | None = None) -> Exported:
    """Write documents as another format: csv and parquet into a folder, sqlite and docbin into a file.

    Args:
        source: what ``nlp-referat extract`` wrote, or documents.
        target: the folder or file; what it replaces stays until all is written.
        to: csv, parquet, sqlite or docbin; by the target's ending if None.

    Raises:
        ExportError: when a line is no document, a number is too large for the format, or a library is missing; and
            as `check`.
        OSError: when something cannot be read or written.

    >>> from tempfile import mkdtemp
    >>> export([Referat(source="a")], Path(mkdtemp(), "referater.db")).counts["documents"]
    1
    """
    wanted = check(source, target, to)
    referats = read_referats(source) if isinstance(source, Path) else source
    is_new = not target.exists()
    # What a link leads to is replaced, not the link.
    target = Path(os.path.realpath(target))
    try:
        return _write(referats, target, wanted)
    except OverflowError:
        raise ExportError(
            f"A number in the documents needs more than 64 bits, for which {wanted} has no place. Export to csv."
        ) from None
    finally:
        if is_new:
            with suppress(OSError):  # it holds the tables, unless they could not be written
                target.rmdir()


def _write(referats: Iterable[Referat], target: Path, wanted: Format) -> Exported:
    if wanted == "docbin":
        documents, left_out = to_docbin(referats, target)
        return Exported({"documents": documents}, left_out)
    write = {"csv": to_csv, "parquet": to_parquet, "sqlite": to_sqlite}[wanted]
    return Exported(dict(write(referats, target)))
