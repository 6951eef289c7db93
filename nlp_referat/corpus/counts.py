"""How much a corpus holds.

>>> from nlp_referat.corpus.marked import parse
>>> counts = count([parse("⟦ITEM 1:Budget⟧\\n⟦OUT GODKENDT:Godkendt⟧ af ⟦COMMITTEE:Byrådet⟧.", "a")])
>>> counts.documents, counts.tokens, dict(counts.spans), dict(counts.outcomes)
(1, 5, {'COMMITTEE': 1}, {'GODKENDT': 1})
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.vocab import Vocab

from nlp_referat.corpus.document import Document
from nlp_referat.pipes.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Counts:
    """Documents, tokens (white space is none), entities by label, items, outcomes by label."""

    documents: int
    tokens: int
    spans: Mapping[str, int]
    items: int
    outcomes: Mapping[str, int]


def count(documents: Sequence[Document]) -> Counts:
    """Count what the documents hold."""
    tokenizer = Tokenizer(Vocab())
    items = [item for document in documents for item in document.items or ()]
    return Counts(
        documents=len(documents),
        tokens=sum(not token.text.isspace() for document in documents for token in tokenizer(document.text)),
        spans=Counter(entity.label for document in documents for entity in document.entities),
        items=len(items),
        outcomes=Counter(outcome.label for item in items for outcome in item.outcomes),
    )
