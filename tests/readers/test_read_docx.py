"""Word files: text, headings, tables, and the numbers that Word counts."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document

from nlp_referat.errors import UnreadableError
from nlp_referat.readers import Limits, extract, read
from nlp_referat.readers.source import Source

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def _source(fill: Callable[[Document], object]) -> Source:
    file = docx.Document()
    fill(file)
    buffer = io.BytesIO()
    file.save(buffer)
    return read(buffer.getvalue())


def packed(body: str, **parts: str) -> bytes:
    """A Word file with this body, and with parts such as `numbering`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def test_headings_bold_lines_lists_and_tables() -> None:
    def fill(file: Document) -> None:
        file.add_heading("Referat - Byrådet", 0)
        file.add_heading("Punkt 1: Budget", 1)
        file.add_paragraph().add_run("Beslutning").bold = True
        file.add_paragraph("Godkendt.\nAfbud: Per")
        file.add_paragraph("at det sker", style="List Number")
        file.add_paragraph("at det ses", style="List Number")
        file.add_paragraph("Bilag", style="List Bullet")
        table = file.add_table(2, 3)
        for cell, words in zip(table._cells, ["Drift", "2026", "2027", "Veje", "", "1.200"], strict=True):
            cell.text = words

    source = _source(fill)
    assert source.text == (
        "# Referat - Byrådet\n\n# Punkt 1: Budget\n\n**Beslutning**\n\nGodkendt.\nAfbud: Per\n1. at det sker\n"
        "2. at det ses\n- Bilag\nDrift\t2026\t2027\nVeje\t\t1.200\n"
    )
    assert [(h.level, source.text[h.start : h.end]) for h in source.headings] == [
        (1, "Referat - Byrådet"),
        (1, "Punkt 1: Budget"),
    ]
    assert source.locate(source.text.index("Afbud")).field == "paragraph 4"
    assert source.locate(source.text.index("1.200")).field == "table 1, row 2"


BODIES = [
    ("a tab parts columns", "<w:p><w:r><w:t>Dato:</w:t><w:tab/><w:t>1/5</w:t></w:r></w:p>", "Dato:\t1/5\n"),
    ("words split over runs", "<w:p><w:r><w:t>God</w:t></w:r><w:r><w:t>kendt</w:t></w:r></w:p>", "Godkendt\n"),
    ("taken out", "<w:p><w:r><w:t>God</w:t></w:r><w:del><w:r><w:delText>ej</w:delText></w:r></w:del></w:p>", "God\n"),
    ("put in", "<w:p><w:ins><w:r><w:t>Godkendt</w:t></w:r></w:ins></w:p>", "Godkendt\n"),
    ("moved away", "<w:p><w:moveFrom><w:r><w:t>Gl.</w:t></w:r></w:moveFrom><w:r><w:t>Ny</w:t></w:r></w:p>", "Ny\n"),
    ("a content control", f"<w:sdt><w:sdtContent>{paragraph('Byrådet')}</w:sdtContent></w:sdt>", "Byrådet\n"),
    ("a link", "<w:p><w:hyperlink><w:r><w:t>Kort</w:t></w:r></w:hyperlink></w:p>", "Kort\n"),
    ("a field's code", "<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r></w:p>", "3\n"),
    ("a hyphen that does not break", "<w:p><w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>12</w:t></w:r></w:p>", "10-12\n"),
    ("letters", paragraph("A\u030aben\u00a0sti\u00ad"), "Åben sti\n"),
    (
        "a text box, once",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("Boks") + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>" + paragraph("Boks") + "</w:txbxContent></mc:Fallback></mc:AlternateContent>"
        "<w:t>Efter</w:t></w:r></w:p>",
        "Boks\n\nEfter\n",
    ),
    ("an outline level", paragraph("Punkt 1", '<w:outlineLvl w:val="1"/>'), "## Punkt 1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_body(body: str, text: str) -> None:
    assert read(packed(body)).text == text


def test_pages_are_those_that_word_drew_last() -> None:
    turned = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Side to</w:t></w:r></w:p>"
    source = read(packed(paragraph("Side et") + turned))
    assert source.locate(source.text.index("Side to")).page == 2


NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="41"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Punkt %1:"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""


def _numbered(words: str, list_id: int, level: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_numbers_that_word_counts() -> None:
    """Items 41 and 42: no run of text says so, only the list's definition."""
    body = (
        _numbered("Sti", 1) + _numbered("at den anlægges", 1, 1) + _numbered("at den ses", 1, 1) + _numbered("Bro", 1)
        + _numbered("at den males", 1, 1) + _numbered("Et", 2) + _numbered("Fire", 3) + _numbered("To", 2)
        + _numbered("Intet", 0) + _numbered("Ukendt", 9)
    )  # fmt: skip
    assert read(packed(body, numbering=NUMBERING)).text.split("\n") == [
        "Punkt 41: Sti", "a) at den anlægges", "b) at den ses", "Punkt 42: Bro", "a) at den males", "I. Et", "IV. Fire",
        "II. To", "", "Intet", "", "Ukendt", "",
    ]  # fmt: skip


def test_a_numbered_heading_style_heads_items() -> None:
    """The styles are based on each other, as in damaged files."""
    styles = (
        f'<w:styles {_W}><w:style w:styleId="Punkt"><w:name w:val="Punkt"/><w:basedOn w:val="Overskrift1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Punkt"/></w:style></w:styles>'
    )
    style = '<w:pStyle w:val="Punkt"/>'
    body = "".join(
        paragraph(title, style) + paragraph("Beslutning") + paragraph("Godkendt.") for title in ("Ny sti", "Ny bro")
    )
    data = packed(body, styles=styles, numbering=NUMBERING)
    assert read(data).text.startswith("# Punkt 41: Ny sti\n\nBeslutning\n")
    assert [(item.number, item.title) for item in extract(data, model="rules").items] == [
        ("41", "Ny sti"),
        ("42", "Ny bro"),
    ]


def _bomb(size: int) -> bytes:
    return packed(paragraph("a" * size))


def _lying_bomb() -> bytes:
    """A zip whose directory says that the text is small."""
    data = bytearray(_bomb(3_000_000))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (1_000).to_bytes(4, "little")
    return bytes(data)


SMALL = Limits(expanded=1_000_000)
REFUSED = [
    ("a bomb", _bomb(3_000_000), SMALL, "unpacks to more than 1 MB"),
    ("a bomb that lies", _lying_bomb(), SMALL, "damaged Word file"),
    ("a bomb of styles", packed(paragraph("x"), styles=" " * 3_000_000), SMALL, "unpacks to more than 1 MB"),
    ("cut off", packed(paragraph("Referat"))[:-30], Limits(), "damaged Word"),
    ("damaged XML", packed("<w:p><w:r>"), Limits(), "no sound XML"),
    ("no paragraphs", packed(""), Limits(), "without paragraphs"),
    ("no text part", b"".join([packed("")]).replace(b"document", b"dokument"), Limits(), "no word/document.xml"),
    ("nested too deep", packed("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), Limits(), "no sound XML"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "limits", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read(data, name="referat.docx", limits=limits)
    assert str(refused.value).startswith("referat.docx ")


def test_entities_are_not_resolved() -> None:
    entities = '<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "aaa">'
    body = f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document {_W}>'
    body += "<w:body><w:p><w:r><w:t>Ud&x;sat&y;</w:t></w:r></w:p></w:body></w:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", body)
    assert read(buffer.getvalue()).text == "Ud\n"
