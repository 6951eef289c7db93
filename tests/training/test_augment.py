"""Noise for training: whatever is changed, spans stay on what they named."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_referat.encoder.tags import LABELS
from nlp_referat.lexicon import read_words
from training.augment import replace_spans, rewrite, vary
from training.examples import Example

WORDS = ["Ida", "Holm", "Åse", "mødet", "I", "og", "§", "3.", "ø\n", "Øm"]


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Words, some of them names, with marks ⟨⟩ around each name in the text so that it is found again."""
    text, spans = "", []
    for word in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)):
        label = draw(st.sampled_from(["", "", *LABELS]))
        if label:
            spans.append((len(text) + 1, len(text) + 1 + len(word), label))
            text += f"⟨{word}⟩ "
        else:
            text += word + " "
    return Example(text, tuple(spans))


@given(examples(), st.integers(0, 10_000))
def test_spans_stay_between_their_marks(example: Example, seed: int) -> None:
    varied = vary(example, Random(seed))
    assert [label for _, _, label in varied.spans] == [label for _, _, label in example.spans]
    for start, end, _ in varied.spans:
        assert (varied.text[start - 1], varied.text[end]) == ("⟨", "⟩")
        assert not {"⟨", "⟩"} & set(varied.text[start:end])
    assert varied.text.count("⟨") == len(example.spans)


@given(st.text(max_size=30), st.data())
def test_blind_stretches_stay_too(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    changed = rewrite(Example(text, (), blind=((start, end),)), lambda sign: {"æ": "ae", "a": ""}.get(sign, sign))
    [(first, last)] = changed.blind
    assert changed.text[first:last] == text[start:end].replace("a", "").replace("æ", "ae")


def test_how_often_a_segment_is_varied() -> None:
    text = "Høst på Åsen " * 60
    random = Random(1)
    shown = [vary(Example(text, ()), random).text for _ in range(2000)]
    kinds = Counter(
        "same" if one == text else "capitals" if one.isupper() else "small" if one.islower() else "misread"
        for one in shown
    )
    assert kinds["misread"] / 2000 == pytest.approx(0.06, abs=0.015)
    assert kinds["capitals"] / 2000 == pytest.approx(0.02, abs=0.01)
    assert kinds["small"] / 2000 == pytest.approx(0.01, abs=0.007)
    assert [one for one in shown if "oe" in one or "aa" in one] == []  # letters are misread, never spelled out


def test_other_people_are_of_the_lists() -> None:
    known = read_words("given_names") | read_words("surnames")
    example = Example("Vi hørte Ida Krogh Holm og Bo i Ribe.", ((9, 23, "PERSON"), (27, 29, "PERSON"), (33, 37, "LOC")))
    other = 0
    for seed in range(60):
        varied = vary(example, Random(seed))
        for start, end, label in varied.spans:
            name = varied.text[start:end]
            if label == "PERSON" and name not in ("Ida Krogh Holm", "Bo") and name.split()[0] in known:
                other += 1
                assert len(name.split()) in (1, 3)
    assert other > 5  # a tenth of 120


@pytest.mark.parametrize(
    ("change", "text", "spans"),
    [
        (lambda text, label: text, "Ida i Ribe", ((0, 3, "PERSON"), (6, 10, "LOC"))),
        (lambda text, label: "Bo" if label == "PERSON" else text, "Bo i Ribe", ((0, 2, "PERSON"), (5, 9, "LOC"))),
        (lambda text, label: text + "x", "Idax i Ribex", ((0, 4, "PERSON"), (7, 12, "LOC"))),
    ],
)
def test_replaced_spans(change, text: str, spans: tuple[tuple[int, int, str], ...]) -> None:  # type: ignore[no-untyped-def]
    found = replace_spans(Example("Ida i Ribe", ((0, 3, "PERSON"), (6, 10, "LOC"))), change)
    assert (found.text, found.spans) == (text, spans)
