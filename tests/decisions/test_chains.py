"""A matter's way through the bodies: competence sections, chains in titles, whom a proposal speaks to."""

import pytest

from nlp_referat.decisions.chains import addressed, next_stop, point_sends_on, read_competence, title_chain

OWN = "Socialudvalget"
COMPETENCE = [
    # (text, who decides, where it goes next)
    ("Kommunalbestyrelsen har kompetence til at vedtage planen.", "Kommunalbestyrelsen", "Kommunalbestyrelsen"),
    ("Kompetencen ligger hos udvalget.", OWN, None),
    ("Fagudvalget", OWN, None),
    ("Socialudvalget indstiller til Byrådet, som træffer den endelige afgørelse.", "Byrådet", "Byrådet"),
    ("Socialudvalget har kompetencen inden for den af Byrådet fastlagte ramme.", OWN, None),
    ("Beslutningskompetence\n\nSocialudvalget, Økonomiudvalget og Byrådet", "Byrådet", "Økonomiudvalget"),
    ("Sagsgang: SOU den 3/5, ØU den 10/5, BY den 20/5", "Byrådet", "Økonomiudvalget"),
    ("Socialudvalget: indstilling\nØkonomiudvalget: indstilling\nByrådet: beslutning", "Byrådet", "Økonomiudvalget"),
    ("Socialudvalget: beslutning\nByrådet: orientering", OWN, "Byrådet"),
    ("Sagen behandles i Socialudvalget og afgøres i Byrådet.", "Byrådet", "Byrådet"),
    ("Sagen hører under Byrådets kompetence.", "Byrådet", "Byrådet"),
    ("Ældrerådet høres. Socialudvalget træffer beslutning.", OWN, None),
    ("Socialudvalget, Ældrerådet", OWN, None),
    ("Sagen skal ikke forelægges Byrådet.", None, None),
    ("Udvalget eller Byrådet", None, "Byrådet"),
    ("Afgøres af udvalget, medmindre et medlem indbringer sagen for Byrådet", None, "Byrådet"),
    ("Kommunens styrelsesvedtægt", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "decides", "following"), COMPETENCE)
def test_competence(text: str, decides: str | None, following: str | None) -> None:
    found = read_competence(text, OWN)
    assert (found.decider.body if found.decider else None) == decides
    after = next_stop(found.way, OWN)
    assert (after.body if after else None) == following
    assert all(text[stop.start : stop.end] for stop in found.way)


@pytest.mark.parametrize(
    ("title", "bodies"),
    [
        ("SOU/ØU/KB - Nyt værested", ["SOU", "Økonomiudvalget", "Kommunalbestyrelsen"]),
        ("Nyt værested (ØU/BY)", ["Økonomiudvalget", "Byrådet"]),
        ("Socialudvalget/Byrådet - Nyt værested", ["Socialudvalget", "Byrådet"]),
        ("ØU/KB: Nyt værested", ["Økonomiudvalget", "Kommunalbestyrelsen"]),
        ("A/B Lillebæk - tilskud", []),
        ("IT/OT - drift", []),
        ("Samarbejde med Nabokøbing/Lillebæk - Socialudvalget", []),
        ("Økonomi - Socialudvalget", []),
    ],
)
def test_title_chain(title: str, bodies: list[str]) -> None:
    assert [stop.body for stop in title_chain(title, OWN)] == bodies


def test_bodies_of_one_rank_are_beside_each_other() -> None:
    assert next_stop(title_chain("MBU/BSU/ØU/KB - Sti", "Miljø- og Byudvalget"), "Miljø- og Byudvalget") is None


@pytest.mark.parametrize(
    ("proposal", "bodies"),
    [
        ("Forvaltningen indstiller til Byrådet, at planen godkendes.", ["Byrådet"]),
        ("Forvaltningen anbefaler, at Byrådet godkender planen.", ["Byrådet"]),
        ("Direktionen indstiller til Byrådet, at Socialudvalgets beslutning stadfæstes.", ["Byrådet"]),
        ("Det indstilles til Økonomiudvalget og Byrådet:\n1. at planen vedtages", ["Økonomiudvalget", "Byrådet"]),
        ("Forvaltningen indstiller, at udvalget over for Byrådet anbefaler, at planen vedtages", [OWN, "Byrådet"]),
        ("Forvaltningen indstiller,\n1. at planen vedtages\n2. at beløbet anbefales til Byrådet", []),
        ("Forvaltningen indstiller, at udvalget drøfter sagen med Ældrerådet", [OWN]),
        ("Planen godkendes.", []),
    ],
)
def test_addressed(proposal: str, bodies: list[str]) -> None:
    assert [stop.body for stop in addressed(proposal, OWN)] == bodies


@pytest.mark.parametrize(
    ("point", "body"),
    [
        ("at beløbet anbefales til Byrådet", "Byrådet"),
        ("at planen oversendes til Økonomiudvalget", "Økonomiudvalget"),
        ("at planen sendes til Byrådet til orientering", None),
        ("at planen vedtages", None),
    ],
)
def test_a_point_that_sends_on(point: str, body: str | None) -> None:
    stop = point_sends_on(point, OWN)
    assert (stop.body if stop else None) == body
