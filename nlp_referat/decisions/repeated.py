"""Points that are decided like another: "Ad 2: Som ad 1", "Ad 3: Ligeså"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp_referat.decisions.units import Unit

_AS_OTHER: Final = re.compile(
    r"(?:som|samme(?: beslutning)? som|ligesom|følger(?: behandlingen af)?|behandles (?:som|sammen med))"
    r"(?: (?:under|ved|for|i))? ?(?:ad|at|pkt\.?|punkt|nr\.?) ?(?P<point>\d{1,2})\.?"
    r"|(?:som (?:ovenfor|foregående)|ligeså|ligeledes|det samme|samme|ditto|do)\.?",
    re.IGNORECASE,
)


def repeats(text: str) -> bool:
    """Whether a sentence only says that a point is decided like another.

    >>> repeats("Som ad 1."), repeats("Som ad 1, dog uden tilskud.")
    (True, False)
    """
    return _AS_OTHER.fullmatch(text) is not None


def follow(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units, those that repeat another with its outcome; "ligeså" points at the one above."""
    followed: list[Unit] = []
    for unit in units:
        followed.append(_like(unit, followed))
    return tuple(followed)


def _like(unit: Unit, above: Sequence[Unit]) -> Unit:
    said = [*unit.free, *unit.told]
    if len(said) != 1 or unit.placed or unit.points == (None,) or (match := _AS_OTHER.fullmatch(said[0].text)) is None:
        return unit
    point = int(match["point"]) if match["point"] else None
    meant = [one for one in above if one.placed and (point in one.points if point else one.points != (None,))]
    if not meant:
        return unit
    same = [replace(one, start=said[0].start, end=said[0].end, reservations=()) for one in meant[-1].placed]
    return replace(unit, placed=same, free=[], told=[])
