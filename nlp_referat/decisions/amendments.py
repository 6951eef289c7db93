"""Amendments that were moved at the meeting, each with its mover, its vote and its fate.

An amendment is raised ("Ø stillede ændringsforslag om …", "Ændringsforslag 2 (Venstre)", "Det af Ø stillede
ændringsforslag"), may be voted on, and is adopted, falls or is withdrawn. What is raised and never settled is no
outcome; a motion to put the matter off or to send it elsewhere is no amendment.

>>> text = "Ø stillede ændringsforslag om et hegn. For: Ø. Imod: A og V. Forslaget faldt. Indstillingen godkendt."
>>> [(a.mover, a.label, text[a.start : a.end]) for a in find_amendments(text)]
[('Ø', 'AFVIST', 'Forslaget faldt')]
>>> find_amendments("Ø stillede ændringsforslag, men trak det tilbage. Godkendt.")[0].label
'UDGÅET'
"""

import re
from dataclasses import dataclass, field
from typing import Final

from nlp_referat.decisions.clauses import Sentence, split_sentences
from nlp_referat.decisions.groups import read_group
from nlp_referat.decisions.vote_words import with_words
from nlp_referat.decisions.votes import read_votes
from nlp_referat.labels import OutcomeLabel
from nlp_referat.lexicon import parse_party
from nlp_referat.schema import Votes

