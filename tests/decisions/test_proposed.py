"""Points of proposals, told apart inside a sentence and counted; points that a decision leaves unmentioned."""

import pytest

from nlp_referat.decisions.proposed import numbered, unmentioned
from nlp_referat.labels import OutcomeLabel
from nlp_referat.layout.proposal import read_proposal
from nlp_referat.schema import Outcome

PROPOSALS = [
    ("Forvaltningen indstiller, at a godkendes, at b drøftes, og at c afslås.",
     [(1, "at a godkendes"), (2, "at b drøftes"), (3, "at c afslås.")]),
    ("Forvaltningen indstiller, at 1. a godkendes, 2. b drøftes", [(1, "a godkendes"), (2, "b drøftes")]),
    ("Det indstilles, at\n- a godkendes\n- b drøftes", [(1, "a godkendes"), (2, "b drøftes")]),
    ("Det indstilles, at\n2. a godkendes\n1. b drøftes", [(2, "a godkendes"), (1, "b drøftes")]),
    ("Forvaltningen indstiller, at det godkendes, at a lukkes, og at b åbnes.",
     [(None, "at det godkendes, at a lukkes, og at b åbnes.")]),
    ("Forvaltningen indstiller, at orienteringen om, at broen lukkes, tages til efterretning.",
     [(None, "at orienteringen om, at broen lukkes, tages til efterretning.")]),
    ("Forvaltningen indstiller, at udvalget bekræfter, at planen følges.",
     [(None, "at udvalget bekræfter, at planen følges.")]),
    ("Forvaltningen indstiller, at beløbet på 2.500 kr. bevilges.", [(None, "at beløbet på 2.500 kr. bevilges.")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "points"), PROPOSALS)
def test_numbered(text: str, points: list[tuple[int | None, str]]) -> None:
    proposal = numbered(read_proposal(text, 50))
    assert proposal is not None
    assert [(point.point, point.text) for point in proposal.points] == points
    assert all(text[point.start - 50 : point.end - 50] == point.text for point in proposal.points)


def outcome(label: OutcomeLabel, point: int | None = None) -> Outcome:
    return Outcome(label=label, point=point, text="", start=0, end=0)


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([outcome("GODKENDT")], ()),
        ([outcome("GODKENDT", 1)], (2, 3)),
        ([outcome("GODKENDT", 1), outcome("ANDET")], (2, 3)),
        ([outcome("GODKENDT"), outcome("AFVIST", 3)], ()),
        ([outcome("INGEN_BESLUTNING")], (1, 2, 3)),
        ([], (1, 2, 3)),
    ],
)
def test_unmentioned(outcomes: list[Outcome], expected: tuple[int, ...]) -> None:
    proposal = numbered(read_proposal("Det indstilles, at\n- a godkendes\n- b drøftes\n- c afslås", 0))
    assert unmentioned(proposal, outcomes) == expected
    assert unmentioned(None, outcomes) == ()
