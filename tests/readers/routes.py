"""Documents of the corpus as files of every kind, and what is compared between the kinds."""

import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from nlp_referat.decisions.accounts import is_account
from nlp_referat.layout.headings import read_heading
from nlp_referat.schema import Item, Referat

CORPUS = Path(__file__).resolve().parents[2] / "corpora" / "referat"
_MARKS = re.compile(r"^[ \t]*#{1,6}[ \t]*|\*\*")
_HEADED = re.compile(r"[ \t]*#{1,6}[ \t]")

_FOLDED = str.maketrans("ıłđĐŁ\u2212", "ildDL-")
_WRAPPED = frozenset(("markdown", "pdf", "protocol"))
"""Layouts whose lines are broken by hand or by a program; in the others a line is a paragraph."""

Kind = Literal["item", "section", "line"]


@dataclass(frozen=True)
class Document:
    """A document of the corpus; `lines` without Markdown marks, each with whether a blank line stands before it."""

    name: str
    layout: str
    lines: tuple[tuple[Kind, str, bool], ...]
    meeting: dict[str, Any]

    @property
    def paragraphs(self) -> list[tuple[Kind, list[str]]]:
        """Lines that a blank line parts, or every line by itself where lines are as long as paragraphs."""
        is_wrapped = self.layout in _WRAPPED
        found: list[tuple[Kind, list[str]]] = []
        for kind, line, blank in self.lines:
            if is_wrapped and found and found[-1][0] == kind == "line" and not blank:
                found[-1][1].append(line)
            else:
                found.append((kind, [line]))
        return found

    @property
    def text(self) -> str:
        return "".join(("\n" if blank else "") + line + "\n" for _, line, blank in self.lines)


def documents(split: str) -> list[Document]:
    """All documents of a split of the corpus."""
    with (CORPUS / f"{split}.jsonl").open(encoding="utf-8") as file:
        return [_document(json.loads(line)) for line in file]


def _document(raw: dict[str, Any]) -> Document:
    text = raw["text"]
    titles = [item["start"] for item in raw["items"]]
    lines: list[tuple[Kind, str, bool]] = []
    position, blank = 0, False
    for line in text.split("\n"):
        end = position + len(line)
        words = fold(_MARKS.sub("", line).strip())
        heads = any(position <= start <= end for start in titles)
        position = end + 1
        if not words:
            blank = bool(lines)
            continue
        heading = read_heading(words)
        is_section = bool(heading and heading.rest == len(words)) or _HEADED.match(line) is not None
        lines.append(("item" if heads else "section" if is_section else "line", words, blank))
        blank = False
    return Document(raw["id"], raw["layout"], tuple(lines), raw["meeting"])


def fold(text: str) -> str:
    """Letters that the fonts of every PDF reader lack, without their marks: what is tested is the routes."""
    return "".join(
        letter if _in_windows_1252(letter) else unicodedata.normalize("NFKD", letter)[0] for letter in text
    ).translate(_FOLDED)


def _in_windows_1252(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return ord(letter) in _FOLDED
    return True


def as_text(document: Document) -> bytes:
    return document.text.encode("cp1252", "replace")


def as_markdown(document: Document) -> bytes:
    marks = {"item": "\n# ", "section": "\n## ", "line": ""}
    text = "".join(
        ("\n" if blank else "") + marks[kind] + line + ("\n\n" if kind != "line" else "\n")
        for kind, line, blank in document.lines
    )
    return text.encode()


def as_html(document: Document) -> bytes:
    tags = {"item": "h2", "section": "h3", "line": "p"}
    body = "\n".join(
        f"<{tags[kind]}>{'<br>'.join(map(_spaced, lines))}</{tags[kind]}>" for kind, lines in document.paragraphs
    )
    page = (
        '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Referat</title>'
        '<script>let a = "<p>";</script></head><body>'
        '<div class="cookie-banner"><p>Siden bruger cookies.</p><button>Accepter</button></div>'
        "<header><nav><ul><li><a href=/>Forside</a><li><a href=/politik>Politik</a></ul></nav></header>"
        f"<main>{body}</main><footer><p>Ring til os på 12 34 56 78</p></footer></body></html>"
    )
    return page.encode()


def _spaced(line: str) -> str:
    """Columns made with spaces, as editors keep them."""
    return re.sub(" {2,}", lambda run: "\u00a0" * len(run[0]), escape(line))


def as_docx(document: Document) -> bytes:
    file = docx.Document()
    for kind, lines in document.paragraphs:
        if kind == "line":
            file.add_paragraph("\n".join(lines))
        else:
            file.add_heading(lines[0], 1 if kind == "item" else 2)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def as_pdf(document: Document, *, is_packed: bool = True) -> bytes:
    """Pages with a running head and a page number; headings larger and bold, as Word sets them."""
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=13)
    styles = {
        "line": body,
        "item": ParagraphStyle("item", body, fontName="Helvetica-Bold", fontSize=15, leading=18, spaceBefore=14),
        "section": ParagraphStyle("section", body, fontName="Helvetica-Bold", fontSize=12, leading=15, spaceBefore=8),
    }
    parted = ParagraphStyle("parted", body, spaceBefore=8)
    flow = [
        Paragraph(_spaced(line), parted if kind == "line" and blank else styles[kind])
        for kind, line, blank in document.lines
    ]
    buffer = io.BytesIO()
    template = SimpleDocTemplate(buffer, pagesize=A4, pageCompression=int(is_packed))
    template.build(flow, onFirstPage=_furniture, onLaterPages=_furniture)
    return buffer.getvalue()


