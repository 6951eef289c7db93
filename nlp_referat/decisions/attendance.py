"""Who was absent from an item, and who took a place: "Fraværende: …", "… deltog i stedet", "(inhabil)".

Names and the words between them are read together: each stretch between two names says something of the
name before it ("… havde meldt afbud, og"), of the name after it ("Som stedfortræder deltog …"), or nothing
(", " and "og"), and then the names share what is said.

>>> absent, substitutes = read_attendance("Fraværende: Signe Vad Krog (V). Som stedfortræder deltog Bo Rask (M).")
>>> absent, substitutes[0].name, substitutes[0].party, substitutes[0].for_
(('Signe Vad Krog',), 'Bo Rask', 'M', 'Signe Vad Krog')
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from nlp_referat.decisions.clauses import Sentence, make_sentence, split_sentences, word_list
from nlp_referat.decisions.presence import absence_kind, may_move, merged, moves
from nlp_referat.decisions.wordings import may_match
from nlp_referat.labels import AttendanceStatus
from nlp_referat.lexicon import parse_party
from nlp_referat.names.name_shapes import LINE_RUN, is_blocker, is_given, is_title
from nlp_referat.schema import ItemAttendance, Substitute

_CUE: Final = re.compile(
    r"frav[æe]r|afbud|stedfortr|supplean|inhabil|i stedet|delt(?:og|ager|aget) (?:derfor )?ikke"
    r"|ikke (?:deltaget|mødt|fremmødt|til ?stede)"
    r"|ej (?:mødt|til ?stede|deltaget)|udeblev|mødte (?:ikke|for\b)|forfald|forhindret"
    r"|for (?:ham|hende) (?:deltog|mødte)",
    re.IGNORECASE,
)
_CUE_WORDS: Final = (
    "frav", "afbud", "stedfortr", "supplean", "inhabil", "i stedet", "ikke", "ej ", "udeblev", "mødte", "forfald",
    "forhindret", "for ham ", "for hende ",
)  # fmt: skip
# A label may follow the decision on its line: "Godkendt - Fraværende: Bo Krog".
_LABEL: Final = re.compile(
    r"(?:^|(?<=[-–(|/.] )|(?<=[-–(|/])| (?=FRAVÆRENDE|Fraværende|Afbud|Ikke til|Ej til))(?:[Dd]er (?:er"
    r"|var) )?"
    r"(?:FRAVÆRENDE|AFBUD|[Ff]raværende|[Ff]ravær\.?|[Aa]fbud|[Ff]orfald|[Ii]kke (?:til ?stede|mødt"
    r"|fremmødt|deltaget)|[Ee]j (?:til ?stede|mødt)|[Ii]nhabile?)"
    r"(?: (?:med|uden|på grund af) (?:lovligt )?(?:afbud|forfald|inhabilitet))?"
    r"(?: (?:fra|på mødet|under (?:punktet|sagens behandling|behandlingen)|ved (?:punktet"
    r"|sagens behandling)|var|er|i sagen|til mødet))*[ ]?:?(?=[ (]|$)"
)
_NOT_ATTENDANCE: Final = re.compile(
    r"\b(?:valgt|vælges|valgte|genvalgt|udpege[st]?|udpegede|indstil\w*|konstitu\w*|godkend\w+"
    r"|vedtag\w+|vedtog|beslut\w+|anmod\w+ om)\b",
    re.IGNORECASE,
)
_ABSENT_AFTER: Final = re.compile(
    r"\b(?:fraværende|afbud|delt(?:og|ager)(?: derfor| dermed)? ikke(?! i (?:selve )?afstemning)|ikke til ?stede"
    r"|(?<!ikke )inhabile?|inhabilitet|forhindret|udeblev|mødte ikke|ikke (?:mødt|deltaget))\b",
    re.IGNORECASE,
)
_SUBSTITUTE_AFTER: Final = re.compile(
    r"^(?![^.]{0,30}\bingen (?:stedfortr|supplean))[^.]{0,60}?"
    r"\b(?:(?:mødte|møder|mødt|deltog|deltager|indtrådte|indtræder|indkaldt\w*|var|er"
    r"|trådte|trådt)\b(?! afbud)[^.]{0,40}?\b(?:som (?:\w+ )?(?:stedfortræder|suppleant)|i stedet"
    r"|stedfortræder|suppleant|for$)|(?:stedfortræder|suppleant|afløser|vikar) for\b|erstatte(?:r|de)\b"
    r"|som (?:\w+ )?(?:stedfortræder|suppleant)\b)",
    re.IGNORECASE,
)
_SUBSTITUTE_BEFORE: Final = re.compile(
    r"\b(?:stedfortræder(?:en|e)?|suppleant(?:en|er)?|i stedet|for (?:ham|hende)|(?:1|2"
    r"|3)\. suppleant)\b(?! for$)(?:\W+(?:deltog|deltager|mødte|møder|var|er|indkaldt|indkaldtes"
    r"|indtrådte|er indkaldt|var indkaldt|er|mødt|på mødet|for|ved|dette|punkt\w*|i|hans|hendes))*\W*$",
    re.IGNORECASE,
)
_ABSENT_BEFORE: Final = re.compile(
    r"(?:fraværende|fravær|afbud|inhabile?|forfald|ikke (?:til ?stede|mødt|deltaget|fremmødt)"
    r"|ej (?:til ?stede|mødt))\b\.?[^.;]{0,45}$",
    re.IGNORECASE,
)
_REPLACED_BEFORE: Final = re.compile(
    r"\b(?:for|erstatter|erstattede|afløser|afløste|på vegne af|i stedet for)\W*$", re.IGNORECASE
)
# "Som stedfortræder for Bo Krog deltog Ida Lund": the one who took part is the substitute.
_TOOK_PART: Final = re.compile(r"^\W*(?:deltog|deltager|mødte|møder|indtrådte|var|er)(?: på mødet)?\W*$", re.IGNORECASE)
_SHARED: Final = re.compile(r"[\s,;/+&•*()]*(?:\b(?:og|samt|både|hhv\.?)\b[\s,;]*)?(?:(?:med|uden) afbud[\s,;]*)?")
_PARTY: Final = re.compile(r"[ ]?\((?P<aside>[^()]{1,30})\)|[ ]?,[ ](?P<letter>[A-ZÆØÅ]{1,2})(?=[,.;\s)]|$)")
_NONE: Final = re.compile(r"\W*(?:ingen|intet|0|-+|–|\.)?\W*", re.IGNORECASE)

_Status = Literal["absent", "substitute", "replaced"]


@dataclass(slots=True)
class _Person:
    start: int
    end: int  # behind the party
    name: str
    party: str | None = None
    status: _Status | None = None


@dataclass(slots=True)
class Attendance:
    """What a decision text says about who was there, and where it says so."""

    absent: list[str] = field(default_factory=list)
    substitutes: list[Substitute] = field(default_factory=list)
    entries: list[ItemAttendance] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


def _is_no_name(word: str) -> bool:
    return word.lower().rstrip(".:") in word_list("never_in_names") or is_title(word) or is_blocker(word)


def people_in(text: str) -> list[_Person]:
    """The people that a sentence names, with the party beside them.

    >>> [(person.name, person.party) for person in people_in("Fraværende: Bo Krog (V)")]
    [('Bo Krog', 'V')]
    """
    people: list[_Person] = []
    for run in LINE_RUN.finditer(text):
        start = run.start()
        words = run[0].split(" ")
        while words and (
            words[0].lower().rstrip(".:") in word_list("never_in_names") or is_title(words[0]) or is_blocker(words[0])
        ):
            start += len(words.pop(0)) + 1
        # "Ruth Vester": behind a given name even a word that is mostly none is a surname.
        is_plain = len(words) == 2 and is_given(words[0])
        if len(words) < 2 or (not is_plain and any(is_blocker(word) for word in words)):
            continue
        name = " ".join(words)
        if len(words[-1]) > 1:
            name = name.rstrip(".")
        person = _Person(start, run.end(), name)
        aside = _PARTY.match(text, run.end())
        if aside:
            person.party = parse_party(aside["aside"] or aside["letter"])
            if person.party or aside["letter"]:
                person.end = aside.end()
        people.append(person)
    return people


def _resolve(text: str, people: list[_Person]) -> None:
    """Give each person the status that the words around the names say."""
    gaps = [text[: people[0].start]]
    gaps += [text[left.end : right.start] for left, right in pairwise(people)]
    gaps.append(text[people[-1].end :])
    for index, person in enumerate(people):
        before, after = gaps[index], gaps[index + 1]
        if _SUBSTITUTE_AFTER.search(after):
            person.status = "substitute"
        elif _REPLACED_BEFORE.search(before) and (index == 0 or not _ABSENT_BEFORE.search(before)):
            person.status = "replaced"
        elif _SUBSTITUTE_BEFORE.search(before) or (
            index and people[index - 1].status == "replaced" and _TOOK_PART.search(before)
        ):
            person.status = "substitute"
        elif _ABSENT_AFTER.search(after.split(". ")[0]) or _ABSENT_BEFORE.search(before):
            person.status = "absent"
    for index, person in enumerate(people[1:], 1):
        if person.status is None and _SHARED.fullmatch(gaps[index]):
            person.status = people[index - 1].status
    for index in range(len(people) - 2, -1, -1):
        if people[index].status is None and _SHARED.fullmatch(gaps[index + 1]):
            people[index].status = people[index + 1].status


def _add(found: Attendance, people: list[_Person]) -> None:
    waiting: str | None = None  # the absentee whose place the next substitute takes
    for index, person in enumerate(people):
        if person.status in ("absent", "replaced"):
            if person.name not in found.absent:
                found.absent.append(person.name)
            waiting = person.name
        elif person.status == "substitute":
            place = waiting
            if index + 1 < len(people) and people[index + 1].status == "replaced":
                place = people[index + 1].name
            elif index and people[index - 1].status == "substitute":
                place = None
            if all(person.name != other.name for other in found.substitutes):
                found.substitutes.append(
                    Substitute.model_validate({"name": person.name, "party": person.party, "for": place})
                )


def _is_name_line(sentence: Sentence, people: list[_Person]) -> bool:
    """A line that holds nothing but names and what belongs to them."""
    rest = sentence.text
    for person in reversed(people):
        rest = rest[: person.start] + rest[person.end :]
    rest = _BRACKETS.sub("", rest)
    return not _BESIDE_NAMES.sub("", rest)


_BRACKETS: Final = re.compile(r"\([^()]*\)")
# "Torkil Lund (tolu) O", "Ida Dal (A), sygdom"
_BESIDE_NAMES: Final = re.compile(
    r"(?i:\b(?:og|samt|formand|borgmester|næstformand|viceborgmester|syg|sygdom|sygemeldt|barsel|orlov|ferie)\b)"
    r"|\b[A-ZÆØÅ]{1,2}\b|[\W\d_]"
)


def speaks_of_attendance(text: str) -> bool:
    """Whether the text begins as a line of absentees does, even where no name is known in it.

    >>> speaks_of_attendance("Fraværende: Ove van der Laan"), speaks_of_attendance("Godkendt.")
    (True, False)
    """
    return bool(_LABEL.match(text) or _CLOSES.match(text))


_CLOSES: Final = re.compile(r"(?:mødet (?:\w+ )?(?:sluttede|hævet|hævedes|slut)|referent)\b", re.IGNORECASE)


# "Ida Lund var forhindret, hvorfor punktet slettes": what became of the matter is decided.
_SEQUEL: Final = re.compile(
    r",\s(?:hvorfor|hvorefter|så|og derfor)\s(?:punkt|sag|emne|behandling|spørgsmål|drøftelse)\w*\s"
)


def find_attendance(text: str, start: int = 0, end: int | None = None) -> Attendance:
    """Absentees, substitutes and the spans that speak of them, in ``text[start:end]``.

    >>> find_attendance("Godkendt.\\nAfbud: Bo Krog").spans
    [(10, 24)]
    """
    stop = len(text) if end is None else end
    found = Attendance()
    lower = text.lower()
    if may_move(lower):
        found.entries += merged(_comings_and_goings(text, start, stop))
    if not may_match(_CUE_WORDS, lower) or not _CUE.search(text, start, stop):
        return found
    listing = False  # a label stood at the end of its line: names on the lines below belong to it
    for whole in split_sentences(text, start, stop):
        sentence = whole
        if not _CUE.search(whole.text):
            people = people_in(whole.text) if listing else []
            if listing and ((people and _is_name_line(whole, people)) or _NONE.fullmatch(whole.text)):
                for person in people:
                    person.status = "absent"
                _add(found, people)
                found.entries += _entries(text, whole, people)
                found.spans.append((whole.start, whole.end))
                continue
            listing = False
            continue
        label = _LABEL.search(whole.text)
        if label and label.start() > 0:  # a decision stands before it on the line
            sentence = make_sentence(text, whole.source(label.end() - len(label[0].lstrip())), whole.end)
            label = _LABEL.match(sentence.text)
        if label is None and _NOT_ATTENDANCE.search(sentence.text):
            listing = False
            continue
        people = people_in(sentence.text)
        if people:
            _resolve(sentence.text, people)
            if listing and label is None and people[0].start == 0 and people[0].status is None:
                people[0].status = "absent"  # "Fravær:", then "Bo Lund – Ida Dal deltog som suppleant"
            _add(found, people)
            found.entries += _entries(text, sentence, people)
        elif not (label and _NONE.fullmatch(sentence.text, label.end())):
            listing = bool(label) and sentence.text.endswith(":")  # "Fraværende i Byrådet den 3. maj 2023:"
            if listing:
                found.spans.append((sentence.start, sentence.end))
            continue
        if any(person.status for person in people) or not people:
            sequel = _SEQUEL.search(sentence.text)
            found.spans.append((sentence.start, sentence.source(sequel.start()) if sequel else sentence.end))
        listing = (listing and label is None) or (bool(label) and (not people or not sentence.text.endswith(".")))
    _pair_single(found)
    found.entries = merged(found.entries)
    return found


def _entries(text: str, sentence: Sentence, people: list[_Person]) -> list[ItemAttendance]:
    """An entry for each of the absent, with the sentence as its words."""
    ends = [*(person.start for person in people[1:]), len(sentence.text)][: len(people)]
    found: list[ItemAttendance] = []
    for index, (person, end) in enumerate(zip(people, ends, strict=True)):
        if person.status not in ("absent", "replaced"):
            continue
        beside = sentence.text[people[index - 1].end if index else 0 : end]
        # "Bo Dam og Ida Lund deltog ikke": what is said of the last is said of both.
        alone = index + 1 < len(people) and _SHARED.fullmatch(sentence.text, person.end, end) is None
        words = beside if alone else sentence.text[people[index - 1].end if index else 0 :]
        found.append(_entry(text, sentence, person.name, absence_kind(words)))
    return found


def _entry(text: str, sentence: Sentence, name: str, status: AttendanceStatus) -> ItemAttendance:
    start, end = sentence.start, sentence.end
    return ItemAttendance(name=name, status=status, text=text[start:end], start=start, end=end)


def _comings_and_goings(text: str, start: int, end: int) -> list[ItemAttendance]:
    return [
        _entry(text, sentence, name, status)
        for sentence in split_sentences(text, start, end)
        if may_move(sentence.text.lower()) and not _NOT_ATTENDANCE.search(sentence.text)
        for name, status in moves(sentence.text, people_in(sentence.text))
    ]


def _pair_single(found: Attendance) -> None:
    """One absentee and one substitute without a stated place belong together."""
    if len(found.absent) == 1 and len(found.substitutes) == 1 and found.substitutes[0].for_ is None:
        found.substitutes[0] = found.substitutes[0].model_copy(update={"for_": found.absent[0]})


def read_attendance(text: str) -> tuple[tuple[str, ...], tuple[Substitute, ...]]:
    """The absentees for the item, and the substitutes, in the order of the text.

    Args:
        text: a decision text.

    >>> read_attendance("Afbud: Ingen.")
    ((), ())
    """
    found = find_attendance(text)
    return tuple(found.absent), tuple(found.substitutes)
