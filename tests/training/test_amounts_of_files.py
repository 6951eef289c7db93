"""Labelled amounts from files and from annotated minutes, and what is wrong with a line that is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from nlp_referat.corpus.marked import parse
from nlp_referat.errors import AnnotationError
from training.amounts import from_files, from_minutes

TEXT = "Klubben søger om 5.000 kr. og har 200 kr. selv."
AMOUNT = {"start": 17, "end": 26, "role": "applied", "direction": "expense"}
PASSAGE: dict[str, Any] = {"part": "body", "outcome": None, "text": TEXT, "amounts": [AMOUNT]}


def _written(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "amounts.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf8")
    return path


def test_files_give_a_question_for_each_labelled_amount(tmp_path: Path) -> None:
    decided = {**PASSAGE, "part": "decision", "outcome": "UDSAT", "text": "Salget for 2 mio. kr. hviler."}
    decided["amounts"] = [{"start": 11, "end": 21, "role": None, "direction": "income"}]
    one, other = from_files([_written(tmp_path, PASSAGE, decided)])
    assert (one.question.text, one.question.start, one.question.end) == (f"Sag: {TEXT}", 22, 31)
    assert (one.role, one.direction, one.question.ruled) == ("applied", "expense", "expense")
    assert other.question.text == "Beslutning udsat: Salget for 2 mio. kr. hviler."
    assert (other.role, other.direction) == (None, "income")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"part": "sagsfremstilling"}, "line 2: part"),
        ({"amounts": [{**AMOUNT, "role": "paid"}]}, "line 2: amounts.0.role"),
        ({"amounts": [{**AMOUNT, "end": 99}]}, "line 2: 17 to 99 is no place in its text of 47 characters"),
        ({"amounts": [{**AMOUNT, "start": 26}]}, "line 2: 26 to 26 is no place"),
        ({"amounts": []}, "line 2: amounts"),
        ({"tekst": ""}, "line 2: tekst"),
    ],
)
def test_wrong_lines_are_named(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(AnnotationError) as caught:
        from_files([_written(tmp_path, PASSAGE, {**PASSAGE, **change})])
    assert told in str(caught.value)
    assert "amounts.jsonl" in str(caught.value)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes("{}\nnævn".encode("latin-1"))
    with pytest.raises(AnnotationError, match=r"a\.jsonl, line 2: this is no UTF-8"):
        from_files([tmp_path / "a.jsonl"])


MINUTES = """id: a
municipality: Prøve Kommune
layout: running
labels: MONEY
{facts}---
Teknisk Udvalg, referat 4. marts 2025

Punkt 1: ⟦ITEM 1:Ny bro⟧

Indstilling
Forvaltningen indstiller, at der bevilges ⟦MONEY=2000000 role=proposed direction=expense:2 mio. kr.⟧

Beslutning
⟦OUT GODKENDT:Godkendt⟧.
"""


def test_minutes_give_their_amounts_where_they_were_annotated() -> None:
    [asked] = from_minutes([parse(MINUTES.format(facts="facts: scope\n"), "a")])
    assert asked.question.text == "Indstilling: Forvaltningen indstiller, at der bevilges 2 mio. kr."
    assert (asked.role, asked.direction) == ("proposed", "expense")
    assert from_minutes([parse(MINUTES.format(facts=""), "a")]) == []
