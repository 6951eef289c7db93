"""What the fields of a source say about items, over what the text seems to say."""

from collections.abc import Sequence

from nlp_referat.readers.source import KnownItem
from nlp_referat.schema import Item, Referat, Warning
from nlp_referat.topics.items import with_topics


def with_known_items(referat: Referat, known: Sequence[KnownItem], length: int) -> Referat:
    """The items as the fields give them: none missing, with the fields' number, title, case number and access.

    An item that the layout saw where no field has one is text that looks like a head; it stays, with a warning, since
    the decision below it may be one.

    Args:
        referat: what the pipeline read from the text.
        known: the items of the fields, by rising offset.
        length: of the text, where the last item ends.
    """
    by_start = {item.start: item for item in referat.items}
    heads = {item.start: item for item in _heads(referat.items, known)}
    items: list[Item] = []
    warnings: list[Warning] = []
    ends = [*(item.start for item in known[1:]), length]
    for field, end in zip(known, ends, strict=True):
        found = heads.pop(field.start, None)
        if found is None:
            message = f"Item {field.number} is known from its fields alone: its text was not recognised as an item."
            warnings.append(Warning(code="item_from_fields", message=message, start=field.start, end=end))
            found = Item(number=field.number, title=field.title, start=field.start, end=end)
        items.append(found.model_copy(update=_of_fields(field)))
    for start in sorted(set(by_start) - {item.start for item in items}):
        message = "This looks like the head of an item, but the source's fields have no item here."
        warnings.append(Warning(code="item_not_in_fields", message=message, start=start, end=by_start[start].end))
        items.append(by_start[start])
    items.sort(key=lambda item: item.start)
    kept = tuple(warning for warning in referat.warnings if warning.code not in _SETTLED)
    # Nature, formality and key depend on what the fields changed.
    return with_topics(referat.model_copy(update={"items": tuple(items), "warnings": (*kept, *warnings)}))


_SETTLED = frozenset({"no_items", "ambiguous_items"})


def _heads(items: Sequence[Item], known: Sequence[KnownItem]) -> list[Item]:
    starts = {item.start for item in known}
    return [item for item in items if item.start in starts]


def _of_fields(field: KnownItem) -> dict[str, object]:
    update: dict[str, object] = {"number": field.number, "title": field.title, "closed": field.closed}
    if field.case_number is not None:
        update["case_number"] = field.case_number
    return update
