"""A matter's way through the bodies, as the item writes it: competence section, title, proposal.

>>> read_competence("Kompetence: Byrådet efter indstilling fra Økonomiudvalget", "Økonomiudvalget").decider.body
'Byrådet'
>>> [stop.body for stop in title_chain("MBU/ØU/KB - Ny cykelsti", "Miljø- og Byudvalget")]
['Miljø- og Byudvalget', 'Økonomiudvalget', 'Kommunalbestyrelsen']
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nlp_referat.decisions.standing import bodies_in, is_council, rank, same_body


@dataclass(frozen=True, slots=True)
class Stop:
    """A body on a matter's way; offsets into the text that names it."""

    body: str
    start: int
    end: int
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Competence:
    """What a competence section says: the way, and who decides at its end; no decider where it does not tell."""

    way: tuple[Stop, ...] = ()
    decider: Stop | None = None


# "udvalget" alone is the body that met, unless that is the council.
_GENERIC: Final = re.compile(r"\b(?:fag)?udvalget\b(?! for\b)|\b(?:råd|nævn)et\b(?! for\b)", re.IGNORECASE)


def stops_in(text: str, own: str | None) -> list[Stop]:
    """Every body that the text names, the own one also by "udvalget" alone."""
    stops = [
        Stop(m.canonical, m.start, m.end, bool(own and same_body(m.canonical, own)))
        for m in bodies_in(text, own)
        if m.canonical
    ]
    if own and not is_council(own):
        taken = [(stop.start, stop.end) for stop in stops]
        stops += [
            Stop(own, match.start(), match.end(), True)
            for match in _GENERIC.finditer(text)
            if not any(start <= match.start() < end for start, end in taken)
        ]
        stops.sort(key=lambda stop: stop.start)
    return stops


_CLAUSE: Final = re.compile(r"[^\n.;]+")
_NOT: Final = re.compile(r"\b(?:ikke|ej)\b", re.IGNORECASE)
_IF: Final = re.compile(r"\b(?:hvis|såfremt|medmindre|med mindre|afhængig\w* af|enten|eller)\b", re.IGNORECASE)
# Bodies named for another reason than that they decide or deal with the matter.
_ASIDE: Final = re.compile(
    r"\b(?:jf\.?|jvf\.?|jævnfør|(?:delegation|delegeret|bemyndigelse|bemyndiget) (?:fra|af)|på vegne af|nedsat af"
    r"|(?:godkendt|vedtaget|besluttet|fastlagt|fastsat|udarbejdet|bevilget|meddelt) (?:af|i)"
    r"|(?:den|det|de) af|inden for)\s*$",
    re.IGNORECASE,
)
_GENITIVE_OF: Final = re.compile(
    r"['’]?\s+(?:kompetence|beslutning|afgørelse|godkendelse|område|ressort)\b", re.IGNORECASE
)
# "TU (indstilling)", "Til orientering: Byrådet"; the sorts of role that do not decide.
_HEARS: Final = (
    r"(?:orientering|efterretning|drøftelse|udtalelse|høring|underretning|indstilling|anbefaling|behandling)"
)
_ADVISES_BEFORE: Final = re.compile(
    rf"\b(?:{_HEARS}|forslag)\w*(?: (?:fra|af|i|hos|til|for))?[ ]?:?\s*$"
    r"|\b(?:via|behandle[st]\w*(?: \w+)?(?: i| af)?)\s*$",
    re.IGNORECASE,
)
_ROLE_AFTER: Final = re.compile(
    r"\s*[-–:(,]{0,2}\s*(?:som |til |har |der )?(?:(?P<hears>"
    + _HEARS
    + r"|indstille[rs]?|anbefale[rs]?|drøfter|orienteres|høres|behandler)"
    r"|(?P<decides>(?:endelig |træffer |til )?"
    r"(?:beslutning\w*|afgørelse\w*|godkendelse|vedtagelse|beslutter|afgør|godkender)))\b",
    re.IGNORECASE,
)


