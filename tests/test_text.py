"""The cleaned view of a text, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_referat.text import View

CLEANED = [
    ("Godkendt.", "Godkendt."),
    ("10,8\u00a0mio.\u202fkr.", "10,8 mio. kr."),
    ("tabs\tand  double  spaces stay", "tabs\tand  double  spaces stay"),
    ("Økonomi\u00adudvalget", "Økonomiudvalget"),
    ("Ø\u200bk\u200co\u200dn\u2060o\ufeffmi", "Økonomi"),
    ("\ufeffREFERAT", "REFERAT"),
    ("God\0kendt\0", "Godkendt"),
    ("one\r\ntwo\r\n", "one\ntwo\n"),
    ("one\rtwo\r", "one\ntwo\n"),
    ("one\r\r\ntwo", "one\n\ntwo"),
    ("one\x0ctwo\x0bthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
    ("Køge Bya\u030an", "Køge Byån"),
    ("A\u030alborg", "Ålborg"),
    ("e\u0301\u0323n", "ẹ\u0301n"),
    ("\u030a alone", "\u030a alone"),
    ("\n\u030a", "\n\u030a"),
    ("", ""),
    ("\u00ad", ""),
]


@pytest.mark.parametrize(("raw", "text"), CLEANED, ids=ascii)
def test_the_text_reads_as_a_person_reads_it(raw: str, text: str) -> None:
    view = View(raw)
    assert view.text == text
    assert view.raw is raw


def test_a_clean_text_is_not_copied() -> None:
    raw = "Punkt 1: Ændring af § 4\n\nGodkendt – 10 % …"
    assert View(raw).text is raw


# A raw text, what to look for in its view, and what stands there in the raw text.
SPANS = [
    ("Godkendt.", "Godkendt", "Godkendt"),
    ("kr.\u00a05.000", "kr. 5.000", "kr.\u00a05.000"),
    ("Øko\u00adnomi\u00adudvalget\u00ad.", "Økonomiudvalget", "Øko\u00adnomi\u00adudvalget"),
    ("\u00ad\u00adBo Dam", "Bo Dam", "Bo Dam"),
    ("\ufeffREFERAT", "REFERAT", "REFERAT"),
    ("Bo\0 Dam\0", "Bo Dam", "Bo\0 Dam"),
    ("Børne- og\r\nUngeudvalget\r\n", "Børne- og\nUngeudvalget", "Børne- og\r\nUngeudvalget"),
    ("a\r\nb", "a\n", "a\r\n"),
    ("a\r\nb", "\nb", "\r\nb"),
    ("a\r\nb", "b", "b"),
    ("a\rb", "\n", "\r"),
    ("Ra\u030adet i A\u030a", "Rådet", "Ra\u030adet"),
    ("Ra\u030adet i A\u030a", "Å", "A\u030a"),
    ("A\u030a\u030a", "Å\u030a", "A\u030a\u030a"),
    ("a\u0316\u030ab", "b", "b"),
]


@pytest.mark.parametrize(("raw", "sought", "found"), SPANS, ids=ascii)
def test_spans_lead_back_exactly(raw: str, sought: str, found: str) -> None:
    view = View(raw)
    start = view.text.index(sought)
    first, last = view.raw_span(start, start + len(sought))
    assert raw[first:last] == found


def test_an_empty_span_stays_empty() -> None:
    view = View("a\u00ad\u00adb")
    assert view.raw_span(1, 1) == (3, 3)
    assert view.raw_span(2, 2) == (4, 4)
    assert View("").raw_span(0, 0) == (0, 0)


MARKS = "aÅ1. \n\r\t\x0c\0\u00a0\u202f\u00ad\u200b\ufeff\u030a\u0301\u0316\u0483\u2028"
DIRT = st.text(st.sampled_from(MARKS) | st.characters(codec="utf-8"), max_size=40)


@given(raw=DIRT)
def test_every_cleaned_character_has_its_own_place_in_order(raw: str) -> None:
    view = View(raw)
    assert view.raw_span(0, len(view.text))[1] <= len(raw)
    end = 0
    for position, character in enumerate(view.text):
        first, last = view.raw_span(position, position + 1)
        assert end <= first < last <= len(raw)
        end = last
        if unicodedata.normalize("NFC", raw[first:last]) not in (unicodedata.normalize("NFC", character), "\r\n"):
            assert not character.isprintable() or character == " " or unicodedata.combining(raw[first:last][-1])


@given(raw=DIRT)
def test_a_view_is_clean(raw: str) -> None:
    text = View(raw).text
    assert not set(text) & set("\r\x0c\0\u00a0\u202f\u00ad\u200b\ufeff\u2028")


@given(raw=DIRT, cut=st.integers(0, 40))
def test_a_span_reads_the_same_alone(raw: str, cut: int) -> None:
    view = View(raw)
    cut = min(cut, len(view.text))
    first, last = view.raw_span(cut, len(view.text))
    if cut == len(view.text) or not unicodedata.combining(view.text[cut]):
        assert View(raw[first:last]).text == view.text[cut:]


def test_long_runs_of_marks_cost_in_step_with_their_length() -> None:
    # Putting n marks in order takes n² steps: this took minutes before runs were bounded.
    raw = "a" + "\u0301\u0316" * 200_000
    assert len(View(raw).text) >= 399_000
