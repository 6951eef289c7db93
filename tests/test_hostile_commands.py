"""What a command says when files, folders and disks are against it: a message, a status, and nothing half-written."""

import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlp_referat import batch
from nlp_referat.batch import Request
from nlp_referat.cli import app, main
from nlp_referat.cli.console import limits_of
from nlp_referat.readers import Limits

TEXT = "REFERAT Ældreudvalget d. 03-12-2025\n\nPunkt 1: Ny sti\n\nBeslutning\n\nGodkendt. Der gives 5.000 kr.\n"
MAIN = (sys.executable, "-c", "from nlp_referat.cli import main; main()")
posix = pytest.mark.skipif(os.name != "posix", reason="signals and permissions as Unix has them")


def run(*args: str | Path) -> tuple[int, str, str]:
    """Exit status, standard output and standard error; anything but an exit fails the test."""
    result = CliRunner().invoke(app, [str(arg) for arg in args], env={"COLUMNS": "300"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder and below, hidden files too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """As on a disk that fills up: no file grows further."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def extracted(minutes: Path, tmp_path: Path) -> Path:
    assert run("extract", minutes, "-m", "rules", "-o", tmp_path / "out.jsonl")[0] == 0
    return tmp_path / "out.jsonl"


# Words for the paths: IN the document, OUT its extraction, NEW a name in an empty folder, OLD a file that is there.
FULL = {
    "view": (["view", "IN", "-m", "rules", "-o", "NEW"], 9_000),
    "view over an older page": (["view", "IN", "-m", "rules", "-o", "OLD"], 9_000),
    "link": (["link", "OUT", "-o", "OLD"], 50),
    "csv": (["export", "OUT", "-o", "NEW", "--to", "csv"], 50),
    "parquet": (["export", "OUT", "-o", "NEW", "--to", "parquet"], 50),
    "sqlite": (["export", "OUT", "-o", "OLD", "--to", "sqlite"], 9_000),
    "docbin": (["export", "OUT", "-o", "OLD", "--to", "docbin"], 50),
    "extract over an older file": (["extract", "IN", "-m", "rules", "-o", "NEW"], 50),
}


@posix
@pytest.mark.parametrize("case", FULL)
def test_a_full_disk(case: str, extracted: Path, minutes: Path, tmp_path: Path) -> None:
    if case == "parquet":
        pytest.importorskip("pyarrow")
    words, room = FULL[case]
    folder = tmp_path / "ud"
    folder.mkdir()
    (folder / "old").write_bytes(b"older")
    names = {"IN": minutes, "OUT": extracted, "NEW": folder / "new", "OLD": folder / "old"}
    with largest_file(room):
        status, out, err = run(*(str(names.get(word, word)) for word in words))
    assert (status, out) == (1, "")
    assert err.startswith(f"error: Cannot write to {folder}")
    left = files(folder)
    assert left.pop("new", b"") == b""  # of `extract`, the documents before the full disk: none
    assert left == {"old": b"older"}
    assert [path.name for path in folder.iterdir() if path.is_dir()] == []


def run_main(stdout: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch, *args: str | Path) -> object:
    """The exit status of the command as a shell starts it, in this process."""
    monkeypatch.setattr("nlp_referat.cli._end_tidily", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["nlp-referat", *map(str, args)])
    monkeypatch.setattr(sys, "stdout", stdout)
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["--version"], ["schema"], ["show", "-m", "rules"]])
def test_standard_output_that_is_full(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        assert run_main(full, monkeypatch, *arguments) == 1
    message = "Cannot write to standard output: No space left on device. Make room there, or name another place."
    assert capsys.readouterr().err == f"error: {message}\n"


def test_a_terminal_that_knows_no_danish(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    assert run_main(io.TextIOWrapper(written, "ascii"), monkeypatch, "show", minutes, "-m", "rules") == 0
    assert b"?ldreudvalget" in written.getvalue()


OVER = {
    "extract over a document in the folder": (["extract", "in", "-o", "in/a.txt"], "one of the documents in in"),
    "extract over the document": (["extract", "in/a.txt", "-o", "in/a.txt"], "one of the documents to read"),
    "extract over its hard link": (["extract", "in/a.txt", "-o", "hard.txt"], "one of the documents to read"),
    "view over the document": (["view", "in/a.txt", "-o", "link.txt"], "is the document to read"),
    "view over its hard link": (["view", "in/a.txt", "-o", "hard.txt"], "is the document to read"),
    "export over the file": (["export", "out.jsonl", "-o", "out.jsonl", "--to", "sqlite"], "is the file to export"),
    "export over a link": (["export", "out.jsonl", "-o", "linked.jsonl", "--to", "docbin"], "is the file to export"),
    "export over a folder": (["export", "out.jsonl", "-o", "in", "--to", "sqlite"], "needs the name of a file"),
    "link over the file": (["link", "out.jsonl", "-o", "linked.jsonl"], "one of the files to read"),
    "nothing named": (["extract", "", "-m", "rules"], "A path is empty"),
    "nothing named to write to": (["extract", "in/a.txt", "-o", ""], "The output is a folder"),
    "a size without end": (["extract", "in", "--max-size", "inf"], "--max-size"),
    "no size": (["view", "in/a.txt", "-o", "b.html", "--max-size", "0"], "--max-size"),
}


@posix
@pytest.mark.parametrize("case", OVER)
def test_nothing_is_written_over_what_is_read(
    case: str, extracted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.link("in/a.txt", "hard.txt")
    os.symlink("in/a.txt", "link.txt")
    os.symlink("out.jsonl", "linked.jsonl")
    before = files(tmp_path)
    arguments, message = OVER[case]
    model = ["-m", "rules"] if arguments[0] in ("extract", "view") else []
    status, out, err = run(*arguments, *model)
    assert (status, out) == (2, "")
    assert message in err
    assert files(tmp_path) == before
    assert extracted.read_bytes() == before["out.jsonl"]


def test_an_earlier_output_in_the_folder_is_written_anew(minutes: Path) -> None:
    output = minutes.parent / "out.jsonl"
    for _ in range(2):
        assert run("extract", minutes.parent, "-m", "rules", "-o", output)[0] == 0
        assert output.read_bytes().count(b"\n") == 1


@posix
@pytest.mark.parametrize("arguments", [["export", "out.jsonl", "-o", "l.db"], ["view", "in/a.txt", "-o", "l.db"]])
def test_what_a_link_leads_to_is_written(
    arguments: list[str], extracted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.symlink("real.db", "l.db")
    status, _, _ = run(*arguments, *(["-m", "rules"] if arguments[0] == "view" else []))
    assert status == 0
    assert Path("l.db").is_symlink()
    assert Path("real.db").stat().st_size > 1_000


LOOPS = [["extract", "loop"], ["extract", "in/a.txt", "-o", "loop"], ["view", "loop", "-o", "b.html"], ["show", "loop"]]


@posix
@pytest.mark.parametrize("arguments", LOOPS)
def test_a_link_that_leads_to_itself(
    arguments: list[str], minutes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.symlink("loop", "loop")
    os.symlink("out.jsonl", minutes.parent / "out.jsonl")
    status, out, err = run(*arguments, "-m", "rules")
    assert (status, out) == (1, "")
    assert "loop: Too many levels of symbolic links" in err


@posix
def test_a_loop_with_the_outputs_name_in_the_folder(minutes: Path, tmp_path: Path) -> None:
    os.symlink("out.jsonl", minutes.parent / "out.jsonl")
    status, _, err = run("extract", minutes.parent, "-m", "rules", "-o", tmp_path / "out.jsonl")
    assert status == 1
    assert "out.jsonl: Too many levels of symbolic links" in err
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 1


NASTY = b"a\nb\x1b[2J\xf8.txt"


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
def test_names_that_are_no_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in {NASTY: TEXT.encode(), b"K\xf8ge.txt": TEXT.encode(), b"K\xe6ge\n.png": b"\x89PNG"}.items():
        (folder / os.fsdecode(name)).write_bytes(data)
    output = tmp_path / os.fsdecode(b"ud\xf8.jsonl")
    status, _, err = run("extract", folder, "-m", "rules", "-o", output)
    assert status == 1
    assert [line for line in err.splitlines() if "image" in line] == [
        f"{folder}/K\\udce6ge\\n.png is an image, which is not read: run OCR on it first, for instance with "
        "tesseract -l dan."
    ]
    assert "\x1b" not in err
    whole = output.read_bytes()
    output.write_bytes(whole[: whole.index(b"\n") + 1])  # the first name must not stand for the second
    assert run("extract", folder, "-m", "rules", "-o", output, "--resume")[0] == 1
    assert output.read_bytes() == whole
    for target in (tmp_path / os.fsdecode(b"\xf8.spacy"), tmp_path / os.fsdecode(b"\xf8.db")):
        status, out, err = run("export", output, "-o", target)
        assert (status, err) == (0, "")
        assert ": 2 documents" in out
    pytest.importorskip("pyarrow")
    assert run("export", output, "-o", tmp_path / os.fsdecode(b"\xf8"), "--to", "parquet")[0] == 0


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with one that may not be opened and one that may not be written to, as somebody who is not root."""
    folder = Path(tempfile.mkdtemp())
    for name in ("in/closed", "read-only"):
        (folder / name).mkdir(parents=True)
    for name in ("in/a.txt", "in/closed/b.txt", "in/c.txt", "read-only/old.html"):
        (folder / name).write_bytes(TEXT.encode())
    user = os.geteuid()
    run("show", folder / "in" / "a.txt", "-m", "rules")  # what is imported late lies perhaps where only root may read
    run("extract", folder / "in" / "a.txt", "-m", "rules", "-o", folder / "in" / "out.jsonl")
    run("export", folder / "in" / "out.jsonl", "-o", folder / "in" / "out.db")
    for name, mode in {".": 0o755, "in": 0o777, "in/c.txt": 0, "in/closed": 0, "read-only": 0o555}.items():
        (folder / name).chmod(mode)
    if user == 0:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        os.seteuid(user)
        (folder / "in" / "closed").chmod(0o755)
        shutil.rmtree(folder)


NO_PERMISSION = {
    "a folder": (["extract", "in/closed"], "in/closed: Permission denied"),
    "a folder in the folder, and a file": (["extract", "in", "-o", "in/new.jsonl"], "in/closed: Permission denied"),
    "a file": (["extract", "in/c.txt"], "in/c.txt: Permission denied"),
    "a file to show": (["show", "in/c.txt"], "error: in/c.txt: Permission denied"),
    "a file in the folder": (["show", "in/closed/b.txt"], "error: in/closed/b.txt: Permission denied"),
    "to write": (["extract", "in/a.txt", "-o", "read-only/out.jsonl"], "Cannot write to read-only/out.jsonl: Perm"),
    "to write over": (["view", "in/a.txt", "-o", "read-only/old.html"], "Cannot write to read-only/old.html: Perm"),
    "to write a page": (["view", "in/a.txt", "-o", "read-only/a.html"], "denied. Name a place where you may write."),
    "to write a database": (["export", "in/out.jsonl", "-o", "read-only/a.db"], "to read-only/a.db: Permission denied"),
    "to write tables": (["export", "in/out.jsonl", "-o", "read-only/t", "--to", "csv"], "to read-only/t: Permission"),
    "a file to export": (["export", "in/c.txt", "-o", "in/a.db"], "error: in/c.txt: Permission denied."),
    "a file to link": (["link", "in/c.txt"], "in/c.txt: Permission denied"),
}


@posix
@pytest.mark.parametrize("case", NO_PERMISSION)
def test_without_permission(case: str, closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(closed)
    arguments, message = NO_PERMISSION[case]
    model = ["-m", "rules"] if arguments[0] in ("extract", "show", "view") else []
    status, out, err = run(*arguments, *model)
    assert (status, out) == (1, "")
    assert message in err
    assert [path.name for path in Path("read-only").iterdir()] == ["old.html"]


SIZES = [(None, None), (0.5, Limits(size=500_000)), (300, Limits(size=300_000_000, expanded=300_000_000))]


@pytest.mark.parametrize(("asked", "limits"), SIZES)
def test_one_option_for_the_file_and_what_it_unpacks_to(asked: float | None, limits: Limits | None) -> None:
    assert limits_of(asked) == limits


@pytest.mark.parametrize("command", ["show", "view", "extract"])
def test_the_limit_is_stated_and_adjustable(command: str, minutes: Path, tmp_path: Path) -> None:
    arguments = [command, minutes, "-m", "rules", *(["-o", tmp_path / "a.html"] if command == "view" else [])]
    status, _, err = run(*arguments, "--max-size", "0.00005")
    assert status == 1
    assert "a.txt is too large: 97 bytes, where 50 bytes is the limit" in err
    assert run(*arguments, "--max-size", "1")[0] == 0


def until(holds: Callable[[], bool]) -> None:
    """Wait for it, a minute at most."""
    for _ in range(3_000):
        if holds():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come to be")


STOPS = [
    (signal.SIGINT, 130, "error: Stopped. What is written already stays; go on with --resume.\n"),
    pytest.param(signal.SIGTERM, 143, "", marks=pytest.mark.slow),
]


@posix
@pytest.mark.parametrize(("number", "status", "message"), STOPS)
def test_stopped_in_the_middle(number: signal.Signals, status: int, message: str, minutes: Path) -> None:
    """At a pipe that nobody writes to, so that it is surely in the middle."""
    os.mkfifo(minutes.parent / "pipe")
    output = minutes.parent / "out.jsonl"
    arguments = ["extract", str(minutes), str(minutes.parent / "pipe"), "-m", "rules", "-o", str(output)]
    process = subprocess.Popen(
        [*MAIN, *arguments],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until(lambda: output.exists() and output.read_bytes().endswith(b"\n"))
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.decode()) == (status, message)
    assert output.read_bytes().count(b"\n") == 1
    assert sorted(path.name for path in minutes.parent.iterdir()) == ["a.txt", "out.jsonl", "pipe"]


def test_a_file_that_vanishes_on_the_way(minutes: Path, tmp_path: Path) -> None:
    gone = minutes.parent / "b.txt"
    gone.write_bytes(TEXT.encode())
    request = Request((str(minutes.parent),), tmp_path / "out.jsonl", "rules")
    summary = batch.run(request, lambda result: gone.unlink(missing_ok=True))
    assert (summary.read, [str(failure) for failure in summary.failures]) == (1, [f"{gone}: No such file or directory"])
