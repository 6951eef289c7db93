"""What a reader gives: the text of one document, and what its file knows about the text.

>>> source = Source(name=None, kind="pdf", text="Side et\\nSide to", stretches=(Stretch(0, page=1), Stretch(8, page=2)))
>>> source.locate(9)
Place(page=2, field=None)
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Literal

from nlp_referat.schema import Warning

SourceKind = Literal["pdf", "html", "docx", "markdown", "text", "firstagenda"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader takes before it refuses; every message that refuses states the limit.

    Attributes:
        size: bytes of the file.
        expanded: bytes of a packed part once unpacked, against bombs: the text of a Word file, a stream of a PDF. A
            thousand pages of Word have some 20 MB.
        pages: pages of a PDF.
        paragraphs: of a Word file, those in cells of tables included.
        depth: how deep elements of a web page, or values of a JSON file, may be nested.
    """

    size: int = 200_000_000
    expanded: int = 50_000_000
    pages: int = 20_000
    paragraphs: int = 500_000
    depth: int = 1_000


DEFAULT_LIMITS: Final = Limits()
_NO_UTF8: Final = re.compile(r"\\u(dc[89a-f][0-9a-f])")


def written_name(path: str) -> str:
    """A path as the output holds it: a byte that is no UTF-8, which JSON cannot hold, as ``\\udcf8``.

    >>> print(written_name("K\\udcf8ge.txt"))
    K\\udcf8ge.txt
    """
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def path_of(name: str) -> str:
    """The path that `written_name` wrote.

    >>> path_of(written_name("K\\udcf8ge.txt")) == "K\\udcf8ge.txt"
    True
    """
    return _NO_UTF8.sub(lambda byte: chr(int(byte[1], 16)), name)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its source something stands.

    Attributes:
        page: number of the page, from 1; None for sources without pages.
        field: the part of the source, in its own terms: ``Dagsordenpunkter[3].Felter[0].Html`` of FirstAgenda JSON,
            ``#punkt-3`` (the nearest anchor) of a web page, ``paragraph 12`` or ``table 2, row 3`` of a Word file.
    """

    page: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to the next stretch, the text stands on this page, or in this field."""

    start: int
    page: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class KnownHeading:
    """A heading that the source marks as one; `text[start:end]` are its words, `level` counts from 1."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An agenda item as FirstAgenda's fields give it; `start` is the offset of its head in the text."""

    start: int
    number: str
    title: str
    case_number: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one document with its known structure.

    Attributes:
        name: the path as given, with ``#2`` behind it for the second document of a file; None for bytes and text.
        kind: what the file is, told by its content.
        text: what offsets count in. Of plain text and Markdown it is the file, character by character; of other
            kinds it is written by the reader, with headings as Markdown has them and rows of tables with tabs.
        headings: by rising offset.
        stretches: which page or field each part of the text comes from, by rising offset.
        items: the agenda items that the fields of FirstAgenda give; empty for all other kinds.
        warnings: what could not be read, such as a page that is an image.
    """

    name: str | None
    kind: SourceKind
    text: str
    headings: tuple[KnownHeading, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    items: tuple[KnownItem, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def locate(self, offset: int) -> Place:
        """Page or field of the character at `offset`.

        Raises:
            IndexError: for an offset outside the text.

        >>> Source(None, "firstagenda", "Budget", stretches=(Stretch(0, field="Udvalg.Navn"),)).locate(3).field
        'Udvalg.Navn'
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"Offset {offset} is outside the text of {len(self.text)} characters.")
        place = bisect_right(self.stretches, offset, key=_start)
        if not place:
            return Place()
        stretch = self.stretches[place - 1]
        return Place(stretch.page, stretch.field)

    @property
    def pages(self) -> tuple[int, ...]:
        """Offset at which each page begins, the first page first; empty for sources without pages.

        A page without text begins where the next one does.

        >>> Source(None, "pdf", "et\\n\\nto", stretches=(Stretch(0, page=1), Stretch(4, page=3))).pages
        (0, 4, 4)
        """
        starts: list[int] = []
        for stretch in self.stretches:
            if stretch.page is not None and stretch.page > len(starts):
                starts += [stretch.start] * (stretch.page - len(starts))
        return tuple(starts)


def _start(stretch: Stretch) -> int:
    return stretch.start
