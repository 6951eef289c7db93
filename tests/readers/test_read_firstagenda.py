"""FirstAgenda JSON: items from the fields, text from the HTML, every stretch with its field."""

import json
from typing import Any

import pytest
from spacy.language import Language

from nlp_referat.errors import UnreadableError
from nlp_referat.readers import extract_source, read, read_all


def item(number: str, title: str, html: str = "", **more: object) -> dict[str, Any]:
    fields = [{"Navn": "Sagsfremstilling", "Html": html, "Tekst": None}] if html else []
    return {"Number": number, "Navn": title, "IsOpen": True, "ItemDecision": None, "Felter": fields, **more}


def payload(*items: dict[str, Any], **meeting: object) -> dict[str, Any]:
    moede = {"Dato": "2026-03-16T15:30:00+01:00", "Sted": "Mødelokale 2", "Afsluttet": True, **meeting}
    return {"Udvalg": {"Navn": "Teknisk Udvalg"}, "Moede": moede, "Dagsordenpunkter": list(items)}


PEOPLE = [
    {"Name": "Signe Holm", "Absent": False, "ParticipationCancelled": False},
    {"Name": "Jonas Brix", "Absent": True, "ParticipationCancelled": False},
    {"Name": "Eva Lund", "Absent": False, "ParticipationCancelled": True},
    {"Name": None},
]
BODY = (
    "<div id='sagsfremstillingContainer'><h3>Indstilling</h3><span class='indstilling'><p>Direktøren indstiller, at "
    "stien anlægges.</p></span><h3>Beslutning i Økonomiudvalget den 09-03-2026</h3><p>Udsat.</p><h3>Beslutning</h3><p>"
    "Godkendt med 12.000 kr.</p><img src='data:image/png;base64,AAAA'><title>x</title></div>"
)
MEETING = payload(
    item("41", "Ny sti (B)", BODY, CaseNumber="26-000123"),
    item("42", "Køb af areal", IsOpen=False, DocumentId="00000000-0000-0000-0000-000000000000"),
    item("43", "Eventuelt", "<p>Intet</p>", ItemDecision="Intet."),
    Moededeltagere=PEOPLE,
)


def _read(*payloads: object) -> bytes:
    return json.dumps(payloads[0] if len(payloads) == 1 else payloads, ensure_ascii=False).encode()


def test_the_text_names_its_fields() -> None:
    source = read(_read(MEETING))
    assert source.kind == "firstagenda"
    assert source.text.startswith(
        "Teknisk Udvalg\nMødedato: 16-03-2026\nMødetidspunkt: 15:30\nMødested: Mødelokale 2\n"
        "Mødedeltagere: Signe Holm\nAfbud: Jonas Brix, Eva Lund\n\n# Punkt 41: Ny sti (B)\n\nSagsnr.: 26-000123\n\n"
        "### Indstilling\n"
    )
    fields = {
        words: source.locate(source.text.index(words)).field
        for words in ("Teknisk", "16-03", "Eva", "Ny sti", "26-000123", "12.000", "Køb", "Intet.")
    }
    assert fields == {
        "Teknisk": "Udvalg.Navn",
        "16-03": "Moede.Dato",
        "Eva": "Moede.Moededeltagere",
        "Ny sti": "Dagsordenpunkter[0]",
        "26-000123": "Dagsordenpunkter[0].SagsNummer",
        "12.000": "Dagsordenpunkter[0].Felter[0].Html",
        "Køb": "Dagsordenpunkter[1]",
        "Intet.": "Dagsordenpunkter[2].ItemDecision",
    }


def test_items_decisions_and_earlier_decisions(nlp: Language) -> None:
    referat = extract_source(nlp, read(_read(MEETING)))
    assert [(i.number, i.title, i.kind, i.case_number, i.closed) for i in referat.items] == [
        ("41", "Ny sti", "B", "26-000123", False),
        ("42", "Køb af areal", None, None, True),
        ("43", "Eventuelt", None, None, False),
    ]
    labels = [[o.label for o in i.decision.outcomes] if i.decision else None for i in referat.items]
    assert labels == [["GODKENDT"], None, ["INGEN_BESLUTNING"]]
    assert [earlier.committee for earlier in referat.items[0].history] == ["Økonomiudvalget"]
    meeting = referat.meeting
    assert (meeting.date.isoformat() if meeting.date else None, meeting.time) == ("2026-03-16", "15:30")
    assert [(p.name, p.status) for p in meeting.participants] == [
        ("Signe Holm", "present"),
        ("Jonas Brix", "absent"),
        ("Eva Lund", "absent"),
    ]


