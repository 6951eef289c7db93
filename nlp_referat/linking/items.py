"""The items of several documents as nodes to be joined: agenda and minutes of one meeting are one node."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from nlp_referat.linking.result import Basis, Step, StepOutcome
from nlp_referat.schema import EarlierDecision, Item, Meeting, Referat
from nlp_referat.topics.identity import Identity, key_of, normalised_body, read_key, same_item
from nlp_referat.topics.nature import nature_of

_KIND_ORDER: Final = {"referat": 0, "dagsorden": 1, "andet": 2}


@dataclass(frozen=True, slots=True)
class Source:
    """One item of one document."""

    referat: Referat
    item: Item
    key: str
    name: str


@dataclass(slots=True, eq=False)
class Node:
    """One item of one meeting, from its agenda, its minutes or both."""

    place: int
    sources: list[Source]
    basis: set[Basis] = field(default_factory=set)

    @property
    def main(self) -> Source:
        """The minutes if there are any."""
        return min(self.sources, key=lambda source: _KIND_ORDER[source.referat.kind])

    @property
    def identity(self) -> Identity:
        """The parts of the key; a case number that only the agenda gives counts."""
        own = read_key(self.main.key)
        case = own.case or next((case for source in self.sources if (case := read_key(source.key).case)), "")
        return Identity(own.date, own.body, own.number, case, own.title)

    @property
    def municipality(self) -> str | None:
        """Whose meeting it is, where a document says so; the place before "Byråd" says it too."""
        return next((name for source in self.sources if (name := _municipality(source.referat.meeting))), None)

    def history(self) -> Iterator[EarlierDecision]:
        """What the documents tell of earlier decisions on the matter."""
        for source in self.sources:
            yield from source.item.history

    def told_of(self, other: "Node") -> bool:
        """Whether the item tells of a decision that the other's body took on the other's day."""
        day, body = other.identity.date, other.identity.body
        return bool(day and body) and any(
            earlier.date is not None and earlier.date.isoformat() == day and normalised_body(earlier.committee) == body
            for earlier in self.history()
        )

    def step(self) -> Step:
        """The node as it is shown."""
        source = self.main
        meeting, item = source.referat.meeting, source.item
        decision = item.decision
        ordered = sorted(self.sources, key=lambda one: _KIND_ORDER[one.referat.kind])
        return Step(
            date=meeting.date,
            body=meeting.committee.name if meeting.committee else None,
            number=item.number,
            title=item.title,
            case_number=next((one.item.case_number for one in ordered if one.item.case_number), None),
            kind=source.referat.kind,
            key=source.key,
            sources=tuple(dict.fromkeys(one.name for one in ordered)),
            outcomes=tuple(
                StepOutcome(point=one.point, label=one.label, final=one.final, recipient=one.recipient)
                for one in (decision.outcomes if decision else ())
                if not one.is_amendment
            ),
            basis=tuple(sorted(self.basis)),
        )


_PLACE: Final = re.compile(
    r"(?P<place>[A-ZÆØÅ][\w.-]*(?: [A-ZÆØÅ][\w.-]*)*?) (?:[Kk]ommunes? )?(?:[Bb]yråd|[Kk]ommunalbestyrelse)"
)


def _municipality(meeting: Meeting) -> str | None:
    if meeting.municipality:
        return meeting.municipality
    place = _PLACE.match(meeting.committee.name) if meeting.committee else None
    return f"{place['place']} Kommune" if place else None


def same_municipality(one: str | None, other: str | None) -> bool:
    """Whether two names may be of one municipality; where one is not known, they may.

    >>> same_municipality("Køge Kommune", "Stevns Kommune"), same_municipality("Aalborgs Kommune", "Aalborg Kommune")
    (False, True)
    """
    if not one or not other:
        return True
    bare = [name.casefold().removesuffix(" kommune").rstrip("s") for name in (one, other)]
    return bare[0] == bare[1]


def nodes_of(documents: Iterable[Referat]) -> tuple[list[Node], int]:
    """The nodes of all documents in their order, and how many formalities were left out."""
    nodes: list[Node] = []
    of_meeting: dict[tuple[str, str], list[Node]] = {}
    formalities = 0
    for count, referat in enumerate(documents, 1):
        for item in referat.items:
            if (item.nature or nature_of(item)) == "formality":
                formalities += 1
                continue
            key = item.key or key_of(referat.meeting, item.number, item.case_number, item.title)
            source = Source(referat, item, key, referat.source or f"document {count}")
            identity = read_key(key)
            meeting = of_meeting.setdefault((identity.date, identity.body), []) if identity.date else []
            same = next((node for node in meeting if _is_version(node, source)), None)
            if same is not None:
                same.sources.append(source)
                continue
            nodes.append(Node(len(nodes), [source]))
            meeting.append(nodes[-1])
    return nodes, formalities


def _is_version(node: Node, source: Source) -> bool:
    """Whether the item is the node's in another document of the meeting; two items of one document are two."""
    if any(one.referat is source.referat for one in node.sources):
        return False
    mine, theirs = node.municipality, source.referat.meeting.municipality
    return same_municipality(mine, theirs) and any(same_item(one.key, source.key) for one in node.sources)
