"""Verbs whose other half stands behind the amount: "sætte X af", "samle X ind", "X over budgettet".

>>> text = "Udvalget har sat 2 mio. kr. af til stier."
>>> [passage] = read_passages(text, [(17, 27)])
>>> framed(Words(text, passage)).role
'budgeted'
"""

import re
from functools import cache
from typing import Any, Final

from nlp_referat.lexicon import read_toml
from nlp_referat.scope.clauses import RoleReading, Words
from nlp_referat.scope.matching import WordPattern, alternatives, first_letters
from nlp_referat.scope.passages import read_passages  # noqa: F401  # for the doctest
from nlp_referat.scope.words import folded, payers, phrases

_LEFT_REACH: Final = 130
_RIGHT_REACH: Final = 60
_EARNED: Final = re.compile(
    r"\b(?:\w*indtægt\w*|\w*salget|solgt|indbr[ai][gn]\w+|provenu\w*|bloktilskud\w*|skatten?|overskud\w*|\w*betalingen"
    r"|billetterne|gebyrerne|taksterne|entréen|lejeindtægt\w*)\b",
    re.IGNORECASE,
)
_PAID: Final = re.compile(r"\bbetalte\b")
_CONTRAST: Final = re.compile(r"\b(?:men|mens|medens|hvorimod|derimod)\b", re.IGNORECASE)


@cache
def _frames() -> tuple[tuple[dict[str, Any], re.Pattern[str], re.Pattern[str]], ...]:
    frames = []
    for row in read_toml("scope")["frame"]:
        behind = rf"(?:{row['right']})(?:(?<=\s)|(?!\w))" if row["right"] else ""
        frames.append((row, re.compile(rf"(?<![\w-])(?:{row['left']})$"), re.compile(behind)))
    return tuple(frames)


@cache
def _frames_before(letter: str) -> tuple[tuple[dict[str, Any], re.Pattern[str], re.Pattern[str]], ...]:
    """The frames, in order, whose half behind the amount can begin with that letter."""
    return tuple(frame for frame in _frames() if _may_begin(frame[0]["right"], letter))


def _may_begin(right: str, letter: str) -> bool:
    firsts = _firsts(right)
    return firsts is None or letter in firsts


def _firsts(right: str) -> frozenset[str] | None:
    """The letters that the half behind may begin with, "" for the end of the sentence; None for any."""
    if not right:
        return None
    sets = [frozenset({""}) if one == "$" else first_letters(one) for one in alternatives(right)]
    known = [one for one in sets if one is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def framed(words: Words) -> RoleReading | None:
    """The role that a verb before the amount and its particle or preposition behind it give together."""
    first = max(0, len(words.left) - _LEFT_REACH)
    left = folded(words.left)[first:].rstrip(" *_(")
    right = folded(words.right[:_RIGHT_REACH]).lstrip()
    after = words.passage.end + len(words.right[:_RIGHT_REACH]) - len(right)
    for row, before, behind in _frames_before(right[:1]):
        if (stems := row.get("stems")) and not any(stem in left for stem in stems):
            continue
        # The half behind is tried first: it is anchored, and most amounts have none.
        if (particle := behind.match(right)) and (verb := before.search(left)):
            if row["role"] in ("saved", "extra") and earns(words):
                return RoleReading("described", "income", (after + particle.start(), after + particle.end()))
            if row["role"] == "spent" and _PAID.search(left) and payers().search(left):
                continue  # what citizens pay is no money spent
            shift, said = (after, particle) if row.get("is_behind") else (words.passage.left_start + first, verb)
            return RoleReading(row["role"], row.get("direction"), (shift + said.start(), shift + said.end()))
    return None


def earns(words: Words) -> bool:
    """Whether the sentence speaks of money that comes in: more of it is no overspending, less no saving."""
    said = words.before(words.passage.start)
    return _EARNED.search(said, max((match.end() for match in _CONTRAST.finditer(said)), default=0)) is not None


_PERSON_WISHES: Final = re.compile(
    r"(?:^|[.;:,\n]|\b(?:mens|medens|men|og|idet|at))[ \n]*(?:[A-ZÆØÅ][\w'’-]+[ \n]){2,4}"
    r"(?:\(\w{1,3}\)[ \n])?(?P<verb>ønske(?:r|de)"
    r"|ville[ \n]\w+|vil[ \n](?:have|hellere|kun)|foreslår|foreslog"
    r"|stillede[ \n]forslag|havde[ \n](?:hellere|gerne|ønsket))\b[^.;:]*$"
)


def wishes(text: str) -> bool:
    """Whether a person, not a body, is the one that wants the amount, and stands alone with it.

    >>> wishes("Idris Osman ønskede"), wishes("Udvalget ønskede")
    (True, False)
    """
    return _PERSON_WISHES.search(text) is not None


@cache
def _parties() -> WordPattern:
    return phrases(read_toml("scope")["dissent"]["words"])


def dissents(text: str) -> bool:
    """Whether the words tell what a party or a minority would rather have than what was adopted.

    >>> dissents("Imod stemte O, som hellere så"), dissents("Godkendt, idet der gives")
    (True, False)
    """
    return _parties().search(folded(text)) is not None
