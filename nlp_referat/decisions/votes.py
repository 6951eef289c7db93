"""Who voted how, and the counts that the text states; never a tally that is not there.

>>> votes = read_votes("Indstillingen blev godkendt med 18 stemmer mod 7 (Ø og Å).")
>>> votes.for_count, votes.against_count, votes.against
(18, 7, ('Ø', 'Å'))
>>> read_votes("Enstemmigt godkendt.") is None
True
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from nlp_referat.lexicon import parse_party, party_letter
from nlp_referat.schema import Votes

Side = Literal["for", "against", "abstain"]

_NUMBER_WORDS: Final = {
    word: number
    for number, words in enumerate(
        "nul,én en et ét,to,tre,fire,fem,seks,syv,otte,ni,ti,elleve,tolv,tretten,fjorten,femten,seksten,sytten,"
        "atten,nitten,tyve".split(",")
    )
    for word in words.split()
}
_N: Final = r"(?:\d{1,3}|nul|én|ét|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve)"
_NN: Final = _N.replace("én|ét|en|et|", "")  # "en" and "et" are articles before most words
_ASIDE: Final = r"(?:[ ]?\([^()]{1,200}\))"

# "For: …", "Imod stemte: …", "Undlod at stemme: …": a side, then who took it.
_LABEL: Final = re.compile(
    r"(?:^|(?<=[\n.;:/),(])|(?<=\bog)|(?<=\bmens)|(?<=\bog at))[ *•-]{0,4}"
    r"(?P<side>hverken (?:for eller (?:i?mod)|stemte for eller imod)|for|imod|mod|blankt?|undlod|undlader|undladt|ikke deltaget i afstemningen|afstod)"
    r"(?P<middle>(?: (?:indstillingen|forslaget|ændringsforslaget|forvaltningens indstilling|sagen|dette|det|at stemme))?"
    r"(?: ?(?:stemte|stemmer|stemt|var))?(?: (?:følgende|medlemmerne))?)(?P<colon>[ ]?:|(?= (?:\d|\(|[A-ZÆØÅ])))",
    re.IGNORECASE,
)
# "<who> stemte imod", "<who> undlod at stemme", "<who> kan ikke tiltræde".
_VERB: Final = re.compile(
    r"\b(?:(?:stemte|stemmer|stemt)(?: (?:også|ligeledes|derfor|dog|alle|i stedet))?(?: ved afstemningen)? (?P<how>hverken for eller i?mod|for|imod|mod|nej|ja|blankt?)"
    r"|(?P<abstain>undlod|undlader|undlod sig|afstod fra)(?: (?:dog|derfor|sig|at stemme|at deltage i afstemningen|fra at stemme))*(?= |[.,;]|$)"
    r"|(?P<oppose>(?:kan|kunne)(?: dog| derfor)? ikke (?:tiltræde|støtte|tilslutte sig|stemme for|anbefale|godkende|medvirke|gå ind for|bakke op)"
    r"|(?:er|var) imod|gik imod|går imod|(?:tiltræder|tiltrådte|støtter|støttede|anbefaler|godkender|tilslutter sig) ikke))",
    re.IGNORECASE,
)
# "stemte A, V og C for, mens …"
_INVERTED: Final = re.compile(
    r"\b(?:stemte|stemmer) (?P<who>(?:liste |gruppe )?\(?[A-ZÆØÅ][^.;\n]{0,200}?) (?P<how>for|imod|mod)\b(?= |[.,;]|$)"
)
_COUNTS: Final = (
    re.compile(
        rf"(?P<f>{_NN}) stemmer(?: for)?(?P<fw>{_ASIDE})?,? (?:og |stemte )?(?:mod|imod|og|til|-) (?P<a>{_N})(?: stemmer)?(?: (?:imod|mod)\b)?(?P<aw>{_ASIDE})?",
        re.IGNORECASE,
    ),
    re.compile(rf"\bstemmerne (?P<f>{_NN})(?P<fw>{_ASIDE})?[ ]?(?:mod|imod|-|–|/|til)[ ]?(?P<a>{_N})(?P<aw>{_ASIDE})?", re.IGNORECASE),
    re.compile(
        rf"\b(?P<f>{_NN}) (?:stemmer |stemte |medlemmer |medlemmer stemte )?for(?P<fw>{_ASIDE})?(?:indstillingen|forslaget)?,?(?: og| mod)? (?P<a>{_N}) (?:stemmer |stemte |medlemmer |medlemmer stemte )?(?:i?mod)\b(?P<aw>{_ASIDE})?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:vedtaget|godkendt|forkastet|tiltrådt|nedstemt|afvist) (?P<f>\d{{1,2}})[ ]?(?:-|–|mod)[ ]?(?P<a>\d{{1,2}})(?![\d-])", re.IGNORECASE),
)
_ABSTAINED: Final = re.compile(
    rf"\b(?P<n>{_NN}) (?:medlemmer |stemmer )?(?:undlod|undlader|hverken for eller i?mod|blanke?|(?:stemte|stemmer) (?:blankt?|hverken))", re.IGNORECASE
)
_CLAUSE_START: Final = re.compile(r"[\n.;:]\s|,? (?:mens|medens|hvorimod|imens|men|hvor|idet)\s|^")
# "Kim E." but not "stemte Ø.": an initial follows a given name.
_INITIAL: Final = re.compile(r"(?<!Liste)(?<!Gruppe)(?<!Partiet)(?<=[a-zæøåé.]) [A-ZÆØÅ]$")
_GIVEN: Final = re.compile(r"[A-ZÆØÅ][\w.-]*\.?$")


def _is_initial(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` abbreviates a middle name."""
    before = text[max(0, stop - 30) : stop]
    if not _INITIAL.search(before):
        return False
    return bool(_GIVEN.search(before[:-2]))


