"""What every format shares: whose labels are whose, what becomes of spans that do not fit, how a document is built.

>>> transfer = Transfer("foreign.jsonl", {"MISC": None})
>>> transfer.label("PER", "line 1"), transfer.label("MISC", "line 2"), transfer.dropped
('PERSON', None, [Dropped(place='foreign.jsonl, line 2', reason="label 'MISC' is mapped to none")])
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, get_args

from pydantic import ValidationError
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.errors import AnnotationError, first_problem
from nlp_referat.labels import ENTITY_LABELS, EntityLabel
from nlp_referat.pipes.tokenizer import Tokenizer

DEFAULTS: Final[Mapping[str, EntityLabel | None]] = {"PER": "PERSON", "GPE": "LOC"} | {
    label: label for label in get_args(EntityLabel)
}

FACTS: Final = ("id", "municipality", "layout", "source", "kind", "labels")
"""What every format carries besides text and entities."""

EXTRAS: Final = ("optional", "money", "percent", "scope")
"""What an entity may have besides place and label."""

GOLD: Final = ("meeting", "items", "facts")
"""What only formats for more than entities carry."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A span, or a whole task, that was left out, and where it stood."""

    place: str
    reason: str


@dataclass(slots=True)
class Transfer:
    """One reading or writing: what it is told, and what it saw.

    Attributes:
        source: the file, for messages.
        mapping: our label for each foreign one, or None to leave its spans out; `DEFAULTS` hold besides.
        skip_misaligned: leave out spans that do not fit instead of raising.
        dropped: what was left out.
        seen: the labels of ours that occurred.
    """

    source: str
    mapping: Mapping[str, EntityLabel | None] = field(default_factory=dict)
    skip_misaligned: bool = False
    dropped: list[Dropped] = field(default_factory=list)
    seen: set[EntityLabel] = field(default_factory=set)

    @property
    def stem(self) -> str:
        """What documents without an id are named after."""
        return Path(self.source).stem

    def label(self, name: object, place: str) -> EntityLabel | None:
        """Our label for a foreign one; None, counted, where the mapping leaves it out.

        Raises:
            AnnotationError: on a label that nobody mapped.
        """
        known = {**DEFAULTS, **self.mapping}
        if not isinstance(name, str) or name not in known:
            raise AnnotationError(
                f"{self.source}, {place}: unknown label {name!r}; map it with --label {name}=PERSON, or leave it "
                f"out with --label {name}=none. Known are {', '.join(ENTITY_LABELS)}."
            )
        label = known[name]
        if label is None:
            self.drop(place, f"label {name!r} is mapped to none")
        else:
            self.seen.add(label)
        return label

    def drop(self, place: str, reason: str) -> None:
        """Count something that is left out on purpose."""
        self.dropped.append(Dropped(f"{self.source}, {place}", reason))

    def misaligned(self, place: str, problem: str) -> None:
        """A span that does not fit: count it if it may be skipped.

        Raises:
            AnnotationError: where it may not.
        """
        if not self.skip_misaligned:
            raise AnnotationError(
                f"{self.source}, {place}: {problem}; mend it, or leave it out with --skip-misaligned."
            )
        self.drop(place, problem)

    def fits(self, start: object, end: object, text: str, place: str) -> bool:
        """Whether the offsets are those of a span of the text; if not, it is misaligned."""
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
            return True
        self.misaligned(place, f"span {start!r} to {end!r} is none of the text, which has {len(text)} characters")
        return False

    def document(self, fields: Mapping[str, Any], place: str) -> Document:
        """A document from its fields.

        Raises:
            AnnotationError: saying which field is wrong.
        """
        try:
            return Document.model_validate(fields)
        except ValidationError as error:
            raise AnnotationError(f"{self.source}, {place}: {first_problem(error)}; mend it.") from None

    def documents(self, found: Iterable[tuple[dict[str, Any], str]]) -> list[Document]:
        """Documents from their fields and places.

        Where a foreign file does not say what its annotators looked for, it is the labels that the mapping
        names and those that occur in it.
        """
        gathered = list(found)
        wanted = self.seen.union(label for label in self.mapping.values() if label)
        labels = tuple(label for label in ENTITY_LABELS if label in wanted)
        return [self.document({"labels": labels, **fields}, place) for fields, place in gathered]


def facts_of(document: Document) -> dict[str, Any]:
    """The facts besides text and gold, as JSON has them.

    >>> facts_of(Document(id="a", text="x", labels=("PERSON",)))
    {'id': 'a', 'municipality': None, 'layout': None, 'source': None, 'kind': 'referat', 'labels': ['PERSON']}
    """
    return document.model_dump(mode="json", include=set(FACTS))


def extras_of(entity: Annotation) -> dict[str, Any]:
    """What an entity has besides place and label, as far as it has it.

    >>> extras_of(Annotation(start=0, end=3, label="PERSON", optional=True))
    {'optional': True}
    """
    return entity.model_dump(mode="json", include=set(EXTRAS), exclude_defaults=True)


def extras_from(found: object) -> dict[str, Any]:
    """The same, from what a file has."""
    return {key: found[key] for key in EXTRAS if key in found} if isinstance(found, dict) else {}


def facts_from(found: object, own: bool) -> dict[str, Any]:
    """What a file says of a document; from a file of others only what names and places it.

    >>> facts_from({"id": 7, "kind": "news", "url": "x"}, own=False)
    {'id': '7'}
    """
    if not isinstance(found, dict):
        return {}
    if own:
        return {key: found[key] for key in FACTS if key in found}
    return {key: str(found[key]) for key in ("id", "municipality", "layout", "source") if found.get(key) is not None}


def gold_from(found: object) -> dict[str, Any]:
    """Meeting, items, and which of their facts were annotated, of a file that this library wrote."""
    return {key: found[key] for key in GOLD if key in found} if isinstance(found, dict) else {}


def gold_of(document: Document) -> dict[str, Any]:
    """Meeting, items, and which of their facts were annotated, as JSON has them."""
    return document.model_dump(mode="json", include=set(GOLD))


def tokens_of(text: str, vocab: Vocab | None = None) -> Doc:
    """The text in this library's tokens.

    >>> [token.text for token in tokens_of("350 t.kr. til Landsbypuljen.")]
    ['350', 't.kr.', 'til', 'Landsbypuljen', '.']
    """
    return Tokenizer(vocab or Vocab())(text)


def aligned(document: Document, doc: Doc, transfer: Transfer) -> Iterator[tuple[Annotation, int, int]]:
    """The entities in order, with first token and the one behind the last.

    Entities that begin or end inside a token, leave the text or overlap an earlier one are misaligned.
    """
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    behind = 0
    for entity in sorted(document.entities, key=lambda entity: (entity.start, -entity.end)):
        place = f"document {document.id!r}, {entity.label} at {entity.start} to {entity.end}"
        if not transfer.fits(entity.start, entity.end, document.text, place):
            continue
        shown = repr(entity.source_of(document.text))
        if entity.start not in starts or entity.end not in ends:
            around = document.text[max(0, entity.start - 15) : entity.end + 15]
            transfer.misaligned(place, f"{shown} begins or ends inside a token, near {around!r}")
        elif entity.start < behind:
            transfer.misaligned(place, f"{shown} overlaps the entity before it")
        else:
            behind = entity.end
            yield entity, starts[entity.start], ends[entity.end]
