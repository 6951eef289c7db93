"""Whether a name is made of names that people have."""

import re
from typing import Final

from nlp_referat.lexicon import read_words

_GAP: Final = re.compile(r"[\s-]+")


def is_listed_name(name: str) -> bool:
    """Whether the first word is a listed given name, or the last a listed surname that is no town.

    >>> [is_listed_name(name) for name in ("Ida Vestermark", "Ngoc Holms", "Connect Køge", "Køge")]
    [True, True, False, False]
    """
    first, *others = _GAP.split(name.strip())
    return _is_in(first, "given_names") or _is_surname(others[-1] if others else first)


def _is_surname(word: str) -> bool:
    return _is_in(word, "surnames") and not _is_in(word, "towns")


def _is_in(word: str, listed: str) -> bool:
    names = read_words(listed)
    return word in names or word.removesuffix("s") in names
