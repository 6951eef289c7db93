"""The commands for annotated minutes: evaluate, convert, check-corpus."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from nlp_referat.cli.application import app
from nlp_referat.cli.console import Model, errors, failure

_FORMATS = "jsonl, marked, prodigy, label-studio, docbin or conll. Default: by the file's ending and content."


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Option("--gold", metavar="PATH", help="Annotated minutes: a JSONL file, or a folder of such files."),
    ],
    model: Model = None,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            "--compare", metavar="NAME", help="A further pipeline beside it (again for more); 'rules' if none."
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="An earlier report.json: exit status 3 if a figure fell too far."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Write report.json, report.md and report.html there."),
    ] = None,
    left_out: Annotated[
        list[str] | None,
        typer.Option(
            "--left-out",
            metavar="NAME",
            help="A municipality that was left out of training (again for more), or the training split's file.",
        ),
    ] = None,
    robustness: Annotated[bool, typer.Option(help="Measure on perturbed text too: six times the work.")] = True,
    seed: Annotated[int, typer.Option(help="Of the intervals and perturbations.")] = 0,
) -> None:
    """Measure a pipeline on annotated minutes and write a report.

    With --baseline the exit status is 3 when a figure fell by more than half the width of its interval there.

    [bold]Example:[/bold] nlp-referat evaluate --gold corpora/referat/test.jsonl --out report
    """
    from nlp_referat.errors import ModelNotFoundError, ReferatError
    from nlp_referat.evaluation.command import REGRESSION_STATUS, Request, regressions, run, summary

    request = Request(
        gold=gold,
        model=model,
        compare=tuple(compare or ()),
        baseline=baseline,
        out=out,
        left_out=tuple(left_out or ()),
        robustness=robustness,
        seed=seed,
    )
    try:
        report = run(request, lambda message: errors.print(f"{message} …", style="dim"))
    except ModelNotFoundError as error:
        raise failure(str(error), status=2) from None
    except ReferatError as error:
        raise failure(str(error)) from None
    summary(report, Console(emoji=False, highlight=False, markup=False))
    fallen = list(regressions(report))
    for message in fallen:
        errors.print(f"regression: {message}", style="red")
    if fallen:
        raise typer.Exit(REGRESSION_STATUS)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="An annotated file, or a folder of them.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="A file, or a folder: then a file for each.")
    ],
    from_: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help=_FORMATS)] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help=_FORMATS)] = None,
    label: Annotated[
        list[str] | None,
        typer.Option("--label", metavar="THEIRS=OURS", help="A label of the input, and ours for it or 'none'. Repeat."),
    ] = None,
    skip_misaligned: Annotated[
        bool, typer.Option("--skip-misaligned", help="Leave out spans that do not fit, and say which.")
    ] = False,
) -> None:
    """Convert annotated documents between jsonl, marked, prodigy, label-studio, docbin and conll.

    Formats are told by the files' endings and content. PER is read as PERSON, GPE as LOC.

    [bold]Example:[/bold] nlp-referat convert export.json -o train.jsonl --label LOKATION=LOC
    """
    from nlp_referat.corpus import conversion
    from nlp_referat.corpus.formats import FORMATS
    from nlp_referat.errors import ReferatError

    for name in (from_, to):
        if name is not None and name not in FORMATS:
            raise failure(f"There is no format {name!r}; known are {', '.join(FORMATS)}.", status=2)
    try:
        mapping = conversion.label_mapping(label or ())
    except ReferatError as error:
        raise failure(str(error), status=2) from None
    try:
        report = conversion.convert(source, output, from_, to, mapping, skip_misaligned)
    except ReferatError as error:
        raise failure(str(error)) from None
    except OSError as error:
        raise failure(f"{error.filename or source}: {error.strerror or error}.") from None
    for dropped in report.dropped:
        errors.print(f"{dropped.place}: left out: {dropped.reason}", style="yellow")
    if report.not_carried:
        errors.print(f"The format has no place for {', '.join(report.not_carried)}.", style="yellow")
    files = str(report.written[0]) if len(report.written) == 1 else f"{len(report.written)} files in {output}"
    print(f"{report.documents} documents with {report.spans} spans in {files}; {len(report.dropped)} left out")


@app.command()
def check_corpus(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A file of annotated documents, or a folder of splits.")],
) -> None:
    """Check annotated documents: spans, items, facts, and what splits share that they must not.

    Prints what is wrong and a table of counts; the exit status is 1 if there is any error.

    [bold]Example:[/bold] nlp-referat check-corpus corpora/referat
    """
    from nlp_referat.corpus.validation import table_of, validate
    from nlp_referat.errors import ReferatError

    try:
        validation = validate(path)
    except ReferatError as error:
        raise failure(str(error)) from None
    except OSError as error:
        raise failure(f"{error.filename or path}: {error.strerror or error}.") from None
    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for finding in validation.findings:
        out.print(str(finding))
    out.print(table_of(validation.counts))
    wrong = sum(finding.severity == "error" for finding in validation.findings)
    out.print(f"{wrong} errors, {len(validation.findings) - wrong} warnings")
    if wrong:
        raise typer.Exit(1)
