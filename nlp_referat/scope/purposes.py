"""What an amount is for: the noun phrase behind "til", "for" or the cost's own noun.

>>> text = "Der bevilges 85.000 kr. til nyt tag på forsamlingshuset, når regnskabet er revideret."
>>> [passage] = read_passages(text, [(13, 23)])
>>> text[slice(*read_purpose(text, passage))]
'nyt tag på forsamlingshuset'
"""

import re
from typing import Final

from nlp_referat.scope.passages import Passage, read_passages  # noqa: F401  # read_passages: for the doctest

# Words that end a noun phrase.
_STOP: Final = (
    r"(?:er|var|har|havde|bliver|blev|kan|kunne|skal|skulle|vil|ville|må|som|der|at|men|mens|idet|fordi|når|hvis|hvor\w*|heraf|deraf|således|dog|udgør|udgjorde|forventes|ventes|anslås|koster|gives|bevilges|afsættes|"
    r"finansieres|fra|med|over|under|inden|indenfor|efter|før|siden|samt|pr\.?|årligt|om|ifølge|mod|via|ved"
    r"|svarende|eller|i(?=[ \n](?:\d{4}|alt|perioden|årene|budget\w*|hele|år|stedet|form|hvert)\b)"
    r"|for(?=[ \n](?:\d{4}|årene|at)\b)|"
    r"på(?=[ \n](?:ca\.?[ ]|kr\.?[ ]|op[ ]|i[ ]alt|op til|knap|godt|mindst|højst|\d|−|-|halv|en halv|cirka"
    r"|omkring|anslået|samlet))|til(?=[ \n](?:at|ca|og med|udgangen|\d))|og(?=[ \n](?:\S+[ \n]){0,4}?(?:er|har"
    r"|skal|kan|vil|til|for|der|\d[\d.,]*)\b))"
)
_WORD: Final = rf"(?:[\"”»“][^\"”»«“\n]{{1,60}}[\"”»«]|(?!{_STOP}(?![\w-]))[^\s,.;:!?()|–\"”»*]+)"
_PHRASE: Final = rf"(?P<phrase>\*?{_WORD}(?:\*?(?:[ \n]|(?<=-)[, ]{{1,2}})\*?{_WORD}){{0,9}})"
_ADVERBS: Final = (
    r"(?:[ \n]*[*_]*(?:fra[ \n][^,.;:()]{1,40}?(?=[ \n]til[ \n])|\(?(?:ekskl|inkl|excl|incl)\.?[ \n]moms\)?"
    r"|årligt|om året|pr\.?[ ]år|i alt|ekstra|mere|yderligere|varigt|netto|"
    r"(?:i|for|fra)[ ](?:budget[ ])?(?:19|20)\d\d(?:[ ]?[-–/][ ]?\d{2,4})?(?:[ ]og[ ](?:frem|20\d\d"
    r"|følgende år))?|over[ ][\w ]{1,14}år|(?:er[ ])?medfinansiering|i[ ](?:\w*tilskud|støtte|garanti"
    r"|tillægsbevilling|anlægsbevilling|bevilling|rådighedsbeløb))),?"
)
_BEHIND: Final = re.compile(
    rf"(?:{_ADVERBS}){{0,3}}[ \n]*[*_]*(?:til(?: (?:brug for|finansiering af|dækning af|gennemførelse af))?|for"
    rf"|vedrører|vedr\.?|vedrørende)[ \n]+{_PHRASE}",
    re.IGNORECASE,
)
_NOT_PURPOSE: Final = re.compile(
    r"(?:cirka|knap\b|godt\b|op\b|i alt|omkring|anslået|mindst|højst|kr\b|−|-|at|og med|ca\.?|\d|udgangen"
    r"|rådighed|uddeling|godkendelse|efterretning|orientering|gode|genbehandling|næste|byrådet|kommunalbestyrelsen|økonomiudvalget|sammenligning|gengæld|stede|sidst|møde|meget|eksempel|lavt|højt|dyr\w*|den$|det$|de$|kassen$)",
    re.IGNORECASE,
)
_NOUNS: Final = (
    r"(?:\w*tilskud(?:det)?|\w*bevilling(?:en)?|\w*udgift(?:en|er|erne)?|merforbrug(?:et)?|mindreforbrug(?:et)?|\w*besparelse[rn]?|\w*pulje[n]?|\w*ramme[n]?|\w*resultatbetaling(?:en)?|støtte(?:n)?|garanti(?:en)?|rådighedsbeløb(?:et)?|"
    r"frigivelse|\w*omkostninger(?:ne)?|budget(?:tet)?|lån(?:et)?|\w*indtægt(?:en|er|erne)?|\w*overskridelse[n]?|\w*merudgift(?:en|er)?|betaling(?:en)?|prisen|taksten|gebyret|lejen|midler|loftet|beløb(?:et)?|bidrag(?:et)?|ansøgning(?:en)?)"
)
_BEFORE: Final = re.compile(rf"\b{_NOUNS}[ \n](?:til|på|for|af|vedrørende|vedr\.)[ \n]{_PHRASE}", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    rf"(?:^|[,;:][ \n]|\b(?:og|at|men|mens)[ \n]){_PHRASE}[ \n](?:vil[ ]|kan[ ])?(?:koster?|kostede|har kostet"
    rf"|sælges for|købes for|lejes for|anslås til|er anslået til)\b",
    re.IGNORECASE,
)
# Without one of these stems the patterns above, which begin at any word, need not be tried.
_NOUN_STEMS: Final = (
    *("tilskud", "bevilling", "udgift", "forbrug", "besparelse", "pulje", "ramme", "betaling", "støtte", "garanti"),
    *("beløb", "frigivelse", "omkostning", "budget", "lån", "indtægt", "overskridelse", "prisen", "taksten"),
    *("gebyret", "lejen", "midler", "loftet", "bidrag", "ansøgning"),
)
_SUBJECT_STEMS: Final = ("kost", "sælges", "købes", "lejes", "anslå")


def read_purpose(text: str, passage: Passage) -> tuple[int, int] | None:
    """Where the noun phrase stands that the amount is for; None where there is none.

    The words behind the amount come first, then the noun that governs it, then the subject of "koster".
    """
    found = _BEHIND.match(text, passage.end, passage.right_end)
    if found and not _NOT_PURPOSE.match(found["phrase"]):
        return _trimmed(text, *found.span("phrase"))
    left = text[passage.left_start : passage.start].lower()
    for pattern, stems in ((_BEFORE, _NOUN_STEMS), (_SUBJECT, _SUBJECT_STEMS)):
        if not any(stem in left for stem in stems):
            continue
        hits = [
            hit
            for hit in pattern.finditer(text, passage.left_start, passage.start)
            if not _NOT_PURPOSE.match(hit["phrase"])
        ]
        if hits and not _starts_anew(text, hits[-1].end(), passage.start):
            return _trimmed(text, *hits[-1].span("phrase"))
    return None


_ANEW: Final = re.compile(r"[;:]|,[ \n](?:og|men|mens|hvoraf|heraf)\b")


def _starts_anew(text: str, start: int, end: int) -> bool:
    return _ANEW.search(text, start, end) is not None


_EDGES: Final = re.compile(r"(?:[ \n]+(?:og|til|på|i|af|for|den|det|de|et|en|der|om|fra|med))+$", re.IGNORECASE)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without words at its end that begin something else, and without marks at its edges."""
    if loose := _EDGES.search(text, start, end):
        end = loose.start()
    while end > start and text[end - 1] in " \n*_,.":
        end -= 1
    while start < end and text[start] in " \n*_":
        start += 1
    return (start, end) if start < end else None
