"""The encoder at work: names, scores, batches, what it remembers, and folders that it refuses."""

import json
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from handmade import make_files

from nlp_referat.encoder import model
from nlp_referat.encoder.model import FILES, Encoder
from nlp_referat.encoder.names import find_names
from nlp_referat.errors import ModelNotFoundError

Files = Mapping[str, bytes]


def names(encoder: Encoder, text: str) -> list[tuple[str, str, float]]:
    return [(text[start:end], label, round(score, 3)) for start, end, label, score in encoder.find([text])[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi takker Zenobia Quist.", [("Zenobia Quist", "PERSON", 0.82)]),  # 0.8, and 0.02 for I-PERSON
        ("Zenobia i Xanadu", [("Zenobia", "PERSON", 0.964), ("Xanadu", "LOC", 0.991)]),
        ("Zenobia\nQuist", [("Zenobia\nQuist", "PERSON", 0.82)]),
        ("Xanadu Xanadu", [("Xanadu", "LOC", 0.991), ("Xanadu", "LOC", 0.991)]),
        ("(Zet)", []),  # not behind a space: another piece, and that is none we know
        ("Intet her 💩", []),
        ("", []),
        ("   ", []),
    ],
)
def test_names_of_a_text(files: Files, text: str, expected: list[tuple[str, str, float]]) -> None:
    assert names(Encoder(files), text) == expected


@pytest.mark.parametrize(("least", "expected"), [(0.5, ["Zet"]), (0.7, [])])
def test_names_below_their_labels_threshold_are_not_given(files: Files, least: float, expected: list[str]) -> None:
    encoder = Encoder(make_files(thresholds={"COMMITTEE": least}))
    assert [text for text, _, _ in names(encoder, "Sagen i Zet drøftes")] == expected


def test_texts_keep_their_order_over_several_batches(files: Files) -> None:
    texts = ["Zenobia" + " x" * (n % 7) for n in range(40)] + [f"{'x ' * n}Xanadu" for n in range(40)] + ["Zenobia"]
    found = Encoder(files).find(texts)
    assert [(one.start, one.end, one.label) for names in found for one in names] == (
        [(0, 7, "PERSON")] * 40 + [(2 * n, 2 * n + 6, "LOC") for n in range(40)] + [(0, 7, "PERSON")]
    )


@pytest.mark.parametrize(
    "lengths", [[], [1], [0, 0], [5] * 100, list(range(1, 200)), [200, 1, 199, 2, 160, 161], [7, 7, 9, 8] * 20]
)
def test_batches_hold_rows_of_nearly_the_same_length(lengths: list[int]) -> None:
    found = model.batches(lengths)
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    for batch in found:
        rows = [lengths[index] for index in batch]
        assert len(batch) == 1 or len(batch) * max(rows) <= model.BATCH
        assert rows[0] == max(rows)  # which is what the others are filled up to
        assert min(rows) >= 0.8 * max(rows)


def test_what_is_read_does_not_depend_on_the_order_of_the_texts(files: Files) -> None:
    texts = [f"{'x ' * n}Zenobia i Xanadu" for n in range(50)]
    there, back = Encoder(files).find(texts), Encoder(files).find(texts[::-1])
    assert there == back[::-1]


