"""Outcomes: what an item's decision was read as, against gold.

An outcome is compared by its point and label; saying the same of a point twice counts once. Of what is left
over on either side, outcomes of the same point are taken as confused with each other, in order. An item whose
gold is one INGEN_BESLUTNING is right without any outcome too: an empty decision field says no more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp_referat.corpus.document import OutcomeGold
from nlp_referat.evaluation.tallies import Tally, right
from nlp_referat.evaluation.wording import plain
from nlp_referat.labels import OutcomeLabel
from nlp_referat.schema import Outcome

NONE: Final = "none"
"""Row and column of the confusion matrix for what was spurious, or missed."""


class ToleratedOutcome(OutcomeGold):
    """An outcome that may be given one of several labels, as gold of other sources has it."""

    accept: tuple[OutcomeLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeMatch:
    """What became of an item's required outcomes.

    Attributes:
        right: gold outcomes with what was predicted of the same point and label; nothing where the
            gold is INGEN_BESLUTNING and nothing was predicted.
        confused: gold and prediction of the same point with different labels.
        missed: gold for which nothing is left.
        spurious: predictions for which no gold is left.
    """

    right: tuple[tuple[OutcomeGold, tuple[Outcome, ...]], ...] = ()
    confused: tuple[tuple[OutcomeGold, Outcome], ...] = ()
    missed: tuple[OutcomeGold, ...] = ()
    spurious: tuple[Outcome, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether the item's set of outcomes is right."""
        return not (self.confused or self.missed or self.spurious)


def labels_of(gold: OutcomeGold) -> tuple[OutcomeLabel, ...]:
    """The labels that are right for an outcome, the gold's own first."""
    return (gold.label, *gold.accept) if isinstance(gold, ToleratedOutcome) else (gold.label,)


def match_outcomes(gold: Sequence[OutcomeGold], predicted: Sequence[Outcome]) -> OutcomeMatch:
    """Match one item's outcomes.

    >>> gold = [OutcomeGold(start=0, end=6, label="DRØFTET")]
    >>> match_outcomes(gold, [Outcome(label="UDSAT", text="Udsat.", start=0, end=6)]).confused[0][1].label
    'UDSAT'
    """
    required = list({(one.point, one.label): one for one in reversed(gold) if not one.optional}.values())[::-1]
    if not predicted and [one.label for one in required] == ["INGEN_BESLUTNING"]:
        return OutcomeMatch(right=((required[0], ()),))
    by_key: dict[tuple[int | None, OutcomeLabel], list[Outcome]] = {}
    for outcome in predicted:
        by_key.setdefault((outcome.point, outcome.label), []).append(outcome)
    pairs, open_gold = [], []
    for one in required:
        found = [outcome for label in labels_of(one) for outcome in by_key.get((one.point, label), ())]
        if found:
            pairs.append((one, tuple(found)))
        else:
            open_gold.append(one)
    allowed = {(one.point, label) for one in gold for label in labels_of(one)}
    left = [outcomes[0] for key, outcomes in by_key.items() if key not in allowed]
    confused, missed = [], []
    for one in open_gold:
        other = next((outcome for outcome in left if outcome.point == one.point), None)
        if other is None:
            missed.append(one)
        else:
            left.remove(other)
            confused.append((one, other))
    return OutcomeMatch(tuple(pairs), tuple(confused), tuple(missed), tuple(left))


def score_outcomes(match: OutcomeMatch) -> Iterator[tuple[str, Tally]]:
    """Tallies of one item: ``outcomes/LABEL``, ``confusion/GOLD/PREDICTED``, ``outcome facts/…``, ``outcome marks/…``.

    The words of the evidence are compared of right outcomes only; what else the gold states is wrong where its
    outcome was not found.
    """
    for gold, outcomes in match.right:
        yield f"outcomes/{gold.label}", Tally(tp=1)
        yield f"confusion/{gold.label}/{gold.label}", Tally(tp=1)
        yield from _facts(gold, outcomes)
    for gold, outcome in match.confused:
        yield f"outcomes/{gold.label}", Tally(fn=1)
        yield f"outcomes/{outcome.label}", Tally(fp=1)
        yield f"confusion/{gold.label}/{outcome.label}", Tally(tp=1)
        yield from _facts(gold, ())
    for gold in match.missed:
        yield f"outcomes/{gold.label}", Tally(fn=1)
        yield from _facts(gold, ())
        yield f"confusion/{gold.label}/{NONE}", Tally(tp=1)
    for outcome in match.spurious:
        yield f"outcomes/{outcome.label}", Tally(fp=1)
        yield f"confusion/{NONE}/{outcome.label}", Tally(tp=1)
    yield "outcome facts/exact set", right(match.is_exact)


_COUNTS: Final = ("for_count", "against_count", "abstain_count")
_STATED: Final[dict[str, Callable[[OutcomeGold | Outcome], str | bool | None]]] = {
    "recommended": lambda outcome: outcome.recommended,
    "recipient": lambda outcome: outcome.recipient and plain(outcome.recipient),
    "final": lambda outcome: outcome.final,
}
_MARKS: Final[dict[str, Callable[[OutcomeGold | Outcome], bool]]] = {
    "conditional": lambda outcome: outcome.conditional,
    "partial": lambda outcome: outcome.partial,
}


def _facts(gold: OutcomeGold, outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Tally]]:
    """What else the gold says of an outcome: the first prediction answers for it, and none is wrong in all."""
    found = outcomes[0] if outcomes else None
    if found is not None and gold.end > gold.start:  # an empty decision field has no words
        touching = any(gold.start < outcome.end and outcome.start < gold.end for outcome in outcomes)
        yield "outcome facts/evidence overlap", right(touching)
    for name, read in _STATED.items():
        if (stated := read(gold)) is not None:
            yield f"outcome facts/{name}", right(found is not None and stated == read(found))
    for name, has in _MARKS.items():
        yield f"outcome marks/{name}", _mark(has(gold), found is not None and has(found))
    votes = found.votes if found is not None else None
    for name in _COUNTS:
        if (count := getattr(gold, name)) is not None:
            yield "outcome facts/vote counts", right(votes is not None and getattr(votes, name) == count)


def _mark(in_gold: bool, in_found: bool) -> Tally:
    return Tally(tp=in_gold and in_found, fp=in_found and not in_gold, fn=in_gold and not in_found)
