"""What all tests share: one loaded pipeline, and the example that the package ships."""

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

import nlp_referat

# The first example pays for loading word lists, and the machines that run this are of all kinds.
settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("default")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The rule pipeline, loaded once."""
    return nlp_referat.load("rules")


@pytest.fixture(scope="session")
def example_path() -> Path:
    """The example referat of the package."""
    return Path(str(resources.files("nlp_referat"))) / "data" / "eksempel.txt"


@pytest.fixture(scope="session")
def example(example_path: Path) -> str:
    """Its text."""
    return example_path.read_text(encoding="utf-8")
