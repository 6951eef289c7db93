"""What holds for every document, and made-up documents to try it on."""

import unicodedata
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from spacy.tokens import Doc

from nlp_referat.schema import Decision, EarlierDecision, Item, Referat, json_schema
from nlp_referat.text import View

# Heads, headings, attendance, decisions, amounts, names, marks: what a rule might take hold of.
FRAGMENTS = (
    "REFERAT Teknik- og Miljøudvalget d. 04-03-2026",
    "Dagsorden til møde i Kommunalbestyrelsen",
    "# Punkt 12: Ny cykelsti ved Åløkkevej",
    "**13. (Lukket) Køb af ejendom**",
    "Punkt 14 Orientering",
    "Pkt. 15",
    "16/26 Budgetopfølgning pr. 31. marts",
    "Sagsnr.: 26/4711",
    "05.01.00-P20-3-26",
    "Mødedato: Onsdag den 4. marts 2026 kl. 17.30",
    "Mødested: Lokale 4, Rådhuset",
    "Mødedeltagere Ida Holm (A), Bo Dam (V), Åse Ærø-Lund (Ø) (Afbud)",
    "Fraværende: Bo Dam",
    "Afbud fra Ida Holm (A). I stedet mødte Per Krag (A).",
    "Indholdsfortegnelse",
    "Ny cykelsti.......3",
    "Sagsfremstilling",
    "Resumé:",
    "## Indstilling",
    "Forvaltningen indstiller, at",
    "1. at der bevilges 1,2 mio. kr.",
    "2) sagen sendes i høring i 8 uger",
    "- at det indstilles til Byrådet",
    "Økonomi",
    "Beslutning",
    "**Beslutning i Økonomiudvalget den 12. februar 2026**",
    "Beslutning Børne- og Ungeudvalget den 03-02-2026:",
    "Sagens forløb",
    "Godkendt.",
    "Ad 1: Godkendt. Ad 2-3: Udsat",
    "At 2: Indstilles til Byrådets godkendelse, idet Ø stemte imod.",
    "For stemte 14 (A, B, F), imod stemte 5 (V og C), 2 undlod.",
    "Taget til efterretning",
    "Sagen oversendes til Social-, Sundheds- og Ældreudvalget (SSÆ).",
    "Udgår",
    "SSÆ drøftede sagen",
    "mellem 10 og 12,5 pct.",
    "-3,5 %",
    "2½ procentpoint",
    "350 t.kr.",
    "kr. 5.000,-",
    "t.kr.",
    "to millioner kroner",
    "§115, stk. 2",
    "styrelseslovens § 42",
    "i 2. kvartal 2026",
    "2026-2029",
    "fra den 1. til den 31. maj",
    "Pulje til grønne fællesskaber",
    "Lindeåfonden",
    "Ældrerådet i Aarhus Kommune",
    "borgmester Ida Holm-Krag (A)",
    "Økonomi-\nudvalget",
    "|  |  |\n| --- | --- |",
    "| Drift | 1.250 | 12 % |",
    "Side 3 af 12",
    "__",
    "***",
    "…",
)
SEPARATORS = ("\n\n", "\n", " ", "", ", ", " og ", "\t", "\r\n", "\r", "\f", ": ", "\u00a0", " - ")
MANGLES = {
    "as it is": lambda text: text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "upper case": str.upper,
    "lower case": str.lower,
    "no spaces": lambda text: text.replace(" ", ""),
    "one line": lambda text: text.replace("\n", " "),
    "OCR": lambda text: text.replace("l", "1").replace("O", "0").replace("rn", "m"),
}


@st.composite
def mangled_minutes(draw: st.DrawFn) -> str:
    """Pieces of minutes in any order, with what copying, OCR and old systems do to them."""
    pieces = draw(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=25))
    text = "".join(piece + draw(st.sampled_from(SEPARATORS)) for piece in pieces)
    text = MANGLES[draw(st.sampled_from(sorted(MANGLES)))](text)
    for _ in range(draw(st.integers(0, 3))):  # a piece lost or doubled, a character put in
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        text = text[:start] + draw(st.text(max_size=2) | st.just(text[start:end] * 2)) + text[min(start + 3, end) :]
    return text


