"""The run of item heads that explains a document best.

Heads of one family follow each other with numbers that run on, and between two of them stands an item:
sections, above all a decision. `best_chain` finds, by dynamic programming over the candidates of each
family, the run with the most evidence. Cost is linear in the number of candidates.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from nlp_referat.layout.candidates import Candidate

DECISION_BETWEEN: Final = 3.0
"""Two heads with a decision heading between them: what heads are for."""
SECTION_BETWEEN: Final = 1.0
RUN_ON: Final = 0.75
"""The number after the last one: weak evidence, but all that a closed item at the end may have."""
GAP: Final = 1.0
"""Cost of each number left out: a lost head, or a body list that starts elsewhere."""
MAX_GAP: Final = 5
RESTART: Final = 3.5
"""Cost of starting over at 1, or at another number such as 101, as the closed part of some minutes does."""
MIN_RESTART: Final = 0.5
"""Evidence that a head needs to start over: a numbered list inside an item has less."""
MIN_STRAY: Final = 2.0
"""Evidence that a head needs to stand out of order."""
MIN_SCORE: Final = 2.5
MIN_PER_HEAD: Final = 1.3
"""A plan's numbered chapters run on too, but have little more than their numbers to show."""
MIN_TOLD: Final = 0.0
"""Evidence that is enough where the head of the document tells of a meeting: three titles above running text."""
_KEPT: Final = 6


@dataclass(frozen=True, slots=True)
class Chain:
    """The chosen heads, and how much evidence stands behind them."""

    heads: tuple[Candidate, ...]
    score: float
    runner_up: float = 0.0


class _Between:
    """How many headings lie between two lines."""

    def __init__(self, decisions: list[int], sections: list[int]) -> None:
        self.decisions, self.sections = decisions, sections

    def bonus(self, first: int, last: int) -> float:
        decided = bisect_left(self.decisions, last) > bisect_left(self.decisions, first)
        opened = bisect_left(self.sections, last) > bisect_left(self.sections, first)
        return DECISION_BETWEEN * decided + SECTION_BETWEEN * opened


@dataclass(slots=True)
class _Node:
    candidate: Candidate
    total: float
    previous: "_Node | None"


def best_chain(
    candidates: list[Candidate],
    decisions: list[int],
    sections: list[int],
    line_count: int,
    *,
    is_meeting: bool = False,
) -> Chain:
    """The best run of heads over all families; empty when nothing reaches `MIN_SCORE` and `MIN_PER_HEAD`.

    Args:
        candidates: in order of line.
        decisions: line numbers of the decision headings, rising.
        sections: line numbers of all section headings, rising.
        line_count: how many lines the document has.
        is_meeting: whether the document is known to tell of a meeting; `MIN_TOLD` is enough then.
    """
    between = _Between(decisions, sections)
    families: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        families[candidate.family].append(candidate)
    chains = sorted(
        (_family_chain(members, between, line_count) for members in families.values()),
        key=lambda chain: -chain.score,
    )
    if not chains:
        return Chain((), 0.0)
    least = MIN_TOLD if is_meeting else max(MIN_SCORE, MIN_PER_HEAD * len(chains[0].heads))
    if chains[0].score < least:
        return Chain((), 0.0)
    return Chain(chains[0].heads, chains[0].score, chains[1].score if len(chains) > 1 else 0.0)


def _family_chain(members: list[Candidate], between: _Between, line_count: int) -> Chain:
    by_value: dict[int, list[_Node]] = defaultdict(list)
    best_so_far: _Node | None = None
    best_end: tuple[float, _Node] | None = None
    for candidate in members:
        node = _Node(candidate, candidate.score, None)
        # "293A" follows "293" and "293B" follows "293A": the same value, a letter on.
        for gap in range(0 if candidate.number[-1].isalpha() else 1, MAX_GAP + 1):
            for previous in by_value.get(candidate.value - gap, ()):
                if gap == 0 and previous.candidate.number >= candidate.number:
                    continue
                if previous.candidate.line >= candidate.first_line:
                    continue
                _improve(
                    node,
                    previous,
                    between.bonus(previous.candidate.line, candidate.first_line)
                    + RUN_ON * (gap <= 1)
                    - GAP * max(0, gap - 1),
                )
        if (
            best_so_far is not None
            and candidate.score >= MIN_RESTART
            and (candidate.value == 1 or candidate.value > best_so_far.candidate.value)
            and best_so_far.candidate.line < candidate.first_line
        ):
            bonus = between.bonus(best_so_far.candidate.line, candidate.first_line)
            _improve(node, best_so_far, bonus - RESTART)
        kept = by_value[candidate.value]
        kept.append(node)
        if len(kept) > _KEPT:
            kept.remove(min(kept, key=lambda kept_node: kept_node.total))
        if best_so_far is None or node.total > best_so_far.total:
            best_so_far = node
        ended = node.total + between.bonus(candidate.line, line_count)
        if best_end is None or ended > best_end[0]:
            best_end = (ended, node)
    assert best_end is not None  # a family has at least one member
    heads: list[Candidate] = []
    cursor: _Node | None = best_end[1]
    while cursor is not None:
        heads.append(cursor.candidate)
        cursor = cursor.previous
    heads.reverse()
    return Chain(tuple(_with_strays(heads, members, between)), best_end[0])


def _with_strays(heads: list[Candidate], members: list[Candidate], between: _Between) -> list[Candidate]:
    """The heads, and what stands among them out of order: an item moved forward keeps its number."""
    numbers = {head.number for head in heads}
    strays = [
        member
        for member in members
        if member.score >= MIN_STRAY
        and member.number not in numbers
        and heads[0].line < member.first_line
        and between.bonus(member.line, _next_line(heads, member)) >= DECISION_BETWEEN
    ]
    return sorted([*heads, *strays], key=lambda head: head.line) if strays else heads


def _next_line(heads: list[Candidate], member: Candidate) -> int:
    place = bisect_left(heads, member.line, key=lambda head: head.line)
    return heads[place].first_line if place < len(heads) else member.line


def _improve(node: _Node, previous: _Node, bonus: float) -> None:
    total = previous.total + bonus + node.candidate.score
    if total > node.total:
        node.total, node.previous = total, previous
