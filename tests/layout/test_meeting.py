"""The head of minutes: body, municipality, date, time, place, kind of document."""

import datetime as dt

import pytest

from nlp_referat.layout.parse import parse_layout
from nlp_referat.schema import Referat

ITEMS = "\n\nPunkt 1: Dagsorden\n\nBeslutning\n\nGodkendt.\n\nPunkt 2: Eventuelt\n\nBeslutning\n\nIntet.\n"


def parse(head: str) -> Referat:
    layout = parse_layout(head + ITEMS)
    assert [item.number for item in layout.items] == ["1", "2"]
    return layout


HEADS = [
    ("REFERAT Kulturudvalget d. 03-12-2025", "Kulturudvalget", dt.date(2025, 12, 3)),
    ("# REFERAT Kulturudvalget 2022-2025 d. 03-12-2025", "Kulturudvalget", dt.date(2025, 12, 3)),
    ("Referat - Kommunalbestyrelsen den 28. oktober 2014", "Kommunalbestyrelsen", dt.date(2014, 10, 28)),
    ("Økonomiudvalget – Referat – 1. oktober 2018", "Økonomiudvalget", dt.date(2018, 10, 1)),
    ("Referat\n\nTeknisk Udvalg\n\n4. marts 2025", "Teknisk Udvalg", dt.date(2025, 3, 4)),
    ("TEKNISK UDVALG\n\nREFERAT\n\nTirsdag den 4. marts 2025", "Teknisk Udvalg", dt.date(2025, 3, 4)),
    ("Forside: Udvalg: Byrådet Dato: 04-03-2025 Tid: 17:00 Sted: Byrådssalen", "Byrådet", dt.date(2025, 3, 4)),
    ("Udvalg: Byrådet\nDato: 4. marts 2025\nTid: kl. 17.00\nSted: Byrådssalen", "Byrådet", dt.date(2025, 3, 4)),
    ("Åbent referat\nfra møde i Socialudvalget tirsdag den 4. marts 2025", "Socialudvalget", dt.date(2025, 3, 4)),
    ("Beslutningsprotokol for Byrådets møde den 4/3 2025", "Byrådet", dt.date(2025, 3, 4)),
    ("Referat af byrådsmøde den 4. marts 2025", "Byrådet", dt.date(2025, 3, 4)),
    ("Referat fra ekstraordinært kommunalbestyrelsesmøde, 4/3 2025", "Kommunalbestyrelsen", dt.date(2025, 3, 4)),
    ("REFERAT AF ØKONOMIUDVALGSMØDE\n\n4. marts 2025", "Økonomiudvalget", dt.date(2025, 3, 4)),
    ("Udvalget for Børn og Skole\nReferat\nMødedato: Onsdag d. 05. marts 2025", "Udvalget for Børn og Skole",
     dt.date(2025, 3, 5)),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "date"), HEADS)
def test_body_and_date(head: str, body: str, date: dt.date) -> None:
    layout = parse(head)
    assert layout.meeting.committee is not None
    assert (layout.meeting.committee.name, layout.meeting.date, layout.kind) == (body, date, "referat")
    assert layout.meeting.location in (None, "Byrådssalen")  # no head is where they met


TOP = "Teknisk Udvalg\n\nReferat\n\n"
FACTS = [
    ("Mødedato: onsdag den 3. december 2025, kl. 16:30\nMødested: Mødelokale 3", "16:30", "Mødelokale 3"),
    ("Mødedato:\t03-12-2025\nMødetidspunkt:\t16:30\nMødested:\tMødelokale 3", "16:30", "Mødelokale 3"),
    (
        "**Mødedato:** 3. december 2025\n**Mødetidspunkt:** kl. 16.30\n**Mødested:** Mødelokale 3",
        "16:30",
        "Mødelokale 3",
    ),
    ("Mødedato\n3. december 2025\n\nMødetidspunkt\n16.30 - 18.00\n\nMødested\nMødelokale 3", "16:30", "Mødelokale 3"),
    ("Dato: 3. december 2025\nTid: 16.30\nSted: Mødelokale 3, Rådhuset", "16:30", "Mødelokale 3, Rådhuset"),
    ("Dato 3. december 2025\nTidspunkt 16:30\nLokale: Mødelokale 3", "16:30", "Mødelokale 3"),
    ("Mødedato: 3. december 2025\nStarttidspunkt: 8:15\nLokale: Kantinen", "08:15", "Kantinen"),
    ("Dato: 3. december 2025 Kl.: 16.30 Sted: Mødelokale 3", "16:30", "Mødelokale 3"),
    ("Forside: Dato: 03-12-2025 Tid: 16:30 Sted: Mødelokale 3 Deltagere: Lis Kær (V)", "16:30", "Mødelokale 3"),
    ("Onsdag 3. december 2025 kl. 16.30 | Sundhedshuset, lokale 3", "16:30", "Sundhedshuset, lokale 3"),
    ("Dato ...... 3. december 2025, 16:30\nSted ...... Kulturværftet, sal 3", "16:30", "Kulturværftet, sal 3"),
    ("Mødedato: 3. december 2025", None, None),
    ("Mødedato: 3. december 2025\nByrådsmedlemmerne mødes til kaffe", None, None),
    ("Onsdag den 3. december 2025 kl. 16.30, kommunalbestyrelsens mødesal", "16:30", "kommunalbestyrelsens mødesal"),
]


