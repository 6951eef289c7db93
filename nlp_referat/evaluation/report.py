"""What an evaluation report holds. Written as JSON with sorted keys; figures have six decimals.

A figure that has nothing to rest on is null: no gold and no prediction means no F1, neither 0 nor 1.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, ValidationError

from nlp_referat.errors import ReferatError, first_problem
from nlp_referat.schema import Model, ModelInfo

SCHEMA: Final = "referat-evaluation/1"
"""Version of the report; a report of another version cannot be a baseline."""


class Interval(Model):
    """The middle 95 % over draws of documents."""

    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Half of the interval's width."""
        return (self.high - self.low) / 2


class Score(Model):
    """Precision, recall and F1 of one label, or of several together; `interval` is the F1's."""

    name: str
    support: int
    tp: int
    fp: int
    fn: int
    precision: float | None
    recall: float | None
    f1: float | None
    interval: Interval | None


class Share(Model):
    """How many of `total` are right."""

    name: str
    right: int
    total: int
    share: float | None
    interval: Interval | None


class Figure(Model):
    """A single figure with its interval."""

    name: str
    value: float | None
    interval: Interval | None


class Claim(Model):
    """A claim about outcomes or amounts: whether it is final, who gets it, which role an amount has.

    Attributes:
        found: how many are right where the outcome or amount itself was found.
        stated: the same, where the gold has a value and not null.
        overall: how many are right of all; those whose outcome or amount was not found are wrong.
        naive: how many the naive reading has right where the outcome or amount was found.
    """

    name: str
    found: Share
    stated: Share
    overall: Share
    naive: Share

    @property
    def not_found(self) -> int:
        """How many outcomes or amounts of the gold were not found, so that nothing is claimed of them."""
        return self.overall.total - self.found.total

    @property
    def gain(self) -> float | None:
        """Points over the naive reading."""
        if self.found.share is None or self.naive.share is None:
            return None
        return round(100 * (self.found.share - self.naive.share), 4)


class Confusion(Model):
    """Outcome labels: a row per gold label, a column per predicted one; the last row is what was spurious, the
    last column what was missed."""

    labels: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]


class Group(Model):
    """All figures over a group of documents: municipalities left out of training, or seen in it."""

    name: Literal["left out", "seen"]
    documents: int
    municipalities: tuple[str, ...]
    exact: tuple[Score, ...]
    relaxed: tuple[Score, ...]
    values: tuple[Share, ...]
    outcomes: tuple[Score, ...]
    outcomes_macro: Figure
    outcome_facts: tuple[Share, ...]
    outcome_marks: tuple[Score, ...]
    confusion: Confusion
    items: tuple[Score, ...]
    item_facts: tuple[Share, ...]
    meeting: tuple[Share, ...]
    participants: tuple[Score, ...]
    claims: tuple[Claim, ...] = ()  # none in reports that were made before there was gold for them

    def figures(self) -> Iterator[Figure]:
        """Every F1 and share, each under a name that tells it from all others of the group."""
        scores = {
            "exact": self.exact,
            "relaxed": self.relaxed,
            "outcome": self.outcomes,
            "outcome mark": self.outcome_marks,
            "items": self.items,
            "meeting": self.participants,
        }
        shares = {
            "value": self.values,
            "outcome": self.outcome_facts,
            "item": self.item_facts,
            "meeting": self.meeting,
        }
        yield self.outcomes_macro
        for kind, rows in scores.items():
            yield from (Figure(name=f"{kind} {row.name} F1", value=row.f1, interval=row.interval) for row in rows)
        for kind, parts in shares.items():
            yield from (Figure(name=f"{kind} {row.name}", value=row.share, interval=row.interval) for row in parts)
        for claim in self.claims:
            for way, row in (("claim", claim.found), ("claim over all", claim.overall)):
                yield Figure(name=f"{way} {claim.name}", value=row.share, interval=row.interval)


class Robustness(Model):
    """Figures on perturbed documents; losses are in points (hundredths) against the clean text."""

    perturbation: str
    documents_changed: int
    names: Figure
    names_loss: float | None
    outcomes: Figure
    outcomes_loss: float | None


class Place(Model):
    """Where something stands in a document, and why it is mentioned."""

    document: str
    start: int
    end: int
    label: str
    text: str


class Failure(Model):
    """A document that the pipeline raised on; it counts as read without finding anything."""

    document: str
    message: str


class Mistake(Model):
    """An error in its context: `before` and `after` are the characters around `text`."""

    kind: str
    document: str
    start: int
    end: int
    gold: str
    got: str
    before: str
    text: str
    after: str


class System(Model):
    """One pipeline's results. `peak_memory_mb` is the process's, measured for the first system only."""

    name: str
    pipeline: ModelInfo
    groups: tuple[Group, ...]
    robustness: tuple[Robustness, ...]
    failed: tuple[Failure, ...]
    misaligned: int
    misaligned_examples: tuple[Place, ...]
    words: int
    words_per_second: int | None
    peak_memory_mb: int | None

    def figures(self) -> dict[str, Figure]:
        """Every figure that a baseline is compared by, robustness included, with the group in its name."""
        named = {f"{group.name}: {figure.name}": figure for group in self.groups for figure in group.figures()}
        for row in self.robustness:
            for figure in (row.names, row.outcomes):
                named[f"{row.perturbation}: {figure.name}"] = figure
        return named


class Gold(Model):
    """What was measured on; `digest` tells whether two reports are of the same gold."""

    documents: int
    left_out: int
    municipalities: int
    entities: int
    items: int
    digest: str
    dropped: int
    dropped_examples: tuple[Place, ...]


class Change(Model):
    """A figure against the baseline's, in points; `allowed` is half the width of the baseline's interval."""

    name: str
    before: float
    after: float
    points: float
    allowed: float
    is_regression: bool


class Comparison(Model):
    """Gains and losses against a baseline report."""

    system: str
    is_same_gold: bool
    changes: tuple[Change, ...]
    not_comparable: tuple[str, ...]

    @property
    def regressions(self) -> tuple[Change, ...]:
        """The figures that fell by more than is allowed."""
        return tuple(change for change in self.changes if change.is_regression)


class Report(Model):
    """An evaluation: the model first among the systems, the left-out municipalities first among its groups."""

    schema_: Literal["referat-evaluation/1"] = Field(
        default="referat-evaluation/1", validation_alias="schema", serialization_alias="schema"
    )
    version: str
    seed: int
    draws: int
    gold: Gold
    systems: tuple[System, ...]
    mistake_counts: dict[str, int]
    mistakes: tuple[Mistake, ...]
    comparison: Comparison | None = None

    @property
    def model(self) -> System:
        """The system that the report is about."""
        return self.systems[0]

    def to_json(self) -> str:
        """The report as JSON: keys sorted, one value a line, so that two reports can be compared as text."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_report(path: Path) -> Report:
    """Read a report that `Report.to_json` wrote.

    Raises:
        ReferatError: when there is none, when it is none, or when it is of another version.
    """
    again = "Make a new baseline by evaluating with this version."
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReferatError(f"The baseline {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise ReferatError(f"The baseline {path} is no JSON: give the report.json of an earlier evaluation.") from None
    version = fields.get("schema") if isinstance(fields, dict) else None
    if version != SCHEMA:
        raise ReferatError(f"The baseline {path} is of version {version!r}, this version reads {SCHEMA!r}. {again}")
    try:
        return Report.model_validate(fields)
    except ValidationError as error:
        raise ReferatError(f"The baseline {path} is broken at {first_problem(error)}. {again}") from None
