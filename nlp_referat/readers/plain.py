"""Plain text and Markdown: the file's own characters, so that offsets are the file's.

Pages are known where form feeds part them, as converters from PDF leave them.

>>> source = plain_source("# Punkt 1: Sti\\n\\nGodkendt.\\fSide to", "referat.md")
>>> source.kind, source.headings, source.locate(30).page
('markdown', (KnownHeading(level=1, start=2, end=14),), 2)
"""

import re
from typing import Final

from nlp_referat.readers.source import KnownHeading, Source, Stretch

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
