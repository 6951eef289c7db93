"""People in running text and in lists: who is named, where, and by which full name.

One scan finds runs of capitalised words. A run is a person where the words say so (a given name before a
surname), where what stands beside it says so ("borgmester …", "… (V)", "Fraværende: …"), or where the
document names the same person elsewhere. Streets, schools, firms and headings look like names; the words
in them give them away.

>>> [mention.canonical for mention in find_people("Afbud: Jens Holm (A). Bo Krog deltog i Jens Holms sted.")]
['Jens Holm', 'Bo Krog', 'Jens Holm']
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp_referat.names.name_context import (
    follows_label,
    follows_thing,
    follows_title,
    is_company,
    is_followed_by_party,
    is_linked,
    is_linked_by_line,
    is_proven_after,
    is_thing_after,
    stands_for_a_person,
    word_before,
)
from nlp_referat.names.name_shapes import (
    BEFORE,
    GIVEN,
    HEAD,
    INITIAL_WORD,
    LINE_RUN,
    PARTICLE,
    PARTY_WORD,
    PLACE,
    SHAPE,
    SOFT_HEAD,
    STOP,
    STREET,
    SURNAME,
    TITLE,
    WEAK,
    is_exact_surname,
    is_party,
    plain,
    word_class,
)
from nlp_referat.text import Mention

_WORD: Final = re.compile(r"\S+")
_BREAK: Final = re.compile(r"[ \t]{0,4}\n[ \t]{0,60}")
_HYPHENATED: Final = re.compile(r"-[ ]?\n[ ]{0,60}([a-zæøå]{2,20})(?![\w-])")
_FAMILY: Final = SURNAME | SHAPE
_EDGE: Final = STOP | TITLE | PARTY_WORD | HEAD
_COMMON_PARTICLES: Final = frozenset({"af", "de", "den", "der", "du", "da", "di", "la", "le", "al", "el", "ter", "ten"})
_BEFORE_PEOPLE: Final = frozenset({"af", "med", "til", "fra", "ved", "og", "samt", "at", "hos", "som", "efter"})
_Span = tuple[int, int]


@dataclass(slots=True)
class _Run:
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


def find_people(text: str, known: Sequence[str] = ()) -> list[Mention]:
    """Find the people whom a text names.

    Args:
        text: a cleaned text.
        known: full names that the document's structure gave, such as the participants.

    Returns:
        Mentions with label PERSON in the order of the text. `canonical` is the full name, without genitive;
        a mention by a part of the name has it too, where it can be only one person.

    >>> [(m.start, m.canonical) for m in find_people("Hanne Vad (F) og Bo Krog (V). Borgmester Krog takkede.")]
    [(0, 'Hanne Vad'), (17, 'Bo Krog'), (41, 'Bo Krog')]
    """
    runs, singles = _scan(text)
    _weigh(text, runs)
    names = _Names([*(plain(name) for name in known), *(_nominative(run.name) for run in runs if run.proof)])
    mentions = [*_full_mentions(runs, names), *_single_mentions(text, singles, names)]
    return sorted(mentions, key=lambda mention: mention.start)


# --- runs --------------------------------------------------------------------------------------------------


def _scan(text: str) -> tuple[list[_Run], list[_Span]]:
    """The runs of two words and more that may be names, and the places of single words."""
    runs: list[_Run] = []
    singles: list[_Span] = []
    pending: list[_Span] = []  # words of a run that may go on after a line break
    last = -2
    for match in LINE_RUN.finditer(text):
        start, end = match.span()
        is_single = " " not in match[0]
        if pending:
            if start - last < 66 and _joins(text, pending, start, end):
                pending += [(start, end)] if is_single else _words(text, start, end)
                last = end
                continue
            _cut(text, pending, runs, singles)
            pending = []
        if not is_single:
            pending = _words(text, start, end)
        elif word_class(match[0]) & (GIVEN | INITIAL_WORD) or text.startswith("-", end):
            pending = [(start, end)]
        else:
            singles.append((start, end))
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
        return bool(right[0] & _FAMILY) or not right[0] & GIVEN or (len(left) == 1 and not left[0] & WEAK)
    # "Merete Skovgaard⏎Jensen, Hans": a lone surname on the next line goes on with the name.
    if left[0] & (GIVEN | INITIAL_WORD) and len(right) == 1:
        return bool(right[0] & _FAMILY) and not right[0] & GIVEN
    return False


def _cut(text: str, spans: list[_Span], runs: list[_Run], singles: list[_Span]) -> None:
    """Cut a run into what can be names; what belongs to a street, school or firm falls away."""
    words = [text[a:b] for a, b in spans]
    kinds = [word_class(word) for word in words]
    position, count = 0, len(words)
    while position < count:
        titled = False
        while position < count and (kinds[position] & _EDGE or kinds[position] & PARTICLE):
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
            if kinds[end] & SOFT_HEAD and words[end - 1].endswith("s") and end + 1 == count:
                if not kinds[end - 1] & GIVEN and word_class(words[end - 1][:-1]) & (_FAMILY | GIVEN):
                    return  # "Carl Nielsens Park"
            if words[end] in _COMMON_PARTICLES and not kinds[end - 1] & PARTICLE and not any(kind & (GIVEN | INITIAL_WORD) for kind in kinds[position:end]):
                break  # "Stillet af Johanne Sterup"
            end += 1
        if end < count and kinds[end] & HEAD and not _is_new_line(text, spans, end):
            return
        stop = end
        while end > position + 1 and kinds[end - 1] & PARTICLE:
            end -= 1
        _keep(text, spans[position:end], words[position:end], kinds[position:end], titled, runs, singles)
        position = stop


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
    """"Vester" in "Ruth Vester", and a lone capital as a middle name: "Lars P Hansen"."""
    if kinds[at] & SURNAME and kinds[at - 1] & (GIVEN | WEAK) == GIVEN and not kinds[at] & (HEAD | BEFORE):
        return True
    return len(words[at]) == 1 and at + 1 < len(words) and bool(kinds[at - 1] & GIVEN and kinds[at + 1] & _FAMILY)


def _is_stray_letter(text: str, start: int, kinds: list[int]) -> bool:
    """Whether the run's initial is the end of what stands before: "stemte F og Ø. Rasmus Juhl (B) undlod"."""
    if len(kinds) < 3 or not kinds[0] & INITIAL_WORD or not kinds[1] & GIVEN and kinds[1]:
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
    runs: list[_Run],
    singles: list[_Span],
) -> None:
    start, end = spans[0][0], spans[-1][1]
    if hyphenated := _HYPHENATED.match(text, end):
        end = hyphenated.end()
        words[-1] += hyphenated[1]
        kinds[-1] = word_class(words[-1])
    if len(words) == 1:
        singles.append((start, end))
    elif not (
        is_company(text, end)
        or is_thing_after(text, end, words[-1])
        or follows_thing(text, start)
        or is_party(" ".join(words))
    ):
        run = _Run(start, end, words, kinds, titled=titled)
        run.proof = _proof(text, run)
        runs.append(run)


