"""From a path, bytes or text to the `Source`s in it: how large it may be, and which reader reads it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.encoding import decode
from nlp_referat.readers.kinds import kind_of
from nlp_referat.readers.plain import plain_source
from nlp_referat.readers.source import DEFAULT_LIMITS, Limits, Source

_FILE_NAME: Final = re.compile(r"[^\n]{0,250}\.[A-Za-z0-9]{1,5}")
_MAX_PATH: Final = 4096
_PIECE: Final = 1 << 20
_SMALL: Final = 10_000
_NO_NAME: Final = "the input"


def read(source: str | bytes | Path, *, name: str | None = None, limits: Limits | None = None) -> Source:
    """The one document of a file, its bytes or its text.

    Args:
        source: a path; the bytes of a file; or text. A string is a path if it is one line and such a file or folder
            exists or it looks like a file name; otherwise it is the text, of no other kind than text or Markdown.
        name: what to call the document; the path as given if None.
        limits: how large it may be; the default limits if None.

    Raises:
        OSError: from a path that cannot be opened: FileNotFoundError, PermissionError, IsADirectoryError.
        UnreadableError: when the file is none that can be read, too large, or holds several documents; the message
            says what it is and what to do.

    >>> read("Punkt 1: Sti\\nGodkendt.").kind
    'text'
    """
    documents = read_all(source, name=name, limits=limits)
    first = next(documents)
    if next(documents, None) is not None:
        raise UnreadableError(
            f"{_file_name(first) or _NO_NAME} holds several meetings. Take them one by one: nlp_referat.read_all(...)."
        )
    return first


def read_all(source: str | bytes | Path, *, name: str | None = None, limits: Limits | None = None) -> Iterator[Source]:
    """The documents of a file, in order; arguments and errors as those of `read`.

    Only FirstAgenda JSON holds several: a list of payloads, or one payload a line. Their names are that of the file
    with ``#1``, ``#2`` behind it. What is wrong with a later document is raised when its turn comes.

    >>> [item.number for source in read_all(b'[{"Dagsordenpunkter": [{"Number": "4"}]}]') for item in source.items]
    ['4']
    """
    limits = limits or DEFAULT_LIMITS
    if isinstance(source, bytes):
        return _documents(_within(source, name or _NO_NAME, limits), name, limits)
    if isinstance(source, Path) or _is_path(source):
        path = Path(source)
        name = str(source) if name is None else name
        return _documents(_load(path, name, limits), name, limits)
    return iter((plain_source(source, name),))


def why(error: OSError) -> str:
    """Why a file or folder cannot be read, and what to do where the system's words do not say it.

    >>> why(FileNotFoundError(2, "No such file or directory")), why(PermissionError(13, "Permission denied"))
    ('No such file or directory', 'Permission denied. Ask for the right to read it, or leave it out.')
    """
    reason = error.strerror or str(error)
    return f"{reason}. Ask for the right to read it, or leave it out." if isinstance(error, PermissionError) else reason


def _documents(data: bytes, name: str | None, limits: Limits) -> Iterator[Source]:
    """The documents of a file's bytes. The libraries are loaded when the first file of a kind comes."""
    called = name or _NO_NAME
    kind = kind_of(data, called)
    if kind == "pdf":
        from nlp_referat.readers.pdf import pdf_source

        yield pdf_source(data, name, limits)
    elif kind == "docx":
        from nlp_referat.readers.docx import docx_source

        yield docx_source(data, name, limits)
    elif kind == "html":
        from nlp_referat.readers.html import html_source

        yield html_source(data, name, limits)
    elif kind == "firstagenda":
        from nlp_referat.readers.firstagenda import firstagenda_sources

        yield from firstagenda_sources(decode(data, called), name, limits)
    else:
        yield plain_source(decode(data, called), name)


def _is_path(source: str) -> bool:
    if "\n" in source or len(source) >= _MAX_PATH or "\0" in source:
        return False
    path = Path(source)
    return _exists(path) or (_FILE_NAME.fullmatch(path.name) is not None and " " not in source.strip())


def _exists(path: Path) -> bool:
    """Whether there is a file or folder; the empty path, which is the working folder, names none."""
    try:
        return path.name != "" and path.exists()
    except (OSError, ValueError):  # longer than a file name may be: it is text
        return False


def _load(path: Path, name: str, limits: Limits) -> bytes:
    """The bytes of a file, never more than the limit and one: some files, as pipes, do not know how long they are."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > limits.size:
            raise _too_large(name, _in_words(size), limits)
        pieces, left = [], limits.size + 1
        while left > 0 and (piece := file.read(min(left, max(size + 1, _PIECE)))):
            pieces.append(piece)
            left -= len(piece)
    if not pieces:
        raise UnreadableError(f"{name} is empty: it has 0 bytes. Fetch it again.")
    return _within(pieces[0] if len(pieces) == 1 else b"".join(pieces), name, limits)


def _within(data: bytes, name: str, limits: Limits) -> bytes:
    if len(data) > limits.size:
        raise _too_large(name, "more", limits)
    return data


def _too_large(name: str, size: str, limits: Limits) -> UnreadableError:
    return UnreadableError(
        f"{name} is too large: {size}, where {_in_words(limits.size)} is the limit. "
        "Split it, or raise the limit (--max-size MB; in Python limits=Limits(size=...))."
    )


def _in_words(size: int) -> str:
    return f"{size / 1e6:,.6g} MB" if size >= _SMALL else f"{size:,} bytes"


def _file_name(source: Source) -> str | None:
    return source.name.rpartition("#")[0] or source.name if source.name else None
