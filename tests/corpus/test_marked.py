"""Marked form: what each mark gives, what is refused and where, and that writing it is the inverse of reading it."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_referat.corpus.document import Annotation, Document, ItemGold, MeetingGold, OutcomeGold, ScopeGold
from nlp_referat.corpus.marked import parse, render
from nlp_referat.corpus.storage import read_documents
from nlp_referat.errors import AnnotationError

EXAMPLE = """id: vestermose-teknik-1
municipality: Vestermose Kommune
layout: markdown
kind: referat
committee: Teknik- og Miljøudvalget
date: 2024-03-12
time: 16:30
present: Ida Holm; Per Ågaard
---
⟦COMMITTEE:Teknik- og Miljøudvalget⟧ med ⟦PERSON:Ida Holm⟧ og ⟦PERSON:Per
Ågaard⟧ i Vestermose Kommune

# **Punkt 7: ⟦ITEM 7 case=24-001 kind=B closed:Cykelsti ved ⟦LOC:Åvej⟧⟧**
⟦PAST GODKENDT date=2024-02-01 by=Økonomiudvalget:Godkendt i ⟦COMMITTEE:Økonomiudvalget⟧⟧
**Beslutning**
⟦OUT 1 INDSTILLES proposal=AFVIST recommended=ANDET recipient=Vester_Byråd final=no for=5 against=0 \
unanimous:Indstilles⟧.
⟦?OUT ANDET conditional partial:⟦?PERSON:Ida⟧ bad om svar⟧
Fraværende: ⟦ABSENT:⟦PERSON:Per
Ågaard⟧⟧

