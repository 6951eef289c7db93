"""What the encoder understands besides names: what a clause decides, and what is done with an amount.

Layers of its own (``reader.onnx``) read on from the middle layer of the network for names, so that most of the
weights are shared; linear heads over their states (``reader.npz``) give the answers. Training stands in
``training/reader.py``.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final, TypeVar

import numpy as np

from nlp_referat import arrays
from nlp_referat.asking import Odds, Question
from nlp_referat.encoder.model import BATCH, READER_FILES, Encoder, States, open_session, softmax
from nlp_referat.encoder.process import PerProcess
from nlp_referat.labels import (
    AMOUNT_DIRECTIONS,
    AMOUNT_ROLES,
    OUTCOME_LABELS,
    AmountDirection,
    AmountRole,
    OutcomeLabel,
)

FORMAT: Final = "referat-reader/2"
CLAUSES: Final = ("labels", "attend", "weights", "bias")
"""The arrays that clauses are answered with."""
AMOUNTS: Final = (
    "mark",
    "amount_attend",
    "roles",
    "role_weights",
    "role_bias",
    "directions",
    "direction_weights",
    "direction_bias",
)
"""Those that amounts are answered with; a reader may come without."""
_READ: Final = 400  # characters of a clause


class Reader:
    """Reads clauses and amounts with an encoder that was trained for it.

    Args:
        encoder: one whose files hold a reader's.

    Attributes:
        labels: what the columns of `likelihoods` mean; None: nothing is decided.
        roles: what the columns of `amounts` mean; None: nothing is said. None at all where it reads no amounts.
        directions: the same of directions.
        head: the arrays of `CLAUSES`, and those of `AMOUNTS` where it reads them.

    Raises:
        ModelNotFoundError: when the files cannot be read, or are of another version; the message says what to do.
    """

    labels: tuple[OutcomeLabel | None, ...]
    roles: tuple[AmountRole | None, ...] = ()
    directions: tuple[AmountDirection | None, ...] = ()

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        with arrays.read_arrays(encoder.files["reader.npz"], FORMAT, "reader.npz") as found:
            self.head = {name: found[name] for name in (*CLAUSES, *(AMOUNTS if "mark" in found else ()))}
            self.labels = _known(self.head["labels"], OUTCOME_LABELS)
            if self.reads_amounts:
                self.roles = _known(self.head["roles"], AMOUNT_ROLES)
                self.directions = _known(self.head["directions"], AMOUNT_DIRECTIONS)
        self._session = PerProcess(lambda: open_session(encoder.files["reader.onnx"]))

    @staticmethod
    def of(encoder: Encoder) -> "Reader | None":
        """The reader that an encoder comes with; None where it comes with none."""
        return Reader(encoder) if all(name in encoder.files for name in READER_FILES) else None

    def __reduce__(self) -> tuple[type["Reader"], tuple[Encoder]]:
        return Reader, (self.encoder,)

    @property
    def reads_amounts(self) -> bool:
        """Whether it was trained on amounts."""
        return "mark" in self.head

    def likelihoods(self, clauses: Sequence[str]) -> Any:
        """How likely each label is for each clause: an array of clauses by `labels`."""
        head, session = self.head, self._session.get()

        def labelled(batch: States) -> tuple[list[int], Any]:
            pooled = attended(_read(session, batch.states, batch.mask), batch.mask, head["attend"])
            return batch.places, softmax(pooled @ head["weights"] + head["bias"])

        likely = np.zeros((len(clauses), len(self.labels)), dtype=np.float32)
        for places, rows in self.encoder.read_on([clean(clause) for clause in clauses], labelled):
            likely[places] = rows
        return likely

    def amounts(self, questions: Sequence[Question]) -> Odds:
        """How likely each of `roles` and of `directions` is for each amount."""
        asked: dict[str, list[int]] = {}  # a sentence with several amounts goes through the network once
        for place, question in enumerate(questions):
            asked.setdefault(question.text, []).append(place)
        texts = list(asked)
        session = self._session.get()

        def answered(batch: States) -> list[tuple[list[int], Any, Any]]:
            rows = [(row, place) for row, text in enumerate(batch.places) for place in asked[texts[text]]]
            step = max(BATCH // batch.mask.shape[1], 1)  # of one sentence there may be many amounts
            parts = [rows[start : start + step] for start in range(0, len(rows), step)]
            return [self._answered(session, batch, part, questions) for part in parts]

        sizes = ((len(questions), len(self.roles)), (len(questions), len(self.directions)))
        odds = Odds(self.roles, self.directions, *map(np.zeros, sizes))
        for places, by_role, by_direction in chain.from_iterable(self.encoder.read_on(texts, answered)):
            odds.by_role[places], odds.by_direction[places] = by_role, by_direction
        return odds

    def _answered(
        self, session: Any, batch: States, rows: Sequence[tuple[int, int]], questions: Sequence[Question]
    ) -> tuple[list[int], Any, Any]:
        """The places of some questions, and how likely each role and direction is for them.

        Args:
            rows: of each question the row of its text in the batch, and its place.
        """
        head = self.head
        of_text, places = [row for row, _ in rows], [place for _, place in rows]
        mask = batch.mask[of_text]
        marks = np.stack([marked(batch.offsets[row], questions[place], mask.shape[1]) for row, place in rows])
        said = head["mark"][[self.directions.index(questions[place].ruled) for place in places]]
        read = _read(session, batch.states[of_text] + marks[..., None] * said[:, None], mask)
        pooled = np.concatenate([attended(read, mask, head["amount_attend"]), averaged(read, marks)], axis=-1)
        by_role = softmax(pooled @ head["role_weights"] + head["role_bias"])
        return places, by_role, softmax(pooled @ head["direction_weights"] + head["direction_bias"])


def _read(session: Any, states: Any, mask: Any) -> Any:
    return session.run(["read"], {"states": states, "attention_mask": mask})[0]


Label = TypeVar("Label", bound=str)


def _known(written: Iterable[Any], labels: Iterable[Label]) -> tuple[Label | None, ...]:
    """The labels that a file names, "" as None; a KeyError for another one."""
    known: dict[str, Label | None] = {"": None, **{label: label for label in labels}}
    return tuple(known[str(name)] for name in written)


def clean(clause: str) -> str:
    """The words of a clause that are read.

    >>> clean("Sagen  hviler\\n til maj.")
    'Sagen hviler til maj.'
    """
    return " ".join(clause[:_READ].split())


def marked(offsets: Sequence[tuple[int, int]], question: Question, length: int) -> Any:
    """Which pieces of a text belong to the amount that is asked about: 1 for them, else 0.

    Args:
        length: of the array; pieces that fill it up are none of the amount's.

    >>> marked([(0, 0), (0, 4), (5, 6), (6, 9), (0, 0)], Question("Sag: 40.", 5, 7), 6).tolist()
    [0.0, 0.0, 1.0, 1.0, 0.0, 0.0]
    """
    marks = np.zeros(length, dtype=np.float32)
    for piece, (start, end) in enumerate(offsets):
        marks[piece] = start < end and start < question.end and question.start < end
    return marks


def attended(states: Any, mask: Any, attend: Any) -> Any:
    """The states of the pieces of each text as one, each weighed by how much it matters.

    Args:
        states: by text, piece and unit.
        mask: by text and piece; 0 where there is none.
        attend: by unit.
    """
    weight = softmax(states @ attend + (mask - 1.0) * 1e4)
    return (states * weight[..., None]).sum(axis=1)


def averaged(states: Any, marks: Any) -> Any:
    """The mean state of the pieces that are marked; zeros where none is.

    >>> averaged(np.array([[[1.0], [3.0], [9.0]]]), np.array([[1, 1, 0]])).tolist()
    [[2.0]]
    """
    return (states * marks[..., None]).sum(axis=1) / np.maximum(marks.sum(axis=1, keepdims=True), 1)


def to_bytes(head: Mapping[str, Any]) -> bytes:
    """What ``reader.npz`` holds."""
    return arrays.to_bytes(FORMAT, **{name: head[name] for name in (*CLAUSES, *AMOUNTS) if name in head})
