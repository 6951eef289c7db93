"""One sentence of a decision into what it decides.

The main clause is found first (what follows "idet", ", at", "med henblik på" … tells of reasons and
conditions); in it the wordings of ``data/outcomes.toml`` are searched, the earliest wins, and a further one
counts only when "og", "men" or a comma joins it. Then negation, conditions and scope are read around it.

>>> [(f.label, f.is_conditional) for f in read_sentence("Godkendt, idet hegnet flyttes.")]
[('GODKENDT', True)]
>>> [f.label for f in read_sentence("Udvalget drøftede sagen og besluttede at udsætte den.")]
['DRØFTET', 'UDSAT']
>>> [f.label for f in read_sentence("Byrådet kan ikke imødekomme ansøgningen.")]
['AFVIST']
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from nlp_referat.decisions.reservations import Note, find_notes
from nlp_referat.decisions.standing import is_inside_name
from nlp_referat.decisions.wordings import Modifier, Rule, fold, may_match, wordings
from nlp_referat.labels import OutcomeLabel

_TRAIL: Final = " .:;,!"
_WHOLE_SCORE: Final = 0.99
_INSIDE_SCORE: Final = 0.9  # the wording stands further in, behind a subject that the rule does not know
_CARRIED_SCORE: Final = 0.85
_READ: Final = 1200  # characters of a sentence that the rules look at
_VOTE_REASON: Final = re.compile(
    r"\bidet\b[^.]{0,120}?\b(?:stemte|stemmer|undlod|undlader|ikke (?:kan|kunne) (?:tiltræde|støtte)"
    r"|tager forbehold|tog forbehold|til protokol)\b"
)
_CONDITIONED: Final = frozenset({"GODKENDT", "TAGET_TIL_EFTERRETNING", "INDSTILLES", "AFVIST"})
_PARTIAL: Final = frozenset({"GODKENDT", "TAGET_TIL_EFTERRETNING", "INDSTILLES", "AFVIST", "DRØFTET", "UDSAT"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one clause decides; offsets into the sentence's text."""

    label: OutcomeLabel
    start: int
    end: int
    match_start: int
    score: float
    rule: Rule | None = None
    recommended: OutcomeLabel | None = None
    is_conditional: bool = False
    is_partial: bool = False
    is_negated: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Segment:
    start: int
    end: int
    scope: Literal["main", "complement"]
    carrier: int = 0  # where the verb stands whose complement this is


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    rule: Rule
    segment: _Segment
    label: OutcomeLabel
    is_negated: bool = False


def main_clauses(text: str, source: str) -> list[_Segment]:
    """The stretches of a sentence in which something may be decided.

    Args:
        text: the sentence in small letters.
        source: the same as it is written, where a body's name can be told by its capitals.
    """
    clause = wordings().clause
    carries = may_match(wordings().carrier_needs, text)
    carrier = wordings().carrier_clause
    fronted = clause["fronted"].match(text)
    position = fronted.end() if fronted else 0
    segments: list[_Segment] = []
    for _ in range(8):
        carried = carrier.search(text, position) if carries else None
        tail = clause["tail"].search(text, position)
        if carried and (tail is None or carried.start() <= tail.start() <= carried.end()):
            segments.append(_Segment(position, carried.start(), "main"))
            tail = clause["tail"].search(text, carried.end())
            segments.append(_Segment(carried.end(), tail.start() if tail else len(text), "complement", carried.start()))
        else:
            segments.append(_Segment(position, tail.start() if tail else len(text), "main"))
        if tail is None:
            break
        resumed = _resumed(text, tail, source)
        if resumed is None:
            break
        position = resumed
    return [segment for segment in segments if segment.end > segment.start]


def _resumed(text: str, tail: re.Match[str], source: str) -> int | None:
    """Where the main clause goes on behind a tail."""
    names: list[str] = []
    if not _REASON.match(tail[0]):
        names.append("resume_past")
    if text[: tail.start()].endswith(" om"):
        names.append("resume_passive")
    if _RELATIVE.match(tail[0]):
        names.append("resume_relative")
    clause = wordings().clause
    behind = tail.start() if _THEN.match(tail[0]) else tail.end()
    ends = [match.end() for name in names if (match := clause[name].search(text, behind))]
    for match in clause["resume_subject"].finditer(text, behind):
        if not is_inside_name(source, match.start(), match.end()):
            ends.append(match.end())
            break
    return min(ends, default=None)


_REASON: Final = re.compile(r",?\s(?:idet|da|fordi)\b")
_THEN: Final = re.compile(r",?\shvorefter\b")
_RELATIVE: Final = re.compile(r",\s(?:som|der)\b")


def _words_before(text: str, end: int, modifier: Modifier) -> str:
    window = text[max(0, end - 110) : end]
    if modifier.terminators:
        for stop in modifier.terminators.finditer(window):
            window = " " * stop.end() + window[stop.end() :]
    words = window.split()
    return " ".join(words[-modifier.words :] if modifier.words else words)


