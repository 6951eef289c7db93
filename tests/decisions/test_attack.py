"""Minimal pairs: one wording changed, and with it the answer. What must never come out as an approval is here.

Each row is a text of a committee's meeting of 4 June 2024 and its (point, label) pairs. Everything is invented.
"""

import pytest
from decision_terms import COMMITTEE, A, D, F, G, N, R, S, T, U, X

from nlp_referat.decisions.reading import DecisionContext, read_decision

# fmt: off
NOT_APPROVED = [
    # a proposal, a wish, a plan
    ("Forvaltningen indstiller, at planen godkendes.\nDrøftet.", [D]),
    ("Forvaltningens forslag om at godkende planen blev drøftet.", [D]),
    ("Planen forventes godkendt i august.", [F]),
    ("Lokalplanen skal godkendes af Byrådet i juni.", [F]),
    ("Planen kan tidligst godkendes i september.", [F]),
    ("Udvalget ønsker at godkende planen på et senere møde.", [F]),
    ("Når ministeriet har godkendt planen, fremlægges en ny sag.", [F]),
    # a hypothesis
    ("Hvis planen godkendes, anlægges stien i 2026. Sagen blev drøftet.", [D]),
    ("Udvalget drøftede, om planen kan godkendes.", [D]),
    ("Udvalget drøftede, hvorvidt ansøgningen skulle imødekommes.", [D]),
    ("Såfremt puljen bliver bevilget, udvides parkeringen. Taget til efterretning.", [T]),
    # quoted or told
    ("Formanden oplyste, at Kystdirektoratet har godkendt projektet. Taget til efterretning.", [T]),
    ("Orientering om det godkendte budget givet.", [T]),
    ("Direktøren orienterede om, at budgettet blev godkendt.", [T]),
    ("Udvalget tog til efterretning, at ministeriet har godkendt vejen.", [T]),
    # refused
    ("Ikke godkendt.", [A]),
    ("Indstillingen blev ikke godkendt.", [A]),
    ("Udvalget godkendte ikke indstillingen.", [A]),
    ("Udvalget kunne ikke godkende indstillingen.", [A]),
    ("Indstillingen kunne ikke tiltrædes.", [A]),
    ("Et flertal kan ikke tiltræde indstillingen.", [A]),
    ("Der var ikke flertal for at godkende indstillingen.", [A]),
    ("Udvalget besluttede ikke at godkende planen.", [A]),
    ("Udvalget besluttede, at ansøgningen ikke imødekommes.", [A]),
    ("Der meddeles afslag på dispensation.", [A]),
    ("Der gives ikke tilladelse til nedrivning.", [A]),
    ("Bevilges ikke.", [A]),
    ("Indstillingen blev nedstemt.", [A]),
    ("Forslaget bortfaldt.", [A]),
    ("Planen er endnu ikke godkendt.", [F]),
    ("Udvalget godkendte enstemmigt at afslå ansøgningen.", [A]),
    ("Udvalget besluttede at fastholde afslaget.", [A]),
    ("Udvalget ser ikke grundlag for at imødekomme ansøgningen.", [A]),
    ("Det blev vedtaget at afvise forslaget.", [A]),
    ("Udvalget undlod at godkende planen.", [A]),
    ("Et flertal på fem stemte imod indstillingen, som dermed faldt.", [A]),
    ("Udvalget stemte om indstillingen. For stemte 2, imod stemte 5.", [A]),
    # put off
    ("Vedtaget, at sagen udsættes.", [U]),
    ("Formandens forslag om udsættelse blev godkendt.", [U]),
    ("Forslag om at udsætte sagen blev godkendt.", [U]),
    ("Sagen genoptages, når kommuneplanen er vedtaget.", [U]),
    ("Et mindretal ønskede sagen godkendt. Sagen blev udsat.", [U]),
    ("Godkendelse udsat.", [U]),
    ("Godkendelsen blev udsat til august.", [U]),
    ("Godkendelse af planen udsættes.", [U]),
    ("Udvalget udsatte godkendelsen af planen.", [U]),
    ("Udvalget besluttede at udsætte godkendelsen.", [U]),
    # put to somebody else
    ("Oversendes til Byrådet til godkendelse.", [R]),
    ("Sendt til godkendelse i Byrådet.", [R]),
    ("Anbefales godkendt.", [R]),
    ("Udvalget indstiller til Byrådet at godkende planen.", [R]),
    ("Fremlægges til godkendelse i Byrådet den 18. juni.", [R]),
    ("Tilbagesendt til forvaltningen med henblik på godkendelse senere.", [S]),
    ("Udvalget kan ikke anbefale planen.", [R]),
    ("Udvalget opfordrer Byrådet til at godkende takstbladet.", [R]),
    ("Sagen blev trukket af dagsordenen, før den kunne godkendes.", [X]),
    # a quotation
    ("Taget til efterretning.\nListe Ø udtaler: ”Planen burde aldrig være godkendt. Vi afviser den.”", [T]),
    ("Formanden citerede brevet: \"Kystdirektoratet har i dag godkendt projektet.\" Udsat.", [U]),
    # a failed motion
    ("Liste Ø foreslog, at sagen udsættes. Forslaget faldt. Indstillingen godkendt.", [G]),
    ("V foreslog at godkende en højere takst. Forslaget blev forkastet. Taget til efterretning.", [T]),
    ("Et forslag fra C om at godkende dispensationen faldt. Ansøgningen afvist.", [A]),
]

