"""Fewer layers for names: what they learn from, that they say what all of them say, and that the rest stays."""

import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

import nlp_referat  # noqa: E402
from nlp_referat.corpus.document import Document  # noqa: E402
from nlp_referat.encoder.model import Encoder  # noqa: E402
from nlp_referat.errors import AnnotationError, ModelNotFoundError  # noqa: E402
from nlp_referat.pipeline import with_encoder  # noqa: E402
from training.distil import add_distilled, distil, texts_of  # noqa: E402
from training.encoder import save_network  # noqa: E402
from training.examples import Example  # noqa: E402
from training.export import export  # noqa: E402
from training.network import load_network  # noqa: E402
from training.tiny import make_encoder  # noqa: E402

LAYERS = 6


@pytest.fixture(scope="module")
def deep(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Hugging Face folder with a random encoder of six layers."""
    folder = tmp_path_factory.mktemp("deep")
    make_encoder(folder, [document.text for document in documents], pieces=300)
    config = folder / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"num_hidden_layers": LAYERS}))
    return folder


@pytest.fixture(scope="module")
def network(deep: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with its layers beyond those saved, and tags on top that differ from piece to piece."""
    folder = tmp_path_factory.mktemp("network")
    torch.manual_seed(1)
    module, tokenizer = load_network(deep)
    with torch.no_grad():
        module.classifier.weight.mul_(100)
    save_network(module, tokenizer, folder)
    return folder


@pytest.fixture(scope="module")
def encoder(network: Path, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    folder = tmp_path_factory.mktemp("exported")
    export(*load_network(network), folder, name="deep", version="0")
    return Encoder.from_disk(folder)


def _answers(encoder: Encoder, texts: list[str]) -> list[Any]:
    found: dict[int, Any] = {}
    for batch in encoder.read_on(texts, lambda batch: batch):
        for place, rows, offsets in zip(batch.places, encoder.tags(batch), batch.offsets, strict=True):
            found[place] = rows[: len(offsets)]
    return [found[place] for place in range(len(texts))]


def _apart(one: list[Any], other: list[Any]) -> float:
    return float(sum(abs(a - b).sum() for a, b in zip(one, other, strict=True)) / sum(len(rows) for rows in one))


def test_fewer_layers_say_what_all_of_them_say(encoder: Encoder, network: Path, documents: list[Document]) -> None:
    texts = texts_of([], [document.text for document in documents])
    whole = _answers(encoder, texts)
    untaught = distil(encoder, network, texts, layers=1, epochs=1, learning_rate=0.0)
    taught = distil(encoder, network, texts, layers=1, epochs=30, learning_rate=3e-3)
    assert _apart(whole, _answers(taught, texts)) < 0.5 * _apart(whole, _answers(untaught, texts))
    assert len(taught.files["upper.onnx"]) < len(encoder.files["upper.onnx"])
    assert all(taught.files[name] == content for name, content in encoder.files.items() if name != "upper.onnx")


@pytest.mark.parametrize("layers", [0, LAYERS // 2, 99])
def test_as_many_layers_as_there_are_is_no_distillation(encoder: Encoder, network: Path, layers: int) -> None:
    with pytest.raises(ModelNotFoundError, match=f"--layers {layers}: the network has {LAYERS // 2} above its middle"):
        distil(encoder, network, ["Ida Holm"], layers=layers)


def test_another_network_is_refused(encoder: Encoder, network: Path, start: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"--network: .* is not what the pipeline's encoder came from"):
        distil(encoder, start, ["Ida Holm"], layers=1)
    with pytest.raises(ModelNotFoundError, match="--network: there is no folder"):
        distil(encoder, tmp_path / "none", ["Ida Holm"], layers=1)
    module, tokenizer = load_network(network)
    with torch.no_grad():
        module.classifier.weight.copy_(module.classifier.weight.flip(0))
    save_network(module, tokenizer, tmp_path / "other")
    with pytest.raises(ModelNotFoundError, match=r"--network: .* finds other names than the pipeline's encoder"):
        distil(encoder, tmp_path / "other", ["Ida Holm kom til byrådet"], layers=1)


def test_nothing_to_read_is_said(encoder: Encoder, network: Path) -> None:
    with pytest.raises(AnnotationError, match="There is no text to learn from"):
        distil(encoder, network, [], layers=1)


def test_texts_are_segments_each_once_and_varied_where_they_are_annotated() -> None:
    annotated = Example("Ida Holm kom", ((0, 8, "PERSON"),))
    texts = texts_of([annotated, annotated], ["Sagen hviler. Ida Holm kom", "", "Sagen hviler."])
    assert texts[0] == "Ida Holm kom"
    assert "Sagen hviler." in texts
    assert len(texts) == len(set(texts))
    assert any(text.endswith("kom") and not text.startswith("Ida Holm") for text in texts)


def test_a_pipeline_with_a_smaller_encoder_is_written(
    encoder: Encoder, network: Path, tmp_path: Path, documents: list[Document]
) -> None:
    names = with_encoder(encoder)
    names.meta["performance"] = {"dev": {"micro": 0.99}}
    names.to_disk(tmp_path / "names")
    settings: dict[str, Any] = {"layers": 1, "epochs": 1, "learning_rate": 1e-3, "seed": 1}
    done = add_distilled(str(tmp_path / "names"), network, ["Ida Holm kom"], tmp_path / "small", **settings)
    assert done["texts"] == 1
    small = nlp_referat.load(tmp_path / "small")
    assert small(documents[0].text)._.referat.items
    assert not small.meta.get("performance")  # which was the whole network's
    with pytest.raises(ModelNotFoundError, match="--pipeline: rules has no"):
        add_distilled("rules", network, ["Ida Holm"], tmp_path / "none", **settings)
    assert not (tmp_path / "none").exists()
