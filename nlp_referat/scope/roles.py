"""What the text says is done with an amount: role, and direction with it.

The nearest clause with a cue word speaks. A verb of granting alone says little: who gives, the section and
the matrix clause ("foreslår, at der bevilges") make it proposed, decided, budgeted or received.

>>> text = "Foreningen søger om 85.000 kr. til taget."
>>> [passage] = read_passages(text, [(20, 30)])
>>> read_role(text, passage, Setting()).role
'applied'
"""

import re
from dataclasses import replace
from typing import Final

from nlp_referat.schema import Bound
from nlp_referat.scope.clauses import CEILING, CLAUSE, NOTHING, RoleReading, Words
from nlp_referat.scope.columns import column_head, row_head
from nlp_referat.scope.directions import read_direction
from nlp_referat.scope.frames import dissents, earns, framed, wishes
from nlp_referat.scope.governing import is_part, under_proposal
from nlp_referat.scope.granting import decide, verb_behind
from nlp_referat.scope.passages import Passage, read_passages  # noqa: F401  # read_passages: for the doctest
from nlp_referat.scope.relative import added_behind, is_noted, is_told, of_noun, told_behind, told_from
from nlp_referat.scope.setting import Setting
from nlp_referat.scope.stating import is_balance, state
from nlp_referat.scope.words import Hit, column_cue, cue_behind, find_cues, folded, givers, own, stated

_CONTINUES: Final = re.compile(
    r"[\s*_)]*(?:,|;|:|\(|-|–)?[\s*_]*(?:(?:og|samt|eller|mod|heraf|hvoraf|deraf|herunder|fordelt|dvs\.?|altså"
    r"|det vil sige|svarende til|plus|hvortil)\b|\(|$"
    r"|\n[ \t]*(?:20\d\d|[^\n:.;]{1,40}):[ \t]*$|(?:[^.;:]|(?<=pr)\.|(?<=ca)\.){0,80}$)",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"(?:[ \n][^.;:()]{1,60}(?=,))?(?:[ \n](?:pr\.|om)[ \n]\w+\.?)?[\s,;(]*(?:og\s+|eller\s+)?"
    r"(?:heraf|hvoraf|deraf|herunder|i alt|dvs|altså"
    r"|det vil sige)\b",
    re.IGNORECASE,
)
_COSTS: Final = re.compile(r"\b(?:kost\w+|pris\w*|anslå\w*|skønn\w+|beregnet|regnet|opgjort)\b", re.IGNORECASE)
_CAPPED: Final = re.compile(r"\bdog (?:højst|maks\w*|op til|max\w*)\s*$", re.IGNORECASE)
_SHARE: Final = re.compile(
    r"\b(?:tegner sig for|står for|kan henføres til|vedrører)\s*(?:(?:ca\.?|omkring|knap|godt)\s*)?$"
    r"|^\s*(?:heraf|deraf)\b",
    re.IGNORECASE,
)
_PAYING_BACK: Final = re.compile(
    r"\b(?:sendt|sendte|sender|(?:ud)?betal\w*|give|givet|giver|få|får|fået|fik|hente\w*|opkræv\w*|hævet)\b[^,;:]*$"
)
_THERE_IS: Final = re.compile(r"\b(?:der er|er der|der var)(?: kun| i alt)?\s*$", re.IGNORECASE)
_PAID_BY: Final = re.compile(
    r",?[ \n]som[ \n]([^,.;]{3,60}?)[ \n](?:vil[ \n]|har[ \n])?(?:betale[rst]?|dækker?|finansierer?|giver?)\b",
    re.IGNORECASE,
)
_NEW_CLAUSE: Final = re.compile(r"[,;]\s+(?:og|men|mens|medens|hvor|idet|fordi)\b|\b(?:mens|medens|men)\s")
_KIND_NOUN: Final = re.compile(
    r"\b\w*(?:besparelse|gevinst|rabat|mindreforbrug|merforbrug|merudgift|mindreudgift|reduktion|overskridelse|fordyrelse)"
    r"\w*(?: på)?\s*$",
    re.IGNORECASE,
)
_FINANCING: Final = re.compile(r"\b(?:finansiering(?:en|splan\w*)?|finansieres)\b", re.IGNORECASE)
_LEAD_REACH: Final = 160
_MAX_NAME: Final = 5
_FINITE: Final = re.compile(
    r"\b(?:overvejer|er|var|har|havde|bliver|blev|udgør|udgjorde|koster|kostede|kan|skal|vil|vurder\w+|anslå\w*|beregnet|ligger|byder|bød|bidrag\w*|betaler|mister|får|fik|tilbyd\w*|krævet?|kræver|forventes|ventes)\b",
    re.IGNORECASE,
)
_GIVES: Final = re.compile(
    r"\b(?:tildeles|får|gives|giver|ydes|yder|bevilges|bevilger|afsættes|afsætter|frigives|frigiver|bruges|bruger|støttes)\b",
    re.IGNORECASE,
)
_REFUSES: Final = re.compile(
    r"\b(?:ikke|afslå\w*|afslag|afvis\w*|forkast\w*|faldt|bortfald\w*|nedstemt\w*|forslag\w*|foreslå\w*|anbefal\w*|ønske\w*"
    r"|hvis|såfremt)\b",
    re.IGNORECASE,
)
_OWN_KINDS: Final = frozenset({"applied", "received", "saved", "extra", "spent"})
"""Roles that say what kind of sum it is; a proposal or a decision about it does not change that."""
_UNADOPTED: Final = frozenset({"INDSTILLES", "AFVIST", "UDSAT", "DRØFTET", "OVERSENDT", "UDGÅET"})


