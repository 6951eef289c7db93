"""Lines without their marks, and page furniture."""

import pytest

from nlp_referat.layout.lines import skeleton, split_lines


@pytest.mark.parametrize(
    ("raw", "core", "level", "is_bold", "is_bullet"),
    [
        ("Beslutning", "Beslutning", 0, False, False),
        ("# Beslutning", "Beslutning", 1, False, False),
        ("#### **Beslutning**", "Beslutning", 4, True, False),
        ("**Beslutning**", "Beslutning", 0, True, False),
        ("**Beslutning:**", "Beslutning:", 0, True, False),
        ("__Beslutning__", "Beslutning", 0, True, False),
        ("**Beslutning:** Godkendt", "Beslutning:** Godkendt", 0, False, False),
        ("> Beslutning", "Beslutning", 0, False, False),
        ("- at planen", "at planen", 0, False, True),
        ("• at planen", "at planen", 0, False, True),
        ("   Beslutning   ", "Beslutning", 0, False, False),
        ("=== Beslutning ===", "Beslutning", 0, True, False),
        ("-- Beslutning", "Beslutning", 0, False, False),
        ("--- Beslutning ----", "Beslutning", 0, True, False),
        ("Underskrift: ----", "Underskrift: ----", 0, False, False),
        ("--- | ---", "--- | ---", 0, False, False),
        ("#hashtag", "#hashtag", 0, False, False),
        ("-5 pct.", "-5 pct.", 0, False, False),
        ("****", "", 0, False, False),
        ("# ", "", 1, False, False),
        ("", "", 0, False, False),
    ],
)
def test_marks(raw: str, core: str, level: int, is_bold: bool, is_bullet: bool) -> None:
    line = split_lines(f"før\n{raw}\nefter")[1]
    assert (line.core, line.level, line.is_bold, line.is_bullet) == (core, level, is_bold, is_bullet)
    assert (line.start, line.end) == (4, 4 + len(raw))
    assert raw[line.core_start - 4 : line.core_end - 4] == core


@pytest.mark.parametrize(
    "line", ["Side 3", "Side 3 af 12", "side 3/12", "- Side 3 -", "S. 3", "Side: 3", "Page 3 of 12"]
)
def test_page_numbers(line: str) -> None:
    assert split_lines(line)[0].is_furniture


@pytest.mark.parametrize("line", ["Side om side", "Siden 2019", "3 sider", "Punkt 3", "3", "Sag 3"])
def test_no_page_numbers(line: str) -> None:
    assert not split_lines(line)[0].is_furniture


def furniture(text: str) -> list[str]:
    return [line.core for line in split_lines(text) if line.is_furniture]


def test_running_heads() -> None:
    pages = (f"Byrådet 04-03-2025\t\tSide {page}\n\nVejen er slidt.\n\n" for page in range(1, 5))
    assert furniture("".join(pages)) == [f"Byrådet 04-03-2025\t\tSide {page}" for page in range(1, 5)]


def test_rising_lone_numbers_are_pages() -> None:
    assert furniture("tekst\n2\ntekst\n3\ntekst\n4\n") == ["2", "3", "4"]


def test_lone_numbers_of_a_table_are_no_pages() -> None:
    assert furniture("tekst\n7\ntekst\n3\ntekst\n4\n") == []


def test_repeated_headings_are_no_furniture() -> None:
    assert furniture("Beslutning\n\nGodkendt.\n\n" * 5) == []
    assert furniture("Beslutning 04-03-2025\n\nGodkendt.\n\n" * 5) == []


def test_blanks() -> None:
    lines = split_lines("A\nB\n\nC")
    assert [(line.after_blank, line.before_blank) for line in lines if line.core] == [
        (True, False),
        (False, True),
        (True, True),
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("lndstilling", "Indstilling"), ("B e s l u t n i n g", "Beslutning"), ("0konomi", "Økonomi")]
)
def test_skeleton_folds(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_skeleton_keeps_words_apart() -> None:
    assert skeleton("Bilag") != skeleton("Beslutning")
