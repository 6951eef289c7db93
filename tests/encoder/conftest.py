"""What the tests of the encoder share: a model made by hand."""

from collections.abc import Mapping

import pytest


@pytest.fixture(scope="session")
def files() -> Mapping[str, bytes]:
    """The files of the model of `handmade`."""
    pytest.importorskip("onnx")  # of the extra `train`; the library itself only runs networks
    from handmade import make_files

    return make_files()
