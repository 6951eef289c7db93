"""What is missing from a document or could not be read, each with its place: nothing is silently absent.

=========================  ==============================================================================
``number_gap``             the numbers of two items in a row leave some out
``contents_item_missing``  the table of contents announces an item that does not follow
``item_empty``             an open item without any text
``item_unparsed``          an item whose text has no part that was recognised
``decision_missing``       minutes that give an item's proposal and no decision
``text_cut``               the text of an item stops in the middle of a sentence, or says that it was cut
``part_failed``            a conversion left its error, or letters that it could not read
``attachment_missing``     an attachment that is referred to is not there, or is said to be missing
=========================  ==============================================================================

>>> from nlp_referat.layout.lines import split_lines
>>> [gap.code for gap in failed_parts("Budgettet er (cid:12)(cid:7)(cid:31) mio. kr.")]
['part_failed']
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from nlp_referat.labels import DocumentKind
from nlp_referat.layout.contents import _ACCESS, _LEADER, _MAX_ENTRY
from nlp_referat.layout.items import ItemHead, Items
from nlp_referat.layout.lines import Line, skeleton
from nlp_referat.schema import Item, Warning

_MIN_TITLE: Final = 10
_MIN_BODY: Final = 120
_MIN_CUT: Final = 20
_MAX_FAILURES: Final = 50
_ENTRY_NUMBER: Final = re.compile(
    r"(?:Punkt|Pkt\.?|Sag(?:\s*nr)?\.?|Nr\.?)?\s*(?P<number>\d{1,4})[a-z]?\s*[.):–-]?\s+(?=\S)", re.IGNORECASE
)
# A sentence does not end with these.
_CUT: Final = re.compile(
    r"(?:(?<=[ \t])(?:og|eller|at|til|med|på|for|som|der|af|den|det|en|et|samt|om|ved|fra|har|er|skal|kan|vil"
    r"|blev|bliver|hvor|hvis|men|idet|under|mellem|efter|indstiller|i|de|denne|dette|ca\.|kommunens|udvalgets|byrådets)|[a-zæøå]{2}-|[a-zæøå],)$"
)
_SAYS_CUT: Final = re.compile(
    r"[\[(](?:…|\.{3}|tekst(?:en)? (?:mangler|er (?:afkortet|skåret|ikke komplet))|afkortet|resten mangler"
    r"|side(?:r)? mangler|fortsættes|uddrag)[^\])\n]{0,40}[\])]"
    r"|\b(?:resten af (?:teksten|punktet|siden) mangler|teksten er afkortet)\b",
    re.IGNORECASE,
)
_FAILED: Final = re.compile(
    r"(?:\(cid:\d{1,5}\)[ ]?)+"
    r"|\ufffd+(?:[^\n\ufffd]{0,3}\ufffd+)*"
    r"|\b(?:dokument|bilag|fil|billed|side|tabel|figur|indhold|pdf|tekst|notat"
    r"|felt)\w{0,4}[^.\n]{0,60}? (?:kunne ikke|kan ikke) (?:vises|indlæses|åbnes|konverteres|læses|hentes"
    r"|gengives|udtrækkes)\b"
    r"|\b(?:error|failed) (?:converting|loading|reading|rendering|to (?:convert|load|read|render))[^\n]{0,80}"
    r"|\[(?:billede|image|tabel|figur|ulæseligt|ulæselig)[^\]\n]{0,60}\]",
    re.IGNORECASE,
)
_NOT_ATTACHED: Final = re.compile(
    r"\b(?:bilag(?:et|ene)?(?: \d{1,2})?|notat(?:et)?|kortbilag(?:et)?)[^.\n]{0,40}? (?:mangler|eftersendes"
    r"|fremsendes senere|er ikke vedlagt|er ikke vedhæftet|ikke vedlagt|foreligger ikke|omdeles på mødet"
    r"|udleveres på mødet)\b",
    re.IGNORECASE,
)
_REFERS: Final = re.compile(
    r"\b(?:jf\.?|jævnfør|se|fremgår af|af|i|vedlagt(?:e)?(?: som)?|vedhæftet(?: som)?) (?P<what>(?:vedlagte "
    r"|vedhæftede )?bilag(?:et)?(?: (?:nr\. ?)?(?P<number>\d{1,2}))?)\b(?!\s*:)",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"^[ \t>*_#\-•]*(?:bilag[ ]*)?(?:nr\.?[ ]*)?(?P<number>\d{1,2})\b", re.IGNORECASE | re.MULTILINE
)
_IS_NO_ITEM: Final = re.compile(
    r"(?:underskrift\w*|bilagsoversigt|bilagsliste|deltagerliste)\b|\d{1,2}-\d{1,2}-\d{4}", re.IGNORECASE
)
_IS_FORMALITY: Final = re.compile(
    r"\b(?:eventuelt|evt|meddelelser|orientering|underskrift\w*|godkendelse|lukket|fortrolig\w*|udgår|udgået)\b",
    re.IGNORECASE,
)


def find_gaps(text: str, items: Items, built: Sequence[Item], kind: DocumentKind) -> list[Warning]:
    """Every gap of a document, in order of place; offsets into `text`."""
    found = [*number_gaps(built), *_not_followed(items, built), *failed_parts(text)]
    for head, item in zip(items.heads, built, strict=True):
        found += _of_item(text, items.lines[head.body : head.last], head, item, kind)
    return sorted(found, key=lambda gap: gap.start or 0)


def number_gaps(built: Sequence[Item]) -> Iterator[Warning]:
    """Numbers that are left out between two items."""
    for one, other in pairwise(item for item in built if item.number):
        numbers = [int("".join(filter(str.isdigit, item.number)) or 0) for item in (one, other)]
        if numbers[1] - numbers[0] > 1:
            message = f"Between item {one.number} and item {other.number} numbers are missing."
            yield Warning(code="number_gap", message=message, start=one.start, end=other.start)


def failed_parts(text: str) -> Iterator[Warning]:
    """Error messages and unreadable letters that a conversion left; one warning for each run of them."""
    run: list[int] = []
    count = 0
    for match in _FAILED.finditer(text):
        if run and match.start() - run[1] < _MIN_BODY:
            run[1] = match.end()
            continue
        if run:
            yield _failed(*run)
        count += 1
        if count >= _MAX_FAILURES:
            return
        run = [match.start(), match.end()]
    if run:
        yield _failed(*run)


def _failed(start: int, end: int) -> Warning:
    message = "A part of the document was not converted: here stands an error, or letters that could not be read."
    return Warning(code="part_failed", message=message, start=start, end=end)


def _not_followed(items: Items, built: Sequence[Item]) -> Iterator[Warning]:
    """Entries of the table of contents without an item. A table that fits no item is about something else."""
    titles = [skeleton(item.title) for item in built]
    numbers = {item.number for item in built}
    missing: list[tuple[Line, str]] = []
    fitting = 0
    for index in sorted(items.contents.lines):
        line = items.lines[index]
        entry = _LEADER.fullmatch(line.core) if 0 < len(line.core) <= _MAX_ENTRY else None
        if entry is None or (items.heads and index >= items.first_line):
            continue
        number = _ENTRY_NUMBER.match(entry["title"])
        title = entry["title"][number.end() :] if number else entry["title"]
        key = skeleton(_ACCESS.sub("", title.strip(" .…")))
        if len(key) < _MIN_TITLE or line.is_furniture or _IS_NO_ITEM.search(title):
            continue
        if any(key in other or (len(other) >= _MIN_TITLE and other in key) for other in titles):
            fitting += 1
        elif number is None or number["number"] not in numbers:
            missing.append((line, title.strip(" .…")))
    if fitting < max(1, len(missing)):
        return
    for line, title in missing:
        message = f"The table of contents announces {title!r}, but no such item follows."
        yield Warning(code="contents_item_missing", message=message, start=line.start, end=line.end)


def _of_item(text: str, lines: Sequence[Line], head: ItemHead, item: Item, kind: DocumentKind) -> Iterator[Warning]:
    content = [line for line in lines if line.core and not line.is_furniture]
    if not item.closed and not content and not _IS_FORMALITY.search(item.title):
        message = f"Item {item.number} has a title and no text."
        yield Warning(code="item_empty", message=message, start=item.start, end=item.end)
    size = sum(len(line.core) for line in content)
    if (
        not item.sections
        and item.decision is None
        and item.proposal is None
        and size >= _MIN_BODY
        and kind == "referat"
    ):
        message = f"No part of item {item.number} was recognised: neither proposal, text nor decision."
        yield Warning(code="item_unparsed", message=message, start=item.start, end=item.end)
    if kind == "referat" and item.proposal is not None and item.decision is None and not item.closed:
        message = f"Item {item.number} has a proposal and no decision, in minutes."
        yield Warning(code="decision_missing", message=message, start=item.start, end=item.end)
    yield from _cuts(text, content, item)
    yield from _attachments(text, item)


def _cuts(text: str, content: Sequence[Line], item: Item) -> Iterator[Warning]:
    for match in _SAYS_CUT.finditer(text, item.start, item.end):
        message = f"The text of item {item.number} says that it was cut."
        yield Warning(code="text_cut", message=message, start=match.start(), end=match.end())
    if content and len(content[-1].core) >= _MIN_CUT and _CUT.search(content[-1].core):
        message = f"The text of item {item.number} stops in the middle of a sentence."
        yield Warning(code="text_cut", message=message, start=content[-1].start, end=content[-1].end)


def _attachments(text: str, item: Item) -> Iterator[Warning]:
    """Attachments that are not there: said so, or referred to and not listed."""
    said = list(_NOT_ATTACHED.finditer(text, item.start, item.end))
    for match in said:
        message = f"An attachment of item {item.number} is said to be missing."
        yield Warning(code="attachment_missing", message=message, start=match.start(), end=match.end())
    if said:
        return
    listed = [section for section in item.sections if section.type == "bilag"]
    numbers = set(_numbers(text, [(section.start, section.end) for section in listed]))
    seen: set[str | None] = set()
    for match in _REFERS.finditer(text, item.start, item.end):
        number = match["number"]
        if number in seen or any(section.start <= match.start() < section.end for section in listed):
            continue
        seen.add(number)
        if not listed or (number is not None and numbers and int(number) not in numbers):
            message = f"Item {item.number} refers to an attachment that the text does not list."
            yield Warning(code="attachment_missing", message=message, start=match.start("what"), end=match.end("what"))


def _numbers(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    for start, end in spans:
        for match in _LISTED.finditer(text, start, end):
            yield int(match["number"])
