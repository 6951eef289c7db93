"""From a network to the files that run it: two halves that together are the whole, in short names."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import onnx  # noqa: E402
import onnxruntime  # noqa: E402

from nlp_referat.encoder.model import FILES, Encoder  # noqa: E402
from training.export import WithMiddle, export, in_8_bits, to_onnx  # noqa: E402
from training.halves import halves  # noqa: E402
from training.network import load_network  # noqa: E402


def _whole(start: Path) -> onnx.ModelProto:
    network = WithMiddle(load_network(start)[0].eval(), 1)
    example = torch.ones(2, 8, dtype=torch.long)
    return to_onnx(network, {"input_ids": example, "attention_mask": example}, outputs=["tags", "middle"])


def _run(network: onnx.ModelProto, given: dict[str, Any]) -> dict[str, Any]:
    session = onnxruntime.InferenceSession(network.SerializeToString(), providers=["CPUExecutionProvider"])
    taken = {value.name: given[value.name] for value in session.get_inputs()}
    return dict(zip([value.name for value in session.get_outputs()], session.run(None, taken), strict=True))


def test_the_halves_are_the_whole(start: Path) -> None:
    whole = _whole(start)
    lower, upper = halves(whole, "middle")
    ids = np.array([[0, 5, 6, 7, 2], [0, 5, 2, 1, 1]])
    given = {"input_ids": ids, "attention_mask": np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])}
    expected, below = _run(whole, given), _run(lower, given)
    assert below["middle"] == pytest.approx(expected["middle"], abs=1e-5)
    assert _run(upper, below)["tags"] == pytest.approx(expected["tags"], abs=1e-5)
    sizes = [sum(node.op_type == "MatMul" for node in part.graph.node) for part in (whole, lower, upper)]
    assert sizes[1] + sizes[2] == sizes[0]  # no layer is in both
    assert min(sizes) > 0


def test_inner_names_are_short_and_outer_ones_stay(start: Path) -> None:
    whole = _whole(start)
    small = onnx.load_from_string(in_8_bits(whole))
    assert [value.name for value in small.graph.output] == ["tags", "middle"]
    assert max(len(name) for node in small.graph.node for name in node.output) <= len("middle")
    assert len(small.SerializeToString()) < len(whole.SerializeToString())


def test_a_folder_is_read_back(start: Path, tmp_path: Path) -> None:
    network, tokenizer = load_network(start)
    export(network, tokenizer, tmp_path, name="tiny", version="7", thresholds={"PERSON": 0.0})
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)
    encoder = Encoder.from_disk(tmp_path)
    layers = network.config.num_hidden_layers
    assert (encoder.settings.version, encoder.settings.middle) == ("7", (layers + 1) // 2)
    [batch] = encoder.states(["Ida Lund kom"])
    assert batch.states.shape == (1, len(batch.offsets[0]), network.config.hidden_size)
