"""Meeting facts: each is right where it is what the gold says, or silent where the gold is."""

from collections.abc import Iterator
from typing import Final

from nlp_referat.corpus.document import Document, MeetingGold
from nlp_referat.evaluation.tallies import Tally, right
from nlp_referat.evaluation.wording import plain
from nlp_referat.schema import Meeting

FACTS: Final = ("committee", "date", "time", "location", "municipality")


class TolerantMeeting(MeetingGold):
    """Gold that knows people of whom both present and absent are right: listed, then absent at every item."""

    either: tuple[str, ...] = ()


def score_meeting(document: Document, meeting: Meeting) -> Iterator[tuple[str, Tally]]:
    """Shares ``meeting/FACT`` and the tally ``people/participants`` of a document that has meeting gold.

    >>> document = Document(id="a", text="Byrådet", meeting=MeetingGold(committee="Byrådet", present=("Ida Holm",)))
    >>> scores = dict(score_meeting(document, Meeting()))
    >>> scores["meeting/committee"].recall, scores["meeting/date"].recall, scores["people/participants"].fn
    (0.0, 1.0, 1)
    """
    gold = document.meeting
    if gold is None:
        return
    for name, wanted, found in facts(document, gold, meeting):
        yield f"meeting/{name}", right(wanted == found)
    yield "people/participants", score_participants(gold, meeting)


def facts(document: Document, gold: MeetingGold, meeting: Meeting) -> Iterator[tuple[str, str, str]]:
    """Each fact's name, gold and prediction as they are compared."""
    committee = meeting.committee.name if meeting.committee is not None else None
    wanted = (gold.committee, gold.date, gold.time, gold.location, document.municipality)
    found = (committee, meeting.date, meeting.time, meeting.location, meeting.municipality)
    for name, one, other in zip(FACTS, wanted, found, strict=True):
        yield name, plain(str(one or "")), plain(str(other or ""))


def score_participants(gold: MeetingGold, meeting: Meeting) -> Tally:
    """People with their status; somebody with the wrong one is both missed and spurious."""
    either = set(gold.either) if isinstance(gold, TolerantMeeting) else set()
    wanted = {(name, "present") for name in gold.present} | {(name, "absent") for name in gold.absent}
    wanted |= {(name, "either") for name in either}
    found = {(person.name, "either" if person.name in either else person.status) for person in meeting.participants}
    return Tally(tp=len(wanted & found), fp=len(found - wanted), fn=len(wanted - found))
