"""One number as written in Danish -> its decimal value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_referat.amounts import parse_number

NUMBERS = [
    ("5", "5"),
    ("5,268", "5.268"),
    ("16.000", "16000"),
    ("0.25", "0.25"),
    ("0.250", "0.250"),
    ("10.5", "10.5"),
    ("1.076.134,79", "1076134.79"),
    ("1.250,50", "1250.50"),
    ("500,00", "500.00"),
    ("500,-", "500"),
    ("12 000", "12000"),
    ("12 000,50", "12000.50"),
    ("2½", "2.5"),
    ("2 ½", "2.5"),
    ("½", "0.5"),
    ("¼", "0.25"),
    ("3¾", "3.75"),
    ("1/2", "0.5"),
    ("3/4", "0.75"),
    ("-1,3", "-1.3"),
    ("−2.450.000", "-2450000"),
    ("(1.875)", "-1875"),
    ("+4", "4"),
    ("minus 4", "-4"),
    ("1.234.\n567", "1234567"),
    ("2 1/2", "2.5"),
    ("2,500,000", "2500000"),
    ("2,500.00", "2500.00"),
    ("0", "0"),
    ("nul", "0"),
    ("en", "1"),
    ("én", "1"),
    ("ét", "1"),
    ("to", "2"),
    ("fyrre", "40"),
    ("fyrretyve", "40"),
    ("halvtreds", "50"),
    ("tres", "60"),
    ("halvfjerds", "70"),
    ("firs", "80"),
    ("halvfems", "90"),
    ("enogtyve", "21"),
    ("nioghalvfems", "99"),
    ("hundrede", "100"),
    ("to hundrede", "200"),
    ("to hundrede og halvtreds", "250"),
    ("ét hundred", "100"),
    ("tusind", "1000"),
    ("fem tusinde", "5000"),
    ("fem hundrede tusind", "500000"),
    ("en million", "1000000"),
    ("to millioner fem hundrede tusind", "2500000"),
    ("halvanden", "1.5"),
    ("halvandet", "1.5"),
    ("halvanden million", "1500000"),
    ("to en halv", "2.5"),
    ("to og en halv", "2.5"),
    ("to en halv million", "2500000"),
    ("en halv", "0.5"),
    ("en kvart", "0.25"),
    ("en kvart milliard", "250000000"),
    ("trekvart", "0.75"),
    ("nul komma fem", "0.5"),
    ("tre komma to fem", "3.25"),
    ("Tyve", "20"),
]


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_parse_number(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "fem borgere", "1.2.3", "15.00.00", "5 kr.", "12,", "1..000", "og", "fem og", "komma fem", "abc",
     "1-2", "5,5,5", "٣", "²", "en halv halv", "to tre", "½½", "(", "000", "- -", "million million", "a 1/2", "10/3"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(max_size=40))
def test_never_raises(text: str) -> None:
    value = parse_number(text)
    assert value is None or isinstance(value, Decimal)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_danish_decimals_come_back(number: Decimal) -> None:
    written = f"{number:,}".translate(str.maketrans(",.", ".,"))
    assert parse_number(written) == number
    assert parse_number(f"−{written}") == -number
