"""A referat that has everything the page can show, built by hand: no pipeline, so that each fact is known."""

import datetime as dt
from decimal import Decimal

from nlp_referat.schema import (
    AmountPeriod,
    AmountScope,
    Committee,
    DateRange,
    Decision,
    EarlierDecision,
    Entity,
    Evidence,
    Item,
    ItemAttendance,
    Meeting,
    ModelInfo,
    Money,
    Outcome,
    Participant,
    Percent,
    Proposal,
    ProposalPoint,
    Referat,
    Reservation,
    Section,
    Statement,
    Substitute,
    Votes,
    Warning,
)

TEXT = """\
REFERAT Klima- og Fritidsudvalget d. 14-04-2026

Mødested Rådhuset, mødelokale B
Deltagere Signe Holm (A), Åse Brix (V) 🌲, Maja Nørlund (Ø) (Afbud)

Punkt 1: Godkendelse af dagsorden

Beslutning
Godkendt.

Punkt 2: Ny stibro over <script>alert(1)</script>

Indstilling
Forvaltningen indstiller,
1. at der opføres en bro i træ,
2. at der gives 3,2 mio. kr. i 2026, og
3. at driften på 45.000 kr. årligt holdes inden for rammen.

Økonomi
Broen koster ca. 4,1 mio. kr., og {{ 7 * 7 }} "onclick="alert(2)" er 12,5 pct. dyrere.

Beslutning
At 1: Godkendt, idet hegnet udgår.
At 2: Indstilles til Byrådets godkendelse. Åse Brix stemte imod.
Maja Nørlund var fraværende. Ali Karimi deltog som stedfortræder. Åse Brix var inhabil.
Ø ønskede tilført, at broen er for dyr.

Punkt 3: Flytning af læskur

Sagens forløb
Teknisk Udvalg, 3. marts 2026: Drøftet.

Beslutning
Udvalget tiltrådte at sige nej.

Punkt 5: Køb af areal
"""


