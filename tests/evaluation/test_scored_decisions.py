"""Outcomes, items, history and meeting facts against gold, in tables worked out by hand."""

import datetime as dt

import pytest

from nlp_referat.corpus.document import Document, EarlierGold, ItemGold, MeetingGold, OutcomeGold
from nlp_referat.evaluation.items import match_items, score_history, score_items
from nlp_referat.evaluation.meetings import TolerantMeeting, score_meeting
from nlp_referat.evaluation.outcomes import ToleratedOutcome, match_outcomes, score_outcomes
from nlp_referat.evaluation.tallies import Tally, merge
from nlp_referat.schema import Committee, Decision, EarlierDecision, Item, Meeting, Outcome, Participant, Votes


def wanted(written: str) -> list[OutcomeGold]:
    """``GODKENDT``, ``2:UDSAT``, ``?ANDET`` (optional), ``DRØFTET|ANDET`` (either will do)."""
    outcomes = []
    for part in written.split():
        point, _, label = part.lstrip("?").rpartition(":")
        label, *accept = label.split("|")
        fields = {"start": 0, "end": 9, "label": label, "accept": accept, "point": int(point) if point else None}
        outcomes.append(ToleratedOutcome.model_validate(fields | {"optional": part.startswith("?")}))
    return list(outcomes)


def read(written: str) -> list[Outcome]:
    return [Outcome(point=one.point, label=one.label, text="", start=0, end=9) for one in wanted(written)]


@pytest.mark.parametrize(
    ("gold", "predicted", "right", "confused", "missed", "spurious"),
    [
        ("", "", 0, [], [], []),
        ("GODKENDT", "GODKENDT", 1, [], [], []),
        ("GODKENDT", "DRØFTET", 0, ["GODKENDT>DRØFTET"], [], []),
        ("GODKENDT", "", 0, [], ["GODKENDT"], []),
        ("", "GODKENDT", 0, [], [], ["GODKENDT"]),
        ("1:GODKENDT 2:UDSAT", "1:GODKENDT 2:AFVIST", 1, ["UDSAT>AFVIST"], [], []),
        ("1:GODKENDT", "GODKENDT", 0, [], ["GODKENDT"], ["GODKENDT"]),  # the point is part of what is right
        # Right ones are paired before what is left is confused, in order.
        ("GODKENDT UDSAT", "AFVIST GODKENDT", 1, ["UDSAT>AFVIST"], [], []),
        ("UDSAT DRØFTET", "AFVIST ANDET", 0, ["UDSAT>AFVIST", "DRØFTET>ANDET"], [], []),
        ("UDSAT", "AFVIST ANDET", 0, ["UDSAT>AFVIST"], [], ["ANDET"]),
        # Saying the same twice counts once.
        ("GODKENDT", "GODKENDT GODKENDT", 1, [], [], []),
        ("GODKENDT GODKENDT", "GODKENDT", 1, [], [], []),
        ("UDSAT", "ANDET ANDET", 0, ["UDSAT>ANDET"], [], []),
        # Optional: neither missed nor spurious, and nothing to be confused with.
        ("GODKENDT ?ANDET", "GODKENDT", 1, [], [], []),
        ("GODKENDT ?ANDET", "GODKENDT ANDET", 1, [], [], []),
        ("GODKENDT ?ANDET", "GODKENDT UDSAT", 1, [], [], ["UDSAT"]),
        ("GODKENDT ?ANDET", "ANDET", 0, [], ["GODKENDT"], []),
        # Either of two labels is right.
        ("TAGET_TIL_EFTERRETNING|ANDET", "ANDET", 1, [], [], []),
        ("TAGET_TIL_EFTERRETNING|ANDET", "ANDET TAGET_TIL_EFTERRETNING", 1, [], [], []),
        ("TAGET_TIL_EFTERRETNING|ANDET", "", 0, [], ["TAGET_TIL_EFTERRETNING"], []),
        # An empty decision field may be read as no outcome.
        ("INGEN_BESLUTNING", "", 1, [], [], []),
        ("INGEN_BESLUTNING UDSAT", "", 0, [], ["INGEN_BESLUTNING", "UDSAT"], []),
        ("", "INGEN_BESLUTNING", 0, [], [], ["INGEN_BESLUTNING"]),
    ],
)
def test_outcomes(
    gold: str, predicted: str, right: int, confused: list[str], missed: list[str], spurious: list[str]
) -> None:
    match = match_outcomes(wanted(gold), read(predicted))
    assert len(match.right) == right
    assert [f"{one.label}>{other.label}" for one, other in match.confused] == confused
    assert [one.label for one in match.missed] == missed
    assert [one.label for one in match.spurious] == spurious
    assert match.is_exact == (not confused and not missed and not spurious)


