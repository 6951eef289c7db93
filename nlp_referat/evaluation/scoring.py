"""From readings to the figures of a report."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from nlp_referat.corpus.document import AnnotatedFact
from nlp_referat.evaluation.claims import CLAIMS, score_claims
from nlp_referat.evaluation.items import match_items, score_items
from nlp_referat.evaluation.meetings import FACTS, score_meeting
from nlp_referat.evaluation.outcomes import NONE
from nlp_referat.evaluation.reading import Reading
from nlp_referat.evaluation.report import Claim, Confusion, Figure, Group, Interval, Score, Share
from nlp_referat.evaluation.spans import score_amounts, score_spans
from nlp_referat.evaluation.tallies import Bounds, Sample, Tally, merge, rounded
from nlp_referat.labels import ENTITY_LABELS, OUTCOME_LABELS

_VALUES: Final = ("MONEY", "MONEY with qualifiers", "PERCENT", "PERCENT with qualifiers")
_OUTCOME_FACTS: Final = ("exact set", "evidence overlap", "recommended", "recipient", "final", "vote counts")
_ITEM_FACTS: Final = ("title", "case number", "closed", "absent")

_AS_CLAIMS: Final[dict[AnnotatedFact, tuple[str, ...]]] = {
    "final": ("outcome facts/final", "outcome facts/recipient"),
    "votes": ("outcome facts/vote counts",),
}
"""What is not counted a second time, as far as the gold states it, where it is counted for every outcome."""

NAMES: Final = "exact/names"
OUTCOMES: Final = tuple(f"outcomes/{label}" for label in OUTCOME_LABELS)


def tallies(reading: Reading) -> dict[str, Tally]:
    """All counts of one document; what the gold does not speak of has none."""
    return merge(_tallies(reading))


def _tallies(reading: Reading) -> Iterator[tuple[str, Tally]]:
    document, referat = reading.document, reading.referat
    yield from score_spans(document, referat.entities)
    yield from score_amounts(document, referat.entities)
    if document.items is not None:
        counted = {key for fact in document.facts for key in _AS_CLAIMS.get(fact, ())}
        scores = score_items(match_items(document.items, referat.items))
        yield from ((key, tally) for key, tally in scores if key not in counted)
    yield from score_meeting(document, referat.meeting)
    yield from score_claims(document, referat.items, referat.entities)


def group(name: Literal["left out", "seen"], readings: Sequence[Reading], seed: int) -> Group:
    """The figures over a group of documents."""
    sample = Sample([tallies(reading) for reading in readings], seed)
    asked = {label for reading in readings for label in reading.document.labels}
    labels = [label for label in ENTITY_LABELS if label in asked]
    value, bounds = sample.macro_f1(OUTCOMES)
    return Group(
        name=name,
        documents=len(readings),
        municipalities=tuple(sorted({reading.document.municipality or "(none)" for reading in readings})),
        exact=_scores(sample, "exact", ("names", "all names", *labels)),
        relaxed=_scores(sample, "relaxed", ("names", "all names", *labels)),
        values=_shares(sample, "values", _VALUES),
        outcomes=_scores(sample, "outcomes", OUTCOME_LABELS),
        outcomes_macro=Figure(name="outcomes macro-F1", value=value, interval=interval(bounds)),
        outcome_facts=_shares(sample, "outcome facts", _OUTCOME_FACTS),
        outcome_marks=_scores(sample, "outcome marks", ("conditional", "partial")),
        confusion=_confusion(sample),
        items=_scores(sample, "items", ("found", "history")),
        item_facts=_shares(sample, "item facts", _ITEM_FACTS),
        meeting=_shares(sample, "meeting", FACTS),
        participants=_scores(sample, "people", ("participants",)),
        claims=tuple(_claim(sample, name) for name in CLAIMS if sample.total(f"claims all/{name}").support),
    )


def names_and_outcomes(readings: Sequence[Reading], seed: int) -> tuple[Figure, Figure]:
    """The two figures of the robustness table."""
    sample = Sample([tallies(reading) for reading in readings], seed)
    value, bounds = sample.macro_f1(OUTCOMES)
    names = Figure(name="names F1", value=rounded(sample.total(NAMES).f1), interval=interval(sample.f1_interval(NAMES)))
    return names, Figure(name="outcomes macro-F1", value=value, interval=interval(bounds))


def interval(bounds: Bounds | None) -> Interval | None:
    """The bounds as a report holds them."""
    return None if bounds is None else Interval(low=bounds[0], high=bounds[1])


def _scores(sample: Sample, section: str, names: Iterable[str]) -> tuple[Score, ...]:
    return tuple(_score(sample, f"{section}/{name}", name) for name in names)


def _score(sample: Sample, key: str, name: str) -> Score:
    tally = sample.total(key)
    return Score(
        name=name,
        support=tally.support,
        tp=tally.tp,
        fp=tally.fp,
        fn=tally.fn,
        precision=rounded(tally.precision),
        recall=rounded(tally.recall),
        f1=rounded(tally.f1),
        interval=interval(sample.f1_interval(key)),
    )


def _shares(sample: Sample, section: str, names: Iterable[str]) -> tuple[Share, ...]:
    return tuple(_share(sample, f"{section}/{name}", name) for name in names)


def _share(sample: Sample, key: str, name: str) -> Share:
    tally = sample.total(key)
    return Share(
        name=name,
        right=tally.tp,
        total=tally.support,
        share=rounded(tally.recall),
        interval=interval(sample.recall_interval(key)),
    )


def _claim(sample: Sample, name: str) -> Claim:
    return Claim(
        name=name,
        found=_share(sample, f"claims/{name}", name),
        stated=_share(sample, f"claims stated/{name}", name),
        overall=_share(sample, f"claims all/{name}", name),
        naive=_share(sample, f"claims naive/{name}", name),
    )


def _confusion(sample: Sample) -> Confusion:
    labels = (*OUTCOME_LABELS, NONE)
    rows = tuple(tuple(sample.total(f"confusion/{gold}/{found}").tp for found in labels) for gold in labels)
    return Confusion(labels=labels, rows=rows)
