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


_MONTHS: Final = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
DAY: Final = re.compile(
    rf"(?<![\d.,-])\d{{1,2}}(?:\.?\s?{_MONTHS}(?:\s\d{{4}}\b)?|[-./]\s?\d{{1,2}}[-./]\s?\d{{2,4}}\b)", re.IGNORECASE
)
"""A day as it is written, with or without its year."""


def told_day(text: str, meeting: dt.date | None) -> dt.date | None:
    """The day that `text` gives; one without a year is the last before the meeting.

    >>> told_day("den 3. maj", dt.date(2024, 6, 18)), told_day("den 30. november", dt.date(2024, 6, 18))
    (datetime.date(2024, 5, 3), datetime.date(2023, 11, 30))
    """
    found = parse_date(text)
    if found is not None or meeting is None:
        return found
    day = DAY.search(text)
    if day is None:
        return None
    this_year = parse_date(f"{day[0]} {meeting.year}")
    if this_year is None or this_year <= meeting:
        return this_year
    return parse_date(f"{day[0]} {meeting.year - 1}")


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
    r"^(?:s flertal)?[ ,]+(?:har|havde|blev|er|godkend\w+|(?:anbefal|indstil)\w*[^\Ws]|beslut\w+|drøfted\w*"
    r"|bevilg\w+|frigav|afsatte|vedtog|tiltr\w+|tog|tager|ønsk\w+|opford\w*[^\Ws]|udsatte|oversendte|afvis\w+"
    r"|behandlede|bakke\w*|støtte\w*|tilslutte\w*|foreslår?|foreslog|kan|kunne|den|d\.|på|i sit)\b",
    re.IGNORECASE,
)
# "Udvalget godkendte den 3. maj planen": the own body, on an earlier day.
_OWN_SAYS: Final = re.compile(
    r"^(?:udvalget|rådet|bestyrelsen)(?: har)? (?:godkend\w+|anbefal\w+|beslut\w+|drøfted\w*"
    r"|bevilg\w+|frigav|vedtog|vedtaget|tiltr\w+|udsatte)\b",
    re.IGNORECASE,
)
# "Godkendt i Økonomiudvalget den 3. maj"
_DECIDED_BY: Final = re.compile(
    r"^(?:blev |er )?(?:godkendt|tiltrådt|vedtaget|anbefalet|drøftet|behandlet) (?:af|i) ", re.IGNORECASE
)


def _when(text: str, start: int, date: dt.date | None) -> dt.date | None:
    """The day on which the body that ends at `start` decided; a later one, or a limit, is what it decided on."""
    day = DAY.search(text, start, start + 140)
    if day is None or _LIMIT.search(text, max(start, day.start() - 24), day.start()):
        return None
    when = told_day(day[0], date)
    return when if when and (date is None or when <= date) else None


_LIMIT: Final = re.compile(r"\b(?:til|senest|inden|fra|efter|frem til|af)\s+(?:den\s+|d\.\s*)?$", re.IGNORECASE)


def other_body(sentence: Sentence, body: str | None, date: dt.date | None) -> tuple[str, dt.date | None] | None:
    """Whose earlier decision the sentence tells: another body's, or the own one's on an earlier day.

    Returns:
        The body and the day where the sentence gives it; None when the sentence is the meeting's own.
    """
    text = sentence.text[:400]
    if body and date and (own := _OWN_SAYS.match(text)):
        when = _when(text, own.end(), date)
        return (body, when) if when and when < date else None
    if body and (by := _DECIDED_BY.match(text)):
        mention = next(iter(bodies_in(text, body)), None)
        if mention and mention.start == by.end() and mention.canonical and text[mention.end - 1] != "s":
            return None if same_body(mention.canonical, body) else (mention.canonical, told_day(text, date))
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
    when = _when(text, mention.end, date)
    if body is not None and not same_body(mention.canonical, body):
        return mention.canonical, when
    if when and date and when < date:
        return mention.canonical, when
    return None
