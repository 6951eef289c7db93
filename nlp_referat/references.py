"""References: paragraphs and acts (LAW), case, journal and item numbers (CASE).

>>> parse_case_number("Sagsnr.: 23-000965 Sagsbehandler: ABC")
'23-000965'
"""

import re
from typing import Final

from nlp_referat.dates import parse_date

# The shapes that are case numbers by themselves, without a label before them.
_KLE: Final = r"\d\d\.\d\d(?:\.\d\d)?[ ]?-?[ ]?[A-ZÆØÅ]\d\d(?:[ ]?[-/][ ]?\d{1,7}){0,3}"  # 15.00.00-A00-47-24
_SHAPES: Final = (
    _KLE,
    r"[A-ZÆØÅ]{1,5}-?(?:19|20)\d\d-\d{2,8}",  # EMN-2024-01234, S2019-12345
    r"\d-\d\d-\d\d-\d{1,6}-\d\d",  # regions: 1-51-71-3321-08
    r"\d{3}-(?:19|20)\d\d-\d{1,8}",  # municipality's number first: 306-2009-600
    r"(?:19|20)\d\d[-/]\d{3,8}(?:-\d{1,4})?[A-Z]?",  # 2023-006531, 2024/0012345
    r"\d\d[-/]\d{4,8}(?:-\d{1,4})?[A-Z]?",  # 23-000965, 20-17929A, 25/12345
    r"\d{5,8}/(?:\d\d|(?:19|20)\d\d)",  # 018234/24
)
_STRICT: Final = rf"(?:{'|'.join(_SHAPES)})(?![^\W_]|[-/.][^\W_])"
_BARE: Final = re.compile(rf"[(\[]?({_STRICT})[)\].,;]?")
_BARE_KLE: Final = re.compile(r"\d\d\.\d\d\.\d\d")
_YEARS: Final = re.compile(r"(?:[A-ZÆØÅ]{1,5}-?)?((?:19|20)\d\d)[-/]((?:19|20)\d\d)")

_SYSTEM: Final = r"(?:(?:acadre|esdh|sbsys|sbsip|edoc|workzone|captia|f2|getorganized|kmd)[- ]{1,2})?"
_NUMBER_WORD: Final = r"[ .-]{0,2}(?:nr|numm?er|no|id)(?![^\W_])"
_LABEL: Final = re.compile(
    rf"\b{_SYSTEM}(?:(?P<case>sa[gq]s{_NUMBER_WORD}|sa[gq]nr|sa[gq](?=[ ]?id)[ ]?id|journal{_NUMBER_WORD}"
    rf"|j\.?[ ]?nr|arkiv{_NUMBER_WORD}|kle(?:[- ]?(?:nr|numm?er|emne))?|esdh(?:-sa[gq])?|acadre(?:-sa[gq])?)"
    rf"|(?P<document>dok(?:ument)?{_NUMBER_WORD})"
    rf"|(?P<item>sa[gq](?:{_NUMBER_WORD})?))(?![^\W_])[ \t.:|*_–-]{{0,8}}"
    rf"(?P<number>{_STRICT}|[A-ZÆØÅ]{{0,5}}-?\d[\w./-]{{0,30}})",
    re.IGNORECASE,
)


def _is_years(number: str) -> bool:
    match = _YEARS.fullmatch(number)
    return bool(match) and int(match[1]) <= int(match[2]) <= int(match[1]) + 60 if match else False


def _compact(number: str) -> str:
    return number.replace(" ", "").rstrip(".,;:/-_")


def parse_case_number(line: str) -> str | None:
    """The case number if `line` (stripped, without markdown marks) is a line that gives one, else None.

    A number of one of the known shapes may stand alone; others need a label before them ("Sagsnr.",
    "J.nr.", "KLE:"). "Sag nr. 130" with a small number is an item number, not a case number.

    >>> parse_case_number("15.00.00-A00-47-24"), parse_case_number("Sagsnr. 299835")
    ('15.00.00-A00-47-24', '299835')
    >>> parse_case_number("2026-2029"), parse_case_number("24-09-2019"), parse_case_number("Sag nr. 130")
    (None, None, None)
    """
    line = line.strip()
    bare = _BARE.fullmatch(line)
    if bare:
        return None if _is_years(bare[1]) else _compact(bare[1])
    if _BARE_KLE.fullmatch(line):
        return None if parse_date(line) else line
    first = _LABEL.match(line)
    if not first:
        return None
    labels = [first]
    if first["document"]:  # the case's own number, if the line gives both, comes before its document's
        labels = [m for m in _LABEL.finditer(line) if not m["document"]] + labels
    return next((number for label in labels if (number := _labelled(label))), None)


def _labelled(label: re.Match[str]) -> str | None:
    number = _compact(label["number"])
    if parse_date(number) and not label[0].lower().startswith("kle"):
        return None
    if label["item"]:
        if number.isdigit():
            return number if len(number) > 4 else None
        return number if re.fullmatch(_STRICT + r"|(?:19|20)\d\d-\d{1,8}", number) and not _is_years(number) else None
    # "Sagsnr. 12" is the running number of an item; no archive gives out so short a number.
    return number if not number.isdigit() or len(number) > 3 else None
