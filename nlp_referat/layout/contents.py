"""The table of contents: which lines it fills, and the titles it repeats.

Its entries look like item heads but are none. Known by dot leaders or page numbers, or by standing under
a contents heading in a run of short lines.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp_referat.layout.headings import read_heading
from nlp_referat.layout.lines import Line, skeleton, split_lines  # noqa: F401  # split_lines: for the doctest
from nlp_referat.lexicon import read_toml

_LEADER: Final = re.compile(r"(?P<title>.*?\S)\s*(?:\.{3,}|…{1,}|_{3,}|(?:\s\.){3,}|\t)\s*(?:Side\s*)?\d{1,4}\s*\|?")
_CUT_LEADER: Final = re.compile(r"(?P<title>.{20,}?\S)\s*(?:\.{3,}|…{2,}|\t|[ ]{2,})\s*\d{0,4}")
_NUMBER: Final = re.compile(r"(?:Punkt|Pkt\.?|Sag(?:\s*nr)?\.?|Nr\.?)?\s*\d{1,4}[a-z]?\s*[.):–-]?\s*", re.IGNORECASE)
_MIN_PREFIX: Final = 12


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
    """Whether the line stands over a table of contents or a list of items."""
    return 0 < len(line.core) <= 40 and skeleton(line.core) in _headings()


def find_contents(lines: list[Line]) -> Contents:
    """The tables of contents of a document; empty where it has none."""
    filled: set[int] = set()
    titles: dict[str, str] = {}
    entries = [line for line in lines if 5 < len(line.core) < 300 and (line.core[-1].isdigit()) and _LEADER.fullmatch(line.core)]
    # A single line that ends in a tab and a number is a table row; entries come in runs.
    for previous, line in zip([None, *entries], entries, strict=False):
        near = previous is not None and line.index - previous.index <= 4
        if near:
            assert previous is not None
            filled.update(range(previous.index, line.index + 1))
    filled = {index for index in filled if not _is_table_row(lines[index])}
    for index in sorted(filled):
        _add_title(lines[index].core, titles)
    for line in lines:
        if is_contents_heading(line):
            _extend_below(lines, line.index, filled, titles)
    return Contents(frozenset(filled), titles, tuple(sorted(titles)))


def _is_table_row(line: Line) -> bool:
    return line.core.count("\t") >= 2


def _add_title(core: str, titles: dict[str, str]) -> None:
    match = _LEADER.fullmatch(core) or _CUT_LEADER.fullmatch(core)
    title = _NUMBER.sub("", match["title"] if match else core, count=1).strip(" .\t…")
    if title:
        titles.setdefault(skeleton(title), title)
        bare = re.sub(r"(?i)^(?:lukket|åben)\s*:?\s*", "", title)
        titles.setdefault(skeleton(bare), bare)


def _extend_below(lines: list[Line], heading: int, filled: set[int], titles: dict[str, str]) -> None:
    """A run of lines under a contents heading, as long as it already holds entries with page numbers."""
    end = heading
    for line in lines[heading + 1 : heading + 400]:
        if line.index in filled:
            end = line.index
        elif line.core and (read_heading(line.core) or line.index > end + 6):
            break
    if end > heading:
        for index in range(heading, end + 1):
            if index not in filled and lines[index].core:
                _add_title(lines[index].core, titles)
            filled.add(index)
