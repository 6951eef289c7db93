"""Ratios and bootstrap intervals, against numbers worked out by hand."""

import math

import pytest

from nlp_referat.evaluation.tallies import Sample, Tally, merge


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(tp=3, fp=1, fn=2), 3 / 4, 3 / 5, 6 / 9),
        (Tally(), None, None, None),  # nothing there, nothing found: no figure, and never 1
        (Tally(fn=2), None, 0.0, 0.0),
        (Tally(fp=2), 0.0, None, 0.0),
        (Tally(tp=2), 1.0, 1.0, 1.0),
        (Tally(fp=1, fn=1), 0.0, 0.0, 0.0),
    ],
)
def test_ratios(tally: Tally, precision: float | None, recall: float | None, f1: float | None) -> None:
    assert (tally.precision, tally.recall, tally.f1) == (precision, recall, f1)


def test_merge_sums_by_key() -> None:
    parts = [("a", Tally(1, 2, 3)), ("b", Tally(fn=1)), ("a", Tally(4, 5, 6))]
    assert merge(parts) == {"a": Tally(5, 7, 9), "b": Tally(fn=1)}


def test_a_total_sums_documents_and_an_unknown_key_is_empty() -> None:
    sample = Sample([{"a": Tally(1, 0, 1)}, {"b": Tally(fp=1)}, {"a": Tally(2, 1, 0)}], seed=0)
    assert (sample.total("a"), sample.total("b"), sample.total("c")) == (Tally(3, 1, 1), Tally(fp=1), Tally())


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([], None),
        ([{"a": Tally(tp=1)}], None),  # one document does not vary: no interval
        ([{"a": Tally()}, {"a": Tally()}], None),
        ([{"a": Tally(3, 1, 1)}] * 4, (0.75, 0.75)),  # every draw is the same
        # Two documents, one right and one missed: a quarter of the draws has only the first, a quarter only the second.
        ([{"a": Tally(tp=1)}, {"a": Tally(fn=1)}], (0.0, 1.0)),
    ],
)
def test_intervals(documents: list[dict[str, Tally]], expected: tuple[float, float] | None) -> None:
    assert Sample(documents, seed=1).f1_interval("a") == expected


def test_an_interval_is_as_wide_as_theory_has_it() -> None:
    documents = [{"a": Tally(tp=1) if number % 5 else Tally(fn=1)} for number in range(400)]
    bounds = Sample(documents, seed=3).recall_interval("a")
    deviation = math.sqrt(0.8 * 0.2 / 400)  # of a share of 0.8 over 400 draws
    assert bounds is not None
    assert bounds == pytest.approx((0.8 - 1.96 * deviation, 0.8 + 1.96 * deviation), abs=0.005)


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    documents = [{"a": Tally(tp=number, fn=7 - number)} for number in range(8)]
    intervals = [Sample(documents, seed).recall_interval("a") for seed in (5, 5, 6)]
    assert intervals[0] == intervals[1] != intervals[2]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"a": Tally(1, 0, 0), "b": Tally(1, 1, 1)}, (1.0 + 0.5) / 2),
        ({"a": Tally(1, 0, 0), "b": Tally(fn=3)}, 0.5),
        ({"a": Tally(1, 0, 0), "b": Tally(fp=3)}, 1.0),  # b is not in the gold
        ({"b": Tally(fp=3)}, None),
        ({}, None),
    ],
)
def test_macro_f1_is_over_the_keys_of_the_gold(counts: dict[str, Tally], expected: float | None) -> None:
    value, _ = Sample([counts, counts], seed=0).macro_f1(["a", "b", "c"])
    assert value == expected
