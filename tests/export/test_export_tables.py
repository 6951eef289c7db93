"""The tables: every column is filled from the right place, keys join, and the documentation is the description's."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from full_referat import FULL, TEXT, place

from nlp_referat.export import TABLES, ExportError, read_referats, records
from nlp_referat.export.columns import ColumnType, Table
from nlp_referat.export.describing import describe
from nlp_referat.schema import Referat

ROW = {
    "documents": {
        "document_id": 1,
        "source": "ud/køge.txt",
        "kind": "referat",
        "municipality": "Køge Kommune",
        "committee": "Teknisk Udvalg",
        "date": dt.date(2025, 12, 3),
        "time": "16:30",
        "location": "Mødelokale 3",
        "items": 1,
        "warnings": 1,
        "model": "referat_rules",
        "model_version": "0.1.0",
    },
    "items": {
        "item_id": 1,
        "number": "4",
        "title": "Sti ved Åen",
        "nature": "decision",
        "formality": "eventuelt",
        "kle": "05",
        "item_key": "k-05-sti",
        "closed": True,
        "proposed_by": "Forvaltningen",
        "proposal": "1. at der gives 1.234,50 kr.\n3-4 pct.",
        "outcomes": "GODKENDT",
        "unmentioned": "2; 3",
        "start_char": TEXT.index("Punkt 4"),
        "end_char": len(TEXT),
    },
    "outcomes": {
        "origin": "decision",
        "earlier_date": None,
        "label": "GODKENDT",
        "stage": "final",
        "final": True,
        "finality": "wording",
        "finality_text": "Godkendt",
        "reservations": "idet; forbehold",
        "votes_for": 20,
        "votes_against": 6,
        "votes_abstain": 1,
        "unanimous": False,
        "majority": True,
        "score": 1.0,
    },
    "votes": {"vote_id": 1, "outcome_id": 1, "voter": "A", "vote": "for"},
    "entities": {
        "entity_id": 1,
        "item_id": None,
        "label": "ORG",
        "text": "Køge Kommune",
        "found_by": "model",
        "score": 0.9,
    },
    "amounts": {
        "entity_id": 3,
        "item_id": 1,
        "text": "1.234,50 kr.",
        "value": Decimal("1234.50"),
        "currency": "DKK",
        "low": None,
        "per": "year",
        "role": "proposed",
        "role_text": "gives",
        "period": "year",
        "period_first": 2026,
        "purpose": "Sti ved Åen",
        "covered": True,
        "part_of": 4,
        "start_char": place("1.234,50 kr.")["start"],
    },
    "participants": {"item_id": None, "name": "Ida Holm", "party": "V", "status": "absent", "stands_for": None},
    "warnings": {"warning_id": 1, "document_id": 1, "code": "cut", "message": "Teksten er klippet."},
}


@pytest.mark.parametrize("table", ROW)
def test_the_first_row(table: str) -> None:
    first = next(records([FULL], table))
    assert {name: first[name] for name in ROW[table]} == ROW[table]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_stays_empty_and_all_have_their_type(table: Table) -> None:
    kinds: dict[ColumnType, type] = {"text": str, "integer": int, "number": float, "boolean": bool, "date": dt.date}
    kinds["decimal"] = Decimal
    rows = list(records([FULL], table.name))
    for column in table.columns:
        values = [row[column.name] for row in rows if row[column.name] is not None]
        assert values, f"{table.name}.{column.name}"
        assert {type(value) for value in values} == {kinds[column.type]}, f"{table.name}.{column.name}"


def test_presence_is_told_once_for_each_and_where_it_holds() -> None:
    rows = records([FULL], "participants")
    assert [(row["name"], row["status"], row["item_id"], row["stands_for"]) for row in rows] == [
        ("Ida Holm", "absent", None, None),
        ("Ida Holm", "absent", 1, None),
        ("Per Friis", "absent", 1, None),
        ("Liv Bech", "substitute", 1, "Ida Holm"),
    ]


def test_earlier_decisions_are_told_apart() -> None:
    rows = records([FULL], "outcomes")
    assert [(row["origin"], row["earlier_date"], row["earlier_committee"]) for row in rows] == [
        ("decision", None, None),
        ("history", dt.date(2025, 11, 20), "Økonomiudvalget"),
    ]


def test_keys_count_through_all_documents() -> None:
    documents = [FULL, Referat(source="tom"), FULL]
    assert [row["document_id"] for row in records(documents, "documents")] == [1, 2, 3]
    assert [(row["item_id"], row["document_id"]) for row in records(documents, "items")] == [(1, 1), (2, 3)]
    assert [row["entity_id"] for row in records(documents, "amounts")] == [3, 4, 8, 9]
    assert [row["part_of"] for row in records(documents, "amounts")] == [4, None, 9, None]
    assert [row["item_id"] for row in records(documents, "entities")] == [None, None, 1, 1, 1, None, None, 2, 2, 2]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_that_is_referred_to_is_there(table: Table) -> None:
    tables = {described.name: described for described in TABLES}
    rows = list(records([FULL, FULL], table.name))
    keys = [row[table.key] for row in rows]
    assert len(set(keys)) == len(keys)
    for column, parent in table.parents.items():
        there = {row[tables[parent].key] for row in records([FULL, FULL], parent)}
        assert {row[column] for row in rows} - {None} <= there


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(ExportError, match="There is no table 'item'; there are documents, items"):
        next(records([FULL], "item"))


BROKEN = {
    "torn": (b'{"schema":"referat/1","sou', "line 2: the last line breaks off"),
    "another shape": (b'{"id": 4}\n', "line 2: this is no referat/1"),
    "no json": (b"hej\n", "line 2: this is no referat/1"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_line_that_is_none_is_named(case: str, tmp_path: Path) -> None:
    data, message = BROKEN[case]
    path = tmp_path / "out.jsonl"
    path.write_bytes(FULL.model_dump_json().encode() + b"\n" + data)
    with pytest.raises(ExportError, match=message):
        list(read_referats(path))


def test_the_documentation_is_that_of_the_tables() -> None:
    path = Path(__file__).parents[2] / "nlp_referat" / "export" / "README.md"
    assert path.read_text(encoding="utf-8") == describe(), (
        "Write it anew: python -m nlp_referat.export.describing > nlp_referat/export/README.md"
    )
