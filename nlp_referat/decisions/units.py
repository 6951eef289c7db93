"""The sentences of one point, or of a decision without points, into its outcomes and its vote.

Sentences that decide nothing are told apart here: accounts of what was said, dissent and votes, motions
raised at the meeting and their fate, statements to the minutes, comings and goings.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from nlp_referat.decisions.clauses import Sentence
from nlp_referat.decisions.groups import Group, party_subject, read_group
from nlp_referat.decisions.outcomes import Finding, read_sentence, stated
from nlp_referat.decisions.repair import repair
from nlp_referat.decisions.reservations import Note
from nlp_referat.decisions.votes import read_votes
from nlp_referat.decisions.wordings import wordings
from nlp_referat.labels import OutcomeLabel
from nlp_referat.schema import Votes


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place in the source."""

    finding: Finding
    start: int
    end: int
    clause: str
    votes: Votes | None = None
    reservations: tuple[Note, ...] = ()


@dataclass(slots=True)
class Unit:
    """What was read from the sentences of one point."""

    points: tuple[int | None, ...]
    placed: list[Placed] = field(default_factory=list)
    told: list[Sentence] = field(default_factory=list)
    free: list[Sentence] = field(default_factory=list)
    read: list[Sentence] = field(default_factory=list)  # those that findings were placed in
    groups: list[tuple[Placed, int]] = field(default_factory=list)  # what a part of the body says, and its size
    vote_lines: list[str] = field(default_factory=list)
    motion_votes: list[str] = field(default_factory=list)  # on the motion that was adopted last
    has_motion: bool = False
    fallen: Placed | None = None  # what became of a motion that was turned down: the outcome where there is no other


_VOTE_LINE: Final = re.compile(
    r"^\W*(?:for|imod|mod|undlod|undlader|undladt|blankt?|hverken for eller (?:i?mod)"
    r"|ikke til stede|ikke deltaget i afstemningen|(?:ja|nej)(?:-?stemmer)?(?=[ ]?:)|stemmetal(?:let|lene)?(?: var)?)\b"
    r"(?: (?:stemte|stemmer|indstillingen|\w*forslaget|at stemme))*[ ]?(?::|\d|(?:stemte"
    r"|stemmer)\b|(?=\(|[A-ZÆØÅ]\b))",
    re.IGNORECASE,
)
_VOTE_VERB: Final = re.compile(
    r"\b(?:stemte|stemmer|undlod|undlader)\b|\bikke (?:tiltræde|støtte|anbefale|tilslutte sig"
    r"|stemme for)\b|\bimod\b|\b(?:tiltræder|støtter) ikke\b",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"^(?:udvalget|byrådet|kommunalbestyrelsen|rådet|\w*udvalget)\b(?! (?:blev|er) (?:orienteret"
    r"|informeret))",
    re.IGNORECASE,
)
_MAIN_SUBJECT: Final = re.compile(
    r"\bindstilling|\bsagen\b|\bpunktet\b|\bhovedforslag|\bsom ændret\b|\bi øvrigt\b|^(?:herefter"
    r"|derefter)\b|\bdet samlede\b|\budvalget\b|\bbyrådet\b|\bkommunalbestyrelsen\b",
    re.IGNORECASE,
)
_MOTION_SUBJECT: Final = re.compile(
    r"ændringsforslag|modforslag|udsættelsesforslag|\bforslag(?:et|ene)?\b|\bdette\b|\bdet\b"
    r"|\banmodningen\b|^(?:hermed|dermed) faldt",
    re.IGNORECASE,
)
_ASKS_FOR_VOTE: Final = re.compile(
    r"\b(?:begære|anmode|ønske|bad om"
    r"|forlang)\w* (?:om )?(?:\w+ )?afstemning\b",
    re.IGNORECASE,
)
_ABOUT_MOTION: Final = re.compile(r"forslag|\budsæt|\budskyd", re.IGNORECASE)
_RAISES: Final = re.compile(r"\b(?:foresl|stille[dr]|frems[aæ]t|anmode|begære|ønske)", re.IGNORECASE)
_CHAIR: Final = re.compile(
    r"\b(?:formanden|borgmesteren|udvalgsformanden|næstformanden|forvaltningen|administrationen"
    r"|overborgmesteren)\b",
    re.IGNORECASE,
)
_OTHER_ITEM: Final = re.compile(
    r"^(?:punkt|pkt\.?|nr\.?|sag(?:en)?(?: nr\.?)?|dagsordenspunkt|punkterne)(?: nr\.?)? ?\d{1,3}\b"
    r"|\b(?:punkt|pkt\.?|sag) ?(?:nr\.? ?)?\d{1,3}\b[^.]{0,40}\b(?:udgår|udgik|udgået|udtages|udtaget"
    r"|(?:tages|taget|trækkes|trukket"
    r"|trak)(?: af| ud| tilbage)?|bortfald\w+|udsættes|udsat|behandles (?:før|efter|først|sidst)|(?:frem)?rykkes"
    r"|flyttes)\b|\btillægs(?:dagsorden|punkt)",
    re.IGNORECASE,
)
_SURE: Final = 0.9
_ADOPTED: Final = frozenset({"GODKENDT"})
_SETTLED_BY_MOTION: Final = frozenset({"UDSAT", "OVERSENDT", "UDGÅET"})
_WAITS: Final = re.compile(r"(?:udsætte|udskyde)", re.IGNORECASE)
_ASKED: Final = re.compile(r"(?:,? at|:|om at|om)\s+(?P<what>.*)", re.DOTALL)


