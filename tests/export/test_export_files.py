"""Exported files: types kept, written whole or not at all, and readable by those who read such files."""

import csv
import datetime as dt
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from full_referat import FULL, TEXT
from spacy.language import Language
from spacy.tokens import DocBin
from typer.testing import CliRunner

from nlp_referat.cli import app
from nlp_referat.export import TABLES, ExportError, export, records, to_docbin
from nlp_referat.schema import Item, Referat

NAMES = {table.name for table in TABLES}
ODD = 'Sti, "Åen"\r\nog\nbro; =1+1'


@pytest.fixture
def jsonl(tmp_path: Path) -> Path:
    """Two documents as `extract` writes them, the second with an odd title."""
    odd = Referat(source="odd.txt", items=(Item(number="1", title=ODD, start=0, end=9),))
    path = tmp_path / "out.jsonl"
    path.write_text(f"{FULL.model_dump_json()}\n{odd.model_dump_json()}\n", encoding="utf-8")
    return path


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_csv(jsonl: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    counts = export(jsonl, folder, "csv").counts
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in NAMES}
    assert counts == {name: len(table(folder, name)) for name in NAMES}
    assert table(folder, "documents")[0]["date"] == "2025-12-03"
    assert [row["title"] for row in table(folder, "items")] == ["Sti ved Åen", ODD]
    assert [row["closed"] for row in table(folder, "items")] == ["true", "false"]
    assert [(row["value"], row["low"]) for row in table(folder, "amounts")] == [("1234.50", ""), ("", "5000000")]
    data = (folder / "votes.csv").read_bytes()
    assert data.startswith(b"vote_id,document_id,item_id,outcome_id,voter,vote\r\n1,1,1,1,A,for\r\n")
    assert "Ø".encode() in data


