"""The day that a line at the head of minutes names, also as old protocols write it.

>>> day_of("Referat fra mødet onsdag den 3. maj 2023"), day_of("Aar 1931, Mandag den 12. Oktober, holdtes Møde")
(datetime.date(2023, 5, 3), datetime.date(1931, 10, 12))
"""

import datetime as dt
import re
from typing import Final

from nlp_referat.dates import parse_date

_YEAR_FIRST: Final = re.compile(
    r"\b(?:aar|år(?:et)?|anno)[ ]+(?P<year>1[89]\d\d|20\d\d)[, ]+(?:\w{3,5}dag(?:en)?[, ]+)?(?:den|d\.)[ ]?"
    r"(?P<day>\d{1,2}\.?[ ]?[a-zæøå]{3,9})\b",
    re.IGNORECASE,
)


def day_of(line: str) -> dt.date | None:
    """The date in a line; None where it gives none."""
    if year_first := _YEAR_FIRST.search(line):
        return parse_date(f"{year_first['day']} {year_first['year']}")
    return parse_date(line)
