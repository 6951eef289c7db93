"""What kind of file some bytes are: told by the bytes, never by the name."""

import io
import zipfile
from pathlib import Path

import pytest

from nlp_referat.errors import UnreadableError
from nlp_referat.readers import read
from nlp_referat.readers.kinds import kind_of


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


KINDS = [
    (b"%PDF-1.4\n", "pdf"),
    (b"\r\n%PDF-1.4\n", "pdf"),  # some servers put a line break before
    (_zip("word/document.xml"), "docx"),
    (b"<!DOCTYPE html><html>", "html"),
    (b"\xef\xbb\xbf\n<!-- saved page -->\n<HTML lang=da>", "html"),
    (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', "html"),
    (b"<p>Godkendt.</p>", "html"),
    (b"<h2 class=x>Punkt 1</h2>", "html"),
    (b'\xff\xfe' + "<html><p>Møde".encode("utf-16-le"), "html"),
    (b'{"Dagsordenpunkter": []}', "firstagenda"),
    (b' \n[ {"Id": 1}]', "firstagenda"),
    (b"{}", "firstagenda"),
    (b"[1, 2]", "firstagenda"),
    (b' ["a"]\n', "firstagenda"),
    (b"[]", "firstagenda"),
    (b"[1] Godkendt. Se note [2]", "text"),
    (b'["Udkast"] Referat', "text"),
    (b"# Referat\n", "text"),
    (b"Et referat om <p> og <html> i en tekst", "text"),
    (b"<b@kommune.dk> skrev", "text"),
    (b"< 5 pct. af borgerne", "text"),
    (b"[Udkast] Referat", "text"),
    (b"{udkast}", "text"),
    (b"", "text"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_kind(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


REFUSED = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office file", ".docx"),
    (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password", "without one"),
    (b"{\\rtf1\\ansi Referat}", "RTF", ".docx"),
    (b"\x89PNG\r\n\x1a\n", "image", "OCR"),
    (b"\xff\xd8\xff\xe0", "image", "OCR"),
    (b"\x1f\x8b\x08", "gzip", "unpack"),
    (_zip("xl/workbook.xml"), "Excel", ".docx"),
    (_zip("content.xml", "mimetype"), "OpenDocument", ".docx"),
    (_zip("referat.pdf"), "zip archive", "unpack"),
    (b"PK\x03\x04\x14\x00", "damaged Word", "anew"),
    (b'<?xml version="1.0"?><rss></rss>', "XML", "HTML"),
    (b"From: <Saved by a browser>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\n\r\n<p>", "e-mail.*mht", "HTML"),
]


@pytest.mark.parametrize(("data", "kind", "way_out"), REFUSED)
def test_other_kinds_are_refused_with_a_way_out(data: bytes, kind: str, way_out: str) -> None:
    with pytest.raises(UnreadableError, match=kind) as refused:
        kind_of(data, "bilag.bin")
    assert str(refused.value).startswith("bilag.bin ")
    assert way_out in str(refused.value)


@pytest.mark.parametrize("name", ["referat.pdf", "referat.docx", "referat.json", "referat"])
def test_the_name_says_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("<h1>Referat</h1><p>Byrådet", encoding="utf-8")
    source = read(path)
    assert (source.kind, source.text, source.name) == ("html", "# Referat\n\nByrådet\n", str(path))


MARKDOWN = [
    ("# Punkt 1: Sti\n", "markdown", [(1, "Punkt 1: Sti")]),
    ("Tekst\n\n## **Beslutning** ##\r\nGodkendt", "markdown", [(2, "Beslutning")]),
    ("**Beslutning**\n\nGodkendt", "markdown", []),
    ("#hashtag og # midt i\n#\n", "text", []),
    ("Beslutning\n", "text", []),
]


@pytest.mark.parametrize(("text", "kind", "headings"), MARKDOWN)
def test_markdown_is_known_by_its_marks(text: str, kind: str, headings: list[tuple[int, str]]) -> None:
    source = read(text)
    assert source.kind == kind
    assert source.text == text
    assert [(h.level, text[h.start : h.end]) for h in source.headings] == headings


def test_form_feeds_part_pages() -> None:
    source = read("Side et\n\fSide to\n\f")
    assert source.pages == (0, 9)
    assert [source.locate(offset).page for offset in (0, 8, 9, 17)] == [1, 1, 2, 2]
    with pytest.raises(IndexError):
        source.locate(19)
