"""One item of invented minutes in the layouts that municipalities use, for tests of whole documents."""

from dataclasses import dataclass

from spacy.language import Language

from nlp_referat.schema import Item, Outcome, Referat


@dataclass(frozen=True)
class Minutes:
    """What the item says; a part that is empty is left out."""

    decision: str | None
    body: str = "Teknik- og Miljøudvalget"
    date: str = "12. marts 2024"
    title: str = "Sti langs Lillebæk"
    proposal: str = ""
    competence: str = ""
    competence_heading: str = "Kompetence"
    history: str = ""
    text: str = "Stien er to kilometer lang og følger bækken fra skolen til stationen."

    def parts(self) -> list[tuple[str, str]]:
        """Headings with what stands below them, in the usual order."""
        found = [("Indstilling", self.proposal), ("Sagsfremstilling", self.text)]
        found += [(self.competence_heading, self.competence), ("Sagens forløb", self.history)]
        return [(heading, text) for heading, text in found if text]


def markdown(minutes: Minutes) -> str:
    """Bold and hashed headings, as a page turned into markdown has them."""
    lines = [f"# REFERAT {minutes.body} d. {minutes.date}", "**Mødedeltagere** Ida Krogh, Bo Lind"]
    lines += [f"## **Punkt 7: {minutes.title}**", "2024-001234"]
    for heading, text in minutes.parts():
        lines += [f"### {heading}", text]
    if minutes.decision is not None:
        lines += ["### **Beslutning**", minutes.decision]
    lines += ["## **Punkt 8: Eventuelt**", "### **Beslutning**", "Intet."]
    return "\n\n".join(lines) + "\n"


def plain(minutes: Minutes) -> str:
    """The text of a page: no heading is marked, single line breaks."""
    lines = [f"Referat - {minutes.body} den {minutes.date}", "", f"Punkt 7: {minutes.title}", "23-000965"]
    for heading, text in minutes.parts():
        lines += [heading, text]
    if minutes.decision is not None:
        lines += ["Beslutning", minutes.decision]
    return "\n".join([*lines, "", "Punkt 8: Eventuelt", "Beslutning", "Intet.", ""])


def classic(minutes: Minutes) -> str:
    """Numbers with a full stop, headings with a colon."""
    lines = ["REFERAT", minutes.body, f"Dato: {minutes.date}", "", f"7. {minutes.title} (B)", "J.nr. 01.02.05-P16-3-23"]
    for heading, text in minutes.parts():
        lines += ["", f"{heading}:", text]
    if minutes.decision is not None:
        lines += ["", "Beslutning:", minutes.decision]
    return "\n".join([*lines, "", "8. Eventuelt (O)", "", "Beslutning:", "Intet.", ""])


def decision_first(minutes: Minutes) -> str:
    """The decision right behind the proposal, before the account of the matter."""
    lines = [f"REFERAT {minutes.body} d. {minutes.date}", f"Punkt 7: {minutes.title}", "15.00.00-A00-47-24"]
    parts = minutes.parts()
    first = [part for part in parts if part[0] == "Indstilling"]
    for heading, text in first:
        lines += [heading, text]
    if minutes.decision is not None:
        lines += ["Beslutning", minutes.decision]
    for heading, text in (part for part in parts if part not in first):
        lines += [heading, text]
    return "\n\n".join([*lines, "Punkt 8: Eventuelt", "Beslutning", "Intet."]) + "\n"


LAYOUTS = {"markdown": markdown, "plain": plain, "classic": classic, "decision_first": decision_first}


def read(nlp: Language, layout: str, minutes: Minutes) -> Referat:
    """The minutes in that layout, read; every span that a decision gives is checked against the text."""
    raw = LAYOUTS[layout](minutes)
    referat: Referat = nlp(raw)._.referat
    for item in referat.items:
        for outcome in all_outcomes(item):
            spans = [outcome, *outcome.reservations]
            spans += [outcome.finality_evidence] if outcome.finality_evidence else []
            assert all(raw[span.start : span.end] == span.text for span in spans), outcome
    return referat


def all_outcomes(item: Item) -> list[Outcome]:
    """The item's outcomes, then those of its history."""
    own = list(item.decision.outcomes) if item.decision else []
    return own + [outcome for entry in item.history for outcome in entry.outcomes]


def item_seven(referat: Referat) -> Item:
    """The item that the minutes are about."""
    (item,) = [item for item in referat.items if item.number == "7"]
    return item
