"""Layers that were exported in 8 bits, as layers that can learn on: the way back of `training.export`.

What is shipped is enough to go on from; the network that it came from need not be at hand.
"""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper
from onnxruntime import InferenceSession
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertLayer

from nlp_referat.errors import ModelNotFoundError
from training.halves import through

_MATRICES: Final = 6  # of a layer: query, key, value, output, and the two of the feed-forward part
_ALIKE: Final = 0.98  # correlation with what the file itself gives


def restored(file: bytes, name: str) -> torch.nn.ModuleList:
    """The layers of a network's file, built as BERT's are (XLM-RoBERTa has the same).

    Args:
        file: what `training.export.in_8_bits` gave for layers that read states and a mask.
        name: of the file, for messages.

    Raises:
        ModelNotFoundError: when it is no such file.
    """
    try:
        graph = onnx.load_from_string(file).graph
        if graph.input[0].type.tensor_type.elem_type != onnx.TensorProto.FLOAT:
            raise ValueError("it reads no states")
        arrays = {weights.name: numpy_helper.to_array(weights) for weights in graph.initializer}
        for node in graph.node:
            if node.op_type == "Identity":  # of weights that are alike the exporter keeps one
                arrays[node.output[0]] = arrays[node.input[0]]
        matrices, norms, width = list(_matrices(graph, arrays)), list(_norms(graph, arrays)), _head_width(graph)
        layers = torch.nn.ModuleList(
            _layer(matrices[place * _MATRICES :][:_MATRICES], norms[place * 2 :][:2], width)
            for place in range(len(norms) // 2)
        )
        _check(layers, file)
    except (DecodeError, KeyError, IndexError, StopIteration, ValueError, RuntimeError) as error:
        raise ModelNotFoundError(
            f"{name} holds no layers that can learn on ({type(error).__name__}: {error}). Give --network the network "
            "that the pipeline's encoder came from: training left it in OUT.work/network."
        ) from None
    return layers


_Linear = tuple[Any, Any]  # weights by unit out and unit in, and bias


def _matrices(graph: onnx.GraphProto, arrays: dict[str, Any]) -> Iterator[_Linear]:
    """The linear parts in the order of the file, which is that of the layers."""
    made = {name: node for node in graph.node for name in node.output}
    used: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for tensor in node.input:
            used.setdefault(tensor, []).append(node)
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        [cast] = used[node.output[0]]
        [scaled] = used[cast.output[0]]
        [added] = used[scaled.output[0]]
        scales = made[_other(scaled, cast.output[0])]
        scale = next(arrays[tensor] for tensor in scales.input if tensor in arrays)
        weights = (arrays[node.input[1]].astype(np.float32) - arrays[node.input[3]]) * scale
        yield weights.T, arrays[_other(added, scaled.output[0])]


def _other(node: onnx.NodeProto, tensor: str) -> str:
    return next(name for name in node.input if name != tensor)


def _norms(graph: onnx.GraphProto, arrays: dict[str, Any]) -> Iterator[_Linear]:
    for node in graph.node:
        if node.op_type == "LayerNormalization":
            yield arrays[node.input[1]], arrays[node.input[2]]


def _head_width(graph: onnx.GraphProto) -> int:
    """The units of an attention head: queries and keys are multiplied by the fourth root of its inverse each."""
    constants = {node.output[0]: node.attribute[0].t for node in graph.node if node.op_type == "Constant"}
    softmax = next(node for node in graph.node if node.op_type == "Softmax")
    made = {name: node for node in graph.node for name in node.output}
    node = softmax
    while node.op_type != "Reshape":  # up to where the query is cut into heads
        node = made[node.input[0]]
    last = made[node.input[1]].input[-1]
    return int(numpy_helper.to_array(constants[last]).item())


def _layer(matrices: list[_Linear], norms: list[_Linear], head_width: int) -> Any:
    units = len(matrices[0][1])
    config = BertConfig(
        hidden_size=units, intermediate_size=len(matrices[4][1]), num_attention_heads=units // head_width
    )
    config._attn_implementation = "eager"
    layer = BertLayer(config)
    own, after = layer.attention.self, layer.attention.output
    linear = [own.query, own.key, own.value, after.dense, layer.intermediate.dense, layer.output.dense]
    parts = [*zip(linear, matrices, strict=True), *zip([after.LayerNorm, layer.output.LayerNorm], norms, strict=True)]
    for part, (weights, bias) in parts:
        part.load_state_dict({"weight": torch.from_numpy(weights.copy()), "bias": torch.from_numpy(bias.copy())})
    return layer


def _check(layers: torch.nn.ModuleList, file: bytes) -> None:
    """Raise a ValueError where the layers give something else than the file."""
    session = InferenceSession(file)
    states, mask = (tensor.name for tensor in session.get_inputs())
    width = layers[0].output.dense.out_features  # type: ignore[union-attr]
    some = np.random.default_rng(0).normal(size=(1, 12, width)).astype(np.float32)
    own = session.run(None, {states: some, mask: np.ones((1, 12), dtype=np.int64)})[0]
    layers.eval()
    with torch.inference_mode():
        found = through(layers, torch.from_numpy(some), torch.ones(1, 12)).numpy()
    layers.train()
    if own.shape != found.shape or np.corrcoef(own.ravel(), found.ravel())[0, 1] < _ALIKE:
        raise ValueError("it reads otherwise than the layers of BERT and XLM-RoBERTa")
