"""The classifier beside the rules: what it is asked, and what becomes of its answers."""

from collections.abc import Sequence

import pytest

from nlp_referat.decisions.classifier import Answers
from nlp_referat.decisions.items import decide_items
from nlp_referat.decisions.reading import DecisionContext, read_decision
from nlp_referat.labels import OutcomeLabel
from nlp_referat.layout.parse import parse_layout
from nlp_referat.schema import Outcome
from nlp_referat.text import View

HANGS = "Sagen hænger til maj."
BAKES = "Udvalget bager videre på sagen."
YES = "Det blev et rungende hurra fra alle."
WALK = "Bo Ek inviterer på en gåtur."


Answered = dict[str, tuple[OutcomeLabel, float]]
"""Clauses with their outcome and its probability; the rest of it is that they decide nothing."""


class Table:
    """A classifier that knows its answers; it takes down what it is asked, and thinks that all else decides nothing."""

    def __init__(self, answers: Answered) -> None:
        self.answers = answers
        self.calls: list[list[str]] = []

    def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float, float]]:
        self.calls.append(list(clauses))
        known = (self.answers.get(clause, ("ANDET", 0.2)) for clause in clauses)
        return [(label, score, 1 - score) for label, score in known]


def read(text: str, table: Answered, title: str = "") -> tuple[Outcome, ...]:
    """The outcomes of one decision, its questions answered from the table."""
    context = DecisionContext(body="Teknisk Udvalg", title=title)
    answers = Answers()
    read_decision(text, context, answers)
    answers.fetch(Table(table))
    return read_decision(text, context, answers).outcomes


def short(outcomes: Sequence[Outcome]) -> list[tuple[int | None, str]]:
    return [(outcome.point, outcome.label) for outcome in outcomes]


def minutes(*decisions: str) -> str:
    items = (f"Punkt {n}: Vej {n}\n\nBeslutning\n\n{text}\n\n" for n, text in enumerate(decisions, 1))
    return "Teknisk Udvalg\n\nReferat\n\nMødedato: 12. maj 2026\n\n" + "".join(items)


