"""Abbreviations of names within one document: in parentheses, by initials, or in a chain of bodies.

An abbreviation is known from the whole document: "(EBU)" after a name on page 9 explains "EBU" on page 1.

>>> introduced("Landsbyggefonden (LBF) betaler.", [Mention(0, 16, "FUND", "Landsbyggefonden")])
{'LBF': 'Landsbyggefonden'}
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from nlp_referat.labels import EntityLabel
from nlp_referat.lexicon import read_toml
from nlp_referat.text import Mention

_SHORT: Final = r"[A-ZÆØÅ][^\W\d_&]{0,3}&?[^\W\d_&]{0,4}[A-ZÆØÅ]"
_INTRODUCES: Final = re.compile(
    rf"[ \t]?\n?\((?:(?:herefter|forkortet|forkortes|kaldet|også|i det følgende|benævnt)[: ]{{1,2}}){{0,3}}"
    rf"[\"'»«”“„]?(?P<short>{_SHORT})[\"'»«”“„]?\)"
)
_INTRODUCED_BY: Final = re.compile(rf"(?<![\w-])(?P<short>{_SHORT})[ \t]?(?:\(|=[ \t]?)(?:det |den )?\Z")
_GENITIVE: Final = r"(?:['’]s|['’]|s)?"
# An abbreviation ends its word: "CenterMED-møder", "ØU-sag" are compounds; "KB_2020" is a file's name.
_ENDS: Final = r"(?![^\W_]|-[^\W\d_])"
_TOKEN: Final = re.compile(rf"(?<![\w-])(?P<short>[A-ZÆØÅ]{{2,5}}+)(?P<genitive>{_GENITIVE}){_ENDS}")
# "KKR Hovedstaden", "RAR Sjælland": one council for each part of the country.
_PART_OF_COUNTRY: Final = re.compile(
    r" (?:Hovedstaden|Sjælland|Syddanmark|Midtjylland|Nordjylland|Østjylland|Vestjylland|Fyn|Bornholm|Sydjylland)s?\b"
)
_BETWEEN: Final = re.compile(r"\s{0,2}(?:/|,|→|->|>|–|-|og|samt)\s{0,2}")
_CLOSES_TITLE: Final = re.compile(r"\)[ \t]*(?:[\n\t]|\.{2}|\Z)")  # "Budgetopfølgning (ØK)"
_OF_CHAINS: Final = frozenset({"KB", "ØU", "ØK", "BY", "BYR"})  # where a matter's way through the bodies ends
_AMOUNT_BEFORE: Final = re.compile(r"(?:\d|\b(?:mio\.?|mia\.?|t\.)) ?\Z")
_LABEL_BEFORE: Final = re.compile(
    r"(?:kompetence|sagsforløb|sagsgang|afgøres (?:af|i)|behandling|behandles (?:først |sidst )?(?:i|af)"
    r"|behandlet (?:i|af)|godkendt (?:i|af)|drøfte[ts] i|vedtaget (?:i|af)|forelægges(?: for)?"
    r"|forelagt(?: for)?|mødet? i|medlem af|formand for|indstille[rs] til|oversendes til|sendes til|udvalg"
    r"|(?:åben|lukket) sag|videre til|besluttede i)[ \t]?:?\s{1,2}\Z",
    re.IGNORECASE,
)
_VERB_AFTER: Final = re.compile(
    r" (?:har )?(?:anbefale(?:de|r|t)|godkend(?:te|er|t)|beslutte(?:de|r|t)|indstille(?:de|r|t)"
    r"|behandle(?:de|r|t)|drøfte(?:de|r|t)|vedt(?:og|ager|aget)|tiltr(?:ådte|æder|ådt)|udsatte|tog|tager|d(?:en|\.) \d)"
)


def without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap, the longer."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _is_short_for(short: str, name: str) -> bool:
    """Whether the letters of ``short`` stand in ``name`` in that order."""
    letters = iter(name.lower().replace("&", "og"))
    return all(letter in letters for letter in short.lower().replace("&", ""))


def introduced(text: str, mentions: Iterable[Mention]) -> dict[str, str]:
    """The abbreviations that stand in parentheses after a mention ("… (EBU)") or before it ("EBU (…)", "EBU = …").

    Args:
        text: the text that the mentions' offsets refer to.
        mentions: full names, with their canonical form.

    Returns:
        Canonical name by abbreviation. Party letters in parentheses are none: they abbreviate something else.
    """
    found: dict[str, str] = {}
    for mention in mentions:
        name = mention.canonical or text[mention.start : mention.end]
        after = _INTRODUCES.match(text, mention.end)
        before = _INTRODUCED_BY.search(text, max(0, mention.start - 16), mention.start)
        for match in (after, before):
            if match is not None and _is_short_for(match["short"], name):
                found.setdefault(match["short"], name)
    return found


def alias_mentions(text: str, aliases: Mapping[str, str], label: EntityLabel) -> list[Mention]:
    """Every place where one of ``aliases`` stands as a word of its own, genitive included.

    >>> alias_mentions("LBF's midler", {"LBF": "Landsbyggefonden"}, "FUND")[0].end
    5
    """
    if not aliases:
        return []
    any_alias = "|".join(re.escape(alias) for alias in sorted(aliases, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?P<short>{any_alias}){_GENITIVE}{_ENDS}")
    return [
        Mention(match.start(), match.end(), label, aliases[match["short"]], score=0.95)
        for match in pattern.finditer(text)
        if not _is_amount(text, match.start())
    ]


def _is_amount(text: str, start: int) -> bool:
    """A unit after a number: "1,7 mio. EUR", "200 KB"."""
    return _AMOUNT_BEFORE.search(text, max(0, start - 6), start) is not None


@cache
def _table(key: str) -> dict[str, str]:
    return dict(read_toml("committees")[key])


@cache
def _blocked() -> frozenset[str]:
    return frozenset(read_toml("committees")["abbreviations_blocked"])


def initials(name: str) -> set[str]:
    """The abbreviations that a committee of this canonical name may go by.

    >>> sorted(initials("Erhvervs- og Arbejdsmarkedsudvalget"))
    ['EAU']
    >>> sorted(initials("Udvalget for Kultur og Fritid"))
    ['KFU', 'UKF']
    """
    lowered = name.lower()
    if "udvalg" not in lowered:
        return set()
    words = re.findall(r"[^\W\d_]+", name)
    links = ("og", "for", "samt", "udvalget", "udvalg", "det")
    letters = "".join(word[0].upper() for word in words if word.lower() not in links)
    found = {letters + "U"}
    if lowered.startswith("udvalg"):
        found.add("U" + letters)
    return found


def _sure(text: str, mentions: list[Mention], names: Iterable[str]) -> dict[str, str]:
    """Abbreviations that stand for a body wherever they occur in this document."""
    sure = dict(_table("abbreviations_known"))
    by_name = {name.lower(): name for name in names}
    for short, name in _table("abbreviations_in_context").items():
        if name.lower() in by_name and short == "KB":
            sure[short] = name
    if "borgerrepræsentationen" in by_name:
        sure["BR"] = "Borgerrepræsentationen"
    for name in by_name.values():
        for short in initials(name):
            if len(short) > 2 and short not in _blocked():
                sure.setdefault(short, name)
    sure.update(introduced(text, mentions))
    return sure


def _is_possible(short: str) -> bool:
    """Whether the token may abbreviate a body, given that its surroundings speak for it."""
    if short in _blocked():
        return False
    return short in _table("abbreviations_in_context") or (short[-1] == "U" and len(short) <= 4)


def _runs(text: str, tokens: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Tokens that follow each other as "MBU/BSU/ØU/KB" or "TMU, ØU og KB" do."""
    runs: list[list[re.Match[str]]] = []
    for token in tokens:
        gap = _BETWEEN.fullmatch(text, runs[-1][-1].end(), token.start()) if runs else None
        if gap is not None:
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _speaks_for(text: str, run: list[re.Match[str]], sure: Mapping[str, str]) -> bool:
    """Whether the surroundings make the run's possible abbreviations bodies."""
    shorts = [token["short"] for token in run]
    start, end = run[0].start(), run[-1].end()
    if _LABEL_BEFORE.search(text, max(0, start - 32), start):
        return True
    usual = shorts[-1] in sure or shorts[-1] in _table("abbreviations_in_context")
    if usual and text[start - 1 : start] == "(" and _CLOSES_TITLE.match(text, end):
        return True
    telling = len(run) > 1 or len(shorts[0]) > 2 or shorts[0] == "KB"
    if telling and _VERB_AFTER.match(text, end):
        return True
    known = sum(short in sure for short in shorts)
    possible = sum(_is_possible(short) for short in shorts if short not in sure)
    return len(run) > 1 and known + possible > 1 and (known > 0 or not _OF_CHAINS.isdisjoint(shorts))