def _words_after(text: str, start: int, modifier: Modifier) -> str:
    window = text[start : start + 400]
    if modifier.terminators and (stop := modifier.terminators.search(window)):
        window = window[: stop.start()]
    words = window.split(" ")
    return " ".join(words[: modifier.words + 1] if modifier.words else words)


_INNER_NOT: Final = re.compile(r"\b(?:ikke|næppe|aldrig)\b")
_GRANTS_NONE: Final = re.compile(r"\b(?:ingen|intet)\b")


def _is_negated(text: str, start: int, end: int) -> bool:
    for modifier in wordings().negations:
        if not may_match(modifier.needs, text):
            continue
        near = (
            _words_before(text, start, modifier)
            if modifier.direction == "before"
            else _words_after(text, end, modifier)
        )
        if modifier.pattern.search(near):
            return True
    return bool(_INNER_NOT.search(text, start, end))


def _has(modifiers: tuple[Modifier, ...], text: str, clause_start: int, start: int, end: int) -> bool:
    """Whether one of the modifiers stands around the wording at `start` of the clause."""
    clause = text[clause_start:end]
    for modifier in modifiers:
        if not may_match(modifier.needs, clause):
            continue
        if modifier.direction != "after" and modifier.pattern.search(text[clause_start:start]):
            return True
        if modifier.direction != "before" and modifier.pattern.search(text[start:end]):
            return True
    return False


def _hits(text: str, segments: list[_Segment]) -> list[_Hit]:
    possible = wordings().inner_rules.possible(text)
    hits: list[_Hit] = []
    for segment in segments:
        for rule in possible:
            if rule.scope != "both" and rule.scope != segment.scope:
                continue
            for match in rule.pattern.finditer(text, segment.start):
                if match.start() >= segment.end:
                    break
                if match.end() > segment.end + 1 and not rule.is_across:
                    continue
                hits += _judged(text, match, rule, segment)
        if segment.scope == "complement" and not any(hit.segment is segment for hit in hits):
            # "besluttede, at der udarbejdes en plan": decided in free words
            hits.append(_Hit(segment.carrier, segment.start, _decided(), segment, "ANDET"))
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _decided() -> Rule:
    return wordings().rule("free.decided")


def _judged(text: str, match: re.Match[str], rule: Rule, segment: _Segment) -> list[_Hit]:
    verb = match.start()
    if segment.scope == "main" and wordings().clause["obligation"].search(text, max(0, verb - 40), verb):
        return []
    if rule.negated is None:
        negated = rule.label == "INDSTILLES" and _is_negated(text, match.start(), match.end())
        return [_Hit(match.start(), match.end(), rule, segment, rule.label, negated)]
    is_none = rule.id == "approved.granted" and _GRANTS_NONE.search(text, match.start(), match.end())
    if not is_none and not _is_negated(text, match.start(), match.end()):
        return [_Hit(match.start(), match.end(), rule, segment, rule.label)]
    if rule.negated == "":
        return []
    return [_Hit(match.start(), match.end(), rule, segment, rule.negated, True)]


def _without_asides(hits: list[_Hit]) -> list[_Hit]:
    """The hits without those that count only where nothing else is said."""
    labels = {hit.label for hit in hits}
    return hits if len(labels) < 2 else [hit for hit in hits if not hit.rule.is_alone]


def _chosen(text: str, hits: list[_Hit]) -> list[_Hit]:
    """The earliest hit, and those that are joined to the one before by a coordination."""
    joined = wordings().clause["coordinator"]
    chosen: list[_Hit] = []
    for hit in hits:
        if not chosen:
            chosen.append(hit)
            continue
        last = chosen[-1]
        if hit.start < last.end:
            continue
        if hit.segment is not last.segment or joined.search(text[last.end : hit.start][-80:]):
            chosen.append(hit)
    return chosen


def _recommended(text: str, hit: _Hit) -> OutcomeLabel | None:
    """What the next body is asked to do; None when the words name none of the known things."""
    rest = text[hit.start : hit.start + 500]
    best: tuple[int, OutcomeLabel] | None = None
    for label, pattern in wordings().recommended:
        match = pattern.search(rest, 0)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), label)
    if hit.is_negated:
        return "AFVIST"
    if best:
        return best[1]
    # "anbefaler, at kajen forlænges": asked in free words, which are no proposal that could be approved.
    return None if _ASKS_FREELY.search(rest) else "GODKENDT"


_ASKS_FREELY: Final = re.compile(r"^(?:(?!indstilling|forslag).)*?,? at \w")


def whole_field(text: str) -> Finding | None:
    """What a sentence, in small letters, says that is a wording and nothing else ("intet at bemærke.")."""
    for rule in wordings().whole_rules:
        if rule.pattern.fullmatch(text):
            return Finding(rule.label, 0, len(text), 0, _WHOLE_SCORE, rule)
    return None


def read_sentence(text: str) -> list[Finding]:
    """What the body decides in the sentence, in order; empty when the rules find nothing.

    Args:
        text: a `Sentence.text`.
    """
    return list(_read(text[:_READ]))


