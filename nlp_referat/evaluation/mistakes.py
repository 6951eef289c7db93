"""The errors that a reader should look at first, in their context.

From the most severe kind to the least: a wrong outcome would put a false decision in a newspaper, a wrong
amount a false sum, a wrong claim about one of them misleads; a name missed or made up is the least of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from nlp_referat.corpus.document import Annotation, OutcomeGold
from nlp_referat.evaluation.claims import judge
from nlp_referat.evaluation.items import match_items
from nlp_referat.evaluation.outcomes import match_outcomes
from nlp_referat.evaluation.reading import Reading
from nlp_referat.evaluation.report import Mistake
from nlp_referat.evaluation.spans import ALL_NAMES, amounts, in_scope, match_exact
from nlp_referat.schema import Entity, Item, Outcome

KINDS: Final = (
    "wrong outcome",
    "missed outcome",
    "spurious outcome",
    "wrong amount",
    "wrong claim",
    "missed name",
    "spurious name",
)
"""From the most severe to the least."""

CONTEXT: Final = 60
"""Characters shown on either side."""

PER_KIND: Final = 15
"""Errors of a kind that a report shows; it counts all."""


def worst(readings: Sequence[Reading]) -> tuple[dict[str, int], tuple[Mistake, ...]]:
    """How many errors of each kind, and the first of each in order of document and place."""
    found = sorted(
        (mistake for reading in readings for mistake in find_mistakes(reading)),
        key=lambda mistake: (KINDS.index(mistake.kind), mistake.document, mistake.start),
    )
    counts = Counter(mistake.kind for mistake in found)
    shown = [mistake for kind in KINDS for mistake in [one for one in found if one.kind == kind][:PER_KIND]]
    return {kind: counts[kind] for kind in KINDS}, tuple(shown)


def find_mistakes(reading: Reading) -> Iterator[Mistake]:
    """Every error in one document's outcomes, amounts, claims about them, and names."""
    yield from _outcome_mistakes(reading)
    document, entities = reading.document, reading.referat.entities
    for amount in amounts(document, entities):
        if not amount.is_right:
            found = amount.predicted
            yield _mistake(reading, "wrong amount", amount.gold, _value(amount.gold), _value(found) if found else "")
    for one in judge(document, reading.referat.items, entities):
        if one.is_found and not one.is_right:
            gold, got = (f"{one.claim}: {_answer(answer)}" for answer in (one.gold, one.found))
            yield _mistake(reading, "wrong claim", one.of, gold, got)
    match = match_exact(*in_scope(document, entities))
    for missed in match.missed:
        if missed.label in ALL_NAMES:
            yield _mistake(reading, "missed name", missed, missed.label, "")
    for spurious in match.spurious:
        if spurious.label in ALL_NAMES:
            yield _mistake(reading, "spurious name", spurious, "", spurious.label)


def _outcome_mistakes(reading: Reading) -> Iterator[Mistake]:
    if reading.document.items is None:
        return
    pairs = match_items(reading.document.items, reading.referat.items)
    for gold, item in pairs.pairs:
        if gold.closed:
            continue
        match = match_outcomes(gold.outcomes, _outcomes(item))
        for wanted, found in match.confused:
            yield _mistake(reading, "wrong outcome", found, _told(wanted), _told(found))
        for wanted in match.missed:
            # Gold without places is shown at the item that was read, if any.
            place = wanted if wanted.end or item is None else item
            yield _mistake(reading, "missed outcome", place, _told(wanted), "")
        for found in match.spurious:
            yield _mistake(reading, "spurious outcome", found, "", _told(found))
    for item in pairs.spurious:
        for found in _outcomes(item):
            yield _mistake(reading, "spurious outcome", found, "", _told(found))


def _outcomes(item: Item | None) -> Sequence[Outcome]:
    return item.decision.outcomes if item is not None and item.decision is not None else ()


def _told(outcome: OutcomeGold | Outcome) -> str:
    return outcome.label if outcome.point is None else f"{outcome.point}: {outcome.label}"


def _answer(answer: object) -> str:
    """What a claim says, as a person would note it.

    >>> _answer(("year", 2026, 2026)), _answer(False), _answer(None)
    ('year 2026 2026', 'no', '–')
    """
    if isinstance(answer, tuple):
        return " ".join(_answer(part) for part in answer)
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "–" if answer is None else f"{answer}"


def _value(span: Annotation | Entity) -> str:
    """An amount's value as a person would note it."""
    if span.money is not None:
        return f"{_number(span.money.value, span.money.low, span.money.high)} {span.money.currency}"
    if span.percent is not None:
        number = _number(span.percent.percent, span.percent.low, span.percent.high)
        return f"{number} {'points' if span.percent.point else '%'}"
    return "no value"


def _number(value: object, low: object, high: object) -> str:
    return f"{value}" if value is not None else f"{low}..{high}"


def _mistake(
    reading: Reading, kind: str, place: Annotation | Entity | OutcomeGold | Outcome | Item, gold: str, got: str
) -> Mistake:
    text, start, end = reading.document.text, place.start, place.end
    if isinstance(place, Item):  # an item's whole text is no context: its head is
        end = min(end, start + CONTEXT)
    return Mistake(
        kind=kind,
        document=reading.document.id,
        start=start,
        end=end,
        gold=gold,
        got=got,
        before=_flat(text[max(0, start - CONTEXT) : start]),
        text=_flat(text[start:end]),
        after=_flat(text[end : end + CONTEXT]),
    )


def _flat(text: str) -> str:
    """Line breaks shown, so that a context is one line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "⏎")
