"""Tables of figures: cells with the unit that heading, caption or column declares.

Cells of a table are no entities: a bare "3,45" is a sum only through the words over it. Read are tables in
markdown, with tabs between the cells, and in columns that spaces align.

>>> text = "I hele 1.000 kr.\\n\\t2026\\t2027\\nStier\\t250\\t-75\\nVeje\\t1.200\\t(30)\\n"
>>> [table] = find_tables(text).tables
>>> [(cell.row, cell.column, str(cell.value)) for cell in table.cells][1:]
[('Stier', '2027', '-75000'), ('Veje', '2026', '1200000'), ('Veje', '2027', '-30000')]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp_referat.schema import Evidence, Table, TableCell, Warning
from nlp_referat.scope.cells import Block, Row, find_blocks
from nlp_referat.scope.units import Unit, find_unit

_NUMBER: Final = re.compile(
    r"(?P<open>\()?[ ]?(?P<sign>[-−–+÷])?[ ]?(?P<digits>\d{1,3}(?:[. \u00a0]\d{3})+"
    r"|\d+)(?:,(?P<decimals>\d{1,6}))?[ ]?(?P<close>\))?(?P<behind>[ ]?[*%]*)"
)
_POINT: Final = re.compile(r"(?P<sign>[-−–])?(?P<digits>\d+)\.(?P<decimals>\d{1,2})")
_YEAR: Final = re.compile(
    r"(?:(?:Budget|Regnskab|Overslag|BO|B|R|År)[ ]?)?(?:19|20)\d\d(?:[ ]?[-/][ ]?\d{2,4})?", re.IGNORECASE
)
_COUNTS: Final = re.compile(
    r"(?:%|pct\.?|procent|antal|andel|m2|m²|ha\b|timer|elever|børn|borgere|årsværk|fuldtids\w*|personer|km\b|indeks|nr\.?$|år$)",
    re.IGNORECASE,
)
_MARKS: Final = " *_`\t"
_MIN_NUMBERS: Final = 2


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a text, in order, and what looked like one and could not be read."""

    tables: tuple[Table, ...]
    warnings: tuple[Warning, ...]


def find_tables(text: str) -> Tables:
    """Every table of figures in `text`; offsets are into it."""
    tables: list[Table] = []
    warnings: list[Warning] = []
    for block in find_blocks(text):
        numbers = sum(_value(cell.text) is not None for row in block.rows for cell in row.cells[1:])
        if numbers < _MIN_NUMBERS:
            continue  # words side by side
        if block.is_ragged and block.kind == "space" and numbers < 2 * len(block.rows):
            continue  # text with wide gaps
        if block.is_ragged:
            message = "A table was not read: its rows have different numbers of cells."
            warnings.append(Warning(code="table_unparsed", message=message, start=block.start, end=block.end))
        elif table := _table(text, block):
            tables.append(table)
    return Tables(tuple(tables), tuple(warnings))


def _value(written: str) -> Decimal | None:
    """The number that a cell is; negative with a sign or in parentheses.

    >>> _value("(1.875)"), _value("-3,13"), _value("ca. 5"), _value("2026")
    (Decimal('-1875'), Decimal('-3.13'), None, Decimal('2026'))
    """
    written = written.strip(_MARKS)
    match = _NUMBER.fullmatch(written)
    if match is None or bool(match["open"]) != bool(match["close"]) or "%" in match["behind"]:
        point = _POINT.fullmatch(written)
        if point is None:
            return None
        value = Decimal(f"{point['digits']}.{point['decimals']}")
        return -value if point["sign"] else value
    digits = re.sub(r"\D", "", match["digits"])
    value = Decimal(f"{digits}.{match['decimals']}" if match["decimals"] else digits)
    is_negative = match["open"] is not None or (match["sign"] or "+") != "+"
    return -value if is_negative else value


def _table(text: str, block: Block) -> Table | None:
    head, rows = _head(block)
    if not rows:
        return None
    width = len(rows[0].cells)
    columns = [_clean(cell.text) for cell in head.cells] if head else [""] * width
    unit = find_unit(text, block, head)
    cells = tuple(_cells(rows, columns, unit, head))
    if len(cells) < _MIN_NUMBERS:
        return None
    return Table(
        caption=_caption(text, block, unit),
        unit=Evidence(text=text[unit.start : unit.end], start=unit.start, end=unit.end)
        if unit and unit.start >= 0
        else None,
        currency=unit.currency if unit else None,
        rows=tuple(_clean(row.cells[0].text) for row in rows),
        columns=tuple(columns[1:]),
        cells=cells,
        start=block.start,
        end=block.end,
    )


def _head(block: Block) -> tuple[Row | None, Sequence[Row]]:
    """The row of column names, where the first row is one: years, or words over numbers."""
    first, rest = block.rows[0], block.rows[1:]
    names = [cell.text.strip(_MARKS) for cell in first.cells[1:]]
    filled = [name for name in names if name]
    is_head = block.has_rule or (bool(filled) and all(_YEAR.fullmatch(name) or _value(name) is None for name in filled))
    return (first, rest) if is_head else (None, block.rows)


def _cells(rows: Sequence[Row], columns: list[str], unit: Unit | None, head: Row | None) -> Iterator[TableCell]:
    for row in rows:
        name = _clean(row.cells[0].text)
        for place, cell in enumerate(row.cells[1:], 1):
            value = _value(cell.text)
            if value is None:
                continue
            column = columns[place]
            factor = _factor(name, column, unit, place, head)
            stripped = cell.text.strip(_MARKS)
            start = cell.start + cell.text.index(stripped)
            yield TableCell(
                row=name, column=column, value=_plain(value * factor), start=start, end=start + len(stripped)
            )


def _factor(row: str, column: str, unit: Unit | None, place: int, head: Row | None) -> Decimal:
    """What one of the cell's unit is worth: 1 for shares and counts, whatever the table's unit is."""
    if unit is None or _COUNTS.search(column) or _COUNTS.search(row):
        return Decimal(1)
    return unit.by_column.get(place, unit.factor)


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return value.quantize(Decimal(1)) if value == whole else value.normalize()


def _clean(text: str) -> str:
    return " ".join(text.strip(_MARKS).split())


_CAPTION: Final = re.compile(r"[ *_#]*(?:tabel|oversigt|figur|skema)\b[^\n]{0,200}", re.IGNORECASE)


def _caption(text: str, block: Block, unit: Unit | None) -> str | None:
    """The line right above that names the table: "Tabel 2: Anlæg", or a short line with its unit."""
    above = text[max(0, block.start - 400) : block.start].rstrip("\n")
    line = above.rpartition("\n")[2]
    if "\n\n\n" in text[max(0, block.start - 4) : block.start] or not line.strip():
        return None
    holds_unit = unit is not None and block.start - 400 <= unit.start < block.start and len(line) <= 120
    return _clean(line.strip("# ")).rstrip(":") or None if _CAPTION.match(line) or holds_unit else None
