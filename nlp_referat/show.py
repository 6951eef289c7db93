"""A `Referat` on a terminal, for people."""

from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nlp_referat.schema import Entity, Item, Meeting, Money, Outcome, Percent, Referat

_STYLES: Final = {
    "GODKENDT": "green",
    "TAGET_TIL_EFTERRETNING": "green",
    "INDSTILLES": "cyan",
    "AFVIST": "red",
    "UDSAT": "yellow",
    "OVERSENDT": "cyan",
    "UDGÅET": "yellow",
}


def render(referat: Referat, console: Console) -> None:
    """Print the meeting, its items with outcomes, its amounts and the names in it."""
    _meeting(referat.meeting, console)
    if referat.items:
        console.print(_items(referat.items))
    amounts = [entity for entity in referat.entities if entity.money or entity.percent]
    if amounts:
        console.print(_amounts(amounts))
    _names(referat.entities, console)
    for warning in referat.warnings:
        console.print(f"[yellow]{warning.code}[/yellow] {escape(warning.message)}")


def _meeting(meeting: Meeting, console: Console) -> None:
    name = meeting.committee.name if meeting.committee else "—"
    facts = [meeting.municipality, meeting.date and meeting.date.isoformat(), meeting.time, meeting.location]
    console.print(f"[bold]{escape(name)}[/bold]  {escape(' · '.join(fact for fact in facts if fact))}")
    for status, title in (("present", "Til stede"), ("absent", "Afbud")):
        people = [p.name + (f" ({p.party})" if p.party else "") for p in meeting.participants if p.status == status]
        if people:
            console.print(f"{title}: {escape(', '.join(people))}")


def _items(items: tuple[Item, ...]) -> Table:
    table = Table("Pkt.", "Titel", "Beslutning", "Fraværende", show_lines=False)
    for item in items:
        title = escape(item.title) + (" [dim](lukket)[/dim]" if item.closed else "")
        decision = item.decision
        outcomes = "\n".join(_outcome(outcome) for outcome in decision.outcomes) if decision else ""
        table.add_row(item.number, title, outcomes, escape(", ".join(decision.absent)) if decision else "")
    return table


def _outcome(outcome: Outcome) -> str:
    style = _STYLES.get(outcome.label, "white")
    parts = [f"{outcome.point}: " if outcome.point is not None else "", f"[{style}]{outcome.label}[/{style}]"]
    if outcome.recommended:
        parts.append(f" {outcome.recommended}")
    if outcome.recipient:
        parts.append(f" → {escape(outcome.recipient)}")
    if outcome.votes and outcome.votes.for_count is not None:
        parts.append(f" ({outcome.votes.for_count}-{outcome.votes.against_count or 0})")
    return "".join(parts)


def _amounts(amounts: list[Entity]) -> Table:
    table = Table("Pkt.", "Beløb / procent", "Værdi")
    for entity in amounts:
        value = entity.money or entity.percent
        assert value is not None  # selected by it
        table.add_row(entity.item or "", escape(entity.text), _value(value))
    return table


def _value(value: Money | Percent) -> str:
    number = value.value if isinstance(value, Money) else value.percent
    if number is None:
        number_text = f"{value.low:,f}–{value.high:,f}" if value.low is not None and value.high is not None else "?"
    else:
        number_text = f"{number:,f}"
    unit = value.currency if isinstance(value, Money) else "%-point" if value.point else "%"
    marks = [
        mark
        for mark in (
            "ca." if value.approx else None,
            value.bound,
            value.period if isinstance(value, Money) else None,
        )
        if mark
    ]
    return " ".join([number_text, unit, *marks])


def _names(entities: tuple[Entity, ...], console: Console) -> None:
    for label, title in (
        ("COMMITTEE", "Udvalg og råd"),
        ("FUND", "Fonde og puljer"),
        ("PERSON", "Personer"),
        ("ORG", "Organisationer"),
    ):
        names = dict.fromkeys(entity.canonical or entity.text for entity in entities if entity.label == label)
        if names:
            console.print(f"[bold]{title}:[/bold] {escape(', '.join(names))}")
