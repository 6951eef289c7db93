"""Training of the linear clause classifier: a tiny one, its file, and that it is the same each time."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the extra `train`")

from nlp_referat.corpus.marked import parse
from nlp_referat.decisions.ngrams import NgramClassifier
from nlp_referat.errors import AnnotationError, ModelNotFoundError
from nlp_referat.labels import OutcomeLabel
from training.clauses import Clause, asides, from_files, from_minutes, prose, train, write_clauses
from training.compare_clauses import by_ngrams, compare, folds, measure

FORMULAS: dict[OutcomeLabel, tuple[str, ...]] = {
    "GODKENDT": ("Udvalget gav grønt lys", "Byrådet gav grønt lys til broen", "Grønt lys fra alle", "Der er grønt lys"),
    "UDSAT": ("Sagen hænger til maj", "Sagen hænger til næste møde", "Punktet hænger til juni", "Hænger til august"),
    "ANDET": (
        "Formanden inviterer på kaffe",
        "Ida Lund inviterer på en gåtur",
        "Der inviteres på kage",
        "Kaffe til alle",
    ),
}
CLAUSES = [
    Clause(text, label, f"source {place}") for label, texts in FORMULAS.items() for place, text in enumerate(texts)
]
MINUTES = """id: {id}
municipality: {place} Kommune
committee: Teknisk Udvalg
date: 2026-05-12
---
Teknisk Udvalg
Referat
Mødedato: 12. maj 2026

Punkt 1: ⟦ITEM 1:Broen over åen⟧

Sagsfremstilling

Broen over åen er fra 1934, og pillerne under den ruster.

Beslutning

⟦OUT {label}:{words}⟧. Ida Lund holdt en lang tale om ænder.

Punkt 2: ⟦ITEM 2:Budget⟧

Beslutning

