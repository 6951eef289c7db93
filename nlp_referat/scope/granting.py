"""Cue words read together: who gives, and whether it is done, asked for or only planned.

>>> text = "Lokale- og Anlægsfonden har bevilget 2 mio. kr. til hallen."
>>> [passage] = read_passages(text, [(37, 47)])
>>> words = Words(text, passage)
>>> decide(words, *words.clauses[0], list(find_cues(text[:37]))).role
'received'
"""

import re
from typing import Final

from nlp_referat.labels import AmountRole
from nlp_referat.scope.clauses import CLAUSE, GIVER_BEHIND, RoleReading, Words
from nlp_referat.scope.passages import read_passages  # noqa: F401  # for the doctest
from nlp_referat.scope.words import Hit, find_cues, folded, givers, negation, own, payers, perhaps

_BY: Final = re.compile(r"\s*(?:af|fra)\b", re.IGNORECASE)
_PASSIVE: Final = re.compile(r"\b(?:er|var|blev|bliver)\b", re.IGNORECASE)
_RECEIVES: Final = re.compile(r"modtag|modtog|hjem|hentet|opnå|sat|lader|tilbud|betal|lever|sagt|siger|tilgå|bevilling")
_HANDS_OUT: Final = ("gives", "give", "ydes", "yde", "udbetales", "tildeles", "bevilges", "giver", "yder")
_HEDGED: Final = re.compile(r"\b(op til|højst|maks\.|maksimalt|indtil)[ \n]+$", re.IGNORECASE)
_OWN_MONEY: Final = re.compile(r"sk[yø]d|skud|indsk|spæd|gå|gik|stil|medfinans")
_PRONOUN: Final = re.compile(r"\s*(?:at )?(?:den|de|det|som|der|vil|har)\b")
_WE: Final = re.compile(r"\b(?:vi|kommunekassen|havnen)\b")
_UNDENIED: Final = frozenset({"saved", "extra", "ceiling", "described"})
_SUPPOSED: Final = re.compile(r"\bville\b.*\b(?:have|blive)\b")
_EARMARKED: Final = re.compile(
    r"\b(?:staten|regeringen|folketinget|finansloven|\w*ministeriet)\b.*\b(?:afsat|afsatte)$"
)
_DUTY: Final = re.compile(
    r"\b(?:skal|må|måtte|skulle)\b[^,;:]*\bbetale\b"
    r"|\b(?:betale[rs]?|betalte) (?:en |et |den )?\w*(?:leje|takst|gebyr)\b"
)
_FRONTED: Final = re.compile(
    r"[ \n](?:har|havde|vil)[ \n]([^,.;:]{3,50}?)[ \n]"
    r"(?:givet|bevilget|lovet|betalt|doneret|skænket|ydet|dække|betale|give|afgivet)\b"
)
_RELATIVE_GETS: Final = re.compile(r"(?:^|[ ,])(?:der|som) (?:\w+ )?(?:får|fik)\b")
_PAID: Final = ("fået", "fik", "betalt")
_WORTH_LITTLE: Final = ("giver", "give", "yder", "får", "skal have", "gives")
_SETS: Final = ("fastsættes", "hæves", "forhøjes", "nedsættes", "sættes")
_PAYS: Final = re.compile(r".*(?<!ud)(?:til)?betalte?$")
_GAVE: Final = re.compile(r"(?:ud|til)?betalte?$")
_DONATES: Final = ("giver", "gav", "forærer", "forærede", "donerer", "skænker")
_PERSON: Final = re.compile(r"(?:[A-ZÆØÅ][\w.'-]+[ \n]){2,4}$")
_PROMISES: Final = ("lovet", "lovede")
_ORDERED: Final = re.compile(
    r"\W*(?:og )?at (?:der )?[^,;:]*\b"
    r"(?:gives|meddeles|ydes|bevilges|frigives|afsættes|anvendes|tilføres|optages|blev)\b"
)
_TOLD_OF: Final = re.compile(r"\b(?:meddele[rs]?|gives|give|ydes|afgives?)\b")
_GETS: Final = re.compile(r"\b(?:fået|fik|har|modtag\w*|hjem\w*)\b")
_ONCE: Final = re.compile(r"\b(?:hidtil|i (?:19|20)\d\d|sidste år|tidligere)\b")
_POOL: Final = re.compile(r"\b[\w-]*pulje\w*", re.IGNORECASE)
_POOL_GIVES: Final = (
    "yder",
    "giver",
    "støtter",
    "udløser",
    "udløse",
    "gav",
    "ydet",
    "støttede",
    "støttet",
    "fået",
    "give",
)


