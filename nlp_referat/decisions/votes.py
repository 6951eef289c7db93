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
from functools import lru_cache
from typing import Final, Literal

from nlp_referat.decisions.groups import NUMBER, Group, read_group, read_number
from nlp_referat.decisions.wordings import may_match
from nlp_referat.schema import Votes

Side = Literal["for", "against", "abstain"]

_NN: Final = NUMBER.replace("én|ét|en|et|", "")  # "en" and "et" are articles before most words
_ASIDE: Final = r"(?:[ ]?\([^()]{1,200}\))"
_ASIDE_RE: Final = re.compile(_ASIDE)

# "For: …", "Imod stemte: …", "Undlod at stemme: …": a side, then who took it.
_LABEL: Final = re.compile(
    r"(?:^|(?<=[\n.;:/),(])|(?<=\bog)|(?<=\bmens)|(?<=\bog at))[ *•-]{0,4}"
    r"(?P<side>hverken (?:for eller (?:i?mod)|stemte for eller imod)|for|imod|mod|blankt?|undlod"
    r"|undlader|undladt|ikke deltaget i afstemningen|afstod|(?:ja|nej)(?:-?stemmer)?(?=[ ]?:))"
    r"(?P<middle>(?: (?:indstillingen|forslaget|ændringsforslaget|forvaltningens indstilling|sagen"
    r"|dette|det|at stemme))?"
    r"(?: ?(?:stemte|stemmer|stemt|var))?(?: (?:følgende|medlemmerne))?)(?P<colon>[ ]?:|(?= (?:\d|\("
    r"|[A-ZÆØÅ])))",
    re.IGNORECASE,
)
# "<who> stemte imod", "<who> undlod at stemme", "<who> kan ikke tiltræde".
_VERB: Final = re.compile(
    r"\b(?:(?:stemte|stemmer|stemt)(?: (?:også|ligeledes|derfor|dog|alle"
    r"|i stedet))?(?: ved afstemningen)? (?P<how>hverken for eller i?mod|for|imod|mod|nej|ja|blankt?)"
    r"|(?P<abstain>undlod|undlader|undlod sig|afstod fra|deltog ikke i (?:selve )?afstemningen)(?: (?:dog|derfor"
    r"|sig|at stemme"
    r"|at deltage i afstemningen|fra at stemme))*(?= |[.,;]|$)"
    r"|(?P<oppose>(?:sagde|siger) nej\b|(?:kan|kunne)(?: dog| derfor)? ikke (?:tiltræde|støtte|tilslutte sig|stemme for"
    r"|anbefale|godkende|medvirke|gå ind for|bakke op)"
    r"|(?:er|var) imod|gik imod|går imod|(?:tiltræder|tiltrådte|støtter|støttede|anbefaler|godkender"
    r"|tilslutter sig) ikke))",
    re.IGNORECASE,
)
# "Et flertal (A, F og Ø) godkendte", "Flertallet, bestående af A og B, indstiller", "Anbefales af A, B og F"
_MAJORITY: Final = re.compile(
    r"\b[Ff]lertal(?:let)?(?: i \w+)?,? ?(?:\((?P<aside>[^()]{1,160})\)(?! (?:stemte|stemmer|sagde|siger|var|er"
    r"|gik) ?(?:i?mod|nej))|(?:bestående|udgjort"
    r"|der består) af (?P<list>[A-ZÆØÅ(\d][^\s,.;]*(?:,? (?:[A-ZÆØÅ(\d+&/][^\s,.;]*|og"
    r"|samt)){0,24}))(?!,? (?:stemte|stemmer))"
    r"|\b(?:[Aa]nbefal(?:es|et)|[Gg]odkendt|[Tt]iltrådt|[Ss]tøttes"
    r"|[Ii]ndstilles(?: godkendt)?) af (?P<by>(?:[Ll]iste )?(?:[A-ZÆØÅ]\b"
    r"|[A-ZÆØÅ][\w. ]{2,40}\([A-ZÆØÅ]\))[^.;\n]{0,160})"
)
# "stemte A, V og C for, mens …"
_INVERTED: Final = re.compile(
    r"\b(?:stemte|stemmer) (?P<who>(?:liste |gruppe )?\(?[A-ZÆØÅ][^.;\n]{0,200}?) (?P<how>for|imod"
    r"|mod)\b(?= |[.,;]|$)"
)
_COUNTS: Final = (
    re.compile(
        rf"(?P<f>{_NN}) stemmer(?: for)?(?P<fw>{_ASIDE})?,? (?:og |stemte )?(?:mod|imod|og|til"
        rf"|-) (?P<a>{NUMBER})(?: stemmer)?(?: (?:imod|mod)\b)?(?P<aw>{_ASIDE})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bstemmerne (?P<f>{_NN})(?P<fw>{_ASIDE})?[ ]?(?:mod|imod|-|–|/"
        rf"|til)[ ]?(?P<a>{NUMBER})(?P<aw>{_ASIDE})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<f>{_NN}) (?:stemmer |stemte |medlemmer "
        rf"|medlemmer stemte )?for(?P<fw>{_ASIDE})?(?:indstillingen|forslaget)?,?(?: og"
        rf"| mod)? (?P<a>{NUMBER}) (?:stemmer |stemte |medlemmer "
        rf"|medlemmer stemte )?(?:i?mod)\b(?P<aw>{_ASIDE})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<a>{_NN}) (?:stemmer|stemte) i?mod(?P<aw>{_ASIDE})?,? og (?P<f>{NUMBER}) (?:stemmer |stemte )?for\b"
        rf"(?P<fw>{_ASIDE})?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:vedtaget|godkendt|forkastet|tiltrådt|nedstemt|afvist|stemmetal(?:let|lene)?(?: (?:var|blev))?:?"
        r"|(?:stemme)?tallene) \(?(?P<f>\d{1,2})[ ]?(?:-|–|mod)[ ]?(?P<a>\d{1,2})(?![\d.-]*\d|\. ?[a-zæøå])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<f>{_NN}) (?:ja(?:-stemmer)?\b|jastemmer)(?P<fw>{_ASIDE})?,? (?:(?:og|mod) )?"
        rf"(?P<a>{NUMBER}) (?:nej(?:-stemmer)?\b|nejstemmer)(?P<aw>{_ASIDE})?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bja(?:-?stemmer)?[ ]?: ?(?P<f>\d{1,3})(?P<fw>[ ]?\([^()]{1,200}\))?[ \n.,;/]{1,3}"
        r"nej(?:-?stemmer)?[ ]?: ?(?P<a>\d{1,3})(?P<aw>[ ]?\([^()]{1,200}\))?",
        re.IGNORECASE,
    ),
)
# "Godkendt med 5 stemmer (C, V og A)"; "Tiltrådt mod 2 stemmer (Ø)"; "vedtog indstillingen mod stemmerne fra Ø"
_ONE_SIDED: Final = re.compile(
    rf"\b(?P<how>med|mod|imod) (?:(?P<n>{NUMBER}) stemmer?|stemmerne)\b(?! (?:mod|imod|for|og|til|\d))"
    rf"(?P<who>{_ASIDE}| fra [^.;\n]{{1,160}}?(?=,? (?:idet|da|mens|som|der|at|hvorefter)\b|[.;\n]|$))?",
    re.IGNORECASE,
)
# "Forslaget blev nedstemt med 15 stemmer mod 12": what falls has the smaller number behind it.
_FELL: Final = re.compile(
    r"\b(?:nedstem|stemt ned|forkast|afvis|faldt|falder|bortfald|ikke (?:godkendt|vedtaget|tiltrådt))", re.IGNORECASE
)
_ABSTAINED: Final = re.compile(
    rf"\b(?P<n>{_NN}) (?:medlemmer |stemmer )?(?:undlod|undlader|hverken for eller i?mod|blanke?"
    rf"|(?:stemte|stemmer) (?:blankt?|hverken))",
    re.IGNORECASE,
)
_CLAUSE_START: Final = re.compile(
    rf"[\n.;:]\s|,? (?:mens|medens|hvorimod|imens|men|hvor|idet)\s|^|, (?={_NN}(?: medlemmer)? ?$)",
    re.IGNORECASE,
)
# "Kim E." but not "stemte Ø.": an initial follows a given name.
_INITIAL: Final = re.compile(r"(?<!Liste)(?<!Gruppe)(?<!Partiet)(?<=[a-zæøåé.]) (?:[A-ZÆØÅ]|Kr|Chr|Th|Joh|Fr)$")
_GIVEN: Final = re.compile(r"[A-ZÆØÅ][\w.-]*\.?$")


