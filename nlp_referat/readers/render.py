"""Blocks of a source, written as the text that the layout reads best: headings as Markdown has them.

A reader turns its file into `Block`s; `write` puts them under each other, and keeps beside the text which
headings there are and which page or field each stretch comes from.

>>> blocks = [Block("Budget", level=2, place=Place(page=1)), Block("Godkendt.", place=Place(page=2))]
>>> written = write(blocks)
>>> written.text, written.headings, written.stretches
('## Budget\\n\\nGodkendt.\\n', (KnownHeading(level=2, start=3, end=9),), (Stretch(start=0, page=1, field=None), \
Stretch(start=11, page=2, field=None)))
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from nlp_referat.readers.source import KnownHeading, Place, Stretch
from nlp_referat.text import View

MAX_LEVEL: Final = 6
_MAX_CELL: Final = 1_000
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Control characters, and what fonts and web pages put where no character is.
_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SPACE: Final = re.compile(r"\s+")
_GAP: Final = re.compile("\t+|[ \u00a0]{3,}")
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}

_NOWHERE: Final = Place()


@dataclass(slots=True)
class Block:
    """One line of the text to be: a paragraph, a heading, a point of a list, or the row of a table.

    Attributes:
        text: its words, in one line.
        level: of a heading, from 1; 0 for anything else.
        is_bold: all of it is bold.
        is_row: the row of a table, its cells separated by tabs.
        mark: what a list puts before its point ("-", "3.").
        blank: a blank line stands before it.
        place: where in the source it begins.
        turns: offsets in `text` where another page begins, with that page's number.
    """

    text: str
    level: int = 0
    is_bold: bool = False
    is_row: bool = False
    mark: str = ""
    blank: bool = False
    place: Place = _NOWHERE
    turns: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What `write` gives; `starts` holds the offset of each block, mark and all, in the order of the blocks."""

    text: str
    headings: tuple[KnownHeading, ...]
    stretches: tuple[Stretch, ...]
    starts: tuple[int, ...]


def without_surrogates(text: str) -> str:
    """`text` with a mark of replacement for every lone surrogate, which JSON may hold and no file encoding can."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def clean(text: str) -> str:
    """`text` in one line, as the rules read it: composed letters, single plain spaces, nothing invisible.

    >>> clean(" 10,8\\u00a0mio.\\n kr\\u00ad. ")
    '10,8 mio. kr.'
    """
    if not text.isascii():
        text = View(without_surrogates(text)).text.translate(_LIGATURES)
    return _SPACE.sub(" ", _CONTROL.sub("", text).replace("\0", "")).strip()


def columns(text: str) -> str:
    """`text` in one line; columns made with tabs, or with three spaces and more, stay apart by a tab.

    >>> columns("Dato:\\t 1. maj"), columns("Per Vang     Bo Lund")
    ('Dato:\\t1. maj', 'Per Vang\\tBo Lund')
    """
    if "\t" not in text and not _GAP.search(text):
        return clean(text)
    return "\t".join(filter(None, map(clean, _GAP.split(text))))


def write(blocks: Iterable[Block]) -> Written:
    """The text of `blocks`, with the offsets of what is known about it."""
    pieces: list[str] = []
    headings: list[KnownHeading] = []
    stretches: list[Stretch] = []
    starts: list[int] = []
    length, after_heading = 0, False
    for block in blocks:
        if pieces and (block.blank or block.level or after_heading):
            pieces.append("\n")
            length += 1
        before, after = _marks(block)
        start = length + len(before)
        end = start + len(block.text)
        if block.level:
            headings.append(KnownHeading(block.level, start, end))
        starts.append(length)
        _place(stretches, Stretch(length, block.place.page, block.place.field))
        for offset, page in block.turns:
            _place(stretches, Stretch(start + offset, page, block.place.field))
        pieces += (before, block.text, after, "\n")
        length = end + len(after) + 1
        after_heading = block.level > 0
    return Written("".join(pieces), tuple(headings), tuple(stretches), tuple(starts))


def _marks(block: Block) -> tuple[str, str]:
    mark = f"{block.mark} " if block.mark else ""
    if block.level:
        # A heading in a numbered list keeps its number; a bullet before a heading says nothing.
        return f"{'#' * min(block.level, MAX_LEVEL)} {mark if block.mark != '-' else ''}", ""
    if block.is_bold and not block.is_row and "*" not in block.text:
        return f"{mark}**", "**"
    return mark, ""


def _place(stretches: list[Stretch], stretch: Stretch) -> None:
    """Add the stretch, unless the last one goes on."""
    if stretch.page is None and stretch.field is None and not stretches:
        return
    if not stretches or (stretches[-1].page, stretches[-1].field) != (stretch.page, stretch.field):
        stretches.append(stretch)


def row_blocks(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """A table's row as one block with tabs; or its cells' blocks one after the other, where the table only lays out
    a page: cells that hold headings, rows of another table, or several paragraphs beside at most one other cell.

    >>> [block.text for block in row_blocks([[Block("Drift")], [], [Block("1.200")]])]
    ['Drift\\t\\t1.200']
    >>> [block.text for block in row_blocks([[Block("Beslutning")], [Block("Godkendt."), Block("Afbud: ingen")]])]
    ['Beslutning', 'Godkendt.', 'Afbud: ingen']
    """
    filled = [cell for cell in cells if cell]
    everything = [block for cell in filled for block in cell]
    if (
        len(filled) <= 1
        or any(block.level or block.is_row for block in everything)
        or (len(filled) == 2 and any(len(cell) > 1 for cell in filled))
        or any(sum(len(block.text) for block in cell) > _MAX_CELL for cell in filled)
    ):
        return everything
    text = "\t".join(" ".join(_with_mark(block) for block in cell) for cell in cells).rstrip("\t")
    first = everything[0]
    return [Block(text, is_row=True, blank=first.blank, place=first.place)]


def _with_mark(block: Block) -> str:
    return f"{block.mark} {block.text}" if block.mark else block.text


def roman(number: int) -> str:
    """A number in small Roman numerals, as lists have them; digits from 4000 on.

    >>> roman(1), roman(14), roman(4000)
    ('i', 'xiv', '4000')
    """
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def letter(number: int) -> str:
    """A number in letters, as lists have them: a to z, then aa, bb.

    >>> letter(1), letter(28)
    ('a', 'bb')
    """
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)
