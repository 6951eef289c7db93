"""Which of overlapping entities stays."""

from decimal import Decimal
from itertools import pairwise, permutations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from nlp_referat.labels import ENTITY_LABELS
from nlp_referat.pipes.arbitration import PRIORITY, add_mentions
from nlp_referat.schema import DateRange, Money
from nlp_referat.text import Mention

NLP = spacy.blank("da")
TEXT = "a b c d e f g h i j"  # ten tokens, each two characters apart


def mention(label: str, first: int, last: int, **kwargs: object) -> Mention:
    """Of the tokens from `first` up to but not with `last`."""
    return Mention(2 * first, 2 * last - 1, label, **kwargs)  # type: ignore[arg-type]


def entities(doc: Doc) -> list[tuple[str, int, int]]:
    return [(span.label_, span.start, span.end) for span in doc.ents]


def test_every_label_has_its_place() -> None:
    assert set(PRIORITY) == set(ENTITY_LABELS)


PAIRS = [
    ("an amount beats a fund", ("MONEY", 0, 2), ("FUND", 1, 5), ("MONEY", 0, 2)),
    ("a body beats a place in its name", ("COMMITTEE", 0, 3), ("LOC", 0, 1), ("COMMITTEE", 0, 3)),
    ("a body beats a longer organisation", ("ORG", 0, 6), ("COMMITTEE", 2, 3), ("COMMITTEE", 2, 3)),
    ("a case number beats the date in it", ("DATE", 1, 3), ("CASE", 0, 4), ("CASE", 0, 4)),
    ("a person beats a place", ("LOC", 1, 2), ("PERSON", 0, 2), ("PERSON", 0, 2)),
    ("the longer of two people", ("PERSON", 0, 1), ("PERSON", 0, 3), ("PERSON", 0, 3)),
    ("the earlier of two people of a length", ("PERSON", 1, 3), ("PERSON", 0, 2), ("PERSON", 0, 2)),
]


@pytest.mark.parametrize(("one", "other", "winner"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_the_winner_is_the_same_in_whatever_order(one: tuple, other: tuple, winner: tuple) -> None:
    together = add_mentions(NLP(TEXT), [mention(*one), mention(*other)])
    assert entities(together) == [winner]
    for first, second in ((one, other), (other, one)):
        doc = add_mentions(NLP(TEXT), [mention(*first)])
        assert entities(add_mentions(doc, [mention(*second)])) == [winner]


def test_neighbours_both_stay() -> None:
    doc = add_mentions(NLP(TEXT), [mention("PERSON", 2, 3), mention("PARTY", 3, 4), mention("MONEY", 0, 2)])
    assert entities(doc) == [("MONEY", 0, 2), ("PERSON", 2, 3), ("PARTY", 3, 4)]


def test_a_loser_makes_way_for_its_other_neighbours() -> None:
    # The fund loses to the amount, so the place that it overlapped stays.
    doc = add_mentions(NLP(TEXT), [mention("FUND", 1, 5), mention("MONEY", 0, 2), mention("LOC", 3, 4)])
    assert entities(doc) == [("MONEY", 0, 2), ("LOC", 3, 4)]


def test_ours_beats_another_components_entity() -> None:
    doc = NLP(TEXT)
    doc.ents = [Span(doc, 0, 5, label="PERSON"), Span(doc, 6, 8, label="PRODUCT")]
    add_mentions(doc, [mention("LOC", 2, 3)])
    assert entities(doc) == [("LOC", 2, 3), ("PRODUCT", 6, 8)]
    assert [span._.score for span in doc.ents] == [1.0, None]


def test_values_stand_on_the_span() -> None:
    money = Money(value=Decimal(5))
    doc = add_mentions(
        NLP(TEXT), [mention("MONEY", 0, 2, value=money, score=0.9), mention("FUND", 4, 6, canonical="X")]
    )
    assert [(s._.money, s._.canonical, s._.score) for s in doc.ents] == [(money, None, 0.9), (None, "X", 1.0)]


def test_a_winner_with_the_same_edges_inherits_nothing() -> None:
    doc = add_mentions(NLP(TEXT), [mention("DATE", 0, 2, value=DateRange(), canonical="x")])
    add_mentions(doc, [mention("CASE", 0, 2)])
    [span] = doc.ents
    assert (span.label_, span._.date, span._.canonical, span._.score) == ("CASE", None, None, 1.0)


def test_an_edge_inside_a_token_takes_the_whole_token() -> None:
    doc = add_mentions(NLP("Kommunen betaler 100kr-beløbet"), [Mention(17, 20, "MONEY")])
    [span] = doc.ents
    assert span.start_char <= 17
    assert span.end_char >= 20
    assert span.text == doc.text[span.start_char : span.end_char]


def test_no_mentions_leave_the_doc_alone() -> None:
    doc = NLP(TEXT)
    doc.ents = [Span(doc, 0, 1, label="PER")]
    assert entities(add_mentions(doc, [])) == [("PER", 0, 1)]


def test_offsets_are_the_views() -> None:
    doc = NLP("\ufeffByrådet\u00ad gav\u00a05 kr.")
    add_mentions(doc, [Mention(12, 17, "MONEY")])
    assert [span.text for span in doc.ents] == ["5 kr."]


mentions = st.builds(
    lambda label, first, length: mention(label, first, min(first + length, 10)),
    st.sampled_from(PRIORITY),
    st.integers(0, 9),
    st.integers(1, 4),
)


@given(found=st.lists(mentions, max_size=12))
def test_winners_do_not_overlap_and_every_loser_has_a_better_one(found: list[Mention]) -> None:
    doc = add_mentions(NLP(TEXT), found)
    winners = entities(doc)
    assert all(one[2] <= other[1] for one, other in pairwise(winners))
    for lost in found:
        label, first, last = lost.label, lost.start // 2, (lost.end + 1) // 2
        if (label, first, last) not in winners:
            rivals = [w for w in winners if w[1] < last and w[2] > first]
            assert any(_rank(*rival) <= _rank(label, first, last) for rival in rivals)


@given(found=st.lists(mentions, max_size=4))
def test_within_a_component_the_order_does_not_matter(found: list[Mention]) -> None:
    results = {tuple(entities(add_mentions(NLP(TEXT), order))) for order in permutations(found)}
    assert len(results) == 1


def _rank(label: str, first: int, last: int) -> tuple[int, int, int]:
    return PRIORITY.index(label), first - last, first  # type: ignore[arg-type]
