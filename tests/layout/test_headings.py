"""Section headings: each name, each form, and the sentences that only begin like one."""

import datetime as dt

import pytest

from nlp_referat.layout.bodies import full_name
from nlp_referat.layout.headings import Heading, read_heading

NAMES = [
    ("Beslutning", "beslutning"),
    ("Endelig beslutning", "beslutning"),
    ("Afgørelse", "beslutning"),
    ("Referat", "beslutning"),
    ("Indstilling", "indstilling"),
    ("Indstilling og beslutning", "indstilling"),
    ("Forvaltningens indstilling", "indstilling"),
    ("Beslutningstema", "beslutningstema"),
    ("Resumé", "resume"),
    ("Resume", "resume"),
    ("Sagens kerne", "resume"),
    ("Sagsfremstilling", "sagsfremstilling"),
    ("Sagens indhold", "sagsfremstilling"),
    ("Beskrivelse af sagen", "sagsfremstilling"),
    ("Baggrund", "baggrund"),
    ("Baggrund og vurdering", "baggrund"),
    ("Problemstilling", "problemstilling"),
    ("Løsning", "løsning"),
    ("Kompetence", "kompetence"),
    ("Beslutningskompetence", "kompetence"),
    ("Sagen afgøres af", "kompetence"),
    ("Sagsgang og sagstype", "kompetence"),
    ("Sagsforløb", "kompetence"),
    ("Kommunikation", "kommunikation"),
    ("Økonomi", "økonomi"),
    ("Økonomiske konsekvenser", "økonomi"),
    ("Økonomiske og personalemæssige konsekvenser", "økonomi"),
    ("Retligt grundlag", "lovgrundlag"),
    ("Lovgrundlag", "lovgrundlag"),
    ("Tværgående konsekvenser", "konsekvenser"),
    ("Miljø- og klimamæssige konsekvenser", "miljø"),
    ("Høring", "høring"),
    ("Videre proces", "videre_proces"),
    ("Sagens videre forløb", "videre_proces"),
    ("Bilag", "bilag"),
    ("Sagens forløb", "historik"),
    ("Sagshistorik", "historik"),
    ("Fraværende", "fravær"),
    ("Inhabilitet", "inhabilitet"),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_names(name: str, kind: str) -> None:
    spaced = [" ".join(name)] if name.isalpha() else []
    for written in (name, name + ":", name.upper(), name.upper() + ":", name + " :", *spaced):
        heading = read_heading(written)
        assert heading is not None, written
        assert (heading.type, heading.rest) == (kind, len(written))


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("Beslutning: Godkendt.", "beslutning", "Godkendt."),
        ("Beslutning:** Godkendt.", "beslutning", "Godkendt."),
        ("BESLUTNING: Godkendt.", "beslutning", "Godkendt."),
        ("Udvalgets beslutning: Taget til efterretning.", "beslutning", "Taget til efterretning."),
        ("Indstilling: At planen godkendes.", "indstilling", "At planen godkendes."),
        ("Kompetence: Byrådet.", "kompetence", "Byrådet."),
        ("Beslutningskompetence: KB", "kompetence", "KB"),
        ("Sagsforløb: BY", "kompetence", "BY"),
        ("Økonomi: Ingen.", "økonomi", "Ingen."),
        ("Fraværende: Mads Holm (A)", "fravær", "Mads Holm (A)"),
        ("Økonomiudvalgets beslutning: Anbefales.", "beslutning", "Anbefales."),
        ("Beslutning 12. maj 2025: Godkendt.", "beslutning", "Godkendt."),
        ("Beslutn.:", "beslutning", ""),
        ("Beslutn.: Udsat.", "beslutning", "Udsat."),
        ("Besl.: Godkendt.", "beslutning", "Godkendt."),
        ("Indst.:", "indstilling", ""),
        ("Sagsfremst.:", "sagsfremstilling", ""),
    ],
)
def test_text_behind_the_colon(line: str, kind: str, text: str) -> None:
    heading = read_heading(line)
    assert heading is not None
    assert (heading.type, line[heading.rest :]) == (kind, text)


