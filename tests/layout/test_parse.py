"""Whole small documents: numbered things that are no items, texts that are no minutes, and layouts at the edge."""

import pytest

from nlp_referat.layout.parse import parse_layout

HEAD = "Teknik- og Fritidsudvalget\n\nReferat\n\nMødedato: 12. maj 2026\n\n"
FILLER = "Sagen har været drøftet med foreningerne i foråret, og der er ikke kommet indvendinger."

# What may stand in the text of an item without being the head of another.
NUMBERED = [
    "1. at planen godkendes\n2. at sagen sendes i høring\n3. at der gives 2 mio. kr.",
    "1. Planen godkendes\n2. Sagen sendes i høring\n3. Der gives 2 mio. kr.",
    "1. Planen godkendes\n\n2. Sagen sendes i høring\n\n3. Der gives 2 mio. kr.",
    "1. Skolen\n\n2. Hallen\n\n3. Svømmehallen\n\n4. Biblioteket",
    "1. Skolen\n2. Hallen\n3. Svømmehallen\n4. Biblioteket\n5. Museet\n6. Havnen",
    "**1. Skolen**\n\nDen er slidt.\n\n**2. Hallen**\n\nDen er ny.\n\n**3. Havnen**\n\nDen er dyb.",
    "### 1. Baggrund\n\nDen er slidt.\n\n### 2. Vurdering\n\nDen er ny.\n\n### 3. Tidsplan\n\nSnart.",
    "1. Baggrund\n\nDen er slidt.\n\n2. Økonomi\n\nDen er ny.\n\n3. Tidsplan\n\nSnart.",
    "1.1 Skolen\n1.2 Hallen\n2.1 Havnen",
    "1) Skolen\n2) Hallen\n3) Havnen",
    "a. Skolen\nb. Hallen\nc. Havnen",
    "- 1. Skolen\n- 2. Hallen",
    "1\tSkolen\t1.200\n2\tHallen\t800\n3\tHavnen\t400",
    "Område\t2026\t2027\nSkolen\t1,2\t1,3\nHallen\t0,8\t0,9",
    "| Nr. | Sted | Kr. |\n|---|---|---|\n| 1 | Skolen | 1.200 |\n| 2 | Hallen | 800 |",
    "Udvalget behandlede sagen under punkt 3 og\npunkt 4 på mødet i april.",
    "Sagen hænger sammen med sag nr. 46 om havnen og\nsag nr. 47 om stien.",
    "Sag nr. 46 blev behandlet i april, og sag nr. 47 følger i juni.",
    "Punkt 3 i aftalen siger, at havnen skal uddybes.\nPunkt 4 siger, hvem der betaler.",
    "1. januar 2027 begynder ordningen.\n2. februar 2027 gøres den op.",
    "1. januar 2027: Ordningen begynder\n2. februar 2027: Høring\n3. marts 2027: Vedtagelse",
    "1. kvartal 2027: Udbud\n2. kvartal 2027: Byggeri\n3. kvartal 2027: Indvielse",
    "1. behandling sker i juni.\n2. behandling sker i august.",
    "§ 1. Havnen er åben for alle.\n§ 2. Havnen lukker kl. 22.\nStk. 2. Fiskere er undtaget.",
    "Stk. 2. Det gælder ikke fiskere.\nStk. 3. Ministeren fastsætter regler.",
    "Bilag 1: Kort\nBilag 2: Overslag\nBilag 3: Tegning",
    "Figur 1: Havnen\nFigur 2: Stien\nTabel 1: Udgifter",
    "Mål 1: Flere cykler\nMål 2: Færre biler\nMål 3: Bedre luft",
    "Nr. 1 på listen er skolen, nr. 2 er hallen.",
    "8.30: Ankomst\n9.00: Velkomst\n12.00: Frokost",
    "Havnevej 12\nHavnevej 14\nHavnevej 16",
    "Tlf. 12 34 56 78\n5600 Havnby\n2026",
]


@pytest.mark.parametrize("form", ["Punkt {}: {}", "{}. {}", "# {}. {}", "Pkt. {}\n{}", "{}.     {}", "{}\tÅBENT {}"])
@pytest.mark.parametrize("place", ["Indstilling", "Sagsfremstilling", "Beslutning"])
@pytest.mark.parametrize("numbered", NUMBERED)
def test_numbered_text_heads_no_items(numbered: str, place: str, form: str) -> None:
    titles = ("Godkendelse af dagsorden", "Uddybning af havnen", "Eventuelt")
    texts = dict.fromkeys(("Indstilling", "Sagsfremstilling", "Beslutning"), FILLER)
    text = HEAD
    for number, title in enumerate(titles, 1):
        texts[place] = f"{FILLER}\n\n{numbered}" if number == 2 else FILLER
        text += form.format(number, title) + "\n\n"
        text += "".join(f"{name}\n\n{content}\n\n" for name, content in texts.items())
    layout = parse_layout(text)
    assert [(item.number, item.title) for item in layout.items] == list(zip("123", titles, strict=True))
    assert layout.items[0].decision is not None
    assert layout.items[0].decision.text == FILLER
