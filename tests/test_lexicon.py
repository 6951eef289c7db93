"""Packaged knowledge: complete, consistent, and read right."""

from collections import Counter

import pytest
from growth import assert_linear

from nlp_referat.lexicon import (
    find_municipality,
    municipalities,
    municipality_named,
    parse_party,
    parties,
    party_letter,
    read_toml,
    read_words,
    regions,
)


def test_all_municipalities_once() -> None:
    assert len(municipalities()) == 98
    assert len({municipality.code for municipality in municipalities()}) == 98
    assert len({municipality.name for municipality in municipalities()}) == 98
    assert all(len(municipality.code) == 4 and municipality.code.isdigit() for municipality in municipalities())


def test_municipalities_per_region() -> None:
    assert Counter(municipality.region for municipality in municipalities()) == {
        "Region Hovedstaden": 29,
        "Region Sjælland": 17,
        "Region Syddanmark": 22,
        "Region Midtjylland": 19,
        "Region Nordjylland": 11,
    }


def test_no_two_municipalities_share_a_domain_or_spelling() -> None:
    domains = [domain for municipality in municipalities() for domain in municipality.domains]
    spellings = [spelling for municipality in municipalities() for spelling in municipality.spellings]
    assert len(domains) == len(set(domains))
    assert len(spellings) == len(set(spellings))
    assert all(domain.endswith(".dk") and domain == domain.lower() for domain in domains)


def test_councils() -> None:
    # As counted in public: 63 byråd, 34 kommunalbestyrelser, and Copenhagen's borgerrepræsentation.
    assert Counter(municipality.council for municipality in municipalities()) == {
        "byråd": 63,
        "kommunalbestyrelse": 34,
        "borgerrepræsentation": 1,
    }


def test_every_region_has_a_council_and_oestdanmark_follows_two() -> None:
    assert {region.council for region in regions()} == {"regionsråd"}
    assert {region.name for region in regions() if region.until == 2026} == {
        "Region Hovedstaden",
        "Region Sjælland",
    }
    assert {region.name for region in regions() if region.since == 2027} == {"Region Østdanmark"}
    assert {municipality.region for municipality in municipalities()} < {region.name for region in regions()}


def test_party_letters_are_unique() -> None:
    letters = [party.letter for party in parties()]
    assert len(letters) == len(set(letters))


def test_missing_data_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read_words("findes_ikke")
    with pytest.raises(FileNotFoundError):
        read_toml("findes_ikke")


def test_words_have_no_comments_and_no_blanks() -> None:
    towns = read_words("towns")
    assert len(towns) > 300
    assert all(town == town.strip() and "#" not in town for town in towns)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Køge", "Køge Kommune"),
        ("KØGE", "Køge Kommune"),
        ("Københavns", "Københavns Kommune"),
        ("Bornholms", "Bornholms Regionskommune"),
        ("Århus", "Aarhus Kommune"),
        ("Høje Taastrup", "Høje-Taastrup Kommune"),
        ("Nordfyns", "Nordfyns Kommune"),
        ("Vesthimmerlands", "Vesthimmerlands Kommune"),
        ("Assens", "Assens Kommune"),
        ("Åbenrå", "Aabenraa Kommune"),
        ("Malmø", None),
    ],
)
def test_spellings(spelling: str, name: str | None) -> None:
    assert municipality_named(spelling) == name


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("A", "A"),
        ("(A)", "A"),
        ("Socialdemokratiet", "A"),
        ("Socialdemokraternes", "A"),
        ("Det Konservative Folkeparti", "C"),
        ("Konservative", "C"),
        ("Det Radikale Venstre", "B"),
        ("Venstre", "V"),
        ("Venstre, Danmarks Liberale Parti", "V"),
        ("SF", "F"),
        ("SF's", "F"),
        ("DF", "O"),
        ("LA", "I"),
        ("Liste T", "T"),
        ("liste Ø", "Ø"),
        ("T", "T"),
        ("LB", "LB"),
        ("Løsgænger", "Løsgænger"),
        ("løsgænger", "Løsgænger"),
        ("UP", "UP"),
        ("Uden for parti", "UP"),
        ("Lokallisten", "Lokallisten"),
        ("Tønder Listen", "Tønder Listen"),
        ("Afbud", None),
        ("formand", None),
        ("a", None),
        ("ABC", None),
        ("Ventelisten", None),
        ("", None),
    ],
)
def test_parse_party(text: str, party: str | None) -> None:
    assert parse_party(text) == party


