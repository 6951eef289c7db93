"""What is known of a decision beside its text.

>>> DecisionContext(body="Teknisk Udvalg").proposal
''
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """What the item and the meeting say beside the decision text.

    Attributes:
        body: canonical name of the meeting's body.
        date: day of the meeting.
        competence: text of "Kompetence", "Sagen afgøres af", "Sagsgang".
        title: the item's title, which may begin with a chain ("MBU/ØU/KB - …").
        proposal: text of the proposal.
        points: what was proposed, by point, where the layout has told the points apart.
        number: the item's own, which a decision may repeat ("Punkt 2: Godkendt.").
        later: for an earlier decision, the body that has the matter before it now.
        is_account: the text is the whole item told without headings, which tells the matter before it decides.
    """

    body: str | None = None
    date: dt.date | None = None
    competence: str | None = None
    title: str = ""
    proposal: str = ""
    points: tuple[tuple[int, str], ...] = ()
    number: str = ""
    later: str | None = None
    is_account: bool = False


def matter(title: str, proposal: Mapping[int, str], points: Sequence[int | None] = (None,)) -> str:
    """What a decision is about, for a reader: the item's title, and what was proposed there.

    Args:
        proposal: its points by number.
        points: those that are decided on; None: the whole proposal.

    >>> matter("Broen", {1: "den males", 2: "den rives ned"}, (2,)), matter("Eventuelt", {})
    ('Broen: den rives ned', 'Eventuelt')
    """
    named = [proposal[point] for point in points if point is not None and point in proposal] or proposal.values()
    return ": ".join(part for part in (title.strip()[:_TITLE], " ".join(named)) if part)


_TITLE: Final = 100  # characters; a longer one tells the case
