"""The cue words of ``data/scope.toml``, compiled once.

>>> [hit.cue.role for hit in find_cues("der er søgt om tilskud, og merforbruget")]
['applied', 'extra']
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, Literal

from nlp_referat.labels import AmountDirection, AmountRole
from nlp_referat.lexicon import read_toml
from nlp_referat.scope.matching import WordPattern

Kind = Literal["role", "open", "done", "gift", "share"]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word says.

    Attributes:
        kind: "role" for a word that says the role by itself; "open", "done", "gift" and "share" for verbs of
            granting, which say it together with who gives.
        is_noun: it names a frame that a verb may fill.
    """

    kind: Kind
    role: AmountRole | None = None
    direction: AmountDirection | None = None
    is_noun: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue word at its place."""

    cue: Cue
    start: int
    end: int


def words(fragments: Iterable[str]) -> str:
    """The pattern of any of the fragments as whole words."""
    return rf"(?<![\w-])(?:{'|'.join(fragments)})(?![\w])"


def compiled(fragments: Iterable[str]) -> re.Pattern[str]:
    """`words`, compiled."""
    return re.compile(words(fragments), re.IGNORECASE)


def phrases(fragments: Sequence[str]) -> WordPattern:
    """Any of the fragments as whole words, fast for many of them; case is ignored."""
    return WordPattern([fragments], re.IGNORECASE)


def _table() -> dict[str, Any]:
    return read_toml("scope")


_KEPT: Final = 256
_BEHIND_REACH: Final = 80


def folded(text: str) -> str:
    """Small letters, and spaces for line breaks, at the same offsets: wrapped lines hold phrases too."""
    flat = text.replace("\n", " ")
    small = flat.lower()
    return small if len(small) == len(flat) else flat  # "İ" grows


@cache
def _cues() -> tuple[WordPattern, tuple[Cue, ...]]:
    """One pattern for all cues, group by group: the verbs of granting come last, the whole phrases first."""
    groups: list[tuple[Cue, list[str]]] = [
        (Cue("role", row["role"], row.get("direction"), row.get("is_noun", False)), row["words"])
        for row in _table()["cue"]
    ]
    grant = _table()["grant"]
    kinds: tuple[Kind, ...] = ("done", "open", "share", "gift")
    groups += [(Cue(kind), grant[kind]) for kind in kinds]
    return WordPattern([fragments for _, fragments in groups]), tuple(cue for cue, _ in groups)


@cache
def _behind() -> tuple[re.Pattern[str], tuple[Cue, ...]]:
    groups = [(Cue("role", row["role"], row.get("direction")), row["words"]) for row in _table()["behind"]]
    return _pattern(groups), tuple(cue for cue, _ in groups)


def _pattern(groups: list[tuple[Cue, list[str]]]) -> re.Pattern[str]:
    # A word boundary in front once, so that the alternatives are tried at the beginnings of words only.
    alternatives = "|".join(f"(?P<g{place}>{'|'.join(fragments)})" for place, (_, fragments) in enumerate(groups))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)")


def _cue(match: re.Match[str], cues: tuple[Cue, ...]) -> Cue:
    return cues[int((match.lastgroup or "g0")[1:])]


@lru_cache(maxsize=_KEPT)
def find_cues(text: str) -> tuple[Hit, ...]:
    """The cues in `text`, in order; the readings of one amount ask for the same clauses again and again."""
    pattern, cues = _cues()
    return tuple(Hit(cues[found.group], found.start, found.end) for found in pattern.finditer(folded(text)))


def cue_behind(text: str) -> Hit | None:
    """The cue that `text`, the words behind an amount, begins with.

    >>> cue_behind(" lavere end ventet").cue.role
    'saved'
    """
    pattern, cues = _behind()
    flat = folded(text[:_BEHIND_REACH])
    start = len(flat) - len(flat.lstrip(" *_"))
    match = pattern.match(flat, start)
    return Hit(_cue(match, cues), match.start(), match.end()) if match else None


@cache
def stated() -> tuple[WordPattern, tuple[AmountDirection | None, ...]]:
    """Words that state an amount, and the directions of the pattern's groups."""
    table = _table()["stated"]
    return WordPattern([table[name] for name in ("expense", "income", "none")]), ("expense", "income", None)


@cache
def _columns() -> tuple[re.Pattern[str], tuple[Cue, ...]]:
    groups = [(Cue("role", row["role"], row.get("direction")), row["words"]) for row in _table()["column"]]
    return _pattern(groups), tuple(cue for cue, _ in groups)


def column_cue(head: str) -> Cue | None:
    """What the head of a column says of the amounts below it.

    >>> column_cue("Søgt beløb").role
    'applied'
    """
    pattern, cues = _columns()
    match = pattern.search(folded(head))
    return _cue(match, cues) if match else None


@cache
def givers() -> WordPattern:
    """Names of those outside the municipality who give."""
    return phrases(_table()["grant"]["givers"])


@cache
def own() -> WordPattern:
    """Names of the municipality and its bodies."""
    return phrases(_table()["grant"]["own"])


@cache
def payers() -> WordPattern:
    """Who pays to the municipality for what he gets from it."""
    return phrases(_table()["payers"]["words"])


@cache
def perhaps() -> re.Pattern[str]:
    """Words that make a gift a mere possibility."""
    return compiled(_table()["grant"]["perhaps"])


@cache
def negation() -> re.Pattern[str]:
    """Words that negate the verb beside them."""
    return compiled(_table()["negation"]["words"])
