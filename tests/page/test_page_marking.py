"""The text of the page: every character once, every mark around its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reading import ReadPage

from nlp_referat.page.marking import Mark, mark_up


def read(text: str, marks: list[Mark], sections: list[tuple[int, str]] | None = None) -> ReadPage:
    return ReadPage(str(mark_up(text, marks, sections or [])))


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("", [], '<div class="b"></div>'),
        ("abc", [Mark(1, 2, "e")], '<div class="b">a<span id="t1-2" class="e">b</span>c</div>'),
        # The same place twice is one element with the classes of both.
        ("abc", [Mark(0, 3, "e"), Mark(0, 3, "o e")], '<div class="b"><span id="t0-3" class="e o">abc</span></div>'),
        # Where two cross, the one that goes on is cut.
        (
            "abc",
            [Mark(0, 2, "x"), Mark(1, 3, "y")],
            '<div class="b"><span id="t0-2" class="x">a<span id="t1-3" class="y">b</span></span>'
            '<span data-t="1-3" class="y">c</span></div>',
        ),
        # An empty place is an anchor.
        ("ab", [Mark(1, 1, "")], '<div class="b">a<span id="t1-1"></span>b</div>'),
        ("<&>\"'", [], '<div class="b">&lt;&amp;&gt;&#34;&#39;</div>'),
    ],
)
def test_elements(text: str, marks: list[Mark], html: str) -> None:
    assert mark_up(text, marks, []) == html


def test_a_mark_across_a_section_is_cut_there() -> None:
    page = read("abcd", [Mark(1, 3, "x")], [(2, "s0")])
    assert page.place(1, 3) == "bc"
    assert page.by_id("s0").text == "cd"


def test_offsets_count_code_points() -> None:
    text = "🌲 Å\u030a Byrådet 𝒜 æøå"
    start = text.index("Byrådet")
    assert read(text, [Mark(start, start + 7, "e")]).place(start, start + 7) == "Byrådet"


def test_deep_nesting_is_bounded() -> None:
    """A thousand marks that all cross cost a thousand anchors, not half a million pieces."""
    text = "x" * 2000
    html = mark_up(text, [Mark(i, 1000 + i, "e") for i in range(1000)], [])
    assert html.count("<span") < 1000 + 1000 * 12
    assert ReadPage(html).elements[0].text == text


def test_blocks_are_short_enough_to_lay_out() -> None:
    text = ("Et afsnit om broen.\n\n" * 200) + "x" * 50_000 + ("\nlinje" * 3_000)
    blocks = [element.text for element in read(text, []).elements if element.attributes.get("class") == "b"]
    assert "".join(blocks) == text
    assert max(map(len, blocks)) <= 8_000
    assert len(blocks) < 40
    assert blocks[0].endswith("broen.\n\n")


_TEXTS = st.text(alphabet="aæ🌲 \n<&\"'{", min_size=1, max_size=60)


@given(
    text=_TEXTS, places=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8), cut=st.integers(0, 60)
)
def test_each_mark_is_around_its_words(text: str, places: list[tuple[int, int]], cut: int) -> None:
    marks = [Mark(min(pair) % len(text), min(max(pair), len(text)), "e") for pair in places]
    marks = [mark for mark in marks if mark.start <= mark.end]
    page = read(text, marks, [(cut % len(text), "s0")])
    assert "".join(e.text for e in page.elements if e.attributes.get("class") == "b") == text
    assert page.by_id("s0").text == text[cut % len(text) :]
    for mark in marks:
        assert page.place(mark.start, mark.end) == text[mark.start : mark.end]
