"""PDF: reading order, headings, paragraphs and tables from where the words stand on their pages.

pdfium, the engine of Chromium, reads the file, built without JavaScript; nothing is fetched, run or written.
"""

import re
from threading import Lock
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.pdf_blocks import blocks_of
from nlp_referat.readers.pdf_bombs import is_bomb
from nlp_referat.readers.pdf_furniture import without_furniture
from nlp_referat.readers.pdf_rows import Row, page_rows, set_margins
from nlp_referat.readers.pdf_words import PageText, Reader
from nlp_referat.readers.render import write
from nlp_referat.readers.source import DEFAULT_LIMITS, Limits, Source
from nlp_referat.schema import Warning

_END: Final = b"%%EOF"
_OBJECT: Final = re.compile(rb"\d[ \r\n]+obj\b")
_OCR: Final = "Run OCR on it first, for instance with: ocrmypdf -l dan FILE NEW.pdf"
# Characters that no font translates: scanned text without its letters looks like this.
_NO_LETTER: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_MAX_NO_LETTER: Final = 0.3
_pdfium: Final = Lock()  # pdfium is not made for several threads


def pdf_source(data: bytes, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Source:
    """The `Source` of a PDF.

    Raises:
        UnreadableError: for a PDF that is locked, damaged, cut off, empty, longer than the limit, or all images.
    """
    called = name or "the input"
    if _is_cut_off(data):
        raise UnreadableError(f"{called} is a PDF that breaks off before its end. Fetch it again.")
    if is_bomb(data, limits.expanded):
        raise UnreadableError(
            f"{called} is a PDF that unpacks to more than {limits.expanded / 1e6:,.6g} MB in one place, as bombs do. "
            "If it is a real document, raise the limit (--max-size MB; in Python limits=Limits(expanded=...))."
        )
    with _pdfium:
        pages, images, unread = _pages(data, called, limits)
    rows = [page_rows(page) for page in pages]
    text = "".join(row.text for page in rows for row in page)
    if not text.strip():
        if images:
            raise UnreadableError(f"{called} is a PDF of images without text: a scan. {_OCR}")
        raise UnreadableError(f"{called} is a PDF without any text: its pages are empty. Fetch it again.")
    if len(_NO_LETTER.findall(text)) > _MAX_NO_LETTER * len(text):
        raise UnreadableError(f"{called} is a PDF whose fonts do not say which letters they show. {_OCR} --force-ocr")
    kept = without_furniture(rows)
    set_margins([row for page in kept for row in page])
    written = write(blocks_of(kept))
    warnings = (*_of_images(images, rows), *_of_unread(unread))
    return Source(name, "pdf", written.text, written.headings, written.stretches, warnings=warnings)


def _is_cut_off(data: bytes) -> bool:
    """Whether objects follow the last end mark, or there is none: the rest of the file is missing."""
    end = data.rfind(_END)
    return end < 0 or _OBJECT.search(data, end) is not None


def _pages(data: bytes, name: str, limits: Limits) -> tuple[list[PageText], list[int], list[int]]:
    """The pages' words; the numbers of the pages that are images, and of those that cannot be read."""
    document = _document(data, name)
    try:
        count = len(document)
        if not count:
            raise UnreadableError(f"{name} is a PDF without pages. Fetch it again.")
        if count > limits.pages:
            raise UnreadableError(
                f"{name} has {count:,} pages; the limit is {limits.pages:,}. Split it, or raise the limit "
                "(in Python limits=Limits(pages=...))."
            )
        reader = Reader()
        pages: list[PageText] = []
        images: list[int] = []
        unread: list[int] = []
        for number in range(1, count + 1):
            try:
                page = _page(document, number, reader)
            except (pdfium.PdfiumError, OverflowError, ValueError, MemoryError):
                unread.append(number)
                continue
            pages.append(page[0])
            if page[1]:
                images.append(number)
        if len(unread) == count:
            raise UnreadableError(f"{name} is a damaged PDF: none of its pages can be read. Fetch it again.")
        return pages, images, unread
    finally:
        document.close()


def _document(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium_c.FPDF_ERR_PASSWORD:
            reason = (
                "is locked with a password. Save a copy without it, for instance with: "
                "qpdf --decrypt --password=... FILE NEW.pdf"
            )
        elif code == pdfium_c.FPDF_ERR_SECURITY:
            reason = "is locked in a way that is not known. Print it to a new PDF"
        else:
            reason = "is a damaged PDF. Fetch it again, or repair it, for instance with: qpdf FILE NEW.pdf"
        raise UnreadableError(f"{name} {reason}.") from None


def _page(document: pdfium.PdfDocument, number: int, reader: Reader) -> tuple[PageText, bool]:
    """A page's words, and whether it shows an image and no words."""
    page = document[number - 1]
    try:
        textpage = page.get_textpage()
        try:
            segments = reader.segments(textpage.raw)
        finally:
            textpage.close()
        left, bottom, right, top = page.get_bbox()
        for segment in segments:  # some pages are cut out of a larger sheet
            segment.x0, segment.x1, segment.y = segment.x0 - left, segment.x1 - left, segment.y - bottom
        is_image = not segments and _has_image(page)
        return PageText(number, right - left, top - bottom, segments), is_image
    finally:
        page.close()


def _has_image(page: Any) -> bool:
    return any(True for _ in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _of_images(numbers: list[int], rows: list[list[Row]]) -> list[Warning]:
    return [
        Warning(code="page_is_image", message=f"Page {number} is an image without text: it was not read. {_OCR}")
        for number in numbers
    ]


def _of_unread(numbers: list[int]) -> list[Warning]:
    return [
        Warning(code="page_unreadable", message=f"Page {number} is damaged: it was not read. Fetch the file again.")
        for number in numbers
    ]
