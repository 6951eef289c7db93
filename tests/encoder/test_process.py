"""Working on several things at once: their order, failures, the end of a process, and how many cores are taken."""

import subprocess
import sys
import threading
import time

import pytest

from nlp_referat.encoder.process import PerProcess, Threads, cores


@pytest.mark.parametrize("count", [1, 2, 8])
def test_things_come_in_their_order(count: int) -> None:
    def work(thing: int) -> int:
        time.sleep(0.001 * (thing % 3))
        return thing

    assert list(Threads(count).map(work, range(30))) == list(range(30))


@pytest.mark.parametrize("count", [1, 2])
def test_nothing_comes_of_nothing(count: int) -> None:
    assert list(Threads(count).map(str, [])) == []


def test_things_are_worked_at_side_by_side() -> None:
    both = threading.Barrier(2, timeout=10)  # breaks unless two are there at once
    assert sorted(Threads(2).map(lambda thing: (both.wait(), thing)[1], [1, 2])) == [1, 2]


@pytest.mark.parametrize("count", [1, 2])
def test_a_failure_is_told_and_ends_the_work(count: int) -> None:
    done: list[int] = []

    def work(thing: int) -> None:
        if thing == 1:
            raise ValueError("this one")
        time.sleep(0.01)
        done.append(thing)

    with pytest.raises(ValueError, match="this one"):
        list(Threads(count).map(work, range(100)))
    time.sleep(0.1)
    assert len(done) < 10


def test_what_is_not_wanted_any_more_does_not_begin() -> None:
    done: list[int] = []

    def work(thing: int) -> int:
        time.sleep(0.02)
        done.append(thing)
        return thing

    found = Threads(2).map(work, range(100))
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]  # a generator
    time.sleep(0.2)
    assert len(done) < 5


def test_work_goes_on_while_the_interpreter_ends() -> None:
    script = (
        "import threading, time\n"
        "from nlp_referat.encoder.process import Threads\n"
        "threads = Threads(2)\n"
        "def last():\n"
        "    threading.main_thread().join()\n"
        "    time.sleep(0.1)\n"
        "    print(list(threads.map(str, range(3))))\n"
        "threading.Thread(target=last).start()\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.stdout, ended.stderr) == ("['0', '1', '2']\n", "")


@pytest.mark.parametrize(
    ("told", "expected"),
    [("1", 1), ("2", 2), ("99", 8), (" 3", 3), ("4,2", 4), ("", None), ("0", None), ("many", None)],
)
def test_cores_are_those_that_the_environment_names(
    told: str, expected: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    given = cores()
    assert 1 <= given <= 8
    monkeypatch.setenv("OMP_NUM_THREADS", told)
    assert cores() == (given if expected is None else expected)


def test_each_process_makes_its_own() -> None:
    made = PerProcess(object)
    assert made.get() is made.get()
