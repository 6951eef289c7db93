r"""Patterns of very many words: at each word of a text only those are tried that can begin there.

One alternation of a thousand phrases tries all of them at every word. Most begin with a known letter ("søger om"), so
one smaller pattern for each letter does; those that begin with any word ("\w*besparelse") hold a stem that must stand
somewhere in the text, or they need not be tried at all. The answers are those of the one alternation.

>>> pattern = WordPattern([["søger(?: om)?"], [r"\w*besparelse", "om"]])
>>> text = "de søger om en lønbesparelse"
>>> [(found.group, text[found.start : found.end]) for found in pattern.finditer(text)]
[(0, 'søger om'), (1, 'lønbesparelse')]
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

_START: Final = re.compile(r"(?<![\w-])\S")
_ANY_WORD: Final = re.compile(r"(?:\\w|\[\\w[^\]]*\])(?:[*+]|\{\d+,\d*\})?")
_LITERAL: Final = re.compile(r"[a-zæøåé](?:[a-zæøåé -]*[a-zæøåé])?")
_OPTIONAL: Final = ("?", "*", "{0")


@dataclass(frozen=True, slots=True)
class Found:
    """Where one of the fragments stands, and the number of its group."""

    group: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Free:
    """A fragment that any word may begin; one of `stems` must stand in the text, if there are any."""

    place: int
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


class WordPattern:
    """Groups of fragments, each a regular expression that stands as whole words; the first that fits counts.

    Args:
        groups: of fragments without capturing groups, in order of precedence.
        flags: for all of them, such as `re.IGNORECASE`.
    """

    def __init__(self, groups: Sequence[Sequence[str]], flags: int = 0) -> None:
        self._flags = flags
        self._group_of = [number for number, group in enumerate(groups) for _ in group]
        self._fragments = [fragment for group in groups for fragment in group]
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    @cached_property
    def _led(self) -> dict[str, list[int]]:
        """The places of the fragments by the letters that they can begin with."""
        led: dict[str, list[int]] = defaultdict(list)
        for place, fragment in enumerate(self._fragments):
            for letter in first_letters(fragment) or ():
                led[letter].append(place)
        return led

    @cached_property
    def _free(self) -> list[_Free]:
        return [
            _Free(place, stems(fragment), re.compile(rf"(?:{fragment})(?!\w)", self._flags))
            for place, fragment in enumerate(self._fragments)
            if first_letters(fragment) is None
        ]

    @cached_property
    def _by_stem(self) -> list[tuple[str, list[_Free]]]:
        """The free fragments under each of their stems; those without under the empty one."""
        held: dict[str, list[_Free]] = defaultdict(list)
        for one in self._free:
            for stem in one.stems or ("",):
                held[stem].append(one)
        return list(held.items())

    def _standing(self, small: str) -> list[_Free]:
        """The free fragments with a stem in the text, in order."""
        found = {one.place: one for stem, held in self._by_stem if stem in small for one in held}
        return [found[place] for place in sorted(found)] if len(found) > 1 else list(found.values())

    def _of_letter(self, letter: str) -> re.Pattern[str] | None:
        places = self._led.get(letter)
        body = "|".join(f"(?P<f{place}>{self._fragments[place]})" for place in places or ())
        self._patterns[letter] = re.compile(rf"(?:{body})(?!\w)", self._flags) if places else None
        return self._patterns[letter]

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Found]:
        """What stands in ``text[start:end]``, in order, without overlaps."""
        free = self._standing(text[start:end].lower())
        patterns, position = self._patterns, start
        for begin in _START.finditer(text, start, end):
            at = begin.start()
            if at < position:
                continue
            letter = text[at].lower()
            pattern = patterns[letter] if letter in patterns else self._of_letter(letter)
            match = pattern.match(text, at, end) if pattern else None
            place = int(match.lastgroup[1:]) if match and match.lastgroup else sys.maxsize
            for other in free:
                if other.place > place:
                    break
                if tried := other.pattern.match(text, at, end):
                    match, place = tried, other.place
                    break
            if match:
                position = match.end()
                yield Found(self._group_of[place], at, position)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Found | None:
        """The first that stands in ``text[start:end]``."""
        return next(self.finditer(text, start, end), None)


def first_letters(fragment: str) -> frozenset[str] | None:
    r"""The letters that a fragment can begin with; None where it may begin with any.

    >>> sorted(first_letters("(?:an)?søgt")), first_letters(r"\w*pulje")
    (['a', 's'], None)
    """
    if fragment.startswith("(?:"):
        inner, rest = _group(fragment)
        sets = [first_letters(one) for one in alternatives(inner)]
        if rest.startswith(_OPTIONAL):
            sets.append(first_letters(_behind_quantifier(rest)))
        known = [one for one in sets if one is not None]
        return frozenset().union(*known) if len(known) == len(sets) else None
    if fragment.startswith("(?"):  # looks ahead or behind
        return first_letters(_group(fragment)[1])
    if fragment[:2] in (r"\(", r"\."):
        return frozenset(fragment[1])
    if not fragment or not (fragment[0].isalpha() or fragment[0] in ", "):
        return None
    if fragment[1:].startswith(_OPTIONAL):
        behind = first_letters(_behind_quantifier(fragment[1:]))
        return behind | {fragment[0]} if behind else None
    return frozenset(fragment[0])


def stems(fragment: str) -> tuple[str, ...]:
    r"""Letters of which one run stands in whatever a fragment that begins with any word matches; none if unknown.

    >>> stems(r"\w*(?:udgift|omkostning)(?:en|er)?"), stems(r"\w*puljen?")
    (('udgift', 'omkostning'), ('pulje',))
    """
    while fragment.startswith(("(?!", "(?=", "(?<")):
        fragment = _group(fragment)[1]
    if led := _ANY_WORD.match(fragment):
        return stems(fragment[led.end() :].removeprefix(" "))
    if fragment.startswith("(?:"):
        inner, rest = _group(fragment)
        found = [stems(one) for one in alternatives(inner)]
        return () if rest.startswith(_OPTIONAL) or not all(found) else tuple(stem for one in found for stem in one)
    literal = _LITERAL.match(fragment)
    if literal is None:
        return ()
    stem = literal[0][:-1] if fragment[literal.end() :].startswith(_OPTIONAL) else literal[0]
    return (stem.strip(),) if stem.strip() else ()


def _signs(fragment: str) -> Iterator[tuple[int, str, int]]:
    """Each sign outside escapes and classes of letters: its place, itself, and how many groups are open behind it."""
    depth = place = 0
    while place < len(fragment):
        sign = fragment[place]
        if sign == "\\":
            place += 1
        elif sign == "[":
            place = fragment.index("]", place + 1)
        else:
            depth += (sign == "(") - (sign == ")")
            yield place, sign, depth
        place += 1


def _group(fragment: str) -> tuple[str, str]:
    """The inside of the group that a fragment begins with, and what stands behind it."""
    for place, sign, depth in _signs(fragment):
        if sign == ")" and not depth:
            return fragment[3:place], fragment[place + 1 :]
    raise ValueError(f"unbalanced: {fragment}")


def alternatives(inner: str) -> list[str]:
    """What the bars outside all groups divide.

    >>> alternatives("ind|(?:med|til) hjem")
    ['ind', '(?:med|til) hjem']
    """
    bars = [place for place, sign, depth in _signs(inner) if sign == "|" and not depth]
    return [inner[first + 1 : last] for first, last in pairwise([-1, *bars, len(inner)])]


def _behind_quantifier(rest: str) -> str:
    """What stands behind "?", "*" or "{0,2}", lazy or not."""
    rest = rest.partition("}")[2] if rest.startswith("{") else rest[1:]
    return rest.removeprefix("?")
