"""A document gives the same however it comes: as text, Markdown, web page, Word file, PDF or FirstAgenda JSON."""

from functools import cache

import pytest
import routes
from spacy.language import Language

from nlp_referat.readers import extract_source, read
from nlp_referat.schema import Referat

MIN_F1 = 0.98


@cache
def _documents() -> dict[str, routes.Document]:
    return {document.name: document for split in ("test", "dev") for document in routes.documents(split)}


def _names(for_layout: int) -> list[str]:
    """The first documents of every layout."""
    by_layout: dict[str, list[str]] = {}
    for name, document in _documents().items():
        by_layout.setdefault(document.layout, []).append(name)
    return sorted(name for names in by_layout.values() for name in names[:for_layout])


FEW, MANY = _names(1), _names(3)
KINDS = {"pdf": "pdf", "html": "html", "docx": "docx", "markdown": "markdown", "json": "firstagenda"}


@pytest.fixture(scope="module")
def from_text(nlp: Language) -> dict[str, Referat]:
    """What the text of a document gives, read once."""
    return {}


def _compare(nlp: Language, from_text: dict[str, Referat], name: str, route: str) -> None:
    document = _documents()[name]
    expected = from_text.setdefault(name, extract_source(nlp, read(routes.as_text(document))))
    assert expected.items
    data = routes.as_json(document, expected) if route == "json" else routes.ROUTES[route](document)
    source = read(data)
    found = extract_source(nlp, source)
    assert source.kind == KINDS[route]
    assert routes.items(found) == routes.items(expected)
    # A field may name the body where the text of the minutes does not: then whose decision a sentence tells can differ.
    if found.meeting.committee is None or expected.meeting.committee is not None:
        assert routes.outcomes(found) == routes.outcomes(expected)
    # FirstAgenda gives the meeting's facts in fields of its own: what stands before the items is another text.
    in_items = route == "json"
    assert routes.amounts(found, in_items=in_items) == routes.amounts(expected, in_items=in_items)
    assert routes.f1(routes.names(found, in_items=in_items), routes.names(expected, in_items=in_items)) >= MIN_F1
    assert found.meeting.time == expected.meeting.time
    if route == "json":  # the field gives a date that some texts only hint at
        assert str(found.meeting.date) == document.meeting["date"]
    else:
        assert found.meeting.date == expected.meeting.date
    for entity in found.entities:
        assert source.text[entity.start : entity.end] == entity.text
        place = source.locate(entity.start)
        assert (
            (place.page is not None) if route == "pdf" else (place.field is not None or route in ("markdown", "html"))
        )


def test_the_documents_are_of_all_layouts() -> None:
    assert len(MANY) >= 12
    layouts = {_documents()[name].layout for name in MANY}
    assert layouts == {document.layout for document in _documents().values()}


@pytest.mark.parametrize("route", sorted(KINDS))
@pytest.mark.parametrize("name", FEW[:3])
def test_routes_agree(nlp: Language, from_text: dict[str, Referat], name: str, route: str) -> None:
    _compare(nlp, from_text, name, route)


@pytest.mark.slow
@pytest.mark.parametrize("route", sorted(KINDS))
@pytest.mark.parametrize("name", MANY)
def test_routes_agree_for_all_layouts(nlp: Language, from_text: dict[str, Referat], name: str, route: str) -> None:
    _compare(nlp, from_text, name, route)
