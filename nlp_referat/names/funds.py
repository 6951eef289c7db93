"""Funds, foundations, endowments and named grant pools: fond, legat, pulje.

Like bodies, funds are recognised by how their names are built: a compound ("Landsbyggefonden"), a capitalised name
before the head ("Augustinus Fonden", "Den Sociale Kapitalfond", "EU's Regionalfond"), or a describing name after it
("Pulje til styrkelse af ungeindsatsen"). Small letters count where the document names the same fund elsewhere.

>>> text = "Landsbyggefondens (LBF) tilsagn og LBF's regler"
>>> [text[m.start:m.end] for m in find_funds(text)]
['Landsbyggefondens', 'LBF', "LBF's"]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from nlp_referat.lexicon import read_toml, read_words
from nlp_referat.names import body_grammar as grammar
from nlp_referat.names.aliases import alias_mentions, introduced
from nlp_referat.names.canonical import Unbroken, agreed_names
from nlp_referat.text import Mention, lowered, without_overlap

_TAIL: Final = r"(?![^\W_]|-[^\W\d_])"
_HEADS: Final = tuple(
    (noun, re.compile(rf"{noun}(?P<definite>{article})?(?P<genitive>['’]?s)?{_TAIL}"))
    for noun, article in (("fond", "en|et"), ("legat", "et"), ("pulje", "n"))
)
_GAP: Final = grammar.GAP
# One capitalised word of a name: "A.P.", "EU's", "Louis-Hansens", "McKinney", "&".
_NAME_WORD: Final = r"(?:[A-ZÆØÅ][\w.'’&-]{0,30}+|&)"
_NAME_RUN: Final = re.compile(rf"(?<![\w.'’&/-]){_NAME_WORD}(?:(?:{_GAP}|{_GAP}og{_GAP}){_NAME_WORD}){{0,6}}{_GAP}?\Z")
_RUN_WORD: Final = re.compile(r"\S+")
_SUFFIX: Final = re.compile(r" (?P<word>[A-ZÆØÅ][^\W\d_]{2,20})(?![^\W_]|['’-]| [A-ZÆØÅ])")
_FOND_NAME: Final = re.compile(r"(?: for| til)? [A-ZÆØÅ][\w-]+(?: (?:og |af |i |for )?[A-ZÆØÅ][\w-]+){0,4}")
_PURPOSE: Final = re.compile(r" (?:til|for|vedr\.|vedrørende) ")
_PURPOSE_WORD: Final = re.compile(r"[^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+)*+-?")
_PURPOSE_COMMA: Final = re.compile(r", ?(?=(?:[^\W\d_]+ )?[^\W\d_]+(?:, | og ))")
_VERB_ENDING: Final = re.compile(r".+(?:møntes|sættes|føres|deles|søges|lægges|nyttes|skrives|eres|slås|vendes)")
_PARAGRAPH: Final = re.compile(r"§ ?\d{1,3} ?[a-z]?[- ]\Z")
_SMALL_ARTICLE: Final = re.compile(r"\b[Dd]en (?:[a-zæøå]{2,20}e ){1,2}\Z")
_LAST_WORD: Final = re.compile(r"\S+\s?\Z")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_toml("funds")[key])


@cache
def _listed() -> re.Pattern[str]:
    """The names that have no regular form, longest first; a genitive may follow."""
    names = sorted(read_toml("funds")["names"], key=len, reverse=True)
    patterns = (r"\s{1,3}".join(re.escape(word) for word in name.split()) for name in names)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?:['’]?s)?{_TAIL}")


@dataclass(frozen=True, slots=True)
class _Head:
    noun: str
    word: int
    end: int
    stem: str
    capital: bool
    noun_capital: bool
    definite: bool
    genitive: bool


def _heads(text: str) -> Iterator[_Head]:
    low = lowered(text)
    for noun, pattern in _HEADS:
        for match in pattern.finditer(low):
            word = grammar.word_start(text, match.start())
            if match.start() - word > 38:  # no Danish word
                continue
            yield _Head(
                noun,
                word,
                match.end(),
                low[word : match.start()],
                text[word].isupper(),
                text[match.start()].isupper(),
                match["definite"] is not None,
                match["genitive"] is not None,
            )
