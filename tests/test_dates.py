"""Days, times and dates in sentences as minutes write them."""

import datetime as dt
from itertools import pairwise

import pytest
from growth import assert_linear

from nlp_referat.dates import find_dates, parse_date, parse_time

MEETING = dt.date(2025, 11, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onsdag d. 03. december 2025 kl. 16:30", "2025-12-03"),
        ("24-09-2019", "2019-09-24"),
        ("3/12-2025", "2025-12-03"),
        ("02/12/2024", "2024-12-02"),
        ("2025-12-03", "2025-12-03"),
        ("3. dec. 2025", "2025-12-03"),
        ("3 dec 2025", "2025-12-03"),
        ("den 28. oktober 2014", "2014-10-28"),
        ("28.10.2014", "2014-10-28"),
        ("28.10.14", "2014-10-28"),
        ("3.12.25", "2025-12-03"),
        ("Dato: 3.2.14 kl. 17", "2014-02-03"),
        ("d. 1/10 2018", "2018-10-01"),
        ("d.03-12-2025", "2025-12-03"),
        ("mandag, den 5.maj 2025", "2025-05-05"),
        ("2025-12-03T16:30:00", "2025-12-03"),
        ("2025-12-03T16:30:00+01:00", "2025-12-03"),
        ("TIRSDAG DEN 3. MARTS 2020", "2020-03-03"),
        ("Torsdag den 4. September 2025", "2025-09-04"),
        ("03 - 12 - 2025", "2025-12-03"),
        ("03–12–2025", "2025-12-03"),
        ("28. 10. 2014", "2014-10-28"),
        ("5. juni\n2024", "2024-06-05"),
        ("Referat_12-03-2024.pdf", "2024-03-12"),
        ("28.-29. august 2025", "2025-08-28"),
        ("1. januar - 31. marts 2025", "2025-01-01"),
        ("29. februar 2024", "2024-02-29"),
        ("Økonomiudvalget, 10. september 2024, pkt. 56", "2024-09-10"),
        ("29. februar 2025", None),
        ("31. februar 2025", None),
        ("00-00-2025", None),
        ("17.02.24-A00-1-25", None),
        ("2026-2029", None),
        ("2023-006531", None),
        ("kl. 16.30", None),
        ("december 2025", None),
        ("3. december", None),
        ("lokale 3.12", None),
        ("", None),
    ],
)
def test_parse_date(text: str, expected: str | None) -> None:
    assert parse_date(text) == (dt.date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kl. 16:30", "16:30"),
        ("kl. 16.30", "16:30"),
        ("Kl. 9", "09:00"),
        ("kl.8", "08:00"),
        ("kl 9.00-11.00", "09:00"),
        ("KL. 17.00", "17:00"),
        ("klokken 14", "14:00"),
        ("16.30", "16:30"),
        ("9.00", "09:00"),
        ("17:00 - 19:00", "17:00"),
        ("16.30 - 18.00", "16:30"),
        ("16.30 til kl. 18", "16:30"),
        ("15-17", "15:00"),
        ("kl. 1630", "16:30"),
        ("16:30:00", "16:30"),
        ("2025-12-03T16:30:00", "16:30"),
        ("Onsdag d. 03. december 2025 kl. 16:30", "16:30"),
        ("d. 3/12-2025 16.30", "16:30"),
        ("24.09.2019, kl. 8.15", "08:15"),
        ("00:00", "00:00"),
        ("24.09.2019", None),
        ("28.10.14", None),
        ("3/12-2025", None),
        ("kl. 25", None),
        ("16:75", None),
        ("KL 2025", None),
        ("Mødelokale 3", None),
        ("1.200 borgere", None),
        ("", None),
    ],
)
def test_parse_time(text: str, expected: str | None) -> None:
    assert parse_time(text) == expected


