"""Runs of capitalised words that may be the name of one person.

A run is cut where titles, parties and common words stand, where the next name of a column begins, and
where a word makes a street, a school or a firm of it. It may go on after a line break.

>>> runs, singles = scan("Borgmester Jens Holm⏎bor på Hans Hansens Vej.".replace("⏎", chr(10)))
>>> [run.name for run in runs]
['Jens Holm']
"""

import re
from dataclasses import dataclass
from typing import Final

from nlp_referat.names.name_context import follows_thing, is_company, is_thing_after
from nlp_referat.names.name_shapes import (
    BEFORE,
    GIVEN,
    HEAD,
    INITIAL_WORD,
    LINE_RUN,
    PARTICLE,
    PARTY_WORD,
    SHAPE,
    SOFT_HEAD,
    STOP,
    STREET,
    SURNAME,
    TITLE,
    WEAK,
    is_party,
    word_class,
)

_WORD: Final = re.compile(r"\S+")
_BREAK: Final = re.compile(r"[ \t]{0,4}\n[ \t]{0,60}")
_HYPHENATED: Final = re.compile(r"-[ ]?\n[ ]{0,60}([a-zæøå]{2,20})(?![\w-])")
FAMILY: Final = SURNAME | SHAPE
_EDGE: Final = STOP | TITLE | PARTY_WORD | HEAD
_COMMON_PARTICLES: Final = frozenset({"af", "de", "den", "der", "du", "da", "di", "la", "le", "al", "el", "ter", "ten"})
_Span = tuple[int, int]
Single = tuple[int, int, str, int]  # a capitalised word that stands alone, and its class


@dataclass(slots=True)
class Run:
    """Words that could be one name. `proof`: 0 their shape only, 1 likely, 2 sure."""

    start: int
    end: int
    words: list[str]
    kinds: list[int]
    proof: int = 0
    titled: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)


def scan(text: str) -> tuple[list[Run], list[Single]]:
    """The runs of two words and more that may be names, and the capitalised words that stand alone."""
    runs: list[Run] = []
    singles: list[Single] = []
    pending: list[_Span] = []  # words of a run that may go on after a line break
    last, broken = -2, False
    for match in LINE_RUN.finditer(text):
        start, end = match.span()
        word = match[0]
        is_single = " " not in word
        if pending:
            if not broken and start - last < 66 and _joins(text, pending, start, end):
                broken = True  # one line break is all that a name has
                pending += [(start, end)] if is_single else _words(text, start, end)
                last = end
                continue
            _cut(text, pending, runs, singles)
            pending, broken = [], False
        if not is_single:
            pending = _words(text, start, end)
        elif (kind := word_class(word)) & (GIVEN | INITIAL_WORD) or text.startswith("-\n", end):
            pending = [(start, end)]
        elif end - start > 2:
            singles.append((start, end, word, kind))
        last = end
    if pending:
        _cut(text, pending, runs, singles)
    return runs, singles


def _words(text: str, start: int, end: int) -> list[_Span]:
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _joins(text: str, words: list[_Span], start: int, end: int) -> bool:
    """Whether the line break between two runs stands inside a name."""
    if not _BREAK.fullmatch(text, words[-1][1], start):
        return False
    left = [word_class(text[a:b]) for a, b in words]
    while left and left[0] & (STOP | TITLE | PARTY_WORD):
        left.pop(0)
    right = [word_class(word) for word in text[start:end].split(" ")]
    if not left or any(kind & (STOP | HEAD | BEFORE | PARTY_WORD) for kind in left):
        return False
    if right[0] & (STOP | TITLE | PARTY_WORD | HEAD | BEFORE):
        return False
    if left[-1] & (INITIAL_WORD | PARTICLE):
        return len(left) > 1  # "Imod stemte 1: B.⏎Erling Noer"
    if all(kind & GIVEN for kind in left):  # the surname is still to come
        if len(left) > 1 and left[-1] & SURNAME:  # "Peter Storm⏎Kim Lund" are two
            return len(right) == 1 and not right[0] & GIVEN and bool(right[0] & FAMILY)
        return not right[0] & GIVEN or (len(left) == 1 and not left[0] & WEAK)
    # "Merete Skovgaard⏎Jensen, Hans": a lone surname on the next line goes on with the name.
    if left[0] & (GIVEN | INITIAL_WORD) and len(right) == 1:
        return bool(right[0] & FAMILY) and not right[0] & GIVEN
    return False


