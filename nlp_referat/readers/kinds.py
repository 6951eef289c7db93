"""What kind of file some bytes are, told by the bytes alone.

>>> kind_of(b"%PDF-1.7 ..."), kind_of(b"<!doctype html><p>Referat"), kind_of(b"Referat")
('pdf', 'html', 'text')
"""

import io
import json
import re
import struct
import zipfile
import zlib
from typing import Final

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.encoding import wide_encoding
from nlp_referat.readers.source import SourceKind

_OTHER_KINDS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"{\\rtf", "an RTF file", "save it as .docx or PDF first"),
    (b"\x89PNG", "an image", "run OCR on it first, for instance with tesseract -l dan"),
    (b"\xff\xd8\xff", "an image", "run OCR on it first, for instance with tesseract -l dan"),
    (b"GIF8", "an image", "run OCR on it first, for instance with tesseract -l dan"),
    (b"II*\0", "an image", "run OCR on it first, for instance with tesseract -l dan"),
    (b"MM\0*", "an image", "run OCR on it first, for instance with tesseract -l dan"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3", "an SQLite database", "give the documents themselves"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_LOCKED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_PARTS: Final = (
    ("xl/", "an Excel workbook", "save the sheet as text, or the minutes as .docx or PDF"),
    ("ppt/", "a PowerPoint file", "save it as PDF first"),
    ("content.xml", "an OpenDocument file", "save it as .docx or PDF first"),
)
# What `zipfile` raises on damaged input; its documentation names only the first.
ZIP_ERRORS: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, LookupError, OSError, ArithmeticError, RuntimeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
_LEADING: Final = b" \t\r\n\f\0\xef\xbb\xbf"
_HEAD: Final = 4_096
_TAG: Final = re.compile(
    # What may stand before the first tag: a declaration, comments, processing instructions.
    r"(?:<\?.{0,300}?\?>|<!--.{0,2000}?-->|\s)*+"
    r"<(?:!doctype html|(?:html|head|body|title|meta|link|style|script|div|p|span|h[1-6]|table|section|article|main|"
    r"nav|header|ul|ol|dl|form|center|font|b|strong|a|img|br)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(r"\s*<\?xml\s", re.IGNORECASE)
_JSON: Final = re.compile(r"\s*(?:\{\s*(?:[\"}]|$)|\[\s*[\[{])")
# A list of anything else may also be a text that begins with a note in brackets.
_JSON_LIST: Final = re.compile(r"\s*\[\s*(?:[\"\]\d-]|true|false|null)")
# The fields of an e-mail, one a line; long ones go on in lines that begin with a space.
_EMAIL: Final = re.compile(r"(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n)*+)*?MIME-Version: *1\.0", re.IGNORECASE)


def kind_of(data: bytes, name: str = "the input") -> SourceKind:
    """The kind of file that begins like this; Markdown counts as text here.

    Raises:
        UnreadableError: for a kind that is not read; the message names it and the way out.
    """
    head = data[:_HEAD].lstrip(_LEADING)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(_ZIP):
        return _kind_of_zip(data, name)
    if data.startswith(_OLE):
        if _LOCKED_OFFICE in data:
            raise UnreadableError(f"{name} is locked with a password. Open it in Word and save it without one.")
        raise UnreadableError(f"{name} is an old Office file (.doc), which is not read. Save it as .docx or PDF first.")
    for magic, kind, advice in _OTHER_KINDS:
        if head.startswith(magic):
            raise UnreadableError(f"{name} is {kind}, which is not read: {advice}.")
    return _kind_of_text(_beginning(head, data), data, name)


def _beginning(head: bytes, data: bytes) -> str:
    if (encoding := wide_encoding(data)) is not None:
        return data[:_HEAD].decode(encoding, "replace").lstrip("\ufeff")
    return head.decode("latin-1")  # marks of every kind are ASCII


def _kind_of_text(head: str, data: bytes, name: str) -> SourceKind:
    if _TAG.match(head):
        return "html"
    if _XML.match(head):
        raise UnreadableError(f"{name} is an XML file of a kind that is not read. Save it as HTML, .docx or text.")
    if _EMAIL.match(head):
        raise UnreadableError(
            f"{name} is an e-mail, or a page saved as one (.mht), which is not read. Open it and save the page as "
            "HTML, or the attachment by itself."
        )
    return "firstagenda" if _JSON.match(head) or _is_json_list(head, data) else "text"


def _is_json_list(head: str, data: bytes) -> bool:
    """Whether it is JSON that its first bytes alone do not show to be JSON."""
    if not _JSON_LIST.match(head) or not data.rstrip().endswith(b"]"):
        return False
    try:
        json.loads(data, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return True


def _kind_of_zip(data: bytes, name: str) -> SourceKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except ZIP_ERRORS as error:
        reason = "" if isinstance(error, zipfile.BadZipFile) else str(error)  # it says "no zip file" of half a one
        raise UnreadableError(
            f"{name} is a damaged Word or other zipped file: {reason or 'it breaks off'}. Fetch or save it anew."
        ) from None
    if any(part.startswith("word/") for part in names):
        return "docx"
    for prefix, kind, advice in _PARTS:
        if any(part.startswith(prefix) for part in names):
            raise UnreadableError(f"{name} is {kind}, which is not read: {advice}.")
    raise UnreadableError(f"{name} is a zip archive, which is not read: unpack it first.")
