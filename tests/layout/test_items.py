"""Item heads in every form that minutes give them: numbers, titles, case numbers, kinds, access.

One body of three items is set under each form of head, so that a row shows the form and nothing else.
Municipalities, people and cases are invented.
"""

import datetime as dt

import pytest

from nlp_referat.layout.items import find_items
from nlp_referat.layout.parse import parse_layout
from nlp_referat.schema import Item

TITLES = ("Godkendelse af dagsorden", "Ny svømmehal ved Åparken", "Takster for byens havn i 2027")
BODY = """

Indstilling

Forvaltningen indstiller, at sagen godkendes.

Sagsfremstilling

Sagen har været drøftet med foreningerne i foråret, og der er ikke kommet indvendinger.

Beslutning

Godkendt.

"""
HEAD = "Teknik- og Kulturudvalget\n\nReferat\n\nMødedato: 12. maj 2026\n\n"


def document(form: str, first: int = 41) -> str:
    """Three items whose heads are `form`, with {n}, {t} and {next} (the number after) filled in."""
    heads = (form.format(n=number, t=title) for number, title in enumerate(TITLES, first))
    return HEAD + "".join(head + BODY for head in heads)


def summary(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in items]


HEAD_FORMS = [
    "Punkt {n}: {t}",
    "# **Punkt {n}: {t}**",
    "## Punkt {n}: {t}",
    "#### {n}. {t}",
    "**{n}. {t}**",
    "**Punkt {n}** {t}",
    "**Punkt {n}: {t}**",
    "PUNKT {n}: {t}",
    "Punkt {n} - {t}",
    "Punkt {n} – {t}",
    "Punkt {n}. {t}",
    "Punkt {n} {t}",
    "Punkt nr. {n} - {t}",
    "Punkt nr. {n}: {t}",
    "Punkt nr {n} {t}",
    "Dagsordenspunkt {n}: {t}",
    "Dagsordenspunkt {n} {t}",
    "Dagsordenens punkt {n}: {t}",
    "Pkt. {n}: {t}",
    "Pkt. {n} {t}",
    "Pkt.{n} {t}",
    "Pkt {n}: {t}",
    "Pkt. nr. {n} {t}",
    "Ad {n}. {t}",
    "Ad. {n}: {t}",
    "Ad {n}) {t}",
    "Ad pkt. {n}: {t}",
    "Emne {n}: {t}",
    "Sag nr. {n} - {t}",
    "Sag nr. {n}: {t}",
    "Sag {n}: {t}",
    "Sag {n}. {t}",
    "Sagspunkt {n}: {t}",
    "Nr.{n} - {t}",
    "Nr. {n}: {t}",
    "Nr. {n} {t}",
    "{n}. {t}",
    "{n}.     {t}",
    "{n}.\t{t}",
    "{n}) {t}",
    "{n}: {t}",
    "{n} - {t}",
    "{n} – {t}",
    "{n}\t{t}",
    "{n}   {t}",
    "{n} {t}",
    "**{n} {t}**",
    "## {n} {t}",
    "{n}.\n{t}",
    "{n}.\n\n{t}",
    "Pkt. {n}\n{t}",
    "Pkt. {n}\n\n{t}",
    "Punkt {n}\n\n{t}",
    "## Punkt {n}\n\n## {t}",
    "# Punkt {n}\n\n{t}",
    "Sag nr. {n}\n{t}",
    "{t}\nSag nr. {n}",
    "{t}\n\nSag nr. {n}",
    "## {t}\n\nSag nr. {n}",
    "{t}\nSaq nr. {n}",
    "{t}\n5ag nr. {n}",
    " {n}.  {n}. {t}",
    "{n}. {n}. {t}",
    "- {n}. {t}",
    "> Punkt {n}: {t}",
    "Punktnummer: {n}\nNavn: {t}",
    "Nummer: {n}\nNavn: {t}",
    "Punktnr.: {n}\nTitel: {t}\nSagsnummer: 26/1187{n}",
    "26-00073{n}\n{n}. {t}",
    "{t}\nSag nr. {n}   J.nr. 18.15.00-G01-{n}-16",
    "=== {n} === {t}",
    "-- {n} -- {t}",
    "=== Punkt {n}: {t} ===",
    "--- {n}. {t} ---",
    "[{n}] {t}",
    "({n}) {t}",
    "#{n} {t}",
]


