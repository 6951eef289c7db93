"""Which reading of decisions is best on municipalities left out: rules, a classifier, or both.

    python -m training.compare_clauses --train train.jsonl --clauses clauses.jsonl

Every municipality is left out once; a classifier learns from the others and from the files of clauses.
Outcomes are counted as `nlp_referat.evaluation` counts them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.storage import read_documents
from nlp_referat.decisions.classifier import ClauseClassifier
from nlp_referat.decisions.items import decide_items
from nlp_referat.evaluation.items import match_items, score_items
from nlp_referat.evaluation.tallies import Tally
from nlp_referat.labels import OUTCOME_LABELS
from nlp_referat.layout.parse import parse_layout
from nlp_referat.offsets import relocate
from nlp_referat.schema import Outcome, Referat
from nlp_referat.text import View
from training.clauses import Clause, from_files, from_minutes, train

Learner = Callable[[Sequence[Document], Sequence[Clause]], ClauseClassifier]
"""From annotated minutes and labelled clauses to a classifier."""

FOLDS: Final = 6


@dataclass(frozen=True, slots=True)
class Laid:
    """A document with its layout, which no alternative changes."""

    document: Document
    layout: Referat
    view: View


def lay_out(documents: Iterable[Document]) -> list[Laid]:
    """The documents with their layouts."""
    laid = []
    for document in documents:
        view = View(document.text)
        layout = parse_layout(view.text)
        laid.append(Laid(document, relocate(layout, view.raw_span, view.raw), view))
    return laid


def folds(documents: Sequence[Document], count: int = FOLDS) -> Iterator[tuple[list[Document], list[Document]]]:
    """What to learn from and what to measure on; no municipality is on both sides."""
    by_place: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_place[document.municipality or document.id].append(document)
    places = sorted(by_place)
    for fold in range(min(count, len(places))):
        held = set(places[fold::count])
        yield (
            [document for place in places if place not in held for document in by_place[place]],
            [document for place in places if place in held for document in by_place[place]],
        )


def by_ngrams(documents: Sequence[Document], clauses: Sequence[Clause]) -> ClauseClassifier:
    """The linear classifier."""
    return train([*from_minutes(documents), *clauses])


def rules(laid: Laid) -> Referat:
    """The wording rules alone."""
    return decide_items(laid.layout, laid.view)


def both(laid: Laid, classifier: ClauseClassifier) -> Referat:
    """The rules, and the classifier where they are not certain."""
    return decide_items(laid.layout, laid.view, classifier)


def classifier_only(laid: Laid, classifier: ClauseClassifier) -> Referat:
    """Where and of which points something is decided as the rules find it; what it is, by the classifier alone."""
    ruled = rules(laid)
    outcomes = [o for item in ruled.items if item.decision for o in item.decision.outcomes if o.text]
    answers = dict(zip(outcomes, classifier.classify([outcome.text for outcome in outcomes]), strict=True))

    def again(outcome: Outcome) -> Outcome:
        if outcome not in answers:
            return outcome
        label, score, _ = answers[outcome]
        return outcome.model_copy(update={"label": label, "score": score})

    items = [
        item
        if item.decision is None
        else item.model_copy(
            update={
                "decision": item.decision.model_copy(update={"outcomes": tuple(map(again, item.decision.outcomes))})
            }
        )
        for item in ruled.items
    ]
    return ruled.model_copy(update={"items": tuple(items)})


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of outcomes by label."""

    tallies: dict[str, Tally]

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the labels that occur."""
        scores = [tally.f1 or 0.0 for tally in self.tallies.values() if tally.support]
        return sum(scores) / len(scores) if scores else 0.0

    def report(self) -> dict[str, Any]:
        """Macro-F1 and F1 by label, rounded."""
        by_label = {label: round(tally.f1 or 0.0, 3) for label, tally in self.tallies.items()}
        return {"macro_f1": round(self.macro_f1, 4), "f1": by_label}


def measure(readings: Iterable[tuple[Document, Referat]]) -> Figures:
    """Count the outcomes of readings against the gold."""
    total = {label: Tally() for label in OUTCOME_LABELS}
    for document, referat in readings:
        for name, tally in score_items(match_items(document.items or (), referat.items)):
            for label in OUTCOME_LABELS:
                if name == f"outcomes/{label}":
                    total[label] += tally
    return Figures({label: tally for label, tally in total.items() if tally.tp or tally.fn or tally.fp})


def compare(
    documents: Sequence[Document], clauses: Sequence[Clause], learners: dict[str, Learner], count: int = FOLDS
) -> dict[str, Figures]:
    """The figures of each alternative, every document read by what did not learn from its municipality."""
    readings: defaultdict[str, list[tuple[Document, Referat]]] = defaultdict(list)
    for learn, held in folds(documents, count):
        laid = lay_out(held)
        readings["rules"] += [(one.document, rules(one)) for one in laid]
        for name, learner in learners.items():
            classifier = learner(learn, clauses)
            readings[f"{name} only"] += [(one.document, classifier_only(one, classifier)) for one in laid]
            readings[f"rules + {name}"] += [(one.document, both(one, classifier)) for one in laid]
    return {name: measure(found) for name, found in readings.items()}


def main(
    train: Annotated[list[Path], typer.Option(help="JSONL file of annotated minutes; may be given again.")],
    clauses: Annotated[
        list[Path] | None, typer.Option(help="File or folder of labelled clauses (JSONL or TSV), always learned from.")
    ] = None,
    folds: Annotated[int, typer.Option(help="Parts that the municipalities are divided into.", min=2)] = FOLDS,
) -> None:
    """Print macro-F1 and F1 by label of each alternative as JSON."""
    documents = [document for path in train for document in read_documents(path)]
    found = compare(documents, from_files(clauses or []), {"n-grams": by_ngrams}, folds)
    print(json.dumps({name: figures.report() for name, figures in found.items()}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    typer.run(main)
