"""The text as the rules read it, and the way back to the raw text.

Minutes arrive with no-break spaces, soft hyphens, CRLF, decomposed letters (a + ring for å), and now and then
with ae, oe and aa for æ, ø and å throughout. The rules should not know. `View` holds a cleaned text and maps every
offset back to the raw text; for clean input it is the raw text itself and costs nothing.

>>> view = View("10,8\\u00a0mio.\\u00adkr.")
>>> view.text
'10,8 mio.kr.'
>>> view.raw_span(0, 12)
(0, 13)
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Final

from nlp_referat.labels import EntityLabel, EntitySource
from nlp_referat.schema import DateRange, Money, Percent
from nlp_referat.spelling import is_spelled_out, letter_of, spelled_pairs


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that a string-level rule found: offsets into the string that it was given."""

    start: int
    end: int
    label: EntityLabel
    canonical: str | None = None
    value: Money | Percent | DateRange | None = None
    score: float = 1.0
    source: EntitySource = "rules"


# What a reader does not see: soft hyphen, zero-width marks, byte order mark, NUL.
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"
# Spaces of other widths; the plain one reads the same. Tab stays: it separates table cells.
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LINE_BREAKS: Final = "\r\x0b\x0c\x85\u2028\u2029"
_COMBINING: Final = "\u0300-\u036f"
# At most 30 marks on a letter, as Unicode's stream-safe form has it: putting n marks in order takes n² steps.
_DIRTY: Final = re.compile(f"\r\n|[{_SPACES}]|[{_INVISIBLE}]+|[{_LINE_BREAKS}]|.[{_COMBINING}]{{1,30}}", re.DOTALL)
_IS_SPACE: Final = re.compile(f"[{_SPACES}]")
_IS_BREAK: Final = re.compile(f"[{_LINE_BREAKS}]")
# What a cleaned character swallowed: of CRLF, of a letter, of a pair of letters.
_REST: Final = re.compile(f"\n|[{_COMBINING}]+|[aeAE]")


def _clean(piece: str) -> str:
    if _IS_SPACE.match(piece):
        return " "
    if _IS_BREAK.match(piece):
        return "\n"
    if piece[0] in _INVISIBLE:
        return ""
    return unicodedata.normalize("NFC", piece)


class View:
    """A cleaned reading of `raw`.

    Args:
        raw: the text.
        is_respelled: whether ae, oe and aa are read as æ, ø and å. None asks the text itself, which has to be long
            enough to tell; a part of a text is read like the whole.

    Attributes:
        raw: the text as it came.
        text: the text without invisible characters, with plain spaces and composed letters.
    """

    __slots__ = ("_at", "_from", "is_respelled", "raw", "text")

    def __init__(self, raw: str, is_respelled: bool | None = None) -> None:
        self.raw = raw
        self.is_respelled = is_spelled_out(raw) if is_respelled is None else is_respelled
        # Runs of characters that stand side by side in both texts: where each begins here, and in the raw text.
        self._at = array("L", [0])
        self._from = array("L", [0])
        pieces: list[str] = []
        position = length = 0
        for start, end, cleaned in self._changes():
            pieces += (raw[position:start], cleaned)
            length += start - position + len(cleaned)
            position = end
            for extra in range(len(cleaned) - (end - start), 0, -1):  # some marks compose to more characters
                self._run(length - extra, end - 1)
            if len(cleaned) != end - start:
                self._run(length, end)
        pieces.append(raw[position:])
        self.text = "".join(pieces) if position else raw

    def _changes(self) -> Iterator[tuple[int, int, str]]:
        """What reads otherwise than it stands: start and end in the raw text, and how it reads."""
        dirty = ((match.start(), match.end(), _clean(match[0])) for match in _DIRTY.finditer(self.raw))
        if not self.is_respelled:
            return dirty
        pairs = ((match.start(), match.end(), letter_of(match[0])) for match in spelled_pairs(self.raw))
        return merge(dirty, pairs)

    def part(self, start: int, end: int) -> "View":
        """The view of the raw text's stretch ``[start, end)``, read like the whole."""
        return View(self.raw[start:end], self.is_respelled)

    def _run(self, at: int, origin: int) -> None:
        self._at.append(at)
        self._from.append(origin)

    def _origin(self, offset: int) -> int:
        run = bisect_right(self._at, offset) - 1
        return self._from[run] + offset - self._at[run]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of the cleaned span ``[start, end)``; the raw end follows its last visible character.

        >>> View("By\\u00adra\\u030ad\\u00ad").raw_span(0, 5)
        (0, 7)
        """
        first = self._origin(start)
        if start == end or len(self._at) == 1:
            return first, first + end - start
        raw_end = self._origin(end - 1) + 1
        rest = _REST.match(self.raw, raw_end, self._origin(end))
        return first, rest.end() if rest else raw_end
