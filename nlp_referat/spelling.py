"""Danish written without its letters: ae, oe and aa for æ, ø and å, as old systems and addresses have it.

Whether a text is written so is asked of the whole text: "Aalborg", "Michael" and "Kaare" stand in any text,
but only a text without the letters has dozens of such pairs and hardly one æ, ø or å.

>>> text = "Oekonomiudvalget drøftede sagen i Aabenraa paa moedet. "
>>> is_spelled_out(text * 9), is_spelled_out(text.replace("ø", "oe") * 9)
(False, True)
>>> [pair[0] for pair in spelled_pairs("Michael fra Aabenraa saa Oernen")]
['aa', 'Oe']
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

_LETTERS: Final = "æøåÆØÅ"
_PAIR: Final = re.compile(r"[Aa][AaEe]|[Oo][Ee]")
_WORD: Final = re.compile(r"[^\W\d_]*(?:[Aa][AaEe]|[Oo][Ee])[^\W\d_]*")
_LETTER_OF: Final = {"ae": "æ", "oe": "ø", "aa": "å"}
_SAMPLE: Final = 20_000
_FEWEST: Final = 10  # pairs: fewer may all be names
_LETTERS_A_PAIR: Final = 70  # Danish has one æ, ø or å in thirty letters; texts that only name Aalborg have far fewer
_PAIRS_A_LETTER: Final = 50  # where one æ, ø or å was kept for so many pairs, it was overlooked
_KEPT_ENDINGS: Final = ("ael", "aels", "oel", "oels", "aer")  # Michael, Joel: endings that are never those letters
_FAMILIAR: Final = ("poesi", "koef", "aero", "israe", "phoen")


def is_spelled_out(text: str) -> bool:
    """Whether the text writes ae, oe and aa for æ, ø and å throughout."""
    sample = text[:_SAMPLE]
    own = sum(map(sample.count, _LETTERS))
    if own * _PAIRS_A_LETTER * _FEWEST > len(sample):  # the usual case, told without looking for pairs
        return False
    pairs = sum(1 for _ in _PAIR.finditer(sample))
    return pairs >= _FEWEST and pairs * _LETTERS_A_PAIR >= len(sample) and pairs >= own * _PAIRS_A_LETTER


def spelled_pairs(text: str) -> Iterator[re.Match[str]]:
    """The pairs that stand for a letter; not those of names that are written so ("Aabenraa", "Aage", "Michael")."""
    for word in _WORD.finditer(text):
        if not _is_written_so(word[0]):
            yield from _PAIR.finditer(text, word.start(), word.end())


def letter_of(pair: str) -> str:
    """The letter that a pair stands for.

    >>> letter_of("Oe"), letter_of("AA"), letter_of("ae")
    ('Ø', 'Å', 'æ')
    """
    letter = _LETTER_OF[pair.lower()]
    return letter.upper() if pair[0].isupper() else letter


def _is_written_so(word: str) -> bool:
    low = word.lower()
    if word[0].isupper() and (word in _names() or word.removesuffix("s") in _names()):
        return True
    return low.startswith(_FAMILIAR) or (word[0].isupper() and low.endswith(_KEPT_ENDINGS))


@cache
def _names() -> frozenset[str]:
    """Names that hold such a pair by right."""
    # Here, since `text` is imported with the package, and word lists are not to be.
    from nlp_referat.lexicon import municipalities, read_words

    listed = (*read_words("given_names"), *read_words("surnames"), *read_words("towns"))
    places = [municipality.place for municipality in municipalities()]
    return frozenset(name for name in (*listed, *places) if _PAIR.search(name))
