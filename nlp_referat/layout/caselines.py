"""Lines with a case number, read as heads of items: the number above a title, before it, or right below it.

Only the form is read here; `nlp_referat.layout.cased` decides which of the heads are items.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nlp_referat.layout.candidates import NO_TITLES, Candidate
from nlp_referat.layout.contents import Contents
from nlp_referat.layout.facts import read_fact
from nlp_referat.layout.headings import Heading, read_heading
from nlp_referat.layout.lines import Line, skeleton, split_lines
from nlp_referat.layout.marks import closed_words, is_access_mark, is_outcome_line, open_words
from nlp_referat.layout.untitled import OPENING
from nlp_referat.references import parse_case_number

_LABEL: Final = r"(?i:sa[gq](?:s?[ -]?(?:nr|nummer|id))?|j(?:ournal)?\.?[ -]?nr)\b[ .:*]{0,6}"
_NUMBER: Final = r"[(\[]?[A-ZÆØÅ\d][\w./-]{0,30}[)\]]?(?:[ ]?-?[ ][A-ZÆØÅ]\d\d[\w/-]{0,20})?"  # "00.22.04 G01-1-25"
_CASE: Final = re.compile(
    rf"(?P<case>(?:{_LABEL})?{_NUMBER})(?:(?:[ \t*]*[:|–—-][ \t*]*|[ \t*]+)(?P<rest>[^\s*].*))?", re.DOTALL
)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_ABBREVIATED: Final = re.compile(r"(?i)\b(?:\w(?:\.\w)+|evt|m[mv]|kr|mio)\.$")  # "Meddelelser og evt."
_WIDE_GAP: Final = re.compile(r"\t|[ ]{3,}")  # two of them on a line make a table's row
_MAX_LINE: Final = 260
_MAX_NUMBER: Final = 40
_MAX_TITLE: Final = 200
_NO_TITLES: Final = OPENING | NO_TITLES | {"lovgrundlag", "videre_proces"}


@dataclass(frozen=True, slots=True)
class _CaseLine:
    """A line that begins with a case number, and what stands behind the number; `at` is its offset in the core."""

    line: Line
    number: str
    rest: str
    at: int


def _is_beside(line: Line, contents: Contents) -> bool:
    return line.is_furniture or line.is_bullet or line.index in contents.lines


def _case_line(line: Line) -> _CaseLine | None:
    core = line.core
    if not 5 <= len(core) <= _MAX_LINE or not _DIGIT.search(core, 0, _MAX_NUMBER):
        return None
    match = _CASE.fullmatch(core)
    if match is None or (number := parse_case_number(match["case"])) is None:
        return None
    return _CaseLine(line, number, match["rest"] or "", match.start("rest") if match["rest"] else len(core))


def is_closed_mark(words: str) -> bool:
    """Whether words only say that an item is closed.

    >>> is_closed_mark("Lukket sag"), is_closed_mark("Åben sag")
    (True, False)
    """
    return is_access_mark(words) and skeleton(words) in closed_words() - open_words()


def _is_fact(words: str) -> bool:
    """Whether it is a labelled fact ("Sagsbehandler: LKJ")."""
    if ":" not in words:
        return False
    line = split_lines(words)[0]
    return read_fact([line], line) is not None


def _is_title(words: str) -> bool:
    parts = _WIDE_GAP.split(words)
    return (
        3 <= len(words) <= _MAX_TITLE
        and (words[0].isupper() or words[0] in "\"”»§'")
        and _WORD.search(words) is not None
        and (not words.endswith((".", ",", ";", ":")) or _ABBREVIATED.search(words) is not None)
        and all(is_access_mark(part) for part in parts[1:])
        and (not is_access_mark(words) or is_closed_mark(words))
        and not _is_fact(words)
    )


def _names_section(heading: Heading | None, words: str) -> bool:
    return heading is not None and (heading.type in _NO_TITLES or heading.rest < len(words))


class CaseHeads:
    """Reads the case lines of one document as heads, in each of the three forms."""

    def __init__(self, lines: list[Line], headings: dict[int, Heading], contents: Contents) -> None:
        self.lines, self.headings, self.contents = lines, headings, contents
        self.found = [case for line in lines if not _is_beside(line, contents) and (case := _case_line(line))]

    def above(self) -> Iterator[Candidate]:
        """ "2024-001234" and the title on the next line, or behind a closed mark on the one after."""
        for case in self.found:
            if not self._is_alone(case):
                continue
            title = self._following(case.line.index)
            if title is not None and is_access_mark(title.core):
                behind = self._following(title.index)
                if behind is not None and not is_access_mark(behind.core) and self._is_title_below(behind):
                    title = behind
            if title is not None and self._is_title_below(title):
                yield self._head(case, title, case.line.index)

    def same(self) -> Iterator[Candidate]:
        """ "24-00102   Salg af molen"."""
        for case in self.found:
            if _is_title(case.rest) and not _names_section(read_heading(case.rest), case.rest):
                start = case.line.core_start + case.at
                yield self._make(case, "case same", case.line.index, case.line.index, start, case.rest)

    def below(self) -> Iterator[Candidate]:
        """The title, and "2024-001234" on the next line."""
        for case in self.found:
            if not case.line.index or not self._is_alone(case):
                continue
            title = self.lines[case.line.index - 1]
            if title.index and title.core[:1].islower() and not title.after_blank:  # the second line of a title
                title = self.lines[title.index - 1]
            is_section = _names_section(self.headings.get(title.index), title.core)
            is_other = _is_beside(title, self.contents) or is_section or is_outcome_line(title.core)
            if title.core and not is_other and _is_title(title.core):
                yield self._head(case, title, title.index)

    def _is_alone(self, case: _CaseLine) -> bool:
        """Nothing but facts and marks behind the number: "Sagsnr.: 24/28877   Åben sag"."""
        return not case.rest or is_access_mark(case.rest) or _is_fact(case.rest)

    def _is_title_below(self, line: Line) -> bool:
        if _is_beside(line, self.contents) or not _is_title(line.core):
            return False
        heading = self.headings.get(line.index)
        if heading is None:
            return True
        following = self._following(line.index)
        is_followed = following is not None and (following.index in self.headings or is_outcome_line(following.core))
        return is_followed and not _names_section(heading, line.core)

    def _following(self, index: int) -> Line | None:
        """The next line with words, at most one blank line away."""
        return next((line for line in self.lines[index + 1 : index + 3] if line.core), None)

    def _head(self, case: _CaseLine, title: Line, first: int) -> Candidate:
        family = "case above" if first == case.line.index else "case below"
        return self._make(case, family, first, title.index, title.core_start, title.core)

    @staticmethod
    def _make(case: _CaseLine, family: str, first: int, title_line: int, start: int, title: str) -> Candidate:
        return Candidate(case.line.index, family, "", 0, title_line, start, title, first, 0.0, case.number)
