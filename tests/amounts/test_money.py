"""Danish sentences -> the amounts of money in them: span, value, currency, hedge, bound, period."""

import json
from itertools import pairwise

import pytest
from growth import assert_linear
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from nlp_referat.amounts import find_money, find_percent, parse_money
from nlp_referat.schema import Money


def show(money: Money) -> str:
    """ "10000000..12000000 EUR ca max year": the value, and what differs from a plain sum in kroner."""
    number = f"{money.value:f}" if money.value is not None else f"{money.low:f}..{money.high:f}"
    marks = [number]
    if money.currency != "DKK":
        marks.append(money.currency)
    if money.approx:
        marks.append("ca")
    marks += [mark for mark in (money.bound, money.period) if mark]
    return " ".join(marks)


def amounts(text: str) -> list[tuple[str, str]]:
    found = find_money(text)
    assert all(m.label == "MONEY" for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    return [(text[m.start : m.end], show(m.value)) for m in found]


FORMS = [
    ("10,8 mio. kr.", "10800000"),
    ("23,267 mio.", "23267000"),
    ("0.25 mio.kr.", "250000"),
    ("4.899.000 kr.", "4899000"),
    ("1.076.134,79 kr.", "1076134.79"),
    ("kr. 500,00", "500"),
    ("kr 1.250,50", "1250.5"),
    ("500,-", "500"),
    ("500,- kr.", "500"),
    ("kr. 500,-", "500"),
    ("1.250,-", "1250"),
    ("DKK 3.400.000", "3400000"),
    ("1,7 mio. EUR", "1700000 EUR"),
    ("€ 2.500", "2500 EUR"),
    ("350 t.kr.", "350000"),
    ("2.500 T.kr.", "2500000"),
    ("1.200 tkr.", "1200000"),
    ("1.200 tkr", "1200000"),
    ("350 t. kr.", "350000"),
    ("350 T.kr", "350000"),
    ("75 tusinde kr.", "75000"),
    ("75 tusind kroner", "75000"),
    ("7 mill. kr.", "7000000"),
    ("7 mill kr", "7000000"),
    ("519,1 mio. kr", "519100000"),
    ("-1,3 mio. kr.", "-1300000"),
    ("−2.450.000 kr.", "-2450000"),
    ("− 2.450.000 kr.", "-2450000"),
    ("minus 2 mio. kr.", "-2000000"),
    ("(1.875) t.kr.", "-1875000"),
    ("12 000 kr.", "12000"),
    ("1 250 000 kr.", "1250000"),
    ("3-4 mio. kr.", "3000000..4000000"),
    ("2,5–3,0 mio. kr.", "2500000..3000000"),
    ("3 - 4 mio. kr.", "3000000..4000000"),
    ("3 til 4 mio. kr.", "3000000..4000000"),
    ("3−4 mio. kr.", "3000000..4000000"),
    ("10-15.000 kr.", "10000..15000"),
    ("500-600.000 kr.", "500000..600000"),
    ("500-1.000 kr.", "500..1000"),
    ("900.000-1,2 mio. kr.", "900000..1200000"),
    ("2½ mio. kr.", "2500000"),
    ("2 ½ mio. kr.", "2500000"),
    ("½ mio. kr.", "500000"),
    ("1/2 mio. kr.", "500000"),
    ("halvanden million kroner", "1500000"),
    ("to en halv million", "2500000"),
    ("to en halv million kroner", "2500000"),
    ("to og en halv million kroner", "2500000"),
    ("en kvart milliard", "250000000"),
    ("en kvart milliard kroner", "250000000"),
    ("trekvart million kroner", "750000"),
    ("en halv million kr.", "500000"),
    ("en million kroner", "1000000"),
    ("én mio. kr.", "1000000"),
    ("to millioner kroner", "2000000"),
    ("to millioner fem hundrede tusind kroner", "2500000"),
    ("fem hundrede tusind kroner", "500000"),
    ("femhundredetusind kroner", "500000"),
    ("hundrede tusinde kroner", "100000"),
    ("to til tre mio. kr.", "2000000..3000000"),
    ("fem-seks mio. kr.", "5000000..6000000"),
    ("fem komma to millioner kroner", "5200000"),
    ("2,5 millioner kroner", "2500000"),
    ("1 million kroner", "1000000"),
    ("3 milliarder kroner", "3000000000"),
    ("1,4 mia. kr.", "1400000000"),
    ("1,4 mia kr.", "1400000000"),
    ("1,4 Mia. kr.", "1400000000"),
    ("12 mio.kr.", "12000000"),
    ("12 Mio.Kr", "12000000"),
    ("12 MIO. KR.", "12000000"),
    ("12 mio kr", "12000000"),
    ("12 mio. DKK", "12000000"),
    ("12 mio. danske kroner", "12000000"),
    ("12 mkr.", "12000000"),
    ("5 mio. svenske kroner", "5000000 SEK"),
    ("5 mio. norske kr.", "5000000 NOK"),
    ("900 SEK", "900 SEK"),
    ("900 NOK", "900 NOK"),
    ("USD 40.000", "40000 USD"),
    ("40.000 USD", "40000 USD"),
    ("$ 500", "500 USD"),
    ("£ 1.200", "1200 GBP"),
    ("2.500 €", "2500 EUR"),
    ("2.500 euro", "2500 EUR"),
    ("EUR 1,7 mio.", "1700000 EUR"),
    ("kr. 5 mio.", "5000000"),
    ("kr. 5.000 - 6.000", "5000..6000"),
    ("1000 kr.", "1000"),
    ("5.000 Kr.", "5000"),
    ("5.000 KR.", "5000"),
    ("5.000 kroner", "5000"),
    ("5.000 kroners", "5000"),
    ("25 øre", "0.25"),
    ("12,5 øre", "0.125"),
    ("2,500,000 kr.", "2500000"),
    ("1.200.000,00kr.", "1200000"),
    ("10,8\nmio. kr.", "10800000"),
    ("10,8 mio.\nkr.", "10800000"),
    ("1.234.\n567 kr.", "1234567"),
    ("1.234. 567 kr.", "1234567"),
    ("4.225.320** kr.", "4225320"),
    ("4.225.320 **kr.", "4225320"),
    ("2 mio. kro-\nner", "2000000"),
    ("16.000 kr.", "16000"),
    ("5,268 mio. kr.", "5268000"),
    ("0,5 mio. kr.", "500000"),
    ("100 mio.", "100000000"),
    ("1,2 mia.", "1200000000"),
]


@pytest.mark.parametrize(("written", "value"), FORMS)
def test_form_alone_in_a_sentence_and_at_its_end(written: str, value: str) -> None:
    assert show(parse_money(written)) == value
    for sentence in (
        f"Der gives {written} til den nye svømmehal.",
        f"Udvalget bevilger {written}",
        f"Projektet ({written}) går i gang i maj.",
        f"| Ny skole | {written} |",
        f"Ny skole:\t{written}\tGodkendt",
    ):
        assert amounts(sentence) == [(written, value)], sentence


SENTENCES = [
    # hedges
    ("Prisen er ca. 5 mio. kr.", [("5 mio. kr.", "5000000 ca")]),
    ("Prisen er cirka 5 mio. kr.", [("5 mio. kr.", "5000000 ca")]),
    ("Det koster omkring 600.000 kr. at flytte.", [("600.000 kr.", "600000 ca")]),
    ("Det koster knap 2 mio. kr.", [("2 mio. kr.", "2000000 ca")]),
    ("Godt 3 mio. kr. er brugt.", [("3 mio. kr.", "3000000 ca")]),
    ("Udgiften er anslået til 1,5 mio. kr.", [("1,5 mio. kr.", "1500000 ca")]),
    ("Udgiften anslås at udgøre 1,5 mio. kr.", [("1,5 mio. kr.", "1500000 ca")]),
    ("Et anslået beløb på 5 kr.", [("5 kr.", "5")]),
    ("Prisen er ca. **5.000** kr.", [("5.000** kr.", "5000 ca")]),
    ("Prisen er ca. kr. 5.000", [("kr. 5.000", "5000 ca")]),
    ("Prisen er ca.500.000 kr.", [("500.000 kr.", "500000 ca")]),
    ("Det gik godt. 5 mio. kr. blev sparet.", [("5 mio. kr.", "5000000")]),
    ("Merudgift på ca. 3,3 mio. kr. og 6,0 mio. kr.", [("3,3 mio. kr.", "3300000 ca"), ("6,0 mio. kr.", "6000000")]),
    # bounds
    ("Der kan søges op til 750.000 kr.", [("750.000 kr.", "750000 max")]),
    ("Der kan søges op til ca. 750.000 kr.", [("750.000 kr.", "750000 ca max")]),
    ("Der ydes maks. 20.000 kr. pr. forening.", [("20.000 kr.", "20000 max")]),
    ("Der ydes max 20.000 kr. pr. forening.", [("20.000 kr.", "20000 max")]),
    ("Egenbetalingen er højst 300 kr.", [("300 kr.", "300 max")]),
    ("Indkøb under 50.000 kr. kræver ikke tilbud.", [("50.000 kr.", "50000 max")]),
    ("Puljen er på mindst 2 mio. kr.", [("2 mio. kr.", "2000000 min")]),
    ("Puljen er på minimum 2 mio. kr.", [("2 mio. kr.", "2000000 min")]),
    ("Indkøb over 500.000 kr. skal i udbud.", [("500.000 kr.", "500000 min")]),
    ("Mere end 500.000 kr. er tabt.", [("500.000 kr.", "500000 min")]),
    ("Ikke mere end 500.000 kr. er tabt.", [("500.000 kr.", "500000 max")]),
    ("Udgiften må ikke overstige 500.000 kr.", [("500.000 kr.", "500000 max")]),
    ("Egenkapital >6.747.437 kr.", [("6.747.437 kr.", "6747437 min")]),
    ("Egenkapital > 6.747.437 kr.", [("6.747.437 kr.", "6747437 min")]),
    ("Nytår: kommunen skal maksimalt tilbagebetale 5 mio. kr.", [("5 mio. kr.", "5000000 max")]),
    (
        "Foreningen, der maksimalt skal betale 5 mio. kr. mod 6 mio. kr. i dag",
        [("5 mio. kr.", "5000000 max"), ("6 mio. kr.", "6000000 max")],
    ),
    ("Udgiftsloftet er hævet til 5 mio. kr.", [("5 mio. kr.", "5000000 max")]),
    ("Loftet er 5 mio. kr.", [("5 mio. kr.", "5000000 max")]),
    ("Der er et loft på 5 mio. kr.", [("5 mio. kr.", "5000000 max")]),
    ("Loftet på Solbakkeskolen renoveres for 5 mio. kr.", [("5 mio. kr.", "5000000")]),
    ("Udskiftning af loftet i hallen til 5 mio. kr.", [("5 mio. kr.", "5000000")]),
    ("Køb af 7 mio. kr. over de 4 år", [("7 mio. kr.", "7000000")]),
    ("Fordeles over 4 år med 2 mio. kr. i 2026", [("2 mio. kr.", "2000000")]),
    ("Ud over 2 mio. kr. til drift gives intet.", [("2 mio. kr.", "2000000")]),
    ("Udvalget fik 3 mio. kr., herunder 1 mio. kr. til leje", [("3 mio. kr.", "3000000"), ("1 mio. kr.", "1000000")]),
    ("Lægger op til 5 mio. kr.", [("5 mio. kr.", "5000000")]),
    ("Mindst 4 ansøgere deler 2 mio. kr.", [("2 mio. kr.", "2000000")]),
    # periods
    ("Der afsættes 362.000 kr. årligt til en konsulent.", [("362.000 kr.", "362000 year")]),
    ("Der afsættes 362.000 kr. om året.", [("362.000 kr.", "362000 year")]),
    ("Der afsættes 362.000 kr. pr. år.", [("362.000 kr.", "362000 year")]),
    ("Der afsættes 362.000 kr. hvert år.", [("362.000 kr.", "362000 year")]),
    ("Der afsættes 362.000 kr. p.a.", [("362.000 kr.", "362000 year")]),
    ("Lejen er 45 kr./år", [("45 kr.", "45 year")]),
    ("Lejen er 45 kr. pr. m2", [("45 kr.", "45")]),
    ("Lejen er 45 kr. pr. m2 pr. år", [("45 kr.", "45 year")]),
    ("Lejen er 45 kr./m2", [("45 kr.", "45")]),
    ("Taksten er 1.250 kr. pr. måned.", [("1.250 kr.", "1250 month")]),
    ("Taksten er 1.250 kr. månedligt.", [("1.250 kr.", "1250 month")]),
    ("Taksten er 1.250 kr./md.", [("1.250 kr.", "1250 month")]),
    ("Taksten er 1.250 kr. pr. md.", [("1.250 kr.", "1250 month")]),
    ("Timeprisen er 850 kr. pr. time ekskl. moms", [("850 kr.", "850 hour")]),
    ("Prisen er 850 kr. i timen", [("850 kr.", "850 hour")]),
    ("Prisen er 90 kr. pr. dag", [("90 kr.", "90 day")]),
    ("Prisen er 90 kr. pr. døgn", [("90 kr.", "90 day")]),
    ("Prisen er 90 kr. om ugen", [("90 kr.", "90 week")]),
    ("Driften koster 2 mio. kr. ekskl. moms årligt", [("2 mio. kr.", "2000000 year")]),
    ("Driften koster 2 mio. kr. inkl. moms", [("2 mio. kr.", "2000000")]),
    ("En årlig udgift på 2 mio. kr.", [("2 mio. kr.", "2000000 year")]),
    ("Den årlige besparelse er ca. 2 mio. kr.", [("2 mio. kr.", "2000000 ca year")]),
    ("De årlige driftsudgifter til hallen udgør 2 mio. kr.", [("2 mio. kr.", "2000000 year")]),
    ("Der afsættes årligt 2 mio. kr.", [("2 mio. kr.", "2000000 year")]),
    ("Hvert år afsættes der 2 mio. kr. til puljen", [("2 mio. kr.", "2000000 year")]),
    ("Det årlige møde koster 5.000 kr.", [("5.000 kr.", "5000")]),
    ("2 mio. kr. i 2026 og 3 mio. kr. årligt derefter", [("2 mio. kr.", "2000000"), ("3 mio. kr.", "3000000 year")]),
    ("5.000 kr. til en årlig koncert", [("5.000 kr.", "5000")]),
    ("2,5–3,0 mio. kr. årligt", [("2,5–3,0 mio. kr.", "2500000..3000000 year")]),
    ("Prisen er 45 kr. pr. årsværk", [("45 kr.", "45")]),
    ("4.200 kr. til foreningen, der mødes hvert år", [("4.200 kr.", "4200")]),
    # several
    ("Gebyret er 5.000 kr. og 6.000 kr.", [("5.000 kr.", "5000"), ("6.000 kr.", "6000")]),
    ("Med 3,3 mio. kr. og 6,0 mio. kr.", [("3,3 mio. kr.", "3300000"), ("6,0 mio. kr.", "6000000")]),
    ("på hhv. 2,1 og 3,4 mio. kr.", [("2,1", "2100000"), ("3,4 mio. kr.", "3400000")]),
    ("på henholdsvis 2 og 3 mio. kr.", [("2", "2000000"), ("3 mio. kr.", "3000000")]),
    ("på hhv. 1,2, 2,3 og 3,4 mio. kr.", [("1,2", "1200000"), ("2,3", "2300000"), ("3,4 mio. kr.", "3400000")]),
    ("budgettet på 2,1 og 3,4 mio. kr.", [("2,1", "2100000"), ("3,4 mio. kr.", "3400000")]),
    ("hhv. 500.000 og 1,2 mio. kr.", [("500.000", "500000"), ("1,2 mio. kr.", "1200000")]),
    ("I lokale 2 og 3 mio. kr. til drift", [("3 mio. kr.", "3000000")]),
    ("i 2025 og 2,5 mio. kr. i 2026", [("2,5 mio. kr.", "2500000")]),
    ("mellem 5 og 7 mio. kr.", [("5 og 7 mio. kr.", "5000000..7000000")]),
    ("mellem ca. 5 og 7 mio. kr.", [("5 og 7 mio. kr.", "5000000..7000000 ca")]),
    ("mellem fem og syv millioner kroner", [("fem og syv millioner kroner", "5000000..7000000")]),
    ("fra 5 mio. kr. til 7 mio. kr.", [("5 mio. kr.", "5000000"), ("7 mio. kr.", "7000000")]),
    ("fra 5 til 7 mio. kr.", [("5 til 7 mio. kr.", "5000000..7000000")]),
    ("fra 7 til 5 mio. kr.", [("7", "7000000"), ("5 mio. kr.", "5000000")]),
    ("fase 2 til 5 mio. kr.", [("5 mio. kr.", "5000000")]),
    ("Punkt 5 - 7 mio. kr. til vejene", [("7 mio. kr.", "7000000")]),
    ("12 - 20 mio. kr. til vejene", [("20 mio. kr.", "20000000")]),
    ("5 mio. kr. mod 6 mio. kr. i 2024", [("5 mio. kr.", "5000000"), ("6 mio. kr.", "6000000")]),
    ("10 mio. kr. minus 2 mio. kr.", [("10 mio. kr.", "10000000"), ("2 mio. kr.", "2000000")]),
    ("kr. 5.000 og kr. 6.000", [("kr. 5.000", "5000"), ("kr. 6.000", "6000")]),
    ("5.000 kr. 6.000 kr. 7.000 kr.", [("5.000 kr.", "5000"), ("6.000 kr.", "6000"), ("7.000 kr.", "7000")]),
    ("I alt kr. 500.000 kr. 600.000", [("kr. 500.000", "500000"), ("kr. 600.000", "600000")]),
    ("5 kr. og 50 øre", [("5 kr.", "5"), ("50 øre", "0.5")]),
    ("2,3 mio. EUR (omkring 17,2 mio. kr.)", [("2,3 mio. EUR", "2300000 EUR"), ("17,2 mio. kr.", "17200000 ca")]),
    # scale without currency
    ("Givet tilsagn om 23,267 mio. til helhedsplanen.", [("23,267 mio.", "23267000")]),
    ("Heraf kommer 10,8 mio. fra fonden.", [("10,8 mio.", "10800000")]),
    ("Budgettet løftes med 5 millioner.", [("5 millioner", "5000000")]),
    ("Budgettet løftes med 5 mio. Det sker i maj.", [("5 mio.", "5000000")]),
    ("Budgettet løftes med 5 mio. årligt.", [("5 mio.", "5000000 year")]),
    ("Budgettet løftes med 5 mio. i 2026.", [("5 mio.", "5000000")]),
    ("Budgettet løftes med 5 mio. overført fra i fjor.", [("5 mio.", "5000000")]),
    ("Overskud\t5 mio.\t6 mio.", [("5 mio.", "5000000"), ("6 mio.", "6000000")]),
    ("Danmark har 2 mio. borgere", []),
    ("Værket leverer 1,2 mio. m3 vand", []),
    ("Værket leverer 1,2 mio. m³ vand", []),
    ("Der udledes 3 mio. tons CO2", []),
    ("I alt 5 millioner mennesker", []),
    ("Produktionen er 5 mio. MWh", []),
    ("Antallet af besøg steg til 1,4 mio.", []),
    ("Der var 1,4 mio. overnatninger", []),
    ("5 Mia Holm orienterer om sagen", []),
    # signs and dashes
    ("Resultatet er -1,3 mio. kr.", [("-1,3 mio. kr.", "-1300000")]),
    ("Resultatet er på - 1,3 mio. kr.", [("- 1,3 mio. kr.", "-1300000")]),
    ("Resultat: - 1,3 mio. kr.", [("- 1,3 mio. kr.", "-1300000")]),
    ("2025 - 1,3 mio. kr.", [("1,3 mio. kr.", "1300000")]),
    ("Budget 2025 -1,3 mio. kr.", [("-1,3 mio. kr.", "-1300000")]),
    ("Budget – 1,3 mio. kr.", [("1,3 mio. kr.", "1300000")]),
    ("Budget - 1,3 mio. kr. i alt", [("1,3 mio. kr.", "1300000")]),
    ("- 500.000 kr. til skoler\n- 300.000 kr. til veje", [("500.000 kr.", "500000"), ("300.000 kr.", "300000")]),
    ("Fordelt så:\n  - 500.000 kr. til skoler", [("500.000 kr.", "500000")]),
    ("– 500.000 kr. til skoler", [("500.000 kr.", "500000")]),
    ("* 500.000 kr. til skoler", [("500.000 kr.", "500000")]),
    ("Drift\t- 500.000 kr.", [("- 500.000 kr.", "-500000")]),
    ("kr. -500.000", [("kr. -500.000", "-500000")]),
    ("en plads (1.875 t.kr.)", [("1.875 t.kr.", "1875000")]),
    ("jf. bilag (se punkt 5) kr. 500", [("kr. 500", "500")]),
    ("+2,5 mio. kr.", [("+2,5 mio. kr.", "2500000")]),
    # layout
    ("**4.225.320** kr.", [("4.225.320** kr.", "4225320")]),
    ("**4.225.320 kr.**", [("4.225.320 kr.", "4225320")]),
    ("_Beløb: 5.000 kr._", [("5.000 kr.", "5000")]),
    ("kr. **5.000** til leje", [("kr. **5.000", "5000")]),
    ("Moms kr.500 betales", [("kr.500", "500")]),
    ("Bevillingen er på 1. 200.000 kr.", [("1. 200.000 kr.", "1200000")]),
    ("1. 200.000 kr. til veje", [("200.000 kr.", "200000")]),
    ("Vi går til fase 2. 500.000 kr. afsættes.", [("500.000 kr.", "500000")]),
    ("i 2024. 500 kr. pr. elev", [("500 kr.", "500")]),
    ("Byrådet har bevilget en ramme til projektet på i alt kr.\n500.000 i 2026", [("kr.\n500.000", "500000")]),
    ("2024\nkr.\n2025\nkr.\n100\n200", []),
    ("12\nMio. kr.\n13", []),
    ("Tabel 12\nMio. kr. og pct.", []),
    ("12\nkr. 500 er brugt", [("kr. 500", "500")]),
    ("Område | 2025 | kr.", []),
    # units
    ("I hele 1.000 kr.\t2025\t2026", []),
    ("Beløb i 1.000 kr.", []),
    ("(i 1.000 kr.)", []),
    ("i 1000 kr.", []),
    ("(mio. kr.)", []),
    ("Drift (mio. kr.) 2025", []),
    ("Drift (1.000 kr.)", []),
    ("**1.000 kr.**\nDrift\t500\t600", []),
    ("1.000 kr.\n2025\n2026", []),
    ("1.000 kr. 2025 2026 2027\nDrift 500 600 700", []),
    ("Depositum\n1.000 kr.\nbetales ved indflytning", [("1.000 kr.", "1000")]),
    ("Tabel 3. Budget for skoler, 1.000 kr.", []),
    ("1.000 kr.\t2025\t2026\nDrift\t500\t600", []),
    ("Område\t1.000 kr.\nSkoler\t12.500", []),
    ("| Område | 1.000 kr. | 1.000 kr. |\n|---|---|---|\n| Skoler | 500 | 600 |", []),
    ("| Gebyr | 1.000 kr. |\n| Depositum | 2.000 kr. |", [("1.000 kr.", "1000"), ("2.000 kr.", "2000")]),
    ("Gebyret er 1.000 kr. pr. sag", [("1.000 kr.", "1000")]),
    ("Et gebyr (1.000 kr.) pr. sag", [("1.000 kr.", "1000")]),
    ("(i hele tusind kroner)", []),
    ("Beløb i kr. 2025 2026", []),
    ("Budget 2025 kr. 500.000", [("kr. 500.000", "500000")]),
    ("Budget 2025 mio. kr.", []),
    ("Budget 2025 kr.", []),
    ("Gebyret er på 2025 kr.", [("2025 kr.", "2025")]),
    ("Drift 2025 kr. Anlæg 2026 kr.", []),
    ("Der mangler mange kr. i kassen", []),
    ("flere mio. kr. er brugt", []),
    # choices
    ("et 10 mio. kr.-projekt", [("10 mio. kr.", "10000000")]),
    ("1.000-kr.-sedler", []),
    ("en 500-kroneseddel", []),
    ("et par kroner", []),
    ("en krone mere", []),
    ("Det er 100 % af 5 mio. kr. og 20 pct. af 3 mio. kr.", [("5 mio. kr.", "5000000"), ("3 mio. kr.", "3000000")]),
    # no amounts
    ("Tlf. 56 67 67 67, mandag kl. 16.30", []),
    ("Jf. servicelovens § 115 og pkt. 45", []),
    ("Sag 15.00.00-A00-47-24 den 03-12-2025", []),
    ("4.000 borgere og 2.733 helårspersoner på 1-3 år", []),
    ("Side 5 af 10\nKrogager 12", []),
    ("EUR 3. juni og EUR 12-05-2025", []),
    ("Sendes til EUR den 5. maj", []),
    ("Der gik 10 sek. og 5 nok til", []),
    ("2 krokodiller, 3 kroer, 5 Krogh", []),
    ("10 miljøprojekter, 3 millimeter, 4 miatrykkere", []),
    ("5 milepæle og 3 mil", []),
    ("", []),
    ("kr.", []),
    ("100", []),
    # realistic sums with everything
    (
        "Kommunen afholder årlige driftsudgifter på op til ca. 1,2-1,4 mio. kr. fra 2027.",
        [("1,2-1,4 mio. kr.", "1200000..1400000 ca max year")],
    ),
    ("Anlægssummen på 48.750.000,00 kr. ekskl. moms frigives.", [("48.750.000,00 kr.", "48750000")]),
    (
        "at der gives en tillægsbevilling på -350 t.kr. i 2026 og 2.500 t.kr. i 2027",
        [("-350 t.kr.", "-350000"), ("2.500 t.kr.", "2500000")],
    ),
    ("Lånet på DKK 12,5 mio. optages i KommuneLeasing.", [("DKK 12,5 mio.", "12500000")]),
    ("Huslejen stiger fra 4.500 kr. til 4.850 kr. pr. måned.", [("4.500 kr.", "4500"), ("4.850 kr.", "4850 month")]),
    ("Der søges om 75.000 kr./år i 2026-2029.", [("75.000 kr.", "75000 year")]),
    ("Samlet mindreforbrug: 7,4 mio. (heraf 2,1 mio. på skoler)", [("7,4 mio.", "7400000"), ("2,1 mio.", "2100000")]),
    ("Tilskuddet er 250 kr., dog højst 5.000 kr., pr. medlem.", [("250 kr.", "250"), ("5.000 kr.", "5000 max")]),
    ("Kontingent kr. 150,- pr. halvår", [("kr. 150,-", "150")]),
    ("Entréen er 40,-, børn 20,-.", [("40,-", "40"), ("20,-", "20")]),
    ("Der overføres 1,1 mio.kr. fra 2025 til 2026.", [("1,1 mio.kr.", "1100000")]),
    ("Vederlaget er fastsat til 12.345 kr., svarende til 8 pct.", [("12.345 kr.", "12345")]),
    ("Etape 1 til 14,2 mio. kr. og etape 2 til 9 mio. kr.", [("14,2 mio. kr.", "14200000"), ("9 mio. kr.", "9000000")]),
    ("(5,2 mio. kr./4,1 mio. kr.)", [("5,2 mio. kr.", "5200000"), ("4,1 mio. kr.", "4100000")]),
    ("Merindtægten bliver mellem 250.000 kr. og 300.000 kr.", [("250.000 kr.", "250000"), ("300.000 kr.", "300000")]),
    ("Anlæg 2026: 3 mio. kr., 2027: 4 mio. kr.", [("3 mio. kr.", "3000000"), ("4 mio. kr.", "4000000")]),
    ("Projekt 8 (kr. 95.000) og projekt 9 (kr. 105.000)", [("kr. 95.000", "95000"), ("kr. 105.000", "105000")]),
    ("at der til formålet gives 2 mio. kr.-", [("2 mio. kr.", "2000000")]),
    ("Der er 7.000 kr tilbage", [("7.000 kr", "7000")]),
    ("Udgiften på 3.250 kr, som betales", [("3.250 kr", "3250")]),
    ("Inden for en ramme på 9 mio. kr.", [("9 mio. kr.", "9000000 max")]),
    ("i størrelsesordenen 9 mio. kr.", [("9 mio. kr.", "9000000 ca")]),
    ("næsten halvanden million kroner", [("halvanden million kroner", "1500000 ca")]),
    ("mindst to millioner kroner om året", [("to millioner kroner", "2000000 min year")]),
    ("afsat fem tusind kroner pr. måned", [("fem tusind kroner", "5000 month")]),
    ("for de to millioner kroner", [("to millioner kroner", "2000000")]),
    ("nummer to fem millioner kroner", [("fem millioner kroner", "5000000")]),
    ("i 2026 500 kr. og i 2027 600 kr.", [("500 kr.", "500"), ("600 kr.", "600")]),
    ("fordelt med 3, 4 og 5 mio. kr.", [("5 mio. kr.", "5000000")]),
    ("Hospice 31.12.2025 kr. 5.000", [("kr. 5.000", "5000")]),
    ("www.kommune.dk/kr/500", []),
    ("Tilskud kr: 25.000", [("kr: 25.000", "25000")]),
    ("leje 25.000kr.pr.år", [("25.000kr.", "25000 year")]),
    ("en timepris på 450 kr.", [("450 kr.", "450 hour")]),
    ("en timeløn på ca. 150,50 kr.", [("150,50 kr.", "150.5 ca hour")]),
    ("månedslejen er 4.500 kr.", [("4.500 kr.", "4500 month")]),
    ("To timer på driften kostede 500 kr.", [("500 kr.", "500")]),
    ("Regulering ÷ 500.000 kr.", [("÷ 500.000 kr.", "-500000")]),
    ("÷500.000 kr.", [("÷500.000 kr.", "-500000")]),
    ("Det kostede 12 mio. sidste år", [("12 mio.", "12000000")]),
    ("5 mio. finansieres af kassen", [("5 mio.", "5000000")]),
    ("et halvt hundrede kroner", [("et halvt hundrede kroner", "50")]),
    ("halvandet tusind kroner", [("halvandet tusind kroner", "1500")]),
    ("DKK25.000 og kr25.000", [("DKK25.000", "25000"), ("kr25.000", "25000")]),
    ("Nettodriftsudgifter i mio. kr., 2025-priser", []),
    ("i 2025-2028 i alt 3 mio. kr.", [("3 mio. kr.", "3000000")]),
    ("4 x 500.000 kr.", [("500.000 kr.", "500000")]),
    ("5 mio. af de 10 mio. bruges", [("5 mio.", "5000000"), ("10 mio.", "10000000")]),
    ("Mere end 3 millioner danskere og 5 mio. træer", []),
    ("tilskuddet er dog højst 250.\n000 kr.", [("250.\n000 kr.", "250000 max")]),
    ("Moms udgør 125.\n500 kr. i alt", [("125.\n500 kr.", "125500")]),
    ("12.\n500 kr. til veje", [("500 kr.", "500")]),
    ("2 1/2 mio. kr. til veje", [("2 1/2 mio. kr.", "2500000")]),
    ("beregnet til 1.25O.000 kr.", []),
    ("mellem 110 og 190 t.kr. årligt", [("110 og 190 t.kr.", "110000..190000 year")]),
    ("mellem kr. 5.000 og 6.000", [("kr. 5.000 og 6.000", "5000..6000")]),
    ("Merudgift 5 mio.\nKommunen betaler", [("5 mio.", "5000000")]),
    ("Et loft over udgiften på 5 mio. kr.", [("5 mio. kr.", "5000000 max")]),
    ("I 2026 kr. 12.000 og i 2027 kr. 13.000", [("kr. 12.000", "12000"), ("kr. 13.000", "13000")]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "kr.", "5.000", "5.000 kr. og 6.000 kr.", "5.000 borgere", "5.000 kr. til drift", "i alt 5 kr.", "5 pct."],
)
def test_parse_money_wants_one_amount_and_nothing_else(text: str) -> None:
    assert parse_money(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("ca. 5 mio. kr.", "5000000 ca"), (" 1.000 kr. ", "1000"), ("op til 2 t.kr. pr. måned", "2000 max month")],
)
def test_parse_money_reads_hedges(text: str, value: str) -> None:
    assert show(parse_money(text)) == value


