"""``nlp-referat extract``: progress while it runs, and at the end what could not be read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from nlp_referat.batch.results import Result
from nlp_referat.batch.running import Request, Summary, run

FAILED: Final = 1
"""Exit status when a source gave no document."""

NOTES: Final = 50
"""Warnings that are printed one by one; the output holds all of them."""


class RateColumn(ProgressColumn):
    """Sources a second, or a minute where that says more.

    >>> RateColumn.text(0.25), RateColumn.text(12.34)
    ('15.0/min', '12.3/s')
    """

    @staticmethod
    def text(rate: float) -> str:
        """The rate with its unit."""
        return f"{rate:.1f}/s" if rate >= 1 else f"{rate * 60:.1f}/min"

    def render(self, task: Task) -> Text:
        """The column's text."""
        rate = task.finished_speed or task.speed
        return Text("" if rate is None else self.text(rate), style="progress.data.speed")


class Watch:
    """Says on a console what happens to each source, as it happens.

    Args:
        console: where to.
        lists_failures: whether somebody else lists the failures at the end.
        progress: the bar, with its one task.
    """

    def __init__(self, console: Console, lists_failures: bool, progress: Progress | None = None) -> None:
        self._console = console
        self._lists_failures = lists_failures
        self._progress = progress
        self._failed = 0
        self._skipped = 0
        self._printed = 0
        self._unprinted: Counter[str] = Counter()

    def __call__(self, result: Result) -> None:
        for note in result.notes:
            self._note(result.source, note)
        if result.failure is not None:
            self._failed += 1
            if not self._lists_failures:
                self._console.print(str(result.failure), style="red")
        self._skipped += result.done is not None
        if self._progress is not None:
            self._move(self._progress, result)

    def _note(self, source: str, note: str) -> None:
        if self._printed < NOTES:
            self._printed += 1
            self._console.print(f"{source}: {note}", style="yellow")
        else:
            self._unprinted[note.partition(":")[0]] += 1

    def finish(self) -> None:
        """Say how many warnings were not printed: of thousands of documents nobody would see the failures."""
        if self._unprinted:
            counts = ", ".join(f"{code} {count}" for code, count in self._unprinted.most_common())
            total = self._unprinted.total()
            self._console.print(f"and {total} more warnings, which the output holds: {counts}", style="yellow")

    def _move(self, progress: Progress, result: Result) -> None:
        task = progress.tasks[0]
        if result.done is not None and task.total is not None:  # it took no time: the rate shall not count it
            progress.update(task.id, total=task.total - 1)
        else:
            progress.update(task.id, advance=1)
        failed = f"{self._failed} failed" if self._failed else ""
        skipped = f"{self._skipped} done before" if self._skipped else ""
        progress.update(task.id, notes=", ".join(filter(None, (failed, skipped))))


def extract(request: Request, console: Console) -> int:
    """Run a batch and give the exit status; raises as `run` does."""
    with _progress(request, console) as progress:
        watch = Watch(console, request.file is not None, progress)
        summary = run(request, watch)
    watch.finish()
    if request.file is not None:
        _list_failures(summary, console)
    return FAILED if summary.failed else 0


@contextmanager
def _progress(request: Request, console: Console) -> Iterator[Progress | None]:
    """A bar when somebody watches and there is more than one source."""
    total = sum(1 for _ in request.sources()) if console.is_terminal else 0
    if total < 2:
        yield None
        return
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[notes]}"),
    )
    with Progress(*columns, console=console) as progress:
        progress.add_task("Reading", total=total, notes="")
        yield progress


def _list_failures(summary: Summary, console: Console) -> None:
    for failure in summary.failures:
        console.print(str(failure), style="red")
    if summary.failed > len(summary.failures):
        console.print(f"and {summary.failed - len(summary.failures)} more", style="red")
    if summary.failed:
        everything = summary.failed + summary.read + summary.skipped
        console.print(f"{summary.failed} of {everything} could not be read; listed in {summary.errors}", style="red")
