"""Trained arrays in ``.npz`` files that name their format.

>>> content = to_bytes("referat-example/1", bias=np.array([0.5]))
>>> with read_arrays(content, "referat-example/1", "the example") as arrays:
...     float(arrays["bias"][0])
0.5
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from zipfile import BadZipFile

import numpy as np

from nlp_referat.errors import ModelNotFoundError


def to_bytes(format: str, **arrays: Any) -> bytes:
    """What a file holds; the same for the same arrays."""
    content = io.BytesIO()
    np.savez_compressed(content, format=np.array(format), **arrays)
    return content.getvalue()


@contextmanager
def read_arrays(content: bytes, format: str, origin: str) -> Iterator[Mapping[str, Any]]:
    """The arrays by name; one that is missing is an error too, as long as the context lasts.

    Args:
        format: the only one that is read.
        origin: how a message names the file.

    Raises:
        ModelNotFoundError: when it is no such file, or of another format; the message says what to do.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            written = str(arrays["format"])
            if written != format:
                raise ModelNotFoundError(
                    f"{origin} was written as {written!r}; this version of nlp-referat reads {format!r}. "
                    "Train it again with the version installed, or install the one that wrote it."
                )
            yield arrays
    except ModelNotFoundError:
        raise
    except (ValueError, KeyError, IndexError, OSError, EOFError, BadZipFile) as error:
        raise ModelNotFoundError(f"{origin} cannot be read: {error}. Train it again.") from None
