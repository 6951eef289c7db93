"""Organisations and places.

Both are read from runs of capital words on one line: "Region Sjælland", "Lejre Forsyning A/S", "Køge". A run
that holds more than a place ("Jobcenter Køge", "Hans Borup") is not that place.

>>> text = "Køge Kommune og KL mødes i Ringsted, Nørregade 12."
>>> [(text[m.start:m.end], m.canonical) for m in find_organisations(text)]
[('Køge Kommune', 'Køge Kommune'), ('KL', 'KL')]
>>> [text[m.start:m.end] for m in find_places(text)]
['Ringsted', 'Nørregade 12']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp_referat.lexicon import municipalities, municipality_before, read_toml, read_words, regions
from nlp_referat.text import Mention

_CAPITAL: Final = "A-ZÆØÅÉÜÖÄ"
# Initials and "Nr.", "Skt.", "Gl." keep their dots; other words hold a dot or slash only inside.
_REST: Final = r"(?:\.(?:\w\.){0,3}+|(?:gs|d?r|k?t|ct|l)\.(?=[ ][A-ZÆØÅ])|(?:[\w&'’-]|[./](?=\w))*+)"
# A part before a hyphen, then a comma or "og": "Klima-, Energi- og Forsyningsministeriet".
_GAP: Final = r"(?:[ ]|(?<=-),[ ]|(?<=-)[ ]og[ ])"
_RUN: Final = re.compile(
    rf"(?:[{_CAPITAL}]|3F)(?<![\w-].){_REST}(?:{_GAP}(?:(?:[{_CAPITAL}]{_REST}|&|[af]\.m\.b\.a\.)(?!\w))){{0,9}}+"
)
_KOMMUNE: Final = re.compile(r"(?<!\w)(?:[Rr]egionskommune|[Kk]ommune|KOMMUNE)[sS]?(?!\w)")
_GENITIVE: Final = re.compile(r"['’]s?$")
# "Styrelsen for Arbejdsmarked og Rekruttering", "Ministeriet for Fødevarer, Landbrug og Fiskeri"
_FOR: Final = re.compile(
    rf"[ ]for[ ][{_CAPITAL}][\w-]++(?:,[ ][{_CAPITAL}][\w-]++){{0,3}}(?:[ ]og[ ][{_CAPITAL}][\w-]++)?"
)
_GENITIVE_NOUN: Final = ("ens", "ets", "ings", "heds", "ions", "elses")
_AUTHORITY: Final = ("ministeriet", "styrelsen", "direktoratet", "tilsynet", "politiet")
_POLICE: Final = re.compile(rf"[{_CAPITAL}][\w-]+s[ ]og[ ]$")
_HOUSE: Final = re.compile(
    r"[ ]\d{1,3}(?:[-–]\d{1,3})?(?![\d%/:]|[.,]\d)(?:[ ]?[A-Z](?![\w]))?(?![ ]?(?:kr|pct|mio|år|stk|m2|%))"
)
_PLACE_WORD: Final = frozenset(
    {
        "i",
        "til",
        "fra",
        "ved",
        "omkring",
        "mellem",
        "nær",
        "på",
        "gennem",
        "nord",
        "syd",
        "øst",
        "vest",
        "hele",
        "byen",
        "øen",
    }
)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capital words: offset of each word, and the words."""

    starts: tuple[int, ...]
    words: tuple[str, ...]

    def end(self, last: int) -> int:
        return self.starts[last] + len(self.words[last])


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        run = match[0]
        if " " not in run:
            yield _Run((match.start(),), (run,))
            continue
        starts, words, position = [], [], match.start()
        for word in run.split(" "):
            starts.append(position)
            words.append(word)
            position += len(word) + 1
        yield _Run(tuple(starts), tuple(words))


# --- organisations -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Names:
    legal_forms: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    known: dict[str, list[tuple[tuple[str, ...], str]]]  # first word -> (words, canonical), longest first
    openers: frozenset[str]
    cues: frozenset[str]


@cache
def _names() -> _Names:
    data = read_toml("organisations")
    canonical: dict[str, str] = dict(data["known"])
    for region in regions():
        canonical.update(dict.fromkeys((region.name, *region.short), region.name))
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in sorted(canonical, key=len, reverse=True):
        words = tuple(name.split())
        known.setdefault(words[0], []).append((words, canonical[name]))
    # The last word of a head decides ("University College"); genitives stand for the same.
    after = frozenset(f"{head.split()[-1]}{s}" for head in data["heads_after"] for s in ("", "s"))
    legal, before = frozenset(data["legal_forms"]), frozenset(data["heads_before"])
    one_word = {f"{words[0]}{s}" for forms in known.values() for words, _ in forms for s in ("", "s")}
    return _Names(
        legal,
        before,
        after,
        known,
        frozenset(read_toml("places")["openers"]),
        legal | before | after | one_word | {"Ministeriet", "Styrelsen", "Direktoratet"},
    )


