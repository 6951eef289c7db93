"""The head of the minutes: which body met, when, where, and who was there.

Facts stand behind labels ("Mødedato", "Sted:") or in the shape of the first lines. Labels are sought only
before the first item, where nothing else looks like them.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlp_referat.dates import parse_date, parse_time
from nlp_referat.labels import DocumentKind
from nlp_referat.layout.contents import is_contents_heading
from nlp_referat.layout.items import Items
from nlp_referat.layout.lines import Line, skeleton
from nlp_referat.lexicon import find_municipality, parse_party, read_toml
from nlp_referat.names.committees import parse_committee
from nlp_referat.names.name_lists import split_name_list
from nlp_referat.schema import Committee, Meeting, Participant

_LABEL: Final = re.compile(
    r"(?P<label>[A-ZÆØÅ][\w/ .()-]{0,40}?)\**[ \t]*(?P<sep>:\**|\t|(?:\*\*)|$)[ \t]*\**(?P<value>.*)",
    re.DOTALL,
)
_OPEN_LABEL: Final = re.compile(r"(?P<label>[A-ZÆØÅ][\wæøå]+(?: [a-zæøå]+)?)\**[ \t]+(?P<value>\S.*)", re.DOTALL)
_NEXT_LABEL: Final = re.compile(
    r"[\s,;|]+(?:Dato|Mødedato|Tid|Tidspunkt|Mødetidspunkt|Sted|Mødested|Lokale|Kl|Afbud|Fraværende|Mødedeltagere|Udvalg)\**:"
)
_KIND_WORD: Final = re.compile(
    r"(?i)\b(referat|beslutningsprotokol|beslutningsreferat|protokol|mødereferat|dagsorden|tillægsdagsorden|møde(?:indkaldelse)?|udvalg:)\b"
)
_SHORT_LABELS: Final = frozenset({"kl", "start", "den", "dag", "tid"})
_MAX_HEAD: Final = 400
_TOP_LINES: Final = 60
_MAX_DATE_LINE: Final = 100
_MAX_PEOPLE_LINES: Final = 120
_CLOCK_TAIL: Final = re.compile(r"(?i)[ ,]*\b(?:kl\.?|fra kl\.?)\s*\d{1,2}[.:]\d\d.*$")


@dataclass(frozen=True, slots=True)
class _Fact:
    kind: str
    value: str
    start: int
    line: int


@cache
def _labels() -> dict[str, str]:
    return {skeleton(label): kind for kind, labels in read_toml("layout")["labels"].items() for label in labels}


def read_meeting(text: str, items: Items) -> Meeting:
    """The meeting's facts; what the text does not say is None."""
    head = _head_lines(items)
    facts = [fact for line in head if (fact := _read_fact(items.lines, line))]
    committee = _committee(items.lines, head, facts, text)
    date = _date(head, facts, committee)
    return Meeting(
        committee=committee,
        municipality=_municipality(text, facts),
        date=date,
        time=_time(head, facts),
        location=_location(facts),
        participants=_participants(text, items, facts),
    )


def document_kind(items: Items, has_decisions: bool) -> DocumentKind:
    """What the head calls the document, corrected by whether decisions are there."""
    if not items.heads:
        return "andet"
    if has_decisions:
        return "referat"
    kinds = read_toml("layout")["kinds"]
    words = " ".join(line.core for line in _head_lines(items)[:40]).casefold()
    found = [(position, kind) for kind, names in kinds.items() for name in names if (position := words.find(name)) >= 0]
    return min(found)[1] if found else "dagsorden"


def _head_lines(items: Items) -> list[Line]:
    """Lines before the first item and outside the table of contents."""
    stop = min(items.first_line, _MAX_HEAD)
    return [line for line in items.lines[:stop] if line.core and line.index not in items.contents.lines]


def _read_fact(lines: list[Line], line: Line) -> _Fact | None:
    match = _LABEL.match(line.core)
    kind = _labels().get(skeleton(match["label"])) if match else None
    if kind is None:
        match = _OPEN_LABEL.match(line.core)
        kind = _labels().get(skeleton(match["label"])) if match else None
        # Without a colon only an unmistakable label counts, and two words before one.
        if match and (kind is None or skeleton(match["label"]) in _SHORT_LABELS or kind == "others"):
            first = re.match(r"(?P<label>[A-ZÆØÅ][\wæøå]{3,})\**[ \t]+(?P<value>\S.*)", line.core, re.DOTALL)
            kind = _labels().get(skeleton(first["label"])) if first else None
            match = first if kind not in (None, "others", "committee", "municipality") else None
            kind = kind if match else None
    if match is None or kind is None:
        return None
    value, start, index = match["value"], line.core_start + match.start("value"), line.index
    if not value.strip(" *") and kind not in ("present", "absent", "others"):
        following = next((other for other in lines[line.index + 1 : line.index + 4] if other.core), None)
        if following is None or (_labels().get(skeleton(following.core.split(":")[0]))):
            return None
        value, start, index = following.core, following.core_start, following.index
    cut = _NEXT_LABEL.search(value)
    return _Fact(
        kind,
        value[: cut.start()] if cut and kind not in ("present", "absent", "others") else value,
        start,
        index,
    )


