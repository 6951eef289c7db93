"""Warnings about decisions that contradict the item, or that cannot be understood.

>>> from nlp_referat.schema import Outcome, Decision
>>> outcome = Outcome(label="GODKENDT", finality="conflict", text="Godkendt", start=0, end=8)
>>> decision = Decision(text="Godkendt", start=0, end=8, outcomes=(outcome,))
>>> [warning.code for warning in doubts(Item(number="4", title="Sti", start=0, end=8, decision=decision))]
['finality_conflict']
"""

from collections.abc import Iterator, Sequence
from typing import Final

from nlp_referat.decisions.units import is_restored
from nlp_referat.schema import Item, Outcome, Warning

_RESTORED: Final = 0.7  # what `results` gives to words that were restored


def doubts(item: Item) -> Iterator[Warning]:
    """What a reader must look up: contradictions about who has the last word, points that nobody proposed."""
    repeated = _repeated_points(item)
    if repeated is not None:
        yield repeated
    outcomes = item.decision.outcomes if item.decision else ()
    for outcome in (*outcomes, *(outcome for entry in item.history for outcome in entry.outcomes)):
        if outcome.finality == "conflict":
            yield _warning(
                "finality_conflict",
                f"Item {item.number}: the decision, the competence section, the chain of bodies and the meeting's body "
                "do not agree on who has the last word; `final` is null.",
                outcome,
            )
        if outcome.score <= _RESTORED and is_restored(outcome.text):
            yield _warning(
                "damaged_words",
                f"Item {item.number}: the decision's words are damaged; they were read as they were probably meant.",
                outcome,
            )
        if outcome.label == "AFVIST" and outcome.of_matter is None and not _is_granted(outcome, outcomes):
            yield _warning(
                "polarity_unclear",
                f"Item {item.number}: a proposal to refuse seems to have been turned down, and nothing says that the "
                "matter was granted; `of_matter` is null.",
                outcome,
            )
    asked = {point.point for point in item.proposal.points} if item.proposal else set()
    if len(asked) > 1:
        for outcome in outcomes:
            if outcome.point is not None and outcome.point not in asked:
                yield _warning(
                    "point_not_proposed",
                    f"Item {item.number}: the decision names point {outcome.point}, which the proposal does not have.",
                    outcome,
                )


def _is_granted(outcome: Outcome, outcomes: Sequence[Outcome]) -> bool:
    """Whether another outcome says what the refusal of the proposal leaves open."""
    return any(one.point == outcome.point and one.of_matter == "GODKENDT" for one in outcomes)


def _repeated_points(item: Item) -> Warning | None:
    """A proposal of several lists, each numbered from 1: a point's number tells of none of them."""
    points = item.proposal.points if item.proposal else ()
    numbers = [point.point for point in points if point.point is not None]
    if len(numbers) == len(set(numbers)):
        return None
    return Warning(
        code="points_repeated",
        message=f"Item {item.number}: the proposal numbers its points more than once from the beginning.",
        start=points[0].start,
        end=points[-1].end,
    )


def _warning(code: str, message: str, outcome: Outcome) -> Warning:
    return Warning(code=code, message=message, start=outcome.start, end=outcome.end)
