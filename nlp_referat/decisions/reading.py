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
from dataclasses import dataclass, replace
from typing import Final

from nlp_referat.decisions.attendance import find_attendance, read_attendance
from nlp_referat.decisions.clauses import Marker, find_markers, is_listed, make_sentence, split_sentences
from nlp_referat.decisions.earlier import find_headings, is_own, other_body
from nlp_referat.decisions.outcomes import Finding, read_sentence
from nlp_referat.decisions.proposals import only_refuses, split_proposal
from nlp_referat.decisions.standing import find_recipient, is_final, settles
from nlp_referat.decisions.units import Placed, Unit, UnitReader, last_resort
from nlp_referat.decisions.votes import read_votes
from nlp_referat.labels import OutcomeLabel
from nlp_referat.schema import EarlierDecision, Outcome, Substitute, Votes

__all__ = ["DecisionContext", "DecisionReading", "find_earlier", "read_attendance", "read_decision"]


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """What the item and the meeting say beside the decision text.

    Attributes:
        body: canonical name of the meeting's body.
        date: day of the meeting.
        competence: text of "Kompetence", "Sagen afgøres af", "Sagsgang".
        title: the item's title, which may begin with a chain ("MBU/ØU/KB - …").
        proposal: text of the proposal.
    """

    body: str | None = None
    date: dt.date | None = None
    competence: str | None = None
    title: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class DecisionReading:
    """What a decision text says; offsets into that text."""

    outcomes: tuple[Outcome, ...] = ()
    absent: tuple[str, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    earlier: tuple[EarlierDecision, ...] = ()


_EMPTY_SCORE: Final = 0.95
_AGENDA: Final = re.compile(r"\bdagsorden|\bbeslutninger om dagsordenen", re.IGNORECASE)
_ACCOUNT: Final = re.compile(r"orientering|meddelelse|nyt fra|siden sidst|status|efterretning|aktuelle|gensidig|bordet rundt|eventuelt", re.IGNORECASE)
_ELECTS: Final = re.compile(r"\b(?:vælge|udpeg|konstituer|valg af)", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w.-]+)+")
_EXCEPT: Final = re.compile(
    r"\b(?:dog ikke|undtagen|med undtagelse af|bortset fra|undtaget|pånær|på nær)\s+(?:indstillingens\s+)?(?:pkt\.?|punkt|at-punkt|at|ad|nr\.?)\s*(?P<points>\d{1,2}(?:(?:,| og|-)\s?\d{1,2})*)(?:,? (?:som|der|hvor\w*) (?P<fate>[^.]{3,120}))?",
    re.IGNORECASE,
)
_POINT_NAMED: Final = re.compile(r"\b(?:pkt\.?|punkt|at-punkt|indstillingspunkt|ad)\s*(\d{1,2})\b", re.IGNORECASE)
_EDGE: Final = " \t\n.;,:*_#-–•\"“”„"


def read_decision(text: str, context: DecisionContext) -> DecisionReading:
    """Read the text of a decision field.

    Args:
        text: what stands under "Beslutning", cleaned (`nlp_referat.text.View`).
        context: what is known of the item and the meeting.

    Returns:
        Outcomes in order of position (always at least one), absentees, substitutes, earlier decisions.

    >>> [(o.point, o.label) for o in read_decision("Ad 1: Godkendt.\\nAd 2: Udsat.", DecisionContext()).outcomes]
    [(1, 'GODKENDT'), (2, 'UDSAT')]
    >>> read_decision("", DecisionContext()).outcomes[0].label
    'INGEN_BESLUTNING'
    """
    own, blocks = _by_body(text, context)
    attendance = find_attendance(own)
    masked = _without(own, attendance.spans)
    told, masked = _told_of_others(text, masked, context)
    if told and not any(c.isalnum() for c in masked):
        # The field tells only of another body: somebody's decision, but not known to be this one's.
        outcomes = (_other(text, "ANDET", told[0].start, told[-1].end, None, 0.5),)
    else:
        outcomes = _read_own(text, masked, context)
    earlier = sorted([*blocks, *told], key=lambda decision: decision.start)
    return DecisionReading(outcomes, tuple(attendance.absent), tuple(attendance.substitutes), tuple(earlier))


