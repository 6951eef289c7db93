"""Items without numbers that a case number heads: above the title, before it on its line, or right below it.

The numbered families do not see these heads, and `nlp_referat.layout.untitled` sees only titles that stand apart.
A case number alone proves nothing: items list related cases, attachments carry numbers, and the document has one of
its own. It heads an item where a title goes with it, where the item before can be over, and where sections or an
outcome follow before the next case number; and where at least two items of the document have the same form of head.

>>> text = "24-00102  Salg af molen\\nBeslutning: Solgt.\\n\\n24-00107  Ny bro\\nBeslutning: Udsat.\\n"
>>> from nlp_referat.layout.parse import parse_layout
>>> [(item.number, item.title, item.case_number) for item in parse_layout(text).items]
[('1', 'Salg af molen', '24-00102'), ('2', 'Ny bro', '24-00107')]
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, Literal

from nlp_referat.layout.candidates import Candidate
from nlp_referat.layout.caselines import CaseHeads, is_closed_mark
from nlp_referat.layout.contents import Contents
from nlp_referat.layout.facts import read_fact
from nlp_referat.layout.headings import Heading
from nlp_referat.layout.lines import Line, skeleton
from nlp_referat.layout.marks import is_outcome_line
from nlp_referat.layout.titles import read_title
from nlp_referat.layout.untitled import OPENING
from nlp_referat.lexicon import read_toml

Support = Literal["section", "outcome", "closed", "text"]
"""What stands between a head and the next one: a section heading, an outcome, a closed mark, or text alone."""

_MAX_REPEATS: Final = 2
"""A number with a title that stands here more often, once in a list and once at its item, is a running head."""
_MIN_ITEMS: Final = 2
_MAX_FACTS: Final = 40
_LOOK_BACK: Final = 4
_DECIDED: Final = frozenset({"beslutning", "fravær", "afstemning", "protokol", "inhabilitet"})
_LISTING: Final = frozenset({"bilag", "historik"})
_MEETING_FACTS: Final = frozenset({"date", "time", "location", "committee", "municipality", "present", "absent"})


def find_cased(lines: list[Line], headings: dict[int, Heading], contents: Contents) -> list[Candidate]:
    """Heads with a case number, in order and not yet numbered; empty unless two of one form are found."""
    heads = CaseHeads(lines, headings, contents)
    if len(heads.found) < _MIN_ITEMS:
        return []
    chooser = _Chooser(lines, headings)
    forms = [chooser.items(list(form())) for form in (heads.above, heads.same, heads.below)]
    most = max(map(len, forms))
    # Where items list cases in another form, the head of the first item still stands above its list.
    return min((items for items in forms if items and 2 * len(items) >= most), key=_first_line, default=[])


def is_list(heads: list[Candidate], cased: list[Candidate], headings: dict[int, Heading]) -> bool:
    """Whether a numbered run is a list, and case numbers head the items.

    Either it lies inside few of those items, as the points of a decision do; or it stands above them all, without a
    section below its numbers, and names their titles, as an agenda does. Where numbered items carry case numbers,
    each has a number of the run, and the first stands above the first case number.
    """
    if not cased or not heads:
        return False
    first = cased[0].first_line
    if heads[0].first_line < first:
        titles = {skeleton(head.title) for head in cased}
        is_agenda = heads[-1].line < first and any(skeleton(head.title) in titles for head in heads)
        return is_agenda and not any(index in headings for index in range(heads[0].line, first))
    starts = [head.first_line for head in cased]
    return 2 * len({bisect_right(starts, head.first_line) for head in heads}) < len(cased)


def with_untitled(cased: list[Candidate], untitled: list[Candidate], headings: dict[int, Heading]) -> list[Candidate]:
    """Both kinds of heads without numbers as one row, counted: "Eventuelt" has no case number.

    A title without one is left out where the item above is not over, and where nothing but the document's own title
    follows ("Referat").
    """
    if not cased:
        return untitled
    places = sorted(headings)
    starts = [head.first_line for head in cased]
    kept: list[Candidate] = []
    for head in untitled:
        place = bisect_right(starts, head.line)
        above = max([*cased[place - 1 : place], *kept[-1:]], key=_last, default=None)
        next_section = bisect_right(places, head.line)
        opened = places[next_section] if next_section < len(places) else None
        if opened is None or (place < len(cased) and starts[place] < opened):
            continue
        if above is None:
            is_item = not _names_document(headings[opened])
        else:
            passed = {headings[index].type for index in places[bisect_right(places, _last(above)) : next_section]}
            is_item = not passed.isdisjoint({"beslutning", headings[opened].type})
        if is_item:
            kept.append(head)
    row = sorted([*cased, *kept], key=lambda head: head.first_line)
    return [replace(head, number=str(number), value=number) for number, head in enumerate(row, 1)]


def _names_document(heading: Heading) -> bool:
    """Whether it is the head of the whole document: "Referat", "Referat - Havneudvalget den 8. juni 2021"."""
    kinds: dict[str, list[str]] = read_toml("layout")["kinds"]
    word = heading.title.casefold().partition(" ")[0].strip(".:,")
    return heading.is_bare or any(word in words for words in kinds.values())


def _first_line(heads: list[Candidate]) -> int:
    return heads[0].first_line


def _last(head: Candidate) -> int:
    return max(head.line, head.title_line)


@dataclass(slots=True)
class _Item:
    """A head on the way to be an item.

    Attributes:
        until: line where the next head begins.
        section: type of the first section that the head opens; `support` what follows it at all.
        in_list: a head like it stands right above or below, with nothing between.
    """

    head: Candidate
    until: int
    section: str | None
    support: Support | None
    in_list: bool


@dataclass(slots=True)
class _Passed:
    """The types of the sections since the last item's head, and the last of them."""

    types: set[str] = field(default_factory=set)
    last: str | None = None

    def add(self, types: list[str]) -> None:
        self.types.update(types)
        self.last = types[-1] if types else self.last


