"""A folder is written whole, or what was there stays."""

from pathlib import Path

import pytest

from nlp_referat.errors import AnnotationError
from training.folders import replaced


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def write(out: Path, text: str, *, fail: bool = False) -> None:
    with replaced(out) as new:
        (new / "meta.json").write_text(text)
        if fail:
            raise ZeroDivisionError


def test_new_folder_then_its_successor(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "model"
    write(out, "one")
    (out / "old.txt").write_text("old")
    write(out, "two")
    assert contents(tmp_path) == {"deep/model/meta.json": "two"}
    assert out.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("before", [None, "one"])
def test_nothing_half_written(tmp_path: Path, before: str | None) -> None:
    out = tmp_path / "model"
    if before:
        write(out, before)
    with pytest.raises(ZeroDivisionError):
        write(out, "half", fail=True)
    assert contents(tmp_path) == ({"model/meta.json": before} if before else {})
    assert [path.name for path in tmp_path.iterdir()] == (["model"] if before else [])


def test_empty_folder_is_free(tmp_path: Path) -> None:
    write(tmp_path, "one")
    assert contents(tmp_path) == {"meta.json": "one"}


def test_foreign_folder_and_file_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.txt").write_text("mine")
    for out in (tmp_path / "photos", tmp_path / "photos" / "a.txt"):
        with pytest.raises(AnnotationError, match=f"{out.name} exists and is no pipeline"):
            write(out, "two")
    assert contents(tmp_path) == {"photos/a.txt": "mine"}
