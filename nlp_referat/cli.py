"""The command line: ``nlp-referat extract`` for machines, ``nlp-referat show`` for people."""

import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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


_KINDS = "PDF, web page, Word (.docx), Markdown, text or FirstAgenda JSON, told by content, not by name"
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
        list[str],
        typer.Argument(
            metavar="PATH",
            help=f"Files, or folders with all that is in and below them; '-' reads standard input. {_KINDS}.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."),
    ] = None,
    model: Model = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Read with N processes, one document at a time each."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with FILE: skip what it holds, even after a kill.")
    ] = False,
    max_size: Annotated[
        float | None, typer.Option("--max-size", metavar="MB", min=0, help="Refuse larger files. Default: 200.")
    ] = None,
) -> None:
    """Print one JSON object per document (referat/1), one a line, in the order given; in folders by name.

    What cannot be read is listed at the end with the reason, and beside FILE in FILE.errors.jsonl; the others are
    done, the exit status is 1.

    [bold]Example:[/bold] nlp-referat extract minutes/ -o out.jsonl --jobs 2
    """
    from nlp_referat.batch import Request, RequestError
    from nlp_referat.batch.command import extract as extract_batch
    from nlp_referat.errors import ModelNotFoundError, ReferatError
    from nlp_referat.readers import Limits

    limits = None if max_size is None else Limits(size=round(max_size * 1e6))
    request = Request(tuple(paths), output or sys.stdout.buffer, model, jobs, resume, limits)
    try:
        status = extract_batch(request, _errors)
    except (ModelNotFoundError, RequestError) as error:
        raise _failure(str(error), status=2) from None
    except ReferatError as error:
        raise _failure(str(error)) from None
    except BrokenPipeError:  # the reader of our output has enough, as `head` does: no message helps
        raise
    except OSError as error:
        target = output or "standard output"
        raise _failure(f"Cannot write to {target}: {error.strerror}. What is written already stays.") from None
    if status:
        raise typer.Exit(status)


@app.command()
def export(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What `extract` wrote.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", help="A folder for csv and parquet, else a file.")
    ],
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="csv, parquet, sqlite or docbin. Default: by ending.")
    ] = None,
) -> None:
    """Write tables of documents, items, outcomes, entities, amounts and participants, or Docs for spaCy.

    csv and parquet: a file a table. sqlite: one file with full-text search, as Datasette opens it.

    [bold]Example:[/bold] nlp-referat export out.jsonl -o referater.db --to sqlite
    """
    from nlp_referat.errors import ReferatError
    from nlp_referat.export import export as export_file
    from nlp_referat.export.exporting import format_of

    try:
        format_of(output, to)
    except ReferatError as error:
        raise _failure(str(error), status=2) from None
    try:
        exported = export_file(source, output, to)
    except ReferatError as error:
        raise _failure(str(error)) from None
    except OSError as error:
        raise _failure(f"{error.filename or output}: {error.strerror or error}.") from None
    for left_out in exported.left_out:
        _errors.print(str(left_out), style="yellow")
    counts = ", ".join(f"{count} {table}" for table, count in exported.counts.items())
    print(f"{output}: {counts}")
    if exported.left_out:
        raise typer.Exit(1)


@app.command()
def show(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]",
            help=f"{_KINDS}; or '-'. Without it: the example that comes with the package.",
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
def view(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A document to read; '-' reads standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PAGE", help="The page to write, such as x.html.")],
    model: Model = None,
) -> None:
    """Write a page, in Danish, that shows what was found in a document and where it stands.

    The page needs nothing else: it can be sent, printed, and read without a network.

    [bold]Example:[/bold] nlp-referat view referat.pdf -o referat.html
    """
    from nlp_referat.page import render_page
    from nlp_referat.readers import extract_source, read

    if path != "-" and Path(path).resolve() == output.resolve():
        raise _failure(f"{output} is the document to read: writing to it would empty it.", status=2)
    nlp = _load(model)
    try:
        source = read(sys.stdin.buffer.read() if path == "-" else Path(path), name=path)
        page = render_page(extract_source(nlp, source), source.text)
    except OSError as error:
        raise _failure(f"{path}: {error.strerror or error}") from None
    except ValueError as error:
        raise _failure(f"{path}: {error}") from None
    try:
        output.write_text(page, encoding="utf-8", newline="")
    except OSError as error:
        raise _failure(f"Cannot write to {output}: {error.strerror}.") from None
    print(f"{output}: open it in a browser")


@app.command()
def link(
    paths: Annotated[
        list[Path], typer.Argument(metavar="JSON", help="What extract wrote: one JSON object a file, or one a line.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print a table on standard error too, as on a terminal.")
    ] = False,
) -> None:
    """Join the items that are the same matter, in order of time through meetings and bodies, and print JSON.

    Items that may be one matter, but need not be, are not joined: they are listed with the reason.

    [bold]Example:[/bold] nlp-referat link udvalg.json byraad.json --show
    """
    from nlp_referat.errors import ReferatError
    from nlp_referat.linking import link as link_documents
    from nlp_referat.linking.reading import read_extractions
    from nlp_referat.linking.rendering import render

    try:
        links = link_documents(document for path in paths for document in read_extractions(path))
    except ReferatError as error:
        raise _failure(str(error)) from None
    if output is None:
        sys.stdout.buffer.write(f"{links.model_dump_json()}\n".encode())
        sys.stdout.flush()
    elif any(path.resolve() == output.resolve() for path in paths):
        raise _failure(f"{output} is one of the files to read: writing to it would empty it.", status=2)
    else:
        try:
            output.write_text(f"{links.model_dump_json()}\n", encoding="utf-8")
        except OSError as error:
            raise _failure(f"Cannot write to {output}: {error.strerror}.") from None
    if show or sys.stdout.isatty():
        render(links, Console(stderr=True, emoji=False, highlight=False))


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
    from nlp_referat.readers import extract_source, read

    try:
        referat = extract_source(nlp, read(sys.stdin.buffer.read() if path == "-" else Path(path), name=path))
    except OSError as error:
        _errors.print(f"{path}: {error.strerror or error}", style="red")
        return None
    except ValueError as error:
        _errors.print(f"{path}: {error}", style="red")
        return None
    for warning in referat.warnings:
        _errors.print(f"{path}: {warning.code}: {warning.message}", style="yellow")
    return referat


def main() -> None:
    """Entry point of the ``nlp-referat`` command."""
    app()
