"""What the words around an amount say of it: approximate, a bound, a sign; and which numbers share a unit.

>>> qualify("Der afsættes op til ca. 5 mio. kr.", 24)
Qualifiers(approx=True, bound='max', start=13)
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from nlp_referat.amounts.numbers import Quantity, Written, is_year, vocabulary
from nlp_referat.schema import Bound

_ONE: Final = Decimal(1)
_WINDOW: Final = 130
_MARKS: Final = " \n*_"
# Where the words before an amount stop speaking of it: a sentence, a cell, a paragraph, a list item, another amount.
_STOP: Final = re.compile(
    r"[.!?:;]\s+(?=[A-ZÆØÅ])|\n\s*(?:\n|[-*•]\s)|[\t|%]|kr(?<!\wkr)\.?(?!\w)|pct(?<!\wpct)\.?(?!\w)"
)
_BOUND_WORDS: Final = re.compile(r"maks|maxi|høj|mindst|mini|loft")
_PERIOD_WORDS: Final = re.compile(r"år|måned|uge|dag|døgn|time")
# "10 mio. kr. minus 2 mio. kr." takes away; the second sum is not negative.
_SUBTRAHENDS: Final = ("kr. ", "kr ", "kroner ", "mio. ", "% ", "pct. ", "procent ")
_SIGN_MAY_FOLLOW: Final = re.compile(
    r"(?:^|[\t|:=]|\b(?:på|til|er|var|udgør|udgjorde|med|blev|bliver))[ ]*$", re.IGNORECASE
)
_TRIGGER: Final = re.compile(r"\b(?:hhv\.?|henholdsvis|både|enten)[ \n]+(?:ca\.?[ ])?$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bmellem[ \n]+(?:ca\.?[ ]|kr\.?[ ])?$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfra[ \n]+(?:ca\.?[ ]|kr\.?[ ])?$", re.IGNORECASE)
_WORD_BEFORE: Final = re.compile(r"([\w§.]+)[ ]*$")
_NOT: Final = re.compile(r"\b(?:ikke|aldrig)(?: (?:må|kan|vil|skal|at))?$")


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The hedges of one amount; `start` is where the leftmost of them begins."""

    approx: bool
    bound: Bound | None
    start: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    """`near` is matched at the last words of a clause, `distant` searched in the whole of it."""

    near: re.Pattern[str]
    distant: tuple[tuple[Bound, re.Pattern[str]], ...]


@cache
def _patterns() -> _Patterns:
    words = vocabulary()["hedges"]
    verbs = "|".join(words["verbs"])
    ceiling = "|".join(words["ceiling_verbs"])
    nouns = "|".join(words["ceiling_nouns"])

    def before_verb(fragments: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(fragments)})(?:[ \n]+(?:{verbs})(?!\w)){{1,5}}$")

    return _Patterns(
        near=re.compile("|".join(f"(?P<{kind}>(?:{'|'.join(words[kind])})$)" for kind in ("approx", "max", "min"))),
        distant=(
            ("max", before_verb(words["max_before_verb"])),
            ("min", before_verb(words["min_before_verb"])),
            ("max", re.compile(rf"loft(?:et)?(?:[ \n]+(?:{ceiling})(?!\w)){{1,5}}$")),
            ("max", re.compile(r"(?<!\w)loft over(?:[ \n]\w+){1,5} på$")),
            # "det maksimale beløb, som kommunen skal betale – i den gamle aftale – var 5,6 mio. kr."
            (
                "max",
                re.compile(
                    rf"(?:maksimale|højeste) \w*(?:{nouns})\w{{0,3}}(?!\w)[^.;\d]{{0,110}}[ \n]"
                    r"(?:er|var|udgør|udgjorde|bliver|på)$"
                ),
            ),
        ),
    )


