"""Items told as running text: the debate first, the decision in the last sentences. Everything is invented."""

from collections.abc import Sequence

import pytest

from nlp_referat.decisions.classifier import Answers
from nlp_referat.decisions.context import DecisionContext
from nlp_referat.decisions.reading import read_decision
from nlp_referat.labels import OutcomeLabel

DEBATE = (
    "Foreningen søger om penge til en mole. Molen er fra 1934 og har rust i jernet. Fiskerne mødte op i hallen. "
    "De har selv samlet ind. Prisen er steget siden foråret. {told} Formanden for fiskerne er træt af at vente. "
    "En ny mole holder i tredive år. Havnefogeden viste et billede frem. "
)


@pytest.mark.parametrize("told", ["Det gamle udvalg blev nedstemt i byrådet.", "Fiskerne godkendte tegningen i går."])
@pytest.mark.parametrize(("end", "label"), [("Godkendt.", "GODKENDT"), ("Sagen blev udsat.", "UDSAT")])
def test_the_end_of_an_account_decides(told: str, end: str, label: str) -> None:
    account = DecisionContext(body="Havneudvalget", is_account=True)
    assert [o.label for o in read_decision(DEBATE.format(told=told) + end, account).outcomes] == [label]


MATTER = "Lamperne på molen er fra 2021 og blev dengang godkendt af byrådet. Beboerne klager over lyset."


@pytest.mark.parametrize(
    ("last", "label"),
    [
        ("Ida Lund gav beboerne ret. Sagen blev udsat.", "UDSAT"),
        ("Ida Lund gav beboerne ret. Sagen blev udsat.\n\nMødet sluttede kl. 17.50.", "UDSAT"),
        ("Ellers intet.\n\nMødet hævet kl. 15.10.", "INGEN_BESLUTNING"),
    ],
)
def test_the_last_paragraph_of_an_account_decides(last: str, label: str) -> None:
    account = DecisionContext(body="Havneudvalget", is_account=True)
    assert [o.label for o in read_decision(f"{MATTER}\n\n{last}", account).outcomes] == [label]


def test_an_account_whose_end_says_nothing_is_read_as_a_whole() -> None:
    account = DecisionContext(body="Havneudvalget", is_account=True)
    text = (
        DEBATE.format(told="Udvalget udsatte sagen.") + "Solen skinnede. Der var kaffe. Alle gik hjem. Det blev sent."
    )
    assert [o.label for o in read_decision(text, account).outcomes] == ["UDSAT"]


def test_a_decision_under_a_heading_is_no_account() -> None:
    text = "Sagen blev udsat. " + DEBATE.format(told="Ingen sagde noget.") + "Fiskerne godkendte tegningen i går."
    assert "UDSAT" in [o.label for o in read_decision(text, DecisionContext(body="Havneudvalget")).outcomes]


@pytest.mark.parametrize(
    "proposal",
    [
        "Forvaltningen indstiller, at molen forlænges.",
        "Havnefogeden foreslår udvalget at sige nej.",
        "Kommunaldirektør Ole Bak anbefalede, at sagen udsættes.",
        "Sekretæren beder udvalget frigive 40.000 kr.",
        "Indstillingen til udvalget lød, at fiskerne får afslag.",
        "Teknisk Udvalg indstiller, at planen godkendes.",
    ],
)
def test_what_is_proposed_is_not_what_is_decided(proposal: str) -> None:
    account = DecisionContext(body="Havneudvalget", is_account=True)
    for told in (f"Fiskerne vil have en mole. {proposal} Sagen blev drøftet.", f"{proposal} Sagen blev drøftet."):
        assert [o.label for o in read_decision(told, account).outcomes] == ["DRØFTET"]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("Havneudvalget indstiller, at molen forlænges.", "INDSTILLES"),
        ("Udvalget anbefaler byrådet at sige ja.", "INDSTILLES"),
        ("Indstillingen er godkendt.", "GODKENDT"),
    ],
)
def test_what_the_body_itself_advises_is_decided(said: str, label: str) -> None:
    account = DecisionContext(body="Havneudvalget", is_account=True)
    assert [o.label for o in read_decision(f"Fiskerne vil have en mole. {said}", account).outcomes] == [label]


def test_another_items_fate_under_the_agenda_is_no_removal() -> None:
    agenda = DecisionContext(body="Byrådet", title="Godkendelse af dagsorden")
    told = read_decision("Det bestemtes, at sag 9 udtages af dagsordenen.", agenda).outcomes
    assert [outcome.label for outcome in told] == ["ANDET"]


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        ("Formanden skriver til ministeriet.", ["UDSAT"]),
        ("Udvalget besluttede, at formanden skriver til ministeriet.", ["ANDET", "UDSAT"]),
    ],
)
def test_remarks_before_the_decision_are_of_the_debate(said: str, labels: list[str]) -> None:
    class Remarks:
        def classify(self, clauses: Sequence[str]) -> list[tuple[OutcomeLabel, float, float]]:
            return [("ANDET", 0.9, 0.05) if "skriver" in clause else ("ANDET", 0.05, 0.9) for clause in clauses]

    account = DecisionContext(body="Havneudvalget", is_account=True)
    text = f"Molen er våd. {said} Sagen blev udsat."
    answers = Answers()
    read_decision(text, account, answers)
    answers.fetch(Remarks())
    assert [o.label for o in read_decision(text, account, answers).outcomes] == labels
