"""Years and year intervals: a bare number is a year only where its surroundings say so."""

import datetime as dt
import re
from functools import cache
from typing import Final

from nlp_referat.dates.values import Found, fixed, full_year, of_year, of_years
from nlp_referat.lexicon import read_toml

_NUMBERED: Final = ("nr", "nr.", "nummer", "sag", "tlf.", "tlf", "telefon", "pkt.", "punkt", "§", "§§")
_NEXT: Final = re.compile(r"[ \n]{1,2}\(?([^\W\d_][\w²³]*)")
_ENDS: Final = re.compile(r"[ \t*_]*(?:$|[.,;:)\]\"”»!?\n]|[-–][ \n]|-[a-zæøå]{3})", re.MULTILINE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("dates")[name])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(read_toml("dates")["year_context_endings"])


def _word_before(text: str, at: int) -> str:
    before = text[max(0, at - 40) : at]
    if before.endswith("\t") or "\n\n" in before[-4:]:
        return ""
    words = before.rsplit(maxsplit=1)
    return words[-1].strip('*_(["”»:,').lower() if words else ""


def is_counted(text: str, end: int) -> bool:
    """Whether the number that ends at `end` counts what follows it ("2025 boliger")."""
    following = _NEXT.match(text, end, end + 40)
    return bool(following) and following[1].lower() in _words("counted") if following else False


_PRICE_LEVEL: Final = re.compile(r"-(?:pl|p/l|pris|niveau|budget|takst)", re.IGNORECASE)


def _is_year(text: str, m: re.Match[str], previous: Found | None) -> bool:
    start, end = m.span()
    if is_counted(text, end):
        return False
    if _PRICE_LEVEL.match(text, end):
        return True
    if previous and previous.year and previous.unit in ("year", "month") and start - previous.end < 16:
        between = text[previous.end : start]
        if "\t" not in between and between.strip(" ,/–-\n") in _LISTED:
            return True
    if not text[max(0, start - 1) : start].strip(' \n(*_"”»'):
        word = _word_before(text, start)
        if text[start - 1 : start] == "(" and text.startswith(")", end):
            return True
        if word in _words("no_year_context") or not word:
            return False
        if word in _words("year_context") or word.endswith(_endings()):
            return True
        following = _NEXT.match(text, end, end + 40)
        goes_on = following and following[1] in _words("year_followers")
        likely = "2001" <= m["yo"] <= "2060" and len(word) > 3 and word.isalpha()
        return likely and bool(goes_on or _ENDS.match(text, end, end + 40))
    return False


_LISTED: Final = frozenset({"", "og", "eller", "samt", "til", "mod", "frem til", "hhv."})


def read_years(text: str, m: re.Match[str]) -> list[Found]:
    first = int(m["ya"])
    last = full_year(m["yb"], like=first)
    if is_counted(text, m.end()) or _word_before(text, m.start()).endswith(_NUMBERED):
        return []
    if m["ys"] == "/":
        days = fixed(dt.date(first, 8, 1), dt.date(last, 7, 31))
        return [Found(m.start(), m.end(), days, first, "unit", is_interval=True)] if last == first + 1 else []
    if not first < last <= first + (25 if len(m["yb"]) == 2 else 60):
        return []
    return [Found(m.start(), m.end(), of_years(last), first, "year", is_interval=True)]


def read_year(text: str, m: re.Match[str], previous: Found | None) -> list[Found]:
    """The lone number `m` if it is a year; `previous` is the last date before it."""
    return [Found(m.start(), m.end(), of_year, int(m["yo"]), "year")] if _is_year(text, m, previous) else []
