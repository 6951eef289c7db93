"""The title of an item: how far it reaches, and what stands in it that is not title.

>>> read_title("Lukket: Køb af areal (B)")
Title(text='Køb af areal', kind='B', is_closed=True, case_number=None)
"""

import re
from dataclasses import dataclass
from typing import Final

from nlp_referat.labels import ItemKind
from nlp_referat.layout.candidates import Candidate
from nlp_referat.layout.contents import Contents
from nlp_referat.layout.headings import Heading
from nlp_referat.layout.lines import Line, skeleton
from nlp_referat.layout.marks import closed_words, is_access_mark, is_case_line, open_words
from nlp_referat.references import parse_case_number

_KIND: Final = re.compile(r"\s*\(\s*(?P<kind>[BOD])\s*\)\s*$")
_MARKS: Final = re.compile(r"\*\*|__")
_CLOSED_WORD: Final = r"(?:lukket(?:\s+(?:punkt|sag|dagsorden))?|fortrolig(?:t)?(?:\s+(?:punkt|sag))?)"
_OPEN_WORD: Final = r"åben(?:t)?(?:\s+(?:punkt|sag))?"
# "Lukket: …", "(Lukket) …", "Lukket punkt - …": the mark is no part of the title.
_CLOSED_PREFIX: Final = re.compile(rf"(?i)^\(?{_CLOSED_WORD}\s*(?:\)\s*[:–-]?|[:–-])\s*(?=\S)")
_OPEN_PREFIX: Final = re.compile(rf"(?i)^\(?{_OPEN_WORD}\s*(?:\)\s*[:–-]?|[:–-])\s*(?=\S)")
_CLOSED_AT_END: Final = re.compile(rf"(?i)(?:^|[(–-]\s*|\s{{2,}}){_CLOSED_WORD}\)?\s*$")
_CLOSED_SUFFIX: Final = re.compile(rf"(?i)\s*\({_CLOSED_WORD}\)\s*$")
_OPEN_SUFFIX: Final = re.compile(rf"(?i)\s*\({_OPEN_WORD}\)\s*$")
_CASE_IN_PARENTHESES: Final = re.compile(r"\s*\((?P<case>[\w./-]{5,25})\)\s*$")
_CASE_TAIL: Final = re.compile(
    r"\s*[-–(,]?\s*(?:sagsnr|sagsnummer|j\.?\s?nr|journalnr)\.?\s*:?\s*(?P<case>\S+?)\)?\s*$", re.IGNORECASE
)
_MINUTES: Final = re.compile(r"[ ]\(\d{1,3} min(?:\.|utter)?\)$")  # how long it may take
_EMPTY_PARENTHESES: Final = re.compile(r"\s*\(\s*\)\s*$")  # an emptied case number
_OPEN_END: Final = re.compile(
    r"(?:[-–,/&]|\b(?:og|af|i|på|til|for|med|om|samt|ved|fra|vedr\.?|vedrørende|den|det|de|en|et|eller|under|mellem|hos|over|the|of))$",
    re.IGNORECASE,
)
_HYPHEN_OF_ITS_OWN: Final = re.compile(r"(?:og|eller|samt)\b")
_MAX_LINES: Final = 4
_WRAPPED: Final = 55
"""A line shorter than this did not wrap: nobody sets minutes so narrow."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title without marks, and what the marks said."""

    text: str
    kind: ItemKind | None
    is_closed: bool
    case_number: str | None


def title_end(lines: list[Line], headings: dict[int, Heading], contents: Contents, head: Candidate, last: int) -> int:
    """Index after the last line of the head's title: titles break over lines, most often in PDF text."""
    index = head.title_line + 1
    title = head.title
    while index < min(last, head.title_line + _MAX_LINES):
        line = lines[index]
        is_other = index in headings or is_case_line(line.core) or is_access_mark(line.core)
        if not line.core or line.is_furniture or line.is_bullet or is_other or index == head.line:
            break
        if not _continues(title, line, lines[index - 1], contents):
            break
        title = f"{title} {line.core}"
        index += 1
    return index


def _continues(title: str, line: Line, previous: Line, contents: Contents) -> bool:
    if line.level:
        return False
    bare = title.strip(" *")
    entry = contents.entry(f"{bare} {line.core}")
    if entry and len(skeleton(entry)) > len(skeleton(bare)):
        return True
    if _OPEN_END.search(bare):
        return True
    if _KIND.search(bare) or bare.endswith((".", ":", ";", "?")):
        return False
    if contents.entry(bare) and skeleton(contents.entry(bare) or "") == skeleton(bare):
        return False
    if line.core[0].islower():
        # "a. Ny tandlæge" begins a list, not the rest of a title.
        return len(line.core) < 120 and not re.match(r"[a-zæøå][.)]", line.core)
    # A capital begins the next line: only a full line can have wrapped before it, and a last short one ends a title.
    return (
        len(previous.core) >= _WRAPPED
        and line.before_blank
        and len(line.core) < 100
        and not line.core.endswith((".", ":"))
        and line.is_bold == previous.is_bold
    )


def join_title(lines: list[Line], head: Candidate, end: int) -> str:
    """The title's lines as one; a word broken at a line's end is whole again."""
    parts = [head.title]
    for line in lines[head.title_line + 1 : end]:
        if parts[-1].endswith("-") and line.core[:1].islower() and not _HYPHEN_OF_ITS_OWN.match(line.core):
            parts[-1] = parts[-1].removesuffix("-") + line.core
        else:
            parts.append(line.core)
    return " ".join(parts)


def read_title(title: str) -> Title:
    """The title without markdown marks, access marks, kind and case number."""
    title = " ".join(_MARKS.sub("", title).split()).strip(" |")
    title = _MINUTES.sub("", _EMPTY_PARENTHESES.sub("", title))
    is_closed = False
    kind: ItemKind | None = None
    case = None
    if ((match := _CASE_IN_PARENTHESES.search(title)) and (case := parse_case_number(match["case"]))) or (
        (match := _CASE_TAIL.search(title)) and (case := parse_case_number(f"Sagsnr. {match['case']}"))
    ):
        title = title[: match.start()]
    if match := _KIND.search(title):
        kind = match["kind"]  # type: ignore[assignment]  # the pattern admits these letters only
        title = title[: match.start()]
    if match := _CLOSED_PREFIX.match(title):
        is_closed, title = True, title[match.end() :]
    elif match := _OPEN_PREFIX.match(title):
        title = title[match.end() :]
    if _CLOSED_AT_END.search(title):
        is_closed = True
        title = _CLOSED_SUFFIX.sub("", title)
    title = _OPEN_SUFFIX.sub("", title).strip()
    return Title(title, kind, is_closed or skeleton(title) in closed_words() - open_words(), case)
