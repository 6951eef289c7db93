"""Items of several meetings joined to matters.

Two items of different meetings are joined by one case number where their titles have something in common; by one
title where that is telling and the case numbers do not speak against it; by likeness of the titles where one item
tells of the other's decision ("Økonomiudvalget anbefalede den 3. maj …"). Of two items of one meeting that fit,
neither is joined unless one fits better. What stays open is reported.

Items are compared only with those that share a case number or a rare word, so the work grows with their number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from nlp_referat.decisions.standing import is_council
from nlp_referat.linking.items import Node, nodes_of, same_municipality
from nlp_referat.linking.likeness import is_general, likeness, words_of
from nlp_referat.linking.result import Ambiguity, Basis, Links, Matter, Reason
from nlp_referat.schema import Referat

_SOMETHING: Final = 0.4  # of the shorter title's words, beside one case number
_MOSTLY: Final = 0.7  # beside an earlier decision that the text tells of
_ALL: Final = 0.999  # by the title alone
_RARE: Final = 40  # a word that more items have than this says nothing of the matter
_MESSAGES: Final[dict[Reason, str]] = {
    "titles_differ": "One case number, but the titles have nothing in common: the case may hold several matters.",
    "case_numbers_differ": "One title, but the case numbers differ: two matters, or one that was given a new case.",
    "several_candidates": "Two items of one meeting fit equally well.",
    "general_title": "One title, but it is so general that another matter may bear it, and nothing else joins them.",
}


def link(documents: Iterable[Referat]) -> Links:
    """The matters that run through two meetings or more.

    Args:
        documents: extractions, of one municipality or several; those of different ones are never joined.

    >>> link([]).matters
    ()
    """
    listed = list(documents)
    nodes, formalities = nodes_of(listed)
    joined = _Joined(nodes)
    open_pairs: list[tuple[Reason, Node, Node]] = []
    found: list[tuple[float, Basis, Node, Node]] = []
    for one, other in _candidates(nodes):
        verdict = _compare(one, other)
        if verdict is None:
            continue
        basis, reason, score = verdict
        if basis is not None:
            found.append((score, basis, one, other))
        elif reason is not None:
            open_pairs.append((reason, one, other))
    clashes = _clashes(found)
    for _, basis, one, other in sorted(found, key=lambda pair: (-pair[0], pair[2].place, pair[3].place)):
        if (one.place, other.place) in clashes or not joined.join(one, other, basis):
            open_pairs.append(("several_candidates", one, other))
    groups = joined.groups()
    matters = [_matter(group) for group in groups if len(group) > 1]
    return Links(
        documents=len(listed),
        matters=tuple(sorted(matters, key=lambda matter: (str(matter.steps[0].date or "9999"), matter.title))),
        ambiguous=tuple(_ambiguities(open_pairs, joined)),
        single=sum(len(group) == 1 for group in groups),
        formalities=formalities,
    )


def _candidates(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node]]:
    """Pairs that share a case number or a rare word of the title, each once."""
    blocks: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes:
        identity = node.identity
        if identity.case:
            blocks["case", identity.case].append(node)
        blocks["title", identity.title].append(node)
        for word in set(words_of(identity.title)):
            if len(word) > 3:
                blocks["word", word].append(node)
    seen: set[tuple[int, int]] = set()
    for (kind, _), block in blocks.items():
        # A case of very many items is followed from one to the next; a word of very many says nothing.
        pairs = combinations(block, 2) if len(block) <= _RARE else pairwise(block) if kind == "case" else ()
        for one, other in pairs:
            pair = (one.place, other.place)
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _compare(one: Node, other: Node) -> tuple[Basis | None, Reason | None, float] | None:
    """What joins the two, or why it is open; None when nothing speaks for it."""
    a, b = one.identity, other.identity
    if (a.date, a.body) == (b.date, b.body) and a.date:
        return None  # two items of one meeting
    if not same_municipality(one.municipality, other.municipality):
        return None
    alike = likeness(a.title, b.title)
    told = one.told_of(other) or other.told_of(one)
    if a.case and a.case == b.case:
        if alike >= _SOMETHING or told:
            return "case_number", None, 2 + alike
        return None, "titles_differ", 0.0
    if told and alike >= _MOSTLY and not (a.case and b.case):
        return "history", None, 1 + alike
    if alike < _ALL or min(len(words_of(a.title)), len(words_of(b.title))) < 2:
        return None
    if is_general(a.title) or is_general(b.title):
        return (None, "general_title", 0.0) if a.title == b.title and not (a.case and b.case) else None
    if a.case and b.case:
        return (None, "case_numbers_differ", 0.0) if a.title == b.title else None
    return "title", None, alike - 0.1 * (a.title != b.title)


def _clashes(found: Sequence[tuple[float, Basis, Node, Node]]) -> set[tuple[int, int]]:
    """Pairs of which one item would go equally well with two items of one meeting."""
    rivals: dict[tuple[int, str, str], list[tuple[float, int, int]]] = defaultdict(list)
    for score, _, one, other in found:
        pair = (one.place, other.place)
        for node, partner in ((one, other), (other, one)):
            if partner.identity.date:
                rivals[node.place, partner.identity.date, partner.identity.body].append((score, *pair))
    clashes: set[tuple[int, int]] = set()
    for pairs in rivals.values():
        best = max(score for score, *_ in pairs)
        top = [(first, last) for score, first, last in pairs if score == best]
        if len(top) > 1:
            clashes.update(top)
    return clashes


class _Joined:
    """Disjoint sets of nodes in which no meeting has two items."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._group = {node.place: [node] for node in nodes}

    def join(self, one: Node, other: Node, basis: Basis) -> bool:
        """Put two nodes into one matter; False when a meeting would have two items in it."""
        mine, theirs = self._group[one.place], self._group[other.place]
        if mine is not theirs:
            if _meetings(mine) & _meetings(theirs):
                return False
            mine += theirs
            for node in theirs:
                self._group[node.place] = mine
        one.basis.add(basis)
        other.basis.add(basis)
        return True

    def are_joined(self, one: Node, other: Node) -> bool:
        return self._group[one.place] is self._group[other.place]

    def groups(self) -> list[list[Node]]:
        return list({id(group): group for group in self._group.values()}.values())


