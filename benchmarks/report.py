"""The report of the benchmarks, in Markdown."""

import datetime
import os
import platform
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

Figures = dict[str, Any]
Row = tuple[str, ...]
_MIB: Final = 1024 * 1024


@dataclass(frozen=True)
class Plan:
    """How much is measured.

    Attributes:
        documents: of each round; None for all that there are.
        sizes: of the joined texts, in characters.
        starts: cold starts.
        repeats: of what is short.
        rounds: of the default pipeline and the stock one, each with other names, amounts and explanations.
        claims_repeats: of each document, with and without claims.
        pages: of PDF, at least.
        documents_a_file: of PDF.
        vector_keys: of the stock pipeline; None for as many as da_core_news_lg has.
    """

    documents: int | None = None
    sizes: tuple[int, ...] = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
    starts: int = 7
    repeats: int = 2
    rounds: int = 3
    claims_repeats: int = 6
    pages: int = 120
    documents_a_file: int = 4
    vector_keys: int | None = None


@dataclass(frozen=True)
class Results:
    """What `measure.py` gave, by what was measured."""

    whole: dict[str, Figures]
    parts: Figures
    lengths: dict[tuple[str, int], Figures]
    rounds: list[dict[str, Figures]]
    claims: Figures
    pages: Figures
    starts: list[Figures]
    command: list[float]


def render(plan: Plan, results: Results) -> str:
    """The whole report."""
    sections = (
        _HEAD if plan == Plan() else f"{_HEAD}\n\n**Not the full measurement: these figures mean nothing.**",
        machine("one used where nothing else is said"),
        _checks(plan, results),
        _whole(results.whole),
        _rounds(results.rounds),
        _parts(results.parts),
        _claims(results.claims),
        _pages(results.pages),
        _lengths(plan, results.lengths),
        _starts(plan, results),
        _READING,
    )
    return "\n\n".join(sections) + "\n"


def machine(used: str) -> str:
    """When, and on what, this was measured."""
    names = ("spacy", "thinc", "numpy", "pydantic", "onnxruntime", "pypdfium2", "nlp-referat")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"Measured {datetime.date.today().isoformat()} on {_processor()} ({os.cpu_count()} cores, {used}), "
        f"{platform.system()}, Python {platform.python_version()}, {packages}."
    )


def table(head: Row, rows: Sequence[Row]) -> str:
    """A Markdown table; the first column is text, the others are figures."""
    rule: Row = ("---", *["---:"] * (len(head) - 1))
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def met(is_met: bool) -> str:
    """The last column of what must be kept."""
    return "yes" if is_met else "**no**"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", information.read_text()) if information.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


def _speed(figures: Figures) -> float:
    return float(figures["words"] / figures["seconds"])


def _times_text(figures: Figures) -> float:
    return float(figures["growth"] / figures["bytes"])


def _checks(plan: Plan, results: Results) -> str:
    lengths = results.lengths
    large, largest = plan.sizes[-2:]
    ratio = _speed(results.whole["rules"]) / _speed(results.whole["stock"])
    both = statistics.median(_ratio(one) for one in results.rounds)
    pages = results.pages["pages"] / results.pages["seconds"]
    added = _added(results.claims["seconds"], "without", "whole")
    step = lengths["rules", largest]["seconds"] / lengths["rules", large]["seconds"]
    memory = max(_times_text(lengths["rules", size]) for size in (large, largest))
    seconds = _median(results.starts, "import nlp_referat")
    rows = [
        ("rules: words per second, of the stock pipeline's", "≥ 5 ×", f"{ratio:.1f} ×", met(ratio >= 5)),
        ("with the encoder, all cores: the same", "≥ 1.0 ×", f"{both:.2f} ×", met(both >= 1)),
        ("what the claims add to the rules without them", "≤ 15 %", f"{added:.1%}", met(added <= 0.15)),
        ("pages of PDF per second", "≥ 50", f"{pages:.0f}", met(pages >= 50)),
        (f"{_length(largest)} cost, of {_length(large)}'s", "8–12 ×", f"{step:.1f} ×", met(8 <= step <= 12)),
        ("memory growth, of the text's size (those two)", "< 60 ×", f"{memory:.0f} ×", met(memory < 60)),
        ("import nlp_referat beyond import spacy", "< 0.3 s", f"{seconds:.2f} s", met(seconds < 0.3)),
    ]
    return "## What it must keep\n\n" + table(("figure", "bound", "measured", "met"), rows)


