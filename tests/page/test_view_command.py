"""`nlp-referat view`: one file in, one page out, and what it says when it cannot."""

from pathlib import Path

import pytest
from page_reading import ReadPage
from typer.testing import CliRunner

from nlp_referat.cli import app

TEXT = "REFERAT Ældreudvalget d. 03-12-2025\n\nPunkt 1: Ny sti\n\nBeslutning\n\nGodkendt. Der gives 5.000 kr.\n"


def run(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["view", "-m", "rules", *map(str, args)], input=stdin, env={"COLUMNS": "200"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "møde.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_file_becomes_a_page(minutes: Path, tmp_path: Path) -> None:
    target = tmp_path / "side.html"
    assert run(minutes, "-o", target) == (0, f"{target}: open it in a browser\n", "")
    page = ReadPage(target.read_text(encoding="utf-8"))
    assert page.by_id("tekst").text == TEXT
    assert page.classed("badge") == ["Godkendt"]
    assert "møde.txt" in page.classed("page")[0]
    assert sorted(tmp_path.iterdir()) == sorted([minutes, target])


def test_standard_input(tmp_path: Path) -> None:
    status, _, _ = run("-", "-o", tmp_path / "side.html", stdin=TEXT.replace("\n", "\r\n").encode("cp1252"))
    assert status == 0
    assert "Ældreudvalget" in ReadPage((tmp_path / "side.html").read_text(encoding="utf-8")).by_id("tekst").text


@pytest.mark.parametrize(
    ("document", "page", "status", "message"),
    [
        ("findes-ikke.txt", "side.html", 1, "findes-ikke.txt: No such file or directory"),
        ("møde.txt", "ingen/side.html", 1, "side.html: No such file or directory. Make the folder first."),
        ("møde.txt", "møde.txt", 2, "møde.txt is the document to read: writing to it would empty it."),
        ("møde.txt", ".", 1, ": Is a directory. Name a file."),
    ],
)
def test_what_cannot_be(minutes: Path, tmp_path: Path, document: str, page: str, status: int, message: str) -> None:
    found, out, err = run(tmp_path / document, "-o", tmp_path / page)
    assert (found, out) == (status, "")
    assert err.startswith("error: ")
    assert err.endswith(f"{message}\n")
    assert minutes.read_bytes() == TEXT.encode()
