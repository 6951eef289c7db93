"""How somebody's presence at an item differs from the meeting's: absent, late, gone, disqualified, out of the room.

`Decision.absent` holds who took no part in the item; these say it of everybody, with the words.

>>> absence_kind("Bo Dam deltog ikke i sagens behandling (inhabil).")
'disqualified'
>>> from nlp_referat.decisions.attendance import people_in
>>> sentence = "Ida Lund ankom kl. 17.10, og Bo Dam forlod mødet kl. 18."
>>> moves(sentence, people_in(sentence))
[('Ida Lund', 'late'), ('Bo Dam', 'left')]
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from nlp_referat.labels import AttendanceStatus
from nlp_referat.schema import ItemAttendance


class Named(Protocol):
    """A person as found in a sentence."""

    @property
    def name(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_DISQUALIFIED: Final = re.compile(r"(?<!ikke )(?<!ikke erklæret )(?<!ikke at være )\binhabil", re.IGNORECASE)
_NOT_TAKING_PART: Final = re.compile(
    r"\bdelt(?:og|ager|aget)(?: \w+)? ikke\b|\bikke (?:at )?delt(?:og|ager|aget|age)\b|\b(?:ikke|ej) deltaget",
    re.IGNORECASE,
)
_ABSENT: Final = re.compile(
    r"frav[æe]r|afbud|forfald|udeblev|ikke (?:til ?stede|mødt|fremmødt)|mødte ikke|ej ", re.IGNORECASE
)
_THERE: Final = r"(?:mødet|lokalet|salen|byrådssalen|mødelokalet|behandlingen|punktet)"
_AT: Final = r"(?:kl\b|fra\b|efter\b|under\b|ved\b|i løbet\b|midt\b|til punkt|til pkt)"
_LATE: Final = re.compile(
    rf"\b(?:ankom|kom) (?:først |forsinket )?(?:til (?:stede|{_THERE}) ?)?{_AT}|\b(?:ankom|kom) (?:forsinket"
    rf"|for sent|senere|først)\b"
    rf"|\b(?:ankom|kom til stede|(?:ind)?trådte ind|indtrådte|tiltrådte)(?: i| til)? {_THERE}|\b(?:kom|vendte"
    rf"|er) (?:først )?tilbage\b"
    r"|\b(?:mødte|møder) (?:først )?(?:op )?kl\b|\b(?:deltog|deltager|til stede|tilstede|med"
    r"|mødt) (?:først )?fra (?:kl\b|punkt|pkt|og med)"
    r"|\bankom\b(?=[.,;]|$)",
    re.IGNORECASE,
)
_LEFT: Final = re.compile(
    rf"\b(?:forlod|forlader|forladt|gik fra|trådte ud af|gik ud af) {_THERE}|\bgik (?:hjem )?(?:kl\b|før|inden"
    rf"|efter|under)\b"
    r"|\b(?:deltog|deltager|til stede|tilstede|med) (?:kun |indtil |frem )*til (?:kl\b|og med|punkt|pkt)"
    r"|\bdeltog (?:kun )?indtil\b|\bdeltog ikke (?:fra|efter) (?:kl\b|punkt|pkt)",
    re.IGNORECASE,
)
_CUE_WORDS: Final = (
    "ankom", "kom ", "forlod", "forlad", "gik ", "trådte", "vendte", "fra kl", "til kl", "fra p", "til p", "indtil",
    "fra og med", "til og med", "mødte kl", "mødte først", "mødte op",
)  # fmt: skip
_RANK: Final[dict[AttendanceStatus, int]] = {"absent": 0, "not_participating": 1, "disqualified": 2}


def may_move(folded: str) -> bool:
    """Whether the text, in lower case, can tell of somebody who came or went."""
    return any(word in folded for word in _CUE_WORDS)


def absence_kind(words: str) -> AttendanceStatus:
    """What kind of absence the words beside a name tell of.

    >>> absence_kind("Bo Dam deltog ikke i behandlingen."), absence_kind("Fraværende: Bo Dam")
    ('not_participating', 'absent')
    """
    if _DISQUALIFIED.search(words):
        return "disqualified"
    return "not_participating" if _NOT_TAKING_PART.search(words) and not _ABSENT.search(words) else "absent"


def moves(sentence: str, named: Sequence[Named]) -> list[tuple[str, AttendanceStatus]]:
    """Who came late or left, as the sentence says it; those named before share the words that follow them.

    Args:
        sentence: as the rules read it.
        named: the people in it, in order.
    """
    if not named or not may_move(sentence.lower()):
        return []
    stops = [*(person.start for person in named[1:]), len(sentence)]
    said = [_move_in(sentence[person.end : stop]) for person, stop in zip(named, stops, strict=True)]
    for place in range(len(named) - 2, -1, -1):  # "Ida Lund og Bo Dam forlod mødet"
        if not said[place] and _SHARED.fullmatch(sentence[named[place].end : named[place + 1].start]):
            said[place] = said[place + 1]
    return [(person.name, status) for person, found in zip(named, said, strict=True) for status in found]


_SHARED: Final = re.compile(r"[\s,;/+&()A-ZÆØÅ]*(?:\b(?:og|samt)\b[\s,;]*)?")
_ASKED: Final = re.compile(r"\b(?:hvis|når|såfremt|bad|må|kan|skal|ønsker at)\b", re.IGNORECASE)


def _move_in(words: str) -> tuple[AttendanceStatus, ...]:
    if _DISQUALIFIED.search(words):
        return ()
    found: list[tuple[int, AttendanceStatus]] = []
    for status, pattern in (("late", _LATE), ("left", _LEFT)):
        match = pattern.search(words)
        if match and not _ASKED.search(words, 0, match.start()):
            found.append((match.start(), status))  # type: ignore[arg-type]  # both are of the vocabulary
    return tuple(status for _, status in sorted(found))


def merged(entries: Iterable[ItemAttendance]) -> list[ItemAttendance]:
    """One entry a person and matter: the most specific word on an absence, and each coming or going.

    >>> one = ItemAttendance(name="Bo Dam", status="absent", text="Bo Dam var fraværende", start=0, end=21)
    >>> other = ItemAttendance(name="Bo Dam", status="disqualified", text="Bo Dam er inhabil", start=23, end=40)
    >>> [entry.status for entry in merged([one, other])]
    ['disqualified']
    """
    kept: dict[tuple[str, str], ItemAttendance] = {}
    for entry in entries:
        key = (entry.name, "" if entry.status in _RANK else entry.status)
        other = kept.get(key)
        if other is None or _RANK.get(entry.status, 0) > _RANK.get(other.status, 0):
            kept[key] = entry
    return sorted(kept.values(), key=lambda entry: entry.start)
