"""What a check found, and how it is told.

>>> print(Finding("error", "train", "a space at the edge of PERSON ' Ida'", document="vester-1", line=12, offset=345))
error: train, vester-1, line 12 (offset 345): a space at the edge of PERSON ' Ida'
"""

from dataclasses import dataclass
from typing import Literal

from nlp_referat.corpus.document import Document

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful.

    Attributes:
        severity: an error makes the corpus unfit; a warning is to be looked at.
        split: the split, which is the stem of its file's name.
        message: what is wrong, and what to do where that is not plain.
        document: the document's id; None where the finding is about the file.
        line: the line in the document's text, from 1; in the file where `document` is None.
        offset: the offset into the document's text.
    """

    severity: Severity
    split: str
    message: str
    document: str | None = None
    line: int | None = None
    offset: int | None = None

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.split, self.document) if part)
        line = "" if self.line is None else f", line {self.line}"
        offset = "" if self.offset is None else f" (offset {self.offset})"
        return f"{self.severity}: {place}{line}{offset}: {self.message}"


def found_at(severity: Severity, split: str, document: Document, offset: int | None, message: str) -> Finding:
    """A finding at an offset of a document, or about the whole of it."""
    line = None if offset is None else document.text.count("\n", 0, offset) + 1
    return Finding(severity, split, message, document.id, line, offset)
