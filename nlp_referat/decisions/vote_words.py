"""What a text says of a vote beside its figures: unanimous, by a majority, or a vote that does not count.

>>> votes = with_words(None, ["Et flertal godkendte indstillingen."])
>>> votes.majority, votes.for_count
(True, None)
>>> text = "Ved en vejledende afstemning stemte 5 for og 4 imod. Sagen blev udsat."
>>> [text[start:end] for start, end in void_votes(text)]
['Ved en vejledende afstemning stemte 5 for og 4 imod.']
"""

import re
from collections.abc import Iterable
from typing import Final

from nlp_referat.decisions.clauses import Sentence, split_sentences
from nlp_referat.decisions.groups import party_subject
from nlp_referat.decisions.votes import read_votes
from nlp_referat.decisions.wordings import may_match
from nlp_referat.schema import Votes

_BODY: Final = (
    r"(?:\w*udvalg(?:et)?|byråd(?:et)?|\w*råd(?:et)?|kommunalbestyrelse[nr]?|borgerrepræsentation(?:en)?|bestyrelse[n]?"
    r"|medlemmer(?:ne)?|udvalgsmedlemmer(?:ne)?|byrådsmedlemmer(?:ne)?|de (?:fremmødte|tilstedeværende"
    r"|afgivne stemmer))"
)
# What is told of others, or why: "…, at bestyrelsen enstemmigt har valgt", "…, da et flertal af borgerne".
_SIDE_CLAUSE: Final = re.compile(
    r"(?:,? (?:da|fordi|eftersom|selvom|efter at|hvis|såfremt)|, (?:at|som|der|hvilket|hvoraf))\b", re.IGNORECASE
)
_UNANIMOUS: Final = re.compile(
    rf"(?<!ikke )(?<!ikke være )(?<!ikke en )\benstemmig\w*|\b(?:et )?enigt {_BODY}\b"
    rf"|\b(?:alle|samtlige)(?: (?:\d+ |de )?(?:fremmødte |tilstedeværende )?(?:medlemmer|partier|{_BODY}))?"
    r"(?: i \w+)? (?:stemte|stemmer) (?:for|imod)\b(?![^.;]{0,40}\b(?:bortset|undtagen|undtagelse|på nær|pånær))",
    re.IGNORECASE,
)
_MAJORITY: Final = re.compile(
    r"(?<!absolut )(?<!kvalificeret )(?<!almindeligt )\b(?:stemme)?flertal(?:let)?\b(?! (?:fra (?:19|20)\d\d|bag)\b)"
    rf"(?! af (?!{_BODY}|(?-i:[\d(A-ZÆØÅ])|(?:de )?(?:fremmødte|tilstedeværende|stemmerne|medlemmer)))",
    re.IGNORECASE,
)
_NO_MAJORITY: Final = re.compile(
    r"\b(?:ikke|intet|ingen|uden|manglende|krav om|kræver|kræves|nødvendig\w*|hverken|samle|opnå|søge|finde)"
    r"(?: \w+){0,3}? $",
    re.IGNORECASE,
)
_WORDS: Final = ("enstemmig", "enigt", "flertal", "alle ", "samtlige ")


def with_words(votes: Votes | None, lines: Iterable[str]) -> Votes | None:
    """`votes` with what the sentences of its outcome say of unanimity and majority; None where nothing is said.

    A text that calls a decision unanimous and names somebody who voted otherwise contradicts itself: it is not
    unanimous then.

    >>> with_words(None, ["Godkendt."]) is None
    True
    >>> with_words(None, ["Enstemmigt godkendt."]).unanimous
    True
    >>> with_words(None, ["Der var ikke flertal for forslaget."]) is None
    True
    """
    unanimous = majority = False
    for line in lines:
        if not may_match(_WORDS, line.lower()) or party_subject(line):
            continue
        main = _main_of(line)
        unanimous = unanimous or bool(_UNANIMOUS.search(main))
        majority = majority or _says_majority(main)
    if votes is not None and unanimous:
        sides = ((votes.for_, votes.for_count), (votes.against, votes.against_count))
        unanimous = sum(bool(who or count) for who, count in sides) < 2 and not _is_dissent(votes)
    if not unanimous and not majority:
        return votes
    return (votes or Votes()).model_copy(update={"unanimous": unanimous, "majority": majority})


