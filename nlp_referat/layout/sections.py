"""Inside one item: its sections, which of them is the own decision, and what other bodies decided before.

A decision heading belongs to the body that it names. Without a name it is the meeting's own, unless it
stands in a block about the matter's way so far ("Sagens forløb").
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from nlp_referat.layout.bodies import abbreviates, same_committee
from nlp_referat.layout.formalities import find_formality
from nlp_referat.layout.headings import Heading
from nlp_referat.layout.items import ItemHead, Items
from nlp_referat.layout.lines import Line
from nlp_referat.layout.marks import is_access_mark, is_outcome_line
from nlp_referat.lexicon import read_toml
from nlp_referat.names.canonical import canonical_committee

# Headings that do not end a decision: attendance, inhabilitet and votes are part of it.
_PART_OF_DECISION: Final = frozenset({"fravær", "afstemning", "inhabilitet", "protokol"})
_OWN: Final = frozenset({"udvalget", "byrådet", "kommunalbestyrelsen", "rådet"})
_MAX_LOOSE_HEADING: Final = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A section of an item: its heading, and the span of its text without surrounding blanks.

    Attributes:
        start: offset of the heading; `text_start`, `text_end` those of the text below or behind it.
        earlier: it is the decision of another body, or of another day, or stands in the matter's history.
        is_own: it is the meeting body's, of the meeting's day.
    """

    type: str
    title: str
    start: int
    text_start: int
    text_end: int
    body: str | None = None
    date: dt.date | None = None
    earlier: bool = False
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Sections:
    """The blocks of one item, in order."""

    blocks: tuple[Block, ...]

    @property
    def decisions(self) -> tuple[Block, ...]:
        """The meeting body's own decision blocks."""
        return tuple(block for block in self.blocks if block.type == "beslutning" and not block.earlier)

    @property
    def history(self) -> tuple[Block, ...]:
        """Decisions of other bodies, and of this body on other days; a repetition of this one is left out."""
        return tuple(b for b in self.blocks if b.type == "beslutning" and b.earlier and not (b.is_own and b.date))

    def first(self, kind: str) -> Block | None:
        """The first block of this type."""
        return next((block for block in self.blocks if block.type == kind), None)


def read_sections(items: Items, head: ItemHead, body: str | None, date: dt.date | None) -> Sections:
    """The sections of one item.

    Args:
        items: the document's items and lines.
        head: the item.
        body: the meeting's body, canonical; `date` its date. Decisions of others are earlier ones.
    """
    blocks = []
    in_history = False
    for index, heading, last in _openings(items, head):
        line = items.lines[index]
        if heading.type == "historik":
            in_history = True
        elif heading.type != "beslutning" or (heading.body is None and heading.date is None):
            in_history = in_history and heading.type == "beslutning" and heading.rest < len(line.core)
        is_own = _is_own(heading, body, date)
        is_today = heading.date is not None and heading.date == date  # a matter's way so far may end with this meeting
        earlier = heading.type == "beslutning" and not (is_own and (is_today or not in_history))
        text_start, text_end = _text_span(items.lines, line, heading, last)
        if heading.type == "beslutning" and not earlier:
            text_end = _cut_decision(items.lines, line, text_start, text_end, last)
        blocks.append(
            Block(
                heading.type,
                heading.title,
                line.core_start,
                text_start,
                text_end,
                heading.body,
                heading.date,
                earlier,
                is_own,
            )
        )
    return Sections(tuple(blocks))


def whole_decision(items: Items, head: ItemHead, is_list: bool) -> Sections:
    """The text of an item without headings as its decision.

    In a decision list (`is_list`: no item has a decision heading) what stands below a title is the decision; in
    other minutes only a text that begins with an outcome ("3. Nyt tag", "Udgår."), and the few words below a formality
    ("1. Dagsorden", "Alt i orden.").
    """
    content = [line for line in items.lines[head.body : head.last] if line.core and not line.is_furniture]
    if not content or not (is_list or is_outcome_line(content[0].core) or _is_formal(head.title, content)):
        return Sections(())
    start, end = content[0].core_start, _before_closing(content, content[-1].end)
    return Sections((Block("beslutning", "", start, start, end),))


def _is_formal(title: str, content: list[Line]) -> bool:
    """Whether a few words stand below the title of an item that is there for form's sake."""
    few = content[-1].end - content[0].start <= _FEW and not any(line.after_blank for line in content[1:])
    return few and find_formality(title) in _SETTLED_AT_ONCE


_FEW: Final = 160  # characters
_SETTLED_AT_ONCE: Final = frozenset({"dagsorden", "referat", "eventuelt"})


