"""The words around an amount that can speak of it: its sentence, its clauses, the lead of its list.

>>> text = "Puljen er på 2 mio. kr. Der er søgt om 3 mio. kr., hvoraf 1 mio. kr. til drift."
>>> passages = read_passages(text, [(13, 23), (39, 49), (58, 68)])
>>> [text[p.left_start : p.start] for p in passages]
['Puljen er på ', 'Der er søgt om ', ', hvoraf ']
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_NEAR: Final = 160
_WINDOW: Final = 500
"""How far a sentence may reach on either side of an amount; longer ones are cut there."""
_LEAD_LINES: Final = 30
_LEAD_WINDOW: Final = 2500
_MAX_LOOSE: Final = 2
"""Lines that a list line may run on over."""
_BOUNDARY: Final = re.compile(
    r"(?P<stop>[.!?]+[\"”»)*_]*)\s+(?=[\"”»(*_]*[A-ZÆØÅ])"
    r"|\n[ \t]*\n"
    r"|(?<![,\n])\n(?=[ \t]*at[ \t])"
    r"|\n[ \t]*(?:\#{1,6}[^\n]*|[*_]*[A-ZÆØÅ][^\n.,;:!?]{1,38}:?[*_]*)[ \t]*\n"
    r"|\n(?=[ \t>*]*(?:[-*•·▪–][ \t]|\d{1,2}[.)][ \t]|[a-zæøå]\)[ \t]|(?:at|ad|pkt\.?)[ ]\d{1,2}\b|\#))"
    r"|(?<=:)\n(?=[ \t]*[A-ZÆØÅ][^\n.!?]{0,70}?[ ,:–-][ \t]*\d[\d.,]*[ \t]?(?:kr|t\.?kr|mio|mill|tkr)\b)"
    r"|[\t|]"
)
_EDGE: Final = re.compile(r"[.!?\n\t|]")
_AFTER_STOP: Final = re.compile(r"\.?[\"”»)*_]*\s+(?=[\"”»(*_]*[A-ZÆØÅ])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:ca|cirka|nr|pr|jf|inkl|ekskl|incl|excl|maks|max|min|kl|pkt|bl\.a|f\.eks|fx|evt|vedr|hhv|dvs|gl|st|sct|dr|fmd|"
    r"adm|afd|stk|tlf|sml|ca|div|og lign|m\.fl|m\.m|mv|m\.v|skt|fhv|matr|ing|a\.m\.b)|\b[A-ZÆØÅ])$",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"[ \t>*]*(?:[-*•·▪–][ \t]|\d{1,2}[.)][ \t]|at[ \t]|[a-zæøå][.)][ \t])")
_ROW: Final = re.compile(
    r"[ \t]*[A-ZÆØÅ0-9][^\n.!?]{0,70}?[ :–-][ \t]*\d[\d.,]*[ \t]?(?:kr|t\.?kr|mio|mill|tkr)\b\.?(?:[ \t]kr\.?)?"
    r"(?:[ \t][^\n.:]{0,30})?(?:\n|$)"
)
"""A line of a list without a mark: "Roklubben: 40.000 kr."."""
_HEADING: Final = re.compile(r"[ \t]*(?:\#{1,6}[^\n]*|[A-ZÆØÅ][^\n.,;:!?]{1,38}:?[ \t]*)\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """The surroundings of one amount; all are offsets into the text.

    Attributes:
        start, end: the amount.
        sentence_start, sentence_end: its sentence, list line or cell.
        left_start: where its own words begin: the sentence, or the end of the amount before.
        right_end: where they end: the sentence, or the start of the amount behind.
        previous: place of the amount before it in the same sentence, None for the first.
        lead: the words that a list it stands in hangs under ("Der er søgt om:").
        is_item: whether the sentence is a line of a list.
    """

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    left_start: int
    right_end: int
    previous: int | None
    lead: tuple[int, int] | None
    is_item: bool


def read_passages(text: str, spans: Sequence[tuple[int, int]]) -> list[Passage]:
    """A passage for each amount; `spans` are in order and do not overlap."""
    passages: list[Passage] = []
    first, last = 0, -1
    for place, (start, end) in enumerate(spans):
        if start >= last or start - first > _WINDOW:
            floor = max(0, start - _WINDOW, spans[place - 1][1] if place and spans[place - 1][1] > last else 0)
            first = _sentence_start(text, floor, start)
            last = _sentence_end(text, end)
            is_new = not (place and passages[-1].end > first)
        else:
            is_new = False
        last = max(last, end)
        following = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        is_item = _ITEM.match(text, first) is not None or _is_row(text, first)
        passages.append(
            Passage(
                start,
                end,
                first,
                last,
                first if is_new else spans[place - 1][1],
                max(end, min(last, following)),
                None if is_new else place - 1,
                _lead(text, first) if is_item and is_new else (passages[-1].lead if not is_new else None),
                is_item,
            )
        )
    return passages


def _boundaries(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The matches of `_BOUNDARY`; it is tried only where one of its first letters stands."""
    position = start
    while edge := _EDGE.search(text, position, stop):
        match = _BOUNDARY.match(text, edge.start(), stop)
        position = match.end() if match else edge.end()
        if match:
            yield match


def _is_row(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] == "\n" and _ROW.match(text, start) is not None


def _is_stop(text: str, match: re.Match[str]) -> bool:
    if match["stop"] is None:
        return True
    return match["stop"] != "." or _ABBREVIATION.search(text, max(0, match.start() - 12), match.start()) is None


def _sentence_start(text: str, floor: int, start: int) -> int:
    first = floor
    for begin in (max(floor, start - _NEAR), floor):  # it is mostly near; the way back to the floor is long
        ends = [m.end() for m in _boundaries(text, begin, start) if m.end() <= start and _is_stop(text, m)]
        if ends:
            first = ends[-1]
            break
    at_line = first == 0 or text[first - 1] == "\n"
    while at_line and (heading := _HEADING.match(text, first, start)):  # a short line above is no part of the sentence
        first = heading.end()
    return first


def _sentence_end(text: str, end: int) -> int:
    stop = min(len(text), end + _WINDOW)
    if text[end - 1] == "." and (after := _AFTER_STOP.match(text, end)):
        return after.start()
    for match in _boundaries(text, max(0, end - 1), stop):
        if match.start() >= end and _is_stop(text, match):
            return match.start() + len(match["stop"] or "")
    return stop


def _lead(text: str, start: int) -> tuple[int, int] | None:
    """The line with a colon that the list line at `start` hangs under."""
    floor = max(0, start - _LEAD_WINDOW)
    position, loose = start, 0
    for _ in range(_LEAD_LINES):
        end = position - 1
        if end < floor:
            break
        position = text.rfind("\n", floor, end) + 1 or floor
        line = text[position:end]
        core = line.strip(" \t*_#>")
        if not core:
            if loose:  # a paragraph, not the end of a list line
                break
            continue
        if _ITEM.match(line) or (_ROW.match(line) and not core.endswith(":")):
            loose = 0
        elif core.endswith((":", ",")) and not loose:
            return _sentence_start(text, max(0, end - _WINDOW), end), end
        else:
            loose += 1
            if loose > _MAX_LOOSE:
                break
    return None
