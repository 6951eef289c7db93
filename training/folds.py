"""Layouts left out: train on all families of layouts but some, measure on those, for every group of families.

    python -m training folds --corpus corpora/referat --encoder FOLDER --out build/folds

The encoder given should have seen no minutes at all (only general Danish), so that nothing of a left-out
layout reaches a fold. The classifier of clauses is trained anew in every fold too.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nlp_referat
from nlp_referat.corpus.document import Document
from nlp_referat.evaluation import evaluate
from training.clauses import Clause, from_minutes
from training.clauses import train as learn
from training.encoder import Plan, train_encoder

FOLDS = (("markdown", "pdf"), ("web", "api"), ("numbered", "casefirst"), ("protocol", "running"))
"""Families of layouts that are left out together."""


def split(documents: Sequence[Document]) -> Iterator[tuple[tuple[str, ...], list[Document], list[Document]]]:
    """For every fold the layouts left out, the documents to train on and those to measure on.

    A municipality that publishes in both is measured on only: its names must not be known.
    """
    for layouts in FOLDS:
        out = [document for document in documents if document.layout in layouts]
        seen = {document.municipality for document in out}
        yield layouts, [d for d in documents if d.layout not in layouts and d.municipality not in seen], out


def run_folds(
    documents: Sequence[Document], plan: Plan, out: Path, *, clauses: Sequence[Clause] = ()
) -> dict[str, Any]:
    """Train and measure every fold; a fold whose report lies in `out` is not run again."""
    results: dict[str, Any] = {}
    for layouts, train, held in split(documents):
        name = "-".join(layouts)
        report = out / f"{name}.json"
        if not report.is_file():
            train_encoder(train, [], plan, out / name)
            nlp = nlp_referat.load(out / name)
            nlp.get_pipe("referat.decisions").classifier = learn([*from_minutes(train), *clauses], seed=plan.seed)
            nlp.to_disk(out / name)
            measured = evaluate(nlp, held, robustness=False)
            report.write_text(measured.model_dump_json(indent=1))
        results[name] = {"train": len(train), "held": len(held), "report": str(report)}
    (out / "folds.json").write_text(json.dumps(results, indent=1) + "\n")
    return results
