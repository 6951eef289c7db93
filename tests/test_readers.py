"""From paths, bytes and text to a Referat."""

from pathlib import Path

import pytest
from spacy.language import Language

import nlp_referat
from nlp_referat.errors import UnreadableError
from nlp_referat.readers import decode, extract, extract_text, read

TEXT = "Punkt 1: Ærø Færgefart\n\nBeslutning\n\nGodkendt. Der gives 5.000 kr.\n"

ENCODED = [
    ("utf-8", TEXT.encode()),
    ("cp1252", TEXT.encode("cp1252")),
    ("utf-16 little end first", b"\xff\xfe" + TEXT.encode("utf-16-le")),
    ("utf-16 big end first", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    ("utf-16 without its mark", TEXT.encode("utf-16-le")),
    ("utf-16 without its mark, big end first", TEXT.encode("utf-16-be")),
    ("utf-32", TEXT.encode("utf-32")),
]


@pytest.mark.parametrize("data", [data for _, data in ENCODED], ids=[name for name, _ in ENCODED])
def test_decode(data: bytes) -> None:
    assert decode(data) == TEXT


def test_a_utf8_byte_order_mark_stays_so_that_offsets_are_the_files() -> None:
    assert decode(TEXT.encode("utf-8-sig")) == "\ufeff" + TEXT
    assert extract(TEXT.encode("utf-8-sig")).items[0].title == "Ærø Færgefart"


def test_line_ends_stay_so_that_offsets_are_the_files(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert read(path).text == TEXT.replace("\n", "\r\n")
    assert read(path).name == str(path)


def test_a_few_stray_control_characters_are_no_reason_to_refuse() -> None:
    assert decode(b"God\0kendt. " + TEXT.encode()).startswith("God\0kendt")


NO_TEXT = [
    (bytes(range(256)) * 20, "no text file"),
    (b"\x00\x01\x02\x03" * 50, "no text file"),
    (TEXT.encode("utf-32-le"), "no text file"),
    (b"\xff\xfea\x00b", "breaks off at byte 4"),
    (TEXT.encode("cp037"), "unknown encoding"),  # EBCDIC
    ("Протокол заседания: утверждено".encode("cp866"), "unknown encoding"),
    (TEXT.encode("cp850"), "CP850, as DOS wrote it.*iconv -f CP850"),
    (TEXT.encode("mac_roman"), "MACINTOSH, as old Macs wrote it.*iconv -f MACINTOSH"),
]


@pytest.mark.parametrize(("data", "reason"), NO_TEXT)
def test_what_is_no_text_is_refused_with_a_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as refused:
        decode(data, "bilag.bin")
    assert str(refused.value).startswith("bilag.bin ")
    assert "UTF-8" in str(refused.value)


WINDOWS = [
    "ÆØÅ",
    "Ærø",
    "‘citat’ og ›tegn‹ med æ og ø",
    "† døde, ‘og’ på øen",
    "Œuvre ¾ ¿a¿ på Ærø",
    "det’s kl’t",
    "§ 7 – 5 % €",
]


@pytest.mark.parametrize("text", WINDOWS)
def test_windows_text_with_signs_of_other_encodings_is_read(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_a_path_its_name_its_bytes_and_its_text_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "referat 3. december.txt"
    path.write_text(TEXT, encoding="utf-8")
    by_path, by_name, by_bytes, by_text = extract(path), extract(str(path)), extract(TEXT.encode()), extract(TEXT)
    assert by_path == by_name
    assert by_path.source == str(path)
    assert by_bytes == by_text == by_path.model_copy(update={"source": None})
    assert by_text.items[0].decision is not None


PATHS = ["findes-ikke.txt", "mappe/findes-ikke.md", "/findes/ikke/referat.pdf", "referat.docx"]


@pytest.mark.parametrize("path", PATHS)
def test_what_looks_like_a_file_name_is_one(path: str) -> None:
    with pytest.raises(FileNotFoundError):
        extract(path)


LINES = ["Godkendt.", "Der gives 5.000 kr.", "Punkt 1: Budget 2026", "", " ", "å" * 300, "Et ord " * 900, "a\0b.txt"]


@pytest.mark.parametrize("text", LINES)
def test_what_does_not_is_text(text: str) -> None:
    source = read(text)
    assert (source.name, source.kind, source.text) == (None, "text", text)


def test_a_folder_is_not_text(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        extract(tmp_path)
    with pytest.raises(IsADirectoryError):
        extract(str(tmp_path))


def test_a_file_without_a_name_ending_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "referat").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert extract("referat").source == "referat"


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_an_empty_document_says_so(text: str) -> None:
    assert {"empty", "no_items"} <= {warning.code for warning in extract(text.encode()).warnings}


def test_a_name_that_is_no_utf8_is_written_so_that_no_two_are_the_same(nlp: Language) -> None:
    referat = extract_text(nlp, TEXT, "k\udcf8ge.txt")
    assert referat.source == "k\\udcf8ge.txt"
    assert referat.model_dump_json()


def test_too_long_a_text_says_how_long(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 20)
    with pytest.raises(UnreadableError, match=f"{len(TEXT)} characters; this pipeline takes 20"):
        extract_text(nlp, TEXT)


def test_model_by_name_or_loaded(nlp: Language) -> None:
    assert extract(TEXT, model=nlp) == extract(TEXT, model="rules")
    assert extract(TEXT) == extract(TEXT, model="default")
    with pytest.raises(nlp_referat.ModelNotFoundError, match="Did you mean 'rules'"):
        extract(TEXT, model="rulse")
