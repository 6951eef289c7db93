"""The words, dates and numbers of the page, in plain Danish.

>>> amount(Money(low=Decimal(5000000), high=Decimal("7500000.5"), approx=True, period="year"))
'ca. 5.000.000–7.500.000,5 kr. pr. år'
"""

import datetime as dt
from decimal import Decimal
from typing import Final

from nlp_referat.labels import (
    AmountDirection,
    AmountRole,
    AttendanceStatus,
    DocumentKind,
    EntityLabel,
    Formality,
    ItemKind,
    OutcomeLabel,
    ReservationKind,
)
from nlp_referat.schema import AmountPeriod, DateRange, Money, Outcome, Percent, Warning

DOCUMENT_KINDS: Final[dict[DocumentKind, str]] = {
    "referat": "Referat",
    "dagsorden": "Dagsorden",
    "andet": "Dokument",
}
OUTCOMES: Final[dict[OutcomeLabel, str]] = {
    "GODKENDT": "Godkendt",
    "TAGET_TIL_EFTERRETNING": "Taget til efterretning",
    "INDSTILLES": "Anbefalet",
    "DRØFTET": "Drøftet",
    "AFVIST": "Afvist",
    "UDSAT": "Udsat",
    "OVERSENDT": "Oversendt",
    "UDGÅET": "Taget af dagsordenen",
    "INGEN_BESLUTNING": "Ingen beslutning",
    "ANDET": "Anden beslutning",
}
TONES: Final[dict[OutcomeLabel, str]] = {
    "GODKENDT": "approved",
    "TAGET_TIL_EFTERRETNING": "noted",
    "INDSTILLES": "recommended",
    "DRØFTET": "discussed",
    "AFVIST": "rejected",
    "UDSAT": "postponed",
    "OVERSENDT": "sent",
    "UDGÅET": "withdrawn",
    "INGEN_BESLUTNING": "none",
    "ANDET": "other",
}
"""What each outcome is called in class names and icons."""

EXPLANATIONS: Final[tuple[tuple[str, str], ...]] = (
    ("Endelig afgørelse", "Mødet afgjorde sagen."),
    ("Sendt videre", "Et andet udvalg eller byrådet skal tage stilling, før sagen er afgjort."),
    ("Uafklaret", "Teksten siger ikke, om sagen hermed er afgjort."),
    ("Anbefalet", "Udvalget anbefaler det; det er ikke selv den, der bestemmer."),
    ("Taget til efterretning", "Udvalget har fået noget at vide og gør ikke mere ved det."),
    ("Oversendt", "Sagen gik til et andet udvalg, til forvaltningen eller i høring, uden anbefaling."),
    ("Indstilling", "Det, som forvaltningen foreslog. Det er ikke en beslutning."),
)
"""Words that the page uses and a reader may ask about."""

ENTITIES: Final[dict[EntityLabel, tuple[str, str]]] = {
    "PERSON": ("Person", "Personer"),
    "COMMITTEE": ("Udvalg", "Udvalg og råd"),
    "FUND": ("Pulje", "Puljer og fonde"),
    "MONEY": ("Beløb", "Beløb"),
    "PERCENT": ("Procent", "Procenter"),
    "ORG": ("Organisation", "Organisationer"),
    "LOC": ("Sted", "Steder"),
    "PARTY": ("Parti", "Partier"),
    "LAW": ("Lov", "Love og paragraffer"),
    "CASE": ("Sag", "Sagsnumre"),
    "DATE": ("Dato", "Datoer"),
}
"""One and several of each label, in the order that the page lists them."""

