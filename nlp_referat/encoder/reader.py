"""What the encoder understands of a clause besides its names: what it decides.

Layers of its own (``reader.onnx``) read on from the middle layer of the network for names, so that most of the
weights are shared; a linear head over their states (``reader.npz``) gives the answer. Training stands in
``training/reader.py``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from nlp_referat import arrays
from nlp_referat.encoder.model import READER_FILES, Encoder, open_session, softmax
from nlp_referat.encoder.process import PerProcess
from nlp_referat.labels import OUTCOME_LABELS, OutcomeLabel

FORMAT: Final = "referat-reader/1"
_ARRAYS: Final = ("labels", "attend", "weights", "bias")
_READ: Final = 400  # characters of a clause


class Reader:
    """Reads clauses with an encoder that was trained for it.

    Args:
        encoder: one whose files hold a reader's.

    Raises:
        ModelNotFoundError: when the files cannot be read, or are of another version; the message says what to do.
    """

    labels: tuple[OutcomeLabel | None, ...]
    """What the columns of `likelihoods` mean; None: nothing is decided."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        with arrays.read_arrays(encoder.files["reader.npz"], FORMAT, "reader.npz") as head:
            known: dict[str, OutcomeLabel | None] = {label or "": label for label in (*OUTCOME_LABELS, None)}
            self.labels = tuple(known[str(name)] for name in head["labels"])
            self._head = {name: head[name] for name in _ARRAYS}
        self._session = PerProcess(lambda: open_session(encoder.files["reader.onnx"]))

    @staticmethod
    def of(encoder: Encoder) -> "Reader | None":
        """The reader that an encoder comes with; None where it comes with none."""
        return Reader(encoder) if all(name in encoder.files for name in READER_FILES) else None

    def __reduce__(self) -> tuple[type["Reader"], tuple[Encoder]]:
        return Reader, (self.encoder,)

    def likelihoods(self, clauses: Sequence[str]) -> Any:
        """How likely each label is for each clause: an array of clauses by `labels`."""
        texts = [clean(clause) for clause in clauses]
        likely = np.zeros((len(texts), len(self._head["bias"])), dtype=np.float32)
        for batch in self.encoder.states(texts):
            read = self._session.get().run(["read"], {"states": batch.states, "attention_mask": batch.mask})[0]
            likely[batch.places] = answers(read, batch.mask, self._head)
        return likely


def clean(clause: str) -> str:
    """The words of a clause that are read.

    >>> clean("Sagen  hviler\\n til maj.")
    'Sagen hviler til maj.'
    """
    return " ".join(clause[:_READ].split())


def answers(states: Any, mask: Any, head: Mapping[str, Any]) -> Any:
    """Probabilities by clause and label from the states of the pieces, each weighed by how much it matters.

    Args:
        states: by clause, piece and unit.
        mask: by clause and piece; 0 where there is none.
        head: the arrays of ``reader.npz``.
    """
    weight = softmax(states @ head["attend"] + (mask - 1.0) * 1e4)
    pooled = (states * weight[..., None]).sum(axis=1)
    return softmax(pooled @ head["weights"] + head["bias"])


def to_bytes(head: Mapping[str, Any]) -> bytes:
    """What ``reader.npz`` holds."""
    return arrays.to_bytes(FORMAT, **{name: head[name] for name in _ARRAYS})
