"""Word files (.docx), straight from the zip.

Read are the main text, the styles that say what is a heading, and the numbers that Word counts by itself ("41." before
an item stands in no run of text). python-docx knows neither those numbers nor the text inside content controls and
tracked insertions, and it unpacks every part of the file; here only three parts are unpacked, never further than the
limit, and lxml parses them with entities, DTDs and the network off.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.docx_numbers import Numbering
from nlp_referat.readers.docx_styles import Styles, is_on, value
from nlp_referat.readers.kinds import ZIP_ERRORS
from nlp_referat.readers.render import Block, columns, row_blocks, write
from nlp_referat.readers.source import DEFAULT_LIMITS, Limits, Place, Source

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PART: Final = "word/document.xml"
_BREAKS: Final = frozenset((f"{W}br", f"{W}cr"))
_SAFE: Final = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
# What a paragraph holds but does not say: the old place of moved text, and another paragraph in a text box.
_NOT_OF_PARAGRAPH: Final = frozenset((f"{W}moveFrom", f"{W}txbxContent", f"{W}pPr", _FALLBACK))


def docx_source(data: bytes, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Source:
    """The `Source` of a Word file.

    Raises:
        UnreadableError: for a damaged file, or one that unpacks to more than the limit.
    """
    called = name or "the input"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = _main_part(archive)
            folder = part.rpartition("/")[0]
            styles = Styles(_tree(archive, f"{folder}/styles.xml", called, limits))
            numbering = Numbering(_tree(archive, f"{folder}/numbering.xml", called, limits), styles)
            body = _Body(styles, numbering)
            with _open(archive, part, called, limits) as file:
                written = write(body.blocks(file, limits.paragraphs))
            if not body.has_paragraphs:
                raise UnreadableError(
                    f"{called} is a Word file without paragraphs of the usual kind (it may be Strict Open XML). "
                    "Open it in Word and save it as a Word document (.docx)."
                )
    except _TooManyError:
        raise UnreadableError(
            f"{called} is a Word file of more than {limits.paragraphs:,} paragraphs, as bombs are. "
            "Split it, or raise the limit (in Python limits=Limits(paragraphs=...))."
        ) from None
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "").partition(",")[0]  # behind it, advice to programmers
        raise _damaged(called, f"its text is no sound XML ({reason})") from None
    except UnreadableError:
        raise
    except ZIP_ERRORS as error:
        reason = error.args[0] if isinstance(error, KeyError) else error  # whose str() quotes
        raise _damaged(called, str(reason) or "it breaks off") from None
    return Source(name, "docx", written.text, written.headings, written.stretches)


def _damaged(name: str, reason: str) -> UnreadableError:
    return UnreadableError(f"{name} is a damaged Word file: {reason}. Fetch it again, or open and save it in Word.")


def _main_part(archive: zipfile.ZipFile) -> str:
    """The part with the text; some programs call it word/document2.xml."""
    names = archive.namelist()
    if _PART in names:
        return _PART
    found = sorted(name for name in names if name.startswith("word/document") and name.endswith(".xml"))
    if not found:
        raise KeyError("it holds no word/document.xml")
    return found[0]


class _TooManyError(Exception):
    """More paragraphs than the limit."""


class _Bounded:
    """A part of the zip that ends with an error where it goes past the limit: sizes in a zip may lie."""

    def __init__(self, file: IO[bytes], limit: int, name: str) -> None:
        self._file, self._left, self._limit, self._name = file, limit, limit, name

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(self._name, self._limit)
        return data

    def __enter__(self) -> "_Bounded":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _bomb(name: str, limit: int) -> UnreadableError:
    return UnreadableError(
        f"{name} unpacks to more than {limit / 1e6:,.6g} MB, as zip bombs do. "
        "If it is a real document, raise the limit (--max-size MB; in Python limits=Limits(expanded=...))."
    )


def _open(archive: zipfile.ZipFile, part: str, name: str, limits: Limits) -> _Bounded:
    if archive.getinfo(part).file_size > limits.expanded:
        raise _bomb(name, limits.expanded)
    return _Bounded(archive.open(part), limits.expanded, name)


def _events(file: _Bounded, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    return iter(etree.iterparse(file, events=("start", "end"), tag=tags, **_SAFE))


def _tree(archive: zipfile.ZipFile, part: str, name: str, limits: Limits) -> etree._Element | None:
    """The root of a part; None where the file has no such part."""
    if part not in archive.NameToInfo:
        return None
    with _open(archive, part, name, limits) as file:
        return etree.parse(file, etree.XMLParser(**_SAFE)).getroot()


class _Body:
    """The main text, read paragraph by paragraph; what is read is freed, so that memory stays small."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._blocks: list[Block] = []
        self._cells: list[list[list[Block]]] = []  # of the rows that are open
        self._starts: list[int] = []  # where the open cells begin in the blocks
        self._paragraphs = self._tables = self._rows = self._depth = 0
        self._page: int | None = None

    @property
    def has_paragraphs(self) -> bool:
        """Whether any paragraph was there, even an empty one."""
        return self._paragraphs > 0

    def blocks(self, file: _Bounded, most: int) -> list[Block]:
        """The blocks of the part with the text; raises _TooManyError beyond that many paragraphs."""
        tags = [f"{W}{tag}" for tag in ("p", "tbl", "tr", "tc")] + [_FALLBACK]
        fallbacks = 0
        for event, element in _events(file, *tags):
            tag = element.tag
            if tag == _FALLBACK:
                fallbacks += 1 if event == "start" else -1
            elif fallbacks:
                continue
            elif event == "start":
                self._start(tag)
            else:
                self._end(tag, element)
                if self._paragraphs > most:
                    raise _TooManyError
        return self._blocks

    def _start(self, tag: str) -> None:
        if tag == f"{W}tbl":
            self._depth += 1
            if self._depth == 1:
                self._tables, self._rows = self._tables + 1, 0
        elif tag == f"{W}tr":
            self._cells.append([])
            self._rows += self._depth == 1
        elif tag == f"{W}tc":
            self._starts.append(len(self._blocks))

    def _end(self, tag: str, element: etree._Element) -> None:
        if tag == f"{W}p":
            self._paragraph(element)
        elif tag == f"{W}tc" and self._starts and self._cells:
            start = self._starts.pop()
            self._cells[-1].append(self._blocks[start:])
            del self._blocks[start:]
        elif tag == f"{W}tr" and self._cells:
            self._blocks += row_blocks(self._cells.pop())
        elif tag == f"{W}tbl":
            self._depth -= 1
        if not (tag == f"{W}p" and _in_box(element)):
            _free(element)

    def _paragraph(self, element: etree._Element) -> None:
        self._paragraphs += 1
        style = self._styles.of_paragraph(element)
        mark = self._numbering.mark(element, style)
        for number, (text, is_bold) in enumerate(self._lines(element)):
            field = f"table {self._tables}, row {self._rows}" if self._depth else f"paragraph {self._paragraphs}"
            block = Block(
                text,
                level=style.level if not number else 0,
                is_bold=(is_bold or style.is_bold) and not style.level,
                mark=mark if not number else "",
                blank=not self._depth and not mark and not number,
                place=Place(self._page, field),
            )
            self._blocks.append(block)

    def _lines(self, paragraph: etree._Element) -> Iterator[tuple[str, bool]]:
        """The lines of a paragraph, each with whether all of it is bold."""
        pieces: list[str] = []
        bold = plain = False
        for element in _inside(paragraph):
            tag = element.tag
            if tag == f"{W}lastRenderedPageBreak":
                self._page = (self._page or 1) + 1
            elif tag in _BREAKS and value(element, "type") not in ("page", "column"):
                if text := columns("".join(pieces)):
                    yield text, bold and not plain
                pieces, bold, plain = [], False, False
            elif tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif tag == f"{W}tab":
                pieces.append("\t")
            elif tag == f"{W}t" and element.text:
                pieces.append(element.text)
                if not element.text.isspace():
                    is_bold = _is_bold(element)
                    bold, plain = bold or is_bold, plain or not is_bold
        if text := columns("".join(pieces)):
            yield text, bold and not plain


def _inside(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The elements of a paragraph in order, without those of paragraphs that it holds."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _NOT_OF_PARAGRAPH:
            continue
        yield element
        waiting.extend(reversed(element))


def _is_bold(text: etree._Element) -> bool:
    run = text.getparent()
    properties = run.find(f"{W}rPr") if run is not None else None
    return properties is not None and is_on(properties.find(f"{W}b"))


def _in_box(element: etree._Element) -> bool:
    """Whether the element stands inside another paragraph, which still has to be read."""
    return any(True for _ in element.iterancestors(f"{W}p"))


def _free(element: etree._Element) -> None:
    """Free what is read. What stands before it in the same parent is read too, its tail being nothing."""
    element.clear()
    parent = element.getparent()
    if parent is not None and parent.tag != f"{W}p":
        while element.getprevious() is not None and element.getprevious().tag == element.tag:
            del parent[0 if parent[0].tag == element.tag else parent.index(element) - 1]
