"""What the name of a person looks like: words with a capital, initials, particles, hyphens, apostrophes.

`RUN` finds runs of such words; whether a run is a person is for the recognisers to say. All patterns read
any Latin, Greek or Cyrillic letter, and none backtracks: every repeat is possessive or bounded.

>>> RUN.search("Til stede var J.P. van der Łęcki-O'Brien og andre").group()
'Til'
>>> [m.group() for m in RUN.finditer("Til stede var J.P. van der Łęcki-O'Brien og andre")][1]
"J.P. van der Łęcki-O'Brien"
"""

import re
from functools import cache, lru_cache
from typing import Any, Final

from nlp_referat.lexicon import municipalities, read_toml, read_words

_CAPITAL_BLOCKS: Final = (range(0x41, 0x250), range(0x386, 0x530), range(0x1E00, 0x1F00))
UPPER: Final = "[" + "".join(chr(c) for block in _CAPITAL_BLOCKS for c in block if chr(c).isupper()) + "]"
LETTER: Final = r"[^\W\d_]"

_ABBREVIATED: Final = r"(?:Th|Chr|Kr|Fr|Aa|Sv|Johs|Joh|Vald|Ths|Ch|Ph|Hj|Edv|Nic|Fred|Alb|Ant|Bj|Sø|Jr|Sr)\."
_INITIALS: Final = rf"{UPPER}\.(?:-?{UPPER}\.){{0,3}}+"
_CAPITALISED: Final = rf"{UPPER}{LETTER}*+(?:['’-]{LETTER}++){{0,3}}+"
# "al-Hassan", "d'Angelo": only as a later word, where a capital run is already under way.
_PREFIXED: Final = r"(?:(?:al|el|ad|an|ar|as|at|ed|ul|ur)-|[dl]['’])"
_TOKEN: Final = rf"(?:{_INITIALS}|{_ABBREVIATED}|{_CAPITALISED})"
PARTICLES: Final = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "da",
        "di",
        "dos",
        "du",
        "af",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "ben",
        "la",
        "le",
        "ter",
        "ten",
        "zu",
        "zum",
        "ul",
        "ur",
    ]
)
_PARTICLE: Final = f"(?:{'|'.join(sorted(PARTICLES))})"
_GAP: Final = r"(?:[ ]{1,2}+|[ ]?\n[ ]?(?!\n))"
# The capital stands first so that the scan skips to capitals; the look-behind sees the character before it.
_FIRST: Final = (
    rf"{UPPER}(?<![\w'’-].)(?:\.(?:-?{UPPER}\.){{0,3}}+|(?:(?:h|hr|r|a|v|ohs|oh|ald|hs|j|dv|ic|red|lb|nt|ø)\.)"
    rf"|{LETTER}*+(?:['’-]{LETTER}++){{0,3}}+)"
)
_NEXT: Final = rf"(?:(?:{_GAP}|(?<=\.))(?:{_PARTICLE}{_GAP}){{0,2}}{_PREFIXED}?{_TOKEN})"

RUN: Final = re.compile(rf"{_FIRST}{_NEXT}{{0,39}}+")
"""A run of capitalised words, initials and the particles between them; may cross single line breaks."""
LINE_RUN: Final = re.compile(RUN.pattern.replace(_GAP, "[ ]{1,2}+"))
"""The same on one line."""
SOFT_BREAK: Final = "\x1f"
"""Stands for each character of a line break inside a name; white space for `str.split` and ``\\s``."""
LIST_RUN: Final = re.compile(RUN.pattern.replace(_GAP, f"(?:[ ]{{1,2}}+|{SOFT_BREAK}++)"))
"""`LINE_RUN` over soft line breaks."""


def _sets(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(words) if key.endswith("suffixes") else frozenset(words) for key, words in table.items()}


@cache
def titles() -> dict[str, Any]:
    """The tables of titles, parties and labels, as sets and tuples of lower-case strings."""
    table = read_toml("titles")
    return _sets(table)


@cache
def blockers() -> dict[str, Any]:
    """The tables of words that make a capitalised run something other than a person."""
    table = read_toml("name_blockers")
    return _sets(table)


@cache
def given_names() -> frozenset[str]:
    """Given names, capitalised."""
    return read_words("given_names")


@cache
def surnames() -> frozenset[str]:
    """Surnames, capitalised."""
    return read_words("surnames")


def is_title(word: str) -> bool:
    """Whether the word is a title or trade.

    >>> is_title("Centerchef"), is_title("Jens")
    (True, False)
    """
    lowered = word.casefold()
    table = titles()
    return lowered in table["titles"] or (len(lowered) > 4 and lowered.endswith(table["title_suffixes"]))


def is_given(word: str) -> bool:
    """Whether the word is a given name; a double name is one when its parts are.

    >>> is_given("Hans-Jørgen"), is_given("Kommune")
    (True, False)
    """
    known = given_names()
    if word in known:
        return True
    if "-" in word:
        return all(part in known for part in word.split("-"))
    return False


def is_surname(word: str) -> bool:
    """Whether the word is a surname, with or without genitive -s.

    >>> is_surname("Hansens"), is_surname("Bruun-Hansen"), is_surname("Budget")
    (True, True, False)
    """
    known = surnames()
    if word in known or (word.endswith("s") and word[:-1] in known):
        return True
    if "-" in word:
        return any(part in known or part.removesuffix("s") in known for part in word.split("-"))
    return False


def is_exact_surname(word: str) -> bool:
    """Whether the word is a surname as it stands, not as a genitive.

    >>> is_exact_surname("Hansen"), is_exact_surname("Hansens")
    (True, False)
    """
    return word in surnames() or word.endswith("sen")


