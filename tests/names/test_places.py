"""Organisations and places."""

from collections.abc import Callable

import pytest
from growth import assert_linear

from nlp_referat.names.places import find_organisations, find_places


def organisations(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in find_organisations(text)]


def places(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in find_places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Køge Kommune, Høje-Taastrup Kommunes og Bornholms Regionskommune",
            ["Køge Kommune", "Høje-Taastrup Kommunes", "Bornholms Regionskommune"],
        ),
        ("Aftalen mellem Køge kommune og Københavns Kommune", ["Køge kommune", "Københavns Kommune"]),
        ("FAXE KOMMUNE\nReferat", ["FAXE KOMMUNE"]),
        ("Lolland\nKommune har svaret", ["Lolland\nKommune"]),
        ("Region Sjælland og Region Hovedstadens plan", ["Region Sjælland", "Region Hovedstadens"]),
        (
            "KL's forslag. KL har svaret. Folketinget og Danske Regioners svar",
            ["KL's", "KL", "Folketinget", "Danske Regioners"],
        ),
        (
            "Fra Lejre Forsyning A/S, Dansk Anlæg ApS og Argo I/S",
            ["Lejre Forsyning A/S", "Dansk Anlæg ApS", "Argo I/S"],
        ),
        ("Varmeværket Syd A.m.b.a. har søgt", ["Varmeværket Syd A.m.b.a."]),
        ("Social- og Boligministeriets vejledning", ["Social- og Boligministeriets"]),
        ("Klima-, Energi- og Forsyningsministeriet", ["Klima-, Energi- og Forsyningsministeriet"]),
        (
            "Ministeriet for Fødevarer, Landbrug og Fiskeri har",
            ["Ministeriet for Fødevarer, Landbrug og Fiskeri"],
        ),
        ("Styrelsen for Arbejdsmarked og Rekruttering har", ["Styrelsen for Arbejdsmarked og Rekruttering"]),
        (
            "Sundhedsstyrelsen, Arbejdstilsynet og Vejdirektoratets",
            ["Sundhedsstyrelsen", "Arbejdstilsynet", "Vejdirektoratets"],
        ),
        (
            "Nordsjællands Politi. Rigspolitiet. Midt- og Vestjyllands Politi",
            ["Nordsjællands Politi", "Rigspolitiet", "Midt- og Vestjyllands Politi"],
        ),
        ("Sydsjællands og Lolland-Falsters Politi", ["Sydsjællands og Lolland-Falsters Politi"]),
        ("Aarhus Universitet og VIA University College", ["Aarhus Universitet", "VIA University College"]),
        (
            "Boligselskabet Strandparken og Grundejerforeningen Lyngen",
            ["Boligselskabet Strandparken", "Grundejerforeningen Lyngen"],
        ),
        ("Jobcenter Odder", ["Jobcenter Odder"]),
    ],
)
def test_organisations(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen og regionen. En kommune. Hver Kommune for sig. Kommunernes økonomi.",
        "Kommunalbestyrelsen, Bestyrelsen, Hovedbestyrelsen og Afdelingsbestyrelsen",
        "Ministeriet har svaret. Styrelsen afventer. Tilsynet og Politiet kom.",
        "Karen Lund (HK) og Ole Holm (BL)",
        "Skolen i Køge. Museum og bibliotek. Politi og brandvæsen.",
        "I/S og A/S er selskabsformer.",
        "",
    ],
)
def test_no_organisation(text: str) -> None:
    assert organisations(text) == []


def test_canonical_names() -> None:
    text = (
        "Århus Kommunes, Region Syds, KL's, Lejre Forsynings, Boligselskabet Strandparkens, Miljøstyrelsens, "
        "lolland\nKommune"
    )
    assert [mention.canonical for mention in find_organisations(text)] == [
        "Aarhus Kommune",
        "Region Syddanmark",
        "KL",
        "Lejre Forsyning",
        "Boligselskabet Strandparken",
        "Miljøstyrelsen",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fra Køge til Høje Taastrup, Aarhus og Nykøbing Falster.",
            ["Køge", "Høje Taastrup", "Aarhus", "Nykøbing Falster"],
        ),
        ("I Ringsted bor 25.000. Ringsteds borgere.", ["Ringsted", "Ringsteds"]),
        ("Flygtninge fra Ukraine og Syrien til Danmark", ["Ukraine", "Syrien", "Danmark"]),
        (
            "Udviklingen på Sjælland, Fyn og i Vest- og Sydsjælland",
            ["Sjælland", "Fyn", "Vest- og Sydsjælland"],
        ),
        ("Broen i Vejen og stien på Als", ["Vejen", "Als"]),
        ("Køge Nord og Vejle Midtby", ["Køge Nord", "Vejle Midtby"]),
        ("4600 Køge, Kgs. Lyngby, Nr. Alslev og Viby J", ["Køge", "Kgs. Lyngby", "Nr. Alslev", "Viby J"]),
        ("Ejendommen Møllevej 14-16 og Ny Vestergade 3", ["Møllevej 14-16", "Ny Vestergade 3"]),
        (
            "Skt. Knuds Gade 2. Søndre Ringvej. Nykøbing F. Møllevej er lukket.",
            ["Skt. Knuds Gade 2", "Søndre Ringvej", "Møllevej"],
        ),
        ("Nørregade 12B, Torvet 1 og Lykkebæk Allé", ["Nørregade 12B", "Torvet 1", "Lykkebæk Allé"]),
        (
            "ad Gammel Køge Landevej og H.C. Andersens Boulevard 5",
            ["Gammel Køge Landevej", "H.C. Andersens Boulevard 5"],
        ),
        ("Rosenhaven 12 og Karlstrupparken", ["Rosenhaven 12", "Karlstrupparken"]),
        ("Ny belægning på Vestergade. Ved Møllevej lægges rør.", ["Vestergade", "Møllevej"]),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vejen skal repareres. Give besked. Løsning: Mors sygdom. Odder lever ved åen.",
        "Køge Kommune, Køge kommune, Køge Byråd, Jobcenter Køge, Connect Køge",
        "Hans Borup og Pia Holbæk deltog, og Lis Lund mødte.",
        "Legeplads, Parkeringspladsen, Motorvej, Adgangsvejen, Byggeplads 3 og Genbrugspladsen",
        "Børnehaven er lukket. Skovbakken. Omvej. Torvet er nyt. Pladsen.",
        "Region Sjælland og Danmarks Statistik",
        "Stien lukkes. Samtale. Betale. Totale.",
        "",
    ],
)
def test_no_place(text: str) -> None:
    assert places(text) == []


def test_canonical_place_has_no_genitive() -> None:
    assert [mention.canonical for mention in find_places("Ringsteds, Randers’ og Horsens havn")] == [
        "Ringsted",
        "Randers",
        "Horsens",
    ]


@pytest.mark.parametrize(
    "piece", ["Aa ", "A-", "A- og ", "A.", "Køge Kommune ", "A/S ", "Vej ", "Ministeriet for A, ", "&", " "]
)
@pytest.mark.parametrize("find", [find_organisations, find_places])
def test_time_grows_linearly(find: Callable[[str], object], piece: str) -> None:
    assert_linear(find, piece, length=200_000)
