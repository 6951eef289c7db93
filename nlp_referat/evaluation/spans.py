"""Names and amounts: predicted spans against gold, exact and relaxed, and the amounts' values.

The rules, the same for every label:

* exact: start, end and label agree; relaxed: the spans overlap and the label agrees, one to one;
* gold marked optional is passed over whichever way it is predicted: it is never missed, and what overlaps
  it is never spurious;
* labels that the document's annotators did not look for are passed over;
* the same span given twice counts once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.evaluation.tallies import Tally, right
from nlp_referat.labels import ENTITY_LABELS, EntityLabel
from nlp_referat.schema import Entity, Money, Percent

NAMES: Final[tuple[EntityLabel, ...]] = ("PERSON", "COMMITTEE", "FUND")
"""The names that the project is measured by: summed as ``names``."""

ALL_NAMES: Final[tuple[EntityLabel, ...]] = (*NAMES, "ORG", "LOC")
"""These and the general ones: summed as ``all names``."""


class Labelled(Protocol):
    """A span with a label: gold or predicted."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> EntityLabel: ...


T = TypeVar("T", bound=Labelled)


@dataclass(frozen=True, slots=True)
class Match:
    """What became of the required gold and of the predictions, in order of start."""

    pairs: tuple[tuple[Annotation, Entity], ...]
    missed: tuple[Annotation, ...]
    spurious: tuple[Entity, ...]


def overlaps(one: Labelled, other: Labelled) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def match_exact(gold: Sequence[Annotation], predicted: Sequence[Entity]) -> Match:
    """Pair spans with the same start, end and label.

    >>> match_exact([Annotation(start=0, end=7, label="COMMITTEE")], []).missed[0].label
    'COMMITTEE'
    """
    by_key = {_key(span): span for span in predicted}
    gold_keys = {_key(span) for span in gold}
    required = _required(gold)
    pairs = tuple((span, by_key[_key(span)]) for span in required if _key(span) in by_key)
    missed = tuple(span for span in required if _key(span) not in by_key)
    left = [span for key, span in by_key.items() if key not in gold_keys]
    return Match(pairs, missed, _outside_optional(left, gold))


def match_relaxed(gold: Sequence[Annotation], predicted: Sequence[Entity]) -> Match:
    """Pair overlapping spans of the same label, each with at most one; exact ones first, then from the left."""
    exact = match_exact(gold, predicted)
    taken = {_key(span) for _, span in exact.pairs}
    free = _by_start(span for span in predicted if _key(span) not in taken)
    pairs = list(exact.pairs)
    missed = []
    for span in exact.missed:
        found = next((other for other in free if other.label == span.label and overlaps(span, other)), None)
        if found is None:
            missed.append(span)
        else:
            free.remove(found)
            pairs.append((span, found))
    pairs.sort(key=lambda pair: pair[0].start)
    return Match(tuple(pairs), tuple(missed), _outside_optional(free, gold))


def in_scope(document: Document, predicted: Sequence[Entity]) -> tuple[list[Annotation], list[Entity]]:
    """Gold and predictions of the labels that the document's gold speaks of."""
    labels = set(document.labels)
    gold = [span for span in document.entities if span.label in labels]
    return gold, [span for span in predicted if span.label in labels]


def score_spans(document: Document, predicted: Sequence[Entity]) -> Iterator[tuple[str, Tally]]:
    """Tallies ``exact/LABEL`` and ``relaxed/LABEL``, with the sums ``names`` and ``all names``.

    >>> document = Document(id="a", text="Ida Holm", entities=[Annotation(start=0, end=8, label="PERSON")])
    >>> scores = dict(score_spans(document, [Entity(start=0, end=3, text="Ida", label="PERSON")]))
    >>> scores["exact/PERSON"], scores["relaxed/names"]
    (Tally(tp=0, fp=1, fn=1), Tally(tp=1, fp=0, fn=0))
    """
    gold, found = in_scope(document, predicted)
    for way, match in (("exact", match_exact(gold, found)), ("relaxed", match_relaxed(gold, found))):
        tallies = {label: _tally(match, label) for label in ENTITY_LABELS if label in document.labels}
        for label, tally in tallies.items():
            yield f"{way}/{label}", tally
        for name, labels in (("names", NAMES), ("all names", ALL_NAMES)):
            yield f"{way}/{name}", sum((tallies[label] for label in labels if label in tallies), Tally())


@dataclass(frozen=True, slots=True)
class Amount:
    """A gold amount and the prediction at its place, exact before overlapping; None where there is none."""

    gold: Annotation
    predicted: Entity | None

    @property
    def is_right(self) -> bool:
        """Whether value, range ends, and currency or percentage points agree."""
        if self.predicted is None:
            return False
        if self.gold.label == "MONEY":
            return _money(self.gold.money) == _money(self.predicted.money)
        return _percent(self.gold.percent) == _percent(self.predicted.percent)

    @property
    def is_qualified_right(self) -> bool:
        """Whether "about", "at most", "at least" and the period agree as well."""
        return self.is_right and _qualifiers(self.gold) == _qualifiers(self.predicted)


def amounts(document: Document, predicted: Sequence[Entity]) -> Iterator[Amount]:
    """The required gold amounts that have a value."""
    gold, found = in_scope(document, predicted)
    exact = {_key(span): span for span in found}
    for span in _required(gold):
        if span.label in ("MONEY", "PERCENT") and (span.money or span.percent):
            touching = (other for other in found if other.label == span.label and overlaps(span, other))
            yield Amount(span, exact.get(_key(span)) or next(touching, None))


def score_amounts(document: Document, predicted: Sequence[Entity]) -> Iterator[tuple[str, Tally]]:
    """Shares ``values/LABEL`` and ``values/LABEL with qualifiers`` of one document."""
    for amount in amounts(document, predicted):
        yield f"values/{amount.gold.label}", right(amount.is_right)
        yield f"values/{amount.gold.label} with qualifiers", right(amount.is_qualified_right)


def _key(span: Labelled) -> tuple[int, int, str]:
    return span.start, span.end, span.label


def _by_start(spans: Iterable[T]) -> list[T]:
    """Each span once, from the left."""
    return sorted({_key(span): span for span in spans}.values(), key=_key)


def _required(gold: Sequence[Annotation]) -> list[Annotation]:
    return _by_start(span for span in gold if not span.optional)


def _outside_optional(spans: Sequence[Entity], gold: Sequence[Annotation]) -> tuple[Entity, ...]:
    optional = [span for span in gold if span.optional]
    return tuple(_by_start(span for span in spans if not any(overlaps(span, other) for other in optional)))


def _tally(match: Match, label: EntityLabel) -> Tally:
    return Tally(
        tp=sum(gold.label == label for gold, _ in match.pairs),
        fp=sum(span.label == label for span in match.spurious),
        fn=sum(span.label == label for span in match.missed),
    )


def _money(value: Money | None) -> object:
    return value and (value.value, value.low, value.high, value.currency)


def _percent(value: Percent | None) -> object:
    return value and (value.percent, value.low, value.high, value.point)


def _qualifiers(span: Annotation | Entity | None) -> object:
    if span is None:
        return None
    if span.money is not None:
        return span.money.approx, span.money.bound, span.money.period
    return span.percent and (span.percent.approx, span.percent.bound)
