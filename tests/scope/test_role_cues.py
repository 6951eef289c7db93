"""Cue words and constructions that say what is done with an amount, and sentences in which they must not speak."""

import pytest

from nlp_referat.amounts import find_money
from nlp_referat.schema import AmountScope, Money
from nlp_referat.scope.amounts import Amount, scope_amounts
from nlp_referat.scope.passages import read_passages
from nlp_referat.scope.roles import read_role
from nlp_referat.scope.setting import Setting


def _scopes(text: str) -> list[AmountScope]:
    amounts = [
        Amount(found.start, found.end, found.value) for found in find_money(text) if isinstance(found.value, Money)
    ]
    return scope_amounts(text, amounts)[0]


APPLIED = [
    "Roklubben har bedt kommunen om 40.000 kr. til en ponton.",
    "Roklubben beder i brev af 4. maj om 40.000 kr. til en ponton.",
    "Roklubben anmoder hermed udvalget om 40.000 kr. til en ponton.",
    "Roklubben spørger, om kommunen kan afse 40.000 kr. til en ponton.",
    "Roklubben håber, at kommunen vil støtte med 40.000 kr. til en ponton.",
    "Roklubben ønsker til sin ponton et tilskud på 40.000 kr. i år.",
    "Der foreligger en bøn om 40.000 kr. fra roklubben.",
    "Forvaltningen ser på de 40.000 kr., som roklubben ansøger om.",
    "Følgende har bedt om penge til legeredskaber:\nLærkehuset: 40.000 kr.",
]
RECEIVED = [
    "Nordea-fonden skyder 2 mio. kr. i hallen.",
    "Nordea-fonden har sagt ja til 2 mio. kr. til hallen.",
    "Nordea-fonden går ind i projektet med 2 mio. kr. i år.",
    "Regionen lægger 2 mio. kr. oveni til stien.",
    "Nabokommunen har svaret, at den vil være med til at betale 2 mio. kr. til stien.",
    "Forsikringsselskabet har erstattet 200.000 kr. af skaden.",
    "Stormrådet har udbetalt 200.000 kr. til diget.",
    "En afdød borger har testamenteret kommunen 2 mio. kr. til parken.",
    "Borgerne har samlet 86.000 kr. ind til legepladsen.",
    "Midlerne kommer fra Socialstyrelsen, der har bevilget 2 mio. kr. til projektet.",
    "Finansieringen er: Realdania 2 mio. kr. og kommunen resten.",
]
SAVED = [
    "Ved at samle natholdene frigøres 2 mio. kr. om året.",
    "Forvaltningen kan hente 2 mio. kr. ved at lukke kantinen.",
    "Vikarkontoen er skåret med 180.000 kr. i år.",
    "Ordningen barberer 88.000 kr. af varmeregningen.",
    "Aftalen giver en gevinst ved færre udgifter på 88.000 kr. om året.",
    "Udgiften til varme falder efter beregningen med 88.000 kr. om året.",
    "Elregningen bliver 2 mio. kr. lavere om året.",
    "Lukningen betyder 2 mio. kr. i mindre udgift.",
    "Byggeriet ligger 700.000 kr. under budgettet.",
    "Udvalget må finde 2 mio. kr. inden sommerferien.",
]
EXTRA = [
    "Slamkontoen er overskredet med 515.000 kr. i år.",
    "Udgiften ligger 130.000 kr. over budgettet i år.",
    "Broen blev 620.000 kr. dyrere end antaget.",
    "Der er 650.000 kr. for lidt til hallen.",
    "Kontoen viser et minus på 72.000 kr. i maj.",
    "Der er et hul i kassen på 360.000 kr. efter stormen.",
    "Reglerne fordyrer driften med 44.000 kr. om året.",
    "Udgiften er steget med 164.000 kr. på et halvt år.",
    "Prognosen viser en overskridelse af budgettet på 3 mio. kr. i år.",
    "Der mangler finansiering på 3 mio. kr. til hallen.",
    "Området er udfordret med 3 mio. kr. i år.",
    "Budgettet er sat 140.000 kr. for lavt i år.",
    "Vinteren har trukket 119.000 kr. mere end planlagt.",
]
SPENT = [
    "Vintertjenesten har til og med uge 8 kostet 7 mio. kr. i alt.",
    "Til firmaet er der pr. 1. oktober udbetalt 2 mio. kr. i alt.",
    "Oprydningen beløb sig til 318.900 kr. i alt.",
    "Det seneste nedbrud løb op i 63.000 kr. for kommunen.",
    "Regningen endte på 63.000 kr. for kommunen.",
    "Standerne er leveret af Voltgruppen for 187.000 kr. i maj.",
    "Kommunen gav i sin tid 4 mio. kr. for bygningerne.",
    "2 mio. kr. er allerede brugt på stien.",
    "Der er kun gået 2 mio. kr. til saltning i år.",
    "Regnskabet viste, at udgifterne var 2 mio. kr. i alt.",
    "De 85.000 kr., som blev udbetalt i 2023, er ikke brugt.",
    "Der er ikke brugt mere end 640.000 kr. på stien.",
]
BUDGETED = [
    "I puljen ligger der 2 mio. kr. til stier.",
    "På kontoen står der 2 mio. kr. til stier.",
    "Der resterer 212.430 kr. af bevillingen.",
    "Udvalget har sat 450.000 kr. af til stier.",
    "2 mio. kr. er sat til side til stier.",
    "2 mio. kr. går til stier.",
    "Der ydes op til 2 mio. kr. til stien i år.",
    "Der er hensat 2 mio. kr. til stier.",
    "Der er i anlægsoversigten optaget 2 mio. kr. til stier.",
    "Kommunen skyder selv 750.000 kr. i hallen.",
    "Lønbudgettet, som i år lyder på 21 mio. kr., er stramt.",
    "De 1,7 mio. kr., der står til rådighed, er få.",
    "Udvalget råder i år over 2 mio. kr. til formålet.",
    "Kommunens egenfinansiering udgør 2 mio. kr. af hallen.",
]
DECIDED = [
    "Udvalget gav den 11. januar grønt lys for 2 mio. kr. til solceller.",
    "Af kassen bevilgedes 6 mio. kr. til diget.",
    "De 800.000 kr., som Byrådet frigav i marts, rækker ikke.",
    "De 10.000 kr., udvalget bevilgede sidste år, er få.",
    "Byrådet godkendte i marts en anlægsbevilling på 2 mio. kr. til stien.",
    "Byrådet har den 22. oktober frigivet de første 2 mio. kr. til parken.",
]
PROPOSED = [
    "Forvaltningen lægger op til en takst på 7.450 kr. om måneden.",
    "Forslaget går ud på, at hvert lokalråd får 30.000 kr. om året.",
    "Der er søgt om frigivelse af 2 mio. kr. til hallen.",
    "Forvaltningen søger hermed om frigivelse af 2 mio. kr. til hallen.",
]
CEILING = [
    "Udgiften må ikke overstige 2 mio. kr. i alt.",
    "Ingen kan få mere end 20.000 kr. fra puljen.",
    "Istandsættelse af veje kan højst støttes med 25.000 kr. pr. vej.",
    "Servicerammen, som for 2026 er fastsat til 112 mio. kr., er stram.",
    "Egenbetalingen må højst udgøre 61 kr. pr. dag.",
    "Der kan ydes tilskud på op til 30.000 kr. pr. forening.",
    "Der gives højst 30.000 kr. pr. forening.",
]
DESCRIBED = [
    "Ordningen løber op i 118.000 kr. om måneden for huset.",
    "Digelaget opkræver 3.250 kr. hos hvert medlem.",
    "En rampe vil, oplyser arkitekten, stå i 117.000 kr. plus moms.",
    # the cues that must not speak
    "Billetindtægten var 410.000 kr. mindre end året før.",
    "Salget indbragte 3 mio. kr. på auktionen.",
    "Ejeren kræver 300.000 kr. i erstatning for skaden.",
    "Med den nye bus kan kommunen nøjes med 790.000 kr. om året.",
    "Kontingentet er fra nytår gået op fra 650 kr. pr. sæson.",
    "Bådejerne skyder selv 40.000 kr. i broen.",
    "En plads er gået fra at koste 288.000 kr. om året.",
    "Ministeriet overvejer at skyde 800.000 kr. i forsøget.",
    "Udgiften var anslået til 2 mio. kr. i 2020.",
    "Afgiften, som er uændret, er på 300 kr. pr. år.",
    "Udgiften er 350.000 kr. fordelt over to år.",
]
NOBODY = ["legeplads, 75.000 kr.", "Der er ikke brugt 2 mio. kr. på stien."]

