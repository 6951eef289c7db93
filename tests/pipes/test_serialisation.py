"""Saved, loaded, pickled, sent to other processes: the same comes back."""

import copy
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from nlp_referat.pipeline import load
from nlp_referat.schema import DateRange, Money, Percent, Referat

TEXTS = [
    "Punkt 1: Cykelsti\r\n\r\nBeslutning\r\n\r\nGodkendt. Der gives 1,2\u00a0mio. kr. i 2026.\r\n",
    "",
    "Ra\u030adet fik 12,5 pct. mere den 3. maj 2026.",
]


def content(doc: Doc) -> dict[str, Any]:
    """All that this library wrote on the Doc."""
    return {
        "text": doc.text,
        "referat": doc._.referat,
        "entities": [
            (s.start_char, s.end_char, s.label_, s._.money, s._.percent, s._.date, s._.canonical, s._.score, s._.scope)
            for s in doc.ents
        ],
    }


@pytest.fixture(scope="module")
def doc(nlp: Language, example: str) -> Doc:
    return nlp(example)


def test_the_example_holds_values_of_every_type(doc: Doc) -> None:
    assert isinstance(doc._.referat, Referat)
    assert {type(s._.money or s._.percent or s._.date) for s in doc.ents} >= {Money, Percent, DateRange}


def test_doc_to_bytes(doc: Doc, nlp: Language) -> None:
    assert content(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == content(doc)


def test_doc_to_disk(doc: Doc, nlp: Language, tmp_path: Path) -> None:
    doc.to_disk(tmp_path / "doc")
    assert content(Doc(nlp.vocab).from_disk(tmp_path / "doc")) == content(doc)


def test_doc_bin_with_user_data(doc: Doc, nlp: Language) -> None:
    written = DocBin(docs=[doc, nlp(TEXTS[0])], store_user_data=True).to_bytes()
    first, second = DocBin().from_bytes(written).get_docs(spacy.blank("da").vocab)
    assert content(first) == content(doc)
    assert content(second) == content(nlp(TEXTS[0]))


def test_doc_bin_on_disk(doc: Doc, nlp: Language, tmp_path: Path) -> None:
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    [back] = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(nlp.vocab)
    assert content(back) == content(doc)


def test_doc_pickle(doc: Doc) -> None:
    assert content(pickle.loads(pickle.dumps(doc))) == content(doc)


def test_doc_copy(doc: Doc) -> None:
    assert content(doc.copy()) == content(doc)
    assert content(copy.copy(doc)) == content(doc)


def test_doc_as_span_and_slices(doc: Doc) -> None:
    span = doc.ents[0]
    alone = span.as_doc(copy_user_data=True)
    assert [(s.text, s._.canonical, s._.score) for s in alone.ents] == [(span.text, span._.canonical, span._.score)]


def test_referat_pickle(doc: Doc) -> None:
    assert pickle.loads(pickle.dumps(doc._.referat)) == doc._.referat
    assert hash(doc._.referat) == hash(copy.deepcopy(doc._.referat))


@pytest.fixture(params=["to_disk", "to_bytes", "pickle", "load", "deepcopy of config"])
def other(request: pytest.FixtureRequest, nlp: Language, tmp_path: Path) -> Language:
    """The pipeline, saved and loaded in each of the ways there are."""
    match request.param:
        case "to_disk":
            nlp.to_disk(tmp_path)
            return spacy.load(tmp_path)
        case "to_bytes":
            return spacy.blank("da", config=nlp.config).from_bytes(nlp.to_bytes())
        case "pickle":
            back: Language = pickle.loads(pickle.dumps(nlp))
            return back
        case "load":
            nlp.to_disk(tmp_path)
            return load(tmp_path)
        case _:
            return spacy.util.load_model_from_config(nlp.config.copy(), meta=nlp.meta, auto_fill=True)


def test_pipeline_round_trip(other: Language, nlp: Language, example: str) -> None:
    assert other.pipe_names == nlp.pipe_names
    assert other.meta["name"] == nlp.meta["name"]
    for text in (example, *TEXTS):
        assert content(other(text)) == content(nlp(text))


def test_a_saved_pipeline_takes_texts_as_long(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert load(tmp_path).max_length == nlp.max_length


def test_pipe_gives_what_calls_give(nlp: Language, example: str) -> None:
    texts = [example, *TEXTS]
    assert [content(doc) for doc in nlp.pipe(texts)] == [content(nlp(text)) for text in texts]
    assert [content(doc) for doc in nlp.pipe(texts, batch_size=2)] == [content(nlp(text)) for text in texts]


def test_pipe_with_context(nlp: Language) -> None:
    pairs = [(text, number) for number, text in enumerate(TEXTS)]
    assert [number for _, number in nlp.pipe(pairs, as_tuples=True)] == [0, 1, 2]


def test_pipe_on_two_processes(nlp: Language, example: str) -> None:
    texts = [example, *TEXTS]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=1))
    assert [content(doc) for doc in docs] == [content(nlp(text)) for text in texts]


def test_a_single_component_round_trips(tmp_path: Path) -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("referat.money")
    nlp.to_disk(tmp_path)
    [span] = spacy.load(tmp_path)("Der gives 5.000 kr. i dag").ents
    assert span._.money == Money(value=Decimal(5000))