@pytest.mark.parametrize("first", [1, 41, 128])
@pytest.mark.parametrize("form", HEAD_FORMS)
def test_head_forms(form: str, first: int) -> None:
    layout = parse_layout(document(form, first))
    assert summary(layout.items) == [(str(first + place), title) for place, title in enumerate(TITLES)]
    assert [item.decision.text if item.decision else None for item in layout.items] == ["Godkendt."] * 3


CASES = [
    # (lines between the head and the sections, case number)
    ("2023-006531", "2023-006531"),
    ("23-000965", "23-000965"),
    ("20-17929A", "20-17929A"),
    ("25-006430", "25-006430"),
    ("306-2009-600", "306-2009-600"),
    ("330-2018-3619", "330-2018-3619"),
    ("1-51-71-3321-08", "1-51-71-3321-08"),
    ("15.00.00-A00-47-24", "15.00.00-A00-47-24"),
    ("08.03.00G01/549", "08.03.00G01/549"),
    ("EMN-2024-01234", "EMN-2024-01234"),
    ("018234/24", "018234/24"),
    ("Sagsnr. 299835", "299835"),
    ("Sagsnr.: 23-000965", "23-000965"),
    ("**Sagsnr.:** 23-000965", "23-000965"),
    ("**Sagsnr.: 23-000965**", "23-000965"),
    ("Sagsnr.\t23-000965", "23-000965"),
    ("Sagsnummer: 27.00.00-P00-3-25", "27.00.00-P00-3-25"),
    ("Sagnr.: 299835", "299835"),
    ("Sag: 23-000965", "23-000965"),
    ("J.nr. 15.00.00-A00-47-24", "15.00.00-A00-47-24"),
    ("J.nr.: 2024-0418", "2024-0418"),
    ("Journal nr.: 15.00.00-A00-47-24", "15.00.00-A00-47-24"),
    ("Journalnr.: 306-2009-600", "306-2009-600"),
    ("Dok.nr.: 884213-25", "884213-25"),
    ("Dok.nr.: 884213\nSagsnr.: 23-000965", "23-000965"),
    ("Sagsnr.: 23-000965   Sagsbehandler: LKJ", "23-000965"),
    ("Journal nr.: 15.00.00-A00-47-24\nSagsnr.: 23-000965", "23-000965"),
    ("Åben sag\n\nSagsnr.: 23-000965", "23-000965"),
    ("Kompetence: Byrådet", None),
    ("Sagsbehandler: Lone Kjær", None),
    ("", None),
]


@pytest.mark.parametrize("form", ["Punkt {n}: {t}", "{n}. {t}", "Pkt. {n}\n{t}", "# {n}. {t}"])
@pytest.mark.parametrize(("below", "case_number"), CASES)
def test_case_numbers(below: str, case_number: str | None, form: str) -> None:
    layout = parse_layout(document(form + "\n\n" + below))
    assert summary(layout.items) == [(str(41 + place), title) for place, title in enumerate(TITLES)]
    assert [item.case_number for item in layout.items] == [case_number] * 3


@pytest.mark.parametrize(
    ("title", "case_number"),
    [
        ("Ny svømmehal ved Åparken (23-000965)", "23-000965"),
        ("Ny svømmehal ved Åparken - sagsnr. 299835", "299835"),
        ("Ny svømmehal ved Åparken (Sagsnr.: 27.00.00-P00-3-25)", "27.00.00-P00-3-25"),
        ("Ny svømmehal ved Åparken, J.nr. 2024-0418", "2024-0418"),
    ],
)
def test_case_number_in_the_title(title: str, case_number: str) -> None:
    item = parse_layout(HEAD + f"Punkt 7: {title}" + BODY).items[0]
    assert (item.title, item.case_number) == ("Ny svømmehal ved Åparken", case_number)


@pytest.mark.parametrize("form", ["Punkt {n}: {t}", "{n}. {t}", "{n}.     {t}", "**{n}. {t}**", "Nr.{n} - {t}"])
@pytest.mark.parametrize("kind", ["B", "O", "D"])
def test_kinds(form: str, kind: str) -> None:
    layout = parse_layout(document(form.replace("{t}", f"{{t}} ({kind})")))
    assert [(item.title, item.kind) for item in layout.items] == [(title, kind) for title in TITLES]


