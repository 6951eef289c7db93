"""What a web page says around the minutes ends a decision; headings in plain words open it."""

import pytest

from nlp_referat.layout.parse import parse_layout

HEAD = "Teknisk Udvalg\n\nReferat\n\nMødedato: 12. maj 2026\n\n"


def decisions(body: str) -> list[str | None]:
    """The decision of the first of two items."""
    text = f"{HEAD}Punkt 1: Vej 1\n\n{body}\n\nPunkt 2: Vej 2\n\nBeslutning\n\nUdsat.\n"
    return [item.decision.text if item.decision else None for item in parse_layout(text).items]


CUT = [
    "Til toppen",
    "Tilbage til toppen\n\nKontakt\nByrup Kommune, Torvet 1",
    "Til toppen   Udskriv   Del siden\nKontakt: Byrup Kommune",
    "Vis bilag (3) | Del punktet",
    "Fandt du det, du søgte?  Ja  Nej",
    "Luk punkt",
    "Del siden\nFacebook\nLinkedIn\nPrint",
    "Sidst opdateret 19-11-2020\nByrup Kommune, Torvet 1",
    "Siden er opdateret den 3. maj 2026",
]


@pytest.mark.parametrize("tools", CUT)
def test_page_tools_end_a_decision(tools: str) -> None:
    assert decisions(f"Beslutning\n\nGodkendt.\n{tools}") == ["Godkendt.", "Udsat."]


@pytest.mark.parametrize("tools", CUT)
def test_an_empty_field_above_page_tools_is_empty(tools: str) -> None:
    assert decisions(f"Beslutning\n\n{tools}") == ["", "Udsat."]


@pytest.mark.parametrize(
    "said",
    ["Udskriv af protokollen sendes til naboerne.", "Sidst opdateret udgave af planen godkendt.", "Del 2 udgår."],
)
def test_the_same_words_in_a_sentence_do_not(said: str) -> None:
    assert decisions(f"Beslutning\n\nGodkendt.\n{said}") == [f"Godkendt.\n{said}", "Udsat."]


PLAIN = [
    "Sådan besluttede udvalget",
    "Det besluttede udvalget:",
    "Hvad blev besluttet?",
    "Vi besluttede",
    "Det blev:",
    "Sådan endte det",
    "Udvalget vedtog:",
]


@pytest.mark.parametrize("heading", PLAIN)
def test_headings_in_plain_words(heading: str) -> None:
    body = f"Hvad handler sagen om?\nEn vej.\nForvaltningen foreslår\nat den lukkes\n{heading}\nGodkendt."
    assert decisions(body) == ["Godkendt.", "Udsat."]


@pytest.mark.parametrize("heading", ["Sagsindhold:", "Hvad handler sagen om?", "Om sagen"])
def test_an_account_below_a_decision_is_none_of_it(heading: str) -> None:
    assert decisions(f"Beslutning\nGodkendt.\n\n{heading}\nVejen er smal, og Bo Ek vil have den lukket.") == [
        "Godkendt.",
        "Udsat.",
    ]
