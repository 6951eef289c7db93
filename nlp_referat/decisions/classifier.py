"""A trained classifier beside the wording rules: what it is asked, and what becomes of its answers.

The rules read first. A sentence in which no wording fires, or only one for free words ("udvalget enedes
om …"), is put to the classifier with all others of the document at once; an answer that is sure enough
becomes a finding like a rule's, so that votes, recipient, finality and points are read from it as usual.
Anything else stays as the rules left it.

>>> class Always:
...     def classify(self, clauses):
...         return [("UDSAT", 0.97) for _ in clauses]
>>> answers = Answers()
>>> answers.of("Sagen hviler til maj."), list(answers.asked)
(None, ['Sagen hviler til maj.'])
>>> answers.fetch(Always())
>>> answers.of("Sagen hviler til maj.")
Answer(label='UDSAT', score=0.97)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Protocol

from nlp_referat.decisions.clauses import Sentence
from nlp_referat.decisions.outcomes import stated
from nlp_referat.decisions.units import Placed, Unit, is_other_item
from nlp_referat.labels import OutcomeLabel


class ClauseClassifier(Protocol):
    """Says of clauses what they decide."""

    def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float]]:
        """The outcome of each clause, and the calibrated probability that it is that one."""
        ...


class Answer(NamedTuple):
    """What the classifier says of a clause."""

    label: OutcomeLabel
    score: float


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


ALONE: Final = 0.4
"""Least probability of an outcome where the rules read none."""
BESIDE: Final = 0.9
"""Least probability of an outcome beside one that the rules read, or that is likelier."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence, or a part of one, with its answer."""

    sentence: Sentence
    start: int
    end: int
    clause: str
    answer: Answer
    weak: Placed | None = None  # what the rules read there, for want of better


def consult(unit: Unit, answers: Answers, is_agenda: bool = False) -> Unit:
    """The unit with what the classifier makes of the sentences that the rules could not read.

    Args:
        unit: what the rules read; it is not changed.
        answers: asked on the way; as long as nothing was fetched, the unit comes back as it was.
        is_agenda: the item is about the agenda, so that sentences may tell of other items.
    """
    weak = [placed for placed in unit.placed if _is_weak(placed)]
    asked = [
        part
        for sentence, reading in [*((s, None) for s in [*unit.free, *unit.told]), *((_again(p), p) for p in weak)]
        if not (is_agenda and is_other_item(sentence.text))
        for part in _parts(sentence, reading, answers)
    ]
    firm = [placed for placed in unit.placed if placed not in weak and placed.finding.label != "ANDET"]
    chosen = _chosen(asked, {placed.finding.label for placed in firm})
    if not chosen:
        return unit
    read = {id(one.sentence) for one in chosen}
    replaced = [one.weak for one in chosen if one.weak is not None]
    placed = [*(p for p in unit.placed if p not in replaced), *map(_placed, chosen)]
    return replace(
        unit,
        placed=sorted(placed, key=lambda one: one.start),
        free=[sentence for sentence in unit.free if id(sentence) not in read],
        told=[sentence for sentence in unit.told if id(sentence) not in read],
        vote_lines=[*unit.vote_lines, *(one.sentence.text for one in chosen if one.weak is None)],
    )


def _is_weak(placed: Placed) -> bool:
    rule = placed.finding.rule
    return rule is not None and rule.id.startswith("free.") and placed.votes is None


def _again(placed: Placed) -> Sentence:
    return Sentence(placed.start, placed.end, placed.clause)


_JOINT: Final = re.compile(r"(?:;|, (?:og|men|mens|hvorefter))\s+")
_SHORTEST: Final = 12  # characters of a part that is asked for by itself


def _parts(sentence: Sentence, weak: Placed | None, answers: Answers) -> Iterator[_Asked]:
    """The sentence with its answer, or its parts where each decides something else."""
    whole = answers.of(sentence.text)
    cuts = [match.span() for match in _JOINT.finditer(sentence.text)] if weak is None else []
    edges = [0, *(place for cut in cuts for place in cut), len(sentence.text)]
    spans = [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    parts = [(first, last, answers.of(sentence.text[first:last])) for first, last in spans if last - first >= _SHORTEST]
    sure = [(first, last, one) for first, last, one in parts if one and one.label != "ANDET" and one.score >= BESIDE]
    if whole is None:
        return
    if len({one.label for _, _, one in sure}) > 1:
        for first, last, one in sure:
            start, end = sentence.source(first), sentence.source(last - 1) + 1
            yield _Asked(sentence, start, end, sentence.text[first:last], one)
    else:
        yield _Asked(sentence, sentence.start, sentence.end, sentence.text, whole, weak)


def _chosen(asked: Sequence[_Asked], firm: set[OutcomeLabel]) -> list[_Asked]:
    """The answers that count: the likeliest, and others that are nearly certain."""
    least = BESIDE if firm else ALONE
    chosen: list[_Asked] = []
    for one in sorted(asked, key=lambda one: -one.answer.score):
        label, score = one.answer
        if label == "ANDET" or label in firm or score < least:
            continue
        chosen.append(one)
        firm = firm | {label}
        least = BESIDE
    return chosen


def _placed(one: _Asked) -> Placed:
    finding = stated(one.clause, one.answer.label, one.answer.score)
    return Placed(finding, one.start, one.end, one.clause)
