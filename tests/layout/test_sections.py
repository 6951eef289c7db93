"""Inside an item: sections, the own decision, and what other bodies decided on the same matter."""

import datetime as dt

import pytest

from nlp_referat.layout.parse import parse_layout
from nlp_referat.schema import Item

MEETING = "Økonomiudvalget\n\nReferat\n\nMødedato: 12. maj 2026\n\n"


def items(*bodies: str) -> tuple[Item, ...]:
    """The items of a meeting of Økonomiudvalget on 12 May 2026, one for each body of text."""
    heads = (f"Punkt {number}: Sag om vej {number}\n\n{body}\n\n" for number, body in enumerate(bodies, 5))
    return parse_layout(MEETING + "".join(heads)).items


def first(body: str) -> Item:
    """The first of two items, so that its end is a head and not the document's."""
    found = items(body, "Beslutning\n\nTaget til efterretning.")
    assert [item.number for item in found] == ["5", "6"]
    return found[0]


def decision(body: str) -> str | None:
    found = first(body).decision
    return found.text if found else None


def history(body: str) -> list[tuple[str | None, dt.date | None]]:
    return [(earlier.committee, earlier.date) for earlier in first(body).history]


OWN_DECISIONS = [
    "Beslutning\n\nGodkendt.",
    "Beslutning:\nGodkendt.",
    "Beslutning: Godkendt.",
    "**Beslutning**\n\nGodkendt.",
    "**Beslutning:** Godkendt.",
    "## Beslutning\n\nGodkendt.",
    "### **Beslutning:**\n\nGodkendt.",
    "BESLUTNING\n\nGodkendt.",
    "B e s l u t n i n g\n\nGodkendt.",
    "Beslutning i Økonomiudvalget den 12. maj 2026:\n\nGodkendt.",
    "Beslutning i Økonomiudvalget den 12-05-2026\nGodkendt.",
    "Beslutning fra Økonomiudvalget, 12. maj 2026, pkt. 5:\nGodkendt.",
    "Økonomiudvalget, 12-05-2026, pkt. 5\n\nGodkendt.",
    "Økonomiudvalget den 12. maj 2026\n\nGodkendt.",
    "Økonomiudvalgets beslutning\n\nGodkendt.",
    "Økonomiudvalgets beslutning den 12. maj 2026: Godkendt.",
    "ØU 12-05-2026\n\nGodkendt.",
    "Beslutning den 12. maj 2026\n\nGodkendt.",
    "Beslutning 12. maj 2026:\nGodkendt.",
    "Udvalgets beslutning\n\nGodkendt.",
    "Behandling i Økonomiudvalget\n\nGodkendt.",
    "Referat\n\nGodkendt.",
    "Referat:\nGodkendt.",
    "Afgørelse\n\nGodkendt.",
    "Konklusion:\nGodkendt.",
    "Indstilling\n\nForvaltningen indstiller, at sagen godkendes.\n\nBeslutning\n\nGodkendt.",
    "Beslutning\n\nGodkendt.\n\nSagsfremstilling\n\nVejen er slidt.",
    "Indstilling\n\nAt sagen godkendes.\n\nBeslutning\n\nGodkendt.\n\nSagsfremstilling\n\nVejen er slidt.",
    "Sagsfremstilling\n\nVejen er slidt.\n\nBeslutning\n\nGodkendt.\n\nBilag\n\n- Kort over vejen",
    "Sagsfremstilling\n\nVejen er slidt.\n\nBeslutning\n\nGodkendt.\n\nBilag:\nKort over vejen",
    "Beslutning\n\nGodkendt.\n\nBilag 1: Kort over vejen\nBilag 2: Overslag",
    "Sagsfremstilling\n\nVejen er slidt.\n\nBeslutning\n\nGodkendt.\n\nØkonomi\n\nIngen.",
    "## Beslutning\n\nGodkendt.\n\n## Vejens tilstand\n\nDen er slidt.",
    "Beslutning\n\nGodkendt.\n\nSide 12 af 40",
    "Sagens forløb\n\n02/03/2026 Teknisk Udvalg\nAnbefales.\n\nBeslutning\n\nGodkendt.",
    (
        "Beslutning i Teknisk Udvalg den 2. marts 2026:\n\nAnbefales.\n\n"
        "Beslutning i Økonomiudvalget den 12. maj 2026:\n\nGodkendt."
    ),
    "Teknisk Udvalg, 02-03-2026, pkt. 44\n\nAnbefales.\n\nØkonomiudvalget, 12-05-2026, pkt. 5\n\nGodkendt.",
    "Beslutning\n\nGodkendt.\n\nBeslutning i Teknisk Udvalg den 2. marts 2026\n\nAnbefales.",
    "Beslutning i Økonomiudvalget den 14. april 2026:\n\nUdsat.\n\nBeslutning\n\nGodkendt.",
]


