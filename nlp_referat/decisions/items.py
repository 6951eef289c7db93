"""Decisions of whole items: the layout says where they stand, the reading says what they are."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp_referat.decisions.accounts import is_account
from nlp_referat.decisions.amended import in_order
from nlp_referat.decisions.attendance import Attendance, find_attendance
from nlp_referat.decisions.classifier import Answers, ClauseClassifier
from nlp_referat.decisions.doubts import doubts
from nlp_referat.decisions.evidence import Source, evidence_of, sources_of
from nlp_referat.decisions.finality import judge, stage_of, standing_of
from nlp_referat.decisions.proposed import numbered, unmentioned
from nlp_referat.decisions.reading import DecisionContext, DecisionReading, read_decision
from nlp_referat.decisions.told import find_told
from nlp_referat.names.canonical import canonical_committee
from nlp_referat.offsets import Span, relocate
from nlp_referat.schema import (
    Decision,
    EarlierDecision,
    Item,
    ItemAttendance,
    Meeting,
    Outcome,
    Referat,
    Substitute,
)
from nlp_referat.text import View

_ABSENCE_ITEM: Final = re.compile(r"(?i:fraværende(?: medlemmer)?|fravær|afbud)")
_ABSENT: Final = re.compile(r"(?i:fraværende|afbud|til stede)")
_ATTENDANCE: Final = re.compile(r"(?mi)^[ \t>*_#-]*(?:fraværende|afbud|ej til stede|ikke til stede)\b[^\n]{0,400}")


def decide_items(layout: Referat, view: View, classifier: ClauseClassifier | None = None) -> Referat:
    """`layout` with the outcomes, attendance and earlier decisions of each item read from the text of `view`.

    Args:
        layout: what `parse_layout` gave, its offsets into the raw text of `view`.
        classifier: asked, once for the whole document, about what the wording rules cannot read.
    """
    committee = layout.meeting.committee
    own = DecisionContext(body=canonical_committee(committee.name) if committee else None, date=layout.meeting.date)
    answers = Answers() if classifier is not None else None
    decided: list[Item] = []
    unsure: list[int] = []
    for place, item in enumerate(layout.items):
        before = answers.questions if answers is not None else 0
        decided.append(_decide(item, layout.meeting, own, view, answers))
        if answers is not None and answers.questions > before:
            unsure.append(place)
    if classifier is not None and answers is not None and unsure:
        answers.fetch(classifier)
        for place in unsure:
            decided[place] = _decide(layout.items[place], layout.meeting, own, view, answers)
    warnings = [warning for item in decided for warning in doubts(item)]
    return layout.model_copy(update={"items": tuple(decided), "warnings": (*layout.warnings, *warnings)})


def _decide(item: Item, meeting: Meeting, own: DecisionContext, view: View, answers: Answers | None) -> Item:
    raw = view.raw
    item = item.model_copy(update={"proposal": numbered(item.proposal)})
    sources = sources_of(item, view)
    context = _context(item, own, sources)
    shown = _Shown(item, meeting, sources, raw)
    history = [_earlier(entry, context, view, answers) for entry in item.history]
    history += _told(item, context, view, history)
    if item.decision is None:
        return item.model_copy(update={"history": shown.history(history, context)})
    text, move = _slice(view, item.decision.start, item.decision.end)
    reading = read_decision(text, context, answers)
    absent, substitutes, attendance = _attendance(item, reading, view, move)
    own_outcomes = shown.outcomes((relocate(outcome, move, raw) for outcome in reading.outcomes), context)
    sides = shown.outcomes((relocate(outcome, move, raw) for outcome in reading.amendments), context)
    decision = Decision(
        text=item.decision.text,
        start=item.decision.start,
        end=item.decision.end,
        outcomes=in_order(own_outcomes, sides),
        unmentioned=unmentioned(item.proposal, own_outcomes),
        absent=absent,
        substitutes=substitutes,
        attendance=attendance,
        statements=tuple(relocate(statement, move, raw) for statement in reading.statements),
    )
    history += [relocate(entry, move, raw) for entry in reading.earlier]
    return item.model_copy(update={"decision": decision, "history": shown.history(history, context)})


@dataclass(frozen=True, slots=True)
class _Shown:
    """Adds to outcomes the words that their finality rests on, where these stand outside the decision."""

    item: Item
    meeting: Meeting
    sources: Mapping[str, Source]
    raw: str

    def outcomes(self, outcomes: Iterable[Outcome], context: DecisionContext) -> tuple[Outcome, ...]:
        return tuple(self._outcome(outcome, context) for outcome in outcomes)

    def _outcome(self, outcome: Outcome, context: DecisionContext) -> Outcome:
        if outcome.finality is None:  # an amendment, which is read by itself
            verdict = judge(outcome.label, outcome.text, context, outcome.point)
            read = {"final": verdict.final, "finality": verdict.finality, "of_matter": outcome.label}
            outcome = outcome.model_copy(update={**read, "stage": stage_of(outcome.label, verdict.final)})
        if outcome.finality not in ("competence", "chain", "body"):
            return outcome
        claim = standing_of(context, outcome.point).deciding[0]
        evidence = evidence_of(claim, self.item, self.meeting, self.sources, self.raw)
        return outcome.model_copy(update={"finality_evidence": evidence})

    def history(self, entries: Iterable[EarlierDecision], context: DecisionContext) -> tuple[EarlierDecision, ...]:
        """The earlier decisions in order of time; those without a day stand last."""
        shown = [
            entry.model_copy(update={"outcomes": self.outcomes(entry.outcomes, _then(context, entry))})
            for entry in entries
        ]
        shown.sort(key=lambda entry: (entry.date or dt.date.max, entry.start))
        return tuple(shown)


_ELSEWHERE: Final = frozenset({"beslutning", "indstilling", "bilag", "fravær", "kompetence"})


def _told(
    item: Item, context: DecisionContext, view: View, known: Sequence[EarlierDecision]
) -> Iterator[EarlierDecision]:
    """Earlier decisions that the item tells of outside its decisions and its proposal."""
    taken = {(entry.committee, entry.date) for entry in known}
    stretches = [(s.start, s.end) for s in item.sections if s.type not in _ELSEWHERE]
    first = min((section.start for section in item.sections), default=item.start)
    for start, end in [(item.start, first), *stretches]:
        for entry in find_told(view, start, end, context):
            key = (entry.committee, entry.date)
            inside = any(one.start <= entry.start < one.end for one in known)
            if key not in taken and not inside:
                taken.add(key)
                yield entry


def _then(context: DecisionContext, entry: EarlierDecision) -> DecisionContext:
    """The item's context as it was for the body that decided earlier."""
    return replace(context, body=entry.committee, date=entry.date, later=context.body)


