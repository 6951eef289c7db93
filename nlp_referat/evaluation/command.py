"""What ``nlp-referat evaluate`` does: loading, evaluating, writing, and the summary on the terminal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.util import is_package

from nlp_referat.corpus.document import Document
from nlp_referat.errors import ReferatError
from nlp_referat.evaluation.evaluating import evaluate
from nlp_referat.evaluation.gold import read_gold
from nlp_referat.evaluation.rendering import FILES, figure, points, span, write_report
from nlp_referat.evaluation.report import Group, Report, Score, read_report
from nlp_referat.evaluation.wording import plain
from nlp_referat.pipeline import DEFAULT, load

REGRESSION_STATUS: Final = 3
"""Exit status when a figure fell by more than its interval allows."""

RULES: Final = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line.

    Attributes:
        gold: see `nlp_referat.evaluation.gold.read_gold`.
        model: a pipeline's name or folder; the default pipeline if None.
        compare: further pipelines; the rules if empty, unless they are the model.
        baseline: an earlier ``report.json``.
        out: the folder for the report; none is written if None.
        left_out: municipalities that count as left out, all others as seen; or files and folders of gold, whose
            municipalities count as seen, all others as left out. Without any, all are left out.
    """

    gold: Path
    model: str | None = None
    compare: tuple[str, ...] = ()
    baseline: Path | None = None
    out: Path | None = None
    left_out: tuple[str, ...] = ()
    robustness: bool = True
    seed: int = 0


def run(request: Request, progress: Callable[[str], None] = lambda message: None) -> Report:
    """Evaluate as asked and write the report, if a folder is given.

    All that can be wrong with the request is found before the first document is read.

    Raises:
        ReferatError: on gold, a pipeline, a baseline or a folder that is missing or wrong.
    """
    documents = read_gold(request.gold)
    seen = seen_municipalities(documents, request.left_out)
    baseline = None if request.baseline is None else read_report(request.baseline)
    _check_out(request.out)
    name = request.model or DEFAULT
    others = [other for other in request.compare or (RULES,) if other != name]
    for other in others:
        _check_name(other)
    report = evaluate(
        load(name),
        documents,
        name=name,
        seen=seen,
        compare=_loaded(others),
        baseline=baseline,
        robustness=request.robustness,
        seed=request.seed,
        progress=progress,
    )
    if request.out is not None:
        write_report(report, request.out)
    return report


def seen_municipalities(documents: Sequence[Document], left_out: Sequence[str]) -> set[str]:
    """The municipalities of the gold that count as seen in training.

    >>> gold = [Document(id=name, municipality=name, text="") for name in ("Aaby", "Bro", "Dal")]
    >>> sorted(seen_municipalities(gold, ["bro"]))
    ['Aaby', 'Dal']
    """
    known = {plain(document.municipality): document.municipality or "" for document in documents}
    files = [Path(value) for value in left_out if _is_path(value)]
    names = [value for value in left_out if not _is_path(value)]
    for name in names:
        if plain(name) not in known:
            there = ", ".join(sorted(filter(None, known.values()))) or "no municipality"
            raise ReferatError(f"No document of the gold is from {name!r}. It holds {there}.")
    trained = {plain(document.municipality) for file in files for document in read_gold(file)}
    seen = known.keys() & trained if files else known.keys() if names else set()
    return {known[key] for key in seen - {plain(name) for name in names} if key}


def summary(report: Report, console: Console) -> None:
    """Print the figures that matter first."""
    for group in report.model.groups:
        console.print(_table(report, group))
        if group.claims:
            console.print(_claims(group))
    model = report.model
    speed = "–" if model.words_per_second is None else f"{model.words_per_second:,}"
    memory = "–" if model.peak_memory_mb is None else f"{model.peak_memory_mb:,}"
    console.print(
        f"{speed} words per second, {memory} MB at most. Failed documents: {len(model.failed)}; gold spans "
        f"dropped: {report.gold.dropped}, not on token edges: {model.misaligned}."
    )
    for row in model.robustness:
        loss = f"{row.names_loss:.1f}" if row.names_loss is not None else "–"
        console.print(f"{row.perturbation}: names F1 {figure(row.names.value)}, loss {loss} points")
    if report.comparison is not None and not report.comparison.is_same_gold:
        console.print("The baseline was measured on other gold: differences are of the gold as well as of the model.")


def regressions(report: Report) -> Iterator[str]:
    """A line for each figure that fell too far, naming it."""
    for change in report.comparison.regressions if report.comparison is not None else ():
        yield (
            f"{change.name} fell from {change.before:.3f} to {change.after:.3f} ({points(change.points)} points; "
            f"allowed is {change.allowed:.1f}, half of its interval in the baseline)"
        )


def _table(report: Report, group: Group) -> Table:
    others = report.systems[1:]
    table = Table(title=f"{report.model.name}: municipalities {group.name}, documents: {group.documents}")
    table.add_column("figure")
    for heading in ("P", "R", "F1", "95 % interval", "support", *(f"F1 {other.name}" for other in others)):
        table.add_column(heading, justify="right")
    beside = [one for other in others for one in other.groups if one.name == group.name]
    for place, row in enumerate(group.exact):
        table.add_row(row.name, *_cells(row), *(figure(one.exact[place].f1) for one in beside))
    macro, support = group.outcomes_macro, sum(row.support for row in group.outcomes)
    same = [figure(one.outcomes_macro.value) for one in beside]
    table.add_row(macro.name, "", "", figure(macro.value), span(macro.interval), str(support), *same)
    table.add_row("items", *_cells(group.items[0]), *(figure(one.items[0].f1) for one in beside))
    return table


def _claims(group: Group) -> Table:
    table = Table(title="decisions and amounts, where the outcome or amount was found")
    table.add_column("claim")
    for heading in ("accuracy", "95 % interval", "of", "naive", "where stated", "not found", "over all"):
        table.add_column(heading, justify="right")
    for row in group.claims:
        shares = figure(row.found.share), span(row.found.interval), str(row.found.total), figure(row.naive.share)
        table.add_row(row.name, *shares, figure(row.stated.share), str(row.not_found), figure(row.overall.share))
    return table


def _cells(row: Score) -> tuple[str, ...]:
    return figure(row.precision), figure(row.recall), figure(row.f1), span(row.interval), str(row.support)


def _loaded(names: Sequence[str]) -> Iterator[tuple[str, Language]]:
    """Each loaded when its turn comes, so that it does not count in the model's memory."""
    for name in names:
        yield name, load(name)


def _check_name(name: str) -> None:
    """Say now what loading would say after the model has read everything."""
    if name != RULES and not is_package(name) and not Path(name).exists():
        load(name)


def _check_out(folder: Path | None) -> None:
    if folder is not None and folder.exists() and not folder.is_dir():
        raise ReferatError(f"{folder} is a file: give a folder for {', '.join(FILES)}.")


def _is_path(value: str) -> bool:
    """Whether a value of --left-out means a file: municipalities have neither a slash nor a suffix."""
    return "/" in value or "\\" in value or value.endswith(".jsonl") or Path(value).exists()
