"""One measurement in a process of its own, so that none disturbs another's memory; prints JSON.

    python benchmarks/measure.py run FILE --pipeline rules --repeats 2
    python benchmarks/measure.py wall FILE --pipeline default
    python benchmarks/measure.py parts FILE
    python benchmarks/measure.py claims FILE
    python benchmarks/measure.py pages FOLDER
    python benchmarks/measure.py start FILE

A FILE holds several documents with form feeds between them, a FOLDER PDF files. Times are processor time of one
thread on one core; but `wall` is time on the clock with the cores and threads that there are, and `start` time on
the clock on one core.
"""

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

SEPARATOR: Final = "\f"
# ru_maxrss is in KiB on Linux, in bytes on macOS.
_RSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024
_WARM_UP: Final = "Punkt 1: Skøjtebane\n\nBeslutning\n\nGodkendt. Der bevilges 1,2 mio. kr. til Ida Holm i Lille Kær.\n"
Figures = dict[str, Any]
Reader = Callable[[str], object]


def main() -> None:
    """Do what the arguments name."""
    parser = argparse.ArgumentParser(description="One measurement.")
    parser.add_argument("what", choices=_ACTIONS)
    parser.add_argument("path")
    parser.add_argument("--pipeline", choices=("rules", "default", "stock"), default="rules")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--vector-keys", type=int, help="fewer words than the stock pipeline has vectors for")
    wanted = parser.parse_args()
    if wanted.what != "wall":
        _one_core()
    print(json.dumps(_ACTIONS[wanted.what](wanted)))


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _warm(wanted: argparse.Namespace) -> tuple[Reader, Any]:
    """The pipeline, from text to its answer, after its first text."""
    reader, nlp = _stock(wanted.vector_keys) if wanted.pipeline == "stock" else _ours(wanted.pipeline)
    reader(_WARM_UP)
    return reader, nlp


def _ours(name: str) -> tuple[Reader, Any]:
    import nlp_referat

    nlp = nlp_referat.load(name)
    return lambda text: nlp(text)._.referat.model_dump_json(), nlp


def _stock(vector_keys: int | None) -> tuple[Reader, Any]:
    from stock import build

    nlp = build(vector_keys=vector_keys, steps=1) if vector_keys else build()
    return nlp, nlp


def _run(wanted: argparse.Namespace) -> Figures:
    import psutil

    reader, _ = _warm(wanted)
    before = psutil.Process().memory_info().rss
    documents = _read(wanted.path)
    times = []
    for _ in range(wanted.repeats):
        start = time.process_time()
        for document in documents:
            reader(document)
        times.append(time.process_time() - start)
    peak = _peak()
    return {
        "seconds": min(times),
        "words": _words(documents),
        "bytes": Path(wanted.path).stat().st_size,
        "growth": max(0, peak - before),
        "peak": peak,
    }


def _wall(wanted: argparse.Namespace) -> Figures:
    """Seconds on the clock and of processor time; the encoder meets every document as its first."""
    reader, nlp = _warm(wanted)
    encoder = nlp.get_pipe("referat.encoder").encoder if "referat.encoder" in nlp.pipe_names else None
    documents = _read(wanted.path)
    clock = processor = 0.0
    through_network = 0
    for document in documents:
        if encoder is not None:
            encoder.forget()
        start, used = time.perf_counter(), time.process_time()
        reader(document)
        clock += time.perf_counter() - start
        processor += time.process_time() - used
        if encoder is not None:
            through_network += _words(encoder._known)  # what stands twice in a document is there once
    return {
        "seconds": clock,
        "processor": processor,
        "words": _words(documents),
        "through_network": through_network,
        "peak": _peak(),
    }


def _parts(wanted: argparse.Namespace) -> Figures:
    """Seconds of every component, best of the repeats."""
    _, nlp = _warm(wanted)
    documents = _read(wanted.path)
    best: dict[str, float] = {}
    for _ in range(wanted.repeats):
        seconds: dict[str, float] = {}
        for text in documents:
            _step(nlp, text, seconds)
        best = {name: min(spent, best.get(name, spent)) for name, spent in seconds.items()}
    return {"seconds": best, "words": _words(documents)}


def _step(nlp: Any, text: str, seconds: dict[str, float]) -> None:
    def note(name: str, action: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = action()
        seconds[name] = seconds.get(name, 0.0) + time.process_time() - start
        return result

    doc = note("tokenizer", lambda: nlp.make_doc(text))
    for name, component in nlp.pipeline:
        doc = note(name, partial(component, doc))
    note("export (JSON)", doc._.referat.model_dump_json)


def _claims(wanted: argparse.Namespace) -> Figures:
    from claims import measure

    documents = _read(wanted.path)
    return {"seconds": measure(documents, wanted.repeats), "words": _words(documents)}


def _pages(wanted: argparse.Namespace) -> Figures:
    """Seconds for the PDF files of a folder, best of the repeats."""
    from nlp_referat.readers import read

    files = [path.read_bytes() for path in sorted(Path(wanted.path).glob("*.pdf"))]
    read(files[0])
    times = []
    for _ in range(wanted.repeats):
        start = time.process_time()
        sources = [read(file) for file in files]
        times.append(time.process_time() - start)
    return {
        "seconds": min(times),
        "files": len(files),
        "pages": sum(len(source.pages) for source in sources),
        "words": _words(source.text for source in sources),
        "bytes": sum(map(len, files)),
    }


def _start(wanted: argparse.Namespace) -> Figures:
    """Seconds of wall time until the first result, step by step, in this fresh process."""
    marks = [time.perf_counter()]
    import spacy  # noqa: F401

    marks.append(time.perf_counter())
    import nlp_referat

    marks.append(time.perf_counter())
    nlp = nlp_referat.load()
    marks.append(time.perf_counter())
    nlp(_read(wanted.path)[0])
    marks.append(time.perf_counter())
    spans = [later - earlier for earlier, later in pairwise(marks)]
    return dict(zip(("import spacy", "import nlp_referat", "load()", "first document"), spans, strict=True))


def _read(path: str) -> list[str]:
    with open(path, encoding="utf8", newline="") as file:
        return file.read().split(SEPARATOR)


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT


_ACTIONS: Final[dict[str, Callable[[argparse.Namespace], Figures]]] = {
    "run": _run,
    "wall": _wall,
    "parts": _parts,
    "claims": _claims,
    "pages": _pages,
    "start": _start,
}

if __name__ == "__main__":
    main()