def _whole(whole: dict[str, Figures]) -> str:
    names = {"rules": "nlp_referat, rules, with JSON", "stock": "stock spaCy pipeline"}
    rows = [
        (names[name], f"{_speed(figures):,.0f}", f"{figures['peak'] / _MIB:,.0f} MiB")
        for name, figures in whole.items()
    ]
    return f"## Documents one by one ({whole['rules']['words']:,} words)\n\n" + table(
        ("pipeline", "words/s", "peak memory of the process"), rows
    )


def _rounds(rounds: list[dict[str, Figures]]) -> str:
    head: Row = ("round", "words", "through the network", "default: words/s", "cores busy", "peak memory")
    head += ("stock: words/s", "cores busy", "peak memory", "ratio")
    rows = []
    for number, one in enumerate(rounds, 1):
        default, stock = one["default"], one["stock"]
        share = default["through_network"] / default["words"]
        figures = (*_on_all_cores(default), *_on_all_cores(stock))
        rows.append((str(number), f"{default['words']:,}", f"{share:.0%}", *figures, f"{_ratio(one):.2f} ×"))
    title = f"## The default pipeline, with its encoder, on all cores ({_cores()})"
    return f"{title}\n\n{table(head, rows)}"


def _on_all_cores(figures: Figures) -> Row:
    busy = figures["processor"] / figures["seconds"]
    return f"{_speed(figures):,.0f}", f"{busy:.2f}", f"{figures['peak'] / _MIB:,.0f} MiB"


def _ratio(one: dict[str, Figures]) -> float:
    return _speed(one["default"]) / _speed(one["stock"])


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parts(parts: Figures) -> str:
    total = sum(parts["seconds"].values())
    rows = [
        (f"`{name}`" if "." in name else name, f"{parts['words'] / seconds:,.0f}", f"{seconds / total:.0%}")
        for name, seconds in parts["seconds"].items()
    ]
    return "## Each component of the rules\n\n" + table(("component", "words/s", "share of time"), rows)


def _claims(claims: Figures) -> str:
    seconds = claims["seconds"]
    pipelines = (
        ("the rules without claims", "without", ""),
        ("and with those of decisions, attendance and topics", "decisions", "without"),
        ("and with `referat.scope`", "whole", "decisions"),
    )
    rows = [
        (
            title,
            f"{claims['words'] / seconds[name]:,.0f}",
            f"{(seconds[name] - seconds[before]) / seconds['without']:.1%}" if before else "",
        )
        for title, name, before in pipelines
    ]
    rows.append(("together", "", f"{_added(seconds, 'without', 'whole'):.1%}"))
    title = f"## What the claims add ({claims['words']:,} words)"
    return f"{title}\n\n{table(('pipeline', 'words/s', 'added, of the time without'), rows)}"


def _added(seconds: dict[str, float], before: str, after: str) -> float:
    return seconds[after] / seconds[before] - 1


def _pages(pages: Figures) -> str:
    row = (
        str(pages["files"]),
        str(pages["pages"]),
        f"{pages['words'] / pages['pages']:.0f}",
        f"{pages['bytes'] / pages['pages'] / 1000:.1f} kB",
        f"{pages['seconds'] / pages['pages'] * 1000:.1f} ms",
        f"{pages['pages'] / pages['seconds']:.0f}",
    )
    head = ("files", "pages", "words a page", "size of a page", "time a page", "pages/s")
    return f"## Reading PDF\n\n{table(head, [row])}"


def _lengths(plan: Plan, lengths: dict[tuple[str, int], Figures]) -> str:
    head: Row = ("text", "rules: time", "step", "words/s", "memory growth", "of the text")
    head += ("stock: time", "words/s", "memory growth")
    rows = []
    before: float | None = None
    for size in plan.sizes:
        rules = lengths["rules", size]
        stock = lengths.get(("stock", size))
        step = f"{rules['seconds'] / before:.1f} ×" if before else ""
        before = rules["seconds"]
        ratio = f"{_times_text(rules):.0f} ×" if size >= _TELLS_MEMORY else ""
        rows.append((_length(size), *_cost(rules, step), ratio, *(_cost(stock) if stock else ("", "", ""))))
    return "## Cost against length\n\n" + table(head, rows)


