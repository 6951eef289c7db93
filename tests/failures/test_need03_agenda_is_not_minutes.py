"""Need 3: an agenda is not minutes. A past date decides nothing; "no decision" and "no minutes" are told apart.

Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

from collections.abc import Callable

import pytest
from minute_layouts import LAYOUTS, Minutes, item_seven, read
from spacy.language import Language

PROPOSAL = "Forvaltningen indstiller, at planen godkendes."
PLAN = Minutes(None, proposal=PROPOSAL)
HELD = Minutes("Godkendt.", proposal=PROPOSAL)


def as_agenda(text: str) -> str:
    """The same page under the name of an agenda, without what the other item decided."""
    text = text.replace("REFERAT", "DAGSORDEN").replace("Referat", "Dagsorden")
    for heading in (
        "### **Beslutning**\n\nIntet.\n",
        "Beslutning\n\nIntet.\n",
        "Beslutning\nIntet.\n",
        "Beslutning:\nIntet.\n",
    ):
        text = text.replace(heading, "")
    return text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_minutes_decide(nlp: Language, layout: str) -> None:
    referat = read(nlp, layout, HELD)
    assert referat.kind == "referat"
    assert [outcome.label for outcome in item_seven(referat).decision.outcomes] == ["GODKENDT"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("date", ["12. marts 2014", "12. marts 2034"])
def test_an_agenda_decides_nothing_whenever_it_was(nlp: Language, layout: str, date: str) -> None:
    raw = as_agenda(LAYOUTS[layout](Minutes(None, proposal=PROPOSAL, date=date)))
    referat = nlp(raw)._.referat
    assert referat.kind == "dagsorden"
    assert [item.decision for item in referat.items] == [None, None]
    assert [point.text for point in item_seven(referat).proposal.points] == ["at planen godkendes."]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_empty_field_of_an_agenda_is_no_decision(nlp: Language, layout: str) -> None:
    raw = as_agenda(LAYOUTS[layout](Minutes("", proposal=PROPOSAL)))
    referat = nlp(raw)._.referat
    assert (referat.kind, item_seven(referat).decision) == ("dagsorden", None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_empty_field_of_minutes_is_no_decision_either_but_a_field(nlp: Language, layout: str) -> None:
    referat = read(nlp, layout, Minutes("", proposal=PROPOSAL))
    (outcome,) = item_seven(referat).decision.outcomes
    assert (outcome.label, outcome.final, outcome.finality, outcome.stage) == ("INGEN_BESLUTNING", None, "silent", None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_minutes_without_the_field_do_not_tell(nlp: Language, layout: str) -> None:
    referat = read(nlp, layout, PLAN)
    assert (referat.kind, item_seven(referat).decision) == ("referat", None)


# (id, decision, label): what stands in the field of minutes
FIELDS = [
    ("not released", "Beslutning ikke frigivet.", "INGEN_BESLUTNING"),
    ("released", "Beløbet frigives.", "GODKENDT"),
    ("nothing", "Intet.", "INGEN_BESLUTNING"),
    ("no remarks", "Ingen bemærkninger.", "INGEN_BESLUTNING"),
    ("no decision taken", "Der blev ikke truffet beslutning.", "INGEN_BESLUTNING"),
    ("decided", "Der blev truffet beslutning om at godkende planen.", "GODKENDT"),
    ("off", "Punktet udgår.", "UDGÅET"),
    ("later", "Punktet udsættes.", "UDSAT"),
    ("next time", "Genoptages på næste møde.", "UDSAT"),
    ("to come", "Planen skal godkendes af Byrådet.", "ANDET"),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("decision", "label"), [case[1:] for case in FIELDS], ids=[case[0] for case in FIELDS])
def test_what_the_field_says(nlp: Language, layout: str, decision: str, label: str) -> None:
    (outcome,) = item_seven(read(nlp, layout, Minutes(decision, proposal=PROPOSAL))).decision.outcomes
    assert outcome.label == label
    assert outcome.final is (False if label in ("UDGÅET", "UDSAT") else None)


# (id, what the account tells, earlier decisions): an agenda may tell of them, and decides nothing
TOLD = [
    ("decided", "Økonomiudvalget godkendte den 5. marts 2024 forslaget.",
     [("Økonomiudvalget", "2024-03-05", "GODKENDT")]),
    ("to decide", "Økonomiudvalget godkender den 5. april 2024 forslaget.", []),
    ("planned", "Økonomiudvalget skal den 5. marts 2024 godkende forslaget.", []),
    ("put off", "Økonomiudvalget udsatte den 5. marts 2024 sagen.", [("Økonomiudvalget", "2024-03-05", "UDSAT")]),
    ("deadline", "Økonomiudvalget anbefalede en frist til den 5. marts 2024.", []),
]  # fmt: skip


def agenda(layout: Callable[[Minutes], str], text: str) -> str:
    return as_agenda(layout(Minutes(None, proposal=PROPOSAL, text=text)))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("text", "earlier"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_an_agenda_tells_of_earlier_decisions(
    nlp: Language, layout: str, text: str, earlier: list[tuple[str, str, str]]
) -> None:
    item = item_seven(nlp(agenda(LAYOUTS[layout], text))._.referat)
    assert item.decision is None
    assert [(e.committee, str(e.date), o.label) for e in item.history for o in e.outcomes] == earlier
