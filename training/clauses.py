"""Training of the linear classifier of decision clauses (`nlp_referat.decisions.ngrams`).

It learns from the outcomes of annotated minutes, from what else stands in their decision fields and around them
(None: it decides nothing), and from files of labelled clauses.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.storage import decode
from nlp_referat.decisions.clauses import make_sentence, split_sentences
from nlp_referat.decisions.items import decide_items
from nlp_referat.decisions.ngrams import BUCKETS, NgramClassifier, buckets
from nlp_referat.errors import AnnotationError
from nlp_referat.labels import OUTCOME_LABELS, OutcomeLabel
from nlp_referat.layout.parse import parse_layout
from nlp_referat.text import View
from nlp_referat.writing import file_beside
from training.decisions import from_decisions, read_clauses
from training.files import files_of

SEED: Final = 1
_STRENGTH: Final = 10.0  # inverse of the regularisation
_FOLDS: Final = 4  # for the temperature
NOTHING: Final = ""  # numpy has no None among strings


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its outcome, None where it decides nothing; those of one `source` (municipality or file) are never
    split between folds."""

    text: str
    label: OutcomeLabel | None
    source: str


def from_files(paths: Iterable[Path]) -> list[Clause]:
    """The clauses of files and of those in folders.

    Of ``.tsv`` every line is ``LABEL<TAB>clause``, of others JSON with ``label`` and ``text``.

    Raises:
        AnnotationError: naming file and line, or the path that is none.
    """
    return [
        clause
        for path in files_of(paths)
        for clause in (_from_tsv(path) if path.suffix == ".tsv" else _from_jsonl(path))
    ]


def _from_jsonl(path: Path) -> list[Clause]:
    return [Clause(text, label, path.stem) for text, label in read_clauses(path)]


def _from_tsv(path: Path) -> list[Clause]:
    clauses: list[Clause] = []
    for number, line in enumerate(decode(path.read_bytes(), str(path)).splitlines(), 1):
        if not line.strip():
            continue
        name, tab, text = line.partition("\t")
        label = next((known for known in OUTCOME_LABELS if known == name), None)
        if label is None or not tab or not text.strip():
            raise AnnotationError(f"{path}, line {number}: is not an outcome label, a tab and a clause: {line[:60]!r}.")
        clauses.append(Clause(text.strip(), label, path.stem))
    return clauses


def from_minutes(documents: Sequence[Document]) -> list[Clause]:
    """The outcomes of annotated minutes, and the sentences beside and around them that decide nothing."""
    clauses: list[Clause] = []
    for document in documents:
        source = document.municipality or document.id
        for text, label in from_decisions([document]):
            clauses.append(Clause(make_sentence(text, 0, len(text)).text, label, source))
        clauses += [Clause(text, None, source) for text in [*asides(document), *prose(document)]]
    return list(dict.fromkeys(clauses))