@dataclass(slots=True)
class _Motion:
    """A proposal raised at the meeting, until its fate is known."""

    sentence: Sentence
    by_chair: bool
    asked: OutcomeLabel | None
    votes: list[str] = field(default_factory=list)


class UnitReader:
    """Walks over the sentences of one unit."""

    def __init__(self, points: tuple[int | None, ...], is_agenda_item: bool) -> None:
        self.unit = Unit(points)
        self._is_agenda_item = is_agenda_item
        self._motion: _Motion | None = None
        self._is_protocol = False
        self._lists = False  # "Godkendt med følgende ændringer:" was read: the list below is its content

    def paragraph(self) -> None:
        """A blank line: a statement to the minutes ends here."""
        self._is_protocol = False

    def read(self, sentence: Sentence, is_listed: bool = False) -> None:
        """Take in the next sentence; `is_listed` when a bullet or number opens it."""
        if self._is_protocol:
            return
        if self._lists and is_listed:
            self._extend_last(sentence.end)
            return
        text = sentence.text
        kind = wordings().kind_of(text)
        findings = read_sentence(text)
        if self.unit.has_motion:  # what was withdrawn is the motion
            findings = [f for f in findings if not (f.rule and f.rule.is_alone)]
        if findings and _NEXT_HEADING.fullmatch(text) and (self.unit.free or self.unit.told or self.unit.placed):
            return
        first = findings[0].match_start if findings else len(text) + 1
        if self._is_agenda_item and _OTHER_ITEM.search(text) and not (kind and kind[0] == "motion"):
            findings = [f for f in findings if f.label == "GODKENDT" and _MAIN_AGENDA.search(text)]
            if not findings:  # the agenda is changed; the other item's own fate is told where it stands
                self.unit.placed.append(_placed(sentence, stated(text, "ANDET", _SURE), alone=True))
                return
            kind = None
        if kind and kind[0] == "protocol" and (not findings or party_subject(text) or kind[1] < first):
            self._is_protocol = True
            return
        if kind and kind[0] == "protocol":
            self._is_protocol = True
        if _VOTE_LINE.match(text) and not (findings and _MAIN_SUBJECT.search(text)) and read_votes(text):
            self._votes().append(text)
            return
        is_account = kind is not None and kind[0] == "told" and kind[1] < first and not _VOTE_VERB.search(text)
        if party_subject(text) and not is_account and not (kind and kind[0] == "motion"):
            self._read_group(sentence, findings)
            return
        if kind and kind[0] == "motion" and not (_BODY.match(text) and "ændringsforslag" not in text.lower()):
            # "Ændringsforslaget blev vedtaget" is the fate of the motion that is open, and raises none.
            is_fate = self._motion and findings and not _RAISES.search(text)
            if is_fate and self._read_fate(sentence, findings):
                return
            if self._read_motion(sentence, findings, kind[1], first):
                return
        elif self._motion and findings and self._read_fate(sentence, findings):
            return
        if kind and kind[0] in ("told", "aside") and kind[1] < first:
            later = [
                f
                for f in findings
                if f.start > 0 and f.match_start > kind[1] + 8 and _RESUMES.search(text[: f.match_start])
            ]
            later += [f for f in findings[:1] if f.start == 0 and _RESUMES.search(text[: f.match_start])]
            if not later:
                if _VOTE_VERB.search(text) and read_votes(text):
                    self._votes().append(text)
                elif kind[0] == "told":
                    self._lists = text.endswith(":")
                    (self.unit.free if _BODY.match(text) else self.unit.told).append(sentence)
                return
            findings = later
        if not findings:
            if _VOTE_VERB.search(text) and read_votes(text):
                self._votes().append(text)
            elif not kind and not self._add_condition(sentence):
                self.unit.free.append(sentence)
            return
        self._place(sentence, findings)

    def _add_condition(self, sentence: Sentence) -> bool:
        """ "Det forudsættes, at prisen holder" behind an approval is its condition."""
        if not (self.unit.placed and _PRESUPPOSES.match(sentence.text)):
            return False
        last = self.unit.placed[-1]
        if last.finding.label not in _CONDITIONED:
            return False
        note = Note("condition", sentence.start, sentence.end)
        self.unit.placed[-1] = replace(
            last, finding=replace(last.finding, is_conditional=True), reservations=(*last.reservations, note)
        )
        return True

    def _extend_last(self, end: int) -> None:
        """A listed change belongs to the reservation that announced the list."""
        if self.unit.placed and self.unit.placed[-1].reservations:
            last = self.unit.placed[-1]
            *before, note = last.reservations
            self.unit.placed[-1] = replace(last, reservations=(*before, replace(note, end=end)))

    def _votes(self) -> list[str]:
        return self._motion.votes if self._motion else self.unit.vote_lines

    def _place(self, sentence: Sentence, findings: list[Finding]) -> None:
        self._motion = None
        self._lists = sentence.text.endswith(":")
        self.unit.vote_lines.append(sentence.text)
        self.unit.read.append(sentence)
        for finding in findings:
            self.unit.placed.append(_placed(sentence, finding, alone=len(findings) == 1))

    def _read_group(self, sentence: Sentence, findings: list[Finding]) -> None:
        """A sentence whose subject is a party, a member or a number of members."""
        text = sentence.text
        self._votes().append(text)
        positive = [f for f in findings if not f.is_negated and f.label not in ("AFVIST", "ANDET", "INGEN_BESLUTNING")]
        if not positive or _VOTE_VERB.search(text[: positive[0].match_start]):
            return
        group = read_group(text[: positive[0].match_start])
        size = group.count or len(group.members)
        placed = _placed(sentence, positive[0], alone=True)
        votes = _group_votes(group)
        self.unit.groups.append((Placed(placed.finding, placed.start, placed.end, placed.clause, votes), size))

    def _read_motion(self, sentence: Sentence, findings: list[Finding], place: int, first: int) -> bool:
        """A sentence that raises a motion, and may tell its fate at once; False when it is the main matter's."""
        text = sentence.text
        if (findings and first < place and _MAIN_SUBJECT.search(text[:place])) or (
            findings and first < place and findings[0].match_start == 0
        ):
            return False
        if _ASKS_FOR_VOTE.search(text) and not _ABOUT_MOTION.search(text):
            return True  # the vote that follows is on the matter
        self.unit.has_motion = True
        asked = _ASKED.search(text, place)
        inner = read_sentence(asked["what"]) if asked else []
        label = inner[0].label if inner else "UDSAT" if asked and _WAITS.match(asked["what"]) else None
        self._motion = _Motion(sentence, bool(_CHAIR.search(text)), label)
        verdicts = [
            f
            for f in findings
            if f.label in ("GODKENDT", "AFVIST") and _MOTION_SUBJECT.search(text[: f.match_start + 12])
        ]
        if verdicts and "foresl" not in text[: verdicts[0].match_start].lower():
            self._close_motion(sentence, verdicts[0])
        return True

    def _read_fate(self, sentence: Sentence, findings: list[Finding]) -> bool:
        """What became of the motion; False when the sentence is about the matter itself."""
        assert self._motion is not None
        text = sentence.text
        verdict = findings[0]
        about_main = _MAIN_SUBJECT.search(text[: verdict.match_start + 14])
        about_motion = _MOTION_SUBJECT.search(text[: verdict.match_start + 14])
        if about_main or verdict.label not in ("GODKENDT", "AFVIST"):
            return False
        if (
            about_motion
            or (self._motion.by_chair and verdict.label == "GODKENDT")
            or (self._motion.votes and verdict.label == "AFVIST")
        ):
            self._close_motion(sentence, verdict)
            return True
        return False

    def _close_motion(self, sentence: Sentence, verdict: Finding) -> None:
        motion, self._motion = self._motion, None
        if motion is None or verdict.label not in _ADOPTED:
            if verdict.label == "AFVIST" and "ændringsforslag" not in sentence.text.lower():
                self.unit.fallen = _placed(sentence, verdict, alone=True)
            return
        label: OutcomeLabel = motion.asked if motion.asked in _SETTLED_BY_MOTION else "GODKENDT"
        lines = [*motion.votes, sentence.text]
        if motion.asked in _SETTLED_BY_MOTION:
            self.unit.vote_lines += lines
        else:
            self.unit.motion_votes = lines
        finding = Finding(label, 0, len(sentence.text), verdict.match_start, 0.75, is_conditional=label == "GODKENDT")
        same = motion.sentence is sentence
        start = sentence.start if same else motion.sentence.start
        self.unit.placed.append(Placed(finding, start, _trimmed_end(sentence), sentence.text, _NO_VOTES))