def test_chains_of_bodies_stay_in_the_title() -> None:
    layout = parse_layout(document("Punkt {n}: MBU/BSU/ØU/KB - {t} (B)"))
    assert [(item.title, item.kind) for item in layout.items] == [(f"MBU/BSU/ØU/KB - {t}", "B") for t in TITLES]


CLOSED = [
    # (what stands for the last item, its title, closed)
    ("Punkt 44: Lukket: Køb af areal", "Køb af areal", True),
    ("Punkt 44: Lukket punkt: Køb af areal", "Køb af areal", True),
    ("Punkt 44: Lukket - Køb af areal", "Køb af areal", True),
    ("Punkt 44: (Lukket) Køb af areal", "Køb af areal", True),
    ("Punkt 44: Køb af areal (lukket)", "Køb af areal", True),
    ("Punkt 44: Køb af areal (Lukket punkt)", "Køb af areal", True),
    ("Punkt 44: Fortroligt: Køb af areal", "Køb af areal", True),
    ("Punkt 44: Køb af areal (fortroligt)", "Køb af areal", True),
    ("Punkt 44: Lukket punkt", "Lukket punkt", True),
    ("Punkt 44: Lukket", "Lukket", True),
    ("Punkt 44: Fortroligt punkt", "Fortroligt punkt", True),
    ("Punkt 44: Køb af areal\n\nLukket punkt", "Køb af areal", True),
    ("Punkt 44: Køb af areal\n\nFortroligt", "Køb af areal", True),
    ("Punkt 44: Køb af areal\nSagsnr.: 23-000965   Lukket sag", "Køb af areal", True),
    ("Lukkede punkter\n\nPunkt 44: Køb af areal", "Køb af areal", True),
    ("Lukket dagsorden\n\nPunkt 44: Køb af areal", "Køb af areal", True),
    ("Punkt 44: Køb af areal", "Køb af areal", False),
    ("Punkt 44: Åbent punkt: Køb af areal", "Køb af areal", False),
    ("Punkt 44: Skolens lukkede gård åbnes", "Skolens lukkede gård åbnes", False),
    ("Punkt 44: Ferielukket i børnehusene", "Ferielukket i børnehusene", False),
    ("Punkt 44: Lukkedage 2027 i dagtilbud", "Lukkedage 2027 i dagtilbud", False),
    ("Punkt 44: Køb af areal\n\nÅben sag", "Køb af areal", False),
]


@pytest.mark.parametrize(("last", "title", "is_closed"), CLOSED)
def test_access(last: str, title: str, is_closed: bool) -> None:
    items = parse_layout(document("Punkt {n}: {t}") + last + BODY).items
    assert summary(items) == [*((str(41 + place), t) for place, t in enumerate(TITLES)), ("44", title)]
    assert [item.closed for item in items] == [False, False, False, is_closed]


@pytest.mark.parametrize(
    ("form", "case"),
    [
        ("26-00073{n}\n{n}. {t}", "26-00073{n}"),
        ("{t}\nSag nr. {n}   J.nr. 18.15.00-G01-{n}-16", "18.15.00-G01-{n}-16"),
        ("Punktnummer: {n}\nNavn: {t}\nSagsnummer: 26/1187{n}", "26/1187{n}"),
    ],
)
def test_case_numbers_in_the_head(form: str, case: str) -> None:
    items = parse_layout(document(form)).items
    assert [item.case_number for item in items] == [case.format(n=n) for n in (41, 42, 43)]


def test_a_case_number_that_ends_an_item_is_not_the_next_ones() -> None:
    text = document("{n}. {t}").replace("Godkendt.\n\n", "Godkendt.\nSagsnr. 23-000965\n\n")
    assert parse_layout(text).items[0].case_number is None


@pytest.mark.parametrize("title", ["Orientering", "Høring", "Økonomi"])
@pytest.mark.parametrize("form", ["Pkt. {n}\n{t}\nJ.nr. 21/0000{n}", "{t}\nSag nr. {n}"])
def test_a_word_that_heads_sections_may_be_a_title(form: str, title: str) -> None:
    items = parse_layout(document(form) + form.format(n=44, t=title) + "\n\nBeslutning\n\nUdsat.\n").items
    assert summary(items)[-1] == ("44", title)
    assert items[-1].decision is not None
    assert items[-1].decision.text == "Udsat."


