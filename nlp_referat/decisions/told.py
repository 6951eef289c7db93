"""Earlier decisions that the text of an item tells of: "Teknisk Udvalg har den 3. maj 2024 godkendt planen".

Only what has a day counts: without one, nobody can tell whether the sentence is of this matter's way.

>>> import datetime as dt
>>> own = DecisionContext(body="Byrådet", date=dt.date(2024, 6, 18))
>>> (told,) = find_told(View("Sagen er kendt. Teknisk Udvalg udsatte den 3. maj sagen."), 0, 56, own)
>>> told.committee, str(told.date), [outcome.label for outcome in told.outcomes]
('Teknisk Udvalg', '2024-05-03', ['UDSAT'])
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from nlp_referat.decisions.chains import Stop, stops_in
from nlp_referat.decisions.clauses import make_sentence
from nlp_referat.decisions.context import DecisionContext
from nlp_referat.decisions.earlier import DAY, told_day
from nlp_referat.decisions.outcomes import Finding, read_sentence
from nlp_referat.decisions.results import outcomes_of
from nlp_referat.decisions.units import Placed, Unit
from nlp_referat.offsets import relocate
from nlp_referat.schema import EarlierDecision
from nlp_referat.text import View

_PAST: Final = re.compile(
    r"\b(?:godkend|vedt|tiltr|anbefal|indstil|beslut|udsat|udskød|udskudt|drøft|afvis|oversend|bevil|afslo|afslå|forkast"
    r"|imødekom|sendt|stemte|tog |taget |sagde )",
    re.IGNORECASE,
)
# The body did it: "Byrådet (har) … vedtog", "godkendte Byrådet"; not "skal godkendes af Byrådet".
_VERBS: Final = (
    r"(?:godkendte?|vedtog|vedtaget|tiltrådte?|anbefale(?:de|t)|indstille(?:de|t)|beslutte(?:de|t)|udsatte?|udskød|udskudt|drøfte(?:de|t)"
    r"|afviste?|oversend(?:te|t)|videresend(?:te|t)|bevilg(?:ede|et)|afslog|afslået|forkaste(?:de|t)|imødekom(?:met)?|send(?:te|t)|stemte|tog|taget|sagde)"
)
_AFTER: Final = re.compile(rf"[^.;]{{0,90}}?\b{_VERBS}\b", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"\b{_VERBS}\s+(?:[\wæøå]+\s)?$|\b(?:af|i)\s+$", re.IGNORECASE)
_NOT_DONE: Final = re.compile(
    r"\b(?:skal|vil|forventes|ventes|planlagt|planlægges|kan|bør|hvis|inden|senest|frist)\b", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"[.!?:][)\"”]?\s+(?=[A-ZÆØÅ\"“])|\n[ \t]*\n")
_CLAUSE: Final = re.compile(r";|,\s(?:og|men|mens|hvor|hvorefter|hvorfor|som)\s|(?<=[^,]),\s(?=da\s|fordi\s)")
_AROUND: Final = 260  # characters before and behind a day in which its sentence is sought
_HAS: Final = re.compile(r"\b(?:har|havde|blev|er)\s+", re.IGNORECASE)
_TOLD_AT: Final = re.compile(
    r"\s*\b(?:på (?:sit |et )?møde(?:t)?\s+)?(?:den|d\.)\s*$|\s*\bpå (?:sit |et )?møde(?:t)?\s*$", re.IGNORECASE
)
_OTHER_DAY: Final = re.compile(r"\b(?:til|frem til|efter|siden|af|fra)\s+(?:den\s+|d\.\s*)?$", re.IGNORECASE)


def find_told(view: View, start: int, end: int, context: DecisionContext) -> Iterator[EarlierDecision]:
    """Decisions of earlier days that the raw text's ``[start:end]`` tells of, in order of position; offsets into it.

    Args:
        context: of the item; without a meeting's day nothing can be told to be earlier.
    """
    if context.date is None:
        return
    raw, done = view.raw, start
    for day in DAY.finditer(raw, start, end):
        low = max(start, done, day.start() - _AROUND)
        high = min(end, day.end() + _AROUND)
        if not (_PAST.search(raw, low, high) or "-\n" in raw[low:high]):
            continue
        ends = [match.end() for match in _SENTENCE_END.finditer(raw, low, day.start())]
        low = ends[-1] if ends else low
        stop = _SENTENCE_END.search(raw, day.end(), high)
        high = stop.start() + 1 if stop else high
        for clause in _CLAUSE.finditer(raw, low, high):
            if clause.end() <= day.start():
                low = clause.end()
            elif clause.start() >= day.end():
                high = clause.start()
                break
        earlier = _told(view, low, high, day, context)
        if earlier is not None:
            done = high
            yield earlier


def _told(whole: View, low: int, high: int, day: re.Match[str], context: DecisionContext) -> EarlierDecision | None:
    raw = whole.raw
    when = told_day(whole.part(*day.span()).text, context.date)
    if when is None or context.date is None or when >= context.date:
        return None
    if _OTHER_DAY.search(raw, max(low, day.start() - 20), day.start()):
        return None
    before, after = whole.part(low, day.start()).text, whole.part(day.end(), high).text
    lead = _TOLD_AT.sub("", before)
    text = f"{lead} {after}"
    bare = make_sentence(text, 0, len(text)).text
    if _NOT_DONE.search(bare):
        return None
    who = _actor(bare, context.body)
    if who is None:
        return None
    relative = _WHO.match(bare, who.end)
    finding = _finding(_HAS.sub("", bare)) or (_finding(f"{who.body} {bare[relative.end() :]}") if relative else None)
    if finding is None:
        return None
    view = whole.part(low, high)
    first = len(view.text) - len(view.text.lstrip())
    last = len(view.text.rstrip(" \n\t.,;"))
    unit = Unit((None,), [Placed(finding, first, last, make_sentence(view.text, first, last).text)])
    inner = replace(context, body=who.body, date=when, later=context.body)

    def move(one: int, other: int) -> tuple[int, int]:
        begin, finish = view.raw_span(one, other)
        return low + begin, low + finish

    outcomes = outcomes_of(view.text, unit, None, inner)
    earlier = EarlierDecision(date=when, committee=who.body, outcomes=tuple(outcomes), start=first, end=last)
    return relocate(earlier, move, raw)


_WHO: Final = re.compile(r",? (?:der|som|hvor (?:udvalget|rådet|man)) (?=\w)")  # "…, der anbefalede forslaget"
_NO: Final = re.compile(r"\bstemte (?:\w+ )?(?:imod|nej)\b|\bsagde (?:\w+ ){0,3}?nej\b", re.IGNORECASE)


def _finding(text: str) -> Finding | None:
    """What the told sentence decides."""
    found = next((f for f in read_sentence(text) if f.label not in ("INGEN_BESLUTNING", "ANDET")), None)
    if found is None and (no := _NO.search(text)):
        return Finding("AFVIST", 0, len(text), no.start(), _TOLD_SCORE)
    return found


_TOLD_SCORE: Final = 0.8


def _actor(text: str, own: str | None) -> Stop | None:
    """The body that did it: the one that a past verb follows, or stands right before."""
    for stop in stops_in(text, own):
        if text[stop.end - 1] == "s" and not stop.body.endswith("s") and not text[stop.start : stop.end].isupper():
            continue
        if _AFTER.match(text, stop.end) or _BEFORE.search(text, 0, stop.start):
            return stop
    return None
