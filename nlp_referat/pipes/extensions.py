"""The custom attributes on Doc and Span, and how they travel through bytes.

Registered on import of `nlp_referat`. A clash with somebody else's attribute of the same name raises.

=====================  =====  ==========================================================
``doc._.referat``      Doc    `Referat`, or None before a referat component has run
``span._.money``       Span   `Money` of a MONEY entity, else None
``span._.percent``     Span   `Percent` of a PERCENT entity, else None
``span._.date``        Span   `DateRange` of a DATE entity, else None
``span._.scope``       Span   `AmountScope` of a MONEY entity, once ``referat.scope`` has run
``span._.canonical``   Span   the name in its one form, else None
``span._.score``       Span   0 to 1; None on spans that are not this library's
``span._.source``      Span   "rules" or "model"; None on spans that are not this library's
=====================  =====  ==========================================================

The span attributes read one stored value, ``span._.mention``: a long document has many entities, and every
value on a Doc costs more memory than the entity itself.
"""

from collections.abc import Callable
from typing import Any, Final

import srsly
from pydantic import TypeAdapter
from spacy.tokens import Doc, Span

from nlp_referat.schema import AmountScope, DateRange, Money, Percent, Referat
from nlp_referat.text import Mention

_CODEC: Final = "__nlp_referat__"
_TYPES: Final = {kind.__name__: TypeAdapter(kind) for kind in (Referat, AmountScope, Money, Percent, DateRange)}
_registered = False


def mention_of(span: Span) -> Mention | None:
    """What this library found at the span; None where it found nothing, or something with another label."""
    mention: Mention | None = span._.mention
    return mention if mention is not None and mention.label == span.label_ else None


def _value(kind: type) -> Callable[[Span], Any]:
    def value(span: Span) -> Any:
        mention = mention_of(span)
        return mention.value if mention is not None and isinstance(mention.value, kind) else None

    return value


def _canonical(span: Span) -> str | None:
    mention = mention_of(span)
    return mention.canonical if mention is not None else None


def _score(span: Span) -> float | None:
    mention = mention_of(span)
    return mention.score if mention is not None else None


def _source(span: Span) -> str | None:
    mention = mention_of(span)
    return mention.source if mention is not None else None


_GETTERS: Final[dict[str, Callable[[Span], Any]]] = {
    "money": _value(Money),
    "percent": _value(Percent),
    "date": _value(DateRange),
    "canonical": _canonical,
    "score": _score,
    "source": _source,
}


def register() -> None:
    """Register attributes and codecs; a second call does nothing.

    Raises:
        ValueError: when an attribute of that name exists already and is not ours.
    """
    global _registered
    if _registered:
        return
    for owner, names in ((Doc, ("referat",)), (Span, ("mention", "scope", *_GETTERS))):
        for name in names:
            if owner.has_extension(name):
                raise ValueError(
                    f"{owner.__name__}._.{name} is registered already, by another library or by your own code. "
                    f"Remove that registration, or rename it, before importing nlp_referat."
                )
    Doc.set_extension("referat", default=None)
    Span.set_extension("mention", default=None)
    Span.set_extension("scope", default=None)
    for name, getter in _GETTERS.items():
        Span.set_extension(name, getter=getter)
    srsly.msgpack_encoders("nlp_referat", func=_encode)
    srsly.msgpack_decoders("nlp_referat", func=_decode)
    _registered = True


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Mention):
        fields = [value.start, value.end, value.label, value.canonical, value.value, value.score, value.source]
        return {_CODEC: "Mention", "fields": fields}
    if isinstance(value, Referat | AmountScope | Money | Percent | DateRange):
        name = type(value).__name__
        return {_CODEC: name, "json": _TYPES[name].dump_json(value).decode()}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and _CODEC in value:
        if value[_CODEC] == "Mention":
            return Mention(*value["fields"])
        return _TYPES[value[_CODEC]].validate_json(value["json"])
    return value if chain is None else chain(value)
