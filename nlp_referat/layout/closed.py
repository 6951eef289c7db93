"""Closed items among numbered ones that carry no number: "Lukket punkt" alone above its decision.

Left inside the item before, their "Ikke offentlig" would take the place of its decision.

>>> from nlp_referat.layout.parse import parse_layout
>>> text = "Referat\\n\\n1. Ny bro\\nBeslutning\\nGodkendt.\\n\\n2. Havnen\\nBeslutning\\nUdsat.\\n\\n"
>>> [item.title for item in parse_layout(text + "Lukket punkt\\nBeslutning\\nIkke offentlig.\\n").items]
['Ny bro', 'Havnen', 'Lukket punkt']
"""

import re
from bisect import bisect_left
from typing import Final

from nlp_referat.layout.candidates import Candidate, closes_one_item
from nlp_referat.layout.headings import Heading
from nlp_referat.layout.lines import Line

_MAX_TITLE: Final = 160
_TITLED: Final = re.compile(r"(?i:lukket|fortroligt?)(?i: punkt| sag)?[ ]?[–:-][ ]?\w")  # "Lukket punkt - køb af grund"


def with_closed(lines: list[Line], headings: dict[int, Heading], chosen: list[Candidate]) -> list[Candidate]:
    """The heads, and closed marks that stand between a decision and a section: each heads an item without a number.

    Args:
        chosen: numbered heads, in order.
    """
    decisions = [index for index, heading in headings.items() if heading.type == "beslutning"]
    starts = [head.first_line for head in chosen]
    found: list[Candidate] = []
    for line in lines:
        if not line.core or not line.after_blank or not (closes_one_item(line) or _TITLED.match(line.core)):
            continue
        place = bisect_left(starts, line.index)
        is_over = place > 0 and bisect_left(decisions, line.index) > bisect_left(decisions, chosen[place - 1].line)
        title = _title(lines, headings, line.index) if is_over else None
        if title is not None and not any(head.first_line <= title.index <= head.line for head in chosen):
            found.append(_head(chosen[place - 1], line, title))
    return sorted([*chosen, *found], key=lambda head: head.first_line) if found else chosen


def _title(lines: list[Line], headings: dict[int, Heading], mark: int) -> Line | None:
    """The line with the title, which may be the mark itself; None where no section follows."""
    below = [line for line in lines[mark + 1 : mark + 5] if line.core][:2]
    if below and below[0].index in headings:
        return lines[mark]
    is_titled = len(below) == 2 and below[1].index in headings and _is_title(below[0].core)
    is_titled = is_titled and not _TITLED.match(lines[mark].core)
    return below[0] if is_titled else None


def _is_title(core: str) -> bool:
    return core[0].isupper() and len(core) <= _MAX_TITLE and not core.endswith((".", ":", ";"))


def _head(before: Candidate, mark: Line, title: Line) -> Candidate:
    return Candidate(
        line=title.index,
        family=before.family,
        number="",
        value=before.value,
        title_line=title.index,
        title_start=title.core_start,
        title=title.core,
        first_line=mark.index,
        score=0.0,
    )