@pytest.mark.parametrize(("facts", "time", "location"), FACTS)
def test_facts(facts: str, time: str | None, location: str | None) -> None:
    meeting = parse(TOP + facts).meeting
    assert (meeting.date, meeting.time, meeting.location) == (dt.date(2025, 12, 3), time, location)


@pytest.mark.parametrize(
    ("head", "municipality"),
    [
        ("Struer Kommune\n\nByrådet\n\nReferat 4. marts 2025", "Struer Kommune"),
        ("Byrådet\n\nReferat 4. marts 2025\n\nHerning Kommune - Torvet 1", "Herning Kommune"),
        ("Byrådet\n\nReferat 4. marts 2025", None),
    ],
)
def test_municipality(head: str, municipality: str | None) -> None:
    assert parse(head).meeting.municipality == municipality


def test_dates_of_other_meetings_are_not_the_meetings() -> None:
    head = "Teknisk Udvalg\n\nReferat\n\nMødedato: 4. marts 2025\n\nUdskrevet: 9. april 2025\nNæste møde: 1. april 2025"
    assert parse(head).meeting.date == dt.date(2025, 3, 4)


LONG = " Til stede var formanden, fire medlemmer, sekretæren og otte tilhørere, som blev budt velkommen af formanden."


@pytest.mark.parametrize(
    ("opening", "date"),
    [
        ("Møde mandag den 19. marts 1956 kl. 16 i byrådssalen. Borgmester Bo Ek ledede mødet.", dt.date(1956, 3, 19)),
        ("Ordinært møde d. 4. maj 2026 i kantinen.", dt.date(2026, 5, 4)),
        ("Møderne holdes i 2026. Planen blev vedtaget den 4. maj 2024.", None),
        ("Skolen blev indviet den 4. maj 1956 af kongen.", None),
    ],
)
def test_a_paragraph_that_opens_with_the_meetings_date(opening: str, date: dt.date | None) -> None:
    assert parse(f"Prøve Byråds protokol\n\n{opening}{LONG}").meeting.date == date