_NOUN: Final = r"(?:under|del)?(?:ændrings?|mod)forslag(?:et|ene|s)?"
_NOUN_RE: Final = re.compile(rf"\b(?P<noun>{_NOUN})\b", re.IGNORECASE)
_WORDS: Final = ("ændringsforslag", "ændringforslag", "modforslag", "foresl", "stillede forslag", "fremsatte forslag")
# "Ændringsforslag 2", "Ændringsforslag A", "(ÆF1)"
_KEY: Final = re.compile(
    rf"\b(?i:{_NOUN})(?: (?i:nr\.? ?|nummer )?(?P<key>\d{{1,2}}|[A-H](?!\w|\.\w))(?![ ]?(?:mio|kr|pct|%))"
    r"|[^.]{0,30}?\((?P<code>ÆF ?\d{1,2})\))"
)
_RAISED: Final = re.compile(
    r"\b(?:(?:frem)?stille[dr]e?|fremsatte|fremsætter|bragte|bringer|rejste)\b (?:\S+ ){0,3}?"
    rf"(?:{_NOUN}|forslag\b(?! til (?:lokalplan|kommuneplan|budget)))|\b(?:foreslog|foreslår)\b",
    re.IGNORECASE,
)
_OF_PROCEDURE: Final = re.compile(
    r"\b(?:udsæt|udskyd|udskudt|udsat|genoptag|oversend|henvis|tilbagesend|sendes? (?:tilbage|i høring)|tages? af"
    r"|afstemning|lukke[st]? døre|behandles? (?:på|i|først|før))",
    re.IGNORECASE,
)
_OF_OFFICE: Final = re.compile(
    r"\b(?:formanden|borgmesteren|udvalgsformanden|forvaltningen|administrationen|direktionen|udvalget|byrådet"
    r"|kommunalbestyrelsen|direktøren|der|det blev)\b[^.]{0,20}$",
    re.IGNORECASE,
)
# "fra Ø", "af Venstre", "stillet af Bo Dam (V)", "(Enhedslisten)"
_FROM: Final = re.compile(
    r"^[^.:;]{0,40}?(?:\b(?:fra|stillet af|fremsat af|af|ved)\s+(?P<who>[^.:;\n]{1,120}?)"
    r"(?= (?:om|til|vedr\S*|blev|bliver|er|der|som|faldt|bortfaldt|vedtaget|godkendt|forkastet|nedstemt|at|kunne"
    r"|opnåede"
    r"|stemte|med|mod|idet)\b"
    r"|[.:;\n]|$)|\((?P<aside>[^()]{1,60})\))",
    re.IGNORECASE,
)
# "Det af Venstre stillede ændringsforslag", "Enhedslistens ændringsforslag"
_BEFORE_NOUN: Final = re.compile(
    r"(?:\bdet af (?P<by>[^.]{1,80}?) (?:stillede|fremsatte) |(?P<owner>(?:[A-ZÆØÅ][\w.'’-]*,? (?:og )?){1,5}))"
    r"(?:\w+ )?$",
    re.IGNORECASE,
)
_ADOPTED: Final = re.compile(
    r"(?<!ikke )(?<!ikke blev )\b(?:vedtage[ts]|godkend(?:t|es|te)|tiltråd(?:t|te)|vedtog|imødekommet"
    r"|fik flertal|opnåede flertal)\b"
    r"(?! ikke)",
    re.IGNORECASE,
)
_FELL: Final = re.compile(
    r"\b(?:forkaste\w*|nedstem\w*|faldt|falder|bortfald\w*|afvist\w*|afvises|ikke (?:\w+ )?(?:vedtage[ts]"
    r"|godkend\w+|tiltråd\w+"
    r"|imødekomme\w*|flertal|tilslutning)|godkendte ikke|vedtog ikke|ikke blev (?:vedtaget|godkendt))\b",
    re.IGNORECASE,
)
_WITHDRAWN: Final = re.compile(
    r"\b(?:trukket(?: tilbage)?|tilbagetrukket|trak\b[^.]{0,40}|trækker\b[^.]{0,40}|frafald(?:t|er|et))\b",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(r"\bforslag(?:et|ene)\b|^(?:dette|det|det)\b|\b(?:hermed|dermed) faldt\b", re.IGNORECASE)
_ALL: Final = re.compile(rf"\b(?:begge|alle|samtlige)\b (?:\w+ )?{_NOUN}|\b{_NOUN}ene\b|\bforslagene\b", re.IGNORECASE)
_MAIN: Final = re.compile(
    r"\bindstilling|\bsagen\b|\bpunktet\b|\bhovedforslag|\bsom ændret\b|\bi øvrigt\b|\bsamlede\b|\bbudgettet\b"
    r"|\bbudgetforslag"
    r"|\bdagsorden",
    re.IGNORECASE,
)
_MAIN_FOLLOWS: Final = re.compile(
    r",? (?:hvorefter|hvorpå|herefter|og (?:herefter|derefter))\b"
    r"|,? og (?=indstilling|sagen|udvalget|byrådet|kommunalbest|(?:godkendte|tiltrådte"
    r"|vedtog) (?:\w+ ){0,2}indstilling)",
    re.IGNORECASE,
)
_POINT: Final = re.compile(
    r"\btil (?:indstillingens )?(?:pkt\.?|punkt|at-punkt|at) ?(?P<point>\d{1,2})\b", re.IGNORECASE
)
_EDGE: Final = ' \t\n.;,:*_#-–•"“”„'


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment and its fate.

    Attributes:
        start, end: of the words that tell the fate.
        mover: party letters or names, as `nlp_referat.decisions.groups.read_group` gives them.
        point: of the proposal that it is said to change.
        spans: all that the text says of it.
    """

    label: OutcomeLabel
    start: int
    end: int
    mover: str | None = None
    votes: Votes | None = None
    point: int | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Open:
    """An amendment whose fate is not told yet."""

    key: str | None
    mover: str | None
    is_named: bool  # called an amendment, not only "forslag"
    point: int | None = None
    lines: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


def find_amendments(text: str, is_matter: bool = False) -> list[Amendment]:
    """The amendments of a decision text whose fate it tells, in order of that.

    Args:
        text: the body's own decision, everything else blanked.
        is_matter: whether the item itself is about an amendment; then only what this text raises counts.

    >>> find_amendments("Ø foreslog, at sagen udsættes. Forslaget blev nedstemt. Godkendt.")
    []
    """
    lower = text.lower()
    if not any(word in lower for word in _WORDS):
        return []
    reader = _Reader(is_matter)
    for sentence in split_sentences(text, 0, len(text)):
        reader.read(sentence)
    reader.finish()
    return sorted(reader.settled, key=lambda amendment: amendment.start)


class _Reader:
    """Walks over the sentences of a decision."""

    def __init__(self, is_matter: bool) -> None:
        self.settled: list[Amendment] = []
        self._open: list[_Open] = []
        self._current: _Open | None = None
        self._is_matter = is_matter

    def read(self, sentence: Sentence) -> None:
        text = sentence.text
        noun = _NOUN_RE.search(text)
        raised = _RAISED.search(text)
        if raised and self._raises(sentence, raised, noun):
            return
        if noun is None:
            self._read_generic(sentence)
            return
        key = _key(text)
        label, place = _fate(text)
        if label is None:
            self._name(sentence, noun, key, is_new=bool(key) or _mover_of(text, noun) is not None)
            return
        if _ALL.search(text) and len(self._open) > 1:
            for amendment in list(self._open):
                self._settle(amendment, label, sentence)
            return
        known = self._find(text, noun, key)
        if known is not None or not self._is_matter:
            self._settle(known or _Open(key, _mover_of(text, noun), True), label, sentence, place)

    def _raises(self, sentence: Sentence, raised: re.Match[str], noun: re.Match[str] | None) -> bool:
        """A sentence that raises an amendment; it may tell its fate at once."""
        text = sentence.text
        subject = text[: raised.start()]
        mover = _joined(read_group(_LEAD.sub("", subject)).members)
        if noun is None and (mover is None or _OF_OFFICE.search(subject) or _OF_PROCEDURE.search(text, raised.end())):
            self._current = None if _OF_PROCEDURE.search(text, raised.end()) else self._current
            return False
        if noun is not None and mover is None:
            mover = _mover_of(text, noun)
        if noun is not None and _OF_PROCEDURE.search(text, noun.end(), noun.end() + 60):
            return False
        amendment = _Open(_key(text), mover, noun is not None, _point(text))
        self._open.append(amendment)
        self._current = amendment
        amendment.spans.append((sentence.start, sentence.end))
        label, place = _fate(text[raised.end() :])
        if label is not None and (label == "UDGÅET" or (noun is not None and ", at" not in text)):
            self._settle(amendment, label, sentence, place + raised.end())
        else:
            amendment.lines += [line for line in (text[raised.end() :],) if "stem" in line and read_votes(line)]
        return True

    def _name(self, sentence: Sentence, noun: re.Match[str], key: str | None, is_new: bool) -> None:
        """A sentence or heading that is about an amendment, and tells no fate: "For ændringsforslaget stemte: F"."""
        text = sentence.text
        amendment = self._find(text, noun, key)
        if amendment is None and is_new:
            amendment = _Open(key, _mover_of(text, noun), True, _point(text))
            self._open.append(amendment)
        if amendment is None:
            amendment = self._current
        if amendment is None:
            return
        self._current = amendment
        amendment.spans.append((sentence.start, sentence.end))
        if read_votes(text):
            amendment.lines.append(text[noun.end() :] if text[: noun.start()].strip() == "" else text)

    def _read_generic(self, sentence: Sentence) -> None:
        """A sentence without the noun: a vote, "Forslaget faldt", or the matter itself again."""
        current, text = self._current, sentence.text
        if current is None:
            return
        if _MAIN.search(text):
            self._current = None
            return
        label, place = _fate(text)
        if label is None:
            if read_votes(text):
                current.lines.append(text)
                current.spans.append((sentence.start, sentence.end))
            return
        generic = _GENERIC.search(text)
        is_bare = len(text.split()) < 3 and bool(current.lines)
        if is_bare and label == "GODKENDT" and not _carried(_votes(current.lines)):
            return
        if (generic or is_bare or (label == "UDGÅET" and current.is_named)) and not (
            generic is None and "og" in text.split()
        ):
            self._settle(current, label, sentence, place)

    def _find(self, text: str, noun: re.Match[str], key: str | None) -> _Open | None:
        mover = _mover_of(text, noun)
        for amendment in reversed(self._open):
            if key is not None or mover is not None:
                if (key is not None and amendment.key == key) or (mover is not None and amendment.mover == mover):
                    return amendment
            elif amendment is self._current or self._current is None:
                return amendment
        return None

    def _settle(self, amendment: _Open, label: OutcomeLabel, sentence: Sentence, place: int = 0) -> None:
        if amendment in self._open:
            self._open.remove(amendment)
        if self._current is amendment:
            self._current = None
        text = sentence.text
        follows = _MAIN_FOLLOWS.search(text, place)
        stop = follows.start() if follows else len(text)
        own = text[:stop].rstrip(_EDGE)
        first = len(own) - len(own.lstrip(_EDGE))
        start, end = sentence.source(first), sentence.source(max(len(own) - 1, first)) + 1
        lines = [*amendment.lines, text[:stop]] if label != "UDGÅET" else []
        self.settled.append(
            Amendment(
                label=label,
                start=start,
                end=end,
                mover=amendment.mover,
                votes=_votes(lines),
                point=amendment.point or _point(text),
                spans=(*amendment.spans, (start, sentence.end if follows is None else end)),
            )
        )

    def finish(self) -> None:
        """What was voted on without a word on the result: the counts decide, if they do."""
        for amendment in self._open:
            votes = _votes(amendment.lines)
            if votes is None or not amendment.is_named or None in (votes.for_count, votes.against_count):
                continue
            if votes.for_count != votes.against_count:
                start, end = amendment.spans[0][0], amendment.spans[-1][1]
                label: OutcomeLabel = "GODKENDT" if _carried(votes) else "AFVIST"
                self.settled.append(
                    Amendment(label, start, end, amendment.mover, votes, amendment.point, tuple(amendment.spans))
                )


_LEAD: Final = re.compile(r"^(?:herefter|derefter|dernæst|endvidere|desuden|endelig|så|først)\b,? ?", re.IGNORECASE)


def _fate(text: str) -> tuple[OutcomeLabel | None, int]:
    """What became of the amendment that the sentence is about, and where it says so."""
    cut = _MAIN_FOLLOWS.search(text)
    own = text[: cut.start()] if cut else text
    for label, pattern in _FATES:
        if found := pattern.search(own):
            return label, found.start()
    return None, 0


_FATES: Final[tuple[tuple[OutcomeLabel, re.Pattern[str]], ...]] = (
    ("UDGÅET", _WITHDRAWN),
    ("AFVIST", _FELL),
    ("GODKENDT", _ADOPTED),
)


def _votes(lines: list[str]) -> Votes | None:
    return with_words(read_votes("\n".join(lines)), lines) if lines else None


def _carried(votes: Votes | None) -> bool:
    return votes is not None and (votes.for_count or 0) > (votes.against_count or 0)


def _key(text: str) -> str | None:
    found = _KEY.search(text)
    return (found["key"] or found["code"].replace(" ", "")) if found else None


def _point(text: str) -> int | None:
    found = _POINT.search(text)
    return int(found["point"]) if found else None


def _joined(members: tuple[str, ...]) -> str | None:
    return ", ".join(members) or None


def _mover_of(text: str, noun: re.Match[str]) -> str | None:
    """Who moved the amendment that `noun` names: "… fra Ø", "Enhedslistens …", "… 2 (Venstre)"."""
    after = _FROM.match(text[noun.end() :])
    if after and (mover := _joined(read_group(after["who"] or after["aside"]).members)):
        return mover
    before = _BEFORE_NOUN.search(text, 0, noun.start())
    if before is None:
        return None
    if before["by"]:
        return _joined(read_group(before["by"]).members)
    return _joined(tuple(_owner(before["owner"].strip())))


_GENITIVE: Final = re.compile(r"(?:['’]?s|['’])$")


def _owner(text: str) -> list[str]:
    """The party or member whose name stands in the genitive: "Venstres", "Liste Ø's", "Bo Dams"."""
    if party := parse_party(text):
        return [party]
    if not _GENITIVE.search(text):
        return []
    bare = _GENITIVE.sub("", text)
    party = parse_party(bare)
    return [party] if party else list(read_group(bare).members)
