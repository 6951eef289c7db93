"""The lists of names: who and what the document speaks of, each with all the places where it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nlp_referat.labels import EntityLabel
from nlp_referat.page import danish
from nlp_referat.page.facts import Words, one_line, placed
from nlp_referat.schema import Entity, Referat

_OPEN: Final = frozenset({"PERSON", "COMMITTEE", "FUND", "ORG"})
_IN_TABLES: Final = frozenset({"MONEY", "PERCENT"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its first place; `places` are all of them, as ``start-end``."""

    words: Words
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one label, in the order of their first mention."""

    label: EntityLabel
    title: str
    names: tuple[Name, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Legend:
    """A label of the text, and how many mentions have it."""

    label: EntityLabel
    title: str
    count: int


def groups(referat: Referat) -> tuple[Group, ...]:
    """Names by label; amounts and percentages have tables of their own."""
    return tuple(
        Group(label, title, tuple(_names(referat.entities, label)), label in _OPEN)
        for label, (_, title) in danish.ENTITIES.items()
        if label not in _IN_TABLES and any(entity.label == label for entity in referat.entities)
    )


def legend(referat: Referat) -> tuple[Legend, ...]:
    """The labels that the text holds."""
    counts = dict.fromkeys(danish.ENTITIES, 0)
    for entity in referat.entities:
        counts[entity.label] += 1
    return tuple(Legend(label, danish.ENTITIES[label][0], count) for label, count in counts.items() if count)


def _names(entities: tuple[Entity, ...], label: EntityLabel) -> Iterator[Name]:
    mentions: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.label == label:
            mentions.setdefault(_shown(entity), []).append(entity)
    for name, found in mentions.items():
        yield Name(placed(name, found[0]), tuple(f"{one.start}-{one.end}" for one in found))


def _shown(entity: Entity) -> str:
    dates = danish.date_range(entity.date) if entity.date else None
    return dates or one_line(entity.canonical or entity.text)
