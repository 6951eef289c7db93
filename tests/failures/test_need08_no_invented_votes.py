"""Need 8: no invented votes. A tally stands where the text has it, with the point and the motion that it is on.

Minimal pairs: neighbouring cases differ in one wording, and so do the answers.
"""

from typing import Any

import pytest
from minute_layouts import LAYOUTS, Minutes, item_seven, read
from spacy.language import Language

from nlp_referat.schema import Decision, Outcome, Votes

EMPTY: dict[str, Any] = Votes().model_dump()


def said(votes: Votes | None) -> dict[str, Any] | None:
    """What the votes hold beside nothing; None where there are none."""
    if votes is None:
        return None
    return {name: value for name, value in votes.model_dump().items() if value != EMPTY[name]}


def decided(nlp: Language, layout: str, text: str, **more: str) -> Decision:
    raw = LAYOUTS[layout](Minutes(text, body="Byrådet", **more))
    decision = item_seven(read(nlp, layout, Minutes(text, body="Byrådet", **more))).decision
    assert decision is not None
    assert all(raw[one.start : one.end] == one.text for one in (*decision.statements, *decision.attendance))
    return decision


def mains(decision: Decision) -> list[Outcome]:
    return [outcome for outcome in decision.outcomes if not outcome.is_amendment]


# (id, decision, what the votes say)
VOTES: list[tuple[str, str, dict[str, Any] | None]] = [
    ("mod", "Godkendt med 14 stemmer mod 11.", {"for_count": 14, "against_count": 11}),
    ("stemmerne", "Indstillingen blev godkendt med stemmerne 14 mod 11.", {"for_count": 14, "against_count": 11}),
    ("no figures", "Indstillingen blev godkendt.", None),
    (
        "with abstention",
        "Godkendt. 14 for og 11 imod, 2 undlod.",
        {"for_count": 14, "against_count": 11, "abstain_count": 2},
    ),
    ("zero is said", "Godkendt med 14 stemmer for, 0 imod.", {"for_count": 14, "against_count": 0}),
    ("nobody is no number", "Godkendt med 14 stemmer. Ingen stemte imod.", {"for_count": 14}),
    ("words", "Vedtaget med fire stemmer mod tre.", {"for_count": 4, "against_count": 3}),
    ("yes and no", "Vedtaget med 13 ja-stemmer og 6 nej-stemmer.", {"for_count": 13, "against_count": 6}),
    ("dash", "Godkendt 14-11.", {"for_count": 14, "against_count": 11}),
    ("a date", "Godkendt 14-11-2023.", None),
    ("unanimous", "Enstemmigt godkendt.", {"unanimous": True}),
    ("not unanimous", "Godkendt, dog ikke enstemmigt.", None),
    ("one mind", "Et enigt byråd godkendte indstillingen.", {"unanimous": True}),
    ("contradiction", "Enstemmigt godkendt. Ø stemte imod.", {"against": ("Ø",)}),
    ("majority", "Et flertal godkendte indstillingen.", {"majority": True}),
    ("no majority", "Der var ikke flertal for indstillingen.", None),
    ("majority of others", "Godkendt, da et flertal af borgerne ønsker stien.", None),
    (
        "named majority",
        "Et flertal bestående af A, C og V (14) stemte for. Godkendt.",
        {"for": ("A", "C", "V"), "for_count": 14, "majority": True},
    ),
    (
        "letters",
        "For stemte A, V og C. Imod stemte Ø. Indstillingen blev godkendt.",
        {"for": ("A", "V", "C"), "against": ("Ø",)},
    ),
    (
        "party names",
        "For stemte Socialdemokratiet, Venstre og De Konservative. Imod stemte Enhedslisten. Indstillingen blev "
        "godkendt.",
        {"for": ("A", "V", "C"), "against": ("Ø",)},
    ),
    ("local list", "Imod stemte Bylisten og Liste T. Godkendt.", {"against": ("Bylisten", "T")}),
    ("members", "Godkendt. Imod stemte Bo Dam (V) og Ida Lund (V).", {"against": ("Bo Dam", "Ida Lund")}),
    (
        "counted members",
        "For: 3 (Bo Dam (V), Ida Lund (V), Per Vang (A))\nImod: 1 (Eva Bak (Ø))\nGodkendt.",
        {"for": ("V", "A"), "against": ("Ø",), "for_count": 3, "against_count": 1},
    ),
    (
        "a party split",
        "For: 2 (Bo Dam (V), Per Vang (A))\nImod: 2 (Ida Lund (V), Eva Bak (Ø))\nGodkendt.",
        {"for": ("Bo Dam", "A"), "against": ("Ida Lund", "Ø"), "for_count": 2, "against_count": 2},
    ),
    ("fell", "Forslaget blev nedstemt med 15 stemmer mod 12.", {"for_count": 12, "against_count": 15}),
    ("carried", "Forslaget blev vedtaget med 15 stemmer mod 12.", {"for_count": 15, "against_count": 12}),
    ("abstained", "Godkendt. B undlod at stemme.", {"abstain": ("B",)}),
    ("absent is no vote", "Godkendt.\n\nFraværende: Bo Dam (B)", None),
    ("reservation is no vote", "Godkendt. Ø tog forbehold.", None),
    ("dissent", "Godkendt. Ø kan ikke tiltræde indstillingen.", {"against": ("Ø",)}),
    # votes that do not count
    ("not held", "Afstemning blev ikke foretaget. Godkendt.", None),
    ("without", "Godkendt uden afstemning.", None),
    ("withdrawn", "Ø begærede afstemning, men trak begæringen tilbage. Godkendt.", None),
    (
        "kept up",
        "Ø begærede afstemning. For stemte 14, imod stemte 2. Godkendt.",
        {"for_count": 14, "against_count": 2},
    ),
    ("annulled", "For: 5\nImod: 4\nAfstemningen blev annulleret. Sagen udsættes.", None),
    (
        "repeated",
        "For: 5\nImod: 4\nAfstemningen blev annulleret. Ved ny afstemning godkendt med 6 stemmer mod 3.",
        {"for_count": 6, "against_count": 3},
    ),
    ("indicative", "Ved en vejledende afstemning stemte 5 for og 4 imod. Sagen blev udsat.", None),
    ("another day", "På sidste møde stemte 5 for og 4 imod. Sagen blev udsat.", None),
    ("another body", "Økonomiudvalget anbefalede med 5 stemmer mod 2, at planen godkendes. Godkendt.", None),
    ("supposed", "Hvis Ø stemmer imod, tages sagen op igen. Godkendt.", None),
    ("money", "Godkendt. Udgiften er 14 mio. kr. mod 11 mio. kr. sidste år.", None),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in VOTES], ids=[case[0] for case in VOTES])
