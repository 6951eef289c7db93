"""Whether a name is made of names that people have."""

import re
from typing import Final

from nlp_referat.names.name_shapes import is_given, is_surname, place_names

_SPACES: Final = re.compile(r"\s+")


def is_listed_name(name: str) -> bool:
    """Whether the first word is a known given name, or the last a known surname that is no place.

    >>> [is_listed_name(name) for name in ("Ida Vestermark", "Ngoc Holms", "Connect Køge", "Køge")]
    [True, True, False, False]
    """
    # In texts without capitals too.
    first, *others = _SPACES.split((name.title() if name.islower() else name).strip())
    last = others[-1] if others else first
    return is_given(first) or (is_surname(last) and last not in place_names())


def ends_in_place(name: str) -> bool:
    """Whether the last word is a town or gives a municipality its name, with or without genitive -s.

    >>> ends_in_place("Connect Køges"), ends_in_place("Ida Holm")
    (True, False)
    """
    last = _SPACES.split(name.strip())[-1]
    return last in place_names() or last.removesuffix("s") in place_names()
