"""Those who take one side in a vote: party letters, or people, and how many they are.

>>> read_group("A, B og F (12)")
Group(members=('A', 'B', 'F'), count=12)
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from nlp_referat.lexicon import parse_party, party_letter

# fmt: off
_NUMBER_WORDS: Final = {
    "nul": 0, "én": 1, "ét": 1, "en": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7,
    "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19, "tyve": 20,
}
# fmt: on
NUMBER: Final = rf"(?:\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})"
"""A count in figures or words."""
_PIECE: Final = re.compile(r"\((?P<aside>[^()]{1,200})\)|(?P<piece>[^(),;/+&\n]+)")
_AND: Final = re.compile(r"\b(?:og|samt)\b")
_OUTER: Final = re.compile(r"\((?=[^()]{0,200}\()")  # "6 (Ida (B), Per (B))": the outer bracket opens the list
_FILLER: Final = re.compile(
    r"^(?:(?:et |det |hele |alle |de |enigt |flertal(?:let)?|mindretal(?:let)?|bestående af|udgjort af"
    r"|flertallet|består af|heraf|nemlig|"
    r"liste|lister|listerne|gruppe|gruppen|partiet|partierne|parti|medlemmer(?:ne)?|repræsentanterne"
    r"|fra|af|på|for|var|mens|samt|og|at|også|"
    r"herefter|derefter|imidlertid|stemmer|stemte|udvalgets|byrådets|udvalgsmedlem(?:merne)?"
    r"|byrådsmedlem(?:merne)?|borgmester|viceborgmester|formand|formanden|næstformand)\b[ :.]*)+",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[A-ZÆØÅ][\w.'’-]*(?: (?:(?:de|von|van|der|al|el|af|bin) )?[A-ZÆØÅ][\w.'’-]*){1,5}")
_LETTER: Final = re.compile(r"[A-ZÆØÅ]{1,2}")
_LETTER_RUN: Final = re.compile(r"[A-ZÆØÅ](?:[ ][A-ZÆØÅ]){1,11}")
_BODY_WORD: Final = re.compile(
    r"udvalg|råd(?:et)?\b|bestyrelse|indstilling|forslag|forvaltning|ingen|begge", re.IGNORECASE
)


_SEPARATOR: Final = re.compile(r"[,;/+&]")


def _named(piece: str) -> str | None:
    return piece if _NAME.fullmatch(piece) else None


def read_number(word: str) -> int:
    """The value of what `NUMBER` matches.

    >>> read_number("tolv")
    12
    """
    return int(word) if word.isdigit() else _NUMBER_WORDS[word.lower()]


@dataclass(frozen=True, slots=True)
class Group:
    """Those who took one side: party letters, or names where no party is given; and their stated number.

    `people` keeps name and party of those in `members` for whom their parties stand.
    """

    members: tuple[str, ...] = ()
    count: int | None = None
    people: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)


def read_group(text: str) -> Group:
    """Who is listed. A member who is named stands for himself, and a counted list for its parties.

    >>> read_group("Et flertal bestående af A, C og V (14)")
    Group(members=('A', 'C', 'V'), count=14)
    >>> read_group("6 (Ida Krogh (B), Per Vang (B), Bo Lind (Ø))")
    Group(members=('B', 'Ø'), count=6)
    >>> read_group("Jens Bo Hansen og Liste T")
    Group(members=('Jens Bo Hansen', 'T'), count=None)
    >>> read_group("Bo Lind (V)")
    Group(members=('Bo Lind',), count=None)
    """
    text = _AND.sub(",", text)
    gives_parties = bool(_OUTER.search(text))
    text = _OUTER.sub(",", text)
    members: list[str] = []
    counts: list[int] = []
    people: list[tuple[str, str]] = []
    person: int | None = None  # where in `members` the person stands whose party may follow
    for match in _PIECE.finditer(text):
        if match["aside"] is not None:
            inner = match["aside"].strip()
            if re.fullmatch(rf"{NUMBER}(?: (?:stemmer|medlemmer))?", inner, re.IGNORECASE):
                counts.append(read_number(inner.split()[0]))
                continue
            pieces = [piece.strip() for piece in _SEPARATOR.split(inner)]
            parties = [p for piece in pieces if (p := parse_party(piece))]
            if person is None:
                members += [p for piece in pieces if (p := parse_party(piece) or _named(piece))]
            elif gives_parties:  # a local list is no known party: "(Borgernes Røst)"
                parties = parties or ([inner] if _NAME.fullmatch(inner) else [members[person]])
                people += [(members[person], party) for party in parties]
                members[person : person + 1] = parties
            person = None
            continue
        piece = _FILLER.sub("", match["piece"].strip(" .:-–*")).strip(" .:-–*")
        number = re.match(
            rf"{NUMBER}\b(?: (?:stemmer|medlemmer|byrådsmedlemmer|stk\.?))?(?: fra| i)?[ :]*", piece, re.IGNORECASE
        )
        if number:
            word = number[0].split()[0].strip(":")
            rest = piece[number.end() :].strip()
            if not (word.lower() in ("en", "et") and rest and rest[0].islower()):
                counts.append(read_number(word))
            piece = _FILLER.sub("", rest)
        if not piece or _BODY_WORD.search(piece):
            continue
        if _LETTER_RUN.fullmatch(piece):
            members += piece.split()
        elif _LETTER.fullmatch(piece) or parse_party(piece):
            members.append(parse_party(piece) or piece)
        elif _NAME.fullmatch(piece):
            person = len(members)
            members.append(piece)
            continue
        person = None
    return Group(tuple(dict.fromkeys(members)), sum(counts) if counts else None, tuple(people))


_PARTY_SUBJECT: Final = re.compile(
    r"^(?:mens |og )?(?:(?:[Ll]iste|[Gg]ruppen?|[Ll]isterne|[Pp]artiet|[Pp]artierne"
    r"|[Pp]artigruppen)\b[^.]{0,80}?|\(?[A-ZÆØÅ]\)?(?:(?:,| og|[ ]?\+|[ ]?/"
    r"| samt) ?(?:liste )?\(?[A-ZÆØÅ]{1,2}\)?)*"
    r"|(?:[A-ZÆØÅ][\w.'’-]+ ){1,5}\([^()]{1,24}\)(?:(?:,| og"
    r"| samt) (?:[A-ZÆØÅ][\w.'’-]+ ){1,5}\([^()]{1,24}\))*) (?=[a-zæøå])",
)
_GROUP_SUBJECT: Final = re.compile(rf"^(?P<n>{NUMBER}) medlem(?:mer)?\b|^(?:et |\d+ |to )?mindretal", re.IGNORECASE)
_LOCAL_LIST: Final = re.compile(r"[A-ZÆØÅ]\w+listen")
_CAPITAL_WORDS: Final = re.compile(
    r"[A-ZÆØÅ][\wæøå-]*(?: (?:Alliance|Borgerlige|Folkeparti|Venstre|Konservative|Grønne|\([A-ZÆØÅ]\)))*"
)


# "I mellemtiden ønsker udvalget …" names no party; "I stemte imod" does.
_PREPOSITION: Final = re.compile(
    r"(?:I|Å) (?!(?:stemme[rd]?|stemte|undlod|undlader|ønske[rd]?e?|kan|tog|tager|mente|mener|vil)\b)[a-zæøå]"
)


@lru_cache(maxsize=1024)
def party_subject(sentence: str) -> bool:
    """Whether a party, a member or a minority, not the body, is the one who speaks or votes in the sentence.

    >>> party_subject("Enhedslisten kan ikke tiltræde."), party_subject("Et mindretal ønskede sagen afvist.")
    (True, True)
    >>> party_subject("I henhold til indstillingen."), party_subject("Økonomiudvalget anbefaler.")
    (False, False)
    """
    if _GROUP_SUBJECT.match(sentence):
        return True
    match = _PARTY_SUBJECT.match(sentence)
    if match:
        return _PREPOSITION.match(sentence) is None
    words = _CAPITAL_WORDS.match(sentence)
    if words is None or len(words[0]) < 2:
        return False
    if party_letter(re.sub(r" \([A-ZÆØÅ]\)$", "", words[0])) is None and not _LOCAL_LIST.fullmatch(words[0]):
        return False
    # "SF ønsker", "Venstre og Konservative stemte imod"; no upper-case formula such as "GODKENDT."
    return bool(re.match(r"(?:,| og| samt| \+)? ?(?:[A-ZÆØÅ(]|[a-zæøå]{2,})", sentence[words.end() :])) and not (
        words[0].isupper() and len(words[0]) > 3
    )
