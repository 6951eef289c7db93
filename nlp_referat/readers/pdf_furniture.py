"""Running heads, running feet and page numbers: what a PDF repeats at the same place of every page."""

import re
from collections import Counter, defaultdict
from typing import Final

from nlp_referat.layout.headings import read_heading
from nlp_referat.readers.pdf_rows import Row, body_size

_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"[-–\s]*(?:(?:Side|Page|S\.)\s*:?\s*)?(?P<number>\d{1,4})(?:\s*(?:af|/|of)\s*\d{1,4})?[-–\s]*", re.IGNORECASE
)
_PAGE_WORD: Final = re.compile(r"(?:Side|Page)\s*:?\s*\d", re.IGNORECASE)
_EDGE: Final = 0.12
"""Part of the page's height in which running heads and feet stand."""
_AT_EDGE: Final = 3
_SAME_PLACE: Final = 4.0
_MIN_SHARE: Final = 0.6
_APART: Final = 1.9
"""What is set apart from the text has at least so much room before it, in sizes of the text's font."""
_SMALL: Final = 0.95


def without_furniture(pages: list[list[Row]]) -> list[list[Row]]:
    """The pages' rows without running heads, feet and page numbers.

    A running head with words stays on the first page: it may be the only place that names the body that met.
    """
    repeated, numbered = _repeated(pages), _numbered(pages)
    body = body_size([row for rows in pages for row in rows])
    kept: list[list[Row]] = []
    for index, rows in enumerate(pages):
        ordered = sorted(rows, key=lambda row: -row.y)
        furniture = {
            id(row)
            for side in (ordered, ordered[::-1])
            for row in _outermost(side, repeated | numbered, body)
            if index or id(row) in numbered
        }
        kept.append([row for row in rows if id(row) not in furniture and id(row) not in numbered])
    return kept


def _outermost(rows: list[Row], marked: set[int], body: float) -> list[Row]:
    """The marked rows at one edge of a page, `rows` given from there, as far as they are set apart from the text."""
    count = next((place for place, row in enumerate(rows) if id(row) not in marked), len(rows))
    while count and count < len(rows):
        last, following = rows[count - 1], rows[count]
        if abs(last.y - following.y) > _APART * body or last.size < _SMALL * body:
            break
        count -= 1
    return rows[:count]


def _edges(rows: list[Row]) -> list[Row]:
    """The first and last rows of a page, as far as they stand near its edge."""
    ordered = sorted(rows, key=lambda row: -row.y)
    return [row for row in (*ordered[:_AT_EDGE], *ordered[_AT_EDGE:][-_AT_EDGE:]) if _is_edge(row)]


def _is_edge(row: Row) -> bool:
    return row.y > (1 - _EDGE) * row.height or row.y < _EDGE * row.height


def _repeated(pages: list[list[Row]]) -> set[int]:
    """Rows that stand on most pages at the same place, but for their digits."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    rows_of: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for index, rows in enumerate(pages):
        for row in _edges(rows):
            heading = read_heading(row.text)
            if heading is not None and heading.body is None and heading.date is None:
                continue  # "Beslutning" may well begin two pages
            place = round(row.y / _SAME_PLACE)
            for key in ((_folded(row), place), (_folded(row), place + 1)):
                found[key].add(index)
                rows_of[key].append(row)
    needed = max(2.0, _MIN_SHARE * len(pages))
    return {id(row) for key, at in found.items() if len(at) >= needed for row in rows_of[key]}


def _folded(row: Row) -> str:
    return _DIGITS.sub("0", row.text).casefold()


def _numbered(pages: list[list[Row]]) -> set[int]:
    """Page numbers at the edges: with the word for it, or lone numbers that count along with the pages."""
    found: set[int] = set()
    lone: dict[int, list[Row]] = defaultdict(list)
    for index, rows in enumerate(pages):
        for row in _edges(rows):
            match = _PAGE_NUMBER.fullmatch(row.text)
            if match is None:
                continue
            if _PAGE_WORD.search(row.text):
                found.add(id(row))
            else:
                lone[int(match["number"]) - index].append(row)
    counts = Counter({offset: len({row.page for row in rows}) for offset, rows in lone.items()})
    for offset, count in counts.items():
        if count >= 2 or (len(pages) == 1 and offset == 1):
            found |= {id(row) for row in lone[offset]}
    return found
