"""What is known of a decision beside its text.

>>> DecisionContext(body="Teknisk Udvalg").proposal
''
"""

import datetime as dt
from dataclasses import dataclass


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
