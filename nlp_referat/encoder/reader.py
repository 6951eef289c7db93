"""What the encoder understands of a clause besides its names: what it decides.

Layers of its own (``reader.onnx``) read on from the middle layer of the network for names, so that most of the
weights are shared; a linear head over their states (``reader.npz``) gives the answer. Training stands in
``training/reader.py``.
"""

import io
import os
from collections.abc import Mapping, Sequence
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from nlp_referat.encoder.model import READER_FILES, Encoder, open_session, softmax
from nlp_referat.errors import ModelNotFoundError
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

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._head = _head(encoder.files["reader.npz"])
        self._made: tuple[int, Any] | None = None

    @staticmethod
    def of(encoder: Encoder) -> "Reader | None":
        """The reader that an encoder comes with; None where it comes with none."""
        return Reader(encoder) if all(name in encoder.files for name in READER_FILES) else None

    @property
    def labels(self) -> tuple[OutcomeLabel | None, ...]:
        """What the columns of `likelihoods` mean; None: nothing is decided."""
        written = list(map(str, self._head["labels"]))
        known: tuple[OutcomeLabel | None, ...] = (*OUTCOME_LABELS, None)
        return tuple(label for name in written for label in known if (label or "") == name)

    def likelihoods(self, clauses: Sequence[str]) -> Any:
        """How likely each label is for each clause: an array of clauses by `labels`."""
        texts = [clean(clause) for clause in clauses]
        likely = np.zeros((len(texts), len(self._head["bias"])), dtype=np.float32)
        for batch in self.encoder.states(texts):
            read = self._session.run(["read"], {"states": batch.states, "attention_mask": batch.mask})[0]
            likely[batch.places] = answers(read, batch.mask, self._head)
        return likely

    @property
    def _session(self) -> Any:
        if self._made is None or self._made[0] != os.getpid():
            self._made = os.getpid(), open_session(self.encoder.files["reader.onnx"])
        return self._made[1]


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
    """What ``reader.npz`` holds; the same for the same head."""
    content = io.BytesIO()
    np.savez_compressed(content, format=np.array(FORMAT), **{name: head[name] for name in _ARRAYS})
    return content.getvalue()


def _head(content: bytes) -> dict[str, Any]:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            written = str(arrays["format"])
            if written != FORMAT:
                raise ModelNotFoundError(
                    f"reader.npz was written as {written!r}; this version of nlp-referat reads {FORMAT!r}. "
                    "Train the reader again with the version installed."
                )
            return {name: arrays[name] for name in _ARRAYS}
    except (BadZipFile, ValueError, KeyError, OSError, EOFError) as error:
        raise ModelNotFoundError(f"reader.npz cannot be read: {error}. Train the reader again.") from None