class _Recorder:
    """A classifier that only takes down what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float, float]]:
        self.asked += clauses
        return [("ANDET", 0.0, 1.0) for _ in clauses]


def asides(document: Document) -> list[str]:
    """What a classifier would be asked about the document and the gold calls no outcome."""
    recorder = _Recorder()
    view = View(document.text)
    decide_items(parse_layout(view.text), View(view.text, is_respelled=False), recorder)
    outcomes = [outcome for item in document.items or () for outcome in item.outcomes if outcome.end > outcome.start]
    said = [make_sentence(document.text, outcome.start, outcome.end).text.strip(" .") for outcome in outcomes]
    return [text for text in recorder.asked if not any(one in text or text.strip(" .") in one for one in said)]


def prose(document: Document) -> list[str]:
    """Some sentences from outside the decisions: what is told of a matter decides nothing."""
    view = View(document.text)
    decisions = [item.decision for item in parse_layout(view.text).items if item.decision is not None]
    taken = [(one.start, one.end) for one in decisions]
    for item in document.items or ():
        taken += [(outcome.start, outcome.end) for outcome in item.outcomes]
        taken += [(earlier.start, earlier.end) for earlier in item.history]
    sentences = [
        sentence.text
        for sentence in split_sentences(view.text, 0, len(view.text))
        if _SHORTEST <= len(sentence.text) <= _LONGEST
        and sentence.text.endswith(".")
        and not any(start < sentence.end and sentence.start < end for start, end in taken)
    ]
    return sentences[:: max(len(sentences) // _PROSE, 1)]


_PROSE: Final = 20  # sentences of a document
_SHORTEST, _LONGEST = 40, 300  # characters of such a sentence


def matrix(texts: Sequence[str]) -> csr_matrix:
    """One row a clause, of length 1, over the buckets of its features."""
    rows = [buckets(text) for text in texts]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(max(len(row), 1))) for row in rows] or [np.zeros(0)])
    columns = np.concatenate(rows or [np.zeros(0, dtype=np.int64)])
    return csr_matrix((values, columns, ends), shape=(len(rows), BUCKETS))


def labels_of(clauses: Iterable[Clause]) -> list[str]:
    """The labels that occur, in their usual order; `NOTHING` last.

    Raises:
        AnnotationError: when there are fewer than two.
    """
    there = {clause.label or NOTHING for clause in clauses}
    if len(there) < 2:
        raise AnnotationError("The clauses have fewer than two labels: there is nothing to tell apart.")
    return [label for label in (*OUTCOME_LABELS, NOTHING) if label in there]


def train(clauses: Sequence[Clause], *, strength: float = _STRENGTH, seed: int = SEED) -> NgramClassifier:
    """Fit the weights on all clauses, and the temperature on sources left out.

    Raises:
        AnnotationError: when fewer than two labels occur.
    """
    names = labels_of(clauses)
    labels = np.array([clause.label or NOTHING for clause in clauses])
    rows = matrix([clause.text for clause in clauses])
    fitted = _fit(rows, labels, names, strength, seed)
    temperature = _temperature(rows, labels, np.array([clause.source for clause in clauses]), strength, seed)
    labelled = [label for label in (*OUTCOME_LABELS, None) if (label or NOTHING) in names]
    return NgramClassifier(fitted.weights, fitted.bias, labelled, temperature)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A linear model: weights by bucket and label, bias by label."""

    labels: tuple[str, ...]
    weights: Any
    bias: Any


def _fit(rows: csr_matrix, labels: Any, names: Sequence[str], strength: float, seed: int) -> _Fitted:
    """Fit each label against the rest, on the buckets that more than one clause fills; the others weigh 0."""
    filled = np.flatnonzero(np.bincount(rows.indices, minlength=BUCKETS) > 1)
    weights, bias = np.zeros((BUCKETS, len(names))), np.zeros(len(names))
    for column, name in enumerate(names):
        model = LogisticRegression(
            C=strength,
            solver="liblinear",
            dual=True,
            tol=1e-3,
            max_iter=1000,
            random_state=seed,
            class_weight="balanced",
        )
        model.fit(rows[:, filled], labels == name)
        weights[filled, column], bias[column] = model.coef_[0], model.intercept_[0]
    return _Fitted(tuple(names), weights, bias)


def _temperature(rows: csr_matrix, labels: Any, sources: Any, strength: float, seed: int) -> float:
    """The temperature under which sources that were left out are likeliest; 1 where there is only one source."""
    folds = min(_FOLDS, len(set(sources)))
    if folds < 2:
        return 1.0
    sums, truths = [], []
    for learn, hold in GroupKFold(folds).split(rows, labels, sources):
        names = [name for name in (*OUTCOME_LABELS, NOTHING) if name in labels[learn]]
        if len(names) < 2:
            continue
        fitted = _fit(rows[learn], labels[learn], names, strength, seed)
        known = np.isin(labels[hold], fitted.labels)
        sums.append((rows[hold] @ fitted.weights + fitted.bias)[known])
        truths.append(np.array([fitted.labels.index(label) for label in labels[hold][known]]))
    if not sum(map(len, truths)):
        return 1.0

    def loss(temperature: float) -> float:
        return float(sum(_surprise(logits / temperature, truth) for logits, truth in zip(sums, truths, strict=True)))

    return float(minimize_scalar(loss, bounds=(0.1, 10.0), method="bounded").x)


def _surprise(logits: Any, truth: Any) -> float:
    top = logits.max(axis=1, keepdims=True)
    normal = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    return float((normal - logits[np.arange(len(truth)), truth]).sum())


def write_clauses(clauses: Iterable[Clause], path: Path) -> None:
    """Write the clauses as JSONL, which `from_files` reads."""
    lines = [json.dumps({"label": clause.label, "text": clause.text}, ensure_ascii=False) for clause in clauses]
    with file_beside(path) as beside:
        beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
