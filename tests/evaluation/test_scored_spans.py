"""Names and amounts against gold: tables of spans, written as ``LABEL start-end``."""

from decimal import Decimal

import pytest

from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.evaluation.spans import match_exact, match_relaxed, score_amounts, score_spans
from nlp_referat.evaluation.tallies import Tally, merge
from nlp_referat.schema import Entity, Money, Percent

TEXT = "x" * 100


def gold(written: str) -> list[Annotation]:
    """``?`` before the label marks optional gold."""
    spans = []
    for part in filter(None, written.split(", ")):
        label, place = part.split()
        start, end = map(int, place.split("-"))
        spans.append(
            Annotation(start=start, end=end, label=label.lstrip("?"), optional=label.startswith("?"))  # type: ignore[arg-type]
        )
    return spans


def found(written: str) -> list[Entity]:
    return [Entity(start=one.start, end=one.end, text="", label=one.label) for one in gold(written)]


@pytest.mark.parametrize(
    ("annotated", "predicted", "exact", "relaxed"),
    [
        ("", "", (0, 0, 0), (0, 0, 0)),
        ("PERSON 0-5", "PERSON 0-5", (1, 0, 0), (1, 0, 0)),
        ("PERSON 0-5", "", (0, 0, 1), (0, 0, 1)),
        ("", "PERSON 0-5", (0, 1, 0), (0, 1, 0)),
        ("PERSON 0-5", "PERSON 0-6", (0, 1, 1), (1, 0, 0)),
        ("PERSON 0-5", "FUND 0-5", (0, 1, 1), (0, 1, 1)),
        ("PERSON 0-5", "PERSON 5-9", (0, 1, 1), (0, 1, 1)),  # side by side is no overlap
        # One prediction over two people: relaxed, it answers for one of them.
        ("PERSON 0-5, PERSON 6-9", "PERSON 0-9", (0, 1, 2), (1, 0, 1)),
        # Two predictions in one person: relaxed, the first answers for it.
        ("PERSON 0-9", "PERSON 0-4, PERSON 5-9", (0, 2, 1), (1, 1, 0)),
        # An exact match goes before an overlap that comes earlier.
        ("PERSON 4-9", "PERSON 0-5, PERSON 4-9", (1, 1, 0), (1, 1, 0)),
        # The same span given twice counts once, on either side.
        ("PERSON 0-5", "PERSON 0-5, PERSON 0-5", (1, 0, 0), (1, 0, 0)),
        ("PERSON 0-5, PERSON 0-5", "", (0, 0, 1), (0, 0, 1)),
        # Optional gold: passed over when found, missed, found with another edge, or under another label.
        ("?FUND 0-5", "FUND 0-5", (0, 0, 0), (0, 0, 0)),
        ("?FUND 0-5", "", (0, 0, 0), (0, 0, 0)),
        ("?FUND 0-5", "FUND 0-7", (0, 0, 0), (0, 0, 0)),
        ("?FUND 0-5", "PERSON 3-7", (0, 0, 0), (0, 0, 0)),
        ("?FUND 0-5, PERSON 6-9", "PERSON 3-8", (0, 0, 1), (1, 0, 0)),
        ("?FUND 0-5", "FUND 8-9", (0, 1, 0), (0, 1, 0)),
    ],
)
def test_matches(annotated: str, predicted: str, exact: tuple[int, int, int], relaxed: tuple[int, int, int]) -> None:
    for match, expected in ((match_exact, exact), (match_relaxed, relaxed)):
        result = match(gold(annotated), found(predicted))
        assert (len(result.pairs), len(result.spurious), len(result.missed)) == expected, match.__name__


def test_sums_and_labels_out_of_scope() -> None:
    document = Document(
        id="a", text=TEXT, labels=("PERSON", "FUND", "LOC"), entities=tuple(gold("PERSON 0-5, FUND 6-9, LOC 10-12"))
    )
    scores = dict(score_spans(document, found("PERSON 0-5, COMMITTEE 20-25, LOC 10-13, DATE 30-40")))
    assert scores == {
        "exact/PERSON": Tally(tp=1),
        "exact/FUND": Tally(fn=1),
        "exact/LOC": Tally(fp=1, fn=1),
        "exact/names": Tally(tp=1, fn=1),
        "exact/all names": Tally(tp=1, fp=1, fn=2),
        "relaxed/PERSON": Tally(tp=1),
        "relaxed/FUND": Tally(fn=1),
        "relaxed/LOC": Tally(tp=1),
        "relaxed/names": Tally(tp=1, fn=1),
        "relaxed/all names": Tally(tp=2, fn=1),
    }


KR = Money(value=Decimal("350000"))
RANGE = Money(low=Decimal(3), high=Decimal(4))


@pytest.mark.parametrize(
    ("wanted", "got", "is_right", "is_qualified_right"),
    [
        (KR, Money(value=Decimal("350000.00")), True, True),
        (KR, Money(value=Decimal("350000"), approx=True), True, False),
        (KR, Money(value=Decimal("350000"), period="year"), True, False),
        (KR, Money(value=Decimal("350000"), currency="EUR"), False, False),
        (KR, Money(value=Decimal("350")), False, False),
        (KR, None, False, False),
        (RANGE, Money(low=Decimal(3), high=Decimal(4)), True, True),
        (RANGE, Money(low=Decimal(3), high=Decimal(5)), False, False),
        (RANGE, Money(value=Decimal(3)), False, False),
        (Percent(percent=Decimal("0.5")), Percent(percent=Decimal("0.50")), True, True),
        (Percent(percent=Decimal("0.5")), Percent(percent=Decimal("0.5"), point=True), False, False),
        (Percent(percent=Decimal(5)), Percent(percent=Decimal(5), bound="max"), True, False),
    ],
)
def test_values(wanted: Money | Percent, got: Money | Percent | None, is_right: bool, is_qualified_right: bool) -> None:
    label, field = ("MONEY", "money") if isinstance(wanted, Money) else ("PERCENT", "percent")
    annotation = Annotation.model_validate({"start": 0, "end": 5, "label": label, field: wanted})
    entity = Entity(start=0, end=5, text="", label=label, **{field: got})  # type: ignore[arg-type]
    scores = merge(score_amounts(Document(id="a", text=TEXT, entities=(annotation,)), [entity]))
    assert scores[f"values/{label}"].recall == float(is_right)
    assert scores[f"values/{label} with qualifiers"].recall == float(is_qualified_right)


def test_the_value_is_read_at_the_exact_span_before_an_overlapping_one() -> None:
    annotation = Annotation(start=5, end=9, label="MONEY", money=KR)
    near = Entity(start=0, end=6, text="", label="MONEY", money=RANGE)
    exact = Entity(start=5, end=9, text="", label="MONEY", money=KR)
    document = Document(id="a", text=TEXT, entities=(annotation,))
    scores = [merge(score_amounts(document, spans))["values/MONEY"] for spans in ([near, exact], [near], [])]
    assert scores == [Tally(tp=1), Tally(fn=1), Tally(fn=1)]


def test_optional_amounts_and_amounts_without_a_value_are_not_compared() -> None:
    spans = (
        Annotation(start=0, end=5, label="MONEY", money=KR, optional=True),
        Annotation(start=6, end=9, label="MONEY"),
    )
    assert merge(score_amounts(Document(id="a", text=TEXT, entities=spans), [])) == {}
