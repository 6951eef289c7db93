"""A page as a parser of HTML sees it: elements, ids, links, and the text of each place."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SET_APART = frozenset({"p", "dt", "dd", "li", "blockquote"})  # never in the document's text
_EMPTY = frozenset({"meta", "input", "use", "path", "circle", "link"})


@dataclass
class Element:
    """An element; `text` is all the text in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class ReadPage(HTMLParser):
    """Reads a page; wrong nesting is an error."""

    page: str
    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.page)
        self.close()
        assert not self._open, [element.tag for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, (self._open[-1].tag, tag)
        self._open.pop()
        if tag in _SET_APART:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def by_id(self, name: str) -> Element:
        """The one element of that id."""
        [found] = [element for element in self.elements if element.attributes.get("id") == name]
        return found

    def place(self, start: int, end: int) -> str:
        """The text of all the pieces that a place was cut into."""
        key = f"{start}-{end}"
        return "".join(
            element.text
            for element in self.elements
            if element.attributes.get("id") == f"t{key}" or element.attributes.get("data-t") == key
        )

    def classed(self, name: str) -> list[str]:
        """The texts of the elements of a class, spaces folded."""
        return [
            " ".join(element.text.split())
            for element in self.elements
            if name in element.attributes.get("class", "").split()
        ]
