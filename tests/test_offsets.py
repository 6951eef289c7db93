"""Typed results moved from one text's offsets to another's."""

from nlp_referat.offsets import relocate
from nlp_referat.schema import (
    Committee,
    Decision,
    EarlierDecision,
    Item,
    Meeting,
    Outcome,
    Participant,
    Proposal,
    ProposalPoint,
    Referat,
    Section,
    Warning,
)
from nlp_referat.text import View

RAW = "0123456789abcdefghijklmnopqrstuvwxyz"


def _by_two(start: int, end: int) -> tuple[int, int]:
    return start + 2, end + 2


def test_every_span_in_the_tree_moves_and_its_text_is_read_anew() -> None:
    outcome = Outcome(label="GODKENDT", text="?", start=10, end=12)
    item = Item(
        number="1",
        title="Budget",
        start=4,
        end=20,
        sections=(Section(type="indstilling", title="Indstilling", start=5, end=8),),
        proposal=Proposal(by="Forvaltningen", points=(ProposalPoint(point=1, text="?", start=6, end=8),)),
        decision=Decision(text="?", start=9, end=14, outcomes=(outcome,), absent=("Bo Dam",)),
        history=(EarlierDecision(committee="Økonomiudvalget", outcomes=(outcome,), start=15, end=18),),
    )
    meeting = Meeting(
        committee=Committee(name="Byrådet", start=0, end=2),
        participants=(Participant(name="Bo Dam", start=2, end=4),),
        time="17:30",
    )
    warning = Warning(code="number_gap", message="A gap.", start=4, end=9)
    moved = relocate(Referat(meeting=meeting, items=(item,), warnings=(warning,)), _by_two, RAW)

    [new] = moved.items
    assert (new.start, new.end, new.title) == (6, 22, "Budget")
    assert (new.sections[0].start, new.sections[0].end) == (7, 10)
    assert new.proposal is not None
    assert new.proposal.points[0] == ProposalPoint(point=1, text="89", start=8, end=10)
    assert new.decision is not None
    assert (new.decision.text, new.decision.start, new.decision.end) == ("bcdef", 11, 16)
    assert new.decision.absent == ("Bo Dam",)
    assert new.decision.outcomes[0] == Outcome(label="GODKENDT", text="cd", start=12, end=14)
    assert (new.history[0].start, new.history[0].end, new.history[0].outcomes[0].text) == (17, 20, "cd")
    assert moved.meeting.committee == Committee(name="Byrådet", start=2, end=4)
    assert moved.meeting.participants[0] == Participant(name="Bo Dam", start=4, end=6)
    assert moved.meeting.time == "17:30"
    assert (moved.warnings[0].start, moved.warnings[0].end) == (6, 11)


def test_what_has_no_place_stays() -> None:
    warning = Warning(code="no_items", message="None.")
    assert relocate(Referat(warnings=(warning,)), _by_two, RAW) == Referat(warnings=(warning,))


def test_the_original_is_left_alone() -> None:
    decision = Decision(text="0123", start=0, end=4)
    relocate(decision, _by_two, RAW)
    assert decision == Decision(text="0123", start=0, end=4)


def test_from_a_view_back_to_the_raw_text() -> None:
    view = View("Ja\u00ad.\r\nGod\u00adkendt\u00a0nu.")
    start = view.text.index("Godkendt nu")
    moved = relocate(Decision(text="?", start=start, end=start + 11), view.raw_span, view.raw)
    assert moved.text == "God\u00adkendt\u00a0nu"
