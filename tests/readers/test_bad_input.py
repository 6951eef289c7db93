"""What cannot be read gives a message and exit status 1 through the command line, and no traceback."""

import json
import os
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp_referat.cli import app
from nlp_referat.errors import UnreadableError
from nlp_referat.readers import Limits, read, read_all

BAD = [
    ("a PDF without its end", b"%PDF-1.4\n1 0 obj\n", "breaks off"),
    ("a damaged Word file", b"PK\x03\x04abc", "damaged Word"),
    ("nested tags", b"<div>" * 100_000, "deeper than 1,000"),
    ("JSON of another shape", b'{"Moede": {}}', "another shape"),
    ("an unknown encoding", b"<meta charset=klingon><p>\xe6", "'klingon', which is unknown"),
    ("no text", bytes(range(256)) * 30, "no text file"),
    ("an image", b"\x89PNG\r\n\x1a\n", "OCR"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_the_command_line_says_what_is_wrong(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "referat.bin"
    path.write_bytes(data)
    result = CliRunner().invoke(app, ["show", str(path), "--model", "rules"])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert reason in " ".join(result.output.split())
    assert "Traceback" not in result.output


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(200_000_001)  # takes no room on the disk
    with pytest.raises(UnreadableError, match=r"stor.txt is too large: 200 MB, where 200 MB is the limit.*--max-size"):
        read(path)
    small = tmp_path / "lille.txt"
    small.write_bytes(b"Referat")
    with pytest.raises(UnreadableError, match="too large"):
        read(small, limits=Limits(size=6))
    assert read(small, limits=Limits(size=7)).text == "Referat"
    with pytest.raises(UnreadableError, match="too large"):
        read(b"Referat", limits=Limits(size=6))


def test_a_file_that_does_not_know_its_length_is_read_to_the_limit_only() -> None:
    with pytest.raises(UnreadableError, match="too large"):
        read(Path("/dev/zero"), limits=Limits(size=1_000_000))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "lukket.txt"
    path.write_bytes(b"Referat")
    path.chmod(0)
    with pytest.raises(PermissionError):
        read(path)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_all(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_all(tmp_path / "findes-ikke.pdf")


REMOTE = "http://127.0.0.1:9/x"
FETCHING = [
    f'<html><head><link rel=stylesheet href="{REMOTE}"></head><img src="{REMOTE}"><p>Referat'.encode(),
    f'<!DOCTYPE html SYSTEM "{REMOTE}"><html><iframe src="{REMOTE}"></iframe><p>Referat'.encode(),
    json.dumps({"Dagsordenpunkter": [{"Navn": "Sti", "Felter": [{"Html": f"<img src={REMOTE}>x"}]}]}).encode(),
]


@pytest.mark.parametrize("data", FETCHING)
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert read(data).text
