"""Annotated minutes as people write them: the document with its gold marked inline, below a few lines of facts.

    id: vestermose-teknik-1
    municipality: Vestermose Kommune
    layout: markdown
    committee: Teknik- og Miljøudvalget
    date: 2024-03-12
    present: Ida Holm; Per Ågaard
    ---
    # **Punkt 7: ⟦ITEM 7 case=24-001 kind=B:Cykelsti ved ⟦LOC:Åvej⟧⟧**
    **Beslutning**
    ⟦OUT INDSTILLES recommended=GODKENDT recipient=Byrådet:Indstilles til ⟦COMMITTEE:Byrådets⟧ godkendelse⟧.
    Fraværende: ⟦ABSENT:⟦PERSON:Per Ågaard⟧⟧

A mark is ``⟦HEAD:text⟧``; marks may stand inside each other. The heads:

* an entity label, with ``?`` before it where two careful readers could differ; an amount has its value after
  it: ``⟦MONEY=10800000 approx:10,8 mio. kr.⟧``, ``⟦MONEY=2500 EUR max year:2.500 €⟧``,
  ``⟦MONEY=3000000..4000000:3-4 mio. kr.⟧``, ``⟦PERCENT=0.5 point:0,5 procentpoint⟧``, ``⟦MONEY=?:…⟧``; and what it
  is about, ``⟦MONEY=900000 role=decided in=each_year,2025..2028 direction=expense:900.000 kr.⟧``, with
  ``in=year,2025``, ``in=each_year``, ``in=each_year,2026..``, ``in=until,..2028``;
* ``ITEM number`` around an item's title, with ``case=``, ``kind=B|O|D`` and ``closed``; number ``-`` for none.
  ``title=`` and ``absent=A;B`` only where the text does not show them;
* ``OUT [point] LABEL`` around an outcome's words, with ``?`` before it where readers could differ, and with
  ``proposal=`` (what was done about the proposal), ``recommended=``, ``recipient=``, ``final=yes|no``,
  ``conditional``, ``partial``, ``for=``, ``against=``, ``abstain=``, ``unanimous`` (``_`` for a space).
  ``⟦OUT INGEN_BESLUTNING:⟧`` marks an empty decision field;
* ``PAST LABEL`` around an earlier decision's words, with ``date=`` and ``by=``;
* ``ABSENT`` around the name of somebody absent from the item.

Everything else is the document, line breaks included. `parse` and `render` are each other's inverse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

from pydantic import ValidationError

from nlp_referat.corpus.document import Annotation, Document, EarlierGold, ItemGold, MeetingGold, OutcomeGold
from nlp_referat.corpus.marks import Head, earlier_head, entity_head, item_head, outcome_head, read_head
from nlp_referat.errors import AnnotationError, first_problem

_PIECE: Final = re.compile(r"⟦(?P<head>[^:⟦⟧]*):|⟧|⟦")
_RULE: Final = "\n---\n"
_LISTS: Final = ("present", "absent", "labels", "facts")
_MEETING: Final = tuple(MeetingGold.model_fields)
_FACTS: Final = ("id", "municipality", "layout", "source", "kind", "labels", "facts", *_MEETING)


@dataclass
class _Mark:
    head: str
    start: int
    line: int = 0
    end: int = 0


@dataclass
class _Gold:
    entities: list[Annotation] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)


def parse(marked: str, name: str = "text") -> Document:
    """Read one marked document.

    Args:
        marked: facts, a line ``---``, and the document with its marks.
        name: what to call it in messages; its id, where the facts give none.

    Raises:
        AnnotationError: naming the line, where a mark or a fact is broken.

    >>> document = parse("committee: Byrådet\\n---\\n⟦ITEM 1:Budget⟧\\n⟦OUT GODKENDT:Ja⟧: ⟦MONEY=350000:350 t.kr.⟧\\n")
    >>> document.text, document.items[0].outcomes[0].label, document.entities[0].money.value
    ('Budget\\nJa: 350 t.kr.\\n', 'GODKENDT', Decimal('350000'))
    """
    facts, rule, body = marked.partition(_RULE)
    if not rule:
        facts, body = "", marked
    text, marks = _unmark(body, name, facts.count("\n") + 2 if rule else 0)
    gold = _Gold()
    for mark in marks:
        try:
            _add(gold, mark, text)
        except ValueError as error:
            problem = first_problem(error, with_input=True) if isinstance(error, ValidationError) else error
            shown = f"⟦{mark.head}:{text[mark.start : mark.end]}⟧"
            raise AnnotationError(f"{name}, line {mark.line + 1}: {shown}: {problem}") from None
    fields, lines = _facts(facts, name)
    meeting = {key: fields.pop(key) for key in _MEETING if key in fields}
    gold_fields = {"entities": gold.entities, "meeting": meeting or None, "items": gold.items or None}
    try:
        return Document.model_validate({"id": name} | fields | {"text": text} | gold_fields)
    except ValidationError as error:
        keys = [key for key in error.errors()[0]["loc"] if key in lines]
        place = f", line {lines[str(keys[0])]}" if keys else ""
        raise AnnotationError(f"{name}{place}: {first_problem(error, with_input=True)}") from None


def _facts(block: str, name: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The facts, and the line on which each stands."""
    fields: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(block.split("\n") if block else (), 1):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or key not in _FACTS:
            raise AnnotationError(f"{name}, line {number}: {line!r} is no fact; known are {', '.join(_FACTS)}.")
        if key in lines:
            raise AnnotationError(f"{name}, line {number}: {key} stands on line {lines[key]} already; delete one.")
        lines[key] = number
        if key in _LISTS:
            fields[key] = tuple(part.strip() for part in value.split(";") if part.strip())
        elif value:
            fields[key] = value
    return fields, lines


