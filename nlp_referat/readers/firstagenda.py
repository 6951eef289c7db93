"""FirstAgenda JSON: the payload of ``dagsorden/{id}``, whose fields say what a text only hints at.

The items come from the fields, their text from the HTML in them. Every stretch of the text names its field.

>>> payload = '{"Udvalg": {"Navn": "Byrådet"}, "Dagsordenpunkter": [{"Number": "7", "Navn": "Sti", "IsOpen": true,'
>>> payload += ' "Felter": [{"Navn": "Beslutning", "Html": "<p>Godkendt.</p>"}]}]}'
>>> source, = firstagenda_sources(payload)
>>> source.text, source.locate(source.text.index("Godkendt")).field
('Byrådet\\n\\n# Punkt 7: Sti\\n\\n## Beslutning\\n\\nGodkendt.\\n', 'Dagsordenpunkter[0].Felter[0].Html')
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from nlp_referat.errors import UnreadableError
from nlp_referat.layout.headings import read_heading
from nlp_referat.layout.titles import read_title
from nlp_referat.readers.html import html_blocks
from nlp_referat.readers.render import Block, Written, clean, write
from nlp_referat.readers.source import DEFAULT_LIMITS, KnownItem, Limits, Place, Source
from nlp_referat.references import parse_case_number

_ITEMS: Final = "Dagsordenpunkter"
_ITEM_LEVEL: Final = 1
_SECTION_LEVEL: Final = 2
_NUMBER: Final = re.compile(r"\d{1,4}[a-zæøå]?", re.IGNORECASE)
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&#?\w{2,8};")
_SHAPE: Final = "Expected is the payload of FirstAgenda's dagsorden/{id}, with Udvalg, Moede and Dagsordenpunkter"

Json = dict[str, Any]


def firstagenda_sources(text: str, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Iterator[Source]:
    """One `Source` for each payload: the file is one, a list of them, or has one on each line.

    Raises:
        UnreadableError: for JSON that is damaged, too deep, or of another shape.
    """
    called = name or "the input"
    payloads = _payloads(text.lstrip("\ufeff"), called)
    for count, (payload, is_only) in enumerate(payloads, 1):
        numbered = name if is_only or name is None else f"{name}#{count}"
        yield _source(payload, numbered, called if is_only else f"{called}#{count}", limits)


def _payloads(text: str, name: str) -> Iterator[tuple[object, bool]]:
    """The payloads, each with whether it is the only one."""
    try:
        whole = _parse(text, name)
    except json.JSONDecodeError as error:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) < 2 or not _is_whole(lines[0][1], name):
            raise _damaged(name, error.lineno, error) from None
        for number, line in lines:
            try:
                yield _parse(line, name), False
            except json.JSONDecodeError as line_error:
                raise _damaged(name, number, line_error) from None
        return
    if not isinstance(whole, list):
        yield whole, True
    elif not whole:
        raise UnreadableError(f"{name} is an empty JSON list. {_SHAPE}.")
    else:
        for payload in whole:
            yield payload, len(whole) == 1


def _parse(text: str, name: str) -> object:
    try:
        # A number of a million digits would take Python minutes; no field that is read holds a number.
        return json.loads(text, parse_int=str, parse_float=str)
    except RecursionError:
        raise UnreadableError(f"{name} is JSON nested deeper than any payload is. {_SHAPE}.") from None


def _is_whole(line: str, name: str) -> bool:
    try:
        return isinstance(_parse(line, name), dict)
    except json.JSONDecodeError:
        return False


def _damaged(name: str, line: int, error: json.JSONDecodeError) -> UnreadableError:
    return UnreadableError(f"{name} begins as JSON and is damaged in line {line}: {error.msg}. Fetch it again.")


def _source(payload: object, name: str | None, called: str, limits: Limits) -> Source:
    if isinstance(payload, dict) and str(payload.get("schema")).startswith("referat/"):
        raise UnreadableError(f"{called} is no document: it is what `nlp-referat extract` made of one. Read that one.")
    if not isinstance(payload, dict) or not isinstance(payload.get(_ITEMS), list):
        keys = ", ".join(map(repr, list(payload)[:6])) if isinstance(payload, dict) else type(payload).__name__
        raise UnreadableError(f"{called} is JSON of another shape ({clean(keys)[:200]}). {_SHAPE}.")
    writer = _Writer(called, limits)
    writer.head(payload)
    for index, item in enumerate(payload[_ITEMS]):
        if not isinstance(item, dict):
            raise UnreadableError(f"{called}: {_ITEMS}[{index}] is no object. {_SHAPE}.")
        writer.item(item, index)
    written = write(writer.blocks)
    return Source(name, "firstagenda", written.text, written.headings, written.stretches, writer.known(written))


class _Writer:
    """Writes one payload as blocks, and remembers which of them heads which item."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self._name, self._limits = name, limits
        self._heads: list[tuple[int, KnownItem]] = []  # index of the block

    def known(self, written: Written) -> tuple[KnownItem, ...]:
        """The items, with the offsets that their heads got."""
        marks = len("#" * _ITEM_LEVEL) + 1
        return tuple(
            KnownItem(written.starts[index] + marks, item.number, item.title, item.case_number, item.closed)
            for index, item in self._heads
        )

    def head(self, payload: Json) -> None:
        """Body, date, time, place and people of the meeting."""
        meeting = _object(payload.get("Moede"))
        has_decisions = any(_has_decision(_object(item)) for item in payload[_ITEMS])
        # Of the meeting being over, no decision follows; of its being to come, that there is none yet.
        if _boolean(meeting.get("Afsluttet")) is False and not has_decisions:
            self._add("Dagsorden", "Moede.Afsluttet")
        body = _object(payload.get("Udvalg")).get("Navn")
        self._add(_words(body) or _words(meeting.get("Navn")), "Udvalg.Navn" if _words(body) else "Moede.Navn")
        date, time = _moment(meeting)
        self._add(date and f"Mødedato: {date}", "Moede.Dato")
        self._add(time and f"Mødetidspunkt: {time}", "Moede.Dato")
        place = _words(meeting.get("Sted"))
        self._add(place and f"Mødested: {place}", "Moede.Sted")
        people = [_object(person) for person in _list(meeting.get("Moededeltagere"))]
        absent = [person for person in people if _is_absent(person)]
        present = [person for person in people if not _is_absent(person)]
        for label, group in (("Mødedeltagere", present), ("Afbud", absent)):
            names = ", ".join(name for person in group if (name := _words(person.get("Name"))))
            self._add(names and f"{label}: {names}", "Moede.Moededeltagere")

    def item(self, item: Json, index: int) -> None:
        """One item: its head, its case number, and its fields."""
        field = f"{_ITEMS}[{index}]"
        given = _words(item.get("Number")) or _words(item.get("Punktnummer"))
        number = given if _NUMBER.fullmatch(given) else str(index + 1)
        title = _words(item.get("Navn")) or _words(item.get("Caption")) or "(uden titel)"
        case = _words(item.get("CaseNumber")) or _words(item.get("SagsNummer"))
        closed = _boolean(item.get("IsOpen")) is False
        read = read_title(title)
        known = KnownItem(0, number, read.text or title, parse_case_number(f"Sagsnr. {case}") or case or None, closed)
        self._heads.append((len(self.blocks), known))
        mark = "Lukket: " if closed and not read.is_closed else ""
        self.blocks.append(Block(f"Punkt {number}: {mark}{title}", level=_ITEM_LEVEL, place=Place(field=field)))
        self._add(case and f"Sagsnr.: {case}", f"{field}.SagsNummer")
        has_decision = _has_decision_field(item)
        for place, content in enumerate(_list(item.get("Felter"))):
            self._field(_object(content), f"{field}.Felter[{place}]")
        decision = item.get("ItemDecision")
        if isinstance(decision, str) and decision.strip() and not has_decision:
            self._heading("Beslutning", f"{field}.ItemDecision")
            self._markup(decision, f"{field}.ItemDecision")

    def _field(self, content: Json, field: str) -> None:
        html, plain = content.get("Html"), content.get("Tekst")
        title = _words(content.get("Navn"))
        key = "Html" if isinstance(html, str) and html.strip() else "Tekst"
        blocks = self._blocks_of(html if key == "Html" else plain, f"{field}.{key}")
        if not blocks:
            return
        # A field's name is a heading where the text does not begin with one of its own.
        if title and not blocks[0].level and read_heading(title) and clean(blocks[0].text).rstrip(":") != title:
            self._heading(title, f"{field}.Navn")
        self.blocks += blocks

    def _markup(self, text: str, field: str) -> None:
        self.blocks += self._blocks_of(text, field)

    def _blocks_of(self, text: object, field: str) -> list[Block]:
        """The blocks of a field that holds HTML or plain text; headings stand below the item's."""
        if not isinstance(text, str) or not text.strip():
            return []
        if not _MARKUP.search(text):
            lines = [clean(line) for line in text.splitlines()]
            return [Block(line, place=Place(field=field)) for line in lines if line]
        blocks = html_blocks(text, f"{self._name}: {field}", self._limits)
        for block in blocks:
            block.place = Place(field=field)
            block.level = max(block.level, _SECTION_LEVEL) if block.level else 0
        if blocks:
            blocks[0].blank = True
        return blocks

    def _heading(self, text: str, field: str) -> None:
        self.blocks.append(Block(text, level=_SECTION_LEVEL, place=Place(field=field)))

    def _add(self, text: str | None, field: str) -> None:
        if text:
            self.blocks.append(Block(text, place=Place(field=field)))