ITEM_KINDS: Final[dict[ItemKind, str]] = {"B": "Beslutningssag", "O": "Orienteringssag", "D": "Drøftelsessag"}
FORMALITIES: Final[dict[Formality, str]] = {
    "dagsorden": "Formalia: dagsorden",
    "referat": "Formalia: forrige referat",
    "meddelelser": "Formalia: meddelelser",
    "eventuelt": "Formalia: eventuelt",
    "underskrift": "Formalia: underskrift",
}
RESERVATIONS: Final[dict[ReservationKind, str]] = {
    "condition": "På betingelse",
    "part": "Kun en del",
    "change": "Med ændring",
    "remark": "Bemærkning",
}
ATTENDANCE: Final[dict[AttendanceStatus, str]] = {
    "absent": "Fraværende",
    "late": "Kom senere",
    "left": "Gik tidligere",
    "disqualified": "Inhabil",
    "not_participating": "Deltog ikke",
}
ROLES: Final[dict[AmountRole, str]] = {
    "proposed": "Foreslået",
    "decided": "Besluttet",
    "budgeted": "Budgetteret",
    "spent": "Brugt",
    "saved": "Sparet",
    "extra": "Ekstra",
    "received": "Modtaget",
    "ceiling": "Loft",
    "applied": "Søgt om",
    "described": "Omtalt",
}
DIRECTIONS: Final[dict[AmountDirection, str]] = {
    "expense": "udgift",
    "income": "indtægt",
    "from": "før ændringen",
    "to": "efter ændringen",
}
WARNINGS: Final[dict[str, str]] = {
    "no_items": "Der er ikke fundet nogen punkter. Dokumentet er måske ikke et referat, eller det er sat op på en "
    "måde, som programmet ikke kender.",
    "numbers_counted": "Punkterne har ingen numre i dokumentet. Numrene her er talt op.",
    "ambiguous_items": "Det er usikkert, hvor punkterne begynder. Se efter i dokumentet.",
    "no_committee": "Det fremgår ikke af dokumentets begyndelse, hvem der holdt mødet.",
    "no_date": "Det fremgår ikke af dokumentets begyndelse, hvornår mødet blev holdt.",
    "decisions_several": "Punktet har flere afsnit med en beslutning. Den sidste er læst; måske mangler et punkt.",
    "number_gap": "Der mangler et eller flere numre efter dette punkt. Et punkt er måske ikke fundet.",
    "empty": "Dokumentet indeholder ingen tekst.",
}
UNKNOWN_WARNING: Final = "Noget i dokumentet kunne ikke læses med sikkerhed."

_DAYS: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MONTHS: Final = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_BOUNDS: Final = {"max": "højst", "min": "mindst"}
_PERIODS: Final = {"year": "pr. år", "month": "pr. måned", "week": "pr. uge", "day": "pr. dag", "hour": "pr. time"}
_ASKED_FOR: Final[dict[OutcomeLabel, str]] = {"GODKENDT": "godkendt", "AFVIST": "afvist", "UDSAT": "udsat"}


def long_date(day: dt.date) -> str:
    """A day in words.

    >>> long_date(dt.date(2026, 4, 14))
    'tirsdag den 14. april 2026'
    """
    return f"{_DAYS[day.weekday()]} den {short_date(day)}"


def short_date(day: dt.date) -> str:
    """A day without its weekday.

    >>> short_date(dt.date(2026, 4, 1))
    '1. april 2026'
    """
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def date_range(dates: DateRange) -> str | None:
    """The days that a date means, or None if no end is known.

    >>> date_range(DateRange(start=dt.date(2026, 1, 1), end=dt.date(2026, 3, 31)))
    '1. januar 2026 – 31. marts 2026'
    """
    if dates.start and dates.end:
        first, last = short_date(dates.start), short_date(dates.end)
        return first if first == last else f"{first} – {last}"
    if dates.start:
        return f"fra {short_date(dates.start)}"
    return f"til {short_date(dates.end)}" if dates.end else None


def number(value: Decimal) -> str:
    """A number with Danish separators.

    >>> number(Decimal("3200000.50")), number(Decimal("-45000")), number(Decimal("2500"))
    ('3.200.000,50', '−45.000', '2.500')
    """
    return f"{value:,f}".translate(str.maketrans(",.-", ".,−"))


