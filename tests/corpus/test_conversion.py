"""``nlp-referat convert`` and ``check-corpus``: files in, files out, what is told, exit status."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp_referat.cli import app
from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats import FORMATS, format_of
from nlp_referat.corpus.storage import read_documents, write_documents
from nlp_referat.errors import AnnotationError


def run(*args: str | Path) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    result = CliRunner().invoke(app, [str(arg) for arg in args], env={"COLUMNS": "100"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def corpus(tmp_path: Path, document: Document) -> Path:
    """A folder with two splits."""
    folder = tmp_path / "corpus"
    write_documents(folder / "train.jsonl", [document, document.model_copy(update={"id": "Ø/2"})])
    write_documents(folder / "dev.jsonl", [Document(id="c", text="Bo kom.")])
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_there_and_back(name: str, corpus: Path, tmp_path: Path) -> None:
    there, back = tmp_path / "there", tmp_path / "back.jsonl"
    status, out, err = run("convert", corpus, "-o", there, "--to", name)
    assert (status, out.split(" in ")[0]) == (0, "3 documents with 12 spans")
    assert out.endswith("; 0 left out\n")
    lost = (
        "The format has no place for 2 meetings, 2 items, 4 values of amounts, 2 scopes of amounts, 2 marks of being "
        "optional.\n"
    )
    assert err == (lost if name == "conll" else "")
    suffix = FORMATS[name].suffixes[0]
    stems = ["c", "vester-1", "Ø_2"] if name == "marked" else ["dev", "train"]
    assert sorted(path.name for path in there.iterdir()) == [stem + suffix for stem in stems]
    status, out, _ = run("convert", there, "-o", back)
    assert (status, out) == (0, f"3 documents with 12 spans in {back}; 0 left out\n")
    if name != "conll":
        assert read_documents(back) == read_documents(corpus)


FOREIGN = "Ida\tB-PER\nbor\tO\ni\tO\nKøge\tB-LOKATION\n.\tO\nGK\tB-MISC\nBro\tI-LOC\n"


def test_a_foreign_file(tmp_path: Path) -> None:
    source, target = tmp_path / "a.iob2", tmp_path / "a.jsonl"
    source.write_text(FOREIGN, encoding="utf-8")
    options = ("convert", source, "-o", target, "--label", "LOKATION=LOC", "--label", "MISC=none")
    status, out, err = run("convert", source, "-o", target)
    assert (status, out) == (1, "")
    assert err.startswith(f"error: {source}, line 4: unknown label 'LOKATION'; map it with --label LOKATION=PERSON")
    assert "Known are PERSON, COMMITTEE, FUND, MONEY" in err
    status, out, err = run(*options)
    assert (status, out, target.exists()) == (1, "", False)
    assert err.startswith(f"error: {source}, line 7: 'I-LOC' goes on with what the token before it did not begin")
    status, out, err = run(*options, "--skip-misaligned")
    assert (status, out) == (0, f"1 documents with 2 spans in {target}; 2 left out\n")
    assert err.split("\n")[:2] == [
        f"{source}, line 7: left out: 'I-LOC' goes on with what the token before it did not begin",
        f"{source}, line 6: left out: label 'MISC' is mapped to none",
    ]
    [document] = read_documents(target)
    assert (document.id, document.labels, document.text) == ("a-1", ("PERSON", "LOC"), "Ida bor i Køge . GK Bro")


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["a.jsonl", "-o", "b.xml"], 1, "error: b.xml: unknown ending '.xml' (known: .bio, .conll"),
        (["a.xml", "-o", "b.jsonl"], 1, "error: a.xml: unknown ending '.xml'"),
        (["a.jsonl", "-o", "folder"], 1, "error: folder is a folder: say with --to what to write there: jsonl, marked"),
        (
            ["a.jsonl", "-o", "b.jsonl", "--from", "brat"],
            2,
            "error: There is no format 'brat'; known are jsonl, marked",
        ),
        (["a.jsonl", "-o", "b.jsonl", "--label", "PER"], 2, "error: 'PER' maps no label: write THEIRS=OURS"),
        (["a.jsonl", "-o", "b.jsonl", "--label", "PER=HUMAN"], 2, "error: 'PER=HUMAN' maps no label"),
        (["missing.jsonl", "-o", "b.jsonl"], 1, "error: missing.jsonl: No such file or directory."),
        (["empty.jsonl", "-o", "b.jsonl"], 1, "error: empty.jsonl: it holds no document; there is nothing to convert."),
        (["none", "-o", "b.jsonl"], 1, "error: none: no annotated file in this folder"),
        (
            ["two.jsonl", "-o", "out", "--to", "marked"],
            1,
            "error: documents 'a/b' and 'a_B' would be one file, a_B.ref",
        ),
        (["two.jsonl", "-o", "b.ref"], 1, "error: b.ref: marked form holds one document a file, not 2"),
        (["a.jsonl", "-o", "a.jsonl/b.jsonl"], 1, "error: "),
    ],
)
def test_what_is_refused(
    args: list[str], status: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_documents(Path("a.jsonl"), [Document(id="a", text="Ja.")])
    write_documents(Path("two.jsonl"), [Document(id="a/b", text="Ja."), Document(id="a_B", text="Nej.")])
    for name in ("a.xml", "empty.jsonl"):
        Path(name).touch()
    Path("none").mkdir()
    before = sorted(tmp_path.rglob("*"))
    found, out, err = run("convert", *args)
    assert (found, out) == (status, "")
    assert err.startswith(message)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("a.jsonl", '{"id": "a", "text": "x", "entities": []}', "jsonl"),
        ("a.jsonl", '{"id": "a", "text": "x"}', "jsonl"),
        ("a.jsonl", '{"text": "x", "spans": []}', "prodigy"),
        ("a.jsonl", '\ufeff{"text": "x", "_input_hash": 1}\n{', "prodigy"),
        ("a.jsonl", "rubbish", "jsonl"),
        ("a.json", "", "label-studio"),
        ("A.IOB2", "", "conll"),
        ("a.tsv", "", "conll"),
        ("a.spacy", "", "docbin"),
        ("a.ref", "", "marked"),
    ],
)
def test_formats_are_told_by_ending_and_content(name: str, content: str, format: str) -> None:
    assert format_of(Path(name), content.encode()).name == format


def test_an_unknown_ending() -> None:
    with pytest.raises(AnnotationError, match=r"a.txt: unknown ending '.txt'"):
        format_of(Path("a.txt"))


def test_check_corpus(corpus: Path, document: Document) -> None:
    status, out, _ = run("check-corpus", corpus)
    lines = [line.split("│") for line in out.split("\n")]
    table = {cells[1].strip(): [cell.strip() for cell in cells[2:5]] for cells in lines if len(cells) == 6}
    assert status == 0
    assert out.startswith("warning: train, Ø/2: the text is that of vester-1 in train; delete one of the two\n")
    assert out.endswith("0 errors, 1 warnings\n")
    assert table["documents"] == ["1", "2", "3"]
    assert table["PERSON"] == ["0", "2", "2"]
    assert table["INGEN_BESLUTNING"] == ["0", "2", "2"]
    assert table["outcomes with their facts"] == ["0", "4", "4"]
    assert table["period"] == ["0", "2", "2"]
    write_documents(corpus / "test.jsonl", [document])
    status, out, _ = run("check-corpus", corpus)
    assert status == 1
    assert "error: train, vester-1: the id is used in test too; give every document its own\n" in out
    assert out.endswith("5 errors, 0 warnings\n")


def test_check_corpus_of_nothing(tmp_path: Path) -> None:
    missing = tmp_path / "corpus.jsonl"
    assert run("check-corpus", missing) == (1, "", f"error: {missing}: No such file or directory.\n")
    status, _, err = run("check-corpus", tmp_path)
    assert status == 1
    assert err.startswith(f"error: {tmp_path}: no annotated file in this folder")


def test_every_broken_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(f"{{\n{json.dumps({'id': 'a', 'text': 'Ja', 'x': 1})}\n", encoding="utf-8")
    status, out, _ = run("check-corpus", path)
    assert status == 1
    assert f"error: train, line 1: {path}: broken JSON" in out
    assert f"error: train, line 2: {path}: document 'a': unknown key 'x'" in out
