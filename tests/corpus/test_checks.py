"""The validator: what it finds in one document, across splits, and in files; and that it finds no more."""

import json
from pathlib import Path
from typing import Any

import pytest

from nlp_referat.corpus.checks import check_corpus, check_document
from nlp_referat.corpus.counts import count
from nlp_referat.corpus.document import Document
from nlp_referat.corpus.leaks import check_splits, person_key
from nlp_referat.corpus.marked import parse
from nlp_referat.corpus.storage import write_documents
from nlp_referat.corpus.validation import validate
from nlp_referat.errors import AnnotationError

TEXT = "Ida Holm gav 350 t.kr.\nPunkt 1: Sti\nGodkendt. \nPunkt 2: Vej\nUdsat til maj.\n"
FIRST = {"start": 32, "end": 35, "number": "1", "title": "Sti"}
SECOND = {"start": 56, "end": 59, "number": "2", "title": "Vej"}
APPROVED = {"start": 36, "end": 44, "label": "GODKENDT"}
POSTPONED = {"start": 60, "end": 65, "label": "UDSAT"}
WHOLE: dict[str, Any] = {
    "id": "a",
    "municipality": "Holm",
    "text": TEXT,
    "entities": [
        {"start": 0, "end": 8, "label": "PERSON"},
        {"start": 13, "end": 22, "label": "MONEY", "money": {"value": 1}},
    ],
    "items": [FIRST | {"outcomes": [APPROVED]}, SECOND | {"outcomes": [POSTPONED], "absent": ["Ida Holm"]}],
    "meeting": {"time": "16:30", "present": ["Ida  Holm"]},
}


def _document(**fields: Any) -> Document:
    return Document.model_validate(WHOLE | fields)


def _entity(start: int, end: int, label: str = "PERSON", **fields: Any) -> list[dict[str, Any]]:
    return [{"start": start, "end": end, "label": label} | fields]


def _amount(period: dict[str, Any]) -> list[dict[str, Any]]:
    return _entity(13, 22, "MONEY", money={"value": 1}, scope={"period": period})


def test_a_sound_document(document: Document) -> None:
    assert check_document(_document(), "train") == []
    assert check_document(document, "train") == []


