"""Whether two names mean the same body.

>>> same_committee("Køge Byråd", "Byrådet"), same_committee("Socialudvalget", "Skoleudvalget")
(True, False)
"""

import re
from typing import Final

from nlp_referat.lexicon import read_toml
from nlp_referat.names.canonical import canonical_committee, committee_key

_COUNCIL: Final = re.compile(
    r"(byråd|kommunalbestyrelse|borgerrepræsentation|regionsråd|magistrat)(?:ets|ens|et|en|s|n)?$"
)
_DEFINITE: Final = re.compile(r"(udvalg|råd|nævn)(?:ets|et|s)?(?=for|om|$)")
_SMALL_WORDS: Final = frozenset({"og", "samt", "for", "om", "i", "det", "den"})
_NOUNS: Final = ("udvalg", "råd", "nævn")
_ABBREVIATION: Final = re.compile(r"[A-ZÆØÅ&]{2,6}")


def full_name(body: str) -> str:
    """The canonical name of a body that a heading names, in full or by its initials.

    >>> full_name("ØU"), full_name("SSU"), full_name("Byrådets")
    ('Økonomiudvalget', 'SSU', 'Byrådet')
    """
    if not _ABBREVIATION.fullmatch(body):
        return canonical_committee(body)
    known: dict[str, dict[str, str]] = read_toml("committees")
    return known["abbreviations_known"].get(body) or known["abbreviations_in_context"].get(body, body)


def council(name: str) -> str | None:
    """The council noun ("byråd", "regionsråd") when the body is a council; None for other bodies."""
    match = _COUNCIL.search(name.strip().casefold())
    return match[1] if match else None


def same_committee(one: str, other: str) -> bool:
    """Whether two names, in any case, form or spelling, are one body's. A municipality has one council."""
    councils = council(one), council(other)
    if councils[0] or councils[1]:
        return councils[0] == councils[1]
    return _key(one) == _key(other)


def _key(name: str) -> str:
    return _DEFINITE.sub(r"\1", committee_key(canonical_committee(name)))


def abbreviates(short: str, name: str) -> bool:
    """Whether `short` is made of the initials of the body's name.

    >>> abbreviates("SSU", "Social- og Sundhedsudvalget"), abbreviates("KB", "Byrådet")
    (True, False)
    """
    return bool(name) and short.casefold() in _initials(name)


def _initials(name: str) -> set[str]:
    words = [word for word in re.split(r"[^\w]+", name.casefold()) if word and word not in _SMALL_WORDS]
    if not words:
        return set()
    letters = "".join(word[0] for word in words)
    last = words[-1]
    noun = next((noun for noun in _NOUNS if noun in last and not last.startswith(noun)), None)
    found = {letters, letters + noun[0]} if noun else {letters}
    if last.startswith("kommunalbestyrelse"):
        found.add(letters[:-1] + "kb")
    if last.startswith("byråd"):
        found |= {"by", "br"}
    return found
