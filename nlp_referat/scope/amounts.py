"""The scope of all amounts of a document.

>>> from decimal import Decimal
>>> amount = Amount(13, 23, Money(value=Decimal(350000)))
>>> [scope], _ = scope_amounts("Der er afsat 350 t.kr. i 2026 til stien.", [amount])
>>> scope.role, scope.period.first, scope.purpose.text
('budgeted', 2026, 'stien')
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp_referat.asking import AmountReader, Question
from nlp_referat.labels import AmountRole
from nlp_referat.schema import AmountPeriod, AmountScope, Evidence, Money, Referat, Warning
from nlp_referat.scope.clauses import RoleReading
from nlp_referat.scope.joining import Joined
from nlp_referat.scope.passages import Passage, read_passages
from nlp_referat.scope.periods import PeriodReading, read_period
from nlp_referat.scope.purposes import read_purpose
from nlp_referat.scope.questions import ask
from nlp_referat.scope.roles import read_role
from nlp_referat.scope.setting import Setting, Settings
from nlp_referat.scope.sums import find_sums
from nlp_referat.scope.weighing import weigh

_NEAR: Final = 250


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at its place in the text; `origin` is its start in the layout's text, where that is another one."""

    start: int
    end: int
    money: Money
    origin: int | None = None


def scope_amounts(
    text: str, amounts: Sequence[Amount], layout: Referat | None = None, reader: AmountReader | None = None
) -> tuple[list[AmountScope], list[Warning]]:
    """A scope for each amount, and warnings about sums that do not add up; offsets into `text`.

    Args:
        amounts: in order, not overlapping.
        layout: with the decisions read, where there is one; its offsets are those of `Amount.origin`.
        reader: a trained one, whose answers are weighed with what the rules read.
    """
    found = _read(text, amounts, Settings(layout))
    whole, passages = found.joined.text, found.passages
    roles = found.roles if reader is None else _weighed(found, reader)
    periods = _periods(whole, passages, amounts, layout)
    sums = find_sums(whole, passages, [_value(amount.money) for amount in amounts])
    scopes = [
        _scope(
            text, found.joined, passage, roles[i], periods[i], found.places[i], _start_of(amounts, sums.parts.get(i))
        )
        for i, passage in enumerate(passages)
    ]
    return scopes, [_mismatch(text, amounts[head], amounts[last]) for head, last in sums.mismatches]


def _weighed(found: "_Read", reader: AmountReader) -> list[RoleReading]:
    """The roles, but for those that the rules are sure of weighed with what the reader answers."""
    roles = list(found.roles)
    doubtful = [place for place, reading in enumerate(roles) if reading.role not in _SURE][:_MOST]
    if doubtful:
        odds = reader.amounts([found.question(place) for place in doubtful])
        passages = [found.passages[place] for place in doubtful]
        weighed = weigh(found.joined.text, passages, [roles[place] for place in doubtful], odds)
        for place, role in zip(doubtful, weighed, strict=True):
            roles[place] = role
    return roles


_MOST: Final = 2_000  # amounts of a document that the reader is asked about: more stand in the rows of a budget
_SURE: Final[frozenset[AmountRole]] = frozenset({"ceiling", "extra"})
"""Roles whose words leave the reader nothing to add; measured on minutes that neither rules nor reader had seen."""


def questions(text: str, amounts: Sequence[Amount], setting_at: Callable[[int], Setting]) -> list[Question]:
    """What a trained reader is asked of the amounts.

    Args:
        amounts: in order, not overlapping.
        setting_at: gives the part of the item that an `Amount.origin` stands in.

    >>> amount = Amount(13, 22, Money(value=Decimal(350000)))
    >>> questions("Der er afsat 350 t.kr. til stien.", [amount], lambda offset: Setting())
    [Question(text='Sag: Der er afsat 350 t.kr. til stien.', start=18, end=27, ruled='expense')]
    """
    found = _read(text, amounts, setting_at)
    return [found.question(place) for place in range(len(amounts))]


@dataclass(frozen=True, slots=True)
class _Read:
    """What the rules read of the amounts; `places` are the parts of the item that they stand in."""

    joined: Joined
    passages: list[Passage]
    places: list[Setting]
    roles: list[RoleReading]

    def question(self, place: int) -> Question:
        return ask(self.joined.text, self.passages[place], self.places[place], self.roles[place].direction)


def _read(text: str, amounts: Sequence[Amount], setting_at: Callable[[int], Setting]) -> _Read:
    joined = Joined(text)
    passages = read_passages(
        joined.text, [(joined.inward(amount.start), joined.inward(amount.end)) for amount in amounts]
    )
    places = [setting_at(amount.start if amount.origin is None else amount.origin) for amount in amounts]
    roles: list[RoleReading] = []
    for place, (amount, passage) in enumerate(zip(amounts, passages, strict=True)):
        previous = roles[place - 1] if place and passage.previous is not None else None
        earlier = roles[-1] if roles and amount.start - amounts[place - 1].end < _NEAR else None
        roles.append(read_role(joined.text, passage, places[place], amount.money.bound, previous, earlier))
    return _Read(joined, passages, places, roles)


def _periods(
    text: str, passages: Sequence[Passage], amounts: Sequence[Amount], layout: Referat | None
) -> list[PeriodReading | None]:
    year = layout.meeting.date.year if layout and layout.meeting.date else None
    periods: list[PeriodReading | None] = []
    for place, (amount, passage) in enumerate(zip(amounts, passages, strict=True)):
        previous = periods[place - 1] if place and passage.previous is not None else None
        periods.append(read_period(text, passage, year, amount.money.period == "year", previous))
    return periods


def _value(money: Money) -> Decimal | None:
    return money.value if money.currency == "DKK" else None


def _start_of(amounts: Sequence[Amount], place: int | None) -> int | None:
    return None if place is None else amounts[place].start


def _scope(
    text: str,
    joined: Joined,
    passage: Passage,
    role: RoleReading,
    period: PeriodReading | None,
    setting: Setting,
    part_of: int | None,
) -> AmountScope:
    return AmountScope(
        role=role.role,
        role_evidence=_evidence(text, joined, role.evidence) if role.role else None,
        period=_period(text, joined, period),
        direction=role.direction,
        purpose=_evidence(text, joined, read_purpose(joined.text, passage)),
        point=setting.point,
        covered=setting.covered,
        part_of=part_of,
    )


def _evidence(text: str, joined: Joined, span: tuple[int, int] | None) -> Evidence | None:
    if span is None:
        return None
    start, end = joined.outward(span)
    return Evidence(text=text[start:end], start=start, end=end)


def _period(text: str, joined: Joined, found: PeriodReading | None) -> AmountPeriod | None:
    if found is None:
        return None
    start, end = joined.outward((found.start, found.end))
    return AmountPeriod(kind=found.kind, first=found.first, last=found.last, text=text[start:end], start=start, end=end)


def _mismatch(text: str, head: Amount, last: Amount) -> Warning:
    written = " ".join(text[head.start : head.end].split())
    message = f"The text names parts of {written} that do not add up to it."
    return Warning(code="sum_mismatch", message=message, start=head.start, end=last.end)
