"""The corpus on disk: one JSONL file a split, one document a line, every key always there.

``datasets.load_dataset("json", data_files={"train": "train.jsonl"})`` reads it as it is.

>>> from tempfile import mkdtemp
>>> folder = Path(mkdtemp())
>>> write_documents(folder / "train.jsonl", [Document(id="a", text="Godkendt.")])
>>> [document.id for document in read_documents(folder)], list(read_splits(folder))
(['a'], ['train'])
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from nlp_referat.corpus.document import Document
from nlp_referat.errors import AnnotationError
from nlp_referat.writing import file_beside

SUFFIX: Final = ".jsonl"


def read_documents(path: Path) -> list[Document]:
    """Read a JSONL file, or all of a folder in the order of their names.

    Raises:
        AnnotationError: naming file and line: broken JSON, unknown keys or labels, offsets beyond the text,
            a file without documents, a folder without files.
        OSError: from a path that cannot be opened.
    """
    return [document for documents in read_splits(path).values() for document in documents]


def read_splits(path: Path) -> dict[str, list[Document]]:
    """The documents of each split, which is the stem of its file's name. Raises as `read_documents`."""
    return {file.stem: _read_file(file) for file in split_files(path)}


def split_files(path: Path) -> list[Path]:
    """The files that `path` stands for: itself, or the JSONL files in the folder."""
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.iterdir() if file.suffix == SUFFIX)
    if not files:
        raise AnnotationError(f"{path}: no {SUFFIX} file in this folder; name the folder that holds the splits.")
    return files


def _read_file(path: Path) -> list[Document]:
    documents = []
    for number, line in lines_of(path.read_bytes(), str(path)):
        document = parse_line(line, f"{path}, line {number}")
        check_offsets(document, f"{path}, line {number}")
        documents.append(document)
    if not documents:
        raise AnnotationError(f"{path}: the split is empty; add documents to it, or delete the file.")
    return documents


def lines_of(data: bytes, source: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, numbered from 1.

    >>> list(lines_of(b'{}\\n\\n{}\\n', "x"))
    [(1, '{}'), (3, '{}')]
    """
    yield from ((number, line) for number, line in enumerate(decode(data, source).split("\n"), 1) if line.strip())


def decode(data: bytes, source: str) -> str:
    """The text of a UTF-8 file, line breaks as they are, without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AnnotationError(f"{source}, line {line}: this is no UTF-8; save the file as UTF-8.") from None


def parse_line(line: str, place: str) -> Document:
    """One document from its JSON; `place` stands before what is wrong with it.

    >>> parse_line('{"id": "a", "text": "Ja", "entity": []}', "x.jsonl, line 7")
    Traceback (most recent call last):
    nlp_referat.errors.AnnotationError: x.jsonl, line 7: document 'a': unknown key 'entity'; delete it or mend its name.
    """
    try:
        return Document.model_validate_json(line, strict=True)
    except ValidationError as error:
        raise AnnotationError(f"{place}: {_problem(line, error)}") from None


def _problem(line: str, error: ValidationError) -> str:
    details = error.errors()[0]
    if details["type"] == "json_invalid":
        reason = details["msg"].removeprefix("Invalid JSON: ").replace(" at line 1 column", " at column")
        return f"broken JSON ({reason}); a line must hold one whole JSON object."
    name = _name(line)
    where = ".".join(str(part) for part in details["loc"])
    match details["type"]:
        case "extra_forbidden":
            return f"{name}: unknown key {where!r}; delete it or mend its name."
        case "missing":
            return f"{name}: the key {where!r} is missing; add it."
        case "literal_error":
            return f"{name}: {where} is {details['input']!r}; it must be one of {details['ctx']['expected']}."
    return f"{name}: {where or 'the line'}: {details['msg']} (is {str(details['input'])[:60]!r}); mend it."


def _name(line: str) -> str:
    """What the message calls the document, which could not be read as one."""
    found = json.loads(line)
    return f"document {found['id']!r}" if isinstance(found, dict) and isinstance(found.get("id"), str) else "document"


def check_offsets(document: Document, place: str) -> None:
    """Raise an `AnnotationError` if a span leaves the text."""
    for what, start, end in document.spans():
        if not 0 <= start <= end <= len(document.text):
            raise AnnotationError(
                f"{place}: document {document.id!r}: {what} at {start} to {end} is no span of the text, which has "
                f"{len(document.text)} characters; offsets count code points."
            )


def write_documents(path: Path, documents: Iterable[Document]) -> None:
    """Write a split, whole or not at all.

    Raises:
        AnnotationError: when there is no document to write.
        OSError: when the file cannot be written; what was there before stays.
    """
    lines = [document.model_dump_json() + "\n" for document in documents]
    if not lines:
        raise AnnotationError(f"{path}: there is no document to write; an empty split cannot be read back.")
    write_whole(path, "".join(lines).encode("utf-8"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and then put it there; missing folders are made."""
    with file_beside(path) as beside:
        beside.write_bytes(data)
