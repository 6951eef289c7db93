"""Measure the rule pipeline beside a stock spaCy pipeline and write the table of README.md.

    python benchmarks/run.py

Every figure comes from a process of its own that runs on one core with one thread. It takes some minutes.
"""

import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from texts import documents, joined

HERE: Final = Path(__file__).resolve().parent
README: Final = HERE / "README.md"
SIZES: Final = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
STOCK_LIMIT: Final = 100_000  # characters; the stock pipeline takes too long and too much memory beyond
STARTS: Final = 7
REPEATS: Final = 2
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_MIB: Final = 1024 * 1024
Figures = dict[str, Any]


def main() -> None:
    """Measure everything and write README.md."""
    with tempfile.TemporaryDirectory() as folder:
        one_by_one = _write(Path(folder, "documents.txt"), "\f".join(documents()))
        first = _write(Path(folder, "first.txt"), next(documents()))
        sized = {size: _write(Path(folder, f"{size}.txt"), joined(size)) for size in SIZES}
        whole = {name: _measure(name, "run", one_by_one, 1) for name in ("rules", "stock")}
        parts = _measure("rules", "parts", one_by_one, REPEATS)
        lengths = {
            (name, size): _measure(name, "run", path, REPEATS if size <= STOCK_LIMIT else 1)
            for size, path in sized.items()
            for name in ("rules", "stock")
            if name == "rules" or size <= STOCK_LIMIT
        }
        starts = [_measure("rules", "start", first, 1) for _ in range(STARTS)]
        command = [_command(first) for _ in range(STARTS)]
    sections = (
        _checks(whole, lengths, starts),
        _whole(whole),
        _parts(parts),
        _lengths(lengths),
        _starts(starts, command),
    )
    README.write_text("\n\n".join((_HEAD, _machine(), *sections, _READING)) + "\n", encoding="utf8")
    print(README.read_text(encoding="utf8"))


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf8", newline="")
    return path


def _measure(pipeline: str, what: str, path: Path, repeats: int) -> Figures:
    print(f"{pipeline} {what} {path.name}", file=sys.stderr, flush=True)
    command = [sys.executable, str(HERE / "measure.py"), pipeline, what, str(path), str(repeats)]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    figures: Figures = json.loads(done.stdout)
    return figures


