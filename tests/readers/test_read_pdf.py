"""PDF: reading order, headings, furniture, paragraphs, tables; and PDFs that cannot be read."""

import io
import random
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from nlp_referat.errors import UnreadableError
from nlp_referat.readers import Limits, extract, read

BODY, BOLD = ("Helvetica", 11), ("Helvetica-Bold", 11)
FILL = "Forvaltningen har siden sidste møde talt med naboerne om den nye sti langs åen"


def pdf(*pages: Callable[[Canvas], object], **options: object) -> bytes:
    """A PDF whose pages are drawn by these functions."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)  # type: ignore[arg-type]
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*rows: str | tuple[object, ...], top: float = 760, x: float = 60) -> Callable[[Canvas], None]:
    """Draws rows under each other: a string in the body's font, or (text, font, size, room above it)."""

    def draw(canvas: Canvas) -> None:
        y = top
        for row in rows:
            text, font, size, room = (row, *BODY, 0) if isinstance(row, str) else row
            y -= 14 + room
            canvas.setFont(font, size)
            for place, cell in enumerate(str(text).split("\t")):
                canvas.drawString(x + 150 * place, y, cell)

    return draw


def _text(*rows: str | tuple[object, ...]) -> str:
    return read(pdf(lines(*rows))).text


TEXTS = [
    ("lines of a paragraph", [FILL, "og vender tilbage til marts."], f"{FILL} og vender tilbage til marts.\n"),
    ("a word broken in two", [f"{FILL[:-2]}å-", "ens nordre bred."], f"{FILL[:-2]}åens nordre bred.\n"),
    ("a hyphen before og", [f"{FILL} børne-", "og ungehus"], f"{FILL} børne- og ungehus\n"),
    ("a hyphen in a name", [f"{FILL} Vang-", "Holm"], f"{FILL} Vang-Holm\n"),
    ("a hyphen behind capitals", [f"{FILL} IT-", "drift"], f"{FILL} IT-drift\n"),
    ("short lines stay lines", [FILL, "Dato: 1. maj", "Sted: Salen"], f"{FILL}\nDato: 1. maj\nSted: Salen\n"),
    ("points stay lines", [FILL, "1. at stien anlægges", f"2. {FILL}"], f"{FILL}\n1. at stien anlægges\n2. {FILL}\n"),
    ("a point goes on", [f"1. {FILL}", "og åen."], f"1. {FILL} og åen.\n"),
    ("a larger font", [("Punkt 1", "Helvetica", 16, 6), FILL], f"# Punkt 1\n\n{FILL}\n"),
    ("two larger fonts", [("A", *BODY, 0), ("B", "Helvetica", 16, 9), ("C", "Helvetica", 13, 9), FILL],
     f"A\n\n# B\n\n## C\n\n{FILL}\n"),
    ("a long heading", [("Ny sti langs åen fra Mølleby til havnen og", "Helvetica", 22, 9),
                        ("videre mod nord", "Helvetica", 22, 12), FILL, FILL, FILL],
     f"# Ny sti langs åen fra Mølleby til havnen og videre mod nord\n\n{FILL} {FILL} {FILL}\n"),
    ("a bold line", [("Beslutning", *BOLD, 6), "Godkendt."], "**Beslutning**\nGodkendt.\n"),
    ("rows of a table", ["Drift\t2026\t2027", "Veje\t1.200\t-300"], "Drift\t2026\t2027\nVeje\t1.200\t-300\n"),
    ("a mark and its point", ["1.\tat stien anlægges"], "1. at stien anlægges\n"),
    ("room between paragraphs", ["Godkendt.", "Enigt.", ("Afbud: Per", *BODY, 10)],
     "Godkendt.\nEnigt.\n\nAfbud: Per\n"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "text"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_text(rows: list[str | tuple[object, ...]], text: str) -> None:
    assert _text(*rows) == text


def test_what_is_drawn_last_may_stand_first() -> None:
    def draw(canvas: Canvas) -> None:
        lines("Anden linje", top=700)(canvas)
        lines("Første linje", top=760)(canvas)

    assert read(pdf(draw)).text == "Første linje\n\nAnden linje\n"


def test_two_columns_of_running_text() -> None:
    random_ = random.Random(0)
    words = [random_.choice(["stien", "langs", "åen", "skal", "anlægges", "snart"]) for _ in range(120)]
    rows = [" ".join(words[start : start + 6]) for start in range(0, 120, 6)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(*BODY)
        for place in range(10):  # drawn row by row, as some programs do
            canvas.drawString(50, 700 - 14 * place, rows[place])
            canvas.drawString(320, 700 - 14 * place, rows[10 + place])

    assert read(pdf(draw)).text.split() == words


def _with_furniture(canvas: Canvas, number: int) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 810, "Mølleby Kommune - Teknisk Udvalg")
    canvas.drawString(280, 20, f"{number}")


def _page(number: int, *rows: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        _with_furniture(canvas, number)
        lines(*rows)(canvas)

    return draw


def test_running_heads_and_page_numbers_are_left_out_but_for_the_first() -> None:
    source = read(pdf(*(_page(number, f"Tekst på side {'abcd'[number - 1]}.") for number in (1, 2, 3, 4))))
    assert source.text == (
        "Mølleby Kommune - Teknisk Udvalg\n\nTekst på side a.\n\nTekst på side b.\n\nTekst på side c.\n\n"
        "Tekst på side d.\n"
    )
    assert [source.locate(source.text.index(f"side {letter}.")).page for letter in "abcd"] == [1, 2, 3, 4]
    assert source.pages == (0, *(source.text.index(f"Tekst på side {letter}") for letter in "bcd"))


def test_the_same_words_at_the_same_place_of_two_pages_are_no_running_head() -> None:
    first = lines(("Beslutning", "Helvetica-Bold", 13, 0), "Godkendt.", top=800)
    second = lines(("Beslutning", "Helvetica-Bold", 13, 0), "Udsat.", top=800)
    assert read(pdf(first, second)).text.count("Beslutning") == 2


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = lines(FILL, f"{FILL}")
    source = read(pdf(first, lines("samt åen.", FILL)))
    assert f"{FILL} samt åen." in source.text
    assert source.locate(source.text.index("langs åen")).page == 1
    assert source.locate(source.text.index("samt åen")).page == 2


def test_the_size_of_a_font_may_come_from_its_matrix() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.scale(16, 16)
        canvas.setFont("Helvetica", 1)
        canvas.drawString(4, 48, "Punkt 1: Sti")
        canvas.restoreState()
        lines(FILL, FILL, top=740)(canvas)

    assert read(pdf(draw)).text.startswith("# Punkt 1: Sti\n\n")


def test_words_that_stand_upright_in_the_margin_are_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        lines(FILL)(canvas)
        canvas.rotate(90)
        canvas.drawString(300, -20, "Arkiveret")

    assert read(pdf(draw)).text == f"{FILL}\n"


def test_headings_of_the_pages_are_evidence_for_the_layout() -> None:
    head = ("Helvetica-Bold", 15, 12)
    rows = [("Referat Teknisk Udvalg 1. maj 2024", "Helvetica", 18, 0)]
    for number, title, decision in ((1, "Ny sti", "Godkendt."), (2, "Eventuelt", "Intet.")):
        rows += [(f"{number}. {title}", *head), ("Beslutning", *BOLD, 8), (decision, *BODY, 0), (FILL, *BODY, 0)]
    referat = extract(pdf(lines(*rows)), model="rules")
    assert [(item.number, item.title) for item in referat.items] == [("1", "Ny sti"), ("2", "Eventuelt")]
    assert [item.decision.outcomes[0].label for item in referat.items if item.decision] == [
        "GODKENDT",
        "INGEN_BESLUTNING",
    ]


def _image_page(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 60, 400, 400, 400)


GOOD = pdf(lines(*([FILL] * 20)), lines(FILL))
REFUSED = [
    ("empty file", b"%PDF-1.4\n", "breaks off"),
    ("no text", pdf(lambda canvas: canvas.rect(10, 10, 100, 100)), "without any text"),
    ("images", pdf(_image_page, _image_page), "a scan. Run OCR on it first, for instance with: ocrmypdf"),
    ("locked", pdf(lines(FILL), encrypt=StandardEncryption("hemmelig", "ejer")), "locked with a password"),
    ("cut off", GOOD[: len(GOOD) // 2], "breaks off before its end"),
    ("cut off before its last bytes", GOOD[:-40], "breaks off before its end"),
    ("damaged", b"%PDF-1.4\n" + b"x" * 500 + b"\n%%EOF\n", "damaged PDF"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        read(data, name="referat.pdf")
    assert str(refused.value).startswith("referat.pdf ")


def test_too_many_pages() -> None:
    with pytest.raises(UnreadableError, match="has 2 pages; the limit is 1"):
        read(GOOD, limits=Limits(pages=1))


def test_an_unlocked_pdf_that_may_not_be_printed_is_read() -> None:
    assert read(pdf(lines(FILL), encrypt=StandardEncryption("", "ejer", canPrint=0))).text == f"{FILL}\n"


def test_a_page_that_is_an_image_is_named() -> None:
    source = read(pdf(lines(FILL), _image_page))
    assert [(warning.code, warning.message[:7]) for warning in source.warnings] == [("page_is_image", "Page 2 ")]
    codes = [warning.code for warning in extract(source, model="rules").warnings]
    assert codes[0] == "page_is_image"
