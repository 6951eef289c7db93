"""A trained classifier beside the wording rules: what it is asked, and what becomes of its answers.

The rules read first. A sentence in which no wording fires, or only one for free words ("udvalget enedes
om …"), is put to the classifier with all others of the document at once; an answer that is sure enough
becomes a finding like a rule's, so that votes, recipient, finality and points are read from it as usual.
Anything else stays as the rules left it.

>>> class Always:
...     def classify(self, clauses):
...         return [("UDSAT", 0.97, 0.01) for _ in clauses]
>>> answers = Answers()
>>> answers.of("Sagen hviler til maj."), list(answers.asked)
(None, ['Sagen hviler til maj.'])
>>> answers.fetch(Always())
>>> answers.of("Sagen hviler til maj.")
Answer(label='UDSAT', score=0.97, nothing=0.01)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Protocol

from nlp_referat.decisions.attendance import speaks_of_attendance
from nlp_referat.decisions.clauses import Sentence
from nlp_referat.decisions.outcomes import stated
from nlp_referat.decisions.presence import may_move
from nlp_referat.decisions.repeated import repeats
from nlp_referat.decisions.units import Placed, Unit, placed_notes
from nlp_referat.labels import OutcomeLabel


class ClauseClassifier(Protocol):
    """Says of clauses what they decide."""

    def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float, float]]:
        """The likeliest outcome of each clause, its calibrated probability, and that of the clause deciding nothing."""
        ...


class Answer(NamedTuple):
    """What the classifier says of a clause: its likeliest outcome, and how likely it decides nothing at all."""

    label: OutcomeLabel
    score: float
    nothing: float = 0.0

    @property
    def decides(self) -> bool:
        """Whether an outcome is likelier than none."""
        return self.score >= self.nothing


@dataclass(slots=True)
class Answers:
    """The questions of one document, and their answers once they were fetched."""

    asked: dict[str, None] = field(default_factory=dict)
    known: dict[str, Answer] = field(default_factory=dict)
    questions: int = 0  # how often something was asked

    def of(self, clause: str) -> Answer | None:
        """The answer; None until it was fetched."""
        self.asked[clause] = None
        self.questions += 1
        return self.known.get(clause)

    def fetch(self, classifier: ClauseClassifier) -> None:
        """Put everything asked so far to the classifier, in one call."""
        clauses = list(self.asked)
        found = classifier.classify(clauses)
        self.known = {clause: Answer(*answer) for clause, answer in zip(clauses, found, strict=True)}


ALONE: Final = 0.2
"""Least probability of an outcome where the rules read none."""
AT_LEAST: Final = 0.2
"""The same where nobody would else know of any, and it is likelier that nothing is decided."""
BESIDE: Final = 0.75
"""Least probability of an outcome beside another."""
BESIDE_AT_LENGTH: Final = 0.85
"""The same where the debate is told at length."""
OVERRULES: Final = 0.4
"""Least probability of an outcome that replaces what a rule read without certainty."""
REMARK: Final = 0.5
"""Least probability of a remark (ANDET) beside an outcome."""
REMARK_PART: Final = 0.6
"""The same of a remark that is part of the sentence with the outcome."""
_UNCERTAIN: Final = 0.9  # a rule's score up to which the classifier may overrule it
_TOLD_AT_LENGTH: Final = 4  # sentences that no rule reads; more are an account of the debate


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence, or a part of one, with its answer."""

    sentence: Sentence
    start: int
    end: int
    clause: str
    answer: Answer
    placed: Placed | None = None  # what a rule read there, without certainty


def consult(units: Sequence[Unit], answers: Answers) -> tuple[Unit, ...]:
    """The units of a decision as `_consult` reads each; a remark below a point belongs to no point."""
    read = [_consult(unit, answers) for unit in units]
    is_silent = all(map(_says_nothing, read))
    for index, unit in enumerate(read):
        if is_silent or (unit.points != (None,) and _says_nothing(unit)):  # what is said to a point decides it
            read[index] = _consult(unit, answers, least=AT_LEAST)
    for index, unit in enumerate(read):
        remarks = [placed for placed in unit.placed if _is_remark(placed) and unit.points != (None,)]
        if remarks and len(unit.placed) > len(remarks):
            read[index] = replace(unit, placed=[placed for placed in unit.placed if placed not in remarks])
            read.append(Unit((None,), remarks))
    return tuple(read)


