"""The command line: what goes where, and with which exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from soundness import validator
from spacy.util import is_package
from typer.testing import CliRunner

from nlp_referat import __version__
from nlp_referat.cli import app
from nlp_referat.schema import Referat, json_schema

TEXT = "REFERAT Ældreudvalget d. 03-12-2025\n\nPunkt {0}: Sag {0}\n\nBeslutning\n\nGodkendt. Der gives {0}.000 kr.\n"


def run(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, env={"COLUMNS": "100"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def run_process(*args: str | Path, **env: str) -> tuple[int, str, str]:
    """The same in a process of its own."""
    command = [sys.executable, "-c", "from nlp_referat.cli import main; main()", *map(str, args)]
    done = subprocess.run(command, capture_output=True, env=os.environ | env, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def documents(output: str) -> list[Referat]:
    """The lines of a JSONL output, each valid."""
    assert output == "" or output.endswith("\n")
    lines = output.split("\n")[:-1]
    for line in lines:
        validator().validate(json.loads(line))
    return [Referat.model_validate_json(line) for line in lines]


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Three minutes."""
    paths = [tmp_path / f"referat [{number}] :æ:.txt" for number in (3, 1, 2)]
    for number, path in zip((3, 1, 2), paths, strict=True):
        path.write_text(TEXT.format(number), encoding="utf-8")
    return paths


def test_the_command_runs_in_a_process_of_its_own(paths: list[Path], tmp_path: Path) -> None:
    status, out, err = run_process("extract", paths[0], tmp_path / "findes-ikke.txt")
    assert status == 1
    assert len(documents(out)) == 1
    assert err == f"{tmp_path / 'findes-ikke.txt'}: No such file or directory\n"


def test_extract_one(paths: list[Path]) -> None:
    status, out, err = run("extract", paths[0])
    assert (status, err) == (0, "")
    [referat] = documents(out)
    assert referat.source == str(paths[0])
    assert [item.number for item in referat.items] == ["3"]
    assert "Ældreudvalget" in out


def test_extract_many_in_the_order_given(paths: list[Path]) -> None:
    status, out, err = run("extract", *paths)
    assert (status, err) == (0, "")
    assert [referat.source for referat in documents(out)] == [str(path) for path in paths]


