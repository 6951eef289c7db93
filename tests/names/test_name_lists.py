"""Lists of people: (list) -> (name, party, absent) of each."""

import pytest
from growth import assert_linear

from nlp_referat.names.name_lists import split_name_list

Row = tuple[str, str | None, bool]

LISTS: list[tuple[str, list[Row]]] = [
    ("Jens Holm, Ida Krogh", [("Jens Holm", None, False), ("Ida Krogh", None, False)]),
    (
        "Jens Holm (A), Ida Krogh (V) og Bo Lind (Ø)",
        [("Jens Holm", "A", False), ("Ida Krogh", "V", False), ("Bo Lind", "Ø", False)],
    ),
    (
        "Jens Holm\nIda Krogh\nBo Lind\n",
        [("Jens Holm", None, False), ("Ida Krogh", None, False), ("Bo Lind", None, False)],
    ),
    ("Xenia Ulvekær\nQuintus Balle", [("Xenia Ulvekær", None, False), ("Quintus Balle", None, False)]),
    ("Kent Hald, V\nLise Ward Holm, A", [("Kent Hald", "V", False), ("Lise Ward Holm", "A", False)]),
    ("1. Sanne Wibe, Ø\n2. Per Holm, A", [("Sanne Wibe", "Ø", False), ("Per Holm", "A", False)]),
    ("1) Sanne Wibe (Ø)\n2) Per Holm (A)", [("Sanne Wibe", "Ø", False), ("Per Holm", "A", False)]),
    ("- Sanne Wibe (Ø)\n- Per Holm (A)", [("Sanne Wibe", "Ø", False), ("Per Holm", "A", False)]),
    ("• Sanne Wibe (Ø)\n• Jens Kr. Holm (C)", [("Sanne Wibe", "Ø", False), ("Jens Kr. Holm", "C", False)]),
    (
        "Jens Kr. Holm (C), Aa. Lund (V) og J.P. Krogh",
        [("Jens Kr. Holm", "C", False), ("Aa. Lund", "V", False), ("J.P. Krogh", None, False)],
    ),
    ("Jens Holm (formand), Sine Krogh (næstformand)", [("Jens Holm", None, False), ("Sine Krogh", None, False)]),
    ("Jens Holm, formand\nSine Krogh\n", [("Jens Holm", None, False), ("Sine Krogh", None, False)]),
    ("Formand Jens Holm (V), Bo Lind (A)", [("Jens Holm", "V", False), ("Bo Lind", "A", False)]),
    ("Borgmester Jens Holm, 1. viceborgmester Bo Lind", [("Jens Holm", None, False), ("Bo Lind", None, False)]),
    ("Jens Holm (V, formand), Bo Lind (A)", [("Jens Holm", "V", False), ("Bo Lind", "A", False)]),
    ("Jens Holm (Venstre), Bo Lind (Løsgænger)", [("Jens Holm", "Venstre", False), ("Bo Lind", "Løsgænger", False)]),
    ("Poul-Erik Vester (B), Ida Krogh (A)", [("Poul-Erik Vester", "B", False), ("Ida Krogh", "A", False)]),
    # status
    ("Jens Holm (A), Bo Lind (V) (Afbud)", [("Jens Holm", "A", False), ("Bo Lind", "V", True)]),
    (
        "Jens Holm, Bo Lind (Afbud), Ida Krogh",
        [("Jens Holm", None, False), ("Bo Lind", None, True), ("Ida Krogh", None, False)],
    ),
    ("Jens Holm (O) - Afbud\nBo Lind (A)", [("Jens Holm", "O", True), ("Bo Lind", "A", False)]),
    (
        "Jens Holm, Bo Lind – afbud, Ida Krogh",
        [("Jens Holm", None, False), ("Bo Lind", None, True), ("Ida Krogh", None, False)],
    ),
    (
        "Jens Holm (C), formand\tTil stede\nBo Lind (A)\tAfbud\nIda Krogh (Ø)\tFraværende",
        [("Jens Holm", "C", False), ("Bo Lind", "A", True), ("Ida Krogh", "Ø", True)],
    ),
    (
        "Medlemmer\tParti\tTil stede\tAfbud\nJens Holm, formand\tA\tX\nBo Lind\tC\t\tX\n",
        [("Jens Holm", "A", False), ("Bo Lind", "C", True)],
    ),
    (
        "Parti\tTil stede\tAfbud\tFraværende\nJens Holm\tA\tX\nBo Lind\tC\t\tX\nIda Krogh\tV\t\t\tX",
        [("Jens Holm", "A", False), ("Bo Lind", "C", True), ("Ida Krogh", "V", True)],
    ),
    ("Afbud: Jens Holm", [("Jens Holm", None, True)]),
    ("Jens Holm\nAfbud: Bo Lind", [("Jens Holm", None, False), ("Bo Lind", None, True)]),
    ("Til stede: Jens Holm\nFraværende: Bo Lind", [("Jens Holm", None, False), ("Bo Lind", None, True)]),
    ("Fraværende: Bo Lind\nTil stede: Jens Holm", [("Bo Lind", None, True), ("Jens Holm", None, False)]),
    ("Alle medlemmer undtagen Bo Lind", [("Bo Lind", None, True)]),
    (
        "Afbud: Ida Holm (V). Karl Krogh (V) deltog som stedfortræder.",
        [("Ida Holm", "V", True), ("Karl Krogh", "V", False)],
    ),
    ("Jens Holm. Rie Lund deltog ikke i behandlingen af pkt. 4.", [("Jens Holm", None, False)]),
    ("Jens Holm, Bo Lind deltog ikke i punkt 7", [("Jens Holm", None, False)]),
    # line breaks inside names, in a list with commas
    (
        "Ove Juhl, Merete Kirk\n              Jensen, Lars Holm",
        [("Ove Juhl", None, False), ("Merete Kirk Jensen", None, False), ("Lars Holm", None, False)],
    ),
    (
        "Asger Holm, Daniel Krogh\nLund, Frode Friis (Afbud)",
        [("Asger Holm", None, False), ("Daniel Krogh Lund", None, False), ("Frode Friis", None, True)],
    ),
    (
        "Asger Holm, Daniel\nKrogh, Frode Friis",
        [("Asger Holm", None, False), ("Daniel Krogh", None, False), ("Frode Friis", None, False)],
    ),
    # surnames that are words for places, of people with a party
    (
        "Lars Fjord (A), Bent Ove Falster (V), Jens Torv (O)",
        [("Lars Fjord", "A", False), ("Bent Ove Falster", "V", False), ("Jens Torv", "O", False)],
    ),
    ("Jens Torv, Ida Holm (V)", [("Ida Holm", "V", False)]),
    # nobody
    ("Ingen", []),
    ("Ingen.", []),
    ("Alle var til stede", []),
    ("", []),
    ("Byrådssalen, Rådhuset", []),
    ("Mødet hævet kl. 18.30", []),
    ("Køge Kommune, Teknik og Miljø", []),
]


