"""The events of a web page's parser, gathered into blocks."""

import re
from dataclasses import dataclass, field
from typing import Final

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.render import Block, clean, columns, letter, roman, row_blocks
from nlp_referat.readers.source import Place


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
# Never read: what is run, drawn or filled in, and what stands around the page.
_SKIPPED: Final = _words(
    "script style noscript template svg math object embed iframe canvas audio video map nav select option datalist "
    "input textarea head dialog applet frameset"
)
_SKIPPED_ROLES: Final = _words("navigation search menu menubar dialog alertdialog tooltip")
_PARAGRAPHS: Final = _words(
    "p blockquote pre section article main table ul ol dl header footer figure details hr form fieldset"
)
_LINES: Final = _words(
    "div li tr dt dd caption figcaption summary legend address center thead tbody tfoot td th body html aside"
)
_BOLD: Final = frozenset(("b", "strong", "th"))
# Words of class and id that name what stands around a page. "menu" may also name what holds the page.
_AROUND: Final = _words(
    "cookie cookies cookiebot cybot consent gdpr nav navbar navigation menu submenu megamenu breadcrumb breadcrumbs "
    "broedkrumme skiplink skiplinks"
)
_WORD: Final = re.compile(r"[A-Z]?[a-zæøå]+|[A-Z]+")
_MAX_AROUND: Final = 3_000
_MIN_SHARE: Final = 0.3
"""The part of a page's text that has to stand in <main> for the rest to be left out."""
_TRIGGERS: Final = frozenset(("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target"))
_SHORT_BUTTON: Final = 20
_BLANK: Final = re.compile(r"[ \t\r\n\f]+")  # a no-break space counts, these do not
_INTEGER: Final = re.compile(r"\d{1,6}")


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    tag: str
    first_block: int
    is_around: bool = False
    holds_page: bool = False
    count: int = 0
    numbering: str = ""
    cells: list[list[Block]] = field(default_factory=list)


