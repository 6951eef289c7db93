"""Words, and the tags that the encoder gives them: spans to tags for training, tags to spans for reading.

>>> words("Lise-Lotte Bro (A)")
[(0, 4), (4, 5), (5, 10), (11, 14), (15, 16), (16, 17), (17, 18)]
>>> tags = to_tags(words("Ida Holm kom"), [(0, 8, "PERSON")])
>>> tags, to_spans(words("Ida Holm kom"), tags, [0.9, 0.8, 1.0])
(['B-PERSON', 'I-PERSON', 'O'], [Found(start=0, end=8, label='PERSON', score=0.8)])
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

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


def to_spans(places: Sequence[tuple[int, int]], tags: Sequence[str], scores: Sequence[float]) -> list[Found]:
    """Names from tags; an I without its B opens a name; the score is the least of its words'.

    >>> to_spans([(0, 3), (4, 8)], ["I-LOC", "B-LOC"], [0.5, 0.7])
    [Found(start=0, end=3, label='LOC', score=0.5), Found(start=4, end=8, label='LOC', score=0.7)]
    """
    found: list[Found] = []
    is_open = False
    for (start, end), tag, score in zip(places, tags, scores, strict=True):
        if tag == "O":
            is_open = False
            continue
        edge, _, label = tag.partition("-")
        if is_open and edge == "I" and found[-1].label == label:
            last = found[-1]
            found[-1] = Found(last.start, end, label, min(last.score, score))
        else:
            found.append(Found(start, end, label, score))
        is_open = True
    return found
