"""Proposals: who proposes, and the points, in each form of list."""

import pytest

from nlp_referat.layout.parse import parse_layout
from nlp_referat.layout.proposal import read_proposal

A, B, C = "planen godkendes", "sagen sendes i høring", "der gives 2 mio. kr. til stien"
PROPOSALS = [
    # (text, by, points)
    (f"Forvaltningen indstiller, at\n\n1. {A}\n2. {B}\n3. {C}", "Forvaltningen", [(1, A), (2, B), (3, C)]),
    (f"Administrationen indstiller:\n\n1. at {A}\n2. at {B}", "Administrationen", [(1, "at " + A), (2, "at " + B)]),
    (f"Direktøren indstiller,\n\nat {A},\nat {B}", "Direktøren", [(None, f"at {A},"), (None, f"at {B}")]),
    (f"Det indstilles, at\n\n- {A}\n- {B}", None, [(None, A), (None, B)]),
    (f"Det indstilles, at\n\n• {A}\n• {B}", None, [(None, A), (None, B)]),
    (f"Det indstilles, at\n\n* {A}\n\n* {B}", None, [(None, A), (None, B)]),
    (f"Forvaltningen indstiller, at {A}.", "Forvaltningen", [(None, f"at {A}.")]),
    (f"Direktøren for Teknik og Miljø indstiller, at {A}.", "Direktøren for Teknik og Miljø", [(None, f"at {A}.")]),
    (f"Teknik- og Miljøforvaltningen anbefaler, at {A}", "Teknik- og Miljøforvaltningen", [(None, f"at {A}")]),
    (f"Børn og Unge foreslår, at {A}", "Børn og Unge", [(None, f"at {A}")]),
    (f"Kommunaldirektøren indstiller,\nat {A}", "Kommunaldirektøren", [(None, "at " + A)]),
    (f"1) {A}\n2) {B}", None, [(1, A), (2, B)]),
    (f"At 1: {A}\nAt 2: {B}", None, [(1, A), (2, B)]),
    (f"Pkt. 1: {A}\nPkt. 2: {B}", None, [(1, A), (2, B)]),
    (f"**1.** {A}\n**2.** {B}", None, [(1, A), (2, B)]),
    (f"Forvaltningen indstiller\n\n1. at {A},\n   og at {B}\n2. at {C}", "Forvaltningen",
     [(1, f"at {A},\n   og at {B}"), (2, "at " + C)]),
    ("Til orientering.", None, [(None, "Til orientering.")]),
    ("", None, []),
    ("-", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by", "points"), PROPOSALS)
def test_proposals(text: str, by: str | None, points: list[tuple[int | None, str]]) -> None:
    proposal = read_proposal(text, 100)
    assert proposal.by == by
    assert [(point.point, point.text) for point in proposal.points] == points
    assert all(text[point.start - 100 : point.end - 100] == point.text for point in proposal.points)


def test_what_follows_the_last_point_is_no_part_of_it() -> None:
    proposal = read_proposal(f"1. {A}\n2. {B}\n\nSagen behandles også i Byrådet.", 0)
    assert [point.text for point in proposal.points] == [A, B]


def test_years_and_sums_at_line_starts_are_no_points() -> None:
    proposal = read_proposal(f"Det indstilles, at\n1. der gives\n2.500 kr. i tilskud\n2. {B}", 0)
    assert [(point.point, point.text) for point in proposal.points] == [(1, "der gives\n2.500 kr. i tilskud"), (2, B)]


def test_dates_at_line_starts_are_no_points() -> None:
    proposal = read_proposal(f"Det indstilles, at\n1. ordningen begynder\n1. januar 2027\n2. {B}\n12. maj 2027", 0)
    assert [(point.point, point.text) for point in proposal.points] == [
        (1, "ordningen begynder\n1. januar 2027"),
        (2, f"{B}\n12. maj 2027"),
    ]


def test_bullets_below_a_number_are_part_of_its_point() -> None:
    proposal = read_proposal(f"Det indstilles, at\n1. udvalget drøfter\n- skolen\n- stien\n2. {B}", 0)
    assert [(point.point, point.text) for point in proposal.points] == [
        (1, "udvalget drøfter\n- skolen\n- stien"),
        (2, B),
    ]


def test_two_lists_in_one_proposal() -> None:
    text = f"Direktøren indstiller, at udvalget\n1. {A}\n2. {B}\nog at Byrådet\n1. {C}"
    assert [point.point for point in read_proposal(text, 0).points] == [1, 2, 1]


@pytest.mark.parametrize("said", ["Vi indstiller til udvalget: at den males.", "> Vi indstiller, at den males.\n>"])
def test_a_proposal_without_a_heading(said: str) -> None:
    text = f"Teknisk Udvalg, 3. maj 2025\n\nPunkt 1: Ny bro\nBroen er grå.\n{said}\nBeslutning: Tiltrådt.\n"
    [item] = parse_layout(text).items
    assert item.proposal is not None
    assert [point.text for point in item.proposal.points] == ["at den males."]