# "Lukket punkt" behind other words is the heading of the item that follows, and no decision of this one.
_NEXT_HEADING: Final = re.compile(r"lukket (?:punkt|sag)\W*", re.IGNORECASE)
_PRESUPPOSES: Final = re.compile(
    r"(?:det|dette|godkendelsen|tilladelsen|bevillingen|beslutningen) (?:forudsættes|sker under forudsætning"
    r"|er (?:dog )?(?:en (?:forudsætning|betingelse)|betinget)|gives på (?:betingelse|vilkår))\b",
    re.IGNORECASE,
)
_CONDITIONED: Final = frozenset({"GODKENDT", "INDSTILLES", "TAGET_TIL_EFTERRETNING"})
_NO_VOTES: Final = Votes()  # marks an outcome that a motion brought, so that the matter's own may replace it
_MAIN_AGENDA: Final = re.compile(
    r"\bdagsorden(?:en)?\b[^.]{0,40}\bgodkend|\bgodkend\w+\b[^.]{0,30}\bdagsorden"
    r"|^(?:herefter )?godkendt\b|\bherefter godkendt|^dagsordenen (?:er|var) i orden\b"
    r"|\bi øvrigt (?:godkendt|vedtaget|tiltrådt)|\bdagsorden(?:en)?\b[^.]{0,40}\b(?:vedtaget|følges)",
    re.IGNORECASE,
)
_RESUMES: Final = re.compile(
    r"(?:,|\bog|\bmen|\bhvorefter)\s+(?:herefter |derefter )?(?:udvalget|byrådet|kommunalbestyrelsen"
    r"|indstillingen|sagen|punktet|orienteringen|\w*udvalget|redegørelsen|status|det"
    r"|dette)\b[^,.]{0,60}$|,? som (?:udvalget|byrådet|blev)[^,.]{0,30}$",
    re.IGNORECASE,
)


