"""What the components do: read the view, call a string-level module, write to the Doc.

Each class is one spaCy component. The factories are in
`nlp_referat.pipes.factories`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp_referat import offsets
from nlp_referat.decisions.items import decide_items
from nlp_referat.decisions.ngrams import NgramClassifier
from nlp_referat.decisions.pooling import Pooled
from nlp_referat.encoder.reader import Reader
from nlp_referat.layout.parse import parse_layout
from nlp_referat.pipes.arbitration import add_mentions
from nlp_referat.pipes.document import assemble
from nlp_referat.pipes.extensions import mention_of
from nlp_referat.pipes.names import Names
from nlp_referat.pipes.packaged import packaged
from nlp_referat.pipes.view import forget, view_of
from nlp_referat.schema import ModelInfo, Money, Referat
from nlp_referat.scope.amounts import Amount, scope_amounts
from nlp_referat.scope.placing import with_tables
from nlp_referat.text import Mention


def _layout_of(doc: Doc) -> Referat | None:
    referat: Referat | None = doc._.referat
    return referat


class Recogniser:
    """Entities of one kind.

    Args:
        find: gives the mentions in a text; it may take what `context` gives as second argument.
        context: what of the layout (None without one) the finding depends on.
    """

    def __init__(
        self,
        find: Callable[..., Sequence[Mention]],
        context: Callable[[Referat | None], object] | None = None,
    ) -> None:
        self.find = find
        self.context = context

    def __call__(self, doc: Doc) -> Doc:
        text = view_of(doc).text
        mentions = self.find(text, self.context(_layout_of(doc))) if self.context else self.find(text)
        return add_mentions(doc, mentions)


class Layout:
    """Kind of document, meeting, items, sections, proposals and decision texts, into ``doc._.referat``."""

    def __call__(self, doc: Doc) -> Doc:
        view = view_of(doc)
        layout = parse_layout(view.text)
        doc._.referat = offsets.relocate(layout, view.raw_span, view.raw) if view.text is not view.raw else layout
        return doc


def _reader_of(nlp: Language | None) -> Reader | None:
    """What reads clauses and amounts with the pipeline's encoder; None where there is none."""
    pipes = nlp.pipeline if nlp else ()
    return next((pipe.reader for _, pipe in pipes if isinstance(pipe, Names)), None)


class Decisions:
    """Outcomes, votes, attendance and earlier decisions of every item.

    Args:
        is_trained: whether a classifier reads the free words that no wording rule knows.
        classifier: None for the one in the package, which is read when it is first needed.
        nlp: the pipeline, whose encoder reads them too where it can.

    Raises:
        ValueError: without a layout on the Doc.
    """

    def __init__(
        self, is_trained: bool = False, classifier: NgramClassifier | None = None, nlp: Language | None = None
    ) -> None:
        self.is_trained = is_trained
        self._classifier = classifier
        self._nlp = nlp

    @property
    def classifier(self) -> NgramClassifier | None:
        """The classifier; None for the rules alone.

        Raises:
            ModelNotFoundError: when the package came without its model.
        """
        if self.is_trained and self._classifier is None:
            self._classifier = NgramClassifier.from_bytes(packaged(_CLAUSES), "the package's clause classifier")
        return self._classifier if self.is_trained else None

    @classifier.setter
    def classifier(self, classifier: NgramClassifier) -> None:
        self._classifier = classifier

    def __call__(self, doc: Doc) -> Doc:
        layout = _layout_of(doc)
        if layout is None:
            raise ValueError(
                "referat.decisions reads the items that referat.layout found, and this Doc has none. "
                'Add the layout first: nlp.add_pipe("referat.layout", before="referat.decisions").'
            )
        doc._.referat = decide_items(layout, view_of(doc), self._together())
        return doc

    def _together(self) -> Pooled | None:
        """The classifier, and the reader of the pipeline's encoder where it has one."""
        if self.classifier is None:
            return None
        return Pooled(self.classifier, _reader_of(self._nlp), weight=_READERS_WEIGHT, sure=_SURE)

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the classifier, if there is one, into the folder."""
        if self.classifier is not None:
            self.classifier.to_disk(Path(path) / _CLAUSES)

    def from_disk(self, path: str | Path, **_: Any) -> "Decisions":
        """Read the classifier that `to_disk` wrote."""
        if self.is_trained:
            self._classifier = NgramClassifier.from_disk(Path(path) / _CLAUSES)
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """The classifier as bytes; none for the rules alone."""
        return self.classifier.to_bytes() if self.classifier is not None else b""

    def from_bytes(self, data: bytes, **_: Any) -> "Decisions":
        """Read what `to_bytes` gave."""
        if data:
            self._classifier = NgramClassifier.from_bytes(data)
        return self


_CLAUSES: Final = "clauses.npz"
_READERS_WEIGHT: Final = 0.35  # of the encoder's reader; both chosen on minutes that neither had learnt from
_SURE: Final = 0.97  # the n-grams answer alone from here: the reader costs a hundred times as much


class Scope:
    """What each amount is about, into ``span._.scope``, and the tables of figures, into the items.

    Without a layout on the Doc no amount is proposed or decided by where it stands, and no table has a place.

    Args:
        nlp: the pipeline, whose encoder reads the amounts too where it can.
    """

    def __init__(self, nlp: Language | None = None) -> None:
        self._nlp = nlp

    def __call__(self, doc: Doc) -> Doc:
        view, layout = view_of(doc), _layout_of(doc)
        money = (span for span in doc.ents if span.label_ == "MONEY")
        found = [(span, mention) for span in money if (mention := mention_of(span))]
        amounts = [
            Amount(mention.start, mention.end, mention.value, span.start_char)
            for span, mention in found
            if isinstance(mention.value, Money)
        ]
        scopes, warnings = scope_amounts(view.text, amounts, layout, self._reader())
        origins = {amount.start: amount.origin for amount in amounts}
        for (span, _), scope in zip(found, scopes, strict=True):
            raw_scope = offsets.relocate(scope, view.raw_span, view.raw) if view.text is not view.raw else scope
            span._.scope = replace(raw_scope, part_of=None if scope.part_of is None else origins[scope.part_of])
        if layout is not None:
            doc._.referat = with_tables(layout, view, warnings)
        return doc

    def _reader(self) -> Reader | None:
        reader = _reader_of(self._nlp)
        return reader if reader and reader.reads_amounts else None


class Document:
    """Gathers what the other components found into the final ``doc._.referat``."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp  # its name and version are set after its components are made

    def __call__(self, doc: Doc) -> Doc:
        meta = self.nlp.meta
        doc._.referat = assemble(doc, ModelInfo(name=meta["name"], version=meta["version"]))
        forget()
        return doc


class LabelMap:
    """Renames the entity labels of another pipeline's NER; labels it does not map stay out."""

    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels

    def __call__(self, doc: Doc) -> Doc:
        doc.ents = [
            Span(doc, span.start, span.end, label=self.labels[span.label_])
            for span in doc.ents
            if span.label_ in self.labels
        ]
        return doc