def find_organisations(text: str) -> list[Mention]:
    """Municipalities, regions, authorities, companies and associations, in order.

    The canonical form is without genitive and line breaks; a municipality's is its official name.

    >>> text = "Ifølge Social- og Boligministeriets brev til Lejre Forsyning A/S og Bornholms Regionskommune"
    >>> [m.canonical for m in find_organisations(text)]
    ['Social- og Boligministeriet', 'Lejre Forsyning A/S', 'Bornholms Regionskommune']
    """
    names = _names()
    found = list(_municipality_mentions(text))
    for run in _runs(text):
        for index, word in enumerate(run.words):
            bare = _GENITIVE.sub("", word) if word[-1] in "s'’" else word
            if bare in names.cues or bare.endswith(_AUTHORITY) or bare[:-1].endswith(_AUTHORITY):
                found += _organisations_at(text, run, index, bare)
    # The longest of overlapping names wins: "Køge Kommune Forsyning A/S" over "Køge Kommune".
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _municipality_mentions(text: str) -> Iterator[Mention]:
    for match in _KOMMUNE.finditer(text):
        if before := municipality_before(text, match.start()):
            yield Mention(before[0], match.end(), "ORG", canonical=before[1])


def _organisations_at(text: str, run: _Run, index: int, bare: str) -> Iterator[Mention]:
    """The organisations that the word at `index` is the mark of."""
    names = _names()
    if bare in names.known or bare[:-1] in names.known:
        yield from _known_at(text, run, index, bare)
    first = index
    while first > 0 and index - first < 5 and run.words[first - 1] not in names.legal_forms:
        first -= 1
    while first < index and run.words[first] in names.openers:
        first += 1
    if bare in names.legal_forms or bare in names.after:
        if first < index:
            yield _organisation(text, run, _police_start(text, run, first, bare), index)
    elif bare in names.before:
        last = index
        while last + 1 < len(run.words) and last - index < 4:
            last += 1
        if last > index:
            yield _organisation(text, run, run.starts[index], last)
    elif (authority := _authority(text, run, index, bare)) is not None:
        yield authority


def _known_at(text: str, run: _Run, index: int, bare: str) -> Iterator[Mention]:
    names = _names()
    for words, canonical in (*names.known.get(bare, ()), *names.known.get(bare[:-1], ())):
        last = index + len(words) - 1
        if last >= len(run.words) or run.words[index:last] != words[:-1]:
            continue
        ending = run.words[last][len(words[-1]) :]
        if not run.words[last].startswith(words[-1]) or ending not in ("", "s", "'s", "’s", "'", "’"):
            continue
        start, end = run.starts[index], run.end(last)
        # "Karen Lund (HK)": initials of staff.
        if (
            len(words[0]) == 2
            and words[0] not in ("KL", "EU")
            and text[start - 1 : start] + text[end : end + 1] == "()"
        ):
            continue
        yield Mention(start, end, "ORG", canonical=canonical)
        return


def _police_start(text: str, run: _Run, first: int, bare: str) -> int:
    """Start of the name; a police district may be two areas: "Sydsjællands og Lolland-Falsters Politi"."""
    start = run.starts[first]
    if bare.startswith("Politi") and (coordinated := _POLICE.search(text, max(0, start - 40), start)):
        return coordinated.start()
    return start


def _authority(text: str, run: _Run, index: int, bare: str) -> Mention | None:
    """Ministries and agencies by their ending; a "bestyrelsen" is a board, not an agency."""
    folded = bare.removesuffix("s").lower()
    if not folded.endswith(_AUTHORITY) or folded.endswith("bestyrelsen") or folded in ("tilsynet", "politiet"):
        return None
    if folded in _AUTHORITY:
        full = _FOR.match(text, run.end(index))
        if full is None:
            return None
        name = text[run.starts[index] : full.end()]
        if name.endswith(_GENITIVE_NOUN):  # "Styrelsen for Arbejdsmarked og Rekrutterings vejledning"
            name = name[:-1]
        return Mention(run.starts[index], full.end(), "ORG", canonical=name)
    first = index
    # "Klima-, Energi- og Forsyningsministeriet": the parts before it end in a hyphen.
    while first > 0 and (run.words[first - 1] == "og" or run.words[first - 1].rstrip(",").endswith("-")):
        first -= 1
    start, end = run.starts[first], run.end(index)
    return Mention(start, end, "ORG", canonical=_GENITIVE.sub("", text[start:end]).removesuffix("s"))


def _organisation(text: str, run: _Run, start: int, last: int) -> Mention:
    end = run.end(last)
    name = _GENITIVE.sub("", text[start:end])
    names = _names()
    word = name.rpartition(" ")[2]
    # A genitive s is certain after a known head ("Forsynings") and after a definite noun ("Strandparkens").
    if (word in names.after and word.removesuffix("s") in names.after) or word.endswith(_GENITIVE_NOUN):
        name = name.removesuffix("s")
    return Mention(start, end, "ORG", canonical=name)


