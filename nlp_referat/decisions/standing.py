"""Bodies in a decision: which of two names mean one, whom a matter goes to, and whether it was settled.

>>> same_body("Køge Byråd", "Byrådet"), same_body("Teknisk Udvalg", "Økonomiudvalget")
(True, False)
>>> find_recipient("Indstilles til Byrådets godkendelse", "Økonomiudvalget")
'Byrådet'
"""

import re
from functools import lru_cache
from typing import Final

from nlp_referat.decisions.wordings import may_match
from nlp_referat.labels import OutcomeLabel
from nlp_referat.names.canonical import committee_key
from nlp_referat.names.committees import find_committees
from nlp_referat.text import Mention

# "udvalget" alone, "området", "rådgivning", "rådighed" name no body.
_MAY_NAME_BODY: Final = re.compile(
    r"(?i:\wudvalg|\budvalg(?!ets?\b(?! for\b))|(?<!om)råd(?!g|igh)|bestyrelse|repræsentation|nævn|magistrat"
    r"|kommission|direktion)|[A-ZÆØÅ]{2}"
)
_NOUNS: Final = ("udvalg", "råd", "bestyrelse", "repræsentation", "nævn", "magistrat", "kommission", "direktion")
_CAPITALS: Final = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ]")
_COUNCIL: Final = re.compile(r"\b(?:byråd|kommunalbestyrelse|borgerrepræsentation|regionsråd)", re.IGNORECASE)
# Short forms that any municipality uses; the document's own are found by find_committees.
_SHORT: Final = {
    "KB": "Kommunalbestyrelsen",
    "BY": "Byrådet",
    "BR": "Borgerrepræsentationen",
    "ØU": "Økonomiudvalget",
    "ØK": "Økonomiudvalget",
}
_SHORT_FORM: Final = re.compile(r"(?<![^\W_])[A-ZÆØÅ]{2,5}(?![^\W_])")
_CHAIN: Final = re.compile(r"^\W*(?P<chain>[A-ZÆØÅ]{2,5}(?:[ ]?[/,+][ ]?[A-ZÆØÅ]{2,5}){1,8})\s*[-–:]")


def is_council(name: str | None) -> bool:
    """Whether the body is the elected council, above which there is none.

    >>> is_council("Solrød Byråd"), is_council("Socialudvalget"), is_council(None)
    (True, False, False)
    """
    return bool(name and _COUNCIL.search(name))


@lru_cache(maxsize=1024)
def same_body(one: str, other: str) -> bool:
    """Whether two canonical names mean the same body of one municipality."""
    if is_council(one) and is_council(other):
        return True
    return committee_key(one) == committee_key(other)


def may_name_body(text: str) -> bool:
    """Whether it is worth looking for bodies in the text."""
    if not (may_match(_NOUNS, text.lower()) or _CAPITALS.search(text)):
        return False
    return bool(_MAY_NAME_BODY.search(text))


@lru_cache(maxsize=4096)
def bodies_in(text: str, own: str | None = None) -> tuple[Mention, ...]:
    """The bodies that `text` names, with the short forms that every municipality uses.

    >>> [m.canonical for m in bodies_in("Fremsendes til ØU og KB")]
    ['Økonomiudvalget', 'Kommunalbestyrelsen']
    """
    if not may_name_body(text):
        return ()
    mentions = find_committees(text, own)
    for match in _SHORT_FORM.finditer(text):
        if match[0] in _SHORT and not any(m.start <= match.start() < m.end for m in mentions):
            mentions.append(Mention(match.start(), match.end(), "COMMITTEE", _SHORT[match[0]]))
    return tuple(sorted(mentions, key=lambda mention: mention.start))


_VIA: Final = re.compile(r"\b(?:via|gennem|fra|efter|i stedet for|udsendt af|nedsat af)\s+$", re.IGNORECASE)


