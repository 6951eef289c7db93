"""From a trained network to the folder that `nlp_referat.encoder.model.Encoder` reads: ONNX, 8-bit integers."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from nlp_referat.encoder.model import Settings

OPSET = 17

THRESHOLDS: Final[Mapping[str, float]] = {"PERSON": 0.7, "COMMITTEE": 0.9, "FUND": 0.9, "ORG": 0.7, "LOC": 0.5}
"""Least scores behind the rules, chosen on the corpus's dev split: bodies and funds the rules know better."""


class _Outputs(torch.nn.Module):
    """The network with its logits, and the states above its first `middle` layers, as outputs."""

    def __init__(self, network: PreTrainedModel, middle: int) -> None:
        super().__init__()
        self.network, self.middle = network, middle

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        found = self.network(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
        return found.logits, found.hidden_states[self.middle]  # the first are the embeddings


def export(
    network: PreTrainedModel,
    tokenizer: Tokenizer,
    folder: Path,
    *,
    name: str,
    version: str,
    thresholds: Mapping[str, float] | None = None,
) -> None:
    """Write ``model.onnx`` (weights in 8 bits, per channel), ``tokenizer.json`` and ``encoder.json``.

    The states of its middle layer are an output, for a reader of clauses (`training.reader`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    middle = (network.config.num_hidden_layers + 1) // 2
    network.eval()  # type: ignore[no-untyped-call]  # of transformers
    with TemporaryDirectory() as work:
        exact = Path(work, "exact.onnx")
        shape = {0: "batch", 1: "pieces"}
        torch.onnx.export(
            _Outputs(network, middle),
            (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long)),
            str(exact),
            input_names=["input_ids", "attention_mask"],
            output_names=["tags", "middle"],
            dynamic_axes={"input_ids": shape, "attention_mask": shape, "tags": shape, "middle": shape},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(exact, folder / "model.onnx", per_channel=True, weight_type=QuantType.QInt8)
    shorten(folder / "model.onnx")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    settings = Settings(name=name, version=version, thresholds=dict(thresholds or {}), middle=middle)
    (folder / "encoder.json").write_text(json.dumps(settings.model_dump(), indent=1, ensure_ascii=False) + "\n")


def shorten(path: Path) -> None:
    """Give the inner tensors of a network names of a few letters: the exporter's are half a megabyte."""
    network = onnx.load(path)
    graph = network.graph
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
    onnx.save(network, path)