def _says_nothing(unit: Unit) -> bool:
    return not (unit.placed or unit.groups or unit.vote_lines or unit.has_motion)


def _is_remark(placed: Placed) -> bool:
    return placed.finding.label == "ANDET" and placed.finding.rule is None


def _consult(unit: Unit, answers: Answers, least: float | None = None) -> Unit:
    """The unit with what the classifier makes of the sentences that the rules could not read.

    Args:
        unit: what the rules read; it is not changed.
        answers: asked on the way; as long as nothing was fetched, the unit comes back as it was.
        least: probability from which the likeliest outcome counts though none may be likelier: where the whole
            decision would else say nothing.
    """
    unread = [sentence for sentence in [*unit.free, *unit.told] if not _is_beside_matter(sentence.text)]
    is_long = len(unread) > _TOLD_AT_LENGTH
    unsure = [placed for placed in unit.placed if _is_unsure(placed, is_long)]
    asked = [part for sentence in unread for part in _parts(sentence, answers, is_whole=is_long)]
    asked += [part for placed in unsure for part in _parts(_again(placed), answers, placed, is_whole=True)]
    kept = [p for p in unit.placed if not any(one.placed is p and _overrules(one) for one in asked)]
    asked = [one for one in asked if one.placed is None or one.placed not in kept]
    asked += [part for sentence in unit.read for part in _beside(sentence, kept, answers)]
    chosen = _chosen(asked, {placed.finding.label for placed in kept}, is_long)
    if not chosen and least is not None:
        likely = [one for one in asked if one.answer.label not in _EMPTY and one.answer.score >= least]
        chosen = sorted(likely, key=lambda one: -one.answer.score)[:1]
    if not chosen and len(kept) == len(unit.placed):
        return unit
    sentences = {id(one.sentence) for one in chosen}
    dropped = [one.sentence for one in asked if one.placed is not None and id(one.sentence) not in sentences]
    if not chosen and not kept:
        return unit  # all that the rules read was overruled, and nothing put in its place
    return replace(
        unit,
        placed=sorted([*kept, *map(_placed, chosen)], key=lambda one: one.start),
        free=[sentence for sentence in [*unit.free, *dropped] if id(sentence) not in sentences],
        told=[sentence for sentence in unit.told if id(sentence) not in sentences],
        vote_lines=[*unit.vote_lines, *(one.sentence.text for one in chosen if one.placed is None)],
    )


def _is_beside_matter(text: str) -> bool:
    return speaks_of_attendance(text) or repeats(text)


def _is_unsure(placed: Placed, is_long: bool) -> bool:
    """Whether the classifier may overrule the rule.

    It may where the rule only found free words, elections apart, and in an account of the debate where a wording
    stands further inside a sentence. A motion's fate was read from more than one sentence.
    """
    rule = placed.finding.rule
    if rule is None or placed.votes is not None or rule.id == "free.elected":
        return False
    return rule.id.startswith("free.") or (is_long and placed.finding.score <= _UNCERTAIN)


def _overrules(one: "_Asked") -> bool:
    assert one.placed is not None
    answer = one.answer
    return answer.decides and answer.label != one.placed.finding.label and answer.score >= OVERRULES


def _again(placed: Placed) -> Sentence:
    return Sentence(placed.start, placed.end, placed.clause)


_JOINT: Final = re.compile(r"(?:;|, (?:og|men|mens|hvorefter))\s+")
_SHORTEST: Final = 12  # characters of a part that is asked for by itself


