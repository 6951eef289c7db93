"""What the commands share: the console for messages, the choice of a pipeline, reading a document."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp_referat.schema import Referat

errors: Final = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
"""Standard error, for messages and progress."""

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME",
        help="Pipeline: 'default', 'rules', an installed Danish spaCy pipeline, or a folder.",
    ),
]


def failure(message: str, status: int = 1) -> typer.Exit:
    """Say on standard error what is wrong; the exit to raise."""
    errors.print(f"error: {message}", style="red")
    return typer.Exit(status)


def load_pipeline(model: str | None) -> "Language":
    from nlp_referat import load
    from nlp_referat.errors import ReferatError

    try:
        return load(model)
    except ReferatError as error:
        raise failure(str(error), status=2) from None


def read_document(nlp: "Language", path: str) -> "Referat | None":
    """The document's `Referat`, or None after saying on standard error why there is none."""
    from nlp_referat.readers import extract_source, read

    try:
        referat = extract_source(nlp, read(sys.stdin.buffer.read() if path == "-" else Path(path), name=path))
    except OSError as error:
        errors.print(f"{path}: {error.strerror or error}", style="red")
        return None
    except ValueError as error:
        errors.print(f"{path}: {error}", style="red")
        return None
    for warning in referat.warnings:
        errors.print(f"{path}: {warning.code}: {warning.message}", style="yellow")
    return referat
