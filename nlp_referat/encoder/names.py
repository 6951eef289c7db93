"""From a text to the names that the encoder finds in it.

Most of the time goes into the network, so what cannot hold a name does not reach it: a segment with no
capital letter behind its first word.
"""

import re
from collections.abc import Sequence
from typing import Final

from nlp_referat.encoder.model import Encoder
from nlp_referat.encoder.segments import segments
from nlp_referat.names.canonical import canonical_committee
from nlp_referat.text import Mention

_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŐŘŚŞŠŢŤŪŮŰŹŻŽ]")
_CAPITALS_EXPECTED: Final = 0.005  # a text with fewer of them in its letters was written, or printed, without
_SPACES: Final = re.compile(r"\s+")


def can_hold_name(text: str, start: int, end: int) -> bool:
    """Whether the segment has a capital letter behind its first word.

    >>> can_hold_name("Udvalget takker Ida Holm", 0, 24), can_hold_name("Godkendt som indstillet", 0, 23)
    (True, False)
    """
    first = _FIRST_WORD.search(text, start, end)
    return first is not None and _CAPITAL.search(text, first.end(), end) is not None


def find_names(texts: Sequence[str], encoder: Encoder) -> list[list[Mention]]:
    """The names in each text; the texts' segments share the network's batches."""
    places = [_candidates(text) for text in texts]
    pieces = [text[start:end] for text, spans in zip(texts, places, strict=True) for start, end in spans]
    found = iter(encoder.find(pieces))
    return [
        [_mention(text, start, name) for start, _ in spans for name in next(found)]
        for text, spans in zip(texts, places, strict=True)
    ]


def _candidates(text: str) -> list[tuple[int, int]]:
    if len(_CAPITAL.findall(text)) < _CAPITALS_EXPECTED * len(text):
        return list(segments(text))
    return [(start, end) for start, end in segments(text) if can_hold_name(text, start, end)]


def _mention(text: str, offset: int, name: tuple[int, int, str, float]) -> Mention:
    start, end, label, score = name
    start, end = start + offset, end + offset
    written = _SPACES.sub(" ", text[start:end])
    canonical = canonical_committee(written) if label == "COMMITTEE" else written
    return Mention(start, end, label, canonical, None, round(score, 3), "model")  # type: ignore[arg-type]  # of LABELS
