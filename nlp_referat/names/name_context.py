"""What stands beside a name: title, role, party, the label of a list, a verb that only people have.

Every function looks at a few dozen characters before or after a place.

>>> text = "Fraværende: Xenia Ulv (V)"
>>> follows_label(text, 12), is_proven_after(text, 12, 21)
(True, True)
"""

import itertools
import re
from typing import Final

from nlp_referat.names.name_shapes import blockers, is_party, is_title, titles

_ASIDE: Final = re.compile(r"[*_]{0,2},?[ ]?(?:\n[ ]{0,30}){0,2}\(([^()\n]{1,50})\)")
_LETTER_AFTER: Final = re.compile(r"(?:,[ ]?|\t+)[A-ZÆØÅ]{1,2}(?=[ ]*(?:[\n\t,(]|$))")
_STATUS_AFTER: Final = re.compile(r"\t+(?:Til ?stede|Afbud|Fraværende|Mødt|X|x|Ja|Nej)(?=[\t\n ]|$)")
_ROLE: Final = re.compile(r",[ \n][ ]{0,30}(?:\d\.[ ])?(?P<role>[a-zæøå][\wæøå-]{2,40})(?![ ][A-ZÆØÅ])")
_VERB_AFTER: Final = re.compile(
    r"[ \n](?:(?:blev|bliver|er|var|havde|har|ikke) )?(?:deltog|deltager|mødte|stemte|stemmer|forlod"
    r"|forlader|undlod|undlader|ankom|meldt afbud|meldte afbud"
    r"|fraværende|inhabile?|erklærede sig|indtrådte|indtræder|udtrådte|genindtrådte|indkaldt"
    r"|indkaldes|ønsker ført|ønskede ført"
    r"|kan ikke anbefale|tilsluttede sig|tog forbehold|tager forbehold|tog ordet|bad om ordet"
    r"|fremsatte|begærede|udpeget|valgt|genvalgt)\b"
)
_AGE_AFTER: Final = re.compile(r",[ \n]\d{1,3}[ ]år\b")
_LABEL_BEFORE: Final = re.compile(
    r"(?:frav[æe]r(?:ende)?|afbud|forfald|til ?stede|(?:møde)?deltagere|deltog|medlemmer|mødte?"
    r"|fremmødte?|stedfortrædere?n?|suppleant(?:er)?(?:en)?"
    r"|i stedet(?: for)?|stemte (?:for|imod|blankt)|imod|indkaldte?|indkaldes|stillet af|fremsat af"
    r"|spørgsmål fra|forslag fra|inhabile?|undlod|v/|v\.)"
    r"(?:[ \n](?:med|uden|afbud|fra|var|deltog|deltager|desuden|endvidere|er|for|mødte|på"
    r"|mødet))*[ *_]*:?[\s*_•–-]*$",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"[ ]?(?:\([^()\n]{1,50}\)|,[ ][A-ZÆØÅ]{1,2}(?=[\n,;]))?[ ]?"
    r"(?:(?:,|;|,?[ \n]og(?= |\n)|,?[ \n]samt(?= |\n)|[ ]&(?= ))(?:[ ]{0,2}\n?[ ]{0,30}))"
)
_LINE_LINK: Final = re.compile(
    r"[ ]?(?:\([^()\n]{1,50}\))?(?:,[ ][^\n]{1,40}|\t[^\n]{0,40})?[ \t]{0,4}\n[ ]{0,30}(?:[-•*–][ ]"
    r"|\d{1,2}\.[ ])?"
)
_COMPANY: Final = re.compile(
    r",?[ \n](?:A/S|ApS|I/S|K/S|P/S|IVS|Aps|APS|AS|GmbH|Ltd|Inc|AB|A\.M\.B\.A|Amba)(?![\w])|[ ]?(?:&"
    r"|og)[ ]?(?:Søn|Co\b|Partner|Datter|Ko\b)"
)
# "Anna Holms skole" but not "Anna Holms hus": a house has an owner, a school a namesake.
_THING: Final = re.compile(
    r"[ \n](?:vej|gade|plads|allé|fond|fonds|legat|mindefond|mindelegat|familiefond|stiftelse|skole"
    r"|børnehave|park|boulevard|museum|friskole|efterskole|syndrom)\b"
)


def word_before(text: str, start: int) -> str:
    """The word before on the same line, in lower case; empty at the start of a line or after a full stop.

    >>> word_before("notat af Bo Trold", 9), word_before("Godkendt. Bo Trold", 10)
    ('af', '')
    """
    left = text[max(0, start - 30) : start].rpartition("\n")[2].split()
    return left[-1] if left and left[-1].isalpha() and left[-1].islower() else ""


def stands_for_a_person(text: str, start: int, end: int) -> bool:
    """Whether a surname or given name alone is the one of a sentence, not of a place or a heading.

    >>> stands_for_a_person("Holm oplyste det", 0, 4), stands_for_a_person("afdeling Holm i byen", 9, 13)
    (True, False)
    """
    follower = text[end : end + 2]
    if follower[:1] not in (" ", ",") or not (follower[1:].islower() or follower[1:] == "("):
        return False
    left = text[max(0, start - 30) : start].rsplit("\n", 1)[-1].split()
    if not left or text[start - 1] != " ":
        return text[start - 1 : start] in ("", "\n")
    return left[-1].casefold() not in blockers()["place_words"]


