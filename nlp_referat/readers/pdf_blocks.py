"""From the rows of a PDF to blocks: paragraphs put together again, headings told by the size of their font."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from nlp_referat.layout.headings import read_heading
from nlp_referat.readers.pdf_rows import Row, body_size, rounded
from nlp_referat.readers.render import Block, clean
from nlp_referat.readers.source import Place

_HEADING: Final = 1.12
"""A heading's font is larger than the text's by this factor at least."""
_MAX_HEADING: Final = 250
_MAX_SHARE: Final = 0.3  # of a document's characters: more than this is set large, not headings
_NEXT_LINE: Final = 1.3
"""Lines further apart than the usual by this factor are two paragraphs."""
_HEADING_LINE: Final = 1.6
_MARK: Final = re.compile(r"(?:[-*•·▪◦‣–o]|\d{1,3}[.)]|[a-zæøå][.)]|[ivx]{1,4}[.)])")
_POINT: Final = re.compile(
    r"(?:[-*•·▪◦‣–]\s|\d{1,4}[.)]\s|[a-zæøå][.)]\s|at\s|ad\s?\d|at\s\d|(?:punkt|pkt\.?|sag|nr\.?)\s\d|§\s?\d+\.\s)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"[A-ZÆØÅ][\wæøå ./-]{2,30}:(?=\s|$)")
# "IT-" and "CO2-" keep the hyphen before what follows; so does "børne-" before "og unge".
_KEPT_HYPHEN: Final = re.compile(r"(?:[A-ZÆØÅ\d]|(?<![\wæøå])\w)-$")
_OPEN_END: Final = re.compile(r"[\w,–-]$")
_AND: Final = re.compile(r"(?:og|eller|samt|til)\b")


@dataclass(slots=True)
class _Paragraph:
    """Rows that make one paragraph: `pieces` with `length` characters, and the last row's words, the `tail`."""

    first: Row
    last: Row
    tail: str
    level: int
    blank: bool
    is_bold: bool
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    turns: list[tuple[int, int]] = field(default_factory=list)


def blocks_of(pages: list[list[Row]]) -> list[Block]:
    """The blocks of a document."""
    rows = [row for page in pages for row in page]
    body = body_size(rows)
    levels = _levels(rows, body)
    leading = _leading(rows, body)
    paragraphs: list[_Paragraph] = []
    for row in rows:
        level = levels.get(rounded(row.size), 0) if _may_head(row) else 0
        last = paragraphs[-1] if paragraphs else None
        if last is not None and _goes_on(last, row, level, leading):
            _join(last, row)
        else:
            blank = last is not None and (last.last.page != row.page or _gap(last.last, row) > _NEXT_LINE * leading)
            paragraphs.append(_Paragraph(row, row, _text(row), level, blank, row.is_bold))
    return [_block(paragraph) for paragraph in paragraphs if paragraph.tail]


def _levels(rows: list[Row], body: float) -> dict[float, int]:
    """Heading levels by size of font, the largest first."""
    larger: Counter[float] = Counter()
    for row in rows:
        if row.size >= _HEADING * body and _may_head(row):
            larger[rounded(row.size)] += len(row.text)
    total = sum(len(row.text) for row in rows)
    sizes = sorted((size for size, count in larger.items() if count <= _MAX_SHARE * total), reverse=True)
    return {size: level for level, size in enumerate(sizes, 1)}


def _may_head(row: Row) -> bool:
    return len(row.text) <= _MAX_HEADING and any(character.isalpha() for character in row.text)


def _leading(rows: list[Row], body: float) -> float:
    """The usual distance between two lines of running text."""
    gaps = Counter(
        round(_gap(one, other) * 2) / 2
        for one, other in pairwise(rows)
        if one.page == other.page and one.column == other.column and 0 < _gap(one, other) < 3 * body
    )
    most = max(gaps.values(), default=0)
    # Where lines and paragraphs are equally many, lines are the closer ones.
    return min((gap for gap, count in gaps.items() if count >= 0.5 * most), default=1.2 * body)


def _gap(one: Row, other: Row) -> float:
    return one.y - other.y


def _goes_on(paragraph: _Paragraph, row: Row, level: int, leading: float) -> bool:
    """Whether a row is the next line of a paragraph: the line above was full, and nothing begins here."""
    last = paragraph.last
    if level != paragraph.level or row.is_bold != last.is_bold or len(row.cells) > 1:
        return False
    if not level and abs(row.size - last.size) > 0.1 * last.size:
        return False
    if last.page == row.page and last.column == row.column:
        usual = max(_HEADING_LINE * row.size, leading) if level else _NEXT_LINE * leading
        if not 0 < _gap(last, row) <= usual:
            return False
    elif level or not (row.text[0].islower() or _OPEN_END.search(paragraph.tail)):
        return False
    if _is_broken_word(paragraph.tail, row.text):
        return _is_below(paragraph, row)
    return _was_full(last, row) and _is_below(paragraph, row) and not _begins(row.text, paragraph.tail)


def _is_broken_word(text: str, more: str) -> bool:
    """Whether a hyphen at the line's end leaves a word open."""
    return len(text) > 2 and text[-1] == "-" and text[-2].isalpha() and more[:1].islower()


def _was_full(last: Row, row: Row) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    room = last.right - last.cells[-1].x1
    return row.cells[0].first_width + 0.25 * row.size > room - 0.1 * row.size


def _is_below(paragraph: _Paragraph, row: Row) -> bool:
    """Whether the line begins where the paragraph's lines do, an indent more or less, or below its last cell."""
    if paragraph.last.page != row.page or paragraph.last.column != row.column:
        return True
    starts = [paragraph.first.cells[0].x0, paragraph.last.cells[0].x0, paragraph.last.cells[-1].x0]
    if len(paragraph.last.cells) > 1 and not _is_mark(paragraph.last):
        starts = starts[-1:]
    return any(abs(row.cells[0].x0 - start) <= 3 * row.size for start in starts)


def _begins(text: str, before: str) -> bool:
    """Whether a line begins something of its own, wherever the line before ended."""
    if before.endswith(":"):
        return True
    if before.endswith((",", "-")):
        return False
    return _POINT.match(text) is not None or _LABEL.match(text) is not None or read_heading(text) is not None


def _is_mark(row: Row) -> bool:
    return _MARK.fullmatch(row.cells[0].text) is not None


def _text(row: Row) -> str:
    """The words of a row: a list's mark and its point are no cells of a table."""
    cells = [clean(cell.text) for cell in row.cells]
    if len(cells) > 1 and _is_mark(row):
        cells[:2] = [f"{cells[0]} {cells[1]}"]
    return "\t".join(cells)


def _join(paragraph: _Paragraph, row: Row) -> None:
    text, more = paragraph.tail, _text(row)
    if text.endswith("-") and len(text) > 1 and text[-2].isalnum():
        if more[:1].islower() and not _KEPT_HYPHEN.search(text) and not _AND.match(more):
            text = text[:-1]
        elif _AND.match(more):
            text += " "
    else:
        text += " "
    paragraph.pieces.append(text)
    paragraph.length += len(text)
    if row.page != paragraph.last.page:
        paragraph.turns.append((paragraph.length, row.page))
    paragraph.tail, paragraph.last = more, row


def _block(paragraph: _Paragraph) -> Block:
    text = "".join(paragraph.pieces) + paragraph.tail
    return Block(
        text,
        level=paragraph.level,
        is_bold=paragraph.is_bold and not paragraph.level,
        is_row="\t" in text,
        blank=paragraph.blank,
        place=Place(page=paragraph.first.page),
        turns=paragraph.turns,
    )
