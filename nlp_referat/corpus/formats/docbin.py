"""spaCy's DocBin: entities as ``doc.ents``, titles and outcomes as span groups ``items`` and ``outcomes``.

Carries everything: facts, meeting, items and values stand in ``doc.user_data["nlp_referat"]``, from which they are
read back; the entities come from ``doc.ents``. The span groups are for looking at: a title or outcome that ends
inside a token has the whole token there, and an empty outcome is in none.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats.transfer import (
    Transfer,
    aligned,
    extras_from,
    extras_of,
    facts_from,
    facts_of,
    gold_from,
    gold_of,
    tokens_of,
)
from nlp_referat.errors import AnnotationError

KEY: Final = "nlp_referat"


def dumps(documents: Sequence[Document], transfer: Transfer) -> bytes:
    """Write Docs; entities have to begin and end where tokens do.

    >>> document = Document(id="a", text="Byrådet", entities=[{"start": 0, "end": 7, "label": "COMMITTEE"}])
    >>> loads(dumps([document], Transfer("x")), Transfer("x")) == [document]
    True
    """
    vocab = Vocab()  # tokens and labels are strings: nothing of a language's vocabulary is needed
    docs = (_doc(document, vocab, transfer) for document in documents)
    return DocBin(docs=docs, store_user_data=True).to_bytes()


def _doc(document: Document, vocab: Vocab, transfer: Transfer) -> Doc:
    doc = tokens_of(document.text, vocab)
    entities = list(aligned(document, doc, transfer))
    doc.ents = tuple(Span(doc, first, behind, label=entity.label) for entity, first, behind in entities)
    items = document.items or ()
    doc.spans["items"] = _spans(doc, ((item.start, item.end, "ITEM") for item in items))
    outcomes = (outcome for item in items for outcome in item.outcomes)
    doc.spans["outcomes"] = _spans(doc, ((outcome.start, outcome.end, outcome.label) for outcome in outcomes))
    values = [
        {"start": entity.start, "end": entity.end} | extras
        for entity, _, _ in entities
        if (extras := extras_of(entity))
    ]
    doc.user_data[KEY] = facts_of(document) | gold_of(document) | {"values": values}
    return doc


def _spans(doc: Doc, places: Iterable[tuple[int, int, str]]) -> list[Span]:
    """The tokens that each place touches; the exact offsets stand in the user data."""
    spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in places if start < end)
    return [span for span in spans if span is not None]


def loads(data: bytes, transfer: Transfer) -> list[Document]:
    """Read Docs, whoever made them: of others' the entities only."""
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # zlib's, msgpack's and spaCy's own have no common base
        raise AnnotationError(f"{transfer.source}: no DocBin ({error}); write it with DocBin.to_disk.") from None
    return transfer.documents(_document(doc, number, transfer) for number, doc in enumerate(docs, 1))


def _document(doc: Doc, number: int, transfer: Transfer) -> tuple[dict[str, Any], str]:
    found = doc.user_data.get(KEY, {})
    facts = {"id": f"{transfer.stem}-{number}"} | facts_from(found, own=True)
    place = f"document {facts['id']!r}"
    values = {(value["start"], value["end"]): value for value in found.get("values", ())}
    entities = []
    for span in doc.ents:
        label = transfer.label(span.label_, f"{place}, {span.text!r} at {span.start_char}")
        if label:
            extras = extras_from(values.get((span.start_char, span.end_char)))
            entities.append({"start": span.start_char, "end": span.end_char, "label": label} | extras)
    return facts | gold_from(found) | {"text": doc.text, "entities": entities}, place
