"""People in running text and lists: (text with the people in ⟦ ⟧) -> the same marks."""

import itertools
import re

import pytest
from growth import assert_linear

from nlp_referat.names.people import find_people

FOUND = [
    # first and last name in running text
    "⟦Jens Hansen⟧ orienterede om sagen.",
    "Udvalget takkede ⟦Anne Marie Lassen⟧ for indsatsen.",
    "Oplægget holdes af ⟦Hans-Jørgen Kirk Holm⟧ og ⟦Mette Bruun-Larsen⟧.",
    "⟦Karen Østergård⟧ har spurgt til økonomien.",
    "Notatet er skrevet af ⟦Ulla Thorsen⟧.",
    "Spørgsmål til ⟦Bente Riis⟧, telefon 12 34 56 78.",
    "⟦Peter Als Thomsen⟧ fra grundejerforeningen fremlagde et forslag.",
    # initials, particles, letters of other alphabets
    "⟦J.P. Holm⟧ fik ordet.",
    "⟦Jens Kr. Vestergaard⟧ (C) stemte imod.",
    "⟦Hans Chr. Madsen⟧ deltog.",
    "⟦Lars P. Jensen⟧ og ⟦Ole V. Nielsen⟧ deltog ikke.",
    "Fraværende: ⟦Amalie von Staffeldt⟧ (V)",
    "Fraværende: ⟦Maarten van der Velde⟧ (B)",
    "Fraværende: ⟦Nadia El-Sayed⟧ (A), ⟦Omar al-Hakim⟧ (F)",
    "Afbud: ⟦Łukasz Wójcik⟧, ⟦Đorđe Petrović⟧ og ⟦Ümit Ünal⟧",
    "Afbud fra ⟦Siobhán O'Brien⟧.",
    "Til stede: ⟦Şükran Yılmaz⟧ (Ø), ⟦Žana Čović⟧ (A)",
    # titles and roles
    "Borgmester ⟦Xander Ulvborg⟧ bød velkommen.",
    "Centerchef ⟦Zita Trolleby⟧ deltager under punktet.",
    "Kommunaldirektør ⟦Torben Holm⟧ orienterede.",
    "Brev fra direktør ⟦Ebba Zahlfelt⟧ af 3. maj.",
    "Tidligere borgmester ⟦Verner Thomsen⟧ har kaldt projektet for dyrt.",
    "Biolog ⟦Stig Lauritsen⟧ deltager.",
    "Lodsejerne ⟦Jes Poulsen⟧ og ⟦Anna Schultz⟧ har tilbudt at betale.",
    "Formanden for borgerforeningen, ⟦Merete Fjordside⟧, foreslog en afstemning.",
    "Formand for vandværket ⟦Svend Aage Kjeldhøj⟧ har oplyst, at vandet er rent.",
    "Sagen er rejst af formanden, ⟦Thyge Vindelev⟧.",
    "⟦Quentin Skorpe⟧, erhvervskonsulent, gennemgik tallene.",
    "⟦Zarah Mosevang⟧, formand for rådet, orienterede.",
    # parties prove unknown names
    "⟦Xenia Ulvekær⟧ (V) stillede et ændringsforslag.",
    "⟦Quintus Balle⟧ (UP) undlod at stemme.",
    "⟦Zelda Fjordvang⟧ (Løsgænger) stemte imod.",
    "⟦Xaver Tingsted⟧ (SF) og ⟦Zoltan Mols⟧ (Liste T) stemte for.",
    "⟦Xaver Tingsted⟧ (Socialdemokratiet) ønskede ført til referat, at planen er god.",
    "For: 3 (⟦Xaver Tingsted⟧ (A), ⟦Zelda Fjordvang⟧ (F), ⟦Bo Lind⟧ (Å))",
    "Imod: 2 (⟦Quintus Balle⟧ (O), ⟦Lis Hede⟧ (B))",
    "Imod stemte A, V og Ø. ⟦Rasmus Feldborg Juul⟧ (B) undlod at stemme.",
    "Imod stemte 1: B.\n⟦Erling Holm⟧ (Ø) undlod at stemme.",
    "⟦Xenia Ulvekær⟧, Ø\n⟦Quintus Balle⟧, A\n",
    # lists and attendance
    "Fraværende: ⟦Xenia Ulvekær⟧, ⟦Quintus Balle⟧",
    "Afbud fra ⟦Zelda Fjordvang⟧.",
    "Fraværende med afbud: ⟦Zelda Fjordvang⟧",
    "Som stedfortræder deltog ⟦Zelda Fjordvang⟧.",
    "⟦Zelda Fjordvang⟧ deltog i stedet for ⟦Quintus Balle⟧.",
    "⟦Zelda Fjordvang⟧ havde meldt afbud.",
    "⟦Zelda Fjordvang⟧ deltog ikke i behandlingen af punktet.",
    "⟦Zelda Fjordvang⟧ forlod mødet kl. 19.10.",
    "⟦Zelda Fjordvang⟧ var inhabil.",
    "⟦Zelda Fjordvang⟧ mødte kl. 17.20.",
    "Ikke til stede: ⟦Zelda Fjordvang⟧",
    "Til stede: ⟦Jens Holm⟧, ⟦Quintus Balle⟧ og ⟦Ida Krogh⟧.",
    "Medlemmer:\n⟦Jens Holm⟧\n⟦Ida Krogh⟧\n⟦Farhad Amiri⟧\n⟦Lone Friis⟧\n",
    "• ⟦Bente Kløverager⟧ – ⟦Rikke Holm⟧ deltog som suppleant",
    "⟦Jens Holm⟧ (C), formand\tTil stede\n⟦Zelda Fjordvang⟧ (V)\tAfbud",
    "⟦Zelda Fjordvang⟧\tV\tX\n⟦Quintus Balle⟧\tC\t\tX\n",
    "**Deltagere:** ⟦Jens Holm⟧ (A), ⟦Ida Krogh⟧ (V)",
    "**⟦Jens Holm⟧** (A) orienterede",
    "Mødt var desuden ⟦Claus Helleskov⟧, ⟦Irene Holt⟧ og ⟦Leif Petersen⟧.",
    # line breaks inside names
    "Fraværende: ⟦Jens\nHolm⟧ (A)",
    "Til stede: Formand ⟦Ove Juhl⟧, ⟦Merete Kirk\n              Jensen⟧, ⟦Lars Holm⟧",
    "Formand for borgerforeningen ⟦Erik Winther-\ngaard⟧ har oplyst det.",
    # all capitals
    "BORGMESTER ⟦JENS HANSEN⟧ BØD VELKOMMEN",
    # genitive and recurrence
    "⟦Xenia Ulvekær⟧ (V) deltog. ⟦Xenia Ulvekærs⟧ forslag blev forkastet.",
    "Et brev fra ⟦Xenia Ulvekær⟧ er modtaget.\nFraværende: ⟦Xenia Ulvekær⟧",
    "Borgmester ⟦Jens Hansen⟧ talte. Borgmester ⟦Hansen⟧ sluttede.",
    "⟦Jens Hansens⟧ forslag blev vedtaget.",
    # one name a line, two names a line, names that end like nouns
    "Til stede\n⟦Peter Storm⟧\n⟦Kim Lund⟧\n⟦Ida Krogh⟧\n",
    "Medlemmer:\n⟦Birgit Rosvold⟧ ⟦Susan Kjeldsen⟧\n⟦Jens Emil Holm⟧ ⟦Ulla Dræby⟧\n",
    "Til stede ⟦Jens Holm⟧ ⟦Hanne Krogh⟧ Fraværende ⟦Ida Lund⟧",
    "⟦Cecilie Dunning⟧, V, ankom kl. 17.32",
    "⟦Ruth Vester⟧ deltog.",
    "⟦Bjarne Lindelse⟧ (V) deltog.",
    "⟦Bodil Bredgade⟧ blev udpeget.",
    "⟦Hans Toft-Nielsen⟧ (C)",
    "⟦Jorun Bech⟧\n\n(A)\n",
    "⟦Lina Krusell⟧, 16 år, har skrevet.",
    "Foto: ⟦Lars Markholm⟧ Tryk: Vælg",
    "Ejendomsmægler ⟦Finn Holm⟧ vurderer grunden.",
    "Havnefoged ⟦Kaj Ove Tolleballe⟧ vurderer grunden.",
    "(⟦Simon Strand⟧, Socialdemokratiet)",
    # names beside things
    "⟦Jens Hansen⟧ bor på Hans Hansens Vej.",
    "Desuden ⟦Jens Hansen⟧ og Køge Kommune.",
    "Fra forvaltningen deltog ⟦Hanne Berg⟧, Teknik og Miljø.",
    "⟦Per Jensen⟧ og ⟦Bo Hansen⟧ takkede.",
    "Ifølge ⟦Jens Hansen⟧ er tallet forkert.",
    "⟦Jens Hansens⟧ hus ligger ved åen.",
]

