"""Votes that name the points they are about: "Ø stemte imod pkt. 2 og 3", "… imod hele indstillingen".

>>> named_points("Ø stemte imod pkt. 2 og 3.", (1, 2, 3)), named_points("Ø stemte imod begge punkter.", (1, 2))
((2, 3), (1, 2))
>>> named_points("Ø stemte imod.", (1, 2))
()
"""

import re
from collections.abc import Sequence
from typing import Final

from nlp_referat.decisions.clauses import read_points
from nlp_referat.decisions.units import Unit

_NAMED: Final = re.compile(
    r"\b(?:pkt\.?|punkt(?:erne)?|at-punkt(?:erne)?|at|indstillingspunkt(?:erne)?|ad) ?"
    r"(?P<points>\d{1,2}(?!\d|[.,]\d)(?:(?:,| og|,? samt| ?[-–]) ?(?:pkt\.? ?|punkt )?\d{1,2}(?!\d|[.,]\d)){0,9})",
    re.IGNORECASE,
)
_ALL: Final = re.compile(
    r"\b(?:begge|alle|samtlige) (?:\w+ )?(?:punkter|at-punkter|pkt|indstillinger|indstillingspunkter)\b"
    r"|\bhele indstillingen\b|\bindstillingen (?:som helhed|i sin helhed)\b|\b(?:alle|samtlige) indstillingens\b",
    re.IGNORECASE,
)


def named_points(line: str, points: Sequence[int]) -> tuple[int, ...]:
    """Which of the decision's points the line names; none where it names none."""
    if _ALL.search(line):
        return tuple(points)
    named = [point for match in _NAMED.finditer(line) for point in read_points(match["points"])]
    return tuple(dict.fromkeys(point for point in named if point in points))


def route(units: Sequence[Unit]) -> None:
    """Give each line that names points to the units of these, and take it from the others."""
    by_point = {point: unit for unit in units for point in unit.points if point is not None}
    if not by_point:
        return
    moves: list[tuple[Unit, str, list[Unit]]] = []
    for unit in units:
        own = {placed.clause for placed in unit.placed}
        for line in unit.vote_lines:
            targets = [by_point[point] for point in named_points(line, tuple(by_point))]
            if targets and line not in own:
                moves.append((unit, line, targets))
    for unit, line, targets in moves:
        unit.vote_lines.remove(line)
        for target in targets:
            if line not in target.vote_lines:
                target.vote_lines.append(line)


def lines_for(unit: Unit, point: int | None) -> list[str]:
    """The unit's lines that are about this point: one clause may decide several, and a dissent name one of them.

    >>> unit = Unit((1, 2), vote_lines=["Godkendt", "Ø stemte imod pkt. 2."])
    >>> lines_for(unit, 1)
    ['Godkendt']
    """
    if point is None or len(unit.points) < 2:
        return unit.vote_lines
    points = tuple(one for one in unit.points if one is not None)
    return [line for line in unit.vote_lines if not (named := named_points(line, points)) or point in named]
