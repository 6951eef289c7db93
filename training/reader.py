"""Training of the layers that read clauses on top of the encoder's middle layer (`nlp_referat.encoder.reader`).

The network for names stays as it is: the states of its middle layer are computed once, as it will give them, and
only the layers above them are trained. These begin as the network's next layers, with the feed-forward part cut to
the units that weigh most.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from transformers import get_linear_schedule_with_warmup, set_seed

import nlp_referat
from nlp_referat.encoder.model import Encoder
from nlp_referat.encoder.reader import clean, to_bytes
from nlp_referat.errors import ModelNotFoundError
from nlp_referat.pipeline import ENCODER
from training.clauses import NOTHING, Clause, labels_of
from training.export import in_8_bits, to_onnx
from training.folders import check_replaceable, replaced
from training.network import load_network

LAYERS: Final = 2
UNITS: Final = 768
"""Width of the feed-forward part of each layer: half of the network's, which costs nothing on clauses."""
_BATCH: Final = 32
_JITTER: Final = 12  # pieces by which the order by length is shaken
_SMOOTHING: Final = 0.05


class Layers(torch.nn.Module):
    """The layers above the middle one, and the head over them."""

    def __init__(self, network: Any, first: int, labels: int, *, layers: int = LAYERS, units: int = UNITS) -> None:
        super().__init__()
        own = network.base_model.encoder.layer[first : first + layers]
        if not len(own):
            raise ModelNotFoundError(f"--network has no layer above its first {first}: it is not the pipeline's.")
        for layer in own:
            narrow(layer, units)
        width = network.config.hidden_size
        self.layers = own
        self.attend = torch.nn.Linear(width, 1, bias=False)
        self.answer = torch.nn.Linear(width, labels)
        self.drop = torch.nn.Dropout(0.1)

    def read(self, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """The states of the last layer."""
        hidden = (1.0 - attention_mask.to(states.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            found = layer(states, hidden)
            states = found[0] if isinstance(found, tuple) else found
        return states

    def forward(self, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """The sums by clause and label."""
        read = self.read(states, attention_mask)
        weight = (self.attend(read)[..., 0] + (attention_mask - 1.0) * 1e4).softmax(-1)
        found: torch.Tensor = self.answer(self.drop((read * weight[..., None]).sum(1)))
        return found


class _Read(torch.nn.Module):
    """What is exported: the states without the head."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.layers = layers

    def forward(self, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.layers.read(states, attention_mask)


def narrow(layer: Any, units: int) -> None:
    """Keep, of the feed-forward part of a layer, the units whose weights are largest."""
    inner, outer = layer.intermediate.dense, layer.output.dense
    if inner.out_features <= units:
        return
    size = inner.weight.norm(dim=1) * outer.weight.norm(dim=0)
    kept = size.topk(units).indices.sort().values
    with torch.no_grad():
        inner.weight, inner.bias = (torch.nn.Parameter(part[kept].clone()) for part in (inner.weight, inner.bias))
        outer.weight = torch.nn.Parameter(outer.weight[:, kept].clone())
    inner.out_features = outer.in_features = units


States = list[Any]
"""Of each clause an array of pieces by units, in half precision."""


def states_of(encoder: Encoder, clauses: Sequence[Clause]) -> States:
    """The states of the encoder's middle layer, as it gives them where it runs."""
    found: States = [None] * len(clauses)
    for batch in encoder.states([clean(clause.text) for clause in clauses]):
        for place, states, offsets in zip(batch.places, batch.states, batch.offsets, strict=True):
            found[place] = states[: len(offsets)].astype(np.float16)
    return found


def _filled(states: States) -> tuple[torch.Tensor, torch.Tensor]:
    length = max(map(len, states))
    filled = torch.zeros(len(states), length, states[0].shape[1])
    mask = torch.zeros(len(states), length)
    for row, one in enumerate(states):
        filled[row, : len(one)] = torch.from_numpy(one).float()
        mask[row, : len(one)] = 1
    return filled, mask


def _batches(states: States, draw: random.Random) -> Iterator[list[int]]:
    order = sorted(range(len(states)), key=lambda place: len(states[place]) + draw.random() * _JITTER)
    rows = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    draw.shuffle(rows)
    yield from rows


def train_reader(
    encoder: Encoder,
    network: str | Path,
    clauses: Sequence[Clause],
    *,
    epochs: int = 4,
    learning_rate: float = 4e-4,
    seed: int = 1,
) -> Encoder:
    """The encoder with a reader trained on the clauses.

    Args:
        network: the Hugging Face folder that the encoder was exported from: the layers begin as its next ones.

    Raises:
        AnnotationError: when fewer than two labels occur.
        ModelNotFoundError: when the network cannot be loaded.
    """
    set_seed(seed)
    names = labels_of(clauses)
    states = states_of(encoder, clauses)
    truths = torch.tensor([names.index(clause.label or NOTHING) for clause in clauses])
    module = Layers(load_network(network)[0], encoder.settings.middle, len(names))
    _fit(module, states, truths, epochs, learning_rate, random.Random(seed))
    head = {
        "labels": np.array(names),
        "attend": module.attend.weight.detach().numpy()[0],
        "weights": module.answer.weight.detach().numpy().T.copy(),
        "bias": module.answer.bias.detach().numpy(),
    }
    return Encoder({**encoder.files, "reader.onnx": _file(module), "reader.npz": to_bytes(head)})


def add_reader(
    pipeline: str, network: Path, clauses: Sequence[Clause], out: Path, *, epochs: int, learning_rate: float, seed: int
) -> dict[str, Any]:
    """Write the pipeline with a reader to `out`; give what was done.

    Raises:
        AnnotationError: when `out` is not ours to replace, or the clauses teach nothing.
        ModelNotFoundError: when there is no such pipeline, or it has no encoder; or as `train_reader`.
    """
    check_replaceable(out)
    nlp = nlp_referat.load(pipeline)
    if ENCODER not in nlp.pipe_names:
        raise ModelNotFoundError(
            f"--pipeline: {pipeline} has no {ENCODER}. Give one that training wrote, or 'default'."
        )
    names: Any = nlp.get_pipe(ENCODER)
    names.encoder = train_reader(names.encoder, network, clauses, epochs=epochs, learning_rate=learning_rate, seed=seed)
    with replaced(out) as new:
        nlp.to_disk(new)
    return {"clauses": len(clauses), "pipeline": str(out)}


def _fit(
    module: Layers, states: States, truths: torch.Tensor, epochs: int, learning_rate: float, draw: random.Random
) -> None:
    heads = [*module.attend.parameters(), *module.answer.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": module.layers.parameters(), "lr": learning_rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
    )
    steps = epochs * -(-len(states) // _BATCH)
    schedule = get_linear_schedule_with_warmup(optimizer, steps // 10, steps)
    counts = torch.bincount(truths)
    weight = (len(truths) / len(counts) / counts).sqrt()
    module.train()
    for epoch in range(epochs):
        losses = []
        for rows in _batches(states, draw):
            sums = module(*_filled([states[row] for row in rows]))
            loss = cross_entropy(sums, truths[rows], weight=weight, label_smoothing=_SMOOTHING)
            loss.backward()  # type: ignore[no-untyped-call]  # of torch
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(loss.item())
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.3f}", file=sys.stderr, flush=True)
    module.eval()


def _file(module: Layers) -> bytes:
    inputs = {"states": torch.zeros(2, 8, module.answer.in_features), "attention_mask": torch.ones(2, 8).long()}
    return in_8_bits(to_onnx(_Read(module), inputs, outputs=["read"]))
