"""Decision text into sentences, and sentences under the points that they belong to.

Rules downstream read `Sentence.text`, where markdown marks and quotes are gone, white space is single and
words broken at a line's end are whole; `Sentence.source` leads back to the offsets.

>>> [s.text for s in split_sentences("**Godkendt**, jf. pkt. 3 i bilaget.\\nUdvalget takkede.", 0, 53)]
['Godkendt , jf. pkt. 3 i bilaget.', 'Udvalget takkede.']
>>> [(m.points, m.strength) for m in find_markers("Ad 1 og 2: Godkendt. Ad 3: Udsat.", 0, 33)]
[((1, 2), 'named'), ((3,), 'named')]
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, Literal

from nlp_referat.lexicon import read_toml

_MARKS: Final = str.maketrans(dict.fromkeys('*_#>"“”„»«`|', " "))
# Abbreviations that a name, number or object follows: their full stop never ends a sentence.
_STOP: Final = re.compile(r"[.!?](?=[)”\"]?(?:\s|$))|\n(?:[ \t]*+\n)*+")
_LAST_WORD: Final = re.compile(r"[^\s(]*$")
_STARTS_ANEW: Final = re.compile(r"\s*[\"“”„»«*_(\-–•·]*\s*(?:[A-ZÆØÅ0-9]|[a-h]\))")
_BULLET: Final = re.compile(r"\s*(?:[-–•·*▪o]\s|\(?\d{1,2}[.):]|#|[a-h]\))")
# A line that ends like this goes on in the next one: "Erhvervs- og / Arbejdsmarkedsudvalget".
_GOES_ON: Final = re.compile(
    r"(?:[,\-–/&+(]|\b(?:og|eller|samt|i|af|til|at|den|det|de|en|et|fra|med|på|for|om|ved|der|som|er"
    r"|blev|har|"
    r"herunder|mellem|hos|over|under|efter|pkt\.|nr\.|d\.|jf\.|ca\.))[*_ ]*$",
    re.IGNORECASE,
)
_WRAPPED: Final = 60  # a line this long was broken by the page, not by the writer
# "Kim E. Jensen", "J. Hansen"; but "Imod stemte Liste Ø. Udvalget …".
_INITIAL: Final = re.compile(
    r"(?:(?!Liste|Gruppe|Partiet)\b[A-ZÆØÅ][\w-]*[a-zæøåé]\.?[ ]|[A-ZÆØÅ]\.[ ]?|(?:^"
    r"|[\n,:(])[ ]*)(?:[A-ZÆØÅ]|Kr|Chr|Th|Joh|Fr|Sv|Aa)$"
)
# "For: V, A, C. Imod: Ø. Teknisk chef …": letters of parties are no initials.
_PARTIES: Final = re.compile(
    r"\b(?:for|i?mod|undlod|undlader|ja|nej|stemte):[ ]?(?:[A-ZÆØÅ](?:,| og)[ ])*[A-ZÆØÅ]$", re.IGNORECASE
)
_NAME_SHORTS: Final = frozenset({"Kr", "Chr", "Th", "Joh", "Fr", "Sv", "Aa"})  # "Jens Kr. Toft"
# "2. Udsat" opens a point; "med 5 stemmer mod 8. Indstillingen …" ends a sentence.
_LISTED: Final = re.compile(
    r"(?:^|[\n;:!?]|(?<![Kk]l)\.)[ \t*_(]*\d{1,2}$|\b(?:ad|at|pkt\.|punkt)[ ]?\d{1,2}$", re.IGNORECASE
)
_NEW_OR_END: Final = re.compile(r"\s+[A-ZÆØÅ\"“]|\s*\n|\s*$")
_DOTTED_RANGE: Final = re.compile(r"\d{1,2}\.-\d{1,2}")
_MONTH: Final = re.compile(r"\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b", re.IGNORECASE)
_LONGEST: Final = 4000  # what stands in one sentence beyond this is not read by the rules


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``[words]`` in ``data/outcomes.toml``."""
    return frozenset(read_toml("outcomes")["words"][name])


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the source, and its text as the rules read it."""

    start: int
    end: int
    text: str
    _own: tuple[int, ...] = field(default=(), repr=False)
    _theirs: tuple[int, ...] = field(default=(), repr=False)

    def source(self, index: int) -> int:
        """The source offset of the character at `index` of `text`."""
        if not self._own:
            return min(self.start + index, self.end)
        word = max(bisect_right(self._own, index) - 1, 0)
        return min(self._theirs[word] + index - self._own[word], self.end)


_WORD: Final = re.compile(r"\S+")
# Nothing to clean: single spaces, no marks, and no "a)" or bullet before the first word.
_CLEAN: Final = re.compile(r"[^\W_][^\W_]{2}[^\s*_#>\"“”„»«`|]*+(?: [^\s*_#>\"“”„»«`|]++)*+")
_ALNUM: Final = re.compile(r"[^\W_]")
_OPENS: Final = re.compile(r"[^\W_]|[(\[§.]")
_LETTERED: Final = re.compile(r"\(?[a-h][).]\)?|[A-H][):]|[Aa]d\.?(?=$)")
_JOINS: Final = re.compile(r"(?:og|eller|samt)\b")


def make_sentence(text: str, start: int, end: int) -> Sentence:
    """The sentence ``text[start:end]``.

    >>> make_sentence("Tages  til **efter-\\nretning**", 0, 30).text
    'Tages til efterretning'
    """
    plain = text[start : min(end, start + _LONGEST)]
    if _CLEAN.fullmatch(plain):
        return Sentence(start, end, plain)
    plain = plain.translate(_MARKS)
    pieces: list[str] = []
    own: list[int] = []
    theirs: list[int] = []
    length = 0
    broken = False  # the word before was cut by a hyphen at its line's end
    for match in _WORD.finditer(plain):
        word = match[0]
        if not pieces and (not _OPENS.search(word) or _LETTERED.fullmatch(word)):
            continue  # a bullet, a dash or "a)" before the first word
        if broken and word[0].islower() and not _JOINS.match(word):
            pieces[-1] = pieces[-1][:-1]
            length -= 1
        elif pieces:
            pieces.append(" ")
            length += 1
        own.append(length)
        theirs.append(start + match.start())
        pieces.append(word)
        length += len(word)
        broken = len(word) > 2 and word[-1] == "-" and plain[match.end() : match.end() + 1] == "\n"
    return Sentence(start, end, "".join(pieces), tuple(own), tuple(theirs))


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    """Whether the full stop at `stop` ends a sentence."""
    if text[stop] == ".":
        word = _LAST_WORD.search(text, max(0, stop - 24), stop)
        before = word[0] if word else ""
        if before.lower().lstrip("([") in word_list("open_abbreviations"):
            return False
        if before in _NAME_SHORTS or (len(before) == 1 and before.isalpha() and before.isupper()):
            first = max(0, stop - 30)
            return not _INITIAL.search(text, first, stop) or _PARTIES.search(text, first, stop) is not None
        if before.isdigit() and len(before) <= 2:
            if _LISTED.search(text, max(0, stop - 30), stop) or _MONTH.match(text, stop + 1):
                return False
            return bool(_NEW_OR_END.match(text[stop + 1 : stop + 8]))
        if _DOTTED_RANGE.fullmatch(before):
            return False
    return stop + 1 >= end or bool(_STARTS_ANEW.match(text, stop + 1, end))


def _breaks_line(text: str, position: int, start: int, end: int) -> bool:
    """Whether the line break at `position` also ends what is being said."""
    following = text[position + 1 : position + 40].lstrip(" \t")
    if not following or following[0] == "\n" or _BULLET.match(following):
        return True
    line_start = max(text.rfind("\n", start, position) + 1, start)
    line = text[line_start:position].rstrip()
    if not line or line[-1] in ".:!?;":
        return True
    lead = following.lstrip('*_"“”„»«( ')
    if not lead or not (lead[0].isupper() or lead[0].isdigit()):
        return False
    return len(line) < _WRAPPED and not _GOES_ON.search(line[-24:])


def split_sentences(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of ``text[start:end]``, in order; nothing but white space lies between them."""
    return _split(text, start, end)