@pytest.mark.parametrize(("text", "rows"), LISTS)
def test_list(text: str, rows: list[Row]) -> None:
    entries = split_name_list(text)
    assert [(entry.name, entry.party, entry.absent) for entry in entries] == rows
    assert all(" ".join(text[entry.start : entry.end].split()) == entry.name for entry in entries)


SUBSTITUTES = [
    ("Ida Holm (suppleant for Bo Lind)", [("Ida Holm", "Bo Lind")]),
    ("Ida Holm (C), stedfortræder for Bo Lind", [("Ida Holm", "Bo Lind")]),
    ("Bo Lind havde meldt afbud, og Ida Holm deltog i stedet.", [("Bo Lind", None), ("Ida Holm", "Bo Lind")]),
    ("Afbud: Bo Lind\nSom stedfortræder deltog Ida Holm", [("Bo Lind", None), ("Ida Holm", "Bo Lind")]),
    ("Fraværende: Bo Lind – Ida Holm deltog som suppleant", [("Bo Lind", None), ("Ida Holm", "Bo Lind")]),
]


@pytest.mark.parametrize(("text", "rows"), SUBSTITUTES)
def test_substitutes(text: str, rows: list[tuple[str, str | None]]) -> None:
    assert [(entry.name, entry.substitute_for) for entry in split_name_list(text)] == rows


def test_the_label_may_stand_outside() -> None:
    entries = split_name_list("Bo Lind (V). Ida Holm (V) deltog som stedfortræder.", is_absent=True)
    assert [(entry.name, entry.absent, entry.substitute_for) for entry in entries] == [
        ("Bo Lind", True, None),
        ("Ida Holm", False, "Bo Lind"),
    ]


@pytest.mark.parametrize(
    "piece", ["1. ", "A ", "Jens Holm, ", "Jens\n", "(", "(A) ", ", ", " og ", "\t", "A.", "Afbud: ", " ", "X\tAfbud\n"]
)
def test_time_grows_linearly(piece: str) -> None:
    assert_linear(split_name_list, piece, length=40_000)
