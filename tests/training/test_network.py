"""The network: losses computed by hand, batches, loading, saving."""

from collections.abc import Sequence
from math import exp, log
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from nlp_referat.encoder.model import first_pieces  # noqa: E402
from nlp_referat.encoder.tags import LABELS, TAGS, words  # noqa: E402
from nlp_referat.errors import ModelNotFoundError  # noqa: E402
from nlp_referat.labels import OUTCOME_LABELS  # noqa: E402
from training.examples import Example, all_meanings, known_only  # noqa: E402
from training.network import Collator, clause_loss, load_network, partial_loss  # noqa: E402

# Two pieces, three tags: probabilities 1/2, 1/3, 1/6 and 1/4, 1/4, 1/2.
LOGITS = [[[log(3), log(2), log(1)], [log(1), log(1), log(2)]]]


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        ([[1, 0, 0], [0, 0, 1]], (log(2) + log(2)) / 2),  # plain cross-entropy
        ([[0, 1, 1], [0, 0, 0]], log(2)),  # 1/3 + 1/6, and a piece that is not scored
        ([[1, 1, 1], [1, 1, 0]], (0 + log(2)) / 2),
        ([[1, 1, 1], [1, 1, 1]], 0.0),
        ([[0, 0, 0], [0, 0, 0]], 0.0),
    ],
)
def test_partial_loss(allowed: list[list[int]], expected: float) -> None:
    logits = torch.tensor(LOGITS, requires_grad=True)
    loss = partial_loss(logits, torch.tensor([allowed], dtype=torch.bool))
    loss.backward()
    assert loss.item() == pytest.approx(expected, abs=1e-6)
    assert torch.isfinite(logits.grad).all()


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [([0, -100], log(exp(1) + 1) - 1), ([0, 1], log(exp(1) + 1) - 0.5), ([-100, -100], 0.0)],
)
def test_clause_loss(outcomes: list[int], expected: float) -> None:
    logits = torch.tensor([[1.0, 0.0], [1.0, 0.0]])  # surprises log(e + 1) - 1 of label 0, log(e + 1) of label 1
    assert clause_loss(logits, torch.tensor(outcomes)).item() == pytest.approx(expected, abs=1e-6)


def collate(start: Path, examples: Sequence[Example]) -> tuple[dict[str, torch.Tensor], Collator]:
    _, tokenizer = load_network(start)
    collator = Collator(tokenizer, all_meanings(examples))
    return collator([{"example": example} for example in examples]), collator


def test_first_piece_of_each_word_is_scored(start: Path) -> None:
    example = Example("Her er Ida Holm.", ((7, 15, "PERSON"),))
    batch, collator = collate(start, [example, Example("x", ())])
    pieces = first_pieces(words(example.text), collator.pieces.encode(example.text).offsets)
    marked = {piece: [TAGS[tag] for tag in batch["labels"][0, piece].nonzero().flatten()] for piece in pieces}
    assert list(marked.values()) == [["O"], ["O"], ["B-PERSON"], ["I-PERSON"], ["O"]]
    assert batch["labels"][0].any(-1).sum() == 5  # nothing else is
    assert batch["input_ids"].shape == batch["attention_mask"].shape == batch["labels"].shape[:2]
    assert batch["attention_mask"][1].sum() < batch["attention_mask"].shape[1]
    assert batch["outcomes"].tolist() == [-100, -100]


def test_blind_stretches_and_clauses_are_not_scored(start: Path) -> None:
    blind = Example("Her er Ida Holm.", (), "exact", ((7, 15),))
    clause = Example("Godkendt", (), "exact", ((0, 8),), "UDSAT")
    batch, _ = collate(start, [blind, clause])
    assert batch["labels"].any(-1).sum(-1).tolist() == [3, 0]  # "Her", "er" and "."
    assert batch["outcomes"].tolist() == [-100, list(OUTCOME_LABELS).index("UDSAT")]


def test_labels_nobody_looked_for_are_allowed(start: Path) -> None:
    batch, _ = collate(start, [Example("Her", (), "only PERSON COMMITTEE FUND LOC")])
    [row] = [row for row in batch["labels"][0] if row.any()]
    assert {TAGS[tag] for tag in row.nonzero().flatten()} == known_only(set(LABELS) - {"ORG"})["O"]


def test_network_comes_back_with_its_second_head(start: Path, tmp_path: Path) -> None:
    from training.encoder import save_network

    network, tokenizer = load_network(start)
    save_network(network, tokenizer, tmp_path)
    again, pieces = load_network(tmp_path)
    assert torch.equal(again.clauses.weight, network.clauses.weight)
    assert torch.equal(again.tagger.classifier.weight, network.tagger.classifier.weight)
    assert pieces.encode("Ida Holm").ids == tokenizer.encode("Ida Holm").ids


def test_only_the_first_layers_are_kept(start: Path) -> None:
    assert len(load_network(start, layers=1)[0].tagger.base_model.encoder.layer) == 1
    assert len(load_network(start, layers=99)[0].tagger.base_model.encoder.layer) == 2


def test_missing_encoder_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        load_network(tmp_path / "nowhere")
    assert "nowhere" in str(caught.value)
    assert "Give --encoder a folder with config.json" in str(caught.value)
