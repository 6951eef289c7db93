"""The final `Referat`: the layout with its decisions, and the entities with their place in it."""

from bisect import bisect_right

from spacy.tokens import Doc

from nlp_referat.labels import ENTITY_LABELS
from nlp_referat.schema import Entity, Item, ModelInfo, Referat


def assemble(doc: Doc, model: ModelInfo) -> Referat:
    """`doc._.referat` with entities, and the item and section that each stands in."""
    base: Referat = doc._.referat or Referat()
    locate = _Places(base.items)
    entities = []
    for span in doc.ents:
        if span.label_ not in ENTITY_LABELS:
            continue
        item, section = locate(span.start_char)
        entities.append(
            Entity(
                start=span.start_char,
                end=span.end_char,
                text=span.text,
                label=span.label_,
                canonical=span._.canonical,
                item=item,
                section=section,
                score=1.0 if span._.score is None else span._.score,
                money=span._.money,
                percent=span._.percent,
                date=span._.date,
            )
        )
    return base.model_copy(update={"entities": tuple(entities), "model": model})


class _Places:
    """Item number and section type by offset."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self.items = items
        self.starts = [item.start for item in items]

    def __call__(self, offset: int) -> tuple[str | None, str | None]:
        place = bisect_right(self.starts, offset) - 1
        if place < 0 or offset >= self.items[place].end:
            return None, None
        item = self.items[place]
        section = next((s.type for s in reversed(item.sections) if s.start <= offset < s.end), None)
        return item.number, section
