"""The amounts of two real items, annotated by reading them: places and values only, no sentence of theirs is here.

Skipped where the texts are not beside the repository.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from nlp_referat.schema import Entity, Referat

HERE = Path(__file__).parent
MINUTES = HERE.parent.parent.parent / "shared" / "data" / "minutes"
GOLD: list[dict[str, Any]] = json.loads((HERE / "gold_real.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not MINUTES.is_dir(), reason="the real minutes are not at hand")


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, Referat]:
    names = sorted({row["file"] for row in GOLD})
    return {name: nlp((MINUTES / f"{name}.txt").read_text(encoding="utf-8"))._.referat for name in names}


def _amounts(referat: Referat, item: str) -> list[Entity]:
    return [entity for entity in referat.entities if entity.item == item and entity.money is not None]


@pytest.mark.parametrize("row", GOLD, ids=lambda row: f"{row['file']} {row['text']} at {row['start']}")
def test_amount(read: dict[str, Referat], row: dict[str, Any]) -> None:
    [entity] = [one for one in _amounts(read[row["file"]], row["item"]) if one.start == row["start"]]
    assert entity.money is not None
    assert entity.scope is not None
    scope = entity.scope
    period = scope.period
    assert (entity.end, entity.text, str(entity.money.value)) == (row["end"], row["text"], row["value"])
    assert scope.role == row["role"]
    assert (period and [period.kind, period.first, period.last]) == row["period"]
    assert scope.part_of == row["part_of"]
    if row["purpose"] is None:
        assert scope.purpose is None
    else:
        assert scope.purpose is not None
        assert row["purpose"] in scope.purpose.text


@pytest.mark.parametrize(("name", "item"), sorted({(row["file"], row["item"]) for row in GOLD}))
def test_no_amount_is_missing(read: dict[str, Referat], name: str, item: str) -> None:
    assert len(_amounts(read[name], item)) == sum((row["file"], row["item"]) == (name, item) for row in GOLD)


def test_the_table_of_five_years(read: dict[str, Referat]) -> None:
    [table] = [table for item in read["faxe"].items if item.number == "113" for table in item.tables]
    assert (table.unit, table.columns, len(table.rows)) == (None, ("2026", "2027", "2028", "2029", "2030"), 3)
    assert [str(cell.value) for cell in table.cells[5:10]] == ["0", "-3.13", "-3.13", "-0.89", "-0.14"]
