"""Fewer layers for names: an upper half that is taught to say what the whole network says.

The lower half stays as it is, and with it whatever reads on from the middle. The small upper half begins as some
layers of the whole one, evenly chosen, and learns its answers, not annotations, so any text will do: of all that is at
hand the more the better (Hinton et al. 2015, "Distilling the knowledge in a neural network"; Sanh et al. 2019).
"""

import random
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch.nn.functional import kl_div
from transformers import set_seed

from nlp_referat.encoder.model import Encoder
from nlp_referat.encoder.segments import segments
from nlp_referat.errors import AnnotationError, ModelNotFoundError
from training.augment import vary, with_other_people
from training.descent import descend
from training.examples import Example
from training.export import upper_file
from training.folders import change_encoder
from training.halves import Upper
from training.network import load_own
from training.states import Read, count, filled, read_texts, shuffled

_VARIED: Final = 2  # times that an annotated segment is shown with other people's names, and as noise would have it
_AT_ONCE: Final = 64  # texts that the whole network answers at once
_CHECKED: Final = 100  # texts by which a network is known
_APART: Final = 0.2  # of the probability; in 8 bits, or distilled before, the same network's answers are far nearer


def distil(
    encoder: Encoder,
    network: str | Path,
    texts: Sequence[str],
    *,
    layers: int = 3,
    epochs: int = 3,
    learning_rate: float = 3e-4,
    seed: int = 1,
) -> Encoder:
    """The encoder with an upper half of so many layers.

    Args:
        network: the Hugging Face folder that the encoder was exported from, whose answers are learnt.

    Raises:
        AnnotationError: when there is no text.
        ModelNotFoundError: when the network cannot be loaded or is not the encoder's, or has not more layers than
            that above the middle.
    """
    if not texts:
        raise AnnotationError("There is no text to learn from; give --train, --general, --clauses or --amounts.")
    set_seed(seed)
    own: Any = load_own(network, encoder)
    whole = own.base_model.encoder.layer[encoder.settings.middle :]
    if not 0 < layers < len(whole):
        raise ModelNotFoundError(
            f"--layers {layers}: the network has {len(whole)} above its middle; fewer must be left, and at least one."
        )
    teacher = Upper(own, whole).eval()
    _check_tags(teacher, encoder, texts[:_CHECKED], network)
    read = read_texts(encoder, texts)
    answers = _answers(teacher, read)
    small = Upper(own, [whole[place * len(whole) // layers] for place in range(layers)])
    _fit(small, read, answers, epochs, learning_rate, random.Random(seed))
    return Encoder({**encoder.files, "upper.onnx": upper_file(small, own.config.hidden_size)})


def _check_tags(teacher: Upper, encoder: Encoder, texts: Sequence[str], network: str | Path) -> None:
    """Raise a `ModelNotFoundError` where the network finds other names than the encoder that came from it."""
    apart = pieces = 0.0
    for batch in encoder.read_on(texts, lambda batch: batch):
        with torch.inference_mode():
            said = teacher(torch.from_numpy(batch.states), torch.from_numpy(batch.mask)).softmax(-1).numpy()
        apart += float((abs(said - encoder.tags(batch)).sum(-1) * batch.mask).sum()) / 2
        pieces += float(batch.mask.sum())
    if apart > _APART * pieces:
        raise ModelNotFoundError(
            f"--network: {network} finds other names than the pipeline's encoder. Give the network that it came from: "
            "training left it in OUT.work/network."
        )


def add_distilled(
    pipeline: str,
    network: Path,
    texts: Sequence[str],
    out: Path,
    *,
    layers: int,
    epochs: int,
    learning_rate: float,
    seed: int,
) -> dict[str, Any]:
    """Write the pipeline with a smaller encoder to `out`; give what was done.

    Raises:
        AnnotationError: when `out` is not ours to replace, or there is no text.
        ModelNotFoundError: when there is no such pipeline, or it has no encoder; or as `distil`.
    """
    made = partial(
        distil, network=network, texts=texts, layers=layers, epochs=epochs, learning_rate=learning_rate, seed=seed
    )
    change_encoder(pipeline, out, made, names_stay=False)
    return {"texts": len(texts), "layers": layers, "pipeline": str(out)}


def texts_of(annotated: Iterable[Example], others: Iterable[str], seed: int = 1) -> list[str]:
    """The texts to learn from, each once: annotated segments, with variations of them, and segments of other texts."""
    draw = random.Random(seed)
    found: dict[str, None] = {}
    for example in annotated:
        found[example.text] = None
        for _ in range(_VARIED):
            found[vary(with_other_people(example, draw), draw).text] = None
    for text in others:
        found |= dict.fromkeys(text[start:end] for start, end in segments(text))
    return [text for text in found if text]


def _answers(upper: Upper, read: Sequence[Read]) -> list[Any]:
    """For each text what the network says, by piece and tag: logarithms of probabilities."""
    answers: list[Any] = [None] * len(read)
    order = sorted(range(len(read)), key=lambda place: len(read[place].offsets))
    for rows in (order[start : start + _AT_ONCE] for start in range(0, len(order), _AT_ONCE)):
        with torch.inference_mode():
            likely = upper(*filled([read[row].states for row in rows])).log_softmax(-1).numpy()
        for row, said in zip(rows, likely, strict=True):
            answers[row] = said[: len(read[row].offsets)].astype(np.float16)
    return answers


def _fit(
    module: Upper, read: Sequence[Read], answers: Sequence[Any], epochs: int, rate: float, draw: random.Random
) -> None:
    sizes = [len(text.offsets) for text in read]
    for part in module.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = 0.0  # what it is taught is smooth already
    optimizer = torch.optim.AdamW(module.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * count(len(sizes))

    def loss(rows: list[int]) -> torch.Tensor:
        states, mask = filled([read[row].states for row in rows])
        return _divergence(module(states, mask), filled([answers[row] for row in rows])[0], mask)

    descend(module, optimizer, lambda: shuffled(sizes, draw), loss, epochs=epochs, steps=steps, warmup=steps // 16)


def _divergence(logits: torch.Tensor, wanted: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """How far the answers are from those wanted, a piece."""
    apart = kl_div(logits.float().log_softmax(-1), wanted, log_target=True, reduction="none").sum(-1)
    return (apart * mask).sum() / mask.sum()
