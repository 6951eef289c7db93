"""Small files that unpack to large ones are refused before they are, and raising the limit reads them."""

import io
import zipfile
import zlib

import pytest

from nlp_referat.errors import UnreadableError
from nlp_referat.readers import Limits, read
from nlp_referat.readers.pdf_bombs import is_bomb

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LIMIT = 2_000_000


def word(body: bytes, **parts: bytes) -> bytes:
    """A Word file with this in its body, and parts beside it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>".encode() + body + b"</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>".encode() + content + f"</w:{name}>".encode())
    return buffer.getvalue()


def pdf(content: bytes, filters: str = "/FlateDecode") -> bytes:
    """A PDF of one page whose content is packed so."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    stream = f"<</Filter[{filters}]/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font)
    written = [b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1)]
    return b"%PDF-1.4\n" + b"".join(written) + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


_SHOWN = b"BT /F 9 Tf 10 10 Td (Referat) Tj ET"
_PARAGRAPH = b"<w:p><w:r><w:t>Referat</w:t></w:r></w:p>"
SPACES = b" " * 3_000_000
BOMBS = {
    "text of a Word file": word(_PARAGRAPH + SPACES),
    "styles of a Word file": word(_PARAGRAPH, styles=b"<w:style/>" * 300_000),
    "numbering of a Word file": word(_PARAGRAPH, numbering=SPACES),
    "page of a PDF": pdf(zlib.compress(_SHOWN + SPACES)),
    "page of a PDF, packed twice": pdf(zlib.compress(zlib.compress(_SHOWN + SPACES)), "/FlateDecode/FlateDecode"),
    "page of a PDF, the short name": pdf(zlib.compress(_SHOWN + SPACES), "/Fl"),
}


@pytest.mark.parametrize("case", BOMBS)
def test_a_bomb_is_refused_and_the_limit_is_adjustable(case: str) -> None:
    message = r"^bilag .*unpacks to more than 2 MB.*bombs.*--max-size MB; in Python limits=Limits\(expanded=\.\.\.\)"
    with pytest.raises(UnreadableError, match=message):
        read(BOMBS[case], name="bilag", limits=Limits(expanded=_LIMIT))
    assert read(BOMBS[case]).text == "Referat\n"


def test_thousands_of_empty_paragraphs_are_a_bomb() -> None:
    data = word(_PARAGRAPH * 3 + b"<w:tbl><w:tr><w:tc><w:p/><w:p/></w:tc></w:tr></w:tbl>")
    with pytest.raises(UnreadableError, match=r"more than 4 paragraphs.*Limits\(paragraphs=\.\.\.\)"):
        read(data, limits=Limits(paragraphs=4))
    assert read(data, limits=Limits(paragraphs=5)).text == "Referat\n\nReferat\n\nReferat\n"


def stream(content: bytes, kind: bytes = b"") -> bytes:
    return b"1 0 obj <<%s/Filter /FlateDecode>>\nstream\r\n%s\nendstream endobj\n" % (kind, content)


PACKED = zlib.compress(b"\0" * 900)
STREAMS = {
    "up to the limit": (stream(zlib.compress(b"\0" * 1_000)), False),
    "beyond it": (stream(zlib.compress(b"\0" * 1_001)), True),
    "images stay packed": (stream(zlib.compress(SPACES), b"/Subtype/Image"), False),
    "so do attached files": (stream(zlib.compress(SPACES), b"/Type /EmbeddedFile"), False),
    "many small ones": (stream(PACKED) * 22, False),
    "too many of them": (stream(PACKED) * 23, True),
    "an image before it": (stream(PACKED, b"/Subtype/Image") + stream(zlib.compress(SPACES)), True),
    "damaged": (stream(b"no zlib"), False),
    "damaged behind its beginning": (stream(PACKED[:9] + b"\xff" * 99), False),
    "cut off": (stream(PACKED)[:40], False),
    "not packed": (b"1 0 obj <<>>stream\n" + SPACES, False),
}


@pytest.mark.parametrize("case", STREAMS)
def test_streams_of_a_pdf(case: str) -> None:
    data, expected = STREAMS[case]
    assert is_bomb(data, 1_000) is expected
