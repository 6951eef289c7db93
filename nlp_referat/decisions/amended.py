"""Amendments as outcomes beside the matter's own, each vote with the one that it was on.

>>> from nlp_referat.schema import Votes
>>> own = Outcome(label="GODKENDT", text="Godkendt", start=40, end=48)
>>> side = Outcome(label="AFVIST", is_amendment=True, text="Forslaget faldt", start=10, end=25)
>>> [outcome.label for outcome in in_order((own,), (side,))]
['AFVIST', 'GODKENDT']
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from nlp_referat.decisions.amendments import Amendment
from nlp_referat.decisions.clauses import find_markers
from nlp_referat.labels import OutcomeLabel
from nlp_referat.schema import Outcome

_MAIN: Final = re.compile(
    r"\bindstilling|\bsagen\b|\bsom ændret\b|\bi øvrigt\b|\bdet samlede\b|\bbudgettet\b", re.IGNORECASE
)
_ABOUT: Final = re.compile(r"\b(?:under)?(?:ændrings|mod)forslag", re.IGNORECASE)
_SCORE: Final = 0.9
_NONE: Final = "INGEN_BESLUTNING"
_NOTHING: Final = ("ANDET", _NONE)
_Key = tuple[int | None, OutcomeLabel]


def is_about_amendment(title: str, proposal: str) -> bool:
    """Whether the item itself is about an amendment, so that "Ændringsforslaget faldt" is about the matter.

    >>> is_about_amendment("Budget 2026: ændringsforslag fra Ø", ""), is_about_amendment("Budget 2026", "")
    (True, False)
    """
    return bool(_ABOUT.search(title) or _ABOUT.search(proposal))


def separate(
    text: str, outcomes: Sequence[Outcome], own: Mapping[_Key, Outcome], found: Sequence[Amendment], body: str | None
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
    """The matter's outcomes with the votes of the matter only, and the amendments as outcomes.

    Args:
        text: the decision text.
        outcomes: read from all of it.
        own: read from it without the amendments, by point and label.
        found: the amendments.
        body: the one that decided.

    Returns:
        Two tuples. An amendment that was read as the matter's outcome, because nothing else was decided, stands
        in the first and not in the second.
    """
    points = {outcome.point for outcome in outcomes if outcome.point is not None}
    sides = [_outcome(text, amendment, body, _point(text, amendment, points)) for amendment in found]
    kept: list[Outcome] = []
    if all(outcome.label in _NOTHING for outcome in outcomes) and any(label not in _NOTHING for _, label in own):
        outcomes = sorted(own.values(), key=lambda outcome: outcome.start)  # the motion hid what was decided
    elif all(outcome.label in _NOTHING for outcome in outcomes) and all(label == _NONE for _, label in own):
        return tuple(sides), ()
    for outcome in outcomes:
        matching = own.get((outcome.point, outcome.label))
        place = None if _MAIN.search(outcome.text) else _same(outcome, found, sides)
        if matching is not None and (place is None or matching.start == outcome.start):
            kept.append(outcome.model_copy(update={"votes": matching.votes}))
        elif matching is not None:
            kept.append(matching)  # what was decided stands behind the amendment that was adopted
        elif place is not None:
            side = sides[place]
            marks = {"is_amendment": True, "mover": side.mover, "votes": side.votes or outcome.votes}
            kept.append(outcome.model_copy(update=marks))
            sides[place : place + 1] = []
            found = [*found[:place], *found[place + 1 :]]
        else:
            kept.append(outcome)
    return tuple(kept), tuple(sides)


def in_order(outcomes: Sequence[Outcome], amendments: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """All outcomes: each amendment, in order of the text, right before the outcomes of what it would change."""
    if not amendments:
        return tuple(outcomes)
    left = list(amendments)
    merged: list[Outcome] = []
    for outcome in outcomes:
        if not outcome.is_amendment:
            merged += [side for side in left if side.point in (outcome.point, None)]
            left = [side for side in left if side.point not in (outcome.point, None)]
        merged.append(outcome)
    return (*left, *merged)


def _same(outcome: Outcome, found: Sequence[Amendment], sides: Sequence[Outcome]) -> int | None:
    """Which of the amendments the outcome was read from."""
    for place, (amendment, side) in enumerate(zip(found, sides, strict=True)):
        touches = any(start < outcome.end and outcome.start < end for start, end in amendment.spans)
        if touches and side.label == outcome.label:
            return place
    return None


def _outcome(text: str, amendment: Amendment, body: str | None, point: int | None) -> Outcome:
    return Outcome(
        point=point,
        label=amendment.label,
        of_matter=amendment.label,
        body=body,
        is_amendment=True,
        mover=amendment.mover,
        votes=amendment.votes,
        text=text[amendment.start : amendment.end],
        start=amendment.start,
        end=amendment.end,
        score=_SCORE,
    )


def _point(text: str, amendment: Amendment, points: set[int]) -> int | None:
    """The point of the proposal that it is about: the one it names, else the one that it stands under."""
    if amendment.point is not None or not points:
        return amendment.point if amendment.point in points else None
    before = [marker.points for marker in find_markers(text, 0, amendment.start) if set(marker.points) <= points]
    return before[-1][0] if before and len(before[-1]) == 1 else None
