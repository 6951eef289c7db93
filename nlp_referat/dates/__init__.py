"""Dates and times of day in Danish text: one day out of a short string, and every date in a long one.

What `find_dates` spans, and what it makes of it:

* A span starts at the first word or figure that says *which* time it is, and ends with the last: "3. december
  2025", "1. halvår af 2026", "uge 42 i 2025", "skoleåret 2024/25", "ultimo 2025", "foråret 2024". Article,
  preposition and weekday ("onsdag den", "i", "år") stay outside; so does the time of day.
* Days, months, quarters, weeks and seasons without a year take the year of the date they are listed with
  ("6. oktober og 3. november 2025"); else the anchor's year, or if that is more than eight months off the
  year that puts them nearest to the anchor; without an anchor both ends are None.
* Words that lean on the day of writing ("i dag", "næste år") are dates only where an anchor is given.
* A school year, and any other pair of consecutive years with a slash, runs from 1 August to 31 July. Primo,
  medio and ultimo are the thirds of a month (1-10, 11-20, 21-) or of a year (four months each). Seasons are
  the meteorological ones, winter named after the year it starts in. Weeks are ISO weeks.

>>> parse_date("Onsdag d. 03. december 2025 kl. 16:30")
datetime.date(2025, 12, 3)
>>> text = "Mødet i 3. kvartal 2025"
>>> [(text[m.start : m.end], str(m.value.start), str(m.value.end)) for m in find_dates(text)]
[('3. kvartal 2025', '2025-07-01', '2025-09-30')]
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from nlp_referat.dates.clock import parse_time
from nlp_referat.dates.forms import scan
from nlp_referat.dates.values import ONE_DAY, Days, Found, of_year
from nlp_referat.schema import DateRange
from nlp_referat.text import Mention

_FAR: Final = 240  # days
__all__ = ["find_dates", "parse_date", "parse_time"]


def find_dates(text: str, anchor: dt.date | None = None) -> list[Mention]:
    """Every date in `text`, with its first and last day as far as they are known.

    Args:
        text: cleaned text (`nlp_referat.text.View`).
        anchor: the day of writing, for minutes the day of the meeting.

    >>> [(m.start, m.end) for m in find_dates("perioden 2026-2029")]
    [(9, 18)]
    >>> find_dates("senest 1. maj", dt.date(2025, 3, 4))[0].value.start
    datetime.date(2025, 5, 1)
    """
    mentions = []
    for found in _joined(text):
        if found.unit == "relative":
            meaning = _RELATIVE.get(" ".join(text[found.start : found.end].lower().split()))
            if not anchor or not meaning:
                continue
            days: Days | None = meaning(anchor)
        else:
            days = _days(found, anchor)
        value = DateRange(start=days[0], end=days[1]) if days else DateRange()
        mentions.append(Mention(found.start, found.end, "DATE", value=value))
    return mentions


def _days(found: Found, anchor: dt.date | None) -> Days | None:
    """First and last day; without a year of its own in the anchor's, or if that is far off, nearest to it."""
    if found.year:
        return found.days(found.year)
    if not anchor:
        return None
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            candidates.append(found.days(year))
        except ValueError:  # 29 February, week 53
            continue
    return min(candidates, key=lambda days: _distance(days[0], anchor), default=None)


def _distance(day: dt.date, anchor: dt.date) -> int:
    """Who writes no year means the current one, except "i januar" in December or "i november" in January."""
    days = abs((day - anchor).days)
    return 0 if day.year == anchor.year and days <= _FAR else days


# --- what belongs together ------------------------------------------------------------------------

_WEEKDAY: Final = r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag[ ])?(?:(?:den|d\.?)[ ]?)?"
_TO: Final = re.compile(
    rf"(?:[ \n]?[-–][ \n]?|[ \n](?:og|(?:frem[ ]|ind)?til(?:[ ]og[ ]med)?|t\.?o\.?m\.?)[ \n]){_WEEKDAY}"
)
_LIST: Final = re.compile(rf"(?:,[ \n]|[ \n](?:og|eller|samt|hhv\.)[ \n]|/){_WEEKDAY}")
_BETWEEN: Final = re.compile(rf"mellem[ \n]{_WEEKDAY}$", re.IGNORECASE)