AGENDA = "Punkt 1: Ny sti\n\nIndstilling\n\nForvaltningen indstiller, at stien anlægges.\n\nPunkt 2: Eventuelt\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dagsorden\n\nTeknisk Udvalg den 4. marts 2025\n\n" + AGENDA, "dagsorden"),
        ("Mødeindkaldelse\n\nTeknisk Udvalg den 4. marts 2025\n\n" + AGENDA, "dagsorden"),
        ("Dagsorden\n\nTeknisk Udvalg den 4. marts 2025" + ITEMS, "referat"),
        ("Et brev om ingenting\n\nKære Lis\n\nTak for sidst.\n", "andet"),
        ("", "andet"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    layout = parse_layout(text)
    assert layout.kind == kind
    if kind == "dagsorden":
        assert [item.decision for item in layout.items] == [None, None]


TOLD = "\n\nPunkt 1. Ny sti\n\nStien går over åen. Rådet var med på ideen.\n\nPunkt 2. Eventuelt\n\nIntet.\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ældrerådet den 4. marts 2025\nTil stede var Lis Kær, Mads Holm og Bo Dam." + TOLD, "referat"),
        ("Ældrerådet den 4. marts 2025\nLis Kær havde meldt afbud." + TOLD, "referat"),
        ("Ældrerådet den 4. marts 2025\nTil stede: Lis Kær (formand), Mads Holm." + TOLD, "referat"),
        ("Ældrerådet den 4. marts 2025\nFremmødte medlemmer:\nLis Kær, Mads Holm" + TOLD, "referat"),
        ("Tirsdag den 4. marts 2025 afholdtes ordinært møde i Ældrerådet." + TOLD, "referat"),
        ("Ældrerådet den 4. marts 2025\nTil stede:\nAfbud:\n" + TOLD, "dagsorden"),
        ("Ældrerådet den 4. marts 2025\nMedlemmer: Lis Kær, Mads Holm" + TOLD, "dagsorden"),
        ("Tirsdag den 4. marts 2025 holdt Ældrerådet møde i kantinen." + TOLD, "referat"),
        ("Ældrerådet den 4. marts 2025" + TOLD + "\nMødet sluttede kl. 15.30.", "referat"),
        ("Dagsorden og referat\n\nÆldrerådet den 4. marts 2025\nTil stede var Lis Kær." + TOLD, "referat"),
        ("Dagsorden og referat\n\nÆldrerådet den 4. marts 2025" + TOLD, "dagsorden"),
        ("Ældrerådet holder møde den 4. marts 2025\nDeltagere: Lis Kær og Mads Holm" + TOLD, "dagsorden"),
        ("Ældrerådet den 4. marts 2025\nMødet slutter kl. 15.30." + TOLD, "dagsorden"),
        (
            "Ældrerådet den 4. marts 2025\nAlle var mødt. Formanden bød velkommen og gik over til dagsordenen." + TOLD,
            "referat",
        ),
        ("Ældrerådet. Ref. 4/3 2025, kl. 8-10" + TOLD, "referat"),
        ("Ældrerådet den 4. marts 2025. Ref. 25.183" + TOLD, "dagsorden"),
        ("Dagsorden til mødet.\nÆldrerådet den 4. marts 2025. Sidst var Lis Kær mødt." + TOLD, "dagsorden"),
        ("Dagsorden for Ældrerådet\nVed sidste møde var Lis Kær til stede." + TOLD, "dagsorden"),
    ],
)
def test_a_meeting_told_as_past_has_minutes(text: str, kind: str) -> None:
    layout = parse_layout(text)
    assert layout.kind == kind
    assert [item.decision is not None for item in layout.items] == [kind == "referat"] * 2


def test_people() -> None:
    head = TOP + "Mødedato: 4. marts 2025\n\nMedlemmer: Lis Kær (V), Mads Holm (A)\nAfbud: Bo Krogh Lund (C)"
    people = [(one.name, one.status, one.party) for one in parse(head).meeting.participants]
    assert people == [("Lis Kær", "present", "V"), ("Mads Holm", "present", "A"), ("Bo Krogh Lund", "absent", "C")]


@pytest.mark.parametrize(
    ("told", "present", "absent"),
    [
        ("Til stede var Ida Lund, formand, Bo Krog og Ea Holm.", ["Ida Lund", "Bo Krog", "Ea Holm"], []),
        ("Til stede var Ida Lund og Bo Krog. Havnefoged Kim Friis førte pennen.", ["Ida Lund", "Bo Krog"], []),
        ("Nærværende var udvalgets medlemmer Ida Lund og Bo Krog.", ["Ida Lund", "Bo Krog"], []),
        (
            "Til stede på mødet var: Ida Lund, Jens Chr. Krog. Afbud: Ea Holm",
            ["Ida Lund", "Jens Chr. Krog"],
            ["Ea Holm"],
        ),
        ("Afbud havde Ea Holm.", [], ["Ea Holm"]),
        ("Til stede var ingen borgere.", [], []),
    ],
)
def test_people_told_in_a_sentence(told: str, present: list[str], absent: list[str]) -> None:
    text = f"Kulturudvalget, referat, 3. marts 2025\n\n{told}\n\nPunkt 1: Budget\n\nBeslutning\n\nGodkendt.\n"
    people = parse_layout(text).meeting.participants
    assert [one.name for one in people if one.status == "present"] == present
    assert [one.name for one in people if one.status == "absent"] == absent


def test_what_is_missing_is_warned_of() -> None:
    layout = parse("Referat")
    assert (layout.meeting.committee, layout.meeting.date, layout.meeting.time) == (None, None, None)
    assert [warning.code for warning in layout.warnings] == ["no_committee", "no_date"]