NOBODY = [
    # streets and places
    "Hans Hansens Vej 4 skal asfalteres.",
    "H.C. Andersens Boulevard lukkes.",
    "Carl Jacobsens Vej og Chr. Koldsvej",
    "Niels Engersvej 3",
    "Sankt Peders Vej 9",
    "Prinsesse Maries Allé",
    "Jens Holms Plads",
    "Anna Anchers Park åbner i maj.",
    "Jens Jensens vej renoveres",
    "Esbjerg Banegård er fredet.",
    "Nørre Alslev Station",
    "Store Heddinge Torv",
    # schools and institutions
    "Anna Ancher Skolen",
    "Absalons Skole får nyt tag.",
    "Plejecenter Ane Marie",
    "Plejehjemmet Peter Hansen",
    "Børnehuset Karla Lund",
    "Karen Blixen Museet",
    "Johannes Larsen Museet",
    "Sophie Magdelenes Børnehave",
    "Anna Holms skole",
    # companies and funds
    "Jensens Bøfhus A/S har ansøgt.",
    "Carl Hansen & Søn har købt grunden.",
    "Jens Hansen A/S har vundet udbuddet.",
    "Ole Jensen ApS er rådgiver.",
    "Peter Holm I/S",
    "A.P. Møllers Fond",
    "Carl Jacobsens Fond har ikke svaret.",
    "Fanø Sparekasses Fond",
    "Mads Eg Damgaards Familiefond",
    "Firmaet Peter Jensen leverer.",
    "Kæden Harald Hansen har søgt om en pylon.",
    "Restaurant Anna Lund",
    "Foreningen Sct. Georgs Gildes Venner",
    "Flensborg Landevej ejes af staten, som ejer Flensborg Landevej.",
    "Bagsværd Sø og Bastrup Sø",
    "afdeling Rørkær\n2. Fourfeltskolen",
    "A. Langs vejen\nB. Gennem skoven\nC. Langs banen",
    "Ny leder af Frydenholm er ansat.",
    "Nordic Built Charter",
    "Borgersalen Tinglev og Byrådsstue Holberg",
    # laws, prizes, diagnoses
    "Arne-pensionen og Arne-aftalen",
    "Karen Blixen-prisen uddeles.",
    # saints, months, weekdays, words that equal names
    "Sankt Hans fejres ved søen.",
    "Sct. Olai Kirke",
    "Per elev gives et tilskud. Bo trygt. Gry af dagen. Dag 3.",
    "Vil udvalget godkende?",
    "Maj 2024 og Juni 2024",
    "Mandag den 3. august",
    "Per Borger 2.500 kr.",
    "Bo Trygt Hjemme",
    # bodies, municipalities, parties
    "Teknik- og Miljøudvalget, Børne- og Ungeudvalget",
    "Køge Kommune og Greve Kommune",
    "Ringkøbing-Skjern Kommune, Ikast-Brande Kommune",
    "Radikale Venstre stemte imod.",
    "Dansk Folkeparti (O) stemte imod.",
    "Slesvigsk Parti stemte imod.",
    "Liberal Alliance undlod at stemme.",
    "Danske Regioner og Kommunernes Landsforening",
    "Region Sjælland deltog.",
    "Amager Øst Lokaludvalg",
    "Socialdemokratiet og Venstre stemte for.",
    # headings and projects
    "Godkendelse af dagsorden (B)",
    "Status På Driftsaftalen",
    "1. Lokalplan for Sønder Bjert (B)\n2. Meddelelser (O)\n",
    "Vækst Med Vilje",
    "Fremtidens Plejehjem Etape 2",
    "Ellemarken og Karlemoseparken",
    "Grøn Trepart",
    "Business Fyn og Visit Vejle",
    "Sundhed, Kultur og Fritid",
    "Esbjerg Havns udvidelse",
    "Økonomi og Analyse, Team Byg",
    "Sagsfremstilling\nBaggrund\nØkonomi\n",
    "Nordisk Film Biografer",
    "",
]


