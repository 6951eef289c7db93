"""Going on with an output file: what it holds already, and putting it in order at the end."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from nlp_referat.batch.output import begins_as_output, blocks
from nlp_referat.batch.results import Source
from nlp_referat.errors import ReferatError
from nlp_referat.readers.source import written_name
from nlp_referat.schema import ModelInfo
from nlp_referat.writing import file_beside

# Every line begins so as this library writes it; reading on would cost a hundred times as much.
_HEAD: Final = re.compile(
    rb'\{"schema":"referat/1","source":(?P<source>null|"(?:[^"\\]|\\.)*+"),"model":(?P<model>null|\{[^{}]*\})'
)
# Behind the name of a file that holds several documents: which of them this is.
_NUMBER: Final = re.compile(r"#(\d+)\Z")
_FIRST: Final = "#1"
_DIGEST: Final = 16  # bytes of a name that are kept: two of a billion names collide once in 10^20 batches


class ResumeError(ReferatError):
    """An output file that cannot be gone on with; the message says why."""


@dataclass(slots=True)
class Done:
    """What an output file holds.

    Attributes:
        end: bytes up to the last whole document.
        lines: how many documents those are.
        model: the pipeline that wrote the last of them.
    """

    end: int = 0
    lines: int = 0
    model: ModelInfo | None = None
    _places: dict[bytes, int] = field(default_factory=dict)

    def place(self, path: str) -> int | None:
        """The line on which a source's documents begin, counted from 0; None if it has none."""
        name = written_name(path)
        line = self._places.get(_digest(name))
        return line if line is not None else self._places.get(_digest(name + _FIRST))

    def add(self, source: str, line: int) -> None:
        """Note that the documents of a source begin on a line."""
        self._places.setdefault(_digest(source), line)


def done_in(path: Path) -> Done:
    """Read what an output file holds; nothing where there is none.

    Memory is some 150 bytes a document.

    Raises:
        ResumeError: when a line is none of this command's.
        OSError: when the file cannot be read.
    """
    done = Done()
    if not path.exists():
        return done
    for offset, line in blocks(path):
        source, model = _read(line, f"{path}, line {done.lines + 1}")
        if source is not None:
            done.add(source, done.lines)
        done.model = model or done.model
        done.end = offset + len(line)
        done.lines += 1
    # The rest is cut off: that may only be what a kill has torn, never a file of somebody else's.
    if not begins_as_output(path, done.end):
        raise _foreign(f"{path}, line {done.lines + 1}")
    return done


def _read(line: bytes, place: str) -> tuple[str | None, ModelInfo | None]:
    head = _HEAD.match(line)
    if head is not None and (not line.rstrip(b"\r\n").endswith(b"}") or b"\0" in line):
        raise ResumeError(
            f"{place}: this line is damaged. Take it out of the file, and --resume reads its document again; "
            "or leave --resume out to write all anew."
        )
    try:
        if head is None:
            raise ValueError
        source = json.loads(head["source"])
        return source, None if head["model"] == b"null" else ModelInfo.model_validate_json(head["model"])
    except ValueError:
        raise _foreign(place) from None


def _foreign(place: str) -> ResumeError:
    return ResumeError(
        f"{place}: this is no line that `extract` wrote, so the file cannot be gone on with. "
        "Name another output, or leave --resume out to write it anew."
    )


class Order:
    """Whether the documents of an output file stand in the order of their sources.

    >>> order = Order(2)
    >>> order.seen(0); order.appended(1); order.is_kept
    True
    >>> order.seen(1); order.is_kept
    False
    """

    def __init__(self, lines: int) -> None:
        self._next = lines
        self._last = -1
        self.is_kept = True

    def seen(self, line: int) -> None:
        """The next source's documents are there already, from this line on."""
        self.is_kept = self.is_kept and line > self._last
        self._last = max(self._last, line)

    def appended(self, lines: int) -> None:
        """The next source's documents were appended."""
        if lines:
            self._last = self._next
            self._next += lines


def put_in_order(path: Path, sources: Iterable[Source]) -> None:
    """Write the output file anew with its documents in the order of their sources, beside it and then in its place.

    Documents of sources that are not among them come first, as they stood.

    Raises:
        OSError: when it cannot be written; the file is as it was then.
    """
    path = Path(os.path.realpath(path))  # a link shall go on leading there
    places = _spans(path)
    with file_beside(path) as beside, path.open("rb") as old, beside.open("wb") as new:
        wanted = [place for source in sources if (place := places.pop(_digest(written_name(source.path)), None))]
        for start, end in _joined([*sorted(places.values()), *wanted]):
            old.seek(start)
            while start < end:
                chunk = old.read(min(1 << 20, end - start))
                new.write(chunk)
                start += len(chunk)


def _spans(path: Path) -> dict[bytes, tuple[int, int]]:
    """Where the documents of each file stand, first and end; those without a name have one of their own."""
    spans: dict[bytes, tuple[int, int]] = {}
    key, before = b"", ""
    for offset, line in blocks(path):
        source, _ = _read(line, str(path))
        is_further = source is not None and _is_next(source, before)
        before = source or ""
        if not is_further:
            key = _digest(before.removesuffix(_FIRST)) if before else str(offset).encode()
            while key in spans:  # the same file twice: each stays a block
                key += b"+"
        spans[key] = (spans[key][0] if is_further else offset, offset + len(line))
    return spans


def _is_next(source: str, before: str) -> bool:
    """Whether this is the document of a file behind the one before it.

    >>> _is_next("a.json#10", "a.json#9"), _is_next("a.json#2", "b.json#1"), _is_next("a.txt", "a.txt")
    (True, False, False)
    """
    number, last = _NUMBER.search(source), _NUMBER.search(before)
    if number is None or last is None or source[: number.start()] != before[: last.start()]:
        return False
    return int(number[1]) == int(last[1]) + 1


def _joined(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places that follow one another as one."""
    last: tuple[int, int] | None = None
    for start, end in places:
        if last is not None and last[1] == start:
            last = (last[0], end)
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _digest(source: str) -> bytes:
    return blake2b(source.encode("utf-8"), digest_size=_DIGEST).digest()
