"""Lines of a document, without the marks that only shape them.

A `Line` knows where its words begin and end once ``#``, ``**``, ``>`` and a closing colon are off, and
what the marks said: heading level, bold, list bullet. Page furniture (running heads, page numbers) is
recognised here, so that nobody downstream takes it for content.

>>> [(line.core, line.level, line.is_bold) for line in split_lines("# **Punkt 1: Budget**\\n\\nGodkendt.")]
[('Punkt 1: Budget', 1, True), ('', 0, False), ('Godkendt.', 0, False)]
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from nlp_referat.lexicon import read_toml

# Behind the marks of Markdown, a rule that runs into a heading: "=== Beslutning ===", "-- 3 -- Ny svømmehal".
_MARKS: Final = re.compile(
    r"[ \t>]*(?P<rule>[=~+_–—-]{2,}[ \t]+(?=[^\W_]))?"
    r"(?P<hash>\#{1,6}(?=[ \t*_]))?[ \t]*(?P<bullet>[-*•·▪◦‣–](?=[ \t]))?[ \t]*(?P<bold>\*{1,3}|__)?[ \t]*"
)
_RULE_END: Final = re.compile(r"[ \t]+[=~+_–—-]{2,}[ \t]*$")
# The fields of a database, printed each on its line: "Punktnummer: 3", "Navn: Ny svømmehal", "Felt: Beslutning".
_DUMPED: Final = re.compile(
    r"^[ \t*]*(?:Punkt(?:nummer|nr\.?)|Nummer|Nr\.?)[ \t]*:[ \t]*\d{1,4}[ \t*]*\n"
    r"[ \t*]*(?:Navn|Titel|Overskrift|Emne)[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_FIELD: Final = re.compile(r"(?:Navn|Titel|Overskrift|Emne|Felt|Feltnavn|Tekst)\**[ \t]*:\**[ \t]*", re.IGNORECASE)
# A line this long that holds several headings is a page: a paragraph holds none. Where one line is a page,
# shorter ones are pages too.
_PAGE_LENGTH: Final = 700
_PAGE_PARTS: Final = 4
_SHORT_PAGE: Final = 100
# A title that runs on into its text: "Sag nr. 3. Parkering på Torvet. Handelsstanden klager …".
_HEAD: Final = (
    r"^[ \t>*]*(?:(?i:sag|punkt|pkt|dagsordenspunkt)\b\.?(?i:[ ]nr\.?)?[ ]?\d{1,4}[.:)]|§[ ]?\d{1,4}[.:)]?)[ ]"
)
_HEADS: Final = re.compile(_HEAD + r"\S", re.MULTILINE)
_RUN_IN: Final = re.compile(
    _HEAD + r"(?P<title>[A-ZÆØÅ\d\"»](?:[^.!?\n]|\b(?:pr|nr|jf|\d\d?)\.){2,100}[^\W\d_]{3}(?:\?|(?=\.)))"
    r"\.?[ ](?=[A-ZÆØÅ\d\"»])",
    re.MULTILINE,
)
_MIN_RUN_IN: Final = 3
_SPACED: Final = re.compile(r"\w(?: \w){3,}+:?")
_DIGITS: Final = re.compile(r"\d+")
_PAGE: Final = re.compile(
    r"(?:-\s*)?(?:Side|Page|S\.)\s*:?\s*\d{1,4}(?:\s*(?:af|/|of)\s*\d{1,4})?(?:\s*-)?", re.IGNORECASE
)
_AUTHORITY: Final = re.compile(
    r"(?:[A-ZÆØÅ][\w-]+[ ]){0,3}(?:Kommune|KOMMUNE|Region [A-ZÆØÅ]\w+)"
    r"|[A-ZÆØÅ][\w ,&-]{2,60}(?:udvalg|råd)(?:et)?|Kommunalbestyrelsen"
)
_LONE_NUMBER: Final = re.compile(r"-?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*-?")
_WITH_PAGE: Final = re.compile(r"\bside\s*:?\s*\d", re.IGNORECASE)
# "18.15.00-G01-41-16" is a case number.
_FULL_DATE: Final = re.compile(
    r"(?<!\w)\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?:19|20)?\d\d(?!-?[A-ZÆØÅ]\d\d)|\d{1,2}\.\s*[a-zæøå]{3,9}\s+20\d\d"
)

_MAX_FURNITURE: Final = 120
_MIN_REPEATS: Final = 3
# Letters that scanning and lower quality PDF text confuse; the value is what both sides fold to.
_CONFUSABLE: Final = str.maketrans(
    {"l": "i", "1": "i", "|": "i", "!": "i", "í": "i", "ì": "i", "0": "o", "ø": "o", "ö": "o", "q": "g", "å": "a",
     "ä": "a", "é": "e", "è": "e", "æ": "e", "ë": "e"}
)  # fmt: skip
_NO_LETTER: Final = re.compile(r"[^a-z&§]+")


@lru_cache(maxsize=1 << 13)  # every pass over the lines asks for the same ones
def skeleton(text: str) -> str:
    """Fold `text` so that spellings a scanner confuses compare equal; for look-ups only.

    >>> skeleton("lndstilling") == skeleton("Indstilling") == skeleton("I n d s t i l l i n g")
    True
    """
    return _NO_LETTER.sub("", text.casefold().translate(_CONFUSABLE))


@dataclass(slots=True)
class Line:
    """One line.

    Attributes:
        index: its place in the list of lines.
        start, end: offsets of the whole line, without its break.
        core: its words, marks and surrounding space removed; offsets in `core_start` and `core_end`.
        level: markdown heading level, 0 where there is none.
        is_bold: the whole line is bold, or stands between two rules.
        is_bullet: it begins with a list bullet.
        is_furniture: running head, running foot or page number.
        after_blank, before_blank: a blank line, or the document's edge, stands on that side.
    """

    index: int
    start: int
    end: int
    core: str
    core_start: int
    level: int
    is_bold: bool
    is_bullet: bool
    is_furniture: bool = False
    after_blank: bool = False
    before_blank: bool = False

    @property
    def core_end(self) -> int:
        """Offset after the last character of `core`."""
        return self.core_start + len(self.core)

    @property
    def is_marked(self) -> bool:
        """The source marked it as a heading: by level, or by bold over the whole line."""
        return self.level > 0 or self.is_bold


def _line(index: int, start: int, raw: str) -> Line:
    match = _MARKS.match(raw)
    assert match is not None  # every part of the pattern is optional
    core_start, core_end = match.end(), len(raw.rstrip(" \t*_\\"))
    ruled = _RULE_END.search(raw) if match["rule"] else None
    if ruled:
        core_end = ruled.start()
    bold = match["bold"]
    is_bold = (
        bool(bold) and core_end > core_start and raw.rstrip().endswith(bold) and bold not in raw[core_start:core_end]
    )
    if bold and not is_bold and bold in raw[core_start:core_end]:
        core_end = len(raw.rstrip())  # bold covers only the first words: the rest of the marks belong to the text
    core = raw[core_start:core_end] if core_end > core_start else ""
    return Line(
        index=index,
        start=start,
        end=start + len(raw),
        core=core,
        core_start=start + core_start,
        level=len(match["hash"] or ""),
        is_bold=is_bold or ruled is not None,
        is_bullet=match["bullet"] is not None,
    )


def split_lines(text: str) -> list[Line]:
    """The lines of `text`, furniture and neighbouring blanks marked."""
    lines: list[Line] = []
    pages = any(
        end - start >= _PAGE_LENGTH and len(_page_break().findall(text[start:end])) >= _PAGE_PARTS
        for start, end in _rows(text)
    )
    run_in = _run_in(text)
    for start, end in _rows(text):
        if pages and end - start >= _SHORT_PAGE:
            lines.extend(_page_lines(len(lines), start, text[start:end]))
        elif start in run_in:
            title, rest = run_in[start]
            # A blank between them, so that the text is not taken for the title's second line.
            for first, last in ((start, title), (title, title), (rest, end)):
                lines.append(_line(len(lines), first, text[first:last]))
        else:
            lines.append(_line(len(lines), start, text[start:end]))
    if _DUMPED.search(text):
        _strip_fields(lines)
    _mark_furniture(lines)
    _mark_blanks(lines)
    return lines


def _strip_fields(lines: list[Line]) -> None:
    """Take the names of fields for marks, and their values for the words of the line."""
    for line in lines:
        if field := _FIELD.match(line.core):
            line.core = line.core[field.end() :]
            line.core_start += field.end()


def _run_in(text: str) -> dict[int, tuple[int, int]]:
    """Where titles run on into their text: by start of the line the end of the title and the start of the rest.

    None where most heads stand alone: one of them may have a full stop inside.
    """
    found = {match.start(): (match.end("title"), match.end()) for match in _RUN_IN.finditer(text)}
    is_usual = len(found) >= _MIN_RUN_IN and 2 * len(found) > sum(1 for _ in _HEADS.finditer(text))
    return found if is_usual else {}


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the rows between line breaks, one at a time: a list of them would be the text once more."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(text)


def _page_lines(index: int, position: int, raw: str) -> Iterator[Line]:
    """A whole page on one line, as document viewers export it, cut where a part can only begin."""
    cuts = [0, *(match.start() for match in _page_break().finditer(raw)), len(raw)]
    for start, end in pairwise(cuts):
        if end > start or end == 0:
            piece = raw[start:end]
            yield _line(index, position + start, piece.rstrip())
            index += 1


@cache
def _page_break() -> re.Pattern[str]:
    """Before a section heading or label with its colon, and before an item's number behind a sentence's end."""
    layout = read_toml("layout")
    words = [word for group in ("sections", "labels") for titles in layout[group].values() for word in titles]
    heading = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if len(word) > 3)
    return re.compile(
        rf"(?<=\s)(?=(?:{heading})(?:[ ](?:den|i|af|fra)[ ][^:.\n]{{0,60}})?[ ]?:)"
        r"|(?<=[.:!?)][ ])(?=\d{1,3}\.[ ]{1,6}[A-ZÆØÅ])"
        r"|(?<=Side[ ]\d[ ])|(?<=Side[ ]\d\d[ ])"
        r"|(?<=\s)(?=(?:Punkt|PUNKT|Pkt\.|Sag nr\.|SAG NR\.)[ ]\d{1,4}(?:[:.]|[ ](?=[A-ZÆØÅ])))"
        r"|(?<=\s)(?=(?:Sagsnr|Sagnr|Sagsid|Journalnr|J\.nr)\.?[ ]?:)"
    )


def _mark_blanks(lines: list[Line]) -> None:
    blank = True
    for line in lines:
        line.after_blank = blank
        blank = not line.core or line.is_furniture
    blank = True
    for line in reversed(lines):
        line.before_blank = blank
        blank = not line.core or line.is_furniture


def _mark_furniture(lines: list[Line]) -> None:
    """Mark page numbers, and lines that recur with only their digits changed and carry a page or a date."""
    short = [line for line in lines if 0 < len(line.core) <= _MAX_FURNITURE and _DIGITS.search(line.core)]
    recurring = [line for line in short if not line.level and _is_running_head(line.core)]
    repeated = Counter(_DIGITS.sub("0", line.core) for line in recurring)
    for line in recurring:
        line.is_furniture = repeated[_DIGITS.sub("0", line.core)] >= _MIN_REPEATS
    numbers = []
    for line in short:
        if _PAGE.fullmatch(line.core):
            line.is_furniture = True
        elif len(line.core) <= 9 and not line.is_bullet and _LONE_NUMBER.fullmatch(line.core):
            numbers.append(line)
    if len(numbers) >= _MIN_REPEATS and _is_rising([int(_DIGITS.findall(line.core)[0]) for line in numbers]):
        for line in numbers:
            line.is_furniture = True
    _mark_letterheads(lines)


def _mark_letterheads(lines: list[Line]) -> None:
    """Mark names of authorities and bodies that recur beside other furniture: the rest of a running head."""
    names = [line for line in lines if len(line.core) <= _MAX_FURNITURE and _AUTHORITY.fullmatch(line.core)]
    if not any(line.is_furniture for line in lines):
        return
    beside = Counter(
        line.core
        for line in names
        if any(other.is_furniture for other in lines[max(0, line.index - 2) : line.index + 3])
    )
    total = Counter(line.core for line in names)
    for line in names:
        near = any(other.is_furniture for other in lines[max(0, line.index - 2) : line.index + 3])
        if near and beside[line.core] >= _MIN_REPEATS and 2 * beside[line.core] > total[line.core]:
            line.is_furniture = True


def _is_running_head(core: str) -> bool:
    """A page number, or the date of the meeting without anything that makes it a decision's heading."""
    if _WITH_PAGE.search(core):
        return True
    lowered = core.casefold()
    if _FULL_DATE.fullmatch(core):
        return True
    is_heading = core[0].isdigit() or ":" in core or "pkt" in lowered or lowered.startswith("beslutning")
    return not is_heading and _FULL_DATE.search(core) is not None


def _is_rising(numbers: list[int]) -> bool:
    return all(a < b for a, b in pairwise(numbers))


def is_letter_spaced(core: str) -> bool:
    """Whether a line is a letter-spaced word: "B e s l u t n i n g"."""
    return _SPACED.fullmatch(core) is not None