def _is_dissent(votes: Votes) -> bool:
    """Somebody voted against or abstained, and nobody is said to have voted for."""
    has_for = bool(votes.for_ or votes.for_count)
    return not has_for and bool(votes.abstain or votes.abstain_count or votes.against)


def _main_of(line: str) -> str:
    side = _SIDE_CLAUSE.search(line)
    return line[: side.start()] if side else line


def _says_majority(text: str) -> bool:
    return any(not _NO_MAJORITY.search(text, 0, found.start()) for found in _MAJORITY.finditer(text))


# --- votes that do not count ---------------------------------------------------------------------------

_ANNULLED: Final = re.compile(
    r"\bafstemning(?:en|erne|sresultatet)?\b[^.]{0,60}?\b(?:annullere\w*|ugyldig\w*|gik om|går om|omgøres"
    r"|omgjort|kasseret)"
    r"|\b(?:annullere\w*|omgjorde) afstemningen",
    re.IGNORECASE,
)
_INDICATIVE: Final = re.compile(
    r"\b(?:vejledende|sonderende|foreløbig|indikativ) (?:\w+ )?(?:afstemning|stemmeafgivning)|\bprøveafstemning",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"^\W*(?:hvis|såfremt|dersom|i tilfælde af|skulle)\b|\b(?:ville|vil) (?:\w+ ){0,2}?(?:stemme|have stemt)\b"
    r"|\bforvente[rs]?\w* at stemme",
    re.IGNORECASE,
)
# Told of another meeting: "På mødet i maj stemte 4 for".
_THEN: Final = re.compile(
    r"^\W*(?:(?:på|ved|under) (?:(?:det |sit |udvalgets |byrådets )?(?:sidste|seneste|forrige|tidligere|foregående)"
    r"|(?:sidste|seneste|forrige)) (?:\w+ ){0,2}?(?:møde|behandling|budget\w*)|sidste år|sidst\b|tidligere\b"
    r"|i (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b|i (?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_VOID_WORDS: Final = (
    "annulle", "ugyldig", "gik om", "går om", "omgøre", "omgjo", "kasseret", "vejledende", "sonderende", "foreløbig",
    "indikativ", "prøveafst", "hvis", "såfremt", "dersom", "tilfælde", "skulle", "ville ", "vil ", "forvente", "sidst",
    "seneste", "forrige", "tidligere", "foregående", "i januar", "i februar", "i marts", "i april", "i maj", "i juni",
    "i juli", "i august", "i september", "i oktober", "i november", "i december", "i 20", "i 19",
)  # fmt: skip
_LISTED: Final = re.compile(r"^\W*(?:for|imod|mod|undlod|blankt?|hverken|ja|nej)\b", re.IGNORECASE)


def void_votes(text: str) -> list[tuple[int, int]]:
    """The spans of `text` that tell of a vote which does not count for its decision, in order.

    Those are votes that were annulled, indicative votes, and votes that somebody supposes or recalls. Votes that
    were not held or not recorded have no figures, and need no rule.

    >>> void_votes("Godkendt med 5 stemmer mod 4.")
    []
    """
    lower = text.lower()
    if "stem" not in lower or not may_match(_VOID_WORDS, lower):
        return []
    spans: list[tuple[int, int]] = []
    told: list[Sentence] = []  # votes just before, that an annulment would strike out
    follows_indicative = False
    for sentence in split_sentences(text, 0, len(text)):
        line = sentence.text
        if _ANNULLED.search(line):
            spans += [(one.start, one.end) for one in told]
            told = []
            continue
        has_vote = read_votes(line) is not None
        is_indicative = bool(_INDICATIVE.search(line))
        if is_indicative or (has_vote and (_SUPPOSED.search(line) or _THEN.search(line))):
            spans.append((sentence.start, sentence.end))
        elif has_vote and follows_indicative and _LISTED.match(line):
            spans.append((sentence.start, sentence.end))
            continue
        follows_indicative = is_indicative
        told = [*told, sentence] if has_vote else []
    return sorted(set(spans))
