"""Counts, the ratios made of them, and their bootstrap intervals.

Every figure of a report is a ratio of counts that are summed over documents. So a document's result is a
table of `Tally` by key, and an interval comes from drawing documents with replacement and summing again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

DRAWS: Final = 1000
"""How often the documents are drawn anew."""

_TAIL: Final = 2.5  # percent on either side of a 95 % interval
_DIGITS: Final = 6

Floats = NDArray[np.float64]
Bounds = tuple[float, float]
"""Lower and upper end of the middle 95 % of a figure over draws of documents."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Found (`tp`), wrongly found (`fp`) and missed (`fn`); of a share, right is `tp` and wrong is `fn`.

    What was not there to find or to err on has no ratio: None, neither 0 nor 1.

    >>> Tally(tp=3, fp=1, fn=1).f1, Tally().f1, Tally(fn=2).precision
    (0.75, None, None)
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def support(self) -> int:
        """How many there are in the gold."""
        return self.tp + self.fn

    @property
    def precision(self) -> float | None:
        """Share of what was predicted that is right."""
        return _ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Share of the gold that was found."""
        return _ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0 where one of them is."""
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def right(is_right: bool) -> Tally:
    """One case of a share.

    >>> (right(True) + right(False)).recall
    0.5
    """
    return Tally(tp=1) if is_right else Tally(fn=1)


Tallies = Mapping[str, Tally]
"""A document's counts by key."""


def merge(parts: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """Sum tallies of the same key.

    >>> merge([("a", Tally(tp=1)), ("b", Tally(fp=1)), ("a", Tally(fn=1))])["a"]
    Tally(tp=1, fp=0, fn=1)
    """
    sums: dict[str, Tally] = {}
    for key, tally in parts:
        sums[key] = sums.get(key, Tally()) + tally
    return sums


class Sample:
    """The tallies of several documents, with the draws of their bootstrap.

    The same seed draws the same documents, so two systems on the same gold are drawn alike.

    >>> sample = Sample([{"a": Tally(tp=1)}, {"a": Tally(fn=1)}], seed=0)
    >>> sample.total("a").recall, sample.recall_interval("a")
    (0.5, (0.0, 1.0))
    """

    def __init__(self, documents: Sequence[Tallies], seed: int, draws: int = DRAWS) -> None:
        self.keys = sorted({key for document in documents for key in document})
        self._place = {key: place for place, key in enumerate(self.keys)}
        self._counts = np.zeros((len(documents), len(self.keys), 3))
        for row, document in enumerate(documents):
            for key, tally in document.items():
                self._counts[row, self._place[key]] = (tally.tp, tally.fp, tally.fn)
        self._drawn = _draw(self._counts, seed, draws)

    def total(self, key: str) -> Tally:
        """The sum over documents; an empty tally for a key that none has."""
        place = self._place.get(key)
        if place is None:
            return Tally()
        tp, fp, fn = self._counts[:, place].sum(axis=0).astype(int).tolist()
        return Tally(tp, fp, fn)

    def f1_interval(self, key: str) -> Bounds | None:
        """Interval of the F1; None for fewer than two documents or where no draw has the key."""
        return _interval(self._f1(key))

    def recall_interval(self, key: str) -> Bounds | None:
        """Interval of the recall, which is the share that is right."""
        tp, _, fn = self._columns(key)
        return _interval(_divide(tp, tp + fn))

    def macro_f1(self, keys: Sequence[str]) -> tuple[float | None, Bounds | None]:
        """Mean F1 over the keys that the gold holds, with its interval; a draw's mean is over what it holds."""
        supported = [key for key in keys if self.total(key).support]
        if not supported:
            return None, None
        mean = sum(self.total(key).f1 or 0.0 for key in supported) / len(supported)
        drawn = np.stack([self._f1(key) for key in supported])
        held = np.stack([self._support(key) > 0 for key in supported]) & ~np.isnan(drawn)
        means = _divide(np.where(held, drawn, 0.0).sum(axis=0), held.sum(axis=0).astype(np.float64))
        return rounded(mean), _interval(means)

    def _columns(self, key: str) -> tuple[Floats, Floats, Floats]:
        place = self._place.get(key)
        if place is None:
            nothing = np.zeros(len(self._drawn))
            return nothing, nothing, nothing
        return self._drawn[:, place, 0], self._drawn[:, place, 1], self._drawn[:, place, 2]

    def _f1(self, key: str) -> Floats:
        tp, fp, fn = self._columns(key)
        return _divide(2 * tp, 2 * tp + fp + fn)

    def _support(self, key: str) -> Floats:
        tp, _, fn = self._columns(key)
        return tp + fn


def rounded(number: float | None) -> float | None:
    """A figure as it is stored: six decimals, so that reports can be compared as text."""
    return None if number is None else round(number, _DIGITS)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _draw(counts: Floats, seed: int, draws: int) -> Floats:
    """The summed counts of each draw; no draw from fewer than two documents, of which nothing varies."""
    size = len(counts)
    if size < 2:
        return np.zeros((0, *counts.shape[1:]))
    times = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), size=draws).astype(np.float64)
    drawn: Floats = np.tensordot(times, counts, axes=1)
    return drawn


def _divide(part: Floats, whole: Floats) -> Floats:
    """NaN where there is nothing to divide by."""
    ratio: Floats = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return ratio


def _interval(values: Floats) -> Bounds | None:
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.percentile(known, [_TAIL, 100 - _TAIL]).tolist()
    return round(low, _DIGITS), round(high, _DIGITS)