class Page:
    """Target of the parser: `start`, `end` and `data` come in the order of the page; `result` gives its blocks."""

    def __init__(self, name: str, max_depth: int) -> None:
        self._name, self._max_depth = name, max_depth
        self._blocks: list[Block] = []
        self._open: list[_Element] = []
        self._skipping: list[str] = []
        self._buffer: list[str] = []
        self._bold = self._plain = False
        self._bolds = self._level = self._mains = self._pres = 0
        self._mark = self._label = ""
        self._anchor: str | None = None
        self._blank = False
        self._main: list[tuple[int, int]] = []
        self._around: list[Block] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipping:
            if tag == self._skipping[0]:
                self._skip(tag)
            return
        if self._is_skipped(tag, attributes):
            self._skip(tag)
            return
        if len(self._open) >= self._max_depth:
            raise UnreadableError(
                f"{self._name} nests its elements deeper than {self._max_depth:,}, which is no page that people read. "
                "Save its text, or raise the limit (in Python limits=Limits(depth=...))."
            )
        if tag in _PARAGRAPHS or tag in _LINES or tag in _HEADINGS or tag == "br":
            self._flush(blank=self._is_parted(tag))
        if anchor := attributes.get("id") or (attributes.get("name") if tag == "a" else None):
            self._anchor = f"#{clean(anchor)[:100]}"
        element = _Element(tag, len(self._blocks), is_around=self._is_around(tag, attributes))
        self._open_element(element, attributes)
        self._open.append(element)

    def _is_parted(self, tag: str) -> bool:
        """Whether blank lines stand around the element; not around a list inside a list."""
        if tag in ("ul", "ol", "p") and any(element.tag == "li" for element in self._open[-4:]):
            return False
        return tag in _PARAGRAPHS or tag in _HEADINGS

    def _skip(self, tag: str) -> None:
        self._skipping.append(tag)

    def _is_skipped(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in ("html", "body", "main", "article"):
            return False
        if tag in _SKIPPED or attributes.get("role", "").casefold() in _SKIPPED_ROLES:
            return True
        # The head of an item that folds out may be a button.
        return tag == "button" and not self._level and not (_TRIGGERS & attributes.keys())

    def _is_around(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in ("html", "body", "main", "article"):
            return False
        if tag in ("header", "footer") and not self._mains:
            return True
        named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        return bool(named.strip()) and not _AROUND.isdisjoint(word.casefold() for word in _WORD.findall(named[:300]))

    def _open_element(self, element: _Element, attributes: dict[str, str]) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in ("main", "article") or attributes.get("role") == "main":
            self._mains += 1
        elif tag == "pre":
            self._pres += 1
        elif tag == "ol":
            element.count = _number(attributes.get("start"), 1) - 1
            element.numbering = attributes.get("type", "1")
        elif tag == "li":
            self._mark = self._mark_of(attributes)
        if tag in _BOLD:
            self._bolds += 1

    def _mark_of(self, attributes: dict[str, str]) -> str:
        holder = next((element for element in reversed(self._open) if element.tag in ("ol", "ul")), None)
        if holder is None or holder.tag == "ul":
            return "-"
        holder.count = _number(attributes.get("value"), holder.count + 1)
        written = {"a": letter, "A": letter, "i": roman, "I": roman}.get(holder.numbering, str)(holder.count)
        return (written.upper() if holder.numbering in ("A", "I") else written) + "."

    def end(self, tag: str) -> None:
        """An element ends; those that it holds and that nobody closed end with it."""
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if not any(element.tag == tag for element in reversed(self._open)):
            return
        while self._open:
            element = self._open.pop()
            self._close_element(element)
            if element.tag == tag:
                break

    def _close_element(self, element: _Element) -> None:
        tag = element.tag
        if tag == "button":
            self._end_button()
        if tag in _PARAGRAPHS or tag in _LINES or tag in _HEADINGS:
            self._flush(blank=self._is_parted(tag), ends=tag)
        if tag in _HEADINGS:
            self._level = 0
        elif tag in ("td", "th"):
            self._end_cell(element)
        elif tag == "tr":
            self._end_row(element)
        elif tag == "main":
            while self._main and self._main[-1][0] >= element.first_block:  # one inside another is part of it
                self._main.pop()
            self._main.append((element.first_block, len(self._blocks)))
        elif tag == "pre":
            self._pres -= 1
        elif tag == "li":
            self._mark = ""
        elif tag == "dl":
            self._label = ""
        if tag in ("main", "article"):
            self._mains -= 1
        if tag in _BOLD:
            self._bolds -= 1
        self._leave(element)

    def _leave(self, element: _Element) -> None:
        """Leave out what stands around the page, unless it holds the page: a class may name anything."""
        inside = self._blocks[element.first_block :]
        holds_page = element.holds_page or element.tag in ("main", "article", "h1")
        if element.is_around and not holds_page:
            self._flush()
            inside = self._blocks[element.first_block :]
            if sum(len(block.text) for block in inside) <= _MAX_AROUND:
                del self._blocks[element.first_block :]
                self._around += inside
        if self._open:
            self._open[-1].holds_page |= holds_page

    def _end_cell(self, cell: _Element) -> None:
        row = next((element for element in reversed(self._open) if element.tag in ("tr", "table")), None)
        if row is not None and row.tag == "tr":
            row.cells.append(self._blocks[cell.first_block :])
            del self._blocks[cell.first_block :]

    def _end_row(self, row: _Element) -> None:
        loose = self._blocks[row.first_block :]
        del self._blocks[row.first_block :]
        self._blocks += loose + row_blocks(row.cells)

    def _end_button(self) -> None:
        """Leave out the word on a button: a title is longer."""
        if not self._level and len(clean("".join(self._buffer))) < _SHORT_BUTTON:
            self._buffer.clear()

    def data(self, text: str) -> None:
        """Words, and space between them."""
        if self._skipping:
            return
        if self._pres and "\n" in text:
            first, *others = text.split("\n")
            self._add(first)
            for line in others:
                self._flush()
                self._add(line)
            return
        self._add(text)

    def _add(self, text: str) -> None:
        self._buffer.append(text)
        if text and not text.isspace():
            self._bold |= self._bolds > 0
            self._plain |= self._bolds == 0

    def _flush(self, blank: bool = False, ends: str = "") -> None:
        """End the line; `blank` asks for a blank line after it."""
        text = columns(_BLANK.sub(" ", "".join(self._buffer)))
        self._buffer.clear()
        is_bold = self._bold and not self._plain
        self._bold = self._plain = False
        if text and ends == "dt":
            self._label = text
        elif text:
            if self._label:
                text = f"{self._label}{' ' if self._label.endswith(':') else chr(9)}{text}"
                self._label = ""
            place = Place(field=self._anchor)
            self._blocks.append(Block(text, self._level, is_bold, mark=self._mark, blank=self._blank, place=place))
            self._mark, self._blank = "", False
        self._blank |= blank

    def comment(self, text: str) -> None:
        """Comments are not read."""

    def close(self) -> None:
        """The page ends."""
        self._skipping.clear()
        while self._open:
            self._close_element(self._open.pop())
        self._flush()

    def result(self) -> list[Block]:
        """What people read of the page: of its <main> where that holds the text."""
        if _length(self._blocks) < _MIN_SHARE * _length(self._around):
            return [*self._around, *self._blocks]  # the classes did not mean what they say
        kept = [block for start, end in self._main for block in self._blocks[start:end]]
        return kept if kept and _length(kept) >= _MIN_SHARE * _length(self._blocks) else self._blocks


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and _INTEGER.fullmatch(text.strip()) else otherwise