CASES = [
    *((text, "applied") for text in APPLIED),
    *((text, "received") for text in RECEIVED),
    *((text, "saved") for text in SAVED),
    *((text, "extra") for text in EXTRA),
    *((text, "spent") for text in SPENT),
    *((text, "budgeted") for text in BUDGETED),
    *((text, "decided") for text in DECIDED),
    *((text, "proposed") for text in PROPOSED),
    *((text, "ceiling") for text in CEILING),
    *((text, "described") for text in DESCRIBED),
    *((text, None) for text in NOBODY),
]


@pytest.mark.parametrize(("text", "role"), CASES, ids=[text for text, _ in CASES])
def test_cue(text: str, role: str | None) -> None:
    [scope] = _scopes(text)
    assert scope.role == role
    if scope.role_evidence:
        assert text[scope.role_evidence.start : scope.role_evidence.end] == scope.role_evidence.text


ROWS = [
    ("Der er søgt om:\nRoklubben: 40.000 kr.\nSkakklubben: 8.000 kr.", ["applied", "applied"]),
    ("Krav om effektivisering:\n2026: 5 mio. kr.\n2027: 7 mio. kr.", ["saved", "saved"]),
    ("Finansiering: Realdania 2 mio. kr., kommunen 1 mio. kr.", ["received", "budgeted"]),
    ("Salget indbragte 3 mio. kr., 800.000 kr. mere end budgetteret.", ["described", "described"]),
    ("Hallen har kostet 7 mio. kr.. Budgettet er på 6 mio. kr.", ["spent", "budgeted"]),
    ("Puljen er tom.\n\nBudgettet\nStien er 3 km.\nBroen: 2 mio. kr.", [None]),
]


