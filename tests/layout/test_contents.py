"""Tables of contents: found in each form, and never taken for the items."""

import pytest

from nlp_referat.layout.contents import find_contents
from nlp_referat.layout.lines import split_lines
from nlp_referat.layout.parse import parse_layout

HEAD = "Skoleudvalget\n\nReferat 4. marts 2025\n\n"
TITLES = ("Godkendelse af dagsorden", "Ny skolestruktur i den nordlige del af kommunen", "Eventuelt")
BODY = "\n\nIndstilling\n\nAt sagen godkendes.\n\nBeslutning\n\nGodkendt.\n\n"
ITEMS = "".join(f"Punkt {number}: {title}{BODY}" for number, title in enumerate(TITLES, 7))

TABLES = [
    (
        "Indholdsfortegnelse\n\nPunkt 7: Godkendelse af dagsorden.......3\n"
        "Punkt 8: Ny skolestruktur i den nordl.......4\nPunkt 9: Eventuelt.......6"
    ),
    (
        "Indholdsfortegnelse\n\nPunkt 7: Godkendelse af dagsorden ..... 3\n\n"
        "Punkt 8: Ny skolestruktur i den nordl ..... 4\n\nPunkt 9: Eventuelt ..... 6"
    ),
    (
        "Indholdsfortegnelse\n\n7. Godkendelse af dagsorden\t3\n"
        "8. Ny skolestruktur i den nordlige del af kommunen\t4\n9. Eventuelt\t6"
    ),
    (
        "Indholdsfortegnelse\n\nPunkt 7: Godkendelse af dagsorden\n"
        "Punkt 8: Ny skolestruktur i den nordlige del af kommunen\nPunkt 9: Eventuelt"
    ),
    "Dagsorden\n\n7. Godkendelse af dagsorden\n8. Ny skolestruktur i den nordlige del af kommunen\n9. Eventuelt",
    (
        "Sagsoversigt\n\nPunkt 7 Godkendelse af dagsorden . . . . . 3\n"
        "Punkt 8 Ny skolestruktur i den . . . . . 4\nPunkt 9 Eventuelt . . . . . 6"
    ),
    "## Indholdsfortegnelse\n\nGodkendelse af dagsorden…3\nNy skolestruktur i den nordlige…4\nEventuelt…6",
    (
        "Punkt 7: Godkendelse af dagsorden.......3\nPunkt 8: Ny skolestruktur i den nordl.......4\n"
        "Punkt 9: Eventuelt.......6"
    ),
    (
        "Indholdsfortegnelse\n\nSide\n\nPunkt 7: Godkendelse af dagsorden ________ 3\n"
        "Punkt 8: Ny skolestruktur ________ 4\nPunkt 9: Eventuelt ________ 6"
    ),
    "",
]  # fmt: skip


@pytest.mark.parametrize("form", ["Punkt {}: {}", "{}. {}", "Pkt. {}\n{}", "## Punkt {}: {}"])
@pytest.mark.parametrize("table", TABLES)
def test_contents_are_no_items(table: str, form: str) -> None:
    items = "".join(form.format(number, title) + BODY for number, title in enumerate(TITLES, 7))
    layout = parse_layout(f"{HEAD}{table}\n\n{items}")
    assert [(item.number, item.title) for item in layout.items] == list(zip("789", TITLES, strict=True))
    assert [item.decision is not None for item in layout.items] == [True] * 3


def test_a_title_over_two_lines_is_whole_where_the_contents_have_it() -> None:
    contents = (
        "Indholdsfortegnelse\n\nPunkt 7: Ny skolestruktur i den nordlige del af kommunen.....3\n"
        "Punkt 8: Eventuelt.....4\n\n"
    )
    text = f"{HEAD}{contents}Punkt 7: Ny skolestruktur i den\nNordlige del af kommunen{BODY}Punkt 8: Eventuelt{BODY}"
    assert [item.title for item in parse_layout(text).items] == [
        "Ny skolestruktur i den Nordlige del af kommunen",
        "Eventuelt",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Veje\t12\nVeje i alt\t30\t42\nStier\t4\t5\n",
        "Der er afsat 3.\n\nIndhold\n\nSagen handler om en vej.\n",
        "Priser\n\nHal\t250\t300\nBane\t120\t150\n",
    ],
)
def test_tables_of_numbers_are_no_contents(text: str) -> None:
    assert not find_contents(split_lines(text)).lines


def test_entries_are_found_by_either_end_cut_short() -> None:
    contents = find_contents(split_lines("Godkendelse af dagsorden.....3\nKystsikring ved havnen i St.....4\n"))
    assert contents.entry("Kystsikring ved havnen i Strib") == "Kystsikring ved havnen i St"
    assert contents.entry("Godkendelse af dags") == "Godkendelse af dagsorden"
    assert contents.entry("Godkendelse af lokalplan") is None
    assert contents.entry("Kyst") is None