def read_role(
    text: str,
    passage: Passage,
    setting: Setting,
    bound: Bound | None = None,
    previous: RoleReading | None = None,
    earlier: RoleReading | None = None,
) -> RoleReading:
    """Role and direction of one amount.

    Args:
        passage: the words around it.
        setting: the part of the item that it stands in.
        bound: "max" for "op til", "højst".
        previous: what was read of the amount before it in the same sentence.
        earlier: what was read of the amount shortly before it, in whatever sentence.
    """
    words = Words(text, passage)
    if (
        previous is None
        and earlier is not None
        and _SHARE.search(words.left)
        and earlier.role in ("saved", "extra", "received")
    ):
        return replace(earlier, evidence=earlier.evidence)
    reading = (
        _by_cues(words, previous)
        or _by_share(words)
        or _by_column(words)
        or _inherited(words, previous)
        or _by_lead(words)
        or NOTHING
    )
    if reading.role is None and not reading.is_settled:
        inherits = previous is None and earlier is not None and earlier.role is not None and is_part(words)
        reading = earlier if inherits and earlier else state(words, bound)
    if reading.role in ("spent", "budgeted", "received") and is_balance(words, reading):
        reading = state(words, bound)
    reading = _in_setting(reading, setting, words)
    if setting.part != "proposal" and setting.outcome != "GODKENDT" and (asked := under_proposal(words, reading)):
        reading = RoleReading("proposed", reading.direction or "expense", asked)
    direction = read_direction(reading, words, previous)
    reading = reading if direction == reading.direction else replace(reading, direction=direction)
    if reading.direction == "from" and reading.role in ("proposed", "decided"):
        return replace(reading, role="described", changed=reading.role)  # what it was before the change
    return reading


