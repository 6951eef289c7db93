"""Items: which predicted item answers to which of the gold, and what each says besides its outcomes.

Items are paired by number. Numbers that repeat are paired by their order, and where the source numbers
nothing, the item in which the gold's title stands is taken, or the next one where the gold has no places.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp_referat.corpus.document import EarlierGold, ItemGold
from nlp_referat.evaluation.outcomes import NONE, match_outcomes, score_outcomes
from nlp_referat.evaluation.tallies import Tally, right
from nlp_referat.evaluation.wording import plain, plain_title
from nlp_referat.schema import EarlierDecision, Item


@dataclass(frozen=True, slots=True)
class ItemMatch:
    """The gold's items, each with the item that answers to it or None, and items that answer to none."""

    pairs: tuple[tuple[ItemGold, Item | None], ...]
    spurious: tuple[Item, ...]


def match_items(gold: Sequence[ItemGold], predicted: Sequence[Item]) -> ItemMatch:
    """Pair items by number, by order where numbers repeat, by place where there are none.

    >>> gold = [ItemGold(start=0, end=6, number="7", title="Budget")]
    >>> match_items(gold, [Item(number="8", title="Budget", start=0, end=6)]).pairs[0][1] is None
    True
    """
    waiting: defaultdict[str, list[Item]] = defaultdict(list)
    for item in predicted:
        waiting[item.number].append(item)
    found: dict[int, Item] = {}
    for place, one in enumerate(gold):
        if one.number and waiting[one.number]:
            found[place] = waiting[one.number].pop(0)
    left = [item for item in predicted if any(item is other for other in waiting[item.number])]
    for place, one in enumerate(gold):
        if not one.number and (nearest := _at(one, left)) is not None:
            left = [item for item in left if item is not nearest]
            found[place] = nearest
    return ItemMatch(tuple((one, found.get(place)) for place, one in enumerate(gold)), tuple(left))


def _at(gold: ItemGold, items: Sequence[Item]) -> Item | None:
    if gold.end == gold.start:
        return items[0] if items else None
    return next((item for item in items if item.start <= gold.start < item.end), None)


def score_items(match: ItemMatch) -> Iterator[tuple[str, Tally]]:
    """Tallies of one document's items and of all that they hold.

    ``items/found`` counts items; ``item facts/…`` are shares of the gold's items, an item that was missed being
    wrong in each; attendance, history and the facts of outcomes are counted for items that were found. Closed
    items have no outcomes to compare; those of a spurious item count as spurious.
    """
    for gold, item in match.pairs:
        yield "items/found", Tally(fn=1) if item is None else Tally(tp=1)
        yield "item facts/title", right(item is not None and plain_title(item.title) == plain_title(gold.title))
        yield (
            "item facts/case number",
            right(item is not None and (item.case_number or None) == (gold.case_number or None)),
        )
        yield "item facts/closed", right(item is not None and item.closed == gold.closed)
        if gold.closed:
            continue
        decision = item.decision if item is not None else None
        outcomes = match_outcomes(gold.outcomes, decision.outcomes if decision is not None else ())
        if item is None:
            yield "outcome facts/exact set", right(False)
            yield from _missed(gold)
            continue
        yield from score_outcomes(outcomes)
        absent = set(decision.absent) if decision is not None else set()
        yield "item facts/absent", right(absent == set(gold.absent))
        yield "items/history", score_history(gold.history, item.history)
    for item in match.spurious:
        yield "items/found", Tally(fp=1)
        if item.decision is not None:
            spurious = match_outcomes((), item.decision.outcomes)
            yield from (pair for pair in score_outcomes(spurious) if not pair[0].startswith("outcome facts"))


def _missed(gold: ItemGold) -> Iterator[tuple[str, Tally]]:
    """Every required outcome of an item that was not found; without the rule for empty decisions."""
    for outcome in gold.outcomes:
        if not outcome.optional:
            yield f"outcomes/{outcome.label}", Tally(fn=1)
            yield f"confusion/{outcome.label}/{NONE}", Tally(tp=1)


def score_history(gold: Sequence[EarlierGold], predicted: Sequence[EarlierDecision]) -> Tally:
    """Earlier decisions: a body on a day, with all its labels, counts as one.

    >>> score_history([EarlierGold(start=0, end=8, label="GODKENDT", committee="Byrådet")], [])
    Tally(tp=0, fp=0, fn=1)
    """
    stated: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
    for one in gold:
        stated[plain(one.committee), one.date].append(one.label)
    wanted: Counter[object] = Counter((key, tuple(sorted(labels))) for key, labels in stated.items())
    found: Counter[object] = Counter(
        ((plain(one.committee), one.date), tuple(sorted(outcome.label for outcome in one.outcomes)))
        for one in predicted
    )
    both = (wanted & found).total()
    return Tally(tp=both, fp=found.total() - both, fn=wanted.total() - both)