⟦OUT GODKENDT:Godkendt⟧.
"""


def minutes(place: str, label: str, words: str) -> str:
    return MINUTES.format(id=place.lower(), place=place, label=label, words=words)


DOCUMENTS = [
    parse(minutes("Ærlev", "UDSAT", "Sagen hænger til april")),
    parse(minutes("Bjerge", "UDSAT", "Punktet hænger til oktober")),
    parse(minutes("Cederby", "GODKENDT", "Broen fik grønt lys")),
]


@pytest.fixture(scope="module")
def classifier() -> NgramClassifier:
    return train(CLAUSES)


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("Projektet får grønt lys", "GODKENDT"),
        ("Sagen hænger til november", "UDSAT"),
        ("Bo inviterer på kaffe", "ANDET"),
    ],
)
def test_what_was_learned(classifier: NgramClassifier, clause: str, label: str) -> None:
    ((found, score, _),) = classifier.classify([clause])
    assert found == label
    assert 1 / 3 < score <= 1
    assert float(classifier.likelihood(clause).sum()) == pytest.approx(1, abs=1e-5)


def test_a_file_holds_it_whole(classifier: NgramClassifier, tmp_path: Path) -> None:
    classifier.to_disk(tmp_path / "model" / "clauses.npz")
    again = NgramClassifier.from_disk(tmp_path / "model" / "clauses.npz")
    texts = [clause.text for clause in CLAUSES]
    assert again.classify(texts) == classifier.classify(texts)
    assert again.to_bytes() == classifier.to_bytes()
    assert [path.name for path in (tmp_path / "model").iterdir()] == ["clauses.npz"]


def test_training_twice_gives_the_same(classifier: NgramClassifier) -> None:
    assert train(CLAUSES).to_bytes() == classifier.to_bytes()


def test_two_labels_are_enough_and_one_is_not() -> None:
    two = [clause for clause in CLAUSES if clause.label != "ANDET"]
    assert train(two).classify(["Sagen hænger til maj"])[0][0] == "UDSAT"
    with pytest.raises(AnnotationError, match="fewer than two labels"):
        train(two[:2])


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04 broken"])
def test_what_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "clauses.npz").write_bytes(content)
    with pytest.raises(ModelNotFoundError, match="cannot be read"):
        NgramClassifier.from_disk(tmp_path / "clauses.npz")
    with pytest.raises(ModelNotFoundError, match="There is no clause classifier"):
        NgramClassifier.from_disk(tmp_path / "other.npz")


def test_another_version_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "old.npz", format=np.array("referat-clauses/0"))
    with pytest.raises(ModelNotFoundError, match=r"referat-clauses/0.*Train it again"):
        NgramClassifier.from_disk(tmp_path / "old.npz")


def test_clauses_come_from_files(tmp_path: Path) -> None:
    (tmp_path / "k.tsv").write_text("UDSAT\tSagen hænger.\n\nGODKENDT\tGrønt lys\n", encoding="utf8")
    read = from_files([tmp_path / "k.tsv"])
    assert read == [Clause("Sagen hænger.", "UDSAT", "k"), Clause("Grønt lys", "GODKENDT", "k")]
    write_clauses(read, tmp_path / "k.jsonl")
    assert from_files([tmp_path / "k.jsonl"]) == read


@pytest.mark.parametrize("name", ["a.jsonl", "a.tsv"])
def test_a_file_in_another_encoding_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes("UDSAT\tNævnet venter\n".encode("latin-1"))
    with pytest.raises(AnnotationError, match=rf"{name}, line 1: this is no UTF-8"):
        from_files([tmp_path / name])


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.tsv").write_text("UDSAT\tSagen hviler\n", encoding="utf8")
    (tmp_path / "a.jsonl").write_text('{"label": null, "text": "Sagen er ny"}\n', encoding="utf8")
    (tmp_path / "README.md").write_text("#", encoding="utf8")
    assert [(clause.text, clause.source) for clause in from_files([tmp_path])] == [
        ("Sagen er ny", "a"),
        ("Sagen hviler", "b"),
    ]
    for path in (tmp_path / "none", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(AnnotationError, match="no such file, and no folder with"):
            from_files([path])


@pytest.mark.parametrize("line", ["UDSAT Sagen hænger.", "VEDTAGET\tSagen.", "UDSAT\t "])
def test_a_wrong_line_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "k.tsv").write_text(f"UDSAT\tSagen hænger.\n{line}\n", encoding="utf8")
    with pytest.raises(AnnotationError, match=r"k\.tsv, line 2"):
        from_files([tmp_path / "k.tsv"])


def test_minutes_give_outcomes_and_what_decides_nothing() -> None:
    remark = "Ida Lund holdt en lang tale om ænder."
    told = "Broen over åen er fra 1934, og pillerne under den ruster."
    assert asides(DOCUMENTS[0]) == [remark]
    assert prose(DOCUMENTS[0]) == [told]
    found = {(clause.text.rstrip("."), clause.label) for clause in from_minutes(DOCUMENTS[:1])}
    assert found == {
        ("Sagen hænger til april", "UDSAT"),
        ("Godkendt", "GODKENDT"),
        (remark.rstrip("."), None),
        (told.rstrip("."), None),
    }


def test_folds_leave_municipalities_out() -> None:
    parts = list(folds(DOCUMENTS, 3))
    assert [[document.id for document in held] for _, held in parts] == [["bjerge"], ["cederby"], ["ærlev"]]
    assert all(not {d.municipality for d in learn} & {d.municipality for d in held} for learn, held in parts)


def test_alternatives_are_compared_on_what_was_left_out() -> None:
    found = compare(DOCUMENTS, CLAUSES, {"n-grams": by_ngrams}, 3)
    # The rules read "Godkendt" and "Broen fik grønt lys", and take "hænger" for free words.
    assert list(found) == ["rules", "n-grams only", "rules + n-grams"]
    assert found["rules"].tallies["UDSAT"].fn == 2
    assert found["rules + n-grams"].tallies["UDSAT"].tp == 2
    assert found["rules + n-grams"].macro_f1 > found["rules"].macro_f1


def test_nothing_to_measure_is_zero() -> None:
    assert measure([]).macro_f1 == 0.0
