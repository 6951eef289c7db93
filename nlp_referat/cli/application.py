"""The application that the commands belong to."""

from typing import Annotated

import typer

from nlp_referat.__about__ import VERSION

app = typer.Typer(
    help="Read the minutes (referater) of Danish municipal committees.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


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
