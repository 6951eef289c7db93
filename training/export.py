"""From a trained network to the folder that `nlp_referat.encoder.model.Encoder` reads: ONNX, 8-bit integers."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from nlp_referat.encoder.model import Settings

OPSET = 17

THRESHOLDS: Final[Mapping[str, float]] = {"PERSON": 0.7, "COMMITTEE": 0.9, "FUND": 0.9, "ORG": 0.7, "LOC": 0.5}
"""Least scores behind the rules, chosen on the corpus's dev split: bodies and funds the rules know better."""


class _Tags(torch.nn.Module):
    """The network with its logits as the only output."""

    def __init__(self, network: PreTrainedModel) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.network(input_ids=input_ids, attention_mask=attention_mask).logits
        return logits


def export(
    network: PreTrainedModel,
    tokenizer: Tokenizer,
    folder: Path,
    *,
    name: str,
    version: str,
    thresholds: Mapping[str, float] | None = None,
) -> None:
    """Write ``model.onnx`` (weights in 8 bits, per channel), ``tokenizer.json`` and ``encoder.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()  # type: ignore[no-untyped-call]  # of transformers
    with TemporaryDirectory() as work:
        exact = Path(work, "exact.onnx")
        shape = {0: "batch", 1: "pieces"}
        torch.onnx.export(
            _Tags(network),
            (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long)),
            str(exact),
            input_names=["input_ids", "attention_mask"],
            output_names=["tags"],
            dynamic_axes={"input_ids": shape, "attention_mask": shape, "tags": shape},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(exact, folder / "model.onnx", per_channel=True, weight_type=QuantType.QInt8)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    settings = Settings(name=name, version=version, thresholds=dict(thresholds or {}))
    (folder / "encoder.json").write_text(json.dumps(settings.model_dump(), indent=1, ensure_ascii=False) + "\n")
