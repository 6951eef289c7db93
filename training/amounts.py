"""Amounts of money with their role and direction, as a reader is asked about them (`nlp_referat.scope.questions`).

They come from annotated minutes, and from files of passages: JSONL with ``part`` (of the item: body, proposal,
decision, earlier), ``outcome`` (of the decision it stands in, or null), ``text``, and ``amounts``, each with ``start``,
``end``, ``role`` and ``direction``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

import nlp_referat
from nlp_referat.amounts import find_money
from nlp_referat.asking import Question
from nlp_referat.corpus.document import Document, ScopeGold
from nlp_referat.corpus.storage import decode
from nlp_referat.errors import AnnotationError, first_problem
from nlp_referat.labels import AmountDirection, AmountRole, OutcomeLabel
from nlp_referat.schema import Model, Money
from nlp_referat.scope.amounts import Amount, questions
from nlp_referat.scope.setting import Part, Setting, Settings
from training.files import files_of

Answer = tuple[AmountRole | None, AmountDirection | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about an amount, and its answer."""

    question: Question
    role: AmountRole | None
    direction: AmountDirection | None


class LabelledAmount(Model):
    """An amount of a `Passage`; offsets are code points of its text."""

    start: int = Field(ge=0)
    end: int
    role: AmountRole | None
    direction: AmountDirection | None


class Passage(Model):
    """A line of a file."""

    part: Part
    outcome: OutcomeLabel | None = None
    text: str
    amounts: tuple[LabelledAmount, ...] = Field(min_length=1)


def from_files(paths: Iterable[Path]) -> list[Asked]:
    """The amounts of files of passages, and of those in folders.

    Raises:
        AnnotationError: naming file and line, or the path that is none.
    """
    return [asked for path in files_of(paths) for passage in read_passages(path) for asked in _asked(passage)]


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file.

    Raises:
        AnnotationError: naming file and line.
    """
    passages: list[Passage] = []
    for number, line in enumerate(decode(path.read_bytes(), str(path)).splitlines(), 1):
        try:
            passage = Passage.model_validate_json(line)
        except ValidationError as error:
            raise AnnotationError(f"{path}, line {number}: {first_problem(error)}.") from None
        for amount in passage.amounts:
            if not amount.start < amount.end <= len(passage.text):
                raise AnnotationError(
                    f"{path}, line {number}: {amount.start} to {amount.end} is no place in its text of "
                    f"{len(passage.text)} characters."
                )
        passages.append(passage)
    return passages


def _asked(passage: Passage) -> list[Asked]:
    setting = Setting(passage.part, passage.outcome)
    answers = {(one.start, one.end): (one.role, one.direction) for one in passage.amounts}
    return _questions(passage.text, answers, lambda offset: setting)


def from_minutes(documents: Sequence[Document]) -> list[Asked]:
    """The amounts of the annotated minutes that say what their amounts are about."""
    nlp = nlp_referat.load("rules")
    asked: list[Asked] = []
    for document in documents:
        if "scope" not in document.facts:
            continue
        money = [entity for entity in document.entities if entity.label == "MONEY" and not entity.optional]
        scopes = {(one.start, one.end): one.scope or ScopeGold() for one in money}
        answers = {place: (scope.role, scope.direction) for place, scope in scopes.items()}
        asked += _questions(document.text, answers, Settings(nlp(document.text)._.referat))
    return asked


def _questions(
    text: str, answers: Mapping[tuple[int, int], Answer], setting_at: Callable[[int], Setting]
) -> list[Asked]:
    """The questions about the amounts with an answer; what else the text names is read with them."""
    found = {(one.start, one.end): one.value for one in find_money(text) if isinstance(one.value, Money)}
    beside = [place for place in found if not any(place[0] < end and start < place[1] for start, end in answers)]
    amounts = [Amount(*place, found.get(place, _UNKNOWN)) for place in sorted([*answers, *beside])]
    asked = zip(amounts, questions(text, amounts, setting_at), strict=True)
    told = ((question, answers.get((amount.start, amount.end))) for amount, question in asked)
    return [Asked(question, *answer) for question, answer in told if answer is not None]


_UNKNOWN: Final = Money(value=Decimal(0))  # an amount in words that the rules do not read
