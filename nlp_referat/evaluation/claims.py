"""Decisions and amounts: what is claimed of an outcome or an amount beyond its label and value, against gold.

A claim is counted where the document's `facts` say that it was annotated. Null is an answer like others: where the
text does not say who gets the matter, only null is right. A claim is judged where its outcome (same point and label)
or amount (exact, else overlapping) was found; where it was not, the claim counts as not found, and as wrong in the
share over all. An outcome that the gold has as INGEN_BESLUTNING and the pipeline not at all claims nothing: neither.

Beside each claim stands the naive reading: the last label of the item is what was done, and settles the matter where
it is GODKENDT; nobody gets it, nobody voted; an amount in a decision is decided and any other proposed, it counts for
each year if the words beside it say so, and it is spent.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nlp_referat.corpus.document import AnnotatedFact, Annotation, Document, OutcomeGold, ScopeGold
from nlp_referat.evaluation.items import match_items
from nlp_referat.evaluation.outcomes import match_outcomes
from nlp_referat.evaluation.spans import in_scope, match_relaxed
from nlp_referat.evaluation.tallies import Tally, right
from nlp_referat.evaluation.wording import plain
from nlp_referat.labels import OutcomeLabel
from nlp_referat.schema import AmountScope, Decision, Entity, Item, Outcome, Votes

Answer = object
"""What a claim says; compared by equality."""


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """How a claim about outcomes is read from gold, from a prediction, and naively from the item's last label."""

    of_gold: Callable[[OutcomeGold], Answer]
    of_found: Callable[[Outcome], Answer]
    naive: Callable[[OutcomeLabel], Answer]
    nothing: Answer = None
    fact: AnnotatedFact = "final"


@dataclass(frozen=True, slots=True)
class AmountFact:
    """How a claim about amounts is read from gold, from a prediction, and naively from the entity."""

    of_gold: Callable[[ScopeGold], Answer]
    of_found: Callable[[AmountScope], Answer]
    naive: Callable[[Entity], Answer]


def _votes(votes: Votes | None) -> Answer:
    """Counts and unanimity: names of voters are not annotated."""
    found = votes or Votes()
    return found.for_count, found.against_count, found.abstain_count, found.unanimous


def _naive_period(entity: Entity) -> Answer:
    is_yearly = entity.money is not None and entity.money.period == "year"
    return ("each_year", None, None) if is_yearly else None


_NO_VOTES: Final = _votes(None)

OUTCOME_FACTS: Final[Mapping[str, OutcomeFact]] = {
    "final": OutcomeFact(
        lambda gold: gold.final,
        lambda found: found.final,
        lambda label: True if label == "GODKENDT" else None,
    ),
    "recipient": OutcomeFact(
        lambda gold: plain(gold.recipient) or None,
        lambda found: plain(found.recipient) or None,
        lambda label: None,
    ),
    "votes": OutcomeFact(
        lambda gold: (gold.for_count, gold.against_count, gold.abstain_count, gold.unanimous),
        lambda found: _votes(found.votes),
        lambda label: _NO_VOTES,
        nothing=_NO_VOTES,
        fact="votes",
    ),
    "of proposal": OutcomeFact(lambda gold: gold.of_proposal, lambda found: found.of_proposal, lambda label: label),
}

AMOUNT_FACTS: Final[Mapping[str, AmountFact]] = {
    "amount role": AmountFact(
        lambda gold: gold.role,
        lambda found: found.role,
        lambda entity: "decided" if entity.section == "beslutning" else "proposed",
    ),
    "amount period": AmountFact(
        lambda gold: gold.period and (gold.period.kind, gold.period.first, gold.period.last),
        lambda found: found.period and (found.period.kind, found.period.first, found.period.last),
        _naive_period,
    ),
    "amount direction": AmountFact(
        lambda gold: gold.direction, lambda found: found.direction, lambda entity: "expense"
    ),
}

