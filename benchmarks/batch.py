"""Measure a batch: `nlp-referat extract FOLDER -o out.jsonl --jobs N` on one core and on two; writes BATCH.md.

    python benchmarks/batch.py [--documents 1000] [--kilobytes 30] [--model rules] [--out FILE]

Every run is a process of its own, bound to as many cores as it has workers. Time is wall time from start to end, so
it contains the loading of the pipeline; memory is the largest sum over the process and its workers.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import psutil
from report import machine, met, table
from texts import documents

HERE: Final = Path(__file__).resolve().parent
OUT: Final = HERE / "BATCH.md"
LEAST_GAIN: Final = 1.7
MOST_MEMORY: Final = 1_500_000_000
_EVERY: Final = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True)
class Run:
    """One measured batch."""

    jobs: int
    seconds: float
    peak: int
    output: bytes


def main() -> None:
    """Measure both runs and write BATCH.md."""
    wanted = _arguments()
    if len(_cores()) < 2:
        raise SystemExit("Two cores are needed to compare one with two.")
    with tempfile.TemporaryDirectory() as folder:
        size = _write(Path(folder, "in"), wanted.documents, wanted.kilobytes * 1000)
        one, two = (_measure(Path(folder), jobs, wanted.model) for jobs in (1, 2))
    report = _report(one, two, wanted, size)
    wanted.out.write_text(report, encoding="utf8")
    print(report)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure a batch on one core and on two.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kilobytes", type=int, default=30)
    parser.add_argument("--model", default="rules")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


def _write(folder: Path, wanted: int, size: int) -> int:
    """Write so many documents of about that size, each other text; their size together in bytes."""
    folder.mkdir()
    parts: list[str] = []
    written = total = 0
    for turn in count():
        for text in documents(turn):
            parts.append(text)
            if sum(map(len, parts)) < size:
                continue
            data = "\n\n".join(parts)[:size].encode("utf8")
            (folder / f"{written:05}.txt").write_bytes(data)
            total += len(data)
            written += 1
            parts.clear()
            if written == wanted:
                return total
    raise AssertionError("count() does not end")


def _cores() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))


def _measure(folder: Path, jobs: int, model: str) -> Run:
    print(f"{jobs} jobs", file=sys.stderr, flush=True)
    output = folder / f"out-{jobs}.jsonl"
    command = [str(Path(sys.executable).with_name("nlp-referat")), "extract", str(folder / "in"), "-o", str(output)]
    start = time.perf_counter()
    command += ["--jobs", str(jobs), "--model", model]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=lambda: _bind(jobs))
    seen = psutil.Process(process.pid)
    peak = 0
    try:
        while process.poll() is None:
            peak = max(peak, _memory(seen))
            time.sleep(_EVERY)
    finally:
        process.kill()  # when this is interrupted; one that has ended is not reached
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"The batch failed with exit status {process.returncode}.")
    return Run(jobs, seconds, peak, output.read_bytes())


def _bind(jobs: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(_cores()[-jobs:]))


def _memory(process: psutil.Process) -> int:
    """Bytes that the process and those below it hold; shared pages count in each."""
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            total += one.memory_info().rss
    except psutil.NoSuchProcess:  # it ended between the two looks
        pass
    return total


def _report(one: Run, two: Run, wanted: argparse.Namespace, size: int) -> str:
    gain = one.seconds / two.seconds
    is_same = one.output == two.output
    checks = [
        ("two cores, of one core's rate", f"≥ {LEAST_GAIN} ×", f"{gain:.2f} ×", met(gain >= LEAST_GAIN)),
        ("peak memory, all processes", "≤ 1.5 GB", f"{two.peak / 1e9:.2f} GB", met(two.peak <= MOST_MEMORY)),
        ("same output, byte for byte", "yes", "yes" if is_same else "no", met(is_same)),
    ]
    rows = [
        (str(run.jobs), f"{run.seconds:.1f} s", f"{wanted.documents / run.seconds:.2f}", f"{run.peak / 1e6:,.0f} MB")
        for run in (one, two)
    ]
    text = (
        f"{wanted.documents:,} documents of {size / wanted.documents / 1000:.0f} kB, pipeline `{wanted.model}`, "
        "made as those of `texts.py`."
    )
    parts = (
        "# A batch\n\nWritten by `make bench` (`benchmarks/batch.py`). Do not edit.",
        machine("one or two used"),
        text,
        table(("figure", "bound", "measured", "met"), checks),
        table(("workers and cores", "wall time", "documents/s", "peak memory"), rows),
    )
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
