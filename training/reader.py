"""Training of the reader of clauses and amounts (`nlp_referat.encoder.reader`).

The network for names stays as it is: the states of its middle layer are computed once, as it will give them, and
only the layers above them are trained, on both tasks in turn. They begin as the network's next layers; or, where the
network is not at hand, as those of the reader that the pipeline has, which then learns on.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import torch
from torch.nn.functional import cross_entropy
from transformers import set_seed

from nlp_referat.asking import Question
from nlp_referat.encoder.model import Encoder
from nlp_referat.encoder.reader import Reader, clean, marked, to_bytes
from nlp_referat.errors import AnnotationError, ModelNotFoundError
from nlp_referat.labels import AMOUNT_ROLES
from training.amounts import Asked
from training.clauses import NOTHING, Clause, labels_of
from training.descent import descend
from training.folders import change_encoder
from training.layers import DIRECTIONS, Answers, Layers
from training.network import load_own
from training.states import count, filled, read_texts, shuffled

_SMOOTHING: Final = 0.05
_DIRECTION: Final = 0.5  # what a direction counts beside a role
_HIDDEN: Final = 0.15  # share of the pieces that are not seen while learning: no single word shall be enough


@dataclass(frozen=True, slots=True)
class _Task:
    """One kind of question.

    Attributes:
        states: of each question an array of pieces by units, in half precision.
        marks: of each, which pieces belong to the amount.
        truths: by question, the places of its answers among the labels.
        ruled: of each amount, the place of the direction that the rules read.
        weight: what each label of clauses counts; None: as often as it occurs, as the odds of roles shall say it.
    """

    states: list[Any]
    marks: list[Any]
    truths: torch.Tensor
    ruled: torch.Tensor
    weight: torch.Tensor | None

    def batches(self, draw: random.Random) -> list[tuple["_Task", list[int]]]:
        """All questions in batches of about one length."""
        return [(self, rows) for rows in shuffled([len(states) for states in self.states], draw)]


def _task(
    encoder: Encoder, questions: Sequence[Question], truths: Sequence[tuple[int, ...]], ruled: Sequence[int] = ()
) -> _Task:
    read = read_texts(encoder, [question.text for question in questions])
    marks = [marked(text.offsets, question, len(text.offsets)) for text, question in zip(read, questions, strict=True)]
    answers = torch.tensor(truths, dtype=torch.long)
    states = [text.states for text in read]
    return _Task(
        states, marks, answers, torch.tensor(ruled, dtype=torch.long), None if ruled else _weights(answers[:, 0])
    )


def train_reader(
    encoder: Encoder,
    network: str | Path | None,
    clauses: Sequence[Clause],
    amounts: Sequence[Asked] = (),
    *,
    epochs: int = 4,
    learning_rate: float = 3e-4,
    seed: int = 1,
) -> Encoder:
    """The encoder with a reader trained on the clauses and amounts.

    Args:
        network: the Hugging Face folder that the encoder was exported from: the layers begin as its next ones. None:
            the encoder's reader learns on.

    Raises:
        AnnotationError: when fewer than two labels occur, or a reader that learns on would forget what amounts are.
        ModelNotFoundError: when the network cannot be loaded, or is not the encoder's; when there is none and no
            reader either.
    """
    set_seed(seed)
    if network is None:
        module = _learning_on(encoder, clauses, amounts)
    else:
        module = Layers.above(load_own(network, encoder), encoder.settings.middle, _answers(clauses, amounts))
    answers = module.answers
    tasks = [_clauses(encoder, clauses, answers)]
    if amounts:
        tasks.append(_amounts(encoder, amounts, answers))
    _fit(module, tasks, epochs, learning_rate, random.Random(seed))
    layers, head = module.to_files()
    return Encoder({**encoder.files, "reader.onnx": layers, "reader.npz": to_bytes(head)})


def add_reader(
    pipeline: str,
    network: Path | None,
    clauses: Sequence[Clause],
    amounts: Sequence[Asked],
    out: Path,
    *,
    epochs: int,
    learning_rate: float,
    seed: int,
) -> dict[str, Any]:
    """Write the pipeline with a reader to `out`; give what was done.

    Raises:
        AnnotationError: when `out` is not ours to replace, or the clauses teach nothing.
        ModelNotFoundError: when there is no such pipeline, or it has no encoder; or as `train_reader`.
    """
    made = partial(
        train_reader,
        network=network,
        clauses=clauses,
        amounts=amounts,
        epochs=epochs,
        learning_rate=learning_rate,
        seed=seed,
    )
    change_encoder(pipeline, out, made)
    return {"clauses": len(clauses), "amounts": len(amounts), "pipeline": str(out)}


def _answers(clauses: Sequence[Clause], amounts: Sequence[Asked]) -> Answers:
    roles = {one.role for one in amounts}  # of those that do not occur it would only learn that there are none
    return Answers(labels_of(clauses), [role or NOTHING for role in (*AMOUNT_ROLES, None) if role in roles])


def _learning_on(encoder: Encoder, clauses: Sequence[Clause], amounts: Sequence[Asked]) -> Layers:
    """The layers and heads of the encoder's reader."""
    reader = Reader.of(encoder)
    if reader is None:
        raise ModelNotFoundError("The pipeline has no reader that could learn on: give --network.")
    if reader.reads_amounts and not amounts:
        raise AnnotationError(
            "The pipeline's reader reads amounts too, and would forget them: give --amounts or --train."
        )
    told = _answers(clauses, amounts)
    labels = [label or NOTHING for label in reader.labels]
    roles = [role or NOTHING for role in reader.roles] or told.roles
    new = sorted({*told.labels, *told.roles} - {*labels, *roles})
    if new:
        raise ModelNotFoundError(f"The pipeline's reader does not know {', '.join(new)}: give --network.")
    return Layers.of_files(encoder.files["reader.onnx"], reader.head, Answers(labels, roles))


