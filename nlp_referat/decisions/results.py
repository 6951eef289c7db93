"""Units into outcomes of the contract, in the light of the item: recipient, finality, refusals, votes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from nlp_referat.decisions.clauses import make_sentence
from nlp_referat.decisions.context import DecisionContext
from nlp_referat.decisions.dissent import lines_for
from nlp_referat.decisions.finality import Verdict, judge, stage_of
from nlp_referat.decisions.outcomes import Finding
from nlp_referat.decisions.polarity import Polarity, grants_matter, read_polarity
from nlp_referat.decisions.proposals import approves_postponement, only_refuses, split_proposal
from nlp_referat.decisions.reservations import Note
from nlp_referat.decisions.standing import find_recipient
from nlp_referat.decisions.units import Placed, Unit, last_resort
from nlp_referat.decisions.vote_words import with_words
from nlp_referat.decisions.votes import read_votes
from nlp_referat.labels import OutcomeLabel
from nlp_referat.schema import Evidence, Outcome, Reservation, Votes

_EMPTY_SCORE: Final = 0.95
_ACCOUNT: Final = re.compile(
    r"orientering|meddelelse|nyt fra|siden sidst|status|efterretning|aktuelle|gensidig|bordet rundt"
    r"|eventuelt",
    re.IGNORECASE,
)
_ELECTS: Final = re.compile(r"\b(?:vælge|udpeg|konstituer|valg af)", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w.-]+)+")
_EDGE: Final = ' \t\n.;,:*_#-–•"“”„'


def no_decision(text: str, start: int, end: int, body: str | None = None) -> Outcome:
    return Outcome(
        label="INGEN_BESLUTNING",
        of_matter="INGEN_BESLUTNING",
        body=body,
        finality="silent",
        text=text[start:end],
        start=start,
        end=end,
        score=_EMPTY_SCORE,
    )


def _kept(unit: Unit) -> list[Placed]:
    """The outcomes of a unit, one a label, without those that stand back for another."""
    placed = list(unit.placed)
    if unit.told and len(placed) > 0:  # "Formanden orienterede … / Lukket punkt": the next item's heading
        placed = [p for p in placed if p.finding.rule is None or p.finding.rule.id != "none.unpublished"]
    if len(placed) == 1:
        return placed
    if any(p.votes is None for p in placed):  # the matter's own outcome was stated: motions only changed it
        adopted = [
            Note("change", p.start, p.end) for p in placed if p.votes is not None and p.finding.label == "GODKENDT"
        ]
        changed = bool(adopted)
        own = [p for p in placed if p.votes is None or p.finding.label != "GODKENDT"]
        placed = [
            replace(
                p,
                finding=replace(p.finding, is_conditional=p.finding.is_conditional or changed),
                reservations=(*adopted, *p.reservations),
            )
            if p.finding.label == "GODKENDT"
            else p
            for p in own
        ]
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
            kept[same] = replace(first, finding=merged, reservations=first.reservations + p.reservations)
    return kept


_SIDE_PROPOSAL: Final = re.compile(r"forslag|anmodning|ændring", re.IGNORECASE)
_HEARING: Final = re.compile(r"høring|tilbage|retur|forvaltning|administration", re.IGNORECASE)


def outcomes_of(
    text: str, unit: Unit, point: int | None, context: DecisionContext, proposal: Mapping[int, str] | None = None
) -> list[Outcome]:
    kept = _kept(unit)
    lines = lines_for(unit, point)
    votes = read_votes("\n".join(dict.fromkeys(lines))) if lines else None
    if votes is None and unit.motion_votes and all(p.votes is not None for p in kept):
        votes = read_votes("\n".join(unit.motion_votes))  # an amendment was adopted, and is the decision
    if unit.groups and not unit.placed:
        votes = _with_group(votes, max(unit.groups, key=lambda group: group[1])[0].votes)
    votes = with_words(votes, lines)
    outcomes: list[Outcome] = []
    for index, placed in enumerate(kept):
        finding = placed.finding
        polarity, recommended = _for_the_matter(finding, placed.clause, point, proposal or {}, context)
        if any(one.label == polarity.label for one in outcomes):
            continue  # "Som indstillet, dvs. forslaget er ikke vedtaget": one refusal, said twice
        verdict = _verdict(placed, kept, unit, polarity.label, point, context)
        start, end = _trimmed(text, placed.start, placed.end)
        outcomes.append(
            Outcome(
                point=point,
                label=polarity.label,
                of_proposal=polarity.of_proposal,
                of_matter=polarity.of_matter,
                recommended=recommended,
                recipient=verdict.recipient,
                body=context.body,
                stage=stage_of(polarity.label, verdict.final, _decides(finding, placed.clause)),
                final=verdict.final,
                finality=verdict.finality,
                finality_evidence=_words(text, placed, verdict, kept),
                conditional=finding.is_conditional and polarity.label != "UDSAT",
                partial=finding.is_partial or any(note.kind == "part" for note in placed.reservations),
                amended=any(note.kind == "change" for note in placed.reservations),
                reservations=_reservations(text, placed, polarity.label),
                votes=votes if index == 0 else None,
                text=text[start:end],
                start=start,
                end=end,
                score=finding.score,
            )
        )
    return outcomes


def _verdict(
    placed: Placed, kept: Sequence[Placed], unit: Unit, label: OutcomeLabel, point: int | None, context: DecisionContext
) -> Verdict:
    """Whether the outcome settled the matter, in the light of what the unit's other outcomes say."""
    sends = label in ("INDSTILLES", "OVERSENDT")
    onward = [p for p in kept if p is not placed and _forwards(p.finding)]
    return judge(
        label,
        placed.clause,
        context,
        point,
        recipient=_recipient(placed, unit, context.body) if sends and not _is_hearing(placed) else None,
        sent_to=next((body for p in onward if (body := find_recipient(p.clause, context.body))), None),
        is_forwarded=bool(onward) and not sends,
        decides=_decides(placed.finding, placed.clause),
    )


