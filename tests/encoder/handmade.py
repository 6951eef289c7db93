"""A model folder made by hand, without training: every piece has its tag's probability in a table.

The network is one look-up by piece: the logarithms of the tags' probabilities. So every answer can be computed in
the head.
"""

import json
from math import log

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from nlp_referat.encoder.model import FORMAT
from nlp_referat.encoder.reader import to_bytes
from nlp_referat.encoder.tags import TAGS

KNOWN = {
    "▁Zenobia": ("B-PERSON", 0.96),
    "▁Quist": ("I-PERSON", 0.8),
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


WIDTH = 4
"""Of the states of the middle layer: the first unit is 1 in the piece `MARKED`, all others are 0."""
MARKED = "▁Xanadu"


def make_reader_files() -> dict[str, bytes]:
    """The two files of a reader: it passes the states on, and a head says UDSAT of texts that hold `MARKED`.

    The sums are 3 for UDSAT and 0 for a clause that decides nothing; without the piece 0 and 2.
    """
    head = {
        "labels": np.array(["UDSAT", ""]),
        "attend": np.array([50.0, 0, 0, 0], dtype=np.float32),  # all weight on the marked piece
        "weights": np.array([[3.0, -2.0], [0, 0], [0, 0], [0, 0]], dtype=np.float32),
        "bias": np.array([0.0, 2.0], dtype=np.float32),
    }
    return {"reader.onnx": _passing_on(), "reader.npz": to_bytes(head)}


def _passing_on() -> bytes:
    from onnx import TensorProto, helper

    graph = helper.make_graph(
        [
            helper.make_node("Identity", ["states"], ["read"]),
            helper.make_node("Identity", ["attention_mask"], ["seen"]),
        ],
        "handmade",
        [
            helper.make_tensor_value_info("states", TensorProto.FLOAT, ["batch", "pieces", WIDTH]),
            helper.make_tensor_value_info("attention_mask", TensorProto.INT64, ["batch", "pieces"]),
        ],
        [
            helper.make_tensor_value_info("read", TensorProto.FLOAT, ["batch", "pieces", WIDTH]),
            helper.make_tensor_value_info("seen", TensorProto.INT64, ["batch", "pieces"]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    content: bytes = model.SerializeToString()
    return content


def make_files(thresholds: dict[str, float] | None = None, max_pieces: int = 256) -> dict[str, bytes]:
    """The three files of a model folder."""
    tokenizer = make_tokenizer()
    settings = {"format": FORMAT, "name": "handmade", "thresholds": thresholds or {}, "max_pieces": max_pieces}
    settings["middle"] = 1
    return {
        "encoder.json": json.dumps(settings).encode(),
        "tokenizer.json": tokenizer.to_str().encode(),
        "model.onnx": _network(tokenizer.get_vocab()),
    }


def _network(vocabulary: dict[str, int]) -> bytes:
    from onnx import TensorProto, helper, numpy_helper

    tags = np.tile(_row("O", 0.9), (len(vocabulary), 1)).astype(np.float32)
    for piece, (tag, likely) in KNOWN.items():
        tags[vocabulary[piece]] = _row(tag, likely)
    states = np.zeros((len(vocabulary), WIDTH), dtype=np.float32)
    states[vocabulary[MARKED], 0] = 1
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["tag_table", "input_ids"], ["tags"]),
            helper.make_node("Gather", ["state_table", "input_ids"], ["middle"]),
        ],
        "handmade",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "pieces"])
            for name in ("input_ids", "attention_mask")
        ],
        [
            helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["batch", "pieces", len(TAGS)]),
            helper.make_tensor_value_info("middle", TensorProto.FLOAT, ["batch", "pieces", WIDTH]),
        ],
        [numpy_helper.from_array(tags, "tag_table"), numpy_helper.from_array(states, "state_table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    content: bytes = model.SerializeToString()
    return content


def _row(tag: str, likely: float) -> np.ndarray:
    rest = (1 - likely) / (len(TAGS) - 1)
    return np.array([log(likely if name == tag else rest) for name in TAGS], dtype=np.float32)
