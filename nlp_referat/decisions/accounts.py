"""Items told as running text, without a heading: the matter and the debate first, the decision at the end.

What stands before the last paragraph, or before the last sentences, may tell of refusals and approvals of other days
and other people. It counts only where the end says nothing. What somebody proposes to the body never counts, and the
decision stands behind it.

>>> proposes("Forvaltningen indstiller, at broen bygges."), proposes("Udvalget indstiller, at broen bygges.")
(True, False)
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from nlp_referat.decisions.attendance import speaks_of_attendance
from nlp_referat.decisions.units import Unit
from nlp_referat.schema import Item, Outcome

_BREAK: Final = re.compile(r"\n[ \t]*\n\s*")
_ENDING: Final = 4  # sentences
_ACCOUNT: Final = 8  # sentences from which an item is more than its decision


def is_account(item: Item) -> bool:
    """Whether the whole item is running text without a heading, of which only some words decide."""
    return any(section.type == "beslutning" and not section.title for section in item.sections)


_OFFICE: Final = (
    r"(?:[\w-]*(?:forvaltning(?:en)?|administration(?:en)?|sekretariat(?:et)?|center(?:et)?|stab(?:en)?|direktion(?:en)?"
    r"|sekretær(?:en)?|direktør(?:en)?|chef(?:en)?|leder(?:en)?|ingeniør(?:en)?|inspektør(?:en)?|arkitekt(?:en)?|foged(?:en)?"
    r"|kæmner(?:en)?|kommission(?:en)?)|forv\.|adm\.)"
)
_ASKS: Final = (
    r"(?:har |havde )?(?:indstiller|indstillede|indstillet|foreslår|foreslog|foreslået|anbefaler|anbefalede|anbefalet"
    r"|tilråder|tilrådede|råder(?! over| selv| bod)|(?:beder|bad) (?=\w*(?:udvalget|rådet|bestyrelsen)))\b"
)
# Somebody who works for the body, or another body, says what it should do.
_PROPOSES: Final = re.compile(
    rf"[\W_]*(?:(?:\w+ )?{_OFFICE}(?: [A-ZÆØÅ][\w. -]{{2,40}})?"
    rf"|(?P<body>[a-zæøå-]+(?:udvalget|nævnet|bestyrelsen|rådet)|(?-i:[A-ZÆØÅ][a-zæøå]+ Udvalg))) {_ASKS}"
    r"|[\W_]*(?:forvaltningens |administrationens )?indstilling(?:en|er)?(?: til \w+)? "
    r"(?:er,? at|lyder|lød|går ud på|gik ud på)\b",
    re.IGNORECASE,
)
_OWN: Final = frozenset({"udvalget", "byrådet", "regionsrådet", "rådet", "bestyrelsen", "nævnet"})


def proposes(sentence: str, own: str | None = None) -> bool:
    """Whether the sentence says what the body is to decide, and not what it did.

    Args:
        own: name of the body that met.
    """
    match = _PROPOSES.match(sentence)
    if match is None:
        return False
    body = (match["body"] or "").casefold()
    return not body or (body not in _OWN and body != (own or "").casefold())


def endings(units: Sequence[Unit], text: str, own: str | None = None) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The units of an account without what was proposed, and what is left of them where it ends.

    The end is what stands behind the last proposal, in the last paragraph, and in the last sentences.

    Args:
        units: what the rules read in it.
        text: of the account; the units' offsets count in it.
        own: name of the body that met.
    """
    breaks = [match.end() for match in _BREAK.finditer(text)]
    parts = [_parted(unit, breaks, own) for unit in units]
    return tuple(whole for whole, _ in parts), tuple(end for _, end in parts)


def _parted(unit: Unit, breaks: Sequence[int], own: str | None) -> tuple[Unit, Unit]:
    sentences = sorted((*unit.free, *unit.told, *unit.read), key=lambda sentence: sentence.start)
    stated = [sentence for sentence in sentences if not speaks_of_attendance(sentence.text)]
    if unit.points != (None,) or not stated:
        return unit, unit
    proposed = {sentence.start for sentence in stated if proposes(sentence.text, own)}
    places = [sentence.start for sentence in stated if sentence.start not in proposed]
    if not places:
        return unit, unit
    whole = _kept(unit, lambda place: place not in proposed) if proposed else unit
    paragraph = max((place for place in breaks if place <= places[-1]), default=0)
    behind = next((place for place in places if place > max(proposed, default=-1)), 0)
    first = max(paragraph, behind, places[-_ENDING] if len(places) >= _ACCOUNT else 0)
    return whole, _kept(whole, lambda place: place >= first) if first > places[0] else whole


def without_debate(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes of an account without remarks before the first that settles something: they are the debate's.

    What the body is said to have resolved is none.
    """
    first = min((one.start for one in outcomes if one.label not in _SETTLES_NOTHING), default=0)
    return [one for one in outcomes if one.label != "ANDET" or one.start >= first or _RESOLVED.search(one.text)]


_RESOLVED: Final = re.compile(r"(?i)beslut|bestem|vedt|pål[aæ]g|paal[aæ]g|enedes|\benig")
_SETTLES_NOTHING: Final = frozenset({"ANDET", "INGEN_BESLUTNING"})


def _kept(unit: Unit, keeps: Callable[[int], bool]) -> Unit:
    """The unit with those of its sentences whose place is kept."""
    return replace(
        unit,
        placed=[placed for placed in unit.placed if keeps(placed.start)],
        free=[sentence for sentence in unit.free if keeps(sentence.start)],
        told=[sentence for sentence in unit.told if keeps(sentence.start)],
        read=[sentence for sentence in unit.read if keeps(sentence.start)],
    )