def test_value_is_plain_in_json() -> None:
    assert json.loads(TypeAdapter(Money).dump_json(parse_money("10,80 mio. kr.")))["value"] == "10800000"


@given(st.text(alphabet="0123456789.,-–−½ \n\tkrmiotp%ct()*|og", max_size=60))
def test_mentions_never_overlap_and_stay_inside(text: str) -> None:
    found = sorted(find_money(text) + find_percent(text), key=lambda m: m.start)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(0, 10**12), st.sampled_from([".", " ", ""]))
def test_any_whole_amount_comes_back(number: int, separator: str) -> None:
    grouped = f"{number:,}".replace(",", separator)
    if separator == "" and 1950 <= number < 2080:
        grouped += ",00"
    money = parse_money(f"{grouped} kr.")
    assert money is not None
    assert money.value == number


ADVERSARIAL = [
    "1.", "1.000 ", "1.000.", "1 ", "12 000 ", "1, ", "1 og ", "1-", "1 - ", "(1) ", "kr. ", "kr.1 ", "mio. ",
    "5 mio. ", "en ", "en og ", "halvtreds", "hundrede tusinde ", "millioner ", "en million kroner ", " ", "\n", "*",
    "-", "ca. ", "årligt ", "maksimalt ", "1.000 kr. ", "t.", "½", "1 mio. mod ", "9", "mellem 1 og ",
    "\t1|", "a-", "kr.\n", "loftet er ", "1.000 kr.\n", "1.\n", "1/2 ", "÷", "1.000 kr.\t",
]  # fmt: skip


@pytest.mark.parametrize("unit", ADVERSARIAL)
def test_time_grows_linearly(unit: str) -> None:
    assert_linear(find_money, unit, length=40_000)