def _by_cues(words: Words, previous: RoleReading | None) -> RoleReading | None:
    passage = words.passage
    if (
        previous is not None
        and previous.role in ("budgeted", "proposed")
        and words.giver_behind()
        and not _finite(words)
    ):
        return replace(previous, direction="income")  # "finansieres med 4 mio. kr. af rammen og 2 mio. kr. fra Fonden"
    if _CAPPED.search(words.left):
        outer = next((hit for hit in find_cues(words.before(passage.start)) if hit.cue.role == "received"), None)
        hedge = list(CEILING.finditer(words.left))[-1]
        at = (passage.left_start + hedge.start(), passage.left_start + hedge.end())
        return RoleReading("ceiling", "income" if outer else None, at)
    if (behind := cue_behind(words.right)) and not re.search(r"\bkræv", words.left):
        at = (passage.end + behind.start, passage.end + behind.end)
        if _returned(words, behind):
            return _by_clauses(words) or framed(words)
        if behind.cue.role in ("saved", "extra") and earns(words):
            return RoleReading("described", "income", at, is_settled=True)
        if behind.cue.role != "budgeted" or not _strong_before(words):
            return RoleReading(behind.cue.role, behind.cue.direction, at)
    if (paid := _PAID_BY.match(words.right)) and givers().search(paid[1]):
        return RoleReading("received", "income", (passage.end + paid.start(1), passage.end + paid.end(1)))
    if _THERE_IS.search(words.left) and re.match(r"[ \n]til\b", words.right):
        return RoleReading("budgeted", "expense", (passage.start - 7, passage.start - 1))
    if told := of_noun(words):
        return told
    told = told_behind(words) or framed(words)
    if told and (told.role not in ("budgeted", "spent", "decided") or not _is_own_kind(words)):
        return told  # "den besparelse på 2 mio. kr., der er indarbejdet" stays one
    return _by_clauses(words) or added_behind(words) or verb_behind(words) or _by_aside(words)


def _returned(words: Words, behind: Hit) -> bool:
    """Whether "tilbage" and "for meget" belong to a verb of paying before the amount: "sendt 2.000 kr. tilbage"."""
    said = words.right[behind.start : behind.end]
    return said.startswith(("tilbage", "for meget")) and _PAYING_BACK.search(words.left) is not None


def _by_clauses(words: Words) -> RoleReading | None:
    """The nearest clause with a cue speaks, as long as no statement of another kind stands between."""
    passage = words.passage
    floor = told_from(words)
    for first, last in words.clauses:
        hits = list(find_cues(words.said(first, last)))
        if last <= floor:  # a relative clause tells a fact of a noun; what is asked for is something else
            hits = [hit for hit in hits if hit.cue.kind == "role" and hit.cue.role not in ("proposed", "applied")]
        if hits and (reading := decide(words, first, last, hits)):
            return reading
        if _NEW_CLAUSE.search(words.text, max(passage.left_start, first - 8), first + 4) and _FINITE.search(
            words.text, first, last
        ):
            break  # a statement of its own: what stands before it speaks of something else
        if not hits and _COSTS.search(words.text, first, last):
            break
    return None


def _by_aside(words: Words) -> RoleReading | None:
    """What commas set off says where all the rest is silent: "Tilskuddet, som staten betaler, er på 2 mio. kr."."""
    if not words.is_split:
        return None
    for first, last in words.clauses:
        said = words.text[first:last]
        hits = [hit for hit in find_cues(said) if hit.cue.kind != "open"] if said != words.said(first, last) else []
        reading = decide(words, first, last, hits, is_aside=True) if hits else None
        if reading and reading.role in ("received", "budgeted", "spent", "decided"):
            return reading
    return None


def _by_share(words: Words) -> RoleReading | None:
    """A party to a financing, named without a verb: "Finansiering: Realdania 2 mio. kr., kommunen 1 mio. kr."."""
    if not words.clauses or _FINANCING.search(words.before(words.passage.start)) is None:
        return None
    first, last = words.clauses[0]
    name = words.text[first:last]
    if len(name.split()) > _MAX_NAME or _FINITE.search(name) or list(find_cues(name)):
        return None
    if givers().search(name):
        return RoleReading("received", "income", (first, last))
    return RoleReading("budgeted", "expense", (first, last)) if own().search(name) else None


def _by_column(words: Words) -> RoleReading | None:
    """What the head of the column says, "Ansøger - søgt - indstillet", or of the row: "Forbrug | 2.300 kr."."""
    for heading in (column_head, row_head):
        span = heading(words.text, words.passage.start)
        cue = column_cue(words.text[slice(*span)]) if span else None
        if cue:  # a row of an account called "Bevilling" is what there was to spend
            role = "budgeted" if heading is row_head and cue.role == "decided" else cue.role
            return RoleReading(role, cue.direction, span)
    return None


def _strong_before(words: Words) -> bool:
    first, last = words.clauses[0] if words.clauses else (0, 0)
    return any(hit.cue.role in ("applied", "saved", "extra", "received") for hit in find_cues(words.text[first:last]))


