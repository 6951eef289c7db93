"""The page in a browser: what the script does, by mouse and by keyboard, on a screen and on a phone.

Skipped where no Chromium starts: `NLP_REFERAT_CHROMIUM` names one, else one on the path is taken, or playwright's own.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from page_example import REFERAT, TEXT

from nlp_referat.page import render_page
from nlp_referat.page.danish import ENTITIES, TONES
from nlp_referat.schema import Entity, Referat

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
Browser, Page = playwright.Browser, playwright.Page

LIT = "[...document.querySelectorAll('#tekst .lit')].map(e => e.textContent).join('')"
"""The words in the text that are lit."""
IN_SIGHT = """() => { const box = document.querySelector('.lit').getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("NLP_REFERAT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with playwright.sync_playwright() as running:
        try:
            browser = running.chromium.launch(executable_path=path)
        except playwright.Error as error:
            pytest.skip(f"no Chromium starts (NLP_REFERAT_CHROMIUM can name one): {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page in the browser, and what it complained of or asked for."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def shown(self) -> list[str]:
        """The numbers of the items that are shown."""
        numbers = self.page.locator(".item:visible .nr").all_inner_texts()
        return [number.rsplit(maxsplit=1)[-1] for number in numbers]

    def column(self, table: str, index: int) -> list[str]:
        return self.page.locator(f"section:has(#{table}) tbody td:nth-child({index})").all_inner_texts()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for the tests that need none of their own: to open one takes longer than most tests."""
    context = browser.new_context(viewport={"width": 1200, "height": 740})
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(tab: Page, tmp_path: Path) -> Iterator[Opened]:
    with _shown(tab, tmp_path, render_page(REFERAT, TEXT)) as opened:
        yield opened


@contextmanager
def _shown(page: Page, folder: Path, html: str) -> Iterator[Opened]:
    path = folder / "side.html"
    path.write_text(html, encoding="utf-8", newline="")
    page.set_default_timeout(30_000)  # a busy machine is slow, and a click that cannot be done fails anyhow
    opened = Opened(page)
    listeners: dict[str, Callable[[Any], object]] = {
        "console": lambda message: opened.troubles.append(message.text),
        "pageerror": lambda error: opened.troubles.append(str(error)),
        "dialog": lambda dialog: opened.troubles.append(dialog.message) or dialog.dismiss(),
        "request": lambda request: request.url == path.as_uri() or opened.troubles.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.goto(path.as_uri())
    yield opened
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert opened.troubles == []


def _click_on_lit(page: Page) -> None:
    """Click on the first line of what is lit in the text."""
    box = page.evaluate("document.querySelector('#tekst .lit').getClientRects()[0].toJSON()")
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)


def test_the_text_is_the_documents(opened: Opened) -> None:
    assert opened.page.evaluate("document.getElementById('tekst').textContent") == TEXT
    assert "<script>alert(1)</script>" in opened.page.locator("#p1h").inner_text()


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("h1 a", "Klima- og Fritidsudvalget"),
        (".people >> text=Maja Nørlund", "Maja Nørlund"),
        ("#p1 .badge.recommended", "Indstilles til Byrådets godkendelse"),
        ("#p1 >> text=Med ændring", "idet hegnet udgår"),
        ("#p1 h3 a", "Punkt 2: Ny stibro over <script>alert(1)</script>"),
        ("#p1 .points >> text=opføres", "at der opføres en bro i træ,"),
        ("#p1 .vote >> text=Åse Brix", "Åse Brix"),
        ("td >> text=45.000 kr. årligt", "45.000 kr. årligt"),
        (".names >> text=Byrådet", "Byrådets"),
        (".notices a", "Punkt 3: Flytning af læskur"),
    ],
)
def test_a_click_lights_the_words_and_a_click_there_leads_back(opened: Opened, link: str, words: str) -> None:
    page = opened.page
    page.locator(link).first.click()
    assert page.evaluate(LIT) == words
    page.wait_for_timeout(50)
    assert page.evaluate(IN_SIGHT)
    assert page.evaluate("document.activeElement.classList.contains('lit')")
    _click_on_lit(page)
    assert page.evaluate("document.querySelector('main .lit')?.matches('a')")
    assert page.evaluate("document.activeElement === document.querySelector('main .lit')")
    assert page.evaluate(IN_SIGHT)


def test_a_name_leads_to_each_of_its_places(opened: Opened) -> None:
    link = opened.page.locator(".names >> text=Åse Brix")
    seen = []
    for _ in range(4):
        link.click()
        seen.append(opened.page.evaluate("document.querySelector('#tekst .lit').id"))
    places = [f"t{e.start}-{e.end}" for e in REFERAT.entities if e.text == "Åse Brix"]
    assert seen == [*places, places[0]]
    assert opened.page.locator("#back").inner_text().startswith("Åse Brix: sted 1 af 3")


def test_a_click_on_an_amount_in_the_text_leads_to_its_row(opened: Opened) -> None:
    opened.page.locator("#tekst .MONEY >> text=4,1 mio. kr.").click()
    assert opened.page.locator("main .lit").inner_text() == "4,1 mio. kr."
    assert opened.page.evaluate("document.querySelector('main .lit').closest('td') !== null")


def test_outcomes_filter(opened: Opened) -> None:
    page, status = opened.page, opened.page.locator("#status")
    assert (opened.shown(), status.inner_text()) == (["1", "2", "3", "5"], "Viser 4 af 4 punkter")
    page.click("[data-tone=rejected]")
    assert (opened.shown(), status.inner_text()) == (["3"], "Viser 1 af 4 punkter")
    assert page.get_attribute("[data-tone=rejected]", "aria-pressed") == "true"
    page.click("[data-tone=approved]")
    assert opened.shown() == ["1", "2", "3"]
    page.check("#formalities")
    assert opened.shown() == ["2", "3"]
    page.click("[data-tone=rejected]")
    page.click("[data-tone=approved]")
    assert opened.shown() == ["2", "3", "5"]


def test_search_filters_lights_and_steps(opened: Opened) -> None:
    page = opened.page
    page.fill("#find", "BRO I TRÆ")
    playwright.expect(page.locator("#status")).to_contain_text("i teksten")
    assert (opened.shown(), page.locator("#status").inner_text()) == (["2"], "Viser 1 af 4 punkter · 1 sted i teksten")
    assert page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString())") == ["bro i træ"]
    page.fill("#find", "åse brix")
    playwright.expect(page.locator("#status")).to_contain_text("3 steder")
    for turn in (1, 2, 3, 1):
        page.press("#find", "Enter")
        assert f"{turn} af 3 steder" in page.locator("#status").inner_text()
    assert page.evaluate("[...CSS.highlights.get('here')].map(range => range.toString())") == ["Åse Brix"]
    page.fill("#find", "1. at der opføres en bro i træ,\n2. at der gives 3,2 mio. kr. i".replace("\n", " "))
    playwright.expect(page.locator("#status")).to_contain_text("1 sted ")
    assert page.evaluate("[...CSS.highlights.get('found')].map(range => range.toString())") == [
        "1. at der opføres en bro i træ,\n2. at der gives 3,2 mio. kr. i"
    ]
    page.fill("#find", "findes ikke")
    playwright.expect(page.locator("#status")).to_contain_text(" 0 steder")
    assert opened.shown() == []


def test_going_back_to_a_hidden_item_shows_it(opened: Opened) -> None:
    opened.page.click("#p1 .badge.recommended")
    opened.page.click("[data-tone=rejected]")
    assert opened.shown() == ["3"]
    opened.page.click("#back button")
    assert opened.shown() == ["1", "2", "3", "5"]
    assert opened.page.locator("main .lit").inner_text() == "Anbefalet godkendt"


def test_amounts_sort_as_numbers_and_say_so(opened: Opened) -> None:
    page, head = opened.page, opened.page.locator("section:has(#beloeb) th").first
    assert head.get_attribute("aria-sort") is None
    head.locator("button").click()
    assert opened.column("beloeb", 1) == ["45.000 kr. pr. år", "3.200.000 kr.", "ca. 4.100.000 kr."]
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert opened.column("beloeb", 1) == ["ca. 4.100.000 kr.", "3.200.000 kr.", "45.000 kr. pr. år"]
    assert head.get_attribute("aria-sort") == "descending"
    page.click("section:has(#beloeb) th >> text=Periode")
    assert opened.column("beloeb", 4) == ["2026", "", ""]  # what has no value comes last, both ways
    page.click("section:has(#beloeb) th >> text=Periode")
    assert opened.column("beloeb", 4) == ["2026", "", ""]
    assert head.get_attribute("aria-sort") is None


def test_labels_can_be_switched_off_and_named(opened: Opened) -> None:
    page = opened.page
    colour = "getComputedStyle(document.querySelector('#tekst .MONEY')).backgroundColor"
    assert page.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.click("[data-label=MONEY]")
    assert page.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.click("#named")
    name = "getComputedStyle(document.querySelector('#tekst .{}'), '::after').content"
    assert page.evaluate(name.format("PERSON")) == '"Person"'
    assert page.evaluate(name.format("MONEY")) == "none"


def test_by_keyboard(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Spring til punkterne"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "find"
    page.focus("#p1 .badge.recommended")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate(LIT) == "Indstilles til Byrådets godkendelse"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#p1 .badge.recommended')")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#p1 .badge.recommended')")
    page.focus("section:has(#beloeb) th button")
    page.keyboard.press("Space")
    assert opened.column("beloeb", 1)[0] == "45.000 kr. pr. år"


def test_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    with _shown(page, tmp_path, render_page(REFERAT, TEXT)):
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate(
            "[...document.querySelectorAll('main *, aside *')].every(e => e.getBoundingClientRect().right <= 360)"
        )
        page.click("td >> text=3,2 mio. kr.")
        page.wait_for_timeout(50)
        assert (page.evaluate(LIT), page.evaluate(IN_SIGHT)) == ("3,2 mio. kr.", True)
        page.click("#back button")
        assert page.evaluate(IN_SIGHT)
    page.close()


def test_without_script(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    with _shown(page, tmp_path, render_page(REFERAT, TEXT)) as opened:
        assert not page.is_visible("#find")
        assert opened.shown() == ["1", "2", "3", "5"]
        page.click("#p1 .badge.recommended")
        assert page.locator("#tekst :target").inner_text() == "Indstilles til Byrådets godkendelse"
    page.close()


@pytest.mark.slow
def test_a_megabyte_stays_usable(tab: Page, tmp_path: Path) -> None:
    line = "Åse Brix gav 5.000 kr. til broen, og så skete der ikke mere i den sag den dag.\n\n"
    text = line * (1_000_000 // len(line))
    entities = []
    for start in range(0, len(text), len(line)):
        name = f"P {start % 997}"
        entities.append(Entity(start=start, end=start + 8, text="Åse Brix", label="PERSON", canonical=name))
        entities.append(Entity(start=start + 27, end=start + 32, text="broen", label="LOC", canonical="broen"))
    with _shown(tab, tmp_path, render_page(Referat(entities=tuple(entities)), text)):
        taken = tab.evaluate("""async () => {
            const start = performance.now();
            document.querySelector('#tekst').scrollTop = 1e9;
            document.querySelector('.names li:last-child a').click();
            document.querySelector('#tekst .lit').click();
            await new Promise(requestAnimationFrame);
            return performance.now() - start; }""")
        assert tab.locator("main .lit").count() == 1
        assert taken < 15_000  # under 1,000 on an idle machine; what is quadratic takes minutes


CONTRASTS = """() => {
    const parts = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => { const [r, g, b] = parts(colour).map(v => v / 255).map(
        v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
    const ground = e => { for (; e; e = e.parentElement) {
        const colour = getComputedStyle(e).backgroundColor; if (parts(colour)[3] !== 0) return colour; } };
    const low = [];
    for (const e of document.querySelectorAll('body *')) {
        if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility() || e.disabled
            || e.matches('script, .away, .skip a')) continue;
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
        const ratio = (a + .05) / (b + .05);
        if (ratio < 4.5) low.push(`${e.className} ${e.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
    }
    return low; }"""


EVERY_COLOUR = """([tones, labels]) => {
    const put = (selector, html) => document.querySelector(selector).insertAdjacentHTML('beforeend', html);
    for (const tone of tones) put('.verdict', `<a class="badge ${tone}">x</a>
        <button class="chip ${tone}" data-tone aria-pressed=true><span>x</span>x</button>`);
    for (const label of labels) put('.b', `<span class="e ${label}">x</span>
        <button class="chip ${label}" data-label aria-pressed=true><span>x</span>x</button>`);
    document.querySelector('#tekst .o').classList.add('lit'); }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(opened: Opened, scheme: str) -> None:
    """4.5 to 1 everywhere, as WCAG AA has it; every badge and label, pressed or not."""
    page = opened.page
    page.emulate_media(color_scheme=scheme)
    page.evaluate(EVERY_COLOUR, [list(TONES.values()), list(ENTITIES)])
    assert page.locator(".badge").count() == 5 + 10
    assert page.evaluate(CONTRASTS) == []
    page.emulate_media(color_scheme="light")
