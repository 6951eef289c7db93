"""Every column of every exported table: the one description that files, types and documentation are made from.

>>> [table.name for table in TABLES]
['documents', 'items', 'outcomes', 'votes', 'entities', 'amounts', 'participants', 'warnings']
"""

from typing import Final

from nlp_referat.export import rows
from nlp_referat.export.columns import Column, Table

_DOCUMENT: Final = Column("document_id", "integer", "The document.")
_ITEM: Final = Column("item_id", "integer", "The item that it stands in; empty outside the items.")


def _span(source: str) -> tuple[Column, Column]:
    return (
        Column("start_char", "integer", "Where it begins in the raw text, in code points.", f"{source}.start"),
        Column("end_char", "integer", "Where it ends: the first code point behind it.", f"{source}.end"),
    )


DOCUMENTS: Final = Table(
    "documents",
    "One document that was read.",
    (
        _DOCUMENT,
        Column("source", "text", "The path as it was given to `extract`.", "referat.source"),
        Column("kind", "text", "referat, dagsorden (an agenda: no decisions) or andet (no minutes).", "referat.kind"),
        Column("municipality", "text", "The municipality.", "referat.meeting.municipality"),
        Column("committee", "text", "The body that met, in full.", "referat.meeting.committee.name"),
        Column("date", "date", "The day of the meeting.", "referat.meeting.date"),
        Column("time", "text", "When it began, as HH:MM.", "referat.meeting.time"),
        Column("location", "text", "Where it was held.", "referat.meeting.location"),
        Column("items", "integer", "How many agenda items were found.", lambda row: len(row.referat.items)),
        Column("warnings", "integer", "How many warnings there are.", lambda row: len(row.referat.warnings)),
        Column("model", "text", "The pipeline that read it.", "referat.model.name"),
        Column("model_version", "text", "Its version.", "referat.model.version"),
    ),
)

ITEMS: Final = Table(
    "items",
    "One item (punkt) of an agenda.",
    (
        Column("item_id", "integer", "The item."),
        _DOCUMENT,
        Column("number", "text", "Its number as written.", "item.number"),
        Column("title", "text", "Its title.", "item.title"),
        Column("case_number", "text", "The case number.", "item.case_number"),
        Column(
            "kind", "text", "B (beslutning), O (orientering), D (drøftelse), where the source says so.", "item.kind"
        ),
        Column("nature", "text", "formality, information, discussion or decision.", "item.nature"),
        Column("formality", "text", "Which formality: dagsorden, referat, meddelelser, eventuelt …", "item.formality"),
        Column("kle", "text", "Main group of KLE, the municipalities' subject code.", "item.kle"),
        Column("item_key", "text", "The same item's identity in agenda, minutes and other bodies.", "item.key"),
        Column("closed", "boolean", "Whether it was behind closed doors.", "item.closed"),
        Column("proposed_by", "text", "Who proposes (indstilling).", "item.proposal.by"),
        Column("proposal", "text", "The points of the proposal, one a line.", rows.joined_points),
        Column("decision", "text", "The meeting's own decision in its words; empty: none.", "item.decision.text"),
        Column("outcomes", "text", "Labels of its outcomes, with '; ' between; see outcomes.", rows.joined_outcomes),
        Column("unmentioned", "text", "Points that the decision is silent about.", rows.joined_unmentioned),
        *_span("item"),
    ),
    {"document_id": "documents"},
)

