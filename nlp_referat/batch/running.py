"""A whole batch: sources in, an output file that is complete and in order, and what became of each source."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Final

from nlp_referat.batch.output import ErrorFile, OutputFile, Sink, Stream, begins_as_output, errors_of
from nlp_referat.batch.reading import Reader
from nlp_referat.batch.results import STANDARD_INPUT, Failure, Result, Source
from nlp_referat.batch.resuming import Done, Order, ResumeError, done_in, put_in_order
from nlp_referat.batch.sources import find_sources
from nlp_referat.batch.workers import Workers
from nlp_referat.errors import ReferatError
from nlp_referat.pipeline import load
from nlp_referat.readers import Limits
from nlp_referat.schema import ModelInfo

SHOWN: Final = 20
"""Failures that a summary holds; their file has all of them."""


class RequestError(ReferatError):
    """A batch that makes no sense as asked for."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to read and where to put it.

    Attributes:
        paths: files, folders and ``-`` for standard input.
        output: a file, or a stream that stays open.
        model: what `nlp_referat.load` takes.
        jobs: how many worker processes; None reads in this process.
        resume: go on with the output file.
        limits: how large a file may be; the readers' own limits if None.
    """

    paths: tuple[str, ...]
    output: Path | BinaryIO
    model: str | Path | None = None
    jobs: int | None = None
    resume: bool = False
    limits: Limits | None = None

    @property
    def file(self) -> Path | None:
        """The output where it is a regular file, or will be; None for streams, pipes and devices."""
        if isinstance(self.output, Path) and (self.output.is_file() or not self.output.exists()):
            return self.output
        return None

    def sources(self) -> Iterator[Source]:
        """The sources, the output's own files left out."""
        return find_sources(self.paths, (self.file, errors_of(self.file)) if self.file else ())


@dataclass(slots=True)
class Summary:
    """What became of a batch.

    Attributes:
        read: sources whose documents were written.
        skipped: sources whose documents the output held already.
        failed: sources that gave none.
        failures: the first `SHOWN` of those.
        errors: the file that lists all of them; None if there is none.
    """

    read: int = 0
    skipped: int = 0
    failed: int = 0
    failures: list[Failure] = field(default_factory=list)
    errors: Path | None = None

    def add(self, result: Result) -> None:
        """Count a source."""
        if result.failure is not None:
            self.failed += 1
            self.failures += [result.failure] if len(self.failures) < SHOWN else []
        elif result.done is not None:
            self.skipped += 1
        else:
            self.read += 1


def run(request: Request, watch: Callable[[Result], None] = lambda result: None) -> Summary:
    """Read everything and write it, each source's documents as soon as those before it are written.

    Args:
        request: what to do.
        watch: called with every result, in order, after it is written.

    Raises:
        ModelNotFoundError: when there is no such pipeline; the output is left alone.
        RequestError, ResumeError: when it cannot be done as asked for; the output is left alone.
        OSError: when the output cannot be written; what is written already stays, whole documents only.

    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Punkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt.\\n")
    >>> _ = (folder / "b.txt").write_bytes(b"\\x89PNG")
    >>> request = Request((str(folder),), folder / "out.jsonl", model="rules")
    >>> summary = run(request)
    >>> summary.read, summary.failed, summary.errors.name
    (1, 1, 'out.errors.jsonl')
    """
    _check(request)
    summary = Summary()
    with ExitStack() as stack:
        reader = _reader(request)
        stack.enter_context(reader)
        done = _done(request, reader.model)
        sink, errors = _open(request, done, stack)
        order = Order(done.lines)
        for result in reader.map(_marked(request.sources(), done)):
            _note(result, sink, errors, order)
            summary.add(result)
            watch(result)
    if errors is not None and summary.failed:
        summary.errors = errors.path
    if request.file is not None and not order.is_kept:
        put_in_order(request.file, request.sources())
    return summary


def read_all(
    paths: tuple[str, ...] | list[str], model: str | Path | None = None, jobs: int | None = None
) -> Iterator[Result]:
    """The results of files and folders, in order, for programs that put them elsewhere than in a file.

    Raises:
        ModelNotFoundError: when there is no such pipeline.

    >>> [result.failure.message for result in read_all(["findes-ikke.txt"], "rules")]
    ['No such file or directory']
    """
    with Workers(jobs, model) if jobs is not None else Reader(load(model)) as reader:
        yield from reader.map(find_sources(paths))


def _check(request: Request) -> None:
    if request.jobs is not None and STANDARD_INPUT in request.paths:
        raise RequestError("Standard input ('-') is read in this process; leave --jobs out.")
    if request.resume and (request.file is None or STANDARD_INPUT in request.paths):
        raise RequestError("--resume goes on with a file: name it with --output, and no standard input ('-').")
    if "" in request.paths:
        raise RequestError("A path is empty: name a file or a folder.")
    if request.file is None:
        return
    if not request.file.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(request.file))
    if not request.file.exists():
        return
    for path in request.paths:
        if os.path.exists(path) and os.path.samefile(path, request.file):
            raise RequestError(f"{path} is one of the documents to read: writing to it would empty it.")
        if os.path.isdir(path) and _is_in(request.file, path) and not begins_as_output(request.file):
            raise RequestError(
                f"{request.file} is one of the documents in {path}: writing to it would empty it. Name another output."
            )


def _is_in(file: Path, folder: str) -> bool:
    return os.path.realpath(file).startswith(os.path.join(os.path.realpath(folder), ""))


def _reader(request: Request) -> Reader | Workers:
    if request.jobs is None:
        return Reader(load(request.model), request.limits)
    return Workers(request.jobs, request.model, request.limits)


def _done(request: Request, model: ModelInfo) -> Done:
    if not request.resume or request.file is None:
        return Done()
    done = done_in(request.file)
    if done.model is not None and done.model != model:
        raise ResumeError(
            f"{request.file} was written by {done.model.name} {done.model.version}, and this would go on with "
            f"{model.name} {model.version}. Name the same --model, or another output."
        )
    return done


def _open(request: Request, done: Done, stack: ExitStack) -> tuple[Sink, ErrorFile | None]:
    if request.file is not None:
        sink = stack.enter_context(OutputFile(request.file, done.end))
        return sink, stack.enter_context(ErrorFile(errors_of(request.file)))
    if isinstance(request.output, Path):
        return Stream(stack.enter_context(request.output.open("wb"))), None
    return Stream(request.output), None


def _marked(sources: Iterator[Source], done: Done) -> Iterator[Source]:
    """The sources, with those that the output holds already marked so."""
    for source in sources:
        yield source if source.failure else replace(source, done=done.place(source.path))


def _note(result: Result, sink: Sink, errors: ErrorFile | None, order: Order) -> None:
    if result.failure is not None and errors is not None:
        errors.append(result.failure)
    if result.done is not None:
        order.seen(result.done)
    elif result.lines:
        sink.append(result.lines)
        order.appended(len(result.lines))
