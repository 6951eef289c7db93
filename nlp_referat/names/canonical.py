"""One name for the many ways in which a document writes a body's name, and text without broken words.

>>> canonical_committee("Erhvervs- og  \\nArbejdsmarkedsudvalgets")
'Erhvervs- og Arbejdsmarkedsudvalget'
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from nlp_referat.lexicon import read_toml

_GAP: Final = re.compile(r"[\s*_]+")
# "Arbejdsmarkeds-\nudvalget" is one word; "Erhvervs-\nog Arbejdsmarkedsudvalget" keeps its hyphen.
BROKEN: Final = re.compile(r"(?<=[^\W\d_])-[ \t]{0,3}\n[ \t]{0,3}(?=[a-zæøåé])(?!(?:og|samt|eller|el\.)\b)")
_HEAD: Final = re.compile(
    r"(?P<stem>.*?)(?P<head>udvalg|råd|nævn|hegnsyn|kommunalbestyrelse|kommission|magistrat|repræsentation)"
    r"(?P<definite>et|en|n)?(?P<genitive>'?’?s)?(?P<rest> (?:for|om|vedr\.|vedrørende) .*)?",
    re.DOTALL | re.IGNORECASE,
)
_ARTICLES: Final = {"kommunalbestyrelse": "n", "kommission": "en", "magistrat": "en", "repræsentation": "en"}
_SMALL: Final = re.compile(r"\b(?:Og|For|Samt|Om|I|Til|Af)\b")
_WORD: Final = re.compile(r"[^\W\d_]+")


class Unbroken:
    """A text whose words are whole again, and the way back to the offsets of the broken one.

    >>> whole = Unbroken("i Arbejdsmarkeds-\\nudvalget")
    >>> whole.text, whole.span(2, 24)
    ('i Arbejdsmarkedsudvalget', (2, 26))
    """

    __slots__ = ("_at", "_gone", "text")

    def __init__(self, text: str) -> None:
        self._at: list[int] = []  # offset in the whole text at which characters were left out
        self._gone: list[int] = [0]  # how many were left out up to there
        pieces: list[str] = []
        position = 0
        for match in BROKEN.finditer(text):
            pieces.append(text[position : match.start()])
            self._at.append(match.start() - self._gone[-1])
            self._gone.append(self._gone[-1] + match.end() - match.start())
            position = match.end()
        pieces.append(text[position:])
        self.text = "".join(pieces) if position else text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the broken text of ``[start, end)`` in the whole one."""
        if not self._at:
            return start, end
        last = end - 1 + self._gone[bisect_right(self._at, end - 1)]
        return start + self._gone[bisect_right(self._at, start)], last + 1


def _decapitalised(name: str) -> str:
    """Upper case taken off ("UDVALGET FOR KULTUR" -> "Udvalget for Kultur"); other names as they are."""
    letters = [c for c in name if c.isalpha()]
    if sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return name
    return _SMALL.sub(lambda m: m[0].lower(), _WORD.sub(lambda m: m[0].capitalize(), name))


def _capitalised(name: str) -> str:
    """Capitals put on a name that has none: "børne- og ungeudvalget" -> "Børne- og Ungeudvalget"."""
    if name != name.lower():
        return name
    return _SMALL.sub(lambda m: m[0].lower(), _WORD.sub(lambda m: m[0].capitalize(), name))


def canonical_committee(name: str) -> str:
    """The name in the definite nominative, on one line, without the word break of a line's end.

    A name that begins with its municipality stays indefinite, as Danish has it ("Køge Byråd").

    >>> canonical_committee("Social- og Beskæftigelsesudvalg")
    'Social- og Beskæftigelsesudvalget'
    >>> canonical_committee("byrådets")
    'Byrådet'
    >>> canonical_committee("TEKNISK UDVALG")
    'Teknisk Udvalg'
    >>> canonical_committee("Køge Kommunes Arbejdsmarkedsråds")
    'Køge Kommunes Arbejdsmarkedsråd'
    """
    name = _GAP.sub(" ", BROKEN.sub("", name)).strip()
    name = _capitalised(_decapitalised(name))
    match = _HEAD.fullmatch(name)
    if match is None:
        return name
    stem, head, rest = match["stem"], match["head"], match["rest"] or ""
    definite = match["definite"]
    lowered = head.lower()
    if lowered == "udvalg" and stem.endswith(" ") and not definite:  # "Teknisk udvalg"
        head = "Udvalg"
    if not definite and ((rest and not stem) or (not rest and _takes_article(stem, lowered))):
        definite = _ARTICLES.get(lowered, "et")
    return stem + head + (definite or "") + _without_genitive(rest)


def _takes_article(stem: str, head: str) -> bool:
    """Whether the indefinite is only grammar ("det kommende Socialudvalg"), not part of the name."""
    if not stem:
        return head in ("kommunalbestyrelse", "magistrat", "hegnsyn")
    words = stem.split()
    if stem.endswith(" ") or len(words) == 1:  # "Teknisk Udvalg", "Grønt Råd" as against "Socialudvalg"
        return not stem.endswith(" ")
    # One list of fields ("Social- og Skoleudvalg"), or a place before it ("Køge Byråd")?
    if words[-2].lower() not in ("og", "samt", "&") and words[-2][-1] not in "-,":
        return False
    return all(not w[0].isupper() or w[-1] in "-," or w.lower() in _topics() for w in words[:-1])


def _topics() -> frozenset[str]:
    return frozenset(read_toml("committees")["topics"])


def _without_genitive(rest: str) -> str:
    """The fields in the nominative (" for Kultur og Fritids"), where the bare word is a known field."""
    last = rest.rpartition(" ")[2].lower()
    return rest[:-1] if last.endswith("s") and last not in _topics() and last[:-1] in _topics() else rest


def committee_key(name: str) -> str:
    """What the spellings of one body have in common: no case, hyphens, commas, "og" for "&".

    >>> committee_key("Børne & ungeudvalget") == committee_key("Børne- og Ungeudvalget")
    True
    """
    return re.sub(r"[-,]+", "", name.lower().replace("&", "og").replace(" samt ", " og ")).replace(" ", "")


def agreed_names(names: Iterable[str], key: Callable[[str], str] = committee_key) -> dict[str, str]:
    """For each name the form that the document prefers: one with capitals, the most frequent, the first.

    Args:
        names: every mention's canonical name, repeated as often as it is mentioned.
        key: what the forms of one name have in common.

    >>> agreed_names(["Børn & Læringsudvalget", "Børn og Læringsudvalget", "Børn & Læringsudvalget"])
    {'Børn & Læringsudvalget': 'Børn & Læringsudvalget', 'Børn og Læringsudvalget': 'Børn & Læringsudvalget'}
    """
    counted = Counter(names)
    best: dict[str, str] = {}
    for name in counted:
        rank = (name != name.lower(), counted[name])
        other = best.setdefault(key(name), name)
        if rank > (other != other.lower(), counted[other]):
            best[key(name)] = name
    return {name: best[key(name)] for name in counted}