def _joined(text: str) -> list[tuple[int, int]]:
    """The stretches of a sentence that its main joints part; the whole where it has none."""
    edges = [0, *(place for cut in _JOINT.finditer(text) for place in cut.span()), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _parts(
    sentence: Sentence, answers: Answers, placed: Placed | None = None, is_whole: bool = False
) -> Iterator[_Asked]:
    """The sentence with its answer, or its parts where each decides something else."""
    whole = answers.of(sentence.text)
    spans = [(0, len(sentence.text))] if is_whole else _joined(sentence.text)
    asked = [(first, last, answers.of(sentence.text[first:last])) for first, last in spans if last - first >= _SHORTEST]
    if whole is None:
        return
    parts = [(first, last, answer) for first, last, answer in asked if answer]
    sure = [part for part in parts if _is_sure(part[2])]
    labels = {one.label for _, _, one in sure}
    remarks = [part for part in parts if _is_remark_part(sentence.text[part[0] : part[1]], part[2])]
    if len(labels) > 1 or (labels and (remarks or not _is_outcome(whole))):
        for first, last, one in (*sure, *remarks):
            start, end = sentence.source(first), sentence.source(last - 1) + 1
            yield _Asked(sentence, start, end, sentence.text[first:last], one)
    else:
        yield _Asked(sentence, sentence.start, sentence.end, sentence.text, whole, placed)


_VOTED: Final = re.compile(r"\b(?:stemte|stemmer|undlod|undlader)\b")


def _beside(sentence: Sentence, placed: Sequence[Placed], answers: Answers) -> Iterator[_Asked]:
    """The parts of a sentence that no finding of the rules covers: "Drøftet, og sagen ryger tilbage til ØU"."""
    text = sentence.text
    ruled = [one.finding.match_start for one in placed if sentence.start <= one.start < sentence.end]
    for first, last in _joined(text):
        if (
            last - first < _SHORTEST
            or any(first <= place < last for place in ruled)
            or _VOTED.search(text, first, last)
        ):
            continue
        start, end = sentence.source(first), sentence.source(last - 1) + 1
        answer = answers.of(text[first:last])
        if answer is not None and (_is_sure(answer) or _is_remark_part(text[first:last], answer)):
            yield _Asked(sentence, start, end, text[first:last], answer)


def _is_remark_part(text: str, answer: Answer) -> bool:
    """Whether a part of a sentence is a remark; who comes and goes is none."""
    return answer.label == "ANDET" and answer.score >= REMARK_PART and not may_move(text.lower())


_EMPTY: Final = frozenset({"ANDET", "INGEN_BESLUTNING"})  # what stands beside no outcome, or says none


def _is_outcome(answer: Answer) -> bool:
    return answer.decides and answer.label not in _EMPTY


def _is_sure(answer: Answer) -> bool:
    return _is_outcome(answer) and answer.score >= BESIDE


def _chosen(asked: Sequence[_Asked], firm: set[OutcomeLabel], is_long: bool) -> list[_Asked]:
    """The answers that count: the likeliest, others that are sure, and one remark beside them.

    In an account of the debate (`is_long`) others have to be surer, and there are no remarks.
    """
    beside = BESIDE_AT_LENGTH if is_long else BESIDE
    chosen: list[_Asked] = []
    labels = firm - {"ANDET"}
    for one in sorted(asked, key=lambda one: -one.answer.score):
        label, score, _ = one.answer
        if not one.answer.decides or label == "ANDET" or label in labels or score < (beside if labels else ALONE):
            continue
        if (labels and not _is_sentence(one.sentence.text)) or (firm and label == "INGEN_BESLUTNING"):
            continue
        chosen.append(one)
        labels = labels | {label}
    if len(chosen) > 1:
        chosen = [one for one in chosen if one.answer.label != "INGEN_BESLUTNING"]
    remarks = [
        one
        for one in asked
        if one.answer.label == "ANDET"
        and one.answer.decides
        and one.answer.score >= REMARK
        and _is_sentence(one.sentence.text)
    ]
    if labels - _EMPTY and remarks and not is_long:
        chosen.append(max(remarks, key=lambda one: one.answer.score))
    return chosen


_WORD: Final = re.compile(r"(?<![^\W\d_])[a-zæøå]{2,}")


def _is_sentence(text: str) -> bool:
    """Whether the text is a sentence, and no heading, list of names or part of the page.

    >>> _is_sentence("Ida Lund inviterer på en gåtur."), _is_sentence("Lukket dagsorden"), _is_sentence("Bo, Ib og Ea.")
    (True, False, False)
    """
    return text.endswith((".", "!", "?")) and len(_WORD.findall(text)) > 1


def _placed(one: _Asked) -> Placed:
    finding = stated(one.clause, one.answer.label, one.answer.score)
    notes = placed_notes(one.sentence, finding, max(one.sentence.text.find(one.clause), 0))
    return Placed(finding, one.start, one.end, one.clause, reservations=notes)
