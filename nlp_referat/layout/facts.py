"""Labelled facts in the head of minutes: "Mødedato", "Sted:", "Fraværende".

A label is known by its words (``[labels]`` in ``data/layout.toml``) and by what follows: a colon, a tab,
the end of bold, the end of the line; or, for long labels only, just a space ("Mødested Mødelokale 3").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from nlp_referat.layout.lines import Line, skeleton
from nlp_referat.lexicon import read_toml

_LABEL: Final = re.compile(
    # a colon, a tab, a cell's edge, the end of bold, a wide gap or nothing more
    r"[| *]*(?P<label>[A-ZÆØÅ][\w/ .()-]{0,40}?)(?:\**[ \t]*[:;]\**|[ ]?\t|\**[ ]*\||\*\*|[ ]{2,}|"
    r"[ ]*$)[ \t]*\**(?P<value>.*?)[ |]*$",
    re.DOTALL,
)
_OPEN_LABEL: Final = re.compile(r"(?P<label>[A-ZÆØÅ][\wæøå]{3,}(?: [a-zæøå]+)?)\**[ \t]+(?P<value>\S.*)", re.DOTALL)
# Told in a sentence: "Til stede var Bo Lund og Ida Friis", "Afbud havde Kim Holm".
_TOLD_LABEL: Final = re.compile(
    r"(?P<label>[A-ZÆØÅ][a-zæøå]{2,}(?: [Ss]tede)?)(?: (?:på|i|ved|til) mødet)? (?:var|er|havde|har)\b:? ?"
    r"(?:(?:udvalgets|rådets|bestyrelsens|kommunalbestyrelsens|byrådets) medlemmer|medlemmerne)?:?[ \t]*"
    r"(?P<value>[A-ZÆØÅ].*)",
    re.DOTALL,
)
_NEXT_LABEL: Final = re.compile(
    r"[\s,;|]+(?:Dato|Mødedato|Tid|Tidspunkt|Mødetidspunkt|Sted|Mødested|Lokale|Kl|Afbud|Fraværende|"
    r"Mødedeltagere|Deltagere|Medlemmer|Til stede|Udvalg)\**:"
)
# Without a colon these begin sentences, or are the value itself ("Mødelokale 3, Rådhuset").
_NEEDS_COLON: Final = frozenset(
    map(
        skeleton,
        ["Mødelokale", "Lokale", "Deltog", "Møde", "Dag", "Adresse", "Lokation", "Gruppe", "Udvalg", "Forum", "Organ"],
    )
)
_MAX_LINE: Final = 2000
_OPEN_KINDS: Final = frozenset({"date", "time", "location", "present", "absent"})
PEOPLE: Final = frozenset({"present", "absent", "others"})
"""Kinds of facts whose value is a list of people, which may stand on the lines below."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact: its kind, the value on the label's line (or on the next), and where that begins.

    `is_told`: the label is the beginning of a sentence, and other sentences may follow on the line.
    """

    kind: str
    value: str
    start: int
    line: int
    is_told: bool = False


@cache
def _labels() -> dict[str, str]:
    labels: dict[str, list[str]] = read_toml("layout")["labels"]
    return {skeleton(word): kind for kind, words in labels.items() for word in words}


def read_fact(lines: list[Line], line: Line) -> Fact | None:
    """The fact that a line states, or names above the next line; None for other lines."""
    label = _split(line.core)
    if label is None:
        return None
    kind, offset, is_told = label
    value, start, index = line.core[offset:].rstrip("| "), line.core_start + offset, line.index
    if not value.strip(" *") and kind not in PEOPLE:
        following = next((other for other in lines[line.index + 1 : line.index + 4] if other.core), None)
        if following is None or _split(following.core):
            return None
        value, start, index = following.core, following.core_start, following.index
    cut = _NEXT_LABEL.search(value)
    value = value[: cut.start()] if cut and kind not in PEOPLE else value
    return Fact(kind, value, start, index, is_told)


def read_facts(lines: list[Line], line: Line) -> Iterator[Fact]:
    """All facts that a line states: some heads run them together ("Dato: 4. marts 2025 Sted: Kantinen").

    A list of people goes on to the line's end.
    """
    fact = read_fact(lines, line)
    if fact:
        yield fact
    if (fact and fact.kind in PEOPLE) or len(line.core) > _MAX_LINE:
        return
    for label in _NEXT_LABEL.finditer(line.core):
        offset = label.start() + len(label[0]) - len(label[0].lstrip(" \t,;|"))
        found = _split(line.core[offset:])
        if found and (not fact or line.core_start + offset > fact.start):
            kind, start = found.kind, offset + found.value
            cut = _NEXT_LABEL.search(line.core, start) if kind not in PEOPLE else None
            value = line.core[start : cut.start() if cut else None]
            yield Fact(kind, value, line.core_start + start, line.index)
        if found and found.kind in PEOPLE:
            return


class _Label(NamedTuple):
    kind: str
    value: int  # offset
    is_told: bool = False


def _split(core: str) -> _Label | None:
    """The label that a line begins with."""
    if not core or len(core) > _MAX_LINE:
        return None
    match = _LABEL.match(core)
    # "Mødelokale 3" is a place, not the label of one.
    if match and not match["label"][-1].isdigit() and (kind := _labels().get(skeleton(match["label"]))):
        return _Label(kind, match.start("value"))
    match = _TOLD_LABEL.match(core)
    if match and (kind := _labels().get(skeleton(match["label"]))) in ("present", "absent"):
        return _Label(kind, match.start("value"), is_told=True)
    match = _OPEN_LABEL.match(core)
    if match is None:
        return None
    label = match["label"]
    for words, offset in ((label, match.start("value")), (label.split(" ")[0], len(label.split(" ")[0]) + 1)):
        key = skeleton(words)
        kind = _labels().get(key)
        if kind in _OPEN_KINDS and key not in _NEEDS_COLON:
            offset += len(core[offset:]) - len(core[offset:].lstrip(" \t*"))
            return _Label(kind, offset)
    return None