# --- evidence ----------------------------------------------------------------------------------------------


def _proof(text: str, run: _Run) -> int:
    """What the words alone say."""
    first, last, rest = run.kinds[0], run.kinds[-1], run.kinds[1:]
    if any(kind & STREET for kind in run.kinds):
        return 0
    if first & INITIAL_WORD:
        # "A. Langs vejen" is a point of a list.
        return 2 if last & _FAMILY and (len(rest) > 1 or not last & WEAK and is_exact_surname(run.words[-1])) else 0
    if first & GIVEN and not first & WEAK:
        return 2 if len(rest) > 1 or last & _FAMILY or not last & PLACE else 0
    if first & (GIVEN | WEAK):
        if any(kind & (_FAMILY | INITIAL_WORD) or kind & GIVEN and not kind & WEAK for kind in rest):
            return 2
        return 1 if first & GIVEN and not first & PLACE and word_before(text, run.start) in _BEFORE_PEOPLE else 0
    # An unknown word before a surname; "-berg" and "-borg" end towns as well.
    is_family = last & SURNAME or last & SHAPE and run.words[-1].endswith(("sen", "sens"))
    if is_family and not (first & PLACE or last & WEAK) and word_before(text, run.start) not in ("i", "på", "nær"):
        return 1
    return 0