def found(text: str, anchor: dt.date | None = None) -> list[tuple[str, str]]:
    """Span and ``start/end`` of each date; a single day is written once."""
    result = []
    for mention in find_dates(text, anchor):
        days = mention.value
        assert days is not None
        assert mention.label == "DATE"
        iso = f"{days.start}/{days.end}" if days.start != days.end else f"{days.start}"
        result.append((text[mention.start : mention.end], iso))
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days
        ("Mødet onsdag den 3. december 2025 kl. 16.30.", [("3. december 2025", "2025-12-03")]),
        ("På mødet 05-11-2025 blev sagen udsat", [("05-11-2025", "2025-11-05")]),
        ("frist den 3. dec. 2025.", [("3. dec. 2025", "2025-12-03")]),
        ("den 3.\ndecember 2025", [("3.\ndecember 2025", "2025-12-03")]),
        ("**12. maj 2025** (pkt. 59)", [("12. maj 2025", "2025-05-12")]),
        ("Udvalget_10-11-2025", [("10-11-2025", "2025-11-10")]),
        ("udløb 31.12.2025 og derefter", [("31.12.2025", "2025-12-31")]),
        # intervals of days
        ("Kurset holdes 1.-3. maj 2025", [("1.-3. maj 2025", "2025-05-01/2025-05-03")]),
        ("høring 1. januar - 31. marts 2025", [("1. januar - 31. marts 2025", "2025-01-01/2025-03-31")]),
        ("1. november til 31. januar 2026", [("1. november til 31. januar 2026", "2025-11-01/2026-01-31")]),
        ("31.5.2024 til 15.10.2025", [("31.5.2024 til 15.10.2025", "2024-05-31/2025-10-15")]),
        ("fra den 1. maj til den 3. juni 2025", [("1. maj til den 3. juni 2025", "2025-05-01/2025-06-03")]),
        ("1.1.2025-31.12.2025", [("1.1.2025-31.12.2025", "2025-01-01/2025-12-31")]),
        ("1/1-31/12 2025", [("1/1-31/12 2025", "2025-01-01/2025-12-31")]),
        ("mellem 3. og 9. juni 2025", [("3. og 9. juni 2025", "2025-06-03/2025-06-09")]),
        ("mellem 3. juni og 9. juli 2025", [("3. juni og 9. juli 2025", "2025-06-03/2025-07-09")]),
        ("2. og 3. juni 2025", [("2. og 3. juni 2025", "2025-06-02/2025-06-03")]),
        (
            "den 3. og 17. juni 2025",
            [("3.", "2025-06-03"), ("17. juni 2025", "2025-06-17")],
        ),
        # years taken over in a list
        (
            "møderne 6. oktober og 3. november 2025",
            [("6. oktober", "2025-10-06"), ("3. november 2025", "2025-11-03")],
        ),
        (
            "den 3. december og 5. januar 2026",
            [("3. december", "2025-12-03"), ("5. januar 2026", "2026-01-05")],
        ),
        # months
        ("forventes i december 2025", [("december 2025", "2025-12-01/2025-12-31")]),
        ("Aug 2019\t657.964", [("Aug 2019", "2019-08-01/2019-08-31")]),
        ("24\nAug 2021\t12", [("Aug 2021", "2021-08-01/2021-08-31")]),
        ("perioden januar-august 2025", [("januar-august 2025", "2025-01-01/2025-08-31")]),
        ("apr.-okt. 2026", [("apr.-okt. 2026", "2026-04-01/2026-10-31")]),
        ("november-januar 2026", [("november-januar 2026", "2025-11-01/2026-01-31")]),
        ("fra juli til august 2025", [("juli til august 2025", "2025-07-01/2025-08-31")]),
        ("februar 2024", [("februar 2024", "2024-02-01/2024-02-29")]),
        # quarters, half-years, seasons
        ("Nøgletal for 3. kvartal 2025", [("3. kvartal 2025", "2025-07-01/2025-09-30")]),
        ("3. og 4. kvartal 2025", [("3. og 4. kvartal 2025", "2025-07-01/2025-12-31")]),
        (
            "1. og 3. kvartal 2025",
            [("1.", "2025-01-01/2025-03-31"), ("3. kvartal 2025", "2025-07-01/2025-09-30")],
        ),
        ("1.kvartal 2024", [("1.kvartal 2024", "2024-01-01/2024-03-31")]),
        ("Regnskab Q3 2025", [("Q3 2025", "2025-07-01/2025-09-30")]),
        ("i første halvår af 2026", [("første halvår af 2026", "2026-01-01/2026-06-30")]),
        ("2. halvår 2025", [("2. halvår 2025", "2025-07-01/2025-12-31")]),
        ("sidste kvartal 2024", [("sidste kvartal 2024", "2024-10-01/2024-12-31")]),
        ("tredje kvartal i 2025", [("tredje kvartal i 2025", "2025-07-01/2025-09-30")]),
        ("I foråret 2024", [("foråret 2024", "2024-03-01/2024-05-31")]),
        ("efterår 2025", [("efterår 2025", "2025-09-01/2025-11-30")]),
        ("vinteren 2024/25", [("vinteren 2024/25", "2024-12-01/2025-02-28")]),
        ("3. kvartal 2024 til 2. kvartal 2025", [("3. kvartal 2024 til 2. kvartal 2025", "2024-07-01/2025-06-30")]),
        ("primo 2026", [("primo 2026", "2026-01-01/2026-04-30")]),
        ("medio marts 2025", [("medio marts 2025", "2025-03-11/2025-03-20")]),
        ("Ultimo februar 2025", [("Ultimo februar 2025", "2025-02-21/2025-02-28")]),
        ("ultimo 2025/primo 2026", [("ultimo 2025", "2025-09-01/2025-12-31"), ("primo 2026", "2026-01-01/2026-04-30")]),
        ("Q1-Q3 2025", [("Q1-Q3 2025", "2025-01-01/2025-09-30")]),
        ("Punkt 3 - 4. kvartal 2025", [("4. kvartal 2025", "2025-10-01/2025-12-31")]),
        # weeks
        ("ferie i uge 42 i 2025", [("uge 42 i 2025", "2025-10-13/2025-10-19")]),
        ("uge 7-8 2025", [("uge 7-8 2025", "2025-02-10/2025-02-23")]),
        ("uge 1, 2026", [("uge 1, 2026", "2025-12-29/2026-01-04")]),
        # school years
        ("skoleåret 2024/25", [("skoleåret 2024/25", "2024-08-01/2025-07-31")]),
        ("skoleåret 2029/2030", [("skoleåret 2029/2030", "2029-08-01/2030-07-31")]),
        ("elevtal 2024/2025", [("2024/2025", "2024-08-01/2025-07-31")]),
        ("ved årsskiftet 2025/26", [("årsskiftet 2025/26", "2025-12-31/2026-01-01")]),
        ("i skoleåret 24/25", [("skoleåret 24/25", "2024-08-01/2025-07-31")]),
        # years and intervals of years
        ("skoler fra 1970'erne", [("1970'erne", "1970-01-01/1979-12-31")]),
        ("beløb er i (2025-pl)", [("2025", "2025-01-01/2025-12-31")]),
        ("i p/l 2026", [("2026", "2026-01-01/2026-12-31")]),
        ("Helhedsplan 2026-2029 godkendes", [("2026-2029", "2026-01-01/2029-12-31")]),
        ("perioden 2022-25", [("2022-25", "2022-01-01/2025-12-31")]),
        ("fra 2025 til 2028", [("2025 til 2028", "2025-01-01/2028-12-31")]),
        ("forprojekt fra 2026–2029 og", [("2026–2029", "2026-01-01/2029-12-31")]),
        ("mellem 2020 og 2024", [("2020 og 2024", "2020-01-01/2024-12-31")]),
        ("Budget 2025", [("2025", "2025-01-01/2025-12-31")]),
        ("kvalitetsrapport 2024", [("2024", "2024-01-01/2024-12-31")]),
        ("Folkemødet 2025", [("2025", "2025-01-01/2025-12-31")]),
        ("Der er i 2025 oprettet 40 pladser", [("2025", "2025-01-01/2025-12-31")]),
        (
            "udgifter i 2026, 2027 og 2028",
            [
                ("2026", "2026-01-01/2026-12-31"),
                ("2027", "2027-01-01/2027-12-31"),
                ("2028", "2028-01-01/2028-12-31"),
            ],
        ),
        ("planen (2025)", [("2025", "2025-01-01/2025-12-31")]),
    ],
)
def test_finds_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the anchor's year, unless more than eight months off
        ("den 6. oktober", [("6. oktober", "2025-10-06")]),
        ("på mødet i december", [("december", "2025-12-01/2025-12-31")]),
        ("igen i januar", [("januar", "2026-01-01/2026-01-31")]),
        ("på mødet den 2. juni", [("2. juni", "2025-06-02")]),
        ("uge 7", [("uge 7", "2026-02-09/2026-02-15")]),
        ("d. 3/12", [("3/12", "2025-12-03")]),
        ("senest 1/9", [("1/9", "2025-09-01")]),
        ("d. 1.8. og", [("1.8", "2025-08-01")]),
        ("i efteråret", [("efteråret", "2025-09-01/2025-11-30")]),
        ("i 2. kvartal", [("2. kvartal", "2025-04-01/2025-06-30")]),
        ("ultimo november", [("ultimo november", "2025-11-21/2025-11-30")]),
        # relative
        ("frem til i dag", [("i dag", "2025-11-12")]),
        ("dags dato", [("dags dato", "2025-11-12")]),
        ("til næste år", [("næste år", "2026-01-01/2026-12-31")]),
        ("Sidste år var", [("Sidste år", "2024-01-01/2024-12-31")]),
        ("i år er der", [("i år", "2025-01-01/2025-12-31")]),
        ("indeværende måned", [("indeværende måned", "2025-11-01/2025-11-30")]),
        ("næste måned", [("næste måned", "2025-12-01/2025-12-31")]),
        ("i år 2030", [("2030", "2030-01-01/2030-12-31")]),
    ],
)
def test_resolves_against_the_meeting(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, MEETING) == expected


