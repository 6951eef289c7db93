"""How alike two titles are, and whether a title says enough to tell a matter by.

>>> likeness("salg-af-havnegade-4", "havnegade-4-salg-til-nordhavn")
1.0
>>> likeness("budgetopfølgning-pr-30-april", "budgetopfølgning-pr-31-juli")
0.0
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from nlp_referat.topics.identity import normalised_title

# Words that say what step a title is at, not which matter it is.
_STEP_WORDS: Final = frozenset(
    [
        "godkendelse",
        "endelig",
        "vedtagelse",
        "behandling",
        "genoptaget",
        "fortsat",
        "igangsættelse",
        "orientering",
        "drøftelse",
        "beslutning",
        "indstilling",
        "forslag",
        "anbefaling",
        "høring",
        "efter",
        "opfølgning",
        "sag",
        "vedr",
        "vedrørende",
        "om",
        "af",
        "til",
        "på",
        "i",
        "for",
        "fra",
        "og",
        "med",
        "ved",
        "den",
        "det",
        "de",
        "en",
        "et",
        "samt",
        "under",
        "efter",
        "1",
        "2",
        "3",
        "1.",
        "2.",
        "3.",
    ]
)
_KEPT: Final = frozenset(["til", "fra"])
# Titles that any meeting has, whatever the matter.
_GENERAL: Final = re.compile(
    r"(?:køb|salg|leje|ejendoms?|personale?|person|afskeds?|grund|areal|udbud|sag|sager|klage|ansøgning|dispensation|lukket|punkt"
    r"|jord|handel|ejendomshandel|grundsalg|forlig|leverandør|kontrakt|budgetopfølgning|regnskab|årsregnskab|kvartalsregnskab"
    r"|halvårsregnskab|likviditet|takster|budget|mødeplan|spørgetid|status|besøg|høringssvar|valg|udpegning|lokaler|bygning|fast)+s?"
)
_DIGITS: Final = re.compile(r"\d+")
_MIN_LETTERS: Final = 12
_TOKEN_ALIKE: Final = 0.84


@lru_cache(maxsize=100_000)
def words_of(title: str) -> tuple[str, ...]:
    """The words of a normalised title that say which matter it is; all of them where no other is left.

    >>> words_of("endelig-vedtagelse-af-lokalplan-214")
    ('lokalplan', '214')
    """
    words = tuple(word for word in title.split("-") if word)
    telling = tuple(word for word in words if word not in _STEP_WORDS)
    return telling or words


def is_general(title: str) -> bool:
    """Whether a normalised title may stand for another matter in every meeting.

    >>> is_general("køb-af-areal"), is_general("salg-af-pakhuset-ved-sildebenet")
    (True, False)
    """
    telling = [word for word in words_of(title) if not _GENERAL.fullmatch(word)]
    return sum(len(word) for word in telling) < _MIN_LETTERS


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of the shorter title's telling words that the other has too, spelt alike.

    Titles with different numbers in them are not alike: "Lokalplan 214" is not "Lokalplan 131".
    """
    mine, theirs = words_of(one), words_of(other)
    if one == other:
        return 1.0
    if _numbers(mine) != _numbers(theirs) and _numbers(mine) and _numbers(theirs):
        return 0.0
    shorter, longer = sorted((mine, theirs), key=len)
    left = list(longer)
    shared = 0
    for word in shorter:
        match = next((found for found in left if _alike(word, found)), None)
        if match is not None:
            left.remove(match)
            shared += 1
    return shared / len(shorter) if shorter else 0.0


def _numbers(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(number for word in words for number in _DIGITS.findall(word))


def _alike(one: str, other: str) -> bool:
    """Whether two words are one, but for a genitive, an ending or a slip of the scanner."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 3:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _TOKEN_ALIKE


def title_words(title: str) -> tuple[str, ...]:
    """The telling words of a title as written.

    >>> title_words("ØU/BY - Lokalplan 214 (B)")
    ('lokalplan', '214')
    """
    return words_of(normalised_title(title))
