"""Changing a document's text while its gold stays where it was.

>>> from nlp_referat.corpus.document import Annotation
>>> document = Document(id="a", text="Ida Ågaard taler", entities=[Annotation(start=0, end=10, label="PERSON")])
>>> changed = rewrite(document, [Edit(4, 5, "Aa")])
>>> changed.text, changed.entities[0].source_of(changed.text)
('Ida Aagaard taler', 'Ida Aagaard')
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from nlp_referat.corpus.document import Document, ItemGold
from nlp_referat.offsets import relocate


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in the place of the characters from `start` to `end`, of which there is at least one."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"an edit replaces at least one character: {self}")


def rewrite(document: Document, edits: Iterable[Edit]) -> Document:
    """Apply edits, and move every span of the gold along.

    Edits that overlap an earlier one, or reach over the edge of a gold span, are left out. Titles are read anew
    from the text. Meeting facts, people absent and earlier decisions name things in words of the old text
    and are left out, so that no gold is untrue.
    """
    kept = _compatible(document, edits)
    text = _apply(document.text, kept)
    ends = [edit.end for edit in kept]
    shifts = [0, *accumulate(len(edit.text) - (edit.end - edit.start) for edit in kept)]

    def move(start: int, end: int) -> tuple[int, int]:
        return start + shifts[bisect_right(ends, start)], end + shifts[bisect_right(ends, end)]

    moved = relocate(document, move, text)
    items = moved.items and tuple(_retitled(item, text) for item in moved.items)
    return moved.model_copy(update={"text": text, "items": items, "meeting": None})


def _compatible(document: Document, edits: Iterable[Edit]) -> list[Edit]:
    edges = sorted({edge for _, start, end in document.spans() for edge in (start, end)})
    kept: list[Edit] = []
    for edit in sorted(edits):
        crosses = bisect_right(edges, edit.start) != bisect_right(edges, edit.end - 1)
        if not crosses and (not kept or kept[-1].end <= edit.start):
            kept.append(edit)
    return kept


def _apply(text: str, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.start], edit.text)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


def _retitled(item: ItemGold, text: str) -> ItemGold:
    title = re.sub(r"[\s*]+", " ", text[item.start : item.end]).strip() or item.title
    return item.model_copy(update={"title": title, "absent": (), "history": ()})
