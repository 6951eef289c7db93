"""Cutting a vocabulary: what is kept is spelled as before, what is not is spelled in shorter pieces."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer, models, pre_tokenizers, processors  # noqa: E402

from training.network import load_network  # noqa: E402
from training.vocabulary import cut_embeddings, cut_tokenizer, used_pieces  # noqa: E402

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
LETTERS = list("▁byrådetskolnHIau")
WORDS = {"▁byrådet": -2.0, "▁skole": -2.5, "▁skolen": -3.0, "▁hus": -2.2, "▁Ida": -2.5}
OTHERS = {"▁мир": -1.0, "▁20": -1.0}  # likelier, and not of Latin letters
ALWAYS = len(SPECIAL) + len(LETTERS)  # pieces that no cut leaves out


def tokenizer() -> Tokenizer:
    pieces = [(name, 0.0) for name in SPECIAL] + [*WORDS.items(), *OTHERS.items()] + [(one, -9.0) for one in LETTERS]
    made = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.add_special_tokens(SPECIAL)
    made.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return made


def kept(size: int, texts: list[str], words: list[str] | None = None) -> tuple[Tokenizer, list[int]]:
    ids = used_pieces(tokenizer(), texts, words or [], size)
    return cut_tokenizer(tokenizer(), ids), ids


def test_words_in_use_keep_their_piece_and_others_are_spelled() -> None:
    cut, _ = kept(2, ["byrådet skole"])
    assert cut.encode("byrådet skole").tokens == ["<s>", "▁byrådet", "▁skole", "</s>"]
    assert cut.encode("skolen").tokens == ["<s>", "▁skole", "n", "</s>"]
    assert "▁hus" not in cut.get_vocab()
    assert cut.encode("Ida").tokens == ["<s>", "▁", "I", "d", "a", "</s>"]


def test_ids_follow_their_pieces() -> None:
    cut, ids = kept(3, ["byrådet skole Ida"])
    old = {index: piece for piece, index in tokenizer().get_vocab().items()}
    new = {index: piece for piece, index in cut.get_vocab().items()}
    assert new == {index: old[former] for index, former in enumerate(ids)}
    assert [cut.token_to_id(name) for name in SPECIAL] == [0, 1, 2, 3]
    assert cut.encode("ida 💩").ids.count(3) == tokenizer().encode("ida 💩").ids.count(3)


def test_a_text_outweighs_words() -> None:
    cut, _ = kept(1, ["hus"], ["skole"] * 49)
    assert "▁hus" in cut.get_vocab()
    assert "▁skole" not in cut.get_vocab()


def test_cut_does_not_hang_on_the_order_of_words() -> None:
    words = ["byrådet", "skole", "skolen", "hus", "Ida"]
    assert kept(2, [], words)[1] == kept(2, [], words[::-1])[1]


@pytest.mark.parametrize(
    ("size", "text", "expected"),
    [
        (ALWAYS + 1, "byrådet", ["▁byrådet"]),
        (ALWAYS + 2, "byrådet", ["▁byrådet", "▁hus"]),
        (ALWAYS + 3, "byrådet", ["▁byrådet", "▁skole", "▁hus"]),  # as likely as ▁Ida, and before it
        (ALWAYS + 3, "skolen hus", ["▁byrådet", "▁skolen", "▁hus"]),
        (ALWAYS + 2, "мир", ["▁byrådet", "▁мир"]),  # in use: kept in whatever letters
        (1000, "byrådet", list(WORDS)),
    ],
)
def test_room_that_is_left_goes_to_the_likeliest_latin_pieces(size: int, text: str, expected: list[str]) -> None:
    cut, ids = kept(size, [text])
    assert [piece for piece in (*WORDS, *OTHERS) if piece in cut.get_vocab()] == expected
    assert len(ids) == ALWAYS + len(expected)


def test_a_text_in_use_is_not_crowded_out() -> None:
    cut, ids = kept(2, ["skolen"], ["byrådet", "hus", "hus"])
    assert {"▁skolen", "▁hus"} <= set(cut.get_vocab())
    assert len(ids) == ALWAYS + 2  # more than `size`: it counts what is used, beside the pieces that always stay


def test_rows_of_the_embeddings_follow(start: Path) -> None:
    network, pieces = load_network(start)
    before = network.get_input_embeddings().weight.clone()
    ids = used_pieces(pieces, ["Byrådet godkendte"], [], 20)
    cut_embeddings(network, ids)
    after = network.get_input_embeddings().weight
    assert network.config.vocab_size == len(ids) < before.shape[0]
    assert torch.equal(after, before[ids])
    cut = cut_tokenizer(pieces, ids)
    text = "Byrådet godkendte"
    assert [ids[new] for new in cut.encode(text).ids] == pieces.encode(text).ids
