"""Blocks of lines that are rows of cells: markdown, tabs, or columns that spaces align.

>>> [block] = find_blocks("|Formål|2026|\\n|---|---|\\n|Stier|250|\\n")
>>> [[cell.text for cell in row.cells] for row in block.rows]
[['Formål', '2026'], ['Stier', '250']]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["markdown", "tab", "space"]

_RULE: Final = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")
_GAP: Final = re.compile(r" {2,}")
_NUMBER: Final = re.compile(r"[-−–+(]?\d[\d., \u00a0]*\)?%?")
_MAX_LINE: Final = 2000
_MIN_ROWS: Final = 2
_MIN_SPACED: Final = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, and its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line."""

    cells: tuple[Cell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together.

    Attributes:
        has_rule: whether a rule ("| --- |") divides the first row from the others.
        is_ragged: whether the rows have different numbers of cells.
    """

    kind: Kind
    rows: tuple[Row, ...]
    has_rule: bool
    is_ragged: bool

    @property
    def start(self) -> int:
        return self.rows[0].start

    @property
    def end(self) -> int:
        return self.rows[-1].end


def find_blocks(text: str) -> Iterator[Block]:
    """The blocks of at least two rows, in order."""
    if "\t" not in text and "|" not in text and "  " not in text:
        return
    rows: list[Row] = []
    kind: Kind | None = None
    has_rule = False
    position = 0
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        found = _kind(line)
        if kind is not None and found != kind:
            yield from _block(kind, rows, has_rule)
            rows, has_rule, kind = [], False, None
        if found is None:
            continue
        kind = found
        if found == "markdown" and _RULE.fullmatch(line):
            has_rule = len(rows) == 1
            continue
        rows.append(_row(line, start, found))
    if kind is not None:
        yield from _block(kind, rows, has_rule)


def _kind(line: str) -> Kind | None:
    if len(line) > _MAX_LINE:
        return None
    if "|" in line and line.lstrip().startswith("|"):
        return "markdown"
    if "\t" in line and line.strip():
        return "tab"
    if "  " in line and len(_GAP.split(line.strip())) >= 2:
        return "space"
    return None


def _row(line: str, start: int, kind: Kind) -> Row:
    if kind == "space":
        return Row(tuple(_spaced(line, start)), start, start + len(line.rstrip()))
    separator = "|" if kind == "markdown" else "\t"
    first, last = 0, len(line)
    if kind == "markdown":
        first = line.index("|") + 1
        last = line.rindex("|") if line.rstrip().endswith("|") else last
    else:
        last = len(line.rstrip(" "))
    cells = []
    position = first
    for part in line[first:last].split(separator):
        cells.append(Cell(part, start + position, start + position + len(part)))
        position += len(part) + 1
    return Row(tuple(cells), start, start + len(line.rstrip()))


def _spaced(line: str, start: int) -> Iterator[Cell]:
    """Cells between gaps of two spaces and more; a line that begins with a gap has an empty first cell."""
    core = line.rstrip()
    if core.startswith("  "):
        yield Cell("", start, start)
    position = len(core) - len(core.lstrip())
    for gap in [*_GAP.finditer(core, position), None]:
        end = gap.start() if gap else len(core)
        yield Cell(core[position:end], start + position, start + end)
        position = gap.end() if gap else end


def _block(kind: Kind, rows: list[Row], has_rule: bool) -> Iterator[Block]:
    if kind == "tab":
        yield from _of_one_width(kind, rows)
        return
    if kind == "space":
        figures = [row for row in rows if any(_NUMBER.fullmatch(cell.text) for cell in row.cells[1:])]
        if len(rows) < _MIN_SPACED or len(figures) < _MIN_ROWS:
            return
    if len(rows) >= _MIN_ROWS:
        yield Block(kind, tuple(rows), has_rule, len({len(row.cells) for row in rows}) > 1)


def _of_one_width(kind: Kind, rows: list[Row]) -> Iterator[Block]:
    """Lines with tabs: facts ("Dato\\t3. maj") have one tab, tables more, or figures in each row."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row.cells)]
    if len(rows) < _MIN_ROWS:
        return
    widths = {len(row.cells) for row in rows}
    if max(widths) == 2:
        figures = sum(_NUMBER.fullmatch(row.cells[-1].text.strip()) is not None for row in rows)
        if figures * 2 < len(rows):
            return
    yield Block(kind, tuple(rows), False, len(widths) > 1)
