"""People in running text and in lists: who is named, where, and by which full name.

One scan finds runs of capitalised words. A run is a person where the words say so (a given name before a
surname), where what stands beside it says so ("borgmester …", "… (V)", "Fraværende: …"), or where the
document names the same person elsewhere. Streets, schools, firms and headings look like names; the words
in them give them away.

>>> [mention.canonical for mention in find_people("Afbud: Jens Holm (A). Bo Krog deltog i Jens Holms sted.")]
['Jens Holm', 'Bo Krog', 'Jens Holm']
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlp_referat.names.name_shapes import (
    BEFORE,
    GIVEN,
    HEAD,
    INITIAL_WORD,
    LINE_RUN,
    PARTICLE,
    PARTY_WORD,
    PLACE,
    SHAPE,
    SOFT_HEAD,
    STOP,
    SURNAME,
    TITLE,
    WEAK,
    is_party,
    is_title,
    plain,
    word_class,
)
from nlp_referat.text import Mention

_WORD: Final = re.compile(r"\S+")
_BREAK: Final = re.compile(r"[ \t]{0,4}\n[ \t]{0,60}")


@dataclass(slots=True)
class _Run:
    """Words that could be one name, and what is known about them. `proof`: 0 shape only, 1 likely, 2 sure."""

    start: int
    end: int
    words: list[str]
    kinds: list[int]
    proof: int = 0
    titled: bool = False


def find_people(text: str, known: Sequence[str] = ()) -> list[Mention]:
    """Find the people whom a text names.

    Args:
        text: a cleaned text.
        known: full names that the document's structure gave, such as the participants.

    Returns:
        Mentions with label PERSON in the order of the text. `canonical` is the full name, without genitive,
        where the mention is a part of one name only.
    """
    return _Reader(text, known).read()


class _Reader:
    def __init__(self, text: str, known: Sequence[str]) -> None:
        self.text = text
        self.known = [plain(name) for name in known]
        self.runs: list[_Run] = []
        self.singles: list[_Run] = []

    def read(self) -> list[Mention]:
        self._scan()
        self._weigh_context()
        return self._mentions()

    # --- runs ------------------------------------------------------------------------------------------

    def _scan(self) -> None:
        text = self.text
        words: list[tuple[int, int]] = []
        for match in LINE_RUN.finditer(text):
            start, end = match.span()
            if words and start - words[-1][1] < 66 and self._joins(words, start, end):
                words += [(w.start(), w.end()) for w in _WORD.finditer(text, start, end)]
                continue
            if words:
                self._cut(words)
            words = [(w.start(), w.end()) for w in _WORD.finditer(text, start, end)]
        if words:
            self._cut(words)

    def _joins(self, words: list[tuple[int, int]], start: int, end: int) -> bool:
        """Whether a line break stands inside a name."""
        text = self.text
        if not _BREAK.fullmatch(text, words[-1][1], start):
            return False
        left = [word_class(text[a:b]) for a, b in words]
        right_words = text[start:end].split()
        right = [word_class(word) for word in right_words]
        while left and left[0] & (STOP | TITLE | PARTY_WORD):
            left.pop(0)
        if not left or any(kind & (STOP | HEAD | BEFORE | PARTY_WORD) for kind in left) or right[0] & (STOP | TITLE | PARTY_WORD):
            return False
        if left[-1] & (INITIAL_WORD | PARTICLE):
            return True
        if all(kind & GIVEN for kind in left) and left[0] & GIVEN:
            return bool(right[0] & (SURNAME | SHAPE | INITIAL_WORD | PARTICLE)) or len(left) == 1 or not right[0] & GIVEN
        if left[0] & GIVEN or left[0] & INITIAL_WORD:
            return len(right) == 1 and bool(right[0] & (SURNAME | SHAPE)) and not right[0] & GIVEN
        return False

    def _cut(self, spans: list[tuple[int, int]]) -> None:
        """Cut a run into the parts that can be names; drop what belongs to streets, firms and the like."""
        text = self.text
        words = [text[a:b] for a, b in spans]
        kinds = [word_class(word) for word in words]
        position, count = 0, len(words)
        while position < count:
            titled = False
            while position < count and kinds[position] & (STOP | TITLE | PARTY_WORD | HEAD) and not kinds[position] & BEFORE:
                titled = bool(kinds[position] & TITLE)
                position += 1
            if position >= count or kinds[position] & BEFORE:
                return
            end = position + 1
            while end < count and not kinds[end] & (STOP | TITLE | PARTY_WORD | HEAD | BEFORE):
                if kinds[end] & SOFT_HEAD and words[end - 1].endswith("s") and not kinds[end - 1] & (SURNAME | GIVEN) == SURNAME:
                    return
                end += 1
            if end < count and kinds[end] & HEAD:
                position = end + 1
                continue
            while end > position + 1 and kinds[end - 1] & PARTICLE:
                end -= 1
            run = _Run(
                spans[position][0], spans[end - 1][1], words[position:end], kinds[position:end], titled=titled
            )
            run.end -= len(run.words[-1]) - len(_bare(run.words[-1]))
            if len(run.words) == 1:
                self.singles.append(run)
            elif not _is_company(text, run.end):
                run.proof = _proof(run)
                self.runs.append(run)
            position = end

    # --- context ---------------------------------------------------------------------------------------

    def _weigh_context(self) -> None:
        text = self.text
        for run in self.runs:
            if run.proof < 2 and (run.titled or _is_proven_after(text, run.end) or _is_proven_before(text, run.start)):
                run.proof = 2
        for first, second in zip(self.runs, self.runs[1:], strict=False):
            if second.proof == 0 and first.proof == 2 and second.start - first.end < 40 and _LINK.fullmatch(text, first.end, second.start):
                second.proof = 1
        for single in self.singles:
            word, kind = single.words[0], single.kinds[0]
            if _PARTY_AFTER.match(text, single.end) and kind & (SURNAME | SHAPE | GIVEN) and len(word) > 2:
                single.proof = 2
            elif (single.titled or _has_title_before(text, single.start)) and kind & (SURNAME | SHAPE):
                single.proof = 2

    # --- the document ----------------------------------------------------------------------------------

    def _mentions(self) -> list[Mention]:
        names: dict[str, str] = {name: name for name in self.known}
        for run in self.runs:
            if run.proof:
                name = _nominative(" ".join(run.words))
                names.setdefault(name, name)
        people = set(names)
        by_part: dict[str, set[str]] = {}
        for name in people:
            parts = name.split()
            for part in {parts[0], parts[-1]}:
                by_part.setdefault(part, set()).add(name)
        mentions: list[Mention] = []
        for run in self.runs:
            name = " ".join(run.words)
            full = name if name in people else name[:-1] if name[-1] == "s" and name[:-1] in people else None
            if full is None and run.proof:
                full = _nominative(name)
            if full is not None:
                mentions.append(Mention(run.start, run.end, "PERSON", full))
        for run in self.singles:
            word = run.words[0]
            full_names = by_part.get(word) or (by_part.get(word[:-1]) if word[-1] == "s" else None)
            if full_names and not run.kinds[0] & (STOP | WEAK) and len(word) > 2:
                canonical = next(iter(full_names)) if len(full_names) == 1 else word
                mentions.append(Mention(run.start, run.end, "PERSON", canonical))
            elif run.proof:
                mentions.append(Mention(run.start, run.end, "PERSON", _nominative(word)))
        return sorted(mentions, key=lambda mention: mention.start)


_PARTY_AFTER: Final = re.compile(r"[ ]?\n?[ ]{0,3}\((?P<party>[^()\n]{1,40})\)")
_ROLE_AFTER: Final = re.compile(r",[ \n]([a-zæøå-]{4,30})")
_VERB_AFTER: Final = re.compile(
    r"[ \n](?:deltog|mødte|stemte|forlod|undlod|ankom|havde meldt|har meldt|meldte|var fraværende|er fraværende|deltager ikke|erklærede sig|var inhabil|indtrådte)\b"
)
_LABEL_BEFORE: Final = re.compile(
    r"(?:fraværende|afbud|til ?stede|deltagere|medlemmer|mødt|stedfortræder(?:e)?|suppleant(?:er)?|deltog|i stedet for|stemte (?:for|imod))"
    r"(?: (?:med afbud|fra|var|deltog|desuden|er|mødte))*[ *_]*:?[ *_\t]*$",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"[ ]?(?:\([^()\n]{1,30}\))?[ ]?(?:,|;|,? og|,? samt)\s{1,20}")
_COMPANY: Final = re.compile(
    r",?[ \n](?:A/S|ApS|I/S|K/S|P/S|IVS|Aps|APS|AS|GmbH|Ltd|Inc|AB|& ?(?:Søn|Co|Partner)|og Søn)|[ ]?&[ ]?(?:Søn|Co|Partner|Datter)"
    r"|[ ](?:vej|gade|plads|allé|fond|legat|mindefond|mindelegat|familiefond|skole|stiftelse)\b"
)


def _is_company(text: str, end: int) -> bool:
    return _COMPANY.match(text, end) is not None


def _has_title_before(text: str, start: int) -> bool:
    left = text[max(0, start - 40) : start].split()
    return bool(left) and text[start - 1] in " \n" and left[-1][0].islower() and is_title(left[-1])


def _is_proven_before(text: str, start: int) -> bool:
    return _has_title_before(text, start) or _LABEL_BEFORE.search(text, max(0, start - 60), start) is not None


def _is_proven_after(text: str, end: int) -> bool:
    if party := _PARTY_AFTER.match(text, end):
        return is_party(party["party"])
    if role := _ROLE_AFTER.match(text, end):
        return is_title(role[1])
    return _VERB_AFTER.match(text, end) is not None


def _proof(run: _Run) -> int:
    first, last = run.kinds[0], run.kinds[-1]
    rest = run.kinds[1:]
    if is_party(" ".join(run.words)):
        return 0
    if first & INITIAL_WORD:
        return 2 if last & (SURNAME | SHAPE) else 0
    if first & GIVEN and not first & WEAK:
        return 2 if not last & PLACE or last & SURNAME or len(rest) > 1 else 0
    if first & (GIVEN | WEAK):
        return 2 if any(kind & (SURNAME | SHAPE | INITIAL_WORD) or kind & GIVEN and not kind & WEAK for kind in rest) else 0
    if last & (SURNAME | SHAPE) and not first & PLACE:
        return 1
    return 0


def _bare(word: str) -> str:
    """Without the full stop that ends a sentence."""
    if word.endswith(".") and len(word) > 4 and "." not in word[:-1]:
        return word[:-1]
    return word


def _nominative(name: str) -> str:
    """The name without genitive -s, where the word without it is the better known one."""
    for mark in ("'s", "’s"):
        if name.endswith(mark):
            return name[:-2]
    last = name.rpartition(" ")[2]
    if last.endswith("s") and not word_class(last) & SURNAME and word_class(last[:-1]) & (SURNAME | SHAPE):
        return name[:-1]
    return name
