"""Items told as running text, without a heading: the matter and the debate first, the decision at the end.

What stands before the last paragraph, or before the last sentences, may tell of refusals and approvals of other days
and other people. It counts only where the end says nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp_referat.decisions.attendance import speaks_of_attendance
from nlp_referat.decisions.units import Unit
from nlp_referat.schema import Item

_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")
_ENDING: Final = 4  # sentences
_ACCOUNT: Final = 8  # sentences from which an item is more than its decision


def is_account(item: Item) -> bool:
    """Whether the whole item is running text without a heading, of which only some words decide."""
    return any(section.type == "beslutning" and not section.title for section in item.sections)


def endings(units: Sequence[Unit], text: str) -> tuple[Unit, ...]:
    """The units of an account without what stands before its last paragraph and before its last sentences.

    Args:
        units: what the rules read in it.
        text: of the account; the units' offsets count in it.
    """
    breaks = [match.end() for match in _BREAK.finditer(text)]
    return tuple(_ending(unit, breaks) for unit in units)


def _ending(unit: Unit, breaks: Sequence[int]) -> Unit:
    sentences = (*unit.free, *unit.told, *unit.read)
    places = sorted({sentence.start for sentence in sentences if not speaks_of_attendance(sentence.text)})
    if unit.points != (None,) or not places:
        return unit
    paragraph = max((place for place in breaks if place <= places[-1]), default=0)
    first = max(paragraph, places[-_ENDING] if len(places) >= _ACCOUNT else 0)
    if first <= places[0]:
        return unit
    return replace(
        unit,
        placed=[placed for placed in unit.placed if placed.start >= first],
        free=[sentence for sentence in unit.free if sentence.start >= first],
        told=[sentence for sentence in unit.told if sentence.start >= first],
        read=[sentence for sentence in unit.read if sentence.start >= first],
    )