def _is_initial(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` abbreviates a middle name."""
    before = text[max(0, stop - 30) : stop]
    initial = _INITIAL.search(before)
    return initial is not None and bool(_GIVEN.search(before, 0, initial.start()))


@dataclass(slots=True)
class _Tally:
    sides: dict[Side, list[str]] = field(default_factory=lambda: {"for": [], "against": [], "abstain": []})
    counts: dict[Side, int] = field(default_factory=dict)
    people: dict[Side, list[tuple[str, str]]] = field(default_factory=lambda: {"for": [], "against": [], "abstain": []})

    def add(self, side: Side, group: Group) -> None:
        self.sides[side] += [member for member in group.members if member not in self.sides[side]]
        self.people[side] += [one for one in group.people if one not in self.people[side]]
        if group.count is not None and side not in self.counts:
            self.counts[side] = group.count

    def votes(self) -> Votes | None:
        if not self.counts and not any(self.sides.values()):
            return None
        counts = {f"{side}_count": count for side, count in self.counts.items()}
        return Votes.model_validate({**{side: self._members(side) for side in self.sides}, **counts})

    def _members(self, side: Side) -> tuple[str, ...]:
        """Who took the side: a party whose members took several stands here by those who did."""
        elsewhere = {who for other, members in self.sides.items() if other != side for who in members}
        found: list[str] = []
        for member in self.sides[side]:
            names = [name for name, party in self.people[side] if party == member] if member in elsewhere else []
            found += names or [member]
        return tuple(dict.fromkeys(found))


def _side(word: str) -> Side:
    word = word.lower()
    if word.startswith(("hverken", "blank", "undl", "afstod", "ikke")):
        return "abstain"
    return "for" if word == "for" or word.startswith("ja") else "against"


def _content_end(text: str, start: int) -> int:
    """Where the list that begins at `start` ends: at its sentence's, line's or side's end."""
    depth = 0
    for match in _CONTENT_STOP.finditer(text, start):
        mark = match[0][0]
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif (depth and mark != "\n") or (mark == "." and _is_initial(text, match.start())):
            continue
        else:
            return match.start()
    return len(text)


_CONTENT_STOP: Final = re.compile(
    r"[()]|\.(?=\s|$)|;|\n|/(?=[ ]?(?:imod|mod|for|undlod|blank))|,? (?:og |mens |medens "
    r"|samt )?(?:hverken|imod|mod|blankt?|undlod|for)(?= (?:stemte|stemmer|\d)|:)"
    r"|,? (?:mens|medens|hvorimod|idet|hvorefter)\b|,? og undlod\b",
    re.IGNORECASE,
)


def _labelled(text: str) -> Iterator[tuple[int, int, Side, Group]]:
    position = 0
    while match := _LABEL.search(text, position):
        position = match.end()
        is_labelled = match["colon"] or match["middle"].strip()
        if not is_labelled and match["side"].lower() in ("for", "mod", "blank"):
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


class _Taken:
    """Which characters of a text belong to a vote that is read already: one mark each, so that asking costs nothing."""

    def __init__(self, length: int) -> None:
        self.marks = bytearray(length)

    def __contains__(self, position: int) -> bool:
        return position < len(self.marks) and self.marks[position] > 0

    def after(self, start: int, end: int) -> int:
        """Where the last vote between `start` and `end` ends; `start` without one."""
        return max(start, self.marks.rfind(b"\1", start, end) + 1)

    def add(self, start: int, end: int) -> None:
        self.marks[start:end] = b"\1" * (end - start)


def _spoken(text: str, taken: _Taken) -> Iterator[tuple[int, int, Side, Group]]:
    previous = 0
    for match in _VERB.finditer(text):
        if match.start() in taken:
            previous = match.end()
            continue
        window = max(previous, match.start() - 300)
        start = window
        for boundary in _CLAUSE_START.finditer(text, window, match.start()):
            if boundary[0][:1] == "." and _is_initial(text, boundary.start()):
                continue
            start = boundary.end()
        group = read_group(text[taken.after(start, match.start()) : match.start()])
        previous = match.end()
        side: Side = "against" if match["oppose"] else "abstain" if match["abstain"] else _side(match["how"])
        if group.members or group.count is not None:
            aside = _ASIDE_RE.match(text, match.end())
            if aside:  # "Tre medlemmer stemte imod (F og Ø)", "B undlod at stemme (1)"
                beside = read_group(aside[0])
                count = beside.count if group.count is None else group.count
                group = Group(group.members or beside.members, count, group.people or beside.people)
            yield start, match.end(), side, group


_COUNTED: Final = re.compile(r"stemme|\d[ ]?(?:[-–]|mod|for|ja\b)|medlemmer|\bfor\b|\bja\b")
_HELD_BACK: Final = re.compile(r"undl|hverken|blank|stem")
_VOTE_WORDS: Final = (
    "stem",
    "mod",
    "ja",
    "nej",
    "undl",
    "afst",
    "blank",
    "hverken",
    "flertal",
    "ikke",
    "for",
    " af ",
    "-",
    "–",
)
# A vote is told with one of these; most decisions hold none.
_TELLS_VOTE: Final = re.compile(
    r"stem|mod\b|undl|afst|blank|hverken|flertal|\bikke\b|\bfor\b[^.;\n]{0,30}:"
    r"|\bfor [\d(A-ZÆØÅ]| af |\d[ ]?(?:[-–]|for|ja\b)|\bja:",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def read_votes(text: str) -> Votes | None:
    """The votes that `text` states, or None when it states none.

    Args:
        text: sentences about one vote, one a line (as `Sentence.text` has them).

    >>> read_votes("For: Ø, F og A / Imod: Å").for_
    ('Ø', 'F', 'A')
    """
    lower = text.lower()
    if not may_match(_VOTE_WORDS, lower) or not _TELLS_VOTE.search(text):
        return None
    tally = _Tally()
    taken = _Taken(len(text))
    for pattern in _COUNTS if _COUNTED.search(lower) else ():
        match = pattern.search(text)
        if match:
            parts = match.groupdict()
            sides: tuple[Side, Side] = ("for", "against")
            fell = "for" not in match[0].lower() and _FELL.search(text, max(0, match.start() - 60), match.start())
            if fell and read_number(match["f"]) > read_number(match["a"]):
                sides = ("against", "for")
            for side, count, who in zip(sides, ("f", "a"), ("fw", "aw"), strict=True):
                tally.counts.setdefault(side, read_number(match[count]))
                listed = read_group(parts.get(who) or "")
                tally.add(side, Group(listed.members, people=listed.people))
            taken.add(*match.span())
            break
    for match in _ONE_SIDED.finditer(text) if "stemme" in lower else ():
        if match.start() not in taken:
            group = read_group((match["who"] or "").removeprefix(" fra"))
            total = read_number(match["n"]) if match["n"] else group.count
            if group.members or total is not None:
                taken_side: Side = "for" if match["how"].lower() == "med" else "against"
                tally.add(taken_side, Group(group.members, total, group.people))
                taken.add(*match.span())
    abstained = _ABSTAINED.search(text) if _HELD_BACK.search(lower) else None
    if abstained:
        tally.counts.setdefault("abstain", read_number(abstained["n"]))
    for start, end, side, group in _labelled(text):
        if start in taken:
            continue
        tally.add(side, group)
        taken.add(start, end)
    for match in _MAJORITY.finditer(text) if "flertal" in lower or " af " in lower else ():
        group = read_group(match["aside"] or match["list"] or match["by"])
        if group.members and match.start() not in taken:
            tally.add("for", group)
            taken.add(*match.span())
    for match in _INVERTED.finditer(text) if "stem" in lower else ():
        if match.start() not in taken:
            group = read_group(match["who"])
            if group.members:
                tally.add(_side(match["how"]), group)
                taken.add(*match.span())
    for _, _, side, group in _spoken(text, taken):
        tally.add(side, group)
    return tally.votes()