def test_january_looks_back_to_november() -> None:
    assert found("i november", dt.date(2026, 1, 14)) == [("november", "2025-11-01/2025-11-30")]


@pytest.mark.parametrize("text", ["den 6. oktober", "på mødet i maj", "i uge 42", "til foråret"])
def test_without_anchor_the_days_are_unknown(text: str) -> None:
    assert [days for _, days in found(text)] == ["None"]


@pytest.mark.parametrize("text", ["i dag", "næste år", "sidste år", "i år", "dags dato"])
def test_relative_words_need_an_anchor(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2025 kr.",
        "tilskud på 2025 kr.",
        "fordelt til 2010 borgere",
        "i 2015 boliger",
        "2000-2050 kr. om året",
        "mødet begynder kl. 2015",
        "sag nr. 2024",
        "postnr. 2000",
        "fra 1950 Frederiksberg C",
        "2023-006531",
        "15.00.00-A00-47-24",
        "17.02.24-A00-1-25",
        "306-2009-600",
        "1-51-71-3321-08",
        "2.025 helårspersoner",
        "Drift\t2025\t2026",
        "16-66 år",
        "10-12 mio. kr.",
        "1.200.000 kr.",
        "afsnit 3.2.14 i planen",
        "§ 2, stk. 3",
        "24,5 pct.",
        "3. Jan Hansen (A)",
        "1. Maj Nielsen (V)",
        "4. August Holm",
        "Maj har meldt afbud",
        "op til 37 timer pr. uge 2 gange",
        "hen over en sommer",
        "tlf. 59 20 30 40",
        "julemødet og majfesten",
        "5. kvartal",
        "uge 60",
        "13/13-2025",
        "lokalplan 1.2-2015",
        "mandag 9.10-10.10",
        "fra 1/3 til 2/3 af pladserne",
        "i alt 2025 henvendelser",
        "er steget til 2015 besøg",
        "over 2050",
        "2026-2022",
    ],
)
def test_is_no_date(text: str) -> None:
    assert found(text, MEETING) == []


@pytest.mark.parametrize(
    "unit",
    [
        *("1.", "1. ", "12/", "2025-", "2025 ", "2025/", "2025, ", "1-", "1 - ", "3. maj ", "3.-", "januar-"),
        *("maj ", "uge 1 ", "uge ", "primo ", "første ", "i ", " ", "\n", "0", "og ", "den ", "1. og ", "sommer "),
    ],
)
def test_time_grows_linearly(unit: str) -> None:
    assert_linear(lambda text: find_dates(text, MEETING), unit)


def test_offsets_are_true_and_do_not_overlap() -> None:
    text = "Den 1. maj 2025, uge 42 og i 2026-2029; 3. kvartal 2025 og ultimo 2027. " * 50
    spans = [(m.start, m.end) for m in find_dates(text)]
    assert len(spans) == 250
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
