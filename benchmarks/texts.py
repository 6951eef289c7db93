"""Texts of any length: the synthetic minutes of the tests, one after the other, with other names and sums each round.

>>> len(joined(1_000)) <= 1_000 < len(joined(2_000))
True
"""

import re
import runpy
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
_STEP: Final = 7  # names change places with the one so many further on, per round
_DIGIT: Final = re.compile("[1-9]")


@cache
def _tests() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tests" / "minutes" / "__init__.py"))


@cache
def _marked() -> tuple[str, ...]:
    folder: Path = _tests()["FOLDER"]
    return tuple((folder / f"{name}.ref").read_text(encoding="utf8") for name in _tests()["names"]())


@cache
def _people() -> tuple[str, ...]:
    marks: re.Pattern[str] = _tests()["MARK"]
    found = (mark["text"] for text in _marked() for mark in marks.finditer(text) if mark["label"] == "PERSON")
    return tuple(dict.fromkeys(name for name in found if "\n" not in name))


def documents(turn: int = 0) -> Iterator[str]:
    """Every document; `turn` 0 as it is, later ones with other people's names and other amounts."""
    marks: re.Pattern[str] = _tests()["MARK"]
    people = _people()
    places = {name: place for place, name in enumerate(people)}

    def write(mark: re.Match[str]) -> str:
        written = mark["text"]
        if not turn:
            return written
        if mark["label"] == "MONEY":
            return _DIGIT.sub(lambda digit: str((int(digit[0]) + turn - 1) % 9 + 1), written)
        if written in places:
            return people[(places[written] + turn * _STEP) % len(people)]
        return written

    for text in _marked():
        yield marks.sub(write, text)


def joined(size: int) -> str:
    """`size` characters at most: whole lines, document after document."""
    parts: list[str] = []
    length = 0
    for turn in count():
        for text in documents(turn):
            parts.append(text)
            length += len(text) + 2
            if length >= size:
                return "\n\n".join(parts)[:size].rpartition("\n")[0] + "\n"
    raise AssertionError("count() does not end")
