"""Synthetic minutes with their gold: `NAME.ref` is the text with its names and amounts marked inline,
`NAME.json` the meeting, items and outcomes (absent where the document is no minutes).

A mark is ``⟦LABEL:text⟧``; ``⟦?LABEL:text⟧`` where two careful readers could differ. A value stands after
the label: ``⟦MONEY=350000:350 t.kr.⟧``, ``⟦MONEY=3000000..4000000:3-4 mio. kr.⟧`` for a range,
``⟦MONEY=2500 EUR:€ 2.500⟧``, ``⟦PERCENT=0.5pp:0,5 procentpoint⟧`` for percentage points. All else is the
document, markdown marks and line breaks included.

>>> parse("⟦COMMITTEE:Byrådet⟧ gav ⟦MONEY=350000:350 t.kr.⟧")[0]
'Byrådet gav 350 t.kr.'
"""

import json
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LABELS = frozenset({"PERSON", "COMMITTEE", "FUND", "MONEY", "PERCENT"})
MARK = re.compile(r"⟦(?P<optional>\??)(?P<label>[A-Z]+)(?:=(?P<value>[^:⟦⟧]+))?:(?P<text>[^⟦⟧]+)⟧")


def names() -> list[str]:
    """Give the names of all documents, in order.

    >>> "a01_morsoe" in names()
    True
    """
    return sorted(path.stem for path in FOLDER.glob("*.ref"))


def load(name: str) -> tuple[str, list[dict[str, Any]], dict[str, Any] | None]:
    """Read one document: its raw text, its entities, and its gold of meeting and items (None: no minutes).

    >>> raw, entities, gold = load("a01_morsoe")
    >>> raw[entities[0]["start"] : entities[0]["end"]], gold["date"]
    ('Kommunalbestyrelsen', '2015-02-24')
    """
    with (FOLDER / f"{name}.ref").open(encoding="utf8", newline="") as file:
        raw, entities = parse(file.read(), name)
    gold = FOLDER / f"{name}.json"
    return raw, entities, json.loads(gold.read_text(encoding="utf8")) if gold.exists() else None


def parse(marked: str, name: str = "text") -> tuple[str, list[dict[str, Any]]]:
    """Take the marks out of a text; raise ValueError where one is broken, or where there is none.

    >>> parse("⟦?PERCENT=10..15:10-15 pct.⟧")[1][0]["high"]
    Decimal('15')
    >>> parse("⟦PERSON:Ida Holm har ordet")
    Traceback (most recent call last):
    ValueError: text: unbalanced mark at '⟦PERSON:Ida Holm har ordet'
    """
    parts: list[str] = []
    entities: list[dict[str, Any]] = []
    length = position = 0
    for mark in MARK.finditer(marked):
        parts += (marked[position : mark.start()], mark["text"])
        start = length + mark.start() - position
        length = start + len(mark["text"])
        position = mark.end()
        where = f"{name}: {mark[0]!r}"
        if mark["label"] not in LABELS:
            raise ValueError(f"{where}: unknown label")
        if mark["text"] != mark["text"].strip():
            raise ValueError(f"{where}: space at the edge")
        entity = {"start": start, "end": length, "label": mark["label"], "optional": bool(mark["optional"])}
        entities.append(entity | _value(mark["label"], mark["value"], where))
    parts.append(marked[position:])
    raw = "".join(parts)
    if stray := re.search(r"[⟦⟧]", raw):
        raise ValueError(f"{name}: unbalanced mark at {raw[stray.start() : stray.start() + 40]!r}")
    if not entities:
        raise ValueError(f"{name}: no mark")
    return raw, entities


def _value(label: str, written: str | None, where: str) -> dict[str, Any]:
    if written is None:
        return {}
    number, _, currency = written.partition(" ")
    match label:
        case "MONEY":
            unit: dict[str, Any] = {"currency": currency or "DKK"}
        case "PERCENT":
            unit = {"point": number.endswith("pp")}
            number = number.removesuffix("pp")
        case _:
            raise ValueError(f"{where}: {label} takes no value")
    try:
        ends = [Decimal(end) for end in number.split("..")]
    except InvalidOperation:
        raise ValueError(f"{where}: no number: {number!r}") from None
    match ends:
        case [value]:
            return {"value": value, "low": None, "high": None} | unit
        case [low, high] if low < high:
            return {"value": None, "low": low, "high": high} | unit
    raise ValueError(f"{where}: no range: {number!r}")
