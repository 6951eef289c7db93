"""The output file of a batch: whole documents only, whatever happens while it is written.

A kill, a full disk or a power failure leaves at most one torn block at the end of the file, which `resume` cuts off.
A block is the lines of one source. It is written in one go; where it has several lines, its first byte comes last, so
that a block of which only some lines reached the disk begins with a NUL and is known for what it is.
"""

from collections.abc import Iterator, Sequence
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self

from nlp_referat.batch.results import Failure

_HOLE = b"\0"
_HEAD = b'{"schema":"referat/1"'


class Sink(Protocol):
    """Where documents go."""

    def append(self, lines: Sequence[bytes]) -> None:
        """Add the documents of one source; raises OSError."""


class Stream:
    """Standard output, a pipe or a device."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def append(self, lines: Sequence[bytes]) -> None:
        """Add the documents of one source; raises OSError."""
        self._stream.writelines(line + b"\n" for line in lines)
        self._stream.flush()


class OutputFile:
    """A regular file, emptied or gone on with.

    Args:
        path: the file.
        keep: how many bytes of it stay; everything behind them is cut off.

    Raises:
        OSError: when it cannot be written.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp(), "out.jsonl")
    >>> with OutputFile(path) as out:
    ...     out.append([b'{"a": 1}', b'{"a": 2}'])
    >>> path.read_bytes()
    b'{"a": 1}\\n{"a": 2}\\n'
    """

    def __init__(self, path: Path, keep: int = 0) -> None:
        self._file = FileIO(path, "r+" if keep else "w+")
        self._end = keep
        self._file.truncate(keep)

    def append(self, lines: Sequence[bytes]) -> None:
        """Add the documents of one source: all of them or, when an OSError is raised, none."""
        if not lines:
            return
        block = b"".join(line + b"\n" for line in lines)
        try:
            if len(lines) > 1:
                self._write(_HOLE + block[1:])
                self._write(block[:1])
            else:
                self._write(block)
        except BaseException:  # Ctrl-C too
            self._file.truncate(self._end)
            raise
        self._end += len(block)

    def _write(self, block: bytes) -> None:
        self._file.seek(self._end)
        rest = memoryview(block)
        while rest:
            rest = rest[self._file.write(rest) :]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()


def blocks(path: Path) -> Iterator[tuple[int, bytes]]:
    """The whole lines of an output file with the offset of each, up to what a kill has torn; raises OSError."""
    offset = 0
    with path.open("rb") as file:
        for line in file:
            if line.startswith(_HOLE) or not line.endswith(b"\n"):
                return
            yield offset, line
            offset += len(line)


def begins_as_output(path: Path, offset: int = 0) -> bool:
    """Whether what stands in a file from there on may be a document of ours, or what a kill left of one.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp(), "noter.txt")
    >>> _ = path.write_bytes(b"My notes")
    >>> begins_as_output(path), begins_as_output(path, 8)
    (False, True)
    """
    with path.open("rb") as file:
        file.seek(offset)
        head = file.read(len(_HEAD))
    return not head.strip(_HOLE) or _HEAD.startswith(head if head[:1] != _HOLE else _HEAD[:1] + head[1:])


class ErrorFile:
    """``out.errors.jsonl``, which is there only if something failed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: FileIO | None = None
        path.unlink(missing_ok=True)

    def append(self, failure: Failure) -> None:
        """Add a line; raises OSError."""
        if self._file is None:
            self._file = FileIO(self.path, "w")
        end = self._file.tell()
        rest = memoryview(failure.to_json().encode("utf-8") + b"\n")
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self._file.truncate(end)
            raise OSError(error.errno, error.strerror, str(self.path)) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()


def errors_of(output: Path) -> Path:
    """Where the failures of a batch are listed.

    >>> errors_of(Path("ud/out.jsonl")).name
    'out.errors.jsonl'
    """
    return output.with_name(f"{output.stem}.errors.jsonl")
