"""Where a wording says something, and beside it where the same words do not. Everything is invented."""

import datetime as dt

import pytest
from decision_terms import COMMITTEE, A, D, F, G, N, R, S, T, U, X

from nlp_referat.decisions.context import DecisionContext
from nlp_referat.decisions.finality import judge
from nlp_referat.decisions.outcomes import read_sentence
from nlp_referat.decisions.polarity import read_polarity
from nlp_referat.decisions.reading import read_decision

# fmt: off
LIMITS = [
    # given, and given on
    ("Givet.", [G]),
    ("Givet videre til skolebestyrelsen.", [S]),
    # the next reading is this body's own, or another's
    ("Overgår til anden behandling i december.", [U]),
    ("Overgår til 2. behandling.", [U]),
    ("Oversendes til 2. behandling i Byrådet.", [S]),
    # put over, put off
    ("Sagen blev lagt over til efter sommerferien.", [U]),
    ("Udvalget enedes om at vente, til regnskabet er kommet.", [U]),
    ("Udvalget besluttede at vente på svar og imens bygge.", [F]),
    # a wish not to, and other wishes
    ("Udvalget ønsker ikke at ændre standarden.", [A]),
    ("Udvalget ønsker ikke at afvise forslaget.", [F]),
    ("Udvalget ønsker en status i maj.", [F]),
    # what cannot be given, and where the matter goes
    ("Fritagelse kan ikke gives, men brevet går videre til Byrådet.", [A, S]),
    # a tally says nothing beside a denial
    ("4 stemte for, 3 imod.", [G]),
    ("Med fire stemmer mod en blev det ikke til noget.", [A]),
    ("Forslagsstilleren stod alene, og med fire stemmer mod en gik det ikke.", [F]),
    ("Et flertal på fire (V, DF og RV) sagde nej til placeringen.", [A]),
    # a motion that fell, with and without another outcome
    ("Bo Dam foreslog en fond. Forslaget opnåede kun to stemmer mod tre.", [A]),
    ("Bo Dam foreslog en fond. Forslaget blev forkastet. Godkendt.", [G]),
    # struck
    ("Punktet slettes, da oplægsholderen er syg.", [X]),
    ("Forvaltningen har trukket punktet.", [X]),
    ("Bo Dam frafaldt punktet.", [X]),
    # laid before another body, or this one again
    ("Spørgsmålet forelægges Lokalrådet.", [S]),
    # followed
    ("Fulgt med 4 stemmer mod 1.", [G]),
    ("Man fulgte forslaget.", [G]),
    ("Dagsordenen er i orden.", [G]),
    # what goes on is the matter, not the talk or the meeting
    ("Sagen går videre til Økonomiudvalget.", [S]),
    ("Sagen går tilbage til forvaltningen.", [S]),
    ("Derefter gik samtalen frem og tilbage.", [D]),
    ("Færgen gik frem og tilbage hele dagen.", [F]),
    ("Da alle havde talt, gik man uden konklusion videre på dagsordenen.", [F]),
    ("Udvalget gik videre til næste punkt.", [F]),
    ("Noterne er sendt rundt til medlemmerne.", [F]),
    # pointing at something sends nothing on
    ("Udvalget henviste sagen til Økonomiudvalget.", [S]),
    ("Udvalget henviser til budgetforhandlingerne.", [S]),
    ("Henvist til budgetforhandlingerne.", [S]),
    ("Udvalget henviste til, at loven ændres.", [F]),
    ("Udvalget henviste til reglerne om fortrin.", [F]),
    ("Udvalget godkendte planen. Han henviste til, at loven ændres.", [G]),
    # what was laid before the body and taken note of stays here
    ("Forelægges Byrådet til orientering.", [S]),
    ("Statistikken er forelagt og taget til orientering.", [T]),
    # nobody had anything
    ("Formanden havde ingen meddelelser.", [N]),
    ("Formanden, Bo Dam, havde ingen meddelelser.", [N]),
    ("Direktøren havde intet til udvalget.", [N]),
    ("Centerchefen havde ikke noget.", [N]),
    ("Beslutningen offentliggøres ikke.", [N]),
    ("Vises ikke.", [N]),
    ("0.", [N]),
    ("Udvalget havde intet at indvende.", [F]),
    ("Planen vises ikke på kortet.", [F]),
    ("Ingen meddelelser denne gang.", [N]),
    ("Ingen ønskede ordet.", [N]),
    ("Intet at føre til referat.", [N]),
    ("Ej offentlig.", [N]),
    ("Kan ikke offentliggøres.", [N]),
    ("Beslutning foreligger ikke.", [N]),
    ("Planen er undtaget fra lokalplanpligt.", [F]),
    # what nobody decided
    ("Synspunkter for og imod, intet vedtaget.", [F]),
    ("Talt om familierne, uden at man besluttede noget.", [F]),
    ("Det blev besluttet at afvise forslaget.", [A]),
    ("Der blev besluttet, at der udarbejdes en plan.", [F]),
    # the heading of a closed item behind other words
    ("Lukket punkt", [N]),
    ("Godkendt.\n\nLukket punkt", [G]),
    ("Hanen må gale.\n\nLukket punkt", [F]),
    # withdrawn or lapsed, and turned down
    ("Bo Dam frafaldt sit punkt, efter at parterne selv fandt en løsning.", [X]),
    ("Bo Dam frafaldt sit forslag, og det kom ikke til behandling.", [X]),
    ("Bo Dam trak forslaget. Han henviste til, at loven ændres.", [X]),
    ("Politiet frafaldt sin anmodning, og punktet udgik derfor.", [X]),
    ("Klubben har trukket ansøgningen, og punktet bortfaldt.", [X]),
    ("Frafaldet af forslagsstilleren.", [X]),
    ("Dermed bortfaldt punktet.", [X]),
    ("Dermed faldt punktet væk af sig selv.", [X]),
    ("Punktet bortfalder, da ministeriet har trukket tilbuddet.", [X]),
    ("Punktet faldt.", [A]),
    ("Forslaget bortfaldt.", [A]),
    ("Taget af.", [X]),
    ("Bortfald.", [X]),
    ("Taget af skemaet, men husket.", [F]),
    # beside a decision, or behind a motion, the motion was withdrawn
    ("Bo Dam trak sit forslag. Indstillingen blev godkendt.", [G]),
    ("Bo Dam trak sit forslag, hvorefter indstillingen blev godkendt.", [G]),
    ("Bo Dam trak sit forslag, hvorefter udvalget godkendte indstillingen.", [G]),
    ("Godkendt. Dermed bortfaldt forslaget fra Liste Ø.", [G]),
    ("Bo Dam stillede forslag om lavere takster. Bo Dam trak forslaget. Taksten bliver på 20 kr.", [F]),
    ("Godkendt, hvorefter Byrådet drøfter sagen.", [G]),
    # advice to the body above, and requests to others
    ("Tiltrådt med anbefaling til Kommunalbestyrelsen.", [R]),
    ("Godkendt med anbefaling til forvaltningen om at se på taksten.", [G]),
    ("Projekterne går videre til Byrådet med udvalgets støtte.", [R]),
    ("Forslaget får udvalgets støtte og går videre til Byrådet.", [R]),
    ("Udvalget opfordrer Kommunalbestyrelsen til at beholde salen.", [R]),
    ("Et flertal på fire opfordrer Byrådet til at lade skolen leve.", [R]),
    ("Byrådet opfordres til at forlænge aftalen.", [R]),
    ("Byrådet anbefales at fremme projektet.", [R]),
    ("Hegnssynet foreslår Kommunalbestyrelsen at vedtage satsen.", [R]),
    ("Udvalget kan over for Byrådet støtte, at planen fremmes.", [R]),
    ("Planen sendes videre til Byrådet med et klart ja.", [R]),
    ("Udvalget beder Kommunalbestyrelsen om at sige ja.", [R]),
    ("Udvalget beder Kommunalbestyrelsen om et notat.", [F]),
    ("Det henstilles til Byrådet at lade huset stå.", [R]),
    ("Fagudvalget peger på model 2 over for Byrådet.", [R]),
    ("Byrådet frarådes at bygge.", [R]),
    ("Udvalget fraråder, at huset rives ned.", [R]),
    ("Kommunaldirektør Bo Dam frarådede det. Sagen blev udsat.", [U]),
    ("Forvaltningen fraråder, at huset rives ned. Drøftet.", [D]),
    ("Udvalget kan støtte forslaget.", [G]),
    ("Udvalget opfordrer forvaltningen til at skynde sig.", [F]),
    ("Udvalget opfordrer Regionsrådet til at bevare linjen.", [F]),
    ("Det indstillede savner støtte i reglerne.", [F]),
    ("Der blev indstillet tre. Lone Dam er valgt.", [F]),
    # a refusal in other words
    ("Der gives tilladelse.", [G]),
    ("Der gives ingen tilladelse.", [A]),
    ("Udvalget giver næppe dispensation.", [A]),
    ("Udvalget siger pænt nej tak til gaven.", [A]),
    ("Udvalget besluttede at sige nej tak til gaven.", [A]),
    ("Udvalget sagde hverken ja eller nej.", [F]),
    ("Henlagt.", [A]),
    ("Henlagt til næste møde, hvor juristen er med.", [U]),
    ("Overgår til majmødet.", [U]),
    ("Overgår til budgetforhandlingerne.", [S]),
    ("Sagen overdrages til Økonomiudvalget.", [S]),
    ("Forpagtningen overdrages Fiskerklubben på de tilbudte vilkår.", [F]),
    # said of others
    ("Udvalget har givet dispensation.", [G]),
    ("Alle parter har givet tilsagn.", [F]),
    ("Udvalget modtog rapporten.", [T]),
    ("Lone Dam valgtes til formand. Hun modtog valget.", [F]),
    ("Bo Dam spurgte til prisen og fik svar. Udsat.", [U]),
    ("Udvalget spurgte til prisen og fik svar.", [T]),
    ("Byrådsgruppen antog, at prisen stiger.", [F]),
    ("Udvalget antog forslaget.", [G]),
    ("Man ville helst have valgt i aften.", [F]),
    ("Ja.", [G]),
    ("Ja   Nej", [F]),
]
# fmt: on


