"""Amounts of money: any scale, currency, range, hedge and period that Danish minutes write.

"kr." alone is Danish kroner. A scale without a currency ("tilsagn om 23,267 mio. til …") is money too, unless
what it counts follows ("2 mio. borgere"). A unit declaration ("I hele 1.000 kr.") is no amount.

>>> [str(m.value.value) for m in find_money("Der afsættes 3,3 mio. kr. og 450 t.kr.")]
['3300000', '450000']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from nlp_referat.amounts.numbers import (
    DIGITS_SPACED,
    GAP,
    JOINT,
    Quantity,
    Scanner,
    is_year,
    numbers_in,
    vocabulary,
)
from nlp_referat.amounts.qualifiers import Reading, fills, find_period, qualify, read_quantity
from nlp_referat.schema import Money
from nlp_referat.text import Mention

_DIGITS: Final = re.compile(DIGITS_SPACED, re.VERBOSE)
_LINE: Final = 1000
_THOUSAND: Final = Decimal(1000)
_WORD_AFTER: Final = re.compile(r"[ \n*_]{0,4}\(?([^\W_][\w-]*)?")
_TOKEN_BEFORE: Final = re.compile(r"([^\s*_]+)[ *_\n]*$")
# "EUR 3. juni" is a committee and a date, "kr. 5 pct." is no sum.
_ORDINAL_OR_PERCENT: Final = re.compile(r"\. ?[a-zæøå]|[ ]?(?:%|pct\b|procent)")
_ROUND: Final = re.compile(r"(?:1[. ]?000(?:[. ]?000)?|tusinde?)[ ]", re.IGNORECASE)
_CAPTION: Final = re.compile(r"[ *_#]*(?:tabel|figur|oversigt)\b", re.IGNORECASE)
_BARE_CELLS: Final = re.compile(r"(?:[-−–(]?[\d.,]{1,20}\)?[ ]*)++")
_YEARS: Final = re.compile(r"(?:(?:[BR] ?)?20\d\d[ \t|]*)++")
_BARE_CELL: Final = re.compile(r"[-−–(]?[\d.,]{1,20}\)?")
_MAXIMAL: Final = re.compile(r"\bmaksimal\w*[^.;\n\d]{0,60}[ \n]\d[^;\n]{0,30}[ \n]mod[ \n]$", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.!?:]\s+(?=[A-ZÆØÅ])|\n\s*\n|[\t|]")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns that the word lists make."""

    scanner: Scanner
    leading: re.Pattern[str]
    currencies: dict[str, str]
    scales: tuple[tuple[re.Pattern[str], Decimal], ...]


def _written(word: str) -> str:
    """A currency's pattern: "kr" with or without its full stop, a word as a whole, a sign as it is."""
    if word.endswith("kr"):
        return re.escape(word) + r"(?:\.|(?!\w))"
    if word == "kroner":
        return r"kro(?:-\n)?ner(?!\w)"
    return re.escape(word) + (r"(?!\w)" if word[-1].isalpha() else "")


@cache
def _grammar() -> _Grammar:
    words = vocabulary()
    currencies = {form: code for code, forms in words["currencies"].items() for form in forms}
    codes = "|".join(words["codes"]["capitals"])
    spelled = "|".join(_written(form) for form in sorted(currencies, key=len, reverse=True))
    currency = rf"(?:{spelled}|(?-i:{codes})(?!\w)|dkk(?!\w))"
    thousands = r"(?:t\.?[ ]?(?:kr(?:\.|(?!\w))|dkk(?!\w)))"
    millions = r"(?:mkr(?:\.|(?!\w))|m\.?dkk(?!\w))"
    scale = "|".join(form for power in ("6", "9", "3") for form in words["scales"][power])
    alone = "|".join(form for power in ("6", "9") for form in words["scales"][power])
    written = rf"(?P<currency>{currency}|{thousands}|{millions}|øre(?!\w))"
    unit = rf"(?:(?:(?P<scale>{scale}){GAP})?{written}|(?P<alone>{alone}))"
    dash = r"(?P<dash>,[-–]{1,2}(?!,?\d))"
    trailing = rf"(?P<close>\)?)(?:{dash}(?:[ ]?(?P<after_dash>{currency}))?|{GAP}{unit})"
    signs = rf"€|\$|£|(?:(?-i:{codes})|dkk)(?![^\W\d])|kr(?:\.|(?![^\W\d])):?"
    leading = rf"""
        (?<![\w.])(?P<currency>{signs})(?P<gap>[ ]{{0,2}}[*_]{{0,3}}[ ]?(?:\n[ ]?)?)[-−–]?
        (?P<numbers>{DIGITS_SPACED}(?:(?:{JOINT}){DIGITS_SPACED})?)
        (?:,[-–]{{1,2}}(?!\d))?(?:{GAP}(?P<scale>{alone}))?(?![-/.:]?\d)(?!\w)
    """
    # A thousand in front of "kroner" is part of a number in words: "fem hundrede tusind kroner".
    word_unit = unit.replace(scale, alone, 1)
    return _Grammar(
        Scanner(trailing, DIGITS_SPACED, word_unit),
        re.compile(leading, re.VERBOSE | re.IGNORECASE),
        {form.casefold(): code for form, code in currencies.items()},
        tuple(
            (re.compile("|".join(forms), re.IGNORECASE), Decimal(10) ** int(power))
            for power, forms in words["scales"].items()
        ),
    )