def decide(words: Words, first: int, last: int, hits: list[Hit], *, is_aside: bool = False) -> RoleReading | None:
    """What the cues of one clause say together: the nearest speaks, a frame only where no verb fills it.

    `is_aside` reads the clause with what commas set off in it.
    """
    verbs = [hit for hit in reversed(hits) if hit.cue.kind != "role" or hit.cue.role in ("decided", "budgeted")]
    ranked = hits[::-1]
    if ranked[0].cue.is_noun and verbs:
        ranked = verbs
    clause = folded(words.text[first:last] if is_aside else words.said(first, last))
    if ranked[0].cue.role == "budgeted" and "bevilling" in clause[ranked[0].start : ranked[0].end]:
        adopted = [hit for hit in ranked if hit.cue.role == "decided"]
        ranked = adopted or ranked  # "Byrådet godkendte en anlægsbevilling på"
    for hit in ranked:
        at = (first + hit.start, first + hit.end)
        if negation().search(clause, max(0, hit.start - 12)) and hit.cue.role not in _UNDENIED:
            return RoleReading(None, None, at, is_settled=True)
        if hit.cue.kind == "role":
            role = hit.cue.role
            if role == "received" and (_is_ours(clause, hit, words) or _hands_out(clause, hit, words)):
                return RoleReading("decided", "expense", at)
            if role in ("budgeted", "spent") and (matrix := _orders(clause, first, words)):
                return RoleReading(matrix, "expense", at)
            if (
                role == "budgeted"
                and is_theirs(clause, hit, words)
                and not perhaps().search(clause)
                and not _is_laid_aside(clause, hit)
            ):
                role = "received"
            if role == "received" and _SUPPOSED.search(clause):
                return RoleReading("described", "income", at)
            if role == "spent" and _PAYS.search(clause, hit.start, hit.end) and payers().search(clause):
                return RoleReading("described", "income", at)  # what citizens pay is no money spent
            if role == "decided" and (is_theirs(clause, hit, words) or _is_meant(clause, words, first)):
                role = "received"
            if role == "spent" and _GAVE.search(clause, hit.start, hit.end) and is_theirs(clause, hit, words):
                role = "received"  # "Stormrådet har udbetalt"
            if role == "spent" and _BY.search(clause, hit.end) and givers().search(clause, hit.end):
                role = "received"  # "er betalt af Fonden"
            way = "income" if role == "received" else hit.cue.direction
            return RoleReading(role, way, at, is_settled=role == "described")
        if reading := granted(words, clause, hit, at):
            return reading
    return None


def _is_laid_aside(clause: str, hit: Hit) -> bool:
    """Whether the state laid money aside and named nobody to get it: "Folketinget har afsat"."""
    return _EARMARKED.search(clause, 0, hit.end) is not None and " til kommunen" not in clause


def _orders(clause: str, first: int, words: Words) -> AmountRole | None:
    """What "godkendte, at der blev givet en bevilling på" and "anbefaler, at der meddeles" make of the clause."""
    opening = "at der " if words.text[max(0, first - 7) : first].lower() == "at der " else ""
    if _ORDERED.match(opening + clause) is None:
        return None
    before = words.text[words.passage.sentence_start : first]
    roles = [hit.cue.role for hit in find_cues(before) if hit.cue.role in ("proposed", "decided")]
    return roles[-1] if roles else None