@pytest.mark.parametrize("mark", ["Lukket sag", "Lukket punkt"])
def test_a_closed_mark_may_be_the_title(mark: str) -> None:
    text = document("Sag nr. {n}\n{t}") + f"Sag nr. 44\n{mark}\nBeslutning\nGodkendt.\n"
    last = parse_layout(text).items[-1]
    assert (last.number, last.closed, last.decision and last.decision.text) == ("44", True, "Godkendt.")


def test_a_closed_mark_above_its_number_may_be_the_title() -> None:
    form = "{t}\nSag nr. {n}   J.nr. 00.22.02-A00-{n}-15\nBeslutning\nGodkendt.\n\n"
    heads = [("Ny sti", 1), ("Lukket punkt", 2), ("Skilte i havnen", 3)]
    items = parse_layout("Referat\n\n" + "".join(form.format(n=number, t=title) for title, number in heads)).items
    assert [(item.title, item.closed) for item in items] == [(title, number == 2) for title, number in heads]
    assert [item.decision and item.decision.text for item in items] == ["Godkendt."] * 3


@pytest.mark.parametrize("form", ["Punkt {n}: {t}", "{n}. {t}", "Pkt. {n}\n{t}", "{t}\nSag nr. {n}"])
def test_a_closed_item_may_be_a_head_and_nothing_else(form: str) -> None:
    last = form.format(n=44, t="Lukket: Køb af areal") + "\n\n" + form.format(n=45, t="Lukket: Salg af bolig") + "\n"
    items = parse_layout(document(form) + last).items
    assert [(item.number, item.title, item.closed) for item in items[3:]] == [
        ("44", "Køb af areal", True),
        ("45", "Salg af bolig", True),
    ]
    assert len(items) == 5


def test_group_headings_open_and_close() -> None:
    text = (
        HEAD + "ÅBNE PUNKTER\n\n1. Godkendelse af dagsorden" + BODY + "LUKKEDE PUNKTER\n\n2. Salg af bolig" + BODY
        + "ÅBNE PUNKTER\n\n3. Eventuelt" + BODY
    )  # fmt: skip
    assert [item.closed for item in parse_layout(text).items] == [False, True, False]


def test_numbers_with_letters_and_gaps() -> None:
    numbers = ["7", "8", "8A", "9", "11"]
    text = HEAD + "".join(f"Punkt {number}: Sagen om vej {place}" + BODY for place, number in enumerate(numbers))
    layout = parse_layout(text)
    assert [item.number for item in layout.items] == numbers
    assert [warning.code for warning in layout.warnings] == ["number_gap"]


def test_numbers_start_over_with_the_closed_part() -> None:
    closed = "Lukkede punkter\n\n" + "Punkt 101: Køb af areal" + BODY + "Punkt 102: Personsag" + BODY
    items = parse_layout(document("Punkt {n}: {t}", 1) + closed).items
    assert [item.number for item in items] == ["1", "2", "3", "101", "102"]
    assert [item.closed for item in items] == [False, False, False, True, True]


def test_an_item_reaches_to_the_next_head() -> None:
    text = document("Punkt {n}: {t}")
    items = parse_layout(text).items
    for item, title in zip(items, TITLES, strict=True):
        assert text[item.start : item.end].startswith(f"Punkt {item.number}: {title}")
        assert text[item.start : item.end].endswith("\n\nGodkendt.")