def _slice(whole: View, start: int, end: int) -> tuple[str, Callable[[int, int], Span]]:
    """The cleaned text of a raw span, and the way from its offsets to the raw ones."""
    view = whole.part(start, end)

    def move(first: int, last: int) -> Span:
        raw_first, raw_last = view.raw_span(first, last)
        return start + raw_first, start + raw_last

    return view.text, move


def _context(item: Item, own: DecisionContext, sources: Mapping[str, Source]) -> DecisionContext:
    return replace(
        own,
        number=item.number,
        competence=sources["competence"].text or None,
        title=item.title,
        proposal=sources["proposal"].text,
        points=_points(item),
        is_account=is_account(item),
    )


def _points(item: Item) -> tuple[tuple[int, str], ...]:
    """The proposed points by number; those without one are counted."""
    if item.proposal is None:
        return ()
    points: dict[int, str] = {}
    for index, point in enumerate(item.proposal.points, 1):
        points.setdefault(point.point or index, point.text)
    return tuple(points.items())


def _earlier(entry: EarlierDecision, context: DecisionContext, view: View, answers: Answers | None) -> EarlierDecision:
    text, move = _slice(view, entry.start, entry.end)
    outcomes = read_decision(text, _then(context, entry), answers).outcomes
    return entry.model_copy(update={"outcomes": tuple(relocate(outcome, move, view.raw) for outcome in outcomes)})


def _attendance(
    item: Item, reading: DecisionReading, view: View, move: Callable[[int, int], Span]
) -> tuple[tuple[str, ...], tuple[Substitute, ...], tuple[ItemAttendance, ...]]:
    """Attendance from the decision, and from lines that repeat or give it elsewhere in the item."""
    assert item.decision is not None
    raw = view.raw
    absent, substitutes = list(reading.absent), list(reading.substitutes)
    entries = [relocate(entry, move, raw) for entry in reading.attendance]
    spans = [(section.start, section.end) for section in item.sections if section.type == "fravær"]
    rest = raw[item.decision.end : item.end]
    if _ABSENT.search(rest):
        shift = item.decision.end
        spans += [(shift + match.start(), shift + match.end()) for match in _ATTENDANCE.finditer(rest)]
    texts = [_slice(view, start, end) for start, end in spans]
    found = [(find_attendance(text), there) for text, there in texts]
    if _ABSENCE_ITEM.fullmatch(item.title):  # an item of its own: "1. Fraværende", and names as its decision
        text, there = _slice(view, item.decision.start, item.decision.end)
        found.append(_under(f"{item.title}: ", text, there))
    for attendance, there in found:
        absent += [name for name in attendance.absent if name not in absent]
        known = {substitute.name for substitute in substitutes}
        substitutes += [substitute for substitute in attendance.substitutes if substitute.name not in known]
        told = {(entry.name, entry.status) for entry in entries}
        more = (relocate(entry, there, raw) for entry in attendance.entries)
        entries += [entry for entry in more if (entry.name, entry.status) not in told]
    return tuple(absent), tuple(substitutes), tuple(sorted(entries, key=lambda entry: entry.start))


def _under(title: str, text: str, move: Callable[[int, int], Span]) -> tuple[Attendance, Callable[[int, int], Span]]:
    """The attendance that `text` gives when read behind the item's title, and the way to the raw offsets."""

    def there(start: int, end: int) -> Span:
        return move(max(start - len(title), 0), max(end - len(title), 0))

    return find_attendance(title + text), there