@pytest.mark.parametrize("body", OWN_DECISIONS)
def test_own_decision(body: str) -> None:
    assert decision(body) == "Godkendt."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Beslutning\n\nGodkendt.\n\nFraværende: Mads Holm (A)", "Godkendt.\n\nFraværende: Mads Holm (A)"),
        ("Beslutning\n\nGodkendt.\n\nFraværende\n\nMads Holm (A)", "Godkendt.\n\nFraværende\n\nMads Holm (A)"),
        ("Beslutning\n\n1. Godkendt.\n2. Udsat.", "1. Godkendt.\n2. Udsat."),
        ("Beslutning\n\nAt 1: Godkendt.\n\nAt 2: Udsat.", "At 1: Godkendt.\n\nAt 2: Udsat."),
        ("Beslutning\n\nAd 1) Godkendt.\nAd 2) Udsat.", "Ad 1) Godkendt.\nAd 2) Udsat."),
        ("Beslutning\n\nPkt. 1: Godkendt.\nPkt. 2: Udsat.", "Pkt. 1: Godkendt.\nPkt. 2: Udsat."),
        ("Beslutning\n\n- Godkendt.\n- Udsat.", "- Godkendt.\n- Udsat."),
        ("Beslutning\n\nAfstemning:\nFor: A, V og C (17)\nImod: Ø (2)\n\nGodkendt.",
         "Afstemning:\nFor: A, V og C (17)\nImod: Ø (2)\n\nGodkendt."),
        ("Beslutning\n\nGodkendt.\n\nInhabilitet: Lis Kær (V) forlod lokalet.",
         "Godkendt.\n\nInhabilitet: Lis Kær (V) forlod lokalet."),
        ("Beslutning\n\nØkonomiudvalget godkendte den 12. maj 2026 planen.\n\nSag nr. 46 optages igen.",
         "Økonomiudvalget godkendte den 12. maj 2026 planen.\n\nSag nr. 46 optages igen."),
        ("Beslutning\n\n1. januar 2027 begynder ordningen.", "1. januar 2027 begynder ordningen."),
    ],
)  # fmt: skip
def test_what_belongs_to_a_decision(body: str, text: str) -> None:
    assert decision(body) == text


NO_DECISIONS = [
    "Indstilling\n\nForvaltningen indstiller, at sagen godkendes.",
    "Sagsfremstilling\n\nByrådet vedtog vejen i 2024. Beslutning om belægning træffes senere.",
    "Beslutning i Teknisk Udvalg den 2. marts 2026:\n\nAnbefales.",
    "Teknisk Udvalg, 02-03-2026, pkt. 44\n\nAnbefales.",
    "Sagens forløb\n\n02/03/2026 Teknisk Udvalg\n\nGodkendt.",
    "Sagens forløb\n\nBeslutning: Godkendt.\n\nSagsfremstilling\n\nVejen er slidt.",
    "Beslutning i Økonomiudvalget den 14. april 2026:\n\nUdsat.",
    "Byrådets beslutning den 24. marts 2026\n\nTilbage til udvalget.",
    "Kompetence\n\nByrådet.",
]


@pytest.mark.parametrize("body", NO_DECISIONS)
def test_no_own_decision(body: str) -> None:
    assert decision(body) is None


TU, BY, ØU = "Teknisk Udvalg", "Byrådet", "Økonomiudvalget"
MARCH, APRIL = dt.date(2026, 3, 2), dt.date(2026, 4, 14)
HISTORIES = [
    ("Sagens forløb\n\n02/03/2026 Teknisk Udvalg\nAnbefales.\n14/04/2026 Økonomiudvalget\nUdsat.",
     [(TU, MARCH), (ØU, APRIL)]),
    ("Sagshistorik\n\n02-03-2026 Teknisk Udvalg\n\nAnbefales.", [(TU, MARCH)]),
    ("Sagens forløb\n\nTeknisk Udvalg 2. marts 2026\n\nAnbefales.", [(TU, MARCH)]),
    ("Beslutning i Teknisk Udvalg den 2. marts 2026:\n\nAnbefales.", [(TU, MARCH)]),
    ("Beslutning fra Teknisk Udvalg, 2. marts 2026, pkt. 56:\nAnbefales.", [(TU, MARCH)]),
    ("Teknisk Udvalg, 02-03-2026, pkt. 44\n\nAnbefales.", [(TU, MARCH)]),
    ("Teknisk Udvalg den 2. marts 2026:\nAnbefales.", [(TU, MARCH)]),
    ("Teknisk Udvalgs beslutning den 2. marts 2026\n\nAnbefales.", [(TU, MARCH)]),
    ("Behandling i Teknisk Udvalg den 2. marts 2026\n\nAnbefales.", [(TU, MARCH)]),
    ("**Beslutning i Teknisk Udvalg den 02-03-2026**\n\nAnbefales.", [(TU, MARCH)]),
    ("Beslutning i Økonomiudvalget den 14. april 2026\n\nUdsat.", [(ØU, APRIL)]),
    ("BR 02-03-2026\n\nGodkendt.", [(BY, MARCH)]),
    ("Indstilling fra Teknisk Udvalg den 2. marts 2026\n\nAt sagen godkendes.", []),
    ("Sagsfremstilling\n\nTeknisk Udvalg behandlede sagen den 2. marts 2026.", []),
    ("Kompetence\n\nTeknisk Udvalg den 2. marts 2026\nØkonomiudvalget den 12. maj 2026\nByrådet den 26. maj 2026", []),
]  # fmt: skip


