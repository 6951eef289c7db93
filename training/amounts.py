"""Amounts of money with their role and direction, as a reader is asked about them (`nlp_referat.scope.questions`).

They come from annotated minutes, and from files of passages: JSONL with ``part`` (of the item: body, proposal,
decision, earlier), ``outcome`` (of the decision it stands in, or null), ``text``, and ``amounts``, each with ``start``,
``end``, ``role`` and ``direction``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

import nlp_referat
from nlp_referat.asking import Question
from nlp_referat.corpus.document import Document
from nlp_referat.errors import AnnotationError
from nlp_referat.labels import AmountDirection, AmountRole, OutcomeLabel
from nlp_referat.schema import Model
from nlp_referat.scope.amounts import questions
from nlp_referat.scope.questions import phrase
from nlp_referat.scope.setting import Part, Setting


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
    """The amounts of files of passages.

    Raises:
        AnnotationError: naming file and line.
    """
    return [asked for path in paths for passage in read_passages(path) for asked in _asked(passage)]


def read_passages(path: Path) -> list[Passage]:
    """The passages of a file.

    Raises:
        AnnotationError: naming file and line.
    """
    passages: list[Passage] = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        try:
            passage = Passage.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise AnnotationError(f"{path}, line {number}: {place}: {first['msg']}.") from None
        for amount in passage.amounts:
            if not amount.start < amount.end <= len(passage.text):
                raise AnnotationError(
                    f"{path}, line {number}: {amount.start} to {amount.end} is no place in its text of "
                    f"{len(passage.text)} characters."
                )
        passages.append(passage)
    return passages


def _asked(passage: Passage) -> Iterator[Asked]:
    setting = Setting(passage.part, passage.outcome)
    for one in passage.amounts:
        before, behind = passage.text[: one.start], passage.text[one.end :]
        yield Asked(phrase(setting, before, passage.text[one.start : one.end], behind), one.role, one.direction)


def from_minutes(documents: Sequence[Document]) -> list[Asked]:
    """The amounts of the annotated minutes that say what their amounts are about."""
    nlp = nlp_referat.load("rules")
    asked: list[Asked] = []
    for document in documents:
        if "scope" not in document.facts:
            continue
        money = [entity for entity in document.entities if entity.label == "MONEY" and not entity.optional]
        layout = nlp(document.text)._.referat
        places = [(entity.start, entity.end) for entity in money]
        for entity, question in zip(money, questions(document.text, places, layout), strict=True):
            scope = entity.scope
            asked.append(Asked(question, scope.role if scope else None, scope.direction if scope else None))
    return asked