def at(words: str, nth: int = 0) -> dict[str, int]:
    """Where words stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def named(label: str, words: str, nth: int = 0, **fields: object) -> Entity:
    """An entity at its words."""
    return Entity(**at(words, nth), text=words, label=label, **{"canonical": words, **fields})  # type: ignore[arg-type]


def evidence(words: str, nth: int = 0) -> Evidence:
    """Words as evidence."""
    return Evidence(text=words, **at(words, nth))


def outcome(label: str, words: str, nth: int = 0, **fields: object) -> Outcome:
    """An outcome at its words."""
    return Outcome(label=label, text=words, **at(words, nth), **fields)  # type: ignore[arg-type]


def _stretch(first: str, last: str) -> dict[str, int]:
    start = TEXT.index(first)
    return {"start": start, "end": TEXT.index(last, start) + len(last)}


def _decision(first: str, last: str, **fields: object) -> Decision:
    place = _stretch(first, last)
    return Decision(text=TEXT[place["start"] : place["end"]], **place, **fields)  # type: ignore[arg-type]


def _section(name: str, title: str, last: str, nth: int = 0) -> Section:
    start = at(title, nth)["start"]
    return Section(type=name, title=title, start=start, end=TEXT.index(last, start) + len(last))


def _point(number: int, words: str) -> ProposalPoint:
    return ProposalPoint(point=number, text=words, **at(words))


ENTITIES = (
    named("COMMITTEE", "Klima- og Fritidsudvalget"),
    named("DATE", "14-04-2026", canonical=None, date=DateRange(start=dt.date(2026, 4, 14), end=dt.date(2026, 4, 14))),
    named("PERSON", "Signe Holm"),
    named("PERSON", "Åse Brix"),
    named("PARTY", "V"),
    named("PERSON", "Maja Nørlund"),
    named(
        "MONEY",
        "3,2 mio. kr.",
        canonical=None,
        item="2",
        money=Money(value=Decimal(3200000)),
        scope=AmountScope(
            role="proposed",
            role_evidence=evidence("gives"),
            direction="expense",
            period=AmountPeriod(kind="year", first=2026, last=2026, text="i 2026", **at("i 2026")),
            purpose=evidence("en bro i træ"),
            covered=True,
        ),
    ),
    named(
        "MONEY",
        "45.000 kr. årligt",
        canonical=None,
        item="2",
        money=Money(value=Decimal(45000), period="year"),
        scope=AmountScope(role="proposed", part_of=at("4,1 mio. kr.")["start"]),
    ),
    named("MONEY", "4,1 mio. kr.", canonical=None, item="2", money=Money(value=Decimal(4100000), approx=True)),
    named("PERCENT", "12,5 pct.", canonical=None, item="2", percent=Percent(percent=Decimal("12.5"))),
    named("COMMITTEE", "Byrådets", canonical="Byrådet", item="2"),
    named("PERSON", "Åse Brix", 1, item="2"),
    named("PERSON", "Maja Nørlund", 1, item="2"),
    named("PERSON", "Ali Karimi", item="2"),
    named("PERSON", "Åse Brix", 2, item="2"),
    named("COMMITTEE", "Teknisk Udvalg", item="3"),
)

ITEMS = (
    Item(
        number="1",
        title="Godkendelse af dagsorden",
        nature="formality",
        formality="dagsorden",
        **_stretch("Punkt 1", "Godkendt."),
        sections=(_section("beslutning", "Beslutning", "Godkendt."),),
        decision=_decision("Godkendt.", "Godkendt.", outcomes=(outcome("GODKENDT", "Godkendt", final=True),)),
    ),
    Item(
        number="2",
        title="Ny stibro over <script>alert(1)</script>",
        case_number="05.04.08-A00-12-25",
        kind="B",
        **_stretch("Punkt 2", "for dyr."),
        sections=(_section("indstilling", "Indstilling", "rammen."),),
        proposal=Proposal(
            by="Forvaltningen",
            points=(
                _point(1, "at der opføres en bro i træ,"),
                _point(2, "at der gives 3,2 mio. kr. i 2026, og"),
                _point(3, "at driften på 45.000 kr. årligt holdes inden for rammen."),
            ),
        ),
        decision=_decision(
            "At 1:",
            "for dyr.",
            outcomes=(
                outcome(
                    "GODKENDT",
                    "Godkendt, idet hegnet udgår",
                    point=1,
                    final=True,
                    finality="competence",
                    amended=True,
                    reservations=(Reservation(kind="change", text="idet hegnet udgår", **at("idet hegnet udgår")),),
                ),
                outcome(
                    "INDSTILLES",
                    "Indstilles til Byrådets godkendelse",
                    point=2,
                    recommended="GODKENDT",
                    recipient="Byrådet",
                    stage="forwarding",
                    final=False,
                    finality="wording",
                    finality_evidence=evidence("til Byrådets godkendelse"),
                    votes=Votes(
                        for_=("Signe Holm",), against=("Åse Brix",), for_count=1, against_count=1, majority=True
                    ),
                ),
            ),
            unmentioned=(3,),
            absent=("Maja Nørlund",),
            attendance=(
                ItemAttendance(
                    name="Åse Brix", status="disqualified", text="Åse Brix var inhabil", **at("Åse Brix var inhabil")
                ),
            ),
            substitutes=(Substitute(name="Ali Karimi", party="Ø", for_="Maja Nørlund"),),
            statements=(Statement(by="Ø", text="at broen er for dyr.", **at("at broen er for dyr.")),),
        ),
    ),
    Item(
        number="3",
        title="Flytning af læskur",
        **_stretch("Punkt 3", "sige nej."),
        decision=_decision(
            "Udvalget tiltrådte",
            "sige nej.",
            outcomes=(
                outcome(
                    "AFVIST",
                    "Udvalget tiltrådte at sige nej",
                    of_proposal="GODKENDT",
                    of_matter="AFVIST",
                    finality="silent",
                ),
            ),
        ),
        history=(
            EarlierDecision(
                date=dt.date(2026, 3, 3),
                committee="Teknisk Udvalg",
                outcomes=(outcome("DRØFTET", "Drøftet"),),
                **_stretch("Teknisk Udvalg", "Drøftet."),
            ),
        ),
    ),
    Item(number="5", title="Køb af areal", closed=True, **at("Punkt 5: Køb af areal")),
)

REFERAT = Referat(
    source="møde/referat.txt",
    model=ModelInfo(name="referat_rules", version="0.1.0"),
    kind="referat",
    meeting=Meeting(
        committee=Committee(name="Klima- og Fritidsudvalget", **at("Klima- og Fritidsudvalget")),
        date=dt.date(2026, 4, 14),
        time="16:00",
        location="Rådhuset, mødelokale B",
        participants=(
            Participant(name="Signe Holm", party="A", **at("Signe Holm")),
            Participant(name="Åse Brix", party="V", **at("Åse Brix")),
            Participant(name="Maja Nørlund", party="Ø", status="absent", **at("Maja Nørlund")),
        ),
    ),
    items=ITEMS,
    entities=ENTITIES,
    warnings=(
        Warning(
            code="number_gap",
            message="Between item 3 and item 5 numbers are missing.",
            **at("Punkt 3: Flytning af læskur"),
        ),
        Warning(code="page_lost", message="Page 4 could not be read."),
    ),
)
