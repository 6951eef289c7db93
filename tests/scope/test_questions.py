"""What a trained reader is asked of an amount, and how its answer is weighed with what the rules read."""

from collections.abc import Sequence

import numpy as np
import pytest

from nlp_referat.amounts import find_money
from nlp_referat.asking import Odds, Question
from nlp_referat.schema import AmountScope, Money
from nlp_referat.scope import amounts as scope_module
from nlp_referat.scope.amounts import Amount, questions, scope_amounts
from nlp_referat.scope.questions import phrase
from nlp_referat.scope.setting import Setting

ROLES = ("described", "spent", "received", "saved", None)
DIRECTIONS = ("expense", "income", None)


class Fixed:
    """A reader that gives every amount the same answer, and takes down what it is asked."""

    def __init__(self, role: str | None, direction: str | None, likely: float = 0.99) -> None:
        self.role, self.direction, self.likely = role, direction, likely
        self.asked: list[Question] = []

    def amounts(self, asked: Sequence[Question]) -> Odds:
        self.asked += asked

        def rows(labels: Sequence[str | None], chosen: str | None) -> np.ndarray:
            rest = (1 - self.likely) / (len(labels) - 1)
            return np.array([[self.likely if label == chosen else rest for label in labels]] * len(asked))

        return Odds(ROLES, DIRECTIONS, rows(ROLES, self.role), rows(DIRECTIONS, self.direction))  # type: ignore[arg-type]


def _amounts(text: str) -> list[Amount]:
    return [Amount(found.start, found.end, found.value) for found in find_money(text) if isinstance(found.value, Money)]


def _scopes(text: str, reader: Fixed | None = None) -> list[AmountScope]:
    return scope_amounts(text, _amounts(text), reader=reader)[0]


@pytest.mark.parametrize(
    ("setting", "lead", "before", "amount", "behind", "asked"),
    [
        (Setting(), "", "Taget  koster\n", "40.000\nkr.", " i alt.", "Sag: Taget koster <40.000 kr.> i alt."),
        (Setting("proposal"), "", "at der gives ", "1 mio. kr.", "", "Indstilling: at der gives <1 mio. kr.>"),
        (Setting("decision", "UDSAT"), "", "", "5 kr.", "ekstra", "Beslutning udsat: <5 kr.> ekstra"),
        (Setting("earlier"), "Søgt:", "Roklubben ", "5 kr.", ", tag", "Tidligere: Søgt: Roklubben <5 kr.>, tag"),
        (Setting(), "", "x" * 300 + " ", "5 kr.", "y" * 300, "Sag: " + "x" * 260 + " <5 kr.> " + "y" * 160),
    ],
)
def test_questions(setting: Setting, lead: str, before: str, amount: str, behind: str, asked: str) -> None:
    text, start, end = phrase(setting, before, amount, behind, lead)
    assert f"{text[:start]}<{text[start:end]}>{text[end:]}" == asked


def test_every_amount_is_asked_about_in_its_sentence_and_what_was_told_before() -> None:
    text = "Møllen er ny. Den kostede 3 mio. kr., og lånet er på 2 mio. kr. Så er der kaffe."
    reader = Fixed("spent", "expense")
    _scopes(text, reader)
    assert reader.asked == questions(text, _amounts(text), lambda offset: Setting())
    said = "Sag: Møllen er ny. Den kostede 3 mio. kr., og lånet er på 2 mio. kr."
    assert [(one.text, one.text[one.start : one.end], one.ruled) for one in reader.asked] == [
        (said, "3 mio. kr.", "expense"),
        (said, "2 mio. kr.", None),
    ]


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("Møllen er ny. ", "Møllen er ny. "),
        # another paragraph is about something else
        ("Ny sag.\n\nMøllen, som ses vidt omkring,\ner ny. ", "Møllen, som ses vidt omkring, er ny. "),
        (f"{'Lang tid gik. ' * 20}Møllen er ny. ", f"{'Lang tid gik. ' * 13}Møllen er ny. "),
        ("Han kom.\nMøllen på bakken\nDen er ny. ", "Den er ny. "),  # a heading
        ("Tilskud gives til:\n- ", "Tilskud gives til: - "),
    ],
)
def test_what_was_told_before(before: str, told: str) -> None:
    text = f"{before}Den fik 5 kr."
    [question] = questions(text, _amounts(text), lambda offset: Setting())
    assert question.text == f"Sag: {told}Den fik 5 kr."


def test_a_sure_reader_outweighs_the_rules_and_an_unsure_one_does_not() -> None:
    text = "Foreningen er i klemme: Regningen lyder på 40.000 kr., siger formanden."
    [ruled] = _scopes(text)
    [sure] = _scopes(text, Fixed("spent", "expense"))
    [unsure] = _scopes(text, Fixed("spent", "income", likely=0.5))
    assert ruled.role == unsure.role == "described"
    assert (unsure.role_evidence, unsure.direction) == (ruled.role_evidence, ruled.direction)
    assert (sure.role, sure.direction) == ("spent", "expense")
    assert sure.role_evidence is not None
    assert sure.role_evidence.text == "Regningen lyder på 40.000 kr."
    assert text[sure.role_evidence.start : sure.role_evidence.end] == sure.role_evidence.text


def test_a_role_the_rules_and_the_reader_share_keeps_its_word() -> None:
    text = "Hallen kostede 3 mio. kr. i alt."
    assert _scopes(text, Fixed("spent", "expense")) == _scopes(text)


def test_nothing_said_has_no_evidence() -> None:
    [scope] = _scopes("Foreningen er i klemme: Regningen lyder på 40.000 kr.", Fixed(None, None))
    assert (scope.role, scope.role_evidence) == (None, None)


def test_a_long_budget_is_read_by_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope_module, "_MOST", 2)
    reader = Fixed("spent", "expense")
    found = _scopes("Foreningen er i klemme: Regningen lyder på 40.000 kr.\n\n" * 4, reader)
    assert [scope.role for scope in found] == ["spent", "spent", "described", "described"]
    assert len(reader.asked) == 2


def test_a_role_the_reader_does_not_know_stays() -> None:
    text = "Klubben søger om 40.000 kr. til taget."
    assert _scopes(text, Fixed("spent", "expense"))[0].role == "applied"


@pytest.mark.parametrize(("role", "direction"), [("saved", None), ("received", "income"), ("spent", "expense")])
def test_some_roles_leave_no_choice_of_direction(role: str, direction: str | None) -> None:
    for said in DIRECTIONS:
        [scope] = _scopes("Foreningen er i klemme: Regningen lyder på 40.000 kr.", Fixed(role, said))
        assert (scope.role, scope.direction) == (role, direction)