def _currency(written: str) -> tuple[str, Decimal]:
    """The currency's ISO code, and what one of the unit is worth in it: ("DKK", 1000) for "t.kr."."""
    word = " ".join(written.replace("-\n", "").split()).rstrip(".:")
    folded = word.casefold().replace(" ", "").replace(".", "")
    if folded in ("tkr", "tdkk"):
        return "DKK", _THOUSAND
    if folded in ("mkr", "mdkk"):
        return "DKK", _THOUSAND**2
    if folded == "øre":
        return "DKK", Decimal("0.01")
    return _grammar().currencies.get(word.casefold(), word.upper()), Decimal(1)


def _factor(scale: str | None) -> Decimal:
    if not scale:
        return Decimal(1)
    factor = next(factor for pattern, factor in _grammar().scales if pattern.fullmatch(scale))
    return factor * 100 if scale.casefold().startswith("hundrede") else factor


def _in_full(number: Decimal, factor: Decimal) -> Decimal:
    """The whole amount without idle zeros: 10.80 mio. is 10800000."""
    amount = number * factor
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What a pattern found: amounts in ``text[start:end]``, or nothing that anything else may use."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


def _mention(text: str, start: int, end: int, code: str, values: tuple[Decimal | None, Decimal]) -> Mention:
    low, high = values
    hedges = qualify(text, start)
    return Mention(
        start,
        end,
        "MONEY",
        value=Money(
            value=high if low is None else None,
            currency=code,
            low=low,
            high=None if low is None else high,
            approx=hedges.approx,
            bound=hedges.bound or _bound_across_mod(text, start),
            period=find_period(text, hedges.start, end)[0],
        ),
    )


def _bound_across_mod(text: str, start: int) -> Literal["max"] | None:
    """ "højst betale 3 mio. kr. mod 3,4 mio. kr. før": the second ceiling has no word of its own."""
    before = text[max(0, start - 130) : start]
    return "max" if before.endswith(("mod ", "mod\n")) and _MAXIMAL.search(before) else None


def _candidate(text: str, quantity: Quantity, reading: Reading, code: str, factor: Decimal, end: int) -> _Candidate:
    low = None if reading.low is None else _in_full(reading.low, factor)
    mentions = [
        _mention(text, number.start, number.end, code, (None, _in_full(value, factor)))
        for number, value in reading.borrowed
    ]
    mentions.append(_mention(text, reading.start, end, code, (low, _in_full(reading.high, factor))))
    return _Candidate(mentions[0].start, end, tuple(mentions))


def _read_trailing(text: str, quantity: Quantity) -> _Candidate | None:
    """An amount whose unit stands behind it, or None when that is no money."""
    groups = quantity.unit.groupdict()
    number = quantity.numbers[-1]
    written = groups["currency"] or groups.get("after_dash")
    code, factor = _currency(written) if written else ("DKK", Decimal(1))
    factor *= _factor(groups["scale"] or groups["alone"])
    if not groups.get("dash"):
        if is_year(number.text) and not _announces_sum(text, number.start, groups["alone"] or groups["scale"]):
            return None
        if "\n" in text[number.end : quantity.end] and text[quantity.end : quantity.end + 2].strip()[:1].isdigit():
            return None  # the cells of a table, one a line
        if number.text.lower() in ("en", "et") and not groups["scale"] and not groups["alone"]:
            return None
    if groups["alone"] and _counts_things(text, quantity):
        return None
    reading = read_quantity(text, quantity, factor)
    if groups.get("close"):
        if text[number.start - 1 : number.start] != "(" or len(quantity.numbers) > 1:
            return None
        reading = Reading(number.start - 1, None, -number.value)
    return _candidate(text, quantity, reading, code, factor, quantity.end)


