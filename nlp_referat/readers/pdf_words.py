"""The words of a PDF's page with their places, from pdfium; words that stand close together make a segment.

pdfium gives the characters in the order in which they were drawn. Only the first and last character of each word
are asked for their place: asking all of them would take longer than all the rest.
"""

import ctypes
import re
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium_c

_HYPHEN: Final = "\ufffe"  # what pdfium makes of a hyphen at a line's end
_WORD: Final = re.compile(rf"[^\s{_HYPHEN}]+{_HYPHEN}?")
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_BOLD_NAME: Final = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)
_BOLD_WEIGHT: Final = 600
_FORCE_BOLD: Final = 1 << 18  # font flag of the PDF format
_CELL_GAP: Final = 1.2
"""Words further apart than this, in sizes of the font, stand in two cells of a table."""
_SAME_LINE: Final = 0.35
_MAX_CHARACTERS: Final = 2_000_000


@dataclass(slots=True)
class Segment:
    """Words beside each other on one line.

    Attributes:
        x0, x1: left and right edge, in points; `y` the base line, counted from the page's bottom.
        size: of the font, in points.
        first_width: width of the first word: what would have had to fit on the line above.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    first_width: float


@dataclass(slots=True)
class PageText:
    """One page: its segments in the order in which they were drawn, and how large it is."""

    number: int
    width: float
    height: float
    segments: list[Segment]


class Reader:
    """Reads the segments of one page after the other; it holds the buffers that pdfium writes to."""

    def __init__(self) -> None:
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = pdfium_c.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def segments(self, textpage: Any) -> list[Segment]:
        """The segments of a page's text.

        Raises:
            OverflowError: for a page with more characters than any page has.
        """
        count = pdfium_c.FPDFText_CountChars(textpage)
        if count > _MAX_CHARACTERS:
            raise OverflowError(f"a page with {count:,} characters")
        text = _text(textpage, count)
        at = pdfium_c.FPDFText_GetCharIndexFromTextIndex
        found: list[Segment] = []
        for match in _WORD.finditer(text):
            word = match[0]
            first = at(textpage, match.start())
            last = at(textpage, match.end() - 1 - word.endswith(_HYPHEN))
            if _HYPHEN in word:
                word = word[:-1] + "-"
            placed = self._placed(textpage, word, first, last)
            if placed is None:
                continue
            if not found or not _joined(found[-1], placed):
                found.append(placed)
            if found[-1].is_bold:  # until a word is not: a line is bold as a whole or counts as not
                found[-1].is_bold = self._is_bold(textpage, first)
        return found

    def _placed(self, textpage: Any, word: str, first: int, last: int) -> Segment | None:
        """The word as a segment; None where it does not stand upright."""
        if first < 0 or last < 0 or not pdfium_c.FPDFText_GetCharOrigin(textpage, first, self._x, self._y):
            return None
        left, right, bottom, top = self._box
        if not pdfium_c.FPDFText_GetCharBox(textpage, last, left, right, bottom, top):
            return None
        size = pdfium_c.FPDFText_GetFontSize(textpage, first)
        if pdfium_c.FPDFText_GetMatrix(textpage, first, self._matrix):
            size *= abs(self._matrix.d) or abs(self._matrix.c)
            if abs(self._matrix.b) > abs(self._matrix.d):
                return None  # turned by a quarter: a stamp in the margin
        x0, y, x1 = self._x.value, self._y.value, right.value
        if not (0 < size < 1000 and x1 >= x0 - size):
            return None
        return Segment(word, x0, x1, y, size, is_bold=True, first_width=x1 - x0)

    def _is_bold(self, textpage: Any, index: int) -> bool:
        if pdfium_c.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
            return True
        length = pdfium_c.FPDFText_GetFontInfo(textpage, index, self._name, 128, self._flags)
        if self._flags.value & _FORCE_BOLD:
            return True
        return 0 < length <= 128 and _BOLD_NAME.search(self._name.value) is not None


def _text(textpage: Any, count: int) -> str:
    """The characters of a page, one for each that pdfium counts as text: beyond the basic plane it counts two."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium_c.FPDFText_GetText(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    return _ASTRAL.sub("\ufffd\ufffd", text) if text and max(text) > "\uffff" else text


def _joined(segment: Segment, word: Segment) -> bool:
    """Take the word into the segment if it goes on there."""
    size = max(segment.size, word.size)
    gap = word.x0 - segment.x1
    if abs(word.y - segment.y) > _SAME_LINE * size or not -0.5 * size < gap < _CELL_GAP * size:
        return False
    segment.text += f" {word.text}"
    segment.x1 = max(segment.x1, word.x1)
    if word.size > segment.size:  # a small raised number does not make the line small
        segment.size, segment.y = word.size, word.y
    return True
