"""Acts, paragraphs and case numbers, on lines of their own and in sentences."""

import pytest
from growth import assert_linear

from nlp_referat.references import find_cases, find_laws, parse_case_number


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # bare
        ("2023-006531", "2023-006531"),
        ("15.00.00-A00-47-24", "15.00.00-A00-47-24"),
        ("306-2009-600", "306-2009-600"),
        ("25/12345", "25/12345"),
        ("00.22.02-P35-1-25", "00.22.02-P35-1-25"),
        ("08.03.00G01/549", "08.03.00G01/549"),
        ("27.00.00-G01", "27.00.00-G01"),
        ("20-17929A", "20-17929A"),
        ("1-51-71-3321-08", "1-51-71-3321-08"),
        ("EMN-2024-01234", "EMN-2024-01234"),
        ("S2019-12345", "S2019-12345"),
        ("018234/24", "018234/24"),
        ("2019-0123456-5", "2019-0123456-5"),
        ("(23-000965)", "23-000965"),
        ("85.00.00", "85.00.00"),
        # labelled
        ("Sagsnr.: 23-000965", "23-000965"),
        ("Sagnr.: 20/17929", "20/17929"),
        ("Sag: 2024-123", "2024-123"),
        ("Sagsnr. 25-006430", "25-006430"),
        ("Sagsnr.\t25-006430", "25-006430"),
        ("SAGSNR. 25-006430", "25-006430"),
        ("J.nr. 330-2018-3619", "330-2018-3619"),
        ("J. nr. 1234", "1234"),
        ("Journal nr.: 08.03.00G01/549", "08.03.00G01/549"),
        ("Journalnr. 00.01.00 - P20 - 1 - 24", "00.01.00-P20-1-24"),
        ("Sagsnummer: 20-17929A", "20-17929A"),
        ("Sagsnr. 299835", "299835"),
        ("Sag 299835", "299835"),
        ("Dok.nr. 299835", "299835"),
        ("Acadre sagsnr. 19/2323", "19/2323"),
        ("ESDH-sag: 25-1234", "25-1234"),
        ("KLE: 15.00.00", "15.00.00"),
        ("KLE-nr. 17.02.24", "17.02.24"),
        ("Sags ID: 24/44", "24/44"),
        ("Sagsid: 24/44", "24/44"),
        ("Sagsnr.: 23-000965 Sagsbehandler: Bo Lund", "23-000965"),
        ("Sagsnr. 23-1 Dok.nr. 44", "23-1"),
        ("Dok.nr. 44123 Sagsnr. 23-1", "23-1"),
        ("Saqsnr. 23-000965", "23-000965"),
        # none
        ("12", None),
        ("2025", None),
        ("299835", None),
        ("Sag nr. 130", None),
        ("Sag 130", None),
        ("Saq nr. 12", None),
        ("Sagsnr. 12", None),
        ("Sag 129-138", None),
        ("Sag 5: Budget 2025", None),
        ("Sag 24-09-2019", None),
        ("24-09-2019", None),
        ("03-12-2025", None),
        ("2025-12-03", None),
        ("28.10.14", None),
        ("2026-2029", None),
        ("2024/2025", None),
        ("2024/25", None),
        ("12-2025", None),
        ("59-20-30-40", None),
        ("59 20 30 40", None),
        ("10-15", None),
        ("1.200.000", None),
        ("16.30-18.00", None),
        ("Sagsfremstilling", None),
        ("Sagsnr.", None),
        ("Sagen blev udsat", None),
        ("Punkt 147: Status", None),
        ("2023-006531 blev behandlet", None),
        ("", None),
    ],
)
def test_parse_case_number(line: str, expected: str | None) -> None:
    assert parse_case_number(line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("behandlet den 7. april (sag nr. 46)", [("sag nr. 46", "46")]),
        ("se sag 129-138", [("sag 129-138", "129-138")]),
        ("jf. pkt. 45.", [("pkt. 45", "45")]),
        ("(pkt.15)", [("pkt.15", "15")]),
        ("under punkt 45, hvor", [("punkt 45", "45")]),
        ("Punkt 147: Status", [("Punkt 147", "147")]),
        ("dagsordenspunkt 12", [("dagsordenspunkt 12", "12")]),
        ("punkt 4.2 i bilaget", [("punkt 4.2", "4.2")]),
        ("15.00.00-A00-47-24", [("15.00.00-A00-47-24", "15.00.00-A00-47-24")]),
        ("2023-006531 og 23-000965", [("2023-006531", "2023-006531"), ("23-000965", "23-000965")]),
        ("20-17929A", [("20-17929A", "20-17929A")]),
        ("nr. 306-2009-600 fra", [("306-2009-600", "306-2009-600")]),
        ("regionens 1-51-71-3321-08", [("1-51-71-3321-08", "1-51-71-3321-08")]),
        ("sagsnr. 299835", [("sagsnr. 299835", "299835")]),
        ("Sagsnr.: 23-000965", [("23-000965", "23-000965")]),
        ("J.nr. 330-2018-3619", [("330-2018-3619", "330-2018-3619")]),
        ("Journal nr. 08.03.00G01/549", [("08.03.00G01/549", "08.03.00G01/549")]),
        ("dok.nr. 123456/25", [("123456/25", "123456/25")]),
        ("EMN-2024-01234", [("EMN-2024-01234", "EMN-2024-01234")]),
        ("i sag 2024-123", [("2024-123", "2024-123")]),
    ],
)
def test_finds_cases(text: str, expected: list[tuple[str, str]]) -> None:
    mentions = find_cases(text)
    assert [(text[m.start : m.end], m.canonical) for m in mentions] == expected
    assert {m.label for m in mentions} == {"CASE"}


