"""The report's pictures as inline SVG: no script and no external resource; colours come from the page's CSS.

Every picture has a text for screen readers, and the numbers stand in a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from nlp_referat.evaluation.report import Figure, Interval, Robustness, Score, System

_LABELS: Final = 170  # width of the names at the left
_BARS: Final = 420  # width of 0 to 1
_VALUES: Final = 60
_ROW: Final = 24
_TOP: Final = 8
_AXIS: Final = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a value between 0 and 1, or None for nothing to show, with its interval."""

    name: str
    value: float | None
    interval: Interval | None
    style: str = "a"


def f1_bars(scores: Sequence[Score]) -> Markup:
    """F1 per label with whiskers for the interval."""
    return bars("F1 per label, with 95 % intervals", [Bar(row.name, row.f1, row.interval) for row in scores])


def robustness_bars(clean: Figure, rows: Sequence[Robustness]) -> Markup:
    """Names F1 on the clean text and under each perturbation."""
    first = Bar("clean text", clean.value, clean.interval)
    rest = [Bar(row.perturbation, row.names.value, row.names.interval, "b") for row in rows]
    return bars("Names F1 on clean and on perturbed text", [first, *rest])


def system_bars(systems: Sequence[System]) -> Markup:
    """Names F1 of each system on its first group."""
    scores = [(system.name, system.groups[0].exact[0]) for system in systems]
    rows = [Bar(name, score.f1, score.interval, "b" if place else "a") for place, (name, score) in enumerate(scores)]
    return bars("Names F1 of the compared systems", rows)


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Horizontal bars from 0 to 1.

    >>> "<rect" in bars("F1", [Bar("PERSON", 0.5, None)]), "no figure" in bars("F1", [Bar("FUND", None, None)])
    (True, True)
    """
    height = _TOP + _ROW * len(rows) + _AXIS
    width = _LABELS + _BARS + _VALUES
    parts = [Markup('<svg class="plot" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(width, height, title)]
    parts += _grid(height - _AXIS)
    for place, row in enumerate(rows):
        parts += _bar(row, _TOP + place * _ROW)
    return Markup("").join([*parts, Markup("</svg>")])


def _grid(bottom: int) -> list[Markup]:
    line = Markup('<line class="grid" x1="{0}" y1="{1}" x2="{0}" y2="{2}"/>')
    label = Markup('<text class="axis" x="{}" y="{}" text-anchor="middle">{}</text>')
    ticks = [tick / 4 for tick in range(5)]
    return [
        mark
        for tick in ticks
        for mark in (line.format(_x(tick), _TOP, bottom), label.format(_x(tick), bottom + 16, f"{tick:.2f}"))
    ]


def _bar(row: Bar, top: int) -> list[Markup]:
    middle = top + _ROW / 2
    name = Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(_LABELS - 8, middle + 4, escape(row.name))
    if row.value is None:
        missing = Markup('<text class="axis" x="{}" y="{}">no figure</text>').format(_x(0) + 4, middle + 4)
        return [name, missing]
    bar = Markup('<rect class="bar-{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        row.style, _x(0), top + 4, round(_BARS * row.value, 1), _ROW - 8
    )
    value = Markup('<text x="{}" y="{}">{}</text>').format(_x(1) + 8, middle + 4, f"{row.value:.3f}")
    return [name, bar, *_whisker(row.interval, middle), value]


def _whisker(interval: Interval | None, middle: float) -> list[Markup]:
    if interval is None:
        return []
    low, high = _x(interval.low), _x(interval.high)
    line = Markup('<line class="whisker" x1="{}" y1="{}" x2="{}" y2="{}"/>')
    ends = [line.format(end, middle - 4, end, middle + 4) for end in (low, high)]
    return [line.format(low, middle, high, middle), *ends]


def _x(value: float) -> float:
    return round(_LABELS + _BARS * value, 1)
