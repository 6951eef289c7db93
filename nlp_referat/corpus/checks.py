"""The validator: what is wrong with annotated documents, one by one and against each other.

Pure functions from documents to findings; `nlp_referat.corpus.validation` reads the files and prints.

>>> from nlp_referat.corpus.marked import parse
>>> for finding in check_document(parse("⟦PERSON:Ida⟧s⟦ORG: ⟧".replace("ORG: ", "ORG:x"), "a"), "train"):
...     print(finding)
warning: train, a, line 1 (offset 0): PERSON 'Ida' ends inside a word: 'Idasx'
warning: train, a, line 1 (offset 4): ORG 'x' begins inside a word: 'Idasx'
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from spacy.vocab import Vocab

from nlp_referat.corpus.document import Document, EarlierGold, ItemGold, OutcomeGold
from nlp_referat.corpus.findings import Finding, Severity, found_at
from nlp_referat.corpus.leaks import check_splits
from nlp_referat.pipes.tokenizer import Tokenizer

_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd⟦⟧]")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_AMOUNTS = {"MONEY": "money", "PERCENT": "percent"}


def check_corpus(splits: Mapping[str, Sequence[Document]]) -> list[Finding]:
    """Everything that is wrong with a corpus, split by split, and then across the splits."""
    findings = [
        finding
        for split, documents in splits.items()
        for document in documents
        for finding in check_document(document, split)
    ]
    return findings + check_splits(splits)


def check_document(document: Document, split: str) -> list[Finding]:
    """Everything that is wrong with one document by itself."""
    found = [
        *_check_text(document),
        *_check_spans(document),
        *_check_entities(document),
        *_check_items(document),
        *_check_facts(document),
        *_check_unannotated(document),
        *_check_scopes(document),
    ]
    return [found_at(severity, split, document, offset, message) for severity, offset, message in found]


_Found = Iterator[tuple[Severity, int | None, str]]


def _check_text(document: Document) -> _Found:
    if not document.text.strip():
        yield "error", None, "the text is empty"
    for odd in _ODD.finditer(document.text):
        yield "warning", odd.start(), f"the text holds {odd[0]!r}, which looks like damage or a mark left over"


def _check_spans(document: Document) -> _Found:
    """Offsets and edges of everything that has a place."""
    for what, start, end in document.spans():
        covered = document.text[start:end]
        if not _inside(document, start, end):
            yield (
                "error",
                None,
                f"{what} at {start} to {end} leaves the text, which has {len(document.text)} characters",
            )
        elif start == end and not what.startswith("outcome"):
            yield "error", start, f"{what} covers nothing"
        elif covered != covered.strip():
            yield "error", start, f"{what} {covered!r} has white space at its edge"


def _inside(document: Document, start: int, end: int) -> bool:
    return 0 <= start <= end <= len(document.text)


def _check_entities(document: Document) -> _Found:
    text = document.text
    entities = sorted(document.entities, key=lambda entity: (entity.start, entity.end))
    doc = Tokenizer(Vocab())(text)
    edges = {edge for token in doc for edge in (token.idx, token.idx + len(token))}
    for entity in entities:
        named = f"{entity.label} {entity.source_of(text)!r}"
        if entity.label not in document.labels:
            yield "error", entity.start, f"{named}: the document's labels say that nobody looked for {entity.label}"
        for label, field in _AMOUNTS.items():
            has_value = getattr(entity, field) is not None
            if has_value and entity.label != label:
                yield "error", entity.start, f"{named} has a value of {label}"
            elif not has_value and entity.label == label:
                yield "warning", entity.start, f"{named} has no value"
        if _inside(document, entity.start, entity.end) and entity.start < entity.end:
            around = text[max(0, entity.start - 10) : entity.end + 10]
            for verb, at in (("begins", entity.start), ("ends", entity.end)):
                if _cuts(text, at):
                    yield "warning", entity.start, f"{named} {verb} inside a word: {around!r}"
                elif at not in edges:
                    token = next(token.text for token in doc if token.idx < at < token.idx + len(token))
                    yield "warning", entity.start, f"{named} {verb} inside the token {token!r}: {around!r}"
    for one, other in pairwise(entities):
        if other.start < one.end:
            shown = f"{one.label} {one.source_of(text)!r} and {other.label} {other.source_of(text)!r}"
            yield "error", other.start, f"{shown} overlap; keep the longer"


def _cuts(text: str, offset: int) -> bool:
    """Whether the offset stands between two letters, two digits, or a letter and a mark on it."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    letters = (before.isalpha() or unicodedata.combining(before)) and (after.isalpha() or unicodedata.combining(after))
    return bool(letters) or (before.isdigit() and after.isdigit())


