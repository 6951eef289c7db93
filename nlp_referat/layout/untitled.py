"""Items without numbers: titles that only their place and the sections below them show to be heads.

The last resort, for web pages and exports that leave the numbers out. A title here is a heading, or a line
that the table of contents lists, or a short line right before a section heading that opens a new round of
sections (after a decision, or at the start).
"""

from typing import Final

from nlp_referat.layout.candidates import Candidate
from nlp_referat.layout.contents import Contents
from nlp_referat.layout.headings import Heading
from nlp_referat.layout.lines import Line
from nlp_referat.layout.marks import is_access_mark, is_case_line

OPENING: Final = frozenset(
    {
        "indstilling",
        "resume",
        "beslutningstema",
        "sagsfremstilling",
        "beslutning",
        "baggrund",
        "problemstilling",
        "kompetence",
    }
)
"""Types of sections with which an item begins."""
_MAX_TITLE: Final = 200


def find_unnumbered(lines: list[Line], headings: dict[int, Heading], contents: Contents) -> list[Candidate]:
    """Heads of items, numbered by order; empty unless at least one decision or proposal follows a title."""
    if not any(heading.type in ("beslutning", "indstilling") for heading in headings.values()):
        return []
    found: list[Line] = []
    listed = {line.index for line in lines if _is_titlelike(line, headings, contents) and contents.entry(line.core)}
    rounds: set[str] = set()
    previous: list[Line] = []
    for line in lines:
        if line.index in listed:
            found.append(line)
            rounds, previous = set(), []
            continue
        heading = headings.get(line.index)
        if heading is None:
            if line.core and not line.is_furniture and not is_case_line(line.core) and not is_access_mark(line.core):
                previous = [line]
            continue
        if previous and heading.type in OPENING and (not rounds or heading.type in rounds or "beslutning" in rounds):
            title = previous[0]
            if _is_titlelike(title, headings, contents) and (not found or title.index > found[-1].index) and not listed:
                found.append(title)
                rounds = set()
        rounds.add(heading.type)
        previous = []
    return [Candidate.of_title(line, "title", str(number), number) for number, line in enumerate(found, 1)]


def _is_titlelike(line: Line, headings: dict[int, Heading], contents: Contents) -> bool:
    core = line.core
    return (
        3 <= len(core) <= _MAX_TITLE
        and line.index not in headings
        and line.index not in contents.lines
        and not line.is_furniture
        and not line.is_bullet
        and line.after_blank
        and core[0].isupper()
        and not core.endswith((".", ",", ";", ":"))
        and "\t" not in core
    )
