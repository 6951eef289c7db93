"""Examples from annotated minutes and general NER."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from nlp_referat.corpus.document import Annotation, Document
from nlp_referat.encoder.tags import TAGS
from nlp_referat.errors import AnnotationError
from training.examples import Example, all_meanings, from_documents, from_uner, known_only, meaning_of

LONG = "Her taler den nye borgmester Karina"  # as long as running text: the next line goes on


def entity(text: str, name: str, label: str, optional: bool = False) -> Annotation:
    start = text.index(name)
    return Annotation(start=start, end=start + len(name), label=label, optional=optional)


def document(text: str, *entities: Annotation, **fields: object) -> Document:
    return Document(id="a", text=text, entities=entities, **fields)


def test_tags_of_full_annotation_mean_themselves() -> None:
    assert all_meanings([]) == {"exact": {tag: {tag} for tag in TAGS}}


def test_nothing_untagged_is_known_of_labels_not_looked_for() -> None:
    only = known_only(["PERSON", "COMMITTEE", "FUND", "LOC"])
    assert only["O"] == {"O", "B-ORG", "I-ORG"}
    assert only["B-PERSON"] == {"B-PERSON"}


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("PERSON", "COMMITTEE", "FUND", "ORG", "LOC", "MONEY"), "exact"),
        (("MONEY", "LOC", "PERSON"), "only PERSON LOC"),
        ((), "only "),
    ],
)
def test_meaning_follows_what_was_looked_for(labels: Sequence[str], expected: str) -> None:
    name = meaning_of(document("Ida", labels=labels))
    assert name == expected
    assert all_meanings([Example("Ida", (), name)])[name]["O"] >= {"O"}


SEGMENTED = [
    (
        "a name in the second segment",
        "Sagen er åben. Ida Holm kom.",
        [("Ida Holm", "PERSON")],
        [[], [(0, 8, "PERSON")]],
    ),
    ("a name over a soft line break", f"{LONG}\nHolm.", [("Karina\nHolm", "PERSON")], [[(29, 40, "PERSON")]]),
    ("amounts are the rules'", "Der er 5 kr. til Ida Holm", [("5 kr.", "MONEY")], [[]]),
    ("no name", "Intet.", [], [[]]),
]


@pytest.mark.parametrize(("name", "text", "named", "expected"), SEGMENTED, ids=[case[0] for case in SEGMENTED])
def test_spans_are_of_the_segment(
    name: str, text: str, named: list[tuple[str, str]], expected: list[list[tuple[int, int, str]]]
) -> None:
    examples = list(from_documents([document(text, *(entity(text, *each) for each in named))]))
    assert [list(example.spans) for example in examples] == expected
    assert all(example.blind == () for example in examples)


def test_name_over_a_segments_edge_is_blind_on_both_sides() -> None:
    text = "Vi talte med Ida\n\nHolm om det."
    first, second = from_documents([document(text, entity(text, "Ida\n\nHolm", "PERSON"))])
    assert (first.text, first.spans, first.blind) == ("Vi talte med Ida", (), ((13, 16),))
    assert (second.text, second.spans, second.blind) == ("Holm om det.", (), ((0, 4),))


def test_optional_name_is_blind() -> None:
    text = "Vi talte med Ida Holm i Ribe."
    [example] = from_documents([document(text, entity(text, "Ida Holm", "PERSON", True), entity(text, "Ribe", "LOC"))])
    assert example.spans == ((24, 28, "LOC"),)
    assert example.blind == ((13, 21),)


UNER = """# sent_id = 1
# text = Ida Holm, fra Ribe.
1\tIda\tB-PER\t-\t-
2\tHolm\tI-PER\t-\t-
3\t,\tO\t-\t-
4\tfra\tO\t-\t-
5\tRibe\tB-LOC\t-\t-
6\t.\tO\t-\t-

# text = DR og DR viste "Matador"
1\tDR\tB-ORG\t-\t-
2\tog\tO\t-\t-
3\tDR\tB-ORG\t-\t-
4\tviste\tO\t-\t-
5\t"\tO\t-\t-
6\tMatador\tB-OTH\t-\t-
7\t"\tO\t-\t-

# text = Intet.
1\tIntet\tO\t-\t-
2\t.\tO\t-\t-
"""


def test_sentences_of_universal_ner(tmp_path: Path) -> None:
    path = tmp_path / "train.iob2"
    path.write_text(UNER, encoding="utf8")
    assert list(from_uner(path)) == [
        Example("Ida Holm, fra Ribe.", ((0, 8, "PERSON"), (14, 18, "LOC"))),
        Example('DR og DR viste "Matador"', ((0, 2, "ORG"), (6, 8, "ORG"))),
        Example("Intet.", ()),
    ]


@pytest.mark.parametrize(
    ("words", "blind"),
    [
        ("Byrådet/O mødes/O", ["Byrådet"]),
        ("Carlsbergfondet/B-ORG giver/O", ["Carlsbergfondet"]),
        ("Danmarks/B-ORG Frie/I-ORG Forskningsfond/I-ORG giver/O", ["Danmarks Frie Forskningsfond"]),
        ("DR/B-ORG sender/O i/O Ribe/B-LOC", []),
        ("Det/O er/O et/O område/O", []),
    ],
)
def test_bodies_and_funds_of_general_ner_are_not_known(tmp_path: Path, words: str, blind: list[str]) -> None:
    rows = [word.rpartition("/") for word in words.split()]
    text = " ".join(word for word, _, _ in rows)
    lines = [f"{number}\t{word}\t{tag}\t-\t-" for number, (word, _, tag) in enumerate(rows, 1)]
    (tmp_path / "a.iob2").write_text("\n".join([f"# text = {text}", *lines, ""]), encoding="utf8")
    [example] = from_uner(tmp_path / "a.iob2")
    assert [text[start:end] for start, end in example.blind] == blind


@pytest.mark.parametrize(
    "content",
    [
        UNER.replace("# text = Intet.", "# text = Noget."),
        UNER.replace("# text = Intet.\n", ""),
        UNER.replace("1\tIntet\tO\t-\t-", "1\tIntet"),
    ],
)
def test_broken_universal_ner_is_refused_with_its_place(tmp_path: Path, content: str) -> None:
    path = tmp_path / "train.iob2"
    path.write_text(content, encoding="utf8")
    with pytest.raises(AnnotationError, match=r"train\.iob2, sentence 3: '1 Intet"):
        list(from_uner(path))
