"""One pipeline that reads many files, each as if it were the first."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from spacy.language import Language

from nlp_referat import readers
from nlp_referat.batch.results import STANDARD_INPUT, Failure, Result, Source
from nlp_referat.pipes.names import Names
from nlp_referat.pipes.view import forget
from nlp_referat.readers.opening import why
from nlp_referat.schema import ModelInfo, Referat


class Reader:
    """Reads sources in this process, one after the other; what goes wrong with one is its result.

    Args:
        nlp: the pipeline.
        limits: how large a file may be; the readers' own limits if None.

    >>> from nlp_referat import load
    >>> Reader(load("rules")).read("findes-ikke.txt").failure.message
    'No such file or directory'
    """

    def __init__(self, nlp: Language, limits: readers.Limits | None = None) -> None:
        self.nlp = nlp
        self.limits = limits

    @property
    def model(self) -> ModelInfo:
        """Which pipeline reads."""
        return ModelInfo(name=self.nlp.meta["name"], version=self.nlp.meta["version"])

    def map(self, sources: Iterator[Source]) -> Iterator[Result]:
        """The result of each source, in order."""
        for source in sources:
            yield source.settled() or self.read(source.path)

    def read(self, path: str) -> Result:
        """Read a file, or standard input where the path is ``-``. Never raises because of what is in it."""
        try:
            # The words of a document leave with it: the vocabulary of a batch would grow without end.
            with self.nlp.memory_zone():
                referats = list(self._referats(path))
                forget()
            lines = tuple(referat.model_dump_json().encode("utf-8") for referat in referats)
        except OSError as error:
            return _failed(path, error, why(error))
        except ValueError as error:
            return _failed(path, error, str(error))
        except MemoryError as error:
            return _failed(path, error, "The memory is not enough for this document. Split it.")
        except Exception as error:  # one bad file never stops the rest, whatever a parser makes of it
            return _failed(path, error, f"An error that should not be: {type(error).__name__}: {error}. Please report.")
        finally:
            self._forget()
        notes = tuple(f"{warning.code}: {warning.message}" for referat in referats for warning in referat.warnings)
        return Result(path, lines, notes)

    def _referats(self, path: str) -> Iterator[Referat]:
        if path == STANDARD_INPUT:
            documents = readers.read_all(sys.stdin.buffer.read(), name=path, limits=self.limits)
        else:
            documents = readers.read_all(Path(path), name=path, limits=self.limits)
        for document in documents:
            yield readers.extract_source(self.nlp, document)

    def _forget(self) -> None:
        """Drop what the encoder remembers of earlier documents.

        An 8-bit network scales a batch as a whole, so which segments are read together shows in the scores. Without
        this the output would depend on which documents the same process has read before.
        """
        for _, component in self.nlp.pipeline:
            if isinstance(component, Names):
                component.encoder.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(ValueError):
            forget()


def _failed(path: str, error: Exception, message: str) -> Result:
    return Result(path, failure=Failure(path, type(error).__name__, message))
