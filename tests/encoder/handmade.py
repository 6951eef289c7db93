"""A model folder made by hand, without training: every piece has its tag's probability in a table.

The network is one look-up by piece: the logarithms of the tags' probabilities. So every answer can be computed in
the head.
"""

import json
from math import log

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from nlp_referat.encoder.model import FORMAT
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


def make_files(thresholds: dict[str, float] | None = None, max_pieces: int = 256) -> dict[str, bytes]:
    """The three files of a model folder."""
    tokenizer = make_tokenizer()
    settings = {"format": FORMAT, "name": "handmade", "thresholds": thresholds or {}, "max_pieces": max_pieces}
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
    graph = helper.make_graph(
        [helper.make_node("Gather", ["tag_table", "input_ids"], ["tags"])],
        "handmade",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "pieces"])
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["batch", "pieces", len(TAGS)])],
        [numpy_helper.from_array(tags, "tag_table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    content: bytes = model.SerializeToString()
    return content


def _row(tag: str, likely: float) -> np.ndarray:
    rest = (1 - likely) / (len(TAGS) - 1)
    return np.array([log(likely if name == tag else rest) for name in TAGS], dtype=np.float32)