def find_recipient(text: str, own: str | None) -> str | None:
    """The body that the matter is sent on to: the first named that is not the own one; not "via …"."""
    for mention in bodies_in(text, own):
        if own and mention.canonical and same_body(mention.canonical, own):
            continue
        if _VIA.search(text, max(0, mention.start - 20), mention.start):
            continue
        return mention.canonical
    return None


# "… indstiller til udvalget, Økonomiudvalget og Byrådet, at": whom the proposal speaks to, before "at".
_ADDRESS: Final = re.compile(
    r"\b(?:indstiller|indstilles|anbefaler|anbefales|foreslår"
    r"|foreslås)\b(?P<bodies>[^.]{0,400}?)(?:\bat\b|:|$)",
    re.IGNORECASE,
)
_OPENING_BODY: Final = re.compile(r"^[^.]{0,200}")
_FIRST_READING: Final = re.compile(
    r"\b(?:1|første)\.? ?behandling|\btil (?:2|anden)\.? ?behandling|\boverg(?:år|ik) til (?:2|anden)", re.IGNORECASE
)
_OWN_MATTER: Final = re.compile(
    r"^\W*(?:\d+[.:]\s*)?godkendelse af (?:\w+ ){0,4}?(?:dagsorden|referat|mødeplan|tillægsdagsorden"
    r"|beslutningsprotokol)",
    re.IGNORECASE,
)


def _last_other_than(names: list[str], own: str) -> bool | None:
    """True when the last of the bodies is the own one, False when another is, None without bodies."""
    return same_body(names[-1], own) if names else None


def _names(text: str, own: str | None) -> list[str]:
    return [mention.canonical for mention in bodies_in(text, own) if mention.canonical]


def settles(body: str | None, competence: str | None, title: str, proposal: str) -> bool | None:
    """Whether a decision of `body` on this item is the last one; None when nothing says so.

    The competence field decides; then the chain in the title ("MBU/ØU/KB - …"), then the bodies that the
    proposal speaks to. The council settles everything but a first reading.

    >>> settles("Teknisk Udvalg", "Byrådet", "", ""), settles("Byrådet", None, "", "")
    (False, True)
    >>> settles("Teknisk Udvalg", None, "", "Forvaltningen indstiller til udvalget, Økonomiudvalget og Byrådet, at …")
    False
    """
    if body is None:
        return None
    if is_council(body):
        return not _FIRST_READING.search(title)
    if competence and (verdict := _last_other_than(_names(competence, body), body)) is not None:
        return verdict
    if _OWN_MATTER.match(title):
        return True
    chain = _CHAIN.match(title)
    if chain:
        last = re.split(r"[ ]?[/,+][ ]?", chain["chain"])[-1]
        named = _SHORT.get(last) or next(iter(_names(last, body)), None)
        return same_body(named, body) if named else None
    address = _ADDRESS.search(proposal)
    if address:
        names = _names(address["bodies"], body)
        after = proposal[address.end() : address.end() + 200]
        if not names:  # "… indstiller, at Teknisk Udvalg over for Byrådet anbefaler"
            names = _names(re.split(r"\b(?:godkend|vedtag|tager|tiltræd|drøft|beslut)", after, maxsplit=1)[0], body)
        return _last_other_than(names, body)
    return None


def is_final(label: OutcomeLabel, settling: bool | None, forwarded: bool, clause: str) -> bool | None:
    """Whether an outcome ended the matter in this body.

    GODKENDT and AFVIST end it where the body settles it; taking note does where nothing is sent on. What
    recommends, puts off, discusses or sends on never does; words that are none say nothing.

    >>> is_final("GODKENDT", True, False, "Godkendt"), is_final("UDSAT", True, False, "Udsat")
    (True, False)
    """
    if label in ("INDSTILLES", "UDSAT", "OVERSENDT", "DRØFTET", "UDGÅET"):
        return False
    if label in ("GODKENDT", "AFVIST", "TAGET_TIL_EFTERRETNING"):
        return False if forwarded or _FIRST_READING.search(clause) else settling
    return None
