"""From a trained network to the folder that `nlp_referat.encoder.model.Encoder` reads: ONNX, 8-bit integers."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from nlp_referat.encoder.model import Settings
from training.halves import Lower, Upper

_OPSET: Final = 17

THRESHOLDS: Final[Mapping[str, float]] = {"PERSON": 0.7, "COMMITTEE": 0.9, "FUND": 0.9, "ORG": 0.7, "LOC": 0.5}
"""Least scores behind the rules, chosen on the corpus's dev split: bodies and funds the rules know better."""


def export(
    network: PreTrainedModel,
    tokenizer: Tokenizer,
    folder: Path,
    *,
    name: str,
    version: str,
    thresholds: Mapping[str, float] | None = None,
) -> None:
    """Write ``lower.onnx`` and ``upper.onnx``, ``tokenizer.json`` and ``encoder.json``.

    The halves meet at the network's middle layer, from whose states the reader reads on too (`training.reader`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    layers = network.base_model.encoder.layer
    middle = (len(layers) + 1) // 2
    pieces = torch.ones(2, 8, dtype=torch.long)
    lower = to_onnx(Lower(network, middle), {"input_ids": pieces, "attention_mask": pieces}, outputs=["middle"])
    (folder / "lower.onnx").write_bytes(in_8_bits(lower))
    (folder / "upper.onnx").write_bytes(upper_file(Upper(network, layers[middle:]), network.config.hidden_size))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    settings = Settings(name=name, version=version, thresholds=dict(thresholds or {}), middle=middle)
    (folder / "encoder.json").write_text(json.dumps(settings.model_dump(), indent=1, ensure_ascii=False) + "\n")


def upper_file(upper: Upper, width: int) -> bytes:
    """What ``upper.onnx`` holds, for states of so many units."""
    inputs = {"middle": torch.zeros(2, 8, width), "attention_mask": torch.ones(2, 8, dtype=torch.long)}
    return in_8_bits(to_onnx(upper, inputs, outputs=["tags"]))


def to_onnx(module: torch.nn.Module, inputs: Mapping[str, torch.Tensor], outputs: Sequence[str]) -> onnx.ModelProto:
    """The module as a network for any number of texts and pieces.

    Args:
        inputs: an example of each, by text and piece.
        outputs: their names; each is by text and piece too.
    """
    shape = {0: "batch", 1: "pieces"}
    with TemporaryDirectory() as work:
        path = Path(work, "exact.onnx")
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dict.fromkeys((*inputs, *outputs), shape),
            opset_version=_OPSET,
            dynamo=False,
        )
        return onnx.load(path)


def in_8_bits(network: onnx.ModelProto) -> bytes:
    """The network's file: weights in 8 bits, each channel with a scale of its own, and no long names inside."""
    with TemporaryDirectory() as work:
        exact, small = Path(work, "exact.onnx"), Path(work, "small.onnx")
        onnx.save(network, exact)
        quantize_dynamic(exact, small, per_channel=True, weight_type=QuantType.QInt8)
        reduced = onnx.load(small)
    shorten(reduced.graph)
    content: bytes = reduced.SerializeToString()
    return content


def shorten(graph: onnx.GraphProto) -> None:
    """Give the inner tensors of a network names of a few letters: the exporter's are half a megabyte."""
    names = {value.name: value.name for value in (*graph.input, *graph.output)} | {"": ""}

    def short(name: str) -> str:
        return names.setdefault(name, f"t{len(names):x}")

    del graph.value_info[:]
    for weights in graph.initializer:
        weights.name = short(weights.name)
    for node in graph.node:
        node.name = ""
        node.input[:] = [short(name) for name in node.input]
        node.output[:] = [short(name) for name in node.output]
