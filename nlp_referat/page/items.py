"""The items: what was proposed, beside it what was decided, and who was away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp_referat.labels import ReservationKind
from nlp_referat.page import danish
from nlp_referat.page.facts import People, Placed, Words, first_line, one_line, placed
from nlp_referat.schema import Decision, EarlierDecision, Item, Outcome, ProposalPoint, Referat, Votes

NO_DECISION: Final = "none"
"""What an item without any outcome is filtered by: the same as one whose decision says that there is none."""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One outcome: a badge, its standing, and its words."""

    tone: str
    badge: str
    standing: str | None
    standing_tone: str | None
    why: Words | None
    by: str | None
    notes: tuple[Words, ...]
    votes: tuple[tuple[str, tuple[Words, ...], int | None], ...]
    vote_words: tuple[str, ...]
    quote: Words


@dataclass(frozen=True, slots=True)
class Row:
    """Points of the proposal, and beside them what was decided on them."""

    points: tuple[tuple[int | None, Words], ...]
    outcomes: tuple[OutcomeView, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was decided on the matter before."""

    where: Words
    outcomes: tuple[OutcomeView, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item, as its card shows it."""

    id: str
    number: str
    title: Words
    tags: tuple[str, ...]
    is_formality: bool
    proposed_by: str | None
    has_proposal: bool
    rows: tuple[Row, ...]
    tones: tuple[str, ...]
    attendance: tuple[tuple[str, tuple[Words, ...]], ...]
    substitutes: tuple[tuple[Words, str | None, str | None], ...]
    statements: tuple[tuple[str | None, Words], ...]
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What outcomes are read with: who is named where, whose meeting it is, and the stretch that names are in."""

    people: People
    body: str | None
    within: Placed

    def find(self, name: str) -> Words:
        return self.people.find(name, self.within)


def item_views(referat: Referat, text: str) -> tuple[ItemView, ...]:
    """A card for each item."""
    people = People(referat.entities)
    own = referat.meeting.committee.name if referat.meeting.committee else None
    return tuple(
        _view(index, item, text, _Reading(people, own, item.decision or item))
        for index, item in enumerate(referat.items)
    )


def _view(index: int, item: Item, text: str, reading: _Reading) -> ItemView:
    decision = item.decision
    outcomes = decision.outcomes if decision else ()
    return ItemView(
        id=f"p{index}",
        number=item.number,
        title=Words(item.title, first_line(text, item)),
        tags=tuple(_tags(item)),
        is_formality=item.nature == "formality" or item.formality is not None,
        proposed_by=item.proposal.by if item.proposal else None,
        has_proposal=bool(item.proposal and item.proposal.points),
        rows=tuple(_rows(item, reading)),
        tones=tuple(dict.fromkeys(danish.TONES[outcome.label] for outcome in outcomes)) or (NO_DECISION,),
        attendance=tuple(_attendance(decision, reading)) if decision else (),
        substitutes=_substitutes(decision, reading) if decision else (),
        statements=tuple((said.by, placed(one_line(said.text), said)) for said in decision.statements)
        if decision
        else (),
        earlier=tuple(_earlier(one, text, reading.people) for one in item.history),
    )


def _tags(item: Item) -> Iterator[str]:
    if item.closed:
        yield "Lukket punkt"
    if item.kind:
        yield danish.ITEM_KINDS[item.kind]
    if item.formality:
        yield danish.FORMALITIES[item.formality]
    elif item.nature == "formality":
        yield "Formalia"
    if item.case_number:
        yield f"Sag {item.case_number}"


def _rows(item: Item, reading: _Reading) -> Iterator[Row]:
    """Points that were decided one by one each in a row; then all the others beside what was decided on the whole."""
    points = item.proposal.points if item.proposal else ()
    decision = item.decision
    if decision is None or not decision.outcomes:
        if decision and decision.text.strip():
            yield Row(_points(points), (_undeciphered(decision),))
        else:
            yield Row(_points(points), (), "Ingen beslutning i dokumentet")
        return
    numbers = {point.point for point in points if point.point is not None}
    by_point: dict[int, list[Outcome]] = {}
    whole = []
    for outcome in decision.outcomes:
        if outcome.point is not None:
            by_point.setdefault(outcome.point, []).append(outcome)
        else:
            whole.append(outcome)
    silent = set(decision.unmentioned)
    views = {number: tuple(_outcome(one, reading) for one in found) for number, found in by_point.items()}
    for point in points:
        if point.point in views:
            yield Row(_points([point]), views[point.point])
        elif point.point in silent:
            yield Row(_points([point]), (), "Ikke nævnt i beslutningen")
    for number, found in views.items():
        if number not in numbers:
            yield Row(((number, Words("")),), found)
    rest = [point for point in points if point.point not in views and point.point not in silent]
    if rest or whole:
        yield Row(_points(rest), tuple(_outcome(one, reading) for one in whole))


def _points(points: Iterable[ProposalPoint]) -> tuple[tuple[int | None, Words], ...]:
    return tuple((point.point, placed(one_line(point.text), point)) for point in points)


def _undeciphered(decision: Decision) -> OutcomeView:
    quote = placed(one_line(decision.text), decision)
    return OutcomeView("none", "Ikke tydet", None, None, None, None, (), (), (), quote)


def _outcome(outcome: Outcome, reading: _Reading) -> OutcomeView:
    standing = danish.standing(outcome)
    evidence = outcome.finality_evidence
    return OutcomeView(
        tone=danish.TONES[outcome.label],
        badge=danish.badge(outcome),
        standing=standing[1] if standing else None,
        standing_tone=standing[0] if standing else None,
        why=placed(one_line(evidence.text, 80), evidence) if evidence and not _is_within(evidence, outcome) else None,
        by=outcome.body if outcome.body != reading.body else None,
        notes=tuple(_notes(outcome)),
        votes=tuple(_tally(outcome.votes, reading)) if outcome.votes else (),
        vote_words=tuple(_vote_words(outcome.votes)) if outcome.votes else (),
        quote=placed("" if _says_the_same(outcome) else one_line(outcome.text), outcome),
    )


def _says_the_same(outcome: Outcome) -> bool:
    """Whether the words of an outcome are those of its badge ("Godkendt")."""
    return outcome.text.strip(" .\n").casefold() == danish.badge(outcome).casefold()


def _is_within(one: Placed, other: Placed) -> bool:
    return other.start <= one.start and one.end <= other.end


def _notes(outcome: Outcome) -> Iterator[Words]:
    proposal, matter = outcome.of_proposal, outcome.of_matter
    if proposal and matter and proposal != matter:
        yield Words(
            f"Indstillingen blev {danish.OUTCOMES[proposal].lower()}; det betyder, at sagen er "
            f"{danish.OUTCOMES[matter].lower()}"
        )
    if outcome.is_amendment:
        yield Words(f"Ændringsforslag fra {outcome.mover}" if outcome.mover else "Ændringsforslag")
    flags: tuple[tuple[ReservationKind, bool], ...] = (
        ("condition", outcome.conditional),
        ("part", outcome.partial),
        ("change", outcome.amended),
    )
    for kind, flag in flags:
        if flag and not any(reservation.kind == kind for reservation in outcome.reservations):
            yield Words(danish.RESERVATIONS[kind])
    for reservation in outcome.reservations:
        name = danish.RESERVATIONS[reservation.kind]
        is_quoted = _is_within(reservation, outcome)
        yield placed(name if is_quoted else f"{name}: {one_line(reservation.text, 120)}", reservation)


def _vote_words(votes: Votes) -> Iterator[str]:
    if votes.unanimous:
        yield "Enstemmigt"
    if votes.majority:
        yield "Med flertal"


def _tally(votes: Votes, reading: _Reading) -> Iterator[tuple[str, tuple[Words, ...], int | None]]:
    for label, names, count in (
        ("For", votes.for_, votes.for_count),
        ("Imod", votes.against, votes.against_count),
        ("Undlod", votes.abstain, votes.abstain_count),
    ):
        if names or count is not None:
            yield label, tuple(map(reading.find, names)), count


def _attendance(decision: Decision, reading: _Reading) -> Iterator[tuple[str, tuple[Words, ...]]]:
    groups: dict[str, list[Words]] = {}
    told = set()
    for one in decision.attendance:
        told.add(one.name)
        groups.setdefault(danish.ATTENDANCE[one.status], []).append(placed(one.name, one))
    absent = [reading.find(name) for name in decision.absent if name not in told]
    if absent:
        groups.setdefault(danish.ATTENDANCE["absent"], []).extend(absent)
    for label, names in groups.items():
        yield label, tuple(names)


def _substitutes(decision: Decision, reading: _Reading) -> tuple[tuple[Words, str | None, str | None], ...]:
    return tuple((reading.find(one.name), one.party, one.for_) for one in decision.substitutes)


def _earlier(one: EarlierDecision, text: str, people: People) -> Earlier:
    parts: Sequence[str] = [
        part for part in (one.committee, danish.short_date(one.date) if one.date else None) if part is not None
    ]
    where = Words(", ".join(parts) or "Tidligere", first_line(text, one))
    reading = _Reading(people, one.committee, one)
    return Earlier(where, tuple(_outcome(outcome, reading) for outcome in one.outcomes))