def test_votes(nlp: Language, layout: str, text: str, expected: dict[str, Any] | None) -> None:
    assert said(mains(decided(nlp, layout, text))[0].votes) == expected


# (id, decision, what the votes of each point say)
BY_POINT: list[tuple[str, str, dict[int, dict[str, Any] | None]]] = [
    ("below its point", "Ad 1: Godkendt.\nØ stemte imod.\nAd 2: Godkendt.", {1: {"against": ("Ø",)}, 2: None}),
    ("below the other", "Ad 1: Godkendt.\nAd 2: Godkendt.\nØ stemte imod.", {1: None, 2: {"against": ("Ø",)}}),
    ("names its point", "Ad 1: Godkendt.\nAd 2: Godkendt.\nØ stemte imod pkt. 1.", {1: {"against": ("Ø",)}, 2: None}),
    (
        "names two",
        "Ad 1: Godkendt.\nAd 2: Godkendt.\nAd 3: Godkendt.\nØ stemte imod pkt. 1 og 3.",
        {1: {"against": ("Ø",)}, 2: None, 3: {"against": ("Ø",)}},
    ),
    (
        "names both",
        "Ad 1: Godkendt.\nAd 2: Godkendt.\nØ stemte imod begge punkter.",
        {1: {"against": ("Ø",)}, 2: {"against": ("Ø",)}},
    ),
    ("one clause for two", "Ad 1-2: Godkendt.\nØ stemte imod pkt. 2.", {1: None, 2: {"against": ("Ø",)}}),
    (
        "reasons between",
        "At 1: Godkendt.\n(A) stemmer imod, idet stien er for smal.\nAt 2: Godkendt.\n(V) stemmer imod.",
        {1: {"against": ("A",)}, 2: {"against": ("V",)}},
    ),
    (
        "own tallies",
        "Ad 1: Godkendt med 6 stemmer mod 1.\nAd 2: Enstemmigt godkendt.",
        {1: {"for_count": 6, "against_count": 1}, 2: {"unanimous": True}},
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BY_POINT], ids=[case[0] for case in BY_POINT])
def test_votes_stand_with_their_point(
    nlp: Language, layout: str, text: str, expected: dict[int, dict[str, Any] | None]
) -> None:
    assert {outcome.point: said(outcome.votes) for outcome in decided(nlp, layout, text).outcomes} == expected


