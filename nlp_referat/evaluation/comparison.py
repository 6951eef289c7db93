"""A report against an earlier one: what rose, what fell, and what fell by too much.

The rule: a figure has regressed when it fell by more than half the width of its own bootstrap interval in the
baseline. Where the baseline has no interval (a single document), any fall is one. A figure that either report
lacks or that rests on nothing is not comparable and is listed.
"""

from typing import Final

from nlp_referat.evaluation.report import Change, Comparison, Figure, Report

_NOISE: Final = 1e-6
"""Figures are stored with six decimals."""


def compare(report: Report, baseline: Report) -> Comparison:
    """Compare the first system of both reports, figure by figure."""
    before, after = baseline.model.figures(), report.model.figures()
    changes, skipped = [], []
    for name in dict.fromkeys([*after, *before]):
        change = compare_figure(name, before.get(name), after.get(name))
        if change is not None:
            changes.append(change)
        elif _value(before.get(name)) is not None or _value(after.get(name)) is not None:
            skipped.append(name)
    is_same_gold = (report.gold.digest, report.gold.left_out) == (baseline.gold.digest, baseline.gold.left_out)
    return Comparison(
        system=baseline.model.name,
        is_same_gold=is_same_gold,
        changes=tuple(changes),
        not_comparable=tuple(skipped),
    )


def compare_figure(name: str, before: Figure | None, after: Figure | None) -> Change | None:
    """How one figure changed; None where one of the two is not known.

    >>> from nlp_referat.evaluation.report import Interval
    >>> before = Figure(name="names F1", value=0.9, interval=Interval(low=0.88, high=0.92))
    >>> [compare_figure("names F1", before, Figure(name="names F1", value=now, interval=None)).is_regression
    ...  for now in (0.95, 0.881, 0.879)]
    [False, False, True]
    """
    if before is None or after is None or before.value is None or after.value is None:
        return None
    allowed = before.interval.half_width if before.interval is not None else 0.0
    fall = before.value - after.value
    return Change(
        name=name,
        before=before.value,
        after=after.value,
        points=round(-100 * fall, 4),
        allowed=round(100 * allowed, 4),
        is_regression=fall > allowed + _NOISE,
    )


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure is not None else None