def _meetings(group: Sequence[Node]) -> set[tuple[str, str]]:
    return {(node.identity.date, node.identity.body) for node in group if node.identity.date}


def _ambiguities(pairs: Sequence[tuple[Reason, Node, Node]], joined: _Joined) -> Iterator[Ambiguity]:
    """What was left open, the items of one reason and one case number or title together."""
    bundles: dict[tuple[Reason, str], dict[int, Node]] = {}
    for reason, one, other in pairs:
        if joined.are_joined(one, other):
            continue
        shared = one.identity.case if one.identity.case == other.identity.case else one.identity.title
        bundle = bundles.setdefault((reason, shared), {})
        bundle |= {one.place: one, other.place: other}
    for (reason, _), nodes in bundles.items():
        steps = tuple(node.step() for node in sorted(nodes.values(), key=_when))
        yield Ambiguity(reason=reason, message=_MESSAGES[reason], items=steps)


def _when(node: Node) -> tuple[str, bool, int]:
    """In order of time; on one day the council comes last; what has no day stands at the end."""
    meeting = node.main.referat.meeting
    return node.identity.date or "9999", is_council(meeting.committee.name if meeting.committee else None), node.place


def _matter(group: Sequence[Node]) -> Matter:
    ordered = sorted(group, key=_when)
    last = ordered[-1]
    return Matter(
        title=last.main.item.title,
        case_number=next((step.case_number for node in ordered if (step := node.step()).case_number), None),
        municipality=next((name for node in ordered if (name := node.municipality)), None),
        steps=tuple(node.step() for node in ordered),
    )
