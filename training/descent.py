"""The loop in which layers over kept states learn."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import numpy as np
import torch
from transformers import get_linear_schedule_with_warmup

Batch = TypeVar("Batch")

_HAS_BF16: Final = any(torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16"))
"""Whether the machine multiplies in half precision: that takes less than half the time, and learns as well."""


def descend(
    module: torch.nn.Module,
    optimizer: Any,
    batches: Callable[[], Sequence[Batch]],
    loss: Callable[[Batch], torch.Tensor],
    *,
    epochs: int,
    steps: int,
    warmup: int,
) -> None:
    """Train the module in place, and say on standard error how each epoch went.

    Args:
        batches: draws those of an epoch.
        loss: of a batch.
        steps: batches of all epochs together.
        warmup: the first of them, in which the learning rate grows; from there it falls to nothing.
    """
    schedule = get_linear_schedule_with_warmup(optimizer, warmup, steps)
    module.train()
    for epoch in range(epochs):
        losses = []
        for batch in batches():
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HAS_BF16):
                missed = loss(batch)
            missed.backward()  # type: ignore[no-untyped-call]  # of torch
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(missed.item())
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.5f}", file=sys.stderr, flush=True)
    module.eval()