OF_BODIES = [
    ("Beslutning i Økonomiudvalget den 1. oktober 2018:", "Økonomiudvalget", dt.date(2018, 10, 1), False),
    ("Beslutning i Økonomiudvalget den 01-10-2018", "Økonomiudvalget", dt.date(2018, 10, 1), False),
    ("Beslutning fra Teknik- og Miljøudvalget, 10. september 2024, pkt. 56:", "Teknik- og Miljøudvalget",
     dt.date(2024, 9, 10), False),
    ("Kultur- og Idrætsudvalget, 03-04-2019, pkt. 44", "Kultur- og Idrætsudvalget", dt.date(2019, 4, 3), True),
    ("Kultur- og Idrætsudvalget, 3. april 2019, pkt. 44:", "Kultur- og Idrætsudvalget", dt.date(2019, 4, 3), True),
    ("Kultur- og Idrætsudvalget den 3. april 2019", "Kultur- og Idrætsudvalget", dt.date(2019, 4, 3), True),
    ("Byrådet, 12. maj 2025, pkt. 5:", "Byrådet", dt.date(2025, 5, 12), True),
    ("02/12/2024 Økonomiudvalget", "Økonomiudvalget", dt.date(2024, 12, 2), True),
    ("Økonomiudvalgets beslutning", "Økonomiudvalget", None, False),
    ("Økonomiudvalgets beslutning:", "Økonomiudvalget", None, False),
    ("Økonomiudvalgets beslutning den 12. maj 2025:", "Økonomiudvalget", dt.date(2025, 5, 12), False),
    ("Behandling i Økonomiudvalget", "Økonomiudvalget", None, False),
    ("Behandling i Økonomiudvalget den 12. maj 2025", "Økonomiudvalget", dt.date(2025, 5, 12), False),
    ("Beslutning i Social- og Sundhedsudvalget", "Social- og Sundhedsudvalget", None, False),
    ("Beslutning Byrådet den 27-02-2024", "Byrådet", dt.date(2024, 2, 27), False),
    ("Beslutning fra møde i Byrådet den 27. februar 2024", "Byrådet", dt.date(2024, 2, 27), False),
    ("Beslutning fra ØU den 12-05-2025", "Økonomiudvalget", dt.date(2025, 5, 12), False),
    ("Plan, Miljø og Teknik, 7. januar 2025, pkt. 207:", "Plan, Miljø og Teknik", dt.date(2025, 1, 7), True),
    ("Beslutning fra Plan og Klima, 7. januar 2025, pkt. 7", "Plan og Klima", dt.date(2025, 1, 7), False),
    ("ØU 12-05-2025", "Økonomiudvalget", dt.date(2025, 5, 12), True),
    ("Beslutning den 12. maj 2025", None, dt.date(2025, 5, 12), False),
    ("Beslutning 12. maj 2025:", None, dt.date(2025, 5, 12), False),
    ("Tidligere beslutning, Magistraten, 4. marts 2024", "Magistraten", dt.date(2024, 3, 4), False),
    ("BESLUTNING I ØKONOMIUDVALGET DEN 12. MAJ 2025", "Økonomiudvalget", dt.date(2025, 5, 12), False),
]  # fmt: skip


@pytest.mark.parametrize(("line", "body", "date", "is_bare"), OF_BODIES)
def test_decisions_of_bodies(line: str, body: str | None, date: dt.date | None, is_bare: bool) -> None:
    heading = read_heading(line)
    assert heading is not None
    found = (heading.type, heading.body and full_name(heading.body), heading.date, heading.is_bare)
    assert found == ("beslutning", body, date, is_bare)


def test_a_proposal_of_a_body_is_a_proposal() -> None:
    heading = read_heading("Indstilling fra Økonomiudvalget den 12. maj 2025")
    assert heading is not None
    assert (heading.type, heading.body, heading.date) == ("indstilling", "Økonomiudvalget", dt.date(2025, 5, 12))


NO_HEADINGS = [
    "",
    "Beslutning om økonomi træffes senere",
    "Beslutningen træffes af Byrådet den 12. maj 2025, når høringen er slut.",
    "Beslutningen blev udsat",
    "Økonomien er i balance.",
    "Høringen slutter den 1. maj.",
    "beslutning",
    "økonomi",
    "Bilaget er lukket",
    "Indstillingen blev godkendt",
    "Indstillingen godkendt.",
    "Byrådet vedtog den 12. maj 2025 planen",
    "Byrådet godkendte den 12. maj 2025.",
    "Økonomiudvalget behandler sagen den 12. maj 2025 og sender den videre til Byrådet.",
    "1. januar 2025 træder loven i kraft, og Byrådet orienteres",
    "Byrådet",
    "Økonomiudvalget",
    "Den 12. maj 2025",
    "12. maj 2025",
    "Byrådet behandlede sagen den 3. maj 2025, pkt. 4",
    "Lokalplan 12, vedtaget den 3. maj 2025, sag 4",
    "Mål: at alle børn lærer at svømme",
    "Klima: kommunen skal være neutral i 2040",
    "Sagen: se bilag 2",
    "Punkt 3: Beslutning om ny skole",
    "Godkendt.",
    "Bilag 1 - Referat af møde",
    "Ingen bilag",
    "Fraværende var Mads Holm og Lis Kær",
    "Beslutn. følger senere",
    "Indst. var klar.",
    "Bestyr.: Ida Lund",
]


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_no_headings(line: str) -> None:
    assert read_heading(line) is None


@pytest.mark.parametrize("written", ["lndstilling", "|ndstilling", "1ndstilling", "lndsti11ing"])
def test_letters_that_scanners_confuse(written: str) -> None:
    heading = read_heading(written)
    assert heading == Heading("indstilling", written, len(written))
