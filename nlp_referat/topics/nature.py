"""Whether an item is a formality, information, a discussion or a decision, and which formality.

The title says whether it is a formality. Else the source's own mark ("(B)", "(O)", "(D)") decides, then what is
proposed, then the title's opening words together with what was done. Where they contradict each other, or say
nothing, there is no answer.

>>> item = Item(number="3", title="Orientering om vejplan", start=0, end=9)
>>> nature_of(item)
'information'
"""

import re
from typing import Final

from nlp_referat.labels import ItemKind, ItemNature, OutcomeLabel
from nlp_referat.layout.formalities import find_formality, is_other_formality
from nlp_referat.schema import Item

_OF_KIND: Final[dict[ItemKind, ItemNature]] = {"B": "decision", "O": "information", "D": "discussion"}
_OF_LABEL: Final[dict[OutcomeLabel, ItemNature]] = {
    "GODKENDT": "decision",
    "AFVIST": "decision",
    "INDSTILLES": "decision",
    "TAGET_TIL_EFTERRETNING": "information",
    "DRØFTET": "discussion",
}
_NOTED: Final = re.compile(
    r"\b(?:tage\w*|tag)\b[^.]{0,60}?\btil (?:efterretning|orientering)\b|\btil (?:efterretning|orientering)\b"
    r"|\borientere[st]?\b"
    r"|\borienteringen\b",
    re.IGNORECASE,
)
_DISCUSSED: Final = re.compile(r"\b(?:drøft\w*|debatter\w*|temadrøft\w*)\b", re.IGNORECASE)
_DECIDED: Final = re.compile(
    r"\b(?:godkend|vedtag|bevilg|frigiv|tiltræd|anbefal|indstil|imødekom|afslå|afslag|afvis|udpeg|vælge|udbyde"
    r"|sælge|salg\w* gennem"
    r"|igangsæt|fastsæt|fastlæg|besluttes|beslutte\b|meddel(?:es|e) (?:dispensation|tilladelse|afslag|landzone)"
    r"|gives? (?:tilladelse|dispensation"
    r"|afslag|tilsagn|tilskud|anlægsbevilling|tillægsbevilling)|yde[st]?\b|afsæt|tage[rs]? stilling|opta[gs]e"
    r"|sende?s? i (?:offentlig )?høring"
    r"|prioriter|finansier|indgå|ophæv|nedlæg|etabler|forlæng)",
    re.IGNORECASE,
)
_TITLE: Final[tuple[tuple[ItemNature, re.Pattern[str]], ...]] = (
    (
        "information",
        re.compile(
            r"(?:orientering|redegørelse|status|statusnotat|efterretning|nyt)\b(?! og (?:beslutning|godkendelse))",
            re.IGNORECASE,
        ),
    ),
    (
        "discussion",
        re.compile(
            r"(?:drøftelse|temadrøftelse|debat|dialogmøde|dialog med|tema)\b(?! og (?:beslutning|godkendelse))",
            re.IGNORECASE,
        ),
    ),
    (
        "decision",
        re.compile(
            r"(?:godkendelse|beslutning|ansøgning|anmodning|valg|udpegning|frigivelse|anlægsbevilling|tillægsbevilling|indstilling"
            r"|igangsættelse|vedtagelse|endelig vedtagelse|dispensation)\b",
            re.IGNORECASE,
        ),
    ),
)


def nature_of(item: Item) -> ItemNature | None:
    """What the item is.

    >>> nature_of(Item(number="1", title="Eventuelt", kind="O", start=0, end=9))
    'formality'
    >>> nature_of(Item(number="2", title="Havnen", start=0, end=6)) is None
    True
    """
    if find_formality(item.title) or is_other_formality(item.title):
        return "formality"
    if item.kind is not None:
        return _OF_KIND[item.kind]
    proposed = _proposed(item)
    if proposed is not None:
        return proposed
    titled = next((nature for nature, pattern in _TITLE if pattern.match(item.title)), None)
    done = _done(item)
    if titled is None or done is None:
        return titled or done
    return titled if titled == done or titled == "decision" else None


def _proposed(item: Item) -> ItemNature | None:
    """What the proposal asks for: a decision if any point does."""
    points = item.proposal.points if item.proposal else ()
    asked = {nature for point in points if (nature := _asked(point.text)) is not None}
    return next((nature for nature in ("decision", "discussion", "information") if nature in asked), None)


def _asked(text: str) -> ItemNature | None:
    noted, discussed, decided = _NOTED.search(text), _DISCUSSED.search(text), _DECIDED.search(text)
    if (
        decided
        and not (noted and noted.start() < decided.start())
        and not (discussed and discussed.start() < decided.start())
    ):
        # "at den godkendte plan tages til efterretning": what was approved before is only told of
        return "information" if noted and _TOLD_OF.match(decided[0] + text[decided.end() :]) else "decision"
    if discussed and not (noted and noted.start() < discussed.start()):
        return "discussion"
    return "information" if noted else "decision" if decided else None


_TOLD_OF: Final = re.compile(
    r"godkendte (?!s)|vedtagne |bevilgede |igangsatte |anbefaling\w* |indstillinge?n? ", re.IGNORECASE
)


def _done(item: Item) -> ItemNature | None:
    """What the outcomes say, if they say one thing; a decision beside a discussion is a decision."""
    outcomes = item.decision.outcomes if item.decision else ()
    done = {nature for outcome in outcomes if not outcome.is_amendment and (nature := _OF_LABEL.get(outcome.label))}
    return next((nature for nature in ("decision", "discussion", "information") if nature in done), None)
