"""Lists of people: participants, absentees, voters, with what stands beside each name.

A list is read as cells (between commas, line breaks, tabs, "og", bullets). A cell is a name with what
belongs to it, something that belongs to the name before it (a party after a comma, "suppleant for …"), a
label ("Afbud:"), or nothing that concerns people ("Mødet hævet kl. 18").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from nlp_referat.names.list_text import ABSENT, CROSS, join_soft_breaks, read_columns
from nlp_referat.names.name_shapes import (
    LETTER,
    LINE_RUN,
    LIST_RUN,
    PARTICLES,
    blockers,
    is_blocker,
    is_given,
    is_party,
    is_surname,
    is_title,
    plain,
    titles,
)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person of a list; `start` and `end` are the name's own place in the text."""

    name: str
    start: int
    end: int
    party: str | None = None
    role: str | None = None
    note: str | None = None
    absent: bool = False
    substitute_for: str | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands between two separators: running text or the inside of parentheses."""

    text: str
    start: int
    is_aside: bool  # in parentheses
    opens_line: bool
    breaks: bool  # a line break, full stop or the text's start stands before it, not a comma or tab


STOP: Final = (
    r"(?<=[\w)]{2})(?<!\bKr)(?<!\bChr)(?<!\bAa)(?<!\bTh)(?<!\bFr)(?<!\bSv)(?<!\bJohs)(?<!\bJoh)(?<!\bVald)"
    r"\.[ ]+(?=[A-ZÆØÅ])"
)
"""The end of a sentence, not the full stop of "Jens Kr. Toft"."""
_CELL: Final = re.compile(
    r"\((?P<aside>(?:[^()\n]|\n(?!\s*\n)){0,200})\)"
    r"|(?P<line>\n\s*+)"
    rf"|(?P<stop>{STOP})"
    r"|(?P<separator>[,;\t•●▪|]|\b(?:og|samt)\b)"
    rf"|(?P<text>(?:(?!\b(?:og|samt)\b|{STOP})[^(,;\t\n•●▪|])++|\()"
)
_MARKS: Final = re.compile(r"(?:[\s*_#>‣·◦]+|[-–—](?=\s)|\d{1,3}[.)](?=\s))*+")
_LABEL: Final = re.compile(rf"(?P<label>{LETTER}[^:,;\n]{{1,50}}+):")
_OPENING: Final = re.compile(
    r"(?:(?:udvalgets |øvrige )?(?:mødedeltagere|deltagere|medlemmer|til ?stede"
    r"|indkaldte?)(?: var)?(?=[ *_]+[A-ZÆØÅ])"
    r"|(?:mødte?|fremmødte?)(?: (?:var|er))?(?: desuden| endvidere)?(?=[ *_]+[A-ZÆØÅ])"
    r"|(?:alle(?: medlemmer| var til ?stede|,)* )?(?:undtagen|bortset fra|på nær)(?=[ ])"
    r"|(?:(?:der )?(?:var|er) )?(?:fraværende|fravær|afbud|forfald)(?: (?:med|uden) (?:afbud"
    r"|grund))?(?: fra)?(?=[ *_]+\S)"
    r"|(?:som )?(?:stedfortrædere?|suppleant(?:er)?|i stedet|desuden|endvidere|herudover) (?:deltog"
    r"|deltager|mødte|indkaldt|indtrådt)(?= ))"
    r"[ *_]*+",
    re.IGNORECASE,
)
_SUBSTITUTE: Final = re.compile(
    r"(?:(?:som )?(?:1\. |2\. )?(?:personlig )?(?:suppleant|stedfortræder|substitut|vikar|afløser"
    r"|erstatning)(?:en)? for|(?:mødt?e?|indkaldt|deltog|deltager|indtrådt)?[ ]*"
    r"(?:i stedet for|i stedet|på vegne af|for)|erstatter|afløser)[ :]+(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(r"[ *_:]*(?:[-–—]+|:|/)?[ *_]*")
_SUBSTITUTE_LABEL: Final = re.compile(r"stedfortræder|suppleant|i stedet", re.IGNORECASE)
_STOOD_IN: Final = re.compile(
    r"(?:deltog|mødte|deltager|møder|indkaldt|var indkaldt|indtrådte)\b.{0,30}\b(?:som (?:suppleant"
    r"|stedfortræder)|i stedet)(?! for)",
    re.IGNORECASE,
)
# "deltog ikke i behandlingen af pkt. 4": absent from an item, not from the meeting.
_FOR_AN_ITEM: Final = re.compile(
    r"\b(?:behandling(?:en)?|drøftelsen|pkt|punkt(?:et|erne)?|sag(?:en)?|under)\b", re.IGNORECASE
)
_PARTY_ASIDE: Final = re.compile(r"\((?:[Ll]iste )?[A-ZÆØÅ]{1,2}\)")
_PARTY_HEAD: Final = re.compile(r"([^,;/–-]{1,40})(?:\s*[,;/–-]\s*(.*))?", re.DOTALL)


def split_name_list(text: str, is_absent: bool = False) -> list[PersonEntry]:
    """Read a list of people, one a line or with commas, in any of the forms that minutes use.

    Args:
        text: the list without or with its label ("Afbud: …"); labels inside it count for what follows.
        is_absent: whether the label outside the text already says that these people were absent.

    Returns:
        The people in the order of the text; what is no name is left out.

    >>> [(e.name, e.party, e.absent) for e in split_name_list("Jens Hansen (A), Mette Holm, V, Bo Krog (Afbud)")]
    [('Jens Hansen', 'A', False), ('Mette Holm', 'V', False), ('Bo Krog', None, True)]
    """
    reader = _Reader(join_soft_breaks(read_columns(text)), is_absent)
    for cell in _cells(reader.text):
        reader.read(cell)
    return reader.entries


_PRESENT: Final = frozenset({"til stede", "tilstede", "mødt", "deltog", "ja", "x"})


def _cells(text: str) -> Iterator[_Cell]:
    opens_line = breaks = True
    for match in _CELL.finditer(text):
        kind = match.lastgroup
        if kind == "line":
            opens_line = breaks = True
        elif kind == "stop":
            breaks = True
        elif kind == "separator":
            breaks = False
        elif match[0].strip(" *_"):
            group = "aside" if kind == "aside" else "text"
            yield _Cell(match[group], match.start(group), kind == "aside", opens_line, breaks)
            opens_line = breaks = False


class _Reader:
    """Walks over the cells with what is known so far: the label in force, a title that waits for its name."""

    def __init__(self, text: str, is_absent: bool = False) -> None:
        self.text = text
        self.entries: list[PersonEntry] = []
        self._is_absent = is_absent
        self._is_substitute = False
        self._title: str | None = None  # stood before its name
        self._attaches = False  # whether what follows may belong to the last entry

    def read(self, cell: _Cell) -> None:
        if cell.is_aside:
            if self._attaches:
                self._add_aside(cell.text)
            return
        marks = _MARKS.match(cell.text) if cell.opens_line or cell.breaks else None
        position = marks.end() if marks else len(cell.text) - len(cell.text.lstrip(" *_"))
        if cell.breaks and not self._continues(cell.text[position:]):
            self._attaches = False
        self._read_from(cell, position)

    def _continues(self, text: str) -> bool:
        """A line that goes on about the name on the line before: "afbud", "V", "suppleant for …"."""
        word = text.strip(" *_")
        return bool(word) and (is_party(word) or (word[0].islower() and not _starts_title(word)))

    def _read_from(self, cell: _Cell, position: int) -> None:
        text = cell.text
        for _ in range(3):  # "Afbud: Formand: Jens Hansen"
            label = _LABEL.match(text, position) or _OPENING.match(text, position)
            if not label:
                break
            self._open(label[0].strip(" :*_"))
            position = label.end()
            position += len(text[position:]) - len(text[position:].lstrip(" *_"))
        rest = text[position:].strip(" *_")
        if not rest:
            return
        if self._attaches and rest.casefold() in _PRESENT:
            return
        if self._attaches and (is_party(rest) or _SUBSTITUTE.match(rest) or _opens_with_absent_word(rest)):
            self._add_aside(rest)
            return
        title_end = _title_end(text, position)
        title = text[position:title_end].strip(" ,:*_") or None
        if title and not text[title_end:].strip(" *_"):
            if self._attaches and not cell.breaks:
                self._amend(role=title)
            else:
                self._title = title
            return
        self._read_name(cell, title_end, title, rest)

    def _read_name(self, cell: _Cell, position: int, title: str | None, rest: str) -> None:
        text = cell.text
        name = LIST_RUN.match(text, position)
        has_party = _PARTY_ASIDE.match(self.text, cell.start + len(text)) is not None
        span = _name_span(name[0], has_party) if name else None
        if name is None or span is None or not self._ends_well(text, position + span[1]):
            if self._attaches and (rest[0].islower() or rest[0].isdigit()):
                self._add_aside(rest)
            else:
                self._attaches = False
            return
        start, end = cell.start + position + span[0], cell.start + position + span[1]
        written = plain(self.text[start:end])
        self._add(PersonEntry(written, start, end, role=title or self._title, absent=self._is_absent))
        tail = position + span[1]
        trailing = _TRAILING.match(text, tail)
        after = trailing.end() if trailing else tail
        if text[after:].strip(" *_."):
            if LINE_RUN.match(text, after):
                self._read_from(_Cell(text, cell.start, False, False, True), after)
            else:
                self._add_aside(text[after:].strip(" *_"))

    def _ends_well(self, text: str, end: int) -> bool:
        """Whether what follows the name in its cell can stand beside a person in a list."""
        rest = text[end:].strip(" *_.:")
        if not rest or rest[0] in "-–—/":
            return True
        return bool(_SUBSTITUTE.match(rest)) or _has_absent_word(rest) or is_party(rest) or rest[0].islower()

    def _open(self, label: str) -> None:
        lowered = " ".join(label.casefold().replace("*", "").split())
        table = titles()
        self._attaches = False
        self._title = None
        self._is_substitute = bool(_SUBSTITUTE_LABEL.search(lowered))
        if self._is_substitute:
            self._is_absent = False
        elif lowered in table["absent_labels"] or ABSENT.search(lowered):
            self._is_absent = True
        elif is_title(lowered.split()[-1]) and lowered not in table["list_labels"]:
            self._title = label
        else:
            self._is_absent = False

    def _add(self, entry: PersonEntry) -> None:
        if self._is_substitute and self.entries and self.entries[-1].absent and not entry.absent:
            entry = replace(entry, substitute_for=self.entries[-1].name)
        self._title = None
        self._attaches = True
        self.entries.append(entry)

    def _amend(self, **changes: object) -> None:
        self.entries[-1] = replace(self.entries[-1], **changes)  # type: ignore[arg-type]

    def _add_aside(self, aside: str) -> None:
        """What stands in parentheses or after a comma: party, role, absence, whom one stands in for."""
        entry = self.entries[-1]
        text = plain(aside).strip(" *_:.")
        substitute = _SUBSTITUTE.search(text)
        if substitute:
            name = LINE_RUN.match(text, substitute.end())
            if name:
                self._amend(substitute_for=name[0])
                text = text[: substitute.start()].strip(" ,-–")
        if not text:
            return
        head = _PARTY_HEAD.fullmatch(text)
        if head and is_party(head[1]) and entry.party is None:
            self._amend(party=head[1].strip().removeprefix("Liste "))
            if head[2]:
                self._add_aside(head[2])
        elif _STOOD_IN.match(text):
            absent = next((other.name for other in reversed(self.entries[:-1]) if other.absent), None)
            self._amend(substitute_for=entry.substitute_for or absent, absent=False)
        elif _has_absent_word(text):
            if _FOR_AN_ITEM.search(text):
                self.entries.pop()
                self._attaches = False
            else:
                self._amend(absent=True)
        elif entry.role is None and is_title(text.split()[0].strip(",")):
            self._amend(role=text)
        elif entry.note is None:
            self._amend(note=text)


def _has_absent_word(text: str) -> bool:
    lowered = text.casefold()
    return bool(ABSENT.search(lowered)) or lowered == CROSS or lowered in titles()["absent_words"]


def _opens_with_absent_word(text: str) -> bool:
    """ "afbud fra kl. 17", but not "Ida Holm – afbud"."""
    text = text.lstrip(" -–—/:")
    return (
        bool(text) and _has_absent_word(text) and (text[0].islower() or text == CROSS or ABSENT.match(text) is not None)
    )


def _starts_title(text: str) -> bool:
    return is_title(text.split()[0].strip(".,:"))


def _title_end(text: str, position: int) -> int:
    """Where the titles that open the cell end: "1. viceborgmester ", "direktør for kultur "."""
    table = titles()
    end = position
    for word in re.finditer(r"(\S+)\s*", text[position:]):
        bare = word[1].strip("*_,:")
        lowered = bare.casefold()
        is_part = is_title(bare) or lowered in table["title_modifiers"]
        goes_on = end > position and bare[:1].islower() and lowered not in PARTICLES
        if goes_on or (is_part and not (is_given(bare) and bare[:1].isupper())):
            end = position + word.end()
        else:
            break
    return end


def _name_span(run: str, has_party: bool = False) -> tuple[int, int] | None:
    """The part of a capitalised run that is a name, or None; leading common words are cut off.

    Args:
        has_party: whether a party follows: then a word that makes streets and places of others ("Fjord", "Torv") is
            the surname of somebody with a given name.
    """
    words = list(re.finditer(r"\S+", run))
    while words and is_blocker(words[0][0]):
        words.pop(0)
    for i, word in enumerate(words):
        may_be = has_party or word[0].casefold() in blockers()["surname_words"]
        is_family = i > 0 and may_be and is_given(words[i - 1][0])
        if (is_blocker(word[0]) and not is_family) or is_party(word[0]):
            words = words[:i]
            break
    if not words:
        return None
    if len(words) == 1:
        only = words[0][0]
        if not (is_given(only) or is_surname(only)):
            return None
    return words[0].start(), words[-1].end()
