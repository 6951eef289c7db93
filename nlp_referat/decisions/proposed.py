"""The points of a proposal, numbered, and which of them a decision leaves unmentioned.

>>> proposal = Proposal(points=(ProposalPoint(text="at a godkendes, og at b afslås", start=0, end=30),))
>>> [(point.point, point.text) for point in numbered(proposal).points]
[(1, 'at a godkendes'), (2, 'at b afslås')]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp_referat.schema import Outcome, Proposal, ProposalPoint

_EDGE: Final = " \t\n,;*"
# "…, og at planen sendes i høring", "2. at …" inside one sentence.
_NEXT: Final = re.compile(
    r"(?P<number>(?<![\w.,])\d{1,2}[.)])[ \t*]{0,4}(?=at\b|[a-zæøå])|\bat (?P<at_number>\d{1,2})[.):](?=\s)"
    r"|(?P<link>[,;]\s+(?:og\s+|samt\s+)?|\n\s*)at\s"
)
# "at det godkendes, at …", "til efterretning, at", "udvalget vurderer, at": one point, not two.
_FRAME: Final = re.compile(
    r"(?:\b(?:om|for|på|af|i|til|ved|over|med|under|sig|efterretning|orientering|forudsætning|betingelse|ændring"
    r"|bemærkning|således|sådan|godkende|anbefale|beslutte|bemyndige|sikre|pålægge|meddele|indstille|vedtage)"
    r"|\w{3,}er|\b(?:det|der) (?:\w+ ){0,3}?\w+es"
    r"|\b\w*(?:byrådet|kommunalbestyrelsen|udvalget|regionsrådet))(?: det| af| til| om)?,?\s*$",
    re.IGNORECASE,
)
_LONGEST: Final = 4000


def numbered(proposal: Proposal | None) -> Proposal | None:
    """The proposal with its points told apart and numbered, in order where the source does not number them.

    A proposal of one point stays as it is: there is nothing to tell apart.
    """
    if proposal is None:
        return None
    points = proposal.points
    if len(points) == 1 and points[0].point is None:
        points = tuple(_parted(points[0]))
    if len(points) > 1 and all(point.point is None for point in points):
        points = tuple(replace(point, point=index) for index, point in enumerate(points, 1))
    return proposal if points is proposal.points else proposal.model_copy(update={"points": points})


def _parted(point: ProposalPoint) -> Iterator[ProposalPoint]:
    """The points that one sentence holds."""
    text = point.text[:_LONGEST]
    marks = list(_NEXT.finditer(text))
    counted = [mark for mark in marks if mark["number"] or mark["at_number"]]
    numbers = [int(re.sub(r"\D", "", mark["number"] or mark["at_number"])) for mark in counted]
    if numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1:
        edges = [(mark.end(), number) for mark, number in zip(counted, numbers, strict=True)]
        starts = [mark.start() for mark in counted]
    else:
        links = list(_links(text, marks))
        if not links or not text.lower().startswith("at "):
            yield point
            return
        edges = [(0, 1), *((mark.end("link"), place) for place, mark in enumerate(links, 2))]
        starts = [0, *(mark.start() for mark in links)]
    for (begin, number), stop in zip(edges, [*starts[1:], len(point.text)], strict=True):
        body = point.text[begin:stop]
        body = re.sub(r"[\s,;]+(?:og|samt)$", "", body.rstrip(_EDGE)).rstrip(_EDGE)
        lead = len(body) - len(body.lstrip(_EDGE))
        first = point.start + begin + lead
        yield ProposalPoint(point=number, text=body[lead:], start=first, end=first + len(body) - lead)


def _links(text: str, marks: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The marks that open a further point. What follows a frame ("det godkendes, at a, og at b") belongs to it."""
    for mark in marks:
        if mark["link"] is None:
            continue
        if _FRAME.search(text, max(0, mark.start() - 60), mark.start()):
            return
        yield mark


_SAYS_NOTHING: Final = frozenset({"ANDET", "INGEN_BESLUTNING"})


def unmentioned(proposal: Proposal | None, outcomes: Sequence[Outcome]) -> tuple[int, ...]:
    """The proposed points that no outcome answers.

    An outcome for the whole proposal (point null) answers them all; a remark, or the word that nothing was
    decided, answers none.
    """
    if proposal is None or len(proposal.points) < 2:
        return ()
    asked = tuple(dict.fromkeys(point.point for point in proposal.points if point.point is not None))
    if any(outcome.point is None and outcome.label not in _SAYS_NOTHING for outcome in outcomes):
        return ()
    answered = {outcome.point for outcome in outcomes}
    return tuple(point for point in asked if point not in answered)