@pytest.mark.parametrize(
    "text",
    [
        "helhedsplan 2026-2029",
        "skoleåret 2024/2025",
        "tlf. 59 20 30 40",
        "59-20-30-40",
        "+45 1234-5678",
        "2000-4500 kr.",
        "2000-2500 borgere",
        "24-09-2019",
        "2025-12-03",
        "31.12.2025",
        "12-2025",
        "1.200.000 kr.",
        "16-66 år",
        "10-1500 besøg",
        "010203-1234",
        "§ 5, 1. pkt. 3",
        "3 sager",
        "sagen om 45 boliger",
        "punktet blev udsat",
        "kl. 16.30-18.00",
        "3,3-4,5 mio. kr.",
        "matr. nr. 12a",
        "COVID-19",
        "budget 2025-2028.",
    ],
)
def test_is_no_case(text: str) -> None:
    assert find_cases(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("et § 115 samarbejde", [("§ 115", "§ 115")]),
        ("§115-samarbejdet", [("§115", "§ 115")]),
        ("§115, stk. 1, som giver", [("§115, stk. 1", "§ 115, stk. 1")]),
        ("jf. §§ 12-14.", [("§§ 12-14", "§§ 12-14")]),
        ("§§ 85, 97 og 98", [("§§ 85, 97 og 98", "§§ 85, 97 og 98")]),
        ("§ 7a", [("§ 7a", "§ 7a")]),
        ("§ 20 a, stk. 2", [("§ 20 a, stk. 2", "§ 20 a, stk. 2")]),
        ("§ 6b skal", [("§ 6b", "§ 6b")]),
        ("§ 42, stk. 7, nr. 2, litra b", [("§ 42, stk. 7, nr. 2, litra b", "§ 42, stk. 7, nr. 2, litra b")]),
        ("§ 42 stk.7", [("§ 42 stk.7", "§ 42, stk. 7")]),
        ("§ 2, 1. pkt.", [("§ 2, 1. pkt.", "§ 2, 1. pkt.")]),
        ("§ 17, stk. 4-udvalg", [("§ 17, stk. 4", "§ 17, stk. 4")]),
        ("paragraf 16", [("paragraf 16", "§ 16")]),
        ("styrelseslovens § 42, stk. 7.", [("styrelseslovens § 42, stk. 7", "styrelsesloven § 42, stk. 7")]),
        ("lov om social service § 104", [("lov om social service § 104", "serviceloven § 104")]),
        ("servicelovens § 18", [("servicelovens § 18", "serviceloven § 18")]),
        ("efter § 18 i serviceloven.", [("§ 18 i serviceloven", "serviceloven § 18")]),
        ("jf. planlovens §§ 23-27", [("planlovens §§ 23-27", "planloven §§ 23-27")]),
        ("miljøbeskyttelseslovens §\n33", [("miljøbeskyttelseslovens §\n33", "miljøbeskyttelsesloven § 33")]),
        ("planlovs § 5", [("planlovs § 5", "planloven § 5")]),
        ("lovens § 5", [("§ 5", "§ 5")]),
        ("efter Serviceloven", [("Serviceloven", "serviceloven")]),
        ("HOI-Loven vil", [("HOI-Loven", "hoi-loven")]),
        ("service- og sundhedsloven", [("service- og sundhedsloven", "service- og sundhedsloven")]),
        ("planloven og vejloven", [("planloven", "planloven"), ("vejloven", "vejloven")]),
        ("efter barnets lov", [("barnets lov", "barnets lov")]),
        (
            "Lov om en aktiv beskæftigelsesindsats",
            [("Lov om en aktiv beskæftigelsesindsats", "beskæftigelsesindsatsloven")],
        ),
        ("lov om leje træder i kraft", [("lov om leje", "lejeloven")]),
        ("lov om kommunernes styrelse § 62", [("lov om kommunernes styrelse § 62", "kommunestyrelsesloven § 62")]),
        ("lov om klimatilpasning skal", [("lov om klimatilpasning", "lov om klimatilpasning")]),
        ("lov om nye vandsektorer", [("lov om nye vandsektorer", "lov om nye vandsektorer")]),
        ("databeskyttelsesforordningen", [("databeskyttelsesforordningen", "databeskyttelsesforordningen")]),
        ("Habitatdirektivets krav", [("Habitatdirektivets", "habitatdirektivet")]),
        ("affaldsbekendtgørelsens § 3", [("affaldsbekendtgørelsens § 3", "affaldsbekendtgørelsen § 3")]),
        (
            "bekendtgørelse nr. 123 af 3. maj 2024",
            [("bekendtgørelse nr. 123 af 3. maj 2024", "bekendtgørelse nr. 123 af 3. maj 2024")],
        ),
        ("LBK nr. 47 af 15/01/2019", [("LBK nr. 47 af 15/01/2019", "lbk nr. 47 af 15/01/2019")]),
        ("lov nr. 502", [("lov nr. 502", "lov nr. 502")]),
        ("den kommunale styrelseslov", [("styrelseslov", "styrelsesloven")]),
    ],
)
def test_finds_laws(text: str, expected: list[tuple[str, str]]) -> None:
    mentions = find_laws(text)
    assert [(text[m.start : m.end], m.canonical) for m in mentions] == expected
    assert {m.label for m in mentions} == {"LAW"}


