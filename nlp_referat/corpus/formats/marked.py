"""Marked form, one document a file: see `nlp_referat.corpus.marked`. Carries everything.

A file whose rule line ends as Windows ends lines was saved there: its line breaks are read as plain ones.
"""

import re
from collections.abc import Sequence

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats.transfer import Transfer
from nlp_referat.corpus.marked import parse, render
from nlp_referat.corpus.storage import decode
from nlp_referat.errors import AnnotationError


def loads(data: bytes, transfer: Transfer) -> list[Document]:
    """Read the one document of a file."""
    text = decode(data, transfer.source)
    if re.match(r"(?:[^\n]*\r\n)*?---\r\n", text):
        text = text.replace("\r\n", "\n")
    document = parse(text, transfer.source)
    return [document.model_copy(update={"id": transfer.stem}) if document.id == transfer.source else document]


def dumps(documents: Sequence[Document], transfer: Transfer) -> bytes:
    """Write the one document of a file.

    >>> dumps([Document(id="a", text="Ja.")], Transfer("x")).decode()
    'id: a\\nkind: referat\\n---\\nJa.'
    """
    if len(documents) != 1:
        raise AnnotationError(
            f"{transfer.source}: marked form holds one document a file, not {len(documents)}; name a folder instead."
        )
    return render(documents[0]).encode("utf-8")