def _is_own_kind(words: Words) -> bool:
    """Whether the noun that the amount hangs on names a saving or an overspending: "gevinsten på"."""
    return _KIND_NOUN.search(words.left) is not None


def _inherited(words: Words, previous: RoleReading | None) -> RoleReading | None:
    """A part of the sum before it, or the next of a row: "heraf 1,2 mio. kr. til …", "og X Fonden 3,5 mio. kr."."""
    if previous is None or words.passage.previous is None or not (previous.role or previous.is_settled):
        return None
    is_part = _PART.match(words.left) is not None
    if not is_part and (_CONTINUES.match(words.left) is None or _finite(words) or _names_kind(words)):
        return None
    direction = None if previous.direction in ("from", "to") else previous.direction
    return replace(previous, role=previous.changed or previous.role, direction=direction, changed=None)


def _finite(words: Words) -> bool:
    return _FINITE.search(words.left) is not None


def _names_kind(words: Words) -> bool:
    """Whether the words before the amount say of their own what it is: "og engangsudgifter på"."""
    pattern, directions = stated()
    return any(directions[found.group] for found in pattern.finditer(folded(words.left)))


def _by_lead(words: Words) -> RoleReading | None:
    """What a list hangs under: "Der er søgt om:"."""
    lead = words.passage.lead
    if lead is None or words.passage.previous is not None:
        return None
    hits = list(find_cues(words.text[slice(*lead)]))
    if hits:
        return decide(words, lead[0], lead[1], hits)
    # "19 foreninger har sendt ansøgninger. De største er:" goes on with what was asked for.
    floor = max(0, lead[0] - _LEAD_REACH, words.text.rfind("\n", 0, lead[0]) + 1)
    asked = [hit for hit in find_cues(words.text[floor : lead[0]]) if hit.cue.kind == "role"]
    if not asked or asked[-1].cue.role != "applied":
        return None
    return RoleReading("applied", "expense", (floor + asked[-1].start, floor + asked[-1].end))


def _in_setting(reading: RoleReading, setting: Setting, words: Words) -> RoleReading:
    """What a proposal asks for is proposed, what a decision adopts is decided, unless it is of a kind of its own."""
    role = reading.role
    if setting.part == "body" or role in _OWN_KINDS or reading.is_settled:
        return reading
    if (role == "ceiling" and not list(_grants(words))) or is_told(words, reading):
        return reading
    if setting.part in ("decision", "earlier") and is_noted(words, reading):
        return reading
    before = words.before(words.passage.start)
    if setting.part == "decision" and (dissents(before) or wishes(before)):
        return replace(_adopted(reading, words), role="proposed")
    if setting.part == "proposal":
        return replace(_adopted(reading, words), role="proposed")
    if role == "proposed" and any(hit.cue.role == "proposed" for hit in find_cues(words.before(words.passage.start))):
        return reading  # a party's own motion
    if setting.outcome == "GODKENDT" or (setting.part == "decision" and _hands_out(words, setting)):
        return replace(_adopted(reading, words), role="decided")
    if setting.outcome in _UNADOPTED:
        return replace(_adopted(reading, words), role="proposed")
    return reading


def _hands_out(words: Words, setting: Setting) -> bool:
    """Whether the words of the decision give, whatever became of what was proposed: "Klubben tildeles 2.000 kr."."""
    if setting.outcome not in ("ANDET", "AFVIST", None):
        return False
    end = CLAUSE.search(words.right)
    said = words.text[words.passage.sentence_start : words.passage.start]
    said += words.right[: end.start() if end else len(words.right)]
    return _GIVES.search(said) is not None and _REFUSES.search(said) is None


def _grants(words: Words) -> list[Hit]:
    return [hit for hit in find_cues(words.clause) if hit.cue.kind == "open"]


def _adopted(reading: RoleReading, words: Words) -> RoleReading:
    """With the direction of money that is to be spent, and no copula as evidence."""
    direction = reading.direction if reading.role != "described" else (reading.direction or "expense")
    return replace(reading, direction=direction or "expense")