def test_outcome_tallies_of_one_item() -> None:
    scores = merge(
        score_outcomes(match_outcomes(wanted("1:GODKENDT 2:UDSAT AFVIST"), read("1:GODKENDT 2:ANDET 3:UDSAT")))
    )
    assert {key: tally for key, tally in scores.items() if not key.startswith("outcome marks")} == {
        "outcomes/GODKENDT": Tally(tp=1),
        "outcomes/UDSAT": Tally(fp=1, fn=1),
        "outcomes/ANDET": Tally(fp=1),
        "outcomes/AFVIST": Tally(fn=1),
        "confusion/GODKENDT/GODKENDT": Tally(tp=1),
        "confusion/UDSAT/ANDET": Tally(tp=1),
        "confusion/AFVIST/none": Tally(tp=1),
        "confusion/none/UDSAT": Tally(tp=1),
        "outcome facts/evidence overlap": Tally(tp=1),
        "outcome facts/exact set": Tally(fn=1),
    }


GOLD = OutcomeGold(start=10, end=20, label="INDSTILLES")
FOUND = Outcome(label="INDSTILLES", text="", start=10, end=20)


@pytest.mark.parametrize(
    ("stated", "got", "key", "tally"),
    [
        ({"recipient": "Byrådet"}, {"recipient": "byrådet"}, "outcome facts/recipient", Tally(tp=1)),
        ({"recipient": "Byrådet"}, {}, "outcome facts/recipient", Tally(fn=1)),
        ({}, {"recipient": "Byrådet"}, "outcome facts/recipient", None),  # the gold does not say
        ({"final": False}, {"final": False}, "outcome facts/final", Tally(tp=1)),
        ({"final": True}, {"final": None}, "outcome facts/final", Tally(fn=1)),
        ({"recommended": "GODKENDT"}, {"recommended": "AFVIST"}, "outcome facts/recommended", Tally(fn=1)),
        ({"conditional": True}, {"conditional": True}, "outcome marks/conditional", Tally(tp=1)),
        ({}, {"partial": True}, "outcome marks/partial", Tally(fp=1)),
        ({"partial": True}, {}, "outcome marks/partial", Tally(fn=1)),
        (
            {"for_count": 5, "against_count": 2},
            {"votes": Votes(for_count=5)},
            "outcome facts/vote counts",
            Tally(1, 0, 1),
        ),
        ({}, {"start": 19, "end": 30}, "outcome facts/evidence overlap", Tally(tp=1)),
        ({}, {"start": 20, "end": 30}, "outcome facts/evidence overlap", Tally(fn=1)),
        ({"end": 10}, {}, "outcome facts/evidence overlap", None),
        ({"final": True}, {"label": "UDSAT", "final": True}, "outcome facts/final", Tally(fn=1)),
    ],
)
def test_what_is_said_of_an_outcome(
    stated: dict[str, object], got: dict[str, object], key: str, tally: Tally | None
) -> None:
    match = match_outcomes([GOLD.model_copy(update=stated)], [FOUND.model_copy(update=got)])
    assert merge(score_outcomes(match)).get(key) == tally


def item_gold(number: str, start: int = 0, end: int = 0, **fields: object) -> ItemGold:
    return ItemGold.model_validate({"start": start, "end": end, "number": number, "title": "Sag"} | fields)


def item(number: str, start: int = 0, end: int = 0, **fields: object) -> Item:
    return Item.model_validate({"number": number, "title": "Sag", "start": start, "end": end} | fields)


@pytest.mark.parametrize(
    ("gold", "predicted", "pairs", "spurious"),
    [
        (["1", "2"], ["2", "1"], [1, 0], []),
        (["1", "2"], ["2"], [None, 0], []),
        (["1"], ["1", "1"], [0], [1]),
        (["1", "1"], ["1", "1"], [0, 1], []),  # numbers that repeat go by order
        (["1", "2", "1"], ["1", "1", "2"], [0, 2, 1], []),
        (["", ""], ["1", "2"], [0, 1], []),  # a source without numbers or places goes by order
        (["7", "", "8"], ["8", "1", "7"], [2, 1, 0], []),
        (["7"], ["8"], [None], [0]),
        ([], ["1"], [], [0]),
    ],
)
def test_items_by_number(gold: list[str], predicted: list[str], pairs: list[int | None], spurious: list[int]) -> None:
    items = [item(number, start=place) for place, number in enumerate(predicted)]
    match = match_items([item_gold(number) for number in gold], items)
    assert [found and found.start for _, found in match.pairs] == pairs
    assert [found.start for found in match.spurious] == spurious


def test_items_without_numbers_go_by_the_place_of_their_titles() -> None:
    items = [item("1", 20, 40), item("2", 60, 80)]
    match = match_items([item_gold("", 0, 5), item_gold("", 20, 25), item_gold("", 62, 65)], items)
    assert [found and found.number for _, found in match.pairs] == [None, "1", "2"]


