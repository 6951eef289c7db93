"""The contract: every type that ``nlp_referat`` gives back, frozen, read and written by pydantic.

`Referat` is the root. The JSON Schema that the package ships is generated from these classes, so this
module is the only description of the output. Offsets are Unicode code points into the raw text and
``text == raw[start:end]`` holds wherever both are given; amounts are `decimal.Decimal` in units of the
currency; percentages are as written, with a decimal point.

>>> amount = Money(value=Decimal("10800000"))
>>> entity = Entity(start=0, end=13, text="10,8 mio. kr.", label="MONEY", money=amount)
>>> Referat(entities=(entity,)).model_dump(mode="json")["entities"][0]["money"]["value"]
'10800000'
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from nlp_referat.labels import (
    AmountDirection,
    AmountPeriodKind,
    AmountRole,
    AttendanceStatus,
    DocumentKind,
    EntityLabel,
    EntitySource,
    Finality,
    Formality,
    ItemKind,
    ItemNature,
    OutcomeLabel,
    ReservationKind,
    Stage,
)

PlainDecimal = Annotated[
    Decimal, PlainSerializer(lambda number: format(number, "f"), return_type=str, when_used="json")
]
"""A decimal that is written out in JSON ("10800000", never "1.08E+7")."""

Bound = Literal["max", "min"]


class Model(BaseModel):
    """Frozen, closed base of every type in the contract; all keys are always written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,  # `for_` in Python, where `for` is a keyword
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )


# A long document holds tens of thousands of leaves: slots make them a tenth of the size of a model.
_LEAF: Final = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount. A range has `low` and `high` and no `value`."""

    __pydantic_config__ = _LEAF

    value: PlainDecimal | None = None
    currency: str = "DKK"
    low: PlainDecimal | None = None
    high: PlainDecimal | None = None
    approx: bool = False
    bound: Bound | None = None
    period: Literal["year", "month", "week", "day", "hour"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """A percentage as written, sign kept; `point` for percentage points."""

    __pydantic_config__ = _LEAF

    percent: PlainDecimal | None = None
    low: PlainDecimal | None = None
    high: PlainDecimal | None = None
    point: bool = False
    approx: bool = False
    bound: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """First and last day of what was written; a single day has both the same. An open end is null."""

    __pydantic_config__ = _LEAF

    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that a claim rests on, with their place in the raw text."""

    __pydantic_config__ = _LEAF

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountPeriod:
    """When an amount counts.

    `year` once in the years from `first` to `last`; `each_year` in each of them (both null: every year from
    now on, "årligt"); `total` over all of them together; `until` up to the end of `last`.
    """

    __pydantic_config__ = _LEAF

    kind: AmountPeriodKind
    first: int | None = None
    last: int | None = None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountScope:
    """What an amount is about: without it, a figure must not be used.

    Attributes:
        role: what the text says was, is or shall be done with the amount; null where it does not say.
        role_evidence: the word that says so; the clause, where the trained reader read it from the whole.
        direction: whether it is money out or in, or one end of a change "fra X til Y".
        purpose: the noun phrase that it is for.
        point: the point of the proposal, or of the decision, that it stands in.
        covered: whether the meeting's decision adopts it; null where that cannot be told.
        part_of: `start` of the amount that the text states to be the sum of this and others.
    """

    __pydantic_config__ = _LEAF

    role: AmountRole | None = None
    role_evidence: Evidence | None = None
    period: AmountPeriod | None = None
    direction: AmountDirection | None = None
    purpose: Evidence | None = None
    point: int | None = None
    covered: bool | None = None
    part_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name, amount, date or reference, with its place in the raw text."""

    __pydantic_config__ = _LEAF

    start: int
    end: int
    text: str
    label: EntityLabel
    canonical: str | None = None
    item: str | None = None
    section: str | None = None
    score: float = 1.0
    source: EntitySource = "rules"
    money: Money | None = None
    percent: Percent | None = None
    date: DateRange | None = None
    scope: AmountScope | None = None


class Committee(Model):
    """The meeting's own body, at its first mention."""

    name: str
    start: int
    end: int


class Participant(Model):
    """Someone listed as taking part in, or absent from, the whole meeting."""

    name: str
    status: Literal["present", "absent"] = "present"
    party: str | None = None
    start: int
    end: int


