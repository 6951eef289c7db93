"""Sums that the text states as sums of others: "i alt 3,2 mio. kr., heraf 1,2 mio. kr. til … og 2 mio. kr. til …".

>>> text = "I alt 3,2 mio. kr., heraf 1,2 mio. kr. til stier og 2,0 mio. kr. til veje."
>>> from decimal import Decimal
>>> spans = [(6, 18), (26, 38), (52, 64)]
>>> find_sums(text, read_passages(text, spans), [Decimal("3.2"), Decimal("1.2"), Decimal("2.0")]).parts
{1: 0, 2: 0}
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nlp_referat.scope.passages import Passage, read_passages  # noqa: F401  # read_passages: for the doctest

_OPENS: Final = re.compile(
    r"(?:^|[\s,;(*_.])(?:(?P<some>heraf|hvoraf|deraf|herunder)|(?P<all>fordelt (?:med|på|som|således)"
    r"|fordeles med|bestående af|som fordeles|der fordeles|fordeler sig))\b",
    re.IGNORECASE,
)
_OUT_OF: Final = re.compile(r"\bud af\b[^.;]{0,80}$", re.IGNORECASE)
_IS: Final = re.compile(r"[^.;]{0,60}\b(?:er|går|udgør|kommer|bruges|anvendes|afsættes|vedrører)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"[^.;:!?]{0,160}$")
_BREAKS: Final = re.compile(
    r"\b(?:i alt|ialt|samlet|mens|medens|hertil|dertil|herudover|derudover|desuden|mod)\b", re.IGNORECASE
)
_TOTAL: Final = re.compile(r"\b(?:i alt|ialt|tilsammen|samlet)\b[^.;,]{0,30}$", re.IGNORECASE)
_MAX_GAP: Final = 200


@dataclass(frozen=True, slots=True)
class Sums:
    """Which amount is a part of which, by their places; and heads whose parts do not add up."""

    parts: dict[int, int]
    mismatches: tuple[tuple[int, int], ...]


def find_sums(text: str, passages: Sequence[Passage], values: Sequence[Decimal | None]) -> Sums:
    """The sums among amounts in order.

    Parts named with "heraf" may leave a rest; "fordelt med" names all of them. A head whose parts do not fit gets
    no parts; the mismatch names it and its last part. `values` are None for ranges and other currencies.
    """
    parts: dict[int, int] = {}
    mismatches: list[tuple[int, int]] = []
    place = 0
    while place + 1 < len(passages):
        run, is_whole = _parts_of(text, passages, values, place)
        if not run:
            place += 1
            continue
        head = values[place]
        total = sum((value for value in (values[i] for i in run) if value is not None), Decimal(0))
        assert head is not None
        if total == head or (total < head and not is_whole):
            parts.update(dict.fromkeys(run, place))
        else:
            mismatches.append((place, run[-1]))
        place = run[0]
    parts.update(_before_total(text, passages, values, parts))
    parts.update(_listed(text, passages, values))
    return Sums(parts, tuple(mismatches))


_DIVIDES: Final = re.compile(r"\b(?:fordel\w*|således|følgende|som følger|bestå\w*|opdel\w*)\b", re.IGNORECASE)
_LOOK_BACK: Final = 6


def _listed(text: str, passages: Sequence[Passage], values: Sequence[Decimal | None]) -> dict[int, int]:
    """ "Fordelingen ser således ud:" over a list that adds up to a sum told shortly before it."""
    found: dict[int, int] = {}
    place = 0
    while place < len(passages):
        lead = passages[place].lead
        if lead is None or not _DIVIDES.search(text, *lead):
            place += 1
            continue
        end = place
        while end < len(passages) and passages[end].lead == lead:
            end += 1
        run = [values[i] for i in range(place, end) if passages[i].previous is None]
        total = sum((value for value in run if value is not None), Decimal(0))
        heads = [i for i in range(max(0, place - _LOOK_BACK), place) if values[i] == total]
        if heads and len(run) > 1 and None not in run:
            found.update({i: heads[-1] for i in range(place, end) if passages[i].previous is None})
        place = end
    return found


def _parts_of(
    text: str, passages: Sequence[Passage], values: Sequence[Decimal | None], place: int
) -> tuple[list[int], bool]:
    """The amounts that are named as parts of the one at `place`; whether they are all of them."""
    if values[place] is None or passages[place + 1].start - passages[place].end > _MAX_GAP:
        return [], False
    between = text[passages[place].end : passages[place + 1].start]
    opening = _OPENS.search(between)
    if opening is None or "\n\n" in between[: opening.start()].strip(" "):
        out_of = _OUT_OF.search(text, passages[place].left_start, passages[place].start)
        is_part = out_of is not None and _IS.match(between) is not None and values[place + 1] is not None
        return ([place + 1] if is_part else []), False
    if values[place + 1] is None:
        return [], False
    run = [place + 1]
    for following in range(place + 2, len(passages)):
        gap = text[passages[following - 1].end : passages[following].start]
        if values[following] is None or not _GOES_ON.match(gap) or _BREAKS.search(gap) or _OPENS.search(gap):
            break
        if _tail(text, passages[following - 1]):
            break
        run.append(following)
    return run, opening["all"] is not None


def _tail(text: str, passage: Passage) -> bool:
    """Whether the sentence ends behind the amount."""
    return passage.sentence_end <= passage.end + 1


def _before_total(
    text: str, passages: Sequence[Passage], values: Sequence[Decimal | None], known: dict[int, int]
) -> dict[int, int]:
    """ "1 mio. kr. til A og 2 mio. kr. til B, i alt 3 mio. kr.": the parts stand before the sum."""
    found: dict[int, int] = {}
    for place, passage in enumerate(passages):
        if values[place] is None or not _TOTAL.search(text, passage.left_start, passage.start):
            continue
        total, first = Decimal(0), place
        while (
            first and passages[first].previous is not None and values[first - 1] is not None and first - 1 not in known
        ):
            first -= 1
            total += values[first] or Decimal(0)
            if total >= values[place]:  # type: ignore[operator]  # not None, as asked above
                break
        if first < place - 1 and total == values[place]:
            found.update(dict.fromkeys(range(first, place), place))
    return found
