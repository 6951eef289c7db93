"""What members and parties wanted on record: statements to the minutes, and reservations.

A statement reaches from the sentence that introduces it to the end of what is said: the closing quotation mark,
else the end of the paragraph. It decides nothing and is no vote.

>>> text = "Godkendt.\\n\\nØ ønskede tilført protokollen:\\n”Vi er imod.”\\n\\nFraværende: Bo Krog"
>>> [(s.by, s.text) for s in find_statements(text)]
[('Ø', 'Ø ønskede tilført protokollen:\\n”Vi er imod.”')]
>>> find_statements("Referatet (beslutningsprotokollen) godkendes.")
()
"""

import re
from typing import Final

from nlp_referat.decisions.clauses import find_markers, split_sentences
from nlp_referat.decisions.groups import read_group
from nlp_referat.decisions.wordings import may_match
from nlp_referat.schema import Statement

_RECORD: Final = (
    r"(?:til|i) (?:beslutnings)?(?:protokol(?:len)?s?|referatet)|protokollere[st]?|protokolbemærkning\w*"
    r"|protokoltilførsel"
    r"|protokoludtalelse|protokollat"
)
_INTRODUCES: Final = re.compile(
    r"\b(?:til(?:ført?|føje[st]?|føjet)|indført?|noteret|afgav|afgiver|bemærke\w*|udtal\w+|tilkendeg\w+|erklære\w*|anføre\w*"
    rf"|ønske\w*|begære\w*|bad om|fik|har|havde|fremsatte|følgende)\b[^.]{{0,90}}?\b(?:{_RECORD})\b"
    r"|\b(?:tilføre|tilført|tilføje|tilføjet|indført) (?:beslutnings)?(?:protokollen|referatet)\b"
    r"|^(?:til|i) (?:protokollen|referatet) (?:ønske\w*|begære\w*|bemærke\w*|udtal\w*|anføre\w*|blev)\b"
    r"|^(?:bemærkning(?:er)?|udtalelse|tilføjelse|tilførsel|erklæring) til (?:beslutnings)?(?:protokollen"
    r"|protokol|referatet)\b"
    r"|^(?:protokolbemærkning(?:er)?|protokoltilførsel|protokoludtalelse|protokollat)\b"
    r"|\b(?:mindretalsudtalelse|mindretalserklæring|stemmeforklaring|særudtalelse|særstandpunkt)\b"
    r"|\b(?:tager|tog|tages|taget)(?: (?:dog|derfor|også|fortsat|generelt|fuldt))? forbehold\b|^forbehold fra\b"
    r"|\b(?:begære\w*|ønske\w*)(?: sig| følgende| det)? tilført\b",
    re.IGNORECASE,
)
_WORDS: Final = (
    "protokol", "referatet", "mindretals", "stemmeforklaring", "særudtalelse", "særstandpunkt", "forbehold", "tilført",
)  # fmt: skip
# The minutes themselves: "Protokollen godkendt", "Orientering om protokollatet fra regnskabsmødet".
_MINUTES: Final = re.compile(
    r"\b(?:protokol(?:len)?|referatet|beslutningsprotokollen|protokollatet) (?:blev |er )?(?:godkend|underskr"
    r"|tiltr|vedta)"
    r"|^(?:intet|ingen)\b|\bgodkend\w* (?:af )?(?:\w+ )?(?:protokol|referat)|\bunder forbehold\b|\b(?:tages?"
    r"|med) forbehold for\b",
    re.IGNORECASE,
)
# What the body itself reserves or has recorded is its decision.
_BODY: Final = re.compile(
    r"(?:udvalget|byrådet|kommunalbestyrelsen|rådet|bestyrelsen|regionsrådet|\w+udvalget) (?!for\b)", re.IGNORECASE
)
_TOLD: Final = re.compile(r"\b(?:at|som|hvis|når)\b", re.IGNORECASE)  # "Formanden oplyste, at banken tager forbehold"
_SAYS: Final = re.compile(
    r"\b(?:ønske\w*|begære\w*|bad|beder|fik|får|afgav|afgiver|bemærke\w*|udtal\w+|tilkendeg\w+|erklære\w*|anføre\w*|fremsatte"
    r"|tager|tog|havde|har|stemte|stemmer|undlod|kan|kunne|tilslutte\w*)\b"
)
_FROM: Final = re.compile(
    r"\b(?:fra|af|på vegne af)\s+(?P<who>[^.:;\n]{1,160}?)(?= (?:blev|om|vedr\S*|til|med|er|lyder)\b|[.:;\n]|$)",
    re.IGNORECASE,
)
_COLON_END: Final = re.compile(r":[\s*_]*$")
_QUOTE: Final = re.compile(r"\s*[*_]{0,2}(?:»(?P<a>[^«»]{0,4000})«|[„“”\"](?P<b>[^„“”\"]{0,4000})[“”\"])\.?")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")
_NEXT_LABEL: Final = re.compile(
    r"\n[ \t*_]*(?:fraværende|afbud|ad \d|at \d|beslutning|indstillingen|herefter|godkendt\b|tiltrådt\b)", re.IGNORECASE
)
_TRAIL: Final = " \t\n*_"


