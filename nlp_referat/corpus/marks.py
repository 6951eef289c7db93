"""The head of a mark, as ``OUT 1 INDSTILLES recipient=Byrådet``, to and from the fields of the gold.

In a value, ``_`` stands for a space; ``%5F`` for ``_``, and so on for whatever else a head cannot hold.

>>> read_head("?OUT 1 INDSTILLES recommended=GODKENDT recipient=Byrådet_i_Vestermose").fields
{'point': 1, 'label': 'INDSTILLES', 'recommended': 'GODKENDT', 'recipient': 'Byrådet i Vestermose', 'optional': True}
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import unquote

from nlp_referat.corpus.document import Annotation, EarlierGold, ItemGold, OutcomeGold
from nlp_referat.labels import ENTITY_LABELS

Kind = Literal["ENTITY", "ITEM", "OUT", "PAST", "ABSENT"]

_PERIODS: Final = ("year", "month", "week", "day", "hour")
_VALUES: Final = {"MONEY": ("money", "value"), "PERCENT": ("percent", "percent")}
_UNSAFE: Final = re.compile(r"[%:;_⟦⟧]|[^\S ]")


@dataclass(frozen=True, slots=True)
class Head:
    """What a mark is, and the fields of the gold that its head gives."""

    kind: Kind
    fields: dict[str, Any]


def _unquoted(value: str) -> str:
    return unquote(value.replace("_", " "))


def _quoted(value: object) -> str:
    """Urllib's `quote` would leave the underscore as it is."""
    quoted = _UNSAFE.sub(lambda unsafe: "".join(f"%{byte:02X}" for byte in unsafe[0].encode()), str(value))
    return quoted.replace(" ", "_")