PAIRS = [
    ("Godkendt.", [(None, G)], "Godkendes ikke.", [(None, A)]),
    ("Godkendt undtagen pkt. 3.", [(None, G), (3, A)], "Godkendt, herunder pkt. 3.", [(None, G)]),
    (
        "Godkendt med undtagelse af pkt. 3, som udsættes.", [(None, G), (3, U)],
        "Godkendt med undtagelse af pkt. 3.", [(None, G), (3, A)],
    ),
    (
        "Indstillingen blev godkendt.", [(None, G)],
        "Indstillingen blev sat til afstemning.", [(None, N)],
    ),
    (
        "Udvalget godkendte ansøgningen.", [(None, G)],
        "Udvalget drøftede ansøgningen.", [(None, D)],
    ),
    (
        "Udvalget tiltrådte at give tilladelse.", [(None, G)],
        "Udvalget tiltrådte at give afslag.", [(None, A)],
    ),
    ("Der gives dispensation.", [(None, G)], "Der gives afslag på dispensation.", [(None, A)]),
    ("Udvalget kan anbefale planen.", [(None, R)], "Udvalget drøftede planen.", [(None, D)]),
    (
        "Udvalget godkendte første del.", [(None, G)],
        "Udvalget godkendte første del og udsatte resten.", [(None, G), (None, U)],
    ),
    (
        "Det blev foreslået at udsætte sagen. Dette blev ikke vedtaget. Indstillingen tiltrådt.", [(None, G)],
        "Det blev foreslået at udsætte sagen. Dette blev vedtaget.", [(None, U)],
    ),
    (
        "Udvalget vedtog: ”Indstillingen godkendes som foreslået.”", [(None, G)],
        "Udvalget drøftede: ”Et godkendt budget.”", [(None, D)],
    ),
    ("Sendes i høring.", [(None, S)], "Taget til efterretning.", [(None, T)]),
    ("Taget til efterretning.", [(None, T)], "Forelægges Byrådet til efterretning.", [(None, S)]),
    ("Ingen bemærkninger.", [(None, N)], "Godkendt uden bemærkninger.", [(None, G)]),
    ("Punktet udgår.", [(None, X)], "Punktet udsættes.", [(None, U)]),
    ("Besluttet, dog med en takst på 40 kr.", [(None, G)], "Besluttet, at taksten undersøges.", [(None, F)]),
    ("Ad 1) Godkendt. Ad 2) Afslag.", [(1, G), (2, A)], "Ad 1) Afslag. Ad 2) Godkendt.", [(1, A), (2, G)]),
    (
        "Indstillingens 1. at-punkt blev godkendt. 2. at-punkt blev ikke godkendt.", [(1, G), (2, A)],
        "Indstillingens 1. og 2. at-punkt blev godkendt.", [(1, G), (2, G)],
    ),
    ("a) Imødekommet. b) Imødekommet.", [(None, G)], "a) Imødekommet. b) Ikke imødekommet.", [(None, G), (None, A)]),
    (
        "Formanden orienterede om stien.", [(None, T)],
        "Formanden orienterede om stien. Udvalget godkendte orienteringen.", [(None, G)],
    ),
]
# fmt: on


