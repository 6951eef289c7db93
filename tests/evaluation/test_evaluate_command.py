"""``nlp-referat evaluate``: what it prints and writes, and with which exit status."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp_referat.cli import app
from nlp_referat.corpus.document import Document
from nlp_referat.corpus.marked import parse
from nlp_referat.corpus.storage import write_documents
from nlp_referat.errors import ReferatError
from nlp_referat.evaluation.command import seen_municipalities

MARKED = """municipality: {0}
---
Punkt 1: ⟦ITEM 1:Budget⟧

Beslutning

⟦OUT GODKENDT:Godkendt⟧. ⟦COMMITTEE:Byrådet⟧ giver ⟦MONEY=350000:350 t.kr.⟧
"""


def run(*args: str | Path) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    result = CliRunner().invoke(app, ["evaluate", *map(str, args)], env={"COLUMNS": "120"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "test.jsonl"
    write_documents(path, [parse(MARKED.format(f"{name} Kommune"), name) for name in ("Aaby", "Bro")])
    return path


def test_a_report(gold: Path, tmp_path: Path) -> None:
    status, out, err = run("--gold", gold, "--out", tmp_path / "out")
    assert status == 0, err
    assert "names" in out
    assert "lower case: names F1" in out
    assert "Reading 2 documents with" in err
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.json", "report.md", "report.html"}
    fields = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert fields["schema"] == "referat-evaluation/1"
    assert fields["systems"][-1]["name"] == "rules"


def test_a_fall_is_named_and_gives_its_own_status(gold: Path, tmp_path: Path) -> None:
    args = ("--gold", gold, "--model", "rules", "--no-robustness")
    assert run(*args, "--out", tmp_path)[0] == 0
    baseline = tmp_path / "report.json"
    assert run(*args, "--baseline", baseline)[0] == 0
    lost = [parse(MARKED.format("Aaby Kommune").replace("Byrådet⟧", "Byrådet⟧ og ⟦PERSON:Udvalget⟧"), "Aaby")]
    write_documents(gold, lost)
    status, out, err = run(*args, "--baseline", baseline, "--out", tmp_path / "new")
    assert status == 3
    assert "measured on other gold" in out
    assert "regression: left out: exact names F1 fell from 1.000 to 0.667" in err
    assert "other gold" in (tmp_path / "new" / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["--gold", "{tmp}/intet.jsonl"], 1, "There is no gold at"),
        (["--gold", "{tmp}/empty.jsonl"], 1, "empty.jsonl: the split is empty"),
        (["--gold", "{gold}", "--model", "intet"], 2, "no installed pipeline and no folder named 'intet'"),
        (["--gold", "{gold}", "--compare", "intet"], 2, "no installed pipeline and no folder named 'intet'"),
        (["--gold", "{gold}", "--baseline", "{tmp}/intet.json"], 1, "intet.json cannot be read"),
        (["--gold", "{gold}", "--out", "{gold}"], 1, "is a file: give a folder"),
        (["--gold", "{gold}", "--left-out", "Dal"], 1, "No document of the gold is from 'Dal'. It holds Aaby Kommune"),
        (["--gold", "{gold}", "--left-out", "{tmp}/train.jsonl"], 1, "There is no gold at"),
        ([], 2, "--gold"),
    ],
)
def test_bad_input(gold: Path, tmp_path: Path, args: list[str], status: int, message: str) -> None:
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    found, out, err = run(*(arg.format(tmp=tmp_path, gold=gold) for arg in args))
    assert (found, out) == (status, "")
    assert message in err
    assert "Reading" not in err  # found before any work is done
    assert sorted(tmp_path.rglob("*")) == before


DOCUMENTS = [Document(id=name, municipality=name and f"{name} Kommune", text="") for name in ("Aaby", "Bro", "Dal")]


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ([], set()),
        (["bro kommune"], {"Aaby Kommune", "Dal Kommune"}),
        (["Bro Kommune", "Dal Kommune"], {"Aaby Kommune"}),
        (["{train}"], {"Aaby Kommune", "Bro Kommune"}),
        (["{train}", "Bro Kommune"], {"Aaby Kommune"}),
    ],
)
def test_municipalities_seen(tmp_path: Path, left_out: list[str], expected: set[str]) -> None:
    train = tmp_path / "train.jsonl"
    write_documents(train, [document.model_copy(update={"text": "."}) for document in DOCUMENTS[:2]])
    assert seen_municipalities(DOCUMENTS, [value.format(train=train) for value in left_out]) == expected


def test_a_name_that_the_gold_does_not_hold_is_refused() -> None:
    with pytest.raises(ReferatError, match="It holds Aaby Kommune, Bro Kommune, Dal Kommune"):
        seen_municipalities(DOCUMENTS, ["Køge Kommune"])
