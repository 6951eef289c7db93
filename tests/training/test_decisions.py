"""Clauses that decide, from annotated minutes and from files of labelled clauses."""

from pathlib import Path

import pytest

from nlp_referat.corpus.document import Document, ItemGold, OutcomeGold
from nlp_referat.errors import AnnotationError
from training.decisions import from_decisions, read_clauses


def decided(text: str, *outcomes: tuple[str, str]) -> Document:
    found = tuple(
        OutcomeGold(start=text.index(words), end=text.index(words) + len(words), label=label)
        for words, label in outcomes
    )
    return Document(id="a", text=text, items=(ItemGold(start=0, end=0, number="1", title="", outcomes=found),))


def clauses(document: Document) -> set[tuple[str, str]]:
    return set(from_decisions([document]))


def test_decision_as_its_words_and_as_its_sentence() -> None:
    text = "Beslutning\n\nUdvalget godkendte planen. Afbud: Ida."
    assert clauses(decided(text, ("godkendte", "GODKENDT"))) == {
        ("godkendte", "GODKENDT"),
        ("Udvalget godkendte planen", "GODKENDT"),
    }


def test_sentence_with_two_outcomes_is_neithers() -> None:
    text = "Planen godkendes, og resten udsættes."
    assert clauses(decided(text, ("godkendes", "GODKENDT"), ("udsættes", "UDSAT"))) == {
        ("godkendes", "GODKENDT"),
        ("udsættes", "UDSAT"),
    }


POINTS = [
    "Ad 1: ",
    "1. ",
    "Punkt 2: ",
    pytest.param("Pkt. 2: ", marks=pytest.mark.xfail(strict=True, reason="the stop of Pkt. ends a sentence")),
    "At 3: ",
]


@pytest.mark.parametrize("point", POINTS)
def test_sentence_leaves_its_points_number_out(point: str) -> None:
    text = f"Beslutning\n\n{point}Planen godkendes nu.\n"
    assert ("Planen godkendes nu", "GODKENDT") in clauses(decided(text, ("godkendes", "GODKENDT")))


def test_empty_decision_teaches_nothing() -> None:
    gold = ItemGold(
        start=0, end=0, number="1", title="", outcomes=(OutcomeGold(start=4, end=4, label="INGEN_BESLUTNING"),)
    )
    assert list(from_decisions([Document(id="a", text="Sti\n", items=(gold,)), Document(id="b", text="x")])) == []


def test_labelled_clauses(tmp_path: Path) -> None:
    path = tmp_path / "clauses.jsonl"
    path.write_text('{"label": "UDSAT", "text": "Sagen hviler"}\n', encoding="utf8")
    assert read_clauses(path) == [("Sagen hviler", "UDSAT")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"label": "VEDTAGET", "text": "x"}', "unknown outcome label 'VEDTAGET'"),
        ('{"label": "UDSAT"}', "not of the form"),
        ("UDSAT\tx", "not of the form"),
        ('["UDSAT", "x"]', "not of the form"),
        ("", "not of the form"),
    ],
)
def test_wrong_clause_is_refused_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "clauses.jsonl"
    path.write_text(f'{{"label": "UDSAT", "text": "x"}}\n{line}\n', encoding="utf8")
    with pytest.raises(AnnotationError) as caught:
        read_clauses(path)
    assert f"{path}, line 2" in str(caught.value)
    assert said in str(caught.value)
