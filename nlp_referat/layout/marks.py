"""What a line says by itself: that an item is closed or open, its case number, an outcome."""

import re
from functools import cache
from typing import Final

from nlp_referat.layout.lines import Line, skeleton
from nlp_referat.lexicon import read_toml
from nlp_referat.references import parse_case_number

CLOSED: Final = re.compile(r"(?i)\b(?:lukket|fortrolig(?:t)?)\b")
# A decision list gives the outcome on the line below the title, without a heading.
_OUTCOME_LINE: Final = re.compile(
    r"(?i)(?:godkendt|vedtaget|tiltrådt|bevilget|(?:tages |taget )?til efterretning|til orientering|udsat|"
    r"udgår|drøftet|afvist|forkastet|ikke imødekommet|imødekommet|"
    r"anbefales|indstilles|henvist?e?s?|sendt|sendes|oversendes|intet|ingen|"
    r"orientering(?:en)? (?:blev )?(?:givet|taget)|"
    r"(?:udvalget|rådet|byrådet|kommunalbestyrelsen) (?:godkendte|tiltrådte|vedtog|anbefalede|anbefaler|"
    r"indstiller|drøftede|besluttede|tog))\b"
)


@cache
def closed_words() -> frozenset[str]:
    """Folded words that mark a closed item."""
    return frozenset(skeleton(word) for word in read_toml("layout")["closed"]["words"])


@cache
def open_words() -> frozenset[str]:
    """Folded words that mark an open item."""
    return frozenset(skeleton(word) for word in read_toml("layout")["closed"]["open_words"])


def is_access_mark(core: str) -> bool:
    """Whether a line only says that what follows is open or closed."""
    return len(core) <= 40 and skeleton(core) in closed_words() | open_words()


def closes_one_item(line: Line) -> bool:
    """Whether it only says of one item that it is closed; "Lukkede punkter" heads several."""
    return is_access_mark(line.core) and CLOSED.search(line.core) is not None


def is_case_line(core: str) -> bool:
    """Whether a line gives a case number."""
    return 3 <= len(core) <= 160 and parse_case_number(core) is not None


def is_outcome_line(core: str) -> bool:
    """Whether a line begins with an outcome, as those of decision lists do."""
    return len(core) < 200 and _OUTCOME_LINE.match(core) is not None
