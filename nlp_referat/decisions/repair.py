"""Damaged words of short decisions, as a scan leaves them: "Godkendl", "Tagef til efterretning".

>>> repair("Godkendl.")
'godkendt.'
"""

import re
from typing import Final

from nlp_referat.decisions.wordings import wordings


def repair(text: str) -> str:
    """A short decision with its words as they were before the scan, where one letter is wrong.

    >>> repair("Tagef til efterretniug."), repair("Godkendte planer")
    ('taget til efterretning.', 'Godkendte planer')
    """
    return _LETTERS.sub(_repaired, text)


def _repaired(match: re.Match[str]) -> str:
    word = match[0].lower()
    known = wordings().known_words
    if word in wordings().misread:
        return wordings().misread[word]
    if len(word) < 6 or word in known or word.endswith(("te", "er", "de")):
        return match[0]
    return next((right for right in sorted(known) if _one_apart(word, right)), match[0])


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter replaced, added or left out leads from one word to the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    index = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    return shorter[index + (len(one) == len(other)) :] == longer[index + 1 :]


_LETTERS: Final = re.compile(r"[^\W_]+")
