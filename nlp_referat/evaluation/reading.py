"""Running a pipeline over gold: what it read, what failed, how fast, and where its tokens do not fit the gold."""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.errors import ReferatError
from nlp_referat.schema import Referat

_MEGABYTE: Final = 1024 * 1024


class WrongPipelineError(ReferatError):
    """The pipeline has no component that gives a `Referat`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as a pipeline read it; `failure` says why there is nothing, where the pipeline raised.

    Attributes:
        words: tokens that are not space.
        misaligned: gold spans that begin or end inside a token, so that no token label can give them.
    """

    document: Document
    referat: Referat
    failure: str | None = None
    words: int = 0
    misaligned: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """All documents, and the words per second over those that did not fail; None where that was not measured."""

    of: tuple[Reading, ...]
    words_per_second: float | None


def read_all(nlp: Language, documents: Sequence[Document]) -> Readings:
    """Read the documents through `nlp.pipe`; one that fails is read as holding nothing.

    The first document is read once before the clock starts, since pipelines load word lists on first use.

    Raises:
        WrongPipelineError: when the pipeline is not one that `nlp_referat.load` gave.
    """
    if documents:
        _read_one(nlp, documents[0])
    start = time.perf_counter()
    try:
        readings = tuple(_pipe(nlp, documents))
    except WrongPipelineError:
        raise
    except Exception:  # whichever it was, its document is found by reading them one by one
        start = time.perf_counter()
        readings = tuple(_read_one(nlp, document) for document in documents)
    seconds = time.perf_counter() - start
    words = sum(reading.words for reading in readings)
    return Readings(readings, words / seconds if words else None)


def _pipe(nlp: Language, documents: Sequence[Document]) -> Iterator[Reading]:
    docs = nlp.pipe([document.text for document in documents])
    for document, doc in zip(documents, docs, strict=True):
        yield _reading(document, doc)


def _read_one(nlp: Language, document: Document) -> Reading:
    try:
        return _reading(document, nlp(document.text))
    except WrongPipelineError:
        raise
    except Exception as error:  # a report counts failed documents, whatever the pipeline raised
        return Reading(document, Referat(), failure=f"{type(error).__name__}: {error}")


def _reading(document: Document, doc: Doc) -> Reading:
    referat = doc._.referat
    if referat is None:
        raise WrongPipelineError("The pipeline gives no Referat: load it with nlp_referat.load.")
    starts = {token.idx for token in doc}
    ends = {token.idx + len(token) for token in doc}
    misaligned = tuple(span for span in document.entities if span.start not in starts or span.end not in ends)
    return Reading(document, referat, words=sum(not token.is_space for token in doc), misaligned=misaligned)


def dropped(document: Document) -> list[Annotation]:
    """Gold that cannot be scored: outside the text, empty, or of a label that the document does not list."""
    size = len(document.text)
    return [
        span for span in document.entities if not span.start < span.end <= size or span.label not in document.labels
    ]


def peak_memory() -> float | None:
    """The most memory that this process has held so far, in MB; None where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows has no such module
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / _MEGABYTE if sys.platform == "darwin" else peak / 1024