def _command(path: Path) -> float:
    """Seconds of ``nlp-referat extract FILE``, the whole process."""
    start = time.perf_counter()
    command = [str(Path(sys.executable).with_name("nlp-referat")), "extract", str(path)]
    subprocess.run(command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _environment() -> dict[str, str]:
    return os.environ | dict.fromkeys(_THREADS, "1")


def _speed(figures: Figures) -> float:
    return float(figures["words"] / figures["seconds"])


def _times_text(figures: Figures) -> float:
    return float(figures["growth"] / figures["bytes"])


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    rule = ("---", *["---:"] * (len(head) - 1))
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("spacy", "thinc", "numpy", "pydantic", "nlp-referat"))
    return (
        f"Measured {datetime.date.today().isoformat()} on {_processor()} ({os.cpu_count()} cores, one used), "
        f"{platform.system()}, Python {platform.python_version()}, {packages}."
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", information.read_text()) if information.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


def _checks(whole: dict[str, Figures], lengths: dict[tuple[str, int], Figures], starts: list[Figures]) -> str:
    ratio = _speed(whole["rules"]) / _speed(whole["stock"])
    step = lengths["rules", SIZES[-1]]["seconds"] / lengths["rules", SIZES[-2]]["seconds"]
    memory = max(_times_text(lengths["rules", size]) for size in SIZES[-2:])
    seconds = statistics.median(start["import nlp_referat"] for start in starts)
    rows = [
        ("words per second, of the stock pipeline's", "≥ 5 ×", f"{ratio:.1f} ×", _met(ratio >= 5)),
        ("10 MB cost, of 1 MB's", "8–12 ×", f"{step:.1f} ×", _met(8 <= step <= 12)),
        ("memory growth, of the text's size (1 and 10 MB)", "< 60 ×", f"{memory:.0f} ×", _met(memory < 60)),
        ("import nlp_referat beyond import spacy", "< 0.3 s", f"{seconds:.2f} s", _met(seconds < 0.3)),
    ]
    return "## What it must keep\n\n" + _table(("figure", "bound", "measured", "met"), rows)


def _met(is_met: bool) -> str:
    return "yes" if is_met else "**no**"


def _whole(whole: dict[str, Figures]) -> str:
    names = {"rules": "nlp_referat, rules, with JSON", "stock": "stock spaCy pipeline"}
    rows = [
        (names[name], f"{_speed(figures):,.0f}", f"{figures['peak'] / _MIB:,.0f} MiB")
        for name, figures in whole.items()
    ]
    return f"## Documents one by one ({whole['rules']['words']:,} words)\n\n" + _table(
        ("pipeline", "words/s", "peak memory of the process"), rows
    )


def _parts(parts: Figures) -> str:
    total = sum(parts["seconds"].values())
    rows = [
        (f"`{name}`" if "." in name else name, f"{parts['words'] / seconds:,.0f}", f"{seconds / total:.0%}")
        for name, seconds in parts["seconds"].items()
    ]
    return "## Each component\n\n" + _table(("component", "words/s", "share of time"), rows)


def _lengths(lengths: dict[tuple[str, int], Figures]) -> str:
    head = (
        "text",
        "rules: time",
        "step",
        "words/s",
        "memory growth",
        "of the text",
        "stock: time",
        "words/s",
        "memory growth",
    )
    rows = []
    before: float | None = None
    for size in SIZES:
        rules = lengths["rules", size]
        stock = lengths.get(("stock", size))
        step = f"{rules['seconds'] / before:.1f} ×" if before else ""
        before = rules["seconds"]
        ratio = f"{_times_text(rules):.0f} ×" if size >= STOCK_LIMIT else ""
        rows.append((_length(size), *_cost(rules, step), ratio, *(_cost(stock) if stock else ("", "", ""))))
    return "## Cost against length\n\n" + _table(head, rows)


def _cost(figures: Figures, *step: str) -> tuple[str, ...]:
    return (f"{figures['seconds']:.3g} s", *step, f"{_speed(figures):,.0f}", f"{figures['growth'] / _MIB:,.0f} MiB")


def _length(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1_000} kB"


def _starts(starts: list[Figures], command: list[float]) -> str:
    rows = [(f"`{name}`" if name != "first document" else name, f"{_median(starts, name):.2f} s") for name in starts[0]]
    rows.append(("`nlp-referat extract FILE`, the whole process", f"{statistics.median(command):.2f} s"))
    return "## Cold start\n\n" + _table(("step", f"seconds, median of {STARTS}"), rows)


def _median(starts: list[Figures], name: str) -> float:
    return statistics.median(start[name] for start in starts)


_HEAD: Final = """# Benchmarks

Written by `make bench`; run it to get the figures of your own machine. Do not edit."""

_READING: Final = """## How to read this

- **Text:** the synthetic minutes of `tests/minutes` with paragraphs of explanation between (`texts.py`), so that
  items, names and amounts are about as rare as in real minutes; no real documents. *One by one* reads each as a
  document of its own. *Cost against length* joins them to one text, with other names and amounts each round.
- **Words** are what white space separates. **Time** is processor time of one thread pinned to one core, after a
  warm-up, the better of two passes up to 100 kB and for the components, else one; cold start is wall time.
- **Rules** means text in, JSON out: tokenizer, layout, decisions, all recognisers, export.
- **Memory growth** is the process's highest resident size less what it held before it read the text, so it counts the
  text itself, tokens, spans and JSON. Below 100 kB it says little: pages in reserve hide it.
- **Step** is the time over that of the row before: ten times the text, so 10 × is linear.
- **Stock** is a pipeline of da_core_news_lg's components and sizes (`stock.py`): tok2vec of width 96 and depth 4 over
  hashed embeddings and a table of 500,000 static vectors of width 300, morphologizer, parser, trainable lemmatizer,
  attribute ruler, and an entity recogniser with a tok2vec of its own. Weights are random but for 60 training steps
  on two made sentences, and the vectors are random: its answers mean nothing, its cost is that of the architecture.
  It is measured up to 100 kB only."""


if __name__ == "__main__":
    main()
