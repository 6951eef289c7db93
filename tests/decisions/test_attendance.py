"""Absentees and substitutes of one item."""

import pytest

from nlp_referat.decisions.attendance import find_attendance, read_attendance

ABSENT = [
    ("Fraværende: Signe Krog, Bo Dam (V)", ["Signe Krog", "Bo Dam"]),
    ("Fraværende med afbud: Signe Krog (A)", ["Signe Krog"]),
    ("Fraværende uden afbud: Signe Krog", ["Signe Krog"]),
    ("Afbud: Bo Dam", ["Bo Dam"]),
    ("Afbud fra Bo Dam og Lis Sø.", ["Bo Dam", "Lis Sø"]),
    ("Godkendt.\n\nFraværende Signe Krog", ["Signe Krog"]),
    ("Godkendt - Fraværende: Bo Dam", ["Bo Dam"]),
    ("FRAVÆRENDE: Bo Dam", ["Bo Dam"]),
    ("**Fraværende:** Bo Dam", ["Bo Dam"]),
    ("Bo Dam (V) var fraværende.", ["Bo Dam"]),
    ("Bo Dam, Ida Lund og Ole Friis var fraværende.", ["Bo Dam", "Ida Lund", "Ole Friis"]),
    ("Ej til stede: Bo Dam (C)", ["Bo Dam"]),
    ("Ikke til stede: Bo Dam Rask (C)\n\nGodkendt.", ["Bo Dam Rask"]),
    ("Fraværende:\nBo Dam (A)\nIda Lund (V)\nGodkendt", ["Bo Dam", "Ida Lund"]),
    ("Fraværende Bo Dam og\nIda Lund", ["Bo Dam", "Ida Lund"]),
    ("Fraværende: Bo Dam, V, Ida Lund, A", ["Bo Dam", "Ida Lund"]),
    ("Fraværende: Jens-Erik Ø. Holm (A), Mohamed al-Hassan (B)", ["Jens-Erik Ø. Holm", "Mohamed al-Hassan"]),
    ("Afbud: Borgmester Anne Lund, Bo E. Krog (V).", ["Anne Lund", "Bo E. Krog"]),
    ("Bo Dam deltog ikke i sagens behandling (inhabil).", ["Bo Dam"]),
    ("Bo Dam (V) erklærede sig inhabil og forlod mødet under punktet.", ["Bo Dam"]),
    ("Bo Dam (V) var ikke inhabil.", []),
    ("Bo Dam udeblev uden afbud.", ["Bo Dam"]),
    ("Bo Dam har sendt afbud.", ["Bo Dam"]),
    ("Fraværende: Bo Dam (V). Fraværende: Bo Dam (V)", ["Bo Dam"]),
    ("Fraværende i Solby Kommunalbestyrelse, 4. maj 2022:\n\nIda Lund\n\nSe bilag", ["Ida Lund"]),
    ("Godkendt.\n\nFraværende\nBo Dam (boda) V, Ida Lund (idlu) Ø", ["Bo Dam", "Ida Lund"]),
    ("Fraværende:\nBo Dam. Ruth Sund deltog ikke i behandlingen, da hun er inhabil.", ["Bo Dam", "Ruth Sund"]),
    ("Fravær med afbud:\n• Bo Dam – der var ingen suppleant\n\nFravær uden afbud: Ida Lund", ["Bo Dam", "Ida Lund"]),
    ("Fraværende med afbud:\n\nBo Dam (A), sygdom.\nIda Lund (B), barsel.", ["Bo Dam", "Ida Lund"]),
    ("Fraværende: Ingen", []),
    ("Fraværende: \nGodkendt.", []),
    ("Afbud: -", []),
    ("Godkendt.", []),
    ("Bo Dam (V) forlod mødet kl. 18.", []),
    ("Valgt blev Ida Lund med Bo Dam som stedfortræder.", []),
    ("Udvalget godkendte, at Ida Lund indkaldes som stedfortræder for Bo Dam.", []),
    ("Sygefraværet i Teknik og Miljø blev drøftet.", []),
]


@pytest.mark.parametrize(("text", "absent"), ABSENT)
def test_absent(text: str, absent: list[str]) -> None:
    assert list(read_attendance(text)[0]) == absent


SUBSTITUTES = [
    ("Fraværende: Bo Dam (V). Som stedfortræder deltog Ida Lund (M).", [("Ida Lund", "M", "Bo Dam")]),
    ("Ida Lund (M) mødte som stedfortræder for Bo Dam.", [("Ida Lund", "M", "Bo Dam")]),
    ("Som stedfortræder for Bo Dam deltog Ida Lund (M).", [("Ida Lund", "M", "Bo Dam")]),
    ("Fraværende: Bo Dam (V) - Ida Lund (V) mødte som stedfortræder.", [("Ida Lund", "V", "Bo Dam")]),
    ("Bo Dam havde meldt afbud, og Ida Lund deltog i stedet.", [("Ida Lund", None, "Bo Dam")]),
    ("I stedet for Bo Dam (A) deltog Ida Lund (A).", [("Ida Lund", "A", "Bo Dam")]),
    ("Bo Dam har sendt afbud. I stedet deltog Ida Lund.", [("Ida Lund", None, "Bo Dam")]),
    ("Fraværende: Bo Dam (A). For ham mødte Ida Lund (A).", [("Ida Lund", "A", "Bo Dam")]),
    ("Fravær med afbud:\n• Bo Dam – Ida Lund deltog som suppleant", [("Ida Lund", None, "Bo Dam")]),
    ("Suppleant: Ida Lund for Bo Dam", [("Ida Lund", None, "Bo Dam")]),
    ("Afbud: Bo Dam (V) (stedfortræder: Ida Lund)", [("Ida Lund", None, "Bo Dam")]),
    (
        "Bo Dam har afbud, suppleant er Ida Lund\nOle Friis har afbud, suppleant er Per Vang",
        [("Ida Lund", None, "Bo Dam"), ("Per Vang", None, "Ole Friis")],
    ),
    (
        "Fraværende: Bo Dam (V), Ole Friis (A). Som stedfortrædere deltog Ida Lund (V) og Per Vang (A).",
        [("Ida Lund", "V", None), ("Per Vang", "A", None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SUBSTITUTES)
def test_substitutes(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    absent, substitutes = read_attendance(text)
    assert [(s.name, s.party, s.for_) for s in substitutes] == expected
    assert "Bo Dam" in absent
    assert "Ida Lund" not in absent


def test_spans_cover_what_was_read_and_leave_the_decision() -> None:
    text = "Godkendt.\n\nFraværende: Bo Dam (V). Som stedfortræder deltog Ida Lund (M).\n\nUdvalget takkede."
    assert [text[a:b] for a, b in find_attendance(text).spans] == [
        "Fraværende: Bo Dam (V).",
        "Som stedfortræder deltog Ida Lund (M).",
    ]