def _joined(text: str) -> list[Found]:
    """The dates in `text`, intervals joined, years taken over from the next date of the same list."""
    dates: list[Found] = []
    for date in scan(text):
        joint = _interval(text, dates[-1], date) if dates else None
        if joint:
            dates[-1] = joint
        else:
            dates.append(date)
    for i in range(len(dates) - 2, -1, -1):
        date, following = dates[i], dates[i + 1]
        if date.year or not following.year or date.unit != following.unit or date.unit == "relative":
            continue
        if _LIST.fullmatch(text, date.end, following.start) or date.end > following.start - 2:
            dates[i] = _dated_before(date, following)
    return dates


def _dated_before(date: Found, following: Found) -> Found:
    """`date` in the year of `following`, or in the year before: "3. december og 5. januar 2026"."""
    year = following.year
    assert year
    try:
        return replace(date, year=year - (date.days(year)[0] > following.days(year)[0]))
    except ValueError:
        return date


def _interval(text: str, first: Found, last: Found) -> Found | None:
    """One date for "1. januar - 31. marts 2025", "fra 2024 til 2026", "mellem 1. og 5. maj"; else None."""
    if first.is_interval or last.is_interval or "relative" in (first.unit, last.unit) or last.start - first.end > 30:
        return None
    joint = _TO.fullmatch(text, first.end, last.start)
    if not joint or first.unit != last.unit:
        return None
    if "og" in joint[0].split()[:1] and not _BETWEEN.search(text[max(0, first.start - 25) : first.start]):
        return None
    year = first.year or last.year

    def days(year: int) -> Days:
        low, high = first.days(first.year or year)[0], last.days(last.year or year)[1]
        if low > high and not first.year:
            low = first.days(year - 1)[0]
        elif low > high and not last.year:
            high = last.days(year + 1)[1]
        return low, high

    try:
        low, high = days(last.year or year or 2032)
    except ValueError:
        return None
    if low > high:
        return None
    return Found(first.start, last.end, days, last.year or year, last.unit, is_interval=True)


def _month_of(day: dt.date) -> Days:
    low = day.replace(day=1)
    return low, (low + 31 * ONE_DAY).replace(day=1) - ONE_DAY


_RELATIVE: Final[dict[str, Callable[[dt.date], Days]]] = {
    "dags dato": lambda day: (day, day),
    "i dag": lambda day: (day, day),
    "i går": lambda day: (day - ONE_DAY, day - ONE_DAY),
    "i morgen": lambda day: (day + ONE_DAY, day + ONE_DAY),
    "i år": lambda day: of_year(day.year),
    "indeværende år": lambda day: of_year(day.year),
    "næste år": lambda day: of_year(day.year + 1),
    "sidste år": lambda day: of_year(day.year - 1),
    "forrige år": lambda day: of_year(day.year - 1),
    "indeværende måned": _month_of,
    "næste måned": lambda day: _month_of(_month_of(day)[1] + ONE_DAY),
    "sidste måned": lambda day: _month_of(day.replace(day=1) - ONE_DAY),
    "forrige måned": lambda day: _month_of(day.replace(day=1) - ONE_DAY),
}


# --- short strings --------------------------------------------------------------------------------


def parse_date(text: str) -> dt.date | None:
    """The first day that `text` writes out with its year, the start where an interval is written, or None.

    >>> parse_date("mandag, den 5.maj 2025")
    datetime.date(2025, 5, 5)
    >>> parse_date("31. februar 2025") is None
    True
    """
    return next((d.days(d.year)[0] for d in _joined(text) if d.unit == "day" and d.year), None)
