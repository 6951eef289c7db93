"""The clauses before an amount and the words behind it; and what a reading of them gives.

>>> text = "Byrådet mødtes, og der blev afsat 2 mio. kr. fra Nordea-fonden."
>>> [passage] = read_passages(text, [(34, 44)])
>>> words = Words(text, passage)
>>> text[slice(*words.clauses[0])], words.giver_behind()
('blev afsat ', True)
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from nlp_referat.labels import AmountDirection, AmountRole
from nlp_referat.scope.passages import Passage, read_passages  # noqa: F401  # read_passages: for the doctest
from nlp_referat.scope.words import givers

# Where a clause ends: punctuation, and the conjunctions that open another statement.
CLAUSE: Final = re.compile(
    r"[,;:(–]\s*|\s[-–]\s"
    r"|\s(?:men|mens|medens|idet|fordi|hvoraf|heraf|deraf|hvis|når|hvilket|som|der(?=\s(?:er|var|har|blev|kan|skal|vil)\b))\s"
    r"|\sog\s(?=(?:har|havde|er|får|fik|søger|kan|skal|vil|der|giver|sparer|byder|udgør|koster|mangler)\b)"
)
# A clause or name that commas set off on both sides: what stands around it is one statement.
_SET_OFF: Final = re.compile(
    r",[ \n](?:som|der|hvis|hvor|hvad|hvortil|hvorfra|hvilke[nt]?)[ \n][^,;:.]{2,90},"
    r"(?=[ \n](?!(?:og|men|eller|samt|som|der|idet"
    r"|hvor\w*|heraf|mens|fordi|at|så|da|nemlig)\b))"
    r"|,[ \n](?!(?:og|men|at|idet|mens|medens|fordi|heraf|hvoraf|dog|så|da|hvis|når|herunder|samt|eller|om)\b)"
    r"[^,;:.]{3,60},"
    r"(?=[ \n](?:er|var|udgør|lyder|koster|har|havde|vil|kan|skal|søger|får|fik|giver|gav|betaler|foreslår|foreslog)\b)"
)
GIVER_BEHIND: Final = re.compile(r"[ \n]*(?:årligt |om året )?(?:fra|af|hos)[ \n]+([^.,;:()]{1,60})", re.IGNORECASE)
CEILING: Final = re.compile(r"\b(?:op til|op\ntil|højst|højest|maks\w*|max\w*)\b", re.IGNORECASE)
PAYING: Final = re.compile(
    r"\b(?:\w*udgift\w*|\w*tilskud\w*|tilbagebetale\w*|betale\w*|bevilges|gives|ydes|støtte\w*|modtage|bruges|belastes|vederlag)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RoleReading:
    """What was read, and where the word stands that says so.

    `is_settled` tells that the text speaks of the amount although it leaves the role open: "bevilges ikke".
    `changed` is, at the old end of a change "fra X til Y", the role of the new end.
    """

    role: AmountRole | None = None
    direction: AmountDirection | None = None
    evidence: tuple[int, int] | None = None
    is_settled: bool = False
    changed: AmountRole | None = None


NOTHING: Final = RoleReading()


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


class Words:
    """The clauses before an amount, nearest first, and the words behind it.

    `is_split` tells that something between commas is left out of `left`.
    """

    def __init__(self, text: str, passage: Passage) -> None:
        self.text, self.passage = text, passage
        left = text[passage.left_start : passage.start]
        self.left = _SET_OFF.sub(_blank, left) if left.count(",") > 1 else left
        self.right = text[passage.end : passage.right_end]
        edges = [0, *(match.end() for match in CLAUSE.finditer(self.left)), len(self.left)]
        shift = passage.left_start
        self.is_split = self.left != left
        spans = zip(edges[-2::-1], edges[:0:-1], strict=True)
        self.clauses = [(shift + first, shift + last) for first, last in spans if first < last]

    def said(self, first: int, last: int) -> str:
        """What stands between two offsets, without what commas set off where it is the words of the amount."""
        shift = self.passage.left_start
        is_own = shift <= first and last <= self.passage.start
        return self.left[first - shift : last - shift] if is_own else self.text[first:last]

    def before(self, offset: int) -> str:
        """The sentence up to an offset, the lead of the list included."""
        lead = self.passage.lead
        head = self.text[slice(*lead)] + " " if lead else ""
        return head + self.text[self.passage.sentence_start : offset]

    def giver_behind(self) -> bool:
        found = GIVER_BEHIND.match(self.right)
        return found is not None and givers().search(found[1]) is not None

    @cached_property
    def clause(self) -> str:
        """The words from the beginning of the sentence to the amount's own end of clause."""
        end = CLAUSE.search(self.right)
        return self.before(self.passage.start) + " " + self.right[: end.start() if end else len(self.right)]
