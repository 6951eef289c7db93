"""Need 10: formalities drown the news. The whole title makes one: what only begins like it is a matter.

Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

import pytest
from minute_layouts import LAYOUTS, Minutes, item_seven, read
from spacy.language import Language

# (id, title, formality)
FORMALITIES: list[tuple[str, str, str | None]] = [
    ("agenda", "Godkendelse af dagsorden", "dagsorden"),
    ("agenda policy", "Godkendelse af dagsordenspolitik", None),
    ("agenda of the day", "Godkendelse af dagsorden for mødet den 12. marts 2024", "dagsorden"),
    ("agenda of others", "Godkendelse af dagsorden for borgermøde om vindmøller", None),
    ("agenda's approval", "Dagsordenens godkendelse", "dagsorden"),
    ("agenda and minutes", "Godkendelse af dagsorden og referat", "dagsorden"),
    ("minutes", "Godkendelse af referat", "referat"),
    ("minutes template", "Godkendelse af referatskabelon", None),
    ("minutes of the last meeting", "Godkendelse af referat fra sidste møde", "referat"),
    ("minutes of others", "Referat fra bestyrelsesmøde i Lillebæk Forsyning", None),
    ("record", "Godkendelse af protokol", "referat"),
    ("announcements", "Meddelelser", "meddelelser"),
    ("an order", "Meddelelse om påbud til Lillebæk Camping", None),
    ("from the chair", "Orientering fra formanden", "meddelelser"),
    ("from the chair about", "Orientering fra formanden om Lillebæk Camping", None),
    ("from all", "Orientering fra formand og forvaltning", "meddelelser"),
    ("about", "Orientering om Lillebæk Camping", None),
    ("mutual", "Gensidig orientering", "meddelelser"),
    ("since last", "Siden sidst", "meddelelser"),
    ("any other", "Eventuelt", "eventuelt"),
    ("a possible", "Eventuel udvidelse af havnen", None),
    ("short", "Evt.", "eventuelt"),
    ("questions and other", "Spørgetid og eventuelt", "eventuelt"),
    ("signatures", "Underskriftsblad", "underskrift"),
    ("signatures 2", "Underskriftsark", "underskrift"),
    ("petition", "Underskriftsindsamling om Lillebæk Skole", None),
    ("a contract", "Underskrift af lejekontrakt", None),
    ("a matter", "Sti langs Lillebæk", None),
]


@pytest.mark.parametrize("layout", ["markdown", "plain"])
@pytest.mark.parametrize(
    ("title", "formality"), [case[1:] for case in FORMALITIES], ids=[case[0] for case in FORMALITIES]
)
def test_formalities(nlp: Language, layout: str, title: str, formality: str | None) -> None:
    item = item_seven(read(nlp, layout, Minutes("Godkendt.", title=title)))
    assert item.title == title.rstrip(".") or item.title == title
    assert item.formality == formality
    assert (item.nature == "formality") == (formality is not None)


def asks(*points: str) -> str:
    return "Forvaltningen indstiller,\n\n" + "\n".join(f"{n}. at {point}" for n, point in enumerate(points, 1))


# (id, minutes, nature)
NATURES: list[tuple[str, Minutes, str | None]] = [
    ("to decide", Minutes("Godkendt.", proposal=asks("stien anlægges", "beløbet bevilges")), "decision"),
    (
        "to note",
        Minutes("Taget til efterretning.", proposal=asks("orienteringen tages til efterretning")),
        "information",
    ),
    ("to discuss", Minutes("Drøftet.", proposal=asks("udvalget drøfter planen")), "discussion"),
    (
        "to note, then to decide",
        Minutes("Godkendt.", proposal=asks("status tages til efterretning", "beløbet bevilges")),
        "decision",
    ),
    ("a title that informs", Minutes("Taget til efterretning.", title="Orientering om stien"), "information"),
    (
        "and a proposal that decides",
        Minutes("Godkendt.", title="Orientering om stien", proposal=asks("stien anlægges og beløbet bevilges")),
        "decision",
    ),
    ("a title that informs, and a decision", Minutes("Godkendt.", title="Orientering om stien"), None),
    ("a title that discusses", Minutes("Drøftet.", title="Drøftelse af stien"), "discussion"),
    ("only the decision", Minutes("Godkendt."), "decision"),
    ("only noted", Minutes("Taget til efterretning."), "information"),
    ("only discussed", Minutes("Drøftet."), "discussion"),
    ("put off", Minutes("Udsat."), None),
    ("nothing", Minutes("Intet."), None),
]


@pytest.mark.parametrize("layout", ["markdown", "plain", "decision_first"])
@pytest.mark.parametrize(("minutes", "nature"), [case[1:] for case in NATURES], ids=[case[0] for case in NATURES])
def test_nature(nlp: Language, layout: str, minutes: Minutes, nature: str | None) -> None:
    assert item_seven(read(nlp, layout, minutes)).nature == nature


@pytest.mark.parametrize(
    ("layout", "kle"), [("markdown", None), ("plain", None), ("classic", "01"), ("decision_first", "15")]
)
def test_subject_group(nlp: Language, layout: str, kle: str | None) -> None:
    assert item_seven(read(nlp, layout, Minutes("Godkendt."))).kle == kle


def test_the_sources_own_mark_decides(nlp: Language) -> None:
    """In this layout the title is marked "(B)"."""
    assert item_seven(read(nlp, "classic", Minutes("Drøftet."))).nature == "decision"


def test_closed_items_can_be_filtered(nlp: Language) -> None:
    text = "REFERAT Kulturudvalget d. 12. marts 2024\n\nPunkt 1: Museet\n\nBeslutning\n\nGodkendt.\n\n"
    text += "Punkt 2: Lukket: Køb af areal\n\nPunkt 3: Åbent: Salg af areal\n\nBeslutning\n\nGodkendt.\n"
    assert [item.closed for item in nlp(text)._.referat.items] == [False, True, False]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_other_business_of_every_layout(nlp: Language, layout: str) -> None:
    last = read(nlp, layout, Minutes("Godkendt.")).items[-1]
    assert (last.title, last.nature, last.formality) == ("Eventuelt", "formality", "eventuelt")
