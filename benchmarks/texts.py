"""Texts of any length: the synthetic minutes of the tests, one after the other, with other names and sums each round.

The minutes of the tests say something in every line. Real ones explain: behind each paragraph of some
length stand further ones here, so that names, amounts and items are rarer, though still denser than in real minutes.
Hardly two sentences of these are alike: what is read a second time costs less, and real minutes seldom repeat
themselves. About 40 % of the words stand in segments that an encoder has to read for names, as in real minutes.

>>> len(joined(1_000)) <= 1_000 < len(joined(2_000))
True
"""

import re
import runpy
from collections.abc import Iterator
from functools import cache, partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
_STEP: Final = 7  # names change places with the one so many further on, per round
_PARAGRAPH: Final = re.compile(r"(?<=\n\n)(?![#*\-–•\d\s])[^\n]{60,}(?=\n\n)")
_SENTENCES: Final = 3  # of a paragraph of explanation
_PLACE: Final = (
    "{Lille|Store|Gamle|Nye|Indre|Ydre} {Ravn|Hassel|Tjørne|Lærke|Kilde|Pile|Hyben}{sø|høj|lund|kær|bæk|dal}"
)
_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_DIGIT: Final = re.compile("[1-9]")


@cache
def _tests() -> dict[str, Any]:
    return runpy.run_path(str(HERE.parent / "tests" / "minutes" / "__init__.py"))


@cache
def _marked() -> tuple[str, ...]:
    folder: Path = _tests()["FOLDER"]
    return tuple((folder / f"{name}.ref").read_text(encoding="utf8") for name in _tests()["names"]())


@cache
def _prose() -> tuple[str, ...]:
    """Sentences of explanation, each with places to fill: ``{one|another}``."""
    lines = (HERE / "prose.txt").read_text(encoding="utf8").splitlines()
    return tuple(line.replace("@", _PLACE) for line in lines)


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

    for place, text in enumerate(_marked()):
        random = Random(turn * 1_000 + place)
        yield _PARAGRAPH.sub(partial(_explained, random), marks.sub(write, text))


def _explained(random: Random, paragraph: re.Match[str]) -> str:
    """The paragraph with three of explanation behind it."""
    return "\n\n".join((paragraph[0], *(_explanation(random) for _ in range(3))))


def _explanation(random: Random) -> str:
    sentences = random.sample(_prose(), _SENTENCES)
    return " ".join(_SLOT.sub(lambda slot: random.choice(slot[1].split("|")), sentence) for sentence in sentences)


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