def read(text: str, context: DecisionContext = COMMITTEE) -> list[tuple[int | None, str]]:
    return [(outcome.point, outcome.label) for outcome in read_decision(text, context).outcomes]


@pytest.mark.parametrize(("text", "labels"), NOT_APPROVED)
def test_no_approval_is_invented(text: str, labels: list[str]) -> None:
    assert [label for _, label in read(text)] == labels


@pytest.mark.parametrize(("one", "expected", "other", "other_expected"), PAIRS)
def test_one_wording_changes_the_answer(
    one: str, expected: list[tuple[int | None, str]], other: str, other_expected: list[tuple[int | None, str]]
) -> None:
    assert read(one) == expected
    assert read(other) == other_expected


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Byrådet godkendte den 3. maj 2024 planen. Taget til efterretning.", ["TAGET_TIL_EFTERRETNING"]),
        ("Økonomiudvalget har godkendt bevillingen. Udvalget tog sagen til efterretning.", ["TAGET_TIL_EFTERRETNING"]),
        ("Økonomiudvalget godkendte den 14. maj anlægget. Sagen udsættes.", ["UDSAT"]),
        ("Udvalget godkendte den 7. maj 2024 planen. Nu drøftet igen.", ["DRØFTET"]),
        ("Godkendt i Økonomiudvalget den 14. maj 2024. Anbefales.", ["INDSTILLES"]),
        ("Byrådet bevilgede den 30. april 2019 8,4 mio. kr. Taget til efterretning.", ["TAGET_TIL_EFTERRETNING"]),
        ("Økonomiudvalget frigav i foråret anlægsbeløbet. Udsat.", ["UDSAT"]),
    ],
)
def test_another_body_or_another_day_approved(text: str, labels: list[str]) -> None:
    reading = read_decision(text, COMMITTEE)
    assert [outcome.label for outcome in reading.outcomes] == labels
    assert [outcome.label for entry in reading.earlier for outcome in entry.outcomes] == ["GODKENDT"]


def test_the_items_own_number_is_no_point() -> None:
    own = DecisionContext(body="Byrådet", number="7")
    assert read("Punkt 7: Godkendt.", own) == [(None, "GODKENDT")]
    assert read("Punkt 1: Godkendt.\nPunkt 2: Udsat.", own) == [(1, "GODKENDT"), (2, "UDSAT")]


def test_points_that_the_layout_has_told_apart() -> None:
    known = DecisionContext(points=((1, "tager planen til efterretning"), (2, "meddeler afslag på ansøgningen")))
    assert read(
        "At 1: Taget til efterretning.\n(F) kan ikke anbefale, idet prisen er høj.\nAt 2: Godkendt.", known
    ) == [
        (1, "TAGET_TIL_EFTERRETNING"),
        (2, "AFVIST"),
    ]


def test_approved_and_told_upwards_may_be_final() -> None:
    context = DecisionContext(body="Økonomiudvalget", competence="Økonomiudvalget")
    outcomes = read_decision("Godkendt. Forelægges Byrådet til orientering.", context).outcomes
    assert [(o.label, o.final) for o in outcomes] == [("GODKENDT", True), ("OVERSENDT", False)]


def test_an_adopted_amendment_alone_keeps_its_vote() -> None:
    text = "Bo Dam (F) stillede ændringsforslag om model B.\n\nFor ændringsforslaget stemte: F og A (4)\n"
    text += "Imod ændringsforslaget stemte: V (2)\n\nÆndringsforslaget blev dermed vedtaget."
    (outcome,) = read_decision(text, COMMITTEE).outcomes
    assert outcome.label == "GODKENDT"
    assert outcome.votes is not None
    assert (outcome.votes.for_count, outcome.votes.against) == (4, ("V",))