def _hedge_at_end(window: str) -> re.Match[str] | None:
    """The hedge that the last one to five words of `window` are, or its last sign (">")."""
    near = _patterns().near
    if window[-1:] in "<>≤≥≈~=":
        return near.match(window, len(window) - 2) or near.match(window, len(window) - 1)
    starts: list[int] = []
    position = len(window)
    while position > 0 and len(starts) < 5:
        position = max(window.rfind(" ", 0, position), window.rfind("\n", 0, position))
        starts.append(position + 1)
    for start in reversed(starts):
        first = start + (window[start : start + 1] in "(*_" and start < len(window))
        if hit := near.match(window, first):
            return hit
    return None


def _words_before(text: str, start: int) -> tuple[str, int]:
    """The clause before `start`, in small letters, and where it begins."""
    floor = max(0, start - _WINDOW)
    for stop in _STOP.finditer(text, floor, start):
        floor = stop.end()
    return text[floor:start].lower(), floor


def qualify(text: str, start: int) -> Qualifiers:
    """Hedges that stand before the amount at `start`.

    >>> qualify("mindst 60 pct.", 7).bound, qualify("over de 4 år 5 mio. kr.", 13).bound
    ('min', None)
    """
    if start == 0 or text[start - 1] in "\t|":
        return Qualifiers(False, None, start)
    window, floor = _words_before(text, start)
    approx, leftmost = False, start
    bound: Bound | None = None
    for _ in range(4):
        window = window.rstrip(_MARKS)
        hit = _hedge_at_end(window)
        if hit is None:
            break
        window = window[: hit.start()]
        leftmost = floor + hit.start()
        if hit.lastgroup == "approx":
            approx = True
            continue
        bound = "max" if hit.lastgroup == "max" else "min"
        if negation := _NOT.search(window.rstrip(_MARKS)):
            # "ikke over", "må ikke overstige": the bound turns round.
            return Qualifiers(approx, "min" if bound == "max" else "max", floor + negation.start())
    if bound is None and _BOUND_WORDS.search(window):
        bound = next((kind for kind, pattern in _patterns().distant if pattern.search(window)), None)
    return Qualifiers(approx, bound, leftmost)


def sign_before(text: str, start: int) -> tuple[int, bool]:
    """Where the signed number really starts, and whether it is negative.

    A dash is a minus when it touches the number and nothing else, or stands alone in a cell or after "på".
    A spaced dash after a word ("Budget – 1,3 mio. kr.") and a bullet at a line's start are none.

    >>> sign_before("på -1,3", 4), sign_before("Budget – 1,3", 9), sign_before("minus 2", 6)
    ((3, True), (9, False), (0, True))
    """
    before = text[max(0, start - 14) : start]
    last = before[-1:]
    if last == "±":
        return start - 1, False
    if before.endswith("+/-"):
        return start - 3, False
    if last == "+" and (len(before) == 1 or not before[-2].isalnum()):
        return start - 1, False
    if before.rstrip(" ").endswith("÷") and not before.rstrip(" ")[:-1].rstrip(" ")[-1:].isdigit():
        return start - len(before) + before.rindex("÷"), True  # the Danish minus sign of account books
    if last and last in "-–−":
        ahead = before[-2:-1]
        touches_word = ahead.isalnum() or (ahead != "" and ahead in "%.)]-–−")
        return (start, False) if touches_word else (start - 1, True)
    if last == " " and before[-2:-1] in ("-", "–", "−"):
        ahead = before[:-2]
        if before[-2] == "−" and not ahead.rstrip().endswith(("kr", "kr.", "%", "pct.")):
            return start - 2, True
        at_line_start = (len(before) == start and not ahead.strip()) or ahead.rstrip(" ").endswith("\n")
        if not at_line_start and _SIGN_MAY_FOLLOW.search(ahead):
            return start - 2, True
        return start, False
    lowered = before.lower()
    if lowered.endswith(("plus/minus ", "plus-minus ")):
        return start - 11, False
    if lowered.endswith("minus ") and not lowered[:-6].endswith(_SUBTRAHENDS) and not lowered[:-6][-1:].isalnum():
        return start - 6, True
    return start, False


