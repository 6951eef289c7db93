"""The published JSON Schema, and JSON there and back."""

import datetime as dt
import json
from dataclasses import FrozenInstanceError
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError
from soundness import validator
from spacy.language import Language

from nlp_referat.labels import ENTITY_LABELS, OUTCOME_LABELS
from nlp_referat.schema import (
    DateRange,
    Decision,
    Entity,
    Item,
    Meeting,
    Money,
    Outcome,
    Percent,
    Referat,
    Substitute,
    Votes,
    json_schema,
)

SHIPPED = "referat-1.schema.json"


def test_the_shipped_schema_is_the_models_schema() -> None:
    shipped = (resources.files("nlp_referat") / "data" / SHIPPED).read_text(encoding="utf-8")
    assert json.loads(shipped) == json_schema(), f"write it anew: nlp-referat schema > nlp_referat/data/{SHIPPED}"


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


# The contract's keys, level by level; those behind "+" are additions to it.
KEYS = {
    "Referat": "schema source model kind meeting items entities warnings",
    "ModelInfo": "name version",
    "Meeting": "committee municipality date time location participants",
    "Committee": "name start end",
    "Participant": "name status party start end",
    "Item": "number title case_number kind closed start end sections proposal decision history"
    " + nature formality kle key tables",
    "Section": "type title start end",
    "Proposal": "by points",
    "ProposalPoint": "point text start end",
    "Decision": "text start end outcomes absent substitutes + unmentioned attendance statements",
    "Outcome": "point label recommended recipient final conditional partial votes text start end score"
    " + of_proposal of_matter body stage finality finality_evidence amended reservations is_amendment mover",
    "Votes": "for against abstain for_count against_count abstain_count + unanimous majority",
    "Substitute": "name party for",
    "EarlierDecision": "date committee outcomes + start end",
    "Entity": "start end text label canonical item section score money percent + date source scope",
    "Money": "value currency low high approx bound period",
    "Percent": "percent low high point approx bound",
    "DateRange": "+ start end",
    "Warning": "code message start end",
    "Evidence": "+ text start end",
    "Reservation": "+ kind text start end",
    "ItemAttendance": "+ name status text start end",
    "Statement": "+ by text start end",
    "AmountScope": "+ role role_evidence period direction purpose point covered part_of",
    "AmountPeriod": "+ kind first last text start end",
    "Table": "+ caption unit currency rows columns cells start end",
    "TableCell": "+ row column value start end",
}


@pytest.mark.parametrize(("model", "keys"), KEYS.items())
def test_every_level_has_the_contracts_keys(model: str, keys: str) -> None:
    schema = json_schema()
    level = schema if model == "Referat" else schema["$defs"][model]
    assert set(level["properties"]) == set(keys.replace("+", "").split())
    assert set(level["required"]) == set(level["properties"])
    assert level["additionalProperties"] is False


def test_no_level_is_missing_above() -> None:
    assert {"Referat", *json_schema()["$defs"]} == set(KEYS)


def test_an_empty_referat_is_valid_and_has_every_key() -> None:
    written = json.loads(Referat().model_dump_json())
    assert written == {
        "schema": "referat/1",
        "source": None,
        "model": None,
        "kind": "andet",
        "meeting": {
            "committee": None,
            "municipality": None,
            "date": None,
            "time": None,
            "location": None,
            "participants": [],
        },
        "items": [],
        "entities": [],
        "warnings": [],
    }
    validator().validate(written)


def _written(**changes: Any) -> dict[str, Any]:
    return json.loads(Referat().model_dump_json()) | changes


MEETING = _written()["meeting"]
WRONG = {
    "another version": _written(schema="referat/2"),
    "an unknown kind": _written(kind="notat"),
    "an unknown key": _written(extra=1),
    "a number as value": _written(
        entities=[
            json.loads(
                TypeAdapter(Entity).dump_json(
                    Entity(start=0, end=1, text="1", label="MONEY", money=Money(value=Decimal(1)))
                )
            )
            | {"money": {"value": 1}}
        ]
    ),
    "an unknown label": _written(entities=[{"start": 0, "end": 1, "text": "x", "label": "PER"}]),
    "half a time": _written(meeting=MEETING | {"time": "9:5"}),
}


