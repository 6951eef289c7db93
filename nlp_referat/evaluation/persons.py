"""Giving the people of a document other names, each the same one wherever it stands.

The names are made up from given names and surnames that are frequent in Denmark's minorities; the list is the
project's own and is never trained on.
"""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.evaluation.edits import Edit, rewrite

_PART: Final = re.compile(r"[^\s\W_][^\s]*", re.UNICODE)
_INITIALS: Final = re.compile(r"(?:\w\.-?)+|\w")
_GENITIVE: Final = re.compile(r"(?:['’´]s?|s)$")


@dataclass(frozen=True, slots=True)
class Origin:
    """Names that go together."""

    name: str
    given: tuple[str, ...]
    surnames: tuple[str, ...]


@cache
def origins() -> tuple[Origin, ...]:
    """The list of names, by origin.

    >>> len({surname for origin in origins() for surname in origin.surnames}) >= 60
    True
    """
    file = resources.files("nlp_referat") / "data" / "evaluation" / "minority_names.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["origin"]
    return tuple(Origin(one["name"], tuple(one["given"]), tuple(one["surnames"])) for one in listed)


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a person's name; `suffix` is the genitive that it carries."""

    start: int
    stem: str
    suffix: str


def swap_persons(document: Document, chance: random.Random) -> Document:
    """Replace the words of every annotated person; initials, particles and party letters stay.

    A surname on its own, a given name on its own and a genitive follow the full name that they belong to.
    """
    people = [span for span in document.entities if span.label == "PERSON"]
    words = {part.casefold() for span in people for part in _PART.findall(span.source_of(document.text))}
    mentions = [list(_parts(span, document.text, words)) for span in people]
    new = _new_names(mentions, chance)
    edits = [
        Edit(part.start, part.start + len(part.stem) + len(part.suffix), _dressed(new[part.stem.casefold()], part))
        for mention in mentions
        for part in mention
    ]
    return rewrite(document, edits)


def _parts(span: Annotation, text: str, words: set[str]) -> Iterator[_Part]:
    """The words to replace: capitalised ones that are no initials."""
    for match in _PART.finditer(text, span.start, span.end):
        word = match[0]
        if word[0].islower() or _INITIALS.fullmatch(word):
            continue
        genitive = _GENITIVE.search(word)
        # "Holms" is Holm's only where somebody is called Holm: Jens and Hans end in s themselves.
        is_genitive = genitive and (not genitive[0].isalpha() or word[: genitive.start()].casefold() in words)
        stem = word[: genitive.start()] if genitive and is_genitive else word
        yield _Part(match.start(), stem, word[len(stem) :])


def _new_names(mentions: list[list[_Part]], chance: random.Random) -> dict[str, str]:
    """The new word for every old one; full names first, so that what stands alone follows them."""
    new: dict[str, str] = {}
    used: set[str] = set()
    for mention in sorted(mentions, key=len, reverse=True):
        stems = [part.stem.casefold() for part in mention]
        if all(stem in new for stem in stems):
            continue
        origin = chance.choice(origins())
        given = _unused(origin.given, used, chance)
        surname = _unused(origin.surnames, used, chance)
        for place, stem in enumerate(stems):
            if stem not in new:
                new[stem] = surname if place == len(stems) - 1 else given
                used.add(new[stem])
                given = _unused(origin.given, used, chance)
    return new


def _unused(names: tuple[str, ...], used: set[str], chance: random.Random) -> str:
    return chance.choice([name for name in names if name not in used] or list(names))


def _dressed(name: str, part: _Part) -> str:
    """The new word in the old one's case and with its genitive."""
    shown = name.upper() if len(part.stem) > 1 and part.stem.isupper() else name
    if not part.suffix:
        return shown
    return f"{shown}'" if shown[-1] in "sxzSXZ" else shown + part.suffix.replace("'", "").replace("’", "") or shown
