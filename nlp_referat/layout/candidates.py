"""Lines that may head an agenda item, each with the evidence for and against it.

One line is never enough: ``1. at dagsordenen godkendes`` and ``1. Godkendelse af dagsorden`` look alike.
Every family of heads gives its candidates here; `nlp_referat.layout.chain` chooses the family and the run
of numbers that explain the document.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final, Self

from nlp_referat.layout.contents import Contents
from nlp_referat.layout.headings import Heading, read_heading
from nlp_referat.layout.lines import Line, skeleton
from nlp_referat.layout.marks import CLOSED, closes_one_item, is_access_mark, is_case_line, is_outcome_line
from nlp_referat.references import parse_case_number

_KEYWORD: Final = re.compile(
    # "Saq" and "5ag": scanned forms of Sag
    r"(?P<word>(?:dagsorden(?:s|ens[ \t]))?punkt(?:nummer|nr)?|pkt|[s5]a[gq](?:spunkt)?|nr|nummer|emne|"
    r"ad(?:[.:]?[ \t]{1,3}(?:punkt|pkt))?)\b\.?[ \t]*(?:n[rn]\b\.?|nummer)?[ \t]*[.:#]?[ \t]*"
    r"(?P<number>\d{1,4}[a-zæøå]?)(?![\w/])(?!-\d)(?!\.\d)[ \t]*(?P<mark>[.:)–—|-]*)\**[ \t]*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED: Final = re.compile(
    r"(?P<number>\d{1,4}[a-zæøåA-ZÆØÅ]?)(?P<mark>[.):]|[ \t]*[–—-](?=[ \t])|[ \t]*[=~+–—-]{2,}(?=[ \t])|(?=\t|"
    r"  ))\**[ \t]*(?P<title>[^\d\s.,;:)%].*)",
    re.DOTALL,
)
# "[3] Ny svømmehal", "(3) Ny svømmehal", "#3 Ny svømmehal"
_ENCLOSED: Final = re.compile(
    r"(?:(?P<mark>[\[(<])[ ]?(?=\d+[ ]?[\])>])|\#)(?P<number>\d{1,4})(?:[ ]?[\])>])?[.:]?[ \t]+"
    r"(?P<title>[A-ZÆØÅ\"”»].*)",
    re.DOTALL,
)
# "12/2025 Ny svømmehal": the items of a year, counted; "24/1183" is a case's.
_OF_YEAR: Final = re.compile(r"(?P<number>\d{1,3}/(?:19|20)\d\d)[.:]?[ \t]+(?P<title>[A-ZÆØÅ\"”»].*)", re.DOTALL)
# "§ 3. Ny svømmehal" in old minutes, "III. Ny svømmehal"
_PARAGRAPH: Final = re.compile(r"§[ \t]*(?P<number>\d{1,3})[.:)]?[ \t]+(?P<title>[A-ZÆØÅ\d\"”»].*)", re.DOTALL)
_ROMAN: Final = re.compile(
    r"(?P<number>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))[.)][ \t]+(?P<title>[A-ZÆØÅ\"”»].*)", re.DOTALL
)
# "3 Ny svømmehal": one space only, like any line that begins with a count; a family of its own.
_ONE_SPACE: Final = re.compile(
    r"(?P<number>\d{1,4}) (?P<title>(?:\((?i:åben|lukket|fortrolig)[^)\n]{0,12}\) )?[A-ZÆØÅ\"”»].*)", re.DOTALL
)
_DOUBLED: Final = re.compile(
    r"(?P<number>\d{1,3})[.)][ \t]+(?=(?P=number)[.)][ \t])"
)  # lists of web pages: " 1.  1. Titel"
# "7 LUKKET", "1 ÅBENT": the mark right behind the number; the title may stand on the next line.
_ACCESS: Final = re.compile(
    r"(?P<number>\d{1,4})[ \t]+(?>(?:åbent?|lukket)(?:[ \t]+(?:sag|punkt))?)(?![\w:])(?:[ \t]+(?P<title>[^\s:–-].*))?",
    re.IGNORECASE,
)
# "Lukket: Punkt 153: Udbud": the mark in front of the number
MARK_BEFORE: Final = re.compile(
    r"(?P<mark>lukket|fortroligt?|åbent?)(?: punkt| sag)?\**[ \t]*[:–-][ \t]*(?=(?:punkt|pkt|sag)\b)", re.IGNORECASE
)
_OPEN: Final = re.compile(r"(?i)\(?åbent?\b[ ]?(?:sag|punkt)?[):–-]")
_BARE_NUMBER: Final = re.compile(r"(?P<number>\d{1,4})(?P<mark>[.)]?)")
_TITLE_START: Final = re.compile(r"(?i)indstilling af|anbefaling(?:er)? (?:om|fra)|henvisning|orientering")
_CASE_ONLY: Final = re.compile(
    r"(?:(?:sags?|journal)[ -]?(?:nr|nummer|id)|j\.?[ -]?nr)\b[ .:]*[A-ZÆØÅ\d][\w./-]{3,40}"
    r"(?:\s*\(?(?:åbent?|lukket)(?: (?:sag|punkt))?\)?)?",
    re.IGNORECASE,
)
_KIND: Final = re.compile(r"\((?P<kind>[BOD])\)\s*$")
_OUTCOME_START: Final = re.compile(
    r"(?i)(?:godkendt|tiltrådt|taget til|til efterretning|indstill|anbefal|drøftet|afvist|udsat|oversend|"
    r"henvis|vedtaget|bevilget|udgår|at\b|der\b|efterretning\b|orientering(?:en)? (?:blev|er) )"
)
_FAMILIES: Final = {
    "pkt": "punkt", "punktnummer": "punkt", "punktnr": "punkt", "nummer": "nr", "dagsordenspunkt": "punkt",
    "dagsordenenspunkt": "punkt", "adpunkt": "ad", "adpkt": "ad",
}  # fmt: skip
_SENTENCE_END: Final = (".", ";", ",")
_INNER_TYPES: Final = frozenset(
    {
        "baggrund",
        "løsning",
        "økonomi",
        "videre_proces",
        "bilag",
        "konsekvenser",
        "sagsfremstilling",
        "lovgrundlag",
        "problemstilling",
    }
)
NO_TITLES: Final = frozenset(
    {"beslutning", "indstilling", "beslutningstema", "sagsfremstilling", "resume", "bilag", "historik", "fravær",
     "deltagelse", "inhabilitet", "protokol", "afstemning", "underskrifter", "forhold"}
)  # fmt: skip
"""Types of headings that are never an item's title; one of another type may be: "Orientering", "Høring", "Økonomi"."""
_OLD_TITLE: Final = 120
_LOOK_AHEAD: Final = 6
_CASE_LINES: Final = 3
_DOUBLE_DISTANCE: Final = 4


