"""Every component factory, in one place: what it is called, what it needs and what it writes.

All are found through entry points, so ``nlp.add_pipe("referat.money")`` works in any spaCy pipeline.

>>> import spacy
>>> nlp = spacy.blank("da")
>>> _ = nlp.add_pipe("referat.money")
>>> [(ent.text, ent._.money.value) for ent in nlp("Der bevilges 350 t.kr. til stien.").ents]
[('350 t.kr.', Decimal('350000'))]
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal  # noqa: F401  # in the doctest's answer

from spacy.language import Language
from spacy.util import registry

from nlp_referat.amounts import find_money, find_percent
from nlp_referat.dates import find_dates
from nlp_referat.names.committees import find_committees
from nlp_referat.names.funds import find_funds
from nlp_referat.names.parties import find_parties
from nlp_referat.names.people import find_people
from nlp_referat.names.places import find_organisations, find_places
from nlp_referat.pipes.components import Decisions, Document, LabelMap, Layout, Recogniser, Scope
from nlp_referat.pipes.names import Names
from nlp_referat.pipes.registration import allow_dots_in_configs, factory
from nlp_referat.pipes.tokenizer import Tokenizer
from nlp_referat.references import find_cases, find_laws
from nlp_referat.schema import Referat
from nlp_referat.text import Mention

RULES: tuple[str, ...] = (
    "referat.layout",
    "referat.decisions",
    "referat.money",
    "referat.percent",
    "referat.dates",
    "referat.references",
    "referat.committees",
    "referat.funds",
    "referat.organisations",
    "referat.people",
    "referat.parties",
    "referat.places",
    "referat.scope",
    "referat.document",
)
"""The components of the rule pipeline, in order."""

allow_dots_in_configs()

_WRITES = ["doc.ents", "span._.canonical", "span._.score"]


@registry.tokenizers("referat.Tokenizer.v1")  # type: ignore[untyped-decorator]  # spaCy's registries are untyped
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer of the referat pipelines, for ``[nlp.tokenizer]`` in a config."""
    return lambda nlp: Tokenizer(nlp.vocab)


@factory("referat.layout", assigns=["doc._.referat"])
def create_layout(nlp: Language, name: str) -> Layout:
    """Meeting, agenda items, sections, proposals and decision texts."""
    return Layout()


@factory(
    "referat.decisions",
    default_config={"is_trained": False},
    requires=["doc._.referat"],
    assigns=["doc._.referat"],
)
def create_decisions(nlp: Language, name: str, is_trained: bool) -> Decisions:
    """Outcomes, votes, attendance and earlier decisions of the items.

    `is_trained`: whether a trained classifier reads the free words that no wording rule knows; the packaged one,
    or a saved pipeline's own. An encoder in the pipeline that was trained for it reads them too.
    """
    return Decisions(is_trained, nlp=nlp)


@factory("referat.money", assigns=[*_WRITES, "span._.money"])
def create_money(nlp: Language, name: str) -> Recogniser:
    """MONEY, with its value."""
    return Recogniser(find_money)


@factory("referat.percent", assigns=[*_WRITES, "span._.percent"])
def create_percent(nlp: Language, name: str) -> Recogniser:
    """PERCENT, with its value."""
    return Recogniser(find_percent)


@factory("referat.dates", assigns=[*_WRITES, "span._.date"])
def create_dates(nlp: Language, name: str) -> Recogniser:
    """DATE, resolved against the meeting's date where the layout knows it."""
    return Recogniser(find_dates, _meeting_date)


@factory("referat.references", assigns=_WRITES)
def create_references(nlp: Language, name: str) -> Recogniser:
    """LAW and CASE."""
    return Recogniser(_find_references)


@factory("referat.committees", assigns=_WRITES)
def create_committees(nlp: Language, name: str) -> Recogniser:
    """COMMITTEE, with its canonical name."""
    return Recogniser(find_committees, _own_body)


@factory("referat.funds", assigns=_WRITES)
def create_funds(nlp: Language, name: str) -> Recogniser:
    """FUND, with its canonical name."""
    return Recogniser(find_funds)


@factory("referat.organisations", assigns=_WRITES)
def create_organisations(nlp: Language, name: str) -> Recogniser:
    """ORG."""
    return Recogniser(find_organisations)


@factory("referat.people", assigns=_WRITES)
def create_people(nlp: Language, name: str) -> Recogniser:
    """PERSON; the participants that the layout knows are found again everywhere."""
    return Recogniser(find_people, _participants)


@factory("referat.parties", assigns=_WRITES)
def create_parties(nlp: Language, name: str) -> Recogniser:
    """PARTY."""
    return Recogniser(find_parties)


@factory("referat.places", assigns=_WRITES)
def create_places(nlp: Language, name: str) -> Recogniser:
    """LOC."""
    return Recogniser(find_places)


@factory(
    "referat.label_map",
    default_config={"labels": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "PERSON": "PERSON", "GPE": "LOC"}},
    assigns=["doc.ents"],
)
def create_label_map(nlp: Language, name: str, labels: dict[str, str]) -> LabelMap:
    """Renames another pipeline's entity labels to this library's."""
    return LabelMap(labels)


@factory("referat.encoder", assigns=[*_WRITES, "span._.source"])
def create_encoder(nlp: Language, name: str) -> Names:
    """PERSON, COMMITTEE, FUND, ORG and LOC by an encoder: the packaged one, or a saved pipeline's own."""
    return Names()


@factory("referat.scope", requires=["doc.ents", "span._.money"], assigns=["span._.scope", "doc._.referat"])
def create_scope(nlp: Language, name: str) -> Scope:
    """Role, period, direction and purpose of the amounts, and the tables; behind decisions and entities."""
    return Scope(nlp)


@factory("referat.document", requires=["doc.ents"], assigns=["doc._.referat"])
def create_document(nlp: Language, name: str) -> Document:
    """Gathers everything into the final ``doc._.referat``."""
    return Document(nlp)


def _find_references(text: str) -> list[Mention]:
    return [*find_laws(text), *find_cases(text)]


def _meeting_date(layout: Referat | None) -> date | None:
    return layout.meeting.date if layout else None


def _own_body(layout: Referat | None) -> str | None:
    return layout.meeting.committee.name if layout and layout.meeting.committee else None


def _participants(layout: Referat | None) -> list[str]:
    return [participant.name for participant in layout.meeting.participants] if layout else []
