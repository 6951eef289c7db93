"""From the chosen heads to items: where each begins and ends, its number, title, case number, kind, access.

>>> [head.title for head in find_items("Punkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt.\\n\\nPunkt 2: Lukket: Salg\\n").heads]
['Budget', 'Salg']
"""

import re
from dataclasses import dataclass
from typing import Final

from nlp_referat.labels import ItemKind
from nlp_referat.layout.candidates import (
    Candidate,
    CandidateFinder,
    closed_words,
    is_access_mark,
    is_case_line,
    open_words,
)
from nlp_referat.layout.chain import best_chain
from nlp_referat.layout.contents import Contents, find_contents
from nlp_referat.layout.headings import Heading, read_heading
from nlp_referat.layout.lines import Line, skeleton, split_lines
from nlp_referat.layout.untitled import find_unnumbered
from nlp_referat.references import parse_case_number

_KIND: Final = re.compile(r"\s*\(\s*(?P<kind>[BOD])\s*\)\s*$")
_MARKS: Final = re.compile(r"\*\*|__|\s+")
# "Lukket: …", "(Lukket) …", "Lukket punkt - …": the mark is no part of the title.
_CLOSED_PREFIX: Final = re.compile(
    r"(?i)^\(?(?:lukket(?:\s+(?:punkt|sag))?|fortrolig(?:t)?(?:\s+(?:punkt|sag))?)\s*(?:\)\s*[:–-]?|[:–-])\s*(?=\S)"
)
_OPEN_PREFIX: Final = re.compile(r"(?i)^\(?åben(?:t)?(?:\s+(?:punkt|sag))?\s*(?:\)\s*[:–-]?|[:–-])\s*(?=\S)")
_CLOSED_ANYWHERE: Final = re.compile(
    r"(?i)(?:^|[(–-]\s*|\s{2,})(?:lukket(?:\s+(?:punkt|sag|dagsorden))?|fortrolig(?:t)?(?:\s+(?:punkt|sag))?)\)?\s*$"
)
_CLOSED_SUFFIX: Final = re.compile(
    r"(?i)\s*\((?:lukket(?:\s+(?:punkt|sag))?|fortrolig(?:t)?(?:\s+(?:punkt|sag))?)\)\s*$"
)
_OPEN_SUFFIX: Final = re.compile(r"(?i)\s*\(åben(?:t)?(?:\s+(?:punkt|sag))?\)\s*$")
_CASE_IN_PARENTHESES: Final = re.compile(r"\s*\((?P<case>[\w./-]{5,25})\)\s*$")
_CASE_TAIL: Final = re.compile(
    r"\s*[-–(,]?\s*(?:sagsnr|sagsnummer|j\.?\s?nr|journalnr)\.?\s*:?\s*(?P<case>\S+?)\)?\s*$", re.IGNORECASE
)
_OPEN_END: Final = re.compile(
    r"(?:[-–,/&]|\b(?:og|af|i|på|til|for|med|om|samt|ved|fra|vedr\.?|vedrørende|den|det|de|en|et|eller|under|mellem|hos|over|the|of))$",
    re.IGNORECASE,
)
_MAX_TITLE_LINES: Final = 4
_WRAPPED: Final = 55
_HEAD_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class ItemHead:
    """One item's head, and the lines that belong to the item.

    Attributes:
        start, end: offsets of the item, head included.
        body: index of the first line after the head; `last` is the index after its last line.
    """

    number: str
    title: str
    case_number: str | None
    kind: ItemKind | None
    closed: bool
    start: int
    end: int
    body: int
    last: int


@dataclass(frozen=True, slots=True)
class Items:
    """All items of a document.

    Attributes:
        headings: section headings by line index.
        first_line: line index where the first item's head begins; the line count without items.
        is_numbered: whether the numbers stand in the text (else they are counted).
        score: evidence for this reading; `runner_up` for the next best family of heads.
    """

    lines: list[Line]
    headings: dict[int, Heading]
    contents: Contents
    heads: tuple[ItemHead, ...]
    first_line: int
    is_numbered: bool
    score: float
    runner_up: float


def find_items(text: str) -> Items:
    """The agenda items of a document; none when nothing explains it as a row of items."""
    lines = split_lines(text)
    headings = {
        line.index: heading
        for line in lines
        if line.core and not line.is_bullet and (heading := read_heading(line.core))
    }
    contents = find_contents(lines)
    headings = {index: heading for index, heading in headings.items() if index not in contents.lines}
    decisions = [index for index, heading in headings.items() if heading.type == "beslutning"]
    candidates = CandidateFinder(lines, headings, contents).find()
    chain = best_chain(candidates, decisions, list(headings), len(lines))
    chosen, is_numbered = list(chain.heads), True
    if not chosen:
        chosen, is_numbered = find_unnumbered(lines, headings, contents), False
    heads = _build(text, lines, headings, contents, chosen)
    first = chosen[0].first_line if chosen else len(lines)
    return Items(lines, headings, contents, tuple(heads), first, is_numbered, chain.score, chain.runner_up)


