"""What an outcome says besides its label: where it goes, whether it settles, on what conditions."""

import datetime as dt

import pytest

from nlp_referat.decisions.reading import DecisionContext, read_decision
from nlp_referat.schema import Outcome

OWN = "Teknik- og Miljøudvalget"


def only(text: str, **context: object) -> Outcome:
    reading = read_decision(text, DecisionContext(**{"body": OWN, **context}))  # type: ignore[arg-type]
    assert len(reading.outcomes) == 1, reading.outcomes
    return reading.outcomes[0]


@pytest.mark.parametrize(
    ("text", "recipient", "recommended"),
    [
        ("Indstilles til Byrådets godkendelse.", "Byrådet", "GODKENDT"),
        ("Anbefales over for Kommunalbestyrelsen.", "Kommunalbestyrelsen", "GODKENDT"),
        ("Anbefales.", None, "GODKENDT"),
        ("Indstilles godkendt i KB.", "Kommunalbestyrelsen", "GODKENDT"),
        ("Udvalget anbefaler Økonomiudvalget, at bevillingen gives.", "Økonomiudvalget", "GODKENDT"),
        ("Oversendes til Økonomiudvalget med udvalgets anbefaling.", "Økonomiudvalget", "GODKENDT"),
        ("Anbefales. Sagen oversendes til Byrådet.", "Byrådet", "GODKENDT"),
        ("Indstilles afvist.", None, "AFVIST"),
        ("Udvalget anbefaler Byrådet, at ansøgningen afslås.", "Byrådet", "AFVIST"),
        ("Udvalget anbefaler ikke forslaget.", None, "AFVIST"),
        ("Udvalget kan ikke anbefale, at planen vedtages.", None, "AFVIST"),
        ("Det anbefales, at forslaget ikke imødekommes.", None, "AFVIST"),
        ("Indstilles taget til efterretning.", None, "TAGET_TIL_EFTERRETNING"),
        ("Udvalget anbefaler, at kajen forlænges med en bro til øen.", None, None),
        ("Indstilles til Teknik- og Miljøudvalgets formand.", None, "GODKENDT"),
    ],
)
def test_recommendation(text: str, recipient: str | None, recommended: str | None) -> None:
    outcome = only(text)
    assert outcome.label == "INDSTILLES"
    assert outcome.recipient == recipient
    assert outcome.recommended == recommended
    assert outcome.final is False


def test_sending_on_names_the_body_but_not_the_administration() -> None:
    assert only("Oversendes til Økonomiudvalget uden anbefaling.").recipient == "Økonomiudvalget"
    assert only("Sendes tilbage til forvaltningen.").recipient is None


@pytest.mark.parametrize(
    ("text", "context", "final"),
    [
        ("Godkendt.", {}, None),
        ("Godkendt.", {"body": "Byrådet"}, True),
        ("Godkendt.", {"body": "Solrød Byråd"}, True),
        ("Afvist.", {"body": "Kommunalbestyrelsen"}, True),
        ("Taget til efterretning.", {"body": "Byrådet"}, True),
        ("Godkendt.", {"competence": "Teknik- og Miljøudvalget."}, True),
        ("Godkendt.", {"competence": "Byrådet"}, False),
        ("Godkendt.", {"competence": "Teknik- og Miljøudvalget, Økonomiudvalget, Byrådet"}, False),
        ("Godkendt.", {"competence": "KB"}, False),
        ("Godkendt.", {"title": "MBU/ØU/KB - Ny cykelsti"}, False),
        ("Godkendt.", {"title": "Godkendelse af dagsorden"}, True),
        ("Godkendt.", {"proposal": "Forvaltningen indstiller, at Teknik- og Miljøudvalget godkender planen."}, True),
        (
            "Godkendt.",
            {"proposal": "Forvaltningen indstiller til udvalget, Økonomiudvalget og Byrådet, at planen godkendes."},
            False,
        ),
        (
            "Godkendt.",
            {"proposal": "Forvaltningen indstiller, at Teknik- og Miljøudvalget over for Byrådet anbefaler, at"},
            False,
        ),
        ("Godkendt.", {"body": "Byrådet", "title": "Budget 2025, 1. behandling"}, False),
        ("Udsat.", {"body": "Byrådet"}, False),
        ("Drøftet.", {"body": "Byrådet"}, False),
        ("Udgår.", {"body": "Byrådet"}, False),
        ("Intet.", {"body": "Byrådet"}, None),
    ],
)
def test_final(text: str, context: dict[str, object], final: bool | None) -> None:
    assert only(text, **context).final is final