@pytest.mark.parametrize(
    ("fields", "findings"),
    [
        (
            {"text": " \n", "entities": [], "items": [], "meeting": None, "municipality": None},
            ["error the text is empty"],
        ),
        (
            {"text": TEXT + "x\ufffd"},
            ["warning 6:76 the text holds '\ufffd', which looks like damage or a mark left over"],
        ),
        (
            {"entities": _entity(70, 99)},
            ["error PERSON at 70 to 99 leaves the text, which has 75 characters"],
        ),
        ({"entities": _entity(4, 4)}, ["error 1:4 PERSON covers nothing"]),
        (
            {"entities": _entity(0, 9)},
            ["error 1:0 PERSON 'Ida Holm ' has white space at its edge"],
        ),
        (
            {"entities": _entity(0, 7)},
            ["warning 1:0 PERSON 'Ida Hol' ends inside a word: 'Ida Holm gav 350 '"],
        ),
        (
            {"entities": _entity(14, 22, "MONEY", money={"value": 1})},
            ["warning 1:14 MONEY '50 t.kr.' begins inside a word: 'Holm gav 350 t.kr.\\nPunkt 1: '"],
        ),
        (
            {"entities": _entity(13, 21, "MONEY", money={"value": 1})},
            ["warning 1:13 MONEY '350 t.kr' ends inside the token 't.kr.': ' Holm gav 350 t.kr.\\nPunkt 1:'"],
        ),
        (
            {"entities": _entity(0, 8) + _entity(4, 8, "LOC")},
            ["error 1:4 PERSON 'Ida Holm' and LOC 'Holm' overlap; keep the longer"],
        ),
        (
            {"entities": _entity(0, 8), "labels": ["MONEY"]},
            ["error 1:0 PERSON 'Ida Holm': the document's labels say that nobody looked for PERSON"],
        ),
        (
            {"entities": _entity(0, 8, scope={"role": "spent"}), "facts": ["scope"]},
            ["error 1:0 PERSON 'Ida Holm' has a scope, which only MONEY has"],
        ),
        (
            {"entities": _entity(13, 22, "MONEY", money={"value": 1}, scope={"role": "spent"})},
            ["error 1:13 scope is annotated here, which the document's facts do not name; add it there"],
        ),
        (
            {"entities": _amount({"kind": "year", "first": 2027, "last": 2026}), "facts": ["scope"]},
            ["error 1:13 MONEY '350 t.kr.': its period 2027..2026 ends before it begins"],
        ),
        (
            {"entities": _amount({"kind": "until", "first": 2027}), "facts": ["scope"]},
            ["error 1:13 MONEY '350 t.kr.': its period 2027..None of kind 'until' has no last year"],
        ),
        ({"entities": _amount({"kind": "each_year", "first": 2027}), "facts": ["scope"]}, []),
        ({"entities": _amount({"kind": "total"}), "facts": ["scope"]}, []),
        (
            {"items": [FIRST | {"outcomes": [APPROVED | {"of_proposal": "GODKENDT", "unanimous": True}]}]},
            [
                "error 3:36 final is annotated here, which the document's facts do not name; add it there",
                "error 3:36 votes is annotated here, which the document's facts do not name; add it there",
            ],
        ),
        ({"entities": _entity(13, 22, "MONEY")}, ["warning 1:13 MONEY '350 t.kr.' has no value"]),
        (
            {"entities": _entity(0, 8, percent={"percent": 1})},
            ["error 1:0 PERSON 'Ida Holm' has a value of PERCENT"],
        ),
        (
            {"items": [FIRST | {"outcomes": [POSTPONED]}, SECOND]},
            ["error 5:60 item 1 'Sti': UDSAT stands outside the item"],
        ),
        (
            {"items": [FIRST, SECOND | {"history": [APPROVED]}]},
            ["error 3:36 item 2 'Vej': GODKENDT stands outside the item"],
        ),
        (
            {"items": [FIRST | {"outcomes": [APPROVED | {"end": 46}]}]},
            ["error 3:36 outcome GODKENDT 'Godkendt. ' has white space at its edge"],
        ),
        ({"items": [FIRST | {"outcomes": [APPROVED | {"start": 46, "end": 46, "label": "INGEN_BESLUTNING"}]}]}, []),
        (
            {"items": [FIRST | {"outcomes": [APPROVED, APPROVED | {"start": 40, "end": 45}]}]},
            ["error 3:40 item 1 'Sti': GODKENDT and GODKENDT cross each other"],
        ),
        ({"items": [FIRST | {"outcomes": [APPROVED | {"point": 1}, APPROVED | {"point": 2}]}]}, []),
        (
            {"items": [FIRST | {"end": 59, "title": TEXT[32:59]}, SECOND]},
            [
                "error 2:32 item 1 'Sti\\nGodkendt. \\nPunkt 2: Vej': its title overlaps the next "
                "item's, or leaves the text"
            ],
        ),
        ({"items": [FIRST | {"title": "S-ti"}]}, []),
        (
            {"items": [FIRST | {"title": "Bro"}]},
            ["warning 2:32 item 1 'Bro' has other words than its place, 'Sti'"],
        ),
        (
            {"kind": "dagsorden", "items": [FIRST | {"outcomes": [APPROVED]}]},
            ["warning 2:32 item 1 'Sti' has an outcome, but the document is an agenda"],
        ),
        ({"meeting": {"time": "kl. 16"}}, ["error the meeting's time 'kl. 16' is not written as 16:30"]),
        (
            {"meeting": {"present": ["Bo Lund"], "absent": ["Ib"], "committee": "Byrådet"}},
            [
                "warning committee 'Byrådet' is not named in the text",
                "warning participant 'Bo Lund' is not named in the text",
                "warning absentee 'Ib' is not named in the text",
            ],
        ),
        ({"municipality": "Køge"}, ["warning municipality 'Køge' is not named in the text"]),
        (
            {"items": [FIRST | {"absent": ["Bo"]}]},
            ["warning absentee of item 1 'Sti' 'Bo' is not named in the text"],
        ),
    ],
)
def test_what_is_found_in_a_document(fields: dict[str, Any], findings: list[str]) -> None:
    found = check_document(_document(**fields), "train")
    assert {(finding.split, finding.document) for finding in found} <= {("train", "a")}
    places = ("" if finding.line is None else f"{finding.line}:{finding.offset} " for finding in found)
    assert [f"{each.severity} {place}{each.message}" for each, place in zip(found, places, strict=True)] == findings


LONG = "Forvaltningen har i foråret talt med alle lodsejere langs åen om planen."


