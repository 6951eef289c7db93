"""Knowledge that travels with the package: word lists, municipalities, regions, parties.

Every list lies in ``nlp_referat/data`` and is read once, on first use.

>>> len(municipalities())
98
>>> parse_party("Socialdemokratiets")
'A'
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

_DATA: Final = resources.files("nlp_referat") / "data"


@cache
def read_words(name: str) -> frozenset[str]:
    """The entries of ``data/<name>.txt``: one a line, ``#`` starts a comment.

    Raises:
        FileNotFoundError: when the package has no such list.

    >>> "Aarhus" in read_words("towns")
    True
    """
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.partition("#")[0].strip() for line in lines)
    return frozenset(entry for entry in entries if entry)


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.toml``. Shared between callers: do not change it.

    Raises:
        FileNotFoundError: when the package has no such file.

    >>> sorted(read_toml("regions"))
    ['area', 'region']
    """
    content: dict[str, Any] = tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return content


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 98. `council` is what it calls its kommunalbestyrelse: None where not known for certain."""

    name: str
    place: str
    region: str
    code: str
    council: str | None = None
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that may stand before "Kommune", without genitive.

        >>> next(m for m in municipalities() if m.code == "0101").spellings
        ('Københavns', 'København')
        """
        before = self.name.rpartition(" ")[0]
        return tuple(dict.fromkeys((before, self.place, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Region:
    """A region; `until` is the last year of its existence, `since` the first one when not 2007."""

    name: str
    council: str
    short: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    since: int = 2007
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party that stands in more than one municipality."""

    letter: str
    name: str
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    only_in_brackets: tuple[str, ...] = ()
    any_case: bool = False


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All Danish municipalities, by region.

    >>> municipalities()[0].name
    'Københavns Kommune'
    """
    return tuple(Municipality(**_typed(row)) for row in read_toml("municipalities")["municipality"])


@cache
def regions() -> tuple[Region, ...]:
    """The regions, those that end in 2026 and the one that begins in 2027 among them.

    >>> [region.name for region in regions() if region.since == 2027]
    ['Region Østdanmark']
    """
    return tuple(Region(**_typed(row)) for row in read_toml("regions")["region"])


@cache
def parties() -> tuple[Party, ...]:
    """The parties with a letter of their own in the whole country.

    >>> [party.letter for party in parties()][:3]
    ['A', 'B', 'C']
    """
    return tuple(Party(**_typed(row)) for row in read_toml("parties")["party"])


@cache
def party_letters() -> Mapping[str, str]:
    """Case-folded name or short form of a party, with and without genitive s -> its letter.

    >>> party_letters()["venstres"], party_letters()["sf"]
    ('V', 'F')
    """
    letters: dict[str, str] = {}
    for party in parties():
        for name in (party.name, *party.names, *party.short, *party.only_in_brackets):
            folded = name.casefold()
            # "Frie Grønnes", but "SF's": the apostrophe forms are cut off by `party_letter`.
            letters[folded] = letters[f"{folded}s"] = party.letter
    return MappingProxyType(letters)


_GENITIVE: Final = re.compile(r"['’´]s?$")
_LIST_LETTER: Final = re.compile(r"[A-ZÆØÅ]{1,2}")
_LISTE: Final = re.compile(r"(?:[Ll]iste|[Pp]arti(?:et)?)[ \t]+([A-ZÆØÅ]{1,2})")
# A local list's own name: "Tønder Listen", "Sønderby Lokalliste"; never a plain word such as "ventelisten".
_LOCAL_NAME: Final = re.compile(r"[A-ZÆØÅ][\wæøå.-]{1,30}(?: [A-ZÆØÅ][\wæøå.-]{1,30}){0,3}")


def party_letter(name: str) -> str | None:
    """The letter of a party that is given by its name or short form, with or without genitive.

    >>> party_letter("Socialistisk Folkepartis"), party_letter("SF's"), party_letter("Bylisten")
    ('F', 'F', None)
    """
    folded = " ".join(name.split()).casefold()
    return party_letters().get(folded) or party_letters().get(_GENITIVE.sub("", folded))


def parse_party(text: str) -> str | None:
    """The party that a short text names: its letter, "Løsgænger", "UP", or a local list as written.

    Args:
        text: what stands in brackets or in a party column: "A", "(A)", "Venstre", "Liste T", "løsgænger".

    Returns:
        None when the text names no party.

    >>> parse_party("(Ø)"), parse_party("Venstre"), parse_party("Liste T"), parse_party("Afbud")
    ('Ø', 'V', 'T', None)
    """
    written = " ".join(text.strip(" \t\n()[].,;:").split())
    if not written:
        return None
    if outside := read_toml("parties")["outside"].get(written.casefold()):
        return str(outside)
    # A single letter before any name: "S" may be a local list's, and stays as the text has it.
    if (letter := party_letter(written)) is not None:
        return letter
    if _LIST_LETTER.fullmatch(written):
        return written
    if listed := _LISTE.fullmatch(written):
        return listed[1]
    if is_local_list(written):
        return written
    return None


def is_local_list(name: str) -> bool:
    """Whether this is the name of a local list.

    >>> is_local_list("Tønder Listen"), is_local_list("Ventelisten")
    (True, False)
    """
    if name in read_toml("parties")["local_list"]["names"]:
        return True
    return _LOCAL_NAME.fullmatch(name) is not None and name.endswith(
        (" Listen", " Liste", " Lokalliste", "Borgerliste")
    )


# --- who published a document ------------------------------------------------------------------------------

_HEAD: Final = 1500
_LETTERHEAD: Final = 300
_SAID: Final = re.compile(
    r"""
      (?<!\w)(?:
        (?P<body>Byråds?|Kommunalbestyrelses?)
      | (?P<hall>Rådhus(?:et)?)
      | (?P<org>(?:[Rr]egionsk|[Kk])ommunes?|KOMMUNES?)
      | (?P<unique>Borgerrepræsentationens?)
      )(?!\w)
    | (?:[Bb]yrådet|[Kk]ommunalbestyrelsen)[ ]i[ ](?![\w-]{1,30}[ ][Kk]ommune)
      (?P<of>[A-ZÆØÅ][\w-]{1,30}+(?:[ ][A-ZÆØÅ][\w-]{1,30}+)?)
    | \.dk(?P<domain>)(?!\w)
    """,
    re.VERBOSE,
)
_BEFORE_SAID: Final = re.compile(r"([A-ZÆØÅ][\w-]*+)(?:[ ]([A-ZÆØÅ][\w-]*+))?[ \t]*\n?[ \t]*$")
# "samarbejde med Lolland Kommune", "høringssvar fra …": the words before somebody else.
_OTHERS: Final = re.compile(
    r"(?:^|\W)(?:med|fra|og|samt|hos|herunder|inkl\.|både|af|eksempelvis|som|end|nabokommunen)[ \n]$",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"[\w-]+\.dk$")
# A line of its own for the region, or one that begins with its council: "Referat fra Regionsrådets møde".
_REGIONAL: Final = re.compile(
    r"^[#* \t]*(?:(?:Referat|REFERAT|Dagsorden|Udvalg|Forside)[ \t:*–-]{0,4}(?:fra|af|for)?[ ]?)?"
    r"(?:(?P<name>(?i:region) [A-ZÆØÅ]\w+)[* \t]*$|(?:møde i )?[Rr]egionsråd)",
    re.MULTILINE,
)
_WEIGHTS: Final = {"body": 2.0, "of": 2.0, "unique": 2.0, "hall": 1.0, "org": 1.0, "domain": 1.5}


@cache
def _spellings() -> Mapping[str, str]:
    """Case-folded spelling of a municipality, with and without genitive -> official name."""
    names: dict[str, str] = {}
    for municipality in municipalities():
        for spelling in municipality.spellings:
            names[spelling.casefold()] = municipality.name
            names.setdefault(f"{spelling.casefold()}s", municipality.name)
    return MappingProxyType(names)


@cache
def _domains() -> Mapping[str, str]:
    publishers: tuple[Municipality | Region, ...] = (*municipalities(), *regions())
    return MappingProxyType({domain: each.name for each in publishers for domain in each.domains})


def municipality_named(spelling: str) -> str | None:
    """Official name of the municipality that a place name stands for before "Kommune", genitive or not.

    >>> municipality_named("Århus"), municipality_named("Københavns"), municipality_named("Malmø")
    ('Aarhus Kommune', 'Københavns Kommune', None)
    """
    return _spellings().get(spelling.casefold())


def municipality_before(text: str, end: int) -> tuple[int, str] | None:
    """Start and official name of the municipality whose place name ends at `end`, white space aside.

    >>> municipality_before("i Høje-Taastrup Kommune", 16)
    (2, 'Høje-Taastrup Kommune')
    """
    found = _BEFORE_SAID.search(text, max(0, end - 40), end)
    if found is None:
        return None
    if found[2] and (name := municipality_named(f"{found[1]} {found[2]}")):
        return found.start(1), name
    last = 2 if found[2] else 1
    name = municipality_named(found[last])
    return (found.start(last), name) if name else None


def find_municipality(text: str) -> str | None:
    """Official name of the municipality or region that published a document.

    What the first lines say weighs most, then the rest of the first page, then how often "X Kommune" is
    said. Names in lists, and after "med", "fra", "og", are others' and weigh little.

    Returns:
        None when the text names none, or two as much as each other.

    >>> find_municipality("Referat\\nKøge Byråd den 3. marts 2026\\nSamarbejde med Greve Kommune")
    'Køge Kommune'
    """
    evidence = _evidence(text)
    region = _region(text)
    # A municipality named before the region's line is the publisher; after it, the region's correspondent.
    if region and not any(start < region[0] and not _is_others(text, start) for start, _, _ in evidence):
        return region[1]
    scores: dict[str, float] = {}
    for at, (start, name, kind) in enumerate(evidence):
        weight = _WEIGHTS[kind] * (8 if start < _LETTERHEAD else 3 if start < _HEAD else 1)
        neighbours = evidence[max(0, at - 1) : at] + evidence[at + 1 : at + 2]
        if kind == "org" and _is_others(text, start):
            weight *= 0.25
        if any(other != name and abs(place - start) < 40 for place, other, _ in neighbours):
            weight *= 0.25  # a list of municipalities
        scores[name] = scores.get(name, 0.0) + weight
    ranked = sorted(scores.items(), key=lambda entry: -entry[1])
    if not ranked or ranked[0][1] < 1:
        return _sole_region(text)
    if len(ranked) > 1 and ranked[1][1] >= 0.9 * ranked[0][1]:
        return None
    return ranked[0][0]


def _is_others(text: str, start: int) -> bool:
    return _OTHERS.search(text, max(0, start - 16), start) is not None


def _evidence(text: str) -> list[tuple[int, str, str]]:
    """Where the text names which municipality, and how."""
    found: list[tuple[int, str, str]] = []
    for match in _SAID.finditer(text):
        kind = match.lastgroup or "org"
        if kind == "unique":
            found.append((match.start(), "Københavns Kommune", kind))
        elif kind == "of":
            name = municipality_named(match["of"]) or municipality_named(match["of"].partition(" ")[0])
            if name:
                found.append((match.start(), name, kind))
        elif kind == "domain":
            host = _HOST.search(text, max(0, match.start() - 40), match.end())
            if host and (name := _domains().get(host[0].casefold())):
                found.append((match.start(), name, kind))
        elif before := municipality_before(text, match.start()):
            found.append((*before, kind))
    return found


def _region(text: str) -> tuple[int, str] | None:
    """Place and name of the region, where the first lines are a region's own."""
    said = _REGIONAL.search(text, 0, _LETTERHEAD)
    if said is None:
        return None
    names = [region.name for region in regions()]
    headed = (said["name"] or "").title()  # letterheads are often in capitals
    if headed in names:
        return said.start(), headed
    best = _sole_region(text)
    return (said.start(), best) if best else None


def _sole_region(text: str) -> str | None:
    """The region that the text names most; None if it names none, or two as often."""
    counts = sorted(((text.count(region.name), region.name) for region in regions()), reverse=True)
    return counts[0][1] if counts[0][0] > counts[1][0] else None
