"""Titles: how far they reach over lines, and what is no part of them."""

import pytest

from nlp_referat.layout.parse import parse_layout
from nlp_referat.layout.titles import Title, read_title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Køb af areal", Title("Køb af areal", None, False, None)),
        ("**Køb af areal**", Title("Køb af areal", None, False, None)),
        ("Køb   af\tareal", Title("Køb af areal", None, False, None)),
        ("Køb af areal (B)", Title("Køb af areal", "B", False, None)),
        ("Køb af areal ( O )", Title("Køb af areal", "O", False, None)),
        ("Køb af areal (C)", Title("Køb af areal (C)", None, False, None)),
        ("Lukket: Køb af areal (D)", Title("Køb af areal", "D", True, None)),
        ("LUKKET: Køb af areal", Title("Køb af areal", None, True, None)),
        ("Lukket sag - Køb af areal", Title("Køb af areal", None, True, None)),
        ("Åbent punkt - Køb af areal", Title("Køb af areal", None, False, None)),
        ("Køb af areal (Lukket)", Title("Køb af areal", None, True, None)),
        ("Køb af areal (Åbent)", Title("Køb af areal", None, False, None)),
        ("Køb af areal (25-006430)", Title("Køb af areal", None, False, "25-006430")),
        ("Køb af areal (2026-2029)", Title("Køb af areal (2026-2029)", None, False, None)),
        ("Lukket punkt", Title("Lukket punkt", None, True, None)),
        ("Åben skole", Title("Åben skole", None, False, None)),
        ("Lukkedage i 2027", Title("Lukkedage i 2027", None, False, None)),
        ("Lukket afløb på Havnevej", Title("Lukket afløb på Havnevej", None, False, None)),
    ],
)
def test_read_title(written: str, title: Title) -> None:
    assert read_title(written) == title


BODY = "\n\nIndstilling\n\nAt sagen godkendes.\n\nBeslutning\n\nGodkendt.\n\n"
BROKEN = [
    ("Forslag til lokalplan 12 for boliger ved\nÅparken", "Forslag til lokalplan 12 for boliger ved Åparken"),
    ("Forslag til lokalplan for boliger og\nErhverv ved havnen",
     "Forslag til lokalplan for boliger og Erhverv ved havnen"),
    ("Forslag til lokalplan for boliger\nved havnen", "Forslag til lokalplan for boliger ved havnen"),
    ("Forslag til lokal-\nplan for boliger", "Forslag til lokalplan for boliger"),
    ("Frigivelse af bevilling til cykelsti, kanal-\nog havnemiljø",
     "Frigivelse af bevilling til cykelsti, kanal- og havnemiljø"),
    ("Anlægsregnskab for ombygning af den gamle stationsbygning i\nHøjerup Stationsby",
     "Anlægsregnskab for ombygning af den gamle stationsbygning i Højerup Stationsby"),
    ("Ny sti\n\nStien er smal.", "Ny sti"),
    ("Ny sti\nForvaltningen har set på stien ved åen i foråret.", "Ny sti"),
    ("Ny sti\na. langs åen", "Ny sti"),
    ("Ny sti\n- langs åen", "Ny sti"),
    ("Ny sti\nSagsnr.: 23-000965", "Ny sti"),
    ("Ny sti\nÅben sag", "Ny sti"),
    ("Ny sti?\nIndledning", "Ny sti?"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["Punkt {}: {}", "{}. {}"])
@pytest.mark.parametrize(("written", "title"), BROKEN)
def test_titles_over_lines(written: str, title: str, form: str) -> None:
    text = form.format(5, written) + BODY + form.format(6, "Eventuelt") + BODY
    assert [item.title for item in parse_layout(text).items] == [title, "Eventuelt"]
