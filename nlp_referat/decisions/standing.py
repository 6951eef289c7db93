"""Bodies in a decision: which of two names mean one, which ranks higher, and whom a matter goes to.

>>> same_body("Køge Byråd", "Byrådet"), same_body("Teknisk Udvalg", "Økonomiudvalget")
(True, False)
>>> find_recipient("Indstilles til Byrådets godkendelse", "Økonomiudvalget")
'Byrådet'
"""

import re
from functools import lru_cache
from typing import Final

from nlp_referat.decisions.wordings import may_match
from nlp_referat.names.canonical import committee_key
from nlp_referat.names.committees import find_committees
from nlp_referat.text import Mention

# "udvalget" alone, "området", "rådgivning", "rådighed" name no body.
_MAY_NAME_BODY: Final = re.compile(
    r"(?i:\wudvalg|\budvalg(?!ets?\b(?! for\b))|(?<!om)råd(?!g|igh)|bestyrelse|repræsentation|nævn|magistrat"
    r"|kommission|direktion)|[A-ZÆØÅ]{2}"
)
_NOUNS: Final = ("udvalg", "råd", "bestyrelse", "repræsentation", "nævn", "magistrat", "kommission", "direktion")
_CAPITALS: Final = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ]")
_COUNCIL: Final = re.compile(r"\b(?:byråd|kommunalbestyrelse|borgerrepræsentation|regionsråd)", re.IGNORECASE)
# Short forms that any municipality uses; the document's own are found by find_committees.
_SHORT: Final = {
    "KB": "Kommunalbestyrelsen",
    "BY": "Byrådet",
    "BR": "Borgerrepræsentationen",
    "ØU": "Økonomiudvalget",
    "ØK": "Økonomiudvalget",
}
_SHORT_FORM: Final = re.compile(r"(?<![^\W_])[A-ZÆØÅ]{2,5}(?![^\W_])")
_ADVISES: Final = re.compile(r"råd(?:et)?$|^(?:råd|rådet) for\b", re.IGNORECASE)
_SENIOR: Final = re.compile(r"\bøkonomi|\bforretningsudvalg|\bmagistrat", re.IGNORECASE)


def is_council(name: str | None) -> bool:
    """Whether the body is the elected council, above which there is none.

    >>> is_council("Solrød Byråd"), is_council("Socialudvalget"), is_council(None)
    (True, False, False)
    """
    return bool(name and _COUNCIL.search(name))


def rank(name: str) -> int:
    """How high the body stands: 3 for the council, 2 for the committee below it, 1 for others, 0 for advisers.

    >>> rank("Køge Byråd"), rank("Økonomi- og Planudvalget"), rank("Socialudvalget"), rank("Ældrerådet")
    (3, 2, 1, 0)
    """
    if is_council(name):
        return 3
    return 2 if _SENIOR.search(name) else 0 if _ADVISES.search(name) else 1


@lru_cache(maxsize=1024)
def same_body(one: str, other: str) -> bool:
    """Whether two canonical names mean the same body of one municipality."""
    if is_council(one) and is_council(other):
        return True
    return committee_key(one) == committee_key(other)


def may_name_body(text: str) -> bool:
    """Whether it is worth looking for bodies in the text."""
    if not (may_match(_NOUNS, text.lower()) or _CAPITALS.search(text)):
        return False
    return bool(_MAY_NAME_BODY.search(text))


@lru_cache(maxsize=4096)
def bodies_in(text: str, own: str | None = None) -> tuple[Mention, ...]:
    """The bodies that `text` names, with the short forms that every municipality uses.

    >>> [m.canonical for m in bodies_in("Fremsendes til ØU og KB")]
    ['Økonomiudvalget', 'Kommunalbestyrelsen']
    """
    if not may_name_body(text):
        return ()
    mentions = find_committees(text, own)
    for match in _SHORT_FORM.finditer(text):
        if match[0] in _SHORT and not any(m.start <= match.start() < m.end for m in mentions):
            mentions.append(Mention(match.start(), match.end(), "COMMITTEE", _SHORT[match[0]]))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def is_inside_name(text: str, start: int, end: int) -> bool:
    """Whether the conjunction at `start` belongs to a body's name.

    >>> is_inside_name("Social- og Sundhedsudvalget", 8, 11), is_inside_name("planen, og Byrådet", 6, 11)
    (True, False)
    """
    if text[:start].rstrip().endswith("-"):
        return True
    return any(body.start < start and end < body.end for body in bodies_in(text))


_VIA: Final = re.compile(r"\b(?:via|gennem|fra|efter|i stedet for|udsendt af|nedsat af)\s+$", re.IGNORECASE)


def find_recipient(text: str, own: str | None) -> str | None:
    """The body that the matter is sent on to: the first named that is not the own one; not "via …"."""
    for mention in bodies_in(text, own):
        if own and mention.canonical and same_body(mention.canonical, own):
            continue
        if _VIA.search(text, max(0, mention.start - 20), mention.start):
            continue
        return mention.canonical
    return None