def find_earlier(text: str, context: DecisionContext) -> tuple[EarlierDecision, ...]:
    """The decisions of other bodies, or of this one on another day, that the text tells of.

    >>> found = find_earlier("Socialudvalget anbefaler, at ordningen drøftes.", DecisionContext(body="Byrådet"))
    >>> found[0].committee, [outcome.label for outcome in found[0].outcomes]
    ('Socialudvalget', ['INDSTILLES'])
    """
    return read_decision(text, context).earlier


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with the spans blanked: each becomes line breaks of the same length."""
    for start, end in spans:
        text = f"{text[:start]}{chr(10) * (end - start)}{text[end:]}"
    return text


def _by_body(text: str, context: DecisionContext) -> tuple[str, list[EarlierDecision]]:
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
        inner = replace(context, body=heading.body, date=heading.date, competence=None)
        block = "\n" * heading.end + text[heading.end : end]
        stripped = find_attendance(block, heading.end, end)
        outcomes = _read_own(text[:end], _without(block, stripped.spans), inner)
        last = heading.end + len(text[heading.end : end].rstrip())
        blocks.append(
            EarlierDecision(
                date=heading.date, committee=heading.body, outcomes=outcomes, start=heading.start, end=max(last, heading.end)
            )
        )
    return _without(text, spans), blocks


def _told_of_others(text: str, masked: str, context: DecisionContext) -> tuple[list[EarlierDecision], str]:
    """Sentences in which another body decided, read and blanked."""
    found: list[EarlierDecision] = []
    spans: list[tuple[int, int]] = []
    for sentence in split_sentences(masked, 0, len(masked)):
        other = other_body(sentence, context.body, context.date)
        if other is None:
            continue
        body, date = other
        findings = [f for f in read_sentence(_undated(sentence.text)) if f.label not in ("INGEN_BESLUTNING",)]
        if not findings:
            continue
        inner = replace(context, body=body, date=date, competence=None)
        unit = Unit((None,), [Placed(finding, sentence.start, sentence.end, sentence.text) for finding in findings[:2]])
        outcomes = _outcomes(text, unit, None, inner)
        found.append(
            EarlierDecision(date=date, committee=body, outcomes=tuple(outcomes), start=sentence.start, end=sentence.end)
        )
        spans.append((sentence.start, sentence.end))
    return found, _without(masked, spans)


_WHEN: Final = re.compile(r"\b(?:har|havde|blev)(?P<when>[^.]{0,20}?(?:den|d\.) \d{1,2}\.? ?(?:[a-zæøå]+|[-/.]) ?[\d./-]*)\s", re.IGNORECASE)


def _undated(text: str) -> str:
    """ "har den 3. maj 2024 godkendt" as "godkendt": the day told is not what was decided."""
    return re.sub(r"\b(?:har|havde)\s+", "", _WHEN.sub("", text))


def _read_own(text: str, masked: str, context: DecisionContext) -> tuple[Outcome, ...]:
    """The outcomes of the body's own text, which is what `masked` has not blanked."""
    start = next((i for i, c in enumerate(masked) if not c.isspace()), len(masked))
    end = len(masked.rstrip())
    if start >= end or not any(c.isalnum() for c in masked[start:end]):
        first, last = (start, end) if start < end else (len(masked) - len(masked.lstrip("\n")) if masked.strip() else 0,) * 2
        return (_none(text, first, last),)
    proposal = split_proposal(context.proposal) if context.proposal else {}
    units = _units(masked, start, end, context, proposal)
    outcomes: list[Outcome] = []
    for unit in units:
        for point in unit.points:
            outcomes += _outcomes(text, unit, point, context, proposal)
    if not outcomes:
        outcomes = _fallback(text, units, start, end, context)
    return tuple(sorted(outcomes, key=lambda outcome: (outcome.start, outcome.point or 0)))


