"""The styles of a Word file: which of them are headings, bold, or numbered."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_TITLES: Final = frozenset(("title", "titel"))
_BODY_LEVEL: Final = 9  # Word's outline levels go from 0 to 8; this one stands for running text
_MAX_CHAIN: Final = 20
_NUMBER: Final = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says.

    Attributes:
        level: of a heading, from 1; 0 for running text.
        list_id, list_level: the list that counts the paragraphs of this style; None where none does.
    """

    level: int = 0
    is_bold: bool = False
    list_id: str | None = None
    list_level: int = 0


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace; None without the element or the attribute."""
    return None if element is None else element.get(f"{_W}{name}")


def number(element: etree._Element | None) -> int | None:
    """The `val` of an element as a number; None for anything else.

    >>> number(None) is None
    True
    """
    text = value(element)
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as bold is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")


class Styles:
    """The styles of one file; `root` is that of word/styles.xml, or None."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        for element in root.iter(f"{_W}style") if root is not None else ():
            if style_id := value(element, "styleId"):
                self._elements[style_id] = element

    def of_paragraph(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph, with what the paragraph says itself about its outline level."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return _PLAIN
        style_id = value(properties.find(f"{_W}pStyle"))
        style = self._named(style_id) if style_id else _PLAIN
        own = number(properties.find(f"{_W}outlineLvl"))
        if own is None:
            return style
        return Style(own + 1 if own < _BODY_LEVEL else 0, style.is_bold, style.list_id, style.list_level)

    def _named(self, style_id: str) -> Style:
        if style_id not in self._known:
            self._known[style_id] = self._resolve(style_id)
        return self._known[style_id]

    def _resolve(self, style_id: str) -> Style:
        """The style with what it takes over from those that it is based on."""
        level: int | None = None
        bold: bool | None = None
        list_id: str | None = None
        list_level: int | None = None
        for element in self._chain(style_id):
            properties = element.find(f"{_W}pPr")
            if level is None:
                level = _level(element, properties)
            switch = element.find(f"{_W}rPr/{_W}b")
            bold = is_on(switch) if bold is None and switch is not None else bold
            numbered = properties.find(f"{_W}numPr") if properties is not None else None
            if numbered is not None and list_id is None:
                list_id = value(numbered.find(f"{_W}numId"))
                list_level = number(numbered.find(f"{_W}ilvl"))
        return Style(level or 0, bool(bold), list_id, list_level or 0)

    def _chain(self, style_id: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        next_id: str | None = style_id
        while next_id in self._elements and len(found) < _MAX_CHAIN:  # a damaged file may be based on itself
            found.append(self._elements[next_id])
            next_id = value(found[-1].find(f"{_W}basedOn"))
        return found


_PLAIN: Final = Style()


def _level(element: etree._Element, properties: etree._Element | None) -> int | None:
    outline = number(properties.find(f"{_W}outlineLvl")) if properties is not None else None
    if outline is not None:
        return outline + 1 if outline < _BODY_LEVEL else 0
    for name in (value(element.find(f"{_W}name")) or "", value(element, "styleId") or ""):
        if match := _HEADING.fullmatch(name.strip()):
            return int(match[1])
        if name.strip().casefold() in _TITLES:
            return 1
    return None
