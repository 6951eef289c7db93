"""Tables of figures: which cells are sums, in what unit, and what is no table."""

from decimal import Decimal

import pytest

from nlp_referat.schema import Table
from nlp_referat.scope.tables import find_tables

MARKDOWN = "| I hele 1.000 kr. | 2026 | 2027 |\n| --- | --- | --- |\n| Stier | 250 | -75 |\n| Veje | 1.200 | (30) |\n"
TABS = "Tabel 2: Anlæg (mio. kr.)\n\tBudget 2026\tBudget 2027\nStier\t0,25\t−0,075\nVeje\t1,2\t-0,03\n"
SPACES = (
    "Beløb i t.kr.\nFormål          2026       2027\nStier            250        -75\nVeje           1.200       (30)\n"
)


def _values(table: Table) -> list[tuple[str, str, Decimal]]:
    return [(cell.row, cell.column.removeprefix("Budget "), cell.value) for cell in table.cells]


@pytest.mark.parametrize("text", [MARKDOWN, TABS, SPACES], ids=["markdown", "tabs", "spaces"])
def test_the_same_table_in_three_layouts(text: str) -> None:
    [table] = find_tables(text).tables
    assert _values(table) == [
        ("Stier", "2026", Decimal(250000)),
        ("Stier", "2027", Decimal(-75000)),
        ("Veje", "2026", Decimal(1200000)),
        ("Veje", "2027", Decimal(-30000)),
    ]
    assert (table.rows, table.currency) == (("Stier", "Veje"), "DKK")
    assert all(
        text[cell.start : cell.end].strip("()−-").replace(",", "").replace(".", "").isdigit() for cell in table.cells
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\t2026\t2027\nA\t1,5\t2\nB\t3\t4\n", [Decimal("1.5"), 2, 3, 4], id="no unit: as written"),
        pytest.param("Udgiften er 2 mio. kr.\n\t2026\t2027\nA\t1\t2\nB\t3\t4\n", [1, 2, 3, 4], id="a sum is no unit"),
        pytest.param(
            "\t1.000 kr.\tAntal\nA\t15\t2\nB\t3\t4\n",
            [15000, 2, 3000, 4],
            id="a unit over one column counts for it alone",
        ),
        pytest.param(
            "I 1.000 kr.\n\t2026\tÆndring i pct.\nA\t15\t2\nB\t3\t4\n", [15000, 2, 3000, 4], id="shares have no unit"
        ),
        pytest.param(
            "\t2026\t2027\nA\t1\t2\nB\t3\t4\n\nNote: alle tal i mio. kr.\n", [10**6, 2 * 10**6, 3 * 10**6, 4 * 10**6]
        ),
        pytest.param("I 1.000 EUR\n\t2026\t2027\nA\t1\t2\nB\t3\t\n", [1000, 2000, 3000], id="euro, and an empty cell"),
    ],
)
def test_units(text: str, expected: list[Decimal | int]) -> None:
    [table] = find_tables(text).tables
    assert [cell.value for cell in table.cells] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Dato\t3. maj 2026\nSted\tLokale 2\n",
        "Navn\tParti\nAnne\tV\nBo\tA\n",
        "Stien er 3 m bred  og 200 m lang.\nDen er fra 1972.\n",
        "Tlf. | 12 34 56 78\n",
    ],
)
def test_no_tables(text: str) -> None:
    found = find_tables(text)
    assert (found.tables, found.warnings) == ((), ())


def test_a_ragged_table_is_a_warning() -> None:
    text = "\t2026\t2027\nA\t1\t2\nB\t3\t4\t5\n"
    found = find_tables(text)
    assert found.tables == ()
    assert [(one.code, text[one.start : one.end]) for one in found.warnings] == [("table_unparsed", text[:-1])]