@pytest.mark.parametrize(
    "text",
    [
        "loven siger",
        "Loven er ændret",
        "lovgivningen",
        "et nyt lovforslag",
        "det er lovligt",
        "Skoven ryddes",
        "de får lov om sommeren",
        "børnene har lov til at lege",
        "bekendtgørelsen sendes ud",
        "vejledning til borgerne",
        "paragraffen",
        "§ i loven",
        "love og regler",
        "vi lover bedring",
    ],
)
def test_is_no_law(text: str) -> None:
    assert find_laws(text) == []


@pytest.mark.parametrize(
    "unit",
    [
        *("1.", "1-", "12-", "A-", "A00-", "00.", "15.00.", "2024-", "sag ", "sagsnr. ", "pkt", "§", "§ 1", "§§ 1, "),
        *("§ 1 og ", "lov", "lov ", "loven ", "lov om ", "a", "a-", "a- og ", "stk. 1 ", ", stk", " ", "\n", "9", "Æ"),
    ],
)
def test_time_grows_linearly(unit: str) -> None:
    assert_linear(lambda text: find_laws("§§ 1" + text), unit)
    assert_linear(lambda text: find_cases("§§ 1" + text), unit)
    assert_linear(lambda text: parse_case_number("Sagsnr. §§ 1" + text), unit)
