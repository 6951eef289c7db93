"""The model that ships with the package: there, small, licensed, and behind the rules."""

import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
from soundness import assert_sound
from spacy.language import Language

import nlp_referat

PACKAGE = Path(str(resources.files("nlp_referat")))
LIMIT = 40_000_000  # bytes of the whole package

# Invented; no word list of the rules knows these people, and no formula says these decisions.
TEXT = """Byrådet den 4. marts 2025

Punkt 3: Ny hal

Sagsfremstilling
Billederne er lånt af Ansgar Vestermark, og haven ligger ved Skarresø.

Beslutning
Sagen parkeres, indtil forvaltningen har regnet på den.
"""


@pytest.fixture(scope="module")
def default() -> Language:
    return nlp_referat.load()


def test_the_package_is_small() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) <= LIMIT


def test_the_card_names_sources_and_licence() -> None:
    card = (PACKAGE / "model" / "README.md").read_text(encoding="utf8")
    for told in ("CC BY-SA 4.0", "UNER Danish-DDT", "multilingual-e5-small", "MIT", "## Figures", "## Limits"):
        assert told in card
    assert "@" not in card


def test_the_model_finds_what_no_rule_knows(default: Language, nlp: Language) -> None:
    name = "Ansgar Vestermark"
    found = {entity.text: entity for entity in default(TEXT)._.referat.entities}
    assert (found[name].label, found[name].source) == ("PERSON", "model")
    assert 0.3 < found[name].score <= 1
    assert name not in {entity.text for entity in nlp(TEXT)._.referat.entities}


def test_free_words_of_a_decision_are_read(default: Language, nlp: Language) -> None:
    [outcome] = default(TEXT)._.referat.items[0].decision.outcomes
    assert (outcome.label, outcome.text) == ("UDSAT", "Sagen parkeres, indtil forvaltningen har regnet på den")
    assert outcome.score < 1
    assert nlp(TEXT)._.referat.items[0].decision.outcomes[0].label == "ANDET"


def test_what_the_rules_found_stays(default: Language, nlp: Language, example: str) -> None:
    rules = {(entity.start, entity.end, entity.label) for entity in nlp(example)._.referat.entities}
    both = default(example)._.referat.entities
    assert rules <= {(entity.start, entity.end, entity.label) for entity in both}
    assert {entity.source for entity in both} <= {"rules", "model"}
    assert_sound(default(example), example)


def test_the_rules_need_no_runtime_of_the_model() -> None:
    code = (
        "import sys, nlp_referat; nlp_referat.load('rules')('Byrådet'); "
        "print(sorted({'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
