"""What linking gives: matters with their steps in order of time, and what was left open."""

import datetime as dt
from typing import Literal

from pydantic import Field

from nlp_referat.labels import DocumentKind, OutcomeLabel
from nlp_referat.schema import Model

Basis = Literal["case_number", "title", "history"]
"""What joins a step to the matter: one case number, one title, or an earlier decision that the text tells of."""

Reason = Literal["titles_differ", "case_numbers_differ", "several_candidates", "general_title"]
"""Why items were not joined.

One case number under titles that have nothing in common; one title under two case numbers; a meeting with two
items that fit equally well; a title that any meeting may have ("Køb af areal"), and nothing else in common.
"""


class StepOutcome(Model):
    """What the body did; the whole outcome stands in the document."""

    point: int | None = None
    label: OutcomeLabel
    final: bool | None = None
    recipient: str | None = None


class Step(Model):
    """One item of one meeting on the matter's way; its agenda and its minutes are one step.

    Attributes:
        sources: the documents that it stands in, minutes first.
        basis: what joined it to the matter.
    """

    date: dt.date | None = None
    body: str | None = None
    number: str
    title: str
    case_number: str | None = None
    kind: DocumentKind
    key: str
    sources: tuple[str, ...] = ()
    outcomes: tuple[StepOutcome, ...] = ()
    basis: tuple[Basis, ...] = ()


class Matter(Model):
    """A matter and the steps of its way, in order of time."""

    title: str
    case_number: str | None = None
    municipality: str | None = None
    steps: tuple[Step, ...]


class Ambiguity(Model):
    """Items that may be one matter, and why that was left open."""

    reason: Reason
    message: str
    items: tuple[Step, ...]


class Links(Model):
    """Everything that was found; `single` counts the items that stand alone, formalities left out."""

    schema_: Literal["referat-links/1"] = Field(
        default="referat-links/1", validation_alias="schema", serialization_alias="schema"
    )
    documents: int = 0
    matters: tuple[Matter, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    single: int = 0
    formalities: int = 0