@dataclass(slots=True)
class Candidate:
    """A line that may head an item.

    Attributes:
        line: index of the line with the number (of the title, where there is no number).
        family: which form of head ("punkt", "sag", "1.", …); one document uses one.
        number: the number as written; `value` as an integer.
        title: offsets of the title; on another line for "Pkt. 42" and "Sag nr. 130".
        first_line: index of the first line of the head (title or number).
        score: evidence for it; negative speaks against.
        case_number: where the head itself is known by it.
    """

    line: int
    family: str
    number: str
    value: int
    title_line: int
    title_start: int
    title: str
    first_line: int
    score: float
    case_number: str | None = None

    @classmethod
    def of_title(cls, title: Line, family: str, number: str, value: int, *, first_line: int | None = None) -> Self:
        """A head whose title is a whole line; it begins there, or at `first_line` above. Nothing speaks for it yet."""
        first = title.index if first_line is None else first_line
        return cls(title.index, family, number, value, title.index, title.core_start, title.core, first, 0.0)


def _is_closed_head(line: Line) -> bool:
    """Whether a line above a number says "Lukket punkt" for the title: a blank line parts it from the item before."""
    return line.after_blank and closes_one_item(line)


def _is_only_case(words: str) -> bool:
    """Whether nothing but a case number stands behind an item's: "Sag nr. 41   J.nr. 18.15.00-G01-7-16"."""
    return _CASE_ONLY.fullmatch(words) is not None and parse_case_number(words) is not None


def _following(lines: list[Line], index: int) -> list[Line]:
    found = [line for line in lines[index + 1 : index + 1 + 2 * _LOOK_AHEAD] if line.core and not line.is_furniture]
    return found[:_LOOK_AHEAD]


def _is_title(line: Line, headings: dict[int, Heading]) -> bool:
    core = line.core
    return (
        bool(core)
        and not line.is_furniture
        and line.index not in headings
        and len(core) <= 250
        and (core[0].isupper() or core[0].isdigit() or core[0] in "\"”»§'(")
        and not is_case_line(core)
        and not is_access_mark(core)
    )


