"""Moving typed results from one text's offsets to another's.

>>> from nlp_referat.schema import Decision
>>> decision = Decision(text="Godkendt.", start=0, end=9)
>>> moved = relocate(decision, lambda start, end: (start + 5, end + 5), "xxxx Godkendt.")
>>> (moved.start, moved.text)
(5, 'Godkendt.')
"""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
Span = tuple[int, int]


def relocate(model: M, move: Callable[[int, int], Span], raw: str) -> M:
    """A copy of `model` with every span in its tree moved, and every `text` beside a span read anew from `raw`."""
    update: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            update[name] = relocate(value, move, raw)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            update[name] = tuple(relocate(entry, move, raw) for entry in value)
    start = getattr(model, "start", None)
    if start is not None and "start" in type(model).model_fields:
        update["start"], update["end"] = move(start, model.end)  # type: ignore[attr-defined]  # `end` comes with `start`
        if "text" in type(model).model_fields:
            update["text"] = raw[update["start"] : update["end"]]
    return model.model_copy(update=update) if update else model
