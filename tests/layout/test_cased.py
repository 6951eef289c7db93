"""Items that only a case number heads: above the title, on its line, or below it; and the lists that look like them.

Municipalities, people and cases are invented.
"""

import pytest

from nlp_referat.layout.items import find_items
from nlp_referat.layout.parse import parse_layout

HEAD = "Granlev Kommune\n\nTeknik- og Kulturudvalget\n\nReferat\n\nMødedato: 12. maj 2026\n\n"
TITLES = ("Salg af den gamle mølle", "Ny bro over Åen", "Takster for havnen i 2027")
BODY = (
    "Resumé\nSagen har ligget stille siden foråret.\n\nIndstilling\nForvaltningen indstiller, at sagen godkendes.\n\n"
    "Beslutning\nGodkendt.\n\n"
)
NUMBERS = {
    "2026-00{n}10": "2026-00{n}10",
    "26-000{n}10": "26-000{n}10",
    "26/0{n}233": "26/0{n}233",
    "00.22.04-G01-{n}-25": "00.22.04-G01-{n}-25",
    "Sagsnr. 26/0{n}233": "26/0{n}233",
    "Sagsnr.: 26-000{n}10": "26-000{n}10",
    "J.nr. 2026-00{n}10": "2026-00{n}10",
    "EMN-2026-00{n}10": "EMN-2026-00{n}10",
    "(26-000{n}10)": "26-000{n}10",
}
FORMS = [
    "{c}\n{t}\n",
    "{c}\n\n{t}\n\n",
    "## {c}\n\n## {t}\n\n",
    "**{c}**\n**{t}**\n",
    "{c}   {t}\n",
    "{c}\t{t}\n\n",
    "{c} {t}\n",
    "{c}: {t}\n",
    "{c} - {t}\n",
    "**{c} {t}**\n\n",
    "{t}\n{c}\n",
    "**{t}**\n{c}\n\n",
]


def found(text: str) -> list[tuple[str, str | None, str]]:
    return [(item.number, item.case_number, item.title) for item in parse_layout(text).items]


def document(form: str, case: str = "2026-00{n}10", body: str = BODY) -> str:
    return HEAD + "".join(form.format(c=case.format(n=n), t=t) + body for n, t in enumerate(TITLES, 1))