def _none(text: str, start: int, end: int) -> Outcome:
    return Outcome(label="INGEN_BESLUTNING", text=text[start:end], start=start, end=end, score=_EMPTY_SCORE)


# ------------------------------------------------------------------------------------------- points


def _units(masked: str, start: int, end: int, context: DecisionContext, proposal: dict[int, str]) -> list[Unit]:
    is_agenda = bool(_AGENDA.search(context.title))
    markers = [] if is_agenda else _points_meant(masked, start, end, proposal)
    bounds = [(start, markers[0].start if markers else end, (None,))] if not markers or markers[0].start > start else []
    ranges: list[tuple[int, int, tuple[int | None, ...]]] = [*bounds]
    waiting: tuple[int, ...] = ()
    for index, marker in enumerate(markers):
        stop = markers[index + 1].start if index + 1 < len(markers) else end
        points = (*waiting, *marker.points)
        if not any(c.isalnum() for c in masked[marker.end : stop]):
            waiting = points  # "Ad 1 / Ad 2 / Godkendt"
            continue
        ranges.append((marker.end, stop, points))
        waiting = ()
    units = [_unit(masked, first, last, points, is_agenda) for first, last, points in ranges]
    return _with_exceptions(_routed(units))


def _points_meant(masked: str, start: int, end: int, proposal: dict[int, str]) -> list[Marker]:
    """The markers that divide the decision: points of the proposal, not of the agenda or of a list."""
    markers = find_markers(masked, start, end)
    highest = max(proposal, default=0)
    named = [m for m in markers if m.strength == "named"]
    if named:
        if highest > 0 and max(point for m in named for point in m.points) > max(highest, len(proposal)):
            named = []
        # "Punkt 9 udgår": an item of the agenda, when no point was proposed and none is decided before it.
        elif highest == 0 and named[0].points[0] > 3 and len(named) < 3:
            named = []
    if named:
        return named
    bare = [m for m in markers if m.strength == "bare"]
    if not bare or bare[0].points[0] != 1 and len(bare) < 2 and bare[0].points[0] not in proposal:
        return []
    before = masked[start : bare[0].start].rstrip(" \n*_")
    if before.endswith(":") and read_sentence(make_sentence(masked, start, bare[0].start).text)[:1]:
        lead = read_sentence(make_sentence(masked, start, bare[0].start).text)
        if lead[0].label != "ANDET":
            return []  # "Godkendt med følgende ændringer: 1. …": the list is content
    decided = 0
    for index, marker in enumerate(bare):
        stop = bare[index + 1].start if index + 1 < len(bare) else end
        first = next(iter(split_sentences(masked, marker.end, stop)), None)
        findings = read_sentence(first.text) if first else []
        decided += bool(findings and findings[0].label != "ANDET" and findings[0].match_start <= 40) or first is None
    return bare if decided * 2 >= len(bare) else []


def _unit(masked: str, start: int, end: int, points: tuple[int | None, ...], is_agenda: bool) -> Unit:
    reader = UnitReader(points, is_agenda)
    previous = start
    for sentence in split_sentences(masked, start, end):
        if masked.count("\n", previous, sentence.start) > 1:
            reader.paragraph()
        reader.read(sentence, is_listed(masked, sentence.start))
        previous = sentence.end
    return reader.unit


def _routed(units: list[Unit]) -> list[Unit]:
    """Dissent that names its point goes to that point."""
    by_point = {point: unit for unit in units for point in unit.points if point is not None}
    for unit in units:
        for line in list(unit.vote_lines):
            named = _POINT_NAMED.findall(line)
            target = by_point.get(int(named[0])) if len(named) == 1 else None
            if target is not None and target is not unit and not any(line == placed.clause for placed in unit.placed):
                unit.vote_lines.remove(line)
                target.vote_lines.append(line)
    return units


