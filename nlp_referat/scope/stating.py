"""Amounts that a text only states: a limit where it says how much may be given, else a description.

>>> text = "Den nye bro koster 2 mio. kr."
>>> [passage] = read_passages(text, [(19, 29)])
>>> state(Words(text, passage), None).role
'described'
"""

import re
from typing import Final

from nlp_referat.labels import AmountDirection
from nlp_referat.schema import Bound
from nlp_referat.scope.clauses import CEILING, CLAUSE, NOTHING, PAYING, RoleReading, Words
from nlp_referat.scope.passages import read_passages  # noqa: F401  # for the doctest
from nlp_referat.scope.words import folded, givers, stated

_MODAL: Final = re.compile(
    r"\b(?:giver|uddeler|kan|kunne|skal|skulle|må|måtte|søges|bevilges|gives|ydes)\b", re.IGNORECASE
)
_PRICE: Final = re.compile(r"\b(?:klares|fås|kost\w+|pris\w*|udgift\w*|beregnet|anslå\w+|lave\w*)\b", re.IGNORECASE)
_PREPOSITION: Final = re.compile(r"\b(for|til|på|med|om|af|mod)[ \n]+(?:[\w.]+[ \n]+){0,2}$", re.IGNORECASE)
_ABOUT: Final = r"[ \n]+(?:(?:ca\.|omkring|godt|knap|i alt)[ \n]+)?$"
_FOR_WHAT: Final = re.compile(rf"\b(for){_ABOUT}", re.IGNORECASE)
_FOR: Final = re.compile(rf"\bfor{_ABOUT}")
_MIN_PROSE: Final = 7
_VERB: Final = re.compile(
    r"\b(?:er|var|har|havde|bliver|blev|får|fik|kan|kunne|vil|ville|skal|skulle|må|måtte|giver|gav|står|stod|går|gik"
    r"|ligger|lå|kommer|kom|lægger|lagde|efterlader|[^\W\d_]{2,}(?:ede|erer|erede))\b"
)


_BALANCE: Final = re.compile(
    r"\b\w*(?:tab|gæld|formue|egenkapital|overskud|restance|værdi|beholdning|omsætning|hovedstol)(?:et|en|n|r|er)?"
    rf"(?:[ \n][^,;:.]{{1,30}})?[ \n]på{_ABOUT}",
    re.IGNORECASE,
)


def is_balance(words: Words, reading: RoleReading) -> bool:
    """Whether the amount is that of a debt, a loss or a fortune, behind the verb of another statement."""
    found = _BALANCE.search(words.left, max(0, len(words.left) - 70))
    if found is None or reading.evidence is None:
        return False
    return reading.evidence[1] <= words.passage.left_start + found.start()


def state(words: Words, bound: Bound | None) -> RoleReading:
    """The text states the amount: a limit where it says how much may be given, else a description."""
    pattern, directions = stated()
    before = words.before(words.passage.start)
    if bound == "max" and _MODAL.search(words.left) and not _PRICE.search(words.left):
        hedge = list(CEILING.finditer(words.left))
        if hedge:
            shift = words.passage.left_start
            direction: AmountDirection | None = "expense" if PAYING.search(before) else None
            return RoleReading("ceiling", direction, (shift + hedge[-1].start(), shift + hedge[-1].end()))
    end = CLAUSE.search(words.right)
    after = (words.passage.end, words.passage.end + min(60, end.start() if end else len(words.right)))
    for first, last in [*words.clauses, after]:
        found = list(pattern.finditer(folded(words.said(first, last))))
        if found:
            ways = [directions[one.group] for one in found]
            way = next((way for way in reversed(ways) if way), None)
            place = next((i for i in range(len(found) - 1, -1, -1) if ways[i] == way), -1)
            if way is None and _FOR.search(words.left) and "forsikr" not in words.left:
                way = "expense"
            if way is None and givers().search(words.text, first, last):
                way = "income"  # "fonden kan støtte med"
            return RoleReading("described", way, (first + found[place].start, first + found[place].end))
    return _in_prose(words)


def _last_preposition(left: str) -> re.Match[str] | None:
    return _FOR_WHAT.search(left) or _PREPOSITION.search(left)


def _in_prose(words: Words) -> RoleReading:
    """An amount in a whole sentence is stated, whatever the words: those of the preposition before it, or of a verb.

    A list line without a verb and a bare cell say nothing.
    """
    passage = words.passage
    sentence = words.text[passage.sentence_start : passage.sentence_end].rstrip()
    if not sentence.endswith((".", '."', ".”")) or len(sentence.split()) < _MIN_PROSE:
        return NOTHING
    if not passage.is_item and (found := _last_preposition(words.left)):
        at = (passage.left_start + found.start(1), passage.left_start + found.end(1))
        direction: AmountDirection | None = "expense" if found[1].lower() == "for" else None
        return RoleReading("described", direction, at)
    verbs = list(_VERB.finditer(words.text, passage.sentence_start, passage.sentence_end))
    if not verbs:
        return NOTHING
    nearest = min(verbs, key=lambda verb: min(abs(verb.end() - passage.start), abs(verb.start() - passage.end)))
    return RoleReading("described", None, nearest.span())
