"""What cannot be read gives a message and exit status 1 through the command line, and no traceback."""

import io
import json
import os
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
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
    ("EBCDIC", "Referat fra mødet".encode("cp037"), "UTF-8, UTF-16 or Windows-1252"),
    ("an empty file, whatever its name", b"", "is empty: it has 0 bytes. Fetch it again."),
    ("JSON of numbers", b"[1, 2, 3]", "another shape"),
    ("what we wrote", b'{"schema": "referat/1"}', "no document: it is what `nlp-referat extract` made of one"),
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


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """A server on this machine to which nobody shall come."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def word(url: str, file: str) -> bytes:
    """A Word file with entities, a DTD, a template and an image from elsewhere."""
    entities = f'<!ENTITY a SYSTEM "{file}"><!ENTITY b SYSTEM "{url}"><!ENTITY % c SYSTEM "{url}"> %c;'
    text = f'<!DOCTYPE d SYSTEM "{url}" [{entities}]><w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>Referat</w:t>'
    text += "</w:r><w:r><w:t>&a;&b;</w:t></w:r></w:p></w:body></w:document>"
    relation = f'<Relationship Id="r1" Type="{_TEMPLATE}" Target="{url}" TargetMode="External"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", text)
        archive.writestr("word/settings.xml", f'<w:settings xmlns:w="{_WORD}"><w:attachedTemplate/></w:settings>')
        relations = f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>'
        archive.writestr("word/_rels/settings.xml.rels", relations)
        archive.writestr("word/_rels/document.xml.rels", relations)
    return buffer.getvalue()


def portable(url: str, file: str) -> bytes:
    """A PDF that on opening runs a script, starts a program and opens an address, and whose text lies elsewhere."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 700, "Referat")
    canvas.linkURL(url, (0, 0, 600, 800))
    canvas.save()
    actions = (
        f"/Catalog /OpenAction <</S/JavaScript/JS(app.launchURL\\('{url}'\\))>> /AA <</WC<</S/Launch/F({file})>>>>"
    )
    return buffer.getvalue().replace(b"/Catalog", actions.encode())


def page(url: str, file: str) -> bytes:
    """A web page that loads styles, scripts, images and frames, and names files as entities."""
    entities = f'[<!ENTITY a SYSTEM "{file}"><!ENTITY b SYSTEM "{url}">]'
    head = f'<base href="{url}"><link rel=stylesheet href="{url}"><script src="{url}"></script>'
    body = f'<img src="{url}"><iframe src="{url}"></iframe><object data="{file}"></object><p>Referat &a;&b;'
    return f'<!DOCTYPE html SYSTEM "{url}" {entities}><html><head>{head}</head>{body}'.encode()


def payload(url: str, file: str) -> bytes:
    """FirstAgenda JSON with such a page in a field."""
    return json.dumps({"Dagsordenpunkter": [{"Navn": "Sti", "Felter": [{"Html": page(url, file).decode()}]}]}).encode()


@pytest.mark.parametrize("make", [word, portable, page, payload])
def test_nothing_is_fetched_and_no_other_file_is_read(
    make: Callable[[str, str], bytes], door: socket.socket, tmp_path: Path
) -> None:
    (tmp_path / "hemmelig.txt").write_text("hemmeligt", encoding="utf-8")
    data = make(f"http://127.0.0.1:{door.getsockname()[1]}/x", (tmp_path / "hemmelig.txt").as_uri())
    text = read(data).text
    assert "Referat" in text
    assert "hemmeligt" not in text
    with pytest.raises(BlockingIOError):
        door.accept()
