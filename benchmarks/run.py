"""Measure the pipelines beside a stock spaCy pipeline, and the PDF reader, and write README.md.

    python benchmarks/run.py [--quick] [--out FILE]

Every figure comes from a process of its own that runs on one core with one thread, but for those of the default
pipeline beside the stock one, which have all cores. Nothing else should run on the machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, Final

from minutes_pdf import minutes_pdf
from report import Figures, Plan, Results, render
from texts import documents, joined

HERE: Final = Path(__file__).resolve().parent
README: Final = HERE / "README.md"
FULL: Final = Plan()
QUICK: Final = Plan(
    documents=2, sizes=(1_000, 2_000), starts=1, repeats=1, rounds=1, claims_repeats=3, pages=2, vector_keys=1_000
)
STOCK_LIMIT: Final = 100_000  # characters; the stock pipeline takes too long and too much memory beyond
_NO_BYTECODE: Final = "PYTHONDONTWRITEBYTECODE"  # pip leaves compiled modules behind: a start does not compile them
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def main() -> None:
    """Measure everything and write the report."""
    parser = argparse.ArgumentParser(description="Measure everything and write the report.")
    parser.add_argument("--quick", action="store_true", help="two documents: only to see that it works")
    parser.add_argument("--out", type=Path, default=README)
    wanted = parser.parse_args()
    plan = QUICK if wanted.quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        results = _Bench(plan, Path(folder)).results()
    report = render(plan, results)
    wanted.out.write_text(report, encoding="utf8")
    print(report)


class _Bench:
    """Writes what is to be read into a folder, and measures."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder

    def results(self) -> Results:
        plan = self.plan
        one_by_one = self._write("documents.txt", *self._documents(0))
        first = self._write("first.txt", next(documents()))
        return Results(
            whole={name: self._measure("run", one_by_one, name) for name in ("rules", "stock")},
            parts=self._measure("parts", one_by_one, repeats=plan.repeats),
            lengths=self._lengths(),
            rounds=[self._round(turn) for turn in range(plan.rounds)],
            claims=self._measure("claims", one_by_one, repeats=plan.claims_repeats),
            pages=self._measure("pages", self._pdfs(), repeats=plan.repeats),
            starts=[self._measure("start", first, "default") for _ in range(plan.starts)],
            command=[_command(first) for _ in range(plan.starts)],
        )

    def _lengths(self) -> dict[tuple[str, int], Figures]:
        found: dict[tuple[str, int], Figures] = {}
        for size in self.plan.sizes:
            path = self._write(f"{size}.txt", joined(size))
            is_short = size <= STOCK_LIMIT
            for name in ("rules", "stock") if is_short else ("rules",):
                found[name, size] = self._measure("run", path, name, self.plan.repeats if is_short else 1)
        return found

    def _round(self, turn: int) -> dict[str, Figures]:
        """Both pipelines on the same documents, one after the other; the next round has the other one first."""
        path = self._write(f"round{turn}.txt", *self._documents(turn))
        names = ("default", "stock") if turn % 2 == 0 else ("stock", "default")
        return {name: self._measure("wall", path, name) for name in names}

    def _documents(self, turn: int) -> Iterator[str]:
        return islice(documents(turn), self.plan.documents)

    def _pdfs(self) -> Path:
        """A folder of files of `plan.documents_a_file` documents each, about `plan.pages` pages together."""
        folder = self.folder / "pdf"
        folder.mkdir()
        texts = chain.from_iterable(map(documents, count()))
        written = 0
        for number in count():
            if written >= self.plan.pages:
                return folder
            data, pages = minutes_pdf(list(islice(texts, self.plan.documents_a_file)))
            (folder / f"{number:03}.pdf").write_bytes(data)
            written += pages
        raise AssertionError("count() does not end")

    def _write(self, name: str, *texts: str) -> Path:
        path = self.folder / name
        path.write_text("\f".join(texts), encoding="utf8", newline="")
        return path

    def _measure(self, what: str, path: Path, pipeline: str = "rules", repeats: int = 1) -> Figures:
        print(f"{what} {path.name} {pipeline}", file=sys.stderr, flush=True)
        command = [sys.executable, str(HERE / "measure.py"), what, str(path)]
        command += ["--pipeline", pipeline, "--repeats", str(repeats)]
        if self.plan.vector_keys:
            command += ["--vector-keys", str(self.plan.vector_keys)]
        environment = _all_threads() if what == "wall" else _one_thread()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
        figures: dict[str, Any] = json.loads(done.stdout)
        return figures


def _command(path: Path) -> float:
    """Seconds of ``nlp-referat extract FILE``, the whole process."""
    start = time.perf_counter()
    command = [str(Path(sys.executable).with_name("nlp-referat")), "extract", str(path)]
    subprocess.run(command, env=_one_thread(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _one_thread() -> dict[str, str]:
    return _all_threads() | dict.fromkeys(_THREADS, "1")


def _all_threads() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in (*_THREADS, _NO_BYTECODE)}


if __name__ == "__main__":
    main()
