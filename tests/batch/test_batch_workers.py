"""Worker processes: in order, one failed document for one death, nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from batch_documents import COMMAND, text_of, write_documents
from spacy.language import Language

from nlp_referat.batch import Result, Source, Workers, read_all
from nlp_referat.batch.reading import Reader
from nlp_referat.errors import ModelNotFoundError

FOUND = (
    "Der er sket henvendelse fra Lindholm Byg og fra Grundejerforeningen Søkrogen.",
    "Naboerne på Bakkegårdsvej er hørt, og Anna Bruun har svaret.",
    "Firmaet Krag og Sønner har opført hallen i Nordby sammen med Mette Krag.",
    "Vestkystens Energi søger om en plads på Nordby Havn.",
)
pipes = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no view of what other processes wait for")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Two processes with the rules, shared by the tests that do not count them."""
    with Workers(2, "rules") as workers:
        yield workers


def eventually(holds: Callable[[], object], seconds: float = 60) -> bool:
    """Whether it holds within the time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_results_come_in_order_and_as_without_workers(workers: Workers, nlp: Language, tmp_path: Path) -> None:
    paths = [str(path) for path in write_documents(tmp_path, 40)]
    (tmp_path / "png").write_bytes(b"\x89PNG\r\n\x1a\n")
    paths[7:7] = [str(tmp_path / "png"), str(tmp_path / "findes-ikke")]
    with Reader(nlp) as reader:
        alone = list(reader.map(map(Source, paths)))
    assert [result.source for result in alone] == paths
    assert [result.source for result in alone if result.failure] == paths[7:9]
    assert list(workers.map(map(Source, paths))) == alone


def test_what_is_settled_already_keeps_its_place(workers: Workers, tmp_path: Path) -> None:
    [path] = write_documents(tmp_path, 1)
    sources = [Source("a", done=0), Source(str(path)), Source("b", done=4)]
    results = list(workers.map(iter(sources)))
    assert [(result.done, len(result.lines)) for result in results] == [(0, 0), (None, 1), (4, 0)]


@pipes
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_dies_is_one_failed_document(number: signal.Signals, workers: Workers, tmp_path: Path) -> None:
    """The worker waits in a named pipe, where it is met for certain."""
    paths = write_documents(tmp_path, 5)
    paths.insert(2, tmp_path / "pipe")
    os.mkfifo(paths[2])
    results: list[Result] = []
    reading = threading.Thread(target=lambda: results.extend(workers.map(Source(str(path)) for path in paths)))
    reading.start()
    with waiting_reader(paths[2]):
        assert eventually(lambda: any(str(paths[2]) in files_of(pid) for pid in workers.pids))
        [stuck] = [pid for pid in workers.pids if str(paths[2]) in files_of(pid)]
        os.kill(stuck, number)
        reading.join(60)
    assert [len(result.lines) for result in results] == [1, 1, 0, 1, 1, 1]
    failure = results[2].failure
    assert failure is not None
    assert (failure.source, failure.error) == (str(paths[2]), "Killed")
    assert f"died of it (killed by {number.name})" in failure.message
    assert len(list(workers.map(Source(str(path)) for path in paths[:2]))) == 2


@contextmanager
def waiting_reader(pipe: Path) -> Iterator[int]:
    """The pipe's other end, held as soon as somebody reads from it."""
    end = -1

    def opened() -> bool:
        nonlocal end
        with suppress(OSError):  # ENXIO: there is no reader yet
            end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        return end >= 0

    assert eventually(opened)
    try:
        yield end
    finally:
        os.close(end)


def files_of(pid: int) -> list[str]:
    """Names of the files that a process has open."""
    found = []
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            found.append(os.readlink(file))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="the memory is bounded where it can be counted")
def test_memory_is_bounded_so_that_a_document_ends_its_worker_and_not_the_machine(workers: Workers) -> None:
    for pid in workers.pids:
        limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii").splitlines()
        [bound] = [line.split()[3] for line in limits if line.startswith("Max data size")]
        least, memory = 2 << 30, psutil.virtual_memory().total
        assert least < int(bound) <= max(memory // 2, 2 * least + memory // 4)


def test_sources_are_taken_only_as_far_as_results_are_asked_for(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So memory is bounded however many there are; and what is begun and not asked for any more harms nobody."""
    [path] = write_documents(tmp_path, 1)
    taken = 0

    def endless() -> Iterator[Source]:
        nonlocal taken
        while True:
            taken += 1
            yield Source(str(path))

    monkeypatch.setattr("nlp_referat.batch.workers.AHEAD", 3)
    results = workers.map(endless())
    for _ in range(10):
        assert next(results).lines
    assert 10 <= taken <= 10 + 2 * 3
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert [len(result.lines) for result in workers.map(iter([Source(str(path))]))] == [1]


def test_large_results_hold_the_others_back_but_never_for_good(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_documents(tmp_path, 12)
    monkeypatch.setattr("nlp_referat.batch.workers.HELD", 1)
    results = list(workers.map(Source(str(path)) for path in paths))
    assert [(result.source, len(result.lines)) for result in results] == [(str(path), 1) for path in paths]


def test_no_process_is_left_when_the_batch_is_left_early(tmp_path: Path) -> None:
    paths = write_documents(tmp_path, 3)
    with Workers(1, "rules") as workers:
        next(workers.map(Source(str(path)) for path in paths))
        pids = workers.pids
    assert pids
    assert not any(map(psutil.pid_exists, pids))


@pipes
def test_no_process_is_left_when_the_batch_is_killed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    arguments = ["extract", str(tmp_path / "pipe"), "-m", "rules", "--jobs", "1"]
    batch = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL)
    with waiting_reader(tmp_path / "pipe") as end:
        [worker] = psutil.Process(batch.pid).children()
        batch.kill()
        batch.wait()
        os.write(end, b"Punkt 1: Sti\n")  # now it reads, and finds nobody to tell
    assert eventually(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)


def test_a_model_that_is_not_there() -> None:
    with pytest.raises(ModelNotFoundError, match="Did you mean 'rules'"):
        Workers(1, "rulse")


def test_programs_need_no_guard_and_modules_of_the_working_folder_are_not_imported(tmp_path: Path) -> None:
    [path] = write_documents(tmp_path / "in", 1)
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent(f"""\
            from nlp_referat.batch import read_all
            for result in read_all([{str(path)!r}], "rules", jobs=1):
                print(len(result.lines))
        """),
        encoding="utf-8",
    )
    (tmp_path / "in" / "json.py").write_text("raise SystemExit('imported from the documents')", encoding="utf-8")
    done = subprocess.run([sys.executable, program], cwd=tmp_path / "in", capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_results_for_a_program(tmp_path: Path) -> None:
    paths = write_documents(tmp_path, 3)
    [first, _, _] = read_all([str(tmp_path)], "rules")
    assert json.loads(first.lines[0])["source"] == str(paths[0])


@pytest.mark.slow
def test_the_default_model_gives_the_same_with_any_number_of_workers(tmp_path: Path) -> None:
    """Its network is of 8 bits: without care, which documents a process has read before shows in the scores."""
    paths = [str(path) for path in write_documents(tmp_path, 12)]
    for number, path in enumerate(paths):  # names that the network finds; some sentences in several documents
        Path(path).write_text(f"{text_of(number)}\n{FOUND[number % 3]}\n\n{FOUND[number % 4]}\n", encoding="utf-8")
    alone = list(read_all(paths))
    assert list(read_all(paths, jobs=2)) == alone
    assert list(read_all(paths[::-1]))[::-1] == alone
