"""Reading order: from the segments of a page to its rows, top to bottom, column after column."""

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import Final

from nlp_referat.readers.pdf_words import PageText, Segment

_SAME_ROW: Final = 0.4
_MIN_LINES: Final = 8
"""A column of running text has at least so many lines."""
_MIN_FILL: Final = 0.7
"""The lines of running text fill their column; the cells of a table do not."""
_MIN_GUTTER: Final = 8.0
_MIN_WIDTH: Final = 20.0
"""Width of the narrowest column that minutes are set in, in sizes of the font: some 40 letters."""


@dataclass(slots=True)
class Row:
    """Segments on one base line, left to right.

    Attributes:
        column: counts the columns of the document's pages, so that rows of one column have one number.
        right: how far the lines of its column reach; set once all rows are known.
    """

    cells: list[Segment]
    page: int
    y: float
    column: int
    height: float
    right: float = 0.0

    @property
    def size(self) -> float:
        """Size of the font of the longest cell."""
        return max(self.cells, key=lambda cell: len(cell.text)).size

    @property
    def is_bold(self) -> bool:
        """All of it is bold."""
        return all(cell.is_bold for cell in self.cells)

    @property
    def text(self) -> str:
        """Its words; cells separated by tabs."""
        return "\t".join(cell.text for cell in self.cells)


def page_rows(page: PageText) -> list[Row]:
    """The rows of one page in reading order."""
    parts = _columns(page.segments, page.width)
    return [
        Row(cells, page.number, cells[0].y, column, page.height)
        for column, part in enumerate(parts)
        for cells in _lines(part)
    ]


def _lines(segments: list[Segment]) -> list[list[Segment]]:
    """Segments on the same base line together, from the top down."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (-one.y, one.x0)):
        last = lines[-1] if lines else None
        if last is not None and abs(last[0].y - segment.y) <= _SAME_ROW * min(last[0].size, segment.size):
            last.append(segment)
        else:
            lines.append([segment])
    for line in lines:
        line.sort(key=lambda one: one.x0)
    return lines


def _columns(segments: list[Segment], width: float) -> list[list[Segment]]:
    """The page's parts: one, or two columns of running text with what stands above and below them."""
    gutter = _gutter(segments, width)
    if gutter is None:
        return [segments]
    left = [one for one in segments if one.x1 <= gutter]
    right = [one for one in segments if one.x0 >= gutter]
    across = [one for one in segments if one.x0 < gutter < one.x1]
    if not (_is_running_text(left) and _is_running_text(right)):
        return [segments]
    top = max(one.y for one in (*left, *right))
    above = [one for one in across if one.y > top]
    below = [one for one in across if one.y <= top]
    if any(one.y > min(two.y for two in (*left, *right)) for one in below):
        return [segments]  # lines across the page between the columns: no simple order
    return [part for part in (above, left, right, below) if part]


def _gutter(segments: list[Segment], width: float) -> float | None:
    """Where a vertical line near the page's middle meets (almost) no segment; None if nowhere."""
    if len(segments) < 2 * _MIN_LINES:
        return None
    edges = sorted({one.x0 for one in segments if 0.35 * width < one.x0 < 0.65 * width})
    for edge in edges:
        line = edge - _MIN_GUTTER / 2
        crossing = sum(one.x0 < line < one.x1 + _MIN_GUTTER / 2 for one in segments)
        beside = sum(edge <= one.x0 < edge + 2 for one in segments)
        if beside >= _MIN_LINES and crossing <= 0.1 * len(segments):
            return line
    return None


def _is_running_text(segments: list[Segment]) -> bool:
    if len(segments) < _MIN_LINES:
        return False
    left, right = min(one.x0 for one in segments), max(one.x1 for one in segments)
    return median(one.x1 - one.x0 for one in segments) >= _MIN_FILL * (right - left)


def set_margins(rows: list[Row]) -> None:
    """Tell every row how far the lines of its column reach, over all pages with that column."""
    reach: dict[tuple[int, int], float] = {}
    for row in rows:
        key = (row.column, round(row.height))
        least = row.cells[0].x0 + _MIN_WIDTH * row.size  # a page of short lines is no narrow column
        reach[key] = max(reach.get(key, 0.0), row.cells[-1].x1, least)
    for row in rows:
        row.right = reach[row.column, round(row.height)]


def body_size(rows: list[Row]) -> float:
    """The size in which most characters are set; 0 without any."""
    counts: Counter[float] = Counter()
    for row in rows:
        counts[rounded(row.size)] += len(row.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def rounded(size: float) -> float:
    """A font's size to half a point: what is set in one size may differ by less."""
    return round(2 * size) / 2
