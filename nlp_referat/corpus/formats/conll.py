"""CoNLL with IOB2 tags: a token and its tag a line, a blank line behind each line of the text.

    # id = vestermose-teknik-1
    # text = "Byrådet gav 350 t.kr.\\n"
    Byrådet	B-COMMITTEE
    gav	O
    350	B-MONEY
    t.kr.	I-MONEY

Carries facts, text and entities, and neither meeting, items, amounts' values and scopes nor what is optional.

Files of others may have more columns (of those that hold IOB2 tags the last one counts), numbered tokens and a
bare ``# text = …``. ``# id =``, ``# newdoc id =`` and ``-DOCSTART-`` begin a document; in a file without them each
sentence that has a ``# sent_id =`` is one, or else the whole file. Without a text, tokens are joined by spaces and
sentences by line breaks.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from spacy.tokens import Doc

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats.transfer import FACTS, Transfer, aligned, facts_from, facts_of, tokens_of
from nlp_referat.corpus.storage import decode
from nlp_referat.errors import AnnotationError

_TAG: Final = re.compile(r"O|([BI])-(\S+)")
_COMMENT: Final = re.compile(r"# ?([\w ]+?) *(?:= ?(.*))?")
_BEGINS: Final = ("id", "newdoc id", "newdoc")
_BREAKS: Final = re.compile("[\x7f-\x9f\u2028\u2029]")


def dumps(documents: Sequence[Document], transfer: Transfer) -> bytes:
    """Write documents; entities have to begin and end where tokens do, and not to overlap.

    >>> dumps([Document(id="a", text="Ja.", labels=())], Transfer("x")).decode().split("\\n")
    ['# id = a', '# kind = referat', '# labels = []', '# text = "Ja."', 'Ja\\tO', '.\\tO', '', '']
    """
    return "".join(line + "\n" for document in documents for line in _lines(document, transfer)).encode("utf-8")


def _lines(document: Document, transfer: Transfer) -> Iterator[str]:
    for key, value in facts_of(document).items():
        if value is not None:
            yield f"# {key} = {_written(value)}"
    doc = tokens_of(document.text)
    tags = ["O"] * len(doc)
    for entity, first, behind in aligned(document, doc, transfer):
        tags[first:behind] = [f"B-{entity.label}", *[f"I-{entity.label}"] * (behind - first - 1)]
    for first, behind in _sentences(doc, tags):
        yield f"# text = {_quoted(doc[first:behind].text_with_ws)}"
        yield from (f"{doc[at].text}\t{tags[at]}" for at in range(first, behind) if not doc[at].text.isspace())
        yield ""


def _sentences(doc: Doc, tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines of the text; blank ones go with the one before, and a name stays whole."""
    first, has_word = 0, False
    for token in doc:
        has_word |= not token.text.isspace()
        following = tags[token.i + 1] if token.i + 1 < len(tags) else "O"
        if has_word and "\n" in token.text and not following.startswith("I"):
            yield first, token.i + 1
            first, has_word = token.i + 1, False
    if first < len(doc) or not len(doc):
        yield first, len(doc)


def _quoted(value: object) -> str:
    """As JSON, and no line break of any kind in it."""
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _written(value: object) -> str:
    """A fact: as it is, or as JSON where it would not come back."""
    if isinstance(value, str) and value == value.strip() and value.isprintable() and value[:1] not in ('"', "[", ""):
        return value
    return _quoted(value)


@dataclass(slots=True)
class _Sentence:
    line: int
    comments: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    first_row: int = 0


def loads(data: bytes, transfer: Transfer) -> list[Document]:
    """Read a file of this library or of others.

    >>> [document] = loads("Ida\\tB-PER\\nHolm\\tI-PER\\nkom\\tO\\n".encode(), Transfer("x.iob2"))
    >>> document.text, document.entities[0].source_of(document.text)
    ('Ida Holm kom', 'Ida Holm')

    Raises:
        AnnotationError: naming the line, on a tag that is no IOB2, or tokens that its text does not hold. An I- tag
            that continues nothing is misaligned.
    """
    sentences = [
        sentence for sentence in _sentences_of(decode(data, transfer.source)) if sentence.rows or sentence.comments
    ]
    columns = _columns(sentences, transfer.source)
    return transfer.documents(
        _document(group, number, columns, transfer) for number, group in enumerate(_groups(sentences), 1)
    )


def _sentences_of(text: str) -> Iterator[_Sentence]:
    sentence = _Sentence(1)
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not sentence.rows and _is_comment(line):
            if comment := _COMMENT.fullmatch(line):
                sentence.comments.setdefault(comment[1], comment[2] or "")
        elif line.strip():
            sentence.first_row = sentence.first_row or number
            sentence.rows.append(line.split("\t") if "\t" in line else line.split())
        elif not line.strip():
            yield sentence
            sentence = _Sentence(number + 1)
    yield sentence


def _is_comment(line: str) -> bool:
    """Whether the line is a comment, and not the token "#" with its columns."""
    if not line.startswith("#") or "\t" in line:
        return False
    return bool(re.match(r"# ?[\w ]+=", line)) or not _TAG.fullmatch(line.split()[-1])


