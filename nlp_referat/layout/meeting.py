"""The head of the minutes: which body met, where and when.

Facts stand behind labels or in the shape of the first lines. Labels are sought only before the first
item, where nothing else looks like them.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from nlp_referat.dates import parse_date, parse_time
from nlp_referat.labels import DocumentKind
from nlp_referat.layout.days import day_of
from nlp_referat.layout.facts import PEOPLE, Fact, read_facts
from nlp_referat.layout.items import Items
from nlp_referat.layout.kinds import named_by
from nlp_referat.layout.lines import Line
from nlp_referat.layout.participants import read_participants
from nlp_referat.lexicon import find_municipality
from nlp_referat.names.committees import parse_committee
from nlp_referat.schema import Committee, Meeting

_KIND_WORD: Final = re.compile(
    r"(?i)\b(?:referat|beslutningsprotokol|beslutningsreferat|protokol|mødereferat|dagsorden|tillægsdagsorden|møde|mødeindkaldelse|udvalg:)(?!\w)"
)
_CLOCK: Final = re.compile(
    r"(?:kl\.?|klokken)[ \t]*\d{1,2}(?:[.:]?\d\d)?|(?<![\d.:-])\d{1,2}[:.]\d\d(?![\d.:-])", re.IGNORECASE
)
_CLOCK_TAIL: Final = re.compile(r"(?i)[ ,]*\b(?:kl\.?|fra kl\.?)\s*\d{1,2}[.:]\d\d.*$")
# "… kl. 17.00, Statene 2", "… kl. 15.00 i Mødelokale 1": the place behind the time
_PLACE_WORD: Final = (
    r"(?i:mødelokale|lokale|(?:kommunalbestyrelsens|byrådets)(?= \w*(?:sal|lokale|stue))"
    r"|byråds(?:lokale|stue|gang)\w*|\w*rådssal\w*"
    r"|bestyrelsessal\w*|rådhus(?:et|ets)?\b|møde\w*sal\w*|festsal\w*|kantine\w*"
    r"|\w{3,}sal(?:en)?|regionshus\w*|kulturhus\w*)"
)
_PLACE_BEHIND_TIME: Final = re.compile(
    r"(?i:\bkl\.?|klokken)[ \t]*\d{1,2}(?:[.:]\d\d)?(?:[ \t]*[-–][ \t]*(?:kl\.?[ \t]*)?\d{1,2}(?:[.:]\d\d)?)?"
    rf"(?:,[ \t]*|[ \t]+)(?:(?:i|på)[ \t]+)?(?P<place>(?:{_PLACE_WORD}|[A-ZÆØÅ])[^\n]{{2,90}}?)[ .]*$"
)
# "Mandag … holdt Kommunalbestyrelsen møde i Mødesalen"
_PLACE_OF_MEETING: Final = re.compile(r"holdt\b[^\n]{0,80}\bmøde i (?P<place>[A-ZÆØÅ][^\n,.]{2,60})")
_PLACE_LINE: Final = re.compile(rf"\b{_PLACE_WORD}\b")
_PREPOSITION: Final = re.compile(r"(?:i|på)[ ](?=\S)")
_ADDRESS: Final = re.compile(r"(?:i|på)[ ][A-ZÆØÅ].*\b\w+(?:vej|gade|plads|torv|torvet|allé)[ ]\d|Torvet[ ]\d")
_UNFINISHED: Final = re.compile(r"(?:-|,|\bog)$")
# A paragraph that opens with the meeting's date, and goes on with who was there.
_MEETING_OPENS: Final = re.compile(
    r"(?i:(?:ordinært |ekstraordinært |offentligt )?møde(?:t)?\b[^.\d]{0,40}?(?:den |d\. ?))"
    r"(?P<date>\d{1,2}\.? ?[a-zæøåA-ZÆØÅ]{3,9} \d{4})"
)
_END_LINES: Final = 12
_MAX_HEAD: Final = 400
_TOP_LINES: Final = 60
_MAX_SHORT_LINE: Final = 140
_MAX_COMMITTEE_LINE: Final = 160


def read_meeting(text: str, items: Items) -> Meeting:
    """The meeting's facts; what the text does not say is None."""
    head = _head_lines(items)
    facts = [fact for line in head for fact in read_facts(items.lines, line)]
    committee = _committee(items.lines, head, facts, text) or _committee_of_decisions(items)
    date = _date(head, facts, committee) or _date_of_decisions(items)
    return Meeting(
        committee=committee,
        municipality=_municipality(text, facts),
        date=date,
        time=_time(head, facts, committee),
        location=_location(head, facts, committee),
        participants=read_participants(text, items, facts),
    )