# --- places ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Places:
    known: dict[str, str]  # as written, with and without genitive -> canonical
    doubtful: frozenset[str]
    parts: frozenset[str]
    abbreviations: dict[str, str]
    openers: frozenset[str]
    street_endings: tuple[str, ...]
    numbered_endings: tuple[str, ...]
    street_words: frozenset[str]
    street_first: frozenset[str]
    bare_streets: frozenset[str]
    streets_with_number: frozenset[str]
    not_streets: tuple[str, ...]


@cache
def _places() -> _Places:
    data, area = read_toml("places"), read_toml("regions")["area"]
    names = {
        *read_words("towns"), *data["countries"], *data["islands"], *area["landsdele"], *area["others"],
        *(place for each in municipalities() for place in (each.place, *each.aliases)),
    }  # fmt: skip
    known = {f"{name}s": name for name in names if not name.endswith("s")}
    known.update({name: name for name in names})
    street = data["street"]
    return _Places(
        known,
        frozenset(data["doubtful"]),
        frozenset(data["parts"]),
        dict(data["abbreviations"]),
        frozenset(data["openers"]),
        tuple(street["endings"]),
        tuple(street["endings_numbered"]),
        frozenset(street["words"]),
        frozenset(street["first_words"]),
        frozenset(street["bare"]),
        frozenset(street["streets_with_number"]),
        tuple(street["not_streets"]),
    )


def find_places(text: str) -> list[Mention]:
    """Towns, municipalities' places, islands, parts of the country, countries and streets, in order.

    >>> text = "Fra Høje Taastrup til Køge Nord ad Gammel Køge Landevej; Køge Byråd er enigt."
    >>> [text[m.start:m.end] for m in find_places(text)]
    ['Høje Taastrup', 'Køge Nord', 'Gammel Køge Landevej']
    """
    places = _places()
    found: list[Mention] = []
    for run in _runs(text):
        last = run.words[-1].rstrip("'’")
        # Most runs are one word that is neither a place nor a street.
        if len(run.words) == 1 and last not in places.known:
            if last.lower().endswith(places.street_endings + places.numbered_endings):
                found += _street(text, run, 0)
            continue
        first = 0
        while first < len(run.words):
            if (place := _place(text, run, first)) is not None:
                found.append(place)
                break
            word = run.words[first]
            if word in places.street_first and (street := list(_street(text, run, first))):
                found += street
                break
            if word not in places.openers:
                found += _street(text, run, first)
                break
            first += 1
    return found


def _place(text: str, run: _Run, first: int) -> Mention | None:
    """The place that the words from `first` on are, all of them."""
    places = _places()
    words = tuple(word.rstrip("'’") for word in run.words[first:])
    words = (places.abbreviations.get(words[0], words[0]), *words[1:])
    name = " ".join(words)
    canonical = places.known.get(name)
    if canonical is None and 1 < len(words) <= 3:
        base = places.known.get(" ".join(words[:-1]))
        part = words[-1] if words[-1] in places.parts else words[-1].removesuffix("s")
        canonical = f"{base} {part}" if base and part in places.parts else None
    start, end = run.starts[first], run.end(len(run.words) - 1)
    if canonical is None:
        return None
    # "Køge kommune" is an organisation.
    if text.startswith((" kommune", "\nKommune", " & "), end):
        return None
    if canonical in places.doubtful and not _is_in_place_phrase(text, start):
        return None
    return Mention(start, end, "LOC", canonical=canonical)


def _is_in_place_phrase(text: str, start: int) -> bool:
    """ "i Vejen", "på Als": a doubtful name is a place only after a preposition inside a sentence."""
    before = text[max(0, start - 12) : start]
    return before.endswith(" ") and before.split(" ")[-2].strip("(\n") in _PLACE_WORD


def _street(text: str, run: _Run, first: int) -> Iterator[Mention]:
    """The street that the words from `first` on are."""
    places = _places()
    last = len(run.words) - 1
    if run.words[last].rstrip("'’") not in places.street_words:
        # "Ejendommen Møllevej 4", "Nykøbing F. Møllevej": before a compound only what belongs to streets' names.
        before = last
        while before > first and run.words[before - 1] in places.street_first:
            before -= 1
        first = before
    words = run.words[first:]
    start, end = run.starts[first], run.end(last)
    house = _HOUSE.match(text, end)
    if len(words) > 4 or any("/" in word for word in words) or not _is_street(words, house is not None):
        return
    stop = house.end() if house else end
    yield Mention(start, stop, "LOC", canonical=" ".join(text[start:stop].split()))


def _is_street(words: tuple[str, ...], has_number: bool) -> bool:
    places = _places()
    last = words[-1].rstrip("'’")
    if len(words) > 1 and last in places.street_words:
        return True
    folded = last.lower()
    if folded in places.bare_streets or folded.endswith(places.not_streets):
        # "Torvet 1", "Skolevej 4": ordinary words that are streets with a house number.
        return has_number and folded in places.streets_with_number
    return folded.endswith(places.street_endings) or (has_number and folded.endswith(places.numbered_endings))
