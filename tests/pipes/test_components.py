"""Every factory on its own, what it says of itself, and how spaCy finds it."""

import os
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

from nlp_referat.pipes import factories
from nlp_referat.schema import Referat

WRITES = ("doc.ents", "span._.canonical", "span._.score")

# name: (assigns, requires, default config). A change here is a change for users: tell them in the changelog.
SIGNATURES = {
    "referat.layout": (("doc._.referat",), (), {}),
    "referat.decisions": (("doc._.referat",), ("doc._.referat",), {"is_trained": False}),
    "referat.encoder": ((*WRITES, "span._.source"), (), {}),
    "referat.scope": (("span._.scope", "doc._.referat"), ("doc.ents", "span._.money"), {}),
    "referat.money": ((*WRITES, "span._.money"), (), {}),
    "referat.percent": ((*WRITES, "span._.percent"), (), {}),
    "referat.dates": ((*WRITES, "span._.date"), (), {}),
    "referat.references": (WRITES, (), {}),
    "referat.committees": (WRITES, (), {}),
    "referat.funds": (WRITES, (), {}),
    "referat.organisations": (WRITES, (), {}),
    "referat.people": (WRITES, (), {}),
    "referat.parties": (WRITES, (), {}),
    "referat.places": (WRITES, (), {}),
    "referat.document": (("doc._.referat",), ("doc.ents",), {}),
    "referat.label_map": (
        ("doc.ents",),
        (),
        {"labels": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "PERSON": "PERSON", "GPE": "LOC"}},
    ),
}

# One sentence for each recogniser, and what it alone finds in it.
ALONE = [
    ("referat.money", "Der bevilges 350 t.kr. til stien.", [("350 t.kr.", "MONEY")]),
    ("referat.percent", "Det er 12,5 pct. mere.", [("12,5 pct.", "PERCENT")]),
    ("referat.dates", "Mødet holdes den 14. april 2026 i salen.", [("14. april 2026", "DATE")]),
    ("referat.references", "Det følger af styrelseslovens § 42.", [("styrelseslovens § 42", "LAW")]),
    ("referat.committees", "Teknik- og Miljøudvalget drøftede sagen.", [("Teknik- og Miljøudvalget", "COMMITTEE")]),
    ("referat.funds", "Lindeåfonden har søgt.", [("Lindeåfonden", "FUND")]),
    ("referat.organisations", "Nu overtager Aarhus Kommune driften.", [("Aarhus Kommune", "ORG")]),
    ("referat.people", "Borgmester Signe Holm bød velkommen.", [("Signe Holm", "PERSON")]),
    ("referat.parties", "Venstre stemte imod.", [("Venstre", "PARTY")]),
    ("referat.places", "Vejen går gennem Silkeborg og videre.", [("Silkeborg", "LOC")]),
]


def test_every_factory_is_in_the_tables() -> None:
    assert set(factories.RULES) | {"referat.label_map", "referat.encoder"} == set(SIGNATURES)
    plain = {"referat.encoder", "referat.layout", "referat.decisions", "referat.document", "referat.label_map"}
    plain |= {"referat.scope"}
    assert {name for name, _, _ in ALONE} | plain == set(SIGNATURES)


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(name: str) -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe(name)
    meta = nlp.get_pipe_meta(name)
    assert (tuple(meta.assigns), tuple(meta.requires), meta.default_config) == SIGNATURES[name]
    assert meta.factory == name
    assert not meta.retokenizes


def test_the_entry_points_are_the_factories() -> None:
    points = {p.name: p.value for p in metadata.entry_points(group="spacy_factories") if p.name.startswith("referat.")}
    assert set(points) == set(SIGNATURES)
    for value in points.values():
        module, _, function = value.partition(":")
        assert module == factories.__name__
        assert callable(getattr(factories, function))
    project = Path(__file__).parents[2] / "pyproject.toml"
    declared = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["entry-points"]
    assert declared["spacy_factories"] == points


@pytest.mark.parametrize(("name", "text", "found"), ALONE, ids=[name for name, _, _ in ALONE])
def test_alone_with_spacys_own_tokenizer(name: str, text: str, found: list[tuple[str, str]]) -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe(name)
    assert [(span.text, span.label_) for span in nlp(text).ents] == found


@pytest.mark.parametrize("name", [name for name in SIGNATURES if name != "referat.decisions"])
@pytest.mark.parametrize("text", ["", "\0", "a\u00ad\u030a\r\n§", "Punkt 1: Budget\n\nBeslutning\n\nGodkendt."])
def test_alone_on_odd_text(name: str, text: str) -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe(name)
    assert nlp(text).text == text


