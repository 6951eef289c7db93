"""Which files a command line's paths stand for, in a fixed order.

A folder stands for the files in it and below, by name, files and folders mixed; hidden ones, and what is neither
file nor folder, are left out. Linked folders inside are not entered, so that no circle is walked.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from nlp_referat.batch.results import STANDARD_INPUT, Failure, Source
from nlp_referat.readers.opening import why


def find_sources(paths: Iterable[str], leave_out: Iterable[Path] = ()) -> Iterator[Source]:
    """The files to read, one after the other: memory does not grow with their number.

    Args:
        paths: files as given, and folders.
        leave_out: files that are none of the documents although they lie in a folder: the output.

    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> for name in ("b.txt", "a.txt", ".hidden", "out.jsonl"):
    ...     _ = (folder / name).write_text("x")
    >>> [Path(found.path).name for found in find_sources([str(folder)], [folder / "out.jsonl"])]
    ['a.txt', 'b.txt']
    """
    left_out = {path.name: os.path.realpath(path) for path in leave_out}
    for path in paths:
        if path == STANDARD_INPUT or not os.path.isdir(path):
            yield Source(path)
            continue
        is_empty = True
        for source in _files(path):
            own = left_out.get(os.path.basename(source.path))
            if own is None or os.path.realpath(source.path) != own:
                is_empty = False
                yield source
        if is_empty:
            yield _refused(path, "Empty", "There is no file in this folder, or only hidden ones.")


def _files(folder: str) -> Iterator[Source]:
    # A stack, not recursion: folders may lie deeper than Python calls.
    stack: list[str] = [folder]
    while stack:
        path = stack.pop()
        # What was pushed is a folder if it ends so; asking the disk again could answer otherwise.
        if path != folder and not path.endswith(os.sep):
            yield Source(path)
            continue
        try:
            inside = _entries(path)
        except OSError as error:
            yield _refused(path.rstrip(os.sep), type(error).__name__, f"{why(error).rstrip('.')}.")
            continue
        stack += reversed(inside)


def _entries(folder: str) -> list[str]:
    """Paths of what is in a folder, by name; a folder's ends with a slash."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                found.append((entry.name, entry.path + os.sep))
            elif _is_file(entry):
                found.append((entry.name, entry.path))
    return [path for _, path in sorted(found)]


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a file, or a link that leads nowhere or to itself, which shall be reported."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:
        return True


def _refused(path: str, error: str, message: str) -> Source:
    return Source(path, Failure(path, error, message))
