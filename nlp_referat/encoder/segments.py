"""The pieces of a text that go through the encoder: sentences, with the line breaks inside them undone.

Minutes from PDF break lines anywhere, inside names too; lists have a name a line. So a line break is kept
together with what follows only where the line is as long as running text.

>>> text = "Her taler den nye borgmester Karina\\nHolm om byens torv. Sagen er åben.\\n\\nMedlemmer\\nIda Holm"
>>> [text[start:end] for start, end in segments(text)]
['Her taler den nye borgmester Karina\\nHolm om byens torv.', 'Sagen er åben.', 'Medlemmer', 'Ida Holm']
"""

import re
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 400
"""Characters of a segment at most, so that a table row of any length costs the same a character."""

_RUNNING: Final = 30  # a line shorter than this was not broken for want of room
_LINE: Final = re.compile(r"[^\n]+")
_FRESH: Final = re.compile(r"\s*(?:[#>*•·–|-]|\d{1,3}[.)]\s|\t|at\s|Ad \d)")  # a heading, a list entry, a quote, a row
_CLOSED: Final = re.compile(r"[.:;!?*|]\s*$")
# An abbreviation's stop ends no sentence: one or two letters before it ("J. P. Holm", "nr. 4") or a known one.
_STOP: Final = re.compile(
    r"(?<![\s.(][^\W\d_])(?<![\s.(][^\W\d_]{2})(?<!\bkgl)(?<!\binkl)(?<!\bcand)(?<!\badv)(?<!\bsupp)(?<!\bhhv)(?<!\bafd)"
    r"[.!?][\"”»)*]*\s+(?=[\"“«(*]*[A-ZÆØÅÀ-ÖÙ-Þ])|\t+|\s\|\s"
)


def segments(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each segment, in order, without space at the edges."""
    for start, end in _blocks(text):
        position = start
        for stop in _STOP.finditer(text, start, end):
            yield from _pieces(text, position, stop.end())
            position = stop.end()
        yield from _pieces(text, position, end)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines that belong together."""
    start = end = -1
    for line in _LINE.finditer(text):
        if line[0].isspace():
            continue
        if start >= 0 and _goes_on(text, start, end, line):
            end = line.end()
            continue
        if start >= 0:
            yield start, end
        start, end = line.span()
    if start >= 0:
        yield start, end


def _goes_on(text: str, start: int, end: int, line: re.Match[str]) -> bool:
    if line.start() - end != 1 or _FRESH.match(line[0]):
        return False
    begin = max(text.rfind("\n", 0, end) + 1, start)
    return (end - begin >= _RUNNING and not _CLOSED.search(text, begin, end)) or line[0].lstrip()[0].islower()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without space at its edges, cut at a space where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