def _furniture(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 812, "Dagsorden og referat")
    canvas.drawRightString(523, 24, f"Side {template.page}")


def as_json(document: Document, referat: Referat) -> bytes:
    """A payload of FirstAgenda; `referat` is what the text gave: where its items begin and end."""
    text, meeting = document.text, document.meeting
    payload = {
        "Id": "0",
        "Udvalg": {"Navn": meeting["committee"]},
        "Moede": {
            "Dato": f"{meeting['date']}T{meeting['time'] or '00:00'}:00+01:00",
            "Sted": meeting["location"],
            "Afsluttet": True,
            "Moededeltagere": [
                {"Name": name, "Absent": absent}
                for key, absent in (("present", False), ("absent", True))
                for name in map(fold, meeting[key])
            ],
        },
        "Dagsordenpunkter": [
            {
                "Number": item.number,
                "Navn": item.title + (f" ({item.kind})" if item.kind else ""),
                "CaseNumber": item.case_number,
                "IsOpen": not item.closed,
                "ItemDecision": None,
                "Felter": [_field(item, text[item.start : item.end])],
            }
            for item in referat.items
        ],
    }
    return json.dumps(payload, ensure_ascii=False).encode()


def _field(item: Item, text: str) -> dict[str, str]:
    """The field that holds the item's text: running text that tells the decision too is filed as the decision."""
    is_told = is_account(item)
    if is_told and item.case_number:  # which has a field of its own
        text = re.sub(rf"\n[^\n]{{0,20}}{re.escape(item.case_number)}(?=\n)", "", text, count=1)
    return {"Navn": "Beslutning" if is_told else "Sagsfremstilling", "Html": _body(text, item.title)}


def _body(text: str, title: str) -> str:
    """What stands below the title, as the HTML of a field."""
    words = re.search(r"[\s-]*".join(map(re.escape, title.replace(" ", ""))), text)
    body = text[words.end() if words else 0 :].partition("\n")[2].strip("\n")
    html = "\n".join(
        f"</p><h3>{escape(line)}</h3><p>" if (h := read_heading(line)) and h.rest == len(line) else _spaced(line)
        for line in body.split("\n")
    )
    return "<p>" + html.replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"


ROUTES: dict[str, Callable[[Document], bytes]] = {
    "pdf": as_pdf,
    "html": as_html,
    "docx": as_docx,
    "markdown": as_markdown,
}
NAMES = frozenset(("PERSON", "COMMITTEE", "FUND"))


def items(referat: Referat) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in referat.items]


def outcomes(referat: Referat) -> list[list[tuple[int | None, str]]]:
    return [
        [(outcome.point, outcome.label) for outcome in item.decision.outcomes] if item.decision else []
        for item in referat.items
    ]


def amounts(referat: Referat, *, in_items: bool = False) -> Counter[str]:
    found = (entity for entity in referat.entities if entity.item or not in_items)
    return Counter(str(entity.money or entity.percent) for entity in found if entity.money or entity.percent)


def names(referat: Referat, *, in_items: bool = False) -> Counter[tuple[str, str]]:
    found = (entity for entity in referat.entities if entity.label in NAMES and (entity.item or not in_items))
    return Counter((entity.label, entity.canonical or " ".join(entity.text.split())) for entity in found)


def f1(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())
