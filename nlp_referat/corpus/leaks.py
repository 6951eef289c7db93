"""What splits share that they must not: ids, documents, long lines, municipalities and persons.

A model that is tested on what it was trained on looks better than it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.findings import Finding, found_at

LONG_LINE: Final = 60
"""Shorter lines are formulas and headings, which all minutes share."""

_Placed = tuple[str, Document]
"""A document and the split that it is in."""


def check_splits(splits: Mapping[str, Sequence[Document]]) -> list[Finding]:
    """Everything that documents share although they must not.

    >>> splits = {split: [Document(id=split, municipality="Vester Kommune", text=split)] for split in ("dev", "train")}
    >>> print(*check_splits(splits))
    error: train, train: Vester Kommune is in dev too (dev); a municipality belongs in one split
    """
    placed = [(split, document) for split, documents in splits.items() for document in documents]
    return [
        *_same_ids(placed),
        *_same_texts(placed),
        *_same_lines(placed),
        *_same_municipalities(placed),
        *_same_persons(placed),
    ]


def _same_ids(placed: Sequence[_Placed]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for split, document in placed:
        if document.id in first:
            where = f"in {first[document.id]} too"
            yield found_at("error", split, document, None, f"the id is used {where}; give every document its own")
        first.setdefault(document.id, split)


def _same_texts(placed: Sequence[_Placed]) -> Iterator[Finding]:
    first: dict[str, _Placed] = {}
    for split, document in placed:
        other, twin = first.setdefault(_plain(document.text), (split, document))
        if twin is not document:
            message = f"the text is that of {twin.id} in {other}; delete one of the two"
            yield found_at("warning" if other == split else "error", split, document, None, message)


def _same_lines(placed: Sequence[_Placed]) -> Iterator[Finding]:
    """One finding for each two documents of different splits: the first line that they share, and how many."""
    first: dict[str, _Placed] = {}
    for split, document in placed:
        shared: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for offset, line in _long_lines(document.text):
            other, twin = first.setdefault(line, (split, document))
            if other != split and _plain(twin.text) != _plain(document.text):  # which is said already
                shared[twin.id].append((offset, line, other))
        for name, lines in shared.items():
            offset, line, other = lines[0]
            message = f"{len(lines)} long lines stand in {name} in {other} too, first {line[:LONG_LINE]!r}; reword them"
            yield found_at("error", split, document, offset, message)


def _long_lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        if len(plain := _plain(line)) >= LONG_LINE:
            yield offset, plain
        offset += len(line) + 1


def _plain(text: str) -> str:
    return re.sub(r"[\s*#|_]+", " ", text).strip().casefold()


def _same_municipalities(placed: Sequence[_Placed]) -> Iterator[Finding]:
    named = (
        (_plain(doc.municipality), doc.municipality, None, (split, doc)) for split, doc in placed if doc.municipality
    )
    yield from _shared(named, "{} is in {} too ({}); a municipality belongs in one split")


def _same_persons(placed: Sequence[_Placed]) -> Iterator[Finding]:
    named = (
        (key, name, offset, (split, document))
        for split, document in placed
        for name, offset in _persons(document)
        if " " in (key := person_key(name))
    )
    yield from _shared(named, "{} is named in {} too ({}); give the person another name in one of the splits")


def _persons(document: Document) -> Iterator[tuple[str, int | None]]:
    for entity in document.entities:
        if entity.label == "PERSON":
            yield entity.source_of(document.text), entity.start
    for name in (*document.meeting.present, *document.meeting.absent) if document.meeting else ():
        yield name, None


def person_key(name: str) -> str:
    """What a name has in common with its genitive, and with itself broken over a line.

    >>> person_key("Ida Bjerre-\\nKraghs") == person_key("Ida  Bjerre-Kragh")
    True
    """
    joined = re.sub(r"-\s*|\u00ad", "", name)
    return re.sub(r"s?['’]s?$|s$", "", re.sub(r"\s+", " ", joined).strip().casefold())


def _shared(named: Iterable[tuple[str, str, int | None, _Placed]], message: str) -> Iterator[Finding]:
    """A finding for each key and split that an earlier split has too, at its first mention."""
    first: dict[str, _Placed] = {}
    told: set[tuple[str, str]] = set()
    for key, name, offset, (split, document) in named:
        other, twin = first.setdefault(key, (split, document))
        if other != split and (key, split) not in told:
            told.add((key, split))
            shown = re.sub(r"\s+", " ", name)
            yield found_at("error", split, document, offset, message.format(shown, other, twin.id))
