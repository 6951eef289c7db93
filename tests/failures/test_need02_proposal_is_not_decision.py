"""Need 2: the proposal is not the decision. The points proposed are told apart, and each outcome answers its own.

Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

import pytest
from minute_layouts import LAYOUTS, Minutes, item_seven, read
from spacy.language import Language

HEARING = "Forvaltningen indstiller, at planen sendes i høring."
THREE = "Forvaltningen indstiller,\n\n1. at planen vedtages\n2. at beløbet bevilges\n3. at naboerne orienteres"
BARE = "Forvaltningen indstiller,\n\nat planen vedtages\n\nat beløbet bevilges\n\nat naboerne orienteres"
DASHED = "Forvaltningen indstiller, at\n\n- planen vedtages\n- beløbet bevilges\n- naboerne orienteres"
INLINE = "Forvaltningen indstiller, at planen vedtages, at beløbet bevilges, og at naboerne orienteres."
IN_FRAME = "Forvaltningen indstiller, at det godkendes, at planen vedtages, og at beløbet bevilges."

# (id, proposal, decision, outcomes as (point, label), points left unmentioned)
ANSWERS = [
    ("noted", HEARING, "Taget til efterretning.", [(None, "TAGET_TIL_EFTERRETNING")], ()),
    ("approved", HEARING, "Godkendt.", [(None, "GODKENDT")], ()),
    ("done", HEARING, "Planen sendes i høring.", [(None, "OVERSENDT")], ()),
    ("discussed", HEARING, "Drøftet.", [(None, "DRØFTET")], ()),
    ("put off", HEARING, "Udsat.", [(None, "UDSAT")], ()),
    ("nothing", HEARING, "", [(None, "INGEN_BESLUTNING")], ()),
    ("all points", THREE, "Indstillingen tiltrådt.", [(None, "GODKENDT")], ()),
    ("all but one", THREE, "Godkendt, dog ikke pkt. 3.", [(None, "GODKENDT"), (3, "AFVIST")], ()),
    ("one", THREE, "Ad 1: Godkendt.", [(1, "GODKENDT")], (2, 3)),
    ("two", THREE, "Pkt. 1 og 2 godkendt.", [(1, "GODKENDT"), (2, "GODKENDT")], (3,)),
    ("each", THREE, "Ad 1: Godkendt.\nAd 2: Udsat.\nAd 3: Godkendt.", [(1, "GODKENDT"), (2, "UDSAT"),
     (3, "GODKENDT")], ()),
    ("one left", THREE, "Ad 1: Godkendt.\nAd 2: Udsat.", [(1, "GODKENDT"), (2, "UDSAT")], (3,)),
    ("only a wish", THREE, "Udvalget ønsker en ny tidsplan.", [(None, "ANDET")], (1, 2, 3)),
    ("nothing said", THREE, "Intet.", [(None, "INGEN_BESLUTNING")], (1, 2, 3)),
    ("uncounted", BARE, "At 1: Godkendt. At 2: Udsat.", [(1, "GODKENDT"), (2, "UDSAT")], (3,)),
    ("uncounted, all", BARE, "Godkendt.", [(None, "GODKENDT")], ()),
    ("dashes", DASHED, "At 1: Godkendt. At 2: Udsat.", [(1, "GODKENDT"), (2, "UDSAT")], (3,)),
    ("in one sentence", INLINE, "Ad 1 og 2 godkendt. Ad 3 udsat.", [(1, "GODKENDT"), (2, "GODKENDT"), (3, "UDSAT")],
     ()),
    ("sent back", THREE, "Sagen sendes tilbage til forvaltningen.", [(None, "OVERSENDT")], ()),
    ("taken out", THREE, "Godkendt, idet punkt 3 udgår.", [(None, "GODKENDT"), (3, "UDGÅET")], ()),
    ("put off beside", THREE, "Godkendt med undtagelse af punkt 2, som udsættes.", [(None, "GODKENDT"),
     (2, "UDSAT")], ()),
    ("beside each other", THREE, "Punkt 1 og 3 blev godkendt, mens punkt 2 blev sendt tilbage til forvaltningen.",
     [(1, "GODKENDT"), (3, "GODKENDT"), (2, "OVERSENDT")], ()),
    ("recommended", THREE, "Indstilles til Byrådets godkendelse.", [(None, "INDSTILLES")], ()),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("proposal", "decision", "outcomes", "silent"), [case[1:] for case in ANSWERS], ids=[case[0] for case in ANSWERS]
)
def test_outcomes_answer_points(
    nlp: Language,
    layout: str,
    proposal: str,
    decision: str,
    outcomes: list[tuple[int | None, str]],
    silent: tuple[int, ...],
) -> None:
    found = item_seven(read(nlp, layout, Minutes(decision, proposal=proposal))).decision
    assert [(outcome.point, outcome.label) for outcome in found.outcomes] == outcomes
    assert found.unmentioned == silent


POINTS = [
    ("counted", THREE, [(1, "at planen vedtages"), (2, "at beløbet bevilges"), (3, "at naboerne orienteres")]),
    ("bare", BARE, [(1, "at planen vedtages"), (2, "at beløbet bevilges"), (3, "at naboerne orienteres")]),
    ("dashes", DASHED, [(1, "planen vedtages"), (2, "beløbet bevilges"), (3, "naboerne orienteres")]),
    ("inline", INLINE, [(1, "at planen vedtages"), (2, "at beløbet bevilges"), (3, "at naboerne orienteres.")]),
    ("one frame", IN_FRAME, [(None, "at det godkendes, at planen vedtages, og at beløbet bevilges.")]),
    ("one", HEARING, [(None, "at planen sendes i høring.")]),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("proposal", "points"), [case[1:] for case in POINTS], ids=[case[0] for case in POINTS])
def test_points_are_numbered(nlp: Language, layout: str, proposal: str, points: list[tuple[int | None, str]]) -> None:
    item = item_seven(read(nlp, layout, Minutes("Godkendt.", proposal=proposal)))
    assert [(point.point, point.text) for point in item.proposal.points] == points


# (id, decision, (conditional, partial, amended), reservations)
RESERVATIONS = [
    ("plain", "Godkendt.", (False, False, False), []),
    ("idet", "Godkendt, idet hegnet flyttes to meter.", (True, False, False),
     [("condition", "idet hegnet flyttes to meter")]),
    ("a reason", "Godkendt, da hegnet er flyttet to meter.", (False, False, False), []),
    ("a vote's reason", "Godkendt, idet Ø stemte imod.", (False, False, False), []),
    ("condition", "Godkendt under forudsætning af, at prisen holder.", (True, False, False),
     [("condition", "under forudsætning af, at prisen holder")]),
    ("change", "Godkendt med den ændring, at hegnet flyttes.", (True, False, True),
     [("change", "med den ændring, at hegnet flyttes")]),
    ("remark", "Godkendt med bemærkning om, at hegnet flyttes.", (True, False, False),
     [("remark", "med bemærkning om, at hegnet flyttes")]),
    ("so that", "Godkendt, dog således at gebyret halveres.", (True, False, True),
     [("change", "dog således at gebyret halveres")]),
    ("wish", "Godkendt, idet udvalget bemærker, at hegnet er grimt.", (True, False, False),
     [("remark", "idet udvalget bemærker, at hegnet er grimt")]),
    ("part", "Godkendt for så vidt angår udvalgets område.", (False, True, False),
     [("part", "for så vidt angår udvalgets område")]),
    ("but not", "Godkendt bortset fra hegnet.", (True, True, False), [("part", "bortset fra hegnet")]),
    ("two", "Godkendt med den ændring, at hegnet flyttes, og under forudsætning af, at prisen holder.",
     (True, False, True),
     [("change", "med den ændring, at hegnet flyttes"), ("condition", "under forudsætning af, at prisen holder")]),
    ("behind", "Godkendt. Det forudsættes, at prisen holder.", (True, False, False),
     [("condition", "Det forudsættes, at prisen holder")]),
    ("list", "Godkendt med følgende ændringer:\n- hegnet flyttes\n- lågen males", (True, False, True),
     [("change", "med følgende ændringer:\n- hegnet flyttes\n- lågen males")]),
    ("revised", "Planen blev godkendt i revideret form.", (True, False, True), [("change", "i revideret form")]),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("decision", "flags", "reservations"), [case[1:] for case in RESERVATIONS], ids=[case[0] for case in RESERVATIONS]
)
def test_what_limits_an_outcome_has_its_own_words(
    nlp: Language, layout: str, decision: str, flags: tuple[bool, bool, bool], reservations: list[tuple[str, str]]
) -> None:
    (outcome,) = item_seven(read(nlp, layout, Minutes(decision, proposal=HEARING))).decision.outcomes
    assert outcome.label == "GODKENDT"
    assert (outcome.conditional, outcome.partial, outcome.amended) == flags
    assert [(found.kind, found.text) for found in outcome.reservations] == reservations


def test_a_point_that_nobody_proposed_is_reported(nlp: Language) -> None:
    referat = read(nlp, "markdown", Minutes("Ad 1: Godkendt.\nAd 4: Udsat.", proposal=THREE))
    assert [warning.code for warning in referat.warnings] == ["point_not_proposed"]


def test_lists_that_count_twice_are_reported(nlp: Language) -> None:
    first = "Forvaltningen indstiller, at udvalget\n\n1. vedtager planen\n2. bevilger beløbet"
    twice = f"{first}\n\nog at Byrådet\n\n1. frigiver beløbet"
    referat = read(nlp, "markdown", Minutes("Godkendt.", proposal=twice))
    assert "points_repeated" in [warning.code for warning in referat.warnings]