def _announces_sum(text: str, start: int, scale: str | None) -> bool:
    """Whether "2025" before "kr." is a sum: "på 2025 kr.", other than "Budget 2025 kr."."""
    word = _TOKEN_BEFORE.search(text[max(0, start - 20) : start])
    return scale is None and word is not None and word[1].lower() in vocabulary()["context"]["before_sum"]


def _counts_things(text: str, quantity: Quantity) -> bool:
    """Whether a scale without currency counts people or tons: a noun follows, or "antallet" stands before."""
    unit = quantity.unit["alone"]
    if unit[0].isupper() and not unit.isupper() and not unit.endswith("."):
        return True  # "Mia" is a name
    follower = _WORD_AFTER.match(text, quantity.end)
    word = follower[1] if follower and follower[1] else ""
    if word[:1].islower():
        # "overført", "finansieres": participles and verbs end so, the plurals of counted things do not.
        is_verb = word.endswith(("t", "eres")) and not word.endswith(("watt", "kwt"))
        if not is_verb and word not in _function_words():
            return True
    elif word[:1].isupper() and word[1:] != word[1:].lower() and "-" not in word:
        return True  # GJ, MWh
    before = text[max(0, quantity.numbers[0].start - 60) : quantity.numbers[0].start].lower()
    return any(stem in _SENTENCE.split(before)[-1] for stem in vocabulary()["after_scale"]["counted"])


@cache
def _function_words() -> frozenset[str]:
    return frozenset(vocabulary()["after_scale"]["function_words"])


def _read_leading(text: str, match: re.Match[str]) -> _Candidate | None:
    """An amount whose currency stands in front, or None: "kr. 5.000", "DKK 3,4 mio."."""
    numbers, joints = numbers_in(_DIGITS, text, *match.span("numbers"))
    scale, end = match["scale"], match.end()
    if not numbers:
        return None
    between = text[max(0, match.start() - 8) : match.start()].lower().rstrip().endswith("mellem")
    if joints and joints[0].split()[0] in ("og", "eller", "samt", "mod", ",") and not between:
        numbers, scale, end = numbers[:1], None, numbers[0].end
    word = _TOKEN_BEFORE.search(text[max(0, match.start() - 20) : match.start()])
    before = word[1].lower().lstrip("(") if word else ""
    if before in ("i", "hele", "mio.", "mio", "mia.", "mia", "mill.", "tusinde", "pr."):
        return None  # a unit: "i kr. 2024"
    announced = before.endswith(":") or before in vocabulary()["context"]["before_sum"]
    if is_year(numbers[0].text) and end == numbers[0].end and not announced:
        return None
    if _ORDINAL_OR_PERCENT.match(text, end):
        return None
    if "\n" in match["gap"] and not _wraps(text, match.start()):
        return None
    code, factor = _currency(match["currency"])
    factor *= _factor(scale)
    negative = text[numbers[0].start - 1] in "-−–" and numbers[0].start - 1 > match.start()
    high = numbers[-1].value
    low = None
    if len(numbers) == 2:
        low, high = min(numbers[0].value, high), max(numbers[0].value, high)
    values = (None if low is None else _in_full(low, factor), _in_full(-high if negative else high, factor))
    return _Candidate(match.start(), end, (_mention(text, match.start(), end, code, values),))


def _wraps(text: str, position: int) -> bool:
    """Whether `position` lies in a long line of prose, so that a break behind it is a soft one."""
    line = text[max(0, position - 60) : position].rpartition("\n")[2]
    return len(line) > 25 and "\t" not in line and "|" not in line