def _is_hearing(placed: Placed) -> bool:
    """Whether the matter only goes into hearing, from where it comes back."""
    return placed.finding.label == "OVERSENDT" and bool(_HEARING_ONLY.search(placed.clause))


_HEARING_ONLY: Final = re.compile(r"\b\w*høring", re.IGNORECASE)


def _decides(finding: Finding, clause: str) -> bool:
    """Whether free words decide something ("besluttede, at …", an election), rather than ask or remark."""
    if finding.rule is None:
        return False
    return finding.rule.id in ("free.decided", "free.elected") or bool(_APPOINTS.search(clause))


_APPOINTS: Final = re.compile(r"\b(?:udpeg|nedsæt|nedsat|fastsæt|fastsat|bemyndig)\w*", re.IGNORECASE)


def _words(text: str, placed: Placed, verdict: Verdict, kept: Sequence[Placed]) -> Evidence | None:
    """The words in the decision that the verdict rests on; what rests on the item is told by `items`."""
    if verdict.finality != "wording":
        return None
    own = placed if _forwards(placed.finding) else next((p for p in kept if _forwards(p.finding)), placed)
    start, end = _trimmed(text, own.start, own.end)
    return Evidence(text=text[start:end], start=start, end=end)


def _reservations(text: str, placed: Placed, label: OutcomeLabel) -> tuple[Reservation, ...]:
    if label == "UDSAT":
        return ()
    spans = [(note.kind, *_trimmed(text, note.start, note.end)) for note in placed.reservations]
    return tuple(Reservation(kind=kind, text=text[first:last], start=first, end=last) for kind, first, last in spans)


def _forwards(finding: Finding) -> bool:
    """Whether the matter goes on to be decided elsewhere; "forelægges Byrådet til orientering" does not."""
    is_told_only = finding.rule is not None and finding.rule.id == "sent.for_information"
    return finding.label in ("INDSTILLES", "OVERSENDT") and not is_told_only


def _with_group(votes: Votes | None, group: Votes | None) -> Votes | None:
    """The vote with the group in favour whose words the outcome is: "A, B og F indstiller …"."""
    if votes is None or group is None or votes.for_ or votes.for_count is not None:
        return votes or group
    return votes.model_copy(update={"for_": group.for_, "for_count": group.for_count})


def _recipient(placed: Placed, unit: Unit, own: str | None) -> str | None:
    """Whom the clause sends the matter to, else whom another sending clause of the unit names."""
    clauses = [placed.clause, *(p.clause for p in unit.placed if p.finding.label in ("INDSTILLES", "OVERSENDT"))]
    return next((body for clause in clauses if (body := find_recipient(clause, own))), None)


