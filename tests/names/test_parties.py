"""Parties: where a letter is one and where it is not."""

import pytest
from growth import assert_linear

from nlp_referat.names.parties import find_parties


def written(text: str) -> list[str]:
    return [text[mention.start : mention.end] for mention in find_parties(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fraværende: Pia Berg (A).", ["A"]),
        ("Fraværende: Pia Berg (Løsgænger). Som stedfortræder deltog Ole von Holm (M).", ["Løsgænger", "M"]),
        ("Pia Berg (A), Ole Holm (UP), Lis Lund (LB) og Bo Dam (B)", ["A", "UP", "LB", "B"]),
        ("Afbud fra Holm (V)", ["V"]),
        ("**Medlemmer:**\nPia Berg (A)\nOle Holm (O)\n- Lis Lund (B)\n* Bo Dam (D)", ["A", "O", "B", "D"]),
        ("1. Pia Berg (A)\n2. Ole Holm (V)", ["A", "V"]),
        ("Stillet af Ole Holm(O) til næste møde", ["O"]),
        ("Borgmester Pia Berg (A) bød velkommen, og borgmesteren (A) takkede.", ["A", "A"]),
        ("Pia Berg (formand) (V), Ole Holm (A, næstformand), Lis Lund (formand, C)", ["V", "A", "C"]),
        ("Pia Berg, V\nOle Holm, A, formand\nLis Lund, SF\nBo Dam, løsgænger", ["V", "A", "SF", "løsgænger"]),
        ("Pia Berg (Socialdemokratiet), Ole Holm (SF), Lis Lund (DF)", ["Socialdemokratiet", "SF", "DF"]),
        ("Ole Holm (uden for parti) deltog ikke.", ["uden for parti"]),
        ("Suppleant for Pia Berg (O)\n", ["O"]),
    ],
)
def test_party_after_a_name(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For stemte A, C og V. Imod stemte Ø og Å.", ["A", "C", "V", "Ø", "Å"]),
        ("For: Ø, F og A\nImod: Å", ["Ø", "F", "A", "Å"]),
        ("**For:** A, V\n**Imod:** O", ["A", "V", "O"]),
        ("Et flertal bestående af A, C, F, V, Ø (14) godkendte.", ["A", "C", "F", "V", "Ø"]),
        ("Et mindretal (O og D) stemte imod.", ["O", "D"]),
        ("For stemte 14 (A, V og C), imod stemte 5 (Ø og F).", ["A", "V", "C", "Ø", "F"]),
        ("For stemte 5 A, 3 V og 1 C.", ["A", "V", "C"]),
        ("For stemte A (Pia Berg og Ole Holm), V (Lis Lund) og I.", ["A", "V", "I"]),
        ("A, B og Ø stemte imod forslaget.", ["A", "B", "Ø"]),
        ("V undlod at stemme.", ["V"]),
        ("Partierne A og V ønsker sagen genoptaget.", ["A", "V"]),
        ("Liste T tager forbehold, og liste LB ligeså.", ["T", "LB"]),
        ("Ændringsforslag fra V: Beløbet sættes ned.", ["V"]),
        ("Ø's ændringsforslag faldt.", ["Ø"]),
        ("Venstre, C og SF stemte for.", ["Venstre", "C", "SF"]),
        ("Socialdemokratiets og Venstres medlemmer.", ["Socialdemokratiets", "Venstres"]),
        (
            "Enhedslisten, Liberal Alliance, Dansk Folkepartis og Radikale Venstre",
            ["Enhedslisten", "Liberal Alliance", "Dansk Folkepartis", "Radikale Venstre"],
        ),
        ("Det Konservative Folkeparti og SF's gruppe", ["Det Konservative Folkeparti", "SF's"]),
        (
            "Alternativet stemte imod, og det gjorde Alternativet også sidst.",
            ["Alternativet", "Alternativet"],
        ),
        ("Undlod at stemme: Æ og M.", ["Æ", "M"]),
        ("Godkendt med 14 stemmer for (A, V, C) mod 5 stemmer (Ø, F).", ["A", "V", "C", "Ø", "F"]),
        ("Afstemning\nFor 14: A, B\nImod 5: Ø (4) og F (1)", ["A", "B", "Ø", "F"]),
        ("Et flertal (A, V og C) godkendte. Et mindretal på 3 (Å) stemte imod.", ["A", "V", "C", "Å"]),
        ("A+F+Ø stemte imod, mens V undlod.", ["A", "F", "Ø", "V"]),
        ("Anbefales. Ø og Å tager forbehold.", ["Ø", "Å"]),
        ("V, C og O's forslag blev forkastet.", ["V", "C", "O"]),
        (
            "For stemte: Venstre, Dansk Folkeparti (16)\nImod stemte: Socialdemokratiet",
            ["Venstre", "Dansk Folkeparti", "Socialdemokratiet"],
        ),
        ("Forslaget blev vedtaget, idet A, C,\nF og V stemte for.", ["A", "C", "F", "V"]),
        ("I forslag stillet af A og Ø ønskes", ["A", "Ø"]),
    ],
)
def test_party_in_a_vote_or_by_name(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Drej til venstre ad venstre side af vejen. Venstre side er spærret.",
        "12. Godkendelse af Budget 2027 (B)",
        "Punkt 3: Helhedsplan for Sønder Mark (O)",
        "# **4. Orientering om Sundhedscenter Vest (D)**",
        "Orientering om Sundhedscenter Vest (O)\n",
        "Ny Kvalitetsrapport (B).....7",
        "12. Udpegning af medlemmer til Helhedsplan Vest (B)",
        "Valg af medlemmer til Projekt Vest (D)",
        "7. Eventuelt (L)\n8. Meddelelser (Å)",
        "(1) Først (a) og så (b)",
        "Tillæg A (B) og figur 3 (C).",
        "Bilag (A) og Model (B), Scenarie (C), Energimærke (A)",
        "Bilag A, B og C er vedlagt. Model A og B drøftes.",
        "Økonomiudvalget (Ø) og Byrådet (B), Kommunernes Landsforening (KL), Miljø- og Teknikudvalget (MT)",
        "Chefkonsulent Karen Lund (KL) deltog.",
        "Imod: I forhold til sidste år er tallet lavere.",
        "Alternativet er at lukke. Alternativet til dette koster mere.",
        "Konservative skøn viser 5 mio. kr. SF-sten lægges i Nørregade.",
        "Vitamin A, B og C. Hepatitis B. Type A.",
        "NB: Sagen er lukket. EL og vand afregnes.",
        "Ejer A ønsker at bygge. En borger med hepatitis A kan ikke vaccineres.",
        "I ønsker svar. I stiller krav. For: I 2027 falder prisen.",
        "Afdeling A, B og C er på Nørregade. Hus A/B. Plan A. Lokale A 12. Klasse 7.A og 7.B mødte.",
        "A. Baggrund\nB. Økonomi\nC. Tidsplan",
        "Indsatsen er for A-kasser, B-skat, C-vitamin og S-tog. DR P1. Vej V12.",
        "Gentagelser (A) og udvidelser (B) er medtaget.",
        "Kørekort til B, C og D. Hold A og B.",
        "Mulighederne (A, B og C) er beskrevet i bilaget.",
        "",
    ],
)
def test_no_party(text: str) -> None:
    assert written(text) == []


def test_canonical_is_the_letter() -> None:
    text = "Venstres Pia Berg (SF), Ole Holm (løsgænger), Bylisten og Lis Lund (LB) deltog."
    assert [mention.canonical for mention in find_parties(text)] == ["V", "F", "Løsgænger", "Bylisten", "LB"]


@pytest.mark.parametrize("piece", ["A, ", "A-", "(A", "Aa ", "A (", "for ", "A og ", "stemte ", "(((", "1."])
def test_time_grows_linearly(piece: str) -> None:
    assert_linear(find_parties, piece)
