"""Danish tokens for minutes."""

import unicodedata

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from soundness import mangled_minutes

from nlp_referat.errors import UnreadableError
from nlp_referat.pipes.tokenizer import Tokenizer

TOKENIZER = Tokenizer(spacy.blank("da").vocab)

# The tokens with a bar between, so that a line can be read.
TOKENS = [
    ("350 t.kr.", "350|t.kr."),
    ("1,2 mia.kr. og 3 mio.kr.", "1,2|mia.kr.|og|3|mio.kr."),
    ("ca. 10,8 mio. kr. i 2026.", "ca.|10,8|mio.|kr.|i|2026|."),
    ("kr. 5.000,-", "kr.|5.000|,|-"),
    ("100%", "100|%"),
    ("85 pct-", "85|pct|-"),
    ("85 pct.", "85|pct."),
    ("2½ mio.", "2½|mio."),
    ("-0,37 %-point", "-|0,37|%|-|point"),
    ("§115", "§|115"),
    ("§§ 4-6, stk. 7", "§§|4|-|6|,|stk.|7"),
    ("styrelseslovens § 42.", "styrelseslovens|§|42|."),
    ("Børne-, Unge- og Familieudvalget", "Børne-|,|Unge-|og|Familieudvalget"),
    ("Teknik- og\nMiljøudvalgets", "Teknik-|og|\n|Miljøudvalgets"),
    ("Økonomi-\nudvalget", "Økonomi-|\n|udvalget"),
    ("**Beslutning**", "**|Beslutning|**"),
    ("_Beslutning_", "_|Beslutning|_"),
    ("___Fraværende:", "___|Fraværende|:"),
    ("Maja Nørlund (Ø).", "Maja|Nørlund|(|Ø|)|."),
    ("A,B,C", "A|,|B|,|C"),
    ("14-04-2026", "14|-|04|-|2026"),
    ("den 14. april kl. 16.00", "den|14|.|april|kl.|16.00"),
    ("05.04.08-A00-12-25", "05.04.08|-|A|00|-|12|-|25"),
    ("Per's hus", "Per's|hus"),
    ("ny stibro.....2", "ny|stibro|.....|2"),
    ("bl.a. m.fl. f.eks.", "bl.a.|m.fl.|f.eks."),
    ("sagen.Vi", "sagen|.|Vi"),
    ("Ra\u030adet", "Ra\u030adet"),
    ("Øko\u00adnomi\u200budvalget", "Øko\u00adnomi\u200budvalget"),
    ("10\u00a0mio.\u00a0kr.", "10|\u00a0|mio.|\u00a0|kr."),
    ("a  b", "a| |b"),
    ("a\r\nb", "a|\r\n|b"),
    ("  a ", "  |a"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS, ids=[ascii(text) for text, _ in TOKENS])
def test_tokens(text: str, tokens: str) -> None:
    doc = TOKENIZER(text)
    assert "|".join(token.text for token in doc) == tokens
    assert doc.text == text


# What must be a span of whole tokens wherever it stands.
SPANS = [
    ("Det koster 350 t.kr.", "350 t.kr."),
    ("(§115)", "§115"),
    ("steg 85 pct-", "85 pct"),
    ("Børne-, Unge- og Familieudvalgets", "Børne-, Unge- og Familieudvalgets"),
    ("_Byrådet_", "Byrådet"),
    ("**Byrådet**", "Byrådet"),
    ("Byrådet/Økonomiudvalget", "Økonomiudvalget"),
    ("kr.5.000", "5.000"),
    ("50%-reglen", "50%"),
    ("ca.5 pct.", "5 pct."),
    ("2024/2025", "2025"),
    ("Ida Holm(A)", "Ida Holm"),
    ("|5 kr.|", "5 kr."),
    ("5kr", "5kr"),
    ("»Ida Holm«", "Ida Holm"),
]


@pytest.mark.parametrize(("text", "span"), SPANS)
def test_spans_are_whole_tokens(text: str, span: str) -> None:
    for form in ("NFC", "NFD"):
        raw, sought = unicodedata.normalize(form, text), unicodedata.normalize(form, span)
        start = raw.index(sought)
        assert TOKENIZER(raw).char_span(start, start + len(sought)) is not None


@given(text=st.text() | mangled_minutes())
def test_the_doc_holds_the_text(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(token.text for token in doc)


@pytest.mark.parametrize("surrogate", [0xD800, 0xDFFF])
def test_a_lone_surrogate_is_refused(surrogate: int) -> None:
    with pytest.raises(UnreadableError, match="at offset 3"):
        TOKENIZER(f"abc{chr(surrogate)}")


def test_pipe_is_call_by_call() -> None:
    assert [doc.text for doc in TOKENIZER.pipe(["en", "to"])] == ["en", "to"]


@pytest.mark.parametrize(
    "run", ["1", "1.", "a", "a-", "a'", "a\u00ad", "\u00ad", ".", "_", " ", "t.", "kr."], ids=ascii
)
def test_runs_are_tokenized(run: str) -> None:
    text = run * 50_000  # quadratic would take minutes
    assert TOKENIZER(text).text == text
