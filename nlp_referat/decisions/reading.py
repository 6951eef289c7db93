"""The text of one decision into outcomes, attendance and what other bodies decided before.

The order of reading: headings of other bodies and lines of attendance are set aside; what remains is
divided by its points; each point's sentences are read (`units`); then what the item says beside the
decision (competence, title, proposal) tells whether the matter is settled and whether an approved proposal
was one to refuse.

>>> reading = read_decision("Indstilles til Byrådets godkendelse.", DecisionContext(body="Teknisk Udvalg"))
>>> outcome = reading.outcomes[0]
>>> outcome.label, outcome.recommended, outcome.recipient, outcome.final
('INDSTILLES', 'GODKENDT', 'Byrådet', False)
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nlp_referat.decisions.accounts import endings, without_debate
from nlp_referat.decisions.amended import is_about_amendment, separate
from nlp_referat.decisions.amendments import find_amendments
from nlp_referat.decisions.attendance import find_attendance, read_attendance
from nlp_referat.decisions.classifier import Answers, consult
from nlp_referat.decisions.clauses import split_sentences
from nlp_referat.decisions.context import DecisionContext
from nlp_referat.decisions.earlier import find_headings, is_own, other_body
from nlp_referat.decisions.outcomes import read_sentence
from nlp_referat.decisions.points import divide
from nlp_referat.decisions.proposals import split_proposal
from nlp_referat.decisions.repeated import follow
from nlp_referat.decisions.results import free_outcome, no_decision, outcomes_of, without_wording
from nlp_referat.decisions.standing import may_name_body
from nlp_referat.decisions.statements import find_statements
from nlp_referat.decisions.units import Placed, Unit
from nlp_referat.decisions.vote_words import void_votes
from nlp_referat.schema import EarlierDecision, ItemAttendance, Outcome, Statement, Substitute

__all__ = ["DecisionContext", "DecisionReading", "find_earlier", "read_attendance", "read_decision"]


@dataclass(frozen=True, slots=True)
class DecisionReading:
    """What a decision text says; offsets into that text. `amendments` stand beside the matter's own `outcomes`."""

    outcomes: tuple[Outcome, ...] = ()
    absent: tuple[str, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    earlier: tuple[EarlierDecision, ...] = ()
    amendments: tuple[Outcome, ...] = ()
    attendance: tuple[ItemAttendance, ...] = ()
    statements: tuple[Statement, ...] = ()


def read_decision(text: str, context: DecisionContext, answers: Answers | None = None) -> DecisionReading:
    """Read the text of a decision field.

    Args:
        text: what stands under "Beslutning", cleaned (`nlp_referat.text.View`).
        context: what is known of the item and the meeting.
        answers: a classifier's, on sentences that the rules cannot read; what is missing is asked on the way.

    Returns:
        Outcomes in order of position (always at least one), absentees, substitutes, earlier decisions.

    >>> [(o.point, o.label) for o in read_decision("Ad 1: Godkendt.\\nAd 2: Udsat.", DecisionContext()).outcomes]
    [(1, 'GODKENDT'), (2, 'UDSAT')]
    >>> read_decision("", DecisionContext()).outcomes[0].label
    'INGEN_BESLUTNING'
    """
    own, blocks = _by_body(_unquoted(text), context, answers)
    attendance = find_attendance(own)
    masked = _without(own, attendance.spans)
    if (counted := _without(masked, void_votes(masked))) != masked and _ALNUM.search(counted):
        masked = counted
    told, masked = _told_of_others(text, masked, context)
    if told and not _ALNUM.search(masked):
        # The field tells only of another body: somebody's decision, but not known to be this one's.
        outcomes: tuple[Outcome, ...] = (free_outcome(text, "ANDET", told[0].start, told[-1].end, None, 0.5, context),)
    else:
        outcomes = _read_own(text, masked, context, answers)
    outcomes, amendments = _amended(text, masked, outcomes, context)
    return DecisionReading(
        outcomes=outcomes,
        absent=tuple(attendance.absent),
        substitutes=tuple(attendance.substitutes),
        earlier=tuple(sorted([*blocks, *told], key=lambda decision: decision.start)),
        amendments=amendments,
        attendance=tuple(attendance.entries),
        statements=tuple(said for said in find_statements(text) if own[said.start] == text[said.start]),
    )


def _amended(
    text: str, masked: str, outcomes: tuple[Outcome, ...], context: DecisionContext
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
    """The outcomes without the votes that were on amendments, and the amendments.

    Where an amendment is all that was decided, its outcome is among `outcomes`, and no other.
    """
    is_matter = is_about_amendment(context.title, context.proposal)
    found = find_amendments(masked, is_matter)
    if not found and is_matter and all(outcome.label == "ANDET" for outcome in outcomes):
        found = find_amendments(masked)  # the matter's own fate, told in the words for an amendment's
    if not found:
        return outcomes, ()
    rest = _without(masked, [span for amendment in found for span in amendment.spans])
    own = {(one.point, one.label): one for one in reversed(_read_own(text, rest, context, None))}
    outcomes, sides = separate(text, outcomes, own, found, context.body)
    if is_matter and not sides:
        outcomes = tuple(outcome.model_copy(update={"is_amendment": False}) for outcome in outcomes)
    return outcomes, sides


def find_earlier(text: str, context: DecisionContext) -> tuple[EarlierDecision, ...]:
    """The decisions of other bodies, or of this one on another day, that the text tells of.

    >>> found = find_earlier("Socialudvalget anbefaler, at ordningen drøftes.", DecisionContext(body="Byrådet"))
    >>> found[0].committee, [outcome.label for outcome in found[0].outcomes]
    ('Socialudvalget', ['INDSTILLES'])
    """
    return read_decision(text, context).earlier


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with the spans blanked: each becomes line breaks of the same length."""
    if not spans:
        return text
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        pieces += (text[position:start], "\n" * (end - max(start, position)))
        position = max(position, end)
    return "".join([*pieces, text[position:]])


def _by_body(text: str, context: DecisionContext, answers: Answers | None) -> tuple[str, list[EarlierDecision]]:
    """The text with everything blanked that stands under another body's heading, and those bodies' decisions."""
    headings = find_headings(text)
    spans: list[tuple[int, int]] = []
    blocks: list[EarlierDecision] = []
    for index, heading in enumerate(headings):
        is_last = index + 1 == len(headings)
        end = len(text) if is_last else headings[index + 1].start
        if is_own(heading, context.body, context.date, is_last):
            spans.append((heading.start, heading.end))
            continue
        spans.append((heading.start, end))
        inner = _of_earlier(context, heading.body, heading.date)
        block = "\n" * heading.end + text[heading.end : end]
        stripped = find_attendance(block, heading.end, end)
        outcomes = _read_own(text[:end], _without(block, stripped.spans), inner, answers)
        last = heading.end + len(text[heading.end : end].rstrip())
        blocks.append(
            EarlierDecision(
                date=heading.date,
                committee=heading.body,
                outcomes=outcomes,
                start=heading.start,
                end=max(last, heading.end),
            )
        )
    return _without(text, spans), blocks


def _of_earlier(context: DecisionContext, body: str, date: dt.date | None) -> DecisionContext:
    """The context of an earlier decision of another body, or of the own one on another day."""
    return replace(context, body=body, date=date, later=context.later or context.body)


def _told_of_others(text: str, masked: str, context: DecisionContext) -> tuple[list[EarlierDecision], str]:
    """Sentences in which another body decided, read and blanked."""
    found: list[EarlierDecision] = []
    spans: list[tuple[int, int]] = []
    if not (may_name_body(masked) or " den " in masked or " d. " in masked):
        return found, masked
    for sentence in split_sentences(masked, 0, len(masked)):
        other = other_body(sentence, context.body, context.date)
        if other is None:
            continue
        body, date = other
        findings = [f for f in read_sentence(_undated(sentence.text)) if f.label not in ("INGEN_BESLUTNING",)]
        if not findings:
            continue
        inner = _of_earlier(context, body, date)
        unit = Unit((None,), [Placed(finding, sentence.start, sentence.end, sentence.text) for finding in findings[:2]])
        outcomes = outcomes_of(text, unit, None, inner)
        found.append(
            EarlierDecision(date=date, committee=body, outcomes=tuple(outcomes), start=sentence.start, end=sentence.end)
        )
        spans.append((sentence.start, sentence.end))
    return found, _without(masked, spans)


_QUOTE: Final = re.compile(r"»[^«»]{0,3000}«|[„“”\"](?:(?!\n[ \t]*\n)[^„“”\"]){0,1500}[“”\"]")
_SAID: Final = re.compile(r"[:,] ?$|\b(?:at|om|udtal\w*|skriv\w*|stod|lyder|lød)[ :,]*$", re.IGNORECASE)
_WORDED: Final = re.compile(r"beslut|godkend|vedtag|vedtog|tiltr|afvis", re.IGNORECASE)


def _unquoted(text: str) -> str:
    """The text without what somebody is quoted as saying; "Byrådet vedtog: ”…”" quotes the decision itself."""
    spans: list[tuple[int, int]] = []
    for quote in _QUOTE.finditer(text):
        before = text[max(0, quote.start() - 80) : quote.start()].rpartition("\n")[2]
        if quote[0].count(" ") > 2 and _SAID.search(before) and not _WORDED.search(before):
            ends = quote[0][-2] in ".!?"  # what follows the quotation is another sentence
            spans.append((quote.start(), quote.end() - 2 * ends))
    return "".join(_blanked(text, spans))


def _blanked(text: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    position = 0
    for start, end in spans:
        yield text[position:start]
        yield " " * (end - start)
        position = end
    yield text[position:]


_ALNUM: Final = re.compile(r"[^\W_]")
_WHEN: Final = re.compile(
    r"\b(?:har|havde|blev)(?P<when>[^.]{0,20}?(?:den|d\.) \d{1,2}\.? ?(?:[a-zæøå]+|[-/.]) ?[\d./-]*)\s", re.IGNORECASE
)


_HAS: Final = re.compile(r"\b(?:har|havde)\s+")


def _undated(text: str) -> str:
    """ "har den 3. maj 2024 godkendt" as "godkendt": the day told is not what was decided."""
    return _HAS.sub("", _WHEN.sub("", text))


def _read_own(text: str, masked: str, context: DecisionContext, answers: Answers | None) -> tuple[Outcome, ...]:
    """The outcomes of the body's own text, which is what `masked` has not blanked."""
    start = len(masked) - len(masked.lstrip())
    end = len(masked.rstrip())
    if start >= end or not _ALNUM.search(masked, start, end):
        first, last = (
            (start, end) if start < end else (len(masked) - len(masked.lstrip("\n")) if masked.strip() else 0,) * 2
        )
        return (no_decision(text, first, last, context.body),)
    proposal = dict(context.points) or split_proposal(context.proposal)
    units = divide(masked[:end], start, context, tuple(proposal))
    whole = units
    if context.is_account:
        whole, units = endings(units, text[:end], context.body)
    outcomes = _of_units(text, units, context, proposal, answers)
    if not outcomes and units != whole:  # what was told before the end counts where a rule reads it
        outcomes = _of_units(text, whole, context, proposal, None)
    if not outcomes:
        outcomes = without_wording(text, units, start, end, context)
        fallen = [Unit(unit.points, [unit.fallen]) for unit in units if unit.fallen is not None]
        if fallen and all(outcome.label == "ANDET" for outcome in outcomes):
            outcomes = _of_units(text, fallen, context, proposal, None)
    if context.is_account:
        outcomes = without_debate(outcomes)
    return tuple(sorted(outcomes, key=lambda outcome: (outcome.start, outcome.point or 0)))


def _of_units(
    text: str,
    units: Sequence[Unit],
    context: DecisionContext,
    proposal: Mapping[int, str],
    answers: Answers | None,
) -> list[Outcome]:
    read = follow(consult(units, answers) if answers is not None else units)
    placed = ((unit, point) for unit in read for point in unit.points)
    return [outcome for unit, point in placed for outcome in outcomes_of(text, unit, point, context, proposal)]
