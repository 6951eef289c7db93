"""Whole small documents: numbered things that are no items, texts that are no minutes, and layouts at the edge."""

import pytest

from nlp_referat.layout.parse import parse_layout

HEAD = "Teknik- og Fritidsudvalget\n\nReferat\n\nMødedato: 12. maj 2026\n\n"
FILLER = "Sagen har været drøftet med foreningerne i foråret, og der er ikke kommet indvendinger."

# What may stand in the text of an item without being the head of another.
NUMBERED = [
    "1. at planen godkendes\n2. at sagen sendes i høring\n3. at der gives 2 mio. kr.",
    "1. Planen godkendes\n2. Sagen sendes i høring\n3. Der gives 2 mio. kr.",
    "1. Planen godkendes\n\n2. Sagen sendes i høring\n\n3. Der gives 2 mio. kr.",
    "1. Skolen\n\n2. Hallen\n\n3. Svømmehallen\n\n4. Biblioteket",
    "1. Skolen\n2. Hallen\n3. Svømmehallen\n4. Biblioteket\n5. Museet\n6. Havnen",
    "**1. Skolen**\n\nDen er slidt.\n\n**2. Hallen**\n\nDen er ny.\n\n**3. Havnen**\n\nDen er dyb.",
    "### 1. Baggrund\n\nDen er slidt.\n\n### 2. Vurdering\n\nDen er ny.\n\n### 3. Tidsplan\n\nSnart.",
    "1. Baggrund\n\nDen er slidt.\n\n2. Økonomi\n\nDen er ny.\n\n3. Tidsplan\n\nSnart.",
    "1.1 Skolen\n1.2 Hallen\n2.1 Havnen",
    "1) Skolen\n2) Hallen\n3) Havnen",
    "3 Børn\n4 Voksne\n5 Ældre",
    "1 Skolen\n2 Hallen\n3 Havnen",
    "Beslutning\tAnsvarlig\tFrist\nUdbud\tLis Kær\t1. maj",
    "Økonomi\t1,2\nBeslutninger om havnen",
    "a. Skolen\nb. Hallen\nc. Havnen",
    "- 1. Skolen\n- 2. Hallen",
    "1\tSkolen\t1.200\n2\tHallen\t800\n3\tHavnen\t400",
    "Område\t2026\t2027\nSkolen\t1,2\t1,3\nHallen\t0,8\t0,9",
    "| Nr. | Sted | Kr. |\n|---|---|---|\n| 1 | Skolen | 1.200 |\n| 2 | Hallen | 800 |",
    "Udvalget behandlede sagen under punkt 3 og\npunkt 4 på mødet i april.",
    "Sagen hænger sammen med sag nr. 46 om havnen og\nsag nr. 47 om stien.",
    "Sag nr. 46 blev behandlet i april, og sag nr. 47 følger i juni.",
    "Punkt 3 i aftalen siger, at havnen skal uddybes.\nPunkt 4 siger, hvem der betaler.",
    "1. januar 2027 begynder ordningen.\n2. februar 2027 gøres den op.",
    "1. januar 2027: Ordningen begynder\n2. februar 2027: Høring\n3. marts 2027: Vedtagelse",
    "1. kvartal 2027: Udbud\n2. kvartal 2027: Byggeri\n3. kvartal 2027: Indvielse",
    "1. behandling sker i juni.\n2. behandling sker i august.",
    "§ 1. Havnen er åben for alle.\n§ 2. Havnen lukker kl. 22.\nStk. 2. Fiskere er undtaget.",
    "Stk. 2. Det gælder ikke fiskere.\nStk. 3. Ministeren fastsætter regler.",
    "Bilag 1: Kort\nBilag 2: Overslag\nBilag 3: Tegning",
    "Figur 1: Havnen\nFigur 2: Stien\nTabel 1: Udgifter",
    "Mål 1: Flere cykler\nMål 2: Færre biler\nMål 3: Bedre luft",
    "Nr. 1 på listen er skolen, nr. 2 er hallen.",
    "8.30: Ankomst\n9.00: Velkomst\n12.00: Frokost",
    "Havnevej 12\nHavnevej 14\nHavnevej 16",
    "Tlf. 12 34 56 78\n5600 Havnby\n2026",
]