def test_parquet(jsonl: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = tmp_path / "tables"
    counts = export(jsonl, folder, "parquet").counts
    read = {name: parquet.read_table(folder / f"{name}.parquet") for name in NAMES}
    assert counts == {name: len(rows) for name, rows in read.items()}
    assert [str(read["amounts"].schema.field(name).type) for name in ("value", "covered", "period_first")] == [
        "decimal128(38, 6)",
        "bool",
        "int64",
    ]
    assert str(read["documents"].schema.field("date").type) == "date32[day]"
    assert read["documents"]["date"].to_pylist() == [dt.date(2025, 12, 3), None]
    assert read["amounts"]["value"].to_pylist() == [Decimal("1234.500000"), None]
    assert read["items"].schema.field("title").metadata == {b"meaning": b"Its title."}
    assert not read["items"].schema.field("item_id").nullable


def test_parquet_of_nothing(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export([], tmp_path / "tables", "parquet")
    assert len(parquet.read_table(tmp_path / "tables" / "items.parquet")) == 0


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'nlp-referat\[tables\]'"):
        export([FULL], tmp_path / "tables", "parquet")


@pytest.fixture
def database(jsonl: Path, tmp_path: Path) -> Path:
    path = tmp_path / "referater.db"
    export(jsonl, path)
    return path


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


QUERIES = {
    "amounts are numbers": ("SELECT value, typeof(value), sum(low) FROM amounts", [(1234.5, "real", 5000000)]),
    "dates are ISO": ("SELECT date, date(date, '+1 day') FROM documents WHERE date", [("2025-12-03", "2025-12-04")]),
    "truth is 1 and 0": ("SELECT closed FROM items ORDER BY item_id", [(1,), (0,)]),
    "absent is null": ("SELECT count(*) FROM documents WHERE date IS NULL", [(1,)]),
    "tables join": (
        "SELECT d.municipality, i.title, o.label FROM outcomes o JOIN items i USING (item_id) "
        "JOIN documents d ON d.document_id = o.document_id WHERE o.origin = 'decision'",
        [("Køge Kommune", "Sti ved Åen", "GODKENDT")],
    ),
    "as the README asks": (
        "SELECT d.municipality, d.date, i.title, o.label FROM items_fts JOIN items i ON i.item_id = items_fts.rowid "
        "JOIN outcomes o USING (item_id) JOIN documents d ON d.document_id = i.document_id "
        "WHERE items_fts MATCH 'sti*' AND o.origin = 'decision' ORDER BY d.date",
        [("Køge Kommune", "2025-12-03", "Sti ved Åen", "GODKENDT")],
    ),
    "keys are checked": ("PRAGMA foreign_key_check", []),
    "whole": ("PRAGMA integrity_check", [("ok",)]),
    "columns say what they mean": (
        "SELECT type, meaning FROM columns WHERE table_name = 'items' AND column_name = 'title'",
        [("text", "Its title.")],
    ),
    "as Datasette finds a table's search": (
        "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"items\"%'",
        [("items_fts",)],
    ),
}


@pytest.mark.parametrize("case", QUERIES)
def test_sqlite(case: str, database: Path) -> None:
    sql, expected = QUERIES[case]
    assert query(database, sql) == expected


SEARCHES = {
    "sti": [1, 2],
    "åen": [1, 2],
    "aen": [],
    "forbehold": [1],
    "proposal: gives": [1],
    "title: forbehold": [],
    "godk*": [1],
    "bro": [2],
}


@pytest.mark.parametrize("words", SEARCHES)
def test_search(words: str, database: Path) -> None:
    sql = f"SELECT item_id FROM items WHERE item_id IN (SELECT rowid FROM items_fts WHERE items_fts MATCH '{words}')"
    assert [row[0] for row in query(database, sql)] == SEARCHES[words]


def test_docbin(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "referater.spacy"
    assert to_docbin([FULL], path, lambda referat: TEXT) == (1, [])
    [doc] = DocBin().from_disk(path).get_docs(nlp.vocab)
    assert doc.text == TEXT
    assert [(ent.text, ent.label_) for ent in doc.ents] == [(e.text, e.label) for e in FULL.entities]
    assert doc.ents[2]._.money.value == Decimal("1234.50")
    assert [(span.text, span.label_) for span in doc.spans["outcomes"]] == [("Godkendt", "GODKENDT")]
    assert doc._.referat == FULL


def test_docbin_reads_the_sources_again_and_names_those_that_are_not_the_same(nlp: Language, tmp_path: Path) -> None:
    sources = {"same.txt": TEXT, "changed.txt": "Nyt: " + TEXT, "gone.txt": None}
    for name, text in sources.items():
        if text is not None:
            (tmp_path / name).write_text(text, encoding="utf-8")
    referats = [FULL.model_copy(update={"source": str(tmp_path / name)}) for name in sources]
    referats.append(FULL.model_copy(update={"source": None}))
    exported = export(referats, tmp_path / "referater.spacy")
    assert exported.counts == {"documents": 1}
    assert [(Path(left.source).name, left.reason.split(":")[0]) for left in exported.left_out] == [
        ("changed.txt", "The file has changed"),
        ("gone.txt", "No such file or directory"),
        ("a document without source", "It was not read from a file, so there is no text to go back to."),
    ]


@pytest.mark.parametrize(("name", "to"), [("tables", "csv"), ("tables", "parquet"), ("a.db", None), ("a.spacy", None)])
def test_what_fails_leaves_the_old_files(name: str, to: str | None, jsonl: Path, tmp_path: Path) -> None:
    if to == "parquet":
        pytest.importorskip("pyarrow")
    target = tmp_path / name
    export([FULL], target, to)
    before = {path: path.read_bytes() for path in sorted(target.parent.rglob("*")) if path.is_file()}
    jsonl.write_text(jsonl.read_text(encoding="utf-8") + "{}}", encoding="utf-8")
    before[jsonl] = jsonl.read_bytes()
    with pytest.raises(ExportError, match="line 3"):
        export(jsonl, target, to)
    assert {path: path.read_bytes() for path in sorted(target.parent.rglob("*")) if path.is_file()} == before


COMMANDS = {
    "by the ending": (["-o", "a.db"], 0, "a.db: 2 documents, 2 items, 2 outcomes"),
    "no format": (["-o", "tables"], 2, "Name the format of tables with --to: csv, parquet, sqlite, docbin."),
    "unknown format": (["-o", "a.db", "--to", "xlsx"], 2, "There is no format 'xlsx'"),
    "a folder in the way": (["-o", "out.jsonl/tables", "--to", "csv"], 1, "error: "),
}


@pytest.mark.parametrize("case", COMMANDS)
def test_the_command(case: str, jsonl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, status, words = COMMANDS[case]
    monkeypatch.chdir(jsonl.parent)
    result = CliRunner().invoke(app, ["export", "out.jsonl", *arguments])
    assert result.exit_code == status
    assert words in result.output


def test_the_command_on_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["export", str(tmp_path / "ud.jsonl"), "-o", str(tmp_path / "a.db")])
    assert result.exit_code == 1
    assert "ud.jsonl: No such file or directory" in result.output


def test_many_documents_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export([FULL] * 50, tmp_path / "one", "csv")
    monkeypatch.setattr("nlp_referat.export.reading.chunks.__defaults__", (7,))
    export([FULL] * 50, tmp_path / "many", "csv")
    for name in NAMES:
        assert (tmp_path / "one" / f"{name}.csv").read_bytes() == (tmp_path / "many" / f"{name}.csv").read_bytes()
    assert len(list(records([FULL] * 50, "votes"))) == 400
