"""What governs the clause of an amount: a proposal ("foreslog, at ..."), or the sum that it is a part of ("Heraf").

>>> text = "Han foreslog, at der blev overført 2 mio. kr. til skolen."
>>> [passage] = read_passages(text, [(35, 45)])
>>> under_proposal(Words(text, passage), RoleReading("described"))
(4, 12)
"""

import re
from typing import Final

from nlp_referat.scope.clauses import RoleReading, Words
from nlp_referat.scope.passages import read_passages  # noqa: F401  # for the doctest

_PROPOSES: Final = re.compile(
    r"\b(?:foreslå(?:r|s|et|ede)?|foreslog|indstill(?:er|ede|es)|anbefal(?:er|ede|es)"
    r"|tilråde\w*|(?:ændrings|stillede |stiller )forslag om)\b",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(r"\bat[ \n](?:der[ \n])?", re.IGNORECASE)
# What opens a statement of its own inside of what is proposed.
_APART: Final = re.compile(
    r",[ \n](?:som|der|hvor\w*|hvilket|men|fordi|idet|da|eftersom|mens|medens|hvis|skønt|selv om|så|når|hvad)\b"
    r"|\b(?:fordi|idet|mens|medens|men|hvis|når|skønt|eftersom|svarende til)\b|[;:]"
    r"|,?[ \n]og[ \n](?:har|havde|er|var|henvis\w+|regne\w*|oplys\w*|mener|mente)\b",
    re.IGNORECASE,
)
_PART_OF: Final = re.compile(
    r"^[\s*_]*(?:heraf|deraf|af (?:dette|dem|disse|beløbet|pengene|summen|puljen|bevillingen|de \w+))\b", re.IGNORECASE
)
# The amount is one that there is, or the size of what there is.
_DEFINITE: Final = re.compile(
    r"\b(?:de|den|det)[ \n]*$|\b\w*(?:puljen?|kontoen|reserven|bevillingen|rammen|beløbet)(?:[ \n]\w+)?[ \n]på[ \n]*$",
    re.IGNORECASE,
)
_CHANGED: Final = frozenset({None, "described", "budgeted", "decided"})


def under_proposal(words: Words, reading: RoleReading) -> tuple[int, int] | None:
    """Where the verb stands that puts forward, in a clause of its own, what is to be done with the amount."""
    if reading.role not in _CHANGED or reading.is_settled or _DEFINITE.search(words.left):
        return None
    passage = words.passage
    before = words.text[passage.sentence_start : passage.start]
    verbs = list(_PROPOSES.finditer(before))
    if not verbs:
        return None
    content = _CONTENT.search(before, verbs[-1].end())
    if content is None or _APART.search(before, content.end()):
        return None
    shift = passage.sentence_start
    return shift + verbs[-1].start(), shift + verbs[-1].end()


def is_part(words: Words) -> bool:
    """Whether the sentence begins with a word for the sum that the one before it named: "Heraf går 2 mio. kr. til"."""
    return _PART_OF.match(words.left) is not None
