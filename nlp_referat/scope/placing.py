"""Tables at the items that hold them.

>>> from nlp_referat.schema import Item
>>> text = "Punkt 1: Budget\\n\\tmio. kr. 2026\\nStier\\t1,5\\nVeje\\t2\\n"
>>> layout = Referat(items=(Item(number="1", title="Budget", start=0, end=len(text)),))
>>> [str(cell.value) for cell in with_tables(layout, View(text)).items[0].tables[0].cells]
['1500000', '2000000']
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from nlp_referat import offsets
from nlp_referat.schema import Referat, Table, Warning
from nlp_referat.scope.tables import find_tables
from nlp_referat.text import View


def with_tables(layout: Referat, view: View, warnings: Sequence[Warning] = ()) -> Referat:
    """`layout` with the tables of its items, and with warnings in the view's offsets; its own offsets are raw.

    A table outside of all items, such as a table of contents, belongs to none.
    """
    found = find_tables(view.text)
    every = [*warnings, *found.warnings]
    tables: Sequence[Table] = found.tables
    if view.text is not view.raw:
        tables = [offsets.relocate(table, view.raw_span, view.raw) for table in tables]
        every = [offsets.relocate(warning, view.raw_span, view.raw) for warning in every]
    starts = [item.start for item in layout.items]
    held: dict[int, list[Table]] = defaultdict(list)
    for table in tables:
        place = bisect_right(starts, table.start) - 1
        if place >= 0 and table.start < layout.items[place].end:
            held[place].append(table)
    first = starts[0] if starts else 0
    every = [one for one in every if one.code != "table_unparsed" or (one.start or 0) >= first]
    if not held and not every:
        return layout
    items = tuple(
        item.model_copy(update={"tables": tuple(held[place])}) if place in held else item
        for place, item in enumerate(layout.items)
    )
    return layout.model_copy(update={"items": items, "warnings": (*layout.warnings, *every)})
