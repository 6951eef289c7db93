"""A model folder made by hand, without training: every piece has its tag's probability in a table.

The network is one look-up by piece: the logarithms of the tags' probabilities. So every answer can be computed in
the head.
"""

import json
from math import log

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from nlp_referat.encoder.model import FORMAT
from nlp_referat.encoder.reader import AMOUNTS, CLAUSES, to_bytes
from nlp_referat.encoder.tags import TAGS

KNOWN = {
    "▁Zenobia": ("B-PERSON", 0.96),
    "▁Quist": ("I-PERSON", 0.8),
    "▁Koordinator": ("B-PERSON", 0.97),  # a title that a text writes with a capital
    "▁Zet": ("B-COMMITTEE", 0.6),  # known to no rule, and below a threshold of 0.7
    "▁Ørnefonden": ("B-ORG", 0.95),  # which a rule calls a FUND
    "▁Xanadu": ("B-LOC", 0.99),
}
"""First pieces of words, with their tag and its probability; all other pieces are O with 0.9."""

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_LETTERS = '▁abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789.,:;!?()/%"-'


def make_tokenizer() -> Tokenizer:
    """Known words as one piece each, everything else in letters."""
    pieces = [(name, 0.0) for name in _SPECIAL]
    pieces += [(word, -1.0) for word in KNOWN] + [(letter, -10.0) for letter in _LETTERS]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


MARKED = "▁Xanadu"
"""The piece whose state has a 1 in its first unit."""
WIDTH = 4 + len(TAGS)
"""Of the states: the first unit tells `MARKED`, the last ones are the sums of the tags."""


def make_reader_files(reads_amounts: bool = True) -> dict[str, bytes]:
    """The two files of a reader: it passes the states on, and a head says UDSAT of texts that hold `MARKED`.

    The sums are 3 for UDSAT and 0 for a clause that decides nothing; without the piece 0 and 2. Of amounts it says
    the role by the same: "spent" with 8 where the text holds it, "described" with 2 where not. It says the direction
    by the mark: 4 for "expense" where the rules read that too.
    """
    first, second = np.eye(2, WIDTH, dtype=np.float32)
    head = {
        "labels": np.array(["UDSAT", ""]),
        "attend": first * 50,  # all weight on the marked piece
        "weights": np.outer(first, [3, -2]).astype(np.float32),
        "bias": np.array([0.0, 2.0], dtype=np.float32),
        "mark": np.outer([1, 0], second).astype(np.float32),
        "amount_attend": first * 50,
        "roles": np.array(["spent", "described"]),
        "role_weights": np.outer(np.concatenate([first, second * 0]), [8, -2]).astype(np.float32),
        "role_bias": np.array([0.0, 2.0], dtype=np.float32),
        "directions": np.array(["expense", ""]),
        "direction_weights": np.outer(np.concatenate([first * 0, second]), [4, 0]).astype(np.float32),
        "direction_bias": np.zeros(2, dtype=np.float32),
    }
    head = {name: head[name] for name in (*CLAUSES, *(AMOUNTS if reads_amounts else ()))}
    passed_on = _network("Identity", ["states"], "read", inputs={"states": WIDTH, "attention_mask": None})
    return {"reader.onnx": passed_on, "reader.npz": to_bytes(head)}


def make_files(thresholds: dict[str, float] | None = None, max_pieces: int = 256) -> dict[str, bytes]:
    """The files of a model folder."""
    tokenizer = make_tokenizer()
    settings = {"format": FORMAT, "name": "handmade", "thresholds": thresholds or {}, "max_pieces": max_pieces}
    settings["middle"] = 1
    pieces = {"input_ids": None, "attention_mask": None}
    states: dict[str, int | None] = {"middle": WIDTH, "attention_mask": None}
    last = np.eye(WIDTH, len(TAGS), k=len(TAGS) - WIDTH, dtype=np.float32)
    return {
        "encoder.json": json.dumps(settings).encode(),
        "tokenizer.json": tokenizer.to_str().encode(),
        "lower.onnx": _network("Gather", [_states(tokenizer.get_vocab()), "input_ids"], "middle", inputs=pieces),
        "upper.onnx": _network("MatMul", ["middle", last], "tags", inputs=states, width=len(TAGS)),
    }


def _states(vocabulary: dict[str, int]) -> np.ndarray:
    """By piece: whether it is marked, and its tags."""
    states = np.zeros((len(vocabulary), WIDTH), dtype=np.float32)
    states[vocabulary[MARKED], 0] = 1
    states[:, -len(TAGS) :] = _row("O", 0.9)
    for piece, (tag, likely) in KNOWN.items():
        states[vocabulary[piece], -len(TAGS) :] = _row(tag, likely)
    return states


def _network(
    operation: str, given: list[str | np.ndarray], output: str, *, inputs: dict[str, int | None], width: int = WIDTH
) -> bytes:
    """A network of one operation, on inputs and tables.

    Args:
        inputs: their number of units by text and piece; None for integers.
        width: units of the output.
    """
    from onnx import TensorProto, helper, numpy_helper

    def value(name: str, units: int | None) -> object:
        shape = ["batch", "pieces"]
        if units is None:
            return helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [*shape, units])

    names = [one if isinstance(one, str) else "table" for one in given]
    graph = helper.make_graph(
        [helper.make_node(operation, names, [output])],
        "handmade",
        [value(name, units) for name, units in inputs.items()],
        [value(output, width)],
        [numpy_helper.from_array(one, "table") for one in given if not isinstance(one, str)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    content: bytes = model.SerializeToString()
    return content


def _row(tag: str, likely: float) -> np.ndarray:
    rest = (1 - likely) / (len(TAGS) - 1)
    return np.array([log(likely if name == tag else rest) for name in TAGS], dtype=np.float32)
