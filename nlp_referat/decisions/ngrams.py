"""A small classifier of decision clauses: a linear model over hashed words and character n-grams.

It needs nothing but numpy. One ``.npz`` file holds it: ``weights`` (buckets by labels, 8-bit integers) and their
``scale`` by label, ``bias``, ``labels`` ("" for a clause that decides nothing), ``temperature`` and ``format``. The
buckets are `zlib.crc32` of the features, the same on every machine. Training stands in ``training/clauses.py``.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nlp_referat import arrays
from nlp_referat.decisions.pooling import Pooled
from nlp_referat.errors import ModelNotFoundError
from nlp_referat.labels import OUTCOME_LABELS, OutcomeLabel
from nlp_referat.writing import file_beside

FORMAT: Final = "referat-clauses/3"
BUCKETS: Final = 1 << 16
_WORD: Final = re.compile(r"[^\W\d_]+|0+|[;:,.]")
_DIGITS: Final = re.compile(r"\d")
_NAMED: Final = re.compile(r"(?<=[^.!?:] )[A-ZÆØÅ][\w.-]+(?: (?:[A-ZÆØÅ][\w.-]+|af|von|de))* [A-ZÆØÅ][\w.-]+")
_READ: Final = 400  # characters of a clause
_LARGEST: Final = 127  # of an 8-bit integer
_LEAST: Final = 1e-9  # of a column's weights, so that one of zeros has a scale


def normal(clause: str) -> str:
    """The clause in small letters, digits as 0, a name of several words as "navn".

    >>> normal("Udsat, til Bo Ek Dam  er hørt den 12. maj")
    'udsat, til navn er hørt den 00. maj'
    """
    named = _NAMED.sub("navn", " ".join(clause[:_READ].split()))
    return _DIGITS.sub("0", named.lower())


def features(clause: str) -> Iterator[str]:
    """Words, pairs of words, the first words by themselves, and pieces of 3 to 5 letters of each word.

    >>> list(features("Ad acta"))
    ['w ad', 'w acta', 'f ad', 'f ad acta', 'p ad acta', 'c <ad', 'c ad>', 'c <ad>', 'c <ac', 'c act', 'c cta', \
'c ta>', 'c <act', 'c acta', 'c cta>', 'c <acta', 'c acta>']
    """
    words = _WORD.findall(normal(clause))
    yield from (f"w {word}" for word in words)
    yield from (f"f {' '.join(words[:count])}" for count in (1, 2) if len(words) >= count)
    yield from (f"p {one} {other}" for one, other in pairwise(words))
    for word in words:
        if not word.isalpha():
            continue
        edged = f"<{word}>"
        for size in (3, 4, 5):
            yield from (f"c {edged[at : at + size]}" for at in range(len(edged) - size + 1))


def buckets(clause: str, count: int = BUCKETS) -> NDArray[np.int64]:
    """The buckets of a clause's features, each once, in ascending order."""
    found = {zlib.crc32(feature.encode()) % count for feature in features(clause)}
    return np.array(sorted(found), dtype=np.int64)


class NgramClassifier:
    """A trained linear model.

    Args:
        weights: by bucket and label.
        bias: by label.
        labels: what the columns mean; None: nothing is decided.
        temperature: what the sums are divided by, so that the scores are probabilities.
    """

    def __init__(
        self, weights: NDArray[Any], bias: NDArray[Any], labels: Sequence[OutcomeLabel | None], temperature: float = 1.0
    ) -> None:
        self.scale = np.maximum(np.abs(weights).max(axis=0), _LEAST).astype(np.float32) / _LARGEST
        self.weights = np.ascontiguousarray(np.round(weights / self.scale), dtype=np.int8)
        self.bias = bias.astype(np.float32)
        self.labels = tuple(labels)
        self.temperature = float(np.float32(temperature))

    def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float, float]]:
        """The likeliest outcome of each clause, its probability, and that of the clause deciding nothing."""
        return Pooled(self).classify(clauses)

    def likelihoods(self, clauses: Sequence[str]) -> NDArray[np.float32]:
        """The probability of each label for each clause: an array of clauses by `labels`."""
        return np.array([self.likelihood(clause) for clause in clauses], dtype=np.float32)

    def likelihood(self, clause: str) -> NDArray[np.float32]:
        """The probability of each label."""
        rows = buckets(clause, len(self.weights))
        sums = self.weights[rows].sum(axis=0, dtype=np.int32) * self.scale / np.sqrt(max(len(rows), 1)) + self.bias
        scaled = np.exp((sums - sums.max()) / self.temperature)
        likely: NDArray[np.float32] = scaled / scaled.sum()
        return likely

    def to_bytes(self) -> bytes:
        """What an ``.npz`` file holds; the same for the same model."""
        return arrays.to_bytes(
            FORMAT,
            labels=np.array([label or "" for label in self.labels]),
            weights=self.weights,
            scale=self.scale,
            bias=self.bias,
            temperature=np.float32(self.temperature),
        )

    @classmethod
    def from_bytes(cls, content: bytes, origin: str = "the clause classifier") -> "NgramClassifier":
        """Read what `to_bytes` gave.

        Raises:
            ModelNotFoundError: when it is none, or of another version; the message says what to do.
        """
        with arrays.read_arrays(content, FORMAT, origin) as found:
            kept = list(found["labels"])
            labels = [label for label in (*OUTCOME_LABELS, None) if (label or "") in kept]
            order = [kept.index(label or "") for label in labels]
            weights = (found["weights"] * found["scale"])[:, order]
            return cls(weights, found["bias"][order], labels, float(found["temperature"]))

    def to_disk(self, path: str | Path) -> None:
        """Write the model's file, whole or not at all."""
        with file_beside(Path(path)) as beside:
            beside.write_bytes(self.to_bytes())

    @classmethod
    def from_disk(cls, path: str | Path) -> "NgramClassifier":
        """Read a model's file.

        Raises:
            ModelNotFoundError: when it is missing, or is no model.
        """
        path = Path(path)
        if not path.is_file():
            raise ModelNotFoundError(f"There is no clause classifier at {path}. Train one, or give another path.")
        return cls.from_bytes(path.read_bytes(), str(path))
