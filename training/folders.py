"""Writing a pipeline's folder, whole or not at all."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import nlp_referat
from nlp_referat.encoder.model import Encoder
from nlp_referat.errors import AnnotationError, ModelNotFoundError
from nlp_referat.pipeline import ENCODER


def check_replaceable(folder: Path) -> None:
    """Say now, and not after hours of training, that `folder` is not ours to replace.

    Raises:
        AnnotationError: when `folder` exists, holds something and is no spaCy pipeline.
    """
    is_free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if not is_free and not (folder / "meta.json").is_file():
        raise AnnotationError(f"{folder} exists and is no pipeline; give --out another name.")


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, and put it in the place of `folder` when all went well.

    Raises:
        AnnotationError: as `check_replaceable`.
    """
    check_replaceable(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    old = new.with_name(new.name + ".old")
    try:
        yield new
        new.chmod(0o755)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        shutil.rmtree(new, ignore_errors=True)


def change_encoder(pipeline: str, out: Path, change: Callable[[Encoder], Encoder], *, names_stay: bool = True) -> None:
    """Write the pipeline to `out` with its encoder changed.

    Args:
        names_stay: whether it finds the same names, so that what was measured of them still holds.

    Raises:
        AnnotationError: when `out` is not ours to replace.
        ModelNotFoundError: when there is no such pipeline, or it has no encoder.
    """
    check_replaceable(out)
    nlp = nlp_referat.load(pipeline)
    if ENCODER not in nlp.pipe_names:
        raise ModelNotFoundError(
            f"--pipeline: {pipeline} has no {ENCODER}. Give one that training wrote, or 'default'."
        )
    names: Any = nlp.get_pipe(ENCODER)
    names.encoder = change(names.encoder)
    if not names_stay:
        nlp.meta.pop("performance", None)
    with replaced(out) as new:
        nlp.to_disk(new)