@pytest.mark.parametrize(
    "own", ["", "\n\nBeslutning\n\nGodkendt.", "\n\nØkonomiudvalget, 12-05-2026, pkt. 5\n\nGodkendt."]
)
@pytest.mark.parametrize(("body", "expected"), HISTORIES)
def test_histories(body: str, expected: list[tuple[str, dt.date]], own: str) -> None:
    assert history(body + own) == expected
    assert decision(body + own) == ("Godkendt." if own else None)


def test_the_text_of_earlier_decisions() -> None:
    body = "Sagens forløb\n\n02/03/2026 Teknisk Udvalg\nAnbefales.\nLis Kær (V) stemte imod.\n\nBeslutning\n\nGodkendt."
    document = MEETING + f"Punkt 5: Vej\n\n{body}\n\nPunkt 6: Sti\n\nBeslutning\n\nUdsat.\n"
    earlier = parse_layout(document).items[0].history
    assert [document[one.start : one.end] for one in earlier] == ["Anbefales.\nLis Kær (V) stemte imod."]


def test_sections_in_order() -> None:
    names = ["Resumé", "Indstilling", "Kompetence", "Sagsfremstilling", "Økonomi", "Retligt grundlag", "Høring",
             "Videre proces", "Bilag", "Beslutning"]  # fmt: skip
    item = first("\n\n".join(f"{name}\n\nTekst om {name.lower()}." for name in names))
    assert [section.type for section in item.sections] == [
        "resume", "indstilling", "kompetence", "sagsfremstilling", "økonomi", "lovgrundlag", "høring", "videre_proces",
        "bilag", "beslutning",
    ]  # fmt: skip
    assert [section.title for section in item.sections] == names


def test_tables_hold_no_headings() -> None:
    table = "Område\tBudget\tBeslutning\nVeje\t1,2\tGodkendt\nStier\t0,4\tUdsat"
    item = first(f"Sagsfremstilling\n\n{table}\n\nBeslutning\n\nGodkendt.")
    assert [section.type for section in item.sections] == ["sagsfremstilling", "beslutning"]


def test_attachments_are_one_section() -> None:
    item = first("Beslutning\n\nGodkendt.\n\nBilag\n\nBilag 1: Kort\nBilag 2: Overslag\nBilag 3: Tegning")
    assert [section.type for section in item.sections] == ["beslutning", "bilag"]


@pytest.mark.parametrize(
    ("title", "told", "decision"),
    [
        ("Dagsorden", "OK.", "OK."),
        ("Referat fra sidst", "I orden. Underskrevet på skærm.", "I orden. Underskrevet på skærm."),
        ("Eventuelt", "–\nNæste møde er i maj.", "–\nNæste møde er i maj."),
        ("Dagsorden", "Forslag til dagsorden er sendt ud.\n\nBo Krog var forhindret.", None),  # more than a few words
        ("Ny sti", "Stien er smal.", None),  # of a matter, it is told and not decided
        ("Meddelelser", "Stien er åbnet.", None),
    ],
)
def test_a_formality_needs_no_heading_beside_decisions(title: str, told: str, decision: str | None) -> None:
    text = f"Teknisk Udvalg, 3. maj 2025\n\n1. {title}\n{told}\n\n2. Ny bro\nBroen er smal.\nBeslutning: Udsat.\n"
    first, second = parse_layout(text).items
    assert (first.decision.text if first.decision else None) == decision
    assert second.decision is not None


@pytest.mark.parametrize(("body", "is_own"), [("Byrådet", True), ("Teknisk Udvalg", False)])
def test_what_the_council_decided_is_its_own(body: str, is_own: bool) -> None:
    text = f"{body}, 3. maj 2025\n\nPunkt 1. Ny bro\nBroen er smal.\nByrådet besluttede:\nBroen bygges.\n"
    text += "Beslutning: Udsat.\n" if not is_own else ""
    [item] = parse_layout(text).items
    assert item.decision is not None
    assert (item.decision.text, len(item.history)) == (("Broen bygges.", 0) if is_own else ("Udsat.", 1))
