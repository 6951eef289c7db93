"""Spans to tags and back, and the piece that stands for a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_referat.encoder.model import first_pieces
from nlp_referat.encoder.tags import LABELS, TAGS, Found, to_spans, to_tags, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ida Holm (A)", ["Ida", "Holm", "(", "A", ")"]),
        ("Lise-Lotte", ["Lise", "-", "Lotte"]),
        ("A/S_2", ["A", "/", "S", "_", "2"]),
        ("Ra\u030adet", ["Ra", "\u030a", "det"]),  # a decomposed å: what the pipeline's view composes before
        ("2½ 💩", ["2½", "💩"]),
        (" \n", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 8, "PERSON")], "B-PERSON I-PERSON O O"),
        ([(0, 3, "PERSON"), (4, 8, "PERSON")], "B-PERSON B-PERSON O O"),  # two names side by side stay two
        ([(5, 8, "LOC")], "O B-LOC O O"),  # "olm": a word covered in part belongs to the name
        ([(3, 4, "LOC")], "O O O O"),  # only the space
        ([], "O O O O"),
    ],
)
def test_tags(spans: list[tuple[int, int, str]], expected: str) -> None:
    assert to_tags(words("Ida Holm kom hjem"), spans) == expected.split()


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-LOC I-LOC O", [Found(0, 3, "LOC", 0.2)]),
        ("B-LOC I-ORG O", [Found(0, 1, "LOC", 0.5), Found(2, 3, "ORG", 0.2)]),  # an I of another label opens
        ("O I-LOC I-LOC", [Found(2, 5, "LOC", 0.2)]),
        ("B-LOC O I-LOC", [Found(0, 1, "LOC", 0.5), Found(4, 5, "LOC", 0.9)]),
        ("O O O", []),
    ],
)
def test_names_from_tags(tags: str, expected: list[Found]) -> None:
    assert to_spans([(0, 1), (2, 3), (4, 5)], tags.split(), [0.5, 0.2, 0.9]) == expected


def test_tags_are_those_of_the_labels() -> None:
    assert len(TAGS) == 1 + 2 * len(LABELS)
    assert TAGS[0] == "O"


@given(st.lists(st.sampled_from(["Ida", "Holm", "-", ",", "Åen"]), min_size=1, max_size=12), st.data())
def test_names_on_word_edges_come_back(text_words: list[str], data: st.DataObject) -> None:
    text = " ".join(text_words)
    places = words(text)
    edges = sorted(data.draw(st.sets(st.integers(0, len(places)), max_size=6)))
    spans = [
        (places[first][0], places[last - 1][1], data.draw(st.sampled_from(LABELS)))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    ]
    found = to_spans(places, to_tags(places, spans), [1.0] * len(places))
    assert [(name.start, name.end, name.label) for name in found] == spans


@pytest.mark.parametrize(
    ("places", "offsets", "expected"),
    [
        ([(0, 3), (4, 8)], [(0, 0), (0, 3), (3, 8), (0, 0)], [1, 2]),  # the piece "▁Holm" begins at the space
        ([(0, 3), (4, 8)], [(0, 0), (0, 3), (3, 4), (4, 8), (0, 0)], [1, 3]),  # "▁" alone is no word's piece
        ([(0, 1), (1, 2)], [(0, 0), (0, 2), (0, 0)], [1, 1]),  # two words in one piece
        ([(0, 3), (4, 8)], [(0, 0), (0, 3), (0, 0)], [1]),  # cut off before the second word
        ([(0, 3)], [(0, 0), (0, 0), (0, 0)], []),
        ([], [(0, 0), (0, 0)], []),
    ],
)
def test_first_pieces(
    places: list[tuple[int, int]], offsets: list[tuple[int, int]], expected: list[int]
) -> None:
    assert first_pieces(places, offsets) == expected
