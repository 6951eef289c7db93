"""Danish sentences -> the percentages in them: span, number as written, points, hedge, bound."""

from itertools import pairwise

import pytest
from growth import assert_linear

from nlp_referat.amounts import find_money, find_percent, parse_percent
from nlp_referat.schema import Percent


def show(percent: Percent) -> str:
    number = f"{percent.percent:f}" if percent.percent is not None else f"{percent.low:f}..{percent.high:f}"
    marks = [number, "point" * percent.point, "ca" * percent.approx, percent.bound or ""]
    return " ".join(mark for mark in marks if mark)


def percentages(text: str) -> list[tuple[str, str]]:
    found = find_percent(text)
    assert all(m.label == "PERCENT" for m in found)
    both = sorted(found + find_money(text), key=lambda m: m.start)
    assert all(a.end <= b.start for a, b in pairwise(both))
    return [(text[m.start : m.end], show(m.value)) for m in found]


FORMS = [
    ("78 %", "78"),
    ("100%", "100"),
    ("2,0 %", "2.0"),
    ("2.5 %", "2.5"),
    ("0,31 pct.", "0.31"),
    ("85 pct", "85"),
    ("85 Pct.", "85"),
    ("85 PCT.", "85"),
    ("85 procent", "85"),
    ("85 procents", "85"),
    ("85pct.", "85"),
    ("12½ pct.", "12.5"),
    ("½ pct.", "0.5"),
    ("-0,37%", "-0.37"),
    ("−0,37 %", "-0.37"),
    ("minus 2 pct.", "-2"),
    ("(1,5) pct.", "-1.5"),
    ("+2,5 %", "2.5"),
    ("±2 pct.", "2"),
    ("+/-2 pct.", "2"),
    ("10-15 pct.", "10..15"),
    ("10–15 %", "10..15"),
    ("10 - 15 %", "10..15"),
    ("10 til 15 %", "10..15"),
    ("2 til 3 pct.", "2..3"),
    ("2,5-3,5 %-point", "2.5..3.5 point"),
    ("0,5 %-point", "0.5 point"),
    ("0,5 % point", "0.5 point"),
    ("0,5 %point", "0.5 point"),
    ("0,5 %-points", "0.5 point"),
    ("0,31 procentpoint", "0.31 point"),
    ("0,31 procent-point", "0.31 point"),
    ("0,31 procent point", "0.31 point"),
    ("0,31 procentpoints", "0.31 point"),
    ("0,31 procentenheder", "0.31 point"),
    ("3 pct. point", "3 point"),
    ("3 pct point", "3 point"),
    ("3 pct.point", "3 point"),
    ("6 pct.-point", "6 point"),
    ("6 pct-point", "6 point"),
    ("halvtreds procent", "50"),
    ("en halv procent", "0.5"),
    ("halvanden procent", "1.5"),
    ("to en halv procent", "2.5"),
    ("femogtyve pct.", "25"),
    ("en procent", "1"),
    ("et procentpoint", "1 point"),
    ("to til tre procent", "2..3"),
    ("nul komma fem procent", "0.5"),
    ("1.200 pct.", "1200"),
    ("10\npct.", "10"),
    ("10** %", "10"),
    ("10 pro-\ncent", "10"),
]


@pytest.mark.parametrize(("written", "value"), FORMS)
def test_form(written: str, value: str) -> None:
    assert show(parse_percent(written)) == value
    for sentence in (
        f"Der er {written} af borgerne, der cykler.",
        f"Stigningen er {written}",
        f"Stigningen ({written}) er ventet.",
        f"| Ledige | {written} | 5 |",
        f"Ledige\t{written}\t7",
    ):
        assert percentages(sentence) == [(written, value)], sentence


