"""The two halves of a network for names: they meet at its middle layer, from where others read on besides.

Only of encoders built as BERT and XLM-RoBERTa are: embeddings, then layers that take a mask.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import torch


class Lower(torch.nn.Module):
    """Embeddings and the layers up to the middle one: from pieces to states."""

    def __init__(self, network: Any, middle: int) -> None:
        super().__init__()
        self.embeddings = network.base_model.embeddings
        self.layers = network.base_model.encoder.layer[:middle]

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return through(self.layers, self.embeddings(input_ids=input_ids), attention_mask)


class Upper(torch.nn.Module):
    """Layers over the middle one, and the tags over them: from states to sums by piece and tag."""

    def __init__(self, network: Any, layers: Sequence[Any]) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)
        self.classifier = network.classifier

    def forward(self, middle: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        tags: torch.Tensor = self.classifier(through(self.layers, middle, attention_mask))
        return tags


def through(layers: Iterable[Any], states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """What layers make of the states below them.

    Args:
        states: by text, piece and unit.
        mask: by text and piece; 0 where there is none.
    """
    hidden = (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4
    for layer in layers:
        found = layer(states, hidden)
        states = found[0] if isinstance(found, tuple) else found
    return states