def _hands_out(clause: str, hit: Hit, words: Words) -> bool:
    """Whether the promise is one that is handed out: "at meddele roklubben tilsagn om"."""
    if not clause.startswith("tilsagn", hit.start) or _TOLD_OF.search(clause, 0, hit.start) is None:
        return False
    sides = clause + words.right[:60]
    return givers().search(sides) is None and _GETS.search(clause) is None


def granted(words: Words, clause: str, hit: Hit, at: tuple[int, int]) -> RoleReading | None:
    """A verb of granting: received from outside, decided or proposed by the municipality, or merely planned."""
    verb = clause[hit.start : hit.end].lower()
    if verb == "får" and _RELATIVE_GETS.search(clause) and not words.passage.lead:
        return RoleReading("described", "expense", at)  # "en koordinator, der får"
    if _DUTY.search(clause):
        return None
    theirs = is_theirs(clause, hit, words) or (
        hit.cue.kind in ("gift", "share") and _is_meant(clause, words, at[0] - hit.start)
    )
    if theirs or _is_pool(clause, hit, words, verb):
        if perhaps().search(clause) or words.text[max(0, at[0] - hit.start - 5) : at[0] - hit.start].endswith("hvis "):
            return None
        return RoleReading("received", "income", at)
    if verb in _DONATES and words.right.lstrip().startswith("til ") and own().search(clause) is None:
        name = words.text[max(0, at[0] - 60) : at[0]]
        if _PERSON.search(name):
            return RoleReading("received", "income", at)  # "Apoteker Elna Dupont giver"
    if hit.cue.kind == "share" and _OWN_MONEY.match(verb) and not _is_own_share(clause, hit):
        return RoleReading("described", "income", at)  # "bådejerne skyder selv"
    if hit.cue.kind == "gift" or (hit.cue.kind == "share" and not _is_own_share(clause, hit)):
        return None
    if hit.cue.kind == "done":
        if verb in _PAID:
            return RoleReading("spent", "expense", at)
        if verb in _PROMISES and own().search(clause) is None:
            return RoleReading("received", "income", at)
        if _ONCE.search(clause) and "kommunen" in clause and verb.startswith(("giv", "gav", "yd")):
            return RoleReading("spent", "expense", at)  # "Hidtil har kommunen givet"
        is_own = own().search(clause) is not None or _PASSIVE.search(clause, 0, hit.start) is not None
        is_own = is_own or (verb.startswith("tildelt") and own().search(words.before(at[0])) is not None)
        return (
            RoleReading("decided", "expense", at)
            if is_own and verb.startswith(("giv", "gav", "yd", "tildel"))
            else None
        )
    matrix = [hit.cue.role for hit in find_cues(words.before(at[0])) if hit.cue.role in ("proposed", "decided")]
    if matrix:
        return RoleReading(matrix[-1], "expense", at)
    if verb in _SETS:
        return RoleReading("proposed", "expense", at)
    if (
        verb in _WORTH_LITTLE
        and own().search(clause) is None
        and not clause.lower().lstrip().startswith(("der ", "at der "))
    ):
        return RoleReading(None, None, at) if words.passage.lead else None
    is_rule = words.right.startswith(" pr. ") or "kan " in clause  # what anybody may get, not what somebody gets
    if verb in _HANDS_OUT and is_rule and (hedge := _HEDGED.search(words.left)):
        shift = words.passage.left_start
        return RoleReading("ceiling", "expense", (shift + hedge.start(1), shift + hedge.end(1)))
    return RoleReading("budgeted", "expense", at)


