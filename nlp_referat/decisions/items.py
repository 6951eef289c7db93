"""Decisions of whole items: the layout says where they stand, the reading says what they are."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from nlp_referat.decisions.classifier import Answers, ClauseClassifier
from nlp_referat.decisions.reading import DecisionContext, DecisionReading, read_attendance, read_decision
from nlp_referat.names.canonical import canonical_committee
from nlp_referat.offsets import Span, relocate
from nlp_referat.schema import Decision, EarlierDecision, Item, Referat, Substitute
from nlp_referat.text import View

_ABSENCE_ITEM: Final = re.compile(r"(?i:fraværende(?: medlemmer)?|fravær|afbud)")
_ABSENT: Final = re.compile(r"(?i:fraværende|afbud|til stede)")
_ATTENDANCE: Final = re.compile(r"(?mi)^[ \t>*_#-]*(?:fraværende|afbud|ej til stede|ikke til stede)\b[^\n]{0,400}")


def decide_items(layout: Referat, raw: str, classifier: ClauseClassifier | None = None) -> Referat:
    """`layout` with the outcomes, attendance and earlier decisions of each item read from `raw`.

    Args:
        layout: what `parse_layout` gave, its offsets into `raw`.
        classifier: asked, once for the whole document, about what the wording rules cannot read.
    """
    committee = layout.meeting.committee
    meeting = DecisionContext(body=canonical_committee(committee.name) if committee else None, date=layout.meeting.date)
    answers = Answers() if classifier is not None else None
    decided: list[Item] = []
    unsure: list[int] = []
    for place, item in enumerate(layout.items):
        before = answers.questions if answers is not None else 0
        decided.append(_decide(item, meeting, raw, answers))
        if answers is not None and answers.questions > before:
            unsure.append(place)
    if classifier is not None and answers is not None and unsure:
        answers.fetch(classifier)
        for place in unsure:
            decided[place] = _decide(layout.items[place], meeting, raw, answers)
    return layout.model_copy(update={"items": tuple(decided)})


def _decide(item: Item, meeting: DecisionContext, raw: str, answers: Answers | None) -> Item:
    context = _context(item, meeting, raw)
    history = [_earlier(entry, context, raw, answers) for entry in item.history]
    if item.decision is None:
        return item.model_copy(update={"history": tuple(history)})
    text, move = _slice(raw, item.decision.start, item.decision.end)
    reading = read_decision(text, context, answers)
    absent, substitutes = _attendance(item, reading, raw)
    decision = Decision(
        text=item.decision.text,
        start=item.decision.start,
        end=item.decision.end,
        outcomes=tuple(relocate(outcome, move, raw) for outcome in reading.outcomes),
        absent=absent,
        substitutes=substitutes,
    )
    history += [relocate(entry, move, raw) for entry in reading.earlier]
    return item.model_copy(update={"decision": decision, "history": tuple(history)})


def _slice(raw: str, start: int, end: int) -> tuple[str, Callable[[int, int], Span]]:
    """The cleaned text of a raw span, and the way from its offsets to the raw ones."""
    view = View(raw[start:end])

    def move(first: int, last: int) -> Span:
        raw_first, raw_last = view.raw_span(first, last)
        return start + raw_first, start + raw_last

    return view.text, move


def _context(item: Item, meeting: DecisionContext, raw: str) -> DecisionContext:
    texts = {
        section.type: View(raw[section.start : section.end]).text
        for section in reversed(item.sections)
        if section.type in ("kompetence", "indstilling")
    }
    return replace(
        meeting,
        number=item.number,
        competence=texts.get("kompetence"),
        title=item.title,
        proposal=texts.get("indstilling", ""),
        points=_points(item),
    )


def _points(item: Item) -> tuple[tuple[int, str], ...]:
    """The proposed points by number; those without one are counted."""
    if item.proposal is None:
        return ()
    points: dict[int, str] = {}
    for index, point in enumerate(item.proposal.points, 1):
        points.setdefault(point.point or index, point.text)
    return tuple(points.items())


def _earlier(entry: EarlierDecision, context: DecisionContext, raw: str, answers: Answers | None) -> EarlierDecision:
    text, move = _slice(raw, entry.start, entry.end)
    own = replace(context, body=entry.committee, date=entry.date, competence=None)
    outcomes = read_decision(text, own, answers).outcomes
    return entry.model_copy(update={"outcomes": tuple(relocate(outcome, move, raw) for outcome in outcomes)})


def _attendance(item: Item, reading: DecisionReading, raw: str) -> tuple[tuple[str, ...], tuple[Substitute, ...]]:
    """Attendance from the decision, and from lines that repeat or give it elsewhere in the item."""
    assert item.decision is not None
    absent, substitutes = list(reading.absent), list(reading.substitutes)
    spans = [(section.start, section.end) for section in item.sections if section.type == "fravær"]
    rest = raw[item.decision.end : item.end]
    if _ABSENT.search(rest):
        shift = item.decision.end
        spans += [(shift + match.start(), shift + match.end()) for match in _ATTENDANCE.finditer(rest)]
    texts = [_slice(raw, start, end)[0] for start, end in spans]
    if _ABSENCE_ITEM.fullmatch(item.title):  # an item of its own: "1. Fraværende", and names as its decision
        texts.append(f"{item.title}: {_slice(raw, item.decision.start, item.decision.end)[0]}")
    for text in texts:
        more_absent, more_substitutes = read_attendance(text)
        absent += [name for name in more_absent if name not in absent]
        known = {substitute.name for substitute in substitutes}
        substitutes += [substitute for substitute in more_substitutes if substitute.name not in known]
    return tuple(absent), tuple(substitutes)
