"""What the components do: read the view, call a string-level module, write to the Doc.

Each class is one spaCy component without trained state. The factories are in
`nlp_referat.pipes.factories`.
"""

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp_referat import offsets
from nlp_referat.decisions.classifier import ClauseClassifier
from nlp_referat.decisions.items import decide_items
from nlp_referat.layout.parse import parse_layout
from nlp_referat.pipes.arbitration import add_mentions
from nlp_referat.pipes.document import assemble
from nlp_referat.pipes.view import forget, view_of
from nlp_referat.schema import ModelInfo, Referat
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


class Decisions:
    """Outcomes, votes, attendance and earlier decisions of every item.

    Args:
        nlp: the pipeline.
        classifier: name of the pipeline's component whose `encoder` reads free words; None for the rules alone.

    Raises:
        ValueError: without a layout on the Doc.
    """

    def __init__(self, nlp: Language, classifier: str | None = None) -> None:
        self.nlp = nlp
        self.classifier = classifier

    def __call__(self, doc: Doc) -> Doc:
        layout = _layout_of(doc)
        if layout is None:
            raise ValueError(
                "referat.decisions reads the items that referat.layout found, and this Doc has none. "
                'Add the layout first: nlp.add_pipe("referat.layout", before="referat.decisions").'
            )
        classifier: ClauseClassifier | None = None
        if self.classifier is not None:
            classifier = self.nlp.get_pipe(self.classifier).encoder  # type: ignore[attr-defined]  # a `Names`
        doc._.referat = decide_items(layout, view_of(doc).raw, classifier)
        return doc


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