Punkt 8: ⟦ITEM -:Orientering⟧
Beslutning: ⟦OUT INGEN_BESLUTNING:⟧
⟦MONEY=3000000..4000000 approx:3-4 mio. kr.⟧ og ⟦MONEY=2500 EUR max year:2.500 €⟧ og ⟦PERCENT=0.5 point:½ pct.point⟧
"""


def test_a_whole_document() -> None:
    document = parse(EXAMPLE, "vestermose")
    assert (document.id, document.municipality, document.layout) == (
        "vestermose-teknik-1",
        "Vestermose Kommune",
        "markdown",
    )
    assert document.meeting == MeetingGold(
        committee="Teknik- og Miljøudvalget",
        date=dt.date(2024, 3, 12),
        time="16:30",
        present=("Ida Holm", "Per Ågaard"),
    )
    assert document.items is not None
    seven, unnumbered = document.items
    assert (seven.number, seven.title, seven.case_number, seven.kind, seven.closed) == (
        "7",
        "Cykelsti ved Åvej",
        "24-001",
        "B",
        True,
    )
    assert seven.absent == ("Per Ågaard",)
    [earlier] = seven.history
    assert (earlier.label, earlier.date, earlier.committee) == ("GODKENDT", dt.date(2024, 2, 1), "Økonomiudvalget")
    first, second = seven.outcomes
    assert document.text[first.start : first.end] == "Indstilles"
    assert first.model_dump(exclude={"start", "end"}) == {
        "label": "INDSTILLES",
        "point": 1,
        "optional": False,
        "of_proposal": "AFVIST",
        "recommended": "ANDET",
        "recipient": "Vester Byråd",
        "final": False,
        "conditional": False,
        "partial": False,
        "for_count": 5,
        "against_count": 0,
        "abstain_count": None,
        "unanimous": True,
    }
    assert (second.optional, second.conditional, second.partial, second.final) == (True, True, True, None)
    assert (unnumbered.number, [(o.label, o.end - o.start) for o in unnumbered.outcomes]) == (
        "",
        [("INGEN_BESLUTNING", 0)],
    )
    assert "⟦" not in document.text
    assert "⟧" not in document.text
    assert document.text.endswith("½ pct.point\n")


def test_rendering_gives_the_same_characters() -> None:
    assert render(parse(EXAMPLE)) == EXAMPLE


@pytest.mark.parametrize(
    ("marked", "values"),
    [
        ("⟦MONEY=10800000 approx:10,8 mio. kr.⟧", {"value": Decimal(10800000), "approx": True}),
        ("⟦MONEY=2500 EUR max year:2.500 €⟧", {"value": Decimal(2500), "currency": "EUR", "bound": "max"}),
        ("⟦MONEY=3..4:3-4 kr.⟧", {"value": None, "low": Decimal(3), "high": Decimal(4)}),
        ("⟦MONEY=3..:fra 3 kr.⟧", {"value": None, "low": Decimal(3), "high": None}),
        ("⟦MONEY=-2.50:-2,50 kr.⟧", {"value": Decimal("-2.50")}),
        ("⟦PERCENT=-0.37 point min:-0,37⟧", {"percent": Decimal("-0.37"), "point": True, "bound": "min"}),
    ],
)
def test_values(marked: str, values: dict[str, Any]) -> None:
    [entity] = parse(marked).entities
    amount = entity.money or entity.percent
    assert {key: getattr(amount, key) for key in values} == values
    assert render(parse(marked)).endswith(f"---\n{marked}")


@pytest.mark.parametrize(
    ("marked", "scope"),
    [
        ("⟦MONEY=2 role=proposed:2 kr.⟧", {"role": "proposed"}),
        ("⟦MONEY=2 max in=each_year:2 kr.⟧", {"period": {"kind": "each_year"}}),
        ("⟦MONEY=2 in=each_year,2026..:2 kr.⟧", {"period": {"kind": "each_year", "first": 2026}}),
        ("⟦MONEY=2 in=until,..2027:2 kr.⟧", {"period": {"kind": "until", "last": 2027}}),
        ("⟦MONEY=2 in=year,2025:2 kr.⟧", {"period": {"kind": "year", "first": 2025, "last": 2025}}),
        (
            "⟦MONEY=? in=total,2025..2028 direction=to:et beløb⟧",
            {"period": {"kind": "total", "first": 2025, "last": 2028}, "direction": "to"},
        ),
        ("⟦MONEY=2:2 kr.⟧", None),
    ],
)
def test_scopes(marked: str, scope: dict[str, Any] | None) -> None:
    [entity] = parse(marked).entities
    assert entity.scope == (None if scope is None else ScopeGold.model_validate(scope))
    assert render(parse(marked)).endswith(f"---\n{marked}")


def test_a_scope_that_says_nothing_is_none() -> None:
    assert Annotation(start=0, end=1, label="MONEY", scope=ScopeGold()).scope is None


def test_an_amount_without_value() -> None:
    [entity] = parse("⟦MONEY=?:mange penge⟧").entities
    assert (entity.label, entity.money) == ("MONEY", None)


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("a\n⟦PERSON:Ida", "x, line 2: ⟦PERSON: is never closed"),
        ("a\n\nb⟧ og", "x, line 3: a stray ⟧ before ' og'"),
        ("⟦PERSON Ida⟧", "x, line 1: a stray ⟦"),
        ("⟦PERSON:Ida ⟧", "x, line 1: ⟦PERSON:Ida ⟧: space at the edge"),
        ("⟦PERSON:⟧", "covers nothing"),
        ("⟦PER:Ida⟧", "unknown mark 'PER'; known are ITEM"),
        ("⟦:Ida⟧", "says nothing before its colon"),
        ("⟦PERSON x:Ida⟧", "PERSON takes no 'x'"),
        ("⟦PERSON=3:Ida⟧", "PERSON takes no '=3'"),
        ("⟦MONEY:3 kr.⟧", "MONEY needs its value"),
        ("⟦MONEY=tre:3 kr.⟧", "money.value: Input should be a valid decimal"),
        ("⟦MONEY=3 about:3 kr.⟧", "unknown qualifier 'about'"),
        ("⟦PERCENT=3 EUR:3 pct.⟧", "percent.currency"),
        ("⟦MONEY=3 role=lent:3 kr.⟧", "scope.role: Input should be 'proposed'"),
        ("⟦MONEY=3 in=2025:3 kr.⟧", "scope.period.kind: Input should be 'year'"),
        ("⟦MONEY=3 years=2025:3 kr.⟧", "unknown attribute 'years'; known here: role, in, direction"),
        ("⟦PERCENT=3 role=spent:3 pct.⟧", "unknown qualifier 'role=spent'"),
        ("⟦OUT GODKENDT:Godkendt⟧", "stands before the first ITEM"),
        ("⟦ITEM:Sti⟧", "ITEM needs a number"),
        ("⟦ITEM 1 kind=X:Sti⟧", "kind: Input should be 'B', 'O' or 'D'"),
        ("⟦ITEM 1 case:Sti⟧", "case needs a value"),
        ("⟦ITEM 1 case=:Sti⟧", "case= is empty"),
        ("⟦ITEM 1 closed=maybe:Sti⟧", "'maybe' is neither yes nor no"),
        ("⟦ITEM 1 start=3:Sti⟧", "unknown attribute 'start'"),
        ("⟦?ITEM 1:Sti⟧", "ITEM takes no question mark"),
        ("⟦ITEM 1:Sti⟧ ⟦OUT:Ja⟧", "OUT needs a label"),
        ("⟦ITEM 1:Sti⟧ ⟦OUT JA:Ja⟧", "label: Input should be 'GODKENDT'"),
        ("⟦ITEM 1:Sti⟧\n⟦OUT GODKENDT for=fem:Ja⟧", "x, line 2: ⟦OUT GODKENDT for=fem:Ja⟧: for_count"),
        ("⟦ITEM 1:Sti⟧ ⟦PAST:Ja⟧", "PAST needs a label"),
        ("id: a\nby: Køge\n---\nTekst", "x, line 2: 'by: Køge' is no fact; known are id, municipality"),
        ("id: a\nid: b\n---\nTekst", "x, line 2: id stands on line 1 already"),
        ("id: a\ndate: 12/3\n---\nTekst", "x, line 2: meeting.date: Input should be a valid date"),
        ("id: a\nkind: møde\n---\nTekst", "x, line 2: kind: Input should be 'referat'"),
    ],
)
def test_what_is_refused_and_where(marked: str, message: str) -> None:
    with pytest.raises(AnnotationError) as error:
        parse(marked, "x")
    assert message in str(error.value)


TEXT = "Punkt 1: Sti\nGodkendt. Fravær: Ida Holm\nPunkt 2: Vej\nUdsat\n"
ITEM = {"start": 9, "end": 12, "number": "1", "title": "Sti"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"entities": [{"start": 31, "end": 39, "label": "PERSON"}, {"start": 0, "end": 5, "label": "ORG"}]},
            "⟦ORG:Punkt⟧ 1",
        ),
        ({"items": [ITEM | {"absent": ["Ida Holm"]}]}, "Fravær: ⟦ABSENT:Ida Holm⟧\n"),
        ({"items": [ITEM | {"absent": ["Bo: 50%_a", "Ida Holm"]}]}, "⟦ITEM 1 absent=Bo%3A_50%25%5Fa;Ida_Holm:Sti⟧"),
        ({"items": [ITEM | {"title": "Ny sti"}]}, "⟦ITEM 1 title=Ny_sti:Sti⟧"),
        ({"items": [ITEM | {"number": "1 a"}]}, "⟦ITEM 1_a:Sti⟧"),
        ({"items": [ITEM | {"outcomes": [{"start": 13, "end": 13, "label": "UDSAT"}]}]}, "Sti⟧\n⟦OUT UDSAT:⟧Godkendt"),
        (  # an empty outcome right before the next item is the first item's
            {
                "items": [
                    ITEM | {"outcomes": [{"start": 49, "end": 49, "label": "UDSAT"}]},
                    {"start": 49, "end": 52, "number": "2", "title": "Vej"},
                ]
            },
            "Punkt 2: ⟦OUT UDSAT:⟧⟦ITEM 2:Vej⟧",
        ),
        (  # two points decided in the same words
            {
                "items": [
                    ITEM
                    | {
                        "outcomes": [
                            {"start": 13, "end": 21, "label": "GODKENDT", "point": 1},
                            {"start": 13, "end": 21, "label": "GODKENDT", "point": 2},
                        ]
                    }
                ]
            },
            "⟦OUT 1 GODKENDT:⟦OUT 2 GODKENDT:Godkendt⟧⟧",
        ),
        ({"labels": ["PERSON"], "source": "os"}, "id: a\nsource: os\nkind: referat\nlabels: PERSON\n---\n"),
        ({"labels": []}, "kind: referat\nlabels:\n---\n"),
        ({"meeting": {"location": "Sal: 3; 1"}}, "location: Sal: 3; 1\n"),
    ],
)
def test_rendering(fields: dict[str, Any], expected: str) -> None:
    document = Document.model_validate({"id": "a", "text": TEXT} | fields)
    rendered = render(document)
    assert expected in rendered
    again = parse(rendered)
    assert sorted(again.entities, key=str) == sorted(document.entities, key=str)
    assert again.items == document.items
    assert (again.meeting, again.labels, again.text) == (document.meeting, document.labels, document.text)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (Document(id="a", text="et ⟦ her"), "a: the text holds ⟦ (offset 3)"),
        (
            Document(
                id="a",
                text="Ida Holm Bro",
                entities=(Annotation(start=0, end=8, label="PERSON"), Annotation(start=4, end=12, label="LOC")),
            ),
            "a: LOC at offset 4 to 12 crosses another mark",
        ),
        (Document(id="a", text="Ida", entities=(Annotation(start=0, end=9, label="PERSON"),)), "leaves the text"),
        (Document(id="a\nb", text="Ida"), "no fact"),
        (Document(id="a", text="Ida", meeting=MeetingGold(present=("Bo; Ib",))), "its meeting cannot be written"),
        (
            Document(
                id="a",
                text=TEXT,
                items=(
                    ItemGold(start=9, end=12, number="1", title="Sti"),
                    ItemGold(
                        start=49,
                        end=52,
                        number="2",
                        title="Vej",
                        outcomes=(OutcomeGold(start=13, end=21, label="GODKENDT"),),
                    ),
                ),
            ),
            "a: its items cannot be written",
        ),
    ],
)
def test_what_cannot_be_written(document: Document, message: str) -> None:
    with pytest.raises(AnnotationError) as error:
        render(document)
    assert message in str(error.value)


def _heads() -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            "PERSON",
            "?ORG",
            "MONEY=12.50 EUR approx min week",
            "MONEY=? role=spent in=until,..2027",
            "MONEY=1..2 max role=ceiling in=total,2026..2029 direction=from",
            "PERCENT=1..2 point",
            "ITEM 3 case=24-1 kind=O",
            "ITEM - closed",
            "OUT DRØFTET",
            "?OUT 2 INDSTILLES proposal=UDGÅET recommended=AFVIST recipient=Vej_og_Park for=3 abstain=1 unanimous",
            "PAST UDSAT date=2024-01-02 by=ØU",
            "ABSENT",
        ]
    )


_WORDS = st.text("abø 1*%\n.", min_size=1).map(lambda words: f"x{words}x")
_MARKED = st.recursive(
    _WORDS,
    lambda inner: st.tuples(_heads(), st.lists(inner, min_size=1, max_size=3)).map(
        lambda mark: f"⟦{mark[0]}:{''.join(mark[1])}⟧"
    ),
    max_leaves=12,
)


@given(st.lists(_MARKED, max_size=6))
def test_rendering_is_the_inverse_of_parsing(parts: list[str]) -> None:
    """Absentees apart: of those marked form says who, and not where."""
    document = parse("⟦ITEM 1:Start⟧" + " ".join(parts))
    assert parse(render(document), "text") == document


def test_the_corpus_comes_back() -> None:
    """Every document of the repository's own corpus."""
    folder = Path(__file__).parents[2] / "corpora" / "referat"
    if not list(folder.glob("*.jsonl")):
        pytest.skip("the corpus is not there")
    for document in read_documents(folder):
        assert parse(render(document)) == document, document.id