@pytest.mark.parametrize(
    ("train", "test", "findings"),
    [
        ({"text": "Et"}, {"text": "To"}, []),
        (
            {"id": "a"},
            {"id": "a", "text": "To"},
            ["error: test, a: the id is used in train too; give every document its own"],
        ),
        (
            {"text": f"# Plan\n{LONG}"},
            {"text": f"Plan\n\n**{LONG.upper()}**"},
            ["error: test, test: the text is that of train in train; delete one of the two"],
        ),
        (
            {"text": f"Et\n{LONG}\n"},
            {"text": f"To\n  {LONG}"},
            [
                "error: test, test, line 2 (offset 3): 1 long lines stand in train in train too, first "
                "'forvaltningen har i foråret talt med alle lodsejere langs åe'; reword them"
            ],
        ),
        ({"text": f"Et\n{LONG[:59]}"}, {"text": f"To\n{LONG[:59]}"}, []),
        (
            {"municipality": "Vester Kommune"},
            {"municipality": "vester  kommune", "text": "To"},
            ["error: test, test: vester kommune is in train too (train); a municipality belongs in one split"],
        ),
        (
            {"text": "⟦PERSON:Ida Bjerre-\nHolm⟧"},
            {"text": "hos ⟦PERSON:Ida Bjerre-Holms⟧ og ⟦PERSON:Ida Bjerre-Holm⟧"},
            [
                "error: test, test, line 1 (offset 4): Ida Bjerre-Holms is named in train too (train); give the person "
                "another name in one of the splits"
            ],
        ),
        ({"text": "⟦PERSON:Ida⟧ et"}, {"text": "⟦PERSON:Ida⟧ to"}, []),
        ({"text": "⟦ORG:Ida Holm⟧ et"}, {"text": "⟦PERSON:Ida Holm⟧ to"}, []),
    ],
)
def test_what_splits_share(train: dict[str, str], test: dict[str, str], findings: list[str]) -> None:
    splits = {}
    for split, fields in (("train", train), ("test", test)):
        document = parse(fields.get("text", split), split)
        splits[split] = [document.model_copy(update={key: fields[key] for key in fields if key != "text"})]
    assert [str(finding) for finding in check_splits(splits)] == findings
    assert [str(finding) for finding in check_corpus(splits) if finding.severity == "error"] == findings


def test_what_one_split_may_share() -> None:
    one = parse(f"⟦PERSON:Ida Holm⟧\n{LONG}", "a").model_copy(update={"municipality": "Holm"})
    assert check_splits({"train": [one, one.model_copy(update={"id": "b", "text": one.text + "."})]}) == []
    [finding] = check_splits({"train": [one, one.model_copy(update={"id": "b"})]})
    assert str(finding) == "warning: train, b: the text is that of a in train; delete one of the two"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ida Holm", "IDA HOLMS", True),
        ("Lis Friis", "Lis Friis'", True),
        ("Ida Søren-\nsen", "Ida Sørensen", True),
        ("Ida Holm", "Ida Holst", False),
        ("Ida Holm", "Ida B. Holm", False),
    ],
)
def test_person_keys(one: str, other: str, same: bool) -> None:
    assert (person_key(one) == person_key(other)) is same


def test_counts(document: Document) -> None:
    counts = count([document, parse("Godkendt.", "b")])
    assert (counts.documents, counts.items) == (2, 1)
    assert dict(counts.spans) == {"PERSON": 1, "LOC": 1, "ORG": 1, "MONEY": 1, "PERCENT": 1, "COMMITTEE": 1}
    assert dict(counts.outcomes) == {"INDSTILLES": 1, "INGEN_BESLUTNING": 1}
    assert dict(counts.facts) == {
        "outcomes": 2,
        "final": 1,
        "recipient": 1,
        "votes": 1,
        "proposal answered": 1,
        "proposal and matter differ": 1,
        "amounts": 1,
        "role": 1,
        "period": 1,
    }
    assert count([document.model_copy(update={"facts": ()})]).facts == {}  # nobody looked for them
    assert count([parse("Et  to,\n tre.", "b")]).tokens == 5


def test_files_that_cannot_be_read_are_findings(tmp_path: Path) -> None:
    write_documents(tmp_path / "train.jsonl", [_document()])
    bad = json.dumps(WHOLE | {"id": "b", "entities": _entity(0, 8, "PER")})
    (tmp_path / "dev.jsonl").write_text(f"{{\n{bad}\n{json.dumps(WHOLE | {'id': 'c', 'entities': _entity(0, 99)})}\n")
    (tmp_path / "test.jsonl").write_text("\n")
    validation = validate(tmp_path)
    told = [str(finding) for finding in validation.findings]
    assert told[0].startswith(f"error: dev, line 1: {tmp_path / 'dev.jsonl'}: broken JSON")
    assert "error: dev, line 2: " in told[1]
    assert "document 'b': entities.0.label is 'PER'" in told[1]
    assert told[2] == "error: test: the split is empty; add documents, or delete the file"
    assert told[3] == "error: dev, c: PERSON at 0 to 99 leaves the text, which has 75 characters"
    assert validation.has_errors
    assert {split: counts.documents for split, counts in validation.counts.items()} == {"dev": 1, "test": 0, "train": 1}


def test_files_in_marked_form_are_one_split(tmp_path: Path) -> None:
    (tmp_path / "a.ref").write_text("⟦PERSON:Ida Holm⟧ kom", encoding="utf-8")
    (tmp_path / "b.ref").write_text("⟦PERSON:Ida Holm gik", encoding="utf-8")
    validation = validate(tmp_path)
    [finding] = validation.findings
    assert str(finding).endswith("b.ref, line 1: ⟦PERSON: is never closed")
    assert {split: counts.documents for split, counts in validation.counts.items()} == {tmp_path.name: 1}


def test_a_folder_without_documents(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no annotated file in this folder"):
        validate(tmp_path)
