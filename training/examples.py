"""Training examples: pieces of text with the names known in them, and with what is not known about them.

Sources differ in what they annotate. Where annotators looked for some labels only, an example's `meaning`
tells for every tag of its gold which tags the truth may be, and the loss asks only that the network's answer
be among them. General Danish NER knows people, organisations and places, and calls a fund or a byråd an
organisation or nothing at all: words that may name one are left out of the loss (`blind`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from nlp_referat.corpus.document import Document
from nlp_referat.encoder.segments import segments
from nlp_referat.encoder.tags import LABELS, TAGS
from nlp_referat.errors import AnnotationError

Span = tuple[int, int, str]

EXACT: Final = {tag: frozenset({tag}) for tag in TAGS}
"""What a tag may mean where every label was annotated."""


@dataclass(frozen=True, slots=True)
class Example:
    """A segment, its names, and the meaning of its tags (see `allowed`)."""

    text: str
    spans: tuple[Span, ...]
    meaning: str = "exact"
    blind: tuple[tuple[int, int], ...] = ()  # stretches of which the gold says nothing


def known_only(labels: Iterable[str]) -> dict[str, frozenset[str]]:
    """The meaning of tags where only `labels` were annotated: what is untagged may be any of the others."""
    silent = set(LABELS) - set(labels)
    return EXACT | {"O": frozenset({"O", *(f"{edge}-{label}" for label in silent for edge in "BI")})}


def from_documents(documents: Iterable[Document]) -> Iterator[Example]:
    """The segments of annotated minutes; a name that reaches over a segment's edge makes that stretch blind."""
    for document in documents:
        named = [entity for entity in document.entities if entity.label in LABELS]
        for start, end in segments(document.text):
            inside = [entity for entity in named if entity.start < end and start < entity.end]
            whole = [entity for entity in inside if start <= entity.start and entity.end <= end and not entity.optional]
            blind = [entity for entity in inside if entity not in whole]
            yield Example(
                document.text[start:end],
                tuple((entity.start - start, entity.end - start, entity.label) for entity in whole),
                meaning_of(document),
                tuple((max(entity.start - start, 0), min(entity.end, end) - start) for entity in blind),
            )


def meaning_of(document: Document) -> str:
    """The name under which `all_meanings` keeps the document's meaning of tags."""
    known = [label for label in LABELS if label in document.labels]
    return "exact" if len(known) == len(LABELS) else "only " + " ".join(known)


def all_meanings(examples: Iterable[Example]) -> dict[str, dict[str, frozenset[str]]]:
    """For each kind of example: what a tag of its gold may be in truth."""
    found = {"exact": EXACT}
    for name in {example.meaning for example in examples} - found.keys():
        found[name] = known_only(name.split()[1:])
    return found


# What general NER calls an organisation, or nothing at all ("byrådet"), and minutes call a body or a fund.
_BODY: Final = re.compile(
    r"[^\W\d_]*(?:udvalg|råd|nævn|bestyrelse|kommission|fond|legat|pulje)(?:et|en|er|erne|ne)?s?(?![^\W\d_])",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A word of a sentence: where it stands, and its tag."""

    start: int
    end: int
    tag: str


def read_uner(path: Path) -> Iterator[tuple[str, list[Word]]]:
    """The sentences of a Universal NER file (IOB2: PER, ORG, LOC), each with its words.

    Raises:
        AnnotationError: naming the sentence of a word that is not in its ``# text``, or has no tag.
    """
    for number, block in enumerate(path.read_text(encoding="utf8").split("\n\n"), 1):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        text = next((line[9:] for line in block.splitlines() if line.startswith("# text = ")), "")
        found: list[Word] = []
        for row in rows:
            start = text.find(row[1], found[-1].end if found else 0) if len(row) > 2 else -1
            if start < 0:
                raise AnnotationError(
                    f"{path}, sentence {number}: {' '.join(row)[:60]!r} is no numbered word of the sentence's "
                    '"# text" with a tag; give a Universal NER file (.iob2).'
                )
            found.append(Word(start, start + len(row[1]), row[2]))
        if found:
            yield text, found


def from_uner(path: Path) -> Iterator[Example]:
    """The sentences of a Universal NER file as examples.

    Raises:
        AnnotationError: as `read_uner`.
    """
    labels = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
    for text, found in read_uner(path):
        spans: list[Span] = []
        for word in found:
            edge, _, label = word.tag.partition("-")
            if label not in labels:
                continue
            if edge == "I" and spans:
                spans[-1] = (spans[-1][0], word.end, spans[-1][2])
            else:
                spans.append((word.start, word.end, labels[label]))
        yield Example(text, tuple(spans), blind=tuple(_silent(text, spans)))


def _silent(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Where the text may name a body or a fund, about which general NER says nothing."""
    for word in _BODY.finditer(text):
        around = [span for span in spans if span[0] < word.end() and word.start() < span[1]]
        if not around:
            yield word.span()
        yield from ((start, end) for start, end, label in around if label == "ORG")
