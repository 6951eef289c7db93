"""Evaluating a pipeline on gold: reading, scoring, perturbing and comparing, put together."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from spacy.language import Language

from nlp_referat.__about__ import VERSION
from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.errors import ReferatError
from nlp_referat.evaluation.comparison import compare as compare_reports
from nlp_referat.evaluation.mistakes import worst
from nlp_referat.evaluation.perturbations import PERTURBATIONS
from nlp_referat.evaluation.reading import Reading, Readings, dropped, peak_memory, read_all
from nlp_referat.evaluation.report import Failure, Figure, Gold, Group, Place, Report, Robustness, System
from nlp_referat.evaluation.scoring import group, names_and_outcomes
from nlp_referat.evaluation.tallies import DRAWS
from nlp_referat.evaluation.wording import plain
from nlp_referat.schema import ModelInfo

_EXAMPLES: Final = 20  # of spans that do not fit, in a report


def evaluate(
    nlp: Language,
    documents: Sequence[Document],
    *,
    name: str = "model",
    seen: Collection[str] = (),
    compare: Iterable[tuple[str, Language]] = (),
    baseline: Report | None = None,
    robustness: bool = True,
    seed: int = 0,
    progress: Callable[[str], None] = lambda message: None,
) -> Report:
    """Measure a pipeline on annotated documents.

    Args:
        nlp: a pipeline that `nlp_referat.load` gave.
        documents: the gold.
        name: what the report calls the pipeline.
        seen: municipalities that the model was trained on; all others are left out.
        compare: further pipelines with their names, measured beside it; each is taken when its turn has come.
        baseline: an earlier report to compare the pipeline's figures with.
        robustness: whether to read the documents five times more, perturbed.
        seed: of the bootstrap and the perturbations; figures but speed and memory are the same for the same seed.
        progress: told what is being done.

    Raises:
        ReferatError: when there are no documents, or `nlp` gives no `Referat`.

    >>> import nlp_referat
    >>> text = "Punkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt. Byrådet giver 350 t.kr.\\n"
    >>> gold = Document(id="a", text=text, entities=[Annotation(start=39, end=46, label="COMMITTEE")])
    >>> report = evaluate(nlp_referat.load("rules"), [gold], robustness=False)
    >>> [(score.name, score.f1) for score in report.model.groups[0].exact][:2], report.model.groups[0].name
    ([('names', 1.0), ('all names', 1.0)], 'left out')
    """
    if not documents:
        raise ReferatError("There are no documents to evaluate on.")
    known = {plain(municipality) for municipality in seen}
    rounds = list(PERTURBATIONS) if robustness else []
    progress(f"Reading {len(documents)} documents with {name}")
    first = read_all(nlp, documents)
    systems = [_system(name, nlp, first, known, seed, rounds, progress, peak_memory())]
    for other, pipeline in compare:
        progress(f"Reading {len(documents)} documents with {other}")
        systems.append(_system(other, pipeline, read_all(pipeline, documents), known, seed, rounds, progress, None))
    counts, mistakes = worst(_main(first.of, known))
    report = Report(
        version=VERSION,
        seed=seed,
        draws=DRAWS,
        gold=_gold(documents, known),
        systems=tuple(systems),
        mistake_counts=counts,
        mistakes=mistakes,
    )
    if baseline is None:
        return report
    return report.model_copy(update={"comparison": compare_reports(report, baseline)})


def _system(
    name: str,
    nlp: Language,
    readings: Readings,
    seen: Collection[str],
    seed: int,
    perturbations: Sequence[str],
    progress: Callable[[str], None],
    memory: float | None,
) -> System:
    misaligned = [(reading.document, span) for reading in readings.of for span in reading.misaligned]
    speed = readings.words_per_second
    return System(
        name=name,
        pipeline=ModelInfo(name=f"{nlp.lang}_{nlp.meta['name']}", version=nlp.meta["version"]),
        groups=tuple(_groups(readings.of, seen, seed)),
        robustness=tuple(_robustness(name, nlp, readings.of, seen, seed, perturbations, progress)),
        failed=tuple(
            Failure(document=reading.document.id, message=reading.failure) for reading in readings.of if reading.failure
        ),
        misaligned=len(misaligned),
        misaligned_examples=_places(misaligned),
        words=sum(reading.words for reading in readings.of),
        words_per_second=None if speed is None else round(speed),
        peak_memory_mb=None if memory is None else round(memory),
    )


def is_seen(document: Document, seen: Collection[str]) -> bool:
    """Whether the document's municipality is among those (as `plain` gives them) that were trained on."""
    return plain(document.municipality) in seen


def _groups(readings: Sequence[Reading], seen: Collection[str], seed: int) -> list[Group]:
    left_out = [reading for reading in readings if not is_seen(reading.document, seen)]
    known = [reading for reading in readings if is_seen(reading.document, seen)]
    groups = [group("left out", left_out, seed)] if left_out else []
    return [*groups, group("seen", known, seed)] if known else groups


def _main(readings: Sequence[Reading], seen: Collection[str]) -> Sequence[Reading]:
    """The documents that a report is about first of all: those left out, or all where none is."""
    return [reading for reading in readings if not is_seen(reading.document, seen)] or readings


def _robustness(
    name: str,
    nlp: Language,
    readings: Sequence[Reading],
    seen: Collection[str],
    seed: int,
    perturbations: Sequence[str],
    progress: Callable[[str], None],
) -> list[Robustness]:
    clean = _main(readings, seen)
    names, outcomes = names_and_outcomes(clean, seed)
    rows = []
    for perturbation in perturbations:
        progress(f"Robustness of {name}: {perturbation}")
        perturb = PERTURBATIONS[perturbation]
        changed = [perturb(reading.document, seed) for reading in clean]
        hard_names, hard_outcomes = names_and_outcomes(read_all(nlp, changed).of, seed)
        pairs = zip(clean, changed, strict=True)
        row = Robustness(
            perturbation=perturbation,
            documents_changed=sum(reading.document.text != other.text for reading, other in pairs),
            names=hard_names,
            names_loss=_loss(names, hard_names),
            outcomes=hard_outcomes,
            outcomes_loss=_loss(outcomes, hard_outcomes),
        )
        rows.append(row)
    return rows


def _loss(clean: Figure, hard: Figure) -> float | None:
    """Points lost; negative where the perturbed documents are read better."""
    return None if clean.value is None or hard.value is None else round(100 * (clean.value - hard.value), 4)


def _gold(documents: Sequence[Document], seen: Collection[str]) -> Gold:
    wrong = [(document, span) for document in documents for span in dropped(document)]
    digest = hashlib.sha256()
    for line in sorted(document.model_dump_json() for document in documents):
        digest.update(line.encode("utf-8", "surrogatepass"))
    return Gold(
        documents=len(documents),
        left_out=sum(not is_seen(document, seen) for document in documents),
        municipalities=len({plain(document.municipality) for document in documents}),
        entities=sum(len(document.entities) for document in documents),
        items=sum(len(document.items or ()) for document in documents),
        digest=digest.hexdigest(),
        dropped=len(wrong),
        dropped_examples=_places(wrong),
    )


def _places(spans: Sequence[tuple[Document, Annotation]]) -> tuple[Place, ...]:
    return tuple(
        Place(
            document=document.id,
            start=span.start,
            end=span.end,
            label=span.label,
            text=span.source_of(document.text),
        )
        for document, span in spans[:_EXAMPLES]
    )
