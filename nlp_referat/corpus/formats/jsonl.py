"""This library's own format, as `nlp_referat.corpus.storage` keeps it: carries everything."""

from collections.abc import Sequence

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats.transfer import Transfer
from nlp_referat.corpus.storage import check_offsets, lines_of, parse_line


def loads(data: bytes, transfer: Transfer) -> list[Document]:
    """Read documents; entities that leave the text are misaligned, other spans that do an error.

    >>> [document.text for document in loads(dumps([Document(id="a", text="Ja.")], Transfer("x")), Transfer("x"))]
    ['Ja.']
    """
    documents = []
    for number, line in lines_of(data, transfer.source):
        document = parse_line(line, f"{transfer.source}, line {number}")
        fitting = tuple(
            entity
            for entity in document.entities
            if transfer.fits(entity.start, entity.end, document.text, f"line {number}, document {document.id!r}")
        )
        document = document.model_copy(update={"entities": fitting})
        check_offsets(document, f"{transfer.source}, line {number}")
        documents.append(document)
    return documents


def dumps(documents: Sequence[Document], transfer: Transfer) -> bytes:
    """Write documents, one a line."""
    return "".join(document.model_dump_json() + "\n" for document in documents).encode("utf-8")