def _in_context(text: str, tokens: list[re.Match[str]], sure: Mapping[str, str]) -> Iterator[re.Match[str]]:
    """The tokens that are bodies because of what stands around them."""
    for run in _runs(text, [token for token in tokens if token["short"] in sure or token["short"] not in _blocked()]):
        if all(token["short"] in sure for token in run) or not _speaks_for(text, run, sure):
            continue
        # Every member of "BK/SÆ/ØK/KB" is a body, because the last one is.
        last = run[-1]["short"]
        chain = len(run) > 1 and "/" in text[run[0].end() : run[-1].start()] and (last in sure or last in _OF_CHAINS)
        yield from (token for token in run if chain or _is_possible(token["short"]))


def committee_abbreviations(text: str, mentions: list[Mention], names: Iterable[str]) -> list[Mention]:
    """Abbreviations of bodies: introduced, derivable from a name, or in a context that only bodies have.

    Args:
        text: the text, words unbroken.
        mentions: the full names found in it.
        names: canonical names of the document's bodies, the meeting's own among them.

    >>> text = "MBU/ØU/KB - Budget"
    >>> [text[m.start : m.end] for m in committee_abbreviations(text, [], [])]
    ['MBU', 'ØU', 'KB']
    """
    tokens = [token for token in _TOKEN.finditer(text) if not _is_amount(text, token.start())]
    sure = _sure(text, mentions, names)
    spelled = {short: name for short, name in sure.items() if not _TOKEN.fullmatch(short)}  # "B&I", "KoF"
    found = alias_mentions(text, spelled, "COMMITTEE")
    in_context = {token.start(): token["short"] for token in _in_context(text, tokens, sure)}
    # What is a body once and can hardly be anything else is one everywhere.
    learnt = {short: short for short in in_context.values() if short == "ØK" or (len(short) > 2 and short[-1] == "U")}
    meanings = {**learnt, **_table("abbreviations_in_context"), **sure}
    for token in tokens:
        short = token["short"]
        if short in sure or short in learnt or token.start() in in_context:
            part = _PART_OF_COUNTRY.match(text, token.end()) if short in ("KKR", "RAR") else None
            end = part.end() if part is not None else token.end()
            found.append(Mention(token.start(), end, "COMMITTEE", meanings.get(short, short), score=0.95))
    return found
