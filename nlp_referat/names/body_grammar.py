"""How names of Danish bodies are built around their head word ("udvalget", "rådet"): the parts that grow.

Pure look-ups on a text and an offset; `nlp_referat.names.committees` decides what counts.
Every step looks at a bounded stretch of text, so the whole stays linear.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from nlp_referat.lexicon import read_toml

# A gap inside a name: spaces, at most one line break, never an empty line.
GAP: Final = r"(?:[ \t]{1,3}(?:\n[ \t]{0,3})?|\n[ \t]{0,3})"
_WINDOW: Final = 140

# "Erhvervs- og ", "Børne-, ", "Beskæftigelses & ", "Klima- " right before the part that follows.
_PART: Final = re.compile(
    r"(?<![^\W_])(?<!-)(?P<word>[^\W\d_]{1,30}+(?:-(?!(?:og|samt)\b)[^\W\d_]{1,30}+)?+)(?P<hyphen>-?+)(?P<comma>,?+)"
    # "Børne -og" and "Børne-og" are how "Børne- og" is misspelled.
    rf"(?:{GAP}?(?P<stray>-)?+(?P<conj>og|samt|&|OG|SAMT){GAP}?|{GAP})\Z"
)
_CAPITAL_RUN: Final = re.compile(
    r"(?<![\w.-])(?:[A-ZÆØÅ][\w.'’-]{0,30}+ (?:og )?){0,3}[A-ZÆØÅ][\w.'’-]{0,30}+(?: |\n)\Z"
)
_FIELD_WORD: Final = re.compile(r"[^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+)*+-?")
_FIELD_GAP: Final = re.compile(rf"(?P<comma>,?+){GAP}?(?:(?P<conj>(?:og|samt|OG|SAMT)(?=\s)|&){GAP}?)?")
_FIELD_NOUN: Final = re.compile(r" ([^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+)*+-?)")
_FIELD_STOP: Final = re.compile(r"[ \t]{0,3}(?:\Z|[\n.,;:)*|]|- )")
_BENEFICIARY: Final = re.compile(
    rf"{GAP}(?P<link>for|til){GAP}(?P<first>[A-ZÆØÅ][\w-]{{1,30}}+)(?:(?:{GAP}|{GAP}og{GAP})[A-ZÆØÅ][\w-]{{1,30}}+){{0,3}}"
)
_BODY_WORD: Final = re.compile(
    r".*(?:udvalg|råd|nævn|kommission)(?:et|en)?s?|(?:kommunalbestyrelse|borgmester|direktion|direktør|forvaltning|"
    r"administration|center|kommune|region|bestyrelse|formand|formandskab|sekretariat|forening|"
    r"magistrat|stab|afdeling|folketing|udvalg)(?:e?n|e?ns|et|ets|s)?|.*(?:forvaltningen|bestyrelsen|direktionen)"
)


# A head ends its word: "byrådsperiode", "fondsmidler" are compounds. "_10. november" may follow.
_TAIL: Final = r"(?![^\W_]|-[^\W\d_])"


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun in the text: `word` is where its word begins, `start` where the noun itself does."""

    noun: str
    word: int
    start: int
    end: int
    stem: str  # what stands before the noun in the same word, in small letters
    capital: bool
    noun_capital: bool
    definite: bool
    genitive: bool


