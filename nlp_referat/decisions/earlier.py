"""Decisions of other bodies inside a decision text: under headings of their own, or told in a sentence.

>>> text = "Økonomiudvalget den 1. oktober 2018:\\nAnbefales.\\nByrådet, 09-10-2018, pkt. 4\\nVedtaget."
>>> [(h.body, str(h.date)) for h in find_headings(text)]
[('Økonomiudvalget', '2018-10-01'), ('Byrådet', '2018-10-09')]
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from nlp_referat.dates import parse_date
from nlp_referat.decisions.clauses import Sentence
from nlp_referat.decisions.standing import bodies_in, same_body
from nlp_referat.names.committees import parse_committee

_LINE: Final = re.compile(r"^[ \t*_#>]*(?P<line>\S[^\n]{3,150}?)[ \t*_]*$", re.MULTILINE)
_MAY_BE: Final = re.compile(r"udvalg|råd|bestyrelse|repræsentation|nævn|magistrat|direktion", re.IGNORECASE)
_OPENS: Final = re.compile(
    r"^(?:(?:beslutning|behandling|behandlet|afgørelse|udtalelse|indstilling|referat"
    r"|anbefaling)(?:en)?\s+(?:i|fra|af|ved|for)\s+)",
    re.IGNORECASE,
)
_GENITIVE: Final = re.compile(r"^\W*(?:beslutning|behandling|afgørelse|indstilling|anbefaling)\b", re.IGNORECASE)
# What may stand in such a line besides body and date.
_REST: Final = re.compile(
    r"(?:\b(?:den|d|dato|i|mødet|møde|på|af|pkt|punkt|punktnr|nr|sag|kl|dags|beslutning|behandling"
    r"|mandag|tirsdag|onsdag|torsdag|fredag|s|20\d\d|januar|februar|marts|april|maj|juni|juli|august"
    r"|september|oktober|november|december)\b|[\W\d])*",
    re.IGNORECASE,
)
_DATE_TEXT: Final = re.compile(
    r"\d{1,2}[ ]?[-./][ ]?\d{1,2}[ ]?[-./][ ]?\d{2,4}|\d{1,2}\.? ?[a-zæøå]{3,9}\.? ?\d{4}"
    r"|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BodyHeading:
    """A line that says whose decision follows."""

    start: int
    end: int
    body: str
    date: dt.date | None


def find_headings(text: str) -> list[BodyHeading]:
    """The lines that name a body, and mostly a date, and nothing else.

    >>> find_headings("Økonomiudvalget anbefaler, at planen vedtages.")
    []
    """
    found: list[BodyHeading] = []
    if not _MAY_BE.search(text):
        return found
    for match in _LINE.finditer(text):
        line = match["line"]
        if not _MAY_BE.search(line):
            continue
        heading = _heading(line)
        if heading:
            body, date = heading
            found.append(BodyHeading(match.start("line"), match.end("line"), body, date))
    return found


def _heading(line: str) -> tuple[str, dt.date | None] | None:
    named = parse_committee(line)
    if named is None:
        return None
    body, start, end = named
    date = parse_date(line)
    opened = _OPENS.match(line)
    before, after = line[:start], line[end:]
    if opened:
        before = line[opened.end() : start] if start >= opened.end() else ""
    elif not (date or after.strip(" *_") == ":" or _GENITIVE.match(after)):
        return None
    rest = _DATE_TEXT.sub(" ", f"{before} {after}")
    if not _REST.fullmatch(rest):
        return None
    return (body, date) if opened or date or line.rstrip("*_ ").endswith(":") else None


def is_own(heading: BodyHeading, body: str | None, date: dt.date | None, is_last: bool) -> bool:
    """Whether the heading is the meeting's own body's, on the meeting's day."""
    if heading.date and date and heading.date != date:
        return False
    if body is None:
        return is_last or (heading.date is not None and heading.date == date)
    return same_body(heading.body, body)


_LEAD: Final = (
    r"(?i:(?:det bemærkes|der gøres opmærksom på|det skal bemærkes)(?:,)? at |et (?:enigt|enstemmigt"
    r"|flertal i) |flertallet i |et flertal af |både |såvel )?"
)
_LEADS: Final = re.compile(f"{_LEAD}$")
# The sentence may begin with a body: only words that a body's name can hold stand before its noun.
_MAY_OPEN: Final = re.compile(
    _LEAD + r"(?!(?i:udvalget)\b(?! for\b))(?:(?:[A-ZÆØÅ][\w.-]*|\w+-|og|samt|for|af|i|det|den|&),? ){0,8}"
    r"\S*(?i:udvalg|råd|bestyrelse|repræsentation|nævn|magistrat|direktion)"
)
_SAYS: Final = re.compile(
    r"^(?:s flertal)?[ ,]+(?:har|havde|blev|er|godkend\w+|anbefal\w+|indstil\w+|beslut\w+|drøfted\w*"
    r"|vedtog|tiltr\w+|tog|tager|ønsk\w+|opford\w+|udsatte|oversendte|afvis\w+|behandlede|bakke\w*"
    r"|støtte\w*|tilslutte\w*|foreslå\w*|foreslog|kan|kunne|den|d\.|på|i sit)\b",
    re.IGNORECASE,
)
# "Udvalget godkendte den 3. maj planen": the own body, on an earlier day.
_OWN_SAYS: Final = re.compile(
    r"^(?:udvalget|rådet|bestyrelsen)(?: har)? (?:godkend\w+|anbefal\w+|beslut\w+|drøfted\w*"
    r"|vedtog|vedtaget|tiltr\w+|udsatte)\b",
    re.IGNORECASE,
)
# "Godkendt i Økonomiudvalget den 3. maj"
_DECIDED_BY: Final = re.compile(
    r"^(?:blev |er )?(?:godkendt|tiltrådt|vedtaget|anbefalet|drøftet|behandlet) (?:af|i) ", re.IGNORECASE
)
_DATED: Final = re.compile(r"\b(?:den|d\.|på (?:sit )?møde\w*)\s", re.IGNORECASE)


def other_body(sentence: Sentence, body: str | None, date: dt.date | None) -> tuple[str, dt.date | None] | None:
    """Whose earlier decision the sentence tells: another body's, or the own one's on an earlier day.

    Returns:
        The body and the day where the sentence gives it; None when the sentence is the meeting's own.
    """
    text = sentence.text[:400]
    if body and date and (own := _OWN_SAYS.match(text)):
        told = _DATED.search(text, own.end(), own.end() + 60)
        when = parse_date(text[told.start() : told.start() + 60]) if told else None
        return (body, when) if when and when < date else None
    if body and (by := _DECIDED_BY.match(text)):
        mention = next(iter(bodies_in(text, body)), None)
        if mention and mention.start == by.end() and mention.canonical and text[mention.end - 1] != "s":
            return None if same_body(mention.canonical, body) else (mention.canonical, parse_date(text))
        return None
    if not _MAY_OPEN.match(text):
        return None
    mention = next(iter(bodies_in(text, body)), None)
    if mention is None or not mention.canonical or not _LEADS.match(text[: mention.start]):
        return None
    if not _SAYS.match(text[mention.end :]):
        return None
    if text[mention.end - 1] == "s" and not mention.canonical.endswith("s"):
        return None  # "Økonomiudvalgets indstilling blev godkendt"
    told = _DATED.search(text, mention.end, mention.end + 60)
    when = parse_date(text[told.start() : told.start() + 60]) if told else None
    if body is not None and not same_body(mention.canonical, body):
        return mention.canonical, when
    if when and date and when < date:
        return mention.canonical, when
    return None
