"""What a trained reader is asked of an amount: the words around it, and the part of the item that they stand in.

>>> text = "Pris: Taget koster 40.000 kr. i alt."
>>> [passage] = read_passages(text, [(19, 29)])
>>> question = ask(text, passage, Setting("decision", "UDSAT"))
>>> question.text, question.text[question.start : question.end]
('Beslutning udsat: Pris: Taget koster 40.000 kr. i alt.', '40.000 kr.')
"""

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
_BEFORE, _BEHIND, _LEAD = 260, 160, 120  # characters that are read


def ask(text: str, passage: Passage, setting: Setting, ruled: AmountDirection | None = None) -> Question:
    """The question about the amount of a passage; `ruled` is the direction that the rules read."""
    before = text[passage.sentence_start : passage.start]
    lead = text[slice(*passage.lead)] if passage.lead else ""
    said, start, end = phrase(
        setting, before, text[passage.start : passage.end], text[passage.end : passage.sentence_end], lead
    )
    return Question(said, start, end, ruled)


def phrase(setting: Setting, before: str, amount: str, behind: str, lead: str = "") -> tuple[str, int, int]:
    """The text of a question and where the amount stands in it; `lead` is what its list hangs under."""
    outcome = f" {setting.outcome.lower()}" if setting.outcome else ""
    parts = [f"{_PARTS[setting.part]}{outcome}:", _clean(lead)[-_LEAD:], _clean(before)[-_BEFORE:]]
    head = "".join(f"{part} " for part in parts if part)
    named = _clean(amount)
    tail = _clean(behind)[:_BEHIND]
    gap = " " if tail[:1].isalnum() or tail[:1] == "(" else ""
    return f"{head}{named}{gap}{tail}", len(head), len(head) + len(named)


def _clean(text: str) -> str:
    return " ".join(text.split())
