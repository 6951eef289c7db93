"""Claims about decisions and amounts against gold, and the naive reading beside them, in tables worked out by hand."""

import re
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp_referat.corpus.document import Annotation, Document, ItemGold, OutcomeGold, ScopeGold
from nlp_referat.evaluation import Report, evaluate
from nlp_referat.evaluation.claims import judge, score_claims
from nlp_referat.evaluation.rendering import to_html, to_markdown
from nlp_referat.evaluation.tallies import Tally, merge
from nlp_referat.schema import AmountPeriod, AmountScope, Decision, Entity, Item, Money, Outcome, Referat, Votes

TEXT = "Punkt 1: Sti\nGodkendt. 5 kr."


def wanted(label: str = "GODKENDT", **fields: Any) -> OutcomeGold:
    return OutcomeGold.model_validate({"start": 13, "end": 21, "label": label} | fields)


def read(label: str = "GODKENDT", **fields: Any) -> Outcome:
    return Outcome.model_validate({"start": 13, "end": 21, "text": "Godkendt", "label": label} | fields)


def document(*outcomes: OutcomeGold, facts: tuple[str, ...] = ("final", "votes"), **fields: Any) -> Document:
    item = ItemGold(start=9, end=12, number="1", title="Sti", outcomes=outcomes, closed=fields.pop("closed", False))
    return Document.model_validate({"id": "a", "text": TEXT, "items": [item], "facts": facts} | fields)


def item(*outcomes: Outcome, number: str = "1") -> Item:
    decision = Decision(text=TEXT[13:], start=13, end=len(TEXT), outcomes=outcomes)
    return Item(number=number, title="Sti", start=9, end=len(TEXT), decision=decision)


NO_VOTES = (None, None, None, False)


@pytest.mark.parametrize(
    ("gold", "found", "claim", "expected"),  # expected: gold, found, naive
    [
        ({}, {}, "final", (None, None, True)),
        ({"final": True}, {"final": True}, "final", (True, True, True)),
        ({"final": False}, {"final": None}, "final", (False, None, True)),
        ({"recipient": "Byrådet"}, {"recipient": "byrådet."}, "recipient", ("byrådet", "byrådet", None)),
        ({"recipient": "Byrådet"}, {}, "recipient", ("byrådet", None, None)),
        ({}, {"votes": None}, "votes", (NO_VOTES, NO_VOTES, NO_VOTES)),
        ({}, {"votes": Votes(against=("Ø",), majority=True)}, "votes", (NO_VOTES, NO_VOTES, NO_VOTES)),
        (
            {"for_count": 5, "against_count": 2},
            {"votes": Votes(for_count=5, against_count=2)},
            "votes",
            ((5, 2, None, False), (5, 2, None, False), NO_VOTES),
        ),
        ({"unanimous": True}, {"votes": Votes()}, "votes", ((None, None, None, True), NO_VOTES, NO_VOTES)),
        ({"of_proposal": "GODKENDT"}, {"of_proposal": "AFVIST"}, "of proposal", ("GODKENDT", "AFVIST", "GODKENDT")),
        ({}, {}, "of proposal", (None, None, "GODKENDT")),
    ],
)
def test_claims_of_an_outcome(
    gold: dict[str, Any], found: dict[str, Any], claim: str, expected: tuple[object, object, object]
) -> None:
    [judged] = [one for one in judge(document(wanted(**gold)), [item(read(**found))], []) if one.claim == claim]
    assert judged.is_found
    assert (judged.gold, judged.found, judged.naive) == expected


def test_the_last_label_of_the_item_is_the_naive_one() -> None:
    gold = document(wanted(final=None), wanted("UDSAT", final=False))
    judged = [one for one in judge(gold, [item(read(), read("UDSAT"))], []) if one.claim in ("final", "of proposal")]
    assert [(one.claim, one.naive) for one in judged] == [
        ("final", None),
        ("of proposal", "UDSAT"),
        ("final", None),
        ("of proposal", "UDSAT"),
    ]


