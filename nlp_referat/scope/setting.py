"""Where in an item an amount stands, and what was decided there: what makes a sum proposed or decided.

>>> Setting().part
'body'
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from nlp_referat.decisions.accounts import is_account
from nlp_referat.labels import OutcomeLabel
from nlp_referat.schema import Item, Outcome, Referat

Part = Literal["proposal", "decision", "earlier", "body"]

# What each label says about the sums that were put forward: adopted, not adopted; the others do not tell.
_ADOPTS: Final[dict[OutcomeLabel, bool]] = {
    "GODKENDT": True,
    "AFVIST": False,
    "UDSAT": False,
    "UDGÅET": False,
    "OVERSENDT": False,
    "INDSTILLES": False,
    "DRØFTET": False,
    "INGEN_BESLUTNING": False,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """The place of an amount.

    Attributes:
        part: of the item: the proposal, the own decision, what other bodies decided before, or the rest.
        outcome: of the decision that it stands in.
        point: of the proposal, or of the decision, that it stands in.
        covered: whether the own decision adopts what stands there.
    """

    part: Part = "body"
    outcome: OutcomeLabel | None = None
    point: int | None = None
    covered: bool | None = None


class Settings:
    """Looks settings up by offset; the offsets are those of the layout."""

    def __init__(self, layout: Referat | None) -> None:
        self.items = layout.items if layout else ()
        self._starts = [item.start for item in self.items]
        self._known: dict[int, list[tuple[int, int, Setting]]] = {}

    def item_at(self, offset: int) -> int | None:
        """The place of the item that holds the offset."""
        place = bisect_right(self._starts, offset) - 1
        return place if place >= 0 and offset < self.items[place].end else None

    def __call__(self, offset: int) -> Setting:
        place = self.item_at(offset)
        if place is None:
            return Setting()
        if place not in self._known:
            self._known[place] = list(_ranges(self.items[place]))
        return next((setting for start, end, setting in self._known[place] if start <= offset < end), Setting())


def _ranges(item: Item) -> Iterable[tuple[int, int, Setting]]:
    """The stretches of an item that are not body text; the narrower before the wider."""
    decision = item.decision
    outcomes = decision.outcomes if decision else ()
    if decision:
        for outcome in sorted(outcomes, key=lambda outcome: outcome.end - outcome.start):
            adopts = _ADOPTS.get(outcome.label)  # what a decision names itself, it adopts as changed
            yield outcome.start, outcome.end, Setting("decision", outcome.label, outcome.point, adopts)
        if not is_account(item):
            only = outcomes[0] if len(outcomes) == 1 else None
            label = only.label if only else None
            setting = Setting("decision", label, None, _ADOPTS.get(label) if label else None)
            yield decision.start, decision.end, setting
    for entry in item.history:
        for outcome in entry.outcomes:
            yield outcome.start, outcome.end, Setting("earlier", outcome.label, outcome.point)
        label = entry.outcomes[0].label if len(entry.outcomes) == 1 else None
        yield entry.start, entry.end, Setting("earlier", label)
    if item.proposal:
        unmentioned = set(decision.unmentioned) if decision else set()
        points = item.proposal.points
        for index, point in enumerate(points, 1):
            number = point.point if point.point is not None else (index if len(points) > 1 else None)
            covered = None if number in unmentioned else _covers(outcomes, number, len(points))
            yield point.start, point.end, Setting("proposal", None, number, covered)


def _covers(outcomes: tuple[Outcome, ...], number: int | None, points: int) -> bool | None:
    """Whether the decision adopts the point: by its own outcome, or by the one for all points."""
    own = [outcome for outcome in outcomes if outcome.point is not None and outcome.point == number]
    if not own and points == 1:
        own = [outcome for outcome in outcomes if outcome.point == 1]
    whole = [outcome for outcome in outcomes if outcome.point is None and outcome.label != "ANDET"]
    # "Godkendt, dog ikke pkt. 3": the rest of the points is adopted as a whole.
    names_rest = bool(whole) and any(outcome.point is not None for outcome in outcomes)
    return _adopts(own or whole, is_partial=not names_rest)


def _adopts(outcomes: list[Outcome], is_partial: bool = True) -> bool | None:
    """What outcomes on one thing say together; None where they differ, or leave open which part they adopt.

    `is_partial` tells that a partial outcome leaves open which part it adopts.
    """
    answers = {_ADOPTS.get(outcome.label) for outcome in outcomes if not outcome.is_amendment}
    if len(answers) != 1:
        return None
    if True in answers and any((outcome.partial and is_partial) or outcome.amended for outcome in outcomes):
        return None
    return answers.pop()
