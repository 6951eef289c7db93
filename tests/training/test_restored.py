"""Layers that were exported in 8 bits learn on: what comes back is what was shipped."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from nlp_referat.errors import ModelNotFoundError  # noqa: E402
from training.clauses import NOTHING  # noqa: E402
from training.layers import Answers, Layers  # noqa: E402
from training.network import load_network  # noqa: E402
from training.restored import restored  # noqa: E402

SHIPPED = Path(__file__).parents[2] / "nlp_referat" / "model"


def test_the_shipped_reader_comes_back_with_its_layers() -> None:
    layers = restored((SHIPPED / "reader.onnx").read_bytes(), "reader.onnx")
    assert [layer.attention.self.num_attention_heads for layer in layers] == [12, 12, 12]


def test_layers_and_heads_come_back_as_they_were_exported(start: Path) -> None:
    network, _ = load_network(start)
    answers = Answers(["GODKENDT", NOTHING], ["spent", "applied"])
    module = Layers.above(network, 1, answers).eval()
    file, head = module.to_files()
    back = Layers.of_files(file, head, answers).eval()
    states, mask = torch.randn(2, 7, module.width), torch.ones(2, 7)
    with torch.inference_mode():
        ours, theirs = module.clauses(states, mask), back.clauses(states, mask)
    assert theirs.numpy() == pytest.approx(ours.numpy(), abs=0.1)
    assert all(np.array_equal(back.to_files()[1][name], told) for name, told in head.items())


@pytest.mark.parametrize("name", ["lower.onnx", "tokenizer.json"])
def test_other_files_are_refused(name: str) -> None:
    with pytest.raises(ModelNotFoundError, match=f"{name} holds no layers that can learn on"):
        restored((SHIPPED / name).read_bytes(), name)