@pytest.mark.parametrize(
    ("gold", "items", "tally"),
    [
        (document(wanted(final=True)), [item(read(final=True))], Tally(tp=1)),
        (document(wanted(final=True)), [item(read(final=False))], Tally(fn=1)),
        (document(wanted(final=True)), [item(read("UDSAT", final=True))], Tally(fn=1)),  # another label: not found
        (document(wanted(final=True, point=1)), [item(read(final=True))], Tally(fn=1)),  # another point: not found
        (document(wanted(final=True)), [item(read(final=True), number="2")], Tally(fn=1)),  # another item
        (document(wanted(final=True)), [], Tally(fn=1)),
        (document(wanted(final=True, optional=True)), [item(read())], None),
        (document(wanted(final=True), closed=True), [item(read())], None),
        (document(wanted(final=True), facts=()), [item(read())], None),
        (document(wanted("INGEN_BESLUTNING")), [item()], None),  # an empty field claims nothing
        (document(wanted("INGEN_BESLUTNING")), [item(read("INGEN_BESLUTNING"))], Tally(tp=1)),
    ],
)
def test_what_is_counted_over_all(gold: Document, items: list[Item], tally: Tally | None) -> None:
    assert merge(score_claims(gold, items, [])).get("claims all/final") == tally


def test_what_was_not_found_is_wrong_over_all_only() -> None:
    gold = document(wanted(final=True), wanted("UDSAT", final=False), facts=("final",))
    scores = merge(score_claims(gold, [item(read(final=True))], []))
    assert {key: tally for key, tally in scores.items() if key.endswith("/final")} == {
        "claims all/final": Tally(tp=1, fn=1),
        "claims/final": Tally(tp=1),
        "claims naive/final": Tally(tp=1),
        "claims stated/final": Tally(tp=1),
    }
    assert not [key for key in scores if key.endswith("votes")]  # which nobody annotated


YEARS = {"kind": "each_year", "first": 2025, "last": 2028}


def amount(optional: bool = False, **scope: Any) -> Annotation:
    return Annotation(start=23, end=28, label="MONEY", scope=ScopeGold.model_validate(scope), optional=optional)


def entity(section: str | None = "beslutning", start: int = 23, yearly: bool = False, **scope: Any) -> Entity:
    money = Money(period="year" if yearly else None)
    found = AmountScope(**scope) if scope else None
    return Entity(start=start, end=28, text="5 kr.", label="MONEY", section=section, money=money, scope=found)


def period(kind: str, first: int | None, last: int | None) -> AmountPeriod:
    return AmountPeriod(kind=kind, first=first, last=last, text="", start=0, end=0)  # type: ignore[arg-type]  # a table


@pytest.mark.parametrize(
    ("gold", "found", "expected"),  # right of role, period and direction; then right of the naive reading
    [
        (amount(), entity(), (1, 1, 1, 0, 1, 0)),
        (amount(role="spent"), entity(role="spent"), (1, 1, 1, 0, 1, 0)),
        (amount(role="decided", direction="expense"), entity(), (0, 1, 0, 1, 1, 1)),
        (amount(role="proposed"), entity("indstilling", role="proposed"), (1, 1, 1, 1, 1, 0)),
        (amount(role="proposed"), entity(None, role="decided"), (0, 1, 1, 1, 1, 0)),
        (amount(period=YEARS), entity(yearly=True, period=period("each_year", 2025, 2028)), (1, 1, 1, 0, 0, 0)),
        (amount(period=YEARS), entity(yearly=True, period=period("year", 2025, 2028)), (1, 0, 1, 0, 0, 0)),
        (amount(period={"kind": "each_year"}), entity(yearly=True), (1, 0, 1, 0, 1, 0)),
        (amount(role="spent"), entity(start=25, role="spent"), (1, 1, 1, 0, 1, 0)),  # an overlap will do
    ],
)
def test_claims_of_an_amount(gold: Annotation, found: Entity, expected: tuple[int, ...]) -> None:
    text = document(facts=("scope",), entities=(gold,))
    scores = merge(score_claims(text, [], [found]))
    kinds = "amount role", "amount period", "amount direction"
    assert tuple(scores[f"{way}/{kind}"].tp for way in ("claims", "claims naive") for kind in kinds) == expected