def _build(
    text: str, lines: list[Line], headings: dict[int, Heading], contents: Contents, chosen: list[Candidate]
) -> list[ItemHead]:
    heads = []
    access = _access_by_line(lines, headings)
    bounds = [*(candidate.first_line for candidate in chosen), len(lines)]
    for candidate, last in zip(chosen, bounds[1:], strict=True):
        title_end = _title_end(lines, headings, contents, candidate, last)
        after_head = max(title_end, candidate.line + 1)
        title, kind, closed, case = _read_title(_join(lines, candidate, title_end))
        case_line = next(
            (
                i
                for i in range(after_head, min(last, after_head + _HEAD_LINES))
                if i in headings or is_case_line(lines[i].core)
            ),
            None,
        )
        if case is None and case_line is not None and case_line not in headings:
            case = parse_case_number(lines[case_line].core)
            after_head = case_line + 1
        head_marks = [
            lines[i].core
            for i in range(candidate.line, min(last, after_head + 3))
            if is_access_mark(lines[i].core)
        ]
        if head_marks:
            closed = skeleton(head_marks[0]) in closed_words()
        closed = closed or access.get(candidate.first_line, False)
        start = lines[candidate.first_line].core_start
        end = max((line.end for line in lines[candidate.first_line : last] if line.core), default=start)
        heads.append(
            ItemHead(
                candidate.number,
                title,
                case,
                kind,
                closed,
                start,
                max(start, len(text[:end].rstrip()) if end - start < 4 else end),
                after_head,
                last,
            )
        )
    return heads


def _access_by_line(lines: list[Line], headings: dict[int, Heading]) -> dict[int, bool]:
    """For every line below a group heading "Lukkede punkter" / "Åbne punkter": whether it is closed."""
    groups = {
        skeleton(word): True
        for word in (
            "Lukkede punkter",
            "Lukket dagsorden",
            "Lukkede sager",
            "Lukket møde",
            "Lukket del",
            "Lukkede dagsordenspunkter",
        )
    }
    groups |= {
        skeleton(word): False
        for word in (
            "Åbne punkter",
            "Åben dagsorden",
            "Åbne sager",
            "Åbent møde",
            "Åben del",
            "Åbne dagsordenspunkter",
        )
    }
    closed, found = False, {}
    for line in lines:
        if line.core and len(line.core) <= 40 and (key := skeleton(line.core)) in groups:
            closed = groups[key]
        if closed:
            found[line.index] = True
    return found


def _title_end(
    lines: list[Line], headings: dict[int, Heading], contents: Contents, candidate: Candidate, last: int
) -> int:
    """Index after the last line of the title: titles break over lines, most often in PDF text."""
    index = candidate.title_line + 1
    title = candidate.title
    while index < min(last, candidate.title_line + _MAX_TITLE_LINES):
        line = lines[index]
        # A blank line ends the title, and so does whatever else may follow a head.
        if (
            not line.core
            or line.is_furniture
            or index in headings
            or is_case_line(line.core)
            or is_access_mark(line.core)
            or line.is_bullet
        ):
            break
        if index == candidate.line or not _continues(title, line, lines[index - 1], contents):
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
    if line.core[0].islower():
        return len(line.core) < 120
    # A capital begins the next line: only a full line can have wrapped before it, and only a last short one ends a title.
    return (
        len(previous.core) >= _WRAPPED
        and line.before_blank
        and len(line.core) < 100
        and not line.core.endswith((".", ":"))
        and line.is_bold == previous.is_bold
    )


def _join(lines: list[Line], candidate: Candidate, end: int) -> str:
    parts = [candidate.title]
    for line in lines[candidate.title_line + 1 : end]:
        # A word broken at the line's end is rejoined; a hyphen before "og" or a capital is the word's own.
        if (
            parts[-1].endswith("-")
            and line.core[:1].islower()
            and not re.match(r"(?:og|eller|samt)\b", line.core)
        ):
            parts[-1] = parts[-1].removesuffix("-") + line.core
        else:
            parts.append(line.core)
    return " ".join(parts)


def _read_title(title: str) -> tuple[str, ItemKind | None, bool, str | None]:
    title = _MARKS.sub(lambda match: " " if match[0].isspace() else "", title).strip(" |")
    closed = False
    kind: ItemKind | None = None
    case = None
    if (match := _CASE_IN_PARENTHESES.search(title)) and (case := parse_case_number(match["case"])):
        title = title[: match.start()]
    elif match := _CASE_TAIL.search(title):
        case = parse_case_number(f"Sagsnr. {match['case']}")
        title = title[: match.start()] if case else title
    if match := _KIND.search(title):
        kind = match["kind"]  # type: ignore[assignment]  # the pattern admits these letters only
        title = title[: match.start()]
    if match := _CLOSED_PREFIX.match(title):
        closed, title = True, title[match.end() :]
    elif match := _OPEN_PREFIX.match(title):
        title = title[match.end() :]
    if _CLOSED_ANYWHERE.search(title):
        closed = True
        title = _CLOSED_SUFFIX.sub("", title)
    title = _OPEN_SUFFIX.sub("", title)
    return title.strip(), kind, closed or skeleton(title) in closed_words() - open_words(), case