def _weigh(text: str, runs: list[_Run]) -> None:
    """Add to each run's proof what stands beside it, and what the list that it stands in says."""
    for run in runs:
        if any(kind & STREET for kind in run.kinds) and not run.kinds[0] & GIVEN:
            continue
        if run.proof < 2 and (
            run.titled or is_proven_after(text, run.start, run.end) or follows_title(text, run.start)
        ):
            run.proof = 2
    for group in _lists(text, runs):
        sure = sum(run.proof == 2 for run in group)
        if 3 * sure >= 2 * len(group) or follows_label(text, group[0].start):
            for run in group:
                run.proof = run.proof or 1
    for group in _lists(text, runs, is_linked_by_line):
        if len(group) > 2 and 3 * sum(run.proof > 0 for run in group) >= 2 * len(group):
            for run in group:
                run.proof = run.proof or 1


def _lists(
    text: str, runs: list[_Run], links: Callable[[str, int, int], bool] = is_linked
) -> Iterator[list[_Run]]:
    """Runs that stand beside each other in a list: only commas, "og", parties, or line breaks separate them."""
    group: list[_Run] = []
    for run in runs:
        if group and not links(text, group[-1].end, run.start):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


# --- the document ------------------------------------------------------------------------------------------


class _Names:
    """The people of a document, by full name and by the parts of their names."""

    def __init__(self, names: Sequence[str]) -> None:
        written = frozenset(names)
        # "Hanne Sonnes" is the genitive where "Hanne Sonne" is named too.
        self.full = frozenset(name for name in written if not (name.endswith("s") and name[:-1] in written))
        self.by_part: dict[str, set[str]] = {}
        self.by_ends: dict[tuple[str, str], set[str]] = {}
        for name in self.full:
            words = name.split(" ")
            if len(words) > 1:
                for part in {words[0], *(" ".join(words[at:]) for at in range(1, len(words)))}:
                    self.by_part.setdefault(part, set()).add(name)
                self.by_ends.setdefault((words[0], words[-1]), set()).add(name)

    def find(self, name: str) -> str | None:
        """The full name of somebody who is named in full."""
        for written in (name, name.removesuffix("s"), name[:-2] if name.endswith(("'s", "’s")) else name):
            if written in self.full:
                return written
        return None

    def owner(self, name: str) -> str | None:
        """The one person whose surname of two words this is."""
        owners = self.part(name) - {name}
        return next(iter(owners)) if len(owners) == 1 else None

    def longest(self, name: str) -> str:
        """The fullest form of a name in the document: "Jens Peter Holm" for "Jens Holm"."""
        words = name.split(" ")
        fuller = [
            other
            for other in self.by_ends.get((words[0], words[-1]), ())
            if len(other) > len(name) and set(words) <= set(other.split(" "))
        ]
        return fuller[0] if len(fuller) == 1 else name

    def part(self, word: str) -> set[str]:
        """Everybody who has this given name or surname."""
        return self.by_part.get(word) or (self.by_part.get(word[:-1], set()) if word.endswith("s") else set())


def _full_mentions(runs: list[_Run], names: _Names) -> Iterator[Mention]:
    for run in runs:
        name = run.name
        full = None if run.kinds[0] & GIVEN else names.owner(name)
        full = full or names.find(name) or (_nominative(name) if run.proof else None)
        if full is not None:
            yield Mention(run.start, run.end, "PERSON", names.longest(full))


def _single_mentions(text: str, singles: list[_Span], names: _Names) -> Iterator[Mention]:
    """People by surname or given name alone: only after a title, before a party, or as part of a known name."""
    for start, end in singles:
        word = text[start:end]
        if end - start < 3:
            continue
        kind = word_class(word)
        owners = names.part(word)
        if not owners and not kind & (_FAMILY | GIVEN):
            continue
        if kind & (STOP | HEAD | BEFORE | TITLE) or is_company(text, end) or is_thing_after(text, end, word):
            continue
        is_titled = bool(kind & _FAMILY or owners) and follows_title(text, start)
        if is_titled or is_followed_by_party(text, start, end) or (
            owners
            and kind & (_FAMILY | GIVEN)
            and not kind & (WEAK | PLACE | SOFT_HEAD)
            and stands_for_a_person(text, start, end)
        ):
            yield Mention(start, end, "PERSON", next(iter(owners)) if len(owners) == 1 else _nominative(word))


def _nominative(name: str) -> str:
    """The name without genitive -s, where the word without it is the better known one."""
    if name.endswith(("'s", "’s")):
        return name[:-2]
    last = name.rpartition(" ")[2]
    if last.endswith("s") and not word_class(last) & SURNAME and word_class(last[:-1]) & _FAMILY:
        return name[:-1]
    return name
