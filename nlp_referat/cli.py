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
        help="Pipeline: 'rules', an installed Danish spaCy pipeline, or a folder.",
    ),
]


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
