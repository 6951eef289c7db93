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
    {"beslutning", "indstilling", "resume", "sagsfremstilling", "økonomi", "kompetence", "lovgrundlag", "bilag",
     "fravær", "historik", "afstemning", "beslutningstema", "baggrund", "inhabilitet"}
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
_INLINE: Final = re.compile(r"(?P<head>[^:.\n]{3,60}?)\.?\**:\**[ \t]*(?=\S)")  # "Beslutn.: Udsat."
# "Beslutning    Godkendt.": headings in a column of their own; with a second gap it is the head of a table.
_IN_COLUMN: Final = re.compile(r"(?P<head>[^\W\d_]{5,30})(?:\t|[ ]{3,}+)[ \t]*+(?!.*(?:\t|[ ]{3}))")
_COLON: Final = re.compile(r":(?!\d)")  # the colon of a clock time separates nothing
_DIGIT: Final = re.compile(r"\d")
_DECISION_HINTS: Final = ("beslutning", "indstilling", "behandl")
_BODY_HINTS: Final = ("udvalg", "råd", "bestyrelse", "nævn", "magistrat", "repræsentation")
_SHORT_NAME: Final = re.compile(r"[A-ZÆØÅ]{2,5}\b")
# "Plan, Miljø og Teknik, 7. januar 2020, pkt. 207": the form alone shows that the fields are a body's.
_NUMBERED_BODY: Final = re.compile(
    r"(?P<word>Beslutning(?:en)? (?:fra|i|af|på) )?"
    r"(?P<body>[A-ZÆØÅ][\w/-]{1,40}(?:,? (?:(?:og|samt|for|&) )?[A-ZÆØÅ][\w/-]{1,40}){0,6}?),? (?:den |"
    r"d\. ?)?(?P<date>\d{1,2}[.-] ?(?:[a-zæøå]+|\d{1,2}[.-]) ?\d{4}),? (?:pkt|punkt|"
    r"sag)\b[. ]*(?:nr\.? ?)?\d{1,4}"
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
    if (inline := _INLINE.match(core)) and (kind := _inline_type(inline["head"])):
        title = inline["head"].strip("* ")
        return Heading(kind, title, inline.end(), _council_in(title))
    if (inline := _IN_COLUMN.match(core)) and (kind := _inline_type(inline["head"])) in ("beslutning", "indstilling"):
        return Heading(kind, inline["head"], inline.end())
    return _of_body(core)


_WE: Final = r"(?:vi|(?:udvalg|byråd|regionsråd|råd)et|kommunalbestyrelsen)"
# Whole sentences as headings: "Sådan besluttede udvalget", "Det blev".
_SETTLED: Final = re.compile(
    rf"(?:hvad|sådan|det|her) (?:(?:besluttede|vedtog|bestemte) {_WE}|(?:blev|endte) det|blev)"
    rf"|{_WE} (?:besluttede|vedtog|bestemte|har (?:besluttet|vedtaget))",
    re.IGNORECASE,
)


def _type_of(title: str) -> str | None:
    """The type of section that a heading of these words opens."""
    return _types().get(skeleton(title)) or ("beslutning" if _SETTLED.fullmatch(title) else None)


def _council_in(title: str) -> str | None:
    """The council that such a sentence names: in a committee's minutes it is another body."""
    found = _COUNCIL.search(title) if _SETTLED.fullmatch(title) else None
    return found[0].capitalize() if found else None


_COUNCIL: Final = re.compile(r"byrådet|regionsrådet|kommunalbestyrelsen", re.IGNORECASE)


def _inline_type(head: str) -> str | None:
    """The type of a heading that its text follows on the line."""
    words = head.rstrip("0123456789 ")
    key = skeleton(words)
    kind = _type_of(words)
    if kind not in INLINE_TYPES or key in _NOT_INLINE:
        return None
    # Attachments are counted ("Bilag 2: Kort"); any other word with a number is a point or a case.
    return kind if words == head.rstrip() or kind == "bilag" else None


def _exact(core: str) -> Heading | None:
    title = core.rstrip(":").rstrip("* ")
    title = title.removesuffix(".") if core.endswith(".:") else title  # "Beslutn.:"
    if title.endswith((".", ",", ";")):
        return None
    key = skeleton(title)
    kind = _type_of(title)
    if kind is None or (len(title) > 2 * len(key) and not is_letter_spaced(core)):
        return None
    return Heading(kind, title, len(core), _council_in(title))


def _of_body(core: str) -> Heading | None:
    """ "Beslutning fra Teknisk Udvalg, 10. september 2024, pkt. 56:", "Økonomiudvalget, 03-04-2019, pkt. 44"."""
    split = _split_at_colon(core)
    if split is None:
        return None
    head, rest = split
    numbered = _NUMBERED_BODY.fullmatch(head.strip("* "))
    if numbered and parse_committee(head) is None:
        date = parse_date(numbered["date"])
        return Heading("beslutning", head.strip("* "), rest, numbered["body"], date, is_bare=not numbered["word"])
    if not _may_name_decision(head):
        return None
    remainder, body, date = _without_body(head)
    if _FILLER.sub("", remainder) or (head[0].isdigit() and not (body and date)):
        return None
    if _PROPOSAL_WORD.search(remainder) and not _DECISION_WORD.search(remainder):
        return Heading("indstilling", head.strip("* "), rest, body, date)
    is_named = bool(_DECISION_WORD.search(remainder))
    if is_named or (body and date):
        return Heading("beslutning", head.strip("* "), rest, body, date, is_bare=not is_named)
    return None


def _split_at_colon(core: str) -> tuple[str, int] | None:
    """The part before the first colon, and where text behind it begins; None for a long line without one."""
    head = core[:_MAX_HEADING]
    colon = _COLON.search(head)
    if colon:
        rest = core[colon.end() :]
        return head[: colon.start()], len(core) - len(rest.lstrip(" \t*"))
    return (head, len(core)) if len(core) <= _MAX_HEADING else None


def _may_name_decision(head: str) -> bool:
    """A cheap look before the costly one: most lines hold neither a decision word nor a body with a number."""
    lowered = head.casefold()
    if any(word in lowered for word in _DECISION_HINTS):
        return True
    return _DIGIT.search(head) is not None and (
        any(word in lowered for word in _BODY_HINTS) or _SHORT_NAME.match(head) is not None
    )


def _without_body(head: str) -> tuple[str, str | None, dt.date | None]:
    """What is left of a heading without its body; the body; the date."""
    date = parse_date(head)
    if committee := parse_committee(head):
        body, start, end = committee
        return head[:start] + " " + head[end:].removeprefix("s"), body, date
    if date and (abbreviation := _ABBREVIATION.search(head)):
        return head.replace(abbreviation[0], " ", 1), abbreviation[0], date
    return head, None, date