_PIECE: Final = re.compile(r"\((?P<aside>[^()]{1,200})\)|(?P<piece>[^(),;/+&\n]+)")
_AND: Final = re.compile(r"\b(?:og|samt)\b")
_OUTER: Final = re.compile(r"\((?=[^()]{0,200}\()")  # "6 (Ida (B), Per (B))": the outer bracket opens the list
_FILLER: Final = re.compile(
    r"^(?:(?:et |det |hele |alle |de |enigt |flertal(?:let)?|mindretal(?:let)?|bestående af|udgjort af|flertallet|består af|heraf|nemlig|"
    r"liste|lister|listerne|gruppe|gruppen|partiet|partierne|parti|medlemmer(?:ne)?|repræsentanterne|fra|af|for|var|mens|samt|og|at|også|"
    r"herefter|derefter|imidlertid|stemmer|stemte|udvalgets|byrådets|udvalgsmedlem(?:merne)?|byrådsmedlem(?:merne)?|borgmester|viceborgmester|formand|formanden|næstformand)\b[ :.]*)+",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[A-ZÆØÅ][\w.'’-]*(?: (?:(?:de|von|van|der|al|el|af|bin) )?[A-ZÆØÅ][\w.'’-]*){1,5}")
_LETTER: Final = re.compile(r"[A-ZÆØÅ]{1,2}")
_LETTER_RUN: Final = re.compile(r"[A-ZÆØÅ](?:[ ][A-ZÆØÅ]){1,11}")
_BODY_WORD: Final = re.compile(r"udvalg|råd(?:et)?\b|bestyrelse|indstilling|forslag|forvaltning|ingen|begge", re.IGNORECASE)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBER_WORDS[word.lower()]


@dataclass(frozen=True, slots=True)
class Group:
    """Those who took one side: party letters, or names where no party is given; and their stated number."""

    members: tuple[str, ...] = ()
    count: int | None = None


