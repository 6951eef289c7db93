"""Time grows with length, not with its square, on text made to be slow."""

import pytest
from growth import assert_linear

from nlp_referat.layout.parse import parse_layout

UNITS = [
    "1. A\n", "Punkt 1\n", "Punkt 1: A\n", "Punkt 1: A og\n", "Pkt. 1\nA\n", "Sag nr. 1\n\n", "1.  1. ",
    "1a. A\n", "Ad pkt. 1 ", "1 ÅBENT ", "1 A\n", "Beslutning   ", "Beslutning   a", "Beslutning\n",
    "Beslutning: ", "Beslutning ", "Beslutning i Byrådet den ", "B e s ", "Økonomiudvalget den 1. maj 2024\n",
    "Plan, Miljø og ", "Byrådet, ", "ØU ", "Punkt 1: A\nBeslutning\nGodkendt.\n", "X y\n\nIndstilling\n\n",
    "Sagens forløb\n01/02/2024 Byrådet\nGodkendt\n", "Indholdsfortegnelse\n", "Indholdsfortegnelse\nA b 1\n",
    "Godkendelse af dagsorden ..... 3\n", "....", ". . ", "…", "____", "A\t1", "Lukket: ", "Lukket\n",
    "Lukket punkt - ", "(B) ", "( ", "23-000965\n", "Sagsnr.: 23-000965 ", "Sagsnr.: 1\n",
    "Medlemmer\nLis Kær\n", "Fraværende: Lis Kær, ", "Til stede\n\n", "Mødedato: ", "Sted:\n", "Udvalg: A\n",
    "kl. 12.00, ", "Dato: A Sted: ", "Direktøren indstiller, at ", "Forvaltningen og ", "1. at\n", "at ",
    "12. ", "****", "**** ", "#### ", "> ", "- ", "__", "\\", "|", "| A | 1 |\n", "x\t1\n", "x\n", "Side 1\n",
    "12\n", "a", "A ", "A b ", "A-", "Å. ", "1", "1-", "1.", " ", "\t", "\n", ":", "og ",
]  # fmt: skip
PREFIXES = ["", "Punkt 1: A\n\nIndstilling\n\n", "Indholdsfortegnelse\n\n", "Fraværende: "]


@pytest.mark.slow
@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_linearly(unit: str, prefix: str) -> None:
    assert_linear(lambda text: parse_layout(prefix + text), unit, length=40_000)
