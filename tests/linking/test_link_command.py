"""``nlp-referat link``: files in, JSON out, a table beside it, and what is said of files that are none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp_referat.cli import app
from nlp_referat.schema import Committee, Decision, Item, Meeting, Outcome, Referat

RUNNER = CliRunner()


def document(body: str, date: str, number: str, label: str = "GODKENDT") -> Referat:
    outcome = Outcome(label=label, text="…", start=0, end=1)
    item = Item(
        number=number,
        title="Sti langs Lillebæk",
        case_number="24-001234",
        start=0,
        end=1,
        decision=Decision(text="…", start=0, end=1, outcomes=(outcome,)),
    )
    meeting = Meeting(committee=Committee(name=body, start=0, end=1), date=date)
    return Referat(source=f"{body}.txt", kind="referat", meeting=meeting, items=(item,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = document("Byrådet", "2024-03-26", "31")
    two = document("Økonomiudvalget", "2024-03-19", "12", "INDSTILLES")
    three = document("Teknisk Udvalg", "2024-03-12", "7", "INDSTILLES")
    (tmp_path / "one.json").write_text(one.model_dump_json(indent=1), encoding="utf-8")
    (tmp_path / "more.jsonl").write_text(f"{two.model_dump_json()}\n{three.model_dump_json()}\n", encoding="utf-8")
    return tmp_path


def test_json_and_jsonl_are_joined_in_order_of_time(folder: Path) -> None:
    result = RUNNER.invoke(app, ["link", str(folder / "one.json"), str(folder / "more.jsonl")])
    assert result.exit_code == 0
    links = json.loads(result.stdout)
    assert (links["schema"], links["documents"], links["single"], links["ambiguous"]) == ("referat-links/1", 3, 0, [])
    (matter,) = links["matters"]
    assert [(step["date"], step["body"], step["outcomes"][0]["label"]) for step in matter["steps"]] == [
        ("2024-03-12", "Teknisk Udvalg", "INDSTILLES"),
        ("2024-03-19", "Økonomiudvalget", "INDSTILLES"),
        ("2024-03-26", "Byrådet", "GODKENDT"),
    ]


def test_a_table_stands_beside_the_json(folder: Path) -> None:
    out = folder / "links.json"
    paths = [str(folder / "one.json"), str(folder / "more.jsonl")]
    result = RUNNER.invoke(app, ["link", *paths, "-o", str(out), "--show"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Sti langs Lillebæk" in result.stderr
    assert "2024-03-19" in result.stderr
    assert len(json.loads(out.read_text(encoding="utf-8"))["matters"]) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "the file is empty"),
        ("Referat fra Byrådet\n", "no extraction of the form referat/1"),
        ('{"schema":"referat/1"}\n{"schema":"referat/2"}\n', "line 2"),
    ],
)
def test_what_is_no_extraction_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(content, encoding="utf-8")
    result = RUNNER.invoke(app, ["link", str(path)])
    assert result.exit_code == 1
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["link", str(tmp_path / "none.json")])
    assert (result.exit_code, "No such file" in result.stderr) == (1, True)


def test_the_output_must_be_no_input(folder: Path) -> None:
    path = folder / "one.json"
    before = path.read_bytes()
    assert RUNNER.invoke(app, ["link", str(path), "-o", str(path)]).exit_code == 2
    assert path.read_bytes() == before