def find_statements(text: str, start: int = 0, end: int | None = None) -> tuple[Statement, ...]:
    """The statements for the record in ``text[start:end]``, in order.

    >>> [(s.by, s.text) for s in find_statements("Godkendt. V og C tog forbehold.")]
    [('V, C', 'V og C tog forbehold.')]
    """
    stop = len(text) if end is None else end
    if not may_match(_WORDS, text.lower()):
        return ()
    found: list[Statement] = []
    done = start
    for sentence in split_sentences(text, start, stop):
        if sentence.start < done:
            continue
        introduces = _INTRODUCES.search(sentence.text)
        if not introduces or _MINUTES.search(sentence.text) or _BODY.match(sentence.text):
            continue
        speaker = _speaker(sentence.text)
        if "forbehold" in introduces[0].lower() and (
            speaker is None or _TOLD.search(sentence.text, 0, introduces.start())
        ):
            continue
        first, last = sentence.start, _statement_end(text, sentence.start, sentence.end, stop)
        found.append(Statement(by=speaker, text=text[first:last], start=first, end=last))
        done = last
    return tuple(found)


def _statement_end(text: str, start: int, end: int, stop: int) -> int:
    """Where the statement ends whose introducing sentence is ``text[start:end]``."""
    colon = _COLON_END.search(text, start, end)
    quote = _QUOTE.match(text, end)
    if quote and quote.end() <= stop:
        return quote.end()
    inside = text.find(":", start, end)
    if inside >= 0 and (opened := _QUOTE.match(text, inside + 1)) and opened.end() <= stop:
        return max(end, opened.end())
    if not colon:
        return end
    body = end
    while body < stop and text[body] in _TRAIL:
        body += 1
    limits = [stop]
    if broken := _PARAGRAPH.search(text, body, stop):
        limits.append(broken.start())
    if other := _NEXT_LABEL.search(text, body, stop):
        limits.append(other.start())
    marker = next((m.start for m in find_markers(text, body, min(limits)) if m.strength == "named"), None)
    last = min([*limits, marker] if marker is not None else limits)
    while last > end and text[last - 1] in _TRAIL:
        last -= 1
    return last


def _speaker(sentence: str) -> str | None:
    """Who speaks: the subject, or whom "fra …", "på vegne af …" names; party letters or names, None for nobody."""
    own = sentence.partition(":")[0]
    says = _SAYS.search(own)
    subject = own[: says.start()] if says else ""
    members = read_group(subject).members if subject else ()
    if not members and (named := _FROM.search(own)):
        members = read_group(named["who"]).members
    if not members and says:  # "… ønskede Enhedslisten tilført protokollen"
        members = read_group(_AFTER_VERB.sub("", own[says.end() :])).members
    return ", ".join(members) or None


_AFTER_VERB: Final = re.compile(
    r"\s+(?:at |følgende |tilført|til |ført|indført|sig |det ).*", re.IGNORECASE | re.DOTALL
)
