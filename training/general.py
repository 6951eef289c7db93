"""An encoder measured on general Danish NER: F1 on the words of a Universal NER corpus, by seqeval.

The encoder is asked alone, without rules and thresholds. COMMITTEE and FUND are organisations there; such names in
small letters ("byrådet") are not annotated there and are left out.
"""

from pathlib import Path
from typing import Final

from seqeval.metrics import classification_report

from nlp_referat.encoder.model import Encoder
from nlp_referat.encoder.tags import Found
from nlp_referat.errors import AnnotationError

_LABELS: Final = {"PERSON": "PER", "COMMITTEE": "ORG", "FUND": "ORG", "ORG": "ORG", "LOC": "LOC"}
_BODIES: Final = frozenset({"COMMITTEE", "FUND"})
Places = list[tuple[int, int]]


def score_general(encoder: Encoder, path: Path) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by label and together, on an ``.iob2`` file."""
    sentences = list(_sentences(path))
    alone = Encoder(encoder.files)
    alone.settings = encoder.settings.model_copy(update={"thresholds": {}})
    found = alone.find([text for text, _, _ in sentences])
    gold = [tags for _, _, tags in sentences]
    read = [_tags(text, places, names) for (text, places, _), names in zip(sentences, found, strict=True)]
    report = classification_report(gold, read, output_dict=True, zero_division=0)
    return {label: {key: round(float(value), 4) for key, value in row.items()} for label, row in report.items()}


def _sentences(path: Path) -> list[tuple[str, Places, list[str]]]:
    sentences = []
    for number, block in enumerate(path.read_text(encoding="utf8").split("\n\n"), 1):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if not rows:
            continue
        text = next((line[9:] for line in block.splitlines() if line.startswith("# text = ")), "")
        places: Places = []
        for row in rows:
            start = text.find(row[1], places[-1][1] if places else 0) if len(row) > 2 else -1
            if start < 0:
                raise AnnotationError(f"{path}, sentence {number}: give a Universal NER file (.iob2).")
            places.append((start, start + len(row[1])))
        known = {f"{edge}-{label}" for edge in "BI" for label in _LABELS.values()}
        sentences.append((text, places, [row[2] if row[2] in known else "O" for row in rows]))
    return sentences


def _tags(text: str, places: Places, names: list[Found]) -> list[str]:
    tags = ["O"] * len(places)
    for name in names:
        if name.label in _BODIES and text[name.start].islower():
            continue
        edge = "B"
        for index, (start, end) in enumerate(places):
            if start < name.end and name.start < end:
                tags[index] = f"{edge}-{_LABELS[name.label]}"
                edge = "I"
    return tags
