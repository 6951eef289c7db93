"""The declared wordings of ``data/outcomes.toml``, compiled.

>>> wordings().rule("approved.verb").label
'GODKENDT'
>>> wordings().kind_of("Formanden orienterede om budgettet.")
('told', 10)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, Literal, Protocol, TypeVar, cast, get_args

from nlp_referat.labels import OutcomeLabel, ReservationKind
from nlp_referat.lexicon import read_toml

Scope = Literal["main", "complement", "both"]
Effect = Literal["negated", "conditional", "partial"]
SentenceKind = Literal["told", "aside", "protocol", "motion"]


class _HasNeeds(Protocol):
    @property
    def needs(self) -> tuple[str, ...]: ...


Declared = TypeVar("Declared", bound=_HasNeeds)

_ESCAPED_OR_CAPITAL: Final = re.compile(r"\\.|[A-ZÆØÅ]")
_FRAGMENT: Final = re.compile(r"%(\w+)%")


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording and the outcome that it says."""

    id: str
    label: OutcomeLabel
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()
    scope: Scope = "both"
    is_whole: bool = False
    is_across: bool = False
    is_alone: bool = False
    negated: OutcomeLabel | Literal[""] | None = None
    yields_to: frozenset[str] = frozenset()
    score: float = 0.95
    example: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words in a rule's reach that change what it says."""

    id: str
    effect: Effect
    pattern: re.Pattern[str]
    direction: Literal["before", "after", "both"]
    needs: tuple[str, ...] = ()
    words: int | None = None
    terminators: re.Pattern[str] | None = None


def fold(text: str) -> str:
    """The text in small letters, every character in its place: what the declared patterns are searched in.

    >>> fold("Tages TIL efterretning"), len(fold("İ"))
    ('tages til efterretning', 1)
    """
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def may_match(needs: tuple[str, ...], folded: str) -> bool:
    """Whether a pattern with these needs can match at all in the text, given in lower case.

    >>> may_match(("godkend", "vedta"), "sagen blev godkendt"), may_match(("godkend",), "udsat"), may_match((), "")
    (True, False, True)
    """
    for word in needs:  # a plain loop: this runs for every rule on every sentence
        if word in folded:
            return True
    return not needs


class Selection(Generic[Declared]):
    """Of the declared entries, those that can match in a text at all.

    Every need is looked up once, although many entries share it; which entries a set of needs opens is
    remembered, because few sets ever occur.
    """

    def __init__(self, entries: Sequence[Declared]) -> None:
        self._entries = tuple(entries)
        self._always = sum(1 << index for index, entry in enumerate(entries) if not entry.needs)
        opens: dict[str, int] = {}
        for index, entry in enumerate(entries):
            for need in entry.needs:
                opens[need] = opens.get(need, 0) | 1 << index
        self._opens = tuple(opens.items())
        self._known: dict[int, tuple[Declared, ...]] = {}

    def __iter__(self) -> Iterator[Declared]:
        return iter(self._entries)

    def possible(self, folded: str) -> tuple[Declared, ...]:
        """The entries, in order, whose needs the text (in lower case) holds."""
        found = self._always
        for need, mask in self._opens:
            if need in folded:
                found |= mask
        known = self._known.get(found)
        if known is None:
            known = tuple(entry for index, entry in enumerate(self._entries) if found >> index & 1)
            if len(self._known) < _REMEMBERED:
                self._known[found] = known
        return known


_REMEMBERED: Final = 4096