def test_an_agenda_is_no_minutes(nlp: Language) -> None:
    """A meeting to come: nothing in it is a decision, whatever the payload's name says."""
    agenda = payload(
        item("1", "Ny sti", "<h3>Indstilling</h3><p>Direktøren indstiller, at stien godkendes.</p>"),
        item("2", "Eventuelt", "<p>Godkendt udvalgsplan vedlægges.</p>"),
        Afsluttet=False,
        Navn="Referat",
    )
    referat = extract_source(nlp, read(_read(agenda)))
    assert (referat.kind, [i.decision for i in referat.items]) == ("dagsorden", [None, None])


def test_text_that_looks_like_a_head_makes_no_item_out_of_another(nlp: Language) -> None:
    """The fields have two items. What stands in the first, in the form of heads, changes neither."""
    body = "<p>Bilag:</p><p>Punkt 2: Godkendelse af dagsorden</p><h3>Beslutning</h3><p>Godkendt.</p>"
    source = read(_read(payload(item("1", "Ny sti", body), item("2", "Lukket: Salg", IsOpen=False))))
    referat = extract_source(nlp, source)
    known = {i.start: i for i in source.items}
    assert [(known[i.start].number, i.title) for i in referat.items if i.start in known] == [
        ("1", "Ny sti"),
        ("2", "Salg"),
    ]
    assert all(i.start in known for i in referat.items) or "item_not_in_fields" in {w.code for w in referat.warnings}


def test_items_without_text_are_there_all_the_same(nlp: Language) -> None:
    referat = extract_source(nlp, read(_read(payload(item("7", "Orientering"), item("8", "Salg", IsOpen=False)))))
    assert [(i.number, i.title, i.closed) for i in referat.items] == [("7", "Orientering", False), ("8", "Salg", True)]


SHAPES = [
    ("fields by name", [{"Navn": "Beslutning", "Html": "<p>Udsat.</p>"}], "## Beslutning\n\nUdsat.\n"),
    ("a heading of its own", [{"Navn": "Beslutning", "Html": "<h3>Beslutning</h3>x"}], "### Beslutning\n\nx\n"),
    ("text alone", [{"Navn": "Beslutning", "Html": None, "Tekst": "Ja.\nEnigt."}], "## Beslutning\n\nJa.\nEnigt.\n"),
    ("a name of no section", [{"Navn": "Felt 1", "Html": "<p>Udsat.</p>"}], "Udsat.\n"),
    ("nothing in it", [{"Navn": "Bilag", "Html": " "}, None, 3], ""),
    ("script", [{"Html": "<script>x()</script><p>&lt;script&gt;</p>"}], "<script>\n"),
    ("a lone surrogate", [{"Html": "<p>Ud\ud800sat</p>"}], "Ud\ufffdsat\n"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "text"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_shapes_of_fields(fields: list[object], text: str) -> None:
    data = json.dumps({"Dagsordenpunkter": [{"Number": "1", "Navn": "Sti", "Felter": fields}]}).encode()
    assert read(data).text.removeprefix("# Punkt 1: Sti\n").removeprefix("\n") == text


@pytest.mark.parametrize("as_lines", [False, True], ids=["a list", "one a line"])
def test_several_payloads(as_lines: bool) -> None:
    one, other = payload(item("1", "Sti")), payload(item("2", "Bro"))
    text = "\n".join(json.dumps(p) for p in (one, other)) if as_lines else json.dumps([one, other])
    found = list(read_all(text.encode(), name="moeder.json"))
    assert [source.name for source in found] == ["moeder.json#1", "moeder.json#2"]
    assert [source.items[0].title for source in found] == ["Sti", "Bro"]
    with pytest.raises(UnreadableError, match=r"moeder.json holds several meetings.*read_all"):
        read(text.encode(), name="moeder.json")


REFUSED = [
    (b'{"Udvalg": {"9f": []}}', "JSON of another shape ('Udvalg')"),
    (b"{}", "JSON of another shape"),
    (b'[{"text": "Referat"}]', "JSON of another shape ('text')"),
    (b"[[]]", "JSON of another shape (list)"),
    (b'{"Dagsordenpunkter": [3]}', "Dagsordenpunkter[0] is no object"),
    (b'{"Dagsordenpunkter": [{"Navn": "St', "damaged in line 1"),
    (b'{"Dagsordenpunkter": []}\n{"Dagsordenpunkter": [', "damaged in line 2"),
    (b'{"a":' * 100_000, "nested deeper"),
    (b"[" * 100_000, "nested deeper"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        list(read_all(data, name="moede.json"))
    assert str(refused.value).startswith("moede.json")
    assert reason in str(refused.value)
