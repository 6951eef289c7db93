"""A decision text into the points that it goes by, and each point's sentences into a `Unit`."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from nlp_referat.decisions.clauses import Marker, find_markers, is_listed, make_sentence, read_points, split_sentences
from nlp_referat.decisions.context import DecisionContext
from nlp_referat.decisions.dissent import route
from nlp_referat.decisions.outcomes import Finding, read_sentence
from nlp_referat.decisions.units import Placed, Unit, UnitReader
from nlp_referat.labels import OutcomeLabel

_AGENDA: Final = re.compile(r"\bdagsorden|\bbeslutninger om dagsordenen", re.IGNORECASE)
_EXCEPT: Final = re.compile(
    r"\b(?:dog ikke|undtagen|med undtagelse af|bortset fra|undtaget|pånær"
    r"|på nær)\s+(?:indstillingens\s+)?(?:pkt\.?|punkt|at-punkt|at|ad"
    r"|nr\.?)\s*(?P<points>\d{1,2}(?:(?:,| og|-)\s?\d{1,2})*)(?:,? (?:som|der"
    r"|hvor\w*) (?P<fate>[^.]{3,120}))?",
    re.IGNORECASE,
)


def is_agenda(context: DecisionContext) -> bool:
    """Whether the item is about the agenda itself, where "Punkt 3" is another item."""
    return bool(_AGENDA.search(context.title))


def divide(masked: str, start: int, context: DecisionContext, proposal: tuple[int, ...]) -> tuple[Unit, ...]:
    """The units of ``masked[start:]``: what precedes the points, then each point or group of points.

    Args:
        masked: the decision text with everything blanked that is not the body's own decision.
        start: where its words begin.
        context: the item's title and number; in an item on the agenda itself, "Punkt 3" is another item.
        proposal: the points that were proposed.

    >>> [unit.points for unit in divide("Ad 1: Godkendt. Ad 2 og 3: Udsat.", 0, DecisionContext(), ())]
    [(1,), (2, 3)]
    """
    read = _divide if len(masked) <= _FORMULA else _divide.__wrapped__
    if not _DIGIT.search(masked):  # no point can be named: a formula is the same in every item
        return read(masked, start, is_agenda(context), None, ())
    own = int(context.number) if context.number.isdecimal() and len(context.number) < 4 else None
    return read(masked, start, is_agenda(context), own, proposal)


_DIGIT: Final = re.compile(r"\d")
_FORMULA: Final = 240  # texts up to this length come back in many items, and are read once


@lru_cache(maxsize=1024)
def _divide(masked: str, start: int, is_agenda: bool, own: int | None, proposal: tuple[int, ...]) -> tuple[Unit, ...]:
    end = len(masked)
    markers = _points_meant(masked, start, end, is_agenda, own, proposal)
    ranges: list[tuple[int, int, tuple[int | None, ...]]] = []
    if not markers or markers[0].start > start:
        ranges.append((start, markers[0].start if markers else end, (None,)))
    waiting: tuple[int | None, ...] = ()
    for index, marker in enumerate(markers):
        stop = markers[index + 1].start if index + 1 < len(markers) else end
        points = (*waiting, *marker.points)
        if not any(c.isalnum() for c in masked[marker.end : stop]):
            waiting = points  # "Ad 1 / Ad 2 / Godkendt"
            continue
        ranges.append((marker.end, stop, points or (None,)))
        waiting = ()
    units = [_unit(masked, first, last, points, is_agenda) for first, last, points in ranges]
    if not is_agenda:
        units = [part for unit in units for part in _by_named_points(unit, max(proposal, default=30))]
    route(units)
    return tuple(_with_exceptions(units, () if is_agenda else proposal))


_OBJECT_POINTS: Final = re.compile(
    r"^\S+(?: (?:\w+s )?indstilling\w*)? (?:pkt\.?|punkt(?:erne)?|at-punkt|at"
    r"|indstillingspunkt) ?(?P<points>\d{1,2}(?!\d)(?:(?:,| og"
    r"|[ ]?[-–]) ?\d{1,2}(?!\d)){0,9})\b(?! (?:mio|kr|pct))",
    re.IGNORECASE,
)


def _by_named_points(unit: Unit, highest: int) -> list[Unit]:
    """ "Udvalget godkendte indstillingens pkt. 1 og 2": the outcome belongs to those points."""
    if unit.points != (None,):
        return [unit]
    parts: list[Unit] = []
    for placed in list(unit.placed):
        named = _OBJECT_POINTS.match(placed.clause[placed.finding.match_start - placed.finding.start :])
        points = read_points(named["points"]) if named else ()
        if points and max(points) <= highest:
            unit.placed.remove(placed)
            parts.append(Unit(points, [placed]))
    if parts and not unit.placed:
        parts[0].vote_lines = unit.vote_lines
        unit.vote_lines = []
    return [unit, *parts]


def _points_meant(
    masked: str, start: int, end: int, is_agenda: bool, own: int | None, proposal: tuple[int, ...]
) -> list[Marker]:
    """The markers that divide the decision: points of the proposal, not of the agenda or of a list."""
    markers = find_markers(masked, start, end)
    if not markers:
        return []
    highest = max(proposal, default=0)
    named = [m for m in markers if m.strength != "bare"]
    if is_agenda:  # "…, at punkt 33 udgår"
        named = [m for m in named if all(point in proposal for point in m.points)]
    items = [m for m in named if m.strength == "item"]
    if own is not None and len(named) == 1 and items and items[0].points == (own,) and items[0].start == start:
        return [replace(items[0], points=())]  # "Punkt 7: Godkendt." under item 7 repeats the item's number
    if items and len(items) == len(named):
        # "Punkt 9 udgår" is an item of the agenda: beyond the proposal, or alone where no point was proposed.
        beyond = highest > 0 and max(point for m in items for point in m.points) > highest
        alone = highest == 0 and items[0].points[0] > 3 and len(items) < 3
        if is_agenda or beyond or alone:
            named = []
    if named:
        return named
    bare = [m for m in markers if m.strength == "bare"]
    if is_agenda and not all(point in proposal for m in bare for point in m.points):
        return []
    if not bare or (bare[0].points[0] != 1 and len(bare) < 2 and bare[0].points[0] not in proposal):
        return []
    numbers = [point for marker in bare for point in marker.points]
    before = make_sentence(masked, start, bare[0].start).text
    if not before and len(bare) > 1 and numbers == list(range(1, len(numbers) + 1)):
        return bare  # the decision is a list: it goes by points, in whatever words
    if before.endswith(":") and (lead := read_sentence(before)) and lead[0].label != "ANDET":
        return []  # "Godkendt med følgende ændringer: 1. …": the list is content
    decided = 0
    for index, marker in enumerate(bare):
        stop = bare[index + 1].start if index + 1 < len(bare) else end
        first = next(iter(split_sentences(masked, marker.end, stop)), None)
        findings = read_sentence(first.text) if first else []
        decided += bool(findings and findings[0].label != "ANDET" and findings[0].match_start <= 40) or first is None
    is_whole = len(bare) > 1 and numbers == sorted(proposal)
    return bare if is_whole or decided * 2 >= len(bare) else []


def _unit(masked: str, start: int, end: int, points: tuple[int | None, ...], is_agenda: bool) -> Unit:
    reader = UnitReader(points, is_agenda)
    previous = start
    for sentence in split_sentences(masked, start, end):
        if masked.count("\n", previous, sentence.start) > 1:
            reader.paragraph()
        reader.read(sentence, is_listed(masked, sentence.start))
        previous = sentence.end
    return reader.unit


# "Godkendt, idet punkt 3 udgår"
_AS_POINT: Final = re.compile(
    r"\bidet (?:pkt\.?|punkt|at-punkt|at) ?(?P<points>\d{1,2}(?:(?:,| og|-)\s?\d{1,2})*)"
    r" (?P<fate>(?:\w+ ){0,2}?(?:udgår|udsættes|udskydes|udgik|afvises|godkendes ikke|oversendes|sendes)[^.,]{0,80})",
    re.IGNORECASE,
)


def _excepted(clause: str, proposal: tuple[int, ...]) -> re.Match[str] | None:
    """The points that the clause takes out; behind "idet" only points that were proposed."""
    match = _EXCEPT.search(clause)
    if match is None and len(proposal) > 1 and (match := _AS_POINT.search(clause)) is not None:
        match = match if set(read_points(match["points"])) <= set(proposal) else None
    return match


def _with_exceptions(units: list[Unit], proposal: tuple[int, ...]) -> list[Unit]:
    """ "Godkendt, dog ikke pkt. 3": the rest is approved in part, the point is turned down or has its own fate."""
    extra: list[Unit] = []
    for unit in units:
        for index, placed in enumerate(unit.placed):
            match = _excepted(placed.clause, proposal)
            if not match:
                continue
            unit.placed[index] = replace(placed, finding=replace(placed.finding, is_partial=True))
            fate = read_sentence(match["fate"]) if match["fate"] else []
            label: OutcomeLabel = fate[0].label if fate else "AFVIST"
            finding = Finding(label, 0, 0, 0, 0.8)
            points = tuple(int(number) for number in re.findall(r"\d+", match["points"]))
            extra.append(Unit(points, [Placed(finding, placed.start, placed.end, match[0])]))
    return units + extra