@lru_cache(maxsize=2048)  # formulas repeat: most decisions of a document are the same two or three words
def _read(source: str) -> tuple[Finding, ...]:
    text = fold(source)
    whole = whole_field(text)
    if whole:
        return (whole,)
    hits = _chosen(text, _without_asides(_hits(text, main_clauses(text, source))))
    findings: list[Finding] = []
    for index, hit in enumerate(hits):
        start = 0 if index == 0 else hit.start
        end = hits[index + 1].start if index + 1 < len(hits) else len(text)
        findings.append(_finding(text, hit, start, end))
    if findings:
        return tuple(_merged(findings))
    carries = may_match(wordings().carrier_needs, text)
    if carries and (carried := wordings().carrier.search(text)) and not _UNDECIDED.search(text, 0, carried.start()):
        return (Finding("ANDET", 0, len(text), carried.start(), _CARRIED_SCORE, _decided()),)
    return ()


# "uden at man besluttede noget": nothing was, and the sentence waits for another reader.
_UNDECIDED: Final = re.compile(r"\buden at [^.,;]*$")


def _finding(text: str, hit: _Hit, start: int, end: int) -> Finding:
    clause = text[start:end].strip(_TRAIL)
    score = (
        _WHOLE_SCORE
        if _is_formula(clause, text[start : hit.start], text[hit.end : end])
        else hit.rule.score
        if hit.start == start
        else min(hit.rule.score, _INSIDE_SCORE)
    )
    conditional = (
        hit.label in _CONDITIONED
        and _has(wordings().conditions, text, start, hit.start, end)
        and not _VOTE_REASON.search(text, hit.start, end)
    )
    partial = hit.label in _PARTIAL and _has(wordings().limits, text, start, hit.start, end)
    return Finding(
        label=hit.label,
        start=start,
        end=end,
        match_start=hit.start,
        score=score,
        rule=hit.rule,
        recommended=_recommended(text[:end], hit) if hit.label == "INDSTILLES" else None,
        is_conditional=conditional,
        is_partial=partial,
        is_negated=hit.is_negated,
        notes=_notes(text, start, hit.start, end) if conditional or partial else (),
    )


def _notes(text: str, start: int, verb: int, end: int) -> tuple[Note, ...]:
    """The reservations of a clause; a member's reason for a vote ("idet Ø stemte imod") is none."""
    notes = find_notes(text, start, verb, end, is_last=end == len(text))
    return tuple(note for note in notes if not _VOTE_REASON.search(text, note.start, note.end))


def stated(clause: str, label: OutcomeLabel, score: float) -> Finding:
    """What a whole clause decides when its label is known from elsewhere than its wording.

    Args:
        clause: a `Sentence.text`, or a part of one.

    >>> finding = stated("Udvalget fraråder Byrådet at give tilskud.", "INDSTILLES", 0.9)
    >>> finding.recommended, finding.is_conditional
    ('AFVIST', False)
    """
    text = fold(clause)
    end = len(text)
    conditional = (
        label in _CONDITIONED and _has(wordings().conditions, text, 0, 0, end) and not _VOTE_REASON.search(text)
    )
    partial = label in _PARTIAL and _has(wordings().limits, text, 0, 0, end)
    return Finding(
        label=label,
        start=0,
        end=end,
        match_start=0,
        score=score,
        recommended=_advised(text) if label == "INDSTILLES" else None,
        is_conditional=conditional,
        is_partial=partial,
        notes=_notes(text, 0, 0, end) if conditional or partial else (),
    )


def _advised(text: str) -> OutcomeLabel:
    """What is asked of the next body in words that no rule knows: a yes, unless they name something else."""
    found = [(match.start(), label) for label, pattern in wordings().recommended if (match := pattern.search(text))]
    if _ADVISES_AGAINST.search(text):
        return "AFVIST"
    return min(found)[1] if found else "GODKENDT"


_ADVISES_AGAINST: Final = re.compile(r"\bfraråd|\bsige(?:r)? nej\b|\bafslå|\bikke\b")


def _is_formula(clause: str, before: str, after: str) -> bool:
    """Whether nothing stands in the clause but the wording, its subject and "som indstillet"."""
    if len(clause) > 120:
        return False
    parts = wordings().clause
    return bool(parts["subject"].fullmatch(before.lstrip(_TRAIL)) and parts["object"].fullmatch(after.strip(_TRAIL)))


def _merged(findings: list[Finding]) -> list[Finding]:
    """Neighbours that say the same become one."""
    kept: list[Finding] = []
    for finding in findings:
        if kept and kept[-1].label == finding.label:
            last = kept[-1]
            kept[-1] = replace(
                last,
                end=finding.end,
                is_conditional=last.is_conditional or finding.is_conditional,
                is_partial=last.is_partial or finding.is_partial,
                notes=last.notes + finding.notes,
                recommended=last.recommended or finding.recommended,
            )
        else:
            kept.append(finding)
    return kept