def _groups(sentences: Sequence[_Sentence]) -> Iterator[list[_Sentence]]:
    """The sentences of each document."""
    marked = any(_begins(sentence) for sentence in sentences)
    named = not marked and any("sent_id" in sentence.comments for sentence in sentences)
    group: list[_Sentence] = []
    for sentence in sentences:
        if group and (named or _begins(sentence)):
            yield group
            group = []
        if not _is_start(sentence):
            group.append(sentence)
    if group:
        yield group


def _is_start(sentence: _Sentence) -> bool:
    return len(sentence.rows) == 1 and sentence.rows[0][0] == "-DOCSTART-"


def _begins(sentence: _Sentence) -> bool:
    return _is_start(sentence) or any(key in sentence.comments for key in _BEGINS)


def _columns(sentences: Sequence[_Sentence], source: str) -> tuple[int, int]:
    """The columns of the token and of the tag."""
    rows = [row for sentence in sentences if not _is_start(sentence) for row in sentence.rows]
    for sentence in sentences:
        for offset, row in enumerate(sentence.rows):
            if len(row) < 2:
                line = sentence.first_row + offset
                raise AnnotationError(f"{source}, line {line}: {' '.join(row)!r} has no tag; write token, tab, tag.")
    width = min((len(row) for row in rows), default=2)
    numbered = width > 2 and all(row[0].isdecimal() for row in rows)
    shares = [sum(bool(_TAG.fullmatch(row[at])) for row in rows) for at in range(1 + numbered, width)]
    best = max(shares, default=0)
    if rows and not best:
        raise AnnotationError(f"{source}: no column holds IOB2 tags (O, B-PERSON, I-PERSON); tag the tokens so.")
    return int(numbered), 1 + numbered + len(shares) - 1 - shares[::-1].index(best)


def _document(
    sentences: Sequence[_Sentence], number: int, columns: tuple[int, int], transfer: Transfer
) -> tuple[dict[str, Any], str]:
    """The fields of a document, and where it begins."""
    parts: list[str] = []
    entities: list[dict[str, Any]] = []
    length = 0
    for sentence in sentences:
        text, places = _text(sentence, columns[0], transfer)
        for start, end, name, line in _tagged(sentence, places, columns[1], transfer):
            if label := transfer.label(name, f"line {line}"):
                entities.append({"start": length + start, "end": length + end, "label": label})
        parts.append(text)
        length += len(text)
    comments = sentences[0].comments
    own = "id" in comments and "kind" in comments
    given = {key: _read(comments[key]) for key in FACTS if key in comments}
    name = comments.get("newdoc id") or comments.get("sent_id") or f"{transfer.stem}-{number}"
    text = "".join(parts)
    text = text if own else text.removesuffix("\n")
    return {"id": name} | facts_from(given, own) | {"text": text, "entities": entities}, f"line {sentences[0].line}"


def _read(value: str) -> Any:
    try:
        return json.loads(value) if value[:1] in ('"', "[") else value
    except json.JSONDecodeError:
        return value


def _text(sentence: _Sentence, column: int, transfer: Transfer) -> tuple[str, list[tuple[int, int]]]:
    """The text of a sentence, and the place of each of its tokens in it."""
    tokens = [row[column] for row in sentence.rows]
    written = sentence.comments.get("text")
    if written is None:
        text = " ".join(tokens) + "\n"
        return text, _places(tokens, text) or []
    candidates = [written + "\n"]
    if written.startswith('"') and isinstance(read := _read(written), str) and read != written:
        candidates.insert(0, read)
    for text in candidates:
        places = _places(tokens, text)
        if places is not None:
            return text, places
    raise AnnotationError(
        f"{transfer.source}, line {sentence.line}: the tokens {' '.join(tokens)[:60]!r} are not those of the text "
        f"{written[:60]!r}; mend one of them, or delete the comment to have tokens joined by spaces."
    )


def _places(tokens: Iterable[str], text: str) -> list[tuple[int, int]] | None:
    """Where each token stands; None if there is anything but white space between them."""
    places, behind = [], 0
    for token in tokens:
        start = text.find(token, behind)
        if start < 0 or text[behind:start].strip():
            return None
        behind = start + len(token)
        places.append((start, behind))
    return None if text[behind:].strip() else places


def _tagged(
    sentence: _Sentence, places: Sequence[tuple[int, int]], column: int, transfer: Transfer
) -> Iterator[tuple[int, int, str, int]]:
    """Start, end, label and line of each entity."""
    open_span: tuple[int, int, str, int] | None = None
    for offset, (row, (start, end)) in enumerate(zip(sentence.rows, places, strict=True)):
        line = sentence.first_row + offset
        tag = _TAG.fullmatch(row[column])
        if not tag:
            raise AnnotationError(
                f"{transfer.source}, line {line}: {row[column]!r} is no IOB2 tag (O, B-PERSON, I-PERSON); mend it."
            )
        if tag[1] == "I" and (open_span is None or open_span[2] != tag[2]):
            transfer.misaligned(f"line {line}", f"{row[column]!r} goes on with what the token before it did not begin")
            if open_span:
                yield open_span
            open_span = None
            continue
        if tag[1] == "I" and open_span:
            open_span = (open_span[0], end, open_span[2], open_span[3])
            continue
        if open_span:
            yield open_span
        open_span = (start, end, tag[2], line) if tag[1] == "B" else None
    if open_span:
        yield open_span
