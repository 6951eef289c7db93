"""The command over folders: what is written, listed and skipped, and that a kill in the middle costs nothing."""

import json
import resource
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from batch_documents import COMMAND, command, sources_in, write_documents
from rich.console import Console
from typer.testing import CliRunner

from nlp_referat.batch import Request, Result, ResumeError, run
from nlp_referat.batch.command import Watch, extract
from nlp_referat.cli import app

FEW, MANY = 200, 2_000


def rules(folder: Path, output: Path, resume: bool = False, jobs: int | None = None) -> Request:
    return Request((str(folder),), output, "rules", jobs, resume)


def without(output: Path, *lines: int) -> None:
    """Take lines out of an output."""
    kept = [line for number, line in enumerate(output.read_bytes().splitlines(keepends=True)) if number not in lines]
    output.write_bytes(b"".join(kept))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six documents, and one file that is none."""
    write_documents(tmp_path / "in", 6)
    (tmp_path / "in" / "000" / "00002b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    return tmp_path / "in"


@pytest.mark.parametrize("jobs", [None, 2])
def test_a_folder_is_read_whole_and_failures_are_listed(jobs: int | None, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    summary = run(rules(folder, output, jobs=jobs))
    assert (summary.read, summary.skipped, summary.failed) == (6, 0, 1)
    names = [Path(source).name for source in sources_in(output)]
    assert names == [f"{number:05}.txt" for number in range(6)]
    assert summary.errors == tmp_path / "out.errors.jsonl"
    [error] = [json.loads(line) for line in summary.errors.read_text(encoding="utf-8").splitlines()]
    assert Path(error["source"]).name == "00002b.png"
    assert error["error"] == "UnreadableError"
    assert "image" in error["message"]


GAPS = {
    "nothing is missing": (),
    "the last ones": (4, 5),
    "the first": (0,),
    "some in the middle": (1, 3),
    "all": (0, 1, 2, 3, 4, 5),
}


@pytest.mark.parametrize("gap", GAPS)
def test_resume_reads_what_is_missing_and_the_file_is_as_if_never_left(gap: str, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run(rules(folder, output))
    whole = output.read_bytes()
    without(output, *GAPS[gap])
    read: list[Result] = []
    summary = run(rules(folder, output, resume=True), read.append)
    assert (summary.read, summary.skipped, summary.failed) == (len(GAPS[gap]), 6 - len(GAPS[gap]), 1)
    assert [number for number, result in enumerate(r for r in read if not r.failure) if result.lines] == [*GAPS[gap]]
    assert output.read_bytes() == whole


def test_what_failed_is_tried_again_and_comes_to_its_place(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run(rules(folder, output))
    (folder / "000" / "00002b.png").write_text("Punkt 1: Sti\n\nBeslutning\n\nGodkendt.\n", encoding="utf-8")
    summary = run(rules(folder, output, resume=True))
    assert (summary.read, summary.skipped, summary.failed, summary.errors) == (1, 6, 0, None)
    assert not (tmp_path / "out.errors.jsonl").exists()
    assert [Path(source).name for source in sources_in(output)][2:4] == ["00002.txt", "00002b.png"]


def test_without_resume_all_is_written_anew(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("an older file", encoding="utf-8")
    assert run(rules(folder, output)).read == 6
    assert len(sources_in(output)) == 6


def test_resume_with_another_pipeline_is_refused(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run(rules(folder, output))
    text = output.read_bytes().replace(b'"name":"referat_rules"', b'"name":"referat_default"')
    output.write_bytes(text)
    with pytest.raises(ResumeError, match=r"was written by referat_default .* go on with referat_rules"):
        run(rules(folder, output, resume=True))
    assert output.read_bytes() == text


REFUSED = {
    "resume without a file": (["--resume"], "--resume goes on with a file"),
    "resume to a device": (["--resume", "-o", "/dev/null"], "--resume goes on with a file"),
    "standard input for workers": (["-", "--jobs", "2"], "leave --jobs out"),
    "no worker": (["--jobs", "0"], "Invalid value"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_a_usage_error(case: str, tmp_path: Path) -> None:
    arguments, message = REFUSED[case]
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "a.txt"), "-m", "rules", *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_failures_are_listed_at_the_end_the_first_of_them_only(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"{number:02}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "99.txt").write_text("\n", encoding="utf-8")
    output = tmp_path / "out.jsonl"
    err = StringIO()
    status = extract(rules(tmp_path, output), Console(file=err, width=500, soft_wrap=True))
    lines = err.getvalue().splitlines()
    assert status == 1
    assert "99.txt: empty: The document holds no text." in lines[0]
    assert [line[: len(str(tmp_path)) + 7] for line in lines[2:22]] == [f"{tmp_path}/{n:02}.png" for n in range(20)]
    assert lines[22:] == ["and 5 more", f"25 of 26 could not be read; listed in {tmp_path / 'out.errors.jsonl'}"]
    assert len((tmp_path / "out.errors.jsonl").read_text(encoding="utf-8").splitlines()) == 25


def test_of_many_warnings_the_first_are_printed_and_the_rest_counted() -> None:
    err = StringIO()
    watch = Watch(Console(file=err, width=200, soft_wrap=True), lists_failures=True)
    for number in range(40):
        watch(
            Result(
                f"{number}.txt",
                notes=("cut: Teksten er klippet.", "empty: Ingen tekst.", "cut: Igen.")[: 1 + number % 3],
            )
        )
    watch.finish()
    lines = err.getvalue().splitlines()
    assert lines[:3] == [
        "0.txt: cut: Teksten er klippet.",
        "1.txt: cut: Teksten er klippet.",
        "1.txt: empty: Ingen tekst.",
    ]
    assert len(lines) == 51
    assert lines[-1] == "and 29 more warnings, which the output holds: cut 19, empty 10"


def test_a_bar_with_count_rate_and_time_left_for_who_watches(folder: Path, tmp_path: Path) -> None:
    err = StringIO()
    console = Console(file=err, width=120, force_terminal=True, color_system=None, soft_wrap=True)
    extract(rules(folder, tmp_path / "out.jsonl"), console)
    last = [line for line in err.getvalue().replace("\r", "\n").split("\n") if "Reading" in line][-1]
    assert "7/7" in last
    assert "1 failed" in last
    assert "/s" in last
    assert "0:00:00" in last


def test_a_file_over_the_limit_is_one_failure(folder: Path, tmp_path: Path) -> None:
    (folder / "000" / "00003.txt").write_bytes(b"a" * 2_000_000)
    result = CliRunner().invoke(app, ["extract", str(folder), "-m", "rules", "--max-size", "1.5", "--jobs", "1"])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 5
    assert "00003.txt" in result.stderr
    assert "1.5 MB is the limit" in result.stderr


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from nlp_referat.cli import main
main()
"""