def read_group(text: str) -> Group:
    """Who is listed.

    >>> read_group("Et flertal bestående af A, C og V (14)")
    Group(members=('A', 'C', 'V'), count=14)
    >>> read_group("6 (Ida Krogh (B), Per Vang (B), Bo Lind (Ø))")
    Group(members=('B', 'Ø'), count=6)
    >>> read_group("Jens Bo Hansen og Liste T")
    Group(members=('Jens Bo Hansen', 'T'), count=None)
    """
    text = _OUTER.sub(",", _AND.sub(",", text))
    members: list[str] = []
    counts: list[int] = []
    person: int | None = None  # where in `members` the person stands whose party may follow
    for match in _PIECE.finditer(text):
        if match["aside"] is not None:
            inner = match["aside"].strip()
            if re.fullmatch(rf"{_N}(?: (?:stemmer|medlemmer))?", inner, re.IGNORECASE):
                counts.append(_number(inner.split()[0]))
                continue
            parties = [p for piece in re.split(r"[,;/+&]", inner) if (p := parse_party(piece))]
            if not parties and person is not None and _NAME.fullmatch(inner):
                parties = [inner]  # a local list: "(Borgernes Røst)"
            if parties and person is not None:
                members[person : person + 1] = parties
            else:
                members += parties
            person = None
            continue
        piece = _FILLER.sub("", match["piece"].strip(" .:-–*")).strip(" .:-–*")
        number = re.match(rf"{_N}\b(?: (?:stemmer|medlemmer|byrådsmedlemmer|stk\.?))?(?: fra| i)?[ :]*", piece, re.IGNORECASE)
        if number:
            word = number[0].split()[0].strip(":")
            rest = piece[number.end() :].strip()
            if not (word.lower() in ("en", "et") and rest and rest[0].islower()):
                counts.append(_number(word))
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
    return Group(tuple(dict.fromkeys(members)), sum(counts) if counts else None)


@dataclass(slots=True)
class _Tally:
    sides: dict[Side, list[str]] = field(default_factory=lambda: {"for": [], "against": [], "abstain": []})
    counts: dict[Side, int] = field(default_factory=dict)

    def add(self, side: Side, group: Group) -> None:
        self.sides[side] += [member for member in group.members if member not in self.sides[side]]
        if group.count is not None and side not in self.counts:
            self.counts[side] = group.count

    def votes(self) -> Votes | None:
        if not self.counts and not any(self.sides.values()):
            return None
        return Votes(
            for_=tuple(self.sides["for"]),
            against=tuple(self.sides["against"]),
            abstain=tuple(self.sides["abstain"]),
            for_count=self.counts.get("for"),
            against_count=self.counts.get("against"),
            abstain_count=self.counts.get("abstain"),
        )


def _side(word: str) -> Side:
    word = word.lower()
    if word.startswith(("hverken", "blank", "undl", "afstod", "ikke")):
        return "abstain"
    return "for" if word in ("for", "ja") else "against"


def _content_end(text: str, start: int) -> int:
    """Where the list that begins at `start` ends: at its sentence's, line's or side's end."""
    depth = 0
    for match in _CONTENT_STOP.finditer(text, start):
        mark = match[0][0]
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif depth and mark != "\n":
            continue
        elif mark == "." and _is_initial(text, match.start()):
            continue
        else:
            return match.start()
    return len(text)


_CONTENT_STOP: Final = re.compile(
    r"[()]|\.(?=\s|$)|;|\n|/(?=[ ]?(?:imod|mod|for|undlod|blank))|,? (?:og |mens |medens |samt )?(?:hverken|imod|mod|blankt?|undlod|for)(?= (?:stemte|stemmer|\d)|:)"
    r"|,? (?:mens|medens|hvorimod|idet|hvorefter)\b|,? og undlod\b",
    re.IGNORECASE,
)


def _labelled(text: str) -> Iterator[tuple[int, int, Side, Group]]:
    position = 0
    while match := _LABEL.search(text, position):
        position = match.end()
        if match["colon"] == "" and not match["middle"].strip() and match["side"].lower() in ("for", "mod", "blank"):
            continue  # "for 2024", "mod Ringvejen"
        end = _content_end(text, position)
        content = text[position:end]
        if not content.strip() and text.startswith("\n", end):  # the list stands on the next line
            follow = end + 1
            if not _LABEL.match(text, follow):
                end = _content_end(text, follow)
                content = text[follow:end]
        group = read_group(content)
        if group.members or group.count is not None:
            yield match.start(), end, _side(match["side"]), group
            position = end


