"""Which files a folder stands for, and in which order."""

import os
from pathlib import Path

import pytest

from nlp_referat.batch import find_sources


def tree(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def found(folder: Path, *leave_out: Path) -> list[str]:
    """The files that are found, as paths inside the folder."""
    return [os.path.relpath(source.path, folder) for source in find_sources([str(folder)], leave_out)]


TREES = {
    "by name, folders and files mixed": (
        ("b.txt", "a/2.txt", "a/10.txt", "c/x/y.pdf", "c/a.html"),
        ["a/10.txt", "a/2.txt", "b.txt", "c/a.html", "c/x/y.pdf"],
    ),
    "any ending or none: the content tells": (("a", "b.zip", "c.PDF"), ["a", "b.zip", "c.PDF"]),
    "hidden files and folders are left out": ((".DS_Store", ".git/config", "a/.b.txt", "a/b.txt"), ["a/b.txt"]),
    "letters by code point, so that the order is the same everywhere": (
        ("Å.txt", "Z.txt", "a.txt"),
        ["Z.txt", "a.txt", "Å.txt"],
    ),
}


@pytest.mark.parametrize("case", TREES)
def test_a_folder_stands_for_its_files(case: str, tmp_path: Path) -> None:
    names, expected = TREES[case]
    assert found(tree(tmp_path, *names)) == expected


def test_files_are_given_as_they_are_named_even_if_there_are_none(tmp_path: Path) -> None:
    tree(tmp_path, "d/a.txt")
    paths = [str(tmp_path / "z.txt"), "-", str(tmp_path / "d") + "/", str(tmp_path / ".hidden")]
    assert [source.path for source in find_sources(paths)] == [
        str(tmp_path / "z.txt"),
        "-",
        str(tmp_path / "d" / "a.txt"),
        str(tmp_path / ".hidden"),
    ]


def test_the_output_is_no_document_but_its_namesake_elsewhere_is(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "out.jsonl", "b/out.jsonl")
    assert found(tmp_path, tmp_path / "out.jsonl") == ["a.txt", "b/out.jsonl"]


def test_linked_folders_are_no_circle_and_dead_links_are_told_of(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")  # it must not cost the others in its folder
    assert found(tmp_path) == ["a/x.txt", "dead.txt", "linked.txt", "loop.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert found(tree(tmp_path, "a.txt")) == ["a.txt"]


def test_a_folder_without_files_is_said(tmp_path: Path) -> None:
    tree(tmp_path, ".hidden")
    [source] = find_sources([str(tmp_path)])
    assert source.failure is not None
    assert str(source.failure) == f"{tmp_path}: There is no file in this folder, or only hidden ones."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_said_and_the_rest_is_found(tmp_path: Path) -> None:
    tree(tmp_path, "a/x.txt", "b.txt")
    (tmp_path / "a").chmod(0)
    try:
        first, second = find_sources([str(tmp_path)])
    finally:
        (tmp_path / "a").chmod(0o700)
    assert first.failure is not None
    assert str(first.failure) == f"{tmp_path / 'a'}: Permission denied. Ask for the right to read it, or leave it out."
    assert second.path == str(tmp_path / "b.txt")


def test_a_folder_that_vanishes_on_the_way_is_said(tmp_path: Path) -> None:
    """The same for root: what is listed may be gone when its turn comes."""
    tree(tmp_path, "a.txt", "b/x.txt", "c.txt")
    sources = find_sources([str(tmp_path)])
    assert next(sources).path == str(tmp_path / "a.txt")
    (tmp_path / "b" / "x.txt").unlink()
    (tmp_path / "b").rmdir()
    gone, last = sources
    assert gone.failure is not None
    assert str(gone.failure) == f"{tmp_path / 'b'}: No such file or directory."
    assert last.path == str(tmp_path / "c.txt")
