"""The head of the page: who met, when and where, and what could not be read."""

from dataclasses import dataclass

from nlp_referat.page import danish
from nlp_referat.page.facts import Place, Words, first_line, placed
from nlp_referat.schema import Meeting, Referat


@dataclass(frozen=True, slots=True)
class Person:
    """Someone on the meeting's list."""

    name: Words
    party: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning; `original` is what the library says where the page has no words of its own for it."""

    text: str
    place: Words | None
    original: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the page."""

    kind: str
    title: Words
    facts: tuple[tuple[str, Words], ...]
    present: tuple[Person, ...]
    absent: tuple[Person, ...]
    notices: tuple[Notice, ...]


def head(referat: Referat, text: str) -> Head:
    """The head of a referat's page.

    >>> head(Referat(kind="dagsorden"), "").title.text
    'Dagsorden'
    """
    meeting = referat.meeting
    kind = danish.DOCUMENT_KINDS[referat.kind]
    return Head(
        kind=kind,
        title=placed(meeting.committee.name, meeting.committee) if meeting.committee else Words(kind),
        facts=tuple(_facts(referat, text)),
        present=_people(meeting, "present"),
        absent=_people(meeting, "absent"),
        notices=tuple(_notices(referat, text)),
    )


def _facts(referat: Referat, text: str) -> list[tuple[str, Words]]:
    meeting, head_end = referat.meeting, referat.items[0].start if referat.items else len(text)
    facts = []
    if meeting.date:
        shown = danish.long_date(meeting.date)
        day = (entity for entity in referat.entities if entity.date and entity.end <= head_end)
        place = next((entity for entity in day if entity.date and entity.date.start == meeting.date), None)
        facts.append(("Dato", placed(shown, place) if place else Words(shown)))
    if meeting.time:
        facts.append(("Tid", Words(f"kl. {meeting.time.replace(':', '.')}")))
    for label, name in (("Sted", meeting.location), ("Kommune", meeting.municipality)):
        if name:
            start = text.find(name, 0, head_end)
            facts.append((label, Words(name, Place(start, start + len(name))) if start >= 0 else Words(name)))
    return facts


def _people(meeting: Meeting, status: str) -> tuple[Person, ...]:
    return tuple(Person(placed(p.name, p), p.party) for p in meeting.participants if p.status == status)


def _notices(referat: Referat, text: str) -> list[Notice]:
    if referat.kind == "dagsorden":
        own = [Notice("Dette er en dagsorden: Mødet har endnu ikke besluttet noget.", None, None)]
    elif referat.kind == "andet":
        own = [Notice("Dokumentet ligner hverken et referat eller en dagsorden.", None, None)]
    else:
        own = []
    for found in referat.warnings:
        at = Place(found.start, found.end) if found.start is not None and found.end is not None else None
        own.append(
            Notice(
                text=danish.warning(found),
                place=Words("Se stedet", first_line(text, at)) if at else None,
                original=None if found.code in danish.WARNINGS else found.message,
            )
        )
    return own
