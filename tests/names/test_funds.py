"""FUND: funds, foundations, endowments and named pools. Written with the rules; all sentences invented."""

import pytest
from growth import assert_linear
from marked import unmark

from nlp_referat.names.funds import find_funds

NAMED = [
    "[[Landsbyggefonden]] har givet tilsagn, og [[Landsbyggefondens]] regler gælder.",
    "[[Realdania]] og [[Augustinus Fonden]] støtter projektet.",
    "Der er søgt midler hos [[A.P. Møller Fonden]], [[Nordea-fonden]] og [[Novo Nordisk Fonden]].",
    "[[TrygFonden]], [[Bikubenfonden]] og [[Villum Fonden]] medfinansierer.",
    "Projektet støttes af [[Lokale og Anlægsfonden]] og [[Lokale- og Anlægsfonden]].",
    "[[Statens Kunstfond]] har ydet tilskud. [[Statens Kunstfonds]] udvalg.",
    "Støtte fra [[Den Europæiske Socialfond]] og [[EU's Regionalfond]].",
    "Midler fra [[Den Europæiske Fond for Regionaludvikling]].",
    "[[Knud Højgaards Fond]] har givet 500.000 kr.",
    "[[Aage og Johanne Louis-Hansens Fond]] har givet 2 mio. kr.",
    "[[Pulje til styrkelse af ungeindsatsen]] udmøntes med 2 mio. kr.",
    "- [[Pulje til flere pædagoger]]: 2,3 mio. kr.",
    "[[Landdistriktspuljen]] og [[Landsbypuljen]] samt [[Udviklingspuljen]].",
    "[[Puljen til grønne initiativer]] kan søges af foreninger.",
    "Der er 2 mio. kr. i [[anlægspuljen]] og en ansøgningspulje til kultur.",
    "[[Marie Hansens Legat]] uddeles i maj. Et legat og legatet uddeles.",
    "[[§ 18-puljen]] fordeles i december.",
    "[[Den Lokale Kapitalfond]] solgte, og den lokale indsats fortsætter.",
    "Aftalen med [[den sociale kapitalfond]] er ophørt. [[Den Sociale Kapital Fond]] trak sig.",
    "Oplæg fra [[Den Grønne Vækstfond Effekt]] er udsat. [[Den Grønne Vækstfond]] kommer i maj.",
    "[[Den Sociale Investeringsfond]] ([[DSI]]) er statslig. [[DSI's]] krav og [[DSI]].",
    "[[Landsbyggefonden]] ([[LBF]]) og [[LBF's]] midler.",
    "[[Arbejdsmarkedets Feriefond]] støtter lejren.",
    "[[Danmarks Frie Forskningsfond]] og [[Danmarks Grønne Investeringsfond]].",
    "Bilag\n[[Augustinus Fonden]]",
    "Sagen handler om støtte fra [[Den Sociale\nInvesteringsfond]] i år.",
    "Sagen handler om [[Landsbygge-\nfonden]] i år.",
    "[[Elsass Fonden]], [[Egmont Fonden]] og [[Ole Kirk's Fond]].",
    "[[Fonden Gjethuset]] har søgt om tilskud.",
    "[[Region Sjællands Kulturpulje]] og [[Køge Kommunes Udviklingspulje]].",
    "[[Værdighedspuljen]] og [[Kultur- og Fritidspuljen]].",
    "[[Pulje til bedre bemanding i ældreplejen]] på 3 mio. kr.",
    "[[Pulje til leg, bevægelse og samvær]].",
    "[[Psykiatrifonden]] anslår det. [[Innovationsfonden]], [[Klimafonden]] og [[Carlsbergfondet]].",
    "Medlem af bestyrelsen for [[Velux Fonden]] er Per.",
    "[[EU's Socialfond]] og [[EU's socialfond]].",
    "[[Sparekassen Sjællands Fond]] bidrager.",
    "[[15. Juni Fonden]] har bevilget 1 mio. kr.",
    "[[Bevica Fonden]] og [[Louis-Hansen Fonden]].",
    "Tilskuddet gives af [[Børnekulturpuljen]]. [[Idrætspuljen]] er brugt.",
    "[[Landsdispositionsfonden]] yder lån.",
    "Direktøren for [[Den Danske Naturfond]] holdt oplæg.",
    "[[Den Grønne Pulje]] er ny.",
    "[[Hans og Grethe Petersens Mindelegat]] uddeles.",
    "[[Puljen til løft af folkeskolen]], som regeringen har afsat, søges.",
    "[[Pulje til renovering af skoler]] 2026 er på 3 mio. kr.",
    "[[Pulje til kunst i det offentlige rum]]\t500\t500",
    "Der er søgt [[Bolius Fonden]]?",
    "Ansøgning til [[Velux Fonden]] og [[Spar Nord Fonden]] om 2 mio. kr.",
    "[[Grosserer L.F. Foghts Fond]] og [[Ib Henriksens Fond]] har givet afslag.",
    "[[Den Europæiske Regionalfond]] medfinansierer 50 pct.",
    "[[Danmarks Nationalpark Fond]]",
    "Fra [[Landsbyggefonden]]:\n- 2 mio. kr.",
    "[[Kulturfonden]]",
    "[[Trygfonden]], [[Trygfondens]] og [[TrygFondens]] midler.",
    "[[Pulje til Grøn Omstilling]] i 2026.",
    "[[Puljen til forskønnelse af byens rum]] er brugt.",
    "[[Udviklingspuljen for Landdistrikter]]",
    "I [[Landdistriktspuljen]] er der 400.000 kr. til landsbyerne.",
    "Fra [[Den Grønne Fond]] kommer 2 mio. kr.",
    "[[Anlægspulje til trafiksikkerhed]]",
    "[[Nordea-fonden]] støtter [[Realdanias]] kampagne.",
    "Lån i [[Vækstfonden]] og [[Danmarks Grønne Fremtidsfond]].",
    "Projektet støttes af [[Ny Carlsbergfondet]] og [[Louis-Hansen Fonden]].",
    "[[Hjemløsefonden]]",
    "[[EU's Socialfond]] og Interreg giver midler.",
    "Fondens navn er [[Fonden Kærbygård]].",
]