@pytest.mark.parametrize(("text", "roles"), ROWS, ids=[text for text, _ in ROWS])
def test_cues_of_several(text: str, roles: list[str | None]) -> None:
    assert [scope.role for scope in _scopes(text)] == roles


PLACES = [
    # a fact told in a relative clause of a proposal is not what the proposal asks for
    ("at udgiften tages fra puljen, som i dag rummer 2 mio. kr.", "proposal", None, "budgeted"),
    ("at prisen, som nu er 390 kr., bliver stående", "proposal", None, "described"),
    ("at regnskabet, der udviser udgifter på 2 mio. kr., godkendes", "proposal", None, "spent"),
    ("at der gives et tilskud, som udgør 2 mio. kr.", "proposal", None, "proposed"),
    ("at der gives roklubben 2 mio. kr., som udbetales i maj", "proposal", None, "proposed"),
    ("Godkendt, idet der gives 2 mio. kr. til stien.", "decision", "GODKENDT", "decided"),
    ("Imod stemte O, som hellere så 2 mio. kr. brugt på skoler.", "decision", "GODKENDT", "proposed"),
    ("SF foreslår 2 mio. kr. til skoler.", "decision", "ANDET", "proposed"),
    ("Ønsket fra menighedsrådet om 40.000 kr. oversendes.", "decision", "OVERSENDT", "applied"),
    ("Ønsket om 6 mio. kr. til en børnehave oversendes.", "decision", "OVERSENDT", "proposed"),
]


@pytest.mark.parametrize(("text", "part", "outcome", "role"), PLACES, ids=[row[0] for row in PLACES])
def test_cue_in_its_place(text: str, part: str, outcome: str | None, role: str) -> None:
    [found] = find_money(text)
    [passage] = read_passages(text, [(found.start, found.end)])
    setting = Setting(part=part, outcome=outcome)  # type: ignore[arg-type]
    assert read_role(text, passage, setting).role == role


DIRECTIONS = [
    ("Tilskuddet nedsættes til 3.500 kr. om året.", "to"),
    ("Kommunens hæftelse er faldet til 61 mio. kr. i år.", "to"),
    ("Den klarer 2 mio. kr. til stien.", None),
    ("Foreningen søger Friluftsfonden om 40.000 kr. til en bro.", "income"),
    ("Fonden for Skovby søger kommunen om 40.000 kr. til en bro.", "expense"),
    ("Det foreslås, at afgiften sættes til 300 kr. pr. år.", "income"),
    ("Egenbetalingen må højst udgøre 61 kr. pr. dag.", "income"),
    ("Et lån på 2 mio. kr. foreslås optaget.", None),
    ("Hytten kan anlægges for 2 mio. kr. i år.", "expense"),
]


@pytest.mark.parametrize(("text", "direction"), DIRECTIONS, ids=[text for text, _ in DIRECTIONS])
def test_direction(text: str, direction: str | None) -> None:
    [scope] = _scopes(text)
    assert scope.direction == direction
