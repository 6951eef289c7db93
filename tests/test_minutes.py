"""Whole minutes, written for this project in some forty layouts, against what a reader finds in them.

Sets a and b were written without sight of the code and then used to improve it. Set c was kept apart and
is measured, not tuned on. What the pipeline still reads wrongly stands in `KNOWN`, strictly: a fixed
failure must be taken off the list.
"""

import re
from dataclasses import asdict
from functools import cache
from typing import Any

import pytest
from minutes import load, names
from spacy.language import Language

import nlp_referat
from nlp_referat.schema import Item, Money, Percent, Referat

KNOWN: dict[tuple[str, str], str] = {
    ("a04_toender", "participants"): "attendance told in sentences",
    ("c02_frederiksberg", "participants"): "attendance told in sentences",
    ("c09_lyngby_taarbaek", "participants"): "attendance told in sentences",
    ("b04_ringsted", "participants"): "a member on leave (Orlov) counts as absent; the gold leaves her out",
    ("b11_syddjurs", "participants"): "a substitute counts as present; the gold leaves him out",
    ("b17_gladsaxe", "participants"): "a substitute counts as present; the gold leaves her out",
    ("c10_gribskov", "meeting"): "a body that is named like its field: Udvikling, By og Land",
    ("c10_gribskov", "entities"): "a body that is named like its field: Udvikling, By og Land",
    ("b03_roskilde", "decisions"): "questions and answers under Eventuelt; the gold wants one outcome each",
    ("b05_regionnord", "decisions"): "the heading Referat is glued to the title",
    ("b05_regionnord", "history"): "an earlier body in the indefinite form, and one that forwards as proposed",
    ("c08_ringkoebing_skjern", "entities"): "Arbejdskraftrådet: a compound that is no known field",
    ("c07_frederikshavn", "entities"): "Faroese við in a name; Nordisk Kulturfond",
}

SCORED = ("PERSON", "COMMITTEE", "FUND", "MONEY", "PERCENT")


@cache
def rules() -> Language:
    return nlp_referat.load("rules")


@cache
def read(name: str) -> tuple[list[dict[str, Any]], dict[str, Any] | None, Referat]:
    raw, entities, gold = load(name)
    return entities, gold, rules()(raw)._.referat


def cases(aspect: str, with_gold: bool = True) -> list[Any]:
    found = []
    for name in names():
        if with_gold and load(name)[2] is None:
            continue
        reason = KNOWN.get((name, aspect))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        found.append(pytest.param(name, marks=marks))
    return found


def plain(title: str | None) -> str:
    return re.sub(r"[\s*]+", " ", title or "").strip().rstrip(".").casefold()


@pytest.mark.parametrize("name", cases("items"))
def test_items(name: str) -> None:
    _, gold, referat = read(name)
    assert gold is not None
    expected = [(item["number"], plain(item["title"]), item["case_number"], item["closed"]) for item in gold["items"]]
    assert [(item.number, plain(item.title), item.case_number, item.closed) for item in referat.items] == expected


@pytest.mark.parametrize("name", cases("meeting"))
def test_meeting(name: str) -> None:
    _, gold, referat = read(name)
    assert gold is not None
    meeting = referat.meeting
    found = {
        "committee": plain(meeting.committee.name if meeting.committee else None),
        "date": meeting.date.isoformat() if meeting.date else None,
        "time": meeting.time,
        "location": plain(meeting.location),
        "municipality": meeting.municipality,
    }
    expected = {key: plain(gold[key]) if key in ("committee", "location") else gold[key] for key in found}
    assert found == expected


@pytest.mark.parametrize("name", cases("participants"))
def test_participants(name: str) -> None:
    _, gold, referat = read(name)
    assert gold is not None
    found = {person.name: person.status for person in referat.meeting.participants}
    expected = {who: found.get(who) if status == "either" else status for who, status in gold["participants"].items()}
    assert found == expected


def outcomes_agree(gold: dict[str, Any], item: Item) -> bool:
    """The rule of the gold: needed outcomes are there, and nothing that it neither needs nor allows."""
    found = [(outcome.point, outcome.label) for outcome in item.decision.outcomes] if item.decision else []
    needed = [outcome for outcome in gold["outcomes"] if not outcome.get("optional")]
    if not found and [outcome["label"] for outcome in needed] in ([], ["INGEN_BESLUTNING"]):
        return True
    allowed = {(o["point"], label) for o in gold["outcomes"] for label in (o["label"], *o.get("accept", []))}
    covered = all(any((o["point"], label) in found for label in (o["label"], *o.get("accept", []))) for o in needed)
    return covered and all(outcome in allowed for outcome in found)


@pytest.mark.parametrize("name", cases("decisions"))
def test_decisions(name: str) -> None:
    _, gold, referat = read(name)
    assert gold is not None
    wrong = [
        (item.number, expected["outcomes"], item.decision.outcomes if item.decision else None)
        for expected, item in zip(gold["items"], referat.items, strict=True)
        if not expected["closed"] and not outcomes_agree(expected, item)
    ]
    assert not wrong


@pytest.mark.parametrize("name", cases("attendance"))
def test_attendance(name: str) -> None:
    _, gold, referat = read(name)
    assert gold is not None
    expected = {item["number"]: set(item["absent"]) for item in gold["items"] if not item["closed"]}
    found = {
        item.number: set(item.decision.absent) if item.decision else set() for item in referat.items if not item.closed
    }
    assert found == expected


@pytest.mark.parametrize("name", cases("history"))
def test_history(name: str) -> None:
    _, gold, referat = read(name)
    assert gold is not None
    found = {
        (
            item.number,
            earlier.date.isoformat() if earlier.date else None,
            plain(earlier.committee),
            tuple(sorted(o.label for o in earlier.outcomes)),
        )
        for item in referat.items
        for earlier in item.history
    }
    expected = {
        (number, earlier["date"], plain(earlier["committee"]), tuple(sorted(earlier["labels"])))
        for number, history in gold["history"].items()
        for earlier in history
    }
    assert expected <= found


def value_of(found: Money | Percent | None) -> dict[str, Any]:
    """What the gold states of a value: numbers, currency, percentage points."""
    if found is None:
        return {}
    kept = {key: value for key, value in asdict(found).items() if key not in ("approx", "bound", "period")}
    return {key.replace("percent", "value"): value for key, value in kept.items() if value not in (None, False)}


def stated(gold: dict[str, Any]) -> dict[str, Any]:
    kept = {key: gold.get(key) for key in ("value", "low", "high", "currency", "point")}
    return {key: value for key, value in kept.items() if value not in (None, False)}


@pytest.mark.parametrize("name", cases("entities", with_gold=False))
def test_entities(name: str) -> None:
    marked, _, referat = read(name)
    optional = [gold for gold in marked if gold["optional"]]

    def is_optional(start: int, end: int) -> bool:
        return any(gold["start"] < end and start < gold["end"] for gold in optional)

    expected = {(g["start"], g["end"], g["label"]): stated(g) for g in marked if not is_optional(g["start"], g["end"])}
    found = {
        (entity.start, entity.end, entity.label): value_of(entity.money or entity.percent)
        for entity in referat.entities
        if entity.label in SCORED and not is_optional(entity.start, entity.end)
    }
    assert found == expected


@pytest.mark.parametrize("name", [name for name in names() if load(name)[2] is None])
def test_no_minutes_give_no_items(name: str) -> None:
    _, _, referat = read(name)
    assert (referat.kind, referat.items, [warning.code for warning in referat.warnings]) == ("andet", (), ["no_items"])