def test_a_disk_that_fills_up_loses_nothing_and_resume_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_documents(folder, 20)
    output, reference = tmp_path / "out.jsonl", tmp_path / "reference.jsonl"
    run(rules(folder, reference))
    whole = reference.read_bytes()
    room = len(whole) * 2 // 3
    arguments = [str(room), "extract", str(folder), "-o", str(output), "-m", "rules"]
    done = subprocess.run([sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr == (
        f"error: Cannot write to {output}: File too large. The system lets files grow no larger: name another place. "
        "What is written already stays; go on with --resume.\n"
    )
    part = output.read_bytes()
    assert whole.startswith(part)
    assert part.endswith(b"\n")
    assert len(part) > room - max(map(len, whole.splitlines(keepends=True)))
    run(rules(folder, output, resume=True))
    assert output.read_bytes() == whole
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != room  # the limit was the other process's


@pytest.mark.parametrize(
    ("count", "kills"), [(FEW, (40,)), pytest.param(MANY, (400, 900, 1_600), marks=pytest.mark.slow)]
)
def test_a_kill_in_the_middle_loses_nothing_and_repeats_nothing(
    count: int, kills: tuple[int, ...], tmp_path: Path
) -> None:
    """Killed without warning once so many documents are written; then gone on with."""
    folder, output, reference = tmp_path / "in", tmp_path / "out.jsonl", tmp_path / "reference.jsonl"
    paths = write_documents(folder, count)
    arguments = ["extract", str(folder), "-m", "rules", "-o", str(output), "--jobs", "2", "--resume"]
    for kill in kills:
        batch = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL)
        while batch.poll() is None and _lines(output) < kill:
            time.sleep(0.02)
        batch.send_signal(signal.SIGKILL)
        batch.wait()
        assert kill <= _lines(output) < count
    with output.open("ab") as file:
        file.write(b'{"schema":"referat/1","source":"' + str(folder).encode())  # torn, as a kill can leave it
    status, _, err = command(*arguments)
    assert (status, err) == (0, "")
    assert sources_in(output) == [str(path) for path in paths]
    run(rules(folder, reference))
    assert output.read_bytes() == reference.read_bytes()


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
