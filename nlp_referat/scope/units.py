"""The unit that a table declares for its bare cells: "I hele 1.000 kr.", "mio. kr.", "Beløb i t.kr.".

>>> text = "Tabel 1 (mio. kr.)\\n\\t2026\\nStier\\t1,5\\nVeje\\t2\\n"
>>> from nlp_referat.scope.cells import find_blocks
>>> [block] = find_blocks(text)
>>> unit = find_unit(text, block, block.rows[0])
>>> unit.factor, text[unit.start : unit.end]
(Decimal('1000000'), 'mio. kr.')
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from nlp_referat.scope.cells import Block, Row

_UNIT: Final = re.compile(
    r"(?<![\w,.])(?:(?:i[ ])?(?:hele[ ])?(?P<thousand>1[. ]?000[ ]?(?:kr\.?|kroner|DKK)|t\.?[ ]?kr\b\.?"
    r"|tusinde?[ ](?:kr\b\.?|kroner)|tdkk)"
    r"|(?P<million>1[. ]000[. ]000[ ]?kr\.?|mio\.?[ ]?(?:kr\b\.?|kroner|dkk)|mill?\.?[ ]?kr\b\.?"
    r"|millioner[ ]kroner|mkr\b\.?)"
    r"|(?P<euro>mio\.?[ ]?(?:euro?|EUR|€)|1[. ]?000[ ]?(?:euro?|EUR|€)|(?:i[ ])(?:euro|EUR))"
    r"|(?P<one>(?:i|hele|beløb i|\()[ ]?(?:hele[ ])?(?:kr\b\.?|kroner|DKK)))(?![\w])",
    re.IGNORECASE,
)
_AMOUNT_BEFORE: Final = re.compile(r"\d[ ]*$")
_ABOVE: Final = 300
_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A declared unit; `by_column` holds what single columns declare for themselves."""

    factor: Decimal
    currency: str
    start: int
    end: int
    by_column: dict[int, Decimal] = field(default_factory=dict)


def find_unit(text: str, block: Block, head: Row | None) -> Unit | None:
    """The unit of a table: in its first row, else in the lines above or right below it; None without one."""
    by_column: dict[int, Decimal] = {}
    first: Unit | None = None
    for place, cell in enumerate(head.cells if head else ()):
        if found := _search(text, cell.start, cell.end):
            first = first or found
            if place:
                by_column[place] = found.factor
    whole = _search(text, head.cells[0].start, head.cells[0].end) if head else None
    whole = whole or _above(text, block.start)
    if whole is None and first is None:
        return _below(text, block.end)
    if whole is None:
        assert first is not None
        # Columns without a unit of their own beside one that has it are in kroner no more than in pieces.
        return Unit(Decimal(1), first.currency, first.start, first.end, by_column)
    return Unit(whole.factor, whole.currency, whole.start, whole.end, by_column)


def _search(text: str, start: int, end: int) -> Unit | None:
    for match in _UNIT.finditer(text, start, end):
        if match["one"] is None and _AMOUNT_BEFORE.search(text, max(0, match.start() - 4), match.start()):
            continue  # "2 mio. kr." is a sum
        if match["euro"]:
            factor = Decimal(10**6) if "mio" in match[0].lower() else Decimal(1000) if "000" in match[0] else Decimal(1)
            return Unit(factor, "EUR", match.start(), match.end())
        factor = Decimal(1000) if match["thousand"] else Decimal(10**6) if match["million"] else Decimal(1)
        return Unit(factor, "DKK", match.start(), match.end())
    return None


def _above(text: str, start: int) -> Unit | None:
    """In the last lines above; prose that tells a sum is no declaration, a short line or a caption is."""
    floor = max(0, start - _ABOVE)
    end = start
    for _ in range(_LINES):
        end = text.rfind("\n", floor, end)
        if end < 0:
            return None
        begin = text.rfind("\n", floor, end) + 1 or floor
        line = text[begin:end]
        if line.strip():
            found = list(_UNIT.finditer(line))
            is_short = len(line) <= 100 or line.rstrip().endswith(":")
            return (
                _search(text, begin, end) if found and is_short else (None if len(line) > 60 else _again(text, begin))
            )
    return None


def _again(text: str, end: int) -> Unit | None:
    """One line further up, where the caption stands between the unit and the table."""
    begin = text.rfind("\n", max(0, end - 200), end - 1) + 1
    line = text[begin : end - 1]
    return _search(text, begin, end - 1) if line.strip() and len(line) <= 100 else None


def _below(text: str, end: int) -> Unit | None:
    """In a note right below: "Note: alle tal i 1.000 kr."."""
    line = text[end : end + 200].lstrip("\n").partition("\n")[0]
    is_note = re.match(r"[ *_(]*(?:note|anm|alle (?:tal|beløb)|beløb|tal)\b", line, re.IGNORECASE)
    return _search(text, text.index(line, end), text.index(line, end) + len(line)) if line and is_note else None
