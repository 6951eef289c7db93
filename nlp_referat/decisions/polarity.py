"""Both readings of an outcome: what it did about the proposal, and what that means for the matter.

The matter is what the item is about, or what somebody asked for. A proposal may turn it down; approving such a
proposal is a refusal. The words of the decision may also grant or refuse the matter themselves
("Ansøgningen imødekommes"), whatever was proposed.

>>> points = {1: "ansøgningen afslås"}
>>> read_polarity("GODKENDT", "Godkendt", 0, None, points, "Ansøgning om carport")
Polarity(label='AFVIST', of_proposal='GODKENDT', of_matter='AFVIST')
>>> read_polarity("GODKENDT", "Ansøgningen blev imødekommet", 17, None, points, "Ansøgning om carport")
Polarity(label='GODKENDT', of_proposal='AFVIST', of_matter='GODKENDT')
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nlp_referat.decisions.proposals import approves_refusal, only_refuses
from nlp_referat.decisions.wordings import fold
from nlp_referat.labels import OutcomeLabel


@dataclass(frozen=True, slots=True)
class Polarity:
    """The label of an outcome and its two readings; `of_matter` is none where the words leave it open."""

    label: OutcomeLabel
    of_proposal: OutcomeLabel | None
    of_matter: OutcomeLabel | None


# "Byplanudvalgets anbefaling godkendt" says nothing of the administration's proposal.
_OTHERS_ADVICE: Final = re.compile(
    r"(?:udvalg(?:et)?|råd(?:et)?|bestyrelsen|nævnet)s (?:\w+ )?(?:anbefaling|indstilling)", re.IGNORECASE
)
_NAMES_PROPOSAL: Final = re.compile(
    r"\b\w*indstill|\bforvaltningens|\badministrationens|\bdirektionens|\bsom foreslået|\bdet foreslåede|\bafslaget?\b"
)
_ANY_PROPOSAL: Final = re.compile(r"indstill|forslag|anbefal|foreslå", re.IGNORECASE)
# The matter itself is granted: a permission is given, an application met.
_GRANTS: Final = re.compile(
    r"\bimødekom\w*|\b(?:siger|sige) ja\b"
    r"|\b(?:meddel|giv|yd|bevil|tilde)\w*\b(?: (?!\w*afslag|forbud|ikke)\w+){0,5}?"
    r" (?:\w*dispensation|\w*tilladelse|tilsagn|samtykke|\w*støtte|\w*tilskud|\w*bevilling|garanti)\w*"
    r"|\b(?:giv|yd|bevil|tilde|uddel)\w*\b(?: (?!\w*afslag|ikke)[^\W\d]+){0,4}? \d[\d.,]* ?(?:kr|mio|t\.|kroner)"
    r"|\b(?:dispensation|tilladelse|tilskud)\w* (?:\w+ ){0,2}?(?:giv|meddel|yd)\w*"
)
# The matter itself is refused.
_REFUSES: Final = re.compile(
    r"\bafsl[aåo]\w*|\bikke imødekom\w*|\bimødekom\w* ikke|\bimødekomme\b|\b(?:siger|sige) nej\b"
    r"|\b(?:giv|meddel|få|fik)\w*\b(?: \w+){0,4}? forbud"
)
_MATTERS: Final = (
    "ansøgning", "anmodning", "henvendelse", "ønske", "klage", "indsigelse", "projekt", "dispensation", "tilskud",
    "forslag", "initiativ", "idé", "ide",
)  # fmt: skip
_SUBJECT: Final = re.compile(rf"^(?:\w+ ){{0,2}}?(?P<noun>\w*?(?:{'|'.join(_MATTERS)}))(?:en|et|er|erne|ene|n|t|s)?\b")
_AS_PROPOSED: Final = re.compile(r"(?<!ikke )\bsom (?:indstillet|foreslået)\b")
_OF_PROPOSAL_VERB: Final = re.compile(r"\b(?:godkend|tiltr|vedta|følge|fulgt|nedstem|forkast|tilslut)\w*")


def read_polarity(
    label: OutcomeLabel,
    clause: str,
    verb: int,
    point: int | None,
    points: Mapping[int, str],
    title: str,
) -> Polarity:
    """Both readings of an outcome.

    Args:
        label: what the words say by themselves.
        clause: the outcome's words; the deciding one stands at `verb`.
        point: of the proposal, that the outcome answers.
        points: what was proposed.
        title: the item's, which tells whether something was asked for.

    >>> read_polarity("GODKENDT", "Godkendt", 0, 2, {1: "planen vedtages"}, "Lokalplan")
    Polarity(label='GODKENDT', of_proposal='GODKENDT', of_matter='GODKENDT')
    """
    if label in ("ANDET", "INGEN_BESLUTNING"):
        return Polarity(label, None, label)
    words = _main(fold(clause), verb)
    is_shown = bool(points) or bool(_ANY_PROPOSAL.search(clause))
    refuses = only_refuses(points, point, title) and not _OTHERS_ADVICE.search(clause)
    if label == "GODKENDT" and approves_refusal(clause[verb:]):
        return Polarity("AFVIST", "GODKENDT" if refuses or not points else "AFVIST", "AFVIST")
    if not refuses or label not in ("GODKENDT", "AFVIST"):
        return Polarity(label, label if is_shown else None, label)
    proposed = fold(points[point] if point is not None and point in points else " ".join(points.values()))
    is_matters = _speaks_of_matter(words, proposed)
    if label == "AFVIST" and _AS_PROPOSED.search(words):  # "Som indstillet, dvs. forslaget er ikke vedtaget"
        return Polarity("AFVIST", "GODKENDT", "AFVIST")
    if label == "GODKENDT":
        return Polarity("GODKENDT", "AFVIST", "GODKENDT") if is_matters else Polarity("AFVIST", "GODKENDT", "AFVIST")
    if is_matters:
        return Polarity("AFVIST", "GODKENDT", "AFVIST")
    # "Indstillingen om afslag blev forkastet": turned down, and nobody has said yes.
    return Polarity("AFVIST", "AFVIST" if _is_of_proposal(words) else None, None)


_TAIL: Final = re.compile(r",?\s(?:idet|da|fordi|således|dog|med (?:den|de|det|følgende)|under)\b")


def _main(words: str, verb: int) -> str:
    """The clause without its reasons and conditions: "Ikke godkendt, idet udvalget ønsker ansøgningen imødekommet"."""
    tail = _TAIL.search(words, verb)
    return words[: tail.start()] if tail else words


def _is_of_proposal(words: str) -> bool:
    return bool(_NAMES_PROPOSAL.search(words) or _OF_PROPOSAL_VERB.search(words))


def _speaks_of_matter(words: str, proposed: str) -> bool:
    """Whether the words grant or refuse what was asked for, not what the administration proposes."""
    if _NAMES_PROPOSAL.search(words):
        return False
    subject = _SUBJECT.match(words)
    if subject and subject["noun"] in proposed:
        return True
    return bool(_GRANTS.search(words) or _REFUSES.search(words))


def grants_matter(clause: str, points: Mapping[int, str], point: int | None) -> bool:
    """Whether advice to the next body asks it to grant what a proposal would refuse.

    >>> grants_matter("Udvalget anbefaler, at ansøgningen imødekommes", {1: "ansøgningen afslås"}, None)
    True
    """
    words = fold(clause)
    return bool(_GRANTS.search(words)) and not _REFUSES.search(words) and not _NAMES_PROPOSAL.search(words)
