"""Moving typed results from one text's offsets to another's.

>>> from nlp_referat.schema import Decision
>>> decision = Decision(text="Godkendt.", start=0, end=9)
>>> moved = relocate(decision, lambda start, end: (start + 5, end + 5), "xxxx Godkendt.")
>>> (moved.start, moved.text)
(5, 'Godkendt.')
"""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

T = TypeVar("T")
Span = tuple[int, int]


def relocate(part: T, move: Callable[[int, int], Span], raw: str) -> T:
    """A copy of `part` with every span in its tree moved, and every `text` beside a span read anew from `raw`."""
    update: dict[str, Any] = {}
    names = _fields(type(part))
    for name in names:
        value = getattr(part, name)
        if _fields(type(value)):
            update[name] = relocate(value, move, raw)
        elif isinstance(value, tuple) and value and _fields(type(value[0])):
            update[name] = tuple(relocate(entry, move, raw) for entry in value)
    if isinstance(getattr(part, "start", None), int):
        start, end = move(part.start, part.end)  # type: ignore[attr-defined]  # a span has both
        update |= {"start": start, "end": end}
        if "text" in names:
            update["text"] = raw[start:end]
    if not update:
        return part
    if isinstance(part, BaseModel):
        return part.model_copy(update=update)
    return dataclasses.replace(part, **update)  # type: ignore[type-var]  # a leaf of the schema


_known: dict[type, tuple[str, ...]] = {}


def _fields(kind: type) -> tuple[str, ...]:
    """Field names of a type of the schema; none for other types."""
    names = _known.get(kind)
    if names is None:
        if issubclass(kind, BaseModel):
            names = tuple(kind.model_fields)
        else:
            names = tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
        _known[kind] = names
    return names
