"""The closed vocabularies of the output: entity labels, outcome labels, document and item kinds.

Every label is a string on purpose: it is what stands in the JSON and on ``span.label_``.

>>> OutcomeLabel.__args__[0]
'GODKENDT'
>>> ENTITY_LABELS["MONEY"]
'amount of money, with its value in units of the currency'
"""

from typing import Final, Literal, get_args

EntityLabel = Literal["PERSON", "COMMITTEE", "FUND", "MONEY", "PERCENT", "ORG", "LOC", "PARTY", "LAW", "CASE", "DATE"]

ENTITY_LABELS: Final[dict[EntityLabel, str]] = {
    "PERSON": "name of a human being, without title, role or party letter",
    "COMMITTEE": "named political or statutory body that meets, decides or advises",
    "FUND": "named fund, foundation, investment fund or grant pool",
    "MONEY": "amount of money, with its value in units of the currency",
    "PERCENT": "percentage or percentage points, as written",
    "ORG": "municipality, region, authority, company or association",
    "LOC": "place",
    "PARTY": "party letter or party name",
    "LAW": "reference to a paragraph or a named act",
    "CASE": "case, journal or item number",
    "DATE": "day, month, quarter, half-year, year or interval, with ISO start and end",
}

OutcomeLabel = Literal[
    "GODKENDT",
    "TAGET_TIL_EFTERRETNING",
    "INDSTILLES",
    "DRØFTET",
    "AFVIST",
    "UDSAT",
    "OVERSENDT",
    "UDGÅET",
    "INGEN_BESLUTNING",
    "ANDET",
]

OUTCOME_LABELS: Final[dict[OutcomeLabel, str]] = {
    "GODKENDT": "decided as proposed, or adopted",
    "TAGET_TIL_EFTERRETNING": "took note",
    "INDSTILLES": "recommends to a higher body",
    "DRØFTET": "discussed, nothing settled",
    "AFVIST": "turned the proposal down",
    "UDSAT": "put off",
    "OVERSENDT": "sent to another body, back, or into hearing, without a recommendation",
    "UDGÅET": "taken off the agenda",
    "INGEN_BESLUTNING": "the decision field says that there is none, or is empty",
    "ANDET": "a decision or remark in free words that none of the others names",
}

EntitySource = Literal["rules", "model", "pipeline"]
"""What found an entity: this library's rules, its trained model, or another component of the pipeline."""

DocumentKind = Literal["referat", "dagsorden", "andet"]
ItemKind = Literal["B", "O", "D"]
"""Beslutning, orientering, drøftelse: only where the source says so."""

ItemNature = Literal["formality", "information", "discussion", "decision"]
Formality = Literal["dagsorden", "referat", "meddelelser", "eventuelt", "underskrift"]

Stage = Literal["forwarding", "final", "information", "discussion"]
"""A step in a matter's way through the bodies: sent on, settled, noted, talked about."""

Finality = Literal["wording", "competence", "chain", "body", "conflict", "silent"]
"""What `Outcome.final` rests on; `conflict` and `silent` are the reasons for its being null."""

ReservationKind = Literal["condition", "part", "change", "remark"]
AttendanceStatus = Literal["absent", "late", "left", "disqualified", "not_participating"]

AmountRole = Literal[
    "proposed", "decided", "budgeted", "spent", "saved", "extra", "received", "ceiling", "applied", "described"
]
"""What is done with an amount; `applied`: asked for in an application, `described`: told of past or world."""

AmountDirection = Literal["expense", "income", "from", "to"]
AMOUNT_ROLES: Final[tuple[AmountRole, ...]] = get_args(AmountRole)
AMOUNT_DIRECTIONS: Final[tuple[AmountDirection, ...]] = get_args(AmountDirection)
AmountPeriodKind = Literal["year", "each_year", "total", "until"]

assert set(get_args(EntityLabel)) == set(ENTITY_LABELS)
assert set(get_args(OutcomeLabel)) == set(OUTCOME_LABELS)