def _cut(text: str, spans: list[_Span], runs: list[Run], singles: list[Single]) -> None:
    """Cut a run into what can be names; what belongs to a street, school or firm falls away."""
    words = [text[a:b] for a, b in spans]
    kinds = [word_class(word) for word in words]
    position, count = 0, len(words)
    while position < count:
        titled = False
        while position < count and kinds[position] & (_EDGE | PARTICLE | STREET):
            if kinds[position] & BEFORE:
                return
            titled = bool(kinds[position] & TITLE)
            position += 1
        if position >= count or kinds[position] & BEFORE:
            return
        if _is_common_word(words[position:], kinds[position:]):
            titled = True
            position += 1
        if _is_stray_letter(text, spans[position][0], kinds[position:]):
            position += 1
        end = position + 1
        while end < count and (not kinds[end] & (_EDGE | BEFORE) or _is_part_after_all(words, kinds, end)):
            if _has_namesake(words, kinds, end):
                return
            if (
                words[end] in _COMMON_PARTICLES
                and not kinds[end - 1] & PARTICLE
                and not any(kind & (GIVEN | INITIAL_WORD) for kind in kinds[position:end])
            ):
                break  # "Stillet af Johanne Sterup"
            if _begins_next(kinds, position, end) or (kinds[end] & STREET and not kinds[position] & GIVEN):
                break
            end += 1
        if end < count and kinds[end] & (HEAD | STREET) and not _is_new_line(text, spans, end):
            position = end + 1
            continue
        stop = end
        while end > position + 1 and kinds[end - 1] & PARTICLE:
            end -= 1
        _keep(text, spans[position:end], words[position:end], kinds[position:end], titled, runs, singles)
        position = stop


def _begins_next(kinds: list[int], position: int, at: int) -> bool:
    """Whether a given name opens the next name of a column: "Birgit Rosvald Susan Holm"."""
    return (
        at - position >= 2
        and at + 1 < len(kinds)
        and kinds[at] & (GIVEN | WEAK) == GIVEN
        and (not kinds[at] & FAMILY or not kinds[at - 1] & GIVEN)
        and (not kinds[at - 1] & GIVEN or bool(kinds[at - 1] & SURNAME))
        and not kinds[at - 1] & (INITIAL_WORD | PARTICLE)
    )


def _is_common_word(words: list[str], kinds: list[int]) -> bool:
    """Whether an unknown word before a full name is a trade or the like: "Glasmager Finn Holm"."""
    return (
        len(words) > 2
        and not kinds[0]
        and kinds[1] & (GIVEN | WEAK) == GIVEN
        and len(words[0]) > 6
        and words[0].endswith(("er", "ist", "ør", "ent", "ant", "or", "en", "ne", "log", "mand", "kvinde"))
    )


def _is_part_after_all(words: list[str], kinds: list[int], at: int) -> bool:
    """ "Vester" in "Ruth Vester", and a lone capital as a middle name: "Lars P Hansen"."""
    if kinds[at] & SURNAME and kinds[at - 1] & (GIVEN | WEAK) == GIVEN and not kinds[at] & (HEAD | BEFORE):
        return True
    return len(words[at]) == 1 and at + 1 < len(words) and bool(kinds[at - 1] & GIVEN and kinds[at + 1] & FAMILY)


def _has_namesake(words: list[str], kinds: list[int], at: int) -> bool:
    """Whether the run's last word is a place with a person's genitive before it: "Carl Nielsens Park"."""
    return (
        at + 1 == len(words)
        and bool(kinds[at] & SOFT_HEAD)
        and words[at - 1].endswith("s")
        and not kinds[at - 1] & GIVEN
        and bool(word_class(words[at - 1][:-1]) & (FAMILY | GIVEN))
    )


def _is_stray_letter(text: str, start: int, kinds: list[int]) -> bool:
    """Whether the run's initial is the end of what stands before: "stemte F og Ø. Rasmus Juhl (B) undlod"."""
    if len(kinds) < 3 or not kinds[0] & INITIAL_WORD or (not kinds[1] & GIVEN and kinds[1]):
        return False
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1] in ("og", "eller", "Liste", "liste", "partiet", "stemte", "+", "/", "&")


def _is_new_line(text: str, spans: list[_Span], at: int) -> bool:
    return "\n" in text[spans[at - 1][1] : spans[at][0]]


def _keep(
    text: str,
    spans: list[_Span],
    words: list[str],
    kinds: list[int],
    titled: bool,
    runs: list[Run],
    singles: list[Single],
) -> None:
    start, end = spans[0][0], spans[-1][1]
    if len(words) > 2 and text[end : end + 1] == ":" and not kinds[-1] & (FAMILY | GIVEN):
        words, kinds, end = words[:-1], kinds[:-1], spans[-2][1]  # "Foto: Lars Holm Tryk: …"
    if hyphenated := _HYPHENATED.match(text, end):
        end = hyphenated.end()
        words[-1] += hyphenated[1]
        kinds[-1] = word_class(words[-1])
    if len(words) == 1:
        singles.append((start, end, words[0], kinds[0]))
    elif not (
        is_company(text, end)
        or is_thing_after(text, end, words[-1])
        or follows_thing(text, start)
        or is_party(" ".join(words))
    ):
        runs.append(Run(start, end, words, kinds, titled=titled))