def test_what_is_sent_on_is_not_final_even_in_the_council() -> None:
    first, second = read_decision(
        "Indstillingen blev godkendt, og sagen oversendes til Økonomiudvalget.", DecisionContext(body="Byrådet")
    ).outcomes
    assert (first.label, first.final) == ("GODKENDT", False)
    assert (second.label, second.recipient) == ("OVERSENDT", "Økonomiudvalget")


@pytest.mark.parametrize(
    ("text", "conditional", "partial"),
    [
        ("Godkendt.", False, False),
        ("Godkendt, idet hegnet flyttes to meter.", True, False),
        ("Godkendt med den ændring, at stien forlænges.", True, False),
        ("Godkendt under forudsætning af, at prisen holder.", True, False),
        ("Godkendt med bemærkning om, at naboerne inddrages.", True, False),
        ("Godkendt med de faldne bemærkninger.", True, False),
        ("Godkendt, dog således at gebyret halveres.", True, False),
        ("Indstillingen godkendt med følgende tilføjelse: Skiltene er på dansk.", True, False),
        ("Anbefales, idet udvalget ønsker en lavere pris.", True, False),
        ("Godkendt, idet Ø stemte imod.", False, False),
        ("Godkendt, idet Enhedslisten ikke kan tiltræde.", False, False),
        ("Godkendt for så vidt angår udvalgets område.", False, True),
        ("Godkendt for udvalgets område.", False, True),
        ("Godkendt for udvalgets vedkommende", False, True),
        ("Anbefales for så vidt angår udvalgets eget område.", False, True),
        ("Indstillingen delvist imødekommet.", False, True),
        ("Udsat, idet bilaget mangler.", False, False),
        ("Godkendt med 12 stemmer mod 3.", False, False),
    ],
)
def test_conditions_and_scope(text: str, conditional: bool, partial: bool) -> None:
    outcome = only(text)
    assert (outcome.conditional, outcome.partial) == (conditional, partial)


def test_exception_makes_the_rest_partial() -> None:
    rest, point = read_decision("Godkendt, dog ikke pkt. 3.", DecisionContext()).outcomes
    assert (rest.point, rest.label, rest.partial) == (None, "GODKENDT", True)
    assert (point.point, point.label) == (3, "AFVIST")


def test_adopted_amendment_makes_the_main_outcome_conditional() -> None:
    outcome = only("Ændringsforslaget fra V blev vedtaget. Indstillingen blev herefter godkendt.")
    assert (outcome.label, outcome.conditional) == ("GODKENDT", True)


REFUSE = "Forvaltningen indstiller, at ansøgningen om carport afslås."
MIXED = "Forvaltningen indstiller,\n1. at lokalplanen vedtages endeligt\n2. at indsigelsen fra Engvej 4 afvises"


@pytest.mark.parametrize(
    ("text", "proposal", "expected"),
    [
        ("Godkendt.", REFUSE, [(None, "AFVIST", None)]),
        ("Indstillingen følges.", "indstiller, at der meddeles afslag", [(None, "AFVIST", None)]),
        ("Godkendt.", "indstiller, at der ikke meddeles dispensation", [(None, "AFVIST", None)]),
        ("Godkendt.", "indstiller, at det godkendes, at ansøgningen ikke imødekommes", [(None, "AFVIST", None)]),
        ("Anbefales.", REFUSE, [(None, "INDSTILLES", "AFVIST")]),
        ("Godkendt.", "indstiller, at ansøgningen imødekommes", [(None, "GODKENDT", None)]),
        ("Godkendt.", MIXED, [(None, "GODKENDT", None)]),
        ("Ad 1: Godkendt. Ad 2: Godkendt.", MIXED, [(1, "GODKENDT", None), (2, "AFVIST", None)]),
        ("Udsat.", REFUSE, [(None, "UDSAT", None)]),
        ("Taget til efterretning.", "indstiller, at planen sendes i høring", [(None, "TAGET_TIL_EFTERRETNING", None)]),
        ("Godkendt.", "indstiller, at planen sendes i høring", [(None, "GODKENDT", None)]),
    ],
)
def test_approving_a_refusal_is_a_refusal(
    text: str, proposal: str, expected: list[tuple[int | None, str, str | None]]
) -> None:
    outcomes = read_decision(text, DecisionContext(body=OWN, proposal=proposal)).outcomes
    assert [(o.point, o.label, o.recommended) for o in outcomes] == expected


