"""Several classifiers as one: their probabilities pooled, and labels that not all of them know."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from nlp_referat.decisions.pooling import Pooled
from nlp_referat.labels import OutcomeLabel


class Fixed:
    """A classifier that says the same of every clause."""

    def __init__(self, likely: dict[OutcomeLabel | None, float]) -> None:
        self.labels = tuple(likely)
        self.row = list(likely.values())

    def likelihoods(self, clauses: Sequence[str]) -> Any:
        return np.array([self.row for _ in clauses])


FIRST = Fixed({"GODKENDT": 0.6, "UDSAT": 0.3, None: 0.1})
SECOND = Fixed({None: 0.1, "UDSAT": 0.8, "GODKENDT": 0.1})  # in another order


def test_one_classifier_answers_for_itself() -> None:
    [answer] = Pooled(FIRST).classify(["Sagen hviler."])
    assert answer == ("GODKENDT", pytest.approx(0.6), pytest.approx(0.1))


@pytest.mark.parametrize(("weight", "label"), [(0.5, "UDSAT"), (0.1, "GODKENDT"), (1.0, "UDSAT"), (0.0, "GODKENDT")])
def test_the_second_counts_by_its_weight(weight: float, label: str) -> None:
    [(found, score, nothing)] = Pooled(FIRST, SECOND, weight=weight).classify(["Sagen hviler."])
    assert found == label
    assert 0 < nothing < score < 1


@pytest.mark.parametrize(("sure", "label"), [(0.6, "GODKENDT"), (0.61, "UDSAT")])
def test_the_second_is_asked_only_where_the_first_is_unsure(sure: float, label: str) -> None:
    [(found, _, _)] = Pooled(FIRST, SECOND, sure=sure).classify(["Sagen hviler."])
    assert found == label


def test_pooled_probabilities_sum_to_one() -> None:
    two = Pooled(Fixed({"GODKENDT": 0.9, None: 0.1}), Fixed({"GODKENDT": 0.4, None: 0.6}))
    [(_, score, nothing)] = two.classify(["Det skete."])
    assert score + nothing == pytest.approx(1)


def test_a_label_that_one_does_not_know_is_left_out() -> None:
    [(found, _, nothing)] = Pooled(FIRST, Fixed({"GODKENDT": 0.2, "UDSAT": 0.8})).classify(["Sagen hviler."])
    assert (found, nothing) == ("UDSAT", 0.0)


def test_a_label_that_one_rules_out_is_still_possible() -> None:
    sure = Fixed({"GODKENDT": 0.0, "UDSAT": 1.0, None: 0.0})
    [(_, score, nothing)] = Pooled(sure, FIRST, sure=2.0).classify(["Sagen hviler."])
    assert 0 < nothing < score
    assert Pooled(FIRST).classify([]) == []
