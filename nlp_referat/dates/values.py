"""What a written date is before its year is known, and the calendar arithmetic behind it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Days = tuple[dt.date, dt.date]
"""First and last day."""

ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A date as written; `days` turns the year, once known, into first and last day.

    `unit` says what is written: "day", "month", "year", "relative" or something else.
    """

    start: int
    end: int
    days: Callable[[int], Days]
    year: int | None = None
    unit: str = ""
    is_interval: bool = False


def of_months(first: int, last: int) -> Callable[[int], Days]:
    """From the first of month `first` to the end of `last`; "november-januar 2026" starts the year before."""

    def days(year: int) -> Days:
        low = dt.date(year - (first > last), first, 1)
        return low, dt.date(year + last // 12, last % 12 + 1, 1) - ONE_DAY

    return days


def of_day(month: int, first: int, last: int) -> Callable[[int], Days]:
    return lambda year: (dt.date(year, month, first), dt.date(year, month, last))


def of_weeks(first: int, last: int) -> Callable[[int], Days]:
    return lambda year: (dt.date.fromisocalendar(year, first, 1), dt.date.fromisocalendar(year, last, 7))


def of_winter(year: int) -> Days:
    return dt.date(year, 12, 1), dt.date(year + 1, 3, 1) - ONE_DAY


def of_years(last: int) -> Callable[[int], Days]:
    return lambda year: (dt.date(year, 1, 1), dt.date(last, 12, 31))


def of_year(year: int) -> Days:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def fixed(low: dt.date, high: dt.date) -> Callable[[int], Days]:
    return lambda year: (low, high)


def full_year(digits: str, like: int = 2000) -> int:
    return int(digits) if len(digits) == 4 else like // 100 * 100 + int(digits)
