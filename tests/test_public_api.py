"""The contract's Python, as it stands there; and what an import loads."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package

import nlp_referat
from nlp_referat.labels import ENTITY_LABELS, OUTCOME_LABELS
from nlp_referat.schema import Money, Percent, Referat

TEXT = """REFERAT Erhvervs- og Beskæftigelsesudvalget d. 03-12-2025

Punkt 7: Ny havn

Erhvervs- og Beskæftigelsesudvalget (EBU) har 10,8 mio. kr. og bruger 78 pct. Og EBU's budget er stramt.

Beslutning

Godkendt.
"""


def test_nlp() -> None:
    doc = nlp_referat.nlp(TEXT)
    assert isinstance(doc, Doc)
    assert {span.label_ for span in doc.ents} <= set(ENTITY_LABELS)
    assert doc._.referat.items[0].decision.outcomes[0].label == "GODKENDT"


def test_load_gives_a_language(nlp: Language) -> None:
    assert isinstance(nlp, Language)
    assert nlp.lang == "da"
    assert nlp(TEXT)._.referat == nlp_referat.load("rules")(TEXT)._.referat
    assert nlp_referat.load() is not nlp_referat.load()


def test_the_default_is_the_rules_and_the_model(nlp: Language) -> None:
    both = nlp_referat.load()
    assert set(both.pipe_names) == {*nlp.pipe_names, "referat.encoder"}
    assert both(TEXT)._.referat.model.name == "referat_default"
    assert nlp(TEXT)._.referat.model.name == "referat_rules"
    assert {entity.source for entity in nlp(TEXT)._.referat.entities} == {"rules"}


def test_load_a_path(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "retrained")
    for path in (tmp_path / "retrained", str(tmp_path / "retrained")):
        assert nlp_referat.load(path)(TEXT)._.referat == nlp(TEXT)._.referat


def test_load_what_is_not_installed_says_how_to_install_it() -> None:
    if is_package("da_core_news_lg"):
        pytest.skip("it is installed here")
    with pytest.raises(nlp_referat.ModelNotFoundError, match="python -m spacy download da_core_news_lg"):
        nlp_referat.load("da_core_news_lg")


def test_the_referat_is_typed_and_frozen(nlp: Language) -> None:
    referat = nlp(TEXT)._.referat
    assert isinstance(referat, Referat)
    assert referat.schema_ == "referat/1"
    with pytest.raises(ValueError, match="frozen"):
        referat.kind = "andet"


def test_span_attributes(nlp: Language) -> None:
    spans = {span.text: span for span in nlp(TEXT).ents}
    assert spans["10,8 mio. kr."]._.money == Money(value=Decimal("10800000"), currency="DKK")
    assert spans["10,8 mio. kr."]._.percent is None
    assert spans["78 pct."]._.percent == Percent(percent=Decimal("78"), point=False)
    assert spans["78 pct."]._.money is None
    assert spans["EBU"]._.canonical == "Erhvervs- og Beskæftigelsesudvalget"


@pytest.mark.parametrize("genitive", ["EBU's", "EBUs"])
def test_genitive_of_an_abbreviation(nlp: Language, genitive: str) -> None:
    spans = {span.text: span for span in nlp(TEXT.replace("EBU's", genitive)).ents}
    assert spans[genitive]._.canonical == "Erhvervs- og Beskæftigelsesudvalget"


def test_genitive_of_an_abbreviation_that_opens_a_sentence(nlp: Language) -> None:
    doc = nlp("Nyt er Erhvervs- og Beskæftigelsesudvalget (EBU). EBUs plan er god.")
    assert "EBUs" in {span.text for span in doc.ents}


def test_extract(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text(TEXT, encoding="utf-8")
    referat = nlp_referat.extract(str(path))
    assert referat == nlp_referat.extract(path)
    assert referat.meeting.committee is not None
    assert referat.model_dump_json().startswith('{"schema":"referat/1","source":')


def test_one_component_in_anybodys_pipeline() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("referat.money")
    assert [span._.money.value for span in nlp("Der gives 10,8 mio. kr. til havnen").ents] == [Decimal("10800000")]


def test_all_that_is_named_is_there() -> None:
    assert all(hasattr(nlp_referat, name) for name in nlp_referat.__all__)
    assert len(OUTCOME_LABELS) == 10
    assert nlp_referat.__version__.count(".") == 2


def _modules(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after `code`."""
    code += "\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_import_loads_no_rules_no_word_lists_and_nothing_heavy() -> None:
    loaded = _modules("import nlp_referat")
    beyond = loaded - _modules("import spacy, pydantic")
    own = {name for name in loaded if name.startswith("nlp_referat.")}
    light = {"__about__", "errors", "labels", "schema", "spelling", "text", "pipes", "pipes.extensions"}
    assert own <= {f"nlp_referat.{name}" for name in light}
    assert not beyond & {"torch", "transformers", "typer", "rich", "text_to_num", "jsonschema"}
    assert len(beyond) < 40, sorted(beyond)


def test_the_pipeline_loads_no_deep_learning_library() -> None:
    # Where torch is installed, spaCy's own backend loads it: that is not this library's doing.
    loaded = _modules("import nlp_referat; nlp_referat.nlp('Godkendt.')") - _modules("import spacy, pydantic")
    assert not loaded & {"torch", "transformers", "tensorflow", "nlp_referat.cli"}