Row = tuple[str, bool, str | None, dict[str, Any] | None]
MAIN: Row = ("GODKENDT", False, None, None)

# (id, decision, each outcome's label, whether it is an amendment, its mover, its votes)
AMENDMENTS: list[tuple[str, str, list[Row]]] = [
    (
        "fell",
        "Ø stillede ændringsforslag om et hegn.\nFor: 3\nImod: 12\nÆndringsforslaget faldt.\nIndstillingen blev "
        "godkendt.",
        [("AFVIST", True, "Ø", {"for_count": 3, "against_count": 12}), MAIN],
    ),
    (
        "carried",
        "Ø stillede ændringsforslag om et hegn.\nFor: 12\nImod: 3\nÆndringsforslaget blev vedtaget.\n"
        "Indstillingen som ændret blev godkendt.",
        [("GODKENDT", True, "Ø", {"for_count": 12, "against_count": 3}), MAIN],
    ),
    (
        "withdrawn",
        "Ø stillede ændringsforslag, men trak det tilbage.\nIndstillingen blev godkendt.",
        [("UDGÅET", True, "Ø", None), MAIN],
    ),
    ("never settled", "Ø stillede ændringsforslag om et hegn.\nIndstillingen blev godkendt.", [MAIN]),
    ("none", "Ø ønskede et hegn.\nIndstillingen blev godkendt.", [MAIN]),
    (
        "each vote with its own",
        "Venstres ændringsforslag blev forkastet med 4 stemmer mod 11. "
        "Indstillingen blev herefter godkendt med 13 stemmer mod 2.",
        [
            ("AFVIST", True, "V", {"for_count": 4, "against_count": 11}),
            ("GODKENDT", False, None, {"for_count": 13, "against_count": 2}),
        ],
    ),
    (
        "one sentence",
        "Venstres ændringsforslag blev forkastet, hvorefter indstillingen blev godkendt.",
        [("AFVIST", True, "V", None), MAIN],
    ),
    (
        "one after the other",
        "Ændringsforslag 1 fra Ø: For stemte Ø (2). Imod stemte A og V (13). Forkastet.\n"
        "Ændringsforslag 2 fra O: For stemte O og V (8). Imod stemte A og Ø (7). Vedtaget.\nIndstillingen blev "
        "godkendt.",
        [
            ("AFVIST", True, "Ø", {"for": ("Ø",), "against": ("A", "V"), "for_count": 2, "against_count": 13}),
            ("GODKENDT", True, "O", {"for": ("O", "V"), "against": ("A", "Ø"), "for_count": 8, "against_count": 7}),
            MAIN,
        ],
    ),
    (
        "a member moves",
        "Bo Dam (V) stillede ændringsforslag om et hegn. Ændringsforslaget faldt. Indstillingen blev godkendt.",
        [("AFVIST", True, "Bo Dam", None), MAIN],
    ),
    (
        "two parties move",
        "A og F stillede ændringsforslag om et hegn. Ændringsforslaget faldt. Indstillingen blev godkendt.",
        [("AFVIST", True, "A, F", None), MAIN],
    ),
    (
        "moved without the word",
        "Venstre foreslog, at beløbet halveres. Forslaget blev nedstemt med 4 stemmer mod 11. "
        "Indstillingen blev godkendt.",
        [("AFVIST", True, "V", {"for_count": 4, "against_count": 11}), MAIN],
    ),
    (
        "procedure",
        "Venstre foreslog, at sagen udsættes. Forslaget blev nedstemt med 4 stemmer mod 11. "
        "Indstillingen blev godkendt.",
        [MAIN],
    ),
    (
        "both fall",
        "Ø stillede ændringsforslag om hegnet. F stillede ændringsforslag om porten. Begge ændringsforslag faldt. "
        "Indstillingen blev godkendt.",
        [("AFVIST", True, "Ø", None), ("AFVIST", True, "F", None), MAIN],
    ),
    (
        "nothing else",
        "Ø stillede ændringsforslag om et hegn.\nFor ændringsforslaget stemte: Ø og A (9)\n"
        "Imod ændringsforslaget stemte: V (6)\nÆndringsforslaget blev dermed vedtaget.",
        [("GODKENDT", True, "Ø", {"for": ("Ø", "A"), "against": ("V",), "for_count": 9, "against_count": 6})],
    ),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in AMENDMENTS], ids=[case[0] for case in AMENDMENTS])
