"""What has to be made anew in every process, and the cores that a process works on."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, Generic, TypeVar

Made = TypeVar("Made")
Given = TypeVar("Given")

_MOST: Final = 8  # threads; each holds a batch in memory, and a document seldom has more of them


class PerProcess(Generic[Made]):
    """Something made when it is first needed in a process: threads made before a fork are not there after it.

    >>> made = PerProcess(list)
    >>> made.get() is made.get()
    True
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: tuple[int, Made] | None = None

    def get(self) -> Made:
        """What was made in this process."""
        if self._made is None or self._made[0] != os.getpid():
            self._made = os.getpid(), self._make()
        return self._made[1]


class Threads:
    """Work on several things at once; what is run has to let go of the interpreter, as networks do.

    A network cut between two cores takes 0.60 of the time that it takes on one; two batches side by side 0.52 each. The
    price: what fills one batch only is read on one core.
    """

    def __init__(self, count: int | None = None) -> None:
        count = cores() if count is None else count
        self._pool = ThreadPoolExecutor(count) if count > 1 else None
        self._ahead = 2 * count

    def map(self, work: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
        """What `work` makes of each of the things, in their order; only a few are worked at ahead of their time.

        >>> list(Threads(2).map(str.upper, ["a", "b", "c"]))
        ['A', 'B', 'C']
        """
        waiting: deque[Future[Made]] = deque()
        try:
            for thing in things:
                waiting.append(self._start(work, thing))
                if len(waiting) > self._ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:  # broken off: what has not begun is not wanted any more
            for future in waiting:
                future.cancel()

    def _start(self, work: Callable[[Given], Made], thing: Given) -> Future[Made]:
        if self._pool is not None:
            try:
                return self._pool.submit(work, thing)
            except RuntimeError:  # the interpreter is about to end, and starts nothing any more
                self._pool = None
        done: Future[Made] = Future()
        done.set_result(work(thing))
        return done


def cores() -> int:
    """How many cores to work on, at most 8: what OMP_NUM_THREADS says, as for torch and BLAS, else what there is."""
    told = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    if told.isdecimal() and int(told):
        return min(int(told), _MOST)
    given = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(given, _MOST)
