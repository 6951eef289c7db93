"""The network: losses computed by hand, batches, loading, saving."""

from collections.abc import Sequence
from math import log
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: E402

from nlp_referat.encoder.model import first_pieces  # noqa: E402
from nlp_referat.encoder.tags import LABELS, TAGS, words  # noqa: E402
from nlp_referat.errors import ModelNotFoundError  # noqa: E402
from training.examples import Example, all_meanings, known_only  # noqa: E402
from training.network import Collator, load_network, partial_loss  # noqa: E402

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


def test_blind_stretches_are_not_scored(start: Path) -> None:
    batch, _ = collate(start, [Example("Her er Ida Holm.", (), blind=((7, 15),)), Example("Ida", (), blind=((0, 3),))])
    assert batch["labels"].any(-1).sum(-1).tolist() == [3, 0]  # "Her", "er" and "."


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        (Example("Bo/Ea kom", ((0, 2, "PERSON"), (3, 5, "LOC"))), ["B-PERSON", "O"]),
        (Example("Bo/Ea kom", ((3, 5, "LOC"),)), ["O", "O"]),
        (Example("Bo/Ea kom", ((3, 5, "LOC"),), blind=((0, 2),)), ["O", "O"]),  # "/" is the first that is known
        (Example("Bo/Ea kom", ((3, 5, "LOC"),), blind=((0, 3),)), ["B-LOC", "O"]),
        (Example("Bo/Ea kom", (), blind=((0, 5),)), ["", "O"]),
    ],
)
def test_of_words_that_share_a_piece_the_first_counts(example: Example, expected: list[str]) -> None:
    pieces = [("<pad>", 0.0), ("<unk>", 0.0), ("▁Bo/Ea", -1.0), ("▁kom", -1.0)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=1, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    batch = Collator(tokenizer, all_meanings([example]))([{"example": example}])
    assert batch["input_ids"].tolist() == [[2, 3]]
    assert [" ".join(TAGS[tag] for tag in row.nonzero().flatten()) for row in batch["labels"][0]] == expected


def test_labels_nobody_looked_for_are_allowed(start: Path) -> None:
    batch, _ = collate(start, [Example("Her", (), "only PERSON COMMITTEE FUND LOC")])
    [row] = [row for row in batch["labels"][0] if row.any()]
    assert {TAGS[tag] for tag in row.nonzero().flatten()} == known_only(set(LABELS) - {"ORG"})["O"]


def test_network_comes_back_with_its_tags(start: Path, tmp_path: Path) -> None:
    from training.encoder import save_network

    network, tokenizer = load_network(start)
    save_network(network, tokenizer, tmp_path)
    again, pieces = load_network(tmp_path)
    assert torch.equal(again.classifier.weight, network.classifier.weight)
    assert [again.config.id2label[tag] for tag in range(len(TAGS))] == list(TAGS)
    assert pieces.encode("Ida Holm").ids == tokenizer.encode("Ida Holm").ids


def test_only_the_first_layers_are_kept(start: Path) -> None:
    assert len(load_network(start, layers=1)[0].base_model.encoder.layer) == 1
    assert len(load_network(start, layers=99)[0].base_model.encoder.layer) == 2


def test_missing_encoder_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError) as caught:
        load_network(tmp_path / "nowhere")
    assert "nowhere" in str(caught.value)
    assert "Give --encoder a folder with config.json" in str(caught.value)
