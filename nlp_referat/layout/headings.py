"""Section headings: what a line says it opens.

A heading is recognised by its words *and* its form: a line of its own that begins with a capital and is
nothing but the heading, or a strong heading word with a colon and the text behind it. The bare word inside
a sentence never counts.

>>> read_heading("Økonomiske konsekvenser:")
Heading(type='økonomi', title='Økonomiske konsekvenser', rest=24, body=None, date=None, is_bare=False)
>>> read_heading("Beslutning i Økonomiudvalget den 1. oktober 2018:").body
'Økonomiudvalget'
>>> read_heading("Beslutning om økonomi træffes senere") is None
True
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp_referat.dates import parse_date
from nlp_referat.layout.lines import is_letter_spaced, skeleton
from nlp_referat.lexicon import read_toml
from nlp_referat.names.committees import parse_committee

# Types that may carry their text on the heading's own line ("Beslutning: Godkendt."). Words such as
# "Mål:" or "Klima:" begin ordinary sentences and list points too, so they need a line of their own.
INLINE_TYPES: Final = frozenset(
    {"beslutning", "indstilling", "resume", "sagsfremstilling", "økonomi", "kompetence", "lovgrundlag", "bilag", "fravær", "historik",
     "afstemning", "beslutningstema", "baggrund", "inhabilitet"}
)  # fmt: skip
_NOT_INLINE: Final = frozenset(
    map(
        skeleton,
        [
            "Referat",
            "Forslag",
            "Emne",
            "Tema",
            "Formål",
            "Anledning",
            "Sagen",
            "Baggrund",
            "Indhold",
            "Hjemmel",
            "Jura",
        ],
    )
)
_MAX_HEADING: Final = 160
_INLINE: Final = re.compile(r"(?P<head>[^:.\n]{3,60}?)\**:\**[ \t]*(?=\S)")
_BODY_HINT: Final = re.compile(
    r"(?i)beslutning|indstilling|behandl|(?:udvalg|råd|bestyrelse|nævn|magistrat|repræsentation)[^.]*\d"
    r"|^(?-i:[A-ZÆØÅ]{2,5})\b[^.]*\d|^\d.*(?:udvalg|råd|bestyrelse|nævn|magistrat|repræsentation)"
)
_NUMBERED_BODY: Final = re.compile(
    r"(?P<body>[A-ZÆØÅ][\wæøå ,&/-]{1,70}?),? (?:den |d\. ?)?(?P<date>\d{1,2}[.-] ?(?:[a-zæøå]+|\d{1,2}[.-]) ?\d{4}),? (?:pkt|punkt|sag)\b[. ]*(?:nr\.? ?)?\d{1,4}"
)
_ABBREVIATION: Final = re.compile(r"(?<!\w)[A-ZÆØÅ]{2,5}(?!\w)")
# What may stand beside a body and a date in the heading of its decision.
_FILLER: Final = re.compile(
    r"(?i)\b(?:beslutning(?:en|er)?|indstilling(?:en)?|anbefaling|i|fra|af|for|på|den|d|dato|møde[rt]?|mødedato|har|havde|blev|sagen|hermed|ordinært|ekstraordinært|kl|pkt|punkt|"
    r"sags?|sagen|nr|truffet|endelig|tidligere|behandlet|behandling|udvalg(?:et)?s?|afgørelse|protokol|referat|til|med|og|mandag|tirsdag|onsdag|torsdag|"
    r"fredag|lørdag|søndag|jan|feb|mar|apr|maj|jun|jul|aug|sep|sept|okt|nov|dec|januar|februar|marts|april|juni|juli|august|september|oktober|"
    r"november|december)\b|\d+|[\s,.;:()\[\]*_/|–—-]"
)  # fmt: skip
_DECISION_WORD: Final = re.compile(r"(?i)beslutning|behandl|afgørelse")
_PROPOSAL_WORD: Final = re.compile(r"(?i)indstilling|anbefaling")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading.

    Attributes:
        type: key of ``[sections]`` in ``data/layout.toml``.
        title: the heading as written, without colon.
        rest: offset in the line's core where text on the same line begins; the core's length if none.
        body, date: whose decision it opens, and of which day, where the heading says so.
        is_bare: it is only body and date, without a word for decision: also said of meetings to come.
    """

    type: str
    title: str
    rest: int
    body: str | None = None
    date: dt.date | None = None
    is_bare: bool = False


@cache
def _types() -> dict[str, str]:
    sections: dict[str, list[str]] = read_toml("layout")["sections"]
    return {skeleton(title): kind for kind, titles in sections.items() for title in titles}


def read_heading(core: str) -> Heading | None:
    """The heading that the line `core` is, or begins with; None for any other line."""
    if not core:
        return None
    if not (core[0].isupper() or (core[0] in "|l1" and core[1:2].isalpha())):  # scanners read I as l, | or 1
        return _of_body(core) if core[0].isdigit() else None
    if len(core) <= 80:
        exact = _exact(core)
        if exact:
            return exact
    inline = _INLINE.match(core)
    if (
        inline
        and (kind := _types().get(skeleton(inline["head"]))) in INLINE_TYPES
        and skeleton(inline["head"]) not in _NOT_INLINE
    ):
        assert kind is not None
        return Heading(kind, inline["head"].strip("* "), inline.end())
    return _of_body(core)


def _exact(core: str) -> Heading | None:
    title = core.rstrip(":").rstrip("* ")
    if title.endswith((".", ",", ";")):
        return None
    key = skeleton(title)
    kind = _types().get(key)
    if kind is None or (len(title) > 2 * len(key) and not is_letter_spaced(core)):
        return None
    return Heading(kind, title, len(core))


def _of_body(core: str) -> Heading | None:
    """ "Beslutning fra Teknisk Udvalg, 10. september 2024, pkt. 56:", "Økonomiudvalget, 03-04-2019, pkt. 44"."""
    head, rest = core[:_MAX_HEADING], len(core)
    colon = re.search(r":(?!\d)", head)  # the colon of a clock time separates nothing
    if colon:
        head, rest = head[: colon.start()], colon.end()
        rest += len(core[rest:]) - len(core[rest:].lstrip(" \t*"))
    elif len(core) > _MAX_HEADING:
        return None
    if numbered := _NUMBERED_BODY.fullmatch(head.strip("* ")):
        # "Plan, Miljø og Teknik, 7. januar 2020, pkt. 207:": the form alone shows a body
        committee = parse_committee(numbered["body"])
        body = committee[0] if committee else numbered["body"]
        return Heading("beslutning", head.strip("* "), rest, body, parse_date(numbered["date"]), is_bare=True)
    if not _BODY_HINT.search(head):
        return None
    committee = parse_committee(head)
    date = parse_date(head)
    remainder, body = head, None
    if committee:
        body, start, end = committee
        remainder = head[:start] + " " + head[end:].removeprefix("s")
    elif date and (abbreviation := _ABBREVIATION.search(head)):
        body = abbreviation[0]
        remainder = head.replace(body, " ", 1)
    if _FILLER.sub("", remainder) or (head[0].isdigit() and not (body and date)):
        return None
    if _PROPOSAL_WORD.search(remainder) and not _DECISION_WORD.search(remainder):
        return Heading("indstilling", head.strip("* "), rest, body, date)
    is_named = bool(_DECISION_WORD.search(remainder))
    if is_named or (body and date):
        return Heading("beslutning", head.strip("* "), rest, body, date, is_bare=not is_named)
    return None