@lru_cache(maxsize=8)  # the readers of one decision ask for the same stretches one after another
def _split(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    return tuple(make_sentence(text, first, last) for first, last in _sentence_spans(text, start, end))


def _sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened = start
    for match in _STOP.finditer(text, start, end):
        position, stop = match.span()
        if stop == end:
            break
        if text[position] == "\n":
            if stop == position + 1 and not _breaks_line(text, position, start, end):
                continue
        elif not _ends_sentence(text, position, end):
            continue
        yield from _trimmed(text, opened, stop)
        opened = stop
    yield from _trimmed(text, opened, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if _ALNUM.search(piece):
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def is_listed(text: str, start: int) -> bool:
    """Whether a bullet or a number opens the sentence at `start`.

    >>> is_listed("- hegnet", 0), is_listed("hegnet", 0)
    (True, False)
    """
    return bool(_BULLET.match(text, start))


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a decision turns to a point: "Ad 2:", "At-punkt 1 og 2", "3."."""

    start: int
    end: int
    points: tuple[int, ...]
    strength: Literal["named", "item", "bare"]  # "item": "Punkt 3", which may also be an item of the agenda


_NUMBERS: Final = (
    r"(?P<numbers>\d{1,2}(?!\d|\.\d|,\d|[ ]?(?:mio|kr|pct|%))(?:[.)]{0,2}[ ]?(?:-|–|\+|/|,|&|og|til"
    r"|samt)[ ]?(?:ad[ ]|pkt\.?[ ]|at[ ]|nr\.?[ ])?"
    r"\d{1,2}(?!\d|\.\d|,\d)){0,12})"
)
_NAMED: Final = re.compile(
    r"(?<![^\W_])(?:(?:forvaltningens |administrationens |direktionens )?indstilling(?:en|ens"
    r"|s)?[ -]?(?:vedr\.? |vedrørende )?)?"
    r"(?:ad\.?[ ]{0,2}(?:pkt\.?|punkt(?:erne)?|nr\.?|at)?|at[ -]?(?:punkt(?:erne)?|pkt\.?)|at|pkt\.?"
    r"|punkt(?:erne)?|"
    r"indstillings?punkt(?:erne)?|indstilling(?:en)?|del-?indstilling)[ ]{0,2}(?:nr\.?[ ]?)?"
    + _NUMBERS
    + r"(?P<tail>\.?[ ]?(?:at)?[.):–-]{0,2}(?=[\s:]|$|[A-ZÆØÅa-zæøå]))",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"(?P<lead>(?:^|\n|(?<=[.;:!?])[ ])[ \t*_•\-–]{0,6})\(?"
    + _NUMBERS
    + r"(?:\.?[ ]?at)?[.):]{1,2}(?:[ \t]*(?:[*_]{1,2})?[ \t]*(?:at[.:]?[ ])?)(?=[^\W\d]|[\"“(]|\n)",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"(?:pkt|punkt)", re.IGNORECASE)
# "Indstillingens 1.-3. at-punkt blev godkendt"
_ORDINAL: Final = re.compile(
    r"(?<![^\W_])(?:\w{0,20}indstillingens[ ])?(?P<numbers>\d{1,2}\.(?:[ ]?(?:-|–|,|og|til|samt)[ ]?\d{1,2}\.){0,9})"
    r"[ ](?:at-?|indstillings-?)(?:punkt(?:er(?:ne)?)?|pind(?:e)?)\b[:,]?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d{1,2}")
_RANGE: Final = re.compile(
    r"(\d{1,2})[.)]{0,2}[ ]?(?:-|–|til)[ ]?(?:ad[ ]|pkt\.?[ ]|at[ ]|nr\.?[ ])?(\d{1,2})", re.IGNORECASE
)
_AT_START: Final = re.compile(r"(?:^|[\n.;:!?])[ \t*_•\-–\"“]*$")
_AFTER_COMMA: Final = re.compile(r"(?:,| og| samt| mens|;)[ ]{0,2}$")
# What follows a point that is named in the middle of a sentence and is decided there: "…, pkt. 3 udsat".
_DECIDED: Final = re.compile(
    r"[ :]{0,3}(?:(?:er|blev|bliver|kunne|kan|ikke|også|herefter|derefter)[ ]){0,3}"
    r"(?:godken|tiltr|vedta|udsat|udsæt|afvi|forkast|drøft|tages|taget|indstil|anbefal|overs|udgå|udgik"
    r"|til efterr|henvis|følg|faldt|imøde|bevil|neds|send[tes]|hjemvis|genoptag)",
    re.IGNORECASE,
)


def read_points(numbers: str) -> tuple[int, ...]:
    """The points of a list of numbers.

    >>> read_points("1-3 og 5"), read_points("1.-2.")
    ((1, 2, 3, 5), (1, 2))
    """
    points: list[int] = []
    ranges = {int(m[1]): int(m[2]) for m in _RANGE.finditer(numbers)}
    for match in _NUMBER.finditer(numbers):
        first = int(match[0])
        last = ranges.get(first, first)
        points += range(first, last + 1) if first <= last <= first + 30 else [first]
    return tuple(dict.fromkeys(points))


def find_markers(text: str, start: int, end: int) -> list[Marker]:
    """Every place in ``text[start:end]`` that may turn to a point, in order of position.

    Named markers ("Ad 1", "Pkt. 2-3", "Indstillingens 1. at-punkt") count at a sentence's start, or after a
    comma when a decision follows at once; bare numbers ("1.", "2)") at a line's start, or after a full stop
    when they run on.
    """
    found: list[Marker] = []
    if not _NUMBER.search(text, start, end):
        return found
    for match in _NAMED.finditer(text, start, end):
        before = text[max(start, match.start() - 12) : match.start()]
        opens = _AT_START.search(before)
        if not (opens or (_AFTER_COMMA.search(before) and _DECIDED.match(text, match.end("numbers")))):
            continue
        strength: Literal["named", "item"] = "item" if _ITEM.match(match[0]) else "named"
        found.append(Marker(match.start(), match.end(), read_points(match["numbers"]), strength))
    for match in _ORDINAL.finditer(text, start, end):
        if _AT_START.search(text[max(start, match.start() - 12) : match.start()]):
            found.append(Marker(match.start(), match.end(), read_points(match["numbers"]), "named"))
    expected = 1
    for match in _BARE.finditer(text, start, end):
        points = read_points(match["numbers"])
        if any(marker.start <= match.start("numbers") < marker.end for marker in found[-40:]):
            continue
        on_line = match.start() == start or "\n" in match["lead"]
        if not on_line and points[0] != expected:
            continue
        expected = points[-1] + 1
        found.append(Marker(match.end("lead"), match.end(), points, "bare"))
    return sorted(found, key=lambda marker: marker.start)