def _committee(lines: list[Line], head: list[Line], facts: list[_Fact], text: str) -> Committee | None:
    """The body named behind a label or in the line that names the document; else the one the text names most."""
    labelled = {fact.line for fact in facts if fact.kind == "committee"}
    people = {fact.line for fact in facts if fact.kind in ("present", "absent", "others", "location")}
    ranked: list[tuple[float, int, Committee]] = []
    lowered = text.casefold()
    for line in (head or [line for line in lines[:_MAX_HEAD] if line.core])[:120]:
        if len(line.core) > 160 or (line.index in people and line.index not in labelled):
            continue
        found = parse_committee(line.core)
        if not found:
            continue
        name, start, end = found
        bare = len(line.core) - (end - start) < 3
        score = (
            3.0 * (line.index in labelled)
            + 2.0 * bool(_KIND_WORD.search(line.core))
            + 1.0 * bare
            + 1.0 * line.is_marked
        )
        score += 1.0 * (parse_date(line.core) is not None)
        score += min(2.0, lowered.count(name.casefold()[:-2]) / 5)
        ranked.append(
            (
                score,
                -line.index,
                Committee(name=name, start=line.core_start + start, end=line.core_start + end),
            )
        )
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None


def _date(head: list[Line], facts: list[_Fact], committee: Committee | None) -> dt.date | None:
    for fact in facts:
        if fact.kind in ("date", "time") and (date := parse_date(fact.value)):
            return date
    if committee:
        for line in head:
            if line.start <= committee.start <= line.end and (date := parse_date(line.core)):
                return date
    # A date in running text is not the meeting's: only short lines at the top are asked.
    short = [line for line in head[:_TOP_LINES] if len(line.core) <= _MAX_DATE_LINE]
    for line in [*(line for line in short if _KIND_WORD.search(line.core)), *short]:
        if date := parse_date(line.core):
            return date
    return None


def _time(head: list[Line], facts: list[_Fact]) -> str | None:
    for kind in ("time", "date"):
        for fact in facts:
            if fact.kind == kind and (time := parse_time(fact.value)):
                return time
    for line in head[:60]:
        if re.search(r"(?i)\bkl\b", line.core) and (time := parse_time(line.core)):
            return time
    return None


def _location(facts: list[_Fact]) -> str | None:
    for fact in facts:
        if fact.kind == "location":
            value = _CLOCK_TAIL.sub("", re.sub(r"\s+", " ", fact.value.replace("**", ""))).strip(" ,;|")
            return value or None
    return None


def _municipality(text: str, facts: list[_Fact]) -> str | None:
    for fact in facts:
        if fact.kind == "municipality" and (name := find_municipality(fact.value + " Kommune")):
            return name
    return find_municipality(text)


def _participants(text: str, items: Items, facts: list[_Fact]) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for fact in facts:
        if fact.kind not in ("present", "absent"):
            continue
        start, end = fact.start, _people_end(items, fact)
        for entry in split_name_list(text[start:end]):
            status = "absent" if entry.absent or fact.kind == "absent" else "present"
            participant = Participant(
                name=entry.name,
                status=status,
                party=entry.party,
                start=start + entry.start,
                end=start + entry.end,
            )
            # Listed as a member first and as absent later: the absence is the news.
            if entry.name not in found or status == "absent":
                found.setdefault(entry.name, participant)
                if status == "absent":
                    found[entry.name] = found[entry.name].model_copy(update={"status": "absent"})
    return tuple(found.values())


def _people_end(items: Items, fact: _Fact) -> int:
    """Where a list of people ends: at the next label, heading or contents, or at a blank line after the last name."""
    lines = items.lines
    end = lines[fact.line].end
    blanks = 0
    has_names = bool(fact.value.strip(" *"))
    for line in lines[fact.line + 1 : min(items.first_line, fact.line + _MAX_PEOPLE_LINES)]:
        if not line.core:
            blanks += 1
            if blanks >= 2 and has_names:
                break
            continue
        if (
            line.is_furniture
            or line.index in items.contents.lines
            or is_contents_heading(line)
            or line.level
            or _read_fact(lines, line)
        ):
            break
        names = split_name_list(line.core)
        if not names or (
            has_names
            and blanks
            and fact.value.strip(" *")
            and len(names) == 1
            and parse_party(line.core) is None
            and "," not in line.core
            and not line.is_bullet
            and "(" not in line.core
        ):
            if has_names or not _is_role(line.core):
                break
            continue
        has_names, blanks = True, 0
        end = line.end
    return end


def _is_role(core: str) -> bool:
    return len(core) < 40 and core[0].isupper()
