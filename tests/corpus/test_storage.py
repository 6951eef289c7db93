"""The corpus on disk: what comes back, what is refused and where, and what `datasets` makes of it."""

import json
from pathlib import Path

import pytest

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.storage import read_documents, read_splits, write_documents
from nlp_referat.errors import AnnotationError


def test_documents_come_back(tmp_path: Path, document: Document) -> None:
    other = Document(id="b", text="linje\r\nlinje\u2028linje\x85")
    write_documents(tmp_path / "train.jsonl", [document, other])
    write_documents(tmp_path / "dev.jsonl", [other])
    assert read_documents(tmp_path / "train.jsonl") == [document, other]
    assert read_documents(tmp_path) == [other, document, other]
    assert {split: len(found) for split, found in read_splits(tmp_path).items()} == {"dev": 1, "train": 2}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dev.jsonl", "train.jsonl"]


def test_every_key_is_there(tmp_path: Path) -> None:
    write_documents(
        tmp_path / "a.jsonl", [Document(id="a", text="Ja", entities=({"start": 0, "end": 2, "label": "ORG"},))]
    )
    written = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    assert list(written) == list(Document.model_fields)
    assert written["entities"] == [
        {"start": 0, "end": 2, "label": "ORG", "optional": False, "money": None, "percent": None, "scope": None}
    ]


def test_nothing_is_half_written(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "train.jsonl"
    write_documents(path, [document])
    with pytest.raises(AnnotationError, match="no document to write"):
        write_documents(path, [])
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(OSError):  # noqa: PT011  # which one depends on the system
        write_documents(tmp_path / "folder.jsonl", [document])
    assert read_documents(path) == [document]
    assert sorted(found.name for found in tmp_path.iterdir()) == ["folder.jsonl", "train.jsonl"]


GOOD = '{"id": "a", "text": "Ida kom."}'


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", None, "the split is empty; add documents to it, or delete the file."),
        (b"\n \n", None, "the split is empty"),
        (f"{GOOD}\n{{'id'}}\n".encode(), 2, "broken JSON"),
        (f"{GOOD}\n\n[1]\n".encode(), 3, "the line: Input should be an object"),
        (GOOD[:-1].encode(), 1, "broken JSON (EOF"),
        (b'{"id": "a", "text": "\\ud800"}', 1, "broken JSON"),
        (b'{"id": "a", "text": "\xe6"}', 1, "this is no UTF-8; save the file as UTF-8."),
        (b'{"id": "a"}', 1, "document 'a': the key 'text' is missing; add it."),
        (b'{"id": "", "text": ""}', 1, "document '': id: String should have at least 1 character"),
        (
            b'{"id": "a", "text": "x", "title": "y"}',
            1,
            "document 'a': unknown key 'title'; delete it or mend its name.",
        ),
        (
            b'{"id": "a", "text": "Ida", "entities": [{"start": 0, "end": 3, "label": "PER"}]}',
            1,
            "document 'a': entities.0.label is 'PER'; it must be one of 'PERSON', 'COMMITTEE'",
        ),
        (
            b'{"id": "a", "text": "Ida", "entities": [{"start": "0", "end": 3, "label": "PERSON"}]}',
            1,
            "document 'a': entities.0.start: Input should be a valid integer",
        ),
        (
            b'{"id": "a", "text": "Ida", "entities": [{"start": 0, "end": 4, "label": "PERSON"}]}',
            1,
            "document 'a': PERSON at 0 to 4 is no span of the text, which has 3 characters",
        ),
        (
            b'{"id": "a", "text": "Ida", "entities": [{"start": 3, "end": 1, "label": "PERSON"}]}',
            1,
            "document 'a': PERSON at 3 to 1 is no span",
        ),
        (
            b'{"id": "a", "text": "Ida", "items": [{"start": 0, "end": 3, "number": "1", "title": "Ida", '
            b'"outcomes": [{"start": 3, "end": 9, "label": "UDSAT"}]}]}',
            1,
            "document 'a': outcome UDSAT at 3 to 9 is no span",
        ),
        (b'{"id": "a", "text": "x", "meeting": {"date": "12/3"}}', 1, "document 'a': meeting.date: Input should be"),
    ],
)
def test_what_is_refused_and_where(tmp_path: Path, content: bytes, line: int | None, message: str) -> None:
    path = tmp_path / "train.jsonl"
    path.write_bytes(content)
    with pytest.raises(AnnotationError) as error:
        read_documents(path)
    place = f"{path}: " if line is None else f"{path}, line {line}: "
    assert str(error.value).startswith(place)
    assert message in str(error.value)


def test_a_folder_without_splits(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"no \.jsonl file in this folder"):
        read_documents(tmp_path)


@pytest.mark.slow
def test_datasets_reads_it_with_one_type_a_column(tmp_path: Path, document: Document) -> None:
    datasets = pytest.importorskip("datasets")
    plain = Document(id="b", text="Ja.", municipality="Øster Kommune")
    for split, found in (("train", [plain, document]), ("test", [plain])):
        write_documents(tmp_path / f"{split}.jsonl", found)
    loaded = datasets.load_dataset(
        "json",
        data_files={split: str(tmp_path / f"{split}.jsonl") for split in ("train", "test")},
        cache_dir=str(tmp_path / "cache"),
    )
    assert loaded["train"].column_names == list(Document.model_fields)
    assert loaded["train"].features == loaded["test"].features
    first = loaded["train"][1]["entities"][0]
    assert (document.text[first["start"] : first["end"]], first["label"]) == ("Ida\nHolm", "PERSON")
    assert loaded["train"].features["entities"].feature["money"]["value"].dtype == "string"
    assert loaded["train"][0]["items"] is None
