"""What limits or changes an outcome: conditions, changes, parts, remarks, each with its own words.

>>> text = "godkendt med den ændring, at hegnet flyttes, og under forudsætning af, at prisen holder."
>>> [(note.kind, text[note.start : note.end]) for note in find_notes(text, 0, 0, len(text))]
[('change', 'med den ændring, at hegnet flyttes'), ('condition', 'under forudsætning af, at prisen holder.')]
"""

import re
from dataclasses import dataclass
from typing import Final

from nlp_referat.decisions.wordings import may_match, wordings
from nlp_referat.labels import ReservationKind


@dataclass(frozen=True, slots=True)
class Note:
    """A reservation with its place."""

    kind: ReservationKind
    start: int
    end: int


_JOINS: Final = re.compile(r"(?:^|[,;:(–-]|\b(?:og|samt|men))\s*$")
_DANGLING: Final = re.compile(r"[ ,;]+(?:og|samt|men|hvorefter|herefter)(?: \S+){0,4}\s*$")
_LINK: Final = re.compile(r"[ ,;]+(?:og|samt|men)?\s*$")


def find_notes(text: str, start: int, verb: int, end: int, is_last: bool = True) -> tuple[Note, ...]:
    """The reservations around the deciding word at `verb` of the clause ``text[start:end]``, in small letters.

    A later one begins only where a comma or "og" joins it: "idet stien med ændringen bliver kortere" is one.

    Args:
        is_last: whether nothing else is decided behind the clause in its sentence.
    """
    marks: list[tuple[int, int, ReservationKind, bool]] = []
    clause = text[start:end]
    for declared in wordings().reservations:
        if not may_match(declared.needs, clause):
            continue
        for match in declared.pattern.finditer(text, start, end):
            marks.append((match.start(), match.end(), declared.kind, declared.is_word))
    notes: list[Note] = []
    for first, last, kind, is_word in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if notes:
            before = notes[-1]
            if first == before.start or not (before.end <= first or _JOINS.search(text, before.start, first)):
                continue
            if before.end > first:
                notes[-1] = Note(before.kind, before.start, _without_link(text, before.start, first))
        notes.append(Note(kind, first, last if is_word else _end_of(text, first, verb, end, is_last)))
    return tuple(notes)


def _end_of(text: str, first: int, verb: int, end: int, is_last: bool) -> int:
    """Where a reservation ends: with its clause, or before the verb that it stands in front of."""
    if first < verb:
        comma = text.rfind(",", first, verb)
        return comma if comma > first else verb
    if is_last:
        return end
    dangling = _DANGLING.search(text, first, end)
    return dangling.start() if dangling and dangling.start() > first else end


def _without_link(text: str, start: int, end: int) -> int:
    link = _LINK.search(text, start, end)
    return link.start() if link else end
