"""Items told as running text, without a heading: the matter and the debate first, the decision at the end.

What stands before the last sentences may tell of refusals and approvals of other days and other people. It counts only
where the end says nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlp_referat.decisions.units import Unit
from nlp_referat.schema import Item

_ENDING: Final = 4  # sentences
_ACCOUNT: Final = 8  # sentences from which an item is more than its decision


def is_account(item: Item) -> bool:
    """Whether the whole item is running text without a heading, of which only some words decide."""
    return any(section.type == "beslutning" and not section.title for section in item.sections)


def endings(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units of an account without the sentences before its last ones."""
    return tuple(_ending(unit) for unit in units)


def _ending(unit: Unit) -> Unit:
    places = sorted({sentence.start for sentence in (*unit.free, *unit.told, *unit.read)})
    if unit.points != (None,) or len(places) < _ACCOUNT:
        return unit
    first = places[-_ENDING]
    return replace(
        unit,
        placed=[placed for placed in unit.placed if placed.start >= first],
        free=[sentence for sentence in unit.free if sentence.start >= first],
        told=[sentence for sentence in unit.told if sentence.start >= first],
        read=[sentence for sentence in unit.read if sentence.start >= first],
    )