def test_layout_alone() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("referat.layout")
    [item] = nlp(
        "REFERAT Kulturudvalget d. 03-12-2025\n\nPunkt 4: Nyt bibliotek\n\nBeslutning\n\nGodkendt.\n"
    )._.referat.items
    assert (item.number, item.title) == ("4", "Nyt bibliotek")


def test_decisions_without_a_layout_say_what_to_do() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("referat.decisions")
    with pytest.raises(ValueError, match=r'add_pipe\("referat.layout", before="referat.decisions"\)'):
        nlp("Godkendt.")


def test_layout_and_decisions() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("referat.layout")
    nlp.add_pipe("referat.decisions")
    [item] = nlp(
        "REFERAT Kulturudvalget d. 03-12-2025\n\nPunkt 4: Nyt bibliotek\n\nBeslutning\n\nUdsat.\n"
    )._.referat.items
    assert [outcome.label for outcome in item.decision.outcomes] == ["UDSAT"]


def test_document_alone_gathers_other_components_entities() -> None:
    nlp = spacy.blank("da")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ida"}, {"label": "PRODUCT", "pattern": "cykel"}])
    nlp.add_pipe("referat.document")
    referat = nlp("Ida har en cykel")._.referat
    assert isinstance(referat, Referat)
    assert [(entity.text, entity.label) for entity in referat.entities] == [("Ida", "PERSON")]


def test_label_map_renames_and_drops() -> None:
    nlp = spacy.blank("da")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Ida Holm"}, {"label": "MISC", "pattern": "dansk"}])
    nlp.add_pipe("referat.label_map")
    assert [(span.text, span.label_) for span in nlp("Ida Holm taler dansk").ents] == [("Ida Holm", "PERSON")]


def test_label_map_takes_its_labels_from_the_config() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "X", "pattern": "Ida"}])
    nlp.add_pipe("referat.label_map", config={"labels": {"X": "LOC"}})
    assert [span.label_ for span in nlp("Ida").ents] == ["LOC"]


@pytest.mark.parametrize("order", [list(factories.RULES[2:12]), list(factories.RULES[2:12])[::-1]])
def test_recognisers_give_the_same_amounts_and_bodies_in_any_order(order: list[str]) -> None:
    nlp = spacy.blank("da")
    for name in order:
        nlp.add_pipe(name)
    doc = nlp("Økonomiudvalget bevilger 2 mio. kr. i 2026, 5 pct. mere end sidst.")
    assert [(span.text, span.label_) for span in doc.ents] == [
        ("Økonomiudvalget", "COMMITTEE"),
        ("2 mio. kr.", "MONEY"),
        ("2026", "DATE"),
        ("5 pct.", "PERCENT"),
    ]


def test_analysis_finds_no_problem_in_the_rule_pipeline(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_analysis_warns_of_decisions_without_layout() -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("referat.decisions")
    assert nlp.analyze_pipes()["problems"]["referat.decisions"] == ["doc._.referat"]


def test_an_attribute_of_somebody_else_is_not_overwritten() -> None:
    code = (
        "from spacy.tokens import Span\n"
        "Span.set_extension('money', default=1)\n"
        "try:\n    import nlp_referat\n"
        "except ValueError as error:\n    print(error)\n"
    )
    assert "Span._.money is registered already" in run(code)


def test_components_are_found_without_importing_the_package() -> None:
    code = (
        "import sys, spacy\n"
        "assert 'nlp_referat' not in sys.modules\n"
        "nlp = spacy.blank('da')\n"
        "nlp.add_pipe('referat.money')\n"
        "[span] = nlp('Der gives 5.000 kr. i dag').ents\n"
        "print(span.text, span._.money.value)\n"
    )
    assert run(code) == "5.000 kr. 5000\n"


def test_a_saved_pipeline_loads_without_importing_the_package(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    code = (
        "import sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "doc = nlp('Punkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt. Der gives 5.000 kr.')\n"
        "print(doc._.referat.items[0].decision.outcomes[0].label, doc.ents[-1]._.money.value)\n"
    )
    assert run(code, str(tmp_path)) == "GODKENDT 5000\n"


def run(code: str, *args: str) -> str:
    """Standard output of a fresh interpreter."""
    env = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, encoding="utf-8", env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_spans_outside_the_library_have_no_values() -> None:
    doc = spacy.blank("da")("Ida Holm")
    span = Span(doc, 0, 2, label="PERSON")
    assert (span._.money, span._.percent, span._.date, span._.canonical, span._.score) == (None,) * 5
    assert doc._.referat is None
