"""The main group of KLE, the municipalities' subject code, from a case number.

>>> kle_group("15.00.00-A00-47-24"), kle_group("2023-006531"), kle_group("03.12.2025")
('15', None, None)
"""

import re
from typing import Final

from nlp_referat.dates import parse_date

# Subject, facet and running number: "15.00.00-A00-47-24", "08.03.00G01/549", "27.42-P20".
_KLE: Final = re.compile(r"(?P<group>\d\d)\.\d\d(?:\.\d\d)?(?P<facet>[ ]?-?[ ]?[A-ZÆØÅ]\d\d(?!\d))?(?![\d.])")


def kle_group(case_number: str | None) -> str | None:
    """The two digits of the main group; None where the number is no KLE number, or could be a date.

    >>> kle_group("27.42.00 P20-3-11"), kle_group("82.02.00"), kle_group(None)
    ('27', '82', None)
    """
    if not case_number:
        return None
    found = _KLE.match(case_number.strip())
    if found is None:
        return None
    if not found["facet"]:
        is_whole = found.end() == len(case_number.strip()) and found[0].count(".") == 2
        return found["group"] if is_whole and parse_date(found[0]) is None else None
    return found["group"]
