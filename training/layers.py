"""The layers that read clauses and amounts above the middle of the network for names, and their heads.

They begin as the network's next layers, or as those of a reader that is to learn on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import torch

from nlp_referat.errors import ModelNotFoundError
from nlp_referat.labels import AMOUNT_DIRECTIONS
from training.clauses import NOTHING
from training.export import in_8_bits, to_onnx
from training.halves import through
from training.restored import restored

LAYERS: Final = 3
DIRECTIONS: Final = [*AMOUNT_DIRECTIONS, NOTHING]
"""What can be answered of the direction of amounts."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What can be answered: the labels of clauses and the roles of amounts; "" for none."""

    labels: list[str]
    roles: list[str]


class Layers(torch.nn.Module):
    """The layers above the middle one, and the heads over them.

    Args:
        layers: what they begin as.
        width: units of a state.
    """

    def __init__(self, layers: Sequence[Any], width: int, answers: Answers) -> None:
        super().__init__()
        self.width = width
        self.answers = answers
        self.layers = torch.nn.ModuleList(layers)
        self.attend = torch.nn.Linear(self.width, 1, bias=False)
        self.label = torch.nn.Linear(self.width, len(answers.labels))
        self.mark = torch.nn.Embedding(len(DIRECTIONS), self.width)
        torch.nn.init.normal_(self.mark.weight, std=0.02)
        self.amount_attend = torch.nn.Linear(self.width, 1, bias=False)
        self.role = torch.nn.Linear(2 * self.width, len(answers.roles))
        self.direction = torch.nn.Linear(2 * self.width, len(DIRECTIONS))
        self.drop = torch.nn.Dropout(0.1)

    @classmethod
    def above(cls, network: Any, first: int, answers: Answers) -> Self:
        """Those that begin as a network's next layers after its first ones.

        Raises:
            ModelNotFoundError: when it has none.
        """
        own = network.base_model.encoder.layer[first : first + LAYERS]
        if not len(own):
            raise ModelNotFoundError(f"--network has no layer above its first {first}: it is not the pipeline's.")
        return cls(own, network.config.hidden_size, answers)

    @classmethod
    def of_files(cls, layers: bytes, head: Mapping[str, Any], answers: Answers) -> Self:
        """Those that begin as what `to_files` gave; where no amounts were read, with fresh heads for them.

        Raises:
            ModelNotFoundError: when the layers cannot be read.
        """
        module = cls(restored(layers, "reader.onnx"), len(head["attend"]), answers)
        for name, weights in module._as_arrays().items():
            if name in head:
                weights.data.copy_(torch.from_numpy(head[name]))
        return module

    def read(self, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """The states of the last layer."""
        return through(self.layers, states, attention_mask)

    def clauses(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The sums by clause and label."""
        sums: torch.Tensor = self.label(self.drop(_attended(self.read(states, mask), mask, self.attend)))
        return sums.float()

    def amounts(
        self, states: torch.Tensor, mask: torch.Tensor, marks: torch.Tensor, ruled: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The sums by amount and role, and by amount and direction.

        Args:
            marks: 1 at the pieces of the amount.
            ruled: by amount, the direction that the rules read.
        """
        read = self.read(states + marks[..., None] * self.mark(ruled)[:, None], mask)
        own = (read * marks[..., None]).sum(1) / marks.sum(1, keepdim=True).clamp(min=1)
        pooled = self.drop(torch.cat([_attended(read, mask, self.amount_attend), own], -1))
        return self.role(pooled).float(), self.direction(pooled).float()

    def heads(self) -> list[torch.nn.Parameter]:
        """The weights that are not the layers'."""
        return [weights for name, weights in self.named_parameters() if not name.startswith("layers.")]

    def to_files(self) -> tuple[bytes, dict[str, Any]]:
        """The layers as a network's file, and the arrays of `nlp_referat.encoder.reader`."""
        inputs = {"states": torch.zeros(2, 8, self.width), "attention_mask": torch.ones(2, 8).long()}
        network = in_8_bits(to_onnx(_Read(self), inputs, outputs=["read"]))
        names = {"labels": self.answers.labels}
        if self.answers.roles:
            names |= {"roles": self.answers.roles, "directions": DIRECTIONS}
        weights = {name: _array(weights) for name, weights in self._as_arrays().items()}
        return network, {name: np.array(told) for name, told in names.items()} | weights

    def _as_arrays(self) -> dict[str, torch.Tensor]:
        """The heads' weights under the names and in the shape that `nlp_referat.encoder.reader` has them in."""
        clauses = {"attend": self.attend.weight[0], "weights": self.label.weight.T, "bias": self.label.bias}
        if not self.answers.roles:
            return clauses
        return clauses | {
            "mark": self.mark.weight,
            "amount_attend": self.amount_attend.weight[0],
            "role_weights": self.role.weight.T,
            "role_bias": self.role.bias,
            "direction_weights": self.direction.weight.T,
            "direction_bias": self.direction.bias,
        }


class _Read(torch.nn.Module):
    """What is exported: the states without the heads."""

    def __init__(self, layers: Layers) -> None:
        super().__init__()
        self.layers = layers

    def forward(self, states: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.layers.read(states, attention_mask)


def _attended(states: torch.Tensor, mask: torch.Tensor, attend: torch.nn.Module) -> torch.Tensor:
    weight = (attend(states)[..., 0] + (mask - 1.0) * 1e4).softmax(-1)
    return (states * weight[..., None]).sum(1)


def _array(weights: torch.Tensor) -> Any:
    return weights.detach().numpy().copy()
