"""Reading clauses from the middle layer of a model made by hand: answers computed in the head, broken files."""

import io
import pickle
from collections.abc import Mapping
from math import exp
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

pytest.importorskip("onnx")

from handmade import MARKED, make_files, make_reader_files

import nlp_referat
from nlp_referat.asking import Question
from nlp_referat.encoder.model import FILES, READER_FILES, Encoder
from nlp_referat.encoder.reader import FORMAT, Reader
from nlp_referat.errors import ModelNotFoundError
from nlp_referat.pipeline import with_encoder
from nlp_referat.schema import AmountScope

WORD = MARKED.lstrip("▁")
LATER = exp(3) / (exp(3) + 1)  # the sums of a clause with the word are 3 and 0, of another 0 and 2
NOTHING = exp(2) / (exp(2) + 1)
SPENT = exp(8) / (exp(8) + 1)


@pytest.fixture(scope="module")
def whole() -> Mapping[str, bytes]:
    return make_files() | make_reader_files()


@pytest.fixture
def reader(whole: Mapping[str, bytes]) -> Reader:
    found = Reader.of(Encoder(whole))
    assert found is not None
    return found


def test_clauses_are_read(reader: Reader) -> None:
    assert reader.labels == ("UDSAT", None)
    likely = reader.likelihoods(["ja", f"Sagen om {WORD}", f"{WORD}  \n og en lang række andre ord", "nej"])
    assert likely[:, 0] == pytest.approx([1 - NOTHING, LATER, LATER, 1 - NOTHING], abs=1e-3)
    assert likely.sum(axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)


def test_nothing_is_read_from_nothing(reader: Reader) -> None:
    assert reader.likelihoods([]).shape == (0, 2)
    assert reader.likelihoods([""]).shape == (1, 2)


def test_amounts_are_read(reader: Reader) -> None:
    told, other = f"Sag: {WORD} fik 5 kr. og 7 kr.", "Sag: der er 5 kr. her"
    asked = [
        Question(told, 16, 21, "expense"),
        Question(other, 12, 17, "expense"),
        Question(told, 25, 30),
        Question(told, 0, 0, "expense"),
    ]
    odds = reader.amounts(asked)
    assert (odds.roles, odds.directions) == (("spent", "described"), ("expense", None))
    assert odds.by_role[:, 0] == pytest.approx([SPENT, 1 - NOTHING, SPENT, SPENT], abs=1e-3)
    marked = exp(4) / (exp(4) + 1)
    assert odds.by_direction[:, 0] == pytest.approx([marked, marked, 0.5, 0.5], abs=1e-3)
    assert reader.amounts([]).by_role.shape == (0, 2)


def test_a_reader_of_clauses_only_is_asked_of_no_amount() -> None:
    files = make_files() | make_reader_files(reads_amounts=False)
    reader = Reader.of(Encoder(files))
    assert reader is not None
    assert (reader.reads_amounts, reader.roles, reader.directions) == (False, (), ())
    text = "Taget koster 40.000 kr."
    assert _scope(with_encoder(Encoder(files)), text) == _scope(nlp_referat.load("rules"), text)


def _scope(nlp: Language, text: str) -> AmountScope | None:
    [money] = [entity for entity in nlp(text)._.referat.entities if entity.label == "MONEY"]
    scope: AmountScope | None = money.scope
    return scope


def test_a_pipeline_asks_of_its_amounts(whole: Mapping[str, bytes]) -> None:
    text = f"Foreningen er i klemme. Regningen i {WORD} lyder på 40.000 kr."
    found, ruled = _scope(with_encoder(Encoder(whole)), text), _scope(nlp_referat.load("rules"), text)
    assert found is not None
    assert ruled is not None
    assert (ruled.role, found.role, found.direction) == ("described", "spent", "expense")
    assert found.role_evidence is not None
    assert found.role_evidence.text == f"Regningen i {WORD} lyder på 40.000 kr."


def test_an_encoder_without_its_files_has_no_reader() -> None:
    assert Reader.of(Encoder(make_files())) is None


def test_the_names_are_the_same_with_a_reader(whole: Mapping[str, bytes]) -> None:
    text = ["Her taler Zenobia Quist om Xanadu"]
    assert Encoder(whole).find(text) == Encoder(make_files()).find(text)


def _npz(**arrays: object) -> bytes:
    content = io.BytesIO()
    np.savez(content, **{name: np.array(value) for name, value in arrays.items()})
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"nonsense", "reader.npz cannot be read"),
        (b"", "reader.npz cannot be read"),
        (_npz(format="referat-reader/1"), "was written as 'referat-reader/1'"),
        (_npz(format=FORMAT), "reader.npz cannot be read"),
        (_npz(format=FORMAT, labels=["VEDTAGET"], attend=0, weights=0, bias=0), "VEDTAGET"),
    ],
)
def test_broken_files_say_what_to_do(whole: Mapping[str, bytes], content: bytes, told: str) -> None:
    with pytest.raises(ModelNotFoundError, match=told) as caught:
        Reader.of(Encoder(dict(whole) | {"reader.npz": content}))
    assert "Train it again" in str(caught.value)


def test_files_travel_with_the_encoder(whole: Mapping[str, bytes], tmp_path: Path) -> None:
    Encoder(whole).to_disk(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*FILES, *READER_FILES}
    again = Reader.of(Encoder.from_disk(tmp_path))
    assert again is not None
    assert again.likelihoods([WORD])[0, 0] == pytest.approx(LATER, abs=1e-3)


def test_a_reader_that_has_read_is_pickled(reader: Reader) -> None:
    expected = reader.likelihoods([WORD])
    copied = pickle.loads(pickle.dumps(reader))
    assert (copied.likelihoods([WORD]) == expected).all()


# No rule knows these words, and the packaged n-grams are not sure of them.
MINUTES = """Byrådet den 4. marts 2025

Punkt 3: Ny hal

Beslutning
{decision}
"""


def test_a_pipeline_asks_the_reader_of_its_encoder(whole: Mapping[str, bytes], tmp_path: Path) -> None:
    nlp = with_encoder(Encoder(whole))
    nlp.to_disk(tmp_path / "pipeline")
    text = MINUTES.format(decision=f"Emnet kommer til {WORD}, mente flere.")
    asked = [nlp, nlp_referat.load(tmp_path / "pipeline")]
    scores = [pipeline(text)._.referat.items[0].decision.outcomes[0] for pipeline in asked]
    assert {outcome.label for outcome in scores} == {"UDSAT"}
    assert with_encoder(Encoder(make_files()))(text)._.referat.items[0].decision.outcomes[0].score != scores[0].score
