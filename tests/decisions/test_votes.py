"""Votes: who took which side and the counts that the text states."""

import pytest

from nlp_referat.decisions.groups import party_subject, read_group
from nlp_referat.decisions.reading import DecisionContext, read_decision
from nlp_referat.decisions.votes import read_votes

NOTHING = ((), (), (), None, None, None)

VOTES = [
    ("Indstillingen blev godkendt med 37 stemmer mod 12.", ((), (), (), 37, 12, None)),
    ("Godkendt med stemmerne 14 mod 11", ((), (), (), 14, 11, None)),
    ("Godkendt med 6 stemmer for og 3 imod", ((), (), (), 6, 3, None)),
    ("7 for, 2 imod, 1 undlod", ((), (), (), 7, 2, 1)),
    ("Vedtaget med seks stemmer mod tre.", ((), (), (), 6, 3, None)),
    ("Vedtaget med 15 stemmer for, 9 stemmer imod og 1 undlod.", ((), (), (), 15, 9, 1)),
    ("Godkendt med 20 stemmer for (A, V og C) og 5 imod (Ø, F).", (("A", "V", "C"), ("Ø", "F"), (), 20, 5, None)),
    (
        "For: 4 (Ida Krogh (A), Lis Sø (A), Bo E. Vang (V), Ib Å (Bylisten))\nImod: 2 (Per Dam (C), Eva Hav (Ø))\n"
        "Undlod: 1 (Ole Lo (B))",
        (("A", "V", "Bylisten"), ("C", "Ø"), ("B",), 4, 2, 1),
    ),
    ("For: Ø, F og A / Imod: Å", (("Ø", "F", "A"), ("Å",), (), None, None, None)),
    ("For stemte: A, V. Imod stemte: Ø.", (("A", "V"), ("Ø",), (), None, None, None)),
    ("For stemte:\nA, V og C\nImod stemte:\nØ", (("A", "V", "C"), ("Ø",), (), None, None, None)),
    ("For stemte 14 (A, V og C), imod stemte 3 (Ø).", (("A", "V", "C"), ("Ø",), (), 14, 3, None)),
    ("Der stemte A, V og C for, mens Ø stemte imod.", (("A", "V", "C"), ("Ø",), (), None, None, None)),
    ("A, B og F stemte for, V og C stemte imod.", (("A", "B", "F"), ("V", "C"), (), None, None, None)),
    (
        "Et flertal bestående af A, C, F, V, Ø (14) stemte for, mens O (3) stemte imod.",
        (("A", "C", "F", "V", "Ø"), ("O",), (), 14, 3, None),
    ),
    ("Liste B stemte imod.", ((), ("B",), (), None, None, None)),
    ("Liste F og Ø stemte imod af hensyn til naboerne.", ((), ("F", "Ø"), (), None, None, None)),
    ("Venstre stemte imod.", ((), ("V",), (), None, None, None)),
    ("Venstre og Konservative stemmer imod.", ((), ("V", "C"), (), None, None, None)),
    ("Tiltrådt mod 2 stemmer (Ø og Pia Engholm).", ((), ("Ø", "Pia Engholm"), (), None, 2, None)),
    ("Vedtaget med 5 stemmer (C, V og A).", (("C", "V", "A"), (), (), 5, None, None)),
    ("Byrådet vedtog planen mod stemmerne fra Ø, idet hegnet flyttes.", ((), ("Ø",), (), None, None, None)),
    ("Forslaget nedstemmes med 15 stemmer mod 12.", ((), (), (), 12, 15, None)),
    ("Forslaget blev forkastet med 5 stemmer mod 18.", ((), (), (), 5, 18, None)),
    ("Forkastet med 14 stemmer imod og 8 for.", ((), (), (), 8, 14, None)),
    ("For stemte:\nEva Bak og Ib Kr. Toft.", (("Eva Bak", "Ib Kr. Toft"), (), (), None, None, None)),
    ("Bo Dam (V) undlod at stemme.", ((), (), ("Bo Dam",), None, None, None)),
    ("For stemte A (7). Imod stemte V (9). B undlod at stemme (1).", (("A",), ("V",), ("B",), 7, 9, 1)),
    ("(C) undlod at stemme.", ((), (), ("C",), None, None, None)),
    ("Imod stemte Ø og Å. B undlod at stemme.", ((), ("Ø", "Å"), ("B",), None, None, None)),
    ("Enhedslisten kan ikke tiltræde indstillingen.", ((), ("Ø",), (), None, None, None)),
    ("Imod stemte Jens Bang (Ø).", ((), ("Jens Bang",), (), None, None, None)),
    ("Imod stemte Jens Bang og Lis Sø Holm.", ((), ("Jens Bang", "Lis Sø Holm"), (), None, None, None)),
    ("Socialdemokratiet (A) og SF (F) stemte imod.", ((), ("A", "F"), (), None, None, None)),
    ("Tre medlemmer stemte imod.", ((), (), (), None, 3, None)),
    ("Hverken for eller imod: B", ((), (), ("B",), None, None, None)),
]