@dataclass(frozen=True, slots=True)
class ReservationPattern:
    """Words that open a reservation, or (`is_word`) are one."""

    kind: ReservationKind
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class SentencePattern:
    """Words that mark a sentence of a kind that decides nothing."""

    kind: SentenceKind
    pattern: re.Pattern[str]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Everything that is declared, ready to be searched."""

    rules: tuple[Rule, ...]
    whole_rules: tuple[Rule, ...]
    inner_rules: Selection[Rule]
    negations: tuple[Modifier, ...]
    conditions: tuple[Modifier, ...]
    limits: tuple[Modifier, ...]
    reservations: tuple[ReservationPattern, ...]
    clause: dict[str, re.Pattern[str]]
    recommended: tuple[tuple[OutcomeLabel, re.Pattern[str]], ...]
    carrier: re.Pattern[str]
    carrier_needs: tuple[str, ...]
    carrier_clause: re.Pattern[str]
    proposal: dict[str, re.Pattern[str]]
    known_words: frozenset[str]
    misread: dict[str, str]
    sentences: Selection[SentencePattern]

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            KeyError: when there is none.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)

    def kind_of(self, sentence: str) -> tuple[SentenceKind, int] | None:
        """What kind of sentence that decides nothing this looks like, and where it says so; None otherwise."""
        best: tuple[SentenceKind, int] | None = None
        folded = fold(sentence)
        for declared in self.sentences.possible(folded):
            match = declared.pattern.search(folded)
            if match and (best is None or match.start() < best[1]):
                best = (declared.kind, match.start())
        return best


def _compile(pattern: str, fragments: dict[str, str]) -> re.Pattern[str]:
    for _ in range(3):  # fragments may hold fragments
        pattern = _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)
    # In small letters like the texts: that is twice as fast as a search without regard to case.
    return re.compile(
        _ESCAPED_OR_CAPITAL.sub(lambda match: match[0] if match[0][0] == "\\" else match[0].lower(), pattern)
    )


def _rule(entry: dict[str, Any], fragments: dict[str, str]) -> Rule:
    label = entry["label"]
    if label not in get_args(OutcomeLabel):
        raise ValueError(f"rule {entry['id']}: unknown label {label!r}")
    whole = bool(entry.get("whole", False))
    pattern = rf"\W*(?:{entry['pattern']})\W*" if whole else entry["pattern"]
    return Rule(
        id=entry["id"],
        label=cast(OutcomeLabel, label),
        pattern=_compile(pattern, fragments),
        needs=tuple(entry.get("needs", ())),
        scope=entry.get("scope", "both"),
        is_whole=whole,
        is_across=bool(entry.get("across", False)),
        is_alone=bool(entry.get("alone", False)),
        negated=entry.get("negated"),
        yields_to=frozenset(entry.get("yields_to", ())),
        score=entry.get("score", 0.95),
        example=entry.get("example", ""),
        counter=entry.get("counter", ""),
    )


def _modifier(entry: dict[str, Any], fragments: dict[str, str]) -> Modifier:
    terminators = entry.get("terminators")
    return Modifier(
        id=entry["id"],
        effect=entry["effect"],
        pattern=_compile(entry["pattern"], fragments),
        direction=entry["direction"],
        needs=tuple(entry["needs"]),
        words=entry.get("words"),
        terminators=_compile(terminators, fragments) if terminators else None,
    )


@cache
def wordings() -> Wordings:
    """The wordings of ``data/outcomes.toml``; read once.

    Raises:
        ValueError: when a rule has an unknown label.
    """
    table = read_toml("outcomes")
    fragments = table["fragments"]
    carrier = table["carrier"]["pattern"]
    rules = tuple(_rule(entry, fragments) for entry in table["rule"])
    modifiers = [_modifier(entry, fragments) for entry in table["modifier"]]
    return Wordings(
        rules=rules,
        whole_rules=tuple(rule for rule in rules if rule.is_whole),
        inner_rules=Selection([rule for rule in rules if not rule.is_whole]),
        negations=tuple(modifier for modifier in modifiers if modifier.effect == "negated"),
        conditions=tuple(modifier for modifier in modifiers if modifier.effect == "conditional"),
        limits=tuple(modifier for modifier in modifiers if modifier.effect == "partial"),
        reservations=tuple(
            ReservationPattern(
                entry["kind"], _compile(entry["pattern"], fragments), tuple(entry["needs"]), entry.get("is_word", False)
            )
            for entry in table["reservation"]
        ),
        clause={name: _compile(pattern, fragments) for name, pattern in table["clause"].items()},
        recommended=tuple((entry["label"], _compile(entry["pattern"], fragments)) for entry in table["recommended"]),
        carrier=_compile(carrier, fragments),
        carrier_needs=tuple(table["carrier"]["needs"]),
        carrier_clause=_compile(carrier + table["carrier"]["reach"], fragments),
        proposal={name: _compile(pattern, fragments) for name, pattern in table["proposal"].items()},
        known_words=frozenset(table["ocr"]["words"]),
        misread=dict(table["ocr"]["short"]),
        sentences=Selection(
            [
                SentencePattern(entry["kind"], _compile(entry["pattern"], fragments), tuple(entry["needs"]))
                for entry in table["sentence"]
            ]
        ),
    )
