"""Minutes as PDF files of ordinary density: A4, 11 point, a running head, page numbers, bold headings, tables.

>>> data, pages = minutes_pdf(["Punkt 1: Sti\\n\\nBeslutning\\nGodkendt."])
>>> data[:5], pages
(b'%PDF-', 1)
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

_BODY: Final = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=7)
_LABEL: Final = ParagraphStyle("label", _BODY, fontName="Helvetica-Bold", spaceBefore=5, spaceAfter=2)
_HEADING: Final = ParagraphStyle("heading", _LABEL, fontSize=15, leading=19, spaceBefore=12, spaceAfter=5)
_HASHES: Final = re.compile(r"#{1,6} +")
_ITEM: Final = re.compile(r"(?:Pkt|Punkt|Sag)\b.{0,80}")
_TITLE: Final = re.compile(r"[A-ZÆØÅ][^.,:;\t\n]{2,40}")
_EDGE: Final = 2.2 * cm


def minutes_pdf(documents: Sequence[str]) -> tuple[bytes, int]:
    """One PDF with the texts behind each other, and its number of pages."""
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=_EDGE, rightMargin=_EDGE, topMargin=_EDGE, bottomMargin=_EDGE
    )
    parts = [part for text in documents for part in _parts(text)]
    template.build(parts, onFirstPage=_furniture, onLaterPages=_furniture)
    return buffer.getvalue(), template.page


def _furniture(canvas: Canvas, template: Any) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_EDGE, A4[1] - 1.2 * cm, "Lærkelund Kommune - Udvalget for Teknik og Miljø")
    canvas.drawCentredString(A4[0] / 2, 1.2 * cm, f"Side {template.page}")
    canvas.restoreState()


def _parts(text: str) -> Iterator[Flowable]:
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.splitlines() if line.strip()]
        while lines and (style := _style(lines[0])) is not _BODY:
            yield _paragraph([_HASHES.sub("", lines.pop(0))], style)
        yield from _running(lines)


def _style(line: str) -> ParagraphStyle:
    if _HASHES.match(line) or _ITEM.fullmatch(line):
        return _HEADING
    return _LABEL if _TITLE.fullmatch(line) else _BODY


def _running(lines: list[str]) -> Iterator[Flowable]:
    """Paragraphs of the lines without tabs, tables of those with."""
    rows = [line.split("\t") for line in lines if "\t" in line]
    if running := [line for line in lines if "\t" not in line]:
        yield _paragraph(running, _BODY)
    if rows:
        width = max(map(len, rows))
        yield Table([row + [""] * (width - len(row)) for row in rows], style=[("FONT", (0, 0), (-1, -1), "Helvetica")])


def _paragraph(lines: Iterable[str], style: ParagraphStyle) -> Paragraph:
    return Paragraph("<br/>".join(map(escape, lines)), style)
