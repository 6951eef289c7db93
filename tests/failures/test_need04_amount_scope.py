"""Need 4: an amount is worth something only with its period, what it is for, and whether it was decided.

Minimal pairs: the same text with one wording changed, and the answer with it.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from spacy.language import Language

from nlp_referat.schema import AmountScope, Referat


@dataclass(frozen=True)
class Pair:
    """A text with a hole ("@"), what stands in it, and what each filling says of the amount written `amount`."""

    text: str
    amount: str
    first: tuple[str, dict[str, Any]]
    second: tuple[str, dict[str, Any]]


FIRSTAGENDA = """REFERAT Teknik- og Miljøudvalget d. 03-06-2025

# **Punkt 41: Sti langs Møllebækken**

2025-001122

## Indstilling

{proposal}

## Sagsfremstilling

{body}

## Beslutning

{decision}
"""

PLAIN = """Tornby Kommune
Økonomiudvalget
Referat fra mødet den 12. november 2024 kl. 15.00

Punkt 7. Rammer for det kommende år

Sagsfremstilling:
{body}

Økonomi:
{economy}

Indstilling:
{proposal}

Beslutning:
{decision}
"""

DECISION_FIRST = """Kultur- og Fritidsudvalget - Referat - 4. marts 2026

1. Tilskud til havnefesten (B)
Sagsnr. 26-000417

Beslutning
{decision}

Indstilling
{proposal}

