"""Closed items without a number among numbered ones: they are items, and leave the decision above them alone."""

import pytest

from nlp_referat.layout.parse import parse_layout

HEAD = "Referat af møde i Teknisk Udvalg den 3. maj 2025\n\n1. Godkendelse af dagsorden\nBeslutning\nGodkendt.\n\n"
BRIDGE = "2. Ny bro\nForvaltningen indstiller, at broen bygges.\n\nBeslutning\nIndstilles godkendt.\n\n"
CLOSED = "{mark}\n{title}\nBeslutning\nIkke offentlig.\n\n"
SIGNS = "3. Skilte\nBeslutning\nUdsat.\n"


def read(text: str) -> list[tuple[str, str, bool, str | None]]:
    items = parse_layout(text).items
    return [(item.number, item.title, item.closed, item.decision and item.decision.text) for item in items]


@pytest.mark.parametrize("mark", ["Lukket punkt", "Lukket sag", "Fortroligt punkt", "LUKKET PUNKT", "**Lukket punkt**"])
@pytest.mark.parametrize("title", ["", "Køb af grund\n"])
@pytest.mark.parametrize("after", ["", SIGNS])
def test_a_closed_mark_above_a_section_heads_an_item(mark: str, title: str, after: str) -> None:
    found = read(HEAD + BRIDGE + CLOSED.format(mark=mark, title=title) + after)
    assert found[1] == ("2", "Ny bro", False, "Indstilles godkendt.")
    assert found[2] == ("", title.strip() or mark.strip("*"), True, "Ikke offentlig.")
    assert [item[0] for item in found[3:]] == ["3"] * bool(after)


@pytest.mark.parametrize(
    "text",
    [
        BRIDGE + "Lukket punkt\nFraværende: Ida Lund\n\n" + SIGNS,  # what follows is of the decision above
        BRIDGE + "Lukket punkt\n\n" + SIGNS,  # the mark of the item below
        BRIDGE.replace("2. Ny bro\n", "2. Ny bro\n\nLukket punkt\n\n"),  # the mark of its own item
        BRIDGE + "Lukkede punkter\n\n" + SIGNS,  # a group
        BRIDGE + "Lukket punkt\nSagen er lukket for offentligheden.\n",  # nothing is decided below it
    ],
)
def test_other_closed_marks_head_nothing(text: str) -> None:
    assert all(number for number, *_ in read(HEAD + text))


def test_no_number_is_missing_beside_a_closed_item() -> None:
    text = HEAD + BRIDGE + CLOSED.format(mark="Lukket punkt", title="") + SIGNS
    assert [warning.code for warning in parse_layout(text).warnings] == []


def test_an_item_with_two_decisions_is_told() -> None:
    text = HEAD + BRIDGE + "Om pumpehuset\nBeslutning\nIkke offentlig.\n\n" + SIGNS
    found = parse_layout(text).warnings
    assert [(warning.code, text[warning.start : warning.end].split()[-2:]) for warning in found] == [
        ("decisions_several", ["Ikke", "offentlig."])
    ]


@pytest.mark.parametrize(
    "closing",
    [
        "Mødet hævet kl. 21.40.",
        "Mødet sluttede kl. 18. Der var kaffe.",
        "Protokollen oplæst og underskrevet.",
        "---\n\nBilaget viser tallene. Rådgiveren anbefaler, at man venter.",
        "*Bilag til punkt 2: Tagenes tilstand.* Rådgiveren anbefaler, at man venter.",
        "Notat vedlagt sag 2. Rådgiveren anbefaler, at man venter.",
    ],
)
def test_the_last_decision_ends_where_the_meeting_does(closing: str) -> None:
    assert read(HEAD + SIGNS + "\n" + closing + "\n")[-1][3] == "Udsat."


@pytest.mark.parametrize("more", ["Bilaget til planen følger sagen.", "Mødet i maj flyttes til den 7. maj."])
def test_a_decision_goes_on_over_a_blank_line(more: str) -> None:
    assert read(HEAD + SIGNS + "\n" + more + "\n")[-1][3] == f"Udsat.\n\n{more}"