OUTCOMES: Final = Table(
    "outcomes",
    "What a body did about one point of an item, or about all of it.",
    (
        Column("outcome_id", "integer", "The outcome."),
        _DOCUMENT,
        Column("item_id", "integer", "The item."),
        Column(
            "origin", "text", "decision: this meeting's; history: an earlier decision that it tells of.", rows.origin
        ),
        Column("earlier_date", "date", "Of history: the day of the earlier decision.", "earlier.date"),
        Column("earlier_committee", "text", "Of history: the body that decided.", "earlier.committee"),
        Column("point", "integer", "Point of the proposal; empty for all of it.", "outcome.point"),
        Column("label", "text", "What was done about the matter.", "outcome.label"),
        Column("of_proposal", "text", "What was done about the proposal.", "outcome.of_proposal"),
        Column("of_matter", "text", "What that means for the matter.", "outcome.of_matter"),
        Column("recommended", "text", "What an INDSTILLES asks the next body to do.", "outcome.recommended"),
        Column("recipient", "text", "The body that it goes to next.", "outcome.recipient"),
        Column("body", "text", "The body that acted.", "outcome.body"),
        Column(
            "stage", "text", "Step in the matter's way: forwarding, final, information, discussion.", "outcome.stage"
        ),
        Column("final", "boolean", "Whether the body settled the matter; empty: unknown.", "outcome.final"),
        Column("finality", "text", "What final rests on, or why it is empty.", "outcome.finality"),
        Column("finality_text", "text", "The words that it rests on.", "outcome.finality_evidence.text"),
        Column("conditional", "boolean", "Whether there is a condition.", "outcome.conditional"),
        Column("partial", "boolean", "Whether it is about a part only.", "outcome.partial"),
        Column("amended", "boolean", "Whether the proposal was changed.", "outcome.amended"),
        Column("reservations", "text", "The words of condition, part, change or remark.", rows.joined_reservations),
        Column("is_amendment", "boolean", "Whether an amendment was voted on by itself.", "outcome.is_amendment"),
        Column("mover", "text", "Who moved it.", "outcome.mover"),
        Column("votes_for", "integer", "Votes for, as counted in the text.", "outcome.votes.for_count"),
        Column("votes_against", "integer", "Votes against, as counted in the text.", "outcome.votes.against_count"),
        Column("votes_abstain", "integer", "Abstentions, as counted in the text.", "outcome.votes.abstain_count"),
        Column(
            "unanimous", "boolean", "Whether the text says so; empty: no vote is told of.", "outcome.votes.unanimous"
        ),
        Column("majority", "boolean", "Whether the text speaks of a majority.", "outcome.votes.majority"),
        Column("text", "text", "The words that state the outcome.", "outcome.text"),
        *_span("outcome"),
        Column("score", "number", "How sure the label is, from 0 to 1.", "outcome.score"),
    ),
    {"document_id": "documents", "item_id": "items"},
)

VOTES: Final = Table(
    "votes",
    "How a party or a member voted on an outcome.",
    (
        Column("vote_id", "integer", "The vote."),
        _DOCUMENT,
        Column("item_id", "integer", "The item."),
        Column("outcome_id", "integer", "The outcome that was voted on."),
        Column("voter", "text", "Party letter or name."),
        Column("vote", "text", "for, against or abstain."),
    ),
    {"document_id": "documents", "item_id": "items", "outcome_id": "outcomes"},
)

ENTITIES: Final = Table(
    "entities",
    "One mention of a name, amount, date or reference.",
    (
        Column("entity_id", "integer", "The mention."),
        _DOCUMENT,
        _ITEM,
        Column("section", "text", "The section of the item.", "entity.section"),
        Column("label", "text", "PERSON, COMMITTEE, FUND, MONEY, PERCENT, ORG, LOC, …", "entity.label"),
        Column("text", "text", "Its words.", "entity.text"),
        Column("canonical", "text", "The name in its one form.", "entity.canonical"),
        Column("date_start", "date", "Of DATE: the first day.", "entity.date.start"),
        Column("date_end", "date", "Of DATE: the last day.", "entity.date.end"),
        Column("percent", "decimal", "Of PERCENT: the number as written.", "entity.percent.percent"),
        Column("percent_low", "decimal", "Of a range: its lower end.", "entity.percent.low"),
        Column("percent_high", "decimal", "Of a range: its upper end.", "entity.percent.high"),
        Column("percent_point", "boolean", "Of PERCENT: whether percentage points.", "entity.percent.point"),
        *_span("entity"),
        Column("score", "number", "How sure it is, from 0 to 1.", "entity.score"),
        Column("found_by", "text", "rules, model or pipeline.", "entity.source"),
    ),
    {"document_id": "documents", "item_id": "items"},
)