def test_amendments_have_their_own_outcome(nlp: Language, layout: str, text: str, expected: list[Row]) -> None:
    outcomes = decided(nlp, layout, text).outcomes
    assert [(one.label, one.is_amendment, one.mover, said(one.votes)) for one in outcomes] == expected


def test_an_item_about_an_amendment_is_no_amendment(nlp: Language) -> None:
    text = "Ændringsforslaget blev nedstemt med 12 stemmer mod 3."
    (outcome,) = decided(nlp, "plain", text, title="Budget 2025, ændringsforslag fra Ø").outcomes
    assert (outcome.label, outcome.is_amendment) == ("AFVIST", False)
    (outcome,) = decided(nlp, "plain", text, title="Budget 2025").outcomes
    assert (outcome.label, outcome.is_amendment) == ("AFVIST", True)


# (id, decision, who speaks and the words)
STATEMENTS: list[tuple[str, str, list[tuple[str | None, str]]]] = [
    (
        "quoted",
        "Godkendt.\n\nØ ønskede tilført protokollen:\n”Stien er for smal.”",
        [("Ø", "Ø ønskede tilført protokollen:\n”Stien er for smal.”")],
    ),
    (
        "told",
        "Godkendt. Bo Dam (V) bemærkede til protokollen, at stien er for smal. Udvalget takkede.",
        [("Bo Dam", "Bo Dam (V) bemærkede til protokollen, at stien er for smal.")],
    ),
    ("said only", "Godkendt. Bo Dam (V) bemærkede, at stien er for smal.", []),
    ("reservation", "Godkendt. Enhedslisten tog forbehold.", [("Ø", "Enhedslisten tog forbehold.")]),
    ("the body's own", "Udvalget tog forbehold for prisen. Godkendt.", []),
    ("subject to", "Godkendt under forbehold af Byrådets accept.", []),
    (
        "headed",
        "Godkendt.\n\nProtokolbemærkning fra Venstre: Stien er for smal.",
        [("V", "Protokolbemærkning fra Venstre: Stien er for smal.")],
    ),
    ("the minutes", "Protokollen blev godkendt.", []),
    (
        "between points",
        "Ad 1: Godkendt.\nØ ønsker følgende ført til protokols:\nStien er for smal.\nAd 2: Godkendt.",
        [("Ø", "Ø ønsker følgende ført til protokols:\nStien er for smal.")],
    ),
    (
        "two",
        "Godkendt.\n\nØ fik tilført protokollen: ”Nej.”\n\nListe T tager forbehold.",
        [("Ø", "Ø fik tilført protokollen: ”Nej.”"), ("T", "Liste T tager forbehold.")],
    ),
    ("nothing", "Godkendt. Intet at tilføre protokollen.", []),
    ("a bank's", "Godkendt. Det hører med, at Sparekassen Bo har taget forbehold for momsen.", []),
]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in STATEMENTS], ids=[case[0] for case in STATEMENTS])
def test_statements_for_the_record(
    nlp: Language, layout: str, text: str, expected: list[tuple[str | None, str]]
) -> None:
    decision = decided(nlp, layout, text)
    assert [(one.by, one.text) for one in decision.statements] == expected
    assert {outcome.label for outcome in decision.outcomes} == {"GODKENDT"}