def read_competence(text: str, own: str | None) -> Competence:
    """Who decides according to a competence section ("Kompetence", "Sagen afgøres af", "Sagsgang").

    The council where it is named as one that decides, else the last body named. Bodies that advise, hear of the
    matter, or are named for another reason ("jf. Byrådets delegationsplan") do not decide. A section that makes
    it depend ("Byrådet, hvis beløbet overstiger …") has no decider.

    >>> read_competence("Teknisk Udvalg – beslutning. Byrådet – orientering.", "Teknisk Udvalg").decider.body
    'Teknisk Udvalg'
    >>> read_competence("Udvalget. Byrådet, hvis prisen stiger.", "Teknisk Udvalg").decider is None
    True
    """
    way: list[Stop] = []
    deciding: list[Stop] = []
    named: list[Stop] = []
    is_open = False
    for clause in _CLAUSE.finditer(text):
        stops = [
            Stop(stop.body, stop.start + clause.start(), stop.end + clause.start(), stop.is_own)
            for stop in stops_in(clause[0], own)
        ]
        if not stops or _NOT.search(clause[0]):
            continue
        is_open = is_open or bool(_IF.search(clause[0]))
        for stop, before in zip(stops, [clause.start(), *(stop.end for stop in stops)], strict=False):
            role = _role(text, before, stop, clause.end())
            if role is None:
                continue
            if role != "hears":
                named.append(stop)
            if role == "decides":
                deciding.append(stop)
            way.append(stop)
    if is_open:
        return Competence(tuple(way))
    return Competence(tuple(way), decider_of(deciding or named))


def _role(text: str, before: int, stop: Stop, clause_end: int) -> str | None:
    """What the body does in the matter: "decides", "hears", "" where that is not said; None for nothing."""
    lead = text[max(before, stop.start - 40) : stop.start]
    if _ASIDE.search(lead):
        return None
    if text[stop.end - 1] == "s" and not stop.body.endswith("s") and not text[stop.start : stop.end].isupper():
        return "" if _GENITIVE_OF.match(text, stop.end) else None
    after = _ROLE_AFTER.match(text, stop.end, min(clause_end, stop.end + 60))
    if after:
        return "hears" if after["hears"] else "decides"
    return "hears" if _ADVISES_BEFORE.search(lead) else ""


def decider_of(stops: Sequence[Stop]) -> Stop | None:
    """The council where it is among them, else the last; None of none.

    Councils of the elderly, of the disabled, of the young advise, and decide for nobody but themselves.
    """
    stops = [stop for stop in stops if stop.is_own or rank(stop.body)]
    if not stops:
        return None
    return next((stop for stop in reversed(stops) if is_council(stop.body)), stops[-1])


_SHORTS: Final = r"[A-ZÆØÅ]{2,5}(?:[ ]?(?:[/,+>→]|->|–)[ ]?[A-ZÆØÅ]{2,5}){1,8}"
_CHAIN: Final = re.compile(
    rf"^\W*(?P<chain>{_SHORTS})\s*[-–:](?=\s)|[(\[](?P<last>{_SHORTS})[)\]]\W*$|^\W*(?P<full>[^-–:/\n]{{5,60}}/[^:\n]{{3,160}}?)\s*(?:[-–]\s|:)"
)


def title_chain(title: str, own: str | None) -> tuple[Stop, ...]:
    """The bodies of a chain in the title, in order; empty without one, or where its end is no known body.

    >>> title_chain("Økonomi - Socialudvalget", None)
    ()
    """
    match = _CHAIN.search(title)
    if match is None:
        return ()
    name = match.lastgroup or "chain"
    start, end = match.span(name)
    stops = [
        Stop(m.canonical, start + m.start, start + m.end, bool(own and same_body(m.canonical, own)))
        for m in bodies_in(match[name], own)
        if m.canonical
    ]
    return tuple(stops) if len(stops) > 1 and stops[-1].end >= end - 1 else ()


# "… indstiller til udvalget, Økonomiudvalget og Byrådet, at": whom the proposal speaks to.
_PROPOSES: Final = re.compile(r"\b(?:indstiller|indstilles|anbefaler|anbefales|foreslår|foreslås)\b", re.IGNORECASE)
_POINTS_BEGIN: Final = re.compile(r"\n\s*(?:\(?\d{1,2}[.):]|[-•*–])|\n\s*\n")
_AT: Final = re.compile(r"\bat\b", re.IGNORECASE)
_FOR_OTHERS: Final = re.compile(r"\b(?:jf\.?|fra|af|i|efter|med)\s+$", re.IGNORECASE)


