"""Linked matters on a terminal, for people."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nlp_referat.linking.result import Links, Step


def render(links: Links, console: Console) -> None:
    """Print each matter with its steps, then what was left open and why."""
    for matter in links.matters:
        case = f"  [dim]{escape(matter.case_number)}[/dim]" if matter.case_number else ""
        console.print(f"[bold]{escape(matter.title)}[/bold]{case}")
        console.print(_steps(matter.steps))
    for ambiguity in links.ambiguous:
        console.print(f"[yellow]{ambiguity.reason}[/yellow] {escape(ambiguity.message)}")
        console.print(_steps(ambiguity.items))
    console.print(
        f"{links.documents} documents: {len(links.matters)} matters over several meetings, "
        f"{len(links.ambiguous)} left open, "
        f"{links.single} items alone, {links.formalities} formalities left out"
    )


def _steps(steps: Sequence[Step]) -> Table:
    table = Table("Dato", "Organ", "Pkt.", "Titel", "Beslutning", "Grundlag")
    for step in steps:
        outcomes = "\n".join(
            (f"{outcome.point}: " if outcome.point is not None else "") + outcome.label for outcome in step.outcomes
        )
        table.add_row(
            step.date.isoformat() if step.date else "?",
            escape(step.body or "?"),
            escape(step.number),
            escape(step.title),
            outcomes or ("[dim]dagsorden[/dim]" if step.kind == "dagsorden" else ""),
            ", ".join(step.basis),
        )
    return table