def _unmark(body: str, name: str, line: int) -> tuple[str, list[_Mark]]:
    """The document, and its marks in the order in which they open."""
    parts: list[str] = []
    marks: list[_Mark] = []
    open_marks: list[_Mark] = []
    position = length = 0
    for piece in _PIECE.finditer(body):
        parts.append(body[position : piece.start()])
        length += piece.start() - position
        line += body.count("\n", position, piece.end())
        position = piece.end()
        if piece["head"] is not None:
            mark = _Mark(piece["head"].strip(), length, line)
            marks.append(mark)
            open_marks.append(mark)
        elif piece[0] == "⟧" and open_marks:
            open_marks.pop().end = length
        else:
            before = body[position : position + 30]
            raise AnnotationError(f"{name}, line {line + 1}: a stray {piece[0]} before {before!r}: delete or mend it.")
    if open_marks:
        raise AnnotationError(f"{name}, line {open_marks[-1].line + 1}: ⟦{open_marks[-1].head}: is never closed")
    parts.append(body[position:])
    return "".join(parts), marks


def _add(gold: _Gold, mark: _Mark, text: str) -> None:
    """Write one mark into the gold."""
    head: Head = read_head(mark.head)
    covered = text[mark.start : mark.end]
    if covered != covered.strip():
        raise ValueError("space at the edge: put the mark around the words only")
    if not covered and head.kind != "OUT":
        raise ValueError("covers nothing: only an outcome may be empty")
    fields = {"start": mark.start, "end": mark.end} | head.fields
    match head.kind:
        case "ITEM":
            fields = {"title": _title(covered)} | fields
            gold.items.append(ItemGold.model_validate(fields).model_dump())
        case "OUT":
            _item(gold)["outcomes"] += (OutcomeGold.model_validate(fields).model_dump(),)
        case "PAST":
            _item(gold)["history"] += (EarlierGold.model_validate(fields).model_dump(),)
        case "ABSENT":
            _item(gold)["absent"] += (_one_line(covered),)
        case "ENTITY":
            gold.entities.append(Annotation.model_validate(fields))


def _item(gold: _Gold) -> dict[str, Any]:
    if not gold.items:
        raise ValueError("stands before the first ITEM")
    return gold.items[-1]


def _title(covered: str) -> str:
    return re.sub(r"[\s*]+", " ", covered).strip()


def _one_line(covered: str) -> str:
    return re.sub(r"\s+", " ", covered)


def render(document: Document) -> str:
    """Write one document in marked form; `parse` gives it back.

    What is in no order of its own (entities, items, outcomes) comes back in the order of the text, and empty
    meeting facts or items as None. Absent names are marked at their last mention in the item.

    Raises:
        AnnotationError: where marked form cannot hold the document: spans that cross each other, outcomes
            outside their item, the marks' own brackets in the text.

    >>> print(render(parse("id: a\\n---\\nAf ⟦?PERSON:Ida⟧, ⟦MONEY=2.50 max:2½ kr.⟧")))
    id: a
    kind: referat
    ---
    Af ⟦?PERSON:Ida⟧, ⟦MONEY=2.50 max:2½ kr.⟧
    """
    if bracket := re.search("[⟦⟧]", document.text):
        raise AnnotationError(
            f"{document.id}: the text holds {bracket[0]} (offset {bracket.start()}), which marks use; keep it as jsonl."
        )
    marked = "\n".join(_written_facts(document)) + _RULE + _written_body(document)
    again = parse(marked, document.id)
    in_order = _in_order(document)
    for key in Document.model_fields:
        if getattr(again, key) != getattr(in_order, key):
            raise AnnotationError(f"{document.id}: its {key} cannot be written in marked form; keep it as jsonl.")
    return marked


