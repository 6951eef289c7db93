"""Worker processes from the outside: started, asked, and replaced when they die.

Fresh interpreters, not forks: a forked process shares locks and the threads of onnxruntime only halfway, and programs
that use this need no ``if __name__ == "__main__"``. A thread of this process waits for each of them.
"""

import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from threading import Condition
from types import TracebackType
from typing import Final, Self

from nlp_referat.batch.results import Failure, Result, Source, receive
from nlp_referat.errors import ModelNotFoundError, ReferatError
from nlp_referat.readers import Limits
from nlp_referat.schema import ModelInfo

AHEAD: Final = 16
"""Documents for each worker that may be read before one that takes long is through."""
HELD: Final = 64_000_000
"""Bytes of results that wait for such a one; beyond them no further document is begun."""


class WorkerError(ReferatError):
    """No worker process can be started."""


class Worker:
    """One process with a loaded pipeline.

    Raises:
        ModelNotFoundError: when there is no such pipeline.
        WorkerError: when the process ends before it is ready.
    """

    def __init__(self, model: str, limits: Limits, jobs: int = 1) -> None:
        # One thread each: the work is shared between processes already, and threads of all of them would crowd.
        environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        # -P: a file of the working folder, which may hold the documents, must not be imported as a module.
        asked = [model, json.dumps(asdict(limits)), str(jobs)]
        command = [sys.executable, "-P", "-m", "nlp_referat.batch.worker", *asked]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        assert self._process.stdin is not None  # asked for
        assert self._process.stdout is not None
        self._questions, self._answers = self._process.stdin, self._process.stdout
        self.model = self._greeting()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def _greeting(self) -> ModelInfo:
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            raise WorkerError(f"A worker process ended before it was ready ({self._end()}).")
        said = json.loads(line)
        if "refused" in said:
            self.stop()
            raise ModelNotFoundError(said["refused"])
        return ModelInfo(**said)

    def read(self, path: str) -> Result:
        """Have a source read.

        Raises:
            EOFError: when the process died of it; the message says how.
        """
        try:
            self._questions.write(json.dumps(path).encode("ascii") + b"\n")
            self._questions.flush()
            return receive(path, self._answers)
        except (EOFError, OSError):
            raise EOFError(self._end()) from None

    def _end(self) -> str:
        """How the process ended."""
        self.stop()
        status = self._process.returncode
        if status >= 0:
            return f"exit status {status}"
        with suppress(ValueError):
            return f"killed by {signal.Signals(-status).name}"
        return f"killed by signal {-status}"

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        # A process that died has closed its side already; a moment's grace keeps its own reason of ending.
        with suppress(OSError):
            self._questions.close()
        try:
            self._process.wait(_GRACE if self._process.poll() is None else None)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        self._answers.close()

    def kill(self) -> None:
        """End the process at once; a `read` that waits for it raises."""
        self._process.kill()


_GRACE: Final = 2.0  # seconds


class Workers:
    """Worker processes that read many sources; results come in the order of the sources.

    Args:
        jobs: how many.
        model: what `nlp_referat.load` takes.
        limits: how large a file may be; the readers' own limits if None.

    Raises:
        ModelNotFoundError: when there is no such pipeline.
        WorkerError: when no process can be started.
    """

    def __init__(self, jobs: int, model: str | Path | None = None, limits: Limits | None = None) -> None:
        if jobs < 1:
            raise WorkerError(f"There must be at least one worker, not {jobs}.")
        self._name = "default" if model is None else str(model)
        self._limits = limits or Limits()
        self._jobs = jobs
        self._free: SimpleQueue[Worker | None] = SimpleQueue()
        self._all: set[Worker] = set()
        self._is_closed = False
        first = self._start()
        self.model = first.model
        self._free.put(first)
        for _ in range(jobs - 1):
            self._free.put(None)  # started when there is work for it
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="referat")

    @property
    def pids(self) -> list[int]:
        """Numbers of the processes that run."""
        return [worker.pid for worker in tuple(self._all)]

    def map(self, sources: Iterator[Source]) -> Iterator[Result]:
        """The result of each source, in order. A worker that dies is a failed source, and another takes its place.

        Raises:
            WorkerError: when no other can be started.
        """
        window = _Window()
        waiting: deque[Future[Result]] = deque()
        try:
            for number, source in enumerate(sources):
                waiting.append(self._threads.submit(self._read, source, number, window))
                while waiting and (waiting[0].done() or len(waiting) >= AHEAD * self._jobs):
                    yield window.given_out(waiting.popleft().result())
            while waiting:
                yield window.given_out(waiting.popleft().result())
        finally:
            for future in waiting:
                future.cancel()
            window.open()

    def _read(self, source: Source, number: int, window: "_Window") -> Result:
        if (settled := source.settled()) is not None:
            return settled
        window.wait(number)
        worker = self._free.get()
        try:
            worker = worker or self._start()
            result = worker.read(source.path)
        except EOFError as error:
            assert worker is not None  # it is its read that raises
            self._all.discard(worker)
            worker = None
            result = Result(source.path, failure=_killed(source.path, str(error)))
        finally:
            self._free.put(worker)
        window.came(result)
        return result

    def _start(self) -> Worker:
        if self._is_closed:
            raise WorkerError("The batch has ended.")
        worker = Worker(self._name, self._limits, self._jobs)
        self._all.add(worker)
        return worker

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._is_closed = True
        for worker in list(self._all):
            worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in list(self._all):
            worker.stop()


class _Window:
    """How far results may run ahead of the one that is to be given out next, in bytes."""

    def __init__(self) -> None:
        self._turn = Condition()
        self._next = 0  # number of the source whose result is to be given out next
        self._held = 0  # bytes of results that wait for it
        self._is_open = False

    def wait(self, number: int) -> None:
        """Return when the source of that number may be begun."""
        with self._turn:
            # The one that all others wait for is always begun, so that this ends.
            self._turn.wait_for(lambda: self._held < HELD or number <= self._next or self._is_open)

    def came(self, result: Result) -> None:
        """A result waits for its turn."""
        with self._turn:
            self._held += result.size

    def given_out(self, result: Result) -> Result:
        """The next result, which waits no longer."""
        with self._turn:
            self._next += 1
            self._held -= result.size
            self._turn.notify_all()
        return result

    def open(self) -> None:
        """Let everybody through: nobody wants the results any more."""
        with self._turn:
            self._is_open = True
            self._turn.notify_all()


def _killed(path: str, how: str) -> Failure:
    message = (
        f"The process that read this document died of it ({how}). If it ran out of memory, use fewer --jobs "
        "or split the document; if the document is damaged, fetch it again."
    )
    return Failure(path, "Killed", message)
