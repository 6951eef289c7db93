"""What the lower half of an encoder makes of texts, kept to train layers above it.

It is computed once, in the 8 bits that will run, and kept in half precision: 0.8 kB for each piece of 384 units.
"""

import random
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import torch

from nlp_referat.encoder.model import Encoder

_BATCH: Final = 32
_JITTER: Final = 12  # pieces by which the order by length is shaken


class Read(NamedTuple):
    """A text as the lower half reads it: an array of pieces by units, and where each piece stands."""

    states: Any
    offsets: list[tuple[int, int]]


def read_texts(encoder: Encoder, texts: Sequence[str]) -> list[Read]:
    """The states of the middle layer for each text."""
    found: dict[int, Read] = {}
    for batch in encoder.read_on(texts, lambda batch: batch):
        for place, states, offsets in zip(batch.places, batch.states, batch.offsets, strict=True):
            found[place] = Read(states[: len(offsets)].astype(np.float16), offsets)
    return [found[place] for place in range(len(texts))]


def shuffled(sizes: Sequence[int], draw: random.Random) -> list[list[int]]:
    """All places in batches of about one size, in any order."""
    order = sorted(range(len(sizes)), key=lambda place: sizes[place] + draw.random() * _JITTER)
    batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
    draw.shuffle(batches)
    return batches


def count(texts: int) -> int:
    """How many batches so many texts make."""
    return -(-texts // _BATCH)


def filled(rows: Sequence[Any]) -> tuple[torch.Tensor, torch.Tensor]:
    """Arrays of pieces (by units) as one tensor, the shorter ones filled up, and 1 where there is a piece."""
    length = max(len(row) for row in rows)
    tensor = torch.zeros(len(rows), length, *rows[0].shape[1:])
    mask = torch.zeros(len(rows), length)
    for place, row in enumerate(rows):
        tensor[place, : len(row)] = torch.from_numpy(row).float()
        mask[place, : len(row)] = 1
    return tensor, mask