AMOUNTS: Final = Table(
    "amounts",
    "One amount of money: a MONEY entity with its value, and what it is about as far as the text says so.",
    (
        Column("entity_id", "integer", "The mention, as in entities."),
        _DOCUMENT,
        _ITEM,
        Column("section", "text", "The section of the item.", "entity.section"),
        Column("text", "text", "Its words.", "entity.text"),
        Column("value", "decimal", "The amount in units of the currency; empty for a range.", "entity.money.value"),
        Column("currency", "text", "ISO code of the currency.", "entity.money.currency"),
        Column("low", "decimal", "Of a range: its lower end.", "entity.money.low"),
        Column("high", "decimal", "Of a range: its upper end.", "entity.money.high"),
        Column("approx", "boolean", "Whether about so much (ca.).", "entity.money.approx"),
        Column("bound", "text", "max (op til) or min (mindst).", "entity.money.bound"),
        Column("per", "text", "The time that it is for each of: year, month, week, day, hour.", "entity.money.period"),
        Column(
            "role", "text", "What is done with it: proposed, decided, budgeted, …; empty: unsaid.", "entity.scope.role"
        ),
        Column("role_text", "text", "The word that says so.", "entity.scope.role_evidence.text"),
        Column("direction", "text", "expense, income, or from and to of a change.", "entity.scope.direction"),
        Column("period", "text", "When it counts: year, each_year, total or until.", "entity.scope.period.kind"),
        Column("period_first", "integer", "First year.", "entity.scope.period.first"),
        Column("period_last", "integer", "Last year.", "entity.scope.period.last"),
        Column("period_text", "text", "The words of the period.", "entity.scope.period.text"),
        Column("purpose", "text", "What it is for.", "entity.scope.purpose.text"),
        Column("point", "integer", "Point of proposal or decision that it stands in.", "entity.scope.point"),
        Column("covered", "boolean", "Whether the decision adopts it; empty: unknown.", "entity.scope.covered"),
        Column("part_of", "integer", "The amount (entity_id) that is the sum of this and others."),
        *_span("entity"),
    ),
    {"entity_id": "entities", "document_id": "documents", "item_id": "items", "part_of": "entities"},
)

PARTICIPANTS: Final = Table(
    "participants",
    "Who was there or not, at the meeting or at one item where that differs.",
    (
        Column("participant_id", "integer", "The row."),
        _DOCUMENT,
        Column("item_id", "integer", "The item; empty: the whole meeting."),
        Column("name", "text", "The name."),
        Column("party", "text", "Party letter or name, where the text gives it."),
        Column("status", "text", "present, absent, late, left, disqualified, not_participating or substitute."),
        Column("stands_for", "text", "Of a substitute: whose place it was."),
        *_span("evidence"),
    ),
    {"document_id": "documents", "item_id": "items"},
)

WARNINGS: Final = Table(
    "warnings",
    "Something that was skipped, ambiguous or inconsistent.",
    (
        Column("warning_id", "integer", "The warning."),
        _DOCUMENT,
        Column("code", "text", "Its kind.", "warning.code"),
        Column("message", "text", "What it is.", "warning.message"),
        *_span("warning"),
    ),
    {"document_id": "documents"},
)

TABLES: Final = (DOCUMENTS, ITEMS, OUTCOMES, VOTES, ENTITIES, AMOUNTS, PARTICIPANTS, WARNINGS)

assert tuple(table.name for table in TABLES) == rows.TABLES
