"""The formats that annotated documents are kept and exchanged in, one module each.

=============  ====================  ==========================================
name           files                 carries
=============  ====================  ==========================================
jsonl          ``.jsonl``            everything
marked         ``.ref``, a folder    everything
prodigy        ``.jsonl``            everything
label-studio   ``.json``             everything
docbin         ``.spacy``            everything
conll          ``.conll``, ``.iob2`` facts, text and entities without values
=============  ====================  ==========================================
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.formats import conll, docbin, jsonl, label_studio, marked, prodigy
from nlp_referat.corpus.formats.transfer import Transfer
from nlp_referat.errors import AnnotationError


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the endings of its files (the first is written), and its two functions."""

    name: str
    suffixes: tuple[str, ...]
    loads: Callable[[bytes, Transfer], list[Document]]
    dumps: Callable[[Sequence[Document], Transfer], bytes]
    one_a_file: bool = False
    entities_only: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    format.name: format
    for format in (
        Format("jsonl", (".jsonl",), jsonl.loads, jsonl.dumps),
        Format("marked", (".ref",), marked.loads, marked.dumps, one_a_file=True),
        Format("prodigy", (".jsonl",), prodigy.loads, prodigy.dumps),
        Format("label-studio", (".json",), label_studio.loads, label_studio.dumps),
        Format("docbin", (".spacy",), docbin.loads, docbin.dumps),
        Format("conll", (".conll", ".iob2", ".iob", ".bio", ".conllu", ".tsv"), conll.loads, conll.dumps, False, True),
    )
}

SUFFIXES: Final = frozenset(suffix for format in FORMATS.values() for suffix in format.suffixes)


def format_of(path: Path, data: bytes | None = None) -> Format:
    """The format of a file by its ending, and by its first line where the ending leaves it open.

    Raises:
        AnnotationError: when the ending is none of the known ones.

    >>> format_of(Path("a.iob2")).name, format_of(Path("a.jsonl"), b'{"text": "Ja", "spans": []}').name
    ('conll', 'prodigy')
    """
    found = [format for format in FORMATS.values() if path.suffix.lower() in format.suffixes]
    if not found:
        names, endings = ", ".join(FORMATS), ", ".join(sorted(SUFFIXES))
        raise AnnotationError(
            f"{path}: unknown ending {path.suffix!r} (known: {endings}); say which format it is: {names}."
        )
    if len(found) > 1 and data is not None and _is_prodigy(data):
        return FORMATS["prodigy"]
    return found[0]


def _is_prodigy(data: bytes) -> bool:
    try:
        task = json.loads(data.lstrip(b"\xef\xbb\xbf \r\n").split(b"\n", 1)[0])
    except ValueError:
        return False
    return isinstance(task, dict) and "entities" not in task and ("id" not in task or "spans" in task)
