"""Where in the raw text the item says what a decision's finality rests on.

>>> raw = "Sagen afgøres af\\n\\nByrådet."
>>> source = Source(((0, View(raw)),))
>>> source.text, source.locate(18, 25, raw).text
('Sagen afgøres af\\n\\nByrådet.', 'Byrådet')
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nlp_referat.decisions.finality import Claim
from nlp_referat.schema import Evidence, Item, Meeting
from nlp_referat.text import View

_TITLE_WITHIN: Final = 900  # how far behind an item's start its title may end


@dataclass(frozen=True, slots=True)
class Source:
    """Stretches of the raw text, each with its offset, read as one text with a line break between them."""

    parts: tuple[tuple[int, View], ...] = ()

    @property
    def text(self) -> str:
        """What the rules read."""
        return "\n".join(view.text for _, view in self.parts)

    def locate(self, start: int, end: int, raw: str) -> Evidence | None:
        """The words ``text[start:end]`` in the raw text; None for an empty span."""
        for offset, view in self.parts:
            if start < end <= len(view.text):
                first, last = view.raw_span(start, end)
                return Evidence(text=raw[offset + first : offset + last], start=offset + first, end=offset + last)
            start -= len(view.text) + 1
            end -= len(view.text) + 1
        return None


def sources_of(item: Item, view: View) -> dict[str, Source]:
    """The competence section and the proposal of an item, by the names that claims give them."""
    competence = [s for s in item.sections if s.type == "kompetence"]
    found = {"competence": Source(tuple((s.start, view.part(s.start, s.end)) for s in competence))}
    proposed = next((s for s in item.sections if s.type == "indstilling"), None)
    if proposed is not None:
        span: tuple[int, int] | None = (proposed.start, proposed.end)
    else:
        span = _unheaded(item, view.raw)
    found["proposal"] = Source(((span[0], view.part(*span)),)) if span else Source()
    return found


_INTRODUCES: Final = re.compile(r"[^\n]*\b(?:indstiller|indstilles|anbefaler|anbefales|foreslår)\b", re.IGNORECASE)


def _unheaded(item: Item, raw: str) -> tuple[int, int] | None:
    """The span of a proposal without a heading, from the line that says who proposes."""
    if item.proposal is None or not item.proposal.points:
        return None
    first, last = item.proposal.points[0].start, item.proposal.points[-1].end
    begin = max(item.start, first - 400)
    lines = list(_INTRODUCES.finditer(raw, begin, first))
    return (lines[-1].start() if lines else first, last)


def evidence_of(claim: Claim, item: Item, meeting: Meeting, sources: Mapping[str, Source], raw: str) -> Evidence | None:
    """The words that a claim rests on."""
    if claim.source == "meeting":
        own = meeting.committee
        return Evidence(text=raw[own.start : own.end], start=own.start, end=own.end) if own else None
    if claim.source == "title":
        words = item.title[claim.start : claim.end].split()
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        match = pattern.search(raw, item.start, item.start + len(item.title) + _TITLE_WITHIN) if words else None
        return Evidence(text=match[0], start=match.start(), end=match.end()) if match else None
    return sources[claim.source].locate(claim.start, claim.end, raw)
