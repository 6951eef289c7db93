"""The numbers that Word counts by itself: they stand in no text, only in the definition of a list.

>>> Level(start=41, form="decimal", pattern="Punkt %1:").mark([41])
'Punkt 41:'
>>> Level(start=1, form="bullet", pattern="·").mark([3])
'-'
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from nlp_referat.readers.docx_styles import Style, Styles, number, value
from nlp_referat.readers.render import clean, letter, roman

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_NO_LIST: Final = "0"  # the list that takes a paragraph out of its style's list


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it begins to count, in which form, and what stands around the numbers."""

    start: int = 1
    form: str = "decimal"
    pattern: str = "%1."

    def mark(self, counts: list[int]) -> str:
        """What stands before a paragraph; `counts` holds the numbers of this level and those above it."""
        if self.form == "bullet":
            return "-"
        if self.form == "none":
            return ""
        return clean(_PLACE.sub(lambda place: self._written(counts, int(place[1])), self.pattern))

    def _written(self, counts: list[int], level: int) -> str:
        if level > len(counts):
            return ""
        count = counts[level - 1]
        if level < len(counts):
            return str(count)
        form = self.form
        written = letter(count) if "Letter" in form else roman(count) if "Roman" in form else str(count)
        return written.upper() if form.startswith("upper") else written


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int]


class Numbering:
    """The lists of one file, counting while its paragraphs are read in order.

    Args:
        root: of word/numbering.xml, or None.
        styles: of the same file.
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        definitions = {value(element, "abstractNumId"): element for element in root.iter(f"{_W}abstractNum")}
        counts: dict[str | None, dict[int, int]] = {}
        for element in root.iter(f"{_W}num"):
            list_id = value(element, "numId")
            definition_id = value(element.find(f"{_W}abstractNumId"))
            definition = definitions.get(definition_id)
            if list_id is None or definition is None:
                continue
            levels = {_index(level): _level(level) for level in definition.iter(f"{_W}lvl")}
            overrides = list(element.iter(f"{_W}lvlOverride"))
            for override in overrides:
                index = _index(override)
                start = number(override.find(f"{_W}startOverride"))
                full = override.find(f"{_W}lvl")
                level = _level(full) if full is not None else levels.get(index, Level())
                levels[index] = Level(start, level.form, level.pattern) if start is not None else level
            # Lists of one definition go on counting together, unless one of them begins anew.
            shared = counts.setdefault(definition_id, {}) if not overrides else {}
            self._lists[list_id] = _List(levels, shared)

    def mark(self, paragraph: etree._Element, style: Style) -> str:
        """The number or bullet that Word shows before the paragraph; empty for none."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        list_id, index = style.list_id, style.list_level
        if own is not None:
            list_id = value(own.find(f"{_W}numId")) or list_id
            own_level = number(own.find(f"{_W}ilvl"))
            index = own_level if own_level is not None else index
        found = self._lists.get(list_id) if list_id and list_id != _NO_LIST else None
        if found is None or index not in found.levels:
            return ""
        return self._count(found, index)

    @staticmethod
    def _count(found: _List, index: int) -> str:
        level, counts = found.levels[index], found.counts
        counts[index] = counts[index] + 1 if index in counts else level.start
        for deeper in [key for key in counts if key > index]:
            del counts[deeper]
        above = [counts.get(key, found.levels.get(key, Level()).start) for key in range(index)]
        return level.mark([*above, counts[index]])


def _index(element: etree._Element) -> int:
    text = value(element, "ilvl") or ""
    return int(text) if text.isdecimal() and int(text) < _LEVELS else _LEVELS


def _level(element: etree._Element) -> Level:
    start = number(element.find(f"{_W}start"))
    pattern = value(element.find(f"{_W}lvlText"))
    form = value(element.find(f"{_W}numFmt")) or "decimal"
    return Level(1 if start is None else start, form, (pattern or "")[:200])
