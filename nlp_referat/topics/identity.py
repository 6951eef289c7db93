"""The identity of an item: a key that agenda and minutes of a meeting share, and whose parts other bodies' share.

A key is five parts between colons: day of the meeting, body, item number, case number, title. Every part is in
lower case; a stretch of anything but letters, digits and dots is one hyphen, "og" and "&" alike; what is not known
is empty. The chain of bodies before a title ("MBU/ØU/KB - …") and marks such as "(B)" and "Lukket:" are no part of
it, nor are leading zeros of the number. The council is one body under all of its names.

>>> item_key(dt.date(2025, 12, 3), "Byrådet", "149", "24/10233", "ØU/BY - Salg af Havnegade 4 (B)")
'2025-12-03:kommunalbestyrelsen:149:24-10233:salg-af-havnegade-4'
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from nlp_referat.decisions.standing import is_council
from nlp_referat.names.canonical import committee_key
from nlp_referat.schema import Meeting

_CHAIN: Final = re.compile(r"^\W*[A-ZÆØÅ]{2,5}(?: ?[/,+] ?[A-ZÆØÅ]{2,5})+ ?[-–:] ?")
_MARKS: Final = re.compile(
    r"(?i)^(?:lukket|åbent?|fortroligt?)(?: punkt| sag)?\s*[:–-]\s*|\s*\((?:[BODL]|lukket|åbent?|genoptaget)\)\s*$"
)
_ABBREVIATED_BODY: Final = re.compile(r"\s*\([A-ZÆØÅ]{2,4}\)\s*$")
_NOT_WORD: Final = re.compile(r"[^\w.]+|_+")
_AND: Final = re.compile(r"\s*&\s*")
_EDGE_DOTS: Final = re.compile(r"\.+(?=-|$)|(?<=-)\.+|^\.+")
_COUNCIL: Final = "kommunalbestyrelsen"


@dataclass(frozen=True, slots=True)
class Identity:
    """A key in its parts; empty strings for what is not known."""

    date: str
    body: str
    number: str
    case: str
    title: str

    def __str__(self) -> str:
        return ":".join((self.date, self.body, self.number, self.case, self.title))


def normalised(text: str) -> str:
    """Lower case, hyphens between words, composed letters.

    >>> normalised("Børne- &  Ungeudvalget"), normalised("Takster pr. 1.1.2026")
    ('børne-og-ungeudvalget', 'takster-pr-1.1.2026')
    """
    folded = _AND.sub(" og ", unicodedata.normalize("NFC", text)).casefold()
    return _EDGE_DOTS.sub("", _NOT_WORD.sub("-", folded).strip("-"))


def normalised_title(title: str) -> str:
    """A title as the key has it.

    >>> normalised_title("Lukket: Køb af areal"), normalised_title("Frigivelse af midler (Genoptaget) (BUU)")
    ('køb-af-areal', 'frigivelse-af-midler')
    """
    plain = _CHAIN.sub("", " ".join(title.split()).strip(" *_"))
    for _ in range(3):
        shorter = _ABBREVIATED_BODY.sub("", _MARKS.sub("", plain)).strip()
        if shorter == plain or not shorter:
            break
        plain = shorter
    return normalised(plain)


def normalised_body(name: str | None) -> str:
    """A body as the key has it.

    >>> normalised_body("Køge Byråd"), normalised_body("Børn & Læringsudvalget"), normalised_body(None)
    ('kommunalbestyrelsen', 'børnoglæringsudvalget', '')
    """
    if not name:
        return ""
    return _COUNCIL if is_council(name) else normalised(committee_key(name))


def item_key(date: dt.date | None, body: str | None, number: str, case_number: str | None, title: str) -> str:
    """The key of an item; see the module for its form.

    >>> item_key(None, None, "007", None, "Eventuelt")
    '::7::eventuelt'
    """
    return str(
        Identity(
            date=date.isoformat() if date else "",
            body=normalised_body(body),
            number=normalised(number).lstrip("0") or normalised(number),
            case=normalised(case_number or ""),
            title=normalised_title(title),
        )
    )


def read_key(key: str) -> Identity:
    """The parts of a key.

    Raises:
        ValueError: when it is no key.

    >>> read_key("2025-12-03:kommunalbestyrelsen:149::salg").number
    '149'
    """
    parts = key.split(":")
    if len(parts) != 5:
        raise ValueError(f"{key!r} is no key of an item: it has {len(parts)} parts between colons, and a key has five.")
    return Identity(*parts)


def same_item(one: str, other: str) -> bool:
    """Whether two keys are of one item of one meeting: of its agenda and its minutes.

    Day and body must be the same, and besides the title, or the case number and the item's number; what only
    one of them knows says nothing.

    >>> same_item("2025-12-03:teknisk-udvalg:4::vejplan", "2025-12-03:teknisk-udvalg:5:25-1:vejplan")
    True
    >>> same_item("2025-12-03:teknisk-udvalg:4::vejplan", "2025-11-05:teknisk-udvalg:4::vejplan")
    False
    """
    a, b = read_key(one), read_key(other)
    if not a.date or (a.date, a.body) != (b.date, b.body):
        return False
    if a.case and b.case and a.case != b.case:
        return False
    return a.title == b.title or bool(a.case and a.case == b.case and a.number == b.number)


def key_of(meeting: Meeting, number: str, case_number: str | None, title: str) -> str:
    """The key of an item of `meeting`."""
    body = meeting.committee.name if meeting.committee else None
    return item_key(meeting.date, body, number, case_number, title)