def is_blocker(word: str) -> bool:
    """Whether the word, capitalised in a text, is never part of a person's name.

    >>> is_blocker("Kommune"), is_blocker("Birkeskolen"), is_blocker("Hansen")
    (True, True, False)
    """
    lowered = word.casefold()
    table = blockers()
    if is_given(word) or is_surname(word):
        return False
    if lowered in table["words"]:
        return True
    return lowered in table["heads"] or (len(lowered) > 6 and lowered.endswith(table["head_suffixes"]))


def is_party(text: str) -> bool:
    """Whether the text names a party: one or two capitals, or a party's name or abbreviation.

    Three capitals in parentheses are more often a project's ("Det Tværfaglige Program (DTP)") than a party's.

    >>> is_party("V"), is_party("Løsgænger"), is_party("Liste B"), is_party("ufp"), is_party("afbud"), is_party("DTP")
    (True, True, True, True, False, False)
    """
    word = text.strip()
    if not 0 < len(word) <= 40:
        return False
    if len(word) <= 2 and word.isalpha() and word.isupper():
        return True
    lowered = word.casefold()
    if lowered.startswith("liste ") and len(word) <= 8:
        return True
    table = titles()
    return lowered in table["parties"] or (
        word[0].isupper() and len(word) > 5 and lowered.endswith(table["party_suffixes"])
    )


def plain(text: str) -> str:
    """The name without line breaks and double spaces.

    >>> plain("Claus René\\nOlesen")
    'Claus René Olesen'
    """
    return " ".join(text.split())


# --- what a capitalised word can be inside a run: flags of `word_class` ------------------------------------

GIVEN: Final = 1
WEAK: Final = 2
"""A given name that is also a common word, a month or a place."""
SURNAME: Final = 4
SHAPE: Final = 8
"""Built like a surname: "-sen", "-gaard", "-strup"."""
STOP: Final = 16
HEAD: Final = 32
"""Makes what stands before it a street, a school, a fund: "Vej", "Skolen"."""
SOFT_HEAD: Final = 64
"""A head that is a surname too: "Park", "Bro"; only after a genitive."""
TITLE: Final = 128
BEFORE: Final = 256
"""Makes what follows a saint, a house, a firm: "Sankt", "Plejecenter"."""
INITIAL_WORD: Final = 512
PARTY_WORD: Final = 1024
PARTICLE: Final = 2048
PLACE: Final = 4096
STREET: Final = 8192
"""Built like a street or a farm ("Stengade", "Toftegård"): a surname only where something else says so."""

_ACRONYM: Final = re.compile(r"[A-ZÆØÅ]{2,6}(?:['’]?s)?")
_NAMESAKE: Final = re.compile(r"s(?:vej|gade|gård|vænge|stræde|park|bro)$")
_INITIAL_ONLY: Final = re.compile(rf"(?:{UPPER}\.(?:-?{UPPER}\.)*|{_ABBREVIATED})")


@cache
def _weak_given() -> frozenset[str]:
    try:
        words = read_words("ambiguous_names")
    except FileNotFoundError:
        words = frozenset()
    return words | frozenset(blockers()["ambiguous_given"])


@cache
def place_names() -> frozenset[str]:
    """Towns, and the places that municipalities are called after."""
    return read_words("towns") | {municipality.place for municipality in municipalities()}


@lru_cache(maxsize=1 << 16)
def word_class(written: str) -> int:
    """What a word of a run can be, as flags.

    >>> word_class("Borgmester") & TITLE > 0, word_class("J.P.") & INITIAL_WORD > 0
    (True, True)
    """
    if _INITIAL_ONLY.fullmatch(written):
        return INITIAL_WORD
    word = written.rstrip(".,:;")
    if not word:
        return STOP
    if word[0].islower():
        return PARTICLE if word.isalpha() else 0  # "al-Hakim", "d'Angelo"
    if word.isupper():
        if len(word) <= 3:
            return PARTY_WORD
        word = word.title()
    elif _ACRONYM.fullmatch(word):
        return PARTY_WORD
    return _lexical(word) | _structural(word)


def _lexical(word: str) -> int:
    flags = 0
    if is_given(word) or (word.endswith("s") and is_given(word[:-1])):
        flags |= GIVEN
    if word in _weak_given():
        flags |= WEAK
    if is_surname(word) or word.casefold() in blockers()["surname_words"]:
        flags |= SURNAME
    elif len(word) > 4 and word.casefold().removesuffix("s").endswith(titles()["surname_suffixes"]):
        flags |= SHAPE
    if word in place_names():
        flags |= PLACE
    return flags


def _is_compound(lowered: str, suffixes: tuple[str, ...]) -> bool:
    return len(lowered) > 6 and lowered.endswith(suffixes)


def _structural(word: str) -> int:
    lowered = word.casefold()
    table = blockers()
    named = is_given(word) or is_surname(word)
    flags = 0
    if lowered in table["before"]:
        flags |= BEFORE
    if lowered in table["company_forms"]:
        flags |= HEAD
    elif lowered in table["heads"]:
        flags |= SOFT_HEAD if named or lowered in table["surname_words"] else HEAD
    elif not named and len(lowered) > 6 and lowered.endswith(table["street_suffixes"]):
        flags |= HEAD if _NAMESAKE.search(lowered) else STREET  # "Chr. Koldsvej" has a namesake
    elif not named and _is_compound(lowered, table["head_suffixes"]):
        flags |= HEAD
    if "-" in word and word.rpartition("-")[2][:1].islower():
        flags |= HEAD  # "Blixen-prisen"
    if lowered in table["words"] and not named:
        flags |= STOP
    if is_title(word) and not named:
        flags |= TITLE
    return flags
