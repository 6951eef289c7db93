"""The command line: ``nlp-referat extract`` for machines, ``show`` and ``view`` for people."""

import io
import os
import signal
import sys

from nlp_referat.cli import corpora, documents  # their commands
from nlp_referat.cli.application import app
from nlp_referat.cli.console import errors, not_written
from nlp_referat.cli.documents import EXAMPLE

__all__ = ["EXAMPLE", "app", "corpora", "documents", "main"]


def main() -> None:
    """Entry point of the ``nlp-referat`` command."""
    for name in ("SIGTERM", "SIGHUP"):
        _end_tidily(name)
    if isinstance(sys.stdout, io.TextIOWrapper):  # where the terminal knows no æ, a question mark is better than none
        sys.stdout.reconfigure(errors="replace")
    try:
        app()
    except SystemExit as end:
        sys.exit(_flushed(end.code))
    except OSError as error:
        errors.print(f"error: {not_written(error.filename or 'standard output', error)}", style="red")
        sys.exit(_flushed(1))
    except MemoryError:
        errors.print("error: The memory is not enough. Split the document, or use fewer --jobs.", style="red")
        sys.exit(1)


def _end_tidily(name: str) -> None:
    """Let a signal end the command as an exit, so that files that are not whole are taken away."""
    number = getattr(signal, name, None)  # Windows has fewer
    if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores one
        signal.signal(number, lambda which, _: sys.exit(128 + which))


def _flushed(status: str | int | None) -> str | int | None:
    """Write out what is left for standard output; the exit status, which is 1 where it cannot be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        if not status:
            errors.print(f"error: {not_written('standard output', error)}", style="red")
        # At exit Python would try again, and complain in its own words.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status or 1
    return status