def _written_facts(document: Document) -> Iterator[str]:
    for key in _FACTS:
        owner = document.meeting if key in _MEETING else document
        value = getattr(owner, key, None)
        if key in ("id", "kind") or value not in (None, (), "", Document.model_fields["labels"].default):
            yield f"{key}: {'; '.join(value) if isinstance(value, tuple) else value}"
        elif key == "labels" and value == ():
            yield "labels:"


def _order(span: Annotation | ItemGold | OutcomeGold | EarlierGold | _Mark) -> tuple[int, bool, int]:
    """As marks open: an empty one before those that begin at its place, a longer one before what it holds."""
    return span.start, span.end > span.start, -span.end


def _in_order(document: Document) -> Document:
    items = tuple(
        item.model_copy(
            update={
                "outcomes": tuple(sorted(item.outcomes, key=_order)),
                "history": tuple(sorted(item.history, key=_order)),
            }
        )
        for item in sorted(document.items or (), key=_order)
    )
    meeting = None if document.meeting == MeetingGold() else document.meeting
    entities = tuple(sorted(document.entities, key=_order))
    return document.model_copy(update={"entities": entities, "items": items or None, "meeting": meeting})


def _written_body(document: Document) -> str:
    text, parts, position = document.text, list[str](), 0
    open_ends: list[int] = []
    for mark in sorted(_marks(document), key=_order):
        while open_ends and open_ends[-1] <= mark.start:
            end = open_ends.pop()
            parts += (text[position:end], "⟧")
            position = end
        if not 0 <= mark.start <= mark.end <= len(text) or (open_ends and open_ends[-1] < mark.end):
            raise AnnotationError(
                f"{document.id}: {mark.head} at offset {mark.start} to {mark.end} crosses another mark or leaves the "
                "text; run check-corpus, or keep it as jsonl."
            )
        parts += (text[position : mark.start], f"⟦{mark.head}:")
        position = mark.start
        open_ends.append(mark.end)
    for end in reversed(open_ends):
        parts += (text[position:end], "⟧")
        position = end
    return "".join([*parts, text[position:]])


def _marks(document: Document) -> list[_Mark]:
    """Every mark; where several cover the same words, the outer ones come first."""
    marks: list[_Mark] = []
    names = [_Mark(entity_head(entity), entity.start, 0, entity.end) for entity in document.entities]
    items = sorted(document.items or (), key=_order)
    for item, following in zip_longest(items, items[1:]):
        others = [_Mark(outcome_head(outcome), outcome.start, 0, outcome.end) for outcome in item.outcomes]
        others += (_Mark(earlier_head(earlier), earlier.start, 0, earlier.end) for earlier in item.history)
        stretch = item.end, following.start if following else len(document.text)
        absent = _absent_marks(item.absent, document.text, stretch, [*others, *names])
        head = item_head(item, _title(document.text[item.start : item.end]), () if absent else item.absent)
        marks += (_Mark(head, item.start, 0, item.end), *others, *absent)
    return marks + names


def _absent_marks(names: tuple[str, ...], text: str, stretch: tuple[int, int], others: list[_Mark]) -> list[_Mark]:
    """Marks around the last mentions that come in the order of `names`; none if one is missing."""
    start, end = stretch
    found: list[_Mark] = []
    for name in reversed(names):
        words = r"\s+".join(re.escape(word) for word in name.split(" "))
        mentions = [
            _Mark("ABSENT", mention.start(), 0, mention.end())
            for mention in re.compile(rf"(?<!\w){words}(?!\w)").finditer(text, start, end)
        ]
        fitting = [mark for mark in mentions if not any(_cross(mark, other) for other in others)]
        if not fitting:
            return []
        named = [mark for mark in fitting if any((mark.start, mark.end) == (by.start, by.end) for by in others)]
        found.append((named or fitting)[-1])
        end = found[-1].start
    return found[::-1]


def _cross(one: _Mark, other: _Mark) -> bool:
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end
