"""What the tables of decision texts share: two bodies, and a letter for each outcome label."""

import datetime as dt

from nlp_referat.decisions.reading import DecisionContext

COMMITTEE = DecisionContext(body="Teknik- og Miljøudvalget", date=dt.date(2024, 6, 4))
COUNCIL = DecisionContext(body="Byrådet", date=dt.date(2024, 6, 18))

G, T, R, D, A, U, S, X, N, F = (
    "GODKENDT",
    "TAGET_TIL_EFTERRETNING",
    "INDSTILLES",
    "DRØFTET",
    "AFVIST",
    "UDSAT",
    "OVERSENDT",
    "UDGÅET",
    "INGEN_BESLUTNING",
    "ANDET",
)
