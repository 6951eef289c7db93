"""Relative clauses: the one behind an amount that says which money it is, and the one that it stands in.

>>> text = "De 800.000 kr., som Byrådet frigav i marts, rækker ikke."
>>> [passage] = read_passages(text, [(3, 14)])
>>> told_behind(Words(text, passage)).role
'decided'
"""

import re
from dataclasses import replace
from typing import Final

from nlp_referat.scope.clauses import RoleReading, Words
from nlp_referat.scope.granting import decide
from nlp_referat.scope.passages import read_passages  # noqa: F401  # for the doctest
from nlp_referat.scope.words import find_cues

_DEFINITE: Final = re.compile(r"\b(?:de|den|det|disse)(?:[ \n][\w.]+){0,2}[ \n]*$", re.IGNORECASE)
_RELATIVE: Final = re.compile(
    r"(?:[ \n](?:kr\.|mio\.|til[ \n][^,.;:()]{1,40}))?,[ \n]+"
    r"(?P<clause>(?:(?P<word>som|der|hvilke)[ \n])?[^,.;:()]{3,90})"
)
_STARTS_ANEW: Final = re.compile(r"(?:og|men|mens|medens|heraf|hvoraf|idet|fordi|hvis|når|samt|så|dog|eller)\b")
_TOLD_ROLES: Final = frozenset({"applied", "received", "saved", "extra", "decided", "spent", "budgeted"})
_TOLD_VERB: Final = re.compile(r"[rtd]e?\b|\bstår\b|\bfik\b|\bgav\b|\bfrigav\b|\blå\b", re.IGNORECASE)
_INNER: Final = re.compile(
    r"(?:^|[,(])[ \n]*(?:og[ \n])?(?:som|der|hvor|hvori|hvortil|hvorpå|i hvilken|på hvilken|hvis)\b(?P<tail>[^,;:]*)$",
    re.IGNORECASE,
)
_STATE: Final = re.compile(
    r"\b(?:er|var|står|stod|ligger|lå|rummer|rummede|indeholder|resterer|har|lyder|lød|henstår|råder)\b", re.IGNORECASE
)
_TODAY: Final = re.compile(
    r"\b(?:nu|i dag|hidtil|p\.t\.|for tiden|koster|kostede"
    r"|indbring\w+|beløber sig|betyder|løber|ifølge|lyder|kan leveres|kan fås)\b",
    re.IGNORECASE,
)
_SIZED: Final = re.compile(
    r"(?:^|[,;:(][ \n]*|\b(?:og|at|af|på|med|den|det|de|en|et|hvor|har|er)[ \n])"
    r"(?P<noun>[^,;:()]{3,60}),[ \n]+(?:som|der)[ \n]"
    r"(?:[\w.-]+[ \n]){0,4}?(?:er|var|udgør|udgjorde|anslås|skønnes|beregnes|ventes|forventes"
    r"|lyder|lød|andrager|beløber[ \n]sig)"
    r"(?:[ \n][\w.-]+){0,3}?(?:[ \n](?:på|til))?(?:[ \n](?:ca\.|godt|knap|omkring))?[ \n]+$"
)
_LINKED: Final = re.compile(r",[ \n]+(?:som|der)[ \n]")
_NOUNS: Final = frozenset({"applied", "saved", "extra", "ceiling"})
_ANOTHER: Final = re.compile(r"\b(?:en|et|den|det)\b", re.IGNORECASE)
_COPULA: Final = re.compile(r"[ \n](?:[\w.-]+[ \n]){0,3}(?:er|var|udgør|udgjorde)(?:[ \n]på)?[ \n]+$")
_BECAUSE: Final = re.compile(
    r",[ \n](?:idet|da|fordi|eftersom)[ \n][^,;:]*\b(?:anslå|koste|skønn|vurder|er |udgør|ventes|lig)[^,;:]*$"
)
_EXISTING: Final = re.compile(
    r"\b(?:nuværende|gældende|eksisterende|hidtidige|aktuelt|aktuelle|i dag"
    r"|de afsatte|saldo|beholdning|p\.t\.)\b[^,;:]{0,40},?[ \n]*(?:på[ \n]+)?$",
    re.IGNORECASE,
)
_NOTED: Final = re.compile(
    r"\b(?:noterede|bemærke[rd]\w*|oplyste|oplyser|konstatere\w*|nævnte|hæftede sig|beklagede|belyst|redegørelse"
    r"|spurgte|henvis(?:er|es|te) til,? at|gjorde opmærksom)\b",
    re.IGNORECASE,
)
_ESTIMATED: Final = re.compile(
    r",[ \n](?:(?:som|der)[ \n][^,;:]{0,40})?(?:skønnet|anslået|vurderet|prissat|beregnet|opgjort)\b[^,;:]{0,30}$",
    re.IGNORECASE,
)