_TELLS_MEMORY: Final = 100_000  # characters; below, the pages that a process has in reserve hide its growth


def _cost(figures: Figures, *step: str) -> Row:
    return (f"{figures['seconds']:.3g} s", *step, f"{_speed(figures):,.0f}", f"{figures['growth'] / _MIB:,.0f} MiB")


def _length(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1_000} kB"


def _starts(plan: Plan, results: Results) -> str:
    starts = results.starts
    rows = [(f"`{name}`" if name != "first document" else name, f"{_median(starts, name):.2f} s") for name in starts[0]]
    rows.append(("`nlp-referat extract FILE`, the whole process", f"{statistics.median(results.command):.2f} s"))
    return "## Cold start of the default pipeline\n\n" + table(("step", f"seconds, median of {plan.starts}"), rows)


def _median(starts: list[Figures], name: str) -> float:
    return float(statistics.median(start[name] for start in starts))


_HEAD: Final = """# Benchmarks

Written by `make bench`; run it to get the figures of your own machine. Do not edit."""

_READING: Final = """## How to read this

- **Text:** the synthetic minutes of `tests/minutes` with paragraphs of explanation between (`texts.py`, `prose.txt`),
  no real documents. Items and amounts are still about twice as dense as in real minutes (4.5 items and 5.6 amounts in
  1,000 words; two real minutes had 2 to 3 of each), which costs the rules more than the stock pipeline. Sentences of
  explanation differ from each other, and each round has its own. *One by one* reads each as a document of its own.
  *Cost against length* joins them to one text, with other names and amounts each time.
- **Words** are what white space separates. **Time** is processor time of one thread pinned to one core, after a
  warm-up, the better of two passes up to 100 kB, for the components and for PDF, else one; cold start is wall time,
  with modules compiled, as pip leaves them.
- **Rules** means text in, JSON out: tokenizer, layout, decisions, all recognisers, scope, export.
- **Default** is the same with the encoder and the classifier of the package. Beside the stock pipeline both have all
  cores and as many threads as their libraries take by themselves, and time is that on the clock. They take turns, a
  process each, and the bound is on the median of the rounds' ratios. The encoder remembers the segments that it has
  read; here it **forgets them before each document**, so that each is read as if it were the first. Within a document
  what stands there twice is read once, as in use. *Through the network* says how many of the words were: the others
  stand in segments without a capital that could begin an unknown name, or were there before. In three real minutes
  it was 30 to 42 %.
- **Claims** are what says of an outcome who decided, how final, for or against the matter, with which reservations,
  amendments, statements and attendance; of an item its nature and key, and of an amount what it is about. The
  component `referat.scope` was left out of the pipeline; for the functions inside the other components stand-ins that
  find nothing took their places (`claims.py`). All three pipelines read each document right behind each other in one
  process, in changing order and with nothing remembered; of each document the best of six times counts. Some of these
  functions answer what was always asked, as whom a matter is sent to, so the cost is rather put too high.
- **PDF** is the reader alone, from bytes to text with headings, of such minutes set in 11 point on A4
  (`minutes_pdf.py`).
- **Memory growth** is the process's highest resident size less what it held before it read the text, so it counts the
  text itself, tokens, spans and JSON. Below 100 kB it says little: pages in reserve hide it.
- **Step** is the time over that of the row before: ten times the text, so 10 × is linear.
- **Stock** is a pipeline of da_core_news_lg's components and sizes (`stock.py`): tok2vec of width 96 and depth 4 over
  hashed embeddings and a table of 500,000 static vectors of width 300, morphologizer, parser, trainable lemmatizer,
  attribute ruler, and an entity recogniser with a tok2vec of its own. Weights are random but for 60 training steps
  on two made sentences, and the vectors are random: its answers mean nothing, its cost is that of the architecture.
  It is measured up to 100 kB only."""