def document_kind(items: Items, has_decisions: bool) -> DocumentKind:
    """What the head calls the document, corrected by whether decisions are there."""
    if not items.heads:
        return "andet"
    return "referat" if has_decisions else named_kind(items) or "dagsorden"


def named_kind(items: Items) -> DocumentKind | None:
    """What the head calls the document, or minutes if it tells of the meeting as past; None if it says nothing."""
    return named_by(_head_lines(items), items.lines[-_END_LINES:])


def _head_lines(items: Items) -> list[Line]:
    """Lines before the first item and outside the table of contents."""
    stop = min(items.first_line, _MAX_HEAD)
    return [line for line in items.lines[:stop] if line.core and line.index not in items.contents.lines]


def _committee(lines: list[Line], head: list[Line], facts: list[Fact], text: str) -> Committee | None:
    """The body named behind a label or in the line that names the document, else the one the text names most."""
    labelled = {fact.line for fact in facts if fact.kind == "committee"}
    others = {fact.line for fact in facts if fact.kind in PEOPLE or fact.kind == "location"} - labelled
    ranked: list[tuple[float, int, Committee]] = []
    lowered = text[:200_000].casefold()
    for line in head[:120]:
        if len(line.core) > _MAX_COMMITTEE_LINE or line.index in others:
            continue
        if line.index and _UNFINISHED.search(lines[line.index - 1].core):
            continue
        words = line.core
        if _UNFINISHED.search(words):  # "Arbejdsmarkeds- og" on one line, the rest on the next
            words = text[line.core_start : line.end + 1 + _MAX_COMMITTEE_LINE].partition("\n\n")[0]
        if found := parse_committee(words) or _body_of_meeting(words):
            name, start, end = found
            score = 3.0 * (line.index in labelled) + 2.0 * bool(_KIND_WORD.search(line.core)) + 1.0 * line.is_marked
            score += 1.0 * (len(line.core) - (end - start) < 3) + 1.0 * (day_of(line.core) is not None)
            score += min(2.0, lowered.count(name.casefold()[:-2]) / 5)
            ranked.append(
                (score, -line.index, Committee(name=name, start=line.core_start + start, end=line.core_start + end))
            )
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None


_ITS_MEETING: Final = re.compile(r"(?i)\b(?P<body>[^\W\d_-][\w-]*(?P<noun>råd|udvalg|nævn|bestyrelse))smøde\w*")
_DEFINITE: Final = {"bestyrelse": "n"}  # the others end in -et


def _body_of_meeting(words: str) -> tuple[str, int, int] | None:
    """The body that a compound names: "Referat af byrådsmøde"."""
    match = _ITS_MEETING.search(words)
    if match is None:
        return None
    named = parse_committee(match["body"].capitalize() + _DEFINITE.get(match["noun"].lower(), "et"))
    return (named[0], *match.span()) if named else None


def _decision_lines(items: Items) -> Iterable[Line]:
    return (items.lines[i] for i, heading in items.headings.items() if heading.type == "beslutning" and heading.body)


