"""Words, and the tags that the encoder gives them: spans to tags for training, tags to spans for reading.

>>> words("Lise-Lotte Bro (A)")
[(0, 4), (4, 5), (5, 10), (11, 14), (15, 16), (16, 17), (17, 18)]
>>> tags = to_tags(words("Ida Holm kom"), [(0, 8, "PERSON")])
>>> tags
['B-PERSON', 'I-PERSON', 'O']
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

Likely = npt.NDArray[np.floating[Any]]
"""Probabilities, a row a word and a column a tag."""

LABELS: Final = ("PERSON", "COMMITTEE", "FUND", "ORG", "LOC")
"""What the encoder tells apart; amounts, dates and references are left to the rules."""

TAGS: Final = ("O", *(f"{edge}-{label}" for label in LABELS for edge in "BI"))

_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]|_")


class Found(NamedTuple):
    """A name that the encoder found; offsets into the text that it was given, `score` from 0 to 1."""

    start: int
    end: int
    label: str
    score: float


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word and every sign."""
    return [match.span() for match in _WORD.finditer(text)]


def to_tags(places: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """One tag a word; a word that a span covers only in part belongs to it."""
    tags = ["O"] * len(places)
    for start, end, label in spans:
        edge = "B"
        for index, (word_start, word_end) in enumerate(places):
            if word_start < end and start < word_end:
                tags[index] = f"{edge}-{label}"
                edge = "I"
    return tags


def to_spans(places: Sequence[tuple[int, int]], likely: Likely) -> list[Found]:
    """Names from the probabilities of the tags, a row a word in the order of `TAGS`.

    Where a name begins and ends, and what it is, are asked apart: the edges by the labels' sums, the label by
    the sum over the name's words, so that words whose labels differ still make one name. The score is the
    label's least probability among the words.

    >>> import numpy as np
    >>> b_fund, i_fund, b_org = TAGS.index("B-FUND"), TAGS.index("I-FUND"), TAGS.index("B-ORG")
    >>> likely = np.zeros((3, len(TAGS)))
    >>> likely[0, [b_fund, b_org]] = 0.4, 0.6
    >>> likely[1, i_fund] = likely[2, 0] = 1.0
    >>> [(name.start, name.end, name.label) for name in to_spans([(0, 5), (6, 10), (11, 14)], likely)]
    [(0, 10, 'FUND')]
    """
    outside, begins, goes_on = likely[:, 0], likely[:, 1::2], likely[:, 2::2]
    edges = np.stack([outside, begins.sum(1), goes_on.sum(1)], axis=1).argmax(1).tolist()
    labels = begins + goes_on
    runs: list[tuple[int, int]] = []
    is_open = False
    for word, edge in enumerate(edges):
        if edge == _INSIDE and is_open:
            runs[-1] = (runs[-1][0], word + 1)
        elif edge != _OUTSIDE:
            runs.append((word, word + 1))
        is_open = edge != _OUTSIDE
    return [_name(places, labels, first, last) for first, last in runs]


_OUTSIDE, _INSIDE = 0, 2


def _name(places: Sequence[tuple[int, int]], labels: Likely, first: int, last: int) -> Found:
    inside = labels[first:last]
    label = int(inside.sum(0).argmax())
    return Found(places[first][0], places[last - 1][1], LABELS[label], float(inside[:, label].min()))
