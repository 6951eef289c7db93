"""The page as a whole: what it says, that its links lead somewhere, and that nothing in a document becomes markup."""

import base64
import hashlib
import re

import pytest
from growth import assert_linear
from page_example import REFERAT, TEXT
from page_reading import ReadPage
from spacy.language import Language

from nlp_referat.errors import ReferatError
from nlp_referat.page import render_page
from nlp_referat.page.amounts import sentence_around
from nlp_referat.schema import Committee, Entity, Item, Meeting, ModelInfo, Participant, Referat, Warning

HOSTILE = (
    "</script></style><script>alert(1)</script>\"onclick='x' {{ 7 * 7 }} {% raw %} <!-- <img src=x onerror=y> &amp;"
)


@pytest.fixture(scope="module")
def page() -> ReadPage:
    return ReadPage(render_page(REFERAT, TEXT))


def test_the_text_is_whole(page: ReadPage) -> None:
    assert page.by_id("tekst").text == TEXT


def test_every_fact_leads_to_its_words(page: ReadPage) -> None:
    for entity in REFERAT.entities:
        assert page.place(entity.start, entity.end) == entity.text
    for item in REFERAT.items:
        for outcome in item.decision.outcomes if item.decision else ():
            assert page.place(outcome.start, outcome.end) == outcome.text


def test_every_link_has_a_target(page: ReadPage) -> None:
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = [element.attributes["href"] for element in page.elements if "href" in element.attributes]
    assert len(targets) > 50
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert all(target.startswith("#") for target in targets)


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("badge", ["Godkendt", "Godkendt", "Anbefalet godkendt", "Afvist", "Drøftet"]),
        ("standing", ["Endelig afgørelse", "Endelig afgørelse", "Sendt videre til Byrådet", "Uafklaret"]),
        ("vote", ["For 1: Signe Holm", "Imod 1: Åse Brix"]),
        ("tags", ["Formalia: dagsorden", "Beslutningssag Sag 05.04.08-A00-12-25", "Lukket punkt"]),
        (
            "more",
            [
                "Inhabil Åse Brix Fraværende Maja Nørlund Stedfortræder Ali Karimi Ø for Maja Nørlund "
                "Til protokollen Ø: at broen er for dyr."
            ],
        ),
        (
            "people",
            ["Signe Holm A Åse Brix V", "Maja Nørlund Ø"],
        ),
        (
            "notices",
            [
                "Der mangler et eller flere numre efter dette punkt. Et punkt er måske ikke fundet. Se stedet "
                "Noget i dokumentet kunne ikke læses med sikkerhed. Page 4 could not be read."
            ],
        ),
    ],
)
def test_what_it_says(page: ReadPage, name: str, texts: list[str]) -> None:
    assert page.classed(name) == texts


def test_points_stand_beside_what_was_decided_on_them(page: ReadPage) -> None:
    rows = [row for row in page.classed("row") if row.startswith(("1.", "2.", "3."))]
    assert rows == [
        "1. at der opføres en bro i træ, Godkendt Endelig afgørelse Godkendt, idet hegnet udgår Med ændring",
        "2. at der gives 3,2 mio. kr. i 2026, og Anbefalet godkendt Sendt videre til Byrådet "
        "Indstilles til Byrådets godkendelse Afstemning Med flertal For 1: Signe Holm Imod 1: Åse Brix",
        "3. at driften på 45.000 kr. årligt holdes inden for rammen. Ikke nævnt i beslutningen",
    ]


def test_amounts(page: ReadPage) -> None:
    cells = [" ".join(element.text.split()) for element in page.elements if element.tag == "td"]
    assert cells[:6] == [
        "3.200.000 kr.",
        "2. at der gives 3,2 mio. kr. i 2026, og",
        "Foreslået, udgift vedtaget",
        "2026",
        "en bro i træ",
        "2",
    ]
    sort = [element.attributes.get("data-sort") for element in page.elements if element.tag == "td"]
    assert sort[:13:6] == ["3200000", "45000", "4100000"]


def test_columns_without_a_single_value_are_left_out() -> None:
    entities = tuple(
        Entity(start=e.start, end=e.end, text=e.text, label=e.label, money=e.money) for e in REFERAT.entities if e.money
    )
    page = ReadPage(render_page(Referat(entities=entities), TEXT))
    assert [element.text for element in page.elements if element.tag == "th"] == ["Værdi", "I teksten"]


def test_names_with_all_their_places(page: ReadPage) -> None:
    [link] = [e for e in page.elements if e.text == "Åse Brix" and "data-places" in e.attributes]
    places = [tuple(map(int, place.split("-"))) for place in link.attributes["data-places"].split()]
    assert [TEXT[start:end] for start, end in places] == ["Åse Brix"] * 3
    assert link.attributes["href"] == "#t{}-{}".format(*places[0])


