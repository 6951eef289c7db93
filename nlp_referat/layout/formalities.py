"""Items that are there for form's sake: the agenda, the minutes, announcements, any other business, signatures.

A title is a formality as a whole or not at all. "Godkendelse af dagsorden for mødet den 4. maj" is one, since
nothing but the meeting is named beside it; "Godkendelse af dagsorden for borgermøde om vindmøller" is a matter.

>>> find_formality("Godkendelse af dagsorden"), find_formality("Godkendelse af dagsordenspolitik")
('dagsorden', None)
>>> find_formality("Meddelelser fra formanden"), find_formality("Meddelelse om påbud til Havnen")
('meddelelser', None)
"""

import re
from typing import Final

from nlp_referat.labels import Formality

_MONTH: Final = r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# What may stand beside the word without making the title a matter's: this meeting, its day, its body.
_MEETING: Final = (
    r"(?:[\s.,:;/()\-–]|\d{1,4}(?!\d)|(?:til|for|fra|på|af|ved|i|d|den|det|nr|kl|og|samt|møde|mødet|mødets|mødedato|dagens|dette"
    r"|dagen|ordinære?t?|ekstraordinære?t?|sidste?|seneste|forrige|foregående|udvalgets|byrådets|rådets|udvalgsmøde(?:t|ts)?"
    r"|byrådsmøde(?:t|ts)?|åben|åbent|åbne|lukket|lukkede|punkter?|del|dagsorden|beslutning"
    rf"|mandag|tirsdag|onsdag|torsdag|fredag|{_MONTH}|b|o)(?![^\W_]))*"
)
_BODY: Final = r"(?:[A-ZÆØÅ][\w&-]*,? |(?:og|for|samt|af|i) ){0,8}"
_OWN: Final = rf"{_MEETING}(?:{_BODY}\w*(?i:udvalg|råd|bestyrelse|repræsentation|nævn)\w*{_MEETING})?"
_OFFICE: Final = (
    r"(?:(?:udvalgs)?formand(?:en|skabet)?|(?:vice)?borgmester(?:en)?|næstformand(?:en)?|forvaltning(?:en|erne)?"
    r"|administration(?:en)?|direktion(?:en)?|direktør(?:en)?|udvalg(?:et|ets medlemmer)?|(?:udvalgs|byråds"
    r"|råds)?medlemmer(?:ne)?"
    r"|udvalgsmedlemmer(?:ne)?|repræsentanter(?:ne)?|sekretariat(?:et)?|centerchef(?:en|erne)?|chef(?:en|erne)?|kommunaldirektør(?:en)?)"
)
_OFFICES: Final = rf"{_OFFICE}(?:(?:,| og| samt|/|,? og) ?{_OFFICE})*"
_ANNOUNCED: Final = (
    rf"(?:(?:korte? |løbende |faste |diverse |øvrige )?(?:meddelelser|orienteringer|orienteringspunkter"
    rf"|orienteringssager"
    rf"|orientering|efterretningssager|information|nyt|siden sidst|aktuelt)(?: (?:og|/) (?:meddelelser"
    rf"|orientering(?:er)?|siden sidst))?"
    rf"(?: (?:fra|ved|v/|v\.) ?{_OFFICES})?|gensidige? orientering(?:er)?|bordet rundt|(?:meddelelser"
    rf"|orientering)/(?:orientering|meddelelser))"
)
_EVENTUELT: Final = r"(?:eventuelt|evt\.?)"
_PAPERS: Final = r"(?:(?:møde)?referat(?:et|er)?|(?:beslutnings)?protokol(?:len)?|beslutningsreferat(?:et)?)"

_KINDS: Final[tuple[tuple[Formality, re.Pattern[str]], ...]] = (
    (
        "underskrift",
        re.compile(
            rf"(?i:underskrift(?:s?(?:side|ark|blad|sside|sark|sblad))|underskrift(?:er)?(?: af {_PAPERS})?"
            rf"|underskrivelse(?: af {_PAPERS})?|digital underskrift|elektronisk underskrift){_OWN}"
        ),
    ),
    (
        "dagsorden",
        re.compile(
            rf"(?i:(?:godkendelse af |behandling af |fastsættelse af |bemærkninger til "
            rf"|beslutning(?:er)? om )?(?:mødets |dagens |den )?"
            rf"(?:møde|tillægs)?dagsorden(?:en)?(?:(?: og |, |/| samt )(?:godkendelse af )?(?:sidste |seneste "
            rf"|forrige )?{_PAPERS})?"
            rf"|dagsordenens godkendelse){_OWN}"
        ),
    ),
    (
        "referat",
        re.compile(
            rf"(?i:(?:godkendelse|underskrivelse|oplæsning|godkendelse og underskri(?:ft|velse)"
            rf"|underskrift og godkendelse) af "
            rf"(?:udkast til )?(?:sidste |seneste |forrige )?(?:mødes |møders )?{_PAPERS}|referatgodkendelse"
            rf"|{_PAPERS}(?= (?:fra|af) (?:sidste?|seneste|forrige)|$"
            rf"| (?:fra|af) (?:mødet )?(?:den|d\.))){_OWN}"
        ),
    ),
    ("eventuelt", re.compile(rf"(?i:(?:(?:spørgetid|spørgsmål) og )?{_EVENTUELT}){_MEETING}")),
    ("meddelelser", re.compile(rf"(?i:{_ANNOUNCED}(?:(?: og|,|/) ?{_EVENTUELT})?){_MEETING}")),
)
# For form's sake, and none of the five: the list of those present, a heading above the closed items.
_OTHER: Final = re.compile(
    r"(?i:lukkede (?:punkter|sager)|lukket (?:dagsorden|møde|del)|åbne (?:punkter|sager)|åben (?:dagsorden|del)"
    r"|tillægspunkter"
    r"|mødets (?:åbning|afslutning)|fremmøde|afbud|fraværende(?: medlemmer)?|konstatering af fremmøde"
    r"|valg af (?:dirigent|referent|ordstyrer))[\s.:]*"
)


def find_formality(title: str) -> Formality | None:
    """Which formality an item of this title is.

    Args:
        title: as `Item.title` has it, on one line.

    >>> titles = ("Evt.", "Underskriftsblad", "Orientering fra formanden om havnen")
    >>> tuple(find_formality(title) for title in titles)
    ('eventuelt', 'underskrift', None)
    """
    plain = " ".join(title.split()).strip(" *_.:")
    if len(plain) > _LONGEST:
        return None
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(plain)), None)


_LONGEST: Final = 140  # no formality has a longer title


def is_other_formality(title: str) -> bool:
    """Whether the item is a formality of another kind, which has no name of its own.

    >>> is_other_formality("Lukkede punkter"), is_other_formality("Lukket punkt")
    (True, False)
    """
    return bool(_OTHER.fullmatch(" ".join(title.split())[:_LONGEST]))
