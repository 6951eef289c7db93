"""Other Danish spaCy pipelines as base: da_core_news_lg's stand-in, packaged and installed under a name of its own."""

import json
import subprocess
import sys

import pytest
import spacy

import nlp_referat
from benchmarks.stock import build
from nlp_referat import ModelNotFoundError, pipeline
from nlp_referat.pipes import factories

NAME = "da_stock_news_lg"
STOCK = ["tok2vec", "morphologizer", "parser", "lemmatizer", "attribute_ruler", "ner"]
OURS = list(factories.RULES)
# The last two sentences are those that the stand-in was trained on.
TEXT = """Referat fra møde i Børneudvalget den 3. marts 2025

Punkt 1: Ny skøjtebane

Beslutning

Godkendt. Der bevilges 1,2 mio. kr.

Ida Holm bor i Vejle. Havnefonden støtter den danske sejlsport.
"""
SENTENCE = "Ida Holm bor i Vejle. Havnefonden støtter den danske sejlsport."

IN_A_FRESH_PROCESS = """
import json, sys, spacy
assert "nlp_referat" not in sys.modules
doc = spacy.load(sys.argv[1])(sys.argv[2])
print(json.dumps({
    "entities": [[ent.start_char, ent.text, ent.label_] for ent in doc.ents],
    "referat": doc._.referat.model_dump_json(),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The stand-in, built, packaged with ``spacy package`` and installed; its package's folder is importable."""
    work = tmp_path_factory.mktemp("base")
    stock = build(vector_keys=200)
    stock.to_disk(work / "pipeline")
    _run("spacy", "package", work / "pipeline", work, "--name", NAME.removeprefix("da_"), "--build", "none")
    source = work / f"{NAME}-0.0.1"
    site = work / "site"
    _run(
        *(
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--no-build-isolation",
            "--disable-pip-version-check",
        ),
        *("--target", site, source),
    )
    sys.path.insert(0, str(site))
    yield site
    sys.path.remove(str(site))
    for module in [module for module in sys.modules if module.split(".")[0] == NAME]:
        del sys.modules[module]


def _run(*command: object) -> None:
    done = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def nlp(installed):
    return nlp_referat.load(NAME)


@pytest.mark.slow
def test_an_installed_pipeline_keeps_its_components_and_gets_ours(nlp):
    assert nlp.pipe_names == [*STOCK, "referat.label_map", *OURS]
    assert nlp.meta["name"] == "stock_news_lg_referat"


@pytest.mark.slow
def test_the_base_gives_labels_of_its_own(installed):
    """Or the next test would show nothing."""
    found = {(ent.text, ent.label_) for ent in spacy.load(NAME)(SENTENCE).ents}
    assert {("Ida Holm", "PER"), ("Vejle", "LOC"), ("Havnefonden", "ORG"), ("danske", "MISC")} <= found


@pytest.mark.slow
def test_entity_labels_are_mapped_and_unknown_ones_dropped(nlp):
    doc = nlp(SENTENCE)
    found = {ent.text: ent.label_ for ent in doc.ents}
    assert found["Ida Holm"] == "PERSON"
    assert found["Vejle"] == "LOC"
    assert "Havnefonden" in found
    assert "danske" not in found
    assert {ent.label_ for ent in doc.ents}.isdisjoint({"PER", "MISC"})


@pytest.mark.slow
def test_the_result_has_meeting_decision_amount_and_the_base_s_annotation(nlp):
    doc = nlp(TEXT)
    referat = doc._.referat
    assert referat.items[0].decision.outcomes[0].label == "GODKENDT"
    money = next(ent for ent in doc.ents if ent.label_ == "MONEY")
    assert (money.text, money._.money.value) == ("1,2 mio. kr.", 1_200_000)
    assert referat.model.name == "stock_news_lg_referat"
    assert doc.has_annotation("DEP")
    assert doc.has_annotation("LEMMA")
    assert all(TEXT[entity.start : entity.end] == entity.text for entity in referat.entities)


@pytest.mark.slow
def test_saved_it_loads_in_a_process_that_has_not_imported_the_library(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    done = subprocess.run(
        [sys.executable, "-c", IN_A_FRESH_PROCESS, str(tmp_path / "saved"), TEXT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    there = json.loads(done.stdout)
    doc = nlp(TEXT)
    assert there["entities"] == [[ent.start_char, ent.text, ent.label_] for ent in doc.ents]
    assert there["referat"] == doc._.referat.model_dump_json()


@pytest.mark.slow
def test_a_saved_pipeline_is_loaded_as_it_is(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    again = nlp_referat.load(tmp_path / "saved")
    assert again.pipe_names == nlp.pipe_names
    assert again.meta["name"] == nlp.meta["name"]


def test_a_base_without_ner_gets_no_label_map(tmp_path):
    spacy.blank("da").to_disk(tmp_path / "bare")
    nlp = nlp_referat.load(tmp_path / "bare")
    assert nlp.pipe_names == OURS
    assert [ent.label_ for ent in nlp("Der bevilges 350.000 kr.").ents] == ["MONEY"]


def test_a_name_that_spacy_offers_says_how_to_install_it():
    with pytest.raises(ModelNotFoundError, match=r"python -m spacy download da_core_news_lg"):
        nlp_referat.load("da_core_news_lg")


@pytest.mark.parametrize(
    ("typo", "meant"), [("ruels", "rules"), ("Rules", "rules"), ("da_core_new_lg", "da_core_news_lg")]
)
def test_a_typo_gets_a_suggestion(typo, meant):
    with pytest.raises(ModelNotFoundError, match=f"Did you mean '{meant}'"):
        nlp_referat.load(typo)


@pytest.mark.parametrize("name", ["", "no/such/folder", "da_core_news_xl", "en\nto", "x" * 5000, "a\0b"])
def test_what_is_not_there_is_not_found(name):
    with pytest.raises(ModelNotFoundError, match="no installed pipeline and no folder"):
        nlp_referat.load(name)


def test_a_folder_that_is_no_pipeline_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("hej", encoding="utf8")
    with pytest.raises(ModelNotFoundError, match="cannot load it as a pipeline"):
        nlp_referat.load(tmp_path)


@pytest.mark.parametrize("package", ["numpy", "json", "nlp_referat"])
def test_a_package_that_is_no_pipeline_is_refused(package):
    with pytest.raises(ModelNotFoundError):
        nlp_referat.load(package)


def test_labels_of_any_component_that_sets_entities_are_mapped(tmp_path):
    ruled = spacy.blank("da")
    ruled.add_pipe("entity_ruler", name="names").add_patterns([{"label": "PER", "pattern": "Bo"}])
    ruled.to_disk(tmp_path / "ruled")
    assert [(ent.text, ent.label_) for ent in nlp_referat.load(tmp_path / "ruled")("Så sagde Bo nej.").ents] == [
        ("Bo", "PERSON")
    ]


def test_a_pipeline_of_another_language_is_refused(tmp_path):
    spacy.blank("sv").to_disk(tmp_path / "swedish")
    with pytest.raises(ModelNotFoundError, match="'sv', not for Danish"):
        nlp_referat.load(tmp_path / "swedish")


def test_a_multilingual_pipeline_is_taken(tmp_path):
    spacy.blank("xx").to_disk(tmp_path / "many")
    assert nlp_referat.load(tmp_path / "many").pipe_names == OURS


def test_every_load_is_a_new_pipeline():
    assert pipeline.load() is not pipeline.load("rules")
