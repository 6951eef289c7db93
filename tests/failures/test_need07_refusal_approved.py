"""Need 7: approving a recommendation to reject is a rejection. Both readings are kept.

Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

import pytest
from minute_layouts import LAYOUTS, Minutes, item_seven, read
from spacy.language import Language

G, A = "GODKENDT", "AFVIST"
ASKED = "Ansøgning om carport på Engvej 4"


def proposes(what: str) -> str:
    return f"Forvaltningen indstiller, at {what}."


# (id, title, proposal, decision, (label, of_proposal, of_matter))
POLARITY = [
    ("refuse", ASKED, proposes("ansøgningen afslås"), "Godkendt.", (A, G, A)),
    ("grant", ASKED, proposes("ansøgningen imødekommes"), "Godkendt.", (G, G, G)),
    ("refuse, followed", ASKED, proposes("der meddeles afslag"), "Indstillingen følges.", (A, G, A)),
    ("grant, followed", ASKED, proposes("der meddeles tilladelse"), "Indstillingen følges.", (G, G, G)),
    ("not granted", ASKED, proposes("ansøgningen ikke imødekommes"), "Tiltrådt.", (A, G, A)),
    ("not given", ASKED, proposes("der ikke meddeles dispensation"), "Vedtaget.", (A, G, A)),
    ("dispensation", ASKED, proposes("der meddeles dispensation"), "Vedtaget.", (G, G, G)),
    ("no thanks", "Tilbud om et springvand", proposes("der siges nej tak til springvandet"), "Godkendt.", (A, G, A)),
    ("yes please", "Tilbud om et springvand", proposes("der siges ja tak til springvandet"), "Godkendt.", (G, G, G)),
    ("go no further", "Svømmehal i Lillebæk", proposes("der ikke arbejdes videre med projektet"), "Godkendt.",
     (A, G, A)),
    ("go further", "Svømmehal i Lillebæk", proposes("der arbejdes videre med projektet"), "Godkendt.", (G, G, G)),
    ("frame", ASKED, proposes("det godkendes, at ansøgningen ikke imødekommes"), "Godkendt.", (A, G, A)),
    # the words speak of the matter themselves
    ("refuse, granted", ASKED, proposes("ansøgningen afslås"), "Ansøgningen blev imødekommet.", (G, A, G)),
    ("refuse, refused", ASKED, proposes("ansøgningen afslås"), "Ansøgningen blev ikke imødekommet.", (A, G, A)),
    ("refuse, given", ASKED, proposes("der gives afslag"), "Der gives dispensation.", (G, A, G)),
    ("grant, refused", ASKED, proposes("ansøgningen imødekommes"), "Ansøgningen afslås.", (A, A, A)),
    ("grant, voted down", ASKED, proposes("ansøgningen imødekommes"), "Indstillingen blev forkastet.", (A, A, A)),
    ("approves to refuse", ASKED, proposes("ansøgningen imødekommes"), "Udvalget godkendte, at der gives afslag.",
     (A, A, A)),
    # closing: a measure, or a no to what was asked
    ("closing", "Lukning af Engskolen", proposes("Engskolen lukkes"), "Godkendt.", (G, G, G)),
    ("closing, asked to keep", "Bevarelse af Engskolen", proposes("Engskolen lukkes"), "Godkendt.", (A, G, A)),
    ("ending a case", "Borgerforslag om en hundeskov", proposes("sagen lukkes"), "Godkendt.", (A, G, A)),
    ("ending a trial", "Evaluering af busforsøget", proposes("forsøget afsluttes"), "Godkendt.", (G, G, G)),
    # no refusals, although they say "ikke"
    ("no higher fee", "Takster 2025", proposes("taksten ikke forhøjes"), "Godkendt.", (G, G, G)),
    ("no objection", "Nabokommunens plan", proposes("der ikke gøres indsigelse"), "Godkendt.", (G, G, G)),
    # put off, noted
    ("refuse, put off", ASKED, proposes("ansøgningen afslås"), "Udsat.", ("UDSAT", "UDSAT", "UDSAT")),
    ("refuse, discussed", ASKED, proposes("ansøgningen afslås"), "Drøftet.", ("DRØFTET", "DRØFTET", "DRØFTET")),
    ("no proposal", ASKED, "", "Godkendt.", (G, None, G)),
    ("no proposal, named", ASKED, "", "Indstillingen godkendt.", (G, G, G)),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("title", "proposal", "decision", "expected"), [case[1:] for case in POLARITY], ids=[case[0] for case in POLARITY]
)
def test_both_readings(
    nlp: Language,
    layout: str,
    title: str,
    proposal: str,
    decision: str,
    expected: tuple[str, str | None, str | None],
) -> None:
    referat = read(nlp, layout, Minutes(decision, title=title, proposal=proposal))
    (outcome,) = item_seven(referat).decision.outcomes
    assert (outcome.label, outcome.of_proposal, outcome.of_matter) == expected


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("decision", "of_proposal", "of_matter", "codes"),
    [
        ("Indstillingen blev forkastet.", A, None, ["polarity_unclear"]),
        ("Indstillingen blev ikke godkendt.", A, None, ["polarity_unclear"]),
        ("Ikke godkendt, idet udvalget ønsker ansøgningen imødekommet.", A, None, ["polarity_unclear"]),
        ("Indstillingen blev godkendt.", G, A, []),
    ],
)
def test_a_refusal_turned_down_grants_nothing(
    nlp: Language, layout: str, decision: str, of_proposal: str, of_matter: str | None, codes: list[str]
) -> None:
    referat = read(nlp, layout, Minutes(decision, title=ASKED, proposal=proposes("ansøgningen afslås")))
    (outcome,) = item_seven(referat).decision.outcomes
    assert (outcome.label, outcome.of_proposal, outcome.of_matter) == (A, of_proposal, of_matter)
    assert [warning.code for warning in referat.warnings] == codes


MIXED = "Forvaltningen indstiller,\n\n1. at lokalplanen vedtages\n2. at indsigelsen fra Engvej 4 afvises"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        ("Godkendt.", [(None, G, G)]),
        ("Ad 1: Godkendt.\nAd 2: Godkendt.", [(1, G, G), (2, A, G)]),
        ("Ad 1: Godkendt.\nAd 2: Ikke godkendt.", [(1, G, G), (2, A, A)]),
        ("Ad 1: Ikke godkendt.\nAd 2: Godkendt.", [(1, A, A), (2, A, G)]),
    ],
)
def test_each_point_has_its_own_reading(
    nlp: Language, layout: str, decision: str, expected: list[tuple[int | None, str, str]]
) -> None:
    item = item_seven(read(nlp, layout, Minutes(decision, title="Lokalplan 12", proposal=MIXED)))
    assert [(outcome.point, outcome.label, outcome.of_proposal) for outcome in item.decision.outcomes] == expected


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("proposal", "decision", "recommended"),
    [
        (proposes("ansøgningen afslås"), "Anbefales over for Byrådet.", A),
        (proposes("ansøgningen imødekommes"), "Anbefales over for Byrådet.", G),
        (proposes("ansøgningen imødekommes"), "Udvalget anbefaler Byrådet, at ansøgningen afslås.", A),
        (proposes("ansøgningen afslås"), "Udvalget anbefaler Byrådet, at ansøgningen imødekommes.", G),
    ],
)
def test_advice_to_refuse(nlp: Language, layout: str, proposal: str, decision: str, recommended: str) -> None:
    item = item_seven(read(nlp, layout, Minutes(decision, title=ASKED, proposal=proposal)))
    (outcome,) = item.decision.outcomes
    assert (outcome.label, outcome.recommended, outcome.recipient) == ("INDSTILLES", recommended, "Byrådet")
