"""Plain text and Markdown: the file's own characters, so that offsets are the file's.

Pages are known where form feeds part them, as converters from PDF leave them.

>>> source = plain_source("# Punkt 1: Sti\\n\\nGodkendt.\\fSide to", "referat.md")
>>> source.kind, source.headings, source.locate(30).page
('markdown', (KnownHeading(level=1, start=2, end=14),), 2)
"""

import codecs
import re
from typing import Final

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.source import KnownHeading, Source, Stretch

_MAX_CONTROL_SHARE: Final = 0.05  # binary files have 0.1 and more, text with stray NULs far less
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_OR_UNDEFINED: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_SAMPLE: Final = 20_000
_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n\r]+)", re.MULTILINE)
_BOLD_LINE: Final = re.compile(r"^(?:\*\*|__)\S[^\n]*(?:\*\*|__)[ \t]*$", re.MULTILINE)


def plain_source(text: str, name: str | None = None) -> Source:
    """The `Source` of a text; Markdown if it has headings or bold lines as Markdown writes them."""
    headings = tuple(heading for match in _HEADING.finditer(text) if (heading := _heading(match)))
    is_markdown = bool(headings) or _BOLD_LINE.search(text) is not None
    return Source(name, "markdown" if is_markdown else "text", text, headings, _pages(text))


def _heading(match: re.Match[str]) -> KnownHeading | None:
    """The heading without the marks around it; None where there are only marks."""
    words = match[2].rstrip(" \t*_#")
    start = match.end(2) - len(match[2].lstrip(" \t*_"))
    end = match.start(2) + len(words)
    return KnownHeading(len(match[1]), start, end) if start < end else None


def _pages(text: str) -> tuple[Stretch, ...]:
    if "\f" not in text:
        return ()
    starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\f")]
    return tuple(Stretch(start, page=page) for page, start in enumerate(starts, 1) if start < len(text))


def decode(data: bytes, name: str = "the input") -> str:
    """Text from bytes: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises:
        UnreadableError: when the bytes are no text.

    >>> decode("Køge Byråd".encode("cp1252"))
    'Køge Byråd'
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(data, name)
    try:
        text, odd = data.decode("utf-8"), _CONTROL
    except UnicodeDecodeError:
        text, odd = data.decode("cp1252", errors="replace"), _CONTROL_OR_UNDEFINED
    if len(odd.findall(text, 0, _SAMPLE)) > _MAX_CONTROL_SHARE * min(len(text), _SAMPLE):
        raise UnreadableError(
            f"{name} is no text file in UTF-8, UTF-16 or Windows-1252. Save it as plain text in UTF-8."
        )
    return text


def _decode_utf16(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name} begins as utf-16 and breaks off at byte {error.start}. Save it anew in UTF-8."
        ) from error