SENTENCES = [
    ("mellem 10 og 15 pct. af børnene", [("10 og 15 pct.", "10..15")]),
    ("mellem 2,0 % og 2,3 %", [("2,0 %", "2.0"), ("2,3 %", "2.3")]),
    ("fra 80 pct til 70 pct. af borgerne", [("80 pct", "80"), ("70 pct.", "70")]),
    ("fra 80 til 90 pct.", [("80 til 90 pct.", "80..90")]),
    ("hhv. 10 % og 15 %", [("10 %", "10"), ("15 %", "15")]),
    ("5%-10%", [("5%", "5"), ("10%", "10")]),
    ("5 pct.-10 pct.", [("5 pct.", "5"), ("10 pct.", "10")]),
    ("skal være over 85 pct-", [("85 pct", "85 min")]),
    ("de anslåede 10-15 pct., der flytter", [("10-15 pct.", "10..15 ca")]),
    ("ca. 2 pct. af eleverne", [("2 pct.", "2 ca")]),
    ("en andel på godt 26 pct.", [("26 pct.", "26 ca")]),
    ("knap 4 pct.", [("4 pct.", "4 ca")]),
    ("næsten halvtreds procent", [("halvtreds procent", "50 ca")]),
    ("mindst 60 pct. skal møde", [("60 pct.", "60 min")]),
    ("minimum 80 % af målgruppen", [("80 %", "80 min")]),
    ("op til 75 pct.", [("75 pct.", "75 max")]),
    ("op mod 75 pct.", [("75 pct.", "75 max")]),
    ("højst 5 %", [("5 %", "5 max")]),
    ("under 5 %", [("5 %", "5 max")]),
    (">60 % er tilfredse", [("60 %", "60 min")]),
    ("≥ 60 % er tilfredse", [("60 %", "60 min")]),
    ("<5 %", [("5 %", "5 max")]),
    ("ikke under 60 pct.", [("60 pct.", "60 min")]),
    ("skal mindst udgøre 25 pct.", [("25 pct.", "25 min")]),
    ("0,3 procentpoint lavere end de 8,2 %", [("0,3 procentpoint", "0.3 point"), ("8,2 %", "8.2")]),
    ("Mindst 4 samtaler for 80 pct. af de ledige", [("80 pct.", "80")]),
    ("20 %-reglen gælder", [("20 %", "20")]),
    ("10 pct.-ordningen", [("10 pct.", "10")]),
    ("50-procentsreglen", []),
    ("5 procentdele", []),
    ("en procentvis stigning på 5", []),
    ("0,34 promille", []),
    ("3 ‰", []),
    ("Andel i pct.", []),
    ("Udvikling i % 2024 2025", []),
    ("I 2024 % og 2025 %", []),
    ("2024\npct.\n2025\npct.", []),
    ("kommune.dk/sti%20til%20fil2%20a", []),
    ("35%af alle", [("35%", "35")]),
    ("33%de", [("33%", "33")]),
    ("Tabel\t80,7%\t-15,3%\t-250\t-43,9%", [("80,7%", "80.7"), ("-15,3%", "-15.3"), ("-43,9%", "-43.9")]),
    ("250 -43,9%", [("-43,9%", "-43.9")]),
    ("| 45 % | 5,5 % |", [("45 %", "45"), ("5,5 %", "5.5")]),
    ("120 85 %", [("85 %", "85")]),
    ("- 87 % bor i byen\n- 13 % på landet", [("87 %", "87"), ("13 %", "13")]),
    ("Fravær - 4 pct.", [("4 pct.", "4")]),
    ("Fravær – 4 pct.", [("4 pct.", "4")]),
    ("et fald på -4 pct.", [("-4 pct.", "-4")]),
    ("**12,5 %** af alle", [("12,5 %", "12.5")]),
    ("Fravær: 4,1 % (mod 4,5 % i 2024).", [("4,1 %", "4.1"), ("4,5 %", "4.5")]),
    ("§ 18, stk. 2 og 5 %", [("5 %", "5")]),
    ("i uge 10 og 15 pct. i uge 11", [("15 pct.", "15")]),
    ("i 2024 og 15 pct. i 2025", [("15 pct.", "15")]),
    ("hhv. 10 og 15 pct.", [("15 pct.", "15")]),
    ("kr. 5 pct.", [("5 pct.", "5")]),
    ("5 mio. kr. og 3 pct.", [("3 pct.", "3")]),
    ("kl. 16.30 var 40% mødt", [("40%", "40")]),
    ("Fremmødet var 66,7 pct. ved KV25", [("66,7 pct.", "66.7")]),
    ("Renten er 3,25 pct. p.a.", [("3,25 pct.", "3.25")]),
    ("60/40 %", []),
    ("fordelt 60 % / 40 %", [("60 %", "60"), ("40 %", "40")]),
    ("Uddannelse (12%), job (8%) og andet (80%)", [("12%", "12"), ("8%", "8"), ("80%", "80")]),
    ("den pct. del", []),
    ("for den ene procent", []),
    ("", []),
    ("%", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert percentages(text) == expected


@pytest.mark.parametrize("text", ["", "%", "5", "5 pct. og 6 pct.", "5 pct. af alle", "5 kr.", "0,34 promille"])
def test_parse_percent_wants_one_percentage_and_nothing_else(text: str) -> None:
    assert parse_percent(text) is None


@pytest.mark.parametrize(
    "unit", ["1.", "1 ", "1, ", "10-", "(1) ", "% ", "1% ", "pct ", "en ", "en pct. ", "ca. ", "9", "½", "procent "]
)
def test_time_grows_linearly(unit: str) -> None:
    assert_linear(find_percent, unit, length=40_000)
