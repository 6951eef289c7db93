"""The document's text as HTML, in which every place that a fact points to can be found again.

Facts nest and cross ("Indstilles til Byrådets godkendelse" is an outcome and holds a committee), elements only nest.
So spans are cut where they would cross: the first piece has the id ``t{start}-{end}``, the others repeat it
in ``data-t``. No character of the text is added, moved or left out.

>>> print(mark_up("Byrådets godkendelse", [Mark(0, 8, "e COMMITTEE"), Mark(0, 20, "o")], []))
<div class="b"><span id="t0-20" class="o"><span id="t0-8" class="e COMMITTEE">Byrådets</span> godkendelse</span></div>
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup, escape

_PARAGRAPH_END: Final = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)+")
_LINE_END: Final = re.compile(r"\r\n?|\n")
_BLOCK: Final = 2_000  # characters: small enough to lay out at once, and few enough of them in a long document
_LONGEST_BLOCK: Final = 8_000
_DEEPEST: Final = 12  # facts nest three or four deep; a deeper one is marked by its beginning alone


class Mark(NamedTuple):
    """A place in the text, in code points, and the classes of its element."""

    start: int
    end: int
    classes: str


def anchor(start: int, end: int) -> str:
    """The id of a place in the text.

    >>> anchor(3, 9)
    't3-9'
    """
    return f"t{start}-{end}"


def mark_up(text: str, marks: Iterable[Mark], sections: Sequence[tuple[int, str]]) -> Markup:
    """The text in blocks, with its marks.

    Args:
        text: the document.
        marks: in any order; marks of the same place become one element with the classes of all.
        sections: where a section begins, and its id; in order.
    """
    writer = _Writer()
    starting, ending = _by_place(marks)
    breaks: dict[int, str | None] = dict.fromkeys(_blocks(text, [start for start, _ in sections]))
    breaks |= dict(sections)
    position = 0
    for place in sorted({*starting, *ending, *breaks, len(text)}):
        writer.write(text[position:place])
        position = place
        if place in ending:
            writer.close_at(place)
        if place in breaks and (place < len(text) or place == 0):
            writer.break_block(breaks[place])
        for mark in starting.get(place, ()):
            writer.open(mark)
    return writer.finish()


def _by_place(marks: Iterable[Mark]) -> tuple[dict[int, list[Mark]], set[int]]:
    """Marks by where they begin, the longest first, and all the places where one ends."""
    classes: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    for mark in marks:
        classes[mark.start, mark.end].update(dict.fromkeys(mark.classes.split()))
    starting: dict[int, list[Mark]] = defaultdict(list)
    for (start, end), names in sorted(classes.items(), key=lambda one: (one[0][0], -one[0][1])):
        starting[start].append(Mark(start, end, " ".join(names)))
    return starting, {end for _, end in classes}


def _blocks(text: str, cuts: Iterable[int]) -> Iterator[int]:
    """Where blocks begin: at the cuts, and between them at ends of paragraphs, or of lines where one is too long."""
    start = 0
    yield start
    for cut in (*cuts, len(text)):
        while cut - start > _BLOCK:
            found = _PARAGRAPH_END.search(text, start + _BLOCK, min(cut, start + _LONGEST_BLOCK))
            found = found or _LINE_END.search(text, start + _BLOCK, min(cut, start + _LONGEST_BLOCK))
            start = found.end() if found else min(cut, start + _LONGEST_BLOCK)
            if start < cut:
                yield start
        start = max(start, cut)


def _class(mark: Mark) -> str:
    return f' class="{mark.classes}"' if mark.classes else ""


class _Writer:
    """Writes elements that nest, out of spans that need not."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[Mark] = []
        self._in_block = self._in_section = False

    def write(self, text: str) -> None:
        self._out.append(str(escape(text)))

    def open(self, mark: Mark) -> None:
        start = f'<span id="{anchor(mark.start, mark.end)}"{_class(mark)}>'
        if mark.start == mark.end or len(self._open) == _DEEPEST:
            self._out.append(f"{start}</span>")
        else:
            self._out.append(start)
            self._open.append(mark)

    def close_at(self, place: int) -> None:
        """End the marks that end here; those that lie within them and go on are cut."""
        first = next((index for index, mark in enumerate(self._open) if mark.end == place), None)
        if first is None:
            return
        inner = self._open[first:]
        self._out.append("</span>" * len(inner))
        del self._open[first:]
        self._continue([mark for mark in inner if mark.end != place])

    def break_block(self, section: str | None) -> None:
        """Begin a block, and a section if one is named."""
        going_on = self._close_block()
        if section is not None:
            self._out.append(f'{"</section>" if self._in_section else ""}<section id="{section}">')
            self._in_section = True
        self._out.append('<div class="b">')
        self._in_block = True
        self._continue(going_on)

    def finish(self) -> Markup:
        self._close_block()
        return Markup("".join(self._out) + ("</section>" if self._in_section else ""))

    def _close_block(self) -> list[Mark]:
        going_on, self._open = self._open, []
        self._out.append("</span>" * len(going_on) + ("</div>" if self._in_block else ""))
        return going_on

    def _continue(self, marks: list[Mark]) -> None:
        for mark in marks:
            self._out.append(f'<span data-t="{mark.start}-{mark.end}"{_class(mark)}>')
            self._open.append(mark)
