"""Cutting a network in two where another one reads on."""

from collections.abc import Iterable

from onnx import GraphProto, ModelProto, NodeProto
from onnx.shape_inference import infer_shapes
from onnx.utils import Extractor


def halves(network: ModelProto, middle: str) -> tuple[ModelProto, ModelProto]:
    """The network up to its tensor `middle`, and from there to its other outputs.

    What the upper half needs besides (the attention mask in its inner form) is an output of the lower one and an
    input of the upper one, under one name.
    """
    graph = network.graph
    inputs = [value.name for value in graph.input]
    ends = [value.name for value in graph.output if value.name != middle]
    crossing = _crossing(graph, middle, ends)
    typed = Extractor(infer_shapes(network))
    return typed.extract_model(inputs, [middle, *crossing]), typed.extract_model([middle, *crossing], ends)


def _crossing(graph: GraphProto, middle: str, ends: list[str]) -> list[str]:
    """What the lower half makes of the inputs and the upper half reads, apart from `middle`; sorted."""
    makers = {name: node for node in graph.node for name in node.output}
    moving = {value.name for value in graph.input}  # constants are in both halves
    for node in graph.node:  # they stand in order of their making
        if moving.intersection(node.input):
            moving.update(node.output)
    made_below = _before([middle], makers, stops=()) & moving
    return sorted((_before(ends, makers, stops=made_below) & made_below) - {middle})


def _before(ends: Iterable[str], makers: dict[str, NodeProto], stops: Iterable[str]) -> set[str]:
    """The tensors that `ends` are made from, back to those where it `stops`; both are among them."""
    todo, seen = list(ends), set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if name not in stops and name in makers:
            todo += makers[name].input
    return seen - {""}
