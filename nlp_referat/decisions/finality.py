"""Whether an outcome settled the matter, and what that rests on.

The decision's own words come first. Then the item and the meeting are asked: the competence section, the chain
of bodies in the title or in the proposal, the meeting's own body. They must agree: where they contradict each
other, or say nothing, the answer is none, with the reason.

>>> context = DecisionContext(body="Teknisk Udvalg", competence="Byrådet")
>>> verdict = judge("GODKENDT", "Godkendt", context)
>>> verdict.final, verdict.finality, verdict.recipient
(False, 'competence', 'Byrådet')
>>> judge("GODKENDT", "Endeligt vedtaget", context).finality
'conflict'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from nlp_referat.decisions.chains import (
    Stop,
    addressed,
    decider_of,
    next_stop,
    point_sends_on,
    read_competence,
    title_chain,
)
from nlp_referat.decisions.context import DecisionContext
from nlp_referat.decisions.standing import bodies_in, is_council, rank, same_body
from nlp_referat.labels import Finality, OutcomeLabel, Stage

Source = Literal["competence", "title", "proposal", "meeting"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about the end of the matter; offsets into the source's text.

    Attributes:
        settles: whether a decision of this body ends it.
        body: who ends it, according to the source.
        is_weak: it speaks only where no other source does.
    """

    settles: bool
    basis: Finality
    source: Source
    start: int
    end: int
    body: str
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What the item and the meeting say about the end of the matter, before any decision is read."""

    claims: tuple[Claim, ...] = ()
    recipient: str | None = None
    is_first_reading: bool = False

    @property
    def deciding(self) -> tuple[Claim, ...]:
        """The claims that count: the strong ones, the others where there is none."""
        return tuple(claim for claim in self.claims if not claim.is_weak) or self.claims[:1]

    @property
    def is_own_to_decide(self) -> bool:
        """Whether the competence section or the title's chain names this body as the one that decides."""
        return any(c.settles and c.source in ("competence", "title") for c in self.claims if c.basis != "body")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an outcome settled the matter; `claim` unless the words themselves say it, or nothing does."""

    final: bool | None
    finality: Finality
    recipient: str | None = None
    claim: Claim | None = None


_FIRST_READING: Final = re.compile(
    r"\b(?:1|første)\.? ?behandling|\btil (?:2|anden)\.? ?behandling|\boverg(?:år|ik) til (?:2|anden)", re.IGNORECASE
)
_OWN_MATTER: Final = re.compile(
    r"^\W*(?:\d+[.:]\s*)?(?:(?:godkendelse af|beslutning(?:er)? om) (?:\w+ ){0,4}?(?:dagsorden|referat|mødeplan"
    r"|tillægsdagsorden|beslutningsprotokol)\w*"
    r"|(?:dagsorden|referat|mødeplan|beslutningsprotokol)(?:en|et)?s?(?: godkendelse)?\W*$)",
    re.IGNORECASE,
)
_ADOPTED: Final = r"(?:godkend|vedta|vedto|tiltr|afgjor|beslut|afvi|afsl)"
_ENDS: Final = re.compile(rf"\bendeligt? (?:\w+ )?{_ADOPTED}|\b{_ADOPTED}\w* (?:\w+ ){{0,3}}?endeligt\b", re.IGNORECASE)
_SAYS_WHO_DECIDES: Final = re.compile(r"afgør|kompetence|beslut|træff", re.IGNORECASE)
_NOT_YET: Final = re.compile(r"\b(?:ikke|før|inden|til|afventer|afvent\w*) (?:den |en )?endelig", re.IGNORECASE)
# "under forudsætning af Byrådets godkendelse": another body has the last word.
_UNDER_CONDITION: Final = re.compile(
    r"\b(?:forudsætning|betingelse|forbehold|betinget|forudsat|såfremt|afvent\w*)\b(?P<what>[^.;]{0,120})",
    re.IGNORECASE,
)
_YES: Final = re.compile(r"\b(?:\w*godkend|tiltræd|vedtag|bevil|tilslut|accept|enig)\w*", re.IGNORECASE)
_GOES_ON: Final = frozenset({"INDSTILLES", "OVERSENDT", "UDSAT", "DRØFTET", "UDGÅET"})
_SETTLES: Final = frozenset({"GODKENDT", "AFVIST", "TAGET_TIL_EFTERRETNING", "ANDET"})


def standing_of(context: DecisionContext, point: int | None = None) -> Standing:
    """What is known of the end of the matter, or of this point of it.

    >>> standing_of(DecisionContext(body="Byrådet")).deciding[0].basis
    'body'
    """
    points = dict(context.points)
    asked = points.get(point) if point is not None else None
    texts = (asked,) if asked is not None else tuple(points.values())
    sends = any("udvalg" in text or "råd" in text or "bestyrelse" in text for text in texts)
    return _standing(
        context.body,
        context.competence or "",
        context.title,
        context.proposal,
        context.later,
        texts if sends else (),
    )


@lru_cache(maxsize=256)
def _standing(
    own: str | None, competence: str, title: str, proposal: str, later: str | None, points: tuple[str, ...]
) -> Standing:
    if own is None:
        return Standing()
    if later and same_body(later, own):
        competence = ""  # it tells who decides today's item, not what this body decided on another day
    claims = list(_claims(own, competence, title, proposal, later, points))
    return Standing(
        tuple(claims),
        _next_body(own, competence, title, proposal, points),
        bool(_FIRST_READING.search(title)),
    )


def _claims(
    own: str, competence: str, title: str, proposal: str, later: str | None, points: tuple[str, ...]
) -> Iterator[Claim]:
    read = read_competence(competence, own) if competence else None
    # Above the council there is nobody; only a section that says who decides can contradict that.
    is_heard = not is_council(own) or _SAYS_WHO_DECIDES.search(competence)
    if read is not None and read.decider is not None and (read.decider.is_own or is_heard):
        yield _claim(read.decider, "competence", "competence")
    chain = title_chain(title, own)
    if chain:
        yield _claim(chain[-1], "chain", "title")
    if is_council(own):
        yield Claim(True, "body", "meeting", 0, 0, own)
        return
    sent = next((stop for point in points if (stop := point_sends_on(point, own))), None)
    if sent is not None:
        place = proposal.find(sent.body)
        yield Claim(False, "chain", "proposal", max(place, 0), max(place, 0) + len(sent.body) * (place >= 0), sent.body)
    speaks_to = addressed(proposal, own)
    last = decider_of(speaks_to)
    is_alone = all(stop.is_own for stop in speaks_to)
    if last is not None and not (is_alone and later):  # today's proposal says nothing of the body's earlier decision
        yield _claim(last, "chain", "proposal", is_weak=is_alone or sent is not None)
    own_matter = _OWN_MATTER.match(title)
    if own_matter:
        yield Claim(True, "body", "title", *own_matter.span(), own, is_weak=True)
    if later and rank(later) > rank(own):
        yield Claim(False, "body", "meeting", 0, 0, later)


def _claim(stop: Stop, basis: Finality, source: Source, is_weak: bool = False) -> Claim:
    return Claim(stop.is_own, basis, source, stop.start, stop.end, stop.body, is_weak)


def _next_body(own: str, competence: str, title: str, proposal: str, points: tuple[str, ...]) -> str | None:
    """Where the matter goes from here, as far as the item names it."""
    ways = (
        read_competence(competence, own).way if competence else (),
        title_chain(title, own),
        tuple(stop for point in points if (stop := point_sends_on(point, own))),
        addressed(proposal, own),
    )
    return next((stop.body for way in ways if (stop := next_stop(way, own))), None)


def judge(
    label: OutcomeLabel,
    clause: str,
    context: DecisionContext,
    point: int | None = None,
    *,
    recipient: str | None = None,
    sent_to: str | None = None,
    is_forwarded: bool = False,
    decides: bool = True,
) -> Verdict:
    """Whether an outcome ended the matter in this body, and where the matter goes next.

    Args:
        label: what was done about the matter.
        clause: the outcome's words, with what limits them.
        context: the item and the meeting.
        point: of the proposal, that the outcome answers.
        recipient: whom the words send the matter to.
        sent_to: whom another clause beside this one sends it to.
        is_forwarded: whether another clause beside this one sends the matter on.
        decides: whether an ANDET decides something; a remark or a request does not.

    >>> judge("UDSAT", "Udsat", DecisionContext(body="Byrådet"))
    Verdict(final=False, finality='wording', recipient=None, claim=None)
    >>> judge("GODKENDT", "Godkendt", DecisionContext(body="Teknisk Udvalg")).finality
    'silent'
    """
    standing = standing_of(context, point)
    if label in _GOES_ON:
        return _sent_on(label, context, standing, recipient, is_whole=point is None)
    if label not in _SETTLES or (label == "ANDET" and not decides):
        return Verdict(None, "silent")
    if is_forwarded and label != "AFVIST":  # what was turned down goes nowhere; something else is sent on
        contradicted = sent_to is not None and standing.is_own_to_decide
        return Verdict(None, "conflict") if contradicted else Verdict(False, "wording")
    if _FIRST_READING.search(clause) or standing.is_first_reading:
        return Verdict(False, "wording")
    awaited = _awaited(clause, context.body)
    if awaited is not None:
        return Verdict(False, "wording", _higher(awaited, context.body))
    claims = standing.deciding
    if _ENDS.search(clause) and not _NOT_YET.search(clause):
        against = any(not claim.settles for claim in claims)
        return Verdict(None, "conflict") if against else Verdict(True, "wording")
    if not claims:
        return Verdict(None, "silent")
    if len({claim.settles for claim in claims}) > 1:
        return Verdict(None, "conflict")
    settles = claims[0].settles
    goes_to = standing.recipient if not settles and label != "ANDET" else None
    return Verdict(settles, claims[0].basis, goes_to, claims[0])


def _sent_on(
    label: OutcomeLabel, context: DecisionContext, standing: Standing, recipient: str | None, is_whole: bool
) -> Verdict:
    """Words that leave the matter open.

    Advice on the whole matter contradicts a competence section that gives this body the last word.
    """
    if label == "INDSTILLES":
        top = is_council(context.body) and recipient is None
        if top or (is_whole and standing.is_own_to_decide):
            return Verdict(None, "conflict", recipient)
        return Verdict(False, "wording", recipient or standing.recipient)
    return Verdict(False, "wording", recipient if label == "OVERSENDT" else None)


def _awaited(clause: str, own: str | None) -> str | None:
    """The body on whose approval the words make the outcome depend."""
    match = _UNDER_CONDITION.search(clause)
    if match is None or not _YES.search(match["what"]):
        return None
    for mention in bodies_in(match["what"], own):
        if mention.canonical and not (own and same_body(mention.canonical, own)):
            return mention.canonical
    return None


def _higher(body: str, own: str | None) -> str | None:
    return body if own is None or rank(body) > rank(own) else None


def stage_of(label: OutcomeLabel, final: bool | None, decides: bool = True) -> Stage | None:
    """What kind of step an outcome is in the matter's way.

    >>> stage_of("INDSTILLES", False), stage_of("GODKENDT", True), stage_of("GODKENDT", None)
    ('forwarding', 'final', None)
    """
    if label in _STAGES:
        return _STAGES[label]
    if final is None or label not in _SETTLES or (label == "ANDET" and not decides):
        return None
    return "final" if final else "forwarding"


_STAGES: Final[dict[OutcomeLabel, Stage]] = {
    "INDSTILLES": "forwarding",
    "OVERSENDT": "forwarding",
    "TAGET_TIL_EFTERRETNING": "information",
    "DRØFTET": "discussion",
}