def test_texts_beyond_what_is_tokenized_at_once(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_TOKENIZED", 3)
    texts = [f"{'x ' * n}Zenobia" for n in range(8)]
    assert [[one.start for one in names] for names in Encoder(files).find(texts)] == [[2 * n] for n in range(8)]


def test_no_text_at_all(files: Files) -> None:
    assert Encoder(files).find([]) == []


def test_what_was_read_is_not_read_again(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = Encoder(files)
    asked: list[list[str]] = []
    read = encoder._read
    monkeypatch.setattr(encoder, "_read", lambda texts: asked.append(list(texts)) or read(texts))
    first = encoder.find(["Zenobia", "Xanadu her", "Zenobia"])
    second = encoder.find(["Xanadu her", "ny"])
    assert asked == [["Zenobia", "Xanadu her"], ["ny"]]
    assert second[0] == first[1]


def test_memory_of_texts_is_bounded(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_CACHED", 10)
    encoder = Encoder(files)
    for round in range(5):
        encoder.find(["Zenobia", *(f"tekst {round} {number}" for number in range(4))])
    assert len(encoder._known) <= 10
    assert "Zenobia" in encoder._known


def test_what_is_beyond_the_last_piece_is_not_read(files: Files) -> None:
    text = "Zenobia " + "x " * 100 + "Xanadu"
    assert [name for name, _, _ in names(Encoder(make_files(max_pieces=32)), text)] == ["Zenobia"]
    assert [name for name, _, _ in names(Encoder(make_files(max_pieces=256)), text)] == ["Zenobia", "Xanadu"]


def test_folder_and_pickle_come_back(files: Files, tmp_path: Path) -> None:
    encoder = Encoder(files)
    encoder.find(["Zenobia"])  # its session and tokenizer are not to be pickled
    encoder.to_disk(tmp_path / "a" / "model")
    for other in (Encoder.from_disk(tmp_path / "a" / "model"), pickle.loads(pickle.dumps(encoder))):
        assert other.files == encoder.files
        assert names(other, "Zenobia Quist") == names(encoder, "Zenobia Quist")


SETTINGS: Sequence[tuple[Any, str]] = [
    ({"format": "referat-encoder/9"}, "was written as 'referat-encoder/9'"),
    ({"format": "referat-encoder/1"}, "this version of nlp-referat reads 'referat-encoder/4'"),
    ({"format": model.FORMAT, "temperature": 1.0}, "temperature"),
    ({"format": model.FORMAT, "tags": ["O", "B-PERSON"]}, "tells other names apart"),
    ({}, "was written as None"),
    ([], "cannot be read"),
    ({"format": model.FORMAT, "max_pieces": "mange"}, "max_pieces"),
    ({"format": model.FORMAT, "labels": []}, "labels"),
]


@pytest.mark.parametrize(("content", "said"), SETTINGS)
def test_settings_of_another_kind_are_refused(files: Files, content: Any, said: str) -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        Encoder({**files, "encoder.json": json.dumps(content).encode()}, "min/model")
    assert said in str(caught.value)
    assert "min/model" in str(caught.value)
    assert "Train the model again" in str(caught.value)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe"])
def test_broken_settings_are_refused(files: Files, content: bytes) -> None:
    with pytest.raises(ModelNotFoundError, match=r"min/model: encoder\.json cannot be read"):
        Encoder({**files, "encoder.json": content}, "min/model")


@pytest.mark.parametrize("lost", FILES)
def test_missing_file_is_named(files: Files, tmp_path: Path, lost: str) -> None:
    Encoder(files).to_disk(tmp_path)
    (tmp_path / lost).unlink()
    with pytest.raises(ModelNotFoundError) as caught:
        Encoder.from_disk(tmp_path)
    assert f"{tmp_path} lacks {lost}." in str(caught.value)
    assert "copy the whole folder" in str(caught.value)


def test_names_of_whole_texts(files: Files) -> None:
    text = "Dagsorden.\n\nI dag skrev den tidligere formand Zenobia\nQuist om Zet.\n\nvi så xanadu"
    [found, nothing] = find_names([text, ""], Encoder(files))
    assert nothing == []
    assert [(text[one.start : one.end], one.label, one.canonical, one.source, one.score) for one in found] == [
        ("Zenobia\nQuist", "PERSON", "Zenobia Quist", "model", 0.82),
        ("Zet", "COMMITTEE", "Zet", "model", 0.64),
    ]


def test_a_title_with_a_capital_is_nobodys_name(files: Files) -> None:
    text = "Vi har vores Koordinator, sagde Zenobia"
    assert names(Encoder(files), text)[0] == ("Koordinator", "PERSON", 0.973)
    [found] = find_names([text], Encoder(files))
    assert [text[one.start : one.end] for one in found] == ["Zenobia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I dag kom Zenobia.", ["Zenobia"]),
        ("Zenobia er her.", []),  # a capital at a sentence's beginning only: never read
        ("Her er Anna. Xanadu er stor.", []),
        ("i dag kom zenobia til xanadu", []),  # no capitals at all: everything is read, but we know none of these
    ],
)
def test_what_cannot_hold_a_name_is_not_read(files: Files, text: str, expected: list[str]) -> None:
    [found] = find_names([text], Encoder(files))
    assert [text[one.start : one.end] for one in found] == expected
