"""What the commands share: the console for messages, the choice of a pipeline, reading and writing a document."""

import errno
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_referat.readers import Limits, Source
    from nlp_referat.schema import Referat

# A name may hold what moves the cursor, clears the screen or turns the line around.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Messages(Console):
    """A console that shows what does not print as an escape: names of files may hold anything.

    >>> Messages(file=sys.stdout).print("a\\nb\\x1b[2J.pdf")
    a\\nb\\x1b[2J.pdf
    """

    def print(self, *objects: Any, **options: Any) -> None:
        """As the console's own."""
        super().print(*(_shown(item) if isinstance(item, str) else item for item in objects), **options)


def _shown(text: str) -> str:
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


errors: Final = Messages(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
"""Standard error, for messages and progress."""

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME",
        help="Pipeline: 'default', 'rules', an installed Danish spaCy pipeline, or a folder.",
    ),
]

MaxSize = Annotated[
    float | None,
    typer.Option(
        "--max-size",
        metavar="MB",
        min=0.000_001,
        max=1_000_000,
        help="Refuse larger files. Default: 200, and 50 for what a packed file unpacks to.",
    ),
]


def limits_of(max_size: float | None) -> "Limits | None":
    """The readers' limits with this size in MB, for the file and what it unpacks to."""
    from nlp_referat.readers.source import DEFAULT_LIMITS, Limits

    if max_size is None:
        return None
    size = round(max_size * 1e6)
    return Limits(size=size, expanded=max(size, DEFAULT_LIMITS.expanded))


def failure(message: str, status: int = 1) -> typer.Exit:
    """Say on standard error what is wrong; the exit to raise."""
    errors.print(f"error: {message}", style="red")
    return typer.Exit(status)


def load_pipeline(model: str | None) -> "Language":
    from nlp_referat import load
    from nlp_referat.errors import ReferatError

    try:
        return load(model)
    except ReferatError as error:
        raise failure(str(error), status=2) from None


def read_document(nlp: "Language", path: str, limits: "Limits | None" = None) -> "tuple[Source, Referat]":
    """The one document of a file, or of standard input where the path is ``-``.

    Raises:
        typer.Exit: after saying on standard error why there is none.
    """
    from nlp_referat.readers import extract_source, read
    from nlp_referat.readers.opening import why

    try:
        source = read(sys.stdin.buffer.read() if path == "-" else Path(path), name=path, limits=limits)
        return source, extract_source(nlp, source)
    except OSError as error:
        raise failure(f"{path}: {why(error)}") from None
    except ValueError as error:
        # What the readers say begins with the name already.
        raise failure(str(error) if str(error).startswith(path) else f"{path}: {error}") from None


def write_whole(target: Path, text: str) -> None:
    """Write a file whole or not at all; to a device or a pipe, as it comes.

    Raises:
        typer.Exit: after saying on standard error why it cannot be written.
    """
    from nlp_referat.writing import file_beside

    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="")
            return
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        with file_beside(Path(os.path.realpath(target))) as beside:
            beside.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise failure(not_written(target, error)) from None


def not_written(target: object, error: OSError) -> str:
    """That something cannot be written, why, and what helps.

    >>> not_written("ud.html", OSError(errno.ENOSPC, "No space left on device"))
    'Cannot write to ud.html: No space left on device. Make room there, or name another place.'
    """
    advice = _ADVICE.get(error.errno or 0)
    return f"Cannot write to {target}: {error.strerror or error}.{f' {advice}' if advice else ''}"


_ELSEWHERE: Final = "Name a place where you may write."
_ADVICE: Final = {
    errno.ENOENT: "Make the folder first.",
    errno.EISDIR: "Name a file.",
    errno.ENOTDIR: "A part of its path is a file, not a folder.",
    errno.EACCES: _ELSEWHERE,
    errno.EPERM: _ELSEWHERE,
    errno.EROFS: _ELSEWHERE,
    errno.ENOSPC: "Make room there, or name another place.",
    errno.EDQUOT: "Make room there, or name another place.",
    errno.EFBIG: "The system lets files grow no larger: name another place.",
}
