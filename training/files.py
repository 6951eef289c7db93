"""Files of labelled lines, by name or by folder."""

from collections.abc import Iterable
from pathlib import Path

from nlp_referat.errors import AnnotationError


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files of labelled lines, and those in the folders (``.jsonl``, ``.tsv``) in order of their names.

    Raises:
        AnnotationError: when there is no such file or folder, or the folder holds none.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(file for ending in ("*.jsonl", "*.tsv") for file in path.glob(ending)) if path.is_dir() else []
        if not inside and not path.is_file():
            raise AnnotationError(f"{path}: there is no such file, and no folder with .jsonl or .tsv files.")
        found += inside or [path]
    return found