@pytest.mark.parametrize(("text", "expected"), VOTES)
def test_read_votes(text: str, expected: tuple[object, ...]) -> None:
    votes = read_votes(text)
    assert votes is not None
    counts = (votes.for_count, votes.against_count, votes.abstain_count)
    assert (votes.for_, votes.against, votes.abstain, *counts) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Enstemmigt godkendt.",
        "Godkendt.",
        "Udvalget godkendte budgettet for 2025 og 2026.",
        "Ingen stemte imod.",
        "Ruten går mod Ringvejen 12.",
        "Der afsættes 14 mio. kr. mod 11 mio. kr. sidste år.",
        "Stemmetællingen blev udsat.",
        "For at sikre børnene opsættes et hegn.",
        "I 2024 var der 12 ansøgere mod 9 i 2023.",
    ],
)
def test_no_vote_is_invented(text: str) -> None:
    assert read_votes(text) is None


@pytest.mark.parametrize(
    ("text", "members", "count"),
    [
        ("B+F+T", ("B", "F", "T"), None),
        ("B F T", ("B", "F", "T"), None),
        ("4 medlemmer (B, T)", ("B", "T"), 4),
        ("Liste T og Liste Ø", ("T", "Ø"), None),
        ("3", (), 3),
        ("udvalget", (), None),
    ],
)
def test_read_group(text: str, members: tuple[str, ...], count: int | None) -> None:
    group = read_group(text)
    assert (group.members, group.count) == (members, count)


@pytest.mark.parametrize(
    "text",
    [
        "Ø stemte imod.",
        "Liste F og Ø ønsker …",
        "Bo Dam (V) ønskede.",
        "SF ønsker, at",
        "I stemte imod.",
        "3 medlemmer tog forbehold.",
    ],
)
def test_a_party_speaks(text: str) -> None:
    assert party_subject(text)


@pytest.mark.parametrize(
    "text",
    ["Udvalget ønsker, at", "I øvrigt godkendt.", "I mellemtiden ønsker", "ØU anbefaler", "GODKENDT", "KB godkendte"],
)
def test_the_body_speaks(text: str) -> None:
    assert not party_subject(text)


def votes_of(text: str, point: int | None = None) -> object:
    for outcome in read_decision(text, DecisionContext(body="Byrådet")).outcomes:
        if outcome.point == point:
            return outcome.votes
    raise AssertionError("no such point")


def test_amendment_and_matter_have_their_own_votes() -> None:
    votes = votes_of(
        "Ændringsforslaget blev forkastet med 5 stemmer mod 18. "
        "Indstillingen blev herefter godkendt med 20 stemmer mod 3."
    )
    assert (votes.for_count, votes.against_count) == (20, 3)


def test_a_matter_without_a_vote_does_not_take_over_the_amendments() -> None:
    assert (
        votes_of("Ø stillede ændringsforslag.\nFor: Ø\nImod: A og V\nForslaget faldt.\nIndstillingen godkendt.") is None
    )


def test_dissent_stays_with_its_point() -> None:
    text = "Ad 1: Godkendt.\nØ stemte imod.\nAd 2: Godkendt."
    assert votes_of(text, 1).against == ("Ø",)
    assert votes_of(text, 2) is None


def test_dissent_that_names_its_point_goes_there() -> None:
    text = "Ad 1: Godkendt.\nAd 2: Godkendt.\nListe Ø stemte imod pkt. 1."
    assert votes_of(text, 1).against == ("Ø",)
    assert votes_of(text, 2) is None


def test_a_group_that_recommends_is_the_outcome_when_nothing_else_is() -> None:
    (outcome,) = read_decision(
        "Fire medlemmer (B, F og T) kan anbefale ruten.\nTre medlemmer (O og I) ønsker en kortere.", DecisionContext()
    ).outcomes
    assert outcome.label == "INDSTILLES"
    assert outcome.votes is not None
    assert (outcome.votes.for_, outcome.votes.for_count) == (("B", "F", "T"), 4)


def test_a_vote_alone_is_adopted_or_turned_down_by_its_counts() -> None:
    assert read_decision("For: 14 (A, V)\nImod: 3 (Ø)", DecisionContext()).outcomes[0].label == "GODKENDT"
    assert read_decision("For: 3 (Ø)\nImod: 14 (A, V)", DecisionContext()).outcomes[0].label == "AFVIST"
    assert read_decision("For: Ø\nImod: A, V", DecisionContext()).outcomes[0].label == "ANDET"
