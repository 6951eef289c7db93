"""Exports that cannot be: what is said, and what was there stays."""

import os
from pathlib import Path

import pytest
from full_referat import FULL
from spacy.tokens import DocBin

from nlp_referat import load
from nlp_referat.batch import Request, run
from nlp_referat.export import ExportError, export, read_referats
from nlp_referat.readers import Limits
from nlp_referat.schema import Referat

posix = pytest.mark.skipif(os.name != "posix", reason="links and devices as Unix has them")


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_text(f"{FULL.model_dump_json()}\n", encoding="utf-8")
    return path


def too_large() -> Referat:
    """Offsets as no text has them, though the contract's types do."""
    item = FULL.items[0].model_copy(update={"end": 1 << 64})
    return FULL.model_copy(update={"items": (item, *FULL.items[1:])})


@pytest.mark.parametrize("to", ["sqlite", "parquet"])
def test_a_number_for_which_there_is_no_place(to: str, tmp_path: Path) -> None:
    if to == "parquet":
        pytest.importorskip("pyarrow")
    with pytest.raises(ExportError, match=f"more than 64 bits, for which {to} has no place. Export to csv."):
        export([FULL, too_large()], tmp_path / "ud", to)
    assert list(tmp_path.iterdir()) == []


def test_csv_has_a_place_for_every_number(tmp_path: Path) -> None:
    export([too_large()], tmp_path / "ud", "csv")
    assert str(1 << 64) in (tmp_path / "ud" / "items.csv").read_text(encoding="utf-8")


@posix
def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(ExportError, match="is a folder or a device: sqlite needs the name of a file"):
        export([FULL], Path(os.devnull), "sqlite")
    assert not Path(os.devnull).is_file()


BROKEN = {
    "no JSON": (b"\x89PNG", "this is no referat/1 as `nlp-referat extract` writes it: Invalid JSON: expected value"),
    "other JSON": (b'{"schema": 4}\n', "this is no referat/1 as `nlp-referat extract` writes it: schema: "),
    "cut off": (b'{"schema":"referat/1","sour', "the last line breaks off, as after a kill"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_line_that_is_none(case: str, jsonl: Path) -> None:
    line, message = BROKEN[case]
    jsonl.write_bytes(jsonl.read_bytes() + line + (b"\n" if case == "no JSON" else b""))
    with pytest.raises(ExportError) as refused:
        list(read_referats(jsonl))
    assert str(refused.value).startswith(f"{jsonl}, line 2: {message}")


def test_documents_larger_than_the_limit_are_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They were extracted with --max-size; the export, which reads them again, has no such option."""
    (tmp_path / "a.txt").write_text("Punkt 1: Sti\n\nBeslutning\n\nGodkendt.\n", encoding="utf-8")
    run(Request((str(tmp_path / "a.txt"),), tmp_path / "out.jsonl", "rules"))
    monkeypatch.setattr("nlp_referat.readers.opening.DEFAULT_LIMITS", Limits(size=5))
    assert export(tmp_path / "out.jsonl", tmp_path / "a.spacy").left_out == []
    assert len(list(DocBin().from_disk(tmp_path / "a.spacy").get_docs(load("rules").vocab))) == 1
