"""Items without a number among numbered ones: "Lukket punkt" alone above its decision, "### Siden sidst" in Markdown.

Left inside the item before, their decision would take the place of its own.

>>> from nlp_referat.layout.parse import parse_layout
>>> text = "Referat\\n\\n1. Ny bro\\nBeslutning\\nGodkendt.\\n\\n2. Havnen\\nBeslutning\\nUdsat.\\n\\n"
>>> [item.title for item in parse_layout(text + "Lukket punkt\\nBeslutning\\nIkke offentlig.\\n").items]
['Ny bro', 'Havnen', 'Lukket punkt']
"""

import re
from bisect import bisect_left
from typing import Final

from nlp_referat.layout.candidates import Candidate
from nlp_referat.layout.headings import Heading
from nlp_referat.layout.lines import Line
from nlp_referat.layout.marks import closes_one_item

_MAX_TITLE: Final = 160
_BEHIND: Final = frozenset({"fravær", "afstemning", "inhabilitet", "protokol", "bilag", "historik"})  # a decision
_TITLED: Final = re.compile(r"(?i:lukket|fortroligt?)(?i: punkt| sag)?[ ]?[–:-][ ]?\w")  # "Lukket punkt - køb af grund"


def with_unnumbered(lines: list[Line], headings: dict[int, Heading], chosen: list[Candidate]) -> list[Candidate]:
    """The heads, and the lines between a decision and a section that head an item without a number.

    Those are marks that it is closed, and Markdown headings of the level that all numbered heads have.

    Args:
        chosen: numbered heads, in order.
    """
    levels = {lines[head.line].level for head in chosen}
    level = levels.pop() if len(levels) == 1 else 0
    decisions = [index for index, heading in headings.items() if heading.type == "beslutning"]
    starts = [head.first_line for head in chosen]
    found: list[Candidate] = []
    for line in lines:
        is_equal = bool(level) and line.level == level and line.index not in headings
        if not line.core or not line.after_blank or not (is_equal or _is_closed(line)):
            continue
        place = bisect_left(starts, line.index)
        is_over = place > 0 and bisect_left(decisions, line.index) > bisect_left(decisions, chosen[place - 1].line)
        title = _title(lines, headings, line.index, is_equal) if is_over else None
        following = chosen[place : place + 1]  # of which the line may be the mark, or the title
        if title is not None and not any(head.first_line <= title.index for head in following):
            before = chosen[place - 1]
            found.append(Candidate.of_title(title, before.family, "", before.value, first_line=line.index))
    return sorted([*chosen, *found], key=lambda head: head.first_line) if found else chosen


def _is_closed(line: Line) -> bool:
    return closes_one_item(line) or _TITLED.match(line.core) is not None


def _title(lines: list[Line], headings: dict[int, Heading], mark: int, is_equal: bool) -> Line | None:
    """The line with the title, which may be the mark itself; None where no section follows."""
    if is_equal:
        return lines[mark] if _is_title(lines[mark].core) and _decides(lines, headings, mark) else None
    below = [line for line in lines[mark + 1 : mark + 5] if line.core][:2]
    opens = [line.index in headings and headings[line.index].type not in _BEHIND for line in below]
    if opens and opens[0]:
        return lines[mark]
    is_titled = len(below) == 2 and opens[1] and below[0].index not in headings and _is_title(below[0].core)
    is_titled = is_titled and not _TITLED.match(lines[mark].core)
    return below[0] if is_titled else None


def _decides(lines: list[Line], headings: dict[int, Heading], mark: int) -> bool:
    """Whether a decision stands below, before another Markdown heading of the same level."""
    for line in lines[mark + 1 :]:
        if line.index in headings and headings[line.index].type == "beslutning":
            return True
        if line.level == lines[mark].level and line.index not in headings:
            return False
    return False


def _is_title(core: str) -> bool:
    return core[0].isupper() and len(core) <= _MAX_TITLE and not core.endswith((".", ":", ";"))