def amount(money: Money) -> str:
    """An amount with its currency and what limits it; ``?`` where its value is unknown.

    >>> amount(Money(value=Decimal(500000), bound="max")), amount(Money(value=Decimal(7), currency="EUR"))
    ('højst 500.000 kr.', '7 EUR')
    """
    unit = "kr." if money.currency == "DKK" else money.currency
    period = _PERIODS[money.period] if money.period else None
    return _quantity(money.value, money, f"{unit} {period}" if period else unit)


def percentage(percent: Percent) -> str:
    """A percentage, or percentage points.

    >>> percentage(Percent(low=Decimal(15), high=Decimal(20))), percentage(Percent(percent=Decimal("2.5"), point=True))
    ('15–20 %', '2,5 procentpoint')
    """
    return _quantity(percent.percent, percent, "procentpoint" if percent.point else "%")


def _quantity(value: Decimal | None, of: Money | Percent, unit: str) -> str:
    bound = _BOUNDS[of.bound] if of.bound else None
    if value is not None:
        shown = number(value)
    else:
        ends = [number(end) if end is not None else "" for end in (of.low, of.high)]
        shown = "–".join(ends) if any(ends) else "?"
    return " ".join(part for part in (bound, "ca." if of.approx else None, shown, unit) if part)


def period(when: AmountPeriod) -> str:
    """When an amount counts.

    >>> period(AmountPeriod(kind="each_year", first=2026, last=2029, text="årligt i 2026-2029", start=0, end=18))
    'hvert år 2026–2029'
    """
    years = "–".join(dict.fromkeys(str(year) for year in (when.first, when.last) if year is not None))
    match when.kind:
        case "each_year":
            return f"hvert år {years}" if years else "hvert år"
        case "total":
            return f"i alt {years}" if years else "i alt"
        case "until":
            return f"til og med {when.last}" if when.last is not None else when.text
        case "year":
            return years or when.text


def badge(outcome: Outcome) -> str:
    """What was done, in the words of its badge.

    >>> badge(Outcome(label="INDSTILLES", recommended="GODKENDT", text="Anbefales godkendt", start=0, end=18))
    'Anbefalet godkendt'
    """
    asked = _ASKED_FOR.get(outcome.recommended) if outcome.recommended else None
    return f"Anbefalet {asked}" if outcome.label == "INDSTILLES" and asked else OUTCOMES[outcome.label]


def standing(outcome: Outcome) -> tuple[str, str] | None:
    """Whether the matter is settled: a word for the class name (final, onward, open) and one for people.

    None for what settles nothing by nature and is not said to: noted, discussed, no decision.

    >>> standing(Outcome(label="INDSTILLES", final=False, recipient="Byrådet", text="Anbefales", start=0, end=9))
    ('onward', 'Sendt videre til Byrådet')
    >>> standing(Outcome(label="GODKENDT", text="Godkendt", start=0, end=8))
    ('open', 'Uafklaret')
    """
    if outcome.final:
        return "final", "Endelig afgørelse"
    if outcome.recipient:
        return "onward", f"Sendt videre til {outcome.recipient}"
    if outcome.stage == "forwarding" or (outcome.final is False and outcome.label in ("INDSTILLES", "OVERSENDT")):
        return "onward", "Sendt videre"
    if outcome.final is False:
        return "open", "Ikke endelig"
    if outcome.stage in ("information", "discussion") or outcome.label in (
        *("TAGET_TIL_EFTERRETNING", "DRØFTET", "INGEN_BESLUTNING", "UDGÅET", "ANDET"),
    ):
        return None
    return "open", "Uafklaret: teksten modsiger sig selv" if outcome.finality == "conflict" else "Uafklaret"


def warning(found: Warning) -> str:
    """A warning for people; one of another code is told in general.

    >>> warning(Warning(code="empty", message="The document holds no text."))
    'Dokumentet indeholder ingen tekst.'
    """
    return WARNINGS.get(found.code, UNKNOWN_WARNING)
