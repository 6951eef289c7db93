"""The layout of a document, from its text alone: meeting, items, sections, proposals, decisions, history.

`parse_layout` gives a `Referat` whose decisions and earlier decisions hold their text but no outcomes yet;
`nlp_referat.decisions` reads those.

>>> layout = parse_layout("REFERAT Socialudvalget d. 03-12-2025\\n\\nPunkt 1: Budget\\n\\nBeslutning\\n\\nGodkendt.\\n")
>>> layout.meeting.committee.name, layout.items[0].title, layout.items[0].decision.text
('Socialudvalget', 'Budget', 'Godkendt.')
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from nlp_referat.labels import DocumentKind
from nlp_referat.layout.bodies import full_name
from nlp_referat.layout.chain import MIN_SCORE
from nlp_referat.layout.gaps import find_gaps
from nlp_referat.layout.items import ItemHead, Items, find_items
from nlp_referat.layout.meeting import document_kind, named_kind, read_meeting
from nlp_referat.layout.proposal import read_proposal
from nlp_referat.layout.sections import Block, Sections, read_sections, whole_decision
from nlp_referat.names.canonical import canonical_committee
from nlp_referat.schema import Decision, EarlierDecision, Item, Meeting, Proposal, Referat, Section, Warning

_PROPOSING: Final = re.compile(
    r"^[ \t>*_]*[A-ZÆØÅ][^\n.:]{1,90}? indstiller(?: til [^\n.:]{2,160}?)?(?:[,:]?(?: 1[.)])? at\b|[,:]?[ \t]*$)",
    re.MULTILINE,
)
_NOTHING: Final = re.compile(r"[\s.\-–*_]*")


def parse_layout(text: str) -> Referat:
    """The layout of `text` (a `View`'s cleaned text); offsets into `text`."""
    items = find_items(text)
    meeting = read_meeting(text, items)
    body = canonical_committee(meeting.committee.name) if meeting.committee else None
    sections = [read_sections(items, head, body, meeting.date) for head in items.heads]
    if _is_decided(text, sections) or named_kind(items) == "referat":
        is_list = not any(found.decisions for found in sections)
        sections = [
            found if found.blocks else whole_decision(items, head, is_list)
            for head, found in zip(items.heads, sections, strict=True)
        ]
    kind = document_kind(items, _is_decided(text, sections))
    built = tuple(
        _item(text, head, found, has_decision=kind == "referat")
        for head, found in zip(items.heads, sections, strict=True)
    )
    warnings = [*_warnings(text, items, meeting, built, kind), *_decided_again(text, built, sections)]
    return Referat(kind=kind, meeting=meeting, items=built, warnings=tuple(warnings))


def _is_decided(text: str, sections: Sequence[Sections]) -> bool:
    """Whether a decision of this body stands anywhere."""
    return any(_has_words(text, block) for found in sections for block in found.decisions)


def _has_words(text: str, block: Block) -> bool:
    return not _NOTHING.fullmatch(text, block.text_start, block.text_end)


def _item(text: str, head: ItemHead, sections: Sections, has_decision: bool) -> Item:
    proposal = _proposal(text, head, sections)
    decisions = sections.decisions
    return Item(
        number=head.number,
        title=head.title,
        case_number=head.case_number,
        kind=head.kind,
        closed=head.closed,
        start=head.start,
        end=head.end,
        sections=tuple(Section(type=b.type, title=b.title, start=b.start, end=b.text_end) for b in sections.blocks),
        proposal=proposal,
        decision=_decision(text, decisions) if decisions and has_decision else None,
        history=tuple(
            EarlierDecision(
                date=b.date,
                committee=full_name(b.body) if b.body else None,
                start=b.text_start,
                end=b.text_end,
            )
            for b in sorted(sections.history, key=lambda b: (b.date is None, b.date or 0, b.start))
        ),
    )


def _proposal(text: str, head: ItemHead, sections: Sections) -> Proposal | None:
    """The proposal under its heading, or the paragraph that says "… indstiller, at" where none has one."""
    block = sections.first("indstilling")
    if block:
        return read_proposal(text[block.text_start : block.text_end], block.text_start)
    end = min((found.start for found in sections.blocks if found.type == "beslutning"), default=head.end)
    sentence = _PROPOSING.search(text, head.start, end)
    if sentence is None:
        return None
    stop = min((found.start for found in sections.blocks if found.start > sentence.start()), default=head.end)
    return read_proposal(text[sentence.start() : stop].rstrip(), sentence.start())


def _decision(text: str, blocks: tuple[Block, ...]) -> Decision:
    """The last decision block with words in it: a template's empty field may stand before the one filled in."""
    block = next((block for block in reversed(blocks) if _has_words(text, block)), blocks[-1])
    return Decision(text=text[block.text_start : block.text_end], start=block.text_start, end=block.text_end)


def _decided_again(text: str, built: Sequence[Item], sections: Sequence[Sections]) -> Iterator[Warning]:
    """Items with two decisions of this body: the head of an item between them may not have been recognised."""
    for item, found in zip(built, sections, strict=True):
        told = [block for block in found.decisions if block.date is None and _has_words(text, block)]
        if item.decision is not None and len(told) > 1:
            message = f"Item {item.number} has {len(told)} sections with a decision; the last one was read."
            yield Warning(code="decisions_several", message=message, start=told[0].start, end=told[-1].text_end)


def _warnings(text: str, items: Items, meeting: Meeting, built: tuple[Item, ...], kind: DocumentKind) -> list[Warning]:
    if not built:
        message = (
            "No agenda items were recognised: this is either no minutes, "
            "or minutes in a layout that the parser does not know."
        )
        return [Warning(code="no_items", message=message)]
    found = []
    if not items.is_numbered:
        message = "The items carry no numbers in the text; they were counted."
        found.append(Warning(code="numbers_counted", message=message, start=built[0].start, end=built[0].start))
    elif items.runner_up > max(MIN_SCORE, 0.8 * items.score):
        message = "Two readings of the agenda items explain the document almost equally well."
        found.append(Warning(code="ambiguous_items", message=message, start=built[0].start, end=built[0].start))
    if meeting.committee is None:
        found.append(Warning(code="no_committee", message="The head names no body that met."))
    if meeting.date is None:
        found.append(Warning(code="no_date", message="The head gives no date of the meeting."))
    found.extend(find_gaps(text, items, built, kind))
    return found