def _trimmed_end(sentence: Sentence) -> int:
    return sentence.end


def _placed(sentence: Sentence, finding: Finding, alone: bool) -> Placed:
    text = sentence.text
    notes = placed_notes(sentence, finding)
    if alone:
        return Placed(finding, sentence.source(0), sentence.end, text, reservations=notes)
    start = sentence.source(finding.start)
    last = finding.start + len(text[finding.start : finding.end].rstrip(" ,;.")) - 1
    tail = _DANGLING.search(text, finding.start, last + 1)
    if tail:
        last = finding.start + len(text[finding.start : tail.start()].rstrip(" ,;.")) - 1
    stop = sentence.source(max(last, finding.start)) + 1
    return Placed(finding, start, stop, text[finding.start : finding.end], reservations=notes)


def placed_notes(sentence: Sentence, finding: Finding, shift: int = 0) -> tuple[Note, ...]:
    """The finding's reservations with their places in the source; the finding begins `shift` into the sentence."""
    return tuple(
        Note(note.kind, sentence.source(note.start + shift), sentence.source(note.end + shift - 1) + 1)
        for note in finding.notes
    )


_DANGLING: Final = re.compile(r"[ ,]+(?:og|samt|men|hvorefter|herefter)$", re.IGNORECASE)


def _group_votes(group: Group) -> Votes | None:
    if not group.members and group.count is None:
        return None
    return Votes.model_validate({"for": group.members, "for_count": group.count})


def last_resort(text: str) -> list[Finding]:
    """What a short decision says when its damaged words are read as they were meant."""
    if len(text) > 80:
        return []
    repaired = repair(text)
    return read_sentence(repaired) if repaired != text else []


def is_restored(text: str) -> bool:
    """Whether a short decision can be read only with its damaged words restored.

    >>> is_restored("Godkendl."), is_restored("Godkendt.")
    (True, False)
    """
    return not read_sentence(text) and bool(last_resort(text))
