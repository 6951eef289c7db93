"""Clauses that decide, each with its outcome: from annotated minutes, and from files of labelled clauses."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.storage import decode
from nlp_referat.errors import AnnotationError
from nlp_referat.labels import OUTCOME_LABELS, OutcomeLabel

Decision = tuple[str, OutcomeLabel]
"""A clause's words and the outcome that they state."""

# A sentence ends at a stop, or where a line ends that is too short to have been broken by the page.
_ENDS: Final = re.compile(r"(?<=[^\W\d]{3})[.!?](?=\s|$)|\n\s*\n|(?:(?<=\n)|^)[^\n]{0,59}\n")
_STOPS: Final = re.compile(r"[.!?](?=\s|$)|\n")
_POINT: Final = re.compile(r"\s*(?:(?:at|ad|pkt\.?|punkt)\s*\d+\s*[:.)]|\d+[.)])\s*", re.IGNORECASE)


def from_decisions(documents: Iterable[Document]) -> Iterator[Decision]:
    """The clauses that decide, as their words and as the whole sentence where only one outcome stands in it."""
    for document in documents:
        for item in document.items or ():
            places = [(outcome.start, outcome.end) for outcome in item.outcomes]
            for outcome in item.outcomes:
                if outcome.start == outcome.end:
                    continue
                sentence = _sentence(document.text, outcome.start, outcome.end)
                shared = sum(start < sentence[1] and sentence[0] < end for start, end in places) > 1
                for start, end in {(outcome.start, outcome.end), *([] if shared else [sentence])}:
                    yield document.text[start:end], outcome.label


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, without the number of its point."""
    before = max((match.end() for match in _ENDS.finditer(text, max(0, start - 300), start)), default=start)
    after = next((match.start() for match in _STOPS.finditer(text, end)), end)
    point = _POINT.match(text, before, start)
    before = point.end() if point else before
    while before < start and text[before].isspace():
        before += 1
    return (before, after) if after - end < 300 else (start, end)


def read_clauses(path: Path) -> list[tuple[str, OutcomeLabel | None]]:
    """Labelled clauses: a JSONL file with ``label`` and ``text``; the label of a clause that decides nothing is null.

    Raises:
        AnnotationError: naming the line that is none.
    """
    clauses: list[tuple[str, OutcomeLabel | None]] = []
    for number, line in enumerate(decode(path.read_bytes(), str(path)).splitlines(), 1):
        try:
            row = json.loads(line)
            if row["label"] is not None and row["label"] not in OUTCOME_LABELS:
                raise AnnotationError(f"{path}, line {number}: unknown outcome label {row['label']!r}.")
            clauses.append((str(row["text"]), row["label"]))
        except (json.JSONDecodeError, KeyError, TypeError):
            raise AnnotationError(f'{path}, line {number}: not of the form {{"label": …, "text": …}}.') from None
    return clauses
