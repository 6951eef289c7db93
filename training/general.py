"""An encoder measured on general Danish NER: F1 on the words of a Universal NER corpus, by seqeval.

The encoder is asked alone, without rules, with the thresholds of its folder. COMMITTEE and FUND are organisations
there; such names in small letters ("byrådet") are not annotated there and are left out.
"""

from pathlib import Path
from typing import Final

from seqeval.metrics import classification_report

from nlp_referat.encoder.model import Encoder
from nlp_referat.encoder.tags import Found
from training.examples import Word, read_uner

_LABELS: Final = {"PERSON": "PER", "COMMITTEE": "ORG", "FUND": "ORG", "ORG": "ORG", "LOC": "LOC"}
_BODIES: Final = frozenset({"COMMITTEE", "FUND"})
_TAGS: Final = frozenset(f"{edge}-{label}" for edge in "BI" for label in _LABELS.values())


def score_general(encoder: Encoder, path: Path) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by label and together, on an ``.iob2`` file.

    Raises:
        AnnotationError: as `training.examples.read_uner`.
    """
    sentences = list(read_uner(path))
    found = encoder.find([text for text, _ in sentences])
    gold = [[word.tag if word.tag in _TAGS else "O" for word in words] for _, words in sentences]
    read = [_tags(text, words, names) for (text, words), names in zip(sentences, found, strict=True)]
    report = classification_report(gold, read, output_dict=True, zero_division=0)
    return {label: {key: round(float(value), 4) for key, value in row.items()} for label, row in report.items()}


def _tags(text: str, words: list[Word], names: list[Found]) -> list[str]:
    tags = ["O"] * len(words)
    for name in names:
        if name.label in _BODIES and text[name.start].islower():
            continue
        edge = "B"
        for index, word in enumerate(words):
            if word.start < name.end and name.start < word.end:
                tags[index] = f"{edge}-{_LABELS[name.label]}"
                edge = "I"
    return tags
