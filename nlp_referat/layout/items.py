"""From the chosen heads to items: where each begins and ends, its number, title, case number, kind, access.

>>> text = "Punkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt.\\n\\nPunkt 2: Lukket: Salg\\n"
>>> [head.title for head in find_items(text).heads]
['Budget', 'Salg']
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp_referat.labels import ItemKind
from nlp_referat.layout.between import with_unnumbered
from nlp_referat.layout.blocks import find_blocks
from nlp_referat.layout.candidates import MARK_BEFORE, Candidate, CandidateFinder
from nlp_referat.layout.cased import find_cased, is_list, with_untitled
from nlp_referat.layout.chain import best_chain
from nlp_referat.layout.contents import Contents, find_contents
from nlp_referat.layout.decision_heads import unusual_decisions
from nlp_referat.layout.facts import read_fact
from nlp_referat.layout.headings import Heading, read_heading
from nlp_referat.layout.kinds import is_minutes_of_a_day
from nlp_referat.layout.lines import Line, skeleton, split_lines
from nlp_referat.layout.marks import closed_words, is_access_mark, is_case_line
from nlp_referat.layout.titles import join_title, read_title, title_end
from nlp_referat.layout.untitled import find_unnumbered
from nlp_referat.lexicon import read_toml
from nlp_referat.references import parse_case_number

# Right below a title even a short or odd number can only be the case's: "24/1", "1-15-0-72-14".
_LOOSE_CASE: Final = re.compile(r"\d{2}/\d{1,7}|\d{1,2}(?:-\d{1,5}){3,4}|[A-Z]{1,4}-?\d{4}-\d{2,7}")
_CASE_LABEL: Final = re.compile(r"(?i)\b[s5]a[gq]s?[ -]?(?:nr|nummer|id)\b\.?[ \t]*:?[ \t*]*(?P<case>[^\s,;]+)")
# The mark at the end of a line of facts: "Sagsnr.: 13/28877   Åben sag".
_ACCESS_AT_END: Final = re.compile(
    r"(?i)(?:\s{2,}|\t|\*\*|[|;,] ?)(lukket(?: sag| punkt)?|fortrolig(?:t| sag)?|åben(?:t punkt| sag)?)[ *]*$"
)
_BESIDE_NUMBER: Final = re.compile(r"\d[.:)]?[ \t]+(\D{4,40})$")  # "Pkt. 29 Lukket punkt", the title below
_CLASSIFICATION: Final = re.compile(r"\d\d\.\d\d(?:\.\d\d)?\s?-?[A-ZÆØÅ]\d\d")
_GROUP_NUMBER: Final = re.compile(r"^[A-Z]\.[ \t]+")  # "E. Lukkede sager"
_HEAD_LINES: Final = 8
_MAX_HEAD: Final = 60  # lines
_MARK_LINES: Final = 6
_TEASER_LINES: Final = 12
_MAX_CASE_LINE: Final = 60


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
    contents = find_contents(lines)
    headings = _headings(lines, contents)
    decisions = [index for index, heading in headings.items() if heading.type == "beslutning"]
    candidates = CandidateFinder(lines, headings, contents).find()
    chain = best_chain(candidates, decisions, list(headings), len(lines))
    chosen, is_numbered = list(chain.heads), True
    cased = find_cased(lines, headings, contents)
    if not chosen or is_list(chosen, cased, headings):
        chosen, is_numbered = with_untitled(cased, find_unnumbered(lines, headings, contents), headings), False
    if not chosen and _tells_of_meeting(lines, candidates):
        chain = best_chain(candidates, decisions, list(headings), len(lines), is_meeting=True)
        chosen, is_numbered = list(chain.heads), True
    if not chosen and (blocks := find_blocks(lines, headings)) and is_minutes_of_a_day(lines[: blocks[0].line]):
        chosen, is_numbered = blocks, False
    if chosen:
        _take_in_teasers(chosen, candidates, headings)
    if is_numbered:
        chosen = with_unnumbered(lines, headings, chosen)
    heads = _Builder(lines, headings, contents).build(chosen) if chosen else []
    first = chosen[0].first_line if chosen else len(lines)
    return Items(lines, headings, contents, tuple(heads), first, is_numbered, chain.score, chain.runner_up)


def _tells_of_meeting(lines: list[Line], candidates: list[Candidate]) -> bool:
    """Whether what stands above anything that may head an item lists who met, or is the head of dated minutes."""
    first = min(candidates[0].first_line, _MAX_HEAD) if candidates else 0
    head = [line for line in lines[:first] if line.core]
    facts = (read_fact(lines, line) for line in head)
    return any(fact is not None and fact.kind == "present" for fact in facts) or is_minutes_of_a_day(head)


def _take_in_teasers(chosen: list[Candidate], candidates: list[Candidate], headings: dict[int, Heading]) -> None:
    """Begin a head at a line above that announces it in another form: "• Pkt. 37 Titel", then "Pkt. 37", "Titel".

    Left where it stands, it would end the decision of the item before.
    """
    sections = sorted(headings)
    teasers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for candidate in candidates:
        if candidate.family != chosen[0].family:
            teasers[candidate.number, skeleton(candidate.title)].append(candidate.first_line)
    previous = -1
    for head in chosen:
        for line in teasers[head.number, skeleton(head.title)]:
            between = bisect_left(sections, head.first_line) - bisect_left(sections, line)
            if previous < line < head.first_line <= line + _TEASER_LINES and not between:
                head.first_line = line
        previous = head.line


def _headings(lines: list[Line], contents: Contents) -> dict[int, Heading]:
    """Section headings by line. Bullets hold headings only where the document has no decision heading else."""
    found: dict[int, Heading] = {}
    bulleted: dict[int, Heading] = {}
    for line in lines:
        if line.core and line.index not in contents.lines and (heading := read_heading(line.core)):
            (bulleted if line.is_bullet else found)[line.index] = heading
    if bulleted and not any(heading.type == "beslutning" and heading.body is None for heading in found.values()):
        whole = {index: heading for index, heading in bulleted.items() if heading.rest == len(lines[index].core)}
        return dict(sorted((found | whole).items()))
    unusual = unusual_decisions(lines)
    is_usual = len(unusual) <= sum(heading.type == "beslutning" for heading in found.values())
    return found if is_usual else dict(sorted((found | unusual).items()))


class _Builder:
    """Builds the items of one document from their chosen heads."""

    def __init__(self, lines: list[Line], headings: dict[int, Heading], contents: Contents) -> None:
        self.lines, self.headings, self.contents = lines, headings, contents
        self.marks_precede = False
        self.cases_precede = False

    def build(self, chosen: list[Candidate]) -> list[ItemHead]:
        # Marks stand either above all heads or below all of them; above, they could be the last item's too.
        self.marks_precede = not any(
            is_access_mark(line.core) for head in chosen for line in self.lines[head.line + 1 : head.line + _MARK_LINES]
        )
        before = [self._case_before(head) for head in chosen]
        self.cases_precede = sum(found is not None for found in before) > len(chosen) / 2
        if self.cases_precede:
            for head, found in zip(chosen, before, strict=True):
                head.first_line = found[0] if found else head.first_line
        closed_by_group = _closed_by_group(self.lines, chosen[0].first_line)
        ends = [*(candidate.first_line for candidate in chosen[1:]), len(self.lines)]
        return [
            self._head(head, last, closed_by_group[head.first_line]) for head, last in zip(chosen, ends, strict=True)
        ]

    def _head(self, head: Candidate, last: int, closed_by_group: bool) -> ItemHead:
        lines = self.lines
        after = title_end(lines, self.headings, self.contents, head, last)
        title = read_title(join_title(lines, head, after))
        body = max(after, head.line + 1)
        case_number, body = self._case_number(body, last)
        if self.cases_precede:
            case_number = parse_case_number(self.lines[head.first_line].core)  # moved up to it in `build`
        start = lines[head.first_line].core_start
        end = max((line.end for line in lines[head.first_line : last] if line.core), default=start)
        return ItemHead(
            number=head.number,
            title=title.text,
            case_number=head.case_number or title.case_number or case_number,
            kind=title.kind,
            closed=self._is_closed(head, body, last, title.is_closed or closed_by_group),
            start=start,
            end=end,
            body=body,
            last=last,
        )

    def _case_number(self, body: int, last: int) -> tuple[str | None, int]:
        """The case number below the head, and the line after it.

        A case's number beats a journal number, which beats a bare classification by subject.
        """
        found: list[tuple[int, int, str]] = []
        for index in range(body, min(last, body + _HEAD_LINES)):
            core = self.lines[index].core
            if index in self.headings:
                break
            label = _CASE_LABEL.search(core)
            if label and (number := parse_case_number(f"Sagsnr. {label['case']}")):
                found.append((0, index, number))
            elif number := parse_case_number(core) if is_case_line(core) else None:
                found.append((2 if _CLASSIFICATION.fullmatch(number) else 1, index, number))
            elif core and index <= body + 1 and _LOOSE_CASE.fullmatch(core):
                found.append((1, index, core))
            elif len(core) > 80:
                break
        if not found:
            return None, body
        return min(found)[2], max(index for _, index, _ in found) + 1

    def _case_before(self, head: Candidate) -> tuple[int, str] | None:
        """Line and number of a case number on the last line before the head, where a region puts it.

        A bare number right above the head, with a gap above it, is the head's; another may end the item before.
        """
        above = self.lines[max(0, head.first_line - 3) : head.first_line]
        before = next((line for line in reversed(above) if line.core), None)
        if before is None or len(before.core) > _MAX_CASE_LINE:
            return None
        is_next = before.index == head.first_line - 1 and before.after_blank
        if not (before.core[0].isalpha() or (is_next and is_case_line(before.core))):
            return None
        number = parse_case_number(before.core)
        return (before.index, number) if number else None

    def _is_closed(self, head: Candidate, body: int, last: int, closed: bool) -> bool:
        """Marks on a line of their own, right before, in or below the head, decide; else title and group do."""
        around = list(range(head.line if head.number else head.first_line, min(last, body + 3)))
        if self.marks_precede:
            around[:0] = [head.first_line - 1, head.first_line - 2]
        marks = [self.lines[index].core for index in around if index >= 0 and is_access_mark(self.lines[index].core)]
        own = [mark for mark in marks if skeleton(mark) not in _groups()]
        tails = (_ACCESS_AT_END.search(self.lines[index].core) for index in range(head.line + 1, min(last, body + 1)))
        own += [tail[1] for tail in tails if tail]
        beside = _BESIDE_NUMBER.search(self.lines[head.line].core)
        if beside and head.title_line > head.line and is_access_mark(beside[1]):
            own.append(beside[1])
        if before := MARK_BEFORE.match(self.lines[head.line].core):
            own.append(before["mark"])
        if head.family == "access":
            own.append(self.lines[head.line].core.split("\t")[0].lstrip("0123456789. "))
        return skeleton(own[-1]) in closed_words() if own else closed


def _closed_by_group(lines: list[Line], first: int) -> list[bool]:
    """For every line, whether it stands below a group heading such as "Lukkede punkter"."""
    closed, found = False, []
    before = next((line.index for line in reversed(lines[:first]) if line.core), -1)
    for line in lines:
        # A group heading further up than right before the first item belongs to a list of the items.
        if line.core and len(line.core) <= 60 and line.index >= before:
            group = _groups().get(skeleton(_GROUP_NUMBER.sub("", line.core)))
            closed = closed if group is None else group
        found.append(closed)
    return found


@cache
def _groups() -> dict[str, bool]:
    closed: dict[str, list[str]] = read_toml("layout")["closed"]
    sides = (("closed_groups", True), ("open_groups", False))
    return {skeleton(word): value for key, value in sides for word in closed[key]}