def _has_decision_field(item: Json) -> bool:
    return any(_is_decision(_object(content)) for content in _list(item.get("Felter")))


def _is_decision(content: Json) -> bool:
    """Whether a field holds a decision that is the meeting's own, by its name or a heading in it."""
    heading = read_heading(_words(content.get("Navn")))
    html = content.get("Html") if isinstance(content.get("Html"), str) else ""
    plain = content.get("Tekst") if isinstance(content.get("Tekst"), str) else ""
    if not (html or plain):
        return False
    if heading is not None and heading.type == "beslutning":
        return True
    return any(_DECISION.fullmatch(clean(_TAG.sub("", found))) for found in _HEADED.findall(html or ""))


_HEADED: Final = re.compile(r"<h[1-6][^>]{0,300}>(.{0,300}?)</h[1-6]>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]{0,300}>")
_DECISION: Final = re.compile(r"Beslutning(?:er)?\s*:?")


def _has_decision(item: Json) -> bool:
    decision = item.get("ItemDecision")
    return (isinstance(decision, str) and bool(decision.strip())) or _has_decision_field(item)


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _words(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def _boolean(value: object) -> bool | None:
    """Booleans come as such, and as words."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.casefold()) if isinstance(value, str) else None


def _is_absent(person: Json) -> bool:
    return bool(_boolean(person.get("Absent")) or _boolean(person.get("ParticipationCancelled")))


def _moment(meeting: Json) -> tuple[str | None, str | None]:
    """Day and time of the meeting, as written: the times are local, whatever the fields' names say."""
    for key in ("Dato", "MeetingBeginUtc"):
        written = _words(meeting.get(key))
        try:
            moment = dt.datetime.fromisoformat(written)
        except ValueError:
            continue
        has_time = "T" in written and (moment.hour or moment.minute)
        return moment.strftime("%d-%m-%Y"), moment.strftime("%H:%M") if has_time else None
    return None, None
