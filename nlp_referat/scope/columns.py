"""Heads of columns over the rows of a list: "Ansøger - søgt - indstillet", "Formål | Budget | Forbrug".

>>> text = "Ansøger - søgt - indstillet\\nRoklubben - 110.000 kr. - 90.000 kr."
>>> text[slice(*column_head(text, text.index("90.000")))]
'indstillet'
"""

import re
from typing import Final

_SEPARATORS: Final = (
    re.compile(r"[ ]*\|[ ]*"),
    re.compile(r"[ ]*\t[ ]*"),
    re.compile(r"[ ]+[-–][ ]+"),
    re.compile(r"[ ]*;[ ]*"),
)
_MAX_ROWS: Final = 40
_MAX_LINE: Final = 400
_RULE: Final = re.compile(r"[\s|:-]*")
_NUMBER: Final = re.compile(r"\d[\d.]*,?\d*(?: ?(?:kr|t\.?kr|mio|,-))|\d{4,}|\d\.\d{3}")


def column_head(text: str, offset: int) -> tuple[int, int] | None:
    """Where the head of the column stands that holds `offset`; None where the line is no row under heads."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    if end - start > _MAX_LINE:
        return None
    line = text[start:end]
    for separator in _SEPARATORS:
        cuts = list(separator.finditer(line))
        if cuts:
            column = sum(cut.end() <= offset - start for cut in cuts)
            return _head(text, start, separator, len(cuts), column) if column else None
    return None


def row_head(text: str, offset: int) -> tuple[int, int] | None:
    """Where the first cell of the row stands that holds `offset`; None where the line is no row, or begins with it.

    >>> text = "Post\\tBeløb\\nForbrug\\t14.655.310 kr."
    >>> text[slice(*row_head(text, text.index("14.655")))]
    'Forbrug'
    """
    start = text.rfind("\n", 0, offset) + 1
    if offset - start > _MAX_LINE:
        return None
    for separator in _SEPARATORS[:2]:
        cells = [cell for cell in separator.split(text[start:offset]) if cell]
        if cells and separator.search(text, start, offset) and not _NUMBER.search(cells[0]):
            first = text.index(cells[0], start)
            return first, first + len(cells[0])
    return None


def _head(text: str, start: int, separator: re.Pattern[str], cuts: int, column: int) -> tuple[int, int] | None:
    """The cell of that column in the first row of the block above `start`."""
    found = None
    position = start
    for _ in range(_MAX_ROWS):
        end = position - 1
        if end < 0:
            break
        position = text.rfind("\n", max(0, end - _MAX_LINE), end) + 1
        line = text[position:end]
        if not line.strip() or _RULE.fullmatch(line):
            if not line.strip() and found is None:
                break
            continue
        places = list(separator.finditer(line))
        if len(places) != cuts:
            break
        if not _NUMBER.search(line):
            first = places[column - 1].end()
            last = places[column].start() if column < len(places) else len(line)
            return position + first, position + last
    return found