@cache
def validator() -> Draft202012Validator:
    """Of the published schema."""
    return Draft202012Validator(json_schema())


def reading(text: str) -> str:
    """`text` as a reader sees it: cleaned, white space and marks as one space."""
    return " ".join(View(text).text.replace("*", " ").replace("_", " ").split())


def assert_sound(doc: Doc, raw: str) -> Referat:
    """Assert all that the contract promises of any text; give the `Referat`."""
    assert doc.text == raw
    referat = doc._.referat
    assert isinstance(referat, Referat)
    _assert_entities(referat, raw)
    _assert_items(referat, raw)
    _assert_meeting(referat, raw)
    written = referat.model_dump_json()
    assert Referat.model_validate_json(written) == referat
    errors = [error.message for error in validator().iter_errors(_json(written))]
    assert not errors
    return referat


def _json(written: str) -> Any:
    import json

    return json.loads(written)


def _assert_span(place: Any, start: int, end: int) -> None:
    assert start <= place.start <= place.end <= end, (place, start, end)


def _assert_entities(referat: Referat, raw: str) -> None:
    items = {item.number for item in referat.items}
    for entity in referat.entities:
        assert 0 <= entity.start < entity.end <= len(raw)
        assert entity.text == raw[entity.start : entity.end]
        assert entity.text == entity.text.strip(), entity
        assert entity.canonical is None or entity.canonical == entity.canonical.strip() != ""
        assert (entity.money is not None) == (entity.label == "MONEY"), entity
        assert (entity.percent is not None) == (entity.label == "PERCENT"), entity
        assert entity.date is None or entity.label == "DATE", entity
        assert entity.item is None or entity.item in items
        assert 0 <= entity.score <= 1
    for one, other in pairwise(referat.entities):
        assert one.end <= other.start, (one, other)


def _assert_items(referat: Referat, raw: str) -> None:
    for one, other in pairwise(referat.items):
        assert one.end <= other.start, (one, other)
    for item in referat.items:
        _assert_span(item, 0, len(raw))
        assert item.number
        assert item.title == item.title.strip()
        assert "\n" not in item.title
        for section in item.sections:
            _assert_span(section, item.start, item.end)
        for point in item.proposal.points if item.proposal else ():
            _assert_span(point, item.start, item.end)
            assert point.text == raw[point.start : point.end]
        _assert_decision(item, raw)
        for earlier in item.history:
            _assert_span(earlier, item.start, item.end)
            _assert_outcomes(earlier, raw)
    for warning in referat.warnings:
        if warning.start is not None:
            _assert_span(warning, 0, len(raw))


def _assert_decision(item: Item, raw: str) -> None:
    if item.decision is None:
        return
    _assert_span(item.decision, item.start, item.end)
    assert item.decision.text == raw[item.decision.start : item.decision.end]
    assert all(name.strip() == name != "" for name in item.decision.absent)
    _assert_outcomes(item.decision, raw)


def _assert_outcomes(decision: Decision | EarlierDecision, raw: str) -> None:
    for outcome in decision.outcomes:
        if outcome.text or isinstance(decision, Decision):  # else a known gap: see test_robustness
            _assert_span(outcome, decision.start, decision.end)
        assert outcome.text == raw[outcome.start : outcome.end]
        assert 0 <= outcome.score <= 1


def _assert_meeting(referat: Referat, raw: str) -> None:
    meeting = referat.meeting
    if meeting.committee:
        _assert_span(meeting.committee, 0, len(raw))
        assert reading(raw[meeting.committee.start : meeting.committee.end]), meeting.committee
    for participant in meeting.participants:
        _assert_span(participant, 0, len(raw))
        assert reading(raw[participant.start : participant.end]) == participant.name
