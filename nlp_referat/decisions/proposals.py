"""What was proposed, as far as it bears on the meaning of "Godkendt".

>>> points = split_proposal("Forvaltningen indstiller, 1. at planen vedtages, 2. at ansøgningen afslås")
>>> points
{1: 'planen vedtages', 2: 'ansøgningen afslås'}
>>> only_refuses(points, 2), only_refuses(points, None)
(True, False)
"""

import re
from collections.abc import Mapping
from typing import Final

from nlp_referat.decisions.wordings import fold, wordings

_AT: Final = re.compile(
    r"(?:(?<![\d.])(?P<number>\d{1,2})[.)][ \t*_]{0,4}|(?:^|\n|:|;)[ \t*_•\-–]{0,6}|indstiller,? "
    r"|(?P<pre>[,] (?:og )?))(?:at|At)\b[ :]"
)
# "at det godkendes, at …": one point, not two.
_FRAME: Final = re.compile(
    r"\b(?:godkendes|godkender|godkende|anbefaler|beslutter|vedtager|oplyses|efterretning|orientering"
    r"|sikres|tiltræder|forudsætning)(?: det| af)?$"
)


def split_proposal(proposal: str) -> dict[int, str]:
    """The points of a proposal by number; unnumbered ones are counted from 1.

    >>> split_proposal("Administrationen indstiller, at orienteringen tages til efterretning.")
    {1: 'orienteringen tages til efterretning.'}
    """
    starts = [
        m
        for m in _AT.finditer(proposal)
        if not (m["pre"] and _FRAME.search(proposal, max(0, m.start() - 40), m.start()))
    ]
    numbered = [match for match in starts if match["number"]]
    chosen = numbered or starts
    points: dict[int, str] = {}
    for index, match in enumerate(chosen):
        end = chosen[index + 1].start() if index + 1 < len(chosen) else len(proposal)
        number = int(match["number"]) if match["number"] else index + 1
        points.setdefault(number, " ".join(proposal[match.end() : min(end, match.end() + 1500)].split()).rstrip(" ,;"))
    return points


def _refuses(point: str, title: str = "") -> bool:
    declared = wordings().proposal
    main = declared["approval_frame"].sub(" ", fold(point))
    if declared["accepts"].search(main):
        return False
    if declared["rejects"].search(main):
        return True
    # Closing is a measure like another, unless the item asks for the opposite.
    asks = fold(title)
    return bool(
        declared["closes"].search(main) and declared["asks"].search(asks) and not declared["closing"].search(asks)
    )


def only_refuses(points: Mapping[int, str], point: int | None, title: str = "") -> bool:
    """Whether the proposal (that point of it, or all of it) turns down what the item asks for.

    Refusing is said in so many words (``[proposal]`` in ``data/outcomes.toml``). To close or to end something
    refuses only where the title asks for something: under "Lukning af skolen" it is the matter itself.

    >>> close = {1: "skolen lukkes"}
    >>> only_refuses(close, None, "Lukning af Engskolen"), only_refuses(close, None, "Bevarelse af Engskolen")
    (False, True)
    """
    if point is not None and point in points:
        return _refuses(points[point], title)
    return bool(points) and point is None and all(_refuses(text, title) for text in points.values())


# "Udvalget godkendte forslaget om at afvise ansøgningen", "… godkendte, at der gives afslag".
_OBJECT: Final = re.compile(
    r"^\S+(?: (?:enstemmigt|derfor|herefter|dermed|også|hermed|således))*"
    r"(?:(?: \w+s)? (?:indstilling|forslag|anbefaling)\w* om(?:,? at)?|,? at) (?P<what>.{3,300})",
    re.IGNORECASE | re.DOTALL,
)


# "Vedtaget, at sagen udsættes"; "Forslaget om at udsætte sagen blev godkendt"
_LATER: Final = re.compile(
    r"^\S+,? at (?:\w+ ){0,3}?(?:udsættes|udskydes|udsætte|udskyde)\b"
    r"|\bforslag\w*(?: fra [^,.]{1,40}?)? om,? (?:at )?(?:\w+ ){0,2}?(?:udsæt|udskyd)[^.]{0,80}$",
    re.IGNORECASE,
)


def approves_postponement(clause: str, verb: int) -> bool:
    """Whether the clause, whose verb stands at `verb`, approves nothing but that the matter waits.

    >>> approves_postponement("Vedtaget, at sagen udsættes.", 0), approves_postponement("Vedtaget.", 0)
    (True, False)
    """
    return bool(_LATER.search(clause[verb:]) or _LATER.search(clause[:verb]))


def approves_refusal(clause: str) -> bool:
    """Whether a clause that begins with its verb approves nothing but a refusal.

    >>> approves_refusal("godkendte forslaget om at afvise ansøgningen"), approves_refusal("godkendte planen")
    (True, False)
    """
    named = _OBJECT.match(clause)
    if named is None:
        return False
    return _refuses(named["what"]) or named["what"].lower().startswith("afslag")
