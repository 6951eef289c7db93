"""What is done with an amount: one sentence each, and the sentence beside it that a rule must not take for it."""

import re

import pytest

from nlp_referat.amounts import find_money
from nlp_referat.schema import AmountScope, Money
from nlp_referat.scope.amounts import Amount, scope_amounts


def _scopes(text: str) -> list[AmountScope]:
    amounts = [
        Amount(found.start, found.end, found.value) for found in find_money(text) if isinstance(found.value, Money)
    ]
    return scope_amounts(text, amounts)[0]


ROLES = [
    ("Klubben søger om 85.000 kr. til taget.", "applied"),
    ("Der søges om frigivelse af 85.000 kr. til taget.", "proposed"),
    ("Restbeløbet på 85.000 kr. søges dækket af puljen.", "described"),
    ("Forvaltningen foreslår en takst på 85 kr.", "proposed"),
    ("Byrådet har bevilget 2 mio. kr. til hallen.", "decided"),
    ("Nordea-fonden har bevilget 2 mio. kr. til hallen.", "received"),
    ("Nordea-fonden overvejer at give 2 mio. kr. til hallen.", "described"),
    ("Bestyrelsen for hallen mødtes, og der er afsat 2 mio. kr. til den.", "budgeted"),
    ("Der er ikke afsat 2 mio. kr. til hallen.", None),
    ("Udvalgets ramme på 68 mio. kr. er overholdt.", "ceiling"),
    ("Der afsættes en ramme på 2 mio. kr. til stier.", "budgeted"),
    ("Huslejeloftet er 4.200 kr. om måneden.", "ceiling"),
    ("Der forventes et merforbrug på 3 mio. kr. i år.", "extra"),
    ("Regnskabet viser et overskud på 3 mio. kr. på driften.", "described"),
    ("Udgiften er 3 mio. kr. højere end budgetteret.", "extra"),
    ("Udgiften er 3 mio. kr. lavere end budgetteret.", "saved"),
    ("Hallen kostede 3 mio. kr. i alt.", "spent"),
    ("Hallen ventes at koste 3 mio. kr. i alt.", "described"),
    ("Grunden er vurderet til 3 mio. kr. af mægleren.", "described"),
    ("Beløbet på 3 mio. kr., der er fra Nordea-fonden, er ukendt.", "described"),
]


@pytest.mark.parametrize(("text", "role"), ROLES, ids=[text for text, _ in ROLES])
def test_role(text: str, role: str | None) -> None:
    [scope] = _scopes(text)
    assert scope.role == role
    if scope.role_evidence:
        assert text[scope.role_evidence.start : scope.role_evidence.end] == scope.role_evidence.text


ROWS = [
    ("Ansøger - søgt - indstillet\nRoklubben - 110.000 kr. - 90.000 kr.", ["applied", "proposed"]),
    ("Der er søgt om:\n- Roklubben: 40.000 kr.\n- Skakklubben: 8.000 kr.", ["applied", "applied"]),
    ("Puljen er på 2 mio. kr., heraf 1 mio. kr. til stier.", ["budgeted", "budgeted"]),
    (
        "Nordea-fonden giver 2 mio. kr., Realdania 1 mio. kr. og kommunen bidrager med 3 mio. kr.",
        ["received", "received", "budgeted"],
    ),
    ("legeplads, 140.000 kr.", [None]),
]


@pytest.mark.parametrize(("text", "roles"), ROWS, ids=[text for text, _ in ROWS])
def test_roles_of_several(text: str, roles: list[str | None]) -> None:
    assert [scope.role for scope in _scopes(text)] == roles


PERIODS = [
    ("Der afsættes 2 mio. kr. i budget 2026.", ("year", 2026, 2026)),
    ("Der afsættes 2 mio. kr. i 2026-2028.", ("year", 2026, 2028)),
    ("Der afsættes i alt 2 mio. kr. i 2026-2028.", ("total", 2026, 2028)),
    ("I 2026 afsættes 2 mio. kr. til stier.", ("year", 2026, 2026)),
    ("Der afsættes 2 mio. kr. i 2026 og frem.", ("each_year", 2026, None)),
    ("Der afsættes 2 mio. kr. i hvert af årene 2026-2029.", ("each_year", 2026, 2029)),
    ("Byrådet bevilgede den 3. maj 2024 2 mio. kr.", None),
    ("Som led i helhedsplan 2026-2029 afsættes 2 mio. kr.", None),
    ("Legatet fra 1931 uddeler 30.000 kr. hvert år.", ("each_year", None, None)),
    ("Prisen er 30 kr. pr. måned.", None),
    ("Stien koster 2 mio. kr., og i 2027 bygges broen.", None),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS, ids=[text for text, _ in PERIODS])
def test_period(text: str, expected: tuple[str, int | None, int | None] | None) -> None:
    [scope] = _scopes(text)
    period = scope.period
    assert (period and (period.kind, period.first, period.last)) == expected


def test_time_is_linear_in_the_text() -> None:
    sentence = "Der er afsat 2 mio. kr. i 2026, heraf 1 mio. kr. til stier, "
    assert len(_scopes(sentence * 400)) == len(re.findall("mio", sentence)) * 400