@pytest.mark.parametrize("marked", FOUND)
def test_finds(marked: str) -> None:
    assert _mark(re.sub("[⟦⟧]", "", marked)) == marked


@pytest.mark.parametrize("text", NOBODY)
def test_finds_nobody(text: str) -> None:
    assert _mark(text) == text


CANONICAL = [
    ("Jens Holms forslag blev drøftet med Jens Holm.", (), ["Jens Holm", "Jens Holm"]),
    ("Fraværende: Ida\nKrogh", (), ["Ida Krogh"]),
    ("Fraværende: Ove Juhl, Merete Kirk\n          Jensen", (), ["Ove Juhl", "Merete Kirk Jensen"]),
    ("Borgmester Holm sluttede.", ("Jens Holm",), ["Jens Holm"]),
    ("Ulvekær fik ordet", ("Xenia Ulvekær",), []),
    ("Borgmester Ulvekærs forslag", ("Xenia Ulvekær",), ["Xenia Ulvekær"]),
    ("Borgmester Holm sluttede.", ("Jens Holm", "Ida Holm"), ["Holm"]),
    ("Jens Holm takkede. Jens Peter Holm rejste sig.", (), ["Jens Peter Holm", "Jens Peter Holm"]),
    ("Jens Holm talte.", ("Jens Peter Holm", "Jens Ole Holm"), ["Jens Holm"]),
    ("Xyt Bræk talte.", ("Xyt Bræk",), ["Xyt Bræk"]),
    ("Xyt Bræks forslag", ("Xyt Bræk",), ["Xyt Bræk"]),
    ("Erik Winther-\ngaard, formand", (), ["Erik Winthergaard"]),
    ("Hanne Sonnes forslag", ("Hanne Sonne",), ["Hanne Sonne"]),
    ("Hanne Sonnes forslag", ("Hanne Sonnes",), ["Hanne Sonnes"]),
    ("Borgmester Vad Lind talte.", ("Hanne Vad Lind",), ["Hanne Vad Lind"]),
]