@pytest.mark.parametrize("form", ["Punkt {}: {}", "{}. {}", "# {}. {}", "Pkt. {}\n{}", "{}.     {}", "{}\tÅBENT {}"])
@pytest.mark.parametrize("place", ["Indstilling", "Sagsfremstilling", "Beslutning"])
@pytest.mark.parametrize("numbered", NUMBERED)
def test_numbered_text_heads_no_items(numbered: str, place: str, form: str) -> None:
    titles = ("Godkendelse af dagsorden", "Uddybning af havnen", "Eventuelt")
    texts = dict.fromkeys(("Indstilling", "Sagsfremstilling", "Beslutning"), FILLER)
    text = HEAD
    for number, title in enumerate(titles, 1):
        texts[place] = f"{FILLER}\n\n{numbered}" if number == 2 else FILLER
        text += form.format(number, title) + "\n\n"
        text += "".join(f"{name}\n\n{content}\n\n" for name, content in texts.items())
    layout = parse_layout(text)
    assert [(item.number, item.title) for item in layout.items] == list(zip("123", titles, strict=True))
    # Attachments and marked headings end a decision; all else is part of it.
    is_part = place == "Beslutning" and not numbered.startswith(("Bilag", "###"))
    decided = f"{FILLER}\n\n{numbered}" if is_part else FILLER
    assert [item.decision.text if item.decision else None for item in layout.items] == [FILLER, decided, FILLER]


NO_MINUTES = {
    "newsletter": """Nyhedsbrev fra Havnby Idrætsforening

1. Ny træner

Vi har fået en ny træner. Hun hedder Lis Kær og begynder den 1. maj.

2. Sommerfest

Festen holdes den 12. juni kl. 18. Det koster 150 kr. at deltage.

3. Dugnad

Kom og mal klubhuset. Vi giver kaffe.
""",
    "plan": """Sundhedspolitik 2026-2029

Indholdsfortegnelse

1.0 Forord 3
2.0 Baggrund 4
3.0 Mål og indsatser 6

1.0 Forord

Byrådet vedtog politikken den 12. maj 2026.

2.0 Baggrund

Kommunens borgere lever længere end før.

2.1 Sundhed i tal

Hver femte borger ryger ikke mere.

3.0 Mål og indsatser

Vi vil have færre rygere.
""",
    "price list": """Takster 2027

1. Svømmehal, voksen 55 kr.
2. Svømmehal, barn 25 kr.
3. Sauna 80 kr.
4. Leje af håndklæde 20 kr.
""",
    "law": """Bekendtgørelse om havne

Kapitel 1

§ 1. Havnen er åben for alle.
Stk. 2. Ministeren kan fastsætte regler.

§ 2. Beslutning om lukning træffes af kommunalbestyrelsen.

Kapitel 2

§ 3. Overtrædelse straffes med bøde.
""",
    "letter": """Kære Lis Kær

Tak for din henvendelse af 3. maj. Vi har behandlet din sag nr. 2026-014512.

1. Du har ret til hjælp.
2. Du kan klage inden fire uger.

Venlig hilsen
Poul Holm
""",
    "English": """Annual report 2025

1. Introduction

The council met four times.

2. Decisions

The board approved the budget.

3. Outlook

We expect growth.
""",
    "counts": """Tilmeldte\n\n1 Svømmehal\n2 Sauna\n3 Havnebad\n4 Spa\n\nI alt 10\n""",
    "recipe": """Boller i karry

1. Rør farsen.
2. Form bollerne.
3. Kog dem i ti minutter.
""",
    "numbers": "1\n2\n3\n4\n5\n" * 20,
    "table": "Nr.\tNavn\tBeløb\n" + "".join(f"{n}\tPost {n}\t{n}00\n" for n in range(1, 40)),
    "contents alone": """Indholdsfortegnelse

1. Forord ........ 3
2. Vision ........ 4
3. Handleplan ........ 9
""",
    "job": """Havnby Kommune søger en pædagog

Om stillingen
Du bliver en del af et team.

Kvalifikationer
- Du er uddannet pædagog
- Du har kørekort

Yderligere oplysninger
Ring til Lis Kær på 12 34 56 78.
""",
    "questionnaire": """Spørgeskema om skolen

Spørgsmål 1: Hvor ofte cykler dit barn?

Spørgsmål 2: Hvad mener du om skolens mad?

Spørgsmål 3: Andet?
""",
    "contract": """Samarbejdsaftale

§ 1 Parterne

Aftalen er mellem Havnby Kommune og Havnby Boldklub.

§ 2 Økonomi

Kommunen giver 200.000 kr. om året.

§ 3 Opsigelse

Aftalen kan opsiges med tre måneders varsel.
""",
    "speech": "Kære alle. Først vil jeg sige tak. Punkt 1 er budgettet. Punkt 2 er skolerne. Beslutningen er jeres.\n",
    "binary": "\x00\x01PNG\x89\n\udc80 1. A\n" * 50,
}


