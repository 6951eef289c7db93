"""Text in segments: what goes into the encoder together, and that nothing is lost or read twice."""

import pytest
from growth import assert_linear
from hypothesis import example, given
from hypothesis import strategies as st

from nlp_referat.encoder.segments import LONGEST, segments

# Texts with "¦" where one segment ends and the next begins (space around it belongs to none).
CASES = [
    ("two sentences", "Sagen er åben.¦ Den tages op igen."),
    ("names in a list", "Medlemmer\n¦Ida Holm\n¦Jonas Brix\n¦Fatma Yıldız"),
    ("a line broken inside a name", "Her taler den nye borgmester Karina\nHolm om byens torv."),
    ("a line broken before a small letter", "Ida Holm\nog Jonas Brix deltog."),
    ("an empty line ends everything", "Her taler den nye borgmester Karina\n\n¦Holm om byens torv."),
    ("a long line that is closed", "Følgende deltog i mødet om den nye skole:\n¦Ida Holm"),
    ("initials", "Formand J. P. Holm bød velkommen.¦ Mødet begyndte."),
    ("two letters and a stop", "Mødet begynder kl. 10 og slutter kl. 12.¦ Det er i lokale nr. 4."),
    ("abbreviations before a capital", "Se nr. Vest og kgl. Hofleverandør samt afd. Syd."),
    ("an abbreviation of two letters before a capital", "Der var stemmer fra hr. Holm og fr. Brix."),
    ("question and exclamation", "Hvem ved det?¦ Ingen!¦ Sagen udsættes."),
    ("a quote closes behind the stop", 'Han sagde: "Det går ikke."¦ Så gik han.'),
    ("a stop before a small letter", "Der er ca. 30 pct. tilbage, jf. bilag 2."),
    ("table rows", "Navn |¦ Parti |¦ Fremmøde\n¦Ida Holm |¦ A |¦ ja"),
    ("tabs", "Ida Holm¦\tA¦\tTil stede"),
    ("bullets", "- Ida Holm fra Socialdemokratiet i kommunen\n¦- Jonas Brix\n¦• Fatma Yıldız"),
    ("numbers", "1.¦ Godkendelse af dagsordenen for mødet i dag\n¦2.¦ Ny skole\n¦3) Ny hal"),
    ("points of a proposal", "Forvaltningen indstiller til Økonomiudvalget\n¦at Ida Holm vælges\n¦at sagen udsættes"),
    ("a heading in Markdown", "## Beslutning i Klima- og Fritidsudvalget den\n¦## Næste"),
    ("space at the edges", "  \n \t Ida Holm \n\n "),
]


@pytest.mark.parametrize(("name", "marked"), CASES, ids=[name for name, _ in CASES])
def test_segments_end_where_marked(name: str, marked: str) -> None:
    expected = [part.strip() for part in marked.split("¦")]
    text = marked.replace("¦", "")
    assert [text[start:end] for start, end in segments(text)] == expected


def test_a_long_line_is_cut_at_spaces() -> None:
    text = " ".join(["ordene"] * 200)  # 7 characters a word with its space: 57 words in 400
    found = list(segments(text))
    assert [end - start for start, end in found] == [57 * 7 - 1] * 3 + [29 * 7 - 1]


def test_a_word_without_end_is_cut_inside() -> None:
    assert list(segments("x" * 1000)) == [(0, LONGEST), (LONGEST, 2 * LONGEST), (2 * LONGEST, 1000)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\n", "\u00a0"])
def test_space_has_no_segment(text: str) -> None:
    assert list(segments(text)) == []


def test_time_grows_linearly_with_empty_space() -> None:
    def read(space: str) -> None:
        end = len(space) + 10
        assert list(segments(f"Ida Holm\n{space}\nkom")) == [(0, 8), (end, end + 3)]

    assert_linear(read, " ")


PARTS = ["Ida Holm", "J. P. Holm", "kl. 10", "nr. 4", "Sagen udsættes", "- ", "at ", "1. ", "## ", "…”", "Æ", "💩"]
SPACES = ["\n", "\n\n", " ", "\t", "\r\n", "\u2028", "\u00a0", ".", "!", "? ", " | ", "x" * 390]
MINUTES = st.lists(st.sampled_from([*PARTS, *SPACES]) | st.text(max_size=20), max_size=40).map("".join)


@given(MINUTES)
@example("Ida\n" * 3 + "x" * 801)
def test_every_sign_is_in_one_segment(text: str) -> None:
    seen = [0] * len(text)
    last = 0
    for start, end in segments(text):
        assert last <= start < end <= len(text)
        assert not text[start].isspace()
        assert end - start <= LONGEST
        for place in range(start, end):
            seen[place] += 1
        last = end
    lost = [place for place, times in enumerate(seen) if times == 0 and not text[place].isspace()]
    assert lost == []
    assert max(seen, default=0) <= 1
