"""Reading gold: the three forms, and messages that name file and line."""

import json
from pathlib import Path

import pytest

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.storage import write_documents
from nlp_referat.errors import ReferatError
from nlp_referat.evaluation.gold import read_gold

TEXT = "Byrådet\r\n1. Budget: 350 t.kr.\n"
SPANS = [
    {"start": 0, "end": 7, "text": "Byrådet", "label": "COMMITTEE", "norm": None, "optional": True, "note": None},
    {"start": 20, "end": 29, "text": "350 t.kr.", "label": "MONEY", "norm": {"value": "350000", "currency": "DKK"}},
]
OUTCOME = {"point": 1, "label": "GODKENDT", "accept": ["ANDET"]}
ITEM = {"number": "1", "title": "Budget", "case_number": None, "closed": False, "outcomes": [OUTCOME], "absent": []}
DECISIONS = {
    "committee": "Byrådet",
    "date": "2024-02-01",
    "time": None,
    "location": None,
    "municipality": "Aaby Kommune",
    "participants": {"Ida Holm": "present", "Per Bro": "absent", "Eva Kjær": "either"},
    "items": [ITEM],
    "history": {"1": [{"date": "2024-01-01", "committee": "Økonomiudvalget", "labels": ["INDSTILLES", "ANDET"]}]},
}


def write_text(folder: Path, name: str = "aaby", spans: object = SPANS, decisions: object = DECISIONS) -> None:
    (folder / f"{name}.txt").write_bytes(TEXT.encode())
    lines = spans if isinstance(spans, str) else "".join(json.dumps(span) + "\n" for span in spans)  # type: ignore[attr-defined]
    (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    if decisions is not None:
        (folder / f"{name}.decisions.json").write_text(json.dumps(decisions), encoding="utf-8")


def test_texts_with_their_annotations(tmp_path: Path) -> None:
    write_text(tmp_path)
    [document] = read_gold(tmp_path)
    assert (document.id, document.text, document.municipality) == ("aaby", TEXT, "Aaby Kommune")
    assert [(one.source_of(TEXT), one.optional) for one in document.entities] == [
        ("Byrådet", True),
        ("350 t.kr.", False),
    ]
    assert document.entities[1].money is not None
    assert document.entities[1].money.value == 350000
    assert document.meeting is not None
    assert document.meeting.model_dump()["either"] == ("Eva Kjær",)
    assert document.items is not None
    [item] = document.items
    assert item.outcomes[0].model_dump()["accept"] == ("ANDET",)
    assert [(one.label, one.committee) for one in item.history] == [
        ("INDSTILLES", "Økonomiudvalget"),
        ("ANDET", "Økonomiudvalget"),
    ]


def test_a_text_without_decisions_has_names_only(tmp_path: Path) -> None:
    write_text(tmp_path, decisions=None)
    [document] = read_gold(tmp_path)
    assert (document.items, document.meeting) == (None, None)


def test_files_and_folders_of_documents(tmp_path: Path) -> None:
    for split, ids in {"train": "ab", "test": "c"}.items():
        write_documents(tmp_path / f"{split}.jsonl", [Document(id=one, text="Godkendt.") for one in ids])
    assert [document.id for document in read_gold(tmp_path / "test.jsonl")] == ["c"]
    assert [document.id for document in read_gold(tmp_path)] == ["c", "a", "b"]


def broken_span(**fields: object) -> str:
    return json.dumps(SPANS[0]) + "\n" + json.dumps(SPANS[1] | fields) + "\n"


@pytest.mark.parametrize(
    ("spans", "decisions", "message"),
    [
        (broken_span(start=21), None, r"aaby.jsonl, line 2: the span covers '50 t.kr.', not '350 t.kr.'"),
        (broken_span(end=900), None, r"aaby.jsonl, line 2: the span covers"),
        (broken_span(label="PERSONS"), None, r"aaby.jsonl, line 2: is no annotation: label: .*PERSONS"),
        (broken_span(norm={"value": "mange"}), None, r"aaby.jsonl, line 2: is no annotation: money.value"),
        ("{}\n", None, "aaby.jsonl, line 1: is no annotation: label is missing"),
        ("[1]\n", None, "aaby.jsonl, line 1: is no annotation"),
        ("{nej\n", None, "aaby.jsonl, line 1: is no annotation"),
        (SPANS, [], "aaby.decisions.json: holds no decisions"),
        (SPANS, {}, "aaby.decisions.json: holds no decisions: municipality is missing"),
        (
            SPANS,
            DECISIONS | {"items": [ITEM | {"outcomes": [{"label": "JA"}]}]},
            "decisions.json: holds no decisions: label",
        ),
        (
            SPANS,
            DECISIONS | {"participants": {"Ida": "here"}},
            "decisions.json: holds no decisions: Ida is 'here', which is none of",
        ),
    ],
)
def test_broken_annotations_are_named(tmp_path: Path, spans: object, decisions: object, message: str) -> None:
    write_text(tmp_path, spans=spans, decisions=decisions)
    with pytest.raises(ReferatError, match=message):
        read_gold(tmp_path)


def test_what_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(ReferatError, match=r"There is no gold at .*intet"):
        read_gold(tmp_path / "intet")
    with pytest.raises(ReferatError, match=r"holds no \.jsonl file"):
        read_gold(tmp_path)
    (tmp_path / "test.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(ReferatError, match=r"test\.jsonl: the split is empty"):
        read_gold(tmp_path / "test.jsonl")


def test_a_text_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    write_text(tmp_path)
    (tmp_path / "aaby.txt").write_bytes("Byråd".encode("cp1252"))
    with pytest.raises(ReferatError, match=r"aaby\.txt is no UTF-8 at byte 3"):
        read_gold(tmp_path)


def test_a_folder_of_both_kinds_is_refused(tmp_path: Path) -> None:
    write_text(tmp_path)
    (tmp_path / "zebra.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(ReferatError, match=r"zebra\.jsonl has no zebra\.txt beside it"):
        read_gold(tmp_path)


def test_ids_are_unique(tmp_path: Path) -> None:
    for split in ("dev", "test"):
        write_documents(tmp_path / f"{split}.jsonl", [Document(id="a", text="Godkendt.")])
    with pytest.raises(ReferatError, match="two documents have the id 'a'"):
        read_gold(tmp_path)
