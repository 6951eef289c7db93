"""The forms in which Danish minutes write dates, and what each of them says.

`scan` gives every date as written, in order, without deciding what a missing year is.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final

from nlp_referat.dates.values import (
    Days,
    Found,
    fixed,
    full_year,
    of_day,
    of_months,
    of_weeks,
    of_winter,
    of_year,
    of_years,
)
from nlp_referat.dates.years import read_year, read_years

# --- the forms, each a named alternative of one pattern -------------------------------------------

_MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_FULL_MONTH: Final = {
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
}
_MONTH: Final = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W_])"
)
_YEAR: Final = r"(?:19|20)\d\d(?![^\W_])(?![.,]\d)"
_GAP: Final = r"(?:[ \t]{1,3}(?:\n[ \t]{0,3})?|\n[ \t]{0,3})"  # a date may be broken over a line, not a paragraph
_AND: Final = r"[ ]?(?:-|–|/|og|til)[ ]?"
_OF: Final = rf"(?:[/-]|,?{_GAP}(?:(?:i|af|år|for)[ ])?)"
# The tail of a date that is no longer number or case number ("17.02.24-A00-1-25").
_STOP: Final = r"(?![^\W_]|/[^\W_]|[.,:]\d|-(?!\d{1,2}[./-]\d)[^\W_])"


def _dmy(n: int) -> str:
    return (
        rf"(?P<d{n}>\d{{1,2}})(?P<p{n}>\.[ ]?|[-/–]|[ ][-–/][ ])(?P<m{n}>\d{{1,2}})"
        rf"(?:(?:\.?[ ]?[-/–][ ]?|\.[ ]?|[ ])(?P<y{n}>(?:19|20)\d\d)|[-./](?P<s{n}>\d\d)){_STOP}"
    )


_UNIT: Final = r"(?:kvartal|halvår|tertial)(?:et)?s?(?![^\W_])"
_FORMS: Final = {
    "iso": r"(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d|-\d)(?:(?=T\d)|(?![^\W_]))",
    "dmy": rf"{_dmy(1)}(?:[-–]{_dmy(2)})?",
    "span": rf"(?P<pd>\d{{1,2}})(?:[./](?P<pm>\d{{1,2}}))?\.?{_AND}{_dmy(3)}",
    "years": r"(?P<ya>(?:19|20)\d\d)(?P<ys>[ ]?[-–][ ]?|/)(?P<yb>(?:19|20)?\d\d)"
    r"(?![^\W_]|[.,:]\d|[-–/][\dA-ZÆØÅ])",
    "decade": r"(?P<de>(?:19|20)\d0)[’']?erne(?![^\W_])",
    "year": r"(?P<yo>(?:19|20)\d\d)(?![^\W_]|[.,:/–-]\d|[.,][-–]|[ ]?%)",
    "unit": r"(?:[1-3]\.?,[ ])?(?:(?P<n1>[1-4])(?P<na>\.?[-–/]|\.[ ][-–][ ]|\.?[ ](?:og|til)[ ]))?"
    rf"(?P<n2>[1-4])\.?\s?(?P<nu>{_UNIT})(?:{_OF}(?P<uy>{_YEAR}))?",
    "named": r"(?:(?:(?P<e1>\d{1,2})\.,[ ])?(?P<e2>\d{1,2})(?P<ea>\.[ ]?(?:-|–|/|og|til)|[ ]?[-–/])[ ]?)?"
    rf"(?P<nd>\d{{1,2}})(?:\.(?:{_GAP})?|[ ]{{1,2}}|-)(?P<nm>{_MONTH})(?:\.?(?:,?{_GAP}|-)?(?P<ny>{_YEAR}))?",
    "short": r"(?P<hd>\d{1,2})(?P<hs>[./])(?P<hm>\d{1,2})(?![^\W_]|[-./,]\d)",
    "month": rf"(?:(?P<ml>{_MONTH})\.?[ ]?[-–/][ ]?)?(?P<mm>{_MONTH})(?!-[^\W\d_])"
    rf"(?:\.?{_OF}(?P<my>{_YEAR}))?",
    "quarter": rf"q(?P<qn>[1-4])(?![^\W_])(?:[ /-]{{1,2}}(?P<qy>{_YEAR}))?",
    "ordinal": r"(?:(?P<o1>første|andet|tredje)(?P<oa>[ ](?:og|til)[ ]))?"
    r"(?P<o2>første|andet|tredje|fjerde|sidste)"
    rf"{_GAP}(?P<ou>{_UNIT})(?:{_OF}(?P<oy>{_YEAR}))?",
    "school": rf"(?P<sw>skoleår|årsskift)(?:e|et|ene)?s?{_GAP}(?P<sa>(?:19|20)?\d\d)[ ]?[-–/][ ]?"
    r"(?P<sb>(?:19|20)?\d\d)(?![^\W_])",
    "week": rf"uge(?:rne)?{_GAP}(?P<w1>\d{{1,2}})(?:{_AND}(?P<w2>\d{{1,2}})(?![^\W_]))?(?![^\W_]|[.,]\d)"
    rf"(?:{_OF}(?P<wy>{_YEAR}))?",
    "part": rf"(?P<pw>primo|medio|ultimo){_GAP}(?:(?:år[ ])?(?P<py>{_YEAR})"
    rf"|(?P<pn>{_MONTH})(?:\.?{_GAP}(?P<pz>{_YEAR}))?)",
    "season": r"(?P<fn>forår|sommer|efterår|vinter)(?P<fe>(?:e[nt])?)s?(?![^\W_]|-)"
    rf"(?:,?{_GAP}(?:i[ ])?(?P<fy>(?:19|20)\d\d)(?:[/-](?:20)?\d\d)?(?![^\W_]))?",
    "relative": r"(?P<rw>dags[ ]dato|i[ ](?:dag|går|morgen|år)"
    r"|(?:næste|sidste|forrige|indeværende)[ ](?:år|måned))"
    r"(?![^\W_]|[ ]\d)",
}


def _alternatives(*names: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{_FORMS[name]})" for name in names), re.IGNORECASE)


_FIGURES: Final = _alternatives("iso", "dmy", "span", "years", "decade", "year", "unit", "named", "short")
_WORDS: Final = _alternatives("month", "quarter", "ordinal", "school", "week", "part", "season", "relative")
# Where a form may start. A set of characters comes first because `re` then skips all others quickly.
_START: Final = re.compile(
    r"[\djfmasondqupietvåJFMASONDQUPIETVÅ](?<![^\W_].)(?=(?<=\d)(?<!\d[-.,/:].)|(?i:"
    r"(?<=j)(?:an|u[nl])|(?<=f)(?:eb|ørs|jer|orå|orr)|(?<=m)(?:ar|aj|edi)|(?<=a)(?:pr|ug|ndet)"
    r"|(?<=s)(?:ep|ids|kole|omm)|(?<=o)kt|(?<=n)(?:ov|æs)|(?<=d)(?:ec|ags)|(?<=q)[1-4]|(?<=u)(?:ge|ltimo)"
    r"|(?<=p)rimo|(?<=i)(?:[ ]dag|[ ]g|[ ]m|[ ]å|ndev)|(?<=t)redj|(?<=e)fter|(?<=v)int|(?<=å)rsskift))"
)

# --- from a form to days --------------------------------------------------------------------------


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _read_iso(text: str, m: re.Match[str]) -> list[Found]:
    day = of_day(int(m["im"]), int(m["id"]), int(m["id"]))
    return [Found(m.start(), m.end(), day, int(m["iy"]), "day")]


_DEN_BEFORE: Final = re.compile(r"\b(?:den|d\.?)\s?$", re.IGNORECASE)
_SHORT_BEFORE: Final = re.compile(r"(?:\b(?:den|d\.?|pr\.|senest|inden)|dag)\s?$", re.IGNORECASE)
_DAY_BEFORE: Final = re.compile(r"(?:\bden|\bd\.?|dag|dato:?)\s?$", re.IGNORECASE)


def _numeric(text: str, m: re.Match[str], n: int) -> dt.date | None:
    """The date in group set `n`; a section number ("afsnit 3.2.14") is none."""
    day, month, short = m[f"d{n}"], m[f"m{n}"], m[f"s{n}"]
    is_plan = m[f"p{n}"] == "." and text[m.end(f"m{n}")] == "-"  # "lokalplan 1.2-2015"
    if (short or is_plan) and len(day + month) < 4 and m[f"p{n}"].startswith("."):
        alone = m.end() - m.start() == len(text.strip())
        if not alone and not _DAY_BEFORE.search(text[max(0, m.start() - 6) : m.start()]):
            return None
    year = int(m[f"y{n}"] or 2000 + int(short) - 100 * (int(short) > 69))
    return dt.date(year, int(month), int(day))


def _read_dmy(text: str, m: re.Match[str]) -> list[Found]:
    low = _numeric(text, m, 1)
    high = _numeric(text, m, 2) if m["d2"] else low
    if not low or not high or low > high:
        return []
    return [Found(m.start(), m.end(), fixed(low, high), low.year, "day", is_interval=low != high)]


def _read_span(text: str, m: re.Match[str]) -> list[Found]:
    high = _numeric(text, m, 3)
    if not high:
        return []
    low = dt.date(high.year, int(m["pm"] or high.month), int(m["pd"]))
    if low > high:
        low = low.replace(year=low.year - 1)
        if not m["pm"]:
            return []
    return [Found(m.start(), m.end(), fixed(low, high), low.year, "day", is_interval=True)]


_BETWEEN: Final = re.compile(r"mellem[ ](?:den[ ]|d\.[ ])?$", re.IGNORECASE)


def _read_named(text: str, m: re.Match[str]) -> list[Found]:
    name, year = m["nm"], _int(m["ny"])
    end = m.end()
    if not year:
        if not name.islower():  # "3. August Jensen" in a list of names
            return []
        end += name not in _FULL_MONTH and text.startswith(".", end)
    month, last = _month_number(name), int(m["nd"])
    earlier = [n for n in ("e1", "e2") if m[n]]
    if not earlier:
        return [Found(m.start(), end, of_day(month, last, last), year, "day")]
    before = text[max(0, m.start() - 11) : m.start()]
    if not m["ea"].endswith("og") or int(m["e2"]) + 1 == last or _BETWEEN.search(before):
        return [Found(m.start("e2"), end, of_day(month, int(m["e2"]), last), year, "day", is_interval=True)]
    single = [_ordinal_alone(text, m, n, of_day(month, int(m[n]), int(m[n])), year, "day") for n in earlier]
    return [*single, Found(m.start("nd"), end, of_day(month, last, last), year, "day")]


def _ordinal_alone(
    text: str, m: re.Match[str], group: str, days: Callable[[int], Days], year: int | None, unit: str
) -> Found:
    """The "3." of "3. og 17. juni": its full stop belongs to it."""
    return Found(m.start(group), m.end(group) + text.startswith(".", m.end(group)), days, year, unit)


def _read_short(text: str, m: re.Match[str]) -> list[Found]:
    before = text[max(0, m.start() - 8) : m.start()]
    if not (_DEN_BEFORE if m["hs"] == "." else _SHORT_BEFORE).search(before):
        return []
    return [Found(m.start(), m.end(), of_day(int(m["hm"]), int(m["hd"]), int(m["hd"])), None, "day")]


def _read_month(text: str, m: re.Match[str]) -> list[Found]:
    year, first = _int(m["my"]), m["ml"] or m["mm"]
    if not year and not {first, m["mm"]} <= _FULL_MONTH:  # "Maj" and "August" are names too, "jul" is Christmas
        return []
    if m["mm"] == "jul" and not text.startswith(".", m.end("mm")):
        return []
    days = of_months(_month_number(first), _month_number(m["mm"]))
    return [Found(m.start(), m.end(), days, year, "month", is_interval=bool(m["ml"]))]


_ORDINALS: Final = {"første": 1, "andet": 2, "tredje": 3, "fjerde": 4}
_UNIT_MONTHS: Final = {"k": 3, "h": 6, "t": 4}


def _units(text: str, m: re.Match[str], groups: tuple[str, str, str, str, str]) -> list[Found]:
    """Kvartal, halvår, tertial: one, two in a row ("3. og 4. kvartal"), or two apart ("1. og 3. kvartal")."""
    one, joint, other, unit, year_group = groups
    size = _UNIT_MONTHS[m[unit][0].lower()]
    year, last = _int(m[year_group]), _ordinal(m[other], size)
    first = _ordinal(m[one], size) if m[one] else last
    if last * size > 12 or first > last:
        return []
    if first == last or first + 1 == last or "og" not in m[joint]:
        days = of_months((first - 1) * size + 1, last * size)
        return [Found(m.start(one if m[one] else other), m.end(), days, year, "unit", is_interval=first != last)]
    single = _ordinal_alone(text, m, one, of_months((first - 1) * size + 1, first * size), year, "unit")
    return [
        single,
        Found(m.start(other), m.end(), of_months((last - 1) * size + 1, last * size), year, "unit"),
    ]


def _ordinal(word: str, size: int) -> int:
    return int(word) if word.isdigit() else _ORDINALS.get(word.lower(), 12 // size)  # sidste


def _read_unit(text: str, m: re.Match[str]) -> list[Found]:
    return _units(text, m, ("n1", "na", "n2", "nu", "uy"))


def _read_ordinal(text: str, m: re.Match[str]) -> list[Found]:
    return _units(text, m, ("o1", "oa", "o2", "ou", "oy"))


def _read_quarter(text: str, m: re.Match[str]) -> list[Found]:
    if text[m.start()] != "Q":
        return []
    last = 3 * int(m["qn"])
    return [Found(m.start(), m.end(), of_months(last - 2, last), _int(m["qy"]), "unit")]


def _read_school(text: str, m: re.Match[str]) -> list[Found]:
    year = full_year(m["sa"])
    last = full_year(m["sb"], like=year)
    if m["sw"].lower() == "årsskift":
        days = fixed(dt.date(year, 12, 31), dt.date(last, 1, 1))
    else:
        days = fixed(dt.date(year, 8, 1), dt.date(last, 7, 31))
    return [Found(m.start(), m.end(), days, year, "unit", is_interval=True)] if year < last else []


def _read_week(text: str, m: re.Match[str]) -> list[Found]:
    if text[max(0, m.start() - 5) : m.start()].lower().endswith(("pr. ", "pr ", "per ", "hver ")):  # "pr. uge 2"
        return []
    first = int(m["w1"])
    last = int(m["w2"] or first)
    if not 0 < first <= last <= 53:
        return []
    return [Found(m.start(), m.end(), of_weeks(first, last), _int(m["wy"]), "unit", is_interval=first != last)]


_PARTS: Final = {"primo": 0, "medio": 1, "ultimo": 2}


def _read_decade(text: str, m: re.Match[str]) -> list[Found]:
    first = int(m["de"])
    return [Found(m.start(), m.end(), of_years(first + 9), first, "decade", is_interval=True)]


def _read_part(text: str, m: re.Match[str]) -> list[Found]:
    part = _PARTS[m["pw"].lower()]
    if m["py"]:
        days = of_months(4 * part + 1, 4 * part + 4)
        return [Found(m.start(), m.end(), days, int(m["py"]), "part")]
    month = _month_number(m["pn"])
    whole, first = of_months(month, month), 10 * part + 1

    def days_of(year: int) -> Days:
        low, high = whole(year)
        return low.replace(day=first), high if part == 2 else low.replace(day=first + 9)

    return [Found(m.start(), m.end(), days_of, _int(m["pz"]), "part")]


_SEASONS: Final = {"forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11)}
_SEASON_BEFORE: Final = re.compile(r"\b(?:i|til|fra|inden|efter|før|siden|hen over|henover|denne|dette)[ \n]$", re.I)


def _read_season(text: str, m: re.Match[str]) -> list[Found]:
    named_for_itself = m["fe"] and _SEASON_BEFORE.search(text[max(0, m.start() - 10) : m.start()])
    if not m["fy"] and not named_for_itself:
        return []
    months = _SEASONS.get(m["fn"].lower())
    return [Found(m.start(), m.end(), of_months(*months) if months else of_winter, _int(m["fy"]), "unit")]


def _read_relative(text: str, m: re.Match[str]) -> list[Found]:
    """The words only: what they mean depends on the anchor."""
    return [Found(m.start(), m.end(), of_year, None, "relative")]


_READERS: Final[dict[str, Callable[[str, re.Match[str]], list[Found]]]] = {
    "iso": _read_iso,
    "dmy": _read_dmy,
    "span": _read_span,
    "years": read_years,
    "decade": _read_decade,
    "unit": _read_unit,
    "named": _read_named,
    "short": _read_short,
    "month": _read_month,
    "quarter": _read_quarter,
    "ordinal": _read_ordinal,
    "school": _read_school,
    "week": _read_week,
    "part": _read_part,
    "season": _read_season,
    "relative": _read_relative,
}


def scan(text: str) -> Iterator[Found]:
    """Every date in `text` as written, from left to right, none overlapping another."""
    previous: Found | None = None
    position = 0
    for start in _START.finditer(text):
        at = start.start()
        if at < position:
            continue
        match = (_FIGURES if start[0].isdigit() else _WORDS).match(text, at)
        if not match:
            continue
        kind = match.lastgroup
        assert kind
        found = read_year(text, match, previous) if kind == "year" else _read(_READERS[kind], text, match)
        yield from found
        if found:
            previous, position = found[-1], match.end()


def _read(reader: Callable[[str, re.Match[str]], list[Found]], text: str, match: re.Match[str]) -> list[Found]:
    """What `reader` makes of the match; nothing where the calendar has no such day."""
    try:
        found = reader(text, match)
        for date in found:
            if date.unit != "relative":
                date.days(date.year or _LONG_YEAR)
    except (ValueError, LookupError):  # LookupError: a dotless i or Kelvin sign that only looks like the word
        return []
    return found


_LONG_YEAR: Final = 2032  # a leap year
