"""The trained files that come with the package."""

from importlib import resources
from typing import Final

from nlp_referat.errors import ModelNotFoundError

FOLDER: Final = "model"


def packaged(name: str) -> bytes:
    """The content of a file of the packaged model.

    Raises:
        ModelNotFoundError: when this installation lacks it.
    """
    file = resources.files("nlp_referat") / FOLDER / name
    if not file.is_file():
        raise ModelNotFoundError(
            f"This installation lacks {FOLDER}/{name}. Use nlp_referat.load('rules'), give load() the folder of a "
            "pipeline that training wrote, or install the package anew."
        )
    return file.read_bytes()
