"""The command line: ``nlp-referat extract`` for machines, ``show`` and ``view`` for people."""

from nlp_referat.cli import corpora, documents  # their commands
from nlp_referat.cli.application import app
from nlp_referat.cli.documents import EXAMPLE

__all__ = ["EXAMPLE", "app", "corpora", "documents", "main"]


def main() -> None:
    """Entry point of the ``nlp-referat`` command."""
    app()