@pytest.mark.parametrize(
    ("text", "words", "around"),
    [
        ("Broen lukkes. Den koster 5 mio. kr. i 2026. Den er flot.", "5 mio. kr.", ("Den koster ", " i 2026.")),
        ("1. at der gives 5 kr.\n2. at der gives 6 kr.", "6 kr.", ("2. at der gives ", "")),
        ("Den koster\n5 kr.\ni alt", "5 kr.", ("Den koster ", " i alt")),
        ("5 kr.", "5 kr.", ("", "")),
        ("Økonomi\n\n5 kr. heraf", "5 kr.", ("", " heraf")),
    ],
)
def test_the_sentence_of_an_amount(text: str, words: str, around: tuple[str, str]) -> None:
    start = text.index(words)
    assert sentence_around(text, start, start + len(words)) == around


def _hostile() -> tuple[Referat, str]:
    text = f"{HOSTILE}\nGodkendt"
    place = {"start": 0, "end": len(HOSTILE)}
    return Referat(
        source=HOSTILE,
        model=ModelInfo(name=HOSTILE, version=HOSTILE),
        meeting=Meeting(
            committee=Committee(name=HOSTILE, **place),
            municipality=HOSTILE,
            location=HOSTILE,
            participants=(Participant(name=HOSTILE, party=HOSTILE, **place),),
        ),
        items=(Item(number=HOSTILE, title=HOSTILE, case_number=HOSTILE, start=0, end=len(text)),),
        entities=(Entity(**place, text=HOSTILE, label="PERSON", canonical=HOSTILE),),
        warnings=(Warning(code=HOSTILE, message=HOSTILE, **place),),
    ), text


def test_nothing_in_a_document_becomes_markup() -> None:
    page = ReadPage(render_page(*_hostile()))
    harmless = ReadPage(render_page(Referat(), "x"))
    [script] = [element for element in page.elements if element.tag == "script"]
    assert script.text == next(element.text for element in harmless.elements if element.tag == "script")
    assert {element.tag for element in page.elements}.isdisjoint({"img", "iframe", "base", "object", "link"})
    names = {name for element in page.elements for name in element.attributes}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    assert page.by_id("tekst").text == f"{HOSTILE}\nGodkendt"
    assert page.by_id("p0h").text.strip().endswith(HOSTILE)
    assert "49" not in page.by_id("tekst").text


def test_only_the_own_script_and_style_may_run(page: ReadPage) -> None:
    [policy] = [e.attributes["content"] for e in page.elements if e.attributes.get("http-equiv")]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        [content] = [element.text for element in page.elements if element.tag == tag]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"https?://|url\(|@import", page.page)


@pytest.mark.parametrize("text", ["", "\n", "Ingen punkter her.", "a\x00b", "a\ud800b", "a\r\nb\rc\u2028d", "\ufeff"])
def test_a_referat_without_anything(text: str) -> None:
    page = render_page(Referat(), text)
    page.encode()
    assert "Der er ikke fundet nogen punkter" in page
    assert ReadPage(page).by_id("tekst").text == text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


@pytest.mark.parametrize(
    ("referat", "message"),
    [
        (Referat(entities=(Entity(start=3, end=8, text="anden", label="ORG"),)), "The text has 'andet' at 3–8"),
        (Referat(meeting=Meeting(committee=Committee(name="x", start=8, end=34))), "The referat points to 8–34"),
        (Referat(items=(Item(number="1", title="x", start=3, end=2),)), "The referat points to 3–"),
    ],
)
def test_the_text_of_another_document_is_refused(referat: Referat, message: str) -> None:
    with pytest.raises(ReferatError, match=re.escape(message)):
        render_page(referat, "Et andet dokument")


def test_items_that_overlap_or_run_backwards() -> None:
    places = ((2, 9), (0, 5), (4, 4))
    referat = Referat(items=tuple(Item(number=str(n), title="x", start=s, end=e) for n, (s, e) in enumerate(places)))
    assert ReadPage(render_page(referat, "0123456789")).by_id("tekst").text == "0123456789"


def test_the_example_of_the_package(nlp: Language, example: str) -> None:
    page = ReadPage(render_page(nlp(example)._.referat, example))
    assert page.by_id("tekst").text == example
    assert "Anbefalet godkendt" in page.classed("badge")


def test_a_long_document_is_done_in_linear_time() -> None:
    def render(text: str) -> None:
        entities = tuple(
            Entity(start=m.start(), end=m.end(), text=m[0], label="PERSON") for m in re.finditer("Åse Brix", text)
        )
        assert render_page(Referat(entities=entities), text).count('class="e PERSON"') == text.count("Åse Brix")

    assert_linear(render, "Åse Brix gav 5 kr. til broen, og så skete der ikke mere i den sag.\n\n", length=500_000)
