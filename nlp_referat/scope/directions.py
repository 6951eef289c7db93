"""Whether money goes out or comes in, or is the old or the new end of a change.

>>> text = "Taksten nedsættes til 40 kr."
>>> [passage] = read_passages(text, [(22, 28)])
>>> read_direction(RoleReading("described", "income"), Words(text, passage), None)
'to'
"""

import re
from functools import cache
from typing import Final

from nlp_referat.labels import AmountDirection
from nlp_referat.lexicon import read_toml
from nlp_referat.scope.clauses import PAYING, RoleReading, Words
from nlp_referat.scope.matching import WordPattern
from nlp_referat.scope.passages import read_passages  # noqa: F401  # for the doctest
from nlp_referat.scope.words import givers, own, phrases

_FROM: Final = re.compile(r"\bfra[ \n]+(?:(?:ca\.?|cirka|knap|godt|omkring|op|ned|de|kr\.?)[ \n]+)?$", re.IGNORECASE)
_TO: Final = re.compile(
    r"[ \n]*(?:(?:pr\.?|per|om|i|årligt)\b[^.,;]{0,25}?[ \n])?(?:og[ \n]+)?til[ \n]+(?:(?:ca\.?|cirka|knap|godt"
    r"|omkring|kr\.?)[ \n]+)?$",
    re.IGNORECASE,
)
_TO_FOLLOWS: Final = re.compile(r"[ \n]*(?:(?:pr\.?|per|om|i|årligt)\b[^.,;]{0,25}?[ \n])?til[ \n]", re.IGNORECASE)
_LENT: Final = re.compile(r"(?:garanti(?:en)?|\b(?:lån(?:et)?|låneordning|lånoptag\w*))\b", re.IGNORECASE)
"""No money goes out with a guarantee; a loan comes back."""
_NEW_VALUE: Final = re.compile(
    r"\b(?:nedsæt\w*|forhøj\w*|hæve[st]?|hævet|sænke[st]?|sættes (?:op|ned)|sat (?:op|ned)|falder|faldet|stiger|steget"
    r"|svundet ind|vokset|reguleres)\b(?:[^,;:.]{0,90}\s)?til[ \n]+(?:(?:ca\.|godt|knap|omkring|kr\.)[ \n]+)?$"
    r"|\b(?:oppe|nede) på[ \n]+$",
    re.IGNORECASE,
)
_CHANGE_ENDS: Final = re.compile(r"(?:til|på)[ \n]+(?:\w+\.?[ \n]+)?$", re.IGNORECASE)
_PAID_IN: Final = re.compile(
    r"\b(?:egenbetaling\w*|brugerbetaling\w*|\w*takst(?:en)?|\w*gebyr(?:et)?|opkræves)\b", re.IGNORECASE
)
_ASKED_OF: Final = re.compile(r"\b(?:hos|fra|i)[ \n]((?:[A-ZÆØÅ][\w.-]*[ \n]?){1,4}|[\w-]+)")
_ADDRESSED: Final = re.compile(
    r"[ \n]*(?:at der )?(?:til|hos|i|fra)[ \n]((?:[\w.-]+[ \n]){1,5}?)(?:er|søges|indsendes|sendes)?\b", re.IGNORECASE
)
_AT_CLAUSE: Final = re.compile(
    r"(?:^|[,\n]|\bog)[ \n]*(?:\d+\.|[-*•])?[ \n]*at[ \n]|,[ \n]og[ \n]der[ \n]", re.IGNORECASE
)


@cache
def _pays_in() -> WordPattern:
    return phrases(read_toml("scope")["pays_in"]["words"])


def _own_part(words: Words) -> str:
    """The clause of the amount, without the other clauses that the same proposal asks for."""
    clause = words.clause
    floor = max(0, len(clause) - len(words.right) - 300)
    starts = [match.end() for match in _AT_CLAUSE.finditer(clause, floor)]
    return clause[starts[-1] :] if starts else clause


def _asks_giver(reading: RoleReading, words: Words) -> bool:
    """Whether one outside the municipality is asked: named behind the verb, where the applicant stands before it."""
    if reading.evidence is None:
        return False
    asked = words.text[reading.evidence[0] : words.passage.start][:200]
    if (found := _ASKED_OF.search(words.right)) and (giver := givers().search(found[1])) and not giver.start:
        return True
    led = words.text[words.clauses[0][0] : reading.evidence[0]] if words.clauses else ""
    if (found := _ADDRESSED.match(led)) and givers().search(found[1]):
        return True  # "til Statens Kunstfond er sendt en ansøgning om"
    theirs = givers().search(asked)
    ours = own().search(asked)
    return theirs is not None and (ours is None or theirs.start < ours.start)


def _is_frame(reading: RoleReading, words: Words) -> bool:
    """Whether a frame as such is named; money goes out only where its name says so."""
    said = words.text[slice(*reading.evidence)].lower() if reading.evidence else ""
    return ("ramme" in said or "loft" in said) and "udgift" not in said


def read_direction(reading: RoleReading, words: Words, previous: RoleReading | None) -> AmountDirection | None:
    """The direction of an amount, from its role and its words; `previous` is the reading of the amount before it."""
    if reading.role == "budgeted" and words.giver_behind():
        return "income"
    if _FROM.search(words.left) and _TO_FOLLOWS.match(words.right):
        return "from"
    if previous is not None and previous.direction == "from" and _TO.match(words.left):
        return "to"
    if (
        reading.role in ("proposed", "decided", "described", "applied")
        and _CHANGE_ENDS.search(words.left, max(0, len(words.left) - 20))
        and _NEW_VALUE.search(words.left)
    ):
        return "to"
    if reading.role in ("proposed", "applied", "decided") and _LENT.search(words.clause):
        return None
    if reading.role in ("proposed", "decided", "budgeted") and _pays_in().search(_own_part(words)):
        return "income"
    if reading.role == "ceiling" and reading.direction is None and not _is_frame(reading, words):
        if _PAID_IN.search(words.clause):
            return "income"
        if PAYING.search(words.clause):
            return "expense"
    if reading.role == "applied" and (words.giver_behind() or _asks_giver(reading, words)):
        return "income"
    return reading.direction