@pytest.mark.parametrize(
    ("proposal", "label"),
    [("", "ANDET"), ("Det indstilles, at udvalget udpeger Ole Friis som medlem.", "GODKENDT")],
)
def test_election_is_free_words_unless_the_proposal_names_the_person(proposal: str, label: str) -> None:
    assert only("Ole Friis blev valgt.", proposal=proposal).label == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Punkt 9 udgår. Dagsordenen blev herefter godkendt.", [("ANDET", False), ("GODKENDT", False)]),
        ("Godkendt. Sag 6 trækkes tilbage af borgmesteren.", [("GODKENDT", False), ("ANDET", False)]),
        ("Godkendt. Nr. 66 tages først.", [("GODKENDT", False), ("ANDET", False)]),
        ("Godkendt, idet punkt 9 udgår.", [("GODKENDT", True)]),
        ("Godkendt med den bemærkning, at pkt. 77 ikke behandles.", [("GODKENDT", True)]),
    ],
)
def test_other_items_of_the_agenda_are_not_points(text: str, expected: list[tuple[str, bool]]) -> None:
    outcomes = read_decision(text, DecisionContext(body=OWN, title="Godkendelse af dagsorden")).outcomes
    assert [(o.label, o.conditional) for o in outcomes] == expected
    assert {o.point for o in outcomes} == {None}


def test_the_item_itself_is_taken_off_the_agenda() -> None:
    assert only("Punktet udgår.", title="Skøjtebanen").label == "UDGÅET"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ad 1: Udsat til maj.\nAd 2: Som ad 1.", [(1, "UDSAT"), (2, "UDSAT")]),
        (
            "At 1: Udsat.\nAt 2: Godkendt.\nAt 3: Følger behandlingen af punkt 1.",
            [(1, "UDSAT"), (2, "GODKENDT"), (3, "UDSAT")],
        ),
        ("1. Afvist.\n2. Godkendt.\n3. Ligeså.", [(1, "AFVIST"), (2, "GODKENDT"), (3, "GODKENDT")]),
        # Nothing was decided there that could be repeated.
        ("Ad 1: Godkendt.\nAd 2: Som ad 4.", [(1, "GODKENDT")]),
    ],
)
def test_a_point_is_decided_like_another(text: str, expected: list[tuple[int, str]]) -> None:
    outcomes = read_decision(text, DecisionContext(body=OWN)).outcomes
    assert [(o.point, o.label) for o in outcomes] == expected


def test_what_is_repeated_keeps_its_recipient_and_has_its_own_place() -> None:
    text = "Ad 1: Anbefales over for Byrådet.\nAd 2: Som ad 1."
    second = read_decision(text, DecisionContext(body=OWN)).outcomes[1]
    assert (second.text, second.recipient) == ("Som ad 1", "Byrådet")


def test_points_beyond_the_proposal_are_references() -> None:
    proposal = "indstiller, at planen godkendes"
    outcome = only("Godkendt. Punkt 12 behandles først i august.", proposal=proposal)
    assert (outcome.point, outcome.label) == (None, "GODKENDT")


def test_date_told_is_not_a_decision_of_today() -> None:
    context = DecisionContext(body="Byrådet", date=dt.date(2024, 6, 18))
    reading = read_decision("Byrådet godkendte den 3. maj 2023 planen. Taget til efterretning.", context)
    assert [o.label for o in reading.outcomes] == ["TAGET_TIL_EFTERRETNING"]
    assert [(e.committee, str(e.date)) for e in reading.earlier] == [("Byrådet", "2023-05-03")]
