"""One measurement in a process of its own, so that none disturbs another's memory; prints JSON.

    python benchmarks/measure.py rules run FILE REPEATS
    python benchmarks/measure.py stock run FILE REPEATS
    python benchmarks/measure.py rules parts FILE REPEATS
    python benchmarks/measure.py rules start FILE

Files hold several documents with form feeds between them. Times are processor time of the one thread.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

SEPARATOR = "\f"
# ru_maxrss is in KiB on Linux, in bytes on macOS.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_WARM_UP = "Punkt 1: Skøjtebane\n\nBeslutning\n\nGodkendt. Der bevilges 1,2 mio. kr. til Ida Holm.\n"


def main(pipeline: str, what: str, path: str, repeats: str = "1") -> dict[str, Any]:
    """Do what the arguments name."""
    _one_core()
    if what == "start":
        return _start(path)
    reader, nlp = _stock() if pipeline == "stock" else _rules()
    reader(_WARM_UP)
    if what == "parts":
        return _parts(nlp, path, int(repeats))
    return _run(reader, path, int(repeats))


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _rules() -> tuple[Callable[[str], object], Any]:
    import nlp_referat

    nlp = nlp_referat.load()
    return lambda text: nlp(text)._.referat.model_dump_json(), nlp


def _stock() -> tuple[Callable[[str], object], Any]:
    from stock import build

    nlp = build()
    return nlp, nlp


def _run(reader: Callable[[str], object], path: str, repeats: int) -> dict[str, Any]:
    import psutil

    before = psutil.Process().memory_info().rss
    documents = _read(path)
    times = []
    for _ in range(repeats):
        start = time.process_time()
        for document in documents:
            reader(document)
        times.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT
    return {
        "seconds": min(times),
        "words": sum(len(document.split()) for document in documents),
        "bytes": Path(path).stat().st_size,
        "growth": max(0, peak - before),
        "peak": peak,
    }


def _parts(nlp: Any, path: str, repeats: int) -> dict[str, Any]:
    """Seconds of every component, best of the repeats."""
    documents = _read(path)
    best: dict[str, float] = {}
    for _ in range(repeats):
        seconds: dict[str, float] = {}
        for text in documents:
            _step(nlp, text, seconds)
        best = {name: min(spent, best.get(name, spent)) for name, spent in seconds.items()}
    return {"seconds": best, "words": sum(len(document.split()) for document in documents)}


def _step(nlp: Any, text: str, seconds: dict[str, float]) -> None:
    def note(name: str, action: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = action()
        seconds[name] = seconds.get(name, 0.0) + time.process_time() - start
        return result

    doc = note("tokenizer", lambda: nlp.make_doc(text))
    for name, component in nlp.pipeline:
        doc = note(name, lambda component=component: component(doc))  # noqa: B023  # called at once
    note("export (JSON)", doc._.referat.model_dump_json)


def _start(path: str) -> dict[str, Any]:
    """Seconds of wall time until the first result, step by step, in this fresh process."""
    marks = [time.perf_counter()]
    import spacy  # noqa: F401

    marks.append(time.perf_counter())
    import nlp_referat

    marks.append(time.perf_counter())
    nlp = nlp_referat.load()
    marks.append(time.perf_counter())
    nlp(_read(path)[0])
    marks.append(time.perf_counter())
    spans = [later - earlier for earlier, later in pairwise(marks)]
    return dict(zip(("import spacy", "import nlp_referat", "load()", "first document"), spans, strict=True))


def _read(path: str) -> list[str]:
    with open(path, encoding="utf8", newline="") as file:
        return file.read().split(SEPARATOR)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