class _Chooser:
    """Chooses, among the heads of one form, those that begin an item."""

    def __init__(self, lines: list[Line], headings: dict[int, Heading]) -> None:
        self.lines, self.headings = lines, headings
        self.places = sorted(headings)

    def items(self, found: list[Candidate]) -> list[Candidate]:
        """The heads that begin items, if they explain the document."""
        kept: list[_Item] = []
        passed = _Passed()
        cursor = -1
        for item in self._read(found):
            passed.add(self._types(cursor, item.head.first_line))
            cursor = item.head.first_line - 1
            if item.support and self._begins(item, kept[-1] if kept else None, passed):
                kept.append(item)
                passed, cursor = _Passed(), _last(item.head)
        for item, following in pairwise(kept):  # what was read up to a head that proved none
            item.section = next(self._opening(_last(item.head), following.head.first_line), None)
        proved = sum(item.support == "outcome" or item.section is not None for item in kept)
        return [item.head for item in kept] if proved >= _MIN_ITEMS and 2 * proved > len(kept) else []

    def _read(self, found: list[Candidate]) -> Iterator[_Item]:
        """The heads with what stands behind each. One right below another goes on with a list, or with its head."""
        repeats = Counter((head.case_number, skeleton(head.title)) for head in found)
        rows: list[Candidate] = []
        lists: set[int] = set()
        last, run = -2, -1  # the last line of the head above, and the row in which its run of heads began
        for head in found:
            heading = self.headings.get(head.first_line - 1)
            is_listed = heading is not None and heading.type in _LISTING
            if is_listed or repeats[head.case_number, skeleton(head.title)] > _MAX_REPEATS:
                run = -1
            elif head.first_line > last + 1 or (run >= 0 and read_title(rows[-1].title).is_closed):
                run = len(rows)
                rows.append(head)
            else:
                lists.add(run)
            last = _last(head)
        in_list = False
        for place, head in enumerate(rows):
            until = rows[place + 1].first_line if place + 1 < len(rows) else len(self.lines)
            section = next(self._opening(_last(head), until), None)
            support: Support | None = "section" if section else self._support(head, until)
            yield _Item(head, until, section, support, in_list or place in lists)
            in_list = support is None

    def _types(self, after: int, until: int) -> list[str]:
        """Types of the section headings between two lines."""
        found = self.places[bisect_right(self.places, after) : bisect_left(self.places, until)]
        return [self.headings[index].type for index in found]

    def _opening(self, after: int, until: int) -> Iterator[str]:
        return (found for found in self._types(after, until) if found in OPENING)

    def _support(self, head: Candidate, until: int) -> Support | None:
        content = next((line for line in self.lines[_last(head) + 1 : until] if line.core), None)
        if content is not None and is_outcome_line(content.core):
            return "outcome"
        if read_title(head.title).is_closed or (content is not None and is_closed_mark(content.core)):
            return "closed"
        return "text" if content is not None else None

    def _begins(self, item: _Item, previous: _Item | None, passed: _Passed) -> bool:
        """Whether an item can begin here: the one before is over, and this is none of its list of cases."""
        first = self.lines[item.head.first_line]
        above = self.lines[max(0, first.index - _LOOK_BACK) : first.index]
        before = next((line for line in reversed(above) if line.core), None)
        if before is not None and before.index not in self.headings and before.core.endswith(":"):
            return False  # "Sagen hænger sammen med:"
        if previous is None:
            is_text = item.support == "text" and (item.in_list or not first.after_blank or self._is_meetings(item))
            return item.support != "closed" and not is_text
        is_decided = "beslutning" in passed.types or (not passed.types and previous.support == "outcome")
        if not (first.after_blank or first.is_marked):
            is_end = is_decided and before is not None and not self._is_bare_heading(before)
            if not is_end or (passed.types and passed.last not in _DECIDED):
                return False
        if item.support == "section":
            # In an agenda the proposal may come last: another section than the decision begins the next item.
            is_proposed = "indstilling" in passed.types and item.section != "beslutning" and passed.last not in _LISTING
            is_new = not item.in_list and (is_proposed or not passed.types)
            return is_decided or item.section in passed.types or is_new
        if item.support == "closed":
            return passed.last not in _LISTING
        return not passed.types or (is_decided and passed.last in _DECIDED)

    def _is_meetings(self, item: _Item) -> bool:
        """Whether the number is the whole document's: the meeting's facts stand below."""
        below = self.lines[_last(item.head) + 1 : min(item.until, _last(item.head) + 1 + _MAX_FACTS)]
        facts = (read_fact(self.lines, line) for line in below if line.core)
        return any(fact is not None and fact.kind in _MEETING_FACTS for fact in facts)

    def _is_bare_heading(self, line: Line) -> bool:
        heading = self.headings.get(line.index)
        return heading is not None and heading.rest >= len(line.core)