@pytest.mark.parametrize(("text", "labels"), LIMITS)
def test_what_the_words_decide(text: str, labels: list[str]) -> None:
    assert [outcome.label for outcome in read_decision(text, COMMITTEE).outcomes] == labels


def test_the_council_urges_nobody_above_it() -> None:
    council = DecisionContext(body="Byrådet")
    (outcome,) = read_decision("Byrådet opfordrer Økonomiudvalget til at finde pengene.", council).outcomes
    assert outcome.label == "ANDET"


@pytest.mark.parametrize(
    ("text", "recommended"),
    [
        ("Udvalget opfordrer Byrådet til at forkaste salget.", "AFVIST"),
        ("Udvalget anbefaler Byrådet at sige nej.", "AFVIST"),
        ("Udvalget fraråder Byrådet at bygge.", "AFVIST"),
        ("Tiltrådt med anbefaling til Kommunalbestyrelsen.", "GODKENDT"),
    ],
)
def test_what_is_asked_of_the_body_above(text: str, recommended: str) -> None:
    (outcome,) = read_decision(text, COMMITTEE).outcomes
    assert outcome.recommended == recommended


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Udvalget anbefaler, at Social- og Sundhedsudvalget godkender planen.", [R]),
        ("Udvalget anbefaler, at Teknik og Miljøudvalget godkender planen.", [R]),
        ("Udvalget anbefaler, at Kultur, Fritids og Idrætsudvalget godkender planen.", [R]),
        ("Udvalget anbefaler, at social- og sundhedsudvalget godkender planen.", [R]),
        ("Udvalget anbefaler, at planen godkendes, og Byrådet drøfter sagen.", [R, D]),
        ("Udvalget anbefaler, at planen godkendes og Byrådet drøfter sagen.", [R, D]),
        ("Udvalget anbefaler, at Teknik og Miljøudvalget hører naboerne, og Byrådet drøfter sagen.", [R, D]),
    ],
)
def test_a_conjunction_inside_a_bodys_name_opens_no_clause(text: str, labels: list[str]) -> None:
    assert [finding.label for finding in read_sentence(text)] == labels