def addressed(proposal: str, own: str | None) -> tuple[Stop, ...]:
    """The bodies that a proposal speaks to: before "at", and behind it up to what they are to do.

    >>> text = "Forvaltningen indstiller, at Socialudvalget anbefaler Byrådet, at planen godkendes."
    >>> [stop.body for stop in addressed(text, "Socialudvalget")]
    ['Socialudvalget', 'Byrådet']
    """
    verb = _PROPOSES.search(proposal)
    if verb is None:
        return ()
    window = proposal[verb.end() : verb.end() + 500]
    listed = _POINTS_BEGIN.search(window)
    at = _AT.search(window)
    end = min(listed.start() if listed else len(window), at.start() if at else len(window))
    begin = at.end() if at and at.start() == end else listed.end() if listed and listed.start() == end else end
    stops = list(_addressed(window, 0, end, own))
    stops += _subjects(window, begin, own)
    return tuple(Stop(stop.body, stop.start + verb.end(), stop.end + verb.end(), stop.is_own) for stop in stops)


_ONLY_LINKS: Final = re.compile(
    r"\s*(?:\d{1,2}[.):]\s*)?(?:(?:,|/|og|samt|via|gennem|over for|overfor|til|for|med|at|det|den"
    r"|indstiller?|anbefaler?|oversender?)\s*)*",
    re.IGNORECASE,
)


def _subjects(window: str, begin: int, own: str | None) -> Iterator[Stop]:
    """The bodies that are to act: those at the beginning of what is proposed, and those they are to turn to."""
    position = begin
    for stop in _addressed(window, begin, min(len(window), begin + 300), own):
        if not _ONLY_LINKS.fullmatch(window, position, stop.start):
            return
        yield stop
        position = stop.end


def _addressed(text: str, start: int, end: int, own: str | None) -> Iterator[Stop]:
    for stop in stops_in(text[start:end], own):
        first, last = stop.start + start, stop.end + start
        if text[last - 1] == "s" and not stop.body.endswith("s") and not text[first:last].isupper():
            continue  # "med Socialudvalgets bemærkninger"
        if not _FOR_OTHERS.search(text, max(start, first - 12), first):
            yield Stop(stop.body, first, last, stop.is_own)


_SENDS: Final = re.compile(
    r"\b(?:anbefale[rs]?|indstille[rs]?|oversende[rs]?|videresende[rs]?|fremsende[rs]?|forelægge[rs]?|send(?:e|es|er))\b"
    r"(?P<on>[^.;\n]{0,80})",
    re.IGNORECASE,
)
_TOLD_ONLY: Final = re.compile(r"\btil (?:orientering|efterretning)", re.IGNORECASE)


def point_sends_on(point: str, own: str | None) -> Stop | None:
    """The body that a point asks this one to send the matter on to.

    >>> point_sends_on("udvalget anbefaler Byrådet, at beløbet bevilges", "Teknisk Udvalg").body
    'Byrådet'
    """
    for match in _SENDS.finditer(point[:400]):
        if _TOLD_ONLY.search(match["on"]):
            continue
        for stop in _addressed(point, match.start("on"), match.end("on"), own):
            if not stop.is_own:
                return stop
    return None


def next_stop(way: Iterable[Stop], own: str) -> Stop | None:
    """Where the matter goes next: the body behind the own one, where it ranks higher.

    A body of the same rank deals with the matter beside this one, not after it. Where the way does not name
    the own body, its first one that ranks higher, or its only one.

    >>> stops = title_chain("MBU/ØU/KB - Ny cykelsti", "Miljø- og Byudvalget")
    >>> next_stop(stops, "Miljø- og Byudvalget").body
    'Økonomiudvalget'
    """
    stops = list(way)
    places = [index for index, stop in enumerate(stops) if stop.is_own]
    if places:
        after = stops[places[-1] + 1 :] or stops[: places[0]]  # "Byrådet efter indstilling fra Økonomiudvalget"
        return after[0] if after and rank(after[0].body) > rank(own) else None
    if len(stops) == 1:
        return stops[0]
    return next((stop for stop in stops if rank(stop.body) > rank(own)), None)
