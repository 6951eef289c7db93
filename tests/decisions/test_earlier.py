"""What other bodies decided, inside the text of a decision."""

import datetime as dt

import pytest

from nlp_referat.decisions.earlier import find_headings
from nlp_referat.decisions.reading import DecisionContext, find_earlier, read_decision

CONTEXT = DecisionContext(body="Byrådet", date=dt.date(2024, 6, 18))


@pytest.mark.parametrize(
    ("line", "body", "date"),
    [
        ("Beslutning i Økonomiudvalget den 1. oktober 2018:", "Økonomiudvalget", "2018-10-01"),
        (
            "Beslutning fra Teknik- og Miljøudvalget, 10. september 2024, pkt. 56:",
            "Teknik- og Miljøudvalget",
            "2024-09-10",
        ),
        ("Kultur- og Idrætsudvalget, 03-04-2019, pkt. 44", "Kultur- og Idrætsudvalget", "2019-04-03"),
        ("**Økonomiudvalget den 12. marts 2024**", "Økonomiudvalget", "2024-03-12"),
        ("02/12/2024 Socialudvalget", "Socialudvalget", "2024-12-02"),
        ("Økonomiudvalgets beslutning i mødet den 31. marts 2020", "Økonomiudvalget", "2020-03-31"),
    ],
)
def test_headings(line: str, body: str, date: str) -> None:
    (heading,) = find_headings(line)
    assert (heading.body, str(heading.date)) == (body, date)


@pytest.mark.parametrize(
    "line",
    [
        "Økonomiudvalget anbefaler, at planen vedtages.",
        "Økonomiudvalget godkendte den 3. maj 2024 budgettet.",
        "Udvalget drøftede sagen.",
        "Sagen oversendes til Økonomiudvalget den 3. juni 2024.",
        "Godkendt den 3. maj 2024",
    ],
)
def test_sentences_are_no_headings(line: str) -> None:
    assert find_headings(line) == []


def test_blocks_of_other_bodies() -> None:
    text = (
        "Beslutning i Økonomiudvalget den 11-06-2024:\nAnbefales.\nFraværende: Bo Dam\n\n"
        "Beslutning i Byrådet den 18-06-2024:\nGodkendt.\nFraværende: Ida Lund"
    )
    reading = read_decision(text, CONTEXT)
    assert [(o.label, o.text) for o in reading.outcomes] == [("GODKENDT", "Godkendt")]
    assert reading.absent == ("Ida Lund",)
    (earlier,) = reading.earlier
    assert (earlier.committee, str(earlier.date)) == ("Økonomiudvalget", "2024-06-11")
    assert [o.label for o in earlier.outcomes] == ["INDSTILLES"]
    for outcome in earlier.outcomes:
        assert text[outcome.start : outcome.end] == outcome.text == "Anbefales"


@pytest.mark.parametrize(
    ("text", "committee", "date", "labels", "own"),
    [
        (
            "Socialudvalget anbefaler, at ordningen fortsætter.\n\nTaget til efterretning.",
            "Socialudvalget",
            None,
            ["INDSTILLES"],
            ["TAGET_TIL_EFTERRETNING"],
        ),
        (
            "Teknisk Udvalg har den 3. maj 2024 godkendt planen. Vedtaget.",
            "Teknisk Udvalg",
            "2024-05-03",
            ["GODKENDT"],
            ["GODKENDT"],
        ),
        (
            "Økonomiudvalget drøftede sagen den 11. juni 2024. Udsat.",
            "Økonomiudvalget",
            None,
            ["DRØFTET"],
            ["UDSAT"],
        ),
    ],
)
def test_told_in_a_sentence(text: str, committee: str, date: str | None, labels: list[str], own: list[str]) -> None:
    reading = read_decision(text, CONTEXT)
    assert [o.label for o in reading.outcomes] == own
    (earlier,) = reading.earlier
    assert earlier.committee == committee
    assert [o.label for o in earlier.outcomes] == labels
    if date:
        assert str(earlier.date) == date


@pytest.mark.parametrize(
    "text",
    [
        "Økonomiudvalgets indstilling blev godkendt.",
        "Byrådet godkendte indstillingen.",
        "Oversendes til Økonomiudvalget.",
        "Godkendt, idet Økonomiudvalget følger op.",
    ],
)
def test_own_decisions_that_name_a_body(text: str) -> None:
    assert find_earlier(text, CONTEXT) == ()


def test_a_field_that_tells_only_of_another_body_approves_nothing() -> None:
    reading = read_decision("Økonomiudvalget godkendte indstillingen.", CONTEXT)
    assert [o.label for o in reading.outcomes] == ["ANDET"]