def test_item_tallies() -> None:
    outcomes = [outcome.model_dump() for outcome in read("GODKENDT")]
    decision = Decision.model_validate({"text": "", "start": 0, "end": 0, "outcomes": outcomes, "absent": ["Ida Holm"]})
    gold = [
        item_gold("1", title="Ny sti (B)", case_number="24-1", outcomes=[{"start": 0, "end": 9, "label": "GODKENDT"}]),
        item_gold(
            "2",
            outcomes=[
                {"start": 0, "end": 9, "label": "UDSAT"},
                {"start": 0, "end": 9, "label": "ANDET", "optional": True},
            ],
        ),
        item_gold("3", closed=True),
    ]
    predicted = [
        item("1", title="**Ny\nsti**.", decision=decision),
        item("3", closed=True, decision=decision),  # whatever stands in a closed item is passed over
        item("4", decision=decision),
    ]
    scores = merge(score_items(match_items(gold, predicted)))
    assert {key: (tally.tp, tally.fp, tally.fn) for key, tally in scores.items()} == {
        "items/found": (2, 1, 1),
        "items/history": (0, 0, 0),
        "item facts/title": (2, 0, 1),
        "item facts/case number": (1, 0, 2),
        "item facts/closed": (2, 0, 1),
        "item facts/absent": (0, 0, 1),
        "outcomes/GODKENDT": (1, 1, 0),
        "outcomes/UDSAT": (0, 0, 1),
        "confusion/GODKENDT/GODKENDT": (1, 0, 0),
        "confusion/UDSAT/none": (1, 0, 0),
        "confusion/none/GODKENDT": (1, 0, 0),
        "outcome facts/exact set": (1, 0, 1),
        "outcome facts/evidence overlap": (1, 0, 0),
        "outcome marks/conditional": (0, 0, 0),
        "outcome marks/partial": (0, 0, 0),
    }


DAY = dt.date(2024, 2, 1)


def earlier(labels: str, committee: str = "Økonomiudvalget", date: dt.date | None = DAY) -> EarlierDecision:
    return EarlierDecision(date=date, committee=committee, outcomes=tuple(read(labels)), start=0, end=0)


def earlier_gold(labels: str, committee: str = "Økonomiudvalget") -> list[EarlierGold]:
    return [EarlierGold(start=0, end=9, label=one.label, date=DAY, committee=committee) for one in wanted(labels)]


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        ([], [], (0, 0, 0)),
        (earlier_gold("GODKENDT"), [earlier("GODKENDT", "økonomiudvalget")], (1, 0, 0)),
        (earlier_gold("GODKENDT ANDET"), [earlier("ANDET GODKENDT")], (1, 0, 0)),  # one body on one day is one
        (earlier_gold("GODKENDT ANDET"), [earlier("GODKENDT")], (0, 1, 1)),
        (earlier_gold("GODKENDT"), [earlier("GODKENDT", date=None)], (0, 1, 1)),
        (earlier_gold("GODKENDT"), [earlier("GODKENDT"), earlier("GODKENDT")], (1, 1, 0)),
        (earlier_gold("GODKENDT") + earlier_gold("UDSAT", "Byrådet"), [earlier("UDSAT", "Byrådet")], (1, 0, 1)),
    ],
)
def test_history(gold: list[EarlierGold], predicted: list[EarlierDecision], expected: tuple[int, int, int]) -> None:
    assert score_history(gold, predicted) == Tally(*expected)


def people(**status: str) -> tuple[Participant, ...]:
    return tuple(Participant(name=name, status=one, start=0, end=0) for name, one in status.items())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        (MeetingGold(present=("Ida",), absent=("Per",)), people(Ida="present", Per="absent"), (2, 0, 0)),
        (MeetingGold(present=("Ida",)), people(Ida="absent"), (0, 1, 1)),
        (MeetingGold(present=("Ida",)), (), (0, 0, 1)),
        (MeetingGold(), people(Ida="present"), (0, 1, 0)),
        (TolerantMeeting(either=("Ida",)), people(Ida="absent"), (1, 0, 0)),
        (TolerantMeeting(either=("Ida",)), (), (0, 0, 1)),
    ],
)
def test_participants(gold: MeetingGold, predicted: tuple[Participant, ...], expected: tuple[int, int, int]) -> None:
    scores = dict(score_meeting(Document(id="a", text="", meeting=gold), Meeting(participants=predicted)))
    assert scores["people/participants"] == Tally(*expected)


def test_meeting_facts() -> None:
    gold = MeetingGold(committee="Byrådet", date=DAY, time="16:00")
    meeting = Meeting(committee=Committee(name="Byrådet.", start=0, end=0), date=DAY, location="Sal 1")
    scores = dict(score_meeting(Document(id="a", text="", meeting=gold, municipality="Aaby Kommune"), meeting))
    shares = {key: tally.recall for key, tally in scores.items() if key.startswith("meeting/")}
    assert shares == {
        "meeting/committee": 1.0,
        "meeting/date": 1.0,
        "meeting/time": 0.0,
        "meeting/location": 0.0,
        "meeting/municipality": 0.0,
    }


def test_without_meeting_gold_nothing_is_scored() -> None:
    assert list(score_meeting(Document(id="a", text=""), Meeting())) == []
