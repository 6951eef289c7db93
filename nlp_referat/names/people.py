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
from typing import Final

from nlp_referat.names.aliases import without_overlap
from nlp_referat.names.name_context import (
    follows_label,
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
from nlp_referat.names.name_runs import FAMILY, Run, Single, scan
from nlp_referat.names.name_shapes import (
    BEFORE,
    GIVEN,
    HEAD,
    INITIAL_WORD,
    PLACE,
    SHAPE,
    SOFT_HEAD,
    STOP,
    STREET,
    SURNAME,
    TITLE,
    WEAK,
    is_blocker,
    is_exact_surname,
    plain,
    word_class,
)
from nlp_referat.text import Mention

_BEFORE_PEOPLE: Final = frozenset({"af", "med", "til", "fra", "ved", "og", "samt", "at", "hos", "som", "efter"})


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
    runs, singles = scan(text)
    _weigh(text, runs)
    listed = [plain(name) for name in known]
    names = _Names([*listed, *(_nominative(run.name) for run in runs if run.proof)])
    return without_overlap(
        [*_listed_mentions(text, listed), *_full_mentions(runs, names), *_single_mentions(text, singles, names)]
    )


# --- evidence ----------------------------------------------------------------------------------------------


def _proof(text: str, run: Run) -> int:
    """What the words alone say."""
    first, last, rest = run.kinds[0], run.kinds[-1], run.kinds[1:]
    if any(kind & STREET for kind in run.kinds):
        return 0
    if first & INITIAL_WORD:
        # "A. Langs vejen" is a point of a list.
        return (
            2
            if last & FAMILY
            and (len(rest) > 1 or len(run.words[0]) > 2 or (not last & WEAK and is_exact_surname(run.words[-1])))
            else 0
        )
    if first & GIVEN and not first & WEAK:
        return 2 if len(rest) > 1 or last & FAMILY or not last & PLACE else 1
    if first & (GIVEN | WEAK):
        if any(kind & (FAMILY | INITIAL_WORD) or (kind & GIVEN and not kind & WEAK) for kind in rest):
            return 2
        return 1 if first & GIVEN and not first & PLACE and word_before(text, run.start) in _BEFORE_PEOPLE else 0
    # An unknown word before a surname; "-berg" and "-borg" end towns as well.
    is_family = last & (SURNAME | SOFT_HEAD) == SURNAME or (last & SHAPE and run.words[-1].endswith(("sen", "sens")))
    if is_family and not (first & PLACE or last & WEAK) and word_before(text, run.start) not in ("i", "på", "nær"):
        return 1
    return 0


def _weigh(text: str, runs: list[Run]) -> None:
    """Add to each run's proof what stands beside it, and what the list that it stands in says."""
    for run in runs:
        run.proof = _proof(text, run)
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


def _lists(text: str, runs: list[Run], links: Callable[[str, int, int], bool] = is_linked) -> Iterator[list[Run]]:
    """Runs that stand beside each other in a list: only commas, "og", parties, or line breaks separate them."""
    group: list[Run] = []
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
        self.parts = self.by_part.keys() | {f"{part}s" for part in self.by_part}

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


def _full_mentions(runs: list[Run], names: _Names) -> Iterator[Mention]:
    for run in runs:
        name = run.name
        full = None if run.kinds[0] & GIVEN else names.owner(name)
        full = full or names.find(name) or (_nominative(name) if run.proof else None)
        if full is not None:
            yield Mention(run.start, run.end, "PERSON", names.longest(full))


def _listed_mentions(text: str, known: Sequence[str]) -> Iterator[Mention]:
    """Where people stand whose names are built like places ("Jens Torv"): only who is listed is known to be one."""
    names = {name for name in known if " " in name and any(map(is_blocker, name.split()))}
    if names:
        longest_first = sorted(names, key=len, reverse=True)
        written = "|".join(r"\s+".join(map(re.escape, name.split(" "))) for name in longest_first)
        for match in re.finditer(rf"(?<!\w)({written})(?:s(?!\w)|(?!\w))", text):
            yield Mention(match.start(), match.end(), "PERSON", plain(match[1]))


def _single_mentions(text: str, singles: list[Single], names: _Names) -> Iterator[Mention]:
    """People by surname or given name alone: only after a title, before a party, or as part of a known name."""
    for start, end, word, kind in singles:
        if (not kind & (FAMILY | GIVEN) and word not in names.parts) or kind & (STOP | HEAD | BEFORE | TITLE):
            continue
        if end - start < 3 or is_company(text, end) or is_thing_after(text, end, word):
            continue
        owners = names.part(word)
        if (
            (follows_title(text, start, at_once=True) and (kind & FAMILY or owners))
            or is_followed_by_party(text, start, end)
            or (
                owners
                and kind & (FAMILY | GIVEN)
                and not kind & (WEAK | PLACE | SOFT_HEAD)
                and stands_for_a_person(text, start, end)
            )
        ):
            yield Mention(start, end, "PERSON", next(iter(owners)) if len(owners) == 1 else _nominative(word))


def _nominative(name: str) -> str:
    """The name without genitive -s, where the word without it is the better known one."""
    if name.endswith(("'s", "’s")):
        return name[:-2]
    last = name.rpartition(" ")[2]
    if last.endswith("s") and not word_class(last) & SURNAME and word_class(last[:-1]) & FAMILY:
        return name[:-1]
    return name