class CandidateFinder:
    """Finds the candidates of one document."""

    def __init__(self, lines: list[Line], headings: dict[int, Heading], contents: Contents) -> None:
        self.lines, self.headings, self.contents = lines, headings, contents

    def find(self) -> list[Candidate]:
        """All candidates, in order of line."""
        found: list[Candidate] = []
        for line in self.lines:
            core = line.core
            if not core or line.is_furniture or line.index in self.contents.lines or line.index in self.headings:
                continue
            found.extend(self._of_line(line))
        found = _without_doubles(found)
        titles = Counter(skeleton(candidate.title) for candidate in found)
        for candidate in found:
            # In a list of the items and at the item itself: what stands twice is a title.
            if titles[skeleton(candidate.title)] > 1:
                candidate.score += 0.75
        return found

    def _of_line(self, line: Line) -> list[Candidate]:
        core = line.core
        mark = MARK_BEFORE.match(core) if core[0] in "lLfFåÅ" else None
        if match := _KEYWORD.match(core, mark.end() if mark else 0) if mark or core[0] in "pPsSnNeEaAdD5" else None:
            word = skeleton(match["word"]).replace("5ag", "sag")
            family = _FAMILIES.get(word, word)
            title = match["title"].strip(" *")
            if title and not _is_only_case(title):
                found = [self._same_line(line, family, match)]
                if is_access_mark(title):  # it stands for the title, or beside a number with the title below
                    found += self._other_line(line, family, match["number"])
                return found
            found = self._other_line(line, family, match["number"])
            return [replace(one, case_number=parse_case_number(match["title"])) for one in found]
        if core[0] in "[(<#":
            return [self._same_line(line, match["mark"] or "#", match)] if (match := _ENCLOSED.match(core)) else []
        if core[0] in "§IVX":
            pattern, family = (_PARAGRAPH, "§") if core[0] == "§" else (_ROMAN, "I.")
            return [self._same_line(line, family, match)] if (match := pattern.match(core)) else []
        if core[0].isdigit():
            if match := _OF_YEAR.match(core):
                return [self._same_line(line, "1/year", match)]
            if match := _ACCESS.fullmatch(core):
                if match["title"]:
                    return [self._same_line(line, "access", match)]
                return [c for c in self._other_line(line, "access", match["number"]) if c.title_line > line.index]
            doubled = _DOUBLED.match(core)
            if match := _NUMBERED.match(core, doubled.end() if doubled else 0):
                return [self._same_line(line, "1" + (match["mark"].strip() or " "), match)]
            if match := _ONE_SPACE.match(core):
                return [self._same_line(line, "1_", match)]
            # A number alone is a page's or a cell's, but one with a bullet ("• 141") heads what stands below.
            if (match := _BARE_NUMBER.fullmatch(core)) and (match["mark"] or line.is_bullet):
                return [c for c in self._other_line(line, "1.", match["number"]) if c.title_line > line.index]
        return []

    def _same_line(self, line: Line, family: str, match: re.Match[str]) -> Candidate:
        title = match["title"]
        score = self._evidence(line, line, title, family)
        if family == "1 " and "\t" in title:
            score -= 2  # a table row
        return Candidate(
            line.index,
            family,
            match["number"],
            _value(match["number"]),
            line.index,
            line.core_start + match.start("title"),
            title,
            line.index,
            score,
        )

    def _other_line(self, line: Line, family: str, number: str) -> list[Candidate]:
        """The title stands on the next line ("Pkt. 42") or on the one before ("Sag nr. 130")."""
        found = []
        after = _following(self.lines, line.index)
        if after and (self._is_title(after[0], after[1:]) or self._is_closed_title(after)):
            found.append(self._make(line, family + " next", number, after[0], line.index))
        before = next(
            (
                other
                for other in self.lines[max(0, line.index - 3) : line.index][::-1]
                if other.core and not other.is_furniture
            ),
            None,
        )
        if (
            before
            and (self._is_title(before, after if before.after_blank else []) or _is_closed_head(before))
            and before.index not in self.contents.lines
        ):
            found.append(self._make(line, family + " before", number, before, before.index))
        return found

    def _is_title(self, line: Line, after: list[Line]) -> bool:
        """Whether a line is a title; also a heading ("Orientering") alone on its line, a case or section below it."""
        if _is_title(line, self.headings):
            return True
        heading = self.headings.get(line.index)
        if heading is None or heading.type in NO_TITLES or heading.rest < len(line.core):
            return False
        return bool(after) and (after[0].index in self.headings or is_case_line(after[0].core))

    def _is_closed_title(self, after: list[Line]) -> bool:
        """Whether the next line is only "Lukket sag" and stands for the title: a section or nothing follows."""
        return closes_one_item(after[0]) and (len(after) == 1 or not _is_title(after[1], self.headings))

    def _make(self, line: Line, family: str, number: str, title: Line, first: int) -> Candidate:
        last = max(line.index, title.index)
        score = self._evidence(self.lines[first], self.lines[last], title.core, family)
        return Candidate(
            line.index,
            family,
            number,
            _value(number),
            title.index,
            title.core_start,
            title.core,
            first,
            score,
        )

    def _evidence(self, first: Line, last: Line, title: str, family: str) -> float:
        # Starting below nothing: a number and a few words are no head until something else says so.
        score = -1.0
        word = family.split()[0]
        score += {"punkt": 2.5, "sag": 2.0, "nr": 1.0, "emne": 1.0, "access": 1.0}.get(word, 0.0)
        score += 1.0 if first.is_marked or last.is_marked else 0.0
        score += 0.5 if first.after_blank else -0.5
        score += 1.0 if _KIND.search(title) else 0.0
        score -= 1.0 if first.is_bullet and first is last else 0.0  # "• 141" above its title is no list point
        bare = _KIND.sub("", title).strip(" *")
        if self.contents.entry(bare):
            score += 1.5
        score += self._context(last)
        if is_access_mark(self._before(first)):
            score += 1.5
        if CLOSED.search(bare):
            score += 1.5
        elif _OPEN.match(bare):
            score += 1.0
        score += self._form(bare, word)
        return score

    def _before(self, first: Line) -> str:
        """The words of the last line before the head."""
        return next((line.core for line in self.lines[max(0, first.index - 3) : first.index][::-1] if line.core), "")

    def _context(self, last: Line) -> float:
        """What follows a head: a case number, a section heading, a mark of access."""
        for position, line in enumerate(_following(self.lines, last.index)[:_CASE_LINES]):
            if line.index in self.headings:
                return 2.0 if position == 0 else 0.5
            if is_case_line(line.core):
                return 2.0
            if is_access_mark(line.core):
                return 1.5
            if position == 0 and is_outcome_line(line.core):
                return 1.5
        return 0.0

    @staticmethod
    def _form(title: str, word: str) -> float:
        score = 0.0
        if not title or not (title[0].isupper() or title[0] in "\"”»§'" or title[0].isdigit()):
            score -= 3.0
        if _OUTCOME_START.match(title) and not _TITLE_START.match(title):
            score -= 3.0
        if title.endswith(_SENTENCE_END):  # a numbered sentence, but for old minutes: "Ad 3. Køb af en brandstige."
            is_old = word in ("ad", "§") and title.endswith(".") and len(title) <= _OLD_TITLE
            score -= 0.0 if is_old else 1.5
        if len(title) > 180:
            score -= 2.0
        heading = read_heading(title)
        if heading and heading.type in _INNER_TYPES:  # "5. Tidsplan" numbers the sections of one item
            score -= 1.5
        return score


def _value(number: str) -> int:
    digits = re.match(r"\d+", number)
    return int(digits[0]) if digits else _roman(number)


_NUMERALS: Final = {"I": 1, "V": 5, "X": 10}


def _roman(number: str) -> int:
    """The value of a Roman number: one before a greater one is taken off it."""
    values = [_NUMERALS[letter] for letter in number]
    return sum(value if value >= after else -value for value, after in zip(values, [*values[1:], 0], strict=True))


def _without_doubles(found: list[Candidate]) -> list[Candidate]:
    """Heads that stand twice in a row as one: web pages fold them ("1. Titel (B)", "1.     Titel (B)")."""
    kept: list[Candidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.family, last.number) == (candidate.family, candidate.number)
            and candidate.first_line - last.line <= _DOUBLE_DISTANCE
            and skeleton(last.title) == skeleton(candidate.title)
        ):
            candidate.first_line = last.first_line
            candidate.score = max(last.score, candidate.score) + 1.0
            kept[-1] = candidate
        else:
            kept.append(candidate)
    return kept
