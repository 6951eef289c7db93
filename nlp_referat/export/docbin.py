"""The documents as spaCy Docs: entities with their values, items and outcomes as span groups.

``out.jsonl`` holds no texts, so the sources are read again; one that is gone, or has other words where an entity was
found, is left out and named.
"""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from nlp_referat import readers
from nlp_referat.export.reading import ExportError
from nlp_referat.pipeline import RULES, load
from nlp_referat.pipes.view import forget
from nlp_referat.readers.source import path_of
from nlp_referat.schema import Entity, Referat
from nlp_referat.text import Mention
from nlp_referat.writing import file_beside

_NUMBER: Final = re.compile(r"#(\d+)\Z")
# It was read once, with the size that was asked for then.
_ANY_SIZE: Final = readers.Limits(size=sys.maxsize, expanded=sys.maxsize)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that is not in the DocBin, and why."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: left out: {self.reason}"


def source_text(referat: Referat) -> str:
    """The raw text of a document, read from its source again.

    Raises:
        OSError, ReferatError: when it cannot be read; ExportError when it has no source.
    """
    if referat.source is None:
        raise ExportError("It was not read from a file, so there is no text to go back to.")
    source = referat.source if Path(referat.source).exists() else path_of(referat.source)
    path, place = Path(source), 1
    number = _NUMBER.search(source)
    if number is not None and not path.exists():
        path, place = Path(source[: number.start()]), int(number[1])
    document = next(islice(readers.read_all(path, limits=_ANY_SIZE), place - 1, None), None)
    if document is None:
        raise ExportError(f"{path} holds fewer than {place} documents now.")
    return document.text


def to_docbin(
    referats: Iterable[Referat], path: Path, text_of: Callable[[Referat], str] = source_text
) -> tuple[int, list[LeftOut]]:
    """Write the file; give the number of documents in it, and those that were left out.

    In memory is what is written: some 10 bytes a character of the texts.

    Args:
        referats: what was extracted.
        path: the file, ``.spacy`` by custom.
        text_of: gives a document's raw text.

    Raises:
        OSError: when the file cannot be written; the one that was there stays.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp(), "referater.spacy")
    >>> text = "Byrådet gav 5 mio. kr."
    >>> referat = load("rules")(text)._.referat
    >>> to_docbin([referat], path, lambda referat: text)
    (1, [])
    >>> [doc] = DocBin().from_disk(path).get_docs(load("rules").vocab)
    >>> [(ent.text, ent.label_, ent._.money and int(ent._.money.value)) for ent in doc.ents]
    [('Byrådet', 'COMMITTEE', None), ('5 mio. kr.', 'MONEY', 5000000)]
    """
    nlp = load(RULES)
    found, left_out = DocBin(store_user_data=True), []
    for referat in referats:
        try:
            found.add(_doc(nlp, referat, text_of(referat)))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            left_out.append(LeftOut(referat.source or "a document without source", reason))
    forget()
    with file_beside(path) as beside:
        found.to_disk(beside)
    return len(found), left_out


def _doc(nlp: Language, referat: Referat, text: str) -> Doc:
    for entity in referat.entities:
        if text[entity.start : entity.end] != entity.text:
            raise ExportError(f"The file has changed: {entity.text!r} no longer stands at {entity.start}.")
    doc = nlp.make_doc(text)
    spans = [(entity, doc.char_span(entity.start, entity.end, entity.label)) for entity in referat.entities]
    # Another pipeline's tokens may have ended elsewhere: the whole token is the entity then.
    whole = [
        (entity, span or doc.char_span(entity.start, entity.end, entity.label, alignment_mode="expand"))
        for entity, span in spans
    ]
    doc.ents = tuple(filter_spans([span for _, span in whole if span is not None]))
    for entity, span in whole:
        if span is not None:
            span._.mention = _mention(entity)
    doc.spans["items"] = _group(doc, ((item.start, item.end, "ITEM") for item in referat.items))
    decisions = (item.decision for item in referat.items if item.decision is not None)
    outcomes = (outcome for decision in decisions for outcome in decision.outcomes)
    doc.spans["outcomes"] = _group(doc, ((outcome.start, outcome.end, outcome.label) for outcome in outcomes))
    doc._.referat = referat
    return doc


def _mention(entity: Entity) -> Mention:
    value = entity.money or entity.percent or entity.date
    return Mention(entity.start, entity.end, entity.label, entity.canonical, value, entity.score, entity.source)


def _group(doc: Doc, places: Iterable[tuple[int, int, str]]) -> list[Span]:
    spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in places if start < end)
    return [span for span in spans if span is not None]