def _spoken(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, Side, Group]]:
    previous = 0
    for match in _VERB.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            previous = match.end()
            continue
        window = max(previous, match.start() - 300)
        start = window
        for boundary in _CLAUSE_START.finditer(text, window, match.start()):
            if boundary[0][:1] == "." and _is_initial(text, boundary.start()):
                continue
            start = boundary.end()
        group = read_group(text[start : match.start()])
        previous = match.end()
        side: Side = "against" if match["oppose"] else "abstain" if match["abstain"] else _side(match["how"])
        if group.members or group.count is not None:
            aside = re.compile(_ASIDE).match(text, match.end())
            if aside and not group.members:
                group = Group(read_group(aside[0]).members, group.count)
            yield start, match.end(), side, group


def read_votes(text: str) -> Votes | None:
    """The votes that `text` states, or None when it states none.

    Args:
        text: sentences about one vote, one a line (as `Sentence.text` has them).

    >>> read_votes("For: Ø, F og A / Imod: Å").for_
    ('Ø', 'F', 'A')
    """
    tally = _Tally()
    taken: list[tuple[int, int]] = []
    for pattern in _COUNTS:
        match = pattern.search(text)
        if match:
            parts = match.groupdict()
            tally.counts.setdefault("for", _number(match["f"]))
            tally.counts.setdefault("against", _number(match["a"]))
            tally.add("for", Group(read_group(parts.get("fw") or "").members))
            tally.add("against", Group(read_group(parts.get("aw") or "").members))
            taken.append(match.span())
            break
    abstained = _ABSTAINED.search(text)
    if abstained:
        tally.counts.setdefault("abstain", _number(abstained["n"]))
    for start, end, side, group in _labelled(text):
        if any(first <= start < last for first, last in taken):
            continue
        tally.add(side, group)
        taken.append((start, end))
    for match in _INVERTED.finditer(text):
        if not any(first <= match.start() < last for first, last in taken):
            group = read_group(match["who"])
            if group.members:
                tally.add(_side(match["how"]), group)
                taken.append(match.span())
    for _, _, side, group in _spoken(text, taken):
        tally.add(side, group)
    return tally.votes()


_PARTY_SUBJECT: Final = re.compile(
    r"^(?:mens |og )?(?:(?:[Ll]iste|[Gg]ruppen?|[Ll]isterne|[Pp]artiet|[Pp]artierne|[Pp]artigruppen)\b[^.]{0,80}?|\(?[A-ZÆØÅ]\)?(?:(?:,| og|[ ]?\+|[ ]?/| samt) ?(?:liste )?\(?[A-ZÆØÅ]{1,2}\)?)*"
    r"|(?:[A-ZÆØÅ][\w.'’-]+ ){1,5}\([^()]{1,24}\)(?:(?:,| og| samt) (?:[A-ZÆØÅ][\w.'’-]+ ){1,5}\([^()]{1,24}\))*) (?=[a-zæøå])",
)
_GROUP_SUBJECT: Final = re.compile(rf"^(?P<n>{_N}) medlem(?:mer)?\b|^(?:et |\d+ |to )?mindretal", re.IGNORECASE)
_LOCAL_LIST: Final = re.compile(r"[A-ZÆØÅ]\w+listen")
_CAPITAL_WORDS: Final = re.compile(r"[A-ZÆØÅ][\wæøå-]*(?: (?:Alliance|Borgerlige|Folkeparti|Venstre|Konservative|Grønne|\([A-ZÆØÅ]\)))*")


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
        return not re.match(r"(?:I|Å) [a-zæøå]+ (?!stemme|stemte|undlod|ønske|kan )", sentence)
    words = _CAPITAL_WORDS.match(sentence)
    if words is None or len(words[0]) < 2:
        return False
    if party_letter(re.sub(r" \([A-ZÆØÅ]\)$", "", words[0])) is None and not _LOCAL_LIST.fullmatch(words[0]):
        return False
    # "SF ønsker", "Venstre og Konservative stemte imod"; no upper-case formula such as "GODKENDT."
    return bool(re.match(r"(?:,| og| samt| \+)? ?(?:[A-ZÆØÅ(]|[a-zæøå]{2,})", sentence[words.end() :])) and not (
        words[0].isupper() and len(words[0]) > 3
    )
