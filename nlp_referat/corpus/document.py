"""What an annotated document holds: text, and standoff gold for names, amounts, meeting, items and outcomes.

Offsets are Unicode code points into `Document.text`. The order of keys is the order in the JSON.

>>> Annotation(start=0, end=7, label="COMMITTEE").source_of("Byrådet godkendte planen.")
'Byrådet'
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from nlp_referat.labels import (
    AmountDirection,
    AmountPeriodKind,
    AmountRole,
    DocumentKind,
    EntityLabel,
    ItemKind,
    OutcomeLabel,
)
from nlp_referat.schema import Model, Money, Percent

AnnotatedFact = Literal["final", "votes", "scope"]
"""What may have been looked for beyond the label of an outcome and the value of an amount.

`final`: `final`, `recipient` and `of_proposal` of every outcome; `votes`: its counts and `unanimous`; `scope`: role,
period and direction of every amount. Where a document's `facts` lacks one, the gold is silent about it.
"""


class PeriodGold(Model):
    """When an amount counts; `first` and `last` as in `nlp_referat.schema.AmountPeriod`."""

    kind: AmountPeriodKind
    first: int | None = None
    last: int | None = None


class ScopeGold(Model):
    """What an amount is about; None where the text does not say."""

    role: AmountRole | None = None
    period: PeriodGold | None = None
    direction: AmountDirection | None = None


def _unless_empty(scope: ScopeGold | None) -> ScopeGold | None:
    """One way only to write that nothing is said, so that every format gives back what it got."""
    return None if scope == ScopeGold() else scope


class Annotation(Model):
    """One entity; `optional` where two careful readers could differ, which a scorer passes over."""

    start: int = Field(ge=0)
    end: int
    label: EntityLabel
    optional: bool = False
    money: Money | None = None
    percent: Percent | None = None
    scope: Annotated[ScopeGold | None, AfterValidator(_unless_empty)] = None

    def source_of(self, text: str) -> str:
        """What the annotation covers."""
        return text[self.start : self.end]


class MeetingGold(Model):
    """Meeting facts; None and empty where the text does not say."""

    committee: str | None = None
    date: dt.date | None = None
    time: str | None = None
    location: str | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


class OutcomeGold(Model):
    """One outcome and the words that say it (`start` equals `end` where the decision field is empty).

    `label` is what was done about the matter, `of_proposal` about the proposal, where one was answered.
    """

    start: int = Field(ge=0)
    end: int
    label: OutcomeLabel
    point: int | None = None
    optional: bool = False
    of_proposal: OutcomeLabel | None = None
    recommended: OutcomeLabel | None = None
    recipient: str | None = None
    final: bool | None = None
    conditional: bool = False
    partial: bool = False
    for_count: int | None = None
    against_count: int | None = None
    abstain_count: int | None = None
    unanimous: bool = False


class EarlierGold(Model):
    """What another body, or this one on another day, decided before on the matter."""

    start: int = Field(ge=0)
    end: int
    label: OutcomeLabel
    date: dt.date | None = None
    committee: str | None = None


class ItemGold(Model):
    """One item; `start` and `end` are those of its title. `number` is "" where the source numbers nothing."""

    start: int = Field(ge=0)
    end: int
    number: str
    title: str
    case_number: str | None = None
    kind: ItemKind | None = None
    closed: bool = False
    outcomes: tuple[OutcomeGold, ...] = ()
    absent: tuple[str, ...] = ()
    history: tuple[EarlierGold, ...] = ()


def _whole(text: str) -> str:
    """The text, which has to be one that a file can hold."""
    if found := re.search("[\ud800-\udfff]", text):
        raise ValueError(f"a lone surrogate at offset {found.start()}: the text was decoded wrongly")
    return text


class Document(Model):
    """One annotated document.

    Attributes:
        id: unique in the corpus, and the stem of file names made from it.
        municipality: the municipality or region, as its own name stands in the text; splits go by it.
        layout: the family of layouts that it belongs to; folds of left-out layouts go by it.
        source: what annotated the document, for corpora put together from several.
        labels: the entity labels that the annotators looked for; of all others the gold says nothing.
        facts: what was annotated of outcomes and amounts besides; of the others the gold's silence says nothing.
    """

    id: str = Field(min_length=1)
    municipality: str | None = None
    layout: str | None = None
    source: str | None = None
    kind: DocumentKind = "referat"
    labels: tuple[EntityLabel, ...] = ("PERSON", "COMMITTEE", "FUND", "ORG", "LOC", "MONEY", "PERCENT")
    facts: tuple[AnnotatedFact, ...] = ()
    text: Annotated[str, AfterValidator(_whole)]
    entities: tuple[Annotation, ...] = ()
    meeting: MeetingGold | None = None
    items: tuple[ItemGold, ...] | None = None

    def spans(self) -> Iterator[tuple[str, int, int]]:
        """Every annotated span with a word for what it is, for checks."""
        for entity in self.entities:
            yield entity.label, entity.start, entity.end
        for item in self.items or ():
            yield f"title of item {item.number}", item.start, item.end
            for outcome in item.outcomes:
                yield f"outcome {outcome.label}", outcome.start, outcome.end
            for earlier in item.history:
                yield f"earlier outcome {earlier.label}", earlier.start, earlier.end
