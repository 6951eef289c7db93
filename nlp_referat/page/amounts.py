"""The tables of amounts and percentages: what each is worth, where it stands, and what it is for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp_referat.page import danish
from nlp_referat.page.facts import Words, one_line, placed
from nlp_referat.schema import AmountScope, Entity, Money, Percent, Referat

_AROUND: Final = 90  # characters of the sentence on either side
# A full stop before a capital letter ends a sentence ("mio. kr. i" does not), and so do a list's points.
_SENTENCE_END: Final = re.compile(
    r"(?<=\w)[.!?](?=\s+[A-ZÆØÅ])|[\r\n]\s*(?=[\r\n])|[\r\n](?=[ \t]*(?:\d{1,2}[.)]|[-•*–])\s)"
)


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A row: `sort` is the value as a number, `before` and `after` the words of the sentence around it."""

    shown: str
    sort: str
    written: Words
    before: str
    after: str
    role: Words | None
    covered: str | None
    period: Words | None
    purpose: Words | None
    part_of: Words | None
    item: str
    item_id: str | None


@dataclass(frozen=True, slots=True)
class AmountTable:
    """Rows, and which columns have anything in them."""

    rows: tuple[AmountRow, ...]
    has_role: bool
    has_period: bool
    has_purpose: bool
    has_item: bool


def amount_tables(referat: Referat, text: str) -> tuple[AmountTable, AmountTable]:
    """Amounts of money, and percentages."""
    ids = {item.number: f"p{index}" for index, item in reversed(list(enumerate(referat.items)))}
    money = {entity.start: entity for entity in referat.entities if entity.money}
    percents = [entity for entity in referat.entities if entity.percent]
    return (
        _table([_row(entity, text, ids, money) for entity in money.values()]),
        _table([_row(entity, text, ids, money) for entity in percents]),
    )


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a place in its sentence, shortened.

    >>> sentence_around("Broen lukkes. Den nye koster 5 mio. kr. i alt. Den er flot.", 29, 39)
    ('Den nye koster ', ' i alt.')
    """
    left = text[max(0, start - _AROUND) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(left)]
    cut = start > _AROUND and not ends
    before = left[ends[-1] :] if ends else left.split(" ", 1)[-1] if cut else left
    right = text[end : end + _AROUND]
    stop = _SENTENCE_END.search(right)
    after = right[: stop.end()] if stop else right if len(right) < _AROUND else right.rsplit(" ", 1)[0] + " …"
    lead, trail = " " * before[-1:].isspace(), " " * after[:1].isspace()
    before, after = one_line(before), one_line(after)
    return f"{'… ' if cut else ''}{before}{lead if before else ''}", f"{trail}{after}" if after else ""


def _table(rows: Sequence[AmountRow]) -> AmountTable:
    return AmountTable(
        rows=tuple(rows),
        has_role=any(row.role or row.covered for row in rows),
        has_period=any(row.period for row in rows),
        has_purpose=any(row.purpose or row.part_of for row in rows),
        has_item=any(row.item for row in rows),
    )


def _row(entity: Entity, text: str, ids: dict[str, str], money: dict[int, Entity]) -> AmountRow:
    value = entity.money or entity.percent
    assert value is not None  # selected by it
    scope = entity.scope or AmountScope()
    before, after = sentence_around(text, entity.start, entity.end)
    when, purpose = scope.period, scope.purpose
    whole = money.get(scope.part_of) if scope.part_of is not None else None
    return AmountRow(
        shown=danish.amount(value) if isinstance(value, Money) else danish.percentage(value),
        sort=_sort_key(value),
        written=placed(one_line(entity.text), entity),
        before=before,
        after=after,
        role=_role(scope),
        covered=None if scope.covered is None else "vedtaget" if scope.covered else "ikke vedtaget",
        period=placed(danish.period(when), when) if when else None,
        purpose=placed(one_line(purpose.text, 120), purpose) if purpose else None,
        part_of=placed(one_line(whole.text), whole) if whole else None,
        item=entity.item or "",
        item_id=ids.get(entity.item) if entity.item else None,
    )


def _role(scope: AmountScope) -> Words | None:
    """What is done with the amount, at the word that says so."""
    words = [danish.ROLES[scope.role]] if scope.role else []
    if scope.direction:
        words.append(danish.DIRECTIONS[scope.direction])
    if not words:
        return None
    shown = ", ".join(words).capitalize()
    return placed(shown, scope.role_evidence) if scope.role_evidence else Words(shown)


def _sort_key(value: Money | Percent) -> str:
    """The number that rows are sorted by; a range is sorted by its lower end, and nothing known is empty."""
    number: Decimal | None = value.value if isinstance(value, Money) else value.percent
    for end in (value.low, value.high):
        number = end if number is None else number
    return "" if number is None else format(number, "f")
