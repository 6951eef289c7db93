"""The measure of growth itself: what it lets pass, what it does not, and that it leaves no trace."""

import gc
import re
import time
from collections.abc import Callable
from functools import cache

import pytest
from growth import assert_linear


def _linear(text: str) -> int:
    return sum(1 for letter in text if letter == "b")


def _every_pair(text: str) -> int:
    return sum(1 for left in text for right in text if left < right)


def _pattern_tried_again_from_every_place(text: str) -> object:
    return re.search("a+b", text)


def _linear_and_a_little_quadratic(text: str) -> int:
    return sum(_linear(text) for _ in range(20)) + _every_pair(text[: len(text) // 3])


@pytest.mark.parametrize(("work", "length"), [(_linear, 800_000), (sorted, 800_000), (len, 8_000), (str.split, 8)])
def test_what_is_linear_passes(work: Callable[[str], object], length: int) -> None:
    assert_linear(work, "ab ", length=length)


@pytest.mark.parametrize(
    ("work", "length"),
    [(_every_pair, 1_600), (_pattern_tried_again_from_every_place, 8_000), (_linear_and_a_little_quadratic, 4_000)],
)
def test_what_is_quadratic_fails_and_says_both_times(work: Callable[[str], object], length: int) -> None:
    with pytest.raises(
        AssertionError, match=r"'a' to \d+ characters.*(\d\.\d{4} s, 8 times the text \d\.\d{4} s.*){3}"
    ):
        assert_linear(work, "a", length=length)


def test_what_is_remembered_is_still_measured() -> None:
    with pytest.raises(AssertionError):
        assert_linear(cache(_every_pair), "a", length=1_600)


def test_waiting_does_not_count() -> None:
    assert_linear(lambda text: time.sleep((len(text) / 4_000) ** 2 * 0.1), "a", length=4_000)


def test_one_slow_attempt_is_forgiven() -> None:
    seen: list[str] = []

    def slow_at_first(text: str) -> None:
        seen.append(text)
        _every_pair(text if len(seen) <= 6 else "")  # three short texts and three long ones

    assert_linear(slow_at_first, "a", length=1_600)
    assert [len(text) for text in seen] == [200, 201, 202, 1_600, 1_601, 1_602, 203, 204, 205, 1_603]


def test_garbage_collection_is_as_it_was() -> None:
    during: list[bool] = []
    assert_linear(lambda _: during.append(gc.isenabled()), "a")
    assert not any(during)
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        assert_linear(lambda text: 1 / 0, "a")
    assert gc.isenabled()