# text, answers, outcomes by point
PATHS = [
    pytest.param(HANGS, {HANGS: ("UDSAT", 0.9)}, [(None, "UDSAT")], id="a sentence that no rule reads"),
    pytest.param(
        f"Ad 1: Godkendt.\nAd 2: {HANGS}",
        {HANGS: ("UDSAT", 0.3)},
        [(1, "GODKENDT"), (2, "UDSAT")],
        id="what is said to a point decides it",
    ),
    pytest.param(
        f"Godkendt. {HANGS}", {HANGS: ("UDSAT", 0.3)}, [(None, "GODKENDT")], id="beside another it must be sure"
    ),
    pytest.param(HANGS, {HANGS: ("UDSAT", 0.1)}, [(None, "ANDET")], id="a low score leaves what was"),
    pytest.param(
        HANGS, {HANGS: ("UDSAT", 0.3)}, [(None, "UDSAT")], id="where nothing else is said, an unlikely outcome counts"
    ),
    pytest.param(
        f"{HANGS} {YES}",
        {HANGS: ("UDSAT", 0.3), YES: ("GODKENDT", 0.6)},
        [(None, "GODKENDT")],
        id="but not beside another",
    ),
    pytest.param(
        "Drøftet, og sagen hænger til maj.",
        {"sagen hænger til maj.": ("UDSAT", 0.9)},
        [(None, "DRØFTET"), (None, "UDSAT")],
        id="the half of a sentence that no rule reads",
    ),
    pytest.param(
        "Drøftet, og sagen hænger til maj.",
        {"sagen hænger til maj.": ("UDSAT", 0.6)},
        [(None, "DRØFTET")],
        id="unless the answer is unsure of it",
    ),
    pytest.param(
        "De vendte og drejede tallene, og oplægget blev taget til efterretning.",
        {"De vendte og drejede tallene": ("DRØFTET", 0.9)},
        [(None, "TAGET_TIL_EFTERRETNING"), (None, "DRØFTET")],
        id="so does the first half",
    ),
    pytest.param(
        "Udvalget løftede tommelen, og formanden besøger begge huse.",
        {
            "Udvalget løftede tommelen, og formanden besøger begge huse.": ("ANDET", 0.9),
            "Udvalget løftede tommelen": ("GODKENDT", 0.9),
            "formanden besøger begge huse.": ("ANDET", 0.7),
        },
        [(None, "GODKENDT"), (None, "ANDET")],
        id="an outcome and a remark in one sentence",
    ),
    pytest.param(
        "1. Programmet fik en krammer.\n2. Garantien kan udvalget undvære.",
        {
            "Programmet fik en krammer.": ("GODKENDT", 0.9),
            "Garantien kan udvalget undvære.": ("AFVIST", 0.9),
        },
        [(1, "GODKENDT"), (2, "AFVIST")],
        id="a numbered list goes by points in whatever words",
    ),
    pytest.param(
        f"Godkendt. For: V, A. Undlod: Ø. {WALK}",
        {WALK: ("ANDET", 0.9)},
        [(None, "GODKENDT"), (None, "ANDET")],
        id="what follows the letters of parties is no vote",
    ),
    pytest.param(HANGS, {}, [(None, "ANDET")], id="so does ANDET"),
    pytest.param("Godkendt.", {"Godkendt.": ("AFVIST", 1.0)}, [(None, "GODKENDT")], id="a certain rule stands"),
    pytest.param(
        f"Ad 1: {HANGS}\nAd 2: Godkendt.\nAd 3: {YES}",
        {HANGS: ("UDSAT", 0.9), YES: ("GODKENDT", 0.9)},
        [(1, "UDSAT"), (2, "GODKENDT"), (3, "GODKENDT")],
        id="points",
    ),
    pytest.param(
        f"Godkendt. {HANGS}", {HANGS: ("UDSAT", 0.9)}, [(None, "GODKENDT"), (None, "UDSAT")], id="a sure second outcome"
    ),
    pytest.param(f"Godkendt. {HANGS}", {HANGS: ("UDSAT", 0.5)}, [(None, "GODKENDT")], id="an unsure second outcome"),
    pytest.param(f"Godkendt. {YES}", {YES: ("GODKENDT", 0.9)}, [(None, "GODKENDT")], id="the same again"),
    pytest.param(
        f"{HANGS} {YES}",
        {HANGS: ("UDSAT", 0.6), YES: ("GODKENDT", 0.5)},
        [(None, "UDSAT")],
        id="of two unsure answers the likelier",
    ),
    pytest.param(
        f"Godkendt. {WALK}",
        {WALK: ("ANDET", 0.9)},
        [(None, "GODKENDT"), (None, "ANDET")],
        id="a remark",
    ),
    pytest.param(f"Godkendt. {WALK}", {WALK: ("ANDET", 0.4)}, [(None, "GODKENDT")], id="perhaps no remark"),
    pytest.param(
        f"At 1: Godkendt.\nAt 2: Udsat. {WALK}",
        {WALK: ("ANDET", 0.9)},
        [(1, "GODKENDT"), (2, "UDSAT"), (None, "ANDET")],
        id="a remark belongs to no point",
    ),
    pytest.param(
        f"Godkendt. {HANGS}", {HANGS: ("INGEN_BESLUTNING", 0.99)}, [(None, "GODKENDT")], id="none is no second outcome"
    ),
    pytest.param(
        "Udvalget besluttede at give sagen lov at hænge.",
        {"Udvalget besluttede at give sagen lov at hænge.": ("UDSAT", 0.8)},
        [(None, "UDSAT")],
        id="a rule for free words gives way",
    ),
    pytest.param(
        "Udvalget besluttede at give sagen lov at hænge.",
        {"Udvalget besluttede at give sagen lov at hænge.": ("UDSAT", 0.4)},
        [(None, "ANDET")],
        id="unless the answer is unsure",
    ),
    pytest.param(
        "Udvalget bager videre på sagen, og ansøgeren får et kram.",
        {
            "Udvalget bager videre på sagen, og ansøgeren får et kram.": ("UDSAT", 0.7),
            "Udvalget bager videre på sagen": ("DRØFTET", 0.9),
            "ansøgeren får et kram.": ("AFVIST", 0.9),
        },
        [(None, "DRØFTET"), (None, "AFVIST")],
        id="two halves of a sentence",
    ),
    pytest.param(
        "Udvalget beder om tal.\nLuk", {"Luk": ("INGEN_BESLUTNING", 0.99)}, [(None, "ANDET")], id="none is no remark's"
    ),
    pytest.param(
        "Godkendt.\n\nLukket dagsorden", {"Lukket dagsorden": ("UDGÅET", 0.99)}, [(None, "GODKENDT")], id="a heading"
    ),
    pytest.param(
        "Udpeget blev Bo Ek.", {"Udpeget blev Bo Ek.": ("GODKENDT", 0.99)}, [(None, "ANDET")], id="elections stand"
    ),
    pytest.param(
        f"{HANGS}\nFraværende: Ove van der Laan",
        {HANGS: ("UDSAT", 0.9), "Fraværende: Ove van der Laan": ("GODKENDT", 1.0)},
        [(None, "UDSAT")],
        id="absence is not asked for",
    ),
]


