"""What the page says of a referat, ready to be put into the template: words in Danish, each with its place.

The pieces are made by `meeting`, `items`, `amounts` and `names`; this module holds what they share.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Final, NamedTuple, Protocol

from nlp_referat.page.marking import anchor
from nlp_referat.schema import Entity

_SPACE: Final = re.compile(r"\s+")
_LINE_BREAK: Final = re.compile(r"[\r\n]")
_LONGEST_QUOTE: Final = 300


class Placed(Protocol):
    """Something that has a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Place(NamedTuple):
    """A place in the text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the page, and the place in the text that they link to, if they have one."""

    text: str
    place: Place | None = None

    @property
    def href(self) -> str | None:
        """The link's target.

        >>> Words("Byrådet", Place(3, 10)).href, Words("Byrådet").href
        ('#t3-10', None)
        """
        return f"#{anchor(*self.place)}" if self.place else None


def placed(text: str, at: Placed) -> Words:
    """Words at the place of something.

    >>> placed("Forslag", Place(3, 5)).href
    '#t3-5'
    """
    return Words(text, Place(at.start, at.end))


def one_line(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """A quotation without line breaks, cut at a word if it is long.

    >>> one_line("Godkendt,\\n idet der bevilges", 18)
    'Godkendt, idet …'
    """
    line = _SPACE.sub(" ", text[: longest * 4]).strip()
    if len(line) <= longest:
        return line
    return f"{line[:longest].rsplit(' ', 1)[0]} …"


def first_line(text: str, at: Placed) -> Place:
    """The first line of a longer stretch, or of what follows an empty one: what is lit when somebody goes there.

    >>> first_line("Punkt 1: Budget\\nBeslutning", Place(0, 26))
    Place(start=0, end=15)
    """
    start, end = at.start, at.end
    bound = end if end > start else len(text)
    found = _LINE_BREAK.search(text, start, min(bound, start + _LONGEST_QUOTE))
    line = text[start : found.start() if found else min(bound, start + _LONGEST_QUOTE)]
    return Place(start, start + len(line.rstrip()))


def places(view: object) -> Iterator[Place]:
    """Every place that a piece of the page links to.

    >>> list(places((Words("a", Place(1, 2)), [Words("b")])))
    [Place(start=1, end=2)]
    """
    if isinstance(view, Words):
        if view.place:
            yield view.place
    elif isinstance(view, (tuple, list)):
        for part in view:
            yield from places(part)
    elif is_dataclass(view):
        for field in fields(view):
            yield from places(getattr(view, field.name))


class People:
    """Where a person or party is named, by name and within a stretch of the text."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = sorted(
            (entity for entity in entities if entity.label in ("PERSON", "PARTY")), key=lambda entity: entity.start
        )
        self._starts = [entity.start for entity in self._entities]

    def find(self, name: str, within: Placed) -> Words:
        """The name with its first place there; without a place if the text there does not name it so."""
        first, last = bisect_left(self._starts, within.start), bisect_left(self._starts, within.end)
        for entity in self._entities[first:last]:
            if name in (entity.canonical, entity.text):
                return placed(name, entity)
        return Words(name)