def _committee_of_decisions(items: Items) -> Committee | None:
    """The body that most decision headings name, for minutes whose head names none: it is the one that met."""
    bodies = Counter(
        heading.body for heading in items.headings.values() if heading.type == "beslutning" and heading.body
    )
    if not bodies:
        return None
    name = bodies.most_common(1)[0][0]
    for line in _decision_lines(items):
        if (found := parse_committee(line.core)) and found[0] == name:
            return Committee(name=name, start=line.core_start + found[1], end=line.core_start + found[2])
    return None


def _date_of_decisions(items: Items) -> dt.date | None:
    """The latest date of a decision heading: earlier ones are other meetings'."""
    return max(
        (heading.date for heading in items.headings.values() if heading.type == "beslutning" and heading.date),
        default=None,
    )


def _date(head: list[Line], facts: list[Fact], committee: Committee | None) -> dt.date | None:
    for kind in ("time", "date"):  # "Tid: Tirsdag den 29. november, kl. 9.30" below a letterhead's own "Dato:"
        for fact in facts:
            if fact.kind == kind and (date := parse_date(fact.value)):
                return date
    # A date in running text is not the meeting's: only the body's line and short lines at the top are asked.
    short = [line for line in head[:_TOP_LINES] if len(line.core) <= _MAX_SHORT_LINE]
    for line in [*_line_of(head, committee), *(line for line in short if _KIND_WORD.search(line.core)), *short]:
        if date := day_of(line.core):
            return date
    opened = (_MEETING_OPENS.match(line.core) for line in head[:_TOP_LINES])
    return next((date for found in opened if found and (date := parse_date(found["date"]))), None)


def _line_of(head: list[Line], committee: Committee | None) -> list[Line]:
    return [line for line in head if committee and line.start <= committee.start <= line.end]


def _time(head: list[Line], facts: list[Fact], committee: Committee | None) -> str | None:
    for kind in ("time", "date"):
        for fact in facts:
            if fact.kind == kind and (time := parse_time(fact.value)):
                return time
    dated = [line for line in head[:_TOP_LINES] if len(line.core) <= _MAX_COMMITTEE_LINE and day_of(line.core)]
    for line in [*_line_of(head, committee), *dated, *head[:_TOP_LINES]]:
        for clock in _CLOCK.finditer(line.core) if line in dated or re.search(r"(?i)\bkl\b", line.core) else ():
            if time := parse_time(clock[0]):
                return time
    return None


def _location(head: list[Line], facts: list[Fact], committee: Committee | None) -> str | None:
    for fact in facts:
        if fact.kind == "location" and (value := _CLOCK_TAIL.sub("", _plain(fact.value)).strip(" ,;|")):
            return value
    top = [line for line in head[:_TOP_LINES] if len(line.core) <= _MAX_COMMITTEE_LINE]
    for line in top:
        if match := _PLACE_BEHIND_TIME.search(line.core) or _PLACE_OF_MEETING.search(line.core):
            return _plain(match["place"]).rstrip(".")
    stated = {fact.line for fact in facts}
    parts = (part for line in top[:15] if line.index not in stated for part in _FIELDS.split(line.core))
    return next((_plain(_PREPOSITION.sub("", part)) for part in parts if _is_place(part)), None)


_FIELDS: Final = re.compile(r"[ \t]+[|·•][ \t]+")  # "Teknisk Udvalg | 3. maj 2025 | Lokale 3"


def _is_place(words: str) -> bool:
    """Whether the words are a room, a house or an address, and neither a body nor a sentence."""
    if words.endswith(".") and len(words) > 60:
        return False
    if _ADDRESS.match(words):
        return True
    body = parse_committee(words)
    return _PLACE_LINE.search(words) is not None and not (body and body[2] - body[1] > len(words) - 4)


def _plain(value: str) -> str:
    return re.sub(r"\s+", " ", value.replace("**", "")).lstrip(" .…·_").rstrip()


def _municipality(text: str, facts: list[Fact]) -> str | None:
    for fact in facts:
        if fact.kind == "municipality" and (name := find_municipality(fact.value + " Kommune")):
            return name
    return find_municipality(text)