@pytest.mark.parametrize("name", NO_MINUTES)
def test_what_is_no_minutes_has_no_items(name: str) -> None:
    layout = parse_layout(NO_MINUTES[name])
    assert [item.title for item in layout.items] == []
    assert layout.kind == "andet"
    assert [warning.code for warning in layout.warnings] == ["no_items"]


def test_an_agenda_has_items_and_no_decisions() -> None:
    text = """Dagsorden

Teknik- og Fritidsudvalget den 12. maj 2026

1. Godkendelse af dagsorden
Indstilling
At dagsordenen godkendes.

2. Uddybning af havnen
Sagsnr.: 23-000965
Indstilling
At 1. fase sættes i gang.

3. Eventuelt
"""
    layout = parse_layout(text)
    assert [item.number for item in layout.items] == ["1", "2", "3"]
    assert [item.decision for item in layout.items] == [None, None, None]
    assert layout.kind == "dagsorden"


def test_minutes_of_a_club_are_read_without_a_committee() -> None:
    text = """Havnby Boldklub
Referat af bestyrelsesmøde den 12. maj 2026

Til stede: Lis Kær, Mads Holm

Punkt 1: Godkendelse af referat
Beslutning: Godkendt.

Punkt 2: Nye trøjer
Beslutning: Der købes 20 blå trøjer.
"""
    layout = parse_layout(text)
    assert layout.meeting.committee is None
    assert [(item.number, item.decision and item.decision.text) for item in layout.items] == [
        ("1", "Godkendt."),
        ("2", "Der købes 20 blå trøjer."),
    ]


@pytest.mark.parametrize("heading", ["Beslutning   ", "Beslutning\t", "BESLUTNING      ", "Udvalget besluttede:\n"])
def test_decision_headings_of_their_own_kind(heading: str) -> None:
    text = f"{HEAD}Punkt 1: Havnen\n\n{heading}Godkendt.\n\nPunkt 2: Stien\n\n{heading}Udsat.\n"
    assert [item.decision and item.decision.text for item in parse_layout(text).items] == ["Godkendt.", "Udsat."]


def test_signatures_are_no_part_of_the_last_decision() -> None:
    text = f"{HEAD}Punkt 1: Havnen\n\nBeslutning\n\nGodkendt.\n\nPunkt 2: Stien\n\nBeslutning\n\nUdsat.\n\n"
    items = parse_layout(text + "Underskriftsside\n\nLis Kær\nMads Holm\n").items
    assert [item.decision and item.decision.text for item in items] == ["Godkendt.", "Udsat."]


def test_decision_lists_have_no_headings() -> None:
    text = HEAD + "1. Dagsorden\nGodkendt.\n\n2. Havnen\nUdvalget anbefalede en uddybning.\n\n3. Eventuelt\nIntet.\n"
    assert [(item.number, item.decision and item.decision.text) for item in parse_layout(text).items] == [
        ("1", "Godkendt."),
        ("2", "Udvalget anbefalede en uddybning."),
        ("3", "Intet."),
    ]


def test_an_outcome_without_heading_among_items_with_one() -> None:
    decided = f"{HEAD}Punkt 1: Havnen\n\nBeslutning\n\nGodkendt.\n\n"
    text = f"{decided}Punkt 2: Kort nyt\n\n{FILLER}\n\nPunkt 3: Eventuelt\n\nIntet.\n"
    decisions = [item.decision and item.decision.text for item in parse_layout(text).items]
    assert decisions == ["Godkendt.", None, "Intet."]


