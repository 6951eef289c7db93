"""Political and statutory bodies: udvalg, byråd, kommunalbestyrelse, råd, nævn.

A body's name is recognised by how it is built, not by a list. The head is sought first ("udvalget", "rådet",
"nævnet" …); from there the name grows to the left over its list of fields ("Børne- og Ungeudvalget"), its
adjective ("Teknisk Udvalg") and its municipality ("Køge Byråd"), or to the right ("Udvalget for Kultur og
Fritid"). Then the document agrees with itself: small letters and indefinite forms count where the same body
is named elsewhere, and abbreviations stand for what they abbreviate.

>>> text = "Økonomiudvalget (ØU) og Køge Byråd godkendte."
>>> [text[m.start:m.end] for m in find_committees(text)]
['Økonomiudvalget', 'ØU', 'Køge Byråd']
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from nlp_referat.names import body_grammar as grammar
from nlp_referat.names.aliases import committee_abbreviations, without_overlap
from nlp_referat.names.body_grammar import Head
from nlp_referat.names.canonical import Unbroken, agreed_names, canonical_committee, committee_key
from nlp_referat.text import Mention

__all__ = ["canonical_committee", "find_committees", "parse_committee"]

_HEADS: Final = grammar.head_patterns(
    {
        "udvalg": "et",
        "råd": "et",
        "nævn": "et",
        "kommunalbestyrelse": "n",
        "borgerrepræsentation": "en",
        "magistrat": "en",
        "hegnsyn": "et",
        "kommission": "en",
    }
)
_COMMISSIONS: Final = ("taksations", "overtaksations", "beredskabs", "fredningsover")
_PARAGRAPH: Final = re.compile(r"§{1,2} ?17\b,? ?(?:stk\.? ?4|[.,] ?4)\.?[ -]?(?:s-)?\Z")
_FOR: Final = re.compile(rf"{grammar.GAP}(?:for|FOR){grammar.GAP}")
_ABOUT: Final = re.compile(r" (?:for|om|vedr\.|vedrørende) ")
_TITLE: Final = re.compile(r" (?:[A-ZÆØÅ][^\W\d_]+)(?: (?:og |for |i )?[A-ZÆØÅ][^\W\d_]+){0,4}")
_DEFINITE_BEFORE: Final = re.compile(r"(?:\b[Dd]et|\b[Dd]ette|[^\W\d_]s) (?:[^\W\d_]{2,20}e )?\Z")
_SELECTION: Final = re.compile(r"\s+af\b")  # "et bredt Vareudvalg af", "udvalg af bøger"
_OPENS_SENTENCE: Final = re.compile(r"(?:\A|[.!?:]\s|\n)[\s*#_-]*\Z")
_GOES_ON: Final = re.compile(r" [a-zæøå]")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    certain: bool  # False: counts only where the document names the same body with certainty
    score: float = 1.0


def _with_fields(text: str, head: Head) -> _Found | None:
    """Fields after the bare head: "Udvalget for Kultur og Fritid", "Rådet for Socialt Udsatte"."""
    match = _FOR.match(text, head.end)
    if match is None or head.genitive:
        return None
    end = grammar.field_list_end(text, match.end())
    named = text[match.end() : match.end() + 1].isupper()
    if end is None or not (head.definite or (head.capital and (named or head.noun == "udvalg"))):
        return None
    if head.noun != "udvalg" and text.startswith("Den ", match.end()):  # Rådet for Den Europæiske Union
        return None
    return _Found(head.word, end, certain=True)


def _with_subject(text: str, head: Head, start: int) -> _Found | None:
    """A subject after the head: "§ 17, stk. 4-udvalget om Bosætning", "Opgaveudvalget Fremtidens Skole"."""
    about = _ABOUT.match(text, head.end)
    if about is not None and text[about.end() : about.end() + 1].isupper():
        end = grammar.field_list_end(text, about.end())
        if end is not None:
            return _Found(start, end, certain=True)
    title = _TITLE.match(text, head.end) if head.definite and not head.genitive else None
    if title is not None and text[start].isupper():
        return _Found(start, title.end(), certain=True, score=0.8)
    return _Found(start, head.end, certain=True) if head.definite else None


def _bare_committee(text: str, head: Head) -> _Found | None:
    """The word "udvalg" with nothing before it in its word."""
    paragraph = _PARAGRAPH.search(text, max(0, head.word - 24), head.word)
    if paragraph is not None:
        return _with_subject(text, head, paragraph.start())
    if (found := _with_fields(text, head)) is not None:
        return found
    if head.noun_capital or not head.definite:
        start = grammar.adjective_start(text, head.word)
        if start < head.word and text[start].isupper() and not text.startswith(("Ny", "Det Ny"), start):
            start = grammar.list_start(text, start, capital=True)
            return _Found(start, head.end, certain=True)
        # "Teknik- og Miljø Udvalget": the last field stands apart.
        spaced = text[head.word - 1 : head.word] == " "
        field = grammar.word_start(text, head.word - 1) if spaced else head.word
        if head.noun_capital and field < head.word - 1 and text[field].isupper():
            start = grammar.list_start(text, field, capital=True)
            if start < field and grammar.is_field(text[field : head.word - 1].lower()):
                return _Found(start, head.end, certain=True)
    return None


def _committee(text: str, head: Head) -> _Found | None:
    """Names on -udvalg(et)."""
    if not head.stem:
        return _bare_committee(text, head)
    if head.stem == "opgave" and (head.definite or head.capital):
        return _with_subject(text, head, head.word)
    start = grammar.list_start(text, head.word, head.capital)
    is_list, capital = start < head.word, text[start].isupper()
    if not is_list and (grammar.is_generic(head.stem) or head.stem.endswith("med-")):
        return None
    known = grammar.is_committee_field(head.stem.rstrip("-"))
    if head.definite:
        certain = capital or known
        return _Found(start, head.end, certain, 1.0 if known else 0.9)
    if _SELECTION.match(text, head.end):
        return None
    adjective = grammar.adjective_start(text, start)
    if text.startswith(("Det ", "Særligt "), adjective) and adjective < start:
        return _Found(adjective, head.end, certain=True)
    place = grammar.place_start(text, start, any_place=head.stem in ("lokal", "bydels")) if capital else start
    if place < start:
        return _Found(place, head.end, certain=True)
    return _Found(start, head.end, certain=capital and (is_list or known), score=0.95)


def _council(text: str, head: Head) -> _Found | None:
    """Names on -råd(et): councils of people ("Ældrerådet") and the elected ones ("Byrådet")."""
    if not head.stem:
        if not head.capital and not head.definite:
            return None
        found = _with_fields(text, head)
        start = grammar.adjective_start(text, head.word)
        spaced = grammar.word_start(text, head.word - 1) if text[head.word - 1 : head.word] == " " else head.word
        if spaced < head.word - 1 and grammar.is_council(text[spaced : head.word - 1].lower()):
            start = grammar.adjective_start(text, spaced)  # "Det Regionale Arbejdsmarkeds Råd"
        if found is None and not head.definite and head.noun_capital and start < head.word:
            return _Found(start, head.end, certain=True)
        return found
    if head.stem in ("by", "region", "regions"):
        return _elected(text, head)
    start = grammar.list_start(text, head.word, head.capital)
    is_list, capital = start < head.word, text[start].isupper()
    known = grammar.is_council(head.stem)
    if not known and grammar.is_no_council(head.stem):
        return None
    if head.definite:
        return _Found(start, head.end, True, 1.0 if known else 0.8) if known or capital else None
    adjective = grammar.adjective_start(text, start)
    if adjective < start and known:
        return _Found(adjective, head.end, certain=True)
    place = grammar.place_start(text, start, any_place=known and not is_list) if capital else start
    if place < start:
        return _Found(place, head.end, certain=True)
    return _Found(start, head.end, certain=capital and known, score=0.9) if known else None


def _elected(text: str, head: Head) -> _Found | None:
    """Byråd, regionsråd, kommunalbestyrelse, borgerrepræsentation, magistrat."""
    if head.definite:
        return _Found(head.word, head.end, certain=True)
    if not head.capital:
        return None
    place = grammar.place_start(text, head.word, any_place=True)
    if place < head.word:
        return _Found(place, head.end, certain=True)
    if head.genitive or head.noun == "magistrat":
        return None
    # "Økonomiudvalg og Byråd" names it; "Byråd og kommuner skal" at a sentence's start is any of them.
    opens = _OPENS_SENTENCE.search(text, max(0, head.word - 8), head.word)
    return None if opens and _GOES_ON.match(text, head.end) else _Found(head.word, head.end, True, 0.9)


def _board(text: str, head: Head) -> _Found | None:
    """Names on -nævn(et), -kommission(en) and hegnsyn."""
    noun = head.stem + head.noun
    if head.noun == "kommission" and head.stem not in _COMMISSIONS:
        return None
    if not head.stem and head.noun != "hegnsyn":
        start = grammar.adjective_start(text, head.word) if head.noun_capital else head.word
        if start < head.word and not head.definite:  # "Det Sociale Nævn"
            return _Found(start, head.end, certain=True)
        return _with_fields(text, head) if head.definite else None
    start = grammar.list_start(text, head.word, head.capital)
    capital = text[start].isupper()
    known = grammar.is_board(noun) or head.noun == "kommission"
    if head.definite:
        end = grammar.beneficiary_end(text, head.end) if capital and not head.genitive else head.end
        return _Found(start, end, certain=capital or known)
    adjective = grammar.adjective_start(text, start)
    if adjective < start:
        return _Found(adjective, head.end, certain=True)
    place = grammar.place_start(text, start, any_place=False) if capital else start
    if place < start:
        return _Found(place, head.end, certain=True)
    return _Found(start, head.end, certain=capital and known, score=0.9)


_BY_NOUN: Final[dict[str, Callable[[str, Head], _Found | None]]] = {
    "udvalg": _committee,
    "råd": _council,
    "kommunalbestyrelse": _elected,
    "borgerrepræsentation": _elected,
    "magistrat": _elected,
    "nævn": _board,
    "hegnsyn": _board,
    "kommission": _board,
}


def _recognised(text: str) -> Iterator[tuple[Head, _Found]]:
    for head in grammar.find_heads(text, _HEADS):
        found = _BY_NOUN[head.noun](text, head)
        if found is not None:
            yield head, found


def find_committees(text: str, own: str | None = None) -> list[Mention]:
    """Every mention of a body, in order, with its canonical name.

    Args:
        text: a cleaned text (`nlp_referat.text.View`).
        own: the name of the body whose meeting this is, if known: what is only an abbreviation or in small
            letters in the text is recognised by it.

    >>> text = "Det kommende Social- og Beskæftigelsesudvalg drøfter det med Ældrerådet."
    >>> [(text[m.start:m.end], m.canonical) for m in find_committees(text)]
    [('Social- og Beskæftigelsesudvalg', 'Social- og Beskæftigelsesudvalget'), ('Ældrerådet', 'Ældrerådet')]
    """
    whole = Unbroken(text)
    certain: list[Mention] = []
    doubtful: list[Mention] = []
    for head, found in _recognised(whole.text):
        name = canonical_committee(whole.text[found.start : found.end])
        mention = Mention(found.start, found.end, "COMMITTEE", name, score=found.score)
        if found.certain:
            certain.append(mention)
        elif head.definite or _DEFINITE_BEFORE.search(whole.text, max(0, found.start - 40), found.start):
            doubtful.append(mention)
    names = [mention.canonical or "" for mention in certain]
    if own is not None:
        names.append(canonical_committee(own))
    known = {committee_key(name) for name in names}
    certain += [mention for mention in doubtful if committee_key(mention.canonical or "") in known]
    certain = without_overlap(certain)
    certain = without_overlap(certain + committee_abbreviations(whole.text, certain, names))
    agreed = agreed_names(mention.canonical or "" for mention in certain)
    mentions: list[Mention] = []
    for mention in certain:
        start, end = whole.span(mention.start, mention.end)
        mentions.append(replace(mention, start=start, end=end, canonical=agreed[mention.canonical or ""]))
    return mentions


def parse_committee(line: str) -> tuple[str, int, int] | None:
    """The first body named in a short heading line: its canonical name and where it stands; else None.

    Args:
        line: one line, or two where a name is broken. Upper case and indefinite forms are allowed.

    >>> parse_committee("REFERAT Erhvervs- og Arbejdsmarkedsudvalget 2022-2025 d. 07-02-2023")
    ('Erhvervs- og Arbejdsmarkedsudvalget', 8, 43)
    >>> parse_committee("TEKNISK UDVALG")
    ('Teknisk Udvalg', 0, 14)
    >>> parse_committee("Indholdsfortegnelse")
    """
    whole = Unbroken(line)
    found = min((found for _, found in _recognised(whole.text)), key=lambda f: f.start, default=None)
    if found is None:
        return None
    name = canonical_committee(whole.text[found.start : found.end])
    return (name, *whole.span(found.start, found.end))