def _for_the_matter(
    finding: Finding, clause: str, point: int | None, proposal: Mapping[int, str], context: DecisionContext
) -> tuple[Polarity, OutcomeLabel | None]:
    """Both readings, and what an INDSTILLES recommends: approving a proposal that only refuses is a refusal."""
    label, recommended = finding.label, finding.recommended
    verb = finding.match_start - finding.start
    if label == "GODKENDT" and approves_postponement(clause, verb):
        return Polarity("UDSAT", "UDSAT", "UDSAT"), None
    # An election is free words, unless the proposal names the one who was elected.
    if finding.rule and finding.rule.id == "free.elected" and _ELECTS.search(context.proposal):
        names = _NAME.findall(clause)
        if names and any(name in context.proposal for name in names):
            label = "GODKENDT"
    if label == "INDSTILLES" and recommended == "GODKENDT" and only_refuses(proposal, point, context.title):
        recommended = recommended if grants_matter(clause, proposal, point) else "AFVIST"
    polarity = read_polarity(label, clause, verb, point, proposal, context.title)
    return polarity, recommended if polarity.label == "INDSTILLES" else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    loose = _LOOSE.search(text, max(start, end - 7), end)  # "…, mens" before the next point
    return start, loose.start() if loose else end


_LOOSE: Final = re.compile(r",? (?:mens|og|samt|men)$")


# A tally with such a word beside it may be anything: "med fire stemmer mod en blev det opgivet".
_DENIES: Final = re.compile(r"\b(?:ikke|ingen|intet|nej|alene|fald\w*|opgiv\w*|men)\b", re.IGNORECASE)


def without_wording(text: str, units: Sequence[Unit], start: int, end: int, context: DecisionContext) -> list[Outcome]:
    """A decision that no wording names: damaged words, a bare vote, an account, free words."""
    told = [sentence for unit in units for sentence in unit.told]
    free = [sentence for unit in units for sentence in unit.free]
    if len(free) == 1 and not told:
        start, end = free[0].start, free[0].end
    repaired = last_resort(make_sentence(text, start, end).text) if len(units) == 1 else []
    if repaired:
        unit = Unit((None,), [Placed(replace(f, score=0.7), start, end, text[start:end]) for f in repaired[:2]])
        return outcomes_of(text, unit, None, context, split_proposal(context.proposal))
    votes = read_votes("\n".join(line for unit in units for line in unit.vote_lines))
    label: OutcomeLabel = "ANDET"
    score = 0.6
    has_motion = any(unit.has_motion for unit in units)
    if (
        votes
        and _DENIES.search(text, start, end) is None
        and not free
        and not told
        and not has_motion
        and votes.for_count is not None
        and votes.against_count is not None
    ):
        if votes.for_count != votes.against_count:
            label, score = ("GODKENDT" if votes.for_count > votes.against_count else "AFVIST"), 0.7
    elif (not votes and told and not free) or (not votes and not has_motion and _ACCOUNT.search(context.title)):
        label, score = "TAGET_TIL_EFTERRETNING", 0.7
    elif not votes and not told and not free and not has_motion:
        if _is_aside_only(units):
            return [no_decision(text, end, end, context.body)]
        return [free_outcome(text, label, start, end, votes, score, context)]
    spans = told if label == "TAGET_TIL_EFTERRETNING" and told else free
    first = min((s.start for s in spans), default=start)
    last = max((s.end for s in spans), default=end)
    outcome = free_outcome(text, label, first, last, votes, score, context)
    if label not in ("GODKENDT", "AFVIST"):
        return [outcome]
    verdict = judge(label, "", context)
    return [
        outcome.model_copy(
            update={
                "final": verdict.final,
                "finality": verdict.finality,
                "recipient": verdict.recipient,
                "stage": stage_of(label, verdict.final),
            }
        )
    ]


def _is_aside_only(units: Sequence[Unit]) -> bool:
    return not any(unit.groups or unit.vote_lines or unit.has_motion for unit in units)


def free_outcome(
    text: str,
    label: OutcomeLabel,
    start: int,
    end: int,
    votes: Votes | None,
    score: float,
    context: DecisionContext | None = None,
) -> Outcome:
    first, last = _trimmed(text, start, end)
    return Outcome(
        label=label,
        of_matter=label,
        body=context.body if context else None,
        stage=stage_of(label, None, decides=False),
        finality="silent",
        votes=votes,
        text=text[first:last],
        start=first,
        end=last,
        score=score,
    )
