"""Web pages: what people read on them, without menus, cookie notices and scripts.

libxml2 parses; nothing is fetched and no script is run. Its events are taken as they come, so that neither a tree
of the page nor the depth of its nesting costs memory.

>>> html_source(b"<nav>Forside</nav><h2>Punkt 1: Sti</h2><table><tr><td>Drift<td>1.200</table>").text
'## Punkt 1: Sti\\n\\nDrift\\t1.200\\n'
"""

import re
from typing import Final

from lxml import etree

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.encoding import decode, wide_encoding
from nlp_referat.readers.render import Block, without_surrogates, write
from nlp_referat.readers.source import DEFAULT_LIMITS, Limits, Source
from nlp_referat.readers.webpage import Page

_CHARSET: Final = re.compile(
    rb"<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
_HEAD: Final = 4_096
_PIECE: Final = 1 << 20


def html_source(data: bytes, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Source:
    """The `Source` of a web page.

    Raises:
        UnreadableError: for a page without text, in an encoding that nobody knows, or nested deeper than the limit.
    """
    called = name or "the input"
    written = write(html_blocks(_text(data, called), called, limits))
    if not written.text.strip():
        raise UnreadableError(
            f"{called} is a web page without text: its content is loaded by a script. "
            "Open it in a browser and save it from there, or take the page's PDF."
        )
    return Source(name, "html", written.text, written.headings, written.stretches)


def html_blocks(html: str, name: str = "the input", limits: Limits = DEFAULT_LIMITS) -> list[Block]:
    """What people read of a page or a piece of one, line by line.

    Raises:
        UnreadableError: when elements are nested deeper than the limit.

    >>> [(block.mark, block.text) for block in html_blocks("<ol start=4><li>at det sker<li>at det ses</ol>")]
    [('4.', 'at det sker'), ('5.', 'at det ses')]
    """
    page = Page(name, limits.depth)
    # huge_tree: libxml2 would refuse 10 MB in one place; there is no tree here, and the size is limited already.
    parser = etree.HTMLParser(target=page, huge_tree=True, no_network=True, recover=True)
    html = without_surrogates(html)
    try:
        for start in range(0, len(html), _PIECE):
            parser.feed(html[start : start + _PIECE])
        parser.close()
    except etree.LxmlError:  # nothing at all in it, or nothing that could be a page
        page.close()
    return page.result()


def _text(data: bytes, name: str) -> str:
    """The page's characters. What the bytes are, they show themselves; what a page says of them is asked second."""
    if wide_encoding(data) is not None:
        return decode(data, name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data, 0, _HEAD)
    if declared is None:
        return decode(data, name)
    encoding = declared[1].decode("ascii").casefold()
    # Browsers read Latin-1 as Windows-1252, whose dashes and quotation marks it lacks.
    encoding = "cp1252" if encoding in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else encoding
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        raise UnreadableError(
            f"{name} says that its encoding is {encoding!r}, which is unknown. Save it anew in UTF-8."
        ) from None
