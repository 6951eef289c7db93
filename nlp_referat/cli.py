"""The command line: ``nlp-referat extract`` for machines, ``nlp-referat show`` for people."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib import resources
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from nlp_referat.__about__ import VERSION

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_referat.schema import Referat

EXAMPLE = "eksempel.txt"

app = typer.Typer(
    help="Read the minutes (referater) of Danish municipal committees.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
_errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME",
        help="Pipeline: 'default', 'rules', an installed Danish spaCy pipeline, or a folder.",
    ),
]


_FORMATS = "jsonl, marked, prodigy, label-studio, docbin or conll. Default: by the file's ending and content."


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"nlp-referat {VERSION}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the minutes (referater) of Danish municipal committees."""


@app.command()
def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Text or Markdown files; '-' reads standard input.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."),
    ] = None,
    model: Model = None,
) -> None:
    """Print one JSON object per document (referat/1), one a line, in the order given.

    A document that cannot be read is reported on standard error; the others are done, the exit status is 1.

    [bold]Example:[/bold] nlp-referat extract minutes/*.txt -o out.jsonl
    """
    nlp = _load(model)
    failed = False
    try:
        with _open(output, paths) as out:
            for path in _progress(paths):
                referat = _read(nlp, path)
                if referat is None:
                    failed = True
                else:
                    print(referat.model_dump_json(), file=out, flush=True)
    except BrokenPipeError:  # the reader of our output has enough, as `head` does: no message helps
        raise
    except OSError as error:
        target = output or "standard output"
        raise _failure(f"Cannot write to {target}: {error.strerror}. What is written already stays.") from None
    if failed:
        raise typer.Exit(1)


@app.command()
def show(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]",
            help="A text or Markdown file, or '-'. Without it: the example that comes with the package.",
        ),
    ] = None,
    model: Model = None,
) -> None:
    """Print a document's meeting, decisions, amounts and names readably.

    [bold]Example:[/bold] nlp-referat show referat.txt
    """
    from nlp_referat.show import render

    source = path if path is not None else str(resources.files("nlp_referat") / "data" / EXAMPLE)
    referat = _read(_load(model), source)
    if referat is None:
        raise typer.Exit(1)
    render(referat, Console(emoji=False))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the output.

    [bold]Example:[/bold] nlp-referat schema > referat-1.schema.json
    """
    import json

    from nlp_referat.schema import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=1))


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
        report = run(request, lambda message: _errors.print(f"{message} …", style="dim"))
    except ModelNotFoundError as error:
        raise _failure(str(error), status=2) from None
    except ReferatError as error:
        raise _failure(str(error)) from None
    summary(report, Console(emoji=False, highlight=False, markup=False))
    fallen = list(regressions(report))
    for message in fallen:
        _errors.print(f"regression: {message}", style="red")
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
            raise _failure(f"There is no format {name!r}; known are {', '.join(FORMATS)}.", status=2)
    try:
        mapping = conversion.label_mapping(label or ())
    except ReferatError as error:
        raise _failure(str(error), status=2) from None
    try:
        report = conversion.convert(source, output, from_, to, mapping, skip_misaligned)
    except ReferatError as error:
        raise _failure(str(error)) from None
    except OSError as error:
        raise _failure(f"{error.filename or source}: {error.strerror or error}.") from None
    for dropped in report.dropped:
        _errors.print(f"{dropped.place}: left out: {dropped.reason}", style="yellow")
    if report.not_carried:
        _errors.print(f"The format has no place for {', '.join(report.not_carried)}.", style="yellow")
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
        raise _failure(str(error)) from None
    except OSError as error:
        raise _failure(f"{error.filename or path}: {error.strerror or error}.") from None
    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for finding in validation.findings:
        out.print(str(finding))
    out.print(table_of(validation.counts))
    errors = sum(finding.severity == "error" for finding in validation.findings)
    out.print(f"{errors} errors, {len(validation.findings) - errors} warnings")
    if errors:
        raise typer.Exit(1)


def _failure(message: str, status: int = 1) -> typer.Exit:
    """Say on standard error what is wrong; the exit to raise."""
    _errors.print(f"error: {message}", style="red")
    return typer.Exit(status)


def _load(model: str | None) -> "Language":
    from nlp_referat import load
    from nlp_referat.errors import ReferatError

    try:
        return load(model)
    except ReferatError as error:
        raise _failure(str(error), status=2) from None


def _read(nlp: "Language", path: str) -> "Referat | None":
    """The document's `Referat`, or None after saying on standard error why there is none."""
    from nlp_referat.readers import decode, extract_text

    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        referat = extract_text(nlp, decode(data, path), path)
    except OSError as error:
        _errors.print(f"{path}: {error.strerror or error}", style="red")
        return None
    except ValueError as error:
        _errors.print(f"{path}: {error}", style="red")
        return None
    for warning in referat.warnings:
        _errors.print(f"{path}: {warning.code}: {warning.message}", style="yellow")
    return referat


def _open(output: Path | None, paths: list[str]) -> AbstractContextManager[IO[str]]:
    """Standard output, or the emptied output file, which must be none of the inputs."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream of the interpreter
        return nullcontext(sys.stdout)
    if any(Path(path).resolve() == output.resolve() for path in paths):
        raise _failure(f"{output} is one of the documents to read: writing to it would empty it.", status=2)
    try:
        return output.open("w", encoding="utf-8")
    except OSError as error:
        raise _failure(f"Cannot write to {output}: {error.strerror}.") from None


def _progress(paths: list[str]) -> Iterator[str]:
    """The paths, with a progress bar on standard error when there are several and somebody watches."""
    if len(paths) < 2 or not _errors.is_terminal:
        yield from paths
        return
    from rich.progress import track

    yield from track(paths, description="Reading", console=_errors)


def main() -> None:
    """Entry point of the ``nlp-referat`` command."""
    app()
