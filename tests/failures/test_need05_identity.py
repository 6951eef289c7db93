"""Need 5: identity across versions and bodies. Date, body, title, number and case number identify an item.

Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

import pytest
from minute_layouts import LAYOUTS, Minutes, item_seven, read
from spacy.language import Language

from nlp_referat.linking import Links, link
from nlp_referat.schema import Referat
from nlp_referat.topics.identity import read_key, same_item

COMMITTEE = Minutes("Anbefales.")
COUNCIL = Minutes("Godkendt.", body="Byrådet", date="26. marts 2024")


def key(nlp: Language, layout: str, minutes: Minutes) -> str:
    found = item_seven(read(nlp, layout, minutes)).key
    assert found is not None
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_key_of_every_layout(nlp: Language, layout: str) -> None:
    found = read_key(key(nlp, layout, COMMITTEE))
    assert (found.date, found.body, found.number) == ("2024-03-12", "teknikogmiljøudvalget", "7")
    assert found.title == "sti-langs-lillebæk"
    cases = {"markdown": "2024-001234", "plain": "23-000965", "classic": "01.02.05-p16-3-23"}
    assert found.case == cases.get(layout, "15.00.00-a00-47-24")


# (id, one version, the other, whether they are one item of one meeting)
VERSIONS = [
    ("agenda and minutes", Minutes(None), Minutes("Godkendt."), True),
    ("another day", Minutes("Godkendt."), Minutes("Godkendt.", date="26. marts 2024"), False),
    ("another body", Minutes("Godkendt."), Minutes("Godkendt.", body="Økonomiudvalget"), False),
    ("a chain before the title", Minutes(None), Minutes("Godkendt.", title="TMU/ØU/KB - Sti langs Lillebæk"), True),
    (
        "another chain",
        Minutes(None, title="TMU/BY - Sti langs Lillebæk"),
        Minutes("Godkendt.", title="TMU/ØU/KB - Sti langs Lillebæk"),
        True,
    ),
    ("a body behind it", Minutes(None), Minutes("Godkendt.", title="Sti langs Lillebæk (TMU)"), True),
    (
        "a spelling",
        Minutes(None, title="Stier & broer ved Lillebæk"),
        Minutes("Godkendt.", title="Stier og broer ved Lillebæk"),
        True,
    ),
    ("short date", Minutes(None, date="12-03-2024"), Minutes("Godkendt.", date="12. marts 2024"), True),
]


@pytest.mark.parametrize("layout", ["markdown", "plain", "decision_first"])
@pytest.mark.parametrize(("one", "other", "same"), [case[1:] for case in VERSIONS], ids=[case[0] for case in VERSIONS])
def test_versions_of_an_item(nlp: Language, layout: str, one: Minutes, other: Minutes, same: bool) -> None:
    keys = key(nlp, layout, one), key(nlp, layout, other)
    assert same_item(*keys) is same
    assert (keys[0] == keys[1]) is same


def one_item(body: str, date: str, number: str, title: str, case: str = "", decision: str = "Godkendt.") -> str:
    """Minutes with one item."""
    lines = [f"REFERAT {body} d. {date}", "", f"Punkt {number}: {title}", "", case, "", "Beslutning", "", decision, ""]
    return "\n".join(lines)


def linked(nlp: Language, *texts: str) -> Links:
    documents: list[Referat] = [
        nlp(text)._.referat.model_copy(update={"source": f"{count}.txt"}) for count, text in enumerate(texts, 1)
    ]
    assert all(len(document.items) == 1 for document in documents)
    return link(documents)


STI = "Sti langs Lillebæk og søen"

# (id, the committee's item as title and case number, the council's, what links them, why not)
PAIRS: list[tuple[str, tuple[str, str], tuple[str, str], str | None, str | None]] = [
    ("one case, one title", (STI, "24-001234"), (STI, "24-001234"), "case_number", None),
    (
        "one case, a longer title",
        (STI, "24-001234"),
        ("Frigivelse af midler: sti langs Lillebæk og søen", "24-001234"),
        "case_number",
        None,
    ),
    ("one case, written otherwise", (STI, "24/001234"), (STI, "24-001234"), "case_number", None),
    ("one case, another matter", (STI, "24-001234"), ("Takster for renovation", "24-001234"), None, "titles_differ"),
    ("no case, one title", (STI, ""), (STI, ""), "title", None),
    ("a case on one side", (STI, "24-001234"), (STI, ""), "title", None),
    ("two cases, one title", (STI, "24-001234"), (STI, "24-009999"), None, "case_numbers_differ"),
    ("no case, another title", (STI, ""), ("Takster for renovation", ""), None, None),
    (
        "a step's word",
        ("Forslag til lokalplan 214, Lillebæk Bakker", ""),
        ("Endelig vedtagelse af lokalplan 214, Lillebæk Bakker", ""),
        "title",
        None,
    ),
    (
        "another number",
        ("Forslag til lokalplan 214, Lillebæk Bakker", ""),
        ("Forslag til lokalplan 215, Lillebæk Bakker", ""),
        None,
        None,
    ),
    ("a chain", ("TMU/BY - " + STI, ""), (STI, ""), "title", None),
    ("a general title", ("Køb af areal", ""), ("Køb af areal", ""), None, "general_title"),
    ("a general title and a case", ("Køb af areal", "24-001234"), ("Køb af areal", "24-001234"), "case_number", None),
    ("formalities", ("Godkendelse af dagsorden", "24-001234"), ("Godkendelse af dagsorden", "24-001234"), None, None),
    (
        "other months",
        ("Budgetopfølgning pr. 31. marts", "24-001234"),
        ("Budgetopfølgning pr. 30. juni", "24-001234"),
        None,
        "titles_differ",
    ),
]


@pytest.mark.parametrize(
    ("one", "other", "basis", "reason"), [case[1:] for case in PAIRS], ids=[case[0] for case in PAIRS]
)
def test_linking(
    nlp: Language, one: tuple[str, str], other: tuple[str, str], basis: str | None, reason: str | None
) -> None:
    found = linked(
        nlp,
        one_item("Byrådet", "26-03-2024", "31", *other),
        one_item("Teknik- og Miljøudvalget", "12-03-2024", "7", *one, "Anbefales."),
    )
    assert [ambiguity.reason for ambiguity in found.ambiguous] == ([reason] if reason else [])
    if basis is None:
        assert found.matters == ()
        return
    (matter,) = found.matters
    assert [(step.body, step.number, step.basis) for step in matter.steps] == [
        ("Teknik- og Miljøudvalget", "7", (basis,)),
        ("Byrådet", "31", (basis,)),
    ]
    assert [outcome.label for step in matter.steps for outcome in step.outcomes] == ["INDSTILLES", "GODKENDT"]


def test_agenda_and_minutes_are_one_step(nlp: Language) -> None:
    agenda = "DAGSORDEN Byrådet d. 26-03-2024\n\nPunkt 31: Sti langs Lillebæk\n\n24-001234\n\n"
    agenda += "Indstilling\n\nat stien anlægges.\n"
    found = linked(
        nlp,
        agenda,
        one_item("Byrådet", "26-03-2024", "31", "Sti langs Lillebæk", "24-001234"),
        one_item("Teknik- og Miljøudvalget", "12-03-2024", "7", "Sti langs Lillebæk", "24-001234", "Anbefales."),
    )
    (matter,) = found.matters
    assert [(step.body, step.kind, step.sources) for step in matter.steps] == [
        ("Teknik- og Miljøudvalget", "referat", ("3.txt",)),
        ("Byrådet", "referat", ("2.txt", "1.txt")),
    ]


def test_other_municipalities_are_never_linked(nlp: Language) -> None:
    here = one_item("Lyngby Byråd", "26-03-2024", "31", STI, "24-001234")
    assert linked(nlp, here, one_item("Køge Byråd", "12-03-2024", "7", STI, "24-001234")).matters == ()
    assert len(linked(nlp, here, one_item("Lyngby Byråd", "12-03-2024", "7", STI, "24-001234")).matters) == 1


def test_two_items_that_fit_equally_well_are_left_open(nlp: Language) -> None:
    council = one_item("Byrådet", "26-03-2024", "31", STI)
    twice = one_item("Teknik- og Miljøudvalget", "12-03-2024", "7", STI)
    twice += f"\nPunkt 8: {STI}\n\nBeslutning\n\nUdsat.\n"
    documents = [nlp(text)._.referat for text in (council, twice)]
    found = link(documents)
    assert found.matters == ()
    (open_,) = found.ambiguous
    assert (open_.reason, [step.number for step in open_.items]) == ("several_candidates", ["7", "8", "31"])


def test_an_earlier_decision_that_is_told_links_titles_that_differ(nlp: Language) -> None:
    committee = one_item("Økonomiudvalget", "12-03-2024", "7", "Anlæg af sti langs Lillebæk", decision="Anbefales.")
    council = one_item("Byrådet", "26-03-2024", "31", "Sti langs Lillebæk til skolen")
    assert linked(nlp, committee, council).matters == ()
    told = council.replace("Beslutning", "Sagens forløb\n\n12-03-2024 Økonomiudvalget\n\nAnbefales.\n\nBeslutning", 1)
    (matter,) = linked(nlp, committee, told).matters
    assert [step.basis for step in matter.steps] == [("history",), ("history",)]