def test_amounts_that_are_optional_or_not_found() -> None:
    assert list(judge(document(facts=("scope",), entities=(amount(optional=True),)), [], [entity()])) == []
    scores = merge(score_claims(document(facts=("scope",), entities=(amount(),)), [], []))
    assert scores == {f"claims all/amount {kind}": Tally(fn=1) for kind in ("role", "period", "direction")}


@Language.component("tests_claiming")
def claiming(doc: Doc) -> Doc:
    """Reads one item with one outcome and one amount, whatever the text says."""
    found = entity(role="decided", direction="expense")
    doc._.referat = Referat(items=(item(read(final=True, recipient="Byrådet")),), entities=(found,))
    return doc


@pytest.fixture(scope="module")
def report() -> Report:
    import nlp_referat  # noqa: F401  # registers the extension

    claims, silent = spacy.blank("da"), spacy.blank("da")
    claims.add_pipe("tests_claiming")
    silent.add_pipe("tests_claiming")
    gold = document(
        wanted(final=True), wanted("UDSAT", final=False), facts=("final", "scope"), entities=(amount(role="decided"),)
    )
    other = gold.model_copy(update={"id": "b"})
    return evaluate(claims, [gold, other], name="claims", compare=[("twin", silent)], robustness=False)


def test_claims_in_a_report(report: Report) -> None:
    claims = {claim.name: claim for claim in report.model.groups[0].claims}
    assert list(claims) == ["final", "recipient", "of proposal", "amount role", "amount period", "amount direction"]
    final = claims["final"]
    assert (final.found.right, final.found.total, final.overall.right, final.overall.total) == (2, 2, 2, 4)
    assert (final.not_found, final.naive.share, final.gain) == (2, 1.0, 0.0)
    assert final.overall.interval is not None
    assert (claims["recipient"].found.share, claims["recipient"].gain) == (0.0, -100.0)
    assert claims["recipient"].stated.share is None
    figures = report.model.figures()
    assert figures["left out: claim over all final"].value == 0.5
    assert figures["left out: claim amount direction"].value == 0.0


def test_what_is_a_claim_is_no_stated_fact_besides(report: Report) -> None:
    facts = {share.name: share.total for share in report.model.groups[0].outcome_facts}
    assert (facts["final"], facts["recipient"], facts["evidence overlap"]) == (0, 0, 2)


def test_claims_are_shown(report: Report) -> None:
    shown = to_markdown(report)
    _, _, table = shown.partition("### Decisions and amounts")
    [row] = [line for line in table.split("\n") if line.startswith("| final ")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[:4] == ["final", "2", "2", "1.000"]
    assert cells[-4:] == ["2", "0.500", "0.500–0.500", "1.000"]  # the last: the system beside it
    page = to_html(report)
    assert re.search(r"<h3>Decisions and amounts</h3>.*?<th scope=\"row\">amount period</th>", page, re.DOTALL)


def test_wrong_claims_are_among_the_worst_errors(report: Report) -> None:
    wrong = [one for one in report.mistakes if one.kind == "wrong claim" and one.document == "a"]
    assert [(one.gold, one.got, one.text) for one in wrong] == [
        ("recipient: –", "recipient: byrådet", "Godkendt"),
        ("amount direction: –", "amount direction: expense", "5 kr."),
    ]
    assert report.mistake_counts["wrong claim"] == 4


def test_without_annotation_there_is_no_table() -> None:
    claims = spacy.blank("da")
    claims.add_pipe("tests_claiming")
    report = evaluate(claims, [document(wanted(), facts=())], robustness=False)
    assert report.model.groups[0].claims == ()
    assert "Decisions and amounts" not in to_markdown(report) + to_html(report)
