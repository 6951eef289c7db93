"""Spans to tags and back, and the piece that stands for a word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_referat.encoder.model import first_pieces
from nlp_referat.encoder.tags import LABELS, TAGS, Found, Likely, to_spans, to_tags, words


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


def likely(*rows: str) -> Likely:
    """Probabilities from rows such as "B-LOC 0.7 I-ORG 0.2"; what is left over goes to O."""
    table = np.zeros((len(rows), len(TAGS)))
    for number, row in enumerate(rows):
        parts = row.split()
        for tag, share in zip(parts[::2], parts[1::2], strict=True):
            table[number, TAGS.index(tag)] = float(share)
        table[number, 0] += 1 - table[number].sum()
    return table


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["B-LOC 0.9", "I-LOC 0.8", "O 1"], [Found(0, 3, "LOC", 0.8)]),  # the least of its words
        (["B-LOC 0.9", "I-ORG 0.6", "O 1"], [Found(0, 3, "LOC", 0.0)]),  # one name, by the sum; nothing is sure
        (["B-ORG 0.4 B-FUND 0.3", "I-FUND 0.9", "O 1"], [Found(0, 3, "FUND", 0.3)]),
        (["B-ORG 0.3 B-FUND 0.3", "O 1", "O 1"], [Found(0, 1, "FUND", 0.3)]),  # a name, though no label beats O
        (["O 1", "I-LOC 0.7", "I-LOC 0.6"], [Found(2, 5, "LOC", 0.6)]),  # an I without its B opens a name
        (["B-LOC 0.9", "B-LOC 0.7", "O 1"], [Found(0, 1, "LOC", 0.9), Found(2, 3, "LOC", 0.7)]),
        (["B-LOC 0.9", "O 1", "I-LOC 0.9"], [Found(0, 1, "LOC", 0.9), Found(4, 5, "LOC", 0.9)]),
        (["O 1", "O 1", "O 1"], []),
    ],
)
def test_names_from_probabilities(rows: list[str], expected: list[Found]) -> None:
    found = to_spans([(0, 1), (2, 3), (4, 5)], likely(*rows))
    assert [(*name[:3], round(name.score, 6)) for name in found] == [tuple(name) for name in expected]


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
    found = to_spans(places, likely(*(f"{tag} 1" for tag in to_tags(places, spans))))
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
def test_first_pieces(places: list[tuple[int, int]], offsets: list[tuple[int, int]], expected: list[int]) -> None:
    assert first_pieces(places, offsets) == expected
