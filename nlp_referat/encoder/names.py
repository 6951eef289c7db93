"""From a text to the names that the encoder finds in it.

Most of the time goes into the network, so what cannot hold a new name does not reach it: a segment with no
capital letter behind its first word, but those of names that are known already, and of words that the text also
writes small ("Orientering" in a heading, "Arbejdsmarked" in a cell).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from nlp_referat.encoder.known_names import ends_in_place, is_listed_name
from nlp_referat.encoder.model import Encoder
from nlp_referat.encoder.segments import segments
from nlp_referat.names.canonical import canonical_committee
from nlp_referat.names.name_shapes import is_given, is_surname, is_title, place_names
from nlp_referat.text import Mention

_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_CAPITALS: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŐŘŚŞŠŢŤŪŮŰŹŻŽ"
_CAPITAL: Final = re.compile(f"[{_CAPITALS}]")
_CAPITAL_WORD: Final = re.compile(rf"[^\W\d_{_CAPITALS}]*[{_CAPITALS}][^\W\d_]*")
_SMALL_WORD: Final = re.compile(rf"(?<!\w)[^\W\d_{_CAPITALS}]+(?!\w)")
_CAPITALS_EXPECTED: Final = 0.005  # a text with fewer of them in its letters was written, or printed, without
UNLISTED: Final = 0.95
"""Least score of a person with no listed name; chosen on two real documents (koege, faxe) and the dev split."""
_SPACES: Final = re.compile(r"\s+")


class Known:
    """The stretches of a text that need not be read: names that are known.

    Args:
        spans: start and end of each, none overlapping, in order.
    """

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, offset: int) -> bool:
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._ends[place]


NOTHING: Final = Known()


def can_hold_name(
    text: str, start: int, end: int, known: Known = NOTHING, small: AbstractSet[str] = frozenset()
) -> bool:
    """Whether the segment has a word with a capital, behind its first word, that may be a new name's.

    Args:
        known: names that are known already.
        small: words that the text also writes in small letters; names that people and places have count all the same.

    >>> can_hold_name("Udvalget takker Ida Holm", 0, 24), can_hold_name("Godkendt som indstillet", 0, 23)
    (True, False)
    >>> can_hold_name("Udvalget takker Ida Holm", 0, 24, Known([(16, 24)]))
    False
    >>> can_hold_name("Punkt: Orientering", 0, 18, small={"orientering"})
    False
    """
    first = _FIRST_WORD.search(text, start, end)
    if first is None:
        return False
    return any(
        word.start() not in known and not _is_ordinary(word[0], small)
        for word in _CAPITAL_WORD.finditer(text, first.end(), end)
    )


def _is_ordinary(word: str, small: AbstractSet[str]) -> bool:
    """Whether the word only has a capital where it stands: neither an abbreviation ("ØU") nor a name."""
    if word.lower() not in small or (len(word) > 1 and word.isupper()):
        return False
    return not (is_given(word) or is_surname(word) or word in place_names())


def find_names(texts: Sequence[str], encoder: Encoder, known: Sequence[Known] | None = None) -> list[list[Mention]]:
    """The names in each text; the texts' segments share the network's batches.

    Args:
        known: for each text what is known; segments with nothing else in capitals are not read.
    """
    places = [_candidates(text, names) for text, names in zip(texts, known or [NOTHING] * len(texts), strict=True)]
    pieces = [text[start:end] for text, spans in zip(texts, places, strict=True) for start, end in spans]
    found = iter(encoder.find(pieces))
    return [
        [name for start, _ in spans for one in next(found) if _is_sure(name := _mention(text, start, one), text)]
        for text, spans in zip(texts, places, strict=True)
    ]


def _candidates(text: str, known: Known) -> list[tuple[int, int]]:
    if len(_CAPITAL.findall(text)) < _CAPITALS_EXPECTED * len(text):
        return list(segments(text))
    small = frozenset(_SMALL_WORD.findall(text))
    return [(start, end) for start, end in segments(text) if can_hold_name(text, start, end, known, small)]


def _is_sure(name: Mention, text: str) -> bool:
    """Whether the name counts: a person whose name is in no list needs the model to be all but certain.

    Firms, trade marks and projects are what the model takes for people; they are hardly ever called Ida or Holm, and
    often end in their town. A title in capitals ("vores Koordinator") is nobody's name.
    """
    written = text[name.start : name.end]
    if name.label != "PERSON" or is_listed_name(written):
        return True
    is_ordinary = ends_in_place(written) or (" " not in written and is_title(written))
    return name.score >= UNLISTED and not is_ordinary


def _mention(text: str, offset: int, name: tuple[int, int, str, float]) -> Mention:
    start, end, label, score = name
    start, end = start + offset, end + offset
    written = _SPACES.sub(" ", text[start:end])
    canonical = canonical_committee(written) if label == "COMMITTEE" else written
    return Mention(start, end, label, canonical, None, round(score, 3), "model")  # type: ignore[arg-type]  # of LABELS
