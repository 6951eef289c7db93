"""Danish tokens for minutes: amounts, abbreviations, paragraphs and compound heads stay usable.

Every place where a name, an amount or a reference may begin or end is a token boundary, so that spans
found in the text are spans of the `Doc`, exactly.

>>> import spacy
>>> [token.text for token in Tokenizer(spacy.blank("da").vocab)("Børne-, Unge- og Familieudvalget: 350 t.kr. (§115)")]
['Børne-', ',', 'Unge-', 'og', 'Familieudvalget', ':', '350', 't.kr.', '(', '§', '115', ')']
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp_referat.errors import UnreadableError
from nlp_referat.pipes.view import remember

# Full stop is the abbreviation's: with inner stops, or words that are written so in minutes.
_ABBREVIATIONS: Final = (
    r"t\.?kr\.|m(?:io|ia|ill)\.kr\.|kr\.|mio\.|mia\.|mill\.|pct\.|ca\.|maks\.|min\.|nr\.|stk\.|pkt\.|jf\.|(?-i:kl\.|Kl\.)|pr\.|bl\.a\.|f\.eks\.|fx\.|m\.fl\.|m\.v\.|"
    r"m\.m\.|mv\.|mm\.|inkl\.|ekskl\.|hhv\.|evt\.|vedr\.|dvs\.|osv\.|jan\.|feb\.|mar\.|apr\.|jun\.|jul\.|aug\.|sept?\.|okt\.|nov\.|dec\.|"
    r"j\.nr\.|sagsnr\.|dok\.nr\.|tlf\.|afd\.|red\.|cand\.|d\.(?=[ ]?\d)|a\.m\.b\.a\."
)
# Combining marks and invisible joiners belong to the letter before them.
_JOINED: Final = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WORD: Final = rf"[^\W\d_]+(?:[{_JOINED}]+[^\W\d_]*+)*+(?:['’´][^\W\d_]{{1,2}}(?![^\W\d_]))?"
_TOKEN: Final = re.compile(
    r"(\s+)|("
    rf"(?i:(?<![^\W\d_])(?:{_ABBREVIATIONS})(?![^\W\d_]))"
    r"|(?i:pct|kr|mio|mia)(?=-(?:\s|$))"  # "85 pct-": a stray hyphen is not the unit's
    rf"|{_WORD}(?:-(?=,|[ \t]*\n|[ ]))?"
    r"|\d+(?:[.,]\d+)*+[½¼¾]?"
    r"|([^\w\s])\3*+"
    r"|_+|.)( ?)"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Tokenizer:
    """Tokenizer of the referat pipelines. It has no state but the vocabulary.

    Raises:
        UnreadableError: (a ValueError) on a lone surrogate, which no file encoding can hold and spaCy cannot store.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        if not text.isascii() and (bad := _SURROGATE.search(text)):
            raise UnreadableError(
                f"The text holds a lone surrogate (U+{ord(bad[0]):04X}) at offset {bad.start()}: it was decoded "
                "wrongly. Decode it again with the right encoding, or with errors='replace'."
            )
        words: list[str] = []
        spaces: list[bool] = []
        known: dict[str, str] = {}  # one object a word form: a long text has millions of tokens, few forms
        for match in _TOKEN.finditer(text):
            blank, word, _, space = match.groups()
            word = word or blank
            words.append(known.setdefault(word, word))
            spaces.append(bool(space))
        doc = Doc(self.vocab, words=words, spaces=spaces)
        remember(doc, text)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Tokenize one text after the other."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> "Tokenizer":
        """Nothing to restore."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to store."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> "Tokenizer":
        """Nothing to restore."""
        return self

    def __reduce__(self) -> tuple[type["Tokenizer"], tuple[Vocab]]:
        return Tokenizer, (self.vocab,)