def _truth(value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(f"{value!r} is neither yes nor no")
    return value == "yes"


def _names(value: str) -> tuple[str, ...]:
    return tuple(_unquoted(name) for name in value.split(";"))


def _read_period(value: str) -> dict[str, Any]:
    """A period as a head has it: ``year,2025``, ``total,2025..2028``, ``until,..2028``, ``each_year``.

    >>> _read_period("each_year,2026..")
    {'kind': 'each_year', 'first': '2026', 'last': None}
    """
    kind, _, years = value.partition(",")
    first, dots, last = years.partition("..")
    return {"kind": kind, "first": first or None, "last": (last if dots else first) or None}


def _written_period(period: Mapping[str, Any]) -> str:
    first, last = (period[end] or "" for end in ("first", "last"))
    years = str(first) if first == last else f"{first}..{last}"
    return f"{period['kind']},{years}" if years else str(period["kind"])


@dataclass(frozen=True, slots=True)
class _Attribute:
    field: str
    read: Callable[[str], Any] = _unquoted
    write: Callable[[Any], str] = _quoted


_FLAG: Final[tuple[Callable[[str], Any], Callable[[Any], str]]] = (_truth, lambda value: "yes" if value else "no")

# Which attributes a mark takes, in the order in which they are written.
_ITEM: Final = {
    "case": _Attribute("case_number"),
    "kind": _Attribute("kind"),
    "closed": _Attribute("closed", *_FLAG),
    "title": _Attribute("title"),
    "absent": _Attribute("absent", _names, lambda names: ";".join(map(_quoted, names))),
}
_OUT: Final = {
    "proposal": _Attribute("of_proposal", str, str),  # a label's own _ is no space
    "recommended": _Attribute("recommended", str, str),
    "recipient": _Attribute("recipient"),
    "final": _Attribute("final", *_FLAG),
    "conditional": _Attribute("conditional", *_FLAG),
    "partial": _Attribute("partial", *_FLAG),
    "for": _Attribute("for_count"),
    "against": _Attribute("against_count"),
    "abstain": _Attribute("abstain_count"),
    "unanimous": _Attribute("unanimous", *_FLAG),
}
_SCOPE: Final = {
    "role": _Attribute("role", str, str),
    "in": _Attribute("period", _read_period, _written_period),
    "direction": _Attribute("direction"),
}
_PAST: Final = {"date": _Attribute("date"), "by": _Attribute("committee")}


def read_head(head: str) -> Head:
    """Read a head.

    Raises:
        ValueError: saying what is wrong with it.
    """
    words = head.split()
    if not words:
        raise ValueError("the mark says nothing before its colon")
    optional = words[0].startswith("?")
    kind = words[0].removeprefix("?")
    match kind:
        case "OUT":
            fields = _read_outcome(words[1:]) | {"optional": optional}
            return Head("OUT", fields)
        case "ITEM" | "PAST" | "ABSENT" if optional:
            raise ValueError(f"{kind} takes no question mark: only entities and outcomes may be optional")
        case "ITEM":
            number = _first(words[1:], "ITEM needs a number: ⟦ITEM 7:…⟧, or ⟦ITEM -:…⟧ where there is none")
            return Head("ITEM", {"number": "" if number == "-" else _unquoted(number)} | _read(words[2:], _ITEM))
        case "PAST":
            label = _first(words[1:], "PAST needs a label: ⟦PAST GODKENDT:…⟧")
            return Head("PAST", {"label": label} | _read(words[2:], _PAST))
        case "ABSENT":
            return Head("ABSENT", _read(words[1:], {}))
    return Head("ENTITY", _read_entity(kind, words[1:]) | {"optional": optional})


def _first(words: list[str], otherwise: str) -> str:
    if not words:
        raise ValueError(otherwise)
    return words[0]


def _read_outcome(words: list[str]) -> dict[str, Any]:
    point = int(words[0]) if words and re.fullmatch(r"[0-9]+", words[0]) else None
    rest = words if point is None else words[1:]
    return {"point": point, "label": _first(rest, "OUT needs a label: ⟦OUT GODKENDT:…⟧")} | _read(rest[1:], _OUT)


def _read(words: list[str], attributes: Mapping[str, _Attribute]) -> dict[str, Any]:
    """Attributes as fields; one without a value, as ``closed``, is true."""
    fields = {}
    for word in words:
        key, equals, value = word.partition("=")
        if key not in attributes:
            raise ValueError(f"unknown attribute {key!r}; known here: {', '.join(attributes) or 'none'}")
        if not equals and attributes[key].read is not _truth:
            raise ValueError(f"{key} needs a value: {key}=…")
        if equals and not value:
            raise ValueError(f"{key}= is empty: leave it out, or give its value")
        fields[attributes[key].field] = attributes[key].read(value) if equals else True
    return fields


def _read_entity(head: str, words: list[str]) -> dict[str, Any]:
    label, equals, number = head.partition("=")
    if label not in ENTITY_LABELS:
        raise ValueError(f"unknown mark {label!r}; known are ITEM, OUT, PAST, ABSENT, {', '.join(ENTITY_LABELS)}")
    if label not in _VALUES:
        if equals or words:
            raise ValueError(f"{label} takes no {(words or [f'={number}'])[0]!r}")
        return {"label": label}
    if not equals:
        raise ValueError(f"{label} needs its value: ⟦{label}=12.5:…⟧, or ⟦{label}=?:…⟧ where it is not known")
    field, main = _VALUES[label]
    scope = [word for word in words if "=" in word] if label == "MONEY" else []
    about = {"scope": _read(scope, _SCOPE)} if scope else {}
    qualifiers = [word for word in words if word not in scope]
    if number == "?" and not qualifiers:
        return {"label": label} | about
    low, dots, high = number.partition("..")
    value: dict[str, Any] = {"low": low or None, "high": high or None} if dots else {main: low}
    return {"label": label, field: value | dict(_qualifier(word) for word in qualifiers)} | about


def _qualifier(word: str) -> tuple[str, Any]:
    if word in ("approx", "point"):
        return word, True
    if word in ("max", "min"):
        return "bound", word
    if word in _PERIODS:
        return "period", word
    if re.fullmatch("[A-Z]{3}", word):
        return "currency", word
    raise ValueError(f"unknown qualifier {word!r}; known are approx, point, max, min, {', '.join(_PERIODS)}, EUR …")


def entity_head(entity: Annotation) -> str:
    """The head of an entity's mark.

    >>> entity_head(Annotation(start=0, end=5, label="MONEY", scope={"period": {"kind": "until", "last": 2028}}))
    'MONEY=? in=until,..2028'
    >>> entity_head(Annotation(start=0, end=5, label="MONEY", money={"value": "2500", "currency": "EUR"}))
    'MONEY=2500 EUR'
    """
    label = f"{'?' if entity.optional else ''}{entity.label}"
    if entity.label not in _VALUES:
        return label
    field, main = _VALUES[entity.label]
    value = getattr(entity, field)
    about = _written(entity.scope.model_dump(), _SCOPE) if entity.scope else ()
    if value is None:
        return " ".join([f"{label}=?", *about])
    low, high = (("" if end is None else format(end, "f")) for end in (value.low, value.high))
    number = f"{low}..{high}" if low or high else format(getattr(value, main), "f")
    return " ".join([f"{label}={number}", *_qualifiers(value), *about])


def _qualifiers(value: Any) -> Iterator[str]:
    if getattr(value, "currency", "DKK") != "DKK":
        yield value.currency
    yield from (flag for flag in ("point", "approx") if getattr(value, flag, False))
    yield from (word for word in (value.bound, getattr(value, "period", None)) if word)


def item_head(item: ItemGold, title: str, absent: tuple[str, ...]) -> str:
    """The head of an item's mark; its title where that is not `title`, which the mark shows; names not marked."""
    fields = item.model_dump() | {"title": None if item.title == title else item.title, "absent": absent}
    return " ".join(["ITEM", _quoted(item.number) or "-", *_written(fields, _ITEM)])


def outcome_head(outcome: OutcomeGold) -> str:
    """The head of an outcome's mark.

    >>> outcome_head(OutcomeGold(start=0, end=0, label="INDSTILLES", recipient="Byrådet", for_count=5))
    'OUT INDSTILLES recipient=Byrådet for=5'
    """
    point = [] if outcome.point is None else [str(outcome.point)]
    head = [f"{'?' if outcome.optional else ''}OUT", *point, outcome.label]
    return " ".join([*head, *_written(outcome.model_dump(), _OUT)])


def earlier_head(earlier: EarlierGold) -> str:
    """The head of an earlier decision's mark."""
    return " ".join(["PAST", earlier.label, *_written(earlier.model_dump(), _PAST)])


def _written(fields: Mapping[str, Any], attributes: Mapping[str, _Attribute]) -> Iterator[str]:
    for key, attribute in attributes.items():
        value = fields[attribute.field]
        if value is True and key != "final":  # which has three states, and is always written out
            yield key
        elif value is not None and value != () and not (value is False and key != "final"):
            yield f"{key}={attribute.write(value)}"
