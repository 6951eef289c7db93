"""The encoder in a pipeline: saved, loaded, pickled, forked; beside the rules, and in the Referat."""

import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import nlp_referat
from nlp_referat.encoder.model import Encoder
from nlp_referat.errors import ModelNotFoundError
from nlp_referat.pipeline import ENCODER, with_encoder
from nlp_referat.pipes import packaged
from nlp_referat.pipes.names import Names

TEXT = "I dag skrev Zenobia til Zet og Ørnefonden i Xanadu om 2 mio. kr."
NAMES = [
    ("Zenobia", "PERSON", "model", 0.964),
    ("Zet", "COMMITTEE", "model", 0.64),
    ("Xanadu", "LOC", "model", 0.991),
]
"""What only the model knows in TEXT."""


@pytest.fixture(scope="module")
def pipeline(files: Mapping[str, bytes]) -> Language:
    return with_encoder(Encoder(files))


def read(nlp: Language, text: str = TEXT) -> list[tuple[str, str, str | None, float]]:
    return [(ent.text, ent.label_, ent._.source, ent._.score) for ent in nlp(text).ents]


def test_names_of_the_model_stand_beside_those_of_the_rules(pipeline: Language) -> None:
    found = read(pipeline)
    assert [one for one in found if one[2] == "model"] == NAMES
    assert [(text, label) for text, label, source, _ in found if source == "rules"] == [
        ("Ørnefonden", "FUND"),  # the model says ORG with 0.95; the rule wins
        ("2 mio. kr.", "MONEY"),
    ]


def test_model_wins_over_another_pipelines_ner(files: Mapping[str, bytes]) -> None:
    nlp = spacy.blank("da")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Zenobia"}, {"label": "ORG", "pattern": "Foxtrot"}])
    component = nlp.add_pipe(ENCODER)
    component.encoder = Encoder(files)
    found = [(ent.text, ent.label_) for ent in nlp("I dag skrev Zenobia til Foxtrot").ents]
    assert found == [("Zenobia", "PERSON"), ("Foxtrot", "ORG")]


def test_source_and_score_are_in_the_referat(pipeline: Language) -> None:
    referat = pipeline(TEXT)._.referat
    assert [(one.text, one.label, one.source, one.score) for one in referat.entities if one.source == "model"] == NAMES
    assert {one.source for one in referat.entities if one.label in ("FUND", "MONEY")} == {"rules"}
    assert all(TEXT[one.start : one.end] == one.text for one in referat.entities)


def test_offsets_are_of_the_raw_text(pipeline: Language) -> None:
    text = "I dag\r\nvar Ra\u030adet\u00ad her, og det skrev Zeno\u00adbia\r\nom."
    [person] = [one for one in pipeline(text)._.referat.entities if one.source == "model"]
    assert (text[person.start : person.end], person.canonical) == ("Zeno\u00adbia", "Zenobia")


def test_saved_pipeline_comes_back(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "p")
    assert read(nlp_referat.load(tmp_path / "p")) == read(pipeline)
    assert read(spacy.load(tmp_path / "p")) == read(pipeline)


def test_bytes_and_pickle_come_back(pipeline: Language) -> None:
    component = pipeline.get_pipe(ENCODER)
    for other in (Names().from_bytes(component.to_bytes()), pickle.loads(pickle.dumps(component))):
        assert other.encoder.files == component.encoder.files
    assert read(pickle.loads(pickle.dumps(pipeline))) == read(pipeline)


def test_saved_pipeline_that_lost_its_weights_is_refused(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "p")
    (tmp_path / "p" / ENCODER / "upper.onnx").unlink()
    with pytest.raises(ModelNotFoundError, match=r"lacks upper\.onnx"):
        nlp_referat.load(tmp_path / "p")


@pytest.mark.slow
def test_processes_give_the_same_as_one(pipeline: Language) -> None:
    texts = [TEXT, "", "Intet.", TEXT.replace("Zenobia", "Xanadu")] * 3
    alone = [[(ent.text, ent.label_, ent._.source) for ent in doc.ents] for doc in pipeline.pipe(texts)]
    # The session of this process was used above: a child must not wait for its threads.
    forked = pipeline.pipe(texts, n_process=2, batch_size=2)
    assert [[(ent.text, ent.label_, ent._.source) for ent in doc.ents] for doc in forked] == alone


def test_batches_give_the_same_as_single_texts(pipeline: Language) -> None:
    texts = [TEXT, "", "Vi skrev til Zenobia.", "x " * 50 + "og Xanadu"]
    piped = [[ent.text for ent in doc.ents] for doc in pipeline.pipe(texts, batch_size=3)]
    assert piped == [[ent.text for ent in pipeline(text).ents] for text in texts]


def test_package_without_its_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "FOLDER", "no-such-folder")
    with pytest.raises(ModelNotFoundError, match=r"load\('rules'\)"):
        _ = Names().encoder
