"""Who decided, how final, and who was there, in two real documents, annotated by reading them.

Facts only (labels, bodies, names), no sentence of theirs is here. Skipped where the texts are not beside the
repository. An `optional` row need not be found; found with another `final` or recipient, it is an error.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from nlp_referat.schema import Item, Referat

HERE = Path(__file__).parent
MINUTES = HERE.parent.parent.parent / "shared" / "data" / "minutes"
GOLD: list[dict[str, Any]] = json.loads((HERE / "gold_final_real.json").read_text(encoding="utf-8"))
NAMES = sorted({row["file"] for row in GOLD})

pytestmark = pytest.mark.skipif(not MINUTES.is_dir(), reason="the real minutes are not at hand")
each_item = pytest.mark.parametrize("row", GOLD, ids=lambda row: f"{row['file']} {row['item']}")


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Referat]:
    return {name: nlp((MINUTES / f"{name}.txt").read_text(encoding="utf-8"))._.referat for name in NAMES}


def _item(read: dict[str, Referat], row: dict[str, Any]) -> Item:
    [item] = [item for item in read[row["file"]].items if item.number == row["item"]]
    return item


def _compare(found: list[tuple[Any, ...]], gold: list[dict[str, Any]], keys: tuple[str, ...]) -> None:
    """`found` is what must be there, in any order, and beside it nothing but what may be there."""
    must = [tuple(row[key] for key in keys) for row in gold if not row.get("optional")]
    may = [tuple(row[key] for key in keys) for row in gold if row.get("optional")]
    left = [one for one in found if one not in may or one in must]
    assert sorted(left, key=repr) == sorted(must, key=repr)


@each_item
def test_final_and_recipient_of_each_outcome(read: dict[str, Referat], row: dict[str, Any]) -> None:
    decision = _item(read, row).decision
    outcomes = decision.outcomes if decision else ()
    found = [(outcome.label, outcome.final, outcome.recipient) for outcome in outcomes]
    _compare(found, row["outcomes"], ("label", "final", "recipient"))


@each_item
def test_final_and_recipient_of_earlier_decisions(read: dict[str, Referat], row: dict[str, Any]) -> None:
    found = [
        (entry.committee, entry.date and str(entry.date), outcome.label, outcome.final, outcome.recipient)
        for entry in _item(read, row).history
        for outcome in entry.outcomes
    ]
    _compare(found, row["history"], ("body", "date", "label", "final", "recipient"))


@each_item
def test_absent_and_substitutes_of_each_item(read: dict[str, Referat], row: dict[str, Any]) -> None:
    decision = _item(read, row).decision
    substitutes = decision.substitutes if decision else ()
    assert list(decision.absent if decision else ()) == row["absent"]
    assert [{"name": one.name, "for": one.for_} for one in substitutes] == row["substitutes"]


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_annotated(read: dict[str, Referat], name: str) -> None:
    assert [item.number for item in read[name].items] == [row["item"] for row in GOLD if row["file"] == name]
