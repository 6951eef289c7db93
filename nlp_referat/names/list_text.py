"""A list of people made ready for reading: line breaks inside names, and tables with crosses.

Both keep every character at its place, so that the offsets of the names hold.

>>> join_soft_breaks("Ove Juhl, Merete Kirk\\nJensen").replace(SOFT_BREAK, "⏎")
'Ove Juhl, Merete Kirk⏎Jensen'
"""

import re
from typing import Final

from nlp_referat.names.name_shapes import (
    LETTER,
    LINE_RUN,
    SOFT_BREAK,
    UPPER,
    is_blocker,
    is_given,
    is_party,
    is_title,
)

ABSENT: Final = re.compile(
    r"undtagen|bortset fra|på nær|delt(?:og|ager) ikke|afbud|fravær|forfald|ikke (?:til ?stede|mødt"
    r"|deltaget)|udeblev",
    re.IGNORECASE,
)
_MARKED_CELL: Final = re.compile(r"\t[ ]?[xX✓✔][ ]?(?=[\t\n]|$)")
_COLUMN_MARK: Final = re.compile(r"[xX✓✔]")
CROSS: Final = "†"


def read_columns(text: str) -> str:
    """The text with the crosses in a table's columns of absence ("Navn⇥Til stede⇥Afbud") as `CROSS`."""
    lines = text.split("\n")
    head = next((at for at, line in enumerate(lines[:3]) if _is_table_head(line)), None)
    if head is None or not _MARKED_CELL.search(text):
        return text
    columns = [cell.strip(" *:").casefold() for cell in lines[head].split("\t")]
    if ABSENT.search(columns[0]) or columns[0] in ("parti", "til stede", "tilstede", "liste"):
        columns.insert(0, "")  # the first column's label stands outside the text
    absent = {at for at, column in enumerate(columns) if ABSENT.search(column)}
    lines[head] = " " * len(lines[head])
    for row in range(head + 1, len(lines)):
        cells = lines[row].split("\t")
        lines[row] = "\t".join(
            _COLUMN_MARK.sub(CROSS if at in absent else " ", cell) if _COLUMN_MARK.fullmatch(cell) else cell
            for at, cell in enumerate(cells)
        )
    return "\n".join(lines)


def _is_table_head(line: str) -> bool:
    cells = [cell.strip(" *:") for cell in line.split("\t")]
    return len(cells) > 1 and max(map(len, cells)) < 20 and any(ABSENT.match(cell) for cell in cells[1:])


_LINE_END: Final = re.compile(r"(?<=\S)[ ]{0,2}\n[ ]{0,60}(?=\S)")
_LAST_PART: Final = re.compile(r"[^,;\t()\n:]*\Z")
_FIRST_PART: Final = re.compile(r"[^,;\t()\n:]*")


def join_soft_breaks(text: str) -> str:
    """The text with the line breaks inside names as `SOFT_BREAK`s; offsets stay."""
    if "\n" not in text:
        return text
    by_commas = any(_is_comma_list(line) for line in text.split("\n"))
    pieces: list[str] = []
    position = 0
    for match in _LINE_END.finditer(text):
        line_start = text.rfind("\n", max(0, match.start() - 300), match.start()) + 1
        left = _LAST_PART.search(text[max(line_start, match.start() - 300) : match.start()])
        right = _FIRST_PART.match(text, match.end(), match.end() + 200)
        if left and right and _is_soft(left[0].strip(" *_"), right[0].strip(" *_"), by_commas):
            pieces += [text[position : match.start()], SOFT_BREAK * len(match[0])]
            position = match.end()
    return "".join(pieces) + text[position:]


def _is_comma_list(line: str) -> bool:
    return sum(1 for part in line.split(",") if re.match(rf"\s*{UPPER}{LETTER}+ {UPPER}", part)) >= 2


def _is_soft(left: str, right: str, by_commas: bool) -> bool:
    if left.endswith((" for", " suppleant", " og")):
        return True
    if not left or not right or left[0] in "-•" or right[0] in "-•":
        return False
    if not LINE_RUN.fullmatch(left):
        return False
    right_run = LINE_RUN.match(right)
    if not right_run or (
        right_run[0] != right and not right[right_run.end() :].lstrip().startswith(("og ", "-", "–", "."))
    ):
        return False
    words_left, words_right = left.split(), right_run[0].split()
    if any(is_blocker(w) or is_title(w) or is_party(w) for w in words_left + words_right):
        return False
    if by_commas:
        return True
    if len(words_right) == 1:
        return len(words_left) <= 2 and not is_given(right) and all(is_given(w) for w in words_left)
    return False