def test_extract_to_a_file(paths: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    status, out, err = run("extract", *paths, "-o", target)
    assert (status, out, err) == (0, "", "")
    assert [referat.items[0].number for referat in documents(target.read_text(encoding="utf-8"))] == ["3", "1", "2"]


def test_extract_standard_input(paths: list[Path]) -> None:
    status, out, _ = run("extract", paths[0], "-", stdin=TEXT.format(7).encode())
    assert status == 0
    assert [(r.source, r.items[0].number) for r in documents(out)] == [(str(paths[0]), "3"), ("-", "7")]


def test_output_is_utf8_whatever_the_locale(paths: list[Path]) -> None:
    status, out, err = run_process("extract", paths[0], PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert (status, err) == (0, "")
    assert documents(out)[0].meeting.committee is not None


UNREADABLE = {
    "missing": (None, "No such file"),
    "pdf": (b"%PDF-1.4 ...", "is a PDF that breaks off before its end"),
    "binary": (bytes(range(256)) * 9, "is no text file"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_said_and_the_others_are_done(kind: str, paths: list[Path], tmp_path: Path) -> None:
    data, message = UNREADABLE[kind]
    bad = tmp_path / f"[red]{kind}.bin"
    if data is not None:
        bad.write_bytes(data)
    status, out, err = run("extract", paths[0], bad, paths[1])
    assert status == 1
    assert [referat.source for referat in documents(out)] == [str(paths[0]), str(paths[1])]
    assert str(bad) in err
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_folder_stands_for_the_files_in_it(paths: list[Path], tmp_path: Path) -> None:
    status, out, err = run("extract", tmp_path)
    assert (status, err) == (0, "")
    assert [referat.source for referat in documents(out)] == sorted(map(str, paths))


def test_a_folder_is_no_document_to_show(tmp_path: Path) -> None:
    status, out, err = run("show", tmp_path)
    assert (status, out) == (1, "")
    assert err == f"error: {tmp_path}: Is a directory\n"


def test_a_file_without_text_gives_a_document_and_warnings(tmp_path: Path) -> None:
    path = tmp_path / "tom.txt"
    path.write_text(" \n\n", encoding="utf-8")
    status, out, err = run("extract", path)
    assert status == 0
    [referat] = documents(out)
    assert [warning.code for warning in referat.warnings] == ["empty", "no_items"]
    assert f"{path}: empty: The document holds no text." in err


@pytest.mark.parametrize("target", ["ingen/mappe/out.jsonl", "."])
def test_an_output_that_cannot_be_written_is_said_before_anything_is_read(
    target: str, paths: list[Path], tmp_path: Path
) -> None:
    status, out, err = run("extract", paths[0], "-o", tmp_path / target)
    assert (status, out) == (1, "")
    assert err.startswith("error: Cannot write to ")


def test_an_input_is_not_written_over(paths: list[Path]) -> None:
    before = paths[0].read_bytes()
    status, _, err = run("extract", *paths, "-o", paths[0])
    assert status == 2
    assert "is one of the documents to read" in err
    assert paths[0].read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said(paths: list[Path]) -> None:
    status, out, err = run("extract", *paths, "-o", "/dev/full")
    assert (status, out) == (1, "")
    message = "Cannot write to /dev/full: No space left on device. Make room there, or name another place."
    assert err == f"error: {message} What is written already stays.\n"


def test_a_typo_in_the_models_name_leaves_the_output_alone(paths: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("kept", encoding="utf-8")
    status, out, err = run("extract", paths[0], "-m", "rulse", "-o", target)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")
    assert "Did you mean 'rules'?" in err
    assert target.read_text(encoding="utf-8") == "kept"


def test_a_model_that_is_not_installed_says_how_to(paths: list[Path]) -> None:
    if is_package("da_core_news_lg"):
        pytest.skip("it is installed here")
    status, _, err = run("extract", paths[0], "--model", "da_core_news_lg")
    assert status == 2
    assert "python -m spacy download da_core_news_lg" in err


def test_a_reader_that_has_enough_ends_the_command_quietly(paths: list[Path]) -> None:
    command = [sys.executable, "-c", "from nlp_referat.cli import main; main()", "extract", *map(str, paths * 40)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b'{"schema":"referat/1"')
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


USAGE = [
    (["--help"], 0, ["extract", "show", "schema", "--version"]),
    (
        ["extract", "--help"],
        0,
        ["nlp-referat extract minutes/ -o out.jsonl --jobs 2", "--output", "--jobs", "--resume", "--model", "PATH"],
    ),
    (["show", "--help"], 0, ["nlp-referat show referat.txt"]),
    (["schema", "--help"], 0, ["nlp-referat schema > referat-1.schema.json"]),
    (["--version"], 0, [f"nlp-referat {__version__}"]),
    ([], 2, ["extract", "show", "schema"]),
    (["extract"], 2, ["Missing argument 'PATH"]),
    (["extrakt"], 2, ["No such command 'extrakt'"]),
    (["extract", "--modl", "x", "y"], 2, ["No such option"]),
]


@pytest.mark.parametrize(("args", "status", "words"), USAGE, ids=[" ".join(args) or "nothing" for args, _, _ in USAGE])
def test_usage(args: list[str], status: int, words: list[str]) -> None:
    got, out, err = run(*args)
    assert got == status
    for word in words:
        assert word in out + err


def test_show_the_example() -> None:
    status, out, err = run("show")
    assert (status, err) == (0, "")
    for word in ("Klima- og Fritidsudvalget", "2026-04-14", "GODKENDT", "(lukket)", "3,200,000 DKK", "Lindeåfonden"):
        assert word in out


def test_show_takes_marks_for_text(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text(TEXT.format("1: [red]Sag[/blue] :tada:"), encoding="utf-8")
    status, out, _ = run("show", path)
    assert status == 0
    assert "[red]Sag[/blue] :tada:" in out


def test_show_what_is_not_minutes(tmp_path: Path) -> None:
    status, out, err = run("show", "-", stdin=b"Bland mel og vand.")
    assert status == 0
    assert "no_items" in out + err


def test_show_a_missing_file() -> None:
    status, out, err = run("show", "findes-ikke.txt")
    assert (status, out) == (1, "")
    assert err == "error: findes-ikke.txt: No such file or directory\n"


def test_schema() -> None:
    status, out, err = run("schema")
    assert (status, err) == (0, "")
    assert json.loads(out) == json_schema()