CLAIMS: Final = (*OUTCOME_FACTS, *AMOUNT_FACTS)
"""The claims in the order in which they are reported."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim: what the gold says, what was read and what the naive reading has; nothing where it was not found.

    `of` is what it is claimed of, in the gold.
    """

    claim: str
    of: OutcomeGold | Annotation
    gold: Answer
    is_stated: bool
    found: Answer = None
    naive: Answer = None
    is_found: bool = False

    @property
    def is_right(self) -> bool:
        """Whether the outcome or amount was found, and what is claimed of it is as in the gold."""
        return self.is_found and self.gold == self.found


def judge(document: Document, items: Sequence[Item], entities: Sequence[Entity]) -> Iterator[Judged]:
    """Every annotated claim of one document.

    >>> from nlp_referat.schema import Money
    >>> amount = Annotation(start=0, end=5, label="MONEY", scope=ScopeGold(role="spent", direction="expense"))
    >>> document = Document(id="a", text="5 kr.", entities=(amount,), facts=("scope",))
    >>> found = Entity(start=0, end=5, text="5 kr.", label="MONEY", scope=AmountScope(role="decided"))
    >>> [(one.claim, one.gold, one.found, one.naive) for one in judge(document, [], [found])]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('amount role', 'spent', 'decided', 'proposed'), ('amount period', None, None, None),
     ('amount direction', 'expense', None, 'expense')]
    """
    asked = {name: fact for name, fact in OUTCOME_FACTS.items() if fact.fact in document.facts}
    if asked:
        for gold, found, label in _outcomes(document, items):
            yield from (_judged_outcome(name, fact, gold, found, label) for name, fact in asked.items())
    if "scope" in document.facts:
        for amount, entity in _amounts(document, entities):
            yield from (_judged_amount(name, fact, amount, entity) for name, fact in AMOUNT_FACTS.items())


def score_claims(document: Document, items: Sequence[Item], entities: Sequence[Entity]) -> Iterator[tuple[str, Tally]]:
    """Tallies of one document: ``claims/…`` where found, ``claims stated/…``, ``claims naive/…``, ``claims all/…``."""
    for one in judge(document, items, entities):
        yield f"claims all/{one.claim}", right(one.is_right)
        if one.is_found:
            yield f"claims/{one.claim}", right(one.is_right)
            yield f"claims naive/{one.claim}", right(one.gold == one.naive)
            if one.is_stated:
                yield f"claims stated/{one.claim}", right(one.is_right)


def _judged_outcome(
    name: str, fact: OutcomeFact, gold: OutcomeGold, found: Outcome | None, label: OutcomeLabel | None
) -> Judged:
    wanted = fact.of_gold(gold)
    is_stated = wanted != fact.nothing
    if found is None or label is None:
        return Judged(name, gold, wanted, is_stated)
    return Judged(name, gold, wanted, is_stated, fact.of_found(found), fact.naive(label), is_found=True)


def _judged_amount(name: str, fact: AmountFact, gold: Annotation, entity: Entity | None) -> Judged:
    wanted = fact.of_gold(gold.scope or ScopeGold())
    if entity is None:
        return Judged(name, gold, wanted, wanted is not None)
    found = fact.of_found(entity.scope or AmountScope())
    return Judged(name, gold, wanted, wanted is not None, found, fact.naive(entity), is_found=True)


def _outcomes(
    document: Document, items: Sequence[Item]
) -> Iterator[tuple[OutcomeGold, Outcome | None, OutcomeLabel | None]]:
    """Required outcomes with what answers to them, and the last label that the item was read to have."""
    for gold, item in match_items(document.items or (), items).pairs:
        if gold.closed:
            continue
        predicted = _predicted(item.decision if item is not None else None)
        match = match_outcomes(gold.outcomes, predicted)
        for one, answers in match.right:
            if answers:
                yield one, answers[0], predicted[-1].label
        yield from ((one, None, None) for one in (*(gold for gold, _ in match.confused), *match.missed))


def _predicted(decision: Decision | None) -> Sequence[Outcome]:
    return decision.outcomes if decision is not None else ()


def _amounts(document: Document, entities: Sequence[Entity]) -> Iterator[tuple[Annotation, Entity | None]]:
    gold, found = in_scope(document, entities)
    match = match_relaxed(
        [span for span in gold if span.label == "MONEY"], [span for span in found if span.label == "MONEY"]
    )
    yield from match.pairs
    yield from ((span, None) for span in match.missed)
