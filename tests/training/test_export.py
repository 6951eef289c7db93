"""From a network to the files that run it: two halves that together are the whole, in 8 bits and short names."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import onnx  # noqa: E402
import onnxruntime  # noqa: E402

from nlp_referat.encoder.model import FILES, Encoder  # noqa: E402
from training.export import export, in_8_bits, to_onnx  # noqa: E402
from training.halves import Lower, Upper  # noqa: E402
from training.network import load_network  # noqa: E402


def _run(content: bytes, output: str, given: dict[str, Any]) -> Any:
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"]).run([output], given)[0]


def test_the_halves_are_the_whole(start: Path) -> None:
    network: Any = load_network(start)[0].eval()
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 2, 1, 1]])
    layers = network.base_model.encoder.layer
    with torch.inference_mode():
        expected = network(input_ids=ids, attention_mask=mask).logits
        found = Upper(network, layers[1:])(Lower(network, 1)(ids, mask), mask)
    assert found[mask == 1].numpy() == pytest.approx(expected[mask == 1].numpy(), abs=1e-5)


def test_in_8_bits_they_say_nearly_the_same(start: Path) -> None:
    network: Any = load_network(start)[0].eval()
    ids, mask = torch.tensor([[0, 5, 6, 7, 2]]), torch.ones(1, 5, dtype=torch.long)
    lower = Lower(network, 1).eval()
    exact = to_onnx(lower, {"input_ids": ids, "attention_mask": mask}, outputs=["middle"])
    content = in_8_bits(exact)
    states = _run(content, "middle", {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
    with torch.inference_mode():
        expected = lower(ids, mask).numpy()
    assert np.corrcoef(states.ravel(), expected.ravel())[0, 1] > 0.98
    small = onnx.load_from_string(content)
    assert max(len(name) for node in small.graph.node for name in node.output) <= len("middle")
    assert len(content) < len(exact.SerializeToString())


def test_a_folder_is_read_back(start: Path, tmp_path: Path) -> None:
    network, tokenizer = load_network(start)
    export(network, tokenizer, tmp_path, name="tiny", version="7", thresholds={"PERSON": 0.0})
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)
    encoder = Encoder.from_disk(tmp_path)
    layers = network.config.num_hidden_layers
    assert (encoder.settings.version, encoder.settings.middle) == ("7", (layers + 1) // 2)
    [batch] = encoder.read_on(["Ida Lund kom"], lambda batch: batch)
    assert batch.states.shape == (1, len(batch.offsets[0]), network.config.hidden_size)