class Meeting(Model):
    """Who met, when and where. What the text does not say is null."""

    committee: Committee | None = None
    municipality: str | None = None
    date: dt.date | None = None
    time: Annotated[str, Field(pattern=r"^\d\d:\d\d$")] | None = None
    location: str | None = None
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named part of an item; `start` is the heading's, `end` the last character's of its text."""

    __pydantic_config__ = _LEAF

    type: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPoint:
    """One thing that the administration proposes."""

    __pydantic_config__ = _LEAF

    point: int | None = None
    text: str
    start: int
    end: int


class Proposal(Model):
    """What was proposed (indstilling), and by whom."""

    by: str | None = None
    points: tuple[ProposalPoint, ...] = ()


class Votes(Model):
    """Who voted how: party letters or names, and the counts that the text states.

    `unanimous` and `majority` are what the text says ("enstemmigt", "et flertal"), with or without a tally.
    """

    for_: tuple[str, ...] = Field(default=(), validation_alias="for", serialization_alias="for")
    against: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    for_count: int | None = None
    against_count: int | None = None
    abstain_count: int | None = None
    unanimous: bool = False
    majority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """The words that make an outcome conditional, partial or amended, or add a remark to it."""

    __pydantic_config__ = _LEAF

    kind: ReservationKind
    text: str
    start: int
    end: int


class Outcome(Model):
    """What a body did about one point, or about the item; `text` is the evidence.

    Attributes:
        point: of the proposal; null for all of it, or where the decision does not go by points.
        label: what was done about the matter, the same as `of_matter`.
        of_proposal: what was done about the proposal: GODKENDT for an approved proposal to refuse.
        of_matter: what that means for the matter: AFVIST for an approved proposal to refuse.
        recommended: what an INDSTILLES asks the next body to do.
        body: canonical name of the body that acted.
        stage: what kind of step this was in the matter's way; null where it cannot be told.
        final: whether this body settled the matter; null where the text is silent or contradicts itself.
        finality: what `final` rests on, or why it is null.
        finality_evidence: the words of the text that `finality` rests on.
        mover: who moved an amendment that was voted on by itself.
        score: how sure the label is, from 0 to 1.
    """

    point: int | None = None
    label: OutcomeLabel
    of_proposal: OutcomeLabel | None = None
    of_matter: OutcomeLabel | None = None
    recommended: OutcomeLabel | None = None
    recipient: str | None = None
    body: str | None = None
    stage: Stage | None = None
    final: bool | None = None
    finality: Finality | None = None
    finality_evidence: Evidence | None = None
    conditional: bool = False
    partial: bool = False
    amended: bool = False
    reservations: tuple[Reservation, ...] = ()
    is_amendment: bool = False
    mover: str | None = None
    votes: Votes | None = None
    text: str
    start: int
    end: int
    score: float = 1.0


class Substitute(Model):
    """Someone who took another member's place for the item."""

    name: str
    party: str | None = None
    for_: str | None = Field(default=None, validation_alias="for", serialization_alias="for")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAttendance:
    """Someone whose presence at an item differs from the meeting's: absent, late, gone, or disqualified."""

    __pydantic_config__ = _LEAF

    name: str
    status: AttendanceStatus
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a member or a party wanted on record ("ønskede tilført protokollen")."""

    __pydantic_config__ = _LEAF

    by: str | None = None
    text: str
    start: int
    end: int


class Decision(Model):
    """The meeting body's own decision on an item.

    `absent` names who was absent from the item; `attendance` says it of everybody whose presence changed, with
    the words. `unmentioned` holds the points of the proposal that the decision is silent about.
    """

    text: str
    start: int
    end: int
    outcomes: tuple[Outcome, ...] = ()
    unmentioned: tuple[int, ...] = ()
    absent: tuple[str, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    attendance: tuple[ItemAttendance, ...] = ()
    statements: tuple[Statement, ...] = ()


class EarlierDecision(Model):
    """What another body decided on the same matter, or this one at another meeting."""

    date: dt.date | None = None
    committee: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A number in a table; `value` in units of the currency, or as written where no unit is declared."""

    __pydantic_config__ = _LEAF

    row: str
    column: str
    value: PlainDecimal
    start: int
    end: int


class Table(Model):
    """A table of figures; `unit` is the declaration that the values were resolved with ("1.000 kr.")."""

    caption: str | None = None
    unit: Evidence | None = None
    currency: str | None = None
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[TableCell, ...] = ()
    start: int
    end: int


class Item(Model):
    """One item (punkt) of the agenda.

    Attributes:
        kind: beslutning, orientering or drøftelse, where the source says so.
        nature: what the item is: `formality`, `information`, `discussion` or `decision`; read from title,
            proposal and decision, null where they do not tell.
        formality: which formality, for filtering.
        kle: main group of KLE (the municipalities' subject code) from the case number, such as "00" or "15".
        key: stable identity of the item across agenda, minutes and bodies.
    """

    number: str
    title: str
    case_number: str | None = None
    kind: ItemKind | None = None
    nature: ItemNature | None = None
    formality: Formality | None = None
    kle: str | None = None
    key: str | None = None
    closed: bool = False
    start: int
    end: int
    sections: tuple[Section, ...] = ()
    proposal: Proposal | None = None
    decision: Decision | None = None
    history: tuple[EarlierDecision, ...] = ()
    tables: tuple[Table, ...] = ()


class Warning(Model):
    """Something that was skipped, ambiguous or inconsistent, and where."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class ModelInfo(Model):
    """Which pipeline wrote this."""

    name: str
    version: str


class Referat(Model):
    """Everything that was read out of one document."""

    schema_: Literal["referat/1"] = Field(default="referat/1", validation_alias="schema", serialization_alias="schema")
    source: str | None = None
    model: ModelInfo | None = None
    kind: DocumentKind = "andet"
    meeting: Meeting = Meeting()
    items: tuple[Item, ...] = ()
    entities: tuple[Entity, ...] = ()
    warnings: tuple[Warning, ...] = ()


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the output, generated from the models above.

    >>> json_schema()["title"]
    'Referat'
    """
    schema = Referat.model_json_schema(mode="serialization", by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "referat/1", **schema}
