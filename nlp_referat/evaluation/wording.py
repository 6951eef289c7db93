"""When two titles or names say the same: spaces, markdown marks, case and a final full stop aside."""

import re
from typing import Final

_SPACE: Final = re.compile(r"[\s*]+")
_KIND: Final = re.compile(r"\s*\([BOD]\)\s*$")


def plain(words: str | None) -> str:
    """What is compared of a name.

    >>> plain("**Teknik- og\\nMiljøudvalget**.")
    'teknik- og miljøudvalget'
    """
    return _SPACE.sub(" ", words or "").strip().rstrip(". ").casefold()


def plain_title(title: str) -> str:
    """What is compared of an item's title: a kind in brackets at its end is a fact of its own.

    >>> plain_title("Ny stibro (B)")
    'ny stibro'
    """
    return plain(_KIND.sub("", title))
