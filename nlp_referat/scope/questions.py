"""What a trained reader is asked of an amount: the words around it, and the part of the item that they stand in.

>>> text = "Pris: Taget koster 40.000 kr. i alt."
>>> [passage] = read_passages(text, [(19, 29)])
>>> question = ask(text, passage, Setting("decision", "UDSAT"))
>>> question.text, question.text[question.start : question.end]
('Beslutning udsat: Pris: Taget koster 40.000 kr. i alt.', '40.000 kr.')
"""

import re
from typing import Final

from nlp_referat.asking import Question
from nlp_referat.labels import AmountDirection
from nlp_referat.scope.passages import Passage, read_passages  # noqa: F401  # read_passages: for the doctest
from nlp_referat.scope.setting import Part, Setting

_PARTS: Final[dict[Part, str]] = {
    "body": "Sag",
    "proposal": "Indstilling",
    "decision": "Beslutning",
    "earlier": "Tidligere",
}
_BEFORE, _BEHIND, _LEAD, _EARLIER = 260, 160, 120, 200  # characters that are read
# An empty line, or a line that is a heading.
_PARAGRAPH: Final = re.compile(
    r"\n[ \t]*\n|^[ \t]*(?:\#{1,6}[^\n]*|[*_]*[A-ZÆØÅ][^\n.,;:!?]{1,38}:?[*_]*)[ \t]*\n", re.MULTILINE
)


def ask(text: str, passage: Passage, setting: Setting, ruled: AmountDirection | None = None) -> Question:
    """The question about the amount of a passage; `ruled` is the direction that the rules read."""
    before = text[passage.sentence_start : passage.start]
    behind = text[passage.end : passage.sentence_end]
    told = text[slice(*passage.lead)][-_LEAD:] if passage.lead else _earlier(text, passage.sentence_start)
    said, start, end = phrase(setting, before, text[passage.start : passage.end], behind, told)
    return Question(said, start, end, ruled)


def _earlier(text: str, end: int) -> str:
    """The words of the paragraph that stand before the sentence at `end`, as many as are read, from a whole one on."""
    start = max(0, end - _EARLIER)
    if breaks := list(_PARAGRAPH.finditer(text, start, end)):
        return text[breaks[-1].end() : end]
    said = text[start:end]
    return said.partition(" ")[2] if start and not text[start - 1].isspace() else said


def phrase(setting: Setting, before: str, amount: str, behind: str, told: str = "") -> tuple[str, int, int]:
    """The text of a question and where the amount stands in it; `told` is what was said before its sentence."""
    outcome = f" {setting.outcome.lower()}" if setting.outcome else ""
    parts = [f"{_PARTS[setting.part]}{outcome}:", _clean(told), _clean(before)[-_BEFORE:]]
    head = "".join(f"{part} " for part in parts if part)
    named = _clean(amount)
    tail = _clean(behind)[:_BEHIND]
    gap = " " if tail[:1].isalnum() or tail[:1] == "(" else ""
    return f"{head}{named}{gap}{tail}", len(head), len(head) + len(named)


def _clean(text: str) -> str:
    return " ".join(text.split())
