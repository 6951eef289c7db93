"""When an amount counts: once in a year, every year, over several years, until a year.

>>> text = "Der afsættes 2 mio. kr. årligt i 2026-2028."
>>> [passage] = read_passages(text, [(13, 23)])
>>> period = read_period(text, passage)
>>> period.kind, period.first, period.last, text[period.start : period.end]
('each_year', 2026, 2028, 'årligt i 2026-2028')
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from nlp_referat.labels import AmountPeriodKind
from nlp_referat.scope.passages import Passage, read_passages  # noqa: F401  # read_passages: for the doctest
from nlp_referat.scope.words import folded

_YEAR: Final = r"(?:19|20)\d\d"
_DASH: Final = r"[ ]?(?:-|–|—|/|til(?: og med)?|og)[ ]?"
_COUNT: Final = r"(?:\d{1,2}|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv)"
# The words may be wrapped over lines; the text is searched with its line breaks as spaces.
_PERIOD: Final = re.compile(
    rf"""
    (?P<until>\b(?:frem[ ]til(?:[ ]og[ ]med)?|indtil(?:[ ]og[ ]med)?|til[ ]og[ ]med|til[ ]udgangen[ ]af)
        (?:[ ](?:udgangen|slutningen|ultimo)[ ]?(?:af)?)?[ ](?P<until_year>{_YEAR})\b)
    |(?P<total>\b(?:over[ ](?:de[ ](?:næste[ ]|kommende[ ])?)?{_COUNT}[ ]år(?!ige)(?:ene)?
        |over[ ]en[ ]{_COUNT}[- ]?årig[ ]periode|i[ ]hele[ ]\w*perioden|i[ ]\w*perioden[ ]som[ ]helhed
          |over[ ]\w*perioden|i[ ]løbet[ ]af[ ]{_COUNT}[ ]år)\b
        (?:[ ](?:fra[ ])?(?P<total_first>{_YEAR}){_DASH}(?P<total_last>{_YEAR}|\d\d)\b)?)
    |(?P<each>\b(?:årligt?e?|om[ ]året|(?:pr\.?|per)[ ]år|hvert[ ]år|hvert[ ]af[ ]årene|p\.[ ]?a\.?|pro[ ]anno
          |varigt?)\b
        (?![ ](?:møde|rapport|opgørelse|statistik|regulering|redegørelse|status)))
    |(?P<ahead>\b(?:fra(?:[ ]og[ ]med)?
          |i)[ ](?:budget(?:[ ]?år)?[ ])?(?P<ahead_first>{_YEAR})[ ](?:og[ ](?:frem(?:efter|over|adrettet)?
          |følgende[ ]år|overslagsår(?:ene)?|efterfølgende[ ]år|årene[ ]frem)|årligt|varigt))
    |(?P<span>\b(?:i[ ]hvert[ ]af[ ]årene|i[ ]årene|i[ ]perioden|for[ ]perioden|for[ ]årene
          |for[ ]hvert[ ]af[ ]årene|(?:skole|regnskabs)året|i|for|fra|hele)[ ]
        (?P<span_first>{_YEAR}){_DASH}(?P<span_last>{_YEAR}|\d\d)(?![.]?\d))
    |(?P<since>\bfra(?:[ ]og[ ]med)?[ ](?P<since_first>{_YEAR})\b)
    |(?P<year>\b(?:i|for|(?:i[ ]|for[ ])?hele
          |i[ ]budget(?:[ ]?år(?:et)?)?|i[ ]budgettet[ ]for|(?:i[ ]|for[ ])?regnskab(?:et
          |såret)?(?:[ ]for)?|i[ ]finans(?:året|loven[ ]for)?|i[ ]kalenderåret|i[ ]året
          |budget(?:året)?)[ ](?P<year_first>{_YEAR})\b(?![-–/.]\d))
    |(?P<now>\b(?:i[ ]år|i[ ]indeværende[ ]år|sidste[ ]år|næste[ ]år)\b)
    |(?P<label>(?:^|(?<=[ (]))(?P<label_first>{_YEAR}):)
    """,
    re.VERBOSE,
)
_HINT: Final = re.compile(r"\d\d|år|perioden|varig|p\.")
# Between an amount and words behind it that speak of its period, no other statement may begin.
_BREAK: Final = re.compile(
    r"[;:!?()]|\.\s|,|\b(?:men|mens|medens|heraf|hvoraf|deraf|som|der|hvor\w*|at|idet|fordi|mod)\b|\b(?:og|samt)\s*$",
    re.IGNORECASE,
)
_BREAK_BEFORE: Final = re.compile(
    r"[;!?]|\.\s|,\s*(?:og|men|mens|som|der|hvor\w*|at|idet|fordi|da|heraf)\b|\b(?:men|mens|medens|heraf|hvoraf|deraf|hvor\w*)\b|\bog\s+(?:i|for)\s",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(r"\b(?:i alt|ialt|samlet|samlede|tilsammen|totalt)\b", re.IGNORECASE)
_OF_DOCUMENT: Final = re.compile(
    r"\b(?:budget|budgetaftalen?|budgetforliget?|plan(?:en)?|\w+plan(?:en)?|strategi(?:en)?"
    r"|politik(?:ken)?)(?: for)? $",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"fra\s(?:og\smed\s)?\d{4}", re.IGNORECASE)
_VERB_FOLLOWS: Final = re.compile(
    r"[ \n](?:\w{2,}(?:es|er)|skal|vil|kan|kunne|give|være|spare|årligt)\b", re.IGNORECASE
)
_LATELY: Final = 2020
"""The first year that "fra 2026" can begin with where the year of the meeting is not known."""
_NEAR: Final = 14
_REACH: Final = 110


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """A period and where its words stand in the text."""

    kind: AmountPeriodKind
    first: int | None
    last: int | None
    start: int
    end: int


def read_period(
    text: str,
    passage: Passage,
    this_year: int | None = None,
    is_yearly: bool = False,
    previous: PeriodReading | None = None,
) -> PeriodReading | None:
    """The period of one amount; None where its clause names none.

    Args:
        this_year: the year of the meeting, for "i år", "sidste år".
        is_yearly: whether the amount is known to be a sum a year ("en årlig udgift på").
        previous: the period of the sum that this one is a part of.
    """
    behind = _behind(text, passage, this_year)
    before = _before(text, passage, this_year, is_yearly)
    found = _join(behind, before)
    if found is None and passage.lead is not None and passage.previous is None:
        led = list(_find(text, *passage.lead, this_year))
        found = led[-1] if led else None
    if found is None and previous is not None and passage.previous is not None and _is_part(text, passage):
        return previous
    if found is not None and found.kind == "year" and found.first != found.last and _says_total(text, passage):
        return replace(found, kind="total")
    return found


def _behind(text: str, passage: Passage, this_year: int | None) -> list[PeriodReading]:
    found: list[PeriodReading] = []
    edge = passage.end
    for period in _find(text, passage.end, min(passage.right_end, passage.end + _REACH), this_year):
        if _BREAK.search(text, edge, period.start) and not _opens(text, edge, period.start):
            break
        if found and period.start - edge > _NEAR:
            break
        found.append(period)
        edge = period.end
    return found


def _opens(text: str, edge: int, start: int) -> bool:
    """Whether nothing but an opening bracket or a comma stands between."""
    return text[edge:start].strip(" \n*_") in ("(", ",")


def _before(text: str, passage: Passage, this_year: int | None, is_yearly: bool) -> list[PeriodReading]:
    found = [
        period
        for period in _find(text, passage.left_start, passage.start, this_year)
        if not _BREAK_BEFORE.search(text, period.end, passage.start)
        and (period.kind != "each_year" or is_yearly or period.first)
        and (not _SINCE.fullmatch(text, period.start, period.end) or _begins(text, period, this_year))
    ]
    return found[-2:]


def _begins(text: str, period: PeriodReading, this_year: int | None) -> bool:
    """Whether "fra 2026" before the amount says since when: not of what is old ("Legatet fra 1931 uddeler")."""
    floor = (this_year or _LATELY) - 1
    return (period.first or 0) >= floor and _VERB_FOLLOWS.match(text, period.end) is not None


def _join(behind: list[PeriodReading], before: list[PeriodReading]) -> PeriodReading | None:
    """One period of what stands on both sides: "i 2026-2028 afsættes 2 mio. kr. årligt"."""
    every = [*behind, *reversed(before)]
    if not every:
        return None
    each = next((period for period in every if period.kind == "each_year"), None)
    years = next((period for period in every if period.kind != "each_year" or period.first is not None), None)
    if each is None or years is None or years is each:
        return every[0]
    near = max(each.start, years.start) - min(each.end, years.end) <= _NEAR
    if not near and years.kind == "year" and years.first == years.last:
        return each  # "stiftet i 1931 og uddeler hvert år"
    if years.kind == "until":
        joined = replace(each, last=years.last)
    elif years.kind == "year":
        last = None if years.first == years.last and _is_since(years) else years.last
        joined = replace(each, first=years.first, last=last)
    else:
        joined = replace(each, first=years.first, last=years.last)
    return replace(joined, start=min(each.start, years.start), end=max(each.end, years.end)) if near else joined


def _is_since(period: PeriodReading) -> bool:
    return period.kind == "each_year"


def _find(text: str, start: int, end: int, this_year: int | None) -> Iterator[PeriodReading]:
    flat = folded(text[start:end])
    if not _HINT.search(flat):
        return
    for match in _PERIOD.finditer(flat):
        if reading := _reading(match, flat, start, this_year):
            yield reading


def _reading(match: re.Match[str], flat: str, shift: int, this_year: int | None) -> PeriodReading | None:
    name = next(
        key for key in ("until", "total", "each", "ahead", "span", "since", "year", "now", "label") if match[key]
    )
    kind: AmountPeriodKind = "year"
    first = last = None
    if name == "until":
        kind, last = "until", int(match["until_year"])
    elif name == "total":
        kind = "total"
        if match["total_first"]:
            first, last = _years(match["total_first"], match["total_last"])
    elif name == "each":
        kind = "each_year"
    elif name in ("ahead", "since"):
        kind, first = "each_year", int(match[f"{name}_first"])
    elif name == "span":
        first, last = _years(match["span_first"], match["span_last"])
        if last is not None and first is not None and not first < last <= first + 30:
            return None
        if "hvert" in match[0].lower():
            kind = "each_year"
    elif name == "now":
        if this_year is None:
            return None
        word = match[0].lower()
        first = last = this_year + (-1 if word.startswith("sidste") else 1 if word.startswith("næste") else 0)
    else:
        first = last = int(match[f"{name}_first"])
    if name == "span" and _OF_DOCUMENT.search(flat[: match.start() + 2][:-2]):
        return None
    return PeriodReading(kind, first, last, shift + match.start(), shift + match.end() - (name == "label"))


def _years(first: str, last: str) -> tuple[int, int]:
    """Both years in full: "2024/25" ends in 2025."""
    return int(first), int(last if len(last) == 4 else first[:2] + last)


_PART: Final = re.compile(r"[\s,;(*_]*(?:og\s+)?(?:heraf|hvoraf|deraf|herunder)\b", re.IGNORECASE)


def _is_part(text: str, passage: Passage) -> bool:
    return _PART.match(text, passage.left_start, passage.start) is not None


def _says_total(text: str, passage: Passage) -> bool:
    return _TOTAL.search(text, passage.left_start, passage.right_end) is not None
