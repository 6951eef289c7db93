"""The commands for documents: extract, export, show, view, link, schema."""

import sys
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from nlp_referat.cli.application import app
from nlp_referat.cli.console import Model, errors, failure, load_pipeline, read_document

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
        status = extract_batch(request, errors)
    except (ModelNotFoundError, RequestError) as error:
        raise failure(str(error), status=2) from None
    except ReferatError as error:
        raise failure(str(error)) from None
    except BrokenPipeError:  # the reader of our output has enough, as `head` does: no message helps
        raise
    except OSError as error:
        target = output or "standard output"
        raise failure(f"Cannot write to {target}: {error.strerror}. What is written already stays.") from None
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
        raise failure(str(error), status=2) from None
    try:
        exported = export_file(source, output, to)
    except ReferatError as error:
        raise failure(str(error)) from None
    except OSError as error:
        raise failure(f"{error.filename or output}: {error.strerror or error}.") from None
    for left_out in exported.left_out:
        errors.print(str(left_out), style="yellow")
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
    referat = read_document(load_pipeline(model), source)
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
        raise failure(f"{output} is the document to read: writing to it would empty it.", status=2)
    nlp = load_pipeline(model)
    try:
        source = read(sys.stdin.buffer.read() if path == "-" else Path(path), name=path)
        page = render_page(extract_source(nlp, source), source.text)
    except OSError as error:
        raise failure(f"{path}: {error.strerror or error}") from None
    except ValueError as error:
        raise failure(f"{path}: {error}") from None
    try:
        output.write_text(page, encoding="utf-8", newline="")
    except OSError as error:
        raise failure(f"Cannot write to {output}: {error.strerror}.") from None
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
        raise failure(str(error)) from None
    if output is None:
        sys.stdout.buffer.write(f"{links.model_dump_json()}\n".encode())
        sys.stdout.flush()
    elif any(path.resolve() == output.resolve() for path in paths):
        raise failure(f"{output} is one of the files to read: writing to it would empty it.", status=2)
    else:
        try:
            output.write_text(f"{links.model_dump_json()}\n", encoding="utf-8")
        except OSError as error:
            raise failure(f"Cannot write to {output}: {error.strerror}.") from None
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
