"""Danish numbers: digits as minutes write them, fractions, and number words.

`DIGITS` is the grammar of one number in digits; it is bounded and atomic, so that a scan over any text is
linear. `parse_number` reads one number; `scan` finds the numbers that a unit follows.

>>> parse_number("1.076.134,79"), parse_number("5,268"), parse_number("0.25"), parse_number("16.000")
(Decimal('1076134.79'), Decimal('5.268'), Decimal('0.25'), Decimal('16000'))
>>> parse_number("halvanden"), parse_number("to en halv"), parse_number("fem hundrede tusind")
(Decimal('1.5'), Decimal('2.5'), Decimal('500000'))
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from text_to_num import text2num

from nlp_referat.lexicon import read_toml

_FRACTIONS: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_WORD_FRACTIONS: Final = {
    "halv": Decimal("0.5"),
    "halvt": Decimal("0.5"),
    "kvart": Decimal("0.25"),
    "trekvart": Decimal("0.75"),
    "halvanden": Decimal("1.5"),
    "halvandet": Decimal("1.5"),
}
_LARGE: Final = {"million": 10**6, "millioner": 10**6, "milliard": 10**9, "milliarder": 10**9}
_ROUND: Final = {"hundrede": 100, "tusind": 1000, "tusinde": 1000}  # "et halvt hundrede"

# A number cut behind its separator goes on after the break only with exactly three digits; behind the first
# group only with 000, inside a line, or after a word that announces a sum: "2. 500.000 kr." may be a list item.
_ANNOUNCED: Final = (
    r"(?:(?<=[ \n]på[ ])|(?<=[ \n]til[ ])|(?<=[ \n]med[ ])|(?<=gør[ ])|(?<=[ \n]er[ ])|(?<=kr\.[ ])|(?<=ca\.[ ]))"
)
_BREAK: Final = r"(?:[ ]|[ ]?\n[ ]{0,3})"
_NUMBER_ENDS: Final = r"(?!\d|[.,]\d)"
_GROUPED: Final = rf"""
      \d{{1,3}}(?:\.\d{{3}}){{1,4}}(?:\.{_BREAK}\d{{3}}(?:\.\d{{3}}){{0,3}})?(?:,\d{{1,4}})?{_NUMBER_ENDS}[½¼¾]?
    | {_ANNOUNCED}\d{{1,3}}\.{_BREAK}\d{{3}}(?:\.\d{{3}}){{0,3}}(?:,\d{{1,4}})?{_NUMBER_ENDS}
    | \d{{1,3}}\.{_BREAK}000(?:\.000)?{_NUMBER_ENDS}
    | (?<=[^\n][ ])\d{{2,3}}\.[ ]?\n[ ]{{0,3}}\d{{3}}(?:,\d\d)?{_NUMBER_ENDS}
    | \d{{1,3}}(?:,\d{{3}}){{2,4}}(?:\.\d\d)?{_NUMBER_ENDS}        # 2,500,000
    | \d{{1,3}}(?:,\d{{3}})\.\d\d{_NUMBER_ENDS}                    # 2,500.00
"""
_SPACED: Final = r"\d{1,3}(?:[ ]\d{3}){1,4}(?:,\d{1,4})?(?!\d|[.,]\d|[ ]\d)"
_PLAIN: Final = rf"""
      (?:\d{{1,4}}[ ])?[13]/[24]{_NUMBER_ENDS}
    | \d{{1,15}}(?:[.,]\d{{1,6}})?{_NUMBER_ENDS}(?:[ ]?[½¼¾])?
    | [½¼¾]
