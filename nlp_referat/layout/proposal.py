"""The proposal (indstilling): who proposes, and its points.

>>> proposal = read_proposal("Forvaltningen indstiller, at\\n\\n1. budgettet godkendes\\n2. sagen sendes i høring", 0)
>>> proposal.by, [(p.point, p.text) for p in proposal.points]
('Forvaltningen', [(1, 'budgettet godkendes'), (2, 'sagen sendes i høring')])
"""

import re
from itertools import zip_longest
from typing import Final

from nlp_referat.schema import Proposal, ProposalPoint

_BY: Final = re.compile(
    r"(?P<by>[A-ZÆØÅ][\w.&-]*(?:[ \t]+(?:og|for|i|af|samt|&|[A-ZÆØÅ]?[\w.&-]+)){0,9}?)[ \t]+(?:indstiller|"
    r"anbefaler|foreslår|fremsender|indstilles|anmoder)\b"
)
_PASSIVE: Final = re.compile(r"(?i)^(?:det|der)$")
_POINT: Final = re.compile(
    # "1. januar 2026" and "2.500 kr." begin lines too.
    r"^[ \t>*_]*(?:(?:pkt\.?|punkt|ad\.?|at)?[ \t]*(?P<number>\d{1,2})[ \t]*[.):]\**(?!\d)[ \t]*"
    r"(?!(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b)|"
    r"(?P<bullet>[-*•–])[ \t]+|(?P<bare>(?=at[ \t]\S)))(?P<text>\S.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_AT: Final = re.compile(r"\bat\b:?[ \t\n]+(?=\S)")
_MAX: Final = 20_000
_MAX_POINTS: Final = 100
_MAX_STEP: Final = 2
"""From one number to the next: scanners lose a point, but 12 after 3 is a date or a sum."""


def read_proposal(text: str, offset: int) -> Proposal:
    """The proposal in a section's text; `offset` is added to every offset.

    A single sentence ("… indstiller, at planen godkendes") is one point without a number.
    """
    text = text[:_MAX]
    by = _BY.search(text[:400])
    name = re.sub(r"\s+", " ", by["by"]) if by and not _PASSIVE.match(by["by"]) else None
    points = _points(text, offset) or _run_in(text, offset)
    if not points and text.strip(" .\n*-"):
        points = [_sentence(text, by.end() if by else 0, offset)]
    return Proposal(by=name, points=tuple(points[:_MAX_POINTS]))


def _points(text: str, offset: int) -> list[ProposalPoint]:
    matches = _beginnings(text)
    points = []
    for match, following in zip_longest(matches, matches[1:]):
        start = match.start("text")
        end = following.start() if following else len(text)
        blank = text.find("\n\n", match.end(), end)
        end = blank if blank != -1 and following is None else end  # after the last point comes something else
        body = text[start:end].rstrip(" \t\n>*")
        if body:
            number = int(match["number"]) if match["number"] else None
            points.append(_point(number, body, offset + start))
    return points


def _beginnings(text: str) -> list[re.Match[str]]:
    """Where points begin. Numbers run on, or start over at 1; bullets among them are part of a numbered point."""
    matches = list(_POINT.finditer(text))
    numbered = []
    last = 0
    for match in matches:
        number = int(match["number"] or 0)
        if number == 1 or 0 < number - last <= _MAX_STEP:
            numbered.append(match)
            last = number
    return numbered or [match for match in matches if not match["number"]]


# "… indstiller: 1. at stien anlægges, 2. at træerne fældes."
_RUN_IN: Final = re.compile(r"(?<=[:,;. ])(?P<number>\d)[.)][ \t\n]+(?=at\b)")
_LINK: Final = re.compile(r"[\s>*,;]*(?:\bog)?[\s>*,;]*\Z")


def _run_in(text: str, offset: int) -> list[ProposalPoint]:
    """Points that follow each other in one sentence; none where they are not counted from 1."""
    matches = list(_RUN_IN.finditer(text))
    if len(matches) < 2 or [int(match["number"]) for match in matches] != list(range(1, len(matches) + 1)):
        return []
    ends = [match.start() for match in matches[1:]] + [len(text)]
    spans = [(match, _LINK.sub("", text[match.end() : end])) for match, end in zip(matches, ends, strict=True)]
    return [_point(int(match["number"]), body, offset + match.end()) for match, body in spans if body]


def _sentence(text: str, after: int, offset: int) -> ProposalPoint:
    at = _AT.search(text, after)
    start = at.start() if at else len(text) - len(text.lstrip())
    return _point(None, text[start:].rstrip(" \t\n>*"), offset + start)


def _point(number: int | None, body: str, start: int) -> ProposalPoint:
    # `text` is the raw span: what stands in the document, line breaks included.
    return ProposalPoint(point=number, text=body, start=start, end=start + len(body))
