"""The commands for documents: extract, export, show, view, link, schema."""

import os
import sys
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from nlp_referat.cli.application import app
from nlp_referat.cli.console import (
    MaxSize,
    Model,
    errors,
    failure,
    limits_of,
    load_pipeline,
    not_written,
    read_document,
    write_whole,
)

EXAMPLE = "eksempel.txt"
_KINDS = "PDF, web page, Word (.docx), Markdown, text or FirstAgenda JSON, told by content, not by name"


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
        typer.Option(
            "--output", "-o", metavar="FILE", readable=False, help="Write to FILE instead of standard output."
        ),
    ] = None,
    model: Model = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            help="Read with N processes, one document at a time each. Even with one, a document that its process dies "
            "of is a failure as others are.",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with FILE: skip what it holds, even after a kill.")
    ] = False,
    max_size: MaxSize = None,
) -> None:
    """Print one JSON object per document (referat/1), one a line, in the order given; in folders by name.

    What cannot be read is listed at the end with the reason, and beside FILE in FILE.errors.jsonl; the others are
    done, the exit status is 1.

    [bold]Example:[/bold] nlp-referat extract minutes/ -o out.jsonl --jobs 2
    """
    from nlp_referat.batch import Request, RequestError
    from nlp_referat.batch.command import extract as extract_batch
    from nlp_referat.errors import ModelNotFoundError, ReferatError

    if output is not None and str(output) == ".":  # what an empty name comes as
        raise failure("The output is a folder: name a file.", status=2)
    request = Request(tuple(paths), output or sys.stdout.buffer, model, jobs, resume, limits_of(max_size))
    try:
        status = extract_batch(request, errors)
    except (ModelNotFoundError, RequestError) as error:
        raise failure(str(error), status=2) from None
    except ReferatError as error:
        raise failure(str(error)) from None
    except BrokenPipeError:  # the reader of our output has enough, as `head` does: no message helps
        raise
    except OSError as error:
        message = not_written(error.filename or output or "standard output", error)
        # An error with a name is one of opening: nothing is written then.
        raise failure(message if error.filename else f"{message} {_stays(request.file)}") from None
    except KeyboardInterrupt:
        raise failure(f"Stopped. {_stays(request.file)}", status=130) from None
    if status:
        raise typer.Exit(status)


def _stays(file: Path | None) -> str:
    return "What is written already stays" + ("." if file is None else "; go on with --resume.")


@app.command()
def export(
    source: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="What `extract` wrote.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="PATH", readable=False, help="A folder for csv and parquet, else a file."
        ),
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
    from nlp_referat.export.exporting import check
    from nlp_referat.readers.opening import why
    from nlp_referat.readers.source import written_name

    try:
        check(source, output, to)
    except ReferatError as error:
        raise failure(str(error), status=2) from None
    try:
        exported = export_file(source, output, to)
    except ReferatError as error:
        raise failure(str(error)) from None
    except OSError as error:
        if error.filename is not None and str(error.filename) == str(source):
            raise failure(f"{source}: {why(error).rstrip('.')}.") from None
        raise failure(not_written(output, error)) from None
    for left_out in exported.left_out:
        errors.print(str(left_out), style="yellow")
    counts = ", ".join(f"{count} {table}" for table, count in exported.counts.items())
    print(f"{written_name(str(output))}: {counts}")
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
    max_size: MaxSize = None,
) -> None:
    """Print a document's meeting, decisions, amounts and names readably.

    [bold]Example:[/bold] nlp-referat show referat.txt
    """
    from nlp_referat.show import render

    source = path if path is not None else str(resources.files("nlp_referat") / "data" / EXAMPLE)
    _, referat = read_document(load_pipeline(model), source, limits_of(max_size))
    for warning in referat.warnings:
        errors.print(f"{source}: {warning.code}: {warning.message}", style="yellow")
    render(referat, Console(emoji=False))


@app.command()
def view(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A document to read; '-' reads standard input.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="PAGE", readable=False, help="The page to write, such as x.html."),
    ],
    model: Model = None,
    max_size: MaxSize = None,
) -> None:
    """Write a page, in Danish, that shows what was found in a document and where it stands.

    The page needs nothing else: it can be sent, printed, and read without a network.

    [bold]Example:[/bold] nlp-referat view referat.pdf -o referat.html
    """
    from nlp_referat.page import render_page
    from nlp_referat.readers.source import written_name

    if path != "-" and _is_same(Path(path), output):
        raise failure(f"{output} is the document to read: writing to it would empty it.", status=2)
    source, referat = read_document(load_pipeline(model), path, limits_of(max_size))
    write_whole(output, render_page(referat, source.text))
    print(f"{written_name(str(output))}: open it in a browser")


def _is_same(file: Path, other: Path) -> bool:
    """Whether both are one file, by whatever names."""
    if os.path.realpath(file) == os.path.realpath(other):
        return True
    return file.exists() and other.exists() and file.samefile(other)


@app.command()
def link(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="JSON", readable=False, help="What extract wrote: one JSON object a file, or one a line."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", readable=False, help="Write to FILE instead of standard output."
        ),
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
        raise failure(str(error)) from None
    if output is None:
        sys.stdout.buffer.write(f"{links.model_dump_json()}\n".encode())
        sys.stdout.flush()
    elif any(_is_same(path, output) for path in paths):
        raise failure(f"{output} is one of the files to read: writing to it would empty it.", status=2)
    else:
        write_whole(output, f"{links.model_dump_json()}\n")
    if show or sys.stdout.isatty():
        render(links, Console(stderr=True, emoji=False, highlight=False))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the output.

    [bold]Example:[/bold] nlp-referat schema > referat-1.schema.json
    """
    import json

    from nlp_referat.schema import json_schema

    sys.stdout.buffer.write(f"{json.dumps(json_schema(), ensure_ascii=False, indent=1)}\n".encode())
    sys.stdout.flush()
