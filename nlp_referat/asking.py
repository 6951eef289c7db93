"""What a trained reader is asked of amounts, and what it answers: the words between `encoder` and `scope`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from nlp_referat.labels import AmountDirection, AmountRole


@dataclass(frozen=True, slots=True)
class Question:
    """A text, where in it the amount stands that is asked about, and what direction the rules read of it."""

    text: str
    start: int
    end: int
    ruled: AmountDirection | None = None


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each role and each direction is for some amounts.

    Attributes:
        roles: what the columns of `by_role` mean; None: nothing is said.
        directions: the same of `by_direction`.
        by_role: array of amounts by roles.
        by_direction: array of amounts by directions.
    """

    roles: tuple[AmountRole | None, ...]
    directions: tuple[AmountDirection | None, ...]
    by_role: Any
    by_direction: Any


class AmountReader(Protocol):
    """Says of amounts what is done with them."""

    def amounts(self, questions: Sequence[Question]) -> Odds:
        """The odds of each amount."""
        ...
