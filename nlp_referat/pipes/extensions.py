"""The custom attributes on Doc and Span, and how they travel through bytes.

Registered on import of `nlp_referat`. A clash with somebody else's attribute of the same name raises.

=====================  =====  ==========================================================
``doc._.referat``      Doc    `Referat`, or None before a referat component has run
``span._.money``       Span   `Money` of a MONEY entity, else None
``span._.percent``     Span   `Percent` of a PERCENT entity, else None
``span._.date``        Span   `DateRange` of a DATE entity, else None
``span._.canonical``   Span   the name in its one form, else None
``span._.score``       Span   0 to 1; None on spans that are not this library's
=====================  =====  ==========================================================
"""

from collections.abc import Callable
from typing import Any, Final

import srsly
from pydantic import BaseModel
from spacy.tokens import Doc, Span

from nlp_referat.schema import DateRange, Money, Percent, Referat

_DOC: Final = ("referat",)
SPAN_ATTRIBUTES: Final = ("money", "percent", "date", "canonical", "score")
_CODEC: Final = "__nlp_referat__"
_TYPES: Final[dict[str, type[BaseModel]]] = {model.__name__: model for model in (Referat, Money, Percent, DateRange)}
_registered = False


def register() -> None:
    """Register attributes and codecs; a second call does nothing.

    Raises:
        ValueError: when an attribute of that name exists already and is not ours.
    """
    global _registered
    if _registered:
        return
    for owner, names in ((Doc, _DOC), (Span, SPAN_ATTRIBUTES)):
        for name in names:
            if owner.has_extension(name):
                raise ValueError(
                    f"{owner.__name__}._.{name} is registered already, by another library or by your own code. "
                    f"Remove that registration, or rename it, before importing nlp_referat."
                )
    for name in _DOC:
        Doc.set_extension(name, default=None)
    for name in SPAN_ATTRIBUTES:
        Span.set_extension(name, default=None)
    srsly.msgpack_encoders("nlp_referat", func=_encode)
    srsly.msgpack_decoders("nlp_referat", func=_decode)
    _registered = True


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, BaseModel) and type(value).__name__ in _TYPES:
        return {_CODEC: type(value).__name__, "json": value.model_dump_json()}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and _CODEC in value:
        return _TYPES[value[_CODEC]].model_validate_json(value["json"])
    return value if chain is None else chain(value)
