"""The final `Referat`: the layout with its decisions, and the entities with their place in it."""

from bisect import bisect_right

from spacy.tokens import Doc, Span

from nlp_referat.labels import ENTITY_LABELS
from nlp_referat.pipes.extensions import mention_of
from nlp_referat.schema import DateRange, Entity, Item, ModelInfo, Money, Percent, Referat
from nlp_referat.topics.items import with_topics


def assemble(doc: Doc, model: ModelInfo) -> Referat:
    """`doc._.referat` with entities, and the item and section that each stands in."""
    base: Referat = with_topics(doc._.referat or Referat())
    locate = _Places(base.items)
    entities = tuple(_entity(span, *locate(span.start_char)) for span in doc.ents if span.label_ in ENTITY_LABELS)
    return base.model_copy(update={"entities": entities, "model": model})


def _entity(span: Span, item: str | None, section: str | None) -> Entity:
    found = mention_of(span)
    value = found.value if found is not None else None
    return Entity(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        label=span.label_,  # type: ignore[arg-type]  # a key of ENTITY_LABELS
        canonical=found.canonical if found is not None else None,
        item=item,
        section=section,
        score=found.score if found is not None else 1.0,
        source=found.source if found is not None else "pipeline",
        money=value if isinstance(value, Money) else None,
        percent=value if isinstance(value, Percent) else None,
        date=value if isinstance(value, DateRange) else None,
        scope=span._.scope if isinstance(value, Money) else None,
    )


class _Places:
    """Item number and section type by offset; by bisection, since a long document has thousands of each."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self.items = items
        self.starts = [item.start for item in items]
        self.section_starts = [[section.start for section in item.sections] for item in items]

    def __call__(self, offset: int) -> tuple[str | None, str | None]:
        place = bisect_right(self.starts, offset) - 1
        if place < 0 or offset >= self.items[place].end:
            return None, None
        item = self.items[place]
        nearest = bisect_right(self.section_starts[place], offset) - 1
        inside = nearest >= 0 and offset < item.sections[nearest].end
        return item.number, item.sections[nearest].type if inside else None
