"""Parties: letters after names, in votes and after "Liste", and party names.

A capital letter is a party only where the text makes it one. "(B)" at the end of an item's title is the
item's kind (beslutning), "Bilag A" an enclosure, "I" mostly a preposition.

>>> text = "For stemte A, C og V. Imod stemte Pia Berg (Ø)."
>>> [(text[m.start:m.end], m.canonical) for m in find_parties(text)]
[('A', 'A'), ('C', 'C'), ('V', 'V'), ('Ø', 'Ø')]
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from nlp_referat.lexicon import parse_party, parties, read_toml
from nlp_referat.text import Mention

# A chain of capital words before a bracket: "Pia von Berg", "J.P. Holm", "Anne-Mette Ø. Lund".
_CAPITAL: Final = r"[A-ZÆØÅÉÜÖÄ](?:[\w.'’-]{0,30}+)"
_NAME_BEFORE: Final = re.compile(
    rf"(?<![\w-])(?:{_CAPITAL}[ ]{{1,2}}(?:(?:von|van|de|der|den|af|el|al)[ ]){{0,2}}){{0,5}}{_CAPITAL}"
    r"[ \t]{0,2}[*_]{0,2}[ \t,]{0,3}$"
)
_WORDS: Final = re.compile(r"[^\W\d_][\w.'’-]*")
_LAST_WORD: Final = re.compile(r"([^\W\d_][\w-]*)[ \t*_]*$")
# "# Punkt 12:", "12.", "Sag nr. 3": the line is an item's head, in the contents too.
_ITEM_HEAD: Final = re.compile(r"[ \t>*_]*(?:#|[Pp]unkt\b|[Pp]kt\b|[Ss]ag\b|[Nn]r\b|\d{1,4}[.):]?[ \t])")
_LINE_END: Final = re.compile(r"[ \t*_]*(?:\n|$)")
_LEADER: Final = re.compile(r"[ \t*_]*(?:\.{2,}|…|\t)[ \t.…]*\d")  # dots and page number in the contents
_PEOPLE_LINE: Final = re.compile(
    r"fravær|afbud|suppleant|stedfortræder|stemte|deltog|deltager|til stede|mødte|inhabil",
    re.IGNORECASE,
)
_CONJUNCTIONS: Final = frozenset(
    {"at", "og", "men", "mens", "idet", "da", "hvor", "samt", "når", "mod", "for", "derfor"}
)
_BEFORE_NAME: Final = frozenset(["og", "samt", "deltog", "mødte", "var", "er", "stemte", "ved"])
# Item kinds and "åben"/"lukket" marks that stand in brackets after titles.
_MARKS: Final = frozenset("BODÅL")

_SEPARATOR: Final = (
    r"(?:[ \t]{0,2}[,;/+&][ \t]{0,2}\n?[ \t]{0,2}(?:(?:og|samt)[ \t]{1,2})?"
    r"|[ \t]{1,2}(?:og|samt|eller)[ \t\n]{1,2})(?:\d{1,2}[ \t])?(?:[Ll]iste[ \t])?"
)
# "V (3)", "V: 3", "V (Pia Berg og Ole Holm)"
_COUNT: Final = r"(?:[ ]?\([^()\n]{1,120}+\)|[ ]?:[ ]?\d{1,2}(?!\d))?"

# What stands before party letters. The window is short, so these may be loose about what lies between.
_BETWEEN: Final = (
    r"(?:[\s:(*]|\d{1,2}\b|\b(?:medlemmer|medlem|stemmer|stemme|var|at|fra|af|i[ ]alt|partierne|listerne"
    r"|for|imod|mod|blankt|bestående|udgjort|der|består|ja|nej|hverken|eller|alle)\b){1,16}"
)
_BEFORE: Final = re.compile(
    rf"""(?:
      # "For:", "**Imod:** 5"; without the colon "for" is a preposition
      (?:\b(?:[Ff]or|[Ii]?[Mm]od|[Bb]lankt?|FOR|IMOD|Ja|Nej)|[Uu]ndladt?|[Uu]ndlader|[Hh]verken/eller)
        (?:[ ]stemte)?(?:[ ]\d{{1,2}})?[*_\s]*:[*_\s(]*(?:\d{{1,2}}\b[\s(:]*)?
    | \b(?:[Ss]temte|[Ss]temmer|[Uu]ndlod|[Uu]ndlader)\b{_BETWEEN}
    | \b(?:[Ff]ler|[Mm]indre)tal(?:let|lene)?
      (?:[ ]i[ ][\w-]{{1,40}}|[ ]på|[ ]i[ ]?mod|[ ]\d{{1,2}}){{0,2}}{_BETWEEN}
    | \b(?:[Pp]artierne|[Ll]isterne|[Gg]rupperne|[Pp]artiet|[Ll]iste|vegne[ ]af)[ ]
    | \b(?:[Mm]edlemmer(?:ne)?|[Rr]epræsentanter(?:ne)?)[ ]fra[ ]
    | (?:forslag|forslaget|protokollat|udtalelse|bemærkning(?:er)?|initiativsag|anmodning|begæring)
      (?:[ ](?:stillet|fremsat|fremsendt))?[ ](?:fra|af)[ ]
    )$""",
    re.VERBOSE,
)
_AFTER: Final = re.compile(
    r"""
      [ \t]{1,2}(?:
        stemte|stemmer(?![ ]overens)|undlod|undlader|foreslog|foreslår|begærede|begærer
      | (?:tager|tog)[ ]forbehold
      | ønsker|ønskede|stillede|stiller|fremsatte|kan[ ]ikke|kunne[ ]ikke|støtter|støttede
      | tilslutte(?:r|de)[ ]sig|gik[ ]imod|går[ ]imod|imod(?=[ \t]*[.,;\n])
      )\b
    | ['’]s?[ \t](?:[a-zæøå]{1,15}[ \t])?
      (?:\w{0,20}forslag|mindretal|gruppe|protokol|stemmer|budget|indstilling|medlem)
    """,
    re.VERBOSE,
)
_VOTING: Final = re.compile(r"stem|flertal|mindretal|undlod|undlader|undladt|parti|\b[Ff]or\b|\b[Ii]?mod\b|\bfor\b")
_ROLE_BRACKET: Final = re.compile(r"\([a-zæøå. ]{3,25}\)[ ]?$")
_OUTSIDE: Final = re.compile(
    r"\(([Ll]øsgængere?|[Uu]den ?for parti(?:erne)?|[Pp]artiløs|U[PF]P?)\)"
    r"|(?<=, )([Ll]øsgænger|UP)(?=[ \t]*(?:[,;(\n]|$))"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    free_name: re.Pattern[str]
    party_list: re.Pattern[str]
    element: re.Pattern[str]
    letters: dict[str, str]


def _either(words: list[str]) -> str:
    """Alternatives, longest first; a space between words may be a line break."""
    return "|".join(re.escape(word).replace(r"\ ", r"[ \n]") for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    letters: dict[str, str] = {}
    for party in parties():
        spelled = [party.name, *party.names]
        if party.any_case:
            spelled += [name[0].lower() + name[1:] for name in spelled if not name.startswith("SF")]
        letters.update(dict.fromkeys([*spelled, *party.short], party.letter))
    data = read_toml("parties")
    names = _either([*letters, *data["local_list"]["names"]])
    ordinary = "|".join(data["common"]["not_before"])
    # "SF-sten" is a paving stone, "SF-gruppen" the party.
    free = rf"(?<![\w-])({names})(?:'s|’s|['’]|s)?(?![\w])(?!-(?!grupp|medlem|list))(?![ \t]+(?:{ordinary})\b)"
    element = rf"(?:[A-ZÆØÅ]{{1,2}}|{names}|UFP|[Ll]øsgænger(?:en|ne)?)(?![\w-])"
    listed = rf"(?<![\w.-]){element}(?:{_COUNT}{_SEPARATOR}{element}){{0,14}}"
    return _Patterns(re.compile(free), re.compile(listed), re.compile(rf"(?<!\w){element}"), letters)


def find_parties(text: str) -> list[Mention]:
    """Party letters and names, in order, with the letter as canonical form where there is one.

    >>> text = "2. Budget 2027 (B)\\nFraværende: Ole Holm (V), Liste T tager forbehold."
    >>> [text[m.start:m.end] for m in find_parties(text)]
    ['V', 'T']
    """
    spans: dict[int, Mention] = {}
    for mention in chain(_free_names(text), _outside(text), _letters(text)):
        spans.setdefault(mention.start, mention)
    found: list[Mention] = []
    for start in sorted(spans):
        if not found or start >= found[-1].end:
            found.append(spans[start])
    return found


def _free_names(text: str) -> list[Mention]:
    patterns, common = _patterns(), read_toml("parties")["common"]
    doubtful = frozenset(common["doubtful_first"])
    verbs = frozenset(common["party_verbs"])
    return [
        _mention(match.start(), match.end(), match[1])
        for match in patterns.free_name.finditer(text)
        if match[1] not in doubtful or _is_doubtless(text, match, verbs)
    ]


def _is_doubtless(text: str, match: re.Match[str], verbs: frozenset[str]) -> bool:
    """Whether "Alternativet" is the party: inside a sentence, in brackets or a list, or acting as one."""
    start, end = match.span()
    before = text[max(0, start - 3) : start]
    if before.endswith(("(", "/")) or ((before[-2:-1].isalnum() or before[-2:-1] == ",") and before.endswith(" ")):
        return True
    after = text[end : end + 30]
    word = after.split(None, 1)[0] if after.strip() else ""
    return word in verbs or (after.startswith((",", " (", " og ")) and _patterns().element.search(after) is not None)


def _mention(start: int, end: int, written: str) -> Mention:
    party = parse_party(written)
    return Mention(start, end, "PARTY", canonical=party or written)


def _outside(text: str) -> list[Mention]:
    found = []
    for match in _OUTSIDE.finditer(text):
        group = match.lastindex or 0
        found.append(_mention(match.start(group), match.end(group), match[group]))
    return found


def _letters(text: str) -> list[Mention]:
    """Letters and names in lists, votes and brackets."""
    patterns = _patterns()
    found: list[Mention] = []
    for match in patterns.party_list.finditer(text):
        start, end = match.span()
        elements = _elements(text, start, end)
        if _is_bracketed(text, start, end):
            accepted = _is_vote(text, start) if len(elements) > 1 else _is_after_name(text, start, end, elements)
            # "Et mindretal på 3 (Å)"
            accepted = accepted or _BEFORE.search(text, max(0, start - 90), start) is not None
        else:
            accepted = (
                _BEFORE.search(text, max(0, start - 90), start) is not None
                or (_AFTER.match(text, end) is not None and _may_act(text, start, elements))
                or (len(elements) == 1 and text[start - 2 : start] == ", " and _is_participant(text, start, end))
            )
        if accepted:
            found += [_mention(a, b, text[a:b]) for a, b in elements if not _is_preposition(text, a, b)]
    return found


def _elements(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parties of a list, without the names in brackets after them."""
    elements: list[tuple[int, int]] = []
    depth_end = start
    for match in _patterns().element.finditer(text, start, end):
        if match.start() < depth_end:
            continue
        elements.append(match.span())
        after = text[match.end() : match.end() + 2]
        if "(" in after and (closing := text.find(")", match.end(), end)) > 0:
            depth_end = closing
    return elements


def _is_preposition(text: str, start: int, end: int) -> bool:
    """ "For stemte A, C og V. I alt" and "Imod: I forhold til": an I before a small word."""
    return (
        text[start:end] == "I"
        and text[end : end + 1] == " "
        and (text[end + 1 : end + 3].islower() or text[end + 1 : end + 2].isdigit())
        and not text.startswith(("og ", "samt ", "stemte ", "stemmer ", "undlod "), end + 1)
    )


def _is_bracketed(text: str, start: int, end: int) -> bool:
    """ "(A)", "(A, formand)", "(formand, A)", "[A]"; what stands beside the party is in small letters."""
    before = text[max(0, start - 30) : start].rpartition("\n")[2]
    opening = max(before.rfind("("), before.rfind("["))
    if opening < 0 or any(char.isupper() or char.isdigit() or char == ")" for char in before[opening + 1 :]):
        return False
    after = text[end : end + 40]
    closing = min((at for at in (after.find(")"), after.find("]")) if at >= 0), default=-1)
    return closing >= 0 and "\n" not in after[:closing] and (closing == 0 or after[0] in ",; -–")


def _is_vote(text: str, start: int) -> bool:
    """Whether the sentence before a bracket with several letters speaks of a vote."""
    window = text[max(0, start - 120) : start]
    return _VOTING.search(window.rpartition(". ")[2].rpartition("\n\n")[2]) is not None


def _may_act(text: str, start: int, elements: list[tuple[int, int]]) -> bool:
    """ "V stemte imod", but not "Model A ønsker" or "Ejer B foreslår"."""
    if len(elements) > 1:
        return True
    last = _LAST_WORD.search(text, max(0, start - 30), start)
    return last is None or last[1] in _CONJUNCTIONS


@cache
def _context() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = read_toml("parties")["context"]
    return frozenset(data["not_before_brackets"]), tuple(data["not_after_ending"]), frozenset(data["roles"])


def _is_blocked(word: str) -> bool:
    blocked, endings, _ = _context()
    folded = word.casefold()
    return folded in blocked or folded.endswith(endings)


def _is_after_name(text: str, start: int, end: int, elements: list[tuple[int, int]]) -> bool:
    """Whether a bracket with one party stands after a person's name or role."""
    party = text[elements[0][0] : elements[0][1]]
    line_start = text.rfind("\n", max(0, start - 300), start) + 1
    opening = max(text.rfind("(", line_start, start), text.rfind("[", line_start, start))
    before = _ROLE_BRACKET.sub("", text[max(line_start, opening - 100) : opening])
    name = _NAME_BEFORE.search(before, max(0, len(before) - 90))
    if name is None:
        last = _LAST_WORD.search(before, max(0, len(before) - 30))
        return last is not None and last[1].casefold() in _context()[2]
    words = _WORDS.findall(name[0])
    # "Tillæg A (B)": a letter without a dot is no initial.
    if not words or _is_blocked(words[0]) or _is_blocked(words[-1]) or len(words[-1]) == 1:
        return False
    if len(party) == 2 and parse_party(party) == party != "UP" and not _is_list_code(party, words):
        return False
    closings = (text.find(bracket, end, end + 45) for bracket in ")]")
    after = min((at for at in closings if at >= 0), default=end) + 1
    if _LEADER.match(text, after):
        return False
    prefix = before[: name.start()].strip(" \t*_•-–>")
    if _LINE_END.match(text, after):
        return _ends_people_line(text[line_start:opening], prefix, party, len(words))
    if len(words) > 1 or ")," in before:
        return True
    # "Gentagelser (A) og": one word that begins the sentence is a surname only in a list.
    begins = not prefix or prefix.endswith(".")
    return party not in _MARKS and (not begins or text.startswith((",", ";", ":"), after))


def _is_list_code(letters: str, words: list[str]) -> bool:
    """ "Pia Berg (LB)" is on a list; "Kirsten Lund (KL)" and "Danske Regioner (DR)" are initials."""
    initials = iter(word[0].upper() for word in words)
    return len(words) > 1 and not all(letter in initials for letter in letters)


def _ends_people_line(line: str, prefix: str, party: str, names: int) -> bool:
    """Whether a bracket that ends its line follows a person: titles end in "(B)" too."""
    if ")," in line or ") og" in line:
        return True
    if _ITEM_HEAD.match(line) and not (names > 1 and re.fullmatch(r"\d{0,3}[.)]?", prefix) and party not in _MARKS):
        return False
    if _PEOPLE_LINE.search(line):
        return True
    if not prefix:
        return names > 1 or party not in _MARKS
    last = _LAST_WORD.search(prefix)
    if last and not prefix.endswith((":", ",", ";")):
        return party not in _MARKS or last[1] in _BEFORE_NAME or last[1].casefold() in _context()[2]
    return names > 1 or party not in _MARKS


def _is_participant(text: str, start: int, end: int) -> bool:
    """A line "Pia Berg, V" or "Pia Berg, V, formand"."""
    after = text[end : end + 2]
    if after[:1] not in ("", "\n", ",", " ", ";", "*") or (after[:1] == " " and after[1:].isalnum()):
        return False
    line_start = text.rfind("\n", max(0, start - 200), start) + 1
    before = text[line_start : start - 2].strip(" \t*_•-–>")
    name = _NAME_BEFORE.match(before)
    return name is not None and len(_WORDS.findall(before)) > 1 and not _is_blocked(before.rpartition(" ")[2])
