"""References: paragraphs and acts (LAW), case, journal and item numbers (CASE).

A LAW mention is an act, a paragraph, or both where they stand together ("styrelseslovens § 42, stk. 7",
"§ 18 i serviceloven"). A CASE mention is the number alone where its shape says what it is ("2023-006531");
where only the word before it does, word and number ("sag nr. 46"); its canonical form is the bare number.

>>> parse_case_number("Sagsnr.: 23-000965 Sagsbehandler: ABC")
'23-000965'
>>> [m.canonical for m in find_laws("jf. servicelovens §18 og Lov om planlægning")]
['serviceloven § 18', 'planloven']
>>> [m.canonical for m in find_cases("behandlet som sag nr. 46 (15.00.00-A00-47-24)")]
['46', '15.00.00-A00-47-24']
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from nlp_referat.dates import parse_date
from nlp_referat.dates.years import is_counted
from nlp_referat.lexicon import read_toml
from nlp_referat.text import Mention

# --- case numbers: their shapes and their labels ------------------------------------------------------

_KLE: Final = r"\d\d\.\d\d(?:\.\d\d)?[ ]?-?[ ]?[A-ZÆØÅ]\d\d(?:[ ]?[-/][ ]?\d{1,7}){0,3}"  # 15.00.00-A00-47-24
_PREFIXED: Final = r"[A-ZÆØÅ]{1,5}-?(?:19|20)\d\d-\d{2,8}"  # EMN-2024-01234, S2019-12345
_SHAPES: Final = (
    _KLE,
    r"\d-\d\d-\d\d-\d{1,6}-\d\d",  # regions: 1-51-71-3321-08
    r"\d{3}-(?:19|20)\d\d-\d{1,8}",  # the municipality's number first: 306-2009-600
    r"(?:19|20)\d\d[-/]\d{3,8}(?:-\d{1,4})?[A-Z]?",  # 2023-006531, 2024/0012345
    r"\d\d[-/]\d{4,8}(?:-\d{1,4})?[A-Z]?",  # 23-000965, 20-17929A, 25/12345
    r"\d{5,8}/(?:\d\d|(?:19|20)\d\d)",  # 018234/24
)
_END: Final = r"(?![^\W_]|[-/.][^\W_])"
_STRICT: Final = rf"(?:{'|'.join((_PREFIXED, *_SHAPES))}){_END}"
_BARE: Final = re.compile(rf"[(\[]?({_STRICT})[)\].,;]?")
_BARE_KLE: Final = re.compile(r"\d\d\.\d\d\.\d\d")
_YEARS: Final = re.compile(r"(?:[A-ZÆØÅ]{1,5}-?)?((?:19|20)\d\d)[-/]((?:19|20)\d\d)")
_MONTH: Final = re.compile(r"(?:0[1-9]|1[0-2])[-/](?:19|20)\d\d")
_SAG: Final = re.compile(rf"{_STRICT}|(?:19|20)\d\d-\d{{1,8}}")

_SYSTEM: Final = r"(?:(?:acadre|esdh|sbsys|sbsip|edoc|workzone|captia|f2|getorganized|kmd)[- ]{1,2})?"
_NUMBER_WORD: Final = r"[ .-]{0,2}(?:nr|numm?er|no|id)(?![^\W_])"
_BREAK: Final = r"(?![^\W_])[ \t.:|*_–-]{0,8}"
_LABEL: Final = re.compile(
    rf"\b{_SYSTEM}(?:(?P<case>sa[gq]s{_NUMBER_WORD}|sa[gq]nr|sa[gq][ ]?id|journal{_NUMBER_WORD}"
    rf"|j\.?[ ]?nr|arkiv{_NUMBER_WORD}|kle(?:[- ]?(?:nr|numm?er|emne))?|esdh(?:-sa[gq])?|acadre(?:-sa[gq])?)"
    rf"|(?P<document>dok(?:ument)?{_NUMBER_WORD})"
    rf"|(?P<item>sa[gq](?:{_NUMBER_WORD})?)){_BREAK}"
    rf"(?P<number>{_STRICT}|[A-ZÆØÅ]{{0,5}}-?\d[\w./-]{{0,30}})",
    re.IGNORECASE,
)


def _is_date(number: str) -> bool:
    """Whether what looks like a case number is an interval of years, a month or a day."""
    years = _YEARS.fullmatch(number)
    if years:
        return int(years[1]) <= int(years[2]) <= int(years[1]) + 60
    return bool(_MONTH.fullmatch(number)) or parse_date(number) is not None


def _compact(number: str) -> str:
    return number.replace(" ", "").rstrip(".,;:/-_–")


def parse_case_number(line: str) -> str | None:
    """The case number if `line` (stripped, without markdown marks) is a line that gives one, else None.

    A number of one of the known shapes may stand alone; others need a label before them ("Sagsnr.",
    "J.nr.", "KLE:"). "Sag nr. 130" with a small number is an item number, not a case number.

    >>> parse_case_number("15.00.00-A00-47-24"), parse_case_number("Sagsnr. 299835")
    ('15.00.00-A00-47-24', '299835')
    >>> parse_case_number("2026-2029"), parse_case_number("24-09-2019"), parse_case_number("Sag nr. 130")
    (None, None, None)
    """
    line = line.strip()
    bare = _BARE.fullmatch(line)
    if bare:
        return None if _is_date(bare[1]) else _compact(bare[1])
    if _BARE_KLE.fullmatch(line):
        return None if parse_date(line) else line
    first = _LABEL.match(line)
    if not first:
        return None
    labels = [first]
    if first["document"]:  # the case's own number, if the line gives both, comes before its document's
        labels = [m for m in _LABEL.finditer(line) if not m["document"]] + labels
    return next((number for label in labels if (number := _labelled(label))), None)


def _labelled(label: re.Match[str]) -> str | None:
    number = _compact(label["number"])
    if parse_date(number) and not label[0].lower().startswith("kle"):
        return None
    if label["item"]:
        if number.isdigit():
            return number if len(number) > 4 else None
        return number if _SAG.fullmatch(number) and not _is_date(number) else None
    # "Sagsnr. 12" is the running number of an item; no archive gives out so short a number.
    return number if not number.isdigit() or len(number) > 3 else None


# In running text a number needs a longer tail than on a line of its own: "16-2000" is a range.
_INLINE_SHAPES: Final = "|".join(shape.replace(r"\d\d[-/]\d{4,8}", r"\d\d[-/]\d{5,8}") for shape in _SHAPES)
_INLINE: Final = re.compile(rf"(?:{_PREFIXED}|{_INLINE_SHAPES}){_END}")
_INLINE_START: Final = re.compile(
    r"[\dA-ZÆØÅ](?<![^\W_].)(?<![-.,/:].)(?:(?<=\d)(?=\d{0,7}[-./]\d)|(?<!\d)(?=[A-ZÆØÅ]{0,4}-?(?:19|20)\d\d-))"
)
_INLINE_LABEL: Final = re.compile(
    r"[sjdpSJDP](?<![^\W_].)(?i:(?<=s)a[gq](?:s[ .-]{0,2}(?:nr|numm?er)|nr)?(?:[ .]{0,2}(?:nr|numm?er))?"
    r"|(?<=j)(?:ournal[ .-]{0,2}(?:nr|numm?er)|\.?[ ]?nr)|(?<=d)ok(?:ument)?[ .-]{0,2}(?:nr|numm?er)"
    r"|(?<=d)agsordens?punkt|(?<=p)(?:kt|unkt))(?![^\W_])[.:]{0,2}[ \n]{0,2}"
    rf"(?P<number>(?-i:{_STRICT})|\d{{1,8}}(?:[-–/.]\d{{1,6}}){{0,3}}(?![^\W_]))"
)


def find_cases(text: str) -> list[Mention]:
    """Case, journal, document and item numbers in running text.

    >>> text = "Se punkt 45 og sagsnr. 23-000965."
    >>> [text[m.start : m.end] for m in find_cases(text)]
    ['punkt 45', '23-000965']
    """
    mentions = list(_labelled_cases(text))
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for candidate in _INLINE_START.finditer(text):
        match = _INLINE.match(text, candidate.start())
        if not match or match.start() in taken or _is_date(match[0]):
            continue
        if is_counted(text, match.end()):  # "2000-4500 kr."
            continue
        mentions.append(Mention(match.start(), match.end(), "CASE", canonical=_compact(match[0])))
    return sorted(mentions, key=lambda mention: mention.start)


_PART_OF_LAW: Final = re.compile(r"\d\.?[ ]$")  # "§ 5, 1. pkt. 3"


def _labelled_cases(text: str) -> Iterator[Mention]:
    for match in _INLINE_LABEL.finditer(text):
        start, end = match.span("number")
        number = match["number"]
        if _is_date(number) or is_counted(text, end):
            continue
        if _PART_OF_LAW.search(text, max(0, match.start() - 3), match.start()):
            continue
        has_shape = re.fullmatch(_STRICT, number)
        yield Mention(start if has_shape else match.start(), end, "CASE", canonical=_compact(number))


# --- acts and paragraphs ------------------------------------------------------------------------------

_NUM: Final = r"\d{1,4}(?:\.\d{1,2})?(?:[a-zæø]|[ ][a-hj-z](?=[ ,.;:)\n]|$))?(?![^\W_])"
_MORE: Final = r"(?:[ ]?[-–][ ]?|[ ]?,[ ]?|[ ](?:og|eller|til|samt)[ ])"
_SUB: Final = (
    r"(?:,?[ \n]{0,2}(?:stk|nr|litra|pkt)\.?[ \n]?(?:\d{1,3}|[a-zæø])(?![^\W_])"
    r"(?:[ ]?(?:-|–|og|eller)[ ]?(?:\d{1,3}|[b-hj-z])(?![^\W_]))?"
    r"|,?[ ]\d{1,2}\.[ ]?(?:pkt|punktum)\b\.?(?=[ ,)]|$)|,?[ ]\d{1,2}\.[ ]?(?:pkt|punktum)\b){0,5}"
)
_PARAGRAPH: Final = re.compile(
    rf"(?:§§[ \n]{{0,2}}(?P<many>{_NUM}(?:{_MORE}(?:§[ ]?)?{_NUM}){{0,15}})"
    rf"|(?:§|[Pp]aragraf[ ])[ \n]{{0,2}}(?P<one>{_NUM}(?:[ ]?[-–][ ]?{_NUM})?))(?P<sub>{_SUB})"
)
_DAY: Final = r"(?:(?:den|d\.)[ ])?\d{1,2}(?:\.[ ]?[a-zæøå]{3,9}\.?[ ]|[./-]\d{1,2}[./ -])(?:19|20)\d\d"
_PUBLISHED: Final = re.compile(
    r"(?:(?:lov)?bekendtgørelse|lov|cirkulære|vejledning|lbk|bek|vej|cir)\.?[ ]"
    rf"(?:nr\.?|nummer)[ \n]?\d{{1,5}}(?![^\W_])(?:[ \n]af[ \n]{_DAY})?",
    re.IGNORECASE,
)
# Where an act or a paragraph may be: cheap to look for, then read forwards or backwards from there.
_ANCHOR: Final = re.compile(
    r"[§lfdbcvpLFDBCVP](?:(?<=§)|(?<=l)(?:ov(?:en|ens|s|e)?(?![^\W_])|bk[ ])"
    r"|(?<=L)(?:ov(?:ens?|s)?(?![^\W_])|BK[ ])"
    r"|(?<=f)orordning|(?<=d)irektiv|(?<=[bB])ekendtgørelse|(?<=B)EK[ ]|(?<=[cC])irkulære|(?<=[vV])ejledning"
    r"|(?<=[pP])aragraf[ ])"
)


def find_laws(text: str) -> list[Mention]:
    """Acts and paragraphs; an act and the paragraph right beside it are one mention.

    >>> text = "jf. lov om social service § 104 og bekendtgørelse nr. 123 af 3. maj 2024"
    >>> [m.canonical for m in find_laws(text)]
    ['serviceloven § 104', 'bekendtgørelse nr. 123 af 3. maj 2024']
    """
    mentions: list[Mention] = []
    for part in _parts(text):
        joined = _join(text, mentions[-1], part) if mentions else None
        if joined:
            mentions[-1] = joined
        else:
            mentions.append(part)
    return mentions


def _parts(text: str) -> Iterator[Mention]:
    position = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < position:
            continue
        part = _paragraph(text, anchor) if anchor[0][0] in "§pP" else _act(text, anchor, position)
        if part:
            yield part
            position = part.end


def _paragraph(text: str, anchor: re.Match[str]) -> Mention | None:
    match = _PARAGRAPH.match(text, anchor.start())
    if not match:
        return None
    numbers = match["many"] or match["one"]
    sign = "§§" if re.search(r"[-–,]|og|eller|til|samt", numbers) else "§"
    details = re.sub(r",?\s*\b(stk|nr|litra|pkt)\.?\s*(?=[\da-zæø])", _detail, match["sub"])
    canonical = f"{sign} {' '.join(numbers.replace('§', '').split())}{' '.join(details.split(' '))}"
    return Mention(match.start(), match.end(), "LAW", canonical=" ".join(canonical.split()))


def _detail(match: re.Match[str]) -> str:
    return f", {match[1]}{'' if match[1] == 'litra' else '.'} "


_STEM: Final = re.compile(r"(?:[^\W\d_][\w-]{1,30}-(?:[ ]og|[ ]eller|,)[ ])?(?P<stem>[^\W\d_][\w-]{1,40})$")


def _act(text: str, anchor: re.Match[str], position: int) -> Mention | None:
    """An act named at `anchor`: by number, by title ("lov om …"), or by one word (serviceloven)."""
    start = anchor.start()
    if start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "-"):
        published = _PUBLISHED.match(text, start)
        if published:
            return Mention(start, published.end(), "LAW", canonical=" ".join(published[0].lower().split()))
        return _titled(text, start)
    word = _ACT_WORD.match(text, start)
    if not word:
        return None
    before = text[max(position, start - 80) : start]
    stem = _STEM.search(before)
    if not stem or not _is_word_start(before, stem.start()):
        return None
    begin = start - (len(before) - stem.start())
    name = text[begin : word.end()].lower()
    if name in _no_acts():
        return None
    # Without its article only "planlovs § 5" is a name, and "den kommunale styrelseslov".
    if not word["definite"] and not text.startswith("§", word.end() + 1) and name != "styrelseslov":
        return None
    return Mention(begin, word.end(), "LAW", canonical=" ".join(_nominative(name).split()))


_ACT_WORD: Final = re.compile(r"(?:(?P<definite>[Ll]oven|forordningen|direktivet|bekendtgørelsen)|[Ll]ov)s?(?![^\W_])")


def _is_word_start(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "-_")


def _nominative(name: str) -> str:
    """ "servicelovens" and "servicelovs" are "serviceloven"."""
    name = name.removesuffix("s")
    return name + "en" if name.endswith("lov") else name


@cache
def _no_acts() -> frozenset[str]:
    return frozenset(read_toml("laws")["none"]["words"])


@cache
def _titles() -> tuple[re.Pattern[str], dict[str, str]]:
    titles: dict[str, str] = read_toml("laws")["titles"]
    longest_first = sorted(titles, key=len, reverse=True)
    pattern = "|".join(re.escape(title).replace(r"\ ", r"\s") for title in longest_first)
    known = re.compile(rf"(?:en[ ])?({pattern})(?![^\W_])", re.IGNORECASE)
    return known, {title.lower(): short for title, short in titles.items()}


_OM: Final = re.compile(r"(lov|bekendtgørelse)(?P<gap>[ \n]om[ \n])", re.IGNORECASE)
_TITLE_WORD: Final = re.compile(r"([^\W\d_]{1,40})(?:[ \n]|(?!\w))")
_PERMISSION: Final = re.compile(r"\b(?:få|får|fik|fået|give|giver|gav|givet|bede|beder|har|havde)[ ]$")
# What an unknown title's noun has before it: adjectives, an article, a genitive.
_MODIFIER: Final = ("al", "iv", "ig", "isk", "ende", "ede", "ige", "lige", "iske", "ale", "ive", "mene")


def _titled(text: str, start: int) -> Mention | None:
    """ "Lov om …": a known title, else up to the first noun; and Barnets Lov."""
    owner = re.search(r"(?:barnets|børnenes)[ \n]$", text[max(0, start - 9) : start], re.IGNORECASE)
    if owner and text[start : start + 3].lower() == "lov" and not text[start + 3 : start + 4].isalnum():
        return Mention(start - len(owner[0]), start + 3, "LAW", canonical="barnets lov")
    om = _OM.match(text, start)
    if not om or _PERMISSION.search(text, max(0, start - 8), start):  # "får lov om sommeren"
        return None
    known, short_names = _titles()
    title = known.match(text, om.end())
    if title:
        short = short_names.get(" ".join(title[1].lower().split()))
        return Mention(start, title.end(), "LAW", canonical=short)
    end = om.end()
    for _ in range(4):
        word = _TITLE_WORD.match(text, end)
        if not word:
            break
        noun_end, end = word.end(1), word.end()
        is_modifier = word[1].lower().endswith(_MODIFIER) or word[1] in ("en", "et", "ny", "nye")
        if not is_modifier and not (word[1].endswith("s") and len(word[1]) > 6):
            return Mention(start, noun_end, "LAW", canonical=" ".join(text[start:noun_end].lower().split()))
    return None


_BESIDE: Final = re.compile(r",?[ \n]")
_IN: Final = re.compile(r"[ \n](?:i|af)[ \n](?:den[ \n])?")


def _join(text: str, first: Mention, second: Mention) -> Mention | None:
    """One mention for an act and the paragraph beside it: "servicelovens § 18", "§ 18 i serviceloven"."""
    one, other = first.canonical or "", second.canonical or ""
    if "§" not in one and other.startswith("§") and _BESIDE.fullmatch(text, first.end, second.start):
        return Mention(first.start, second.end, "LAW", canonical=f"{one} {other}")
    if one.startswith("§") and "§" not in other and _IN.fullmatch(text, first.end, second.start):
        return Mention(first.start, second.end, "LAW", canonical=f"{other} {one}")
    return None
