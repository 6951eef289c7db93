"""The output file holds whole documents whatever happens, and what a kill has torn is cut off."""

import errno
import json
from io import FileIO
from pathlib import Path

import pytest

from nlp_referat.batch.output import ErrorFile, OutputFile, blocks, errors_of
from nlp_referat.batch.results import Failure, Source
from nlp_referat.batch.resuming import Order, ResumeError, done_in, put_in_order
from nlp_referat.schema import ModelInfo, Referat

MODEL = ModelInfo(name="referat_rules", version="0.1.0")


def line(source: str | None, model: ModelInfo | None = MODEL) -> bytes:
    return Referat(source=source, model=model).model_dump_json().encode()


def written(path: Path, *sources: str | None) -> Path:
    path.write_bytes(b"".join(line(source) + b"\n" for source in sources))
    return path


TORN = {
    "nothing": b"",
    "in the middle of a line": line("c.txt")[:40],
    "all of a line but its end": line("c.txt"),
    "in a letter": '{"schema":"referat/1","source":"Kø'.encode()[:-1],
    "two documents of a file without their first byte": b"\0" + line("c#1")[1:] + b"\n" + line("c#2") + b"\n",
    "one of two documents of a file": b"\0" + line("c#1")[1:] + b"\n" + line("c#2")[:9],
    "zeros, as after a power failure": bytes(4096),
    "zeros with a line end": bytes(100) + b"\n",
}


@pytest.mark.parametrize("case", TORN)
def test_what_is_torn_is_cut_off_and_written_anew(case: str, tmp_path: Path) -> None:
    path = written(tmp_path / "out.jsonl", "a.txt", "b.txt")
    whole = path.read_bytes()
    path.write_bytes(whole + TORN[case])
    done = done_in(path)
    assert (done.end, done.lines, done.model) == (len(whole), 2, MODEL)
    assert [done.place(name) for name in ("a.txt", "b.txt", "c.txt", "c")] == [0, 1, None, None]
    with OutputFile(path, done.end) as out:
        out.append([line("c.txt")])
    assert path.read_bytes() == whole + line("c.txt") + b"\n"


def test_a_file_of_several_documents_is_done_when_its_first_is_there(tmp_path: Path) -> None:
    done = done_in(written(tmp_path / "out.jsonl", "a.txt", "m.json#1", "m.json#2", "b.txt", None))
    assert [done.place(name) for name in ("a.txt", "m.json", "b.txt", "m.json#3")] == [0, 1, 3, None]
    assert done.lines == 5


def test_no_file_is_nothing_done(tmp_path: Path) -> None:
    done = done_in(tmp_path / "out.jsonl")
    assert (done.end, done.lines, done.model) == (0, 0, None)


def test_names_as_json_writes_them(tmp_path: Path) -> None:
    names = ['q"uote.txt', "back\\slash.txt", "Kø ge\n.txt", "tab\t.txt", "#1", "a#1"]
    done = done_in(written(tmp_path / "out.jsonl", *names))
    assert [done.place(name) for name in names] == list(range(len(names)))


def test_a_name_that_is_no_utf8_is_found_as_it_was_written(tmp_path: Path) -> None:
    done = done_in(written(tmp_path / "out.jsonl", "K\\udcf8ge.txt"))
    assert [done.place(name) for name in ("K\udcf8ge.txt", "K\udce6ge.txt", "K?ge.txt")] == [0, None, None]


FOREIGN = [
    *(b"not json\n", b'{"id": 4}\n', b'{"schema":"referat/2","source":"a"}\n', b"\n"),
    *(b"not json", b'{"id": 4}', b"\0PNG of somebody else's", b"\0\0\0\x18ftyp\n"),  # not torn: never ours
]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_another_file_is_not_gone_on_with(foreign: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "out.jsonl", "a.txt")
    path.write_bytes(path.read_bytes() + foreign)
    with pytest.raises(ResumeError, match=r"out.jsonl, line 2: this is no line that `extract` wrote"):
        done_in(path)


DAMAGED = [line("b.txt")[:90], line("b.txt")[:60] + b"\0" * 9 + line("b.txt")[69:]]


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_line_is_named_and_what_to_do(damaged: bytes, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"\n".join((line("a.txt"), damaged, line("c.txt"), b"")))
    with pytest.raises(ResumeError, match=r"out.jsonl, line 2: this line is damaged. Take it out of the file"):
        done_in(path)


def test_a_linked_output_stays_linked(tmp_path: Path) -> None:
    path = written(tmp_path / "real.jsonl", "b", "a")
    (tmp_path / "out.jsonl").symlink_to(path)
    put_in_order(tmp_path / "out.jsonl", [Source("a"), Source("b")])
    assert (tmp_path / "out.jsonl").is_symlink()
    assert [json.loads(text)["source"] for text in path.read_bytes().splitlines()] == ["a", "b"]