def _openings(items: Items, head: ItemHead) -> Iterator[tuple[int, Heading, int]]:
    """Headings that open a section in this item: line index, heading, index after the section's last line."""
    indices = []
    in_decision = False
    own = [index for index in range(head.body, head.last) if index in items.headings]
    last_named = {(items.headings[i].body, items.headings[i].date): i for i in own}
    for index in range(head.body, head.last):
        heading = items.headings.get(index)
        line = items.lines[index]
        # "Økonomiudvalget den 21. marts 2006" in a list of the bodies that deal with the matter, or
        # in the head of an item that gives their decisions further down.
        if (heading is not None and heading.is_bare) and (
            last_named[heading.body, heading.date] != index or not _has_text(items, index, head.last)
        ):
            continue
        if heading is None:
            # A marked heading that the lexicon does not know ends a decision all the same.
            if in_decision and line.level and line.core and not is_access_mark(line.core):
                indices.append((index, Heading("andet", line.core, len(line.core))))
                in_decision = False
            continue
        if in_decision and heading.type in _PART_OF_DECISION:
            continue
        if heading.type == "bilag" and indices and indices[-1][1].type == "bilag":
            continue  # "Bilag 2: Kort" goes on with the list of attachments
        in_decision = heading.type == "beslutning"
        indices.append((index, heading))
    for place, (index, heading) in enumerate(indices):
        yield index, heading, indices[place + 1][0] if place + 1 < len(indices) else head.last


def _has_text(items: Items, index: int, last: int) -> bool:
    """Whether text, not another heading, follows a heading line."""
    if items.headings[index].rest < len(items.lines[index].core):
        return True
    lines = (items.lines[following] for following in range(index + 1, last))
    following = next((line.index for line in lines if line.core and not line.is_furniture), None)
    return following is not None and following not in items.headings


def _is_own(heading: Heading, body: str | None, date: dt.date | None) -> bool:
    if heading.date is not None and date is not None and heading.date != date:
        return False
    if heading.body is None or body is None:
        return heading.body is None or heading.date == date is not None
    if abbreviates(heading.body, body) or same_committee(canonical_committee(heading.body), body):
        return True
    return heading.body.casefold() in _OWN and heading.date == date


def _text_span(lines: list[Line], line: Line, heading: Heading, last: int) -> tuple[int, int]:
    content = [other for other in lines[line.index + 1 : last] if other.core and not other.is_furniture]
    if heading.rest < len(line.core):
        start = line.core_start + heading.rest
    elif content:
        start = content[0].core_start if not content[0].is_bullet else content[0].start
    else:
        start = line.end
    end = max(line.end, content[-1].end) if content else line.end
    return start, max(start, end)


def _cut_decision(lines: list[Line], heading: Line, start: int, end: int, last: int) -> int:
    """End a decision before the tools of a web page, the end of the meeting, and the heading of running text.

    Decisions that stand before the body text ("Beslutning … Sagsfremstilling") may be followed by a
    heading of the municipality's own.
    """
    content = [line for line in lines[heading.index : last] if line.core and not line.is_furniture and line.end > start]
    for previous, line in pairwise([heading, *content]):  # an empty field may have nothing else below it
        if is_page_tool(line.core):
            end = max(start, previous.end)
            break
    end = _before_closing([line for line in content if line is not heading], end)
    content = [line for line in content if line.start < end]
    for previous, line, following in zip(content, content[1:], content[2:], strict=False):
        if (
            previous.core.endswith((".", ")"))
            and line.after_blank
            and line.before_blank
            and len(line.core) <= _MAX_LOOSE_HEADING
            and not line.is_bullet
            and line.core[0].isupper()
            and line.core[-1].isalpha()
            and len(following.core) > 200
        ):
            return max(start, previous.end)
    return end


def _before_closing(content: list[Line], end: int) -> int:
    """Where the text of the last item ends: before the words that close the meeting, and what is appended to it."""
    for previous, line in pairwise(content):
        if line.after_blank and line.end <= end and (_RULE.fullmatch(line.core) or _CLOSING.match(line.core)):
            return previous.end
    return end


_RULE: Final = re.compile(r"[-_*=–—]{3,}|(?:[-*_] ){2,}[-*_]")
_CLOSING: Final = re.compile(
    r"[\W_]*(?:mødet (?:blev )?(?:hævet|hævedes|slut(?:tet|tede)?|afsluttet)\b|(?:således|saaledes) passeret\b"
    r"|protokollen (?:blev )?(?:oplæst|underskrev)|efter dagsordenens udtømmelse"
    r"|(?:bilag|notat)(?:et)? (?:vedlagt|(?:til )?(?:punkt|pkt\.?|sag))\b[^\w\n]{0,3}\d?)",
    re.IGNORECASE,
)


def is_page_tool(core: str) -> bool:
    """Whether the line belongs to the web page around the minutes.

    >>> is_page_tool("Til toppen   Udskriv   Del siden"), is_page_tool("Vis bilag (3) | Del punktet")
    (True, True)
    >>> is_page_tool("Udskriv sendes til naboerne.")
    False
    """
    if len(core) > _MAX_TOOLS:
        return False
    folded = core.casefold()
    tools, ends = _page_words()
    if folded.startswith(ends) or _UPDATED.match(folded):
        return True
    return all(_COUNTED.sub("", part) in tools for part in _TOOL_GAP.split(folded))


@cache
def _page_words() -> tuple[frozenset[str], tuple[str, ...]]:
    page: dict[str, list[str]] = read_toml("layout")["page"]
    return frozenset(page["tools"]), tuple(page["ends"])


_MAX_TOOLS: Final = 90
_UPDATED: Final = re.compile(r"(?:siden (?:er|blev) )?(?:sidst |senest )?opdateret(?: den| d\.|:)? \d{1,2}[./-]")
_TOOL_GAP: Final = re.compile(r"\s*[|·•]\s*|\s{2,}")
_COUNTED: Final = re.compile(r"\s*\(\d+\)$")