def _check_items(document: Document) -> _Found:
    items = sorted(document.items or (), key=lambda item: item.start)
    for item, following in zip_longest(items, items[1:]):
        end = following.start if following else len(document.text)
        if item.end > end:
            yield "error", item.start, f"{_named(item)}: its title overlaps the next item's, or leaves the text"
        if _letters(item.title) != _letters(document.text[item.start : item.end]):
            yield (
                "warning",
                item.start,
                f"{_named(item)} has other words than its place, {document.text[item.start : item.end]!r}",
            )
        for span in (*item.outcomes, *item.history):
            if not item.end <= span.start <= span.end <= end:
                yield (
                    "error",
                    min(span.start, len(document.text)),
                    f"{_named(item)}: {span.label} stands outside the item",
                )
        yield from _check_crossing(item)
        if document.kind == "dagsorden" and item.outcomes:
            yield "warning", item.start, f"{_named(item)} has an outcome, but the document is an agenda"


def _check_crossing(item: ItemGold) -> _Found:
    """Outcomes may lie in each other (two points in one clause), but not cross."""
    spans: list[OutcomeGold | EarlierGold] = sorted(
        (*item.outcomes, *item.history), key=lambda span: (span.start, -span.end)
    )
    for index, one in enumerate(spans):
        for other in spans[index + 1 :]:
            if one.start < other.start < one.end < other.end:
                yield "error", other.start, f"{_named(item)}: {one.label} and {other.label} cross each other"


def _named(item: ItemGold) -> str:
    return f"item {item.number or '-'} {item.title!r}"


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _check_facts(document: Document) -> _Found:
    meeting = document.meeting
    if meeting and meeting.time is not None and not _TIME.fullmatch(meeting.time):
        yield "error", None, f"the meeting's time {meeting.time!r} is not written as 16:30"
    letters = _letters(document.text)
    for what, names in _names(document):
        for name in names:
            if _letters(name) not in letters:
                yield "warning", None, f"{what} {name!r} is not named in the text"


def _check_unannotated(document: Document) -> _Found:
    """Facts that are given although the document's `facts` say that nobody looked for them."""
    given = [("scope", entity.start) for entity in document.entities if entity.scope]
    for item in document.items or ():
        given += (("final", outcome.start) for outcome in item.outcomes if outcome.of_proposal)
        given += (("votes", outcome.start) for outcome in item.outcomes if outcome.unanimous)
    for fact, start in given:
        if fact not in document.facts:
            yield "error", start, f"{fact} is annotated here, which the document's facts do not name; add it there"


def _check_scopes(document: Document) -> _Found:
    for entity in document.entities:
        if entity.scope is None:
            continue
        named, period = f"{entity.label} {entity.source_of(document.text)!r}", entity.scope.period
        if entity.label != "MONEY":
            yield "error", entity.start, f"{named} has a scope, which only MONEY has"
        if period is None:
            continue
        years = f"{period.first}..{period.last}"
        if period.first is not None and period.last is not None and period.first > period.last:
            yield "error", entity.start, f"{named}: its period {years} ends before it begins"
        elif period.kind in ("year", "until") and period.last is None:
            yield "error", entity.start, f"{named}: its period {years} of kind {period.kind!r} has no last year"


def _names(document: Document) -> Iterator[tuple[str, Sequence[str]]]:
    if document.municipality:
        yield "municipality", (document.municipality,)
    if document.meeting:
        yield "committee", (document.meeting.committee,) if document.meeting.committee else ()
        yield "participant", document.meeting.present
        yield "absentee", document.meeting.absent
    for item in document.items or ():
        yield f"absentee of {_named(item)}", item.absent