def is_company(text: str, end: int) -> bool:
    """Whether a legal form or "& Søn" follows.

    >>> is_company("Carl Bang & Søn", 9), is_company("Carl Bang & Bo Krog", 9)
    (True, False)
    """
    return _COMPANY.match(text, end) is not None


def is_thing_after(text: str, end: int, word: str) -> bool:
    """Whether the name's genitive belongs to a street, a school or a fund.

    >>> is_thing_after("Anna Holms skole", 10, "Holms"), is_thing_after("Anna Holms forslag", 10, "Holms")
    (True, False)
    """
    return word[-1] in "sxz'’" and _THING.match(text, end) is not None


def follows_thing(text: str, start: int) -> bool:
    """Whether the word before names a kind of thing that has a namesake: "Sct.", "firmaet", "plejecenter".

    >>> follows_thing("plejecenter Ane Marie", 12), follows_thing("rådets Ane Marie", 7)
    (True, False)
    """
    if text[start - 1 : start] != " ":
        return False
    left = text[max(0, start - 30) : start].split()
    return bool(left) and left[-1].casefold() in blockers()["before"]


def follows_title(text: str, start: int, at_once: bool = False) -> bool:
    """Whether the word before is a title: "borgmester …", "centerchef …", also before a comma.

    Args:
        text: the text.
        start: where the name begins.
        at_once: whether nothing may stand between ("leder af Holm" names a place).

    >>> follows_title("borgmester Krog", 11), follows_title("formanden for rådet, Ida Vad", 21)
    (True, True)
    """
    before = text[max(0, start - 40) : start]
    if before[-1:] not in (" ", "\n"):
        return False
    left = before.split()
    if not left:
        return False
    word = left[-1]
    if is_title(word.rstrip(",")):
        return word[-1] != "."
    if at_once:
        return False
    # "formand for vandværket Ida Vad", "formanden for rådet, Ida Vad"
    phrase = left[-4:]
    return (
        any(is_title(title) and link in ("for", "i", "på", "af") for title, link in itertools.pairwise(phrase))
        and word[0].islower()
        and word[-1] != "."
    )


def follows_label(text: str, start: int) -> bool:
    """Whether words that open a list of people stand before: "Fraværende:", "Som suppleant deltog".

    >>> follows_label("Afbud fra Xenia Ulv", 10), follows_label("Udgifter til Xenia Ulv", 13)
    (True, False)
    """
    return _LABEL_BEFORE.search(text, max(0, start - 70), start) is not None


def is_followed_by_party(text: str, start: int, end: int) -> bool:
    """Whether a party in parentheses follows, and not the kind of an agenda item ("(B)" at its title's end)."""
    aside = _ASIDE.match(text, end)
    return aside is not None and _is_persons(text, start, aside) and is_party(_head(aside[1]))


def is_proven_after(text: str, start: int, end: int) -> bool:
    """Whether a party, a role, a status or a verb that only people have follows.

    >>> is_proven_after("Xenia Ulv, formand for rådet", 0, 9), is_proven_after("Xenia Ulv, en stor sag", 0, 9)
    (True, False)
    """
    if aside := _ASIDE.match(text, end):
        inside = _head(aside[1])
        if _is_persons(text, start, aside) and is_party(inside):
            return True
        return is_title(inside) or inside.casefold() in titles()["absent_words"]
    if _LETTER_AFTER.match(text, end) or _STATUS_AFTER.match(text, end):
        return text[max(0, start - 3) : start].rstrip(" ")[-1:] in ("", "\n", ",", ".", "•", "-", "\t")
    if role := _ROLE.match(text, end):
        return is_title(role["role"])
    return _VERB_AFTER.match(text, end) is not None or _AGE_AFTER.match(text, end) is not None


def is_linked(text: str, end: int, start: int) -> bool:
    """Whether two names stand beside each other in a list.

    >>> is_linked("Xenia Ulv (V) og Ib Ås", 9, 17), is_linked("Xenia Ulv så Ib Ås", 9, 13)
    (True, False)
    """
    return start - end < 100 and _LINK.fullmatch(text, end, start) is not None


def is_linked_by_line(text: str, end: int, start: int) -> bool:
    """Whether two names open lines that follow each other.

    >>> is_linked_by_line("Xenia Ulv (V), formand\\nIb Ås", 9, 23)
    True
    """
    return start - end < 100 and _LINE_LINK.fullmatch(text, end, start) is not None


def _head(aside: str) -> str:
    return re.split(r"[,;/–]", aside, maxsplit=1)[0].strip()


def _is_persons(text: str, start: int, aside: re.Match[str]) -> bool:
    if aside[1] not in ("B", "O", "D", "L"):
        return True
    rest = text[aside.end() : aside.end() + 2].lstrip(" ")
    if rest[:1] not in ("\n", ""):
        return True
    before = text[max(0, start - 6) : start].rstrip(" *")
    return before[-1:] in ("", "\n", ",", ":", "(", "•", "-", "\t")