Sagens indhold
{body}
"""

THREE_POINTS = (
    "Forvaltningen indstiller, at\n\n1. der bevilges 350.000 kr. til stien\n2. der afsættes 90.000 kr. årligt til drift"
    "\n3. orienteringen tages til efterretning"
)

PAIRS = {
    "proposal adopted or put off": Pair(
        FIRSTAGENDA.format(
            proposal="Forvaltningen indstiller, at der bevilges 350.000 kr. til stien.",
            body="Stien er smal.",
            decision="@",
        ),
        "350.000 kr.",
        ("Godkendt.", {"role": "proposed", "covered": True}),
        ("Udsat til næste møde.", {"role": "proposed", "covered": False}),
    ),
    "proposal adopted or turned down": Pair(
        DECISION_FIRST.format(
            decision="@",
            proposal="Kulturchefen indstiller, at der gives et tilskud på 45.000 kr.",
            body="Festen varer tre dage.",
        ),
        "45.000 kr.",
        ("Indstillingen tiltrådt.", {"role": "proposed", "covered": True, "direction": "expense"}),
        ("Indstillingen blev ikke godkendt.", {"role": "proposed", "covered": False, "direction": "expense"}),
    ),
    "settled or only recommended": Pair(
        PLAIN.format(
            body="Hallen er utæt.",
            economy="Se nedenfor.",
            proposal="Direktionen indstiller, at der gives en anlægsbevilling på 7,2 mio. kr.",
            decision="@",
        ),
        "7,2 mio. kr.",
        ("Godkendt.", {"covered": True}),
        ("Anbefales over for Byrådet.", {"covered": False}),
    ),
    "the point's own outcome": Pair(
        FIRSTAGENDA.format(proposal=THREE_POINTS, body="Stien er smal.", decision="@"),
        "90.000 kr.",
        ("At 1: Udsat.\nAt 2: Godkendt.\nAt 3: Godkendt.", {"point": 2, "covered": True}),
        ("At 1: Godkendt.\nAt 2: Udsat.\nAt 3: Godkendt.", {"point": 2, "covered": False}),
    ),
    "all points but one": Pair(
        FIRSTAGENDA.format(proposal=THREE_POINTS, body="Stien er smal.", decision="@"),
        "350.000 kr.",
        ("Godkendt, dog ikke pkt. 2.", {"point": 1, "covered": True}),
        ("Godkendt, dog ikke pkt. 1.", {"point": 1, "covered": False}),
    ),
    "done or only proposed": Pair(
        FIRSTAGENDA.format(
            proposal="Forvaltningen indstiller, at sagen drøftes.",
            body="@ 2,4 mio. kr. til broen.",
            decision="Drøftet.",
        ),
        "2,4 mio. kr.",
        ("Byrådet bevilgede i april", {"role": "decided", "covered": None}),
        ("Forvaltningen foreslog, at der bevilges", {"role": "proposed", "covered": None}),
    ),
    "spent or set aside": Pair(
        PLAIN.format(
            body="@ 1,1 mio. kr. til nye vinduer.",
            economy="Ingen bemærkninger.",
            proposal="Direktionen indstiller, at orienteringen tages til efterretning.",
            decision="Taget til efterretning.",
        ),
        "1,1 mio. kr.",
        ("Der er brugt", {"role": "spent"}),
        ("Der er afsat", {"role": "budgeted"}),
    ),
    "more or less than planned": Pair(
        PLAIN.format(
            body="Opfølgningen er lavet pr. 31. oktober.",
            economy="Der forventes et @ på 3,4 mio. kr. på området.",
            proposal="Direktionen indstiller, at opfølgningen godkendes.",
            decision="Godkendt.",
        ),
        "3,4 mio. kr.",
        ("merforbrug", {"role": "extra", "direction": "expense"}),
        ("mindreforbrug", {"role": "saved", "direction": None}),
    ),
    "asked for or granted from outside": Pair(
        DECISION_FIRST.format(
            decision="Drøftet.",
            proposal="Kulturchefen indstiller, at sagen drøftes.",
            body="Foreningen har @ 60.000 kr. til teltet.",
        ),
        "60.000 kr.",
        ("ansøgt om", {"role": "applied"}),
        ("fået tilsagn fra Brogaardfonden om", {"role": "received", "direction": "income"}),
    ),
    "who gives": Pair(
        FIRSTAGENDA.format(
            proposal="Forvaltningen indstiller, at sagen drøftes.",
            body="@ har bevilget 800.000 kr. til legepladsen.",
            decision="Drøftet.",
        ),
        "800.000 kr.",
        ("Kommunalbestyrelsen", {"role": "decided", "direction": "expense"}),
        ("Lokale- og Anlægsfonden", {"role": "received", "direction": "income"}),
    ),
    "granted or not": Pair(
        PLAIN.format(
            body="Der er@ bevilget 500.000 kr. til skiltning.",
            economy="Ingen bemærkninger.",
            proposal="Direktionen indstiller, at sagen drøftes.",
            decision="Drøftet.",
        ),
        "500.000 kr.",
        ("", {"role": "decided"}),
        (" ikke", {"role": None}),
    ),
    "a year or in total": Pair(
        FIRSTAGENDA.format(
            proposal="Forvaltningen indstiller, at sagen drøftes.",
            body="Driften koster 1,4 mio. kr. @.",
            decision="Drøftet.",
        ),
        "1,4 mio. kr.",
        ("årligt", {"period": ("each_year", None, None, "årligt")}),
        ("over fire år", {"period": ("total", None, None, "over fire år")}),
    ),
    "one year or each of four": Pair(
        PLAIN.format(
            body="Se nedenfor.",
            economy="Der afsættes 1,4 mio. kr. @ til de to ordninger.",
            proposal="Direktionen indstiller, at sagen drøftes.",
            decision="Drøftet.",
        ),
        "1,4 mio. kr.",
        ("i 2025", {"period": ("year", 2025, 2025, "i 2025"), "purpose": "de to ordninger"}),
        (
            "årligt i 2025-2028",
            {"period": ("each_year", 2025, 2028, "årligt i 2025-2028"), "purpose": "de to ordninger"},
        ),
    ),
    "until a year or from it on": Pair(
        DECISION_FIRST.format(
            decision="Drøftet.",
            proposal="Kulturchefen indstiller, at sagen drøftes.",
            body="Der er afsat 250.000 kr. @.",
        ),
        "250.000 kr.",
        ("frem til 2027", {"period": ("until", None, 2027, "frem til 2027")}),
        ("årligt fra 2027", {"period": ("each_year", 2027, None, "årligt fra 2027")}),
    ),
    "two sums, two years": Pair(
        PLAIN.format(
            body="Se nedenfor.",
            economy="Der er afsat 2 mio. kr. i 2025 og 3 mio. kr. i @ til veje.",
            proposal="Direktionen indstiller, at sagen drøftes.",
            decision="Drøftet.",
        ),
        "3 mio. kr.",
        ("2026", {"period": ("year", 2026, 2026, "i 2026"), "purpose": "veje"}),
        ("2027", {"period": ("year", 2027, 2027, "i 2027"), "purpose": "veje"}),
    ),
    "for one scheme or for both": Pair(
        DECISION_FIRST.format(
            decision="Godkendt.",
            proposal="Kulturchefen indstiller, at der afsættes 70.000 kr. til @.",
            body="Ordningerne er nye.",
        ),
        "70.000 kr.",
        ("besøgsordningen", {"purpose": "besøgsordningen"}),
        ("begge ordninger", {"purpose": "begge ordninger"}),
    ),
    "old price or new price": Pair(
        FIRSTAGENDA.format(
            proposal="Forvaltningen indstiller, at gebyret hæves fra @.",
            body="Gebyret er fra 2019.",
            decision="Godkendt.",
        ),
        "312 kr.",
        ("312 kr. til 365 kr.", {"direction": "from"}),
        ("290 kr. til 312 kr.", {"direction": "to", "role": "proposed"}),
    ),
    "a decision that changes the sum": Pair(
        FIRSTAGENDA.format(
            proposal="Forvaltningen indstiller, at der bevilges 350.000 kr. til stien.",
            body="Stien er smal.",
            decision="Godkendt, dog således at beløbet @ til 200.000 kr.",
        ),
        "200.000 kr.",
        ("nedsættes", {"role": "decided", "covered": True}),
        ("forhøjes", {"role": "decided", "covered": True}),
    ),
    "part of a sum or beside it": Pair(
        PLAIN.format(
            body="Se nedenfor.",
            economy="Der er afsat 3,2 mio. kr., @ 1,2 mio. kr. til stier.",
            proposal="Direktionen indstiller, at sagen drøftes.",
            decision="Drøftet.",
        ),
        "1,2 mio. kr.",
        ("heraf", {"is_part": True, "purpose": "stier"}),
        ("og desuden", {"is_part": False, "purpose": "stier"}),
    ),
}

CASES = [
    pytest.param(pair.text.replace("@", filling), pair.amount, expected, id=f"{name}: {filling or 'without'}")
    for name, pair in PAIRS.items()
    for filling, expected in (pair.first, pair.second)
]


def _scope(referat: Referat, amount: str) -> AmountScope:
    [scope] = [entity.scope for entity in referat.entities if entity.text == amount and entity.money]
    assert scope is not None
    return scope


def _said(scope: AmountScope, field: str) -> Any:
    if field == "period":
        period = scope.period
        return period and (period.kind, period.first, period.last, period.text)
    if field == "purpose":
        return scope.purpose and scope.purpose.text
    return scope.part_of is not None if field == "is_part" else getattr(scope, field)


@pytest.mark.parametrize(("text", "amount", "expected"), CASES)
def test_scope(nlp: Language, text: str, amount: str, expected: dict[str, Any]) -> None:
    scope = _scope(nlp(text)._.referat, amount)
    assert {field: _said(scope, field) for field in expected} == expected


def test_every_need_has_its_pairs() -> None:
    assert len(PAIRS) >= 12


SUMS = {
    "fits": ("Der er afsat 3,2 mio. kr., heraf 1,2 mio. kr. til stier og 2,0 mio. kr. til veje.", []),
    "too much": (
        "Der er afsat 3,2 mio. kr., heraf 1,2 mio. kr. til stier og 2,1 mio. kr. til veje.",
        ["3,2 mio. kr., heraf 1,2 mio. kr. til stier og 2,1 mio. kr."],
    ),
    "a rest is left": ("Der er afsat 3,2 mio. kr., heraf 1,2 mio. kr. til stier og 1,5 mio. kr. til veje.", []),
    "all parts are named": (
        "Der er afsat 3,2 mio. kr. fordelt med 1,2 mio. kr. til stier og 1,5 mio. kr. til veje.",
        ["3,2 mio. kr. fordelt med 1,2 mio. kr. til stier og 1,5 mio. kr."],
    ),
}


@pytest.mark.parametrize(("sentence", "expected"), SUMS.values(), ids=SUMS)
def test_sums(nlp: Language, sentence: str, expected: list[str]) -> None:
    text = FIRSTAGENDA.format(
        proposal="Forvaltningen indstiller, at sagen drøftes.", body=sentence, decision="Drøftet."
    )
    warnings = [one for one in nlp(text)._.referat.warnings if one.code == "sum_mismatch"]
    assert [text[one.start : one.end] for one in warnings] == expected