@pytest.mark.parametrize(
    ("later", "competence", "final"),
    [
        (None, "Teknisk Udvalg", True),
        ("Teknisk Udvalg", "Teknisk Udvalg", None),  # today's item is; the body's own of another day need not be
        ("Teknisk Udvalg", "Byrådet", None),
        ("Byrådet", "Byrådet", False),
    ],
)
def test_competence_is_of_todays_item(later: str | None, competence: str, final: bool | None) -> None:
    context = DecisionContext(body="Teknisk Udvalg", competence=competence, later=later)
    assert judge("GODKENDT", "Godkendt", context).final is final


def test_an_own_decision_told_of_another_day_is_not_judged_by_the_item() -> None:
    context = DecisionContext(body="Teknisk Udvalg", date=dt.date(2024, 6, 18), competence="Teknisk Udvalg")
    reading = read_decision("Udvalget godkendte den 3. maj 2024 planen. Taget til efterretning.", context)
    assert [outcome.final for outcome in reading.outcomes] == [True]
    assert [outcome.final for earlier in reading.earlier for outcome in earlier.outcomes] == [None]


@pytest.mark.parametrize("proposed", ["ansøgeren får afslag", "klagen ikke følges"])
def test_an_adopted_refusal(proposed: str) -> None:
    found = read_polarity("GODKENDT", "Indstillingen fulgtes", 14, None, {1: proposed}, "Klage over skur")
    assert (found.label, found.of_proposal) == ("AFVIST", "GODKENDT")
    granted = read_polarity("GODKENDT", "Indstillingen fulgtes", 14, None, {1: "klagen følges"}, "Klage over skur")
    assert granted.label == "GODKENDT"
