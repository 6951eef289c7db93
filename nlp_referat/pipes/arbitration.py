"""Who wins where two entities overlap: the one policy, for all components and in whatever order they run.

1. What the rules of this library found beats what its model found, and both beat what another component of
   the pipeline found: a rule that fires is right more often than the model (figures in the model card).
2. Between two of the same source the label decides, in the order of `PRIORITY`: amounts before names, since
   a number with a unit is hardly ever part of a name; bodies and funds before the places and people in them.
3. At the same label the longer span wins, then the earlier one.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from spacy.tokens import Doc, Span

from nlp_referat.pipes.extensions import mention_of
from nlp_referat.pipes.view import view_of
from nlp_referat.text import Mention

PRIORITY: Final = (
    "MONEY",
    "PERCENT",
    "COMMITTEE",
    "FUND",
    "LAW",
    "CASE",
    "DATE",
    "ORG",
    "PERSON",
    "PARTY",
    "LOC",
)
_RANK: Final = {label: rank for rank, label in enumerate(PRIORITY)}
_SOURCES: Final = ("rules", "model", "pipeline")
_PLACE: Final = attrgetter("start", "end")


@dataclass(slots=True)
class _Claim:
    """A span that wants to be an entity; `mention` is None for one that stands on the Doc already.

    Its edges are read off the span once: every access to a `Span` costs more than a comparison.
    """

    span: Span
    start: int
    end: int
    mention: Mention | None

    @property
    def rank(self) -> tuple[int, int, int, int]:
        found = self.mention or mention_of(self.span)
        return (
            _SOURCES.index(found.source if found else "pipeline"),
            _RANK.get(self.span.label_, len(_RANK)),
            self.start - self.end,
            self.start,
        )


def add_mentions(doc: Doc, mentions: Sequence[Mention]) -> Doc:
    """Write mentions (offsets into the Doc's view) as entities, keeping of overlapping ones the winners.

    A mention whose edges are no token boundaries, as a foreign tokenizer may have it, takes the whole tokens.
    """
    if not mentions:
        return doc
    view = view_of(doc)
    claims = [_Claim(span, span.start, span.end, None) for span in doc.ents]
    for mention in mentions:
        span = doc.char_span(*view.raw_span(mention.start, mention.end), label=mention.label, alignment_mode="expand")
        if span is not None:
            claims.append(_Claim(span, span.start, span.end, mention))
    winners = _resolve(claims)
    doc.set_ents([claim.span for claim in winners])
    for claim in winners:
        if claim.mention is not None:
            claim.span._.mention = claim.mention
    return doc


def _resolve(claims: Iterable[_Claim]) -> list[_Claim]:
    """The claims that win, in order of place."""
    kept: list[_Claim] = []
    cluster: list[_Claim] = []
    reach = -1
    for claim in sorted(claims, key=_PLACE):
        if cluster and claim.start >= reach:
            kept.extend(_winners(cluster))
            cluster = []
        cluster.append(claim)
        reach = max(reach, claim.end)
    kept.extend(_winners(cluster))
    return kept


def _winners(cluster: list[_Claim]) -> list[_Claim]:
    """Best first, skipping what overlaps a better one."""
    if len(cluster) < 2:
        return cluster
    starts: list[int] = []
    taken: list[_Claim] = []
    for claim in sorted(cluster, key=lambda claim: claim.rank):
        place = bisect_left(starts, claim.start)
        if (place < len(taken) and taken[place].start < claim.end) or (place and taken[place - 1].end > claim.start):
            continue
        starts.insert(place, claim.start)
        taken.insert(place, claim)
    return taken
