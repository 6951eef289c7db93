"""Mutated files of every kind are read or refused; `make fuzz` does the same with 20,000 of each."""

import fuzz
import pytest

COUNT = 200


@pytest.mark.slow
@pytest.mark.parametrize("reader", sorted(fuzz.seeds()))
def test_mutated_files_are_read_or_refused(reader: str) -> None:
    result = fuzz.run(reader, fuzz.seeds()[reader], COUNT)
    assert result.failures == []
    assert result.read + result.refused == COUNT
    assert result.read > COUNT / 10  # else the mutations test the first bytes only


def test_a_hang_is_seen_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", 0.05)
    monkeypatch.setattr(fuzz, "check", lambda source: __import__("time").sleep(1))
    result = fuzz.run("text", [b"Referat"], 3)
    assert result.failures  # a mutated file may also be refused, which is quick
    assert {failure.rpartition(": ")[2] for failure in result.failures} == {"ended with -14"}
    assert len(result.failures) + result.refused == 3


def test_an_unexpected_error_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: object) -> None:
        raise AssertionError("no sound source")

    monkeypatch.setattr(fuzz, "check", fail)
    result = fuzz.run("text", [b"Referat"], 1, seed=7)
    assert result.failures == ["text --seed 7 --first 0: AssertionError: no sound source"]
