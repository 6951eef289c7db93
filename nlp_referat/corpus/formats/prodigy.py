"""Prodigy's JSONL: a task a line with ``text``, ``tokens`` and ``spans``, offsets in code points.

Carries everything: facts stand in ``meta``, which Prodigy shows; meeting and items under ``referat``, values
on the spans. What an annotator adds has no value; what the annotator rejected or passed over is left out.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats.transfer import (
    Transfer,
    aligned,
    extras_from,
    extras_of,
    facts_from,
    facts_of,
    gold_from,
    gold_of,
    tokens_of,
)
from nlp_referat.corpus.storage import lines_of
from nlp_referat.errors import AnnotationError


def dumps(documents: Sequence[Document], transfer: Transfer) -> bytes:
    """Write tasks, one a line; entities have to begin and end where tokens do."""
    return "".join(json.dumps(_task(doc, transfer), ensure_ascii=False) + "\n" for doc in documents).encode("utf-8")


def _task(document: Document, transfer: Transfer) -> dict[str, Any]:
    doc = tokens_of(document.text)
    tokens = [
        {"text": token.text, "start": token.idx, "end": token.idx + len(token), "id": token.i}
        | {"ws": bool(token.whitespace_)}
        for token in doc
    ]
    spans = [
        {"start": entity.start, "end": entity.end, "token_start": first, "token_end": behind - 1, "label": entity.label}
        | extras_of(entity)
        for entity, first, behind in aligned(document, doc, transfer)
    ]
    facts = {key: value for key, value in facts_of(document).items() if value is not None}
    return {"text": document.text, "tokens": tokens, "spans": spans, "meta": facts, "referat": gold_of(document)}


def loads(data: bytes, transfer: Transfer) -> list[Document]:
    """Read tasks; a span that is none of the text, or not at its own file's tokens, is misaligned.

    >>> [document] = loads(b'{"text": "Ida kom.", "spans": [{"start": 0, "end": 3, "label": "PER"}]}', Transfer("x"))
    >>> document.id, document.labels, document.entities[0].label
    ('x-1', ('PERSON',), 'PERSON')
    """
    return transfer.documents(_documents(data, transfer))


def _documents(data: bytes, transfer: Transfer) -> Iterator[tuple[dict[str, Any], str]]:
    for number, line in lines_of(data, transfer.source):
        place = f"line {number}"
        task = _parsed(line, f"{transfer.source}, {place}")
        answer = task.get("answer", "accept")
        if answer != "accept":
            transfer.drop(place, f"the task's answer is {answer!r}")
            continue
        facts = facts_from(task.get("meta"), own="referat" in task)
        place = f"{place}, document {facts['id']!r}" if "id" in facts else place
        entities = list(_entities(task, place, transfer))
        fields = {"id": f"{transfer.stem}-{number}"} | facts | gold_from(task.get("referat"))
        yield fields | {"text": task["text"], "entities": entities}, place


def _parsed(line: str, place: str) -> dict[str, Any]:
    try:
        task = json.loads(line)
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{place}: broken JSON ({error}); a line must hold one whole task.") from None
    if not isinstance(task, dict) or not isinstance(task.get("text"), str):
        raise AnnotationError(f'{place}: no Prodigy task: it has no "text"; export the dataset with db-out.')
    return task


def _entities(task: dict[str, Any], place: str, transfer: Transfer) -> Iterator[dict[str, Any]]:
    text, tokens = task["text"], task.get("tokens") or []
    starts = {token.get("start") for token in tokens}
    ends = {token.get("end") for token in tokens}
    for token in tokens:
        start, end = token.get("start"), token.get("end")
        if text[start:end] != token.get("text"):
            raise AnnotationError(
                f"{transfer.source}, {place}: token {token.get('text')!r} at {start} to {end} is not what the text has "
                f"there, {text[start:end]!r}; text and tokens must be of one version."
            )
    for span in task.get("spans") or []:
        start, end = span.get("start"), span.get("end")
        where = f"{place}, span {start} to {end}"
        label = transfer.label(span.get("label"), where)
        if label is None or not transfer.fits(start, end, text, where):
            continue
        if tokens and (start not in starts or end not in ends):
            transfer.misaligned(where, f"{text[start:end]!r} begins or ends inside a token")
            continue
        yield {"start": start, "end": end, "label": label} | extras_from(span)