def _is_meant(clause: str, words: Words, first: int) -> bool:
    """Whether a pronoun means a giver named before: "Nabokommunen har svaret, at den vil betale"."""
    if _PRONOUN.match(clause) is None or own().search(clause):
        return False
    before = words.text[max(words.passage.sentence_start, first - 120) : first]
    names = [found.start for found in givers().finditer(before)]
    ours = [found.start for found in own().finditer(before)]
    return bool(names) and (not ours or max(ours) < max(names))


def _is_own_share(clause: str, hit: Hit) -> bool:
    """Whether the municipality itself puts the money in: "kommunen selv skyder"."""
    verb = clause[hit.start : hit.end]
    if _RECEIVES.match(verb):
        return False
    actor, we = own().search(clause), _WE.search(clause)
    start = actor.start if actor else we.start() if we else hit.start
    return start < hit.start


def is_theirs(clause: str, hit: Hit, words: Words) -> bool:
    """Whether somebody outside the municipality acts: the name before the verb, or behind it."""
    if words.giver_behind():
        return True
    # Who stands behind "til" gets the money.
    names = [found.start for found in givers().finditer(clause)]
    sides = [(start, True) for start in names if not clause.endswith("til ", 0, start)]
    if not sides:
        return False
    sides += [(found.start, False) for found in own().finditer(clause)]
    before = [side for side in sorted(sides) if side[0] < hit.end]
    return before[-1][1] if before else min(sides)[1]


def _is_pool(clause: str, hit: Hit, words: Words, verb: str) -> bool:
    """Whether a pool gives of its own: "Servicearealpuljen giver", "fået 10.000 kr. af Friluftspuljen"."""
    if verb not in _POOL_GIVES:
        return False
    behind = GIVER_BEHIND.match(words.right) if verb in ("fået", "ydet", "støttet", "udløst") else None
    return (_POOL.search(clause) is not None and verb != "fået") or (
        behind is not None and _POOL.search(behind[1]) is not None
    )


def _is_ours(clause: str, hit: Hit, words: Words) -> bool:
    """Whether a municipal body gives: "Kommunalbestyrelsen gav tilsagn om"."""
    if words.giver_behind() or givers().search(clause):
        return False
    actor = own().search(clause)
    return actor is not None and actor.start < hit.start and re.search(r"\b(?:har fået|fik|modtag|søg)", clause) is None


def verb_behind(words: Words) -> RoleReading | None:
    """ "mindst 200.000 kr. afsættes til stier", "250.000 kr. fra Børnefonden"."""
    skipped = 0
    if words.left.rstrip().endswith(",") or re.search(r",[ \n](?:ca\.|cirka|knap|godt|omkring)[ \n]$", words.left):
        apposition = re.match(r"[ \n]*,[ \n]", words.right)  # "Resten, 42.000 kr., overføres"
        skipped = apposition.end() if apposition else 0
    end = CLAUSE.search(words.right, skipped)
    right = words.right[skipped : min(end.start() if end else len(words.right), skipped + 70)]
    right = re.split(r"\sog\s", right, maxsplit=1)[0]
    shift = words.passage.end + skipped
    for hit in find_cues(right):
        at = (shift + hit.start, shift + hit.end)
        if negation().search(right, hit.end) and hit.cue.kind != "role":
            return RoleReading(None, None, at, is_settled=True)
        if hit.cue.kind == "open":
            return granted(words, folded(right), hit, at)
        if (
            hit.cue.kind == "role"
            and hit.cue.role in ("decided", "budgeted", "spent", "proposed")
            and (not hit.start or right[hit.start - 1] in " \n")
        ):
            return RoleReading(hit.cue.role, hit.cue.direction, at)
    fronted = _FRONTED.match(words.right)
    if fronted and givers().search(fronted[1]):
        return RoleReading(
            "received", "income", (words.passage.end + fronted.start(1), words.passage.end + fronted.end(1))
        )
    if words.giver_behind() and (found := GIVER_BEHIND.match(words.right)) and not perhaps().search(words.left):
        return RoleReading("received", "income", (shift + found.start(1), shift + found.end(1)))
    return None
