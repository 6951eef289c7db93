"""Several classifiers of clauses as one.

>>> import numpy as np
>>> class Fixed:
...     def __init__(self, *row): self.labels, self.row = ("GODKENDT", "UDSAT", None), row
...     def likelihoods(self, clauses): return np.array([self.row for _ in clauses])
>>> [(label, score, nothing)] = Pooled(Fixed(0.6, 0.3, 0.1), Fixed(0.1, 0.8, 0.1)).classify(["Sagen hviler."])
>>> label, round(score, 2), round(nothing, 2)
('UDSAT', 0.59, 0.12)
"""

from collections.abc import Sequence
from typing import Any, Final, Protocol

import numpy as np

from nlp_referat.labels import OutcomeLabel

_LEAST: Final = 1e-6  # a probability below it would let one member alone rule a label out


class Likelihoods(Protocol):
    """A classifier that says how likely each label is."""

    @property
    def labels(self) -> tuple[OutcomeLabel | None, ...]:
        """What the columns mean; None: the clause decides nothing."""
        ...

    def likelihoods(self, clauses: Sequence[str]) -> Any:
        """An array of clauses by labels."""
        ...


class Pooled:
    """A `nlp_referat.decisions.classifier.ClauseClassifier` that asks one classifier, and another where that is unsure.

    The probabilities are pooled logarithmically: their weighted geometric mean, made to sum to 1. Labels that one of
    them does not know are left out.

    Args:
        first: who is asked of every clause.
        second: who is asked besides; it may be slow.
        weight: how much the second counts, 0 to 1.
        sure: the probability from which the first answers alone.
    """

    def __init__(
        self, first: Likelihoods, second: Likelihoods | None = None, *, weight: float = 0.5, sure: float = 1.0
    ) -> None:
        self.first, self.second = first, second
        self.weight, self.sure = weight, sure
        known = second.labels if second else first.labels
        self.labels = [label for label in first.labels if label in known]

    def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float, float]]:
        """The likeliest outcome of each clause, its probability, and that of the clause deciding nothing."""
        if not clauses:
            return []
        likely = _columns(self.first, clauses, self.labels)
        unsure = np.flatnonzero(likely.max(axis=1) < self.sure)
        if self.second is not None and len(unsure):
            other = _columns(self.second, [clauses[place] for place in unsure.tolist()], self.labels)
            likely[unsure] = likely[unsure] ** (1 - self.weight) * other**self.weight
        likely /= likely.sum(axis=1, keepdims=True)
        return [self._likeliest(row) for row in likely]

    def _likeliest(self, row: Any) -> tuple[OutcomeLabel, float, float]:
        by_label = dict(zip(self.labels, map(float, row), strict=True))
        nothing = by_label.pop(None, 0.0)
        best, score = max(by_label.items(), key=lambda pair: pair[1])
        return best, score, nothing  # type: ignore[return-value]  # None was popped


def _columns(member: Likelihoods, clauses: Sequence[str], labels: Sequence[OutcomeLabel | None]) -> Any:
    likely = member.likelihoods(clauses)[:, [member.labels.index(label) for label in labels]]
    return np.maximum(likely, _LEAST)
