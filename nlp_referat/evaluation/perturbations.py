"""The same minutes as they might arrive: lower-cased, respelt, with other people, badly scanned, without headings.

Each perturbation is a pure function of a document and a seed, and gives the document with its gold in the
right places. Only names and outcomes are scored on what it gives.
"""

import random
import re
from collections.abc import Callable, Iterator
from typing import Final

from nlp_referat.corpus.document import Document
from nlp_referat.evaluation.edits import Edit, rewrite
from nlp_referat.evaluation.persons import swap_persons

Perturbation = Callable[[Document, int], Document]

_SPELLINGS: Final = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
_DANISH: Final = re.compile("[æøåÆØÅ]")

OCR_RATE: Final = 0.01
"""Share of the characters that optical noise hits."""

_SPACING_SHARE: Final = 0.25  # of the noise: lost full stops and doubled spaces; the rest confuses letters
_CONFUSED: Final = {
    "l": ("1", "I"),
    "1": ("l", "I"),
    "I": ("l", "1"),
    "m": ("rn",),
    "rn": ("m",),
    "O": ("0",),
    "0": ("O",),
    "å": ("a",),
    "Å": ("A",),
}
_CONFUSABLE: Final = re.compile("rn|[l1ImO0åÅ]")
_SPACING: Final = re.compile(r"(?<=\S)(?:\. | (?=\S))")

_MARKED_HEADING: Final = re.compile(r"^[ \t]*#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_EMPHASISED_LINE: Final = re.compile(r"^[ \t]*(?:[-*][ \t]+)?(\*\*|__)(?=\S)[^\n]*\S\1[ \t]*:?[ \t]*$", re.MULTILINE)
_EMPHASIS: Final = re.compile(r"\*\*|__")


def lower_case(document: Document, seed: int = 0) -> Document:
    """All letters small, as in hasty mails.

    >>> lower_case(Document(id="a", text="Byrådet sagde JA")).text
    'byrådet sagde ja'
    """
    capitals = re.finditer(r"[^\W\d_a-zæøå]", document.text)
    return rewrite(document, (Edit(m.start(), m.end(), m[0].lower()) for m in capitals if len(m[0].lower()) == 1))


def ascii_letters(document: Document, seed: int = 0) -> Document:
    """æ, ø and å written ae, oe and aa, as in old systems and addresses.

    >>> ascii_letters(Document(id="a", text="Ærø og ÅRHUS")).text
    'Aeroe og AARHUS'
    """
    return rewrite(
        document, (Edit(m.start(), m.end(), _spelt(document.text, m)) for m in _DANISH.finditer(document.text))
    )


def _spelt(text: str, letter: re.Match[str]) -> str:
    spelling = _SPELLINGS[letter[0]]
    neighbours = text[letter.end() : letter.end() + 1] or text[max(letter.start() - 1, 0) : letter.start()]
    return spelling.upper() if letter[0].isupper() and neighbours.isupper() else spelling


def minority_names(document: Document, seed: int = 0) -> Document:
    """Every person under a name of another origin, the same one throughout the document."""
    return swap_persons(document, _random(document, seed, "names"))


def ocr_noise(document: Document, seed: int = 0) -> Document:
    """One character in a hundred misread: l for 1, rn for m, a for å, a full stop lost, a space doubled."""
    chance = _random(document, seed, "ocr")
    wanted = round(len(document.text) * OCR_RATE)
    spacing = list(_SPACING.finditer(document.text))
    spacing = chance.sample(spacing, min(len(spacing), round(wanted * _SPACING_SHARE)))
    letters = list(_CONFUSABLE.finditer(document.text))
    letters = chance.sample(letters, min(len(letters), wanted - len(spacing)))
    return rewrite(document, [*map(_misspaced, spacing), *(_misread(match, chance) for match in letters)])


def _misread(match: re.Match[str], chance: random.Random) -> Edit:
    return Edit(match.start(), match.end(), chance.choice(_CONFUSED[match[0]]))


def _misspaced(match: re.Match[str]) -> Edit:
    """A full stop lost, or a space doubled; both at the place of one character."""
    if match[0].startswith("."):
        return Edit(match.start(), match.start() + 1, "")
    return Edit(match.start(), match.end(), "  ")


def lost_headings(document: Document, seed: int = 0) -> Document:
    """Headings as plain lines: Markdown's marks, and the emphasis of whole lines, are gone.

    >>> lost_headings(Document(id="a", text="## **Beslutning**\\nDet er **vigtigt**.\\n")).text
    'Beslutning\\nDet er **vigtigt**.\\n'
    """
    return rewrite(document, _heading_marks(document.text))


def _heading_marks(text: str) -> Iterator[Edit]:
    for mark in _MARKED_HEADING.finditer(text):
        yield Edit(mark.start(), mark.end(), "")
        end = text.find("\n", mark.end())
        for emphasis in _EMPHASIS.finditer(text, mark.end(), len(text) if end < 0 else end):
            yield Edit(emphasis.start(), emphasis.end(), "")
    for line in _EMPHASISED_LINE.finditer(text):
        for emphasis in _EMPHASIS.finditer(text, line.start(), line.end()):
            yield Edit(emphasis.start(), emphasis.end(), "")


PERTURBATIONS: Final[dict[str, Perturbation]] = {
    "lower case": lower_case,
    "æøå as ae, oe, aa": ascii_letters,
    "minority names": minority_names,
    "OCR noise": ocr_noise,
    "lost headings": lost_headings,
}
"""The rows of the robustness table."""


def _random(document: Document, seed: int, purpose: str) -> random.Random:
    """Chance that is the same for a document whatever stands beside it."""
    return random.Random(f"{seed}/{purpose}/{document.id}")
