"""The rows of the flat tables: one record a row, holding the part of the `Referat` that its columns are read from.

Keys are numbers that count through a whole export, so that tables join on integers; the first document is 1.

>>> referat = Referat.model_validate({"items": [{"number": "4", "title": "Sti", "start": 0, "end": 9}]})
>>> [(row.item_id, row.document_id, row.item.title) for row in Numbering().rows(referat)["items"]]
[(1, 1, 'Sti')]
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from nlp_referat.schema import (
    EarlierDecision,
    Entity,
    Item,
    ItemAttendance,
    Outcome,
    Participant,
    Referat,
    Reservation,
    Warning,
)

TABLES: Final = ("documents", "items", "outcomes", "votes", "entities", "amounts", "participants", "warnings")
"""Names of the tables, each behind those that it refers to."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document."""

    document_id: int
    referat: Referat


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An agenda item."""

    item_id: int
    document_id: int
    item: Item


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome; `earlier` is the decision that it belongs to, None for the meeting's own."""

    outcome_id: int
    document_id: int
    item_id: int
    outcome: Outcome
    earlier: EarlierDecision | None = None


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One voter's vote on an outcome."""

    vote_id: int
    document_id: int
    item_id: int
    outcome_id: int
    voter: str
    vote: Literal["for", "against", "abstain"]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity."""

    entity_id: int
    document_id: int
    item_id: int | None
    entity: Entity


@dataclass(frozen=True, slots=True)
class AmountRow:
    """An entity with an amount; `part_of` is the entity that is the sum of this and others."""

    entity_id: int
    document_id: int
    item_id: int | None
    entity: Entity
    part_of: int | None


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Who was there or not: at the meeting, or at one item."""

    participant_id: int
    document_id: int
    item_id: int | None
    name: str
    status: str
    party: str | None = None
    stands_for: str | None = None
    evidence: Participant | ItemAttendance | None = None


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A warning."""

    warning_id: int
    document_id: int
    warning: Warning


Row = DocumentRow | ItemRow | OutcomeRow | VoteRow | EntityRow | AmountRow | ParticipantRow | WarningRow
Rows = dict[str, list[Row]]


class Numbering:
    """Makes the rows of one document after the other and counts the keys on."""

    def __init__(self) -> None:
        self._last: Counter[str] = Counter()

    def _key(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    def rows(self, referat: Referat) -> Rows:
        """A document's rows by table."""
        document = self._key("documents")
        items = [ItemRow(self._key("items"), document, item) for item in referat.items]
        outcomes = list(self._outcomes(items))
        entities = self._entities(document, items, referat)
        warnings = [WarningRow(self._key("warnings"), document, warning) for warning in referat.warnings]
        return {
            "documents": [DocumentRow(document, referat)],
            "items": [*items],
            "outcomes": [*outcomes],
            "votes": [*self._votes(outcomes)],
            "entities": [*entities],
            "amounts": [*_amounts(entities)],
            "participants": [*self._meeting(document, referat), *self._attendance(items)],
            "warnings": [*warnings],
        }

    def _outcomes(self, items: list[ItemRow]) -> Iterator[OutcomeRow]:
        for row in items:
            own = row.item.decision.outcomes if row.item.decision else ()
            earlier = ((outcome, decision) for decision in row.item.history for outcome in decision.outcomes)
            for outcome, decision in [*((outcome, None) for outcome in own), *earlier]:
                yield OutcomeRow(self._key("outcomes"), row.document_id, row.item_id, outcome, decision)

    def _votes(self, outcomes: list[OutcomeRow]) -> Iterator[VoteRow]:
        for row in outcomes:
            votes = row.outcome.votes
            if votes is None:
                continue
            sides: tuple[tuple[Literal["for", "against", "abstain"], tuple[str, ...]], ...] = (
                ("for", votes.for_),
                ("against", votes.against),
                ("abstain", votes.abstain),
            )
            for side, voters in sides:
                for voter in voters:
                    key = self._key("votes")
                    yield VoteRow(key, row.document_id, row.item_id, row.outcome_id, voter, side)

    def _entities(self, document: int, items: list[ItemRow], referat: Referat) -> list[EntityRow]:
        place = _Places(items)
        return [EntityRow(self._key("entities"), document, place(entity.start), entity) for entity in referat.entities]

    def _meeting(self, document: int, referat: Referat) -> Iterator[ParticipantRow]:
        for someone in referat.meeting.participants:
            key = self._key("participants")
            yield ParticipantRow(key, document, None, someone.name, someone.status, someone.party, None, someone)

    def _attendance(self, items: list[ItemRow]) -> Iterator[ParticipantRow]:
        for row in items:
            decision = row.item.decision
            if decision is None:
                continue
            place = row.document_id, row.item_id
            for someone in decision.attendance:
                key = self._key("participants")
                yield ParticipantRow(key, *place, someone.name, someone.status, evidence=someone)
            told = {someone.name for someone in decision.attendance if someone.status == "absent"}
            for name in decision.absent:
                if name not in told:
                    yield ParticipantRow(self._key("participants"), *place, name, "absent")
            for substitute in decision.substitutes:
                key = self._key("participants")
                yield ParticipantRow(key, *place, substitute.name, "substitute", substitute.party, substitute.for_)


class _Places:
    """The item that an offset stands in."""

    def __init__(self, items: list[ItemRow]) -> None:
        self._items = sorted(items, key=lambda row: row.item.start)
        self._starts = [row.item.start for row in self._items]

    def __call__(self, offset: int) -> int | None:
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self._items[place].item.end:
            return None
        return self._items[place].item_id


def _amounts(entities: list[EntityRow]) -> Iterator[AmountRow]:
    by_start = {row.entity.start: row.entity_id for row in entities if row.entity.money}
    for row in entities:
        if row.entity.money is not None:
            scope = row.entity.scope
            part_of = by_start.get(scope.part_of) if scope is not None and scope.part_of is not None else None
            yield AmountRow(row.entity_id, row.document_id, row.item_id, row.entity, part_of)


def joined_points(row: ItemRow) -> str | None:
    """The points of the proposal, one a line, with their numbers."""
    if row.item.proposal is None:
        return None
    points = row.item.proposal.points
    return "\n".join(point.text if point.point is None else f"{point.point}. {point.text}" for point in points)


def joined_outcomes(row: ItemRow) -> str | None:
    """The labels of the item's own outcomes, each once, in order."""
    if row.item.decision is None:
        return None
    return "; ".join(dict.fromkeys(outcome.label for outcome in row.item.decision.outcomes))


def joined_unmentioned(row: ItemRow) -> str | None:
    """Numbers of the points that the decision is silent about."""
    if row.item.decision is None or not row.item.decision.unmentioned:
        return None
    return "; ".join(map(str, row.item.decision.unmentioned))


def joined_reservations(row: OutcomeRow) -> str | None:
    """The words that make an outcome conditional, partial or amended."""
    reservations: tuple[Reservation, ...] = row.outcome.reservations
    return "; ".join(reservation.text for reservation in reservations) or None


def origin(row: OutcomeRow) -> str:
    """Whose outcome it is: the meeting's own, or an earlier decision's."""
    return "decision" if row.earlier is None else "history"
