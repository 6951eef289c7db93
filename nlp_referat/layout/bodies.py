"""Whether two names mean the same body.

>>> same_committee("Køge Byråd", "Byrådet"), same_committee("Socialudvalget", "Skoleudvalget")
(True, False)
"""

import re
from typing import Final

from nlp_referat.names.canonical import canonical_committee, committee_key

_COUNCIL: Final = re.compile(
    r"(byråd|kommunalbestyrelse|borgerrepræsentation|regionsråd|magistrat)(?:ets|ens|et|en|s|n)?$"
)
_DEFINITE: Final = re.compile(r"(udvalg|råd|nævn)(?:ets|et|s)?(?=for|om|$)")


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
