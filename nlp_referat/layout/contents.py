"""The table of contents: which lines it fills, and the titles it repeats.

Its entries look like item heads but are none. Known by dot leaders or page numbers, or by standing under
a contents heading in a run of short lines.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from nlp_referat.layout.headings import read_heading
from nlp_referat.layout.lines import Line, skeleton, split_lines  # noqa: F401  # split_lines: for the doctest
from nlp_referat.lexicon import read_toml

_LEADER: Final = re.compile(r"(?P<title>.*?\S)\s*(?:\.{3,}|…{1,}|_{3,}|(?:\s\.){3,}|\t)\s*(?:Side\s*)?\d{1,4}\s*\|?")
_CUT_LEADER: Final = re.compile(r"(?P<title>.{20,}?\S)\s*(?:\.{3,}|…{2,}|\t|[ ]{2,})\s*\d{0,4}")
_NUMBER: Final = re.compile(r"(?:Punkt|Pkt\.?|Sag(?:\s*nr)?\.?|Nr\.?)?\s*\d{1,4}[a-z]?\s*[.):–-]?\s*", re.IGNORECASE)
_ACCESS: Final = re.compile(r"(?i)^(?:lukket|åben(?:t)?)\s*:?\s*")
_MIN_PREFIX: Final = 12
_MAX_DISTANCE: Final = 4
_MAX_ENTRIES: Final = 400
_MAX_TITLE: Final = 250
_MAX_ENTRY: Final = 300
"""A longer line is no entry; the patterns for leaders are for short lines only."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Table of contents: the line numbers that it fills, and its titles: folded form to full wording."""

    lines: frozenset[int]
    titles: dict[str, str]
    ordered: tuple[str, ...]

    def entry(self, title: str) -> str | None:
        """The entry with this title, cut short on either side; None when there is none.

        >>> contents = find_contents(split_lines("Godkendelse af dagsorden.....3\\nKystsikring ved hav....4"))
        >>> contents.entry("Kystsikring ved havnen i Strib")
        'Kystsikring ved hav'
        """
        key = skeleton(title)
        if key in self.titles:
            return self.titles[key]
        if len(key) < _MIN_PREFIX:
            return None
        place = bisect_left(self.ordered, key)
        for neighbour in self.ordered[max(0, place - 1) : place + 1]:
            if neighbour.startswith(key) or (len(neighbour) >= _MIN_PREFIX and key.startswith(neighbour)):
                return self.titles[neighbour]
        return None


@cache
def _headings() -> frozenset[str]:
    return frozenset(skeleton(title) for title in read_toml("layout")["contents"]["headings"])


def is_contents_heading(line: Line) -> bool:
    """Whether the line stands over a table of contents or a list of items.

    Web pages glue the first entry to the heading ("Indholdsfortegnelse1. Fraværende").
    """
    if not line.core:
        return False
    return (len(line.core) <= 40 and skeleton(line.core) in _headings()) or line.core.casefold().startswith(
        "indholdsfortegnelse"
    )


def find_contents(lines: list[Line]) -> Contents:
    """The tables of contents of a document; empty where it has none."""
    filled: set[int] = set()
    titles: dict[str, str] = {}
    entries = [
        line
        for line in lines
        if 5 < len(line.core) <= _MAX_ENTRY and line.core[-1].isdigit() and _LEADER.fullmatch(line.core)
    ]
    for previous, line in pairwise(entries):  # a single line that ends in a tab and a number is a table row
        if line.index - previous.index <= _MAX_DISTANCE and not (_is_table_row(previous) or _is_table_row(line)):
            filled.update(range(previous.index, line.index + 1))
    for index in sorted(filled):
        _add_title(lines[index].core, titles)
    found = [line.index for line in lines if is_contents_heading(line)]
    places = _last_places(lines, found) if found else {}
    for heading in found:
        _extend_below(lines, heading, filled, titles, places)
    return Contents(frozenset(filled), titles, tuple(sorted(titles)))


def _is_table_row(line: Line) -> bool:
    return line.core.count("\t") >= 2


def _last_places(lines: list[Line], headings: list[int]) -> dict[str, int]:
    """For each folded line under a contents heading, its number left out, the last place where it stands."""
    below = {index for heading in headings for index in range(heading + 1, min(len(lines), heading + _MAX_ENTRIES))}
    wanted = {skeleton(_bare_title(lines[index].core)) for index in below}
    places: dict[str, int] = {}
    for line in lines:
        if 3 <= len(line.core) <= _MAX_TITLE and (key := skeleton(_NUMBER.sub("", line.core, count=1))) in wanted:
            places[key] = line.index
    return places


def _bare_title(core: str) -> str:
    match = _LEADER.fullmatch(core) or _CUT_LEADER.fullmatch(core) if len(core) <= _MAX_ENTRY else None
    return _NUMBER.sub("", match["title"] if match else core, count=1).strip(" .\t…")


def _add_title(core: str, titles: dict[str, str]) -> None:
    title = _bare_title(core)
    if title:
        titles.setdefault(skeleton(title), title)
        bare = _ACCESS.sub("", title)
        titles.setdefault(skeleton(bare), bare)


def _extend_below(
    lines: list[Line], heading: int, filled: set[int], titles: dict[str, str], places: dict[str, int]
) -> None:
    """A run of lines under a contents heading: entries with page numbers, or titles that stand again further down."""
    end = heading
    seen: set[str] = set()
    for line in lines[heading + 1 : heading + _MAX_ENTRIES]:
        key = skeleton(_bare_title(line.core))
        if line.index in filled:
            seen.add(key)
            end = line.index
        elif line.core:
            if not key or (key in seen and len(key) >= _MIN_PREFIX):  # the second time is the item itself
                break
            seen.add(key)
            again = places.get(key, -1) > line.index + 1
            if again and (_NUMBER.match(line.core) or not read_heading(line.core)):
                end = line.index
            elif read_heading(line.core) or line.index > end + _MAX_DISTANCE:
                break
    if end > heading + 1:
        for index in range(heading, end + 1):
            if index not in filled and lines[index].core:
                _add_title(lines[index].core, titles)
            filled.add(index)