def expected(case: str = "2026-00{n}10") -> list[tuple[str, str | None, str]]:
    return [(str(n), case.format(n=n), title) for n, title in enumerate(TITLES, 1)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", NUMBERS)
def test_forms_and_numbers(form: str, case: str) -> None:
    layout = parse_layout(document(form, case))
    assert found(document(form, case)) == expected(NUMBERS[case])
    assert [item.decision.text if item.decision else None for item in layout.items] == ["Godkendt."] * 3
    assert [warning.code for warning in layout.warnings] == ["numbers_counted"]


BODIES = [
    # (what follows a head, the item's decision)
    ("Beslutning:\nGodkendt.\n\n", "Godkendt."),
    ("Beslutning: Godkendt.\n\n", "Godkendt."),
    ("Sagen har ligget stille siden foråret.\nBeslutning\nGodkendt.\n\n", "Godkendt."),
    ("Sagens indhold: Der er to bud.\nBeslutning:\nBegge bud forkastes.\n\n", "Begge bud forkastes."),
    ("Sagsfremstilling\nDer er to bud.\nBeslutning\nBegge bud forkastes.\n", "Begge bud forkastes."),
    ("Godkendt.\n\n", "Godkendt."),
]


@pytest.mark.parametrize("form", ["{c}\n{t}\n", "{c}   {t}\n", "{t}\n{c}\n"])
@pytest.mark.parametrize(("body", "decision"), BODIES)
def test_what_follows_a_head(form: str, body: str, decision: str) -> None:
    text = document(form, body=body)
    assert found(text) == expected()
    assert [item.decision.text if item.decision else None for item in parse_layout(text).items] == [decision] * 3


@pytest.mark.parametrize("form", ["{c}\n{t}\n", "{c}   {t}\n", "{t}\n{c}\n"])
def test_an_item_begins_at_its_head(form: str) -> None:
    text = document(form)
    starts = [form.format(c=f"2026-00{n}10", t=title) for n, title in enumerate(TITLES, 1)]
    assert [item.start for item in parse_layout(text).items] == [text.index(start) for start in starts]


LAST = [
    # (what stands for the last item, its case number, title, closed)
    ("2026-00410\nLukket sag\nBeslutning\nGodkendt.\n", "2026-00410", "Lukket sag", True),
    ("2026-00410\nLukket: Køb af jord\n", "2026-00410", "Køb af jord", True),
    ("2026-00410\nEn personalesag\nLukket punkt\nBeslutning\nGodkendt.\n", "2026-00410", "En personalesag", True),
    ("2026-00410\nLukket sag\nKøb af jord\nBeslutning\nGodkendt.\n", "2026-00410", "Køb af jord", True),
    ("2026-00410\nÅben sag\nKøb af jord\nBeslutning\nGodkendt.\n", "2026-00410", "Køb af jord", False),
    ("2026-00410\nMeddelelser og evt.\nBeslutning\nIntet.\n", "2026-00410", "Meddelelser og evt.", False),
    ("2026-00410\nEventuelt\nIntet.\n", "2026-00410", "Eventuelt", False),
    ("2026-00410\nOrientering\nBeslutning\nTil efterretning.\n", "2026-00410", "Orientering", False),
    ("Eventuelt\n\nBeslutning\nIntet.\n", None, "Eventuelt", False),
]


@pytest.mark.parametrize(("last", "case_number", "title", "closed"), LAST)
def test_the_last_item(last: str, case_number: str | None, title: str, closed: bool) -> None:
    items = parse_layout(document("{c}\n{t}\n") + last).items
    assert [(item.number, item.case_number, item.title) for item in items] == [*expected(), ("4", case_number, title)]
    assert items[-1].closed is closed


def test_points_of_a_decision_are_no_items() -> None:
    points = "Beslutning\nAd 1: Klubben får pengene.\nAd 2: Foreningen får afslag.\nAd 3: Vedtaget.\n\n"
    text = document("{c}\n{t}\n") + "2026-00410\nPuljen til foreninger\n" + points + "2026-00510\nEventuelt\nIntet.\n"
    assert found(text) == [*expected(), ("4", "2026-00410", "Puljen til foreninger"), ("5", "2026-00510", "Eventuelt")]


@pytest.mark.parametrize("form", ["{c}\n{t}\n", "{c}   {t}\n", "{t}\n{c}\n"])
@pytest.mark.parametrize("agenda", ["Dagsorden\n", ""])
def test_a_numbered_agenda_above_the_items(agenda: str, form: str) -> None:
    listed = agenda + "".join(f"{n}. {title}\n" for n, title in enumerate(TITLES, 1)) + "\n"
    assert found(HEAD + listed + document(form).removeprefix(HEAD)) == expected()


LISTS = [
    "Bilag\n2026-00710   Kort over havnen\n2026-00810   Bud fra naboen\n\n",
    "Bilag\n\n2026-00710   Kort over havnen\n\n2026-00810   Bud fra naboen\n\n",
    "Bilag\n2026-00710\n2026-00810\n\n",
    "Bilag\n2026-00710\tKort over havnen\n2026-00810\tBud fra naboen\n\n",
    "Sagen hænger sammen med:\n\n2026-00710   Kort over havnen\n\n",
    "Beslægtede sager\n\n2026-00710\n2026-00810\n\n",
    "- 2026-00710   Kort over havnen\n- 2026-00810   Bud fra naboen\n\n",
    "Periode 2024-2025\n2024-2025   Den første periode\n2025-2026   Den anden periode\n\n",
    "12-05-2026   Møde med naboerne\n13-05-2026   Besigtigelse\n\n",
    "33-664400   Lone Kjær, forvaltningen\n33-664401   Per Dam, forvaltningen\n\n",
    "Tlf. 33 66 44 00\n\n33664400\nLone Kjær\n\n",
]


@pytest.mark.parametrize("form", ["{c}\n{t}\n", "{c}   {t}\n", "{t}\n{c}\n"])
@pytest.mark.parametrize("listed", LISTS)
def test_lists_inside_an_item(listed: str, form: str) -> None:
    body = BODY.replace("Beslutning\n", listed + "Beslutning\n")
    assert found(document(form, body=body)) == expected()


@pytest.mark.parametrize("listed", LISTS)
def test_lists_in_the_attachments_behind_a_decision(listed: str) -> None:
    body = BODY + "Bilag\n" + listed
    assert found(document("{c}\n{t}\n", body=body)) == expected()


NUMBERED = ["{n}. {t}", "Punkt {n}: {t}", "Pkt. {n}\n{t}", "Sag nr. {n}: {t}"]


@pytest.mark.parametrize("form", NUMBERED)
@pytest.mark.parametrize(
    "below",
    [
        "2026-00{n}10\n",
        "\n2026-00{n}10\n\n",
        "Sagsnr. 2026-00{n}10\n",
        "2026-00{n}10\nÅben sag\n",
        "26-000{n}10 Jord\n",
    ],
)
def test_numbered_heads_with_a_case_line_below(form: str, below: str) -> None:
    heads = "".join((form + "\n" + below).format(n=n, t=title) + BODY for n, title in enumerate(TITLES, 1))
    layout = parse_layout(HEAD + heads)
    assert [(item.number, item.title) for item in layout.items] == [(str(n), t) for n, t in enumerate(TITLES, 1)]
    assert find_items(HEAD + heads).is_numbered


@pytest.mark.parametrize("form", NUMBERED)
@pytest.mark.parametrize("listed", LISTS)
def test_lists_inside_numbered_items(form: str, listed: str) -> None:
    body = BODY.replace("Beslutning\n", listed + "Beslutning\n")
    heads = "".join(form.format(n=n, t=title) + "\n\n" + body for n, title in enumerate(TITLES, 1))
    assert [(item.number, item.title) for item in parse_layout(HEAD + heads).items] == [
        (str(n), title) for n, title in enumerate(TITLES, 1)
    ]


NO_ITEMS = [
    # nothing behind the numbers
    "2026-00110   Salg af den gamle mølle\n2026-00210   Ny bro over Åen\n",
    "2026-00110\nSalg af den gamle mølle\n\n2026-00210\nNy bro over Åen\n",
    # one head is none
    "2026-00110   Salg af den gamle mølle\nBeslutning\nGodkendt.\n",
    # no titles
    "2026-00110\n\nBeslutning\nGodkendt.\n\n2026-00210\n\nBeslutning\nGodkendt.\n",
    "2026-00110\nmøllen er solgt.\nBeslutning\nGodkendt.\n\n2026-00210\nbroen er bygget.\nBeslutning\nGodkendt.\n",
    # years, days, telephones
    "2024-2025\nBudget for perioden\nBeslutning\nGodkendt.\n\n2025-2026\nBudget for året\nBeslutning\nGodkendt.\n",
    "12-05-2026 Møde\nBeslutning\nGodkendt.\n\n13-05-2026 Møde\nBeslutning\nGodkendt.\n",
    "33 66 44 00 Lone Kjær\nBeslutning\nGodkendt.\n\n33 66 44 01 Per Dam\nBeslutning\nGodkendt.\n",
]


@pytest.mark.parametrize("text", NO_ITEMS)
def test_no_items(text: str) -> None:
    assert found("Mødet blev holdt den 12. maj 2026.\n\n" + text) == []


def test_the_documents_own_number_is_no_item() -> None:
    text = "Sagsnr. 26/09999\nTeknik- og Kulturudvalget\n\nMødedato: 12. maj 2026\nSted: Rådhuset\n\n"
    assert found(text + document("{c}\n{t}\n").removeprefix(HEAD)) == expected()


def test_a_running_head_is_no_item() -> None:
    page = "2026-09999   Teknik- og Kulturudvalget\n\n"
    assert found(document("{c}   {t}\n", body=BODY + page)) == expected()


def test_a_table_of_contents_with_case_numbers() -> None:
    listed = "".join(f"2026-00{n}10   {title}\n" for n, title in enumerate(TITLES, 1)) + "\n"
    assert found(HEAD + listed + document("{c}   {t}\n").removeprefix(HEAD)) == expected()


def test_a_bold_label() -> None:
    assert found(document("**Sagsnr.:** {c}\n{t}\n")) == expected()


def test_an_item_without_a_section_after_a_decision() -> None:
    text = document("{c}\n{t}\n") + "2026-00410\nNyt fra formanden\nFormanden fortalte om mødet i regionen.\n"
    assert found(text) == [*expected(), ("4", "2026-00410", "Nyt fra formanden")]


def test_an_agenda_without_decisions() -> None:
    body = "Sagsfremstilling\nDer er to bud.\n\nIndstilling\nForvaltningen indstiller, at sagen godkendes.\n\n"
    text = document("{c}   {t}\n", body=body).replace("Referat", "Dagsorden")
    assert found(text) == expected()