def _with_exceptions(units: list[Unit]) -> list[Unit]:
    """ "Godkendt, dog ikke pkt. 3": the rest is approved in part, the point is turned down or has its own fate."""
    extra: list[Unit] = []
    for unit in units:
        for index, placed in enumerate(unit.placed):
            match = _EXCEPT.search(placed.clause)
            if not match:
                continue
            unit.placed[index] = replace(placed, finding=replace(placed.finding, is_partial=True))
            fate = read_sentence(match["fate"]) if match["fate"] else []
            label: OutcomeLabel = fate[0].label if fate else "AFVIST"
            finding = Finding(label, 0, 0, 0, 0.8)
            points = tuple(int(number) for number in re.findall(r"\d+", match["points"]))
            extra.append(Unit(points, [Placed(finding, placed.start, placed.end, match[0])]))
    return units + extra


# ----------------------------------------------------------------------------------------- outcomes


def _kept(unit: Unit) -> list[Placed]:
    """The outcomes of a unit, one a label, without those that stand back for another."""
    placed = list(unit.placed)
    if any(p.votes is None for p in placed):  # the matter's own outcome was stated: motions only changed it
        changed = any(p.votes is not None and p.finding.label == "GODKENDT" for p in placed)
        own = [p for p in placed if p.votes is None or p.finding.label != "GODKENDT"]
        placed = [replace(p, finding=replace(p.finding, is_conditional=p.finding.is_conditional or changed)) if p.finding.label == "GODKENDT" else p for p in own]
    if not placed and unit.groups:
        largest = max(unit.groups, key=lambda group: group[1])
        if largest[1] > 1:
            placed = [replace(largest[0], votes=None)]
    labels = {p.finding.label for p in placed}
    kept: list[Placed] = []
    for p in placed:
        rule = p.finding.rule
        others = labels - {p.finding.label}
        if rule and others and ("any" in rule.yields_to or others & rule.yields_to):
            continue
        if p.finding.label == "AFVIST" and labels & {"GODKENDT", "INDSTILLES"} and _SIDE_PROPOSAL.search(p.clause):
            continue
        if p.finding.label == "OVERSENDT" and "INDSTILLES" in labels and not _HEARING.search(p.clause):
            continue
        same = next((i for i, k in enumerate(kept) if k.finding.label == p.finding.label), None)
        if same is None:
            kept.append(p)
        elif p.finding.label != "ANDET":
            first = kept[same]
            merged = replace(
                first.finding,
                is_conditional=first.finding.is_conditional or p.finding.is_conditional,
                is_partial=first.finding.is_partial or p.finding.is_partial,
                recommended=first.finding.recommended or p.finding.recommended,
            )
            kept[same] = replace(first, finding=merged)
    return kept


_SIDE_PROPOSAL: Final = re.compile(r"forslag|anmodning|ændring", re.IGNORECASE)
_HEARING: Final = re.compile(r"høring|tilbage|retur|forvaltning|administration", re.IGNORECASE)


def _outcomes(
    text: str, unit: Unit, point: int | None, context: DecisionContext, proposal: dict[int, str] | None = None
) -> list[Outcome]:
    kept = _kept(unit)
    settling = settles(context.body, context.competence, context.title, context.proposal)
    forwarded = any(p.finding.label in ("INDSTILLES", "OVERSENDT") for p in kept)
    votes = read_votes("\n".join(dict.fromkeys(unit.vote_lines))) if unit.vote_lines else None
    if votes is None and unit.groups:
        votes = max(unit.groups, key=lambda group: group[1])[0].votes if not unit.placed else None
    outcomes: list[Outcome] = []
    for index, placed in enumerate(kept):
        finding = placed.finding
        label, recommended = _for_the_matter(finding, placed.clause, point, proposal or {}, context)
        sends = label in ("INDSTILLES", "OVERSENDT")
        start, end = _trimmed(text, placed.start, placed.end)
        outcomes.append(
            Outcome(
                point=point,
                label=label,
                recommended=recommended,
                recipient=_recipient(placed, unit, context.body) if sends else None,
                final=is_final(label, settling, forwarded and not sends, placed.clause),
                conditional=finding.is_conditional,
                partial=finding.is_partial,
                votes=votes if index == 0 else None,
                text=text[start:end],
                start=start,
                end=end,
                score=finding.score,
            )
        )
    return outcomes