ORDERS = {
    "all as it should be": (("a", "b", "c"), ("a", "b", "c"), ("a", "b", "c")),
    "one in the middle came last": (("a", "c", "b"), ("a", "b", "c"), ("a", "b", "c")),
    "documents of a file stay together": (("m#1", "m#2", "a"), ("a", "m"), ("a", "m#1", "m#2")),
    "two files of several documents": (("n#1", "n#2", "m#1", "m#2"), ("m", "n"), ("m#1", "m#2", "n#1", "n#2")),
    "what is not asked for stays, in front": (("x", "b", None, "a"), ("a", "b"), ("x", None, "a", "b")),
}


@pytest.mark.parametrize("case", ORDERS)
def test_put_in_order(case: str, tmp_path: Path) -> None:
    before, wanted, after = ORDERS[case]
    path = written(tmp_path / "out.jsonl", *before)
    put_in_order(path, [Source(name) for name in wanted])
    assert [json.loads(text)["source"] for text in path.read_bytes().splitlines()] == list(after)
    assert sorted(tmp_path.iterdir()) == [path]


STEPS = {
    "appended behind what was there": ([0, 1, "+", "+"], True),
    "a gap filled": ([0, "+", 1], False),
    "a failed one in front": (["+", 0], False),
    "asked for in another order": ([1, 0], False),
    "nothing new": ([0, 1], True),
    "nothing there": (["+", "+"], True),
}


@pytest.mark.parametrize("case", STEPS)
def test_order_is_noticed(case: str) -> None:
    steps, is_kept = STEPS[case]
    order = Order(2)
    for step in steps:
        if isinstance(step, int):
            order.seen(step)
        else:
            order.appended(1)
    assert order.is_kept is is_kept


class Full(FileIO):
    """A file on a disk with room for so many bytes more."""

    room = 0

    def write(self, data: bytes) -> int:  # type: ignore[override]
        taken = bytes(data)[: max(self.room, 0)]
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        Full.room -= len(taken)
        return super().write(taken)


@pytest.mark.parametrize("room", [0, 1, 50, len(line("b#1")) + 1, 2 * len(line("b#1")) + 1])
def test_a_full_disk_leaves_whole_documents(room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "out.jsonl", "a.txt")
    before = path.read_bytes()
    monkeypatch.setattr("nlp_referat.batch.output.FileIO", Full)
    Full.room = room
    with OutputFile(path, len(before)) as out, pytest.raises(OSError, match="No space left"):
        out.append([line("b#1"), line("b#2")])
    assert path.read_bytes() == before


def test_ctrl_c_in_the_middle_of_a_document_leaves_whole_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(FileIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            super().write(bytes(data)[:7])
            raise KeyboardInterrupt

    path = written(tmp_path / "out.jsonl", "a.txt")
    before = path.read_bytes()
    monkeypatch.setattr("nlp_referat.batch.output.FileIO", Stopped)
    with OutputFile(path, len(before)) as out, pytest.raises(KeyboardInterrupt):
        out.append([line("b")])
    assert path.read_bytes() == before


def test_a_full_disk_leaves_whole_lines_of_errors_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp_referat.batch.output.FileIO", Full)
    Full.room = 100
    failure = Failure("a.pdf", "UnreadableError", "er krypteret")
    with ErrorFile(tmp_path / "out.errors.jsonl") as errors:
        errors.append(failure)
        with pytest.raises(OSError, match=r"out\.errors\.jsonl"):
            errors.append(failure)
    assert (tmp_path / "out.errors.jsonl").read_text(encoding="utf-8") == failure.to_json() + "\n"


def test_a_disk_that_takes_a_few_bytes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(FileIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            return super().write(bytes(data)[:7])

    monkeypatch.setattr("nlp_referat.batch.output.FileIO", Slow)
    path = tmp_path / "out.jsonl"
    with OutputFile(path) as out:
        out.append([line("a#1"), line("a#2")])
        out.append([line("b")])
    assert [text for _, text in blocks(path)] == [line(name) + b"\n" for name in ("a#1", "a#2", "b")]


def test_the_error_file_is_there_only_with_errors(tmp_path: Path) -> None:
    path = errors_of(tmp_path / "ud.v2.jsonl")
    assert path.name == "ud.v2.errors.jsonl"
    path.write_text("of the run before", encoding="utf-8")
    with ErrorFile(path):
        assert not path.exists()
    with ErrorFile(path) as errors:
        errors.append(Failure("K\udcf8ge.pdf", "UnreadableError", "er krypteret"))
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "source": "K\\udcf8ge.pdf",
        "error": "UnreadableError",
        "message": "er krypteret",
    }
