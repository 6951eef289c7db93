"""Reading gold: one JSONL file, a folder of splits, or a folder of texts with their annotations beside them.

The last holds, per document NAME, ``NAME.txt`` (the raw text), ``NAME.jsonl`` (one span a line: start, end,
label, norm, optional) and, for minutes, ``NAME.decisions.json`` (meeting, items, outcomes; no places).
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from nlp_referat.corpus.document import Annotation, Document, EarlierGold, ItemGold
from nlp_referat.corpus.storage import read_documents
from nlp_referat.errors import AnnotationError, ReferatError, first_problem
from nlp_referat.evaluation.meetings import TolerantMeeting
from nlp_referat.evaluation.outcomes import ToleratedOutcome
from nlp_referat.labels import EntityLabel

_LABELS: Final[tuple[EntityLabel, ...]] = ("PERSON", "COMMITTEE", "FUND", "MONEY", "PERCENT")
_NO_PLACE: Final = {"start": 0, "end": 0}


def read_gold(path: Path) -> list[Document]:
    """Read the documents of a file or folder, in order of file name and line.

    Raises:
        ReferatError: when there is nothing there, or no document in it.
        AnnotationError: when an annotation is wrong, naming file and line.
    """
    if not path.exists():
        raise ReferatError(f"There is no gold at {path}: give a JSONL file, a folder of splits, or of texts.")
    documents = _read_folder(path) if path.is_dir() else _read_split(path)
    _check_ids(documents, path)
    return documents


def _read_folder(folder: Path) -> list[Document]:
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise ReferatError(f"{folder} holds no .jsonl file: give a JSONL file, a folder of splits, or of texts.")
    bare = [file for file in files if not file.with_suffix(".txt").exists()]
    if bare and len(bare) < len(files):
        raise ReferatError(
            f"{folder}: {bare[0].name} has no {bare[0].stem}.txt beside it, other files have one. "
            "A folder holds either splits, or texts each with its annotations."
        )
    if bare:
        return [document for file in files for document in _read_split(file)]
    return [_read_text_with_spans(file.with_suffix(".txt")) for file in files]


def _read_split(file: Path) -> list[Document]:
    try:
        return read_documents(file)
    except OSError as error:
        raise ReferatError(f"{file} cannot be read: {error.strerror}.") from None


def _check_ids(documents: Iterable[Document], path: Path) -> None:
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise AnnotationError(f"{path}: two documents have the id {document.id!r}. Give each its own.")
        seen.add(document.id)


def _read_text_with_spans(file: Path) -> Document:
    text = _content(file)
    spans = file.with_suffix(".jsonl")
    lines = _content(spans).split("\n")
    entities = tuple(
        _annotation(line, text, f"{spans}, line {number}") for number, line in enumerate(lines, 1) if line.strip()
    )
    decisions = file.with_suffix(".decisions.json")
    fields = _decisions(decisions) if decisions.exists() else {}
    return Document(id=file.stem, source=file.parent.name, labels=_LABELS, text=text, entities=entities, **fields)


def _content(file: Path) -> str:
    """The text of a file; its line breaks as they are, since offsets count them."""
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReferatError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise AnnotationError(f"{file} is no UTF-8 at byte {error.start}. Save it as UTF-8.") from None


def _annotation(line: str, text: str, where: str) -> Annotation:
    try:
        fields = json.loads(line)
        value = {"MONEY": "money", "PERCENT": "percent"}.get(fields["label"])
        known = {key: fields[key] for key in ("start", "end", "label")} | {"optional": fields.get("optional", False)}
        if value is not None and fields.get("norm"):
            known[value] = fields["norm"]
        annotation = Annotation.model_validate(known)
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise AnnotationError(f"{where}: is no annotation: {_reason(error)}") from None
    if not annotation.start < annotation.end <= len(text) or annotation.source_of(text) != fields.get("text"):
        covered = annotation.source_of(text)
        raise AnnotationError(f"{where}: the span covers {covered!r}, not {fields.get('text')!r}. Correct its offsets.")
    return annotation


def _decisions(file: Path) -> dict[str, Any]:
    """The fields of a document that ``NAME.decisions.json`` gives."""
    try:
        gold = json.loads(_content(file))
        earlier = gold.get("history") or {}
        return {
            "municipality": gold["municipality"],
            "meeting": _meeting(gold),
            "items": tuple(_item(item, earlier.get(item["number"], ())) for item in gold["items"]),
        }
    except AnnotationError:
        raise
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnnotationError(f"{file}: holds no decisions: {_reason(error)}") from None


def _meeting(gold: Mapping[str, Any]) -> TolerantMeeting:
    people: dict[str, list[str]] = {"present": [], "absent": [], "either": []}
    for name, status in gold["participants"].items():
        if status not in people:
            raise ValueError(f"{name} is {status!r}, which is none of {', '.join(people)}")
        people[status].append(name)
    facts = {key: gold[key] for key in ("committee", "date", "time", "location")}
    return TolerantMeeting.model_validate(facts | people)


def _item(item: Mapping[str, Any], earlier: Iterable[Mapping[str, Any]]) -> ItemGold:
    history = tuple(
        EarlierGold(start=0, end=0, label=label, date=one["date"], committee=one["committee"])
        for one in earlier
        for label in one["labels"]
    )
    return ItemGold(
        start=0,
        end=0,
        number=item["number"],
        title=item["title"],
        case_number=item.get("case_number"),
        kind=item.get("kind"),
        closed=item["closed"],
        outcomes=tuple(_outcome(outcome) for outcome in item["outcomes"]),
        absent=tuple(item["absent"]),
        history=history,
    )


def _outcome(outcome: Mapping[str, Any]) -> ToleratedOutcome:
    known = {key: value for key, value in outcome.items() if key in ToleratedOutcome.model_fields and value is not None}
    return ToleratedOutcome.model_validate(_NO_PLACE | known)


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return first_problem(error, with_input=True)
    return f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