@pytest.mark.parametrize("written", WRONG.values(), ids=WRONG.keys())
def test_what_breaks_the_contract_is_invalid(written: dict[str, Any]) -> None:
    assert not validator().is_valid(written)


def test_values_are_frozen_and_closed() -> None:
    with pytest.raises(FrozenInstanceError):
        Money(value=Decimal(1)).value = Decimal(2)  # type: ignore[misc]
    with pytest.raises(TypeError):
        Money(amount=Decimal(1))  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        TypeAdapter(Money).validate_json('{"amount": "1"}')


@pytest.mark.parametrize(
    ("number", "written"),
    [("10800000", "10800000"), ("1.08E+7", "10800000"), ("-0.37", "-0.37"), ("1E-7", "0.0000001"), ("2.50", "2.50")],
)
def test_decimals_are_written_out(number: str, written: str) -> None:
    assert json.loads(TypeAdapter(Money).dump_json(Money(value=Decimal(number))))["value"] == written


def test_for_is_written_as_for() -> None:
    votes = Votes(for_=("A", "V"), against=("Ø",), for_count=20)
    assert json.loads(votes.model_dump_json())["for"] == ["A", "V"]
    assert Votes.model_validate_json(votes.model_dump_json()) == votes
    substitute = Substitute(name="Per Krag", party="M", for_="Bo Dam")
    assert json.loads(substitute.model_dump_json()) == {"name": "Per Krag", "party": "M", "for": "Bo Dam"}


decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12)
money = st.builds(Money, value=st.none() | decimals, low=st.none() | decimals, approx=st.booleans())
percent = st.builds(Percent, percent=st.none() | decimals, point=st.booleans())
dates = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
entities = st.builds(
    Entity,
    label=st.sampled_from(sorted(ENTITY_LABELS)),
    score=st.floats(0, 1),
    money=st.none() | money,
    percent=st.none() | percent,
    date=st.none() | st.builds(DateRange, start=st.none() | dates, end=st.none() | dates),
)
votes = st.builds(Votes, for_=st.tuples(st.text()), against_count=st.none() | st.integers(0, 99))
outcomes = st.builds(
    Outcome,
    label=st.sampled_from(sorted(OUTCOME_LABELS)),
    recommended=st.none() | st.sampled_from(sorted(OUTCOME_LABELS)),
    votes=st.none() | votes,
    score=st.floats(0, 1),
)
decisions = st.builds(Decision, outcomes=st.lists(outcomes, max_size=2).map(tuple), absent=st.tuples(st.text()))
items = st.builds(
    Item,
    decision=st.none() | decisions,
    sections=st.just(()),
    proposal=st.none(),
    history=st.just(()),
    kind=st.none() | st.sampled_from("BOD"),
)
meetings = st.builds(Meeting, date=st.none() | dates, time=st.none() | st.just("09:05"), participants=st.just(()))
referater = st.builds(
    Referat,
    meeting=meetings,
    items=st.lists(items, max_size=2).map(tuple),
    entities=st.lists(entities, max_size=2).map(tuple),
    warnings=st.just(()),
)


@given(referat=referater)
def test_any_referat_is_valid_json_and_reads_back_as_the_same(referat: Referat) -> None:
    written = referat.model_dump_json()
    validator().validate(json.loads(written))
    assert Referat.model_validate_json(written) == referat


def test_the_example_is_valid_and_reads_back_as_the_same(nlp: Language, example: str) -> None:
    referat = nlp(example)._.referat
    written = referat.model_dump_json()
    validator().validate(json.loads(written))
    assert Referat.model_validate_json(written) == referat
    assert Referat.model_validate(referat.model_dump()) == referat
