"""Heads of items and of decisions in minutes off the beaten track. Everything is invented."""

import pytest

from nlp_referat.layout.parse import parse_layout

HEAD = "Havneudvalget\n\nReferat af mødet den 3. maj 2025\n\n"
TITLES = ["Gæstesejlernes afgift", "Isværkets lys", "Molefesten", "Ny kran"]


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [(item.number, item.title, item.decision and item.decision.text) for item in parse_layout(text).items]


def told(form: str, numbers: list[str], decision: str = "Sagen blev drøftet.") -> str:
    heads = [form.format(n=number, t=title) for number, title in zip(numbers, TITLES, strict=True)]
    return HEAD + "\n\n".join(f"{head}\nBeboerne klager.\n{decision}" for head in heads) + "\n"


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("{n}. {t}", ["I", "II", "III", "IV"]),
        ("{n}) {t}", ["VIII", "IX", "X", "XI"]),
        ("§ {n}. {t}", ["1", "2", "3", "4"]),
        ("§{n} {t}", ["11", "12", "13", "14"]),
        ("Ad {n}. {t}.", ["1", "2", "3", "4"]),
        ("{n} {t}", ["12/2025", "13/2025", "14/2025", "15/2025"]),
        ("### {n} {t}", ["9/2025", "10/2025", "11/2025", "12/2025"]),
    ],
)
@pytest.mark.parametrize("decision", ["Sagen blev drøftet.", "Beslutning: Drøftet."])
def test_items_under_other_numbers(form: str, numbers: list[str], decision: str) -> None:
    found = read(told(form, numbers, decision))
    assert [item[0] for item in found] == numbers
    assert [item[1].strip(".") for item in found] == TITLES


@pytest.mark.parametrize(
    "points",
    [
        "I. Molen males.\nII. Kranen sælges.\nIII. Festen flyttes.",
        "§ 1 Molen er offentlig.\n§ 2 Kranen er privat.\n§ 3 Festen er fri.",
        "12/2025 Molen\n13/2025 Kranen\n14/2025 Festen",
    ],
)
def test_what_is_numbered_so_inside_an_item_heads_nothing(points: str) -> None:
    text = told("{n}. {t}", ["1", "2", "3", "4"], f"{points}\n\nBeslutning\nDrøftet.")
    assert [item[:2] for item in read(text)] == list(zip("1234", TITLES, strict=True))


def test_agreements_in_paragraphs_are_no_minutes() -> None:
    text = "Aftale om havnen af den 3. maj 2025\n\n§ 1. Formål\nHavnen drives.\n\n§ 2. Økonomi\nKommunen giver penge.\n"
    assert read(text) == []


@pytest.mark.parametrize("mark", ["B: {d}", "**B:** {d}", "B:  {d}", "**Udvalget**\n\n{d}", "Udvalget\n\n{d}"])
def test_decisions_under_other_headings(mark: str) -> None:
    text = told("{n}. {t}", ["1", "2", "3", "4"], "\n" + mark.format(d="Det bliver der ikke noget af."))
    assert [item[2] for item in read(text)] == ["Det bliver der ikke noget af."] * 4


@pytest.mark.parametrize(
    "lines",
    [
        "A: 3 stemmer for.\nB: 2 stemmer imod.\nV: 2 stemmer for.",  # parties
        "Udvalget\nDet var en lang dag.",  # neither marked nor apart
    ],
)
def test_other_letters_and_words_decide_nothing(lines: str) -> None:
    text = told("{n}. {t}", ["1", "2", "3", "4"], f"Beslutning\nDrøftet.\n{lines}")
    assert all(decision is not None and decision.startswith("Drøftet.") for *_, decision in read(text))


def test_markdown_headings_of_the_items_level_are_items() -> None:
    text = told("### {n}. {t}", ["1", "2", "3", "4"], "\n**Beslutning**\n\nDrøftet.")
    text += "\n### Siden sidst\n\nDer var regn.\n\n**Beslutning**\n\nIntet.\n\n### Underskrifter\n\nIda Lund\n"
    assert [item[1] for item in read(text)] == [*TITLES, "Siden sidst"]


def test_how_long_an_item_may_take_is_not_its_title() -> None:
    numbers = ["1", "2", "3", "4"]
    assert [item[1] for item in read(told("{n}. {t} (15 min.)", numbers, "Beslutning: Drøftet."))] == TITLES


@pytest.mark.parametrize("mark", ["(Åben)", "(Lukket)", "(Åben sag)"])
def test_the_mark_of_access_between_number_and_title(mark: str) -> None:
    text = told("{n} " + mark + " {t}", ["1", "2", "3", "4"], "Afgørelse\nDrøftet.")
    assert [item[:2] for item in read(text)] == list(zip("1234", TITLES, strict=True))
    assert all(item.closed is ("Lukket" in mark) for item in parse_layout(text).items)


BLOCKS = "\n\n".join(f"{title}\nBeboerne klager.\nSagen blev drøftet." for title in TITLES) + "\n"


@pytest.mark.parametrize("closing", ["", "\nMødet sluttede kl. 17.\n"])
def test_titles_without_numbers_that_are_all_there_is(closing: str) -> None:
    assert [item[1] for item in read(HEAD + BLOCKS + closing)] == TITLES


@pytest.mark.parametrize(
    "text",
    [
        "En plan for havnen\n\n" + BLOCKS,  # no minutes
        HEAD + "".join(f"{title}\nBeboerne klager.\n\nSagen er gammel. Den er fra 1934.\n\n" for title in TITLES),
        HEAD + "Gæstesejlernes afgift\nSagen blev drøftet.\n\nDer var kaffe.\n",  # one alone
    ],
)
def test_other_blocks_are_no_items(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "mark", ["Lukket: Punkt 3: ", "**Lukket: Punkt 3: ", "Lukket sag - Punkt 3: ", "Åben: Punkt 3: "]
)
def test_the_mark_of_access_in_front_of_the_number(mark: str) -> None:
    text = told("Punkt {n}: {t}", ["1", "2", "3", "4"], "Beslutning\nDrøftet.").replace("Punkt 3: ", mark)
    items = parse_layout(text).items
    assert [(item.number, item.title.strip("*")) for item in items] == list(zip("1234", TITLES, strict=True))
    assert [item.closed for item in items] == [False, False, "Lukket" in mark, False]