def told_behind(words: Words) -> RoleReading | None:
    """What a relative clause right behind a definite amount says of it: "de 5 mio. kr., der er tilbage"."""
    if _DEFINITE.search(words.left) is None:
        return None
    return _behind(words, is_bare=True)


def of_noun(words: Words) -> RoleReading | None:
    """What the noun says that a relative clause gives the size of: "en merudgift, som anslås til", "loftet, der er"."""
    found = _SIZED.search(words.left) if _LINKED.search(words.left) else None
    if found is None:
        return None
    shift = words.passage.left_start
    first, last = shift + found.start("noun"), shift + found.end("noun")
    hits = [hit for hit in find_cues(words.text[first:last]) if hit.cue.kind == "role" and hit.cue.role in _NOUNS]
    if not hits or _ANOTHER.search(words.text, first + hits[-1].end, last):
        return None
    cue = hits[-1].cue
    return RoleReading(cue.role, cue.direction, (first + hits[-1].start, first + hits[-1].end), is_settled=True)


def added_behind(words: Words) -> RoleReading | None:
    """What a clause with "som" or "der" adds to an amount of which nothing else was said."""
    return _behind(words, is_bare=False)


def _behind(words: Words, *, is_bare: bool) -> RoleReading | None:
    found = _RELATIVE.match(words.right)
    if found is None or not (is_bare or found["word"]) or _STARTS_ANEW.match(found["clause"]):
        return None
    first, last = words.passage.end + found.start("clause"), words.passage.end + found.end("clause")
    hits = [hit for hit in find_cues(found["clause"]) if hit.cue.role != "proposed"]
    reading = decide(words, first, last, hits) if hits else None
    if reading is None or reading.role not in _TOLD_ROLES or _TOLD_VERB.search(found["clause"]) is None:
        return None
    return replace(reading, is_settled=True)


def told_from(words: Words) -> int:
    """Where the relative clause that the amount stands in begins, if it tells a fact; else 0."""
    inner = _INNER.search(words.left)
    if inner is None or _TODAY.search(inner["tail"]) is None:
        return 0
    return words.passage.left_start + inner.start("tail")


def is_told(words: Words, reading: RoleReading) -> bool:
    """Whether an amount stands in a relative clause that tells a fact, whatever the sentence asks for.

    "at udgiften tages fra puljen, som i dag rummer 2 mio. kr." asks for nothing of 2 mio. kr.
    """
    if reading.role == "described" and _ESTIMATED.search(words.left):
        return True
    if reading.role in ("described", "budgeted") and (_BECAUSE.search(words.left) or _EXISTING.search(words.left)):
        return True
    inner = _INNER.search(words.left)
    if inner is not None and reading.role == "described" and _COPULA.fullmatch(inner["tail"]):
        return True
    if inner is None or reading.role not in ("budgeted", "described"):
        return False
    return (_STATE if reading.role == "budgeted" else _TODAY).search(inner["tail"]) is not None


def is_noted(words: Words, reading: RoleReading) -> bool:
    """Whether a decision only takes note of the amount: "Udvalget bemærkede, at puljen er på 2 mio. kr."."""
    if reading.role not in ("described", "budgeted", "decided") or "foreslå" in words.left:
        return False
    return _NOTED.search(words.before(words.passage.start)) is not None
