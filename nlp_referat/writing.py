"""Writing beside the place and then there: whoever looks finds the old files or the new, never half of one."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def file_beside(path: Path) -> Iterator[Path]:
    """A file to write to, which is put in its place if all goes well; missing folders are made.

    Raises:
        OSError: when it cannot be written; what was there stays.

    >>> path = Path(tempfile.mkdtemp(), "a.txt")
    >>> with file_beside(path) as beside:
    ...     _ = beside.write_text("whole")
    >>> path.read_text()
    'whole'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield beside
        _to_disk(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def folder_beside(folder: Path) -> Iterator[Path]:
    """A folder to write files to, which are put into `folder` if all goes well; others stay there.

    Raises:
        OSError: as `file_beside`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=folder))
    try:
        yield beside
        files = sorted(beside.iterdir())
        for file in files:
            _to_disk(file)
        for file in files:
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """Wait until the file is on the disk: the old one must not go before."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