def _is_labelled(text: str, number: Written) -> bool:
    """Whether the number is a name's part ("fase 2", "uge 42"), or numbers a line."""
    before = text[max(0, number.start - 20) : number.start]
    word = _WORD_BEFORE.search(before)
    return word is not None and word[1].lower() in vocabulary()["context"]["labelled"]


def _numbers_line(text: str, number: Written, end: int) -> bool:
    """Whether a whole number opens a line that goes on after `end`: it may be a list's or an item's number."""
    if text[end : end + 4].strip(" *_")[:1] in ("", "\n", "|", "\t"):
        return False
    before = text[max(0, number.start - 8) : number.start].rstrip(" *#_")
    return number.text.isdigit() and before[-1:] in ("", "\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a quantity's numbers say: values are in the unit's own measure, spans in the text.

    Attributes:
        start: where the number with the unit starts, its range and sign included.
        low: the lower end of a range, None for a single number.
        high: the number, or the upper end.
        borrowed: numbers before it that leave the unit to it, with their values.
    """

    start: int
    low: Decimal | None
    high: Decimal
    borrowed: tuple[tuple[Written, Decimal], ...] = ()


def read_quantity(text: str, quantity: Quantity, factor: Decimal = _ONE) -> Reading:
    """Decide what the numbers before one unit are: one number, a range, or a list.

    "5-7 mio. kr.", "mellem 5 og 7", "2 til 3" are ranges; "hhv. 2,1 og 3,4 mio. kr." is a list; in
    "2025 - 1,3 mio. kr." and "fase 2 til 5 mio. kr." the first number has nothing to do with the unit.

    Args:
        factor: what one of the unit is worth (10^6 for mio.): "900.000-1,2 mio. kr." has it once.
    """
    high = quantity.numbers[-1]
    if len(quantity.numbers) > 1:
        left = quantity.numbers[-2]
        low = _in_unit_of(high, left, factor)
        if _is_range(text, quantity, low):
            start, negative = sign_before(text, left.start)
            low = -low if negative else low
            return Reading(start, min(low, high.value), max(low, high.value))
    start, negative = sign_before(text, high.start)
    borrowed = _borrowers(text, quantity) if len(quantity.numbers) > 1 else ()
    return Reading(
        start,
        None,
        -high.value if negative else high.value,
        tuple((number, _in_unit_of(high, number, factor)) for number in borrowed),
    )


def _in_unit_of(high: Written, number: Written, factor: Decimal) -> Decimal:
    """The value of a number whose unit stands behind `high`: "10-15.000 kr.", "500.000-1,2 mio. kr."."""
    if factor > 1 and number.value >= 1000 and number.value > high.value:
        return number.value / factor
    lead, dot, thousands = high.text.partition(".000")
    if dot and not thousands and number.text.isdigit() and lead.isdigit() and number.value < int(lead):
        return number.value * 1000
    return number.value


def _is_range(text: str, quantity: Quantity, low: Decimal) -> bool:
    left, joint, high, end = quantity.numbers[-2], quantity.joints[-1], quantity.numbers[-1].value, quantity.end
    if is_year(left.text) or _is_labelled(text, left):
        return False
    word = joint.split()[0] if joint.split() else ""
    if word in ("-", "–", "−", "—"):
        opens, closes = joint[0] in " \n", joint[-1] in " \n"
        if opens and not closes:  # "250 -43,9 %" in a table is a minus
            return False
        return not opens or (low <= high and not _numbers_line(text, left, end))
    before = text[max(0, left.start - 24) : left.start]
    return (word == "til" and low < high) or (word == "og" and _BETWEEN.search(before) is not None)


def _borrowers(text: str, quantity: Quantity) -> tuple[Written, ...]:
    """The numbers of a list, or of a fall ("fra 7 til 5 mio. kr."), that leave the unit to the last one."""
    joints = [joint.split()[0] for joint in quantity.joints]
    run: list[Written] = []
    for index in range(len(joints) - 1, -1, -1):
        number = quantity.numbers[index]
        listed = joints[index] == "," if run else joints[index] in ("og", "eller", "samt", "mod", "til")
        if not listed or is_year(number.text) or _is_labelled(text, number):
            break
        run.append(number)
    while run:
        before = text[max(0, run[-1].start - 24) : run[-1].start]
        if joints[-1] == "til":
            return tuple(run) if len(run) == 1 and _FROM.search(before) else ()
        # Without "hhv." only what looks like a sum: "2,1 og 3,4 mio. kr.", not "lokale 2 og 3 mio. kr.".
        if _TRIGGER.search(before) or not any(number.text.isdigit() for number in run):
            break
        run.pop()
    return tuple(reversed(run))


Period = Literal["year", "month", "week", "day", "hour"]
# Between the amount and "årligt" a few words may stand ("kr. ekskl. moms årligt", "kr. til drift pr. år"),
# but none that opens a new statement.
_STEP: Final = r"(?:(?!(?:som|der|og|samt|mens|hvor|at|eller|men|heraf)\b)[^\W\d_][\w-]*\.?[ \n]+)"


@dataclass(frozen=True, slots=True)
class _Periods:
    after: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _periods() -> _Periods:
    words = vocabulary()
    nouns = "|".join(words["period_context"]["cost_nouns"])
    adverbs, touching, before = [], [], []
    for name, forms in words["periods"].items():
        touching.append(f"(?P<{name}>{'|'.join(forms['after'])})")
        adverbs.append(f"(?P<{name}_adverb>{'|'.join(forms['before'])})")
        # "en årlig driftsudgift til lokaler på", "årligt afsættes der"
        before.append(
            f"(?P<{name}>(?:{'|'.join(forms['before'])})(?:[ \n]+[^\\W\\d_][\\w-]*){{0,4}}"
            f"|(?:{forms['adjective']})[ \n]?(?:[^\\W\\d_][\\w-]*[ \n]+)?\\w{{0,25}}(?:{nouns})\\w{{0,6}}"
            f"(?:[ \n]+[^\\W\\d_][\\w-]*){{0,6}}):?"
        )
    return _Periods(
        after=re.compile(
            rf"[ \n*_]{{0,4}}(?:{'|'.join(touching)})(?!\w)"
            rf"|[ \n*_]{{1,4}}{_STEP}{{1,4}}(?:{'|'.join(adverbs)})(?!\w)"
            rf"|[ ](?:pr\.?|per|i)[ ]\w+\.?,?[ ](?:{'|'.join(adverbs).replace('_adverb', '_each')})(?!\w)",
            re.IGNORECASE,
        ),
        before=re.compile(rf"(?<!\w)(?:{'|'.join(before)})$"),
    )


def find_period(text: str, start: int, end: int) -> tuple[Period | None, int]:
    """The period that the amount in ``text[start:end]`` is for, and where its words end.

    Args:
        start: where the amount starts, or the first of its hedges.

    >>> find_period("362.000 kr. årligt", 0, 11)
    ('year', 18)
    >>> find_period("en årlig udgift til husleje på 45.000 kr.", 31, 41)[0]
    'year'
    """
    periods = _periods()
    if hit := periods.after.match(text, end, end + 90):
        return _named(hit), hit.end()
    window, _ = _words_before(text, start)
    if _PERIOD_WORDS.search(window) and (hit := periods.before.search(window.rstrip(_MARKS))):
        return _named(hit), end
    return None, end


def _named(hit: re.Match[str]) -> Period:
    name = next(name for name, value in hit.groupdict().items() if value is not None)
    return name.partition("_")[0]  # type: ignore[return-value]


def fills(text: str, start: int) -> bool:
    """Whether nothing but hedges stands before `start`."""
    return text[: qualify(text, start).start].strip(_MARKS) == ""