TOLD = """Havneudvalget holdt møde torsdag den 12. februar 2026.

{who}

1. Gæstesejlernes afgift

Havnefogeden foreslog en højere afgift. Det sagde udvalget nej til.

2. Isværkets lys

Beboerne klager. Sagen blev drøftet.

3. Molefesten

Udvalget sætter dagen til den 4. juli.
"""


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("Til stede var Ida Lund, Bo Krog og Ea Holm.", ["Gæstesejlernes afgift", "Isværkets lys", "Molefesten"]),
        ("Til Stede var Borgmester Ida Lund med flere.", ["Gæstesejlernes afgift", "Isværkets lys", "Molefesten"]),
        ("Til stede: Ida Lund, Bo Krog", ["Gæstesejlernes afgift", "Isværkets lys", "Molefesten"]),
        ("Planen er til borgerne i byen.", []),  # the numbered chapters of something else
        ("Bilag til referat, den 3. maj 2026", []),
        ("Notat til udvalgets møde den 3. maj 2026\nDer er taget referat af borgermødet.", []),
    ],
)
def test_numbered_titles_above_running_text_head_items_where_the_head_lists_who_met(
    who: str, titles: list[str]
) -> None:
    assert [head.title for head in find_items(TOLD.format(who=who)).heads] == titles


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Referat af mødet den 3. maj 2026", dt.date(2026, 5, 3)),
        ("Havneudvalget - referat fra onsdag den 3. maj 2023 i Skolen", dt.date(2023, 5, 3)),
        ("Havneudvalgets protokol\n3/5 2023", dt.date(2023, 5, 3)),
        ("Forhandlingsprotokol\nAar 1956, torsdag den 26. marts, samledes Raadet.", dt.date(1956, 3, 26)),
    ],
)
def test_the_head_of_dated_minutes_is_enough(head: str, date: dt.date) -> None:
    layout = parse_layout(head + TOLD.partition("{who}")[2])
    assert [item.title for item in layout.items] == ["Gæstesejlernes afgift", "Isværkets lys", "Molefesten"]
    assert (layout.kind, layout.meeting.date) == ("referat", date)


def test_nothing_explains_a_letter_as_items() -> None:
    found = find_items("Kære Lone\n\nTak for brevet. Vi ses den 3. maj.\n\nVenlig hilsen\nPoul\n")
    assert (found.heads, found.score, found.first_line) == ((), 0.0, len(found.lines))


def test_a_mark_beside_the_number_leaves_the_title_on_the_next_line() -> None:
    text = "Referat\n\n"
    for number, (mark, title) in enumerate([("", "Ny bro"), (" Lukket punkt", "Personalesag"), ("", "Skilte")], 28):
        text += f"Pkt. {number}{mark}\n{title}\nResumé\nSagen er kort.\nBeslutning\nGodkendt.\n\n"
    items = parse_layout(text).items
    assert [(item.number, item.title, item.closed) for item in items] == [
        ("28", "Ny bro", False),
        ("29", "Personalesag", True),
        ("30", "Skilte", False),
    ]


PROTOCOL = "Byrådets protokol\n\nMøde den 19. marts 1956. Til stede var Bo Ek og Ida Lund.\n\n"


@pytest.mark.parametrize("head", ["Sag nr. {n}. ", "Punkt {n}. ", "Pkt. {n}: ", "§ {n} ", "§ {n}. "])
def test_titles_that_run_on_into_their_text(head: str) -> None:
    told = [
        ("Rækkehuse ved Tjørnevej", "Der er tegnet 24 huse à 40.000 kr. Planen blev vedtaget."),
        ("24 huse til", "Sagen udsattes."),
        ("Regnskab pr. 31. maj", "Der er 3 t. kr. for lidt. Det blev taget til efterretning."),
        ("Rengøring i egne hænder?", "Det blev afvist."),
        ("Borgmesterens meddelelser", "Intet."),
    ]
    lines = [
        f"{head.format(n=number)}{title}{'' if title[-1] == '?' else '.'} {text}"
        for number, (title, text) in enumerate(told, 1)
    ]
    text = PROTOCOL + "\n\n".join(lines) + "\n"
    items = parse_layout(text).items
    assert [item.title for item in items] == [title for title, _ in told]
    assert [item.decision and item.decision.text for item in items] == [text for _, text in told]
    assert [text[item.start : item.end] for item in items] == lines


def test_a_full_stop_in_one_title_does_not_end_it() -> None:
    text = document("Punkt {n}: {t}").replace(TITLES[0], "Ny bro. Anden behandling")
    assert parse_layout(text).items[0].title == "Ny bro. Anden behandling"


def test_the_rules_of_a_society_inside_an_item_are_no_items() -> None:
    rules = ["Navn. Foreningen hedder Åen.", "Formål. Åen renses.", "Bestyrelse. Den har fem medlemmer.", "Ophør. Ja."]
    text = document("{n}. {t}").replace(
        "Sagen har", "".join(f"§ {n} {r}\n\n" for n, r in enumerate(rules, 1)) + "Sagen har"
    )
    assert summary(parse_layout(text).items) == [(str(41 + place), title) for place, title in enumerate(TITLES)]
