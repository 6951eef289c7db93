"""Texts of any length: the synthetic minutes of the tests, one after the other, with other names and sums each round.

The minutes of the tests say something in every line. Real ones explain: behind each paragraph of some
length stand further ones here, so that names, amounts and items are about as rare as in real minutes.

>>> len(joined(1_000)) <= 1_000 < len(joined(2_000))
True
"""

import re
import runpy
from collections.abc import Iterator
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
_STEP: Final = 7  # names change places with the one so many further on, per round
_PARAGRAPH: Final = re.compile(r"(?<=\n\n)(?![#*\-–•\d\s])[^\n]{60,}(?=\n\n)")
_PROSE: Final = (
    "Forvaltningen har i løbet af foråret gennemgået ordningen sammen med de berørte institutioner. "
    "Gennemgangen viser, at behovet er størst i de yngste aldersgrupper, og at der er stor forskel på, hvordan"
    " tilbuddet bruges i byerne og i landdistrikterne. Det foreslås derfor, at rammerne gøres mere enkle, og "
    "at pladserne fordeles efter en fast nøgle.",
    "Området er i dag udlagt til rekreative formål og grænser op til et boligområde. En ændret anvendelse "
    "forudsætter, at der udarbejdes et nyt plangrundlag, og at naboerne inddrages tidligt. Der er ikke "
    "kendskab til forurening på grunden, men jordbunden er blød, og der må påregnes ekstra udgifter til "
    "fundering og afledning af regnvand.",
    "Høringssvarene er samlet i et notat, som er vedlagt som bilag. De fleste er positive over for forslagets "
    "hensigt, men flere peger på, at tidsplanen er stram, og at det bør fremgå tydeligere, hvem der har "
    "ansvaret for driften, når anlægget er taget i brug. Bemærkningerne har givet anledning til mindre "
    "justeringer i 2. afsnit.",
    "Sagen har ingen direkte konsekvenser for kommunens likviditet i indeværende år. Udgiften til den løbende "
    "drift afholdes inden for den eksisterende ramme, og der fremlægges en samlet status, når erfaringerne fra"
    " de første måneder er gjort op. En forlængelse ud over forsøgsperioden vil kræve en ny politisk "
    "beslutning.",
)
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

    for place, text in enumerate(_marked()):
        yield _PARAGRAPH.sub(partial(_explained, place), marks.sub(write, text))


def _explained(place: int, paragraph: re.Match[str]) -> str:
    """The paragraph with three of explanation behind it."""
    first = place + paragraph.start()
    return "\n\n".join((paragraph[0], *(_PROSE[(first + step) % len(_PROSE)] for step in range(3))))


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