@pytest.mark.parametrize(("text", "known", "names"), CANONICAL)
def test_canonical(text: str, known: tuple[str, ...], names: list[str]) -> None:
    assert [mention.canonical for mention in find_people(text, known)] == names


def test_listed_names_that_are_built_like_places_are_found_too() -> None:
    text = "Jens Torv talte om torvet. Bo Holm Falster gav Jens Torvs forslag sin stemme, og Jens Torvet er en plads."
    mentions = find_people(text, ("Jens Torv", "Bo Holm Falster"))
    assert [(text[mention.start : mention.end], mention.canonical) for mention in mentions] == [
        ("Jens Torv", "Jens Torv"),
        ("Bo Holm Falster", "Bo Holm Falster"),
        ("Jens Torvs", "Jens Torv"),
    ]


def test_known_names_are_found_without_other_evidence() -> None:
    text = "Xyt Bræk\tQrz Mlk\tAbe Bri"
    assert [m.canonical for m in find_people(text, ["Xyt Bræk", "Qrz Mlk"])] == ["Xyt Bræk", "Qrz Mlk"]


def test_mentions_are_ordered_and_do_not_overlap() -> None:
    mentions = find_people("Til stede: Jens Holm (A), Ida Krogh (V). Borgmester Holm og Ida Kroghs forslag. " * 5)
    assert len(mentions) == 20
    assert all(left.end <= right.start for left, right in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "A-",
        "A.",
        "J.P.",
        "Jens ",
        "Jens\n",
        "Jens Holm, ",
        "Jens Holm\n",
        "(A) ",
        "Jens Holm (A)",
        "von ",
        "Å'",
        "X\n ",
        "Jens Holm og ",
        "Borgmester ",
        " ",
        "\n",
        "-\n",
    ],
)
def test_time_grows_linearly(piece: str) -> None:
    assert_linear(find_people, piece)


def _mark(text: str) -> str:
    for mention in reversed(find_people(text)):
        text = f"{text[: mention.start]}⟦{text[mention.start : mention.end]}⟧{text[mention.end :]}"
    return text
