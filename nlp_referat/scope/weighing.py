"""What a trained reader makes of the roles and directions that the rules read.

>>> import numpy as np
>>> odds = Odds(("spent", None), ("expense", None), np.array([[0.99, 0.01]]), np.array([[0.9, 0.1]]))
>>> text = "Udbyderen nævner 40.000 kr. i alt."
>>> passage = Passage(17, 27, 0, 34, 0, 34, None, None, False)
>>> [reading] = weigh(text, [passage], [RoleReading()], odds)
>>> reading.role, reading.direction, text[slice(*reading.evidence)]
('spent', 'expense', 'Udbyderen nævner 40.000 kr. i alt.')
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

import numpy as np

from nlp_referat.asking import Odds
from nlp_referat.labels import AmountDirection, AmountRole
from nlp_referat.scope.clauses import CLAUSE, RoleReading, Words
from nlp_referat.scope.passages import Passage

_RULES: Final = 2.5  # what the role of the rules counts, in log odds; chosen on minutes that neither had seen
_RULES_DIRECTION: Final = 1.0  # the same of the direction, which the reader was told
_SILENCE: Final = 0.05  # how often the reader is right that nothing says what an amount is: in minutes, hardly ever
_LEAST: Final = 1e-4  # a probability below it would never be outweighed
_ALWAYS: Final[dict[AmountRole | None, AmountDirection | None]] = {
    "received": "income",
    "saved": None,
    "spent": "expense",
    "extra": "expense",
}
"""The direction of the roles whose definition leaves no choice."""

Label = TypeVar("Label")


def weigh(text: str, passages: Sequence[Passage], readings: Sequence[RoleReading], odds: Odds) -> list[RoleReading]:
    """The readings of the rules, each kept or replaced by what is likelier together with it.

    Where another role is chosen, its evidence is the clause that the amount stands in: no single word says so.
    """
    found: list[RoleReading] = []
    said = np.array([_SILENCE if role is None else 1.0 for role in odds.roles])
    for place, (passage, reading) in enumerate(zip(passages, readings, strict=True)):
        role = _likeliest(odds.by_role[place] * said, odds.roles, reading.role, _RULES if reading.role else 0.0)
        if role != reading.role:
            evidence = _clause(text, passage) if role else None
            reading = replace(reading, role=role, evidence=evidence)
        direction = _likeliest(odds.by_direction[place], odds.directions, reading.direction, _RULES_DIRECTION)
        found.append(replace(reading, direction=_ALWAYS.get(role, direction)))
    return found


def _likeliest(likely: Any, labels: Sequence[Label], ruled: Label, weight: float) -> Label:
    if ruled not in labels:
        return ruled  # the reader cannot know better
    sums = np.log(np.maximum(likely, _LEAST)) + weight * np.array([label == ruled for label in labels])
    return labels[int(sums.argmax())]


def _clause(text: str, passage: Passage) -> tuple[int, int]:
    """The clause that the amount stands in, without white space at its edges."""
    words = Words(text, passage)
    end = CLAUSE.search(words.right)
    start = words.clauses[0][0] if words.clauses else passage.start
    said = text[start : passage.end + (end.start() if end else len(words.right))]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())
