"""Percentages and percentage points. Per mille is no percentage and is left out.

A percentage is "a number with %, pct. or procent": in "hhv. 10 og 15 pct." only the last number has one. Other
than with money, a number whose unit is left out is not taken.

>>> [m.value.percent for m in find_percent("Andelen steg fra 2,0 % til 2,3 %.")]
[Decimal('2.0'), Decimal('2.3')]
"""

from functools import cache
from typing import Final

from nlp_referat.amounts.numbers import DIGITS, GAP, Quantity, Scanner, is_year
from nlp_referat.amounts.qualifiers import fills, qualify, read_quantity
from nlp_referat.schema import Percent
from nlp_referat.text import Mention

# "%20" in a web address is no unit; "10 %-reglen" and "85 pct-" are a percentage and something else.
_UNIT: Final = r"""
    (?: (?: %(?!(?-i:[0-9A-F][0-9A-F]|\d)) | prct\b\.? | pct\b\.? ) (?P<point>[ ]?[-–]?[ ]?points?(?!\w))?
      | pro(?:-\n)?cent (?: (?P<points>[ -]?(?:point|enhed)(?:s|er)?(?!\w)) | s?(?!\w) ) )
"""


@cache
def _scanner() -> Scanner:
    return Scanner(rf"(?P<close>\)?){GAP}(?:{_UNIT})", DIGITS, _UNIT)


def _read(text: str, quantity: Quantity) -> Mention | None:
    number = quantity.numbers[-1]
    if is_year(number.text):
        return None
    reading = read_quantity(text, quantity)
    start, value = reading.start, reading.high
    if quantity.unit.groupdict().get("close"):
        if start == 0 or text[start - 1] != "(" or len(quantity.numbers) > 1:
            return None
        start, value = start - 1, -value
    hedges = qualify(text, start)
    single = reading.low is None
    return Mention(
        start,
        quantity.end,
        "PERCENT",
        value=Percent(
            percent=value if single else None,
            low=reading.low,
            high=None if single else value,
            point=bool(quantity.unit["point"] or quantity.unit["points"]),
            approx=hedges.approx,
            bound=hedges.bound,
        ),
    )


def find_percent(text: str) -> list[Mention]:
    """Every percentage in `text`, left to right, with label PERCENT and a `Percent` value.

    Args:
        text: cleaned text; offsets are into it.

    >>> find_percent("op til 10-15 pct. af borgerne")[0].value
    Percent(percent=None, low=Decimal('10'), high=Decimal('15'), point=False, approx=False, bound='max')
    """
    scanner = _scanner()
    found = [m for q in scanner.scan(text) if (m := _read(text, q)) is not None]
    taken = {mention.end for mention in found}
    worded = [m for q in scanner.scan_words(text) if q.end not in taken and (m := _read(text, q)) is not None]
    return sorted(found + worded, key=_start) if worded else found


def _start(mention: Mention) -> int:
    return mention.start


def parse_percent(text: str) -> Percent | None:
    """The percentage that the whole of `text` is, hedges included; None when it is more, less or other.

    >>> parse_percent("ca. 0,5 %-point")
    Percent(percent=Decimal('0.5'), low=None, high=None, point=True, approx=True, bound=None)
    >>> parse_percent("5 pct. og 6 pct.") is None
    True
    """
    text = text.strip()
    found = find_percent(text)
    if len(found) != 1 or found[0].end != len(text) or not fills(text, found[0].start):
        return None
    value = found[0].value
    return value if isinstance(value, Percent) else None