UNNAMED = [
    "Realdaniabyen og pensionsfonden. En fond og fonden og fonde og fondsmidler.",
    "Fonden har søgt. Investeringsfonden trak sig. Fondsbørsen steg.",
    "Boligforeningens dispositionsfond og dispositionsfonden betaler.",
    "Der afsættes en pulje til grønne initiativer. Puljen udmøntes. Puljer kan søges.",
    "Kommunens fond og byens fonde.",
    "SundInvest og Carelink er leverandører. Fondsudvalget mødes.",
    "Pulje på 2 mio. kr. Puljebeløb. Puljemidler. Midlerne i lønpuljen.",
    "Kalvefond og grøntsagsfond serveres.",
    "Foreningen har en pensionsfond, og fondens formand hedder Per.",
    "Restancer dækkes af byggefonden. Strejkefonden er tom.",
    "Fonden blev stiftet i 1990, og fondsbestyrelsen mødes.",
    "En almennyttig fond, en erhvervsdrivende fond og pensionskassens fond.",
    "Fundamentet og fundet. Fondue serveres. Kondfonds.",
    "Puljen til rådighed er på 2 mio. kr.",
    "Puljerne er fordelt. Vi har en pulje, og puljens midler er brugt.",
    "Kommunen ansøger en statslig pulje til bedre normeringer.",
    "Restbeløbet finansieres af afdelingens henlæggelser og dispositionsfonden.",
    "Den fond og det legat. Legater og fonde søges.",
]


@pytest.mark.parametrize("marked", NAMED)
def test_finds_the_marked_funds(marked: str) -> None:
    text, expected = unmark(marked)
    assert expected
    assert [f"{m.start}:{text[m.start : m.end]}" for m in find_funds(text)] == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_finds_no_fund(text: str) -> None:
    assert find_funds(text) == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Landsbyggefondens regler", "Landsbyggefonden"),
        ("Sagen om Den Sociale\nInvesteringsfonds krav", "Den Sociale Investeringsfond"),
        ("Knud Højgaards Fonds uddeling", "Knud Højgaards Fond"),
        ("Midler i landdistriktspuljen", "Landdistriktspuljen"),
        ("Marie Hansens Legats bestyrelse", "Marie Hansens Legat"),
        ("Realdanias støtte", "Realdania"),
    ],
)
def test_canonical_name(text: str, canonical: str) -> None:
    assert [m.canonical for m in find_funds(text)] == [canonical]


def test_spellings_of_one_document_share_a_name() -> None:
    text = "Den Sociale Kapitalfond, den sociale kapitalfond og Den Sociale Kapital Fond"
    assert [m.canonical for m in find_funds(text)] == ["Den Sociale Kapitalfond"] * 3


def test_abbreviation_has_the_full_name() -> None:
    text = "DSI er med. Aftalen med Den Sociale Investeringsfond (DSI) og Fonden for Byliv (FFB). FFB's krav."
    assert [m.canonical for m in find_funds(text)] == [
        "Den Sociale Investeringsfond",
        "Den Sociale Investeringsfond",
        "Den Sociale Investeringsfond",
        "Fonden for Byliv",
        "Fonden for Byliv",
        "Fonden for Byliv",
    ]


UNITS = [
    "A ",
    "Den Sociale ",
    "Fond ",
    "fond-",
    "Pulje til a ",
    "Puljen til a, b, ",
    "A og ",
    "Fonden A ",
    "-\n",
    "& ",
    "fond",
    ".",
]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_linearly(unit: str) -> None:
    assert_linear(find_funds, unit)