def _clauses(encoder: Encoder, clauses: Sequence[Clause], answers: Answers) -> _Task:
    questions = [Question(clean(clause.text), 0, 0) for clause in clauses]
    return _task(encoder, questions, [(answers.labels.index(clause.label or NOTHING),) for clause in clauses])


def _amounts(encoder: Encoder, amounts: Sequence[Asked], answers: Answers) -> _Task:
    truths = [(answers.roles.index(one.role or NOTHING), DIRECTIONS.index(one.direction or NOTHING)) for one in amounts]
    ruled = [DIRECTIONS.index(one.question.ruled or NOTHING) for one in amounts]
    return _task(encoder, [one.question for one in amounts], truths, ruled)


def _fit(module: Layers, tasks: Sequence[_Task], epochs: int, learning_rate: float, draw: random.Random) -> None:
    optimizer = torch.optim.AdamW(
        [{"params": module.layers.parameters(), "lr": learning_rate}, {"params": module.heads(), "lr": 1e-3}],
        weight_decay=0.01,
    )
    steps = epochs * sum(count(len(task.states)) for task in tasks)

    def batches() -> list[tuple[_Task, list[int]]]:
        mixed = [batch for task in tasks for batch in task.batches(draw)]
        draw.shuffle(mixed)
        return mixed

    descend(
        module, optimizer, batches, lambda batch: _loss(module, *batch), epochs=epochs, steps=steps, warmup=steps // 10
    )


def _loss(module: Layers, task: _Task, rows: Sequence[int]) -> torch.Tensor:
    states, mask = filled([task.states[row] for row in rows])
    truths = task.truths[rows].T
    if len(truths) == 1:
        return cross_entropy(
            module.clauses(states, _thinned(mask)), truths[0], weight=task.weight, label_smoothing=_SMOOTHING
        )
    marks, _ = filled([task.marks[row] for row in rows])
    roles, directions = module.amounts(states, _thinned(mask, marks), marks, task.ruled[rows])
    loss = cross_entropy(roles, truths[0], label_smoothing=_SMOOTHING)
    return loss + _DIRECTION * cross_entropy(directions, truths[1], label_smoothing=_SMOOTHING)


def _thinned(mask: torch.Tensor, marks: torch.Tensor | None = None) -> torch.Tensor:
    """The mask with some pieces hidden; never the first one, which begins every text, nor those that are marked."""
    seen = torch.rand(mask.shape) >= _HIDDEN
    seen[:, 0] = True
    if marks is not None:
        seen |= marks > 0
    return mask * seen


def _weights(truths: torch.Tensor) -> torch.Tensor:
    """By label: what is seldom counts more."""
    counts = torch.bincount(truths)
    return (len(truths) / len(counts) / counts).sqrt()
