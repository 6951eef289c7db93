"""Perturbed texts, and that the gold stays on its words."""

import pytest

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.marked import parse
from nlp_referat.evaluation.edits import Edit, rewrite
from nlp_referat.evaluation.persons import origins
from nlp_referat.evaluation.perturbations import PERTURBATIONS

MARKED = """id: skovby-1
committee: Teknik- og Miljøudvalget
present: Ida Holm; Åge Bro
---
# **Punkt 7: ⟦ITEM 7:Cykelsti ved ⟦LOC:Ågade⟧⟧**

⟦PERSON:Ida Holm⟧ (A), ⟦PERSON:Åge Bro⟧ (V) og ⟦PERSON:J. P. Holm⟧. ⟦PERSON:Holms⟧ forslag støttes af ⟦PERSON:IDA⟧.

**Beslutning**

⟦OUT GODKENDT:Godkendt⟧ af **⟦COMMITTEE:Byrådet⟧**: ⟦MONEY=110000:110.000 kr.⟧
"""
DOCUMENT = parse(MARKED)


def spans(document: Document) -> list[str]:
    return [entity.source_of(document.text) for entity in document.entities]


@pytest.mark.parametrize(
    ("text", "edits", "spans_before", "expected", "spans_after"),
    [
        ("abcdef", [], [(1, 3)], "abcdef", [(1, 3)]),
        ("abcdef", [Edit(0, 1, "XY")], [(1, 3)], "XYbcdef", [(2, 4)]),
        ("abcdef", [Edit(3, 4, "")], [(1, 3)], "abcef", [(1, 3)]),
        ("abcdef", [Edit(1, 2, "BB"), Edit(2, 3, "")], [(1, 3)], "aBBdef", [(1, 3)]),
        ("abcdef", [Edit(1, 3, "Q")], [(1, 3)], "aQdef", [(1, 2)]),
        ("abcdef", [Edit(2, 4, "Q")], [(1, 3)], "abcdef", [(1, 3)]),  # reaches over the span's edge: left out
        ("abcdef", [Edit(0, 2, "X"), Edit(1, 3, "Y")], [], "Xcdef", []),  # overlaps an earlier edit: left out
        ("abcdef", [Edit(5, 6, "FFF"), Edit(0, 1, "")], [(4, 6)], "bcdeFFF", [(3, 7)]),
    ],
)
def test_spans_follow_edits(
    text: str,
    edits: list[Edit],
    spans_before: list[tuple[int, int]],
    expected: str,
    spans_after: list[tuple[int, int]],
) -> None:
    entities = [{"start": start, "end": end, "label": "LOC"} for start, end in spans_before]
    changed = rewrite(Document.model_validate({"id": "a", "text": text, "entities": entities}), edits)
    assert (changed.text, [(one.start, one.end) for one in changed.entities]) == (expected, spans_after)


def test_an_edit_replaces_something() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        Edit(3, 3, "x")


def test_lower_case() -> None:
    changed = PERTURBATIONS["lower case"](DOCUMENT, 0)
    assert changed.text == DOCUMENT.text.lower()
    assert spans(changed) == [name.lower() for name in spans(DOCUMENT)]


def test_danish_letters() -> None:
    changed = PERTURBATIONS["æøå as ae, oe, aa"](DOCUMENT, 0)
    assert spans(changed) == [
        "Aagade", "Ida Holm", "Aage Bro", "J. P. Holm", "Holms", "IDA", "Byraadet", "110.000 kr.",
    ]  # fmt: skip
    assert changed.items is not None
    assert changed.items[0].title == "Cykelsti ved Aagade"
    outcome = changed.items[0].outcomes[0]
    assert changed.text[outcome.start : outcome.end] == "Godkendt"


def test_lost_headings() -> None:
    changed = PERTURBATIONS["lost headings"](DOCUMENT, 0)
    assert changed.text.startswith("Punkt 7: Cykelsti ved Ågade\n")
    assert "\nBeslutning\n" in changed.text
    assert "af **Byrådet**" in changed.text  # emphasis inside a line is no heading
    assert spans(changed) == spans(DOCUMENT)


def test_people_get_one_name_throughout() -> None:
    changed = PERTURBATIONS["minority names"](DOCUMENT, 3)
    place, full, other, initials, genitive, given, *rest = spans(changed)
    assert (place, rest) == ("Ågade", ["Byrådet", "110.000 kr."])
    surname = genitive[:-1]
    assert full.endswith(f" {surname}")
    assert full.upper() == f"{given} {surname}".upper()
    assert given.isupper()
    assert initials == f"J. P. {surname}"
    assert not {"Ida", "Holm", "Åge", "Bro"} & set(f"{full} {other}".split())
    assert f"{full} (A), {other} (V)" in changed.text


def test_the_list_of_names_is_long_and_mixed() -> None:
    assert len(origins()) >= 10
    assert len({name for origin in origins() for name in origin.given}) >= 60
    assert len({name for origin in origins() for name in origin.surnames}) >= 60


def test_ocr_noise_hits_one_character_in_a_hundred() -> None:
    text = "Udvalget l11 Omm rn 00 på. " * 400
    noisy = PERTURBATIONS["OCR noise"](Document(id="a", text=text), 0).text
    lost_stops = text.count(".") - noisy.count(".")
    doubled = noisy.count("  ")
    assert lost_stops > 0
    assert doubled > 0
    assert 20 <= lost_stops + doubled <= 27  # a quarter of 108
    assert len(PERTURBATIONS["OCR noise"](Document(id="a", text="Kære udvalg"), 0).text) == 11  # too short for one


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_perturbations_are_pure(name: str) -> None:
    perturb = PERTURBATIONS[name]
    before = DOCUMENT.model_dump_json()
    long = DOCUMENT.model_copy(update={"text": DOCUMENT.text + "Der var ingen 1, l, O og 0. " * 40})
    assert perturb(long, 1) == perturb(long, 1)
    assert DOCUMENT.model_dump_json() == before
    assert perturb(DOCUMENT, 1).meeting is None  # its facts are words of the old text


@pytest.mark.parametrize("name", ["minority names", "OCR noise"])
def test_chance_depends_on_seed_and_document_alone(name: str) -> None:
    perturb = PERTURBATIONS[name]
    long = DOCUMENT.model_copy(update={"text": DOCUMENT.text + "Der var ingen 1, l, O og 0. " * 40})
    assert perturb(long, 1).text != perturb(long, 2).text
    assert perturb(long, 1).text != perturb(long.model_copy(update={"id": "b"}), 1).text


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_an_empty_document_stays_empty(name: str) -> None:
    assert PERTURBATIONS[name](Document(id="a", text=""), 0).text == ""
