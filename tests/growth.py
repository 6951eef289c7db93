"""That work grows with the length of its text and not with the square of it, on a machine that does other things."""

import gc
import time
from collections.abc import Callable

TIMES = 8  # the long text against the short one: quadratic work takes 64 times as long
MOST = 24  # in between, with room on both sides for what a clock and a processor's caches do
ATTEMPTS = 3
NOTHING = 0.01  # seconds; quadratic work on the long text takes far more, and below it the ratio says little


def assert_linear(work: Callable[[str], object], unit: str, *, length: int = 80_000, runs: int = 3) -> None:
    """Fail if ``work`` takes more than in step with its text: ``unit`` again and again, to ``length`` characters.

    Measured is the processor time of this process, without garbage collection, and of several runs the shortest: what
    else the machine does only ever adds. A text that seems too slow is measured again before it counts. Each run has
    a text of its own, because work may remember what it has read.

    Raises AssertionError, with the times of every attempt in seconds, if none of them was linear.
    """
    measured = []
    for attempt in range(ATTEMPTS):
        extras = range(attempt * runs, (attempt + 1) * runs)
        short = min(_seconds(work, _repeated(unit, length // TIMES + extra)) for extra in extras)
        long = float("inf")
        for extra in extras:
            long = min(long, _seconds(work, _repeated(unit, length + extra)))
            if long <= max(MOST * short, NOTHING):
                return
        measured.append(f"{short:.4f} s, {TIMES} times the text {long:.4f} s")
    raise AssertionError(f"{unit[:40]!r} to {length} characters is not linear: {'; '.join(measured)}")


def _repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _seconds(work: Callable[[str], object], text: str) -> float:
    collects = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        work(text)
        return time.process_time() - began
    finally:
        if collects:
            gc.enable()
