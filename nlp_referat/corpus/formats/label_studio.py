"""Label Studio's JSON for named entities: a list of tasks, each entity a ``labels`` result, offsets in code points.

Carries everything: facts stand in ``data`` beside the text, meeting and items in ``meta``, values in each
result's own ``meta``. What an annotator adds has no value. Versions before 1.4 count UTF-16 units instead;
a result's ``text`` tells which. The labelling interface needs ``<Labels name="label" toName="text">``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats.transfer import (
    Transfer,
    extras_from,
    extras_of,
    facts_from,
    facts_of,
    gold_from,
    gold_of,
)
from nlp_referat.corpus.storage import decode
from nlp_referat.errors import AnnotationError

_RESULT: Final = {"from_name": "label", "to_name": "text", "type": "labels"}


def dumps(documents: Sequence[Document], transfer: Transfer) -> bytes:
    """Write tasks, each with one annotation; entities that leave the text are misaligned."""
    tasks = [_task(document, transfer) for document in documents]
    return (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _task(document: Document, transfer: Transfer) -> dict[str, Any]:
    results = []
    for number, entity in enumerate(document.entities):
        start, end = entity.start, entity.end
        if transfer.fits(start, end, document.text, f"document {document.id!r}, {entity.label}"):
            value = {"start": start, "end": end, "text": entity.source_of(document.text), "labels": [entity.label]}
            result = {"id": f"{document.id}-{number}", **_RESULT, "value": value}
            results.append(result | {"meta": extras} if (extras := extras_of(entity)) else result)
    return {
        "data": {"text": document.text} | facts_of(document),
        "meta": gold_of(document),
        "annotations": [{"result": results}],
    }


def loads(data: bytes, transfer: Transfer) -> list[Document]:
    """Read tasks; a result whose ``text`` is not what the text has at its offsets is misaligned.

    Of several annotations of a task the last that was not cancelled counts.
    """
    return transfer.documents(_documents(data, transfer))


def _documents(data: bytes, transfer: Transfer) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        tasks = json.loads(decode(data, transfer.source))
    except json.JSONDecodeError as error:
        raise AnnotationError(f"{transfer.source}, line {error.lineno}: broken JSON ({error.msg}).") from None
    for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        place = f"task {number}"
        found = task.get("data") if isinstance(task, dict) else None
        if not isinstance(found, dict) or not isinstance(found.get("text"), str):
            raise AnnotationError(
                f'{transfer.source}, {place}: no Label Studio task: it has no data with a "text"; export it as "JSON".'
            )
        gold = gold_from(task.get("meta"))
        facts = facts_from(found, own=bool(gold))
        place = f"{place}, document {facts['id']!r}" if "id" in facts else place
        annotation = _annotation(task)
        if annotation is None:
            transfer.drop(place, "nobody annotated the task")
            continue
        entities = list(_entities(annotation, found["text"], place, transfer))
        fields = {"id": f"{transfer.stem}-{task.get('id', number)}"} | facts | gold
        yield fields | {"text": found["text"], "entities": entities}, place


def _annotation(task: Mapping[str, Any]) -> Mapping[str, Any] | None:
    done = [found for found in task.get("annotations") or [] if not found.get("was_cancelled")]
    return done[-1] if done else None


def _entities(annotation: Mapping[str, Any], text: str, place: str, transfer: Transfer) -> Iterator[dict[str, Any]]:
    for result in annotation.get("result") or []:
        if result.get("type") != "labels":  # choices, relations, comments: no spans
            continue
        value = result.get("value") or {}
        where = f"{place}, span {value.get('start')} to {value.get('end')}"
        for name in value.get("labels") or [None]:
            label = transfer.label(name, where)
            place_of = _span(value, text, where, transfer) if label else None
            if place_of:
                yield {"start": place_of[0], "end": place_of[1], "label": label} | extras_from(result.get("meta"))


def _span(value: Mapping[str, Any], text: str, where: str, transfer: Transfer) -> tuple[int, int] | None:
    """Offsets in code points; None where neither way of counting finds the result's text."""
    start, end, shown = value.get("start"), value.get("end"), value.get("text")
    if not isinstance(start, int) or not isinstance(end, int) or shown is None:
        return (start, end) if transfer.fits(start, end, text, where) else None  # type: ignore[return-value]  # ints
    for first, last in ((start, end), _from_utf16(start, end, text)):
        if 0 <= first < last <= len(text) and text[first:last] == shown:
            return first, last
    there = text[start:end] if 0 <= start <= end else ""
    transfer.misaligned(where, f"it says {shown!r}, the text has {there!r} there")
    return None


def _from_utf16(start: int, end: int, text: str) -> tuple[int, int]:
    """Offsets in code points for offsets in UTF-16 units.

    >>> _from_utf16(2, 5, "💩Ida")
    (1, 4)
    """
    units = text.encode("utf-16-le", "surrogatepass")
    first, last = (len(units[: 2 * max(0, at)].decode("utf-16-le", "ignore")) for at in (start, end))
    return first, last