# Further layouts that a municipality could publish: (text below the head, items as number, title, decision).
DAGSORDEN, HALL, REST = "Godkendelse af dagsorden", "Ny svømmehal", "Eventuelt"
THREE = [("1", DAGSORDEN, "Godkendt."), ("2", HALL, "Udsat."), ("3", REST, "Intet.")]
LAYOUTS = {
    "capitals and text behind the colon": (
        "PUNKT 1\nGODKENDELSE AF DAGSORDEN\nBESLUTNING: Godkendt.\nPUNKT 2\nNY SVØMMEHAL\n"
        "INDSTILLING: At hallen bygges.\nSAGSFREMSTILLING: Den er slidt.\nBESLUTNING: Udsat.\n",
        [("1", DAGSORDEN.upper(), "Godkendt."), ("2", HALL.upper(), "Udsat.")],
    ),
    "leading zeros": (
        f"001 {DAGSORDEN}\n\nReferat:\nGodkendt.\n\n002 {HALL}\n\nReferat:\nUdsat.\n\n003 {REST}\n\nReferat:\nIntet.\n",
        [("001", DAGSORDEN, "Godkendt."), ("002", HALL, "Udsat."), ("003", REST, "Intet.")],
    ),
    "soft breaks and no blank lines": (
        f"1. {DAGSORDEN}\nBeslutning\nGodkendt.\n2. {HALL}\nIndstilling\nForvaltningen indstiller, at\n"
        "1. hallen opføres for 120 mio. kr. i 2026 og 2027 efter\nplanen\n2. der optages lån.\nBeslutning\nUdsat.\n"
        f"3. {REST}\nBeslutning\nIntet.\n",
        THREE,
    ),
    "the list of items right above them": (
        f"Dagsorden\n1 {DAGSORDEN}\n2 {HALL}\n3 {REST}\n\n1 {DAGSORDEN}\nBeslutning\nGodkendt.\n\n"
        f"2 {HALL}\nBeslutning\nUdsat.\n\n3 {REST}\nBeslutning\nIntet.\n",
        THREE,
    ),
    "a list above and Ad below": (
        f"Dagsorden:\n1. {DAGSORDEN}\n2. {HALL}\n3. {REST}\n\nAd 1. {DAGSORDEN}\nGodkendt.\n\n"
        f"Ad 2. {HALL}\nUdsat.\n\nAd 3. {REST}\nIntet.\n",
        THREE,
    ),
    "other bodies by genitive": (
        f"Punkt nr. 1 - {DAGSORDEN}\nTeknik- og Fritidsudvalgets beslutning:\nGodkendt.\nPunkt nr. 2 - {HALL}\n"
        "Ældrerådets beslutning:\nAnbefales.\nTeknik- og Fritidsudvalgets beslutning:\nUdsat.\n",
        THREE[:2],
    ),
    "the decision first": (
        f"Punkt 1 {DAGSORDEN}\nBeslutning Teknik- og Fritidsudvalget den 12-05-2026\nGodkendt.\nResumé\nKort.\n\n"
        f"Punkt 2 {HALL}\nBeslutning Teknik- og Fritidsudvalget den 12-05-2026\nUdsat.\n"
        "Beslutning Ældrerådet den 02-05-2026\nAnbefales.\nSagsfremstilling\nHallen er slidt.\n",
        THREE[:2],
    ),
    "columns": (
        f"Punkt 1      {DAGSORDEN}\n\nBeslutning   Godkendt.\n\nPunkt 2      {HALL}\n\nBeslutning   Udsat.\n",
        THREE[:2],
    ),
    "letters": pytest.param(
        f"A. {DAGSORDEN}\nBeslutning\nGodkendt.\n\nB. {HALL}\nBeslutning\nUdsat.\n",
        [("A", DAGSORDEN, "Godkendt."), ("B", HALL, "Udsat.")],
        marks=pytest.mark.xfail(strict=True, reason="items are counted by numbers only"),
    ),
    "the year behind the number": pytest.param(
        f"Punkt 1/2026 {DAGSORDEN}\n\nBeslutning\nGodkendt.\n\nPunkt 2/2026 {HALL}\n\nBeslutning\nUdsat.\n",
        [("1/2026", DAGSORDEN, "Godkendt."), ("2/2026", HALL, "Udsat.")],
        marks=pytest.mark.xfail(strict=True, reason="a number with a slash reads as a case's"),
    ),
    "a table of items": pytest.param(
        f"| Punkt | Emne | Beslutning |\n|---|---|---|\n| 1 | {DAGSORDEN} | Godkendt. |\n| 2 | {HALL} | Udsat. |\n",
        THREE[:2],
        marks=pytest.mark.xfail(strict=True, reason="rows of a table are no heads"),
    ),
}


@pytest.mark.parametrize(("below", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_further_layouts(below: str, expected: list[tuple[str, str, str]]) -> None:
    items = parse_layout(HEAD + below).items
    assert [(item.number, item.title, item.decision and item.decision.text) for item in items] == expected