def test_party_letter_knows_genitives() -> None:
    assert [party_letter(name) for name in ("Venstres", "Liberal Alliances", "DF’s", "Bylisten")] == [
        "V",
        "I",
        "O",
        None,
    ]


FILLER = "Forvaltningen redegør for sagen og de økonomiske forhold i de kommende år.\n" * 40

PUBLISHERS = [
    ("Køge Kommune\nReferat fra Socialudvalget\n1. Godkendelse af dagsorden", "Køge Kommune"),
    ("KØGE KOMMUNE\n\nReferat", "Køge Kommune"),
    ("Referat fra Faaborg-Midtfyn Kommunes Teknikudvalg", "Faaborg-Midtfyn Kommune"),
    ("Aarhus Byråd onsdag den 4. marts", "Aarhus Kommune"),
    ("Kommunalbestyrelsen i Lejre\nMødedato 3. marts 2026", "Lejre Kommune"),
    ("Borgerrepræsentationens møde torsdag den 5. marts", "Københavns Kommune"),
    ("Bornholms Regionskommune\nKommunalbestyrelsen", "Bornholms Regionskommune"),
    ("Referat\nSted: Mødelokale 2, Viborg Rådhus", "Viborg Kommune"),
    ("Referat af møde\nSpørgsmål til sekretariat@koege.dk", "Køge Kommune"),
    ("Referat af møde\nSe www.faxekommune.dk/politik", "Faxe Kommune"),
    # The neighbour is named more often, but only with others' words before it, and further down.
    (
        "Referat Teknikudvalget\nStevns Kommune\n"
        + FILLER
        + "Aftalen med Faxe Kommune forlænges. Udgiften deles med Faxe Kommune. "
        "Svaret fra Faxe Kommune er vedlagt.",
        "Stevns Kommune",
    ),
    # Nothing in the head; the own municipality acts, the neighbour is a partner.
    (
        "Referat Teknikudvalget\n"
        + FILLER
        + "Vejene i Sorø Kommune slides. Sorø Kommune har søgt midler.\n"
        + FILLER
        + "Samarbejdet med Ringsted Kommune og med Slagelse Kommune fortsætter. Ringsted Kommune bidrager.",
        "Sorø Kommune",
    ),
    # A list of municipalities.
    (
        "Referat Erhvervsudvalget\n" + FILLER + "Odder Kommune deltager i projektet.\nDeltagere:\n- Horsens Kommune\n"
        "- Samsø Kommune\n- Hedensted Kommune\n- Skanderborg Kommune\n",
        "Odder Kommune",
    ),
    # A region in a municipality's minutes, and the other way round.
    (
        "Gladsaxe Kommune\nReferat\n1. Høring fra Region Hovedstaden\nRegion Hovedstaden har sendt planen.",
        "Gladsaxe Kommune",
    ),
    (
        "Regionsrådet\nReferat\nRegion Sjælland har modtaget svar fra Køge Kommune. Svaret er vedlagt.",
        "Region Sjælland",
    ),
    (
        "Region Nordjylland\nReferat fra Forretningsudvalget\nHjørring Kommune har svaret.",
        "Region Nordjylland",
    ),
    ("Køge Byråd\n1. Valg til Regionsrådet\nRegion Sjælland indkalder.", "Køge Kommune"),
    ("Køge Kommune\nØkonomiudvalget\n1. Svar til Regionsrådet\nRegion Sjælland spørger.", "Køge Kommune"),
    ("Økonomiudvalget\n1. Svar til Regionsrådet\nRegion Sjælland spørger. Køge Kommune svarer.", "Køge Kommune"),
    ("# Referat fra Regionsrådets møde\nRegion Midtjylland har budgetteret.", "Region Midtjylland"),
    # Two as much as each other; none.
    ("Fællesmøde mellem Køge Byråd og Greve Byråd", None),
    ("Referat af møde i Socialudvalget den 3. marts 2026", None),
    ("Referat\n" + FILLER + "Borgeren flyttede fra Herning Kommune.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), PUBLISHERS)
def test_find_municipality(text: str, expected: str | None) -> None:
    assert find_municipality(text) == expected


@pytest.mark.parametrize("piece", ["Køge Kommune ", "A-", "a.dk", "Byrådet i A ", "K", " ", "Kommune "])
def test_time_grows_linearly(piece: str) -> None:
    assert_linear(find_municipality, piece, length=200_000)
