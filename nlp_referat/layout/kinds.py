"""What the head of a document calls it: minutes, an agenda, or nothing; and whether it tells of a meeting.

>>> from nlp_referat.layout.lines import split_lines
>>> named_by(split_lines("Dagsorden\\nTeknisk Udvalg"), []), is_minutes_of_a_day(split_lines("Referat fra 3. maj 2026"))
('dagsorden', True)
"""

import re
from collections.abc import Sequence
from typing import Final

from nlp_referat.labels import DocumentKind
from nlp_referat.layout.days import day_of
from nlp_referat.layout.lines import Line
from nlp_referat.lexicon import read_toml

_WAS_HELD: Final = re.compile(
    r"\b(?:til ?stede var|mødt(?:e)? var|var (?:til stede|mødt)|mødt op var|havde (?:meldt|sendt) (?:afbud|forfald)"
    r"|(?:af)?holdt(?:es)? [^.]{0,80}?\bmøde|mødtes|samledes|deltog)\b",
    re.IGNORECASE,
)
# Who was there, with a name behind it: an agenda's template leaves it empty.
_WERE_THERE: Final = re.compile(
    r"(?i:\btil ?stede(?:værende)?|\bfremmødte|\bmødt)(?: [a-zæøå]+)?\**:\**\s*[A-ZÆØÅ][\w.-]+ [A-ZÆØÅ]"
)
# A body came together: what nobody writes of a meeting of citizens.
_HELD_BY: Final = re.compile(
    r"\b(?:samledes|afholdt(?:e|es)?|holdt(?:es)?|mødtes)\b[^.]{0,80}?\b\w*(?:udvalg|råd|raad|bestyrelse|nævn|møde i)"
    r"|\b(?:alle|samtlige)\b[^.]{0,30}\bmedlemmer\b[^.]{0,20}\b(?:mødt|mødte|til stede)\b",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(r"\bdagsorden(?: og |/| / )referat\b")  # a heading over either
_HAS_ENDED: Final = re.compile(r"\bmødet (?:blev )?(?:hævet|hævedes|slut|sluttet|sluttede|afsluttet)\b", re.IGNORECASE)
# A paper about minutes or for a meeting, or one that lies beside them.
_OTHER_PAPER: Final = re.compile(
    r"(?i)\b(?:bilag|notat|uddrag|vejledning|skabelon|regler|forretningsorden|høringssvar|redegørelse|rapport|brev|mail"
    r"|kommissorium|vedtægt(?:er)?|artikel|nyhed(?:er|sbrev)?|(?:til|om|jf\.?|se|i) referatet)\b"
)
# "Ref. 30/5 2023", "Ref. af 3. maj": behind a case's stands another number.
_SHORT: Final = re.compile(r"\bref\. ?(?:fra |af |d\. ?|den )?\d{1,2}(?:/\d|\. ?[a-zæøå]{3}|[.-]\d{1,2}[.-])")
_SENTENCE: Final = re.compile(r"(?=.{40}).*[a-zæøå]{3}\.")
_TOP_LINES: Final = 60
_MAX_SHORT_LINE: Final = 140


def named_by(head: Sequence[Line], end: Sequence[Line]) -> DocumentKind | None:
    """What the head calls the document, or minutes if it tells of the meeting as past; None if it says nothing.

    Args:
        head: the lines above the first item.
        end: the last lines of the document.
    """
    lines = [line.core for line in head[:_TOP_LINES]]
    words = " ".join(lines)
    kind = _named(words)
    if kind == "dagsorden":  # a sentence speaks of the agenda, and names nothing: "Formanden gik over til dagsordenen."
        kind = _named(" ".join(line for line in lines if not _SENTENCE.fullmatch(line)))
    if kind:
        return kind
    is_past = (
        _WAS_HELD.search(words) or _WERE_THERE.search(words) or _HAS_ENDED.search(" ".join(line.core for line in end))
    )
    return "referat" if is_past else None


def is_minutes_of_a_day(head: Sequence[Line]) -> bool:
    """Whether the top dates the document and calls it minutes, or tells of the meeting as past; and nothing else."""
    lines = [line.core for line in head[:_TOP_LINES]]
    short = [line for line in lines if len(line) <= _MAX_SHORT_LINE]
    return (
        any(day_of(line[:_MAX_SHORT_LINE]) for line in lines)
        and (any(_named(line) == "referat" for line in short) or any(_HELD_BY.search(line) for line in lines))
        and not any(_OTHER_PAPER.search(line) for line in short)
    )


def _named(words: str) -> DocumentKind | None:
    kinds: dict[DocumentKind, list[str]] = read_toml("layout")["kinds"]
    folded = _BOTH.sub(" ", words.casefold())
    found = [(place, kind) for kind, names in kinds.items() for name in names if (place := folded.find(name)) >= 0]
    if short := _SHORT.search(folded):
        found.append((short.start(), "referat"))
    return min(found)[1] if found else None