def head_patterns(articles: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each noun the pattern of its forms in small letters; ``articles`` gives its definite ending."""
    return tuple(
        (noun, re.compile(rf"{noun}(?P<definite>{article})?(?P<genitive>['’]?s)?{_TAIL}"))
        for noun, article in articles.items()
    )


def find_heads(text: str, patterns: tuple[tuple[str, re.Pattern[str]], ...]) -> Iterator[Head]:
    """Every head noun that ends its word, by noun and then by place."""
    small = text.lower()
    if len(small) != len(text):  # a few letters grow when lowered; offsets must not move
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for noun, pattern in patterns:
        for match in pattern.finditer(small):
            start = match.start()
            word = word_start(text, start)
            if start - word > 38:  # no Danish word
                continue
            yield Head(
                noun,
                word,
                start,
                match.end(),
                small[word:start],
                text[word].isupper(),
                text[start].isupper(),
                match["definite"] is not None,
                match["genitive"] is not None,
            )


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_toml("committees")[key])


@cache
def places() -> frozenset[str]:
    """Names of the municipalities without "Kommune", with the spellings in use, in small letters."""
    rows = read_toml("municipalities")["municipality"]
    return frozenset(name.lower() for row in rows for name in (row["place"], *row.get("aliases", ())))


@lru_cache(maxsize=4096)
def is_field(word: str) -> bool:
    """Whether a word in small letters names a field of public work, alone or compounded.

    >>> is_field("arbejdsmarkeds"), is_field("landdistriktsudviklings"), is_field("direktionen")
    (True, True, False)
    """
    if len(word) > 40:
        return False
    if _plain(word) & _words("topics"):
        return True
    return any(_plain(word[:i]) & _words("topics") and is_field(word[i:]) for i in range(2, len(word) - 1))


def _plain(word: str) -> frozenset[str]:
    """The word, and the word without a linking s or e."""
    return frozenset((word, word[:-1])) if word[-1:] in ("s", "e") else frozenset((word,))


def is_body(word: str) -> bool:
    """Whether a word in small letters is a body, an authority or an office, so no field and no place.

    >>> is_body("økonomiudvalget"), is_body("borgmesteren"), is_body("kultur")
    (True, True, False)
    """
    return _BODY_WORD.fullmatch(word) is not None


def is_committee_field(stem: str) -> bool:
    """Whether ``stem`` + "udvalget" in small letters is a body's name and no common noun."""
    return is_field(stem) or bool(_plain(stem) & _words("committee_stems"))


def is_generic(stem: str) -> bool:
    """Whether ``stem`` + "udvalg" is a kind of committee or a selection: "fag", "vare"."""
    return stem in _words("generic_committees")


def is_council(stem: str) -> bool:
    """Whether ``stem`` + "råd" is a council that municipalities, regions or the state have."""
    return bool(_plain(stem) & _words("councils")) or (len(stem) > 3 and stem.endswith("by"))


def is_no_council(stem: str) -> bool:
    """Whether ``stem`` + "råd" is no public council, or no council at all ("området", "forråd")."""
    # "Beskæftigelsesområdet", "ståltråd"
    return (stem.endswith(("om", "t")) and stem != "distrikt") or stem in _words("no_councils")


def is_board(noun: str) -> bool:
    """Whether the noun in small letters, without article, is a board: "huslejenævn"."""
    return noun in _words("boards")


def word_start(text: str, position: int) -> int:
    """Where the word that goes on at ``position`` begins; a single inner hyphen belongs to it."""
    start, low = position, max(0, position - 40)
    while start > low and text[start - 1].isalpha():
        start -= 1
    if start > low + 1 and text[start - 1] == "-" and text[start - 2].isalpha():
        start -= 1
        while start > low and text[start - 1].isalpha():
            start -= 1
    return start


def list_start(text: str, start: int, capital: bool) -> int:
    """Where the list of fields begins whose last part stands at ``start`` ("Børne- og |Ungeudvalget").

    A part without its hyphen counts when it is a known field ("Ældre og |Sundhedsudvalget"), so that
    "Direktionen og |Økonomiudvalget" stays apart. ``capital``: the head is written with a capital.
    """
    joined = False
    for _ in range(6):
        match = _PART.search(text, max(0, start - _WINDOW), start)
        if match is None:
            return start
        word, conj = match["word"], match["conj"]
        lowered, upper = word.lower(), word[0].isupper()
        if match["hyphen"] or match["stray"]:
            fits = bool(conj or match["comma"] or upper or joined) and (upper or is_field(lowered))
        elif conj == "&":
            fits = upper and not is_body(lowered)
        elif (conj and not joined) or (match["comma"] and joined):
            fits = upper == capital and is_field(lowered) and not lowered.endswith("-")
        else:
            fits = False
        if not fits:
            return start
        joined = joined or bool(conj)
        start = match.start()
    return start


def place_start(text: str, start: int, any_place: bool) -> int:
    """Where a municipality's name begins that belongs to the body at ``start``: "|Køge Byråd".

    Args:
        text: the text.
        start: where the body's own name begins.
        any_place: also take a capitalised word that is no known municipality ("Valby Lokaludvalg").
    """
    match = _CAPITAL_RUN.search(text, max(0, start - 70), start)
    if match is None:
        return start
    words = [word for word in re.finditer(r"\S+", match[0]) if word[0] != "og"]
    of_municipality = words[-1][0] == "Kommunes" and len(words) > 1
    if of_municipality:
        words.pop()
    end = words[-1].end()
    for word in words:  # the longest known name first
        name = match[0][word.start() : end].lower()
        if name in places() or name.removesuffix("s") in places() or name.startswith("region "):
            return match.start() + word.start()
    last = words[-1]
    lowered = last[0].lower()
    # "Indre By Lokaludvalg"
    if any_place and len(words) > 1 and lowered in ("by", "øst", "vest", "nord", "syd", "enghave"):
        return match.start() + words[-2].start()
    is_name = lowered not in _words("no_prefix") and last[0][-1] not in ".-" and not is_body(lowered)
    if is_name and "\n" not in match[0] and (of_municipality or (any_place and not is_field(lowered))):
        return match.start() + last.start()
    return start


def adjective_start(text: str, start: int) -> int:
    """Where "|Teknisk Udvalg", "|Det Regionale Arbejdsmarkedsråd" begins, given where the head does."""
    match = _CAPITAL_RUN.search(text, max(0, start - 70), start)
    if match is None:
        return start
    found = doubtful = start
    for word in reversed(list(re.finditer(r"\S+", match[0]))):
        lowered = word[0].lower()
        if lowered == "det":
            return match.start() + word.start() if doubtful < start else found
        if lowered in _words("adjectives") and doubtful == found:
            found = doubtful = match.start() + word.start()
        elif lowered.endswith("e") and lowered not in _words("no_prefix"):
            doubtful = match.start() + word.start()  # "Det Præhospitale Udvalg": any adjective after "Det"
        else:
            break
    return found


def beneficiary_end(text: str, position: int, links: tuple[str, ...] = ("for",)) -> int:
    """End of a capitalised name after "for" or "til": "Fredningsnævnet| for Fyn"."""
    match = _BENEFICIARY.match(text, position)
    if match is None or match["first"].lower() in _words("no_prefix") or match["link"] not in links:
        return position
    return match.end()


def _field_end(text: str, position: int, first: bool = False) -> int | None:
    """End of one field: "Kultur", "Grøn Omstilling", "Social-"; None where none stands."""
    for _ in range(3):
        match = _FIELD_WORD.match(text, position)
        if match is None:
            return None
        lowered, upper = match[0].lower().rstrip("-"), match[0][0].isupper()
        noun = _FIELD_NOUN.match(text, match.end())
        noun_upper = noun is not None and noun[1][0].isupper()
        if noun is not None and not is_body(noun[1].lower()):
            noun_field = is_field(noun[1].lower().rstrip("-"))
            adjective = lowered in _words("adjectives")
            if (adjective and (noun_upper or noun_field)) or (upper and noun_upper and noun_field):
                position = noun.start(1)
                continue
        if is_field(lowered) or is_field(lowered.removesuffix("s")):
            return match.end()
        # "Køge Kommune", "Per Hansen" are names of something else, "Direktionen" no field.
        if not upper and not first and not is_body(lowered) and _FIELD_STOP.match(text, match.end()):
            return match.end()  # "Udvalget for familie og institutioner" closes the line or the clause
        other = noun_upper or lowered in places() or lowered in _words("no_prefix") or is_body(lowered)
        return match.end() if upper and len(lowered) > 2 and not other else None
    return None


def field_list_end(text: str, position: int) -> int | None:
    """End of the list of fields that begins at ``position``, after "Udvalget for ".

    >>> text = "Udvalget for Teknik, Miljø og Klima, Økonomiudvalget og Byrådet"
    >>> text[13:field_list_end(text, 13)]
    'Teknik, Miljø og Klima'
    """
    closed = end = _field_end(text, position, first=True)
    if end is None:
        return None
    for _ in range(6):
        gap = _FIELD_GAP.match(text, end)
        if gap is None or not (gap["comma"] or gap["conj"]):
            break
        following = _field_end(text, gap.end())
        if following is None:
            break
        end = following
        if gap["conj"]:
            closed = end
    return closed
