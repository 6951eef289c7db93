"""The exchange formats: what comes back, what foreign files give, what is refused and where."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span

from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.corpus.formats import FORMATS, conll, docbin, label_studio, marked, prodigy
from nlp_referat.corpus.formats.transfer import Transfer
from nlp_referat.errors import AnnotationError

Loads = Callable[[bytes, Transfer], list[Document]]

TEXT = "Ida Holm fik 350 t.kr. af Byrådet.\nBo kom."
CUT = "'da Holm' begins or ends inside a token, near 'Ida Holm fik 350 t.kr. '"


def _spans(document: Document) -> list[tuple[str, str]]:
    return [(document.text[entity.start : entity.end], entity.label) for entity in document.entities]


def _entities_only(document: Document) -> Document:
    """What CoNLL carries."""
    bare = tuple(Annotation(start=each.start, end=each.end, label=each.label) for each in document.entities)
    return document.model_copy(update={"entities": bare, "meeting": None, "items": None, "facts": ()})


@pytest.mark.parametrize("name", FORMATS)
def test_documents_come_back(name: str, document: Document) -> None:
    format = FORMATS[name]
    others = [
        Document(id="b", text="Bo kom.", labels=("PERSON",)),
        Document(id='"[', text="\r\n \u2028linje\x85\n\nx \\n"),
    ]
    for documents in [[document], others[:1], others[1:], [document, *others]]:
        if format.one_a_file and len(documents) > 1:
            continue
        transfer = Transfer("x")
        expected = [_entities_only(each) for each in documents] if format.entities_only else documents
        assert format.loads(format.dumps(documents, transfer), transfer) == expected
        assert transfer.dropped == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "marked"])
@settings(max_examples=100)
@given(text=st.text(st.sampled_from('aB1 ."[\\\n\t\r\x00\x1c\x85\u2028\ufeff#=💩-O'), max_size=40))
def test_any_text_comes_back(name: str, text: str) -> None:
    documents = [Document(id="a", text=text), Document(id="b", text=text[::-1])]
    format = FORMATS[name]
    assert format.loads(format.dumps(documents, Transfer("x")), Transfer("x")) == documents


@pytest.mark.parametrize("name", ["prodigy", "docbin", "conll"])
@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([(1, 8, "PERSON")], f"document 'a', PERSON at 1 to 8: {CUT}"),
        ([(13, 21, "MONEY")], "document 'a', MONEY at 13 to 21: '350 t.kr' begins or ends inside a token"),
        ([(0, 8, "PERSON"), (4, 8, "LOC")], "document 'a', LOC at 4 to 8: 'Holm' overlaps the entity before it"),
        (
            [(26, 99, "LOC")],
            "document 'a', LOC at 26 to 99: span 26 to 99 is none of the text, which has 42 characters",
        ),
    ],
)
def test_spans_that_tokens_cannot_hold(name: str, spans: list[tuple[int, int, str]], message: str) -> None:
    entities = [{"start": start, "end": end, "label": label} for start, end, label in [*spans, (35, 37, "PERSON")]]
    document = Document.model_validate({"id": "a", "text": TEXT, "entities": entities})
    with pytest.raises(AnnotationError) as error:
        FORMATS[name].dumps([document], Transfer("out.x"))
    assert str(error.value).startswith(f"out.x, {message}")
    assert str(error.value).endswith("leave it out with --skip-misaligned.")
    transfer = Transfer("out.x", skip_misaligned=True)
    [again] = FORMATS[name].loads(FORMATS[name].dumps([document], transfer), Transfer("x"))
    assert len(again.entities) == len(spans)
    assert _spans(again)[-1] == ("Bo", "PERSON")
    [dropped] = transfer.dropped
    assert f"{dropped.place}: {dropped.reason}".startswith(f"out.x, {message}")


def test_prodigy_tasks() -> None:
    document = Document.model_validate(
        {
            "id": "a",
            "text": TEXT,
            "entities": [{"start": 13, "end": 22, "label": "MONEY", "money": {"value": "350000"}}],
        }
    )
    task = json.loads(prodigy.dumps([document], Transfer("x")))
    assert task["text"] == TEXT
    assert task["tokens"][2] == {"text": "fik", "start": 9, "end": 12, "id": 2, "ws": True}
    [span] = task["spans"]
    assert {key: span[key] for key in ("start", "end", "token_start", "token_end", "label")} == {
        "start": 13,
        "end": 22,
        "token_start": 3,
        "token_end": 4,
        "label": "MONEY",
    }
    assert span["money"]["value"] == "350000"
    assert task["meta"]["id"] == "a"


def test_label_studio_tasks() -> None:
    document = Document.model_validate(
        {"id": "a", "text": TEXT, "entities": [{"start": 0, "end": 8, "label": "PERSON", "optional": True}]}
    )
    [task] = json.loads(label_studio.dumps([document], Transfer("x")))
    assert (task["data"]["text"], task["data"]["id"]) == (TEXT, "a")
    assert task["annotations"][0]["result"] == [
        {
            "id": "a-0",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": 0, "end": 8, "text": "Ida Holm", "labels": ["PERSON"]},
            "meta": {"optional": True},
        }
    ]


def test_docs(document: Document) -> None:
    data = docbin.dumps([document], Transfer("x"))
    [doc] = DocBin().from_bytes(data).get_docs(spacy.blank("da").vocab)
    assert doc.text == document.text
    assert [(ent.text, ent.label_) for ent in doc.ents] == _spans(document)
    assert [span.text for span in doc.spans["items"]] == ["Sti ved Åen"]
    assert [(span.text, span.label_) for span in doc.spans["outcomes"]] == [("Indstilles", "INDSTILLES")]


def test_conll_lines(document: Document) -> None:
    lines = conll.dumps([document], Transfer("x")).decode().split("\n")
    assert lines[:5] == [
        "# id = vester-1",
        "# municipality = Vester Kommune",
        "# layout = api",
        "# kind = referat",
        '# labels = ["PERSON", "COMMITTEE", "FUND", "ORG", "LOC", "MONEY", "PERCENT"]',
    ]
    start = lines.index("Ida\tB-PERSON")
    assert lines[start : start + 3] == ["Ida\tB-PERSON", "Holm\tI-PERSON", ""]


def _task(**fields: Any) -> bytes:
    return json.dumps({"text": TEXT} | fields).encode()


def _result(start: Any, end: Any, text: str | None, *labels: str, kind: str = "labels") -> dict[str, Any]:
    return {"type": kind, "value": {"start": start, "end": end, "text": text, "labels": list(labels)}}


def _tasks(*results: dict[str, Any], **fields: Any) -> bytes:
    return json.dumps(
        [{"id": 7, "data": {"text": TEXT, "kind": "news"}, "annotations": [{"result": results}]} | fields]
    ).encode()


def _docs(*spans: tuple[int, int, str]) -> bytes:
    doc = Doc(spacy.blank("da").vocab, words=["Ida", "Holm", "fik", "penge"])
    doc.ents = [Span(doc, *span) for span in spans]
    return DocBin(docs=[doc]).to_bytes()


CONLL_2003 = (
    "-DOCSTART- -X- -X- O\n\nIda NNP B-NP B-PER\nHolm NNP I-NP I-PER\n\n-DOCSTART- -X- -X- O\n\nKøge NNP B-NP B-LOC\n"
)
UNER = (
    "# sent_id = dev-0\n# text = Ida Holm, Køge\n1\tIda\tB-PER\tO#O\ts\n2\tHolm\tI-PER\tO#O\ts\n3\t,\tO\tB-ORG#O\ts\n"
    "4\tKøge\tB-LOC\tO#O\ts\n\n# sent_id = dev-1\n# text = Ja\n1\tJa\tO\tO#O\ts\n"
)


@pytest.mark.parametrize(
    ("loads", "data", "expected"),
    [
        (prodigy.loads, _task(spans=[{"start": 0, "end": 8, "label": "PER"}]), [("x-1", [("Ida Holm", "PERSON")])]),
        (prodigy.loads, _task(meta={"id": 3, "kind": "news", "url": "u"}), [("3", [])]),
        (prodigy.loads, _task(answer="reject") + b"\n" + _task(answer="accept", spans=None), [("x-2", [])]),
        (label_studio.loads, _tasks(_result(0, 8, "Ida Holm", "PER")), [("x-7", [("Ida Holm", "PERSON")])]),
        (
            label_studio.loads,
            _tasks(_result(0, 8, None, "PER"), _result(0, 1, "I", "x", kind="choices")),
            [("x-7", [("Ida Holm", "PERSON")])],
        ),
        (label_studio.loads, _tasks(annotations=[{"result": [], "was_cancelled": True}]), []),
        (
            label_studio.loads,  # offsets in UTF-16 units, as old versions write them
            _tasks(_result(3, 6, "Ida", "PER"), data={"text": "💩 Ida"}),
            [("x-7", [("Ida", "PERSON")])],
        ),
        (docbin.loads, _docs((0, 2, "PER")), [("x-1", [("Ida Holm", "PERSON")])]),
        (conll.loads, "Ida\tB-PER\nHolm\tB-PER\n\nkom\tO\n", [("x-1", [("Ida", "PERSON"), ("Holm", "PERSON")])]),
        (conll.loads, "Ida B-PER\r\nHolm I-PER\r\n", [("x-1", [("Ida Holm", "PERSON")])]),
        (conll.loads, CONLL_2003, [("x-1", [("Ida Holm", "PERSON")]), ("x-2", [("Køge", "LOC")])]),
        (conll.loads, UNER, [("dev-0", [("Ida Holm", "PERSON"), ("Køge", "LOC")]), ("dev-1", [])]),
        (conll.loads, "# newdoc id = a\nIda\tB-GPE\n\n# newdoc id = b\nBo\tO\n", [("a", [("Ida", "LOC")]), ("b", [])]),
        (conll.loads, "# id = a\nIda\tB-GPE\n\nBo\tO\n\n# id = b\nBo\tO\n", [("a", [("Ida", "LOC")]), ("b", [])]),
        (conll.loads, "# text = # B-LOC\n#\tO\nB-LOC\tO\n", [("x-1", [])]),
        (conll.loads, "# O\nIda\tO\n# B-PER", [("x-1", [("#", "PERSON")])]),
        (conll.loads, '# text = "Ida"\n"\tO\nIda\tB-PER\n"\tO\n', [("x-1", [("Ida", "PERSON")])]),
        (marked.loads, "⟦PERSON:Ida⟧".encode(), [("x", [("Ida", "PERSON")])]),
    ],
)
def test_foreign_files(loads: Loads, data: bytes | str, expected: list[Any]) -> None:
    documents = loads(data.encode() if isinstance(data, str) else data, Transfer("x"))
    assert [(document.id, _spans(document)) for document in documents] == expected


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Ida\tB-PER\nkom\tO\n.\tO\n\nBo\tO\n", "Ida kom .\nBo"),
        ("# text = Ida kom.\nIda\tB-PER\nkom\tO\n.\tO\n", "Ida kom."),
        ('# text = "Ida\\n kom.\\n"\nIda\tB-PER\nkom\tO\n.\tO\n', "Ida\n kom."),
    ],
)
def test_text_of_foreign_conll(data: str, text: str) -> None:
    [document] = conll.loads(data.encode(), Transfer("x"))
    assert document.text == text


def test_line_breaks_of_marked_files() -> None:
    [windows] = marked.loads(b"id: a\r\n---\r\nEt\r\nto\r\n", Transfer("x"))
    [plain] = marked.loads(b"\xef\xbb\xbfid: a\n---\nEt\r\nto", Transfer("x"))
    assert (windows.text, plain.text) == ("Et\nto\n", "Et\r\nto")


@pytest.mark.parametrize(
    ("mapping", "labels"),
    [
        ({}, ("PERSON", "LOC")),
        ({"PER": "PERSON", "ORG": "ORG"}, ("PERSON", "ORG", "LOC")),
        ({"PER": None, "LOC": "LOC"}, ("LOC",)),
    ],
)
def test_what_the_annotators_of_foreign_files_looked_for(mapping: dict[str, Any], labels: tuple[str, ...]) -> None:
    documents = conll.loads(UNER.encode(), Transfer("x", mapping))
    assert [document.labels for document in documents] == [labels, labels]


@pytest.mark.parametrize(
    ("loads", "data", "message"),
    [
        (prodigy.loads, b"{", "x, line 1: broken JSON"),
        (prodigy.loads, b'{"data": 1}', 'x, line 1: no Prodigy task: it has no "text"'),
        (
            prodigy.loads,
            _task() + b"\n" + _task(tokens=[{"text": "Ib", "start": 0, "end": 2}]),
            "x, line 2: token 'Ib' at 0 to 2 is not what the text has there, 'Id'",
        ),
        (
            prodigy.loads,
            _task(spans=[{"start": 0, "end": 8, "label": "LOKATION"}]),
            "x, line 1, span 0 to 8: unknown label 'LOKATION'; map it",
        ),
        (prodigy.loads, _task(meta={"id": ""}), "x, line 1, document '': id: String should have at least 1 character"),
        (label_studio.loads, b"[\n{", "x, line 2: broken JSON"),
        (
            label_studio.loads,
            b'[{"data": {"ner": "x"}}]',
            'x, task 1: no Label Studio task: it has no data with a "text"',
        ),
        (label_studio.loads, _tasks(_result(0, 8, "Ida Holm", "X")), "x, task 1, span 0 to 8: unknown label 'X'"),
        (docbin.loads, b"rubbish", "x: no DocBin ("),
        (docbin.loads, _docs((0, 2, "X")), "x, document 'x-1', 'Ida Holm' at 0: unknown label 'X'"),
        (conll.loads, "Ida\tB-PER\nHolm\n", "x, line 2: 'Holm' has no tag"),
        (conll.loads, "Ida\tB-PER\nHolm\tE-PER\n", "x, line 2: 'E-PER' is no IOB2 tag"),
        (conll.loads, "Ida\tNN\n", "x: no column holds IOB2 tags"),
        (conll.loads, "Ida\tB-X\n", "x, line 1: unknown label 'X'"),
        (
            conll.loads,
            "Bo\tO\n\n# text = Ib kom\nIda\tO\n",
            "x, line 3: the tokens 'Ida' are not those of the text 'Ib kom'",
        ),
        (conll.loads, b"Id\xe6\tO\n", "x, line 1: this is no UTF-8"),
        (marked.loads, "⟦PERSON:Ida".encode(), "x, line 1: ⟦PERSON: is never closed"),
    ],
)
def test_what_is_refused_and_where(loads: Loads, data: bytes | str, message: str) -> None:
    for skip in (False, True):
        with pytest.raises(AnnotationError) as error:
            loads(data.encode() if isinstance(data, str) else data, Transfer("x", skip_misaligned=skip))
        assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("loads", "data", "message"),
    [
        (
            prodigy.loads,
            _task(spans=[{"start": 0, "end": 99, "label": "PER"}]),
            "x, line 1, span 0 to 99: span 0 to 99 is none of the text",
        ),
        (
            prodigy.loads,
            _task(spans=[{"start": "0", "end": 3, "label": "PER"}]),
            "x, line 1, span 0 to 3: span '0' to 3 is none",
        ),
        (
            prodigy.loads,
            _task(tokens=[{"text": "Ida", "start": 0, "end": 3}], spans=[{"start": 0, "end": 2, "label": "PER"}]),
            "x, line 1, span 0 to 2: 'Id' begins or ends inside a token",
        ),
        (
            label_studio.loads,
            _tasks(_result(0, 3, "Ib", "PER")),
            "x, task 1, span 0 to 3: it says 'Ib', the text has 'Ida' there",
        ),
        (label_studio.loads, _tasks(_result(40, 99, "Bo", "PER")), "x, task 1, span 40 to 99: it says 'Bo'"),
        (label_studio.loads, _tasks(_result(40, 99, None, "PER")), "x, task 1, span 40 to 99: span 40 to 99 is none"),
        (
            conll.loads,
            "Ida\tO\nHolm\tI-PER\n",
            "x, line 2: 'I-PER' goes on with what the token before it did not begin",
        ),
        (conll.loads, "Ida\tB-LOC\nHolm\tI-PER\n", "x, line 2: 'I-PER' goes on"),
        (
            FORMATS["jsonl"].loads,
            _task(id="a", entities=[{"start": 0, "end": 99, "label": "PERSON"}]),
            "x, line 1, document 'a': span 0 to 99",
        ),
    ],
)
def test_misaligned_spans(loads: Loads, data: bytes | str, message: str) -> None:
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(AnnotationError) as error:
        loads(data, Transfer("x"))
    assert str(error.value).startswith(message)
    transfer = Transfer("x", skip_misaligned=True)
    [document] = loads(data, transfer)
    assert len(document.entities) == ("B-LOC" in str(data))
    [dropped] = transfer.dropped
    assert f"{dropped.place}: {dropped.reason}".startswith(message)


def test_more_than_one_document_in_marked_form() -> None:
    with pytest.raises(AnnotationError, match="one document a file, not 2; name a folder instead"):
        marked.dumps([Document(id="a", text=""), Document(id="b", text="")], Transfer("x"))