def _recipient(placed: Placed, unit: Unit, own: str | None) -> str | None:
    """Whom the clause sends the matter to, else whom another sending clause of the unit names."""
    clauses = [placed.clause, *(p.clause for p in unit.placed if p.finding.label in ("INDSTILLES", "OVERSENDT"))]
    return next((body for clause in clauses if (body := find_recipient(clause, own))), None)


def _for_the_matter(
    finding: Finding, clause: str, point: int | None, proposal: dict[int, str], context: DecisionContext
) -> tuple[OutcomeLabel, OutcomeLabel | None]:
    """The label for the matter: approving a proposal that only refuses is a refusal."""
    label, recommended = finding.label, finding.recommended
    if label in ("GODKENDT", "INDSTILLES") and only_refuses(proposal, point):
        if label == "GODKENDT":
            return "AFVIST", None
        return label, "AFVIST" if recommended == "GODKENDT" else recommended
    # An election is free words, unless the proposal names the one who was elected.
    if finding.rule and finding.rule.id == "free.elected" and _ELECTS.search(context.proposal):
        names = _NAME.findall(clause)
        if names and any(name in context.proposal for name in names):
            return "GODKENDT", None
    return label, recommended


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    return start, end


def _fallback(text: str, units: list[Unit], start: int, end: int, context: DecisionContext) -> list[Outcome]:
    """A decision that no wording names: damaged words, a bare vote, an account, free words."""
    told = [sentence for unit in units for sentence in unit.told]
    free = [sentence for unit in units for sentence in unit.free]
    repaired = last_resort(units[0], make_sentence(text, start, end).text) if len(units) == 1 else []
    if repaired:
        unit = Unit((None,), [Placed(replace(f, score=0.7), start, end, text[start:end]) for f in repaired[:2]])
        return _outcomes(text, unit, None, context, split_proposal(context.proposal))
    votes = read_votes("\n".join(line for unit in units for line in unit.vote_lines))
    label: OutcomeLabel = "ANDET"
    score = 0.6
    has_motion = any(unit.has_motion for unit in units)
    if votes and not free and not told and not has_motion and votes.for_count is not None and votes.against_count is not None:
        if votes.for_count != votes.against_count:
            label, score = ("GODKENDT" if votes.for_count > votes.against_count else "AFVIST"), 0.7
    elif not votes and told and not free or not votes and not has_motion and _ACCOUNT.search(context.title):
        label, score = "TAGET_TIL_EFTERRETNING", 0.7
    elif not votes and not told and not free and not has_motion:
        return [_none(text, end, end)] if _is_aside_only(units) else [_other(text, label, start, end, votes, score)]
    spans = told if label == "TAGET_TIL_EFTERRETNING" and told else free
    first = min((s.start for s in spans), default=start)
    last = max((s.end for s in spans), default=end)
    outcome = _other(text, label, first, last, votes, score)
    if label in ("GODKENDT", "AFVIST"):
        settling = settles(context.body, context.competence, context.title, context.proposal)
        outcome = outcome.model_copy(update={"final": is_final(label, settling, False, "")})
    return [outcome]


def _is_aside_only(units: list[Unit]) -> bool:
    return not any(unit.groups or unit.vote_lines or unit.has_motion for unit in units)


def _other(text: str, label: OutcomeLabel, start: int, end: int, votes: Votes | None, score: float) -> Outcome:
    first, last = _trimmed(text, start, end)
    return Outcome(label=label, votes=votes, text=text[first:last], start=first, end=last, score=score)

