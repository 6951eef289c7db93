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
    """A `nlp_referat.decisions.classifier.ClauseClassifier` that asks all of its members.

    The probabilities are pooled logarithmically: their weighted geometric mean, made to sum to 1. Labels that a
    member does not know are left out.

    Args:
        members: who is asked.
        weights: how much each counts; none for all alike.
    """

    def __init__(self, *members: Likelihoods, weights: Sequence[float] | None = None) -> None:
        self.members = members
        self.weights = weights
        self.labels = [label for label in members[0].labels if all(label in member.labels for member in members)]

    def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float, float]]:
        """The likeliest outcome of each clause, its probability, and that of the clause deciding nothing."""
        if not clauses:
            return []
        logs = [np.log(np.maximum(self._columns(member, clauses), _LEAST)) for member in self.members]
        mean = np.exp(np.average(logs, axis=0, weights=self.weights))
        likely = mean / mean.sum(axis=1, keepdims=True)
        return [self._likeliest(row) for row in likely]

    def _columns(self, member: Likelihoods, clauses: Sequence[str]) -> Any:
        return member.likelihoods(clauses)[:, [member.labels.index(label) for label in self.labels]]

    def _likeliest(self, row: Any) -> tuple[OutcomeLabel, float, float]:
        by_label = dict(zip(self.labels, map(float, row), strict=True))
        nothing = by_label.pop(None, 0.0)
        best, score = max(by_label.items(), key=lambda pair: pair[1])
        return best, score, nothing  # type: ignore[return-value]  # None was popped