def _is_declaration(text: str, start: int, end: int) -> bool:
    """Whether "1.000 kr." says in what unit a table is: "I hele 1.000 kr.", "Drift (1.000 kr.)", a column's head."""
    if not _ROUND.match(text, start, end):
        return False
    word = _TOKEN_BEFORE.search(text[max(0, start - 20) : start])
    if word is not None and word[1].lower().lstrip("(") in ("i", "hele", "beløb"):
        return True
    floor = max(0, start - _LINE)  # a line without end must not be read again for each sum in it
    opens = max(text.rfind("\n", floor, start) + 1, floor)
    closes = text.find("\n", end, end + _LINE)
    line = text[opens : end + _LINE if closes < 0 else closes]
    before, after = line[: start - opens], line[end - opens :].strip(" *_:")
    if before.endswith("(") and after[:1] == ")" and after[1:].strip(" *_:")[:1] in ("", "\t", "|"):
        return True
    if before.strip(" *_#") == "" and (_YEARS.fullmatch(after) or (after == "" and _heads_table(text, closes))):
        return True
    if after == "" and _CAPTION.match(before):
        return True
    return ("\t" in line or "|" in line) and _heads_column(text, before, line, closes)


def _heads_table(text: str, line_end: int) -> bool:
    """Whether the next line that is not empty is a table's row: cells, or bare numbers."""
    row = text[line_end : line_end + 500].lstrip().partition("\n")[0] if line_end >= 0 else ""
    return "\t" in row or "|" in row or _BARE_CELLS.fullmatch(row) is not None


def _heads_column(text: str, before: str, line: str, line_end: int) -> bool:
    """Whether the cell stands over bare numbers: the next row's cell in its column is one.

    In the first column it stands over the rows' names, and beside years.
    """
    separator = "|" if "|" in line else "\t"
    if not before.strip(" |*") and any(is_year(cell.strip(" *")) for cell in line.split(separator)):
        return True
    column, row_start = before.count(separator), line_end + 1
    for _ in range(3):
        if row_start <= 0 or row_start >= len(text):
            break
        row_end = text.find("\n", row_start, row_start + 2000)
        row = text[row_start : row_end if row_end >= 0 else row_start + 2000]
        cells = row.split(separator)
        if row.strip("|-: \t") and column < len(cells):
            return _BARE_CELL.fullmatch(cells[column].strip(" *")) is not None
        row_start = row_end + 1
    return False


def _candidates(text: str) -> Iterator[_Candidate]:
    grammar = _grammar()
    for quantity in grammar.scanner.scan(text):
        if (found := _read_trailing(text, quantity)) is not None:
            yield found
    for match in grammar.leading.finditer(text):
        if (found := _read_leading(text, match)) is not None:
            yield found
    for quantity in grammar.scanner.scan_words(text):
        if (found := _read_trailing(text, quantity)) is not None:
            yield found


def _find(text: str, *, skip_declarations: bool) -> list[Mention]:
    mentions: list[Mention] = []
    taken = 0
    for found in sorted(_candidates(text), key=lambda candidate: (candidate.start, -candidate.end)):
        if found.start < taken:
            continue
        taken = found.end
        if skip_declarations and len(found.mentions) == 1 and _is_declaration(text, found.start, found.end):
            continue
        mentions.extend(found.mentions)
    return mentions


def find_money(text: str) -> list[Mention]:
    """Every amount of money in `text`, left to right, with label MONEY and a `Money` value.

    Args:
        text: cleaned text; offsets are into it.

    >>> mention = find_money("Driften koster ca. 10-12 mio. kr. årligt.")[0]
    >>> mention.start, mention.end, mention.value.low, mention.value.approx, mention.value.period
    (19, 33, Decimal('10000000'), True, 'year')
    """
    return _find(text, skip_declarations=True)


def parse_money(text: str) -> Money | None:
    """The amount that the whole of `text` is, hedges and period included; None when it is more, less or other.

    >>> parse_money("op til 750.000 kr. årligt")
    Money(value=Decimal('750000'), currency='DKK', low=None, high=None, approx=False, bound='max', period='year')
    >>> parse_money("750.000 borgere") is None
    True
    """
    text = text.strip()
    found = _find(text, skip_declarations=False)
    if len(found) != 1 or not fills(text, found[0].start):
        return None
    end = found[0].end
    if end != len(text) and find_period(text, found[0].start, end)[1] != len(text):
        return None
    value = found[0].value
    return value if isinstance(value, Money) else None
