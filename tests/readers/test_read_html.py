"""Web pages: what people read on them."""

import pytest

from nlp_referat.errors import UnreadableError
from nlp_referat.readers import Limits, extract, read
from nlp_referat.readers.html import html_blocks, html_source

TEXTS = [
    ("headings and paragraphs", "<h2>Punkt 1</h2><p>En\n  <b>sti</b>.</p>To", "## Punkt 1\n\nEn sti.\n\nTo\n"),
    ("a bold line", "<p><strong>Beslutning</strong></p><p>Godkendt</p>", "**Beslutning**\n\nGodkendt\n"),
    ("bold words only", "<p><b>Dato:</b> 1. maj</p>", "Dato: 1. maj\n"),
    ("line breaks", "<p>At 1: Godkendt<br>At 2: Udsat</p>", "At 1: Godkendt\nAt 2: Udsat\n"),
    ("lists", "<ul><li>En<ul><li>To</ul><li>Tre</ul>", "- En\n- To\n- Tre\n"),
    ("numbered lists", "<ol start=3><li>at det sker<li value=7>at det ses</ol>", "3. at det sker\n7. at det ses\n"),
    ("lettered lists", "<ol type=a><li>ja<li>nej</ol>", "a. ja\nb. nej\n"),
    ("a numbered heading", "<ol><li><h3>Godkendelse</h3>Godkendt</ol>", "### 1. Godkendelse\n\nGodkendt\n"),
    ("a table", "<table><tr><th>Drift<th>2026<tr><td>Veje<td>1.200</table>", "Drift\t2026\nVeje\t1.200\n"),
    ("an empty cell", "<table><tr><td>A<td><td>3<tr><td>B<td>2<td></table>", "A\t\t3\nB\t2\n"),
    ("a table as page layout", "<table><tr><td><h2>Punkt 1</h2>x<td>y</table>", "## Punkt 1\n\nx\ny\n"),
    ("a table in a table", "<table><tr><td><table><tr><td>1<td>2</table><td>x</table>", "1\t2\n\nx\n"),
    ("names in a cell", "<table><tr><td>Medlemmer<td>Per (A)<br>Bo (V)</table>", "Medlemmer\nPer (A)\nBo (V)\n"),
    ("facts", "<dl><dt>Dato<dd>1. maj<dt>Sted:<dd>Salen</dl>", "Dato\t1. maj\nSted: Salen\n"),
    ("columns of no-break spaces", "<p>Per&nbsp;&nbsp;&nbsp;&nbsp;Bo</p>", "Per\tBo\n"),
    ("lines as they are", "<pre>En\n  to</pre>", "En\nto\n"),
    ("letters", "<p>&AElig;r&oslash; a&#778;&shy;ben&nbsp;&#8203;sti</p>", "Ærø åben sti\n"),
    ("a script", "<script>document.write('<p>Afvist</p>')</script><p>Godkendt", "Godkendt\n"),
    ("script as text", "<p>&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>\n"),
    ("a menu", "<nav><ul><li>Forside</ul></nav><p>Referat", "Referat\n"),
    ("a menu by its role", "<div role=navigation>Forside</div><p>Referat", "Referat\n"),
    ("a menu by its class", "<div class='c mainMenu'>Forside</div><p>Referat om menuen", "Referat om menuen\n"),
    ("a cookie notice", "<div id=CybotCookiebotDialog>Vi bruger cookies</div><p>Referat", "Referat\n"),
    ("a page with a menu's class", "<div class='page nav-open'><h1>Referat</h1><p>x</div>", "# Referat\n\nx\n"),
    ("main alone", "<div>Søg på siden</div><main><h1>Referat</h1><p>Sti</main><div>Del</div>", "# Referat\n\nSti\n"),
    ("a main in a main", "<main><p>Sti</p><main><p>Bro</p></main><p>Vej</p></main>", "Sti\n\nBro\n\nVej\n"),
    ("two mains", "<p>Menu<main><p>Sti</main><p>Søg<main><p>Bro</main>", "Sti\n\nBro\n"),
    ("a main that is empty", "<main></main><h1>Referat</h1><p>Sti", "# Referat\n\nSti\n"),
    ("an item that folds out", "<h3><button aria-expanded=false>1. Sti</button></h3>x", "### 1. Sti\n\nx\n"),
    ("a button", "<p>Referat</p><button>Udskriv</button>", "Referat\n"),
    ("hidden until it folds out", "<div hidden><p>Godkendt</div>", "Godkendt\n"),
    ("a comment", "<p>God<!-- <p>Afvist -->kendt", "Godkendt\n"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "text"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_text(html: str, text: str) -> None:
    assert html_source(html.encode()).text == text


def test_anchors_say_where_a_fact_stands() -> None:
    source = read(b"<p>Referat</p><h2 id=punkt-1>Punkt 1: Sti</h2><p>Godkendt</p>")
    assert source.locate(0).field is None
    assert source.locate(source.text.index("Godkendt")).field == "#punkt-1"
    assert [(h.level, source.text[h.start : h.end]) for h in source.headings] == [(2, "Punkt 1: Sti")]


ENCODINGS = [
    ("utf-8 said to be latin-1", "<meta charset=iso-8859-1><p>Ærø".encode()),
    ("latin-1", b'<meta http-equiv=x content="text/html; charset=iso-8859-1"><p>\xc6r\xf8'),
    ("nothing said", b"<p>\xc6r\xf8"),
    ("utf-16", b"\xff\xfe" + "<html><p>Ærø".encode("utf-16-le")),
    ("mac", b"<meta charset=macintosh><p>\xaer\xbf"),
]


@pytest.mark.parametrize("data", [data for _, data in ENCODINGS], ids=[name for name, _ in ENCODINGS])
def test_encodings(data: bytes) -> None:
    assert read(data).text == "Ærø\n"


REFUSED = [
    (b"<meta charset=kommunal-8><p>\xc6r\xf8", "'kommunal-8', which is unknown"),
    (b"<html><body><script>render()</script></body></html>", "without text"),
    (b"<div>" * 100_000 + b"Referat", "nests its elements deeper than 1,000"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data, name="side.html")


def test_the_depth_is_adjustable() -> None:
    assert read(b"<div>" * 5_000 + b"Referat", limits=Limits(depth=10_000)).text == "Referat\n"


def test_thousands_of_lists_in_paragraphs_that_nobody_closed() -> None:
    blocks = html_blocks("<p>Punkt<b>x</b><ul><li>a</ul>" * 3_000)
    assert len(blocks) == 6_000


def test_headings_of_the_page_are_evidence_for_the_layout() -> None:
    """No word says that this is an item, and no lexicon knows the last heading: their levels do."""
    page = (
        "<h1>Referat Byrådet 1. maj 2024</h1><h2>1. Ny sti</h2><h3>Beslutning</h3><p>Godkendt.</p>"
        "<h3>Om trafikken</h3><p>Udsat er kun skiltet.</p><h2>2. Eventuelt</h2><h3>Beslutning</h3><p>Intet.</p>"
    )
    items = extract(page.encode(), model="rules").items
    assert [(item.number, item.title) for item in items] == [("1", "Ny sti"), ("2", "Eventuelt")]
    assert [item.decision.text for item in items if item.decision] == ["Godkendt.", "Intet."]
