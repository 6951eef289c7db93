"""The validator at work: read what can be read, check it, and tell it with a table of counts.

Lines that cannot be read are findings like others, so that one run names all that is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from nlp_referat.corpus.checks import check_corpus
from nlp_referat.corpus.conversion import read_file, source_files
from nlp_referat.corpus.counts import AMOUNT_FACTS, OUTCOME_FACTS, Counts, count
from nlp_referat.corpus.document import Document
from nlp_referat.corpus.findings import Finding
from nlp_referat.corpus.formats import format_of
from nlp_referat.corpus.formats.transfer import Transfer
from nlp_referat.corpus.storage import lines_of, parse_line
from nlp_referat.errors import AnnotationError
from nlp_referat.labels import ENTITY_LABELS, OUTCOME_LABELS


@dataclass(frozen=True, slots=True)
class Validation:
    """What was found, and how much each split holds."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, Counts]

    @property
    def has_errors(self) -> bool:
        """Whether the corpus is unfit."""
        return any(finding.severity == "error" for finding in self.findings)


def validate(path: Path) -> Validation:
    """Check a file, or the files of a folder. Files in marked form are one split, named after their folder.

    Raises:
        AnnotationError: when the folder holds no annotated file.
        OSError: from files that cannot be opened.
    """
    splits: dict[str, list[Document]] = {}
    findings: list[Finding] = []
    for file in source_files(path):
        split = file.parent.resolve().name if file.suffix == ".ref" else file.stem
        documents, unread = _read(file, split)
        splits.setdefault(split, []).extend(documents)
        findings += unread
    empty = {split for split, documents in splits.items() if not documents} - {finding.split for finding in findings}
    findings += (Finding("error", split, "the split is empty; add documents, or delete the file") for split in empty)
    return Validation(
        tuple(findings + check_corpus(splits)), {split: count(documents) for split, documents in splits.items()}
    )


def _read(path: Path, split: str) -> tuple[list[Document], list[Finding]]:
    """The documents that can be read, and findings for the others."""
    try:
        data = path.read_bytes()
        if format_of(path, data).name != "jsonl":
            return read_file(path, Transfer(str(path))), []
        lines = list(lines_of(data, str(path)))
    except AnnotationError as error:
        return [], [Finding("error", split, str(error))]
    documents: list[Document] = []
    findings: list[Finding] = []
    for number, line in lines:
        try:
            documents.append(parse_line(line, str(path)))
        except AnnotationError as error:
            findings.append(Finding("error", split, str(error), line=number))
    return documents, findings


def table_of(counts: Mapping[str, Counts]) -> Table:
    """Counts as a table: a column for each split, a row for each thing counted."""
    table = Table()
    table.add_column("")
    for split in counts:
        table.add_column(split, justify="right")
    table.add_column("all", justify="right")
    for name, numbers in _rows(list(counts.values())):
        table.add_row(name, *(f"{number:,}" for number in (*numbers, sum(numbers))))
    return table


def _rows(counts: Sequence[Counts]) -> list[tuple[str, list[int]]]:
    rows = [
        ("documents", [each.documents for each in counts]),
        ("tokens", [each.tokens for each in counts]),
        ("entities", [sum(each.spans.values()) for each in counts]),
        *((f"  {label}", [each.spans.get(label, 0) for each in counts]) for label in ENTITY_LABELS),
        ("items", [each.items for each in counts]),
        ("outcomes", [sum(each.outcomes.values()) for each in counts]),
        *((f"  {label}", [each.outcomes.get(label, 0) for each in counts]) for label in OUTCOME_LABELS),
        ("outcomes with their facts", [each.facts.get("outcomes", 0) for each in counts]),
        *((f"  {fact}", [each.facts.get(fact, 0) for each in counts]) for fact in OUTCOME_FACTS),
        ("amounts with their scope", [each.facts.get("amounts", 0) for each in counts]),
        *((f"  {fact}", [each.facts.get(fact, 0) for each in counts]) for fact in AMOUNT_FACTS),
    ]
    return [(name, numbers) for name, numbers in rows if any(numbers) or not name.startswith(" ")]