"""
DIGITS: Final = f"(?>{_GROUPED}|{_PLAIN})"
"""One number in digits, for `re.VERBOSE`."""
DIGITS_SPACED: Final = f"(?>{_GROUPED}|{_SPACED}|{_PLAIN})"
"""The same with spaces between thousands ("12 000"); a row of percentages would be glued by it."""
_NUMBER_STARTS: Final = r"(?<!\w)(?<!\d[.,:/])(?<!\w[-–−—])"

GAP: Final = r"[ ]{0,2}[*_]{0,3}[ ]{0,2}(?:\n[ ]{0,3}[*_]{0,2}(?=(?-i:[a-zæøå%€]|EUR|DKK)))?"
"""What may stand between a number and its unit: spaces, markdown marks, one soft line break."""
JOINT: Final = r"(?:[ ]?[-–−—][ \n]?|[ ]?[-–—][ ]|[ \n](?:til|og|eller|samt|mod)[ \n](?:ca\.?[ ])?|,[ \n])"

_ATOM: Final = (
    "(?:hundrede?|tusinde?|millioner|million|milliarder|milliard|nul|elleve|tolv|tretten|fjorten|femten|seksten|"
    "sytten|atten|nitten|tyve|tredive|fyrretyve|fyrre|halvtredsindstyve|halvtreds|tresindstyve|tres|"
    "halvfjerdsindstyve|halvfjerds|firsindstyve|firs|halvfemsindstyve|halvfems|trekvart|halvanden|halvandet|halvt|"
    "halv|kvart|tre|fire|fem|seks|syv|otte|ni|ti|to|en|én|et|ét|og|komma)"
)
_NUMBER_WORD: Final = re.compile(rf"(?:{_ATOM}){{1,10}}+(?:-(?:{_ATOM}){{1,10}}+)?", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[^\s*_(]+")
_SEPARATORS: Final = re.compile(r"[\s.'’]")
_THREES: Final = re.compile(r"[1-9]\d{0,2}(?:\.\s*\d{3})+(?:,\d+)?")
_ENGLISH: Final = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3},\d{3}\.\d\d")
_PLAIN_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_ZEROS: Final = re.compile(r"0\d")  # what is left of a misread number: "1.25O.000"
_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-7])\d")


def vocabulary() -> dict[str, Any]:
    """The word lists of ``data/amounts.toml``."""
    return read_toml("amounts")


def is_year(number: str) -> bool:
    """Whether four bare digits can be a year.

    >>> is_year("2025"), is_year("2.025"), is_year("1200")
    (True, False, False)
    """
    return _YEAR.fullmatch(number) is not None


def parse_digits(text: str) -> Decimal | None:
    """One unsigned number in digits: dot or space between thousands, comma before decimals, ½, 1/2.

    A lone dot before exactly three digits parts thousands, unless the number begins with 0.

    >>> parse_digits("12½"), parse_digits("1.234.\\n567"), parse_digits("12 000"), parse_digits("0.250")
    (Decimal('12.5'), Decimal('1234567'), Decimal('12000'), Decimal('0.250'))
    """
    text = text.strip()
    fraction = Decimal(0)
    if text[-1:] in _FRACTIONS and text:
        fraction = _FRACTIONS[text[-1]]
        text = text[:-1].rstrip()
        if not text:
            return fraction
    elif text[-2:-1] == "/":  # "1/2", "2 1/2"
        whole, _, part = text.rpartition(" ")
        if part not in ("1/2", "1/4", "3/4") or not (whole == "" or (whole.isascii() and whole.isdigit())):
            return None
        return Decimal(whole or 0) + Decimal(part[0]) / Decimal(part[2])
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", "")) + fraction
    if _THREES.fullmatch(text):
        text = _SEPARATORS.sub("", text)
    elif " " in text:
        text = text.replace(" ", "")
    if not (text.isascii() and _PLAIN_NUMBER.fullmatch(text)) or _ZEROS.match(text):
        return None
    number = Decimal(text.replace(",", "."))
    return number + fraction if fraction else number


def _parse_whole_words(words: str) -> Decimal | None:
    if not words:  # text2num panics on an empty text
        return None
    try:
        return Decimal(text2num(words.replace("-", " "), "da"))
    except ValueError:
        return None


def parse_words(text: str) -> Decimal | None:
    """One number in words, with the halves that text2num lacks.

    >>> parse_words("to og en halv"), parse_words("nul komma fem"), parse_words("ét hundred")
    (Decimal('2.5'), Decimal('0.5'), Decimal('100'))
    """
    words = [{"én": "en", "ét": "et", "hundred": "hundrede"}.get(w, w) for w in text.lower().split()]
    if not words or words[0] == "og" or words[-1] in ("og", "komma"):
        return None
    if not all(_NUMBER_WORD.fullmatch(word) for word in words):
        return None
    if "komma" in words:
        cut = words.index("komma")
        whole = _parse_whole_words(" ".join(words[:cut]))
        digits = [_parse_whole_words(word) for word in words[cut + 1 :]]
        if whole is None or any(d is None for d in digits):
            return None
        return Decimal(f"{whole}." + "".join(str(d) for d in digits))
    # "halvanden million", "to en halv million": the scale multiplies what stands before it.
    factor = _LARGE.get(words[-1]) or (_ROUND.get(words[-1]) if words[-2:-1] and words[-2] in _WORD_FRACTIONS else None)
    if factor and len(words) > 1:
        if words[-2] in _LARGE:
            return None
        before = parse_words(" ".join(words[:-1]))
        return None if before is None else before * factor
    fraction = _WORD_FRACTIONS.get(words[-1])
    if fraction is None:
        return _parse_whole_words(" ".join(words))
    if len(words) == 1:
        return fraction
    if fraction > 1 or words[-2] not in ("en", "et", "og"):
        return None
    rest = words[:-2] if words[-2] != "og" else words[:-1]
    while rest and rest[-1] == "og":
        rest = rest[:-1]
    whole = _parse_whole_words(" ".join(rest)) if rest else Decimal(0)
    return None if whole is None else whole + fraction


def parse_number(text: str) -> Decimal | None:
    """One number as written in Danish, with its sign; None when the text is anything else.

    Args:
        text: digits ("1.250,50", "2½", "−5", "(1.875)", "500,-") or words ("halvanden", "tres").

    >>> parse_number("−2.450.000"), parse_number("(1.875)"), parse_number("500,-"), parse_number("minus to")
    (Decimal('-2450000'), Decimal('-1875'), Decimal('500'), Decimal('-2'))
    >>> parse_number("fem borgere") is None
    True
    """
    text = text.strip()
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1], True
    elif text[:1] in ("-", "−", "–"):
        text, negative = text[1:].lstrip(), True
    elif text[:6].lower() == "minus ":
        text, negative = text[6:], True
    elif text[:1] == "+":
        text = text[1:]
    if text[-2:] in (",-", ",–"):
        text = text[:-2]
    number = parse_digits(text)
    if number is None and len(text) <= 120:
        number = parse_words(text)
    return -number if negative and number is not None else number


@dataclass(frozen=True, slots=True)
class Written:
    """One number in the text: where it stands, what it says, and its value."""

    start: int
    end: int
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """Numbers with the unit behind them: "2,1 og 3,4 mio. kr." has two numbers and one joint.

    Attributes:
        numbers: the numbers, left to right; the unit belongs to the last.
        joints: what stands between each two of them, trimmed and in small letters.
        unit: the match of the unit's pattern, named groups included.
        end: where the unit ends.
    """

    numbers: tuple[Written, ...]
    joints: tuple[str, ...]
    unit: re.Match[str]
    end: int


def numbers_in(digits: re.Pattern[str], text: str, start: int, end: int) -> tuple[tuple[Written, ...], tuple[str, ...]]:
    """The numbers of a run such as "2,1, 3,4 og 5", and what stands between them."""
    numbers: list[Written] = []
    joints: list[str] = []
    for found in digits.finditer(text, start, end):
        value = parse_digits(found[0])
        if value is None:
            break
        if numbers:
            joints.append(text[numbers[-1].end : found.start()].lower())
        numbers.append(Written(found.start(), found.end(), found[0], value))
    return tuple(numbers), tuple(joints)


class Scanner:
    """Finds numbers followed by a unit.

    Args:
        unit: the unit's regular expression (`re.VERBOSE`, its own gap in front), without back-tracking traps.
        digits: `DIGITS` or `DIGITS_SPACED`.
        word_unit: the unit where number words may stand before it; it is tried after a letter and a space.
    """

    def __init__(self, unit: str, digits: str, word_unit: str) -> None:
        flags = re.VERBOSE | re.IGNORECASE
        self._digits = re.compile(digits, flags)
        self._pattern = re.compile(
            rf"{_NUMBER_STARTS}(?P<numbers>{digits}(?:{JOINT}{digits}){{0,5}}+)(?P<unit>{unit})", flags
        )
        self._words = re.compile(rf"(?<=[a-zæøåé][ \n])(?P<unit>{word_unit})", flags)

    def scan(self, text: str) -> Iterator[Quantity]:
        """Every number in digits, or run of numbers, that the unit follows, left to right."""
        for match in self._pattern.finditer(text):
            numbers, joints = numbers_in(self._digits, text, *match.span("numbers"))
            if numbers:
                yield Quantity(numbers, joints, match, match.end())

    def scan_words(self, text: str) -> Iterator[Quantity]:
        """Every number in words that the unit follows, left to right."""
        for match in self._words.finditer(text):
            tokens = _number_tokens(text, match.start())
            found = _join_words(text, tokens)
            if found is not None:
                numbers, joints = found
                yield Quantity(numbers, joints, match, match.end())


def _number_tokens(text: str, end: int) -> list[tuple[int, int]]:
    """The unbroken run of number words before `end`; "til" stands between two of them."""
    floor = max(0, end - 120)
    run: list[tuple[int, int]] = []
    for token in reversed(list(_TOKEN.finditer(text, floor, end))):
        if _NUMBER_WORD.fullmatch(token[0]) or (run and token[0].lower() == "til"):
            run.append(token.span())
        else:
            break
    return run[::-1]


def _written(text: str, tokens: list[tuple[int, int]]) -> Written | None:
    """The longest number in words that ends with the last of `tokens`."""
    for first in range(len(tokens)):
        start, end = tokens[first][0], tokens[-1][1]
        if text[tokens[first][0] : tokens[first][1]].lower() in ("millioner", "milliarder"):
            continue
        value = parse_words(text[start:end])
        if value is not None:
            return Written(start, end, text[start:end], value)
    return None


def _join_words(text: str, tokens: list[tuple[int, int]]) -> tuple[tuple[Written, ...], tuple[str, ...]] | None:
    if not tokens:
        return None
    start, end = tokens[-1]
    if "-" in text[start:end]:  # "fem-seks mio. kr."
        cut = text.index("-", start)
        high, low = _written(text, [(cut + 1, end)]), _written(text, [(start, cut)])
        return ((low, high), ("-",)) if low and high else None
    between = text[max(0, tokens[0][0] - 7) : tokens[0][0]].lower().startswith("mellem")
    words = [text[a:b].lower() for a, b in tokens]
    for joint in ("til", "og") if between else ("til",):
        if joint in words:
            cut_at = words.index(joint)
            low, high = _written(text, tokens[:cut_at]), _written(text, tokens[cut_at + 1 :])
            if low and high:
                return (low, high), (f" {joint} ",)
            if high:
                return (high,), ()
    number = _written(text, tokens)
    return ((number,), ()) if number else None
