"""Writing a folder whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from nlp_referat.errors import AnnotationError


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, and put it in the place of `folder` when all went well.

    Raises:
        AnnotationError: when `folder` exists and is no spaCy pipeline: it is not ours to replace.
    """
    if folder.exists() and not (folder / "meta.json").is_file():
        raise AnnotationError(f"{folder} exists and is no pipeline; give --out another name.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        yield new
        new.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
