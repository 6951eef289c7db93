"""What reading one source gives, and how it travels between processes.

A `Result` crosses a pipe as a head of one line of JSON and then its documents, one a line, as they will stand in
the output: nothing is escaped twice.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import IO, Final

from nlp_referat.readers.source import written_name

STANDARD_INPUT: Final = "-"
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source gave no document.

    Attributes:
        source: the path as given, or as found in a folder.
        error: the kind of error: the name of the exception, or "Killed" when a worker process died of it.
        message: what is wrong and what to do, for people.
    """

    source: str
    error: str
    message: str

    def __str__(self) -> str:
        # What the readers say begins with the name already.
        return self.message if self.message.startswith(self.source) else f"{self.source}: {self.message}"

    def to_json(self) -> str:
        """The line of ``out.errors.jsonl``.

        >>> Failure("a.pdf", "UnreadableError", "is encrypted").to_json()
        '{"source": "a.pdf", "error": "UnreadableError", "message": "is encrypted"}'
        """
        # A name that is no UTF-8 reaches Python with surrogates, which a UTF-8 file cannot hold.
        values = (written_name(self.source), self.error, written_name(self.message))
        return json.dumps(dict(zip(("source", "error", "message"), values, strict=True)), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Result:
    """What one source gave: documents, or the reason why there are none.

    Attributes:
        source: the path as given, or as found in a folder.
        lines: a document's JSON (referat/1) each, without line end.
        notes: the documents' warnings, each in one sentence.
        done: where the output holds the source's documents already: their first line, counted from 0.
    """

    source: str
    lines: tuple[bytes, ...] = ()
    notes: tuple[str, ...] = ()
    failure: Failure | None = None
    done: int | None = None

    @property
    def size(self) -> int:
        """Bytes of the documents."""
        return sum(map(len, self.lines))


@dataclass(frozen=True, slots=True)
class Source:
    """A path to read, or what is known of it without reading.

    Attributes:
        path: as given, or as found in a folder.
        failure: why it cannot be read: a folder without permission is found out on the way.
        done: as in `Result`.
    """

    path: str
    failure: Failure | None = None
    done: int | None = None

    def settled(self) -> Result | None:
        """The result, where nothing has to be read for it."""
        if self.failure is None and self.done is None:
            return None
        return Result(self.path, failure=self.failure, done=self.done)


def send(result: Result, stream: IO[bytes]) -> None:
    """Write a result to a pipe."""
    head = {
        "documents": len(result.lines),
        "notes": result.notes,
        "failure": result.failure and asdict(result.failure),
    }
    stream.writelines(_ended((json.dumps(head).encode("ascii"), *result.lines)))
    stream.flush()


def receive(source: str, stream: IO[bytes]) -> Result:
    """Read what `send` wrote.

    Raises:
        EOFError: when the other side ended before all of it was written.

    >>> from io import BytesIO
    >>> pipe = BytesIO()
    >>> send(Result("a", (b'{"x":1}',), ("empty",)), pipe)
    >>> receive("a", BytesIO(pipe.getvalue())).lines
    (b'{"x":1}',)
    >>> receive("a", BytesIO(pipe.getvalue()[:-3]))
    Traceback (most recent call last):
    EOFError
    """
    head = json.loads(_line(stream))
    lines = tuple(_line(stream) for _ in range(head["documents"]))
    failure = Failure(**head["failure"]) if head["failure"] else None
    return Result(source, lines, tuple(head["notes"]), failure)


def _line(stream: IO[bytes]) -> bytes:
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return line[:-1]


def _ended(lines: Iterable[bytes]) -> Iterable[bytes]:
    return (line + b"\n" for line in lines)