@pytest.mark.parametrize(("text", "table", "expected"), PATHS)
def test_answers_become_outcomes(text: str, table: Answered, expected: list[tuple[int | None, str]]) -> None:
    assert short(read(text, table)) == expected


def test_what_becomes_of_other_items_changes_the_agenda_and_is_not_asked() -> None:
    table: Answered = {"Punkt 7 blev trukket.": ("UDGÅET", 0.9), "Punkt 9 tages først.": ("UDSAT", 0.8)}
    text = "Godkendt. Punkt 7 blev trukket. Punkt 9 tages først."
    read_of = short(read(text, table, title="Godkendelse af dagsorden"))
    assert read_of == [(None, "GODKENDT"), (None, "ANDET")]


def test_numbers_that_are_the_proposals_points_need_no_known_wording() -> None:
    text = f"1. {HANGS}\n2. {YES}"
    answers = Answers()
    context = DecisionContext(points=((1, "at broen bygges"), (2, "at åen flyttes")))
    read_decision(text, context, answers)
    answers.fetch(Table({HANGS: ("UDSAT", 0.9), YES: ("GODKENDT", 0.9)}))
    assert short(read_decision(text, context, answers).outcomes) == [(1, "UDSAT"), (2, "GODKENDT")]


@pytest.mark.parametrize(
    ("text", "absent"), [("Udsat.\nFravær.: Bo Ek", "Bo Ek"), ("Udsat.\nFraværende: Sv. Aa. Hallas.", "Sv. Aa. Hallas")]
)
def test_short_forms_in_attendance(text: str, absent: str) -> None:
    reading = read_decision(text, DecisionContext())
    assert (reading.absent, short(reading.outcomes)) == ((absent,), [(None, "UDSAT")])


def test_a_guess_from_the_title_gives_way() -> None:
    assert short(read(HANGS, {HANGS: ("UDSAT", 0.9)}, title="Orientering")) == [(None, "UDSAT")]
    assert short(read(HANGS, {}, title="Orientering")) == [(None, "TAGET_TIL_EFTERRETNING")]


def test_score_place_and_votes_come_with_the_outcome() -> None:
    sentence = "Held og lykke til broen, idet staten betaler halvdelen."
    (outcome,) = read(f"{sentence} For stemte 5. Imod stemte 2.", {sentence: ("GODKENDT", 0.8)})
    assert (outcome.label, outcome.score, outcome.text) == ("GODKENDT", 0.8, sentence.rstrip("."))
    assert outcome.conditional is True
    assert outcome.votes is not None
    assert (outcome.votes.for_count, outcome.votes.against_count) == (5, 2)


ADVICE = [
    ("Udvalget nikker til, at Byrådet siger ja.", "GODKENDT"),
    ("Udvalget fraråder Byrådet at give penge.", "AFVIST"),
]


@pytest.mark.parametrize(("text", "recommended"), ADVICE)
def test_what_is_advised_and_to_whom(text: str, recommended: str) -> None:
    (outcome,) = read(text, {text: ("INDSTILLES", 0.9)})
    assert (outcome.label, outcome.recommended, outcome.recipient) == ("INDSTILLES", recommended, "Byrådet")
    assert outcome.final is False


def test_one_call_a_document() -> None:
    raw = minutes("Godkendt.", HANGS, f"{BAKES} {YES}")
    table = Table({HANGS: ("UDSAT", 0.9), BAKES: ("DRØFTET", 0.9)})
    decided = decide_items(parse_layout(raw), View(raw), table)
    assert table.calls == [[HANGS, BAKES, YES]]
    assert [short(item.decision.outcomes) for item in decided.items if item.decision] == [
        [(None, "GODKENDT")],
        [(None, "UDSAT")],
        [(None, "DRØFTET")],
    ]


def test_nothing_to_ask_is_no_call() -> None:
    raw = minutes("Godkendt.", "Udsat.")
    table = Table({})
    assert decide_items(parse_layout(raw), View(raw), table) == decide_items(parse_layout(raw), View(raw))
    assert table.calls == []


def test_an_account_of_the_debate_gives_its_likeliest_sentence() -> None:
    told = "Broen er fra 1934. Pillerne ruster. Naboerne har skrevet. Vejen er smal. Tallene er nye. "
    table: Answered = {
        YES: ("GODKENDT", 0.8),
        "Vejen er smal.": ("AFVIST", 0.75),
        "Pillerne ruster.": ("ANDET", 0.99),
    }
    assert short(read(told + YES, table)) == [(None, "GODKENDT")]
