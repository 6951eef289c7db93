"""How much a corpus holds.

>>> from nlp_referat.corpus.marked import parse
>>> counts = count([parse("⟦ITEM 1:Budget⟧\\n⟦OUT GODKENDT:Godkendt⟧ af ⟦COMMITTEE:Byrådet⟧.", "a")])
>>> counts.documents, counts.tokens, dict(counts.spans), dict(counts.outcomes)
(1, 5, {'COMMITTEE': 1}, {'GODKENDT': 1})
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.vocab import Vocab

from nlp_referat.corpus.document import Document, OutcomeGold, ScopeGold
from nlp_referat.pipes.tokenizer import Tokenizer

OUTCOME_FACTS: Final = ("final", "recipient", "votes", "proposal answered", "proposal and matter differ")
AMOUNT_FACTS: Final = ("role", "period", "direction")


@dataclass(frozen=True, slots=True)
class Counts:
    """Documents, tokens (white space is none), entities by label, items, outcomes by label.

    `facts` says of how many outcomes and amounts it was annotated what they rest on (keys ``outcomes`` and
    ``amounts``), and for how many the gold then has a value (`OUTCOME_FACTS`, `AMOUNT_FACTS`).
    """

    documents: int
    tokens: int
    spans: Mapping[str, int]
    items: int
    outcomes: Mapping[str, int]
    facts: Mapping[str, int]


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
        facts=Counter(fact for document in documents for fact in _facts(document)),
    )


def _facts(document: Document) -> Iterator[str]:
    for outcome in (outcome for item in document.items or () for outcome in item.outcomes):
        if "final" in document.facts:
            yield "outcomes"
            yield from (name for name, is_stated in _stated(outcome).items() if is_stated)
        if "votes" in document.facts and _has_votes(outcome):
            yield "votes"
    for entity in document.entities if "scope" in document.facts else ():
        if entity.label == "MONEY":
            yield "amounts"
            yield from (name for name in AMOUNT_FACTS if getattr(entity.scope or ScopeGold(), name) is not None)


def _stated(outcome: OutcomeGold) -> Mapping[str, bool]:
    is_answered = outcome.of_proposal is not None
    return {
        "final": outcome.final is not None,
        "recipient": outcome.recipient is not None,
        "proposal answered": is_answered,
        "proposal and matter differ": is_answered and outcome.of_proposal != outcome.label,
    }


def _has_votes(outcome: OutcomeGold) -> bool:
    counts = outcome.for_count, outcome.against_count, outcome.abstain_count
    return outcome.unanimous or any(count is not None for count in counts)
