"""Reports: what a pipeline that is known to err gets, and how reports are stored, compared and shown."""

import dataclasses
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.dom import minidom

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.marked import parse
from nlp_referat.errors import ReferatError
from nlp_referat.evaluation import Report, evaluate, read_report
from nlp_referat.evaluation.comparison import compare, compare_figure
from nlp_referat.evaluation.perturbations import PERTURBATIONS
from nlp_referat.evaluation.rendering import to_html, to_markdown, write_report
from nlp_referat.evaluation.report import Figure, Interval

MARKED = """id: {id}
municipality: {municipality}
---
Punkt 1: ⟦ITEM 1:Budget⟧

Beslutning

⟦OUT GODKENDT:Godkendt⟧ af ⟦COMMITTEE:Byrådet⟧, <b>⟦PERSON:Ida Holm⟧</b> og ⟦PERSON:Per Bro⟧: ⟦MONEY=350000:350 t.kr.⟧

Punkt 2: ⟦ITEM 2:Sti⟧

Beslutning

⟦OUT UDSAT:Udsat⟧.
"""


def document(name: str, municipality: str) -> Document:
    return parse(MARKED.format(id=name, municipality=municipality))


GOLD = [document("a", "Aaby Kommune"), document("b", "Bro Kommune"), document("c", "Bro Kommune")]


@Language.component("tests_faulty")
def faulty(doc: Doc) -> Doc:
    """Reads as the rules do, then misses Per Bro, takes Ida Holm for a fund, doubles amounts and errs on UDSAT."""
    referat = doc._.referat
    entities = []
    for entity in referat.entities:
        if entity.text == "Per Bro":
            continue
        if entity.text == "Ida Holm":
            entity = dataclasses.replace(entity, label="FUND")
        if entity.money is not None and entity.money.value is not None:
            money = dataclasses.replace(entity.money, value=2 * entity.money.value)
            entity = dataclasses.replace(entity, money=money)
        entities.append(entity)
    items = json.loads(referat.model_dump_json().replace('"UDSAT"', '"DRØFTET"'))["items"]
    fields = referat.model_dump(mode="json") | {"items": items}
    doc._.referat = type(referat).model_validate(fields).model_copy(update={"entities": tuple(entities)})
    return doc


@Language.component("tests_failing")
def failing(doc: Doc) -> Doc:
    """Fails where the text says so."""
    if "FEJL" in doc.text:
        raise RuntimeError("no such luck")
    return doc


@pytest.fixture(scope="module")
def erring() -> Language:
    import nlp_referat

    nlp = nlp_referat.load("rules")
    nlp.add_pipe("tests_faulty")
    nlp.add_pipe("tests_failing")
    return nlp


@pytest.fixture(scope="module")
def report(nlp: Language, erring: Language) -> Report:
    return evaluate(erring, GOLD, name="faulty", seen=["bro kommune"], compare=[("rules", nlp)], seed=1)


def test_groups_are_left_out_first(report: Report) -> None:
    groups = report.model.groups
    assert [(group.name, group.documents, group.municipalities) for group in groups] == [
        ("left out", 1, ("Aaby Kommune",)),
        ("seen", 2, ("Bro Kommune",)),
    ]
    assert (report.gold.documents, report.gold.left_out, report.gold.municipalities) == (3, 1, 2)
    assert (report.gold.entities, report.gold.items) == (12, 6)


def test_figures_of_the_faulty_system(report: Report) -> None:
    seen = report.model.groups[1]
    assert {score.name: (score.tp, score.fp, score.fn) for score in seen.exact} == {
        "names": (2, 2, 4),
        "all names": (2, 2, 4),
        "PERSON": (0, 0, 4),
        "COMMITTEE": (2, 0, 0),
        "FUND": (0, 2, 0),
        "ORG": (0, 0, 0),
        "LOC": (0, 0, 0),
        "MONEY": (2, 0, 0),
        "PERCENT": (0, 0, 0),
    }
    assert {score.name: score.f1 for score in seen.exact}["names"] == 0.4
    assert {score.name: score.f1 for score in seen.exact}["ORG"] is None
    assert [(share.right, share.total, share.share) for share in seen.values[:1]] == [(0, 2, 0.0)]
    assert seen.outcomes_macro.value == 0.5  # GODKENDT 1, UDSAT 0; DRØFTET is not in the gold
    labels, rows = seen.confusion.labels, seen.confusion.rows
    cells = {(labels[x], labels[y]): count for x, row in enumerate(rows) for y, count in enumerate(row) if count}
    assert cells == {("GODKENDT", "GODKENDT"): 2, ("UDSAT", "DRØFTET"): 2}
    assert [share.share for share in seen.outcome_facts[:2]] == [0.5, 1.0]


def test_the_compared_system_is_measured_on_the_same_gold(report: Report) -> None:
    assert [system.name for system in report.systems] == ["faulty", "rules"]
    assert [group.exact[0].f1 for group in report.systems[1].groups] == [1.0, 1.0]
    assert report.systems[1].peak_memory_mb is None
    assert (report.model.peak_memory_mb or 0) > 50
    assert (report.model.words_per_second or 0) > 0


def test_robustness_has_a_row_each(report: Report) -> None:
    assert [row.perturbation for row in report.model.robustness] == list(PERTURBATIONS)
    losses = {row.perturbation: row.names_loss for row in report.systems[1].robustness}
    assert losses["lost headings"] == 0.0
    assert losses["lower case"] == pytest.approx(50.0)  # of three names, only byrådet: F1 0.5


def test_the_worst_errors_come_first_and_only_from_municipalities_left_out(report: Report) -> None:
    assert [(one.kind, one.document, one.gold, one.got, one.text) for one in report.mistakes] == [
        ("wrong outcome", "a", "UDSAT", "DRØFTET", "Udsat"),
        ("wrong amount", "a", "350000 DKK", "700000 DKK", "350 t.kr."),
        ("missed name", "a", "PERSON", "", "Ida Holm"),
        ("missed name", "a", "PERSON", "", "Per Bro"),
        ("spurious name", "a", "", "FUND", "Ida Holm"),
    ]
    first = report.mistakes[0]
    assert first.before.endswith("Punkt 2: Sti⏎⏎Beslutning⏎⏎")
    assert len(first.before) == 60
    assert first.after == ".⏎"
    assert report.mistake_counts["missed name"] == 2


def test_failed_documents_and_gold_that_does_not_fit_are_counted(erring: Language) -> None:
    fails = Document.model_validate(
        {"id": "f", "text": "FEJL i Byrådet", "entities": [{"start": 7, "end": 14, "label": "COMMITTEE"}]}
    )
    spans = [
        {"start": 0, "end": 7, "label": "COMMITTEE"},
        {"start": 0, "end": 3, "label": "LOC"},  # inside a token
        {"start": 0, "end": 99, "label": "LOC"},  # beyond the text
        {"start": 0, "end": 7, "label": "DATE"},  # a label that the document does not list
    ]
    odd = Document.model_validate({"id": "g", "text": "Byrådet mødes.", "entities": spans})
    report = evaluate(erring, [fails, odd], robustness=False)
    assert [(one.document, one.message) for one in report.model.failed] == [("f", "RuntimeError: no such luck")]
    assert report.gold.dropped == 2
    assert [(place.start, place.end, place.label) for place in report.gold.dropped_examples] == [
        (0, 99, "LOC"),
        (0, 7, "DATE"),
    ]
    assert [(place.end, place.label) for place in report.model.misaligned_examples] == [(3, "LOC"), (99, "LOC")]
    committee = next(score for score in report.model.groups[0].exact if score.name == "COMMITTEE")
    assert (committee.tp, committee.fn) == (1, 1)  # what failed is missed


def test_evaluate_refuses_what_it_cannot_measure() -> None:
    with pytest.raises(ReferatError, match="no documents"):
        evaluate(spacy.blank("da"), [])
    with pytest.raises(ReferatError, match=r"load it with nlp_referat\.load"):
        evaluate(spacy.blank("da"), GOLD)


def test_reports_are_stable_and_read_back(report: Report, erring: Language, nlp: Language, tmp_path: Path) -> None:
    write_report(report, tmp_path / "new" / "folder")
    path = tmp_path / "new" / "folder" / "report.json"
    assert read_report(path) == report
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    again = evaluate(erring, GOLD[::-1], name="faulty", seen=["bro kommune"], compare=[("rules", nlp)], seed=1)
    assert again.gold == report.gold
    assert again.model.groups[0] == report.model.groups[0]
    assert again.model.robustness == report.model.robustness


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read: No such file"),
        ("nej", "is no JSON"),
        ("[]", "is of version None"),
        ('{"schema": "referat-evaluation/0"}', "is of version 'referat-evaluation/0', this version reads"),
        ('{"schema": "referat-evaluation/1"}', "is broken at version: Field required. Make a new baseline"),
    ],
)
def test_a_baseline_that_is_none(tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / "report.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ReferatError, match=re.escape(message)):
        read_report(path)


WIDE, NONE = Interval(low=0.8, high=0.9), None


@pytest.mark.parametrize(
    ("before", "interval", "after", "points", "is_regression"),
    [
        (0.85, WIDE, 0.90, 5.0, False),
        (0.85, WIDE, 0.85, 0.0, False),
        (0.85, WIDE, 0.81, -4.0, False),
        (0.85, WIDE, 0.80, -5.0, False),  # half of the interval's width, and not more
        (0.85, WIDE, 0.79, -6.0, True),
        (0.85, NONE, 0.84, -1.0, True),
        (0.85, NONE, 0.85, 0.0, False),
    ],
)
def test_the_rule_of_regression(
    before: float, interval: Interval | None, after: float, points: float, is_regression: bool
) -> None:
    baseline = Figure(name="names F1", value=before, interval=interval)
    change = compare_figure("names F1", baseline, Figure(name="names F1", value=after, interval=None))
    assert change is not None
    assert (change.points, change.is_regression) == (points, is_regression)


def test_a_figure_that_one_side_lacks_is_not_compared() -> None:
    known, unknown = Figure(name="a", value=0.5, interval=None), Figure(name="a", value=None, interval=None)
    assert [compare_figure("a", *pair) for pair in ((known, unknown), (unknown, known), (None, known))] == [None] * 3


def test_compared_reports(report: Report, nlp: Language) -> None:
    rules = evaluate(nlp, GOLD, name="rules", seen=["Bro Kommune"], robustness=False)
    worse = compare(report, rules)
    assert worse.is_same_gold
    fallen = {change.name for change in worse.regressions}
    assert {
        "left out: exact names F1",
        "seen: exact PERSON F1",
        "seen: value MONEY",
        "seen: outcomes macro-F1",
    } <= fallen
    assert "seen: exact COMMITTEE F1" not in fallen
    assert "lower case: names F1" in worse.not_comparable  # the baseline was made without
    assert compare(report, report).regressions == ()
    assert not compare(report, evaluate(nlp, GOLD[:1], robustness=False)).is_same_gold


class _Balance(HTMLParser):
    """Open tags, and every reference to something outside of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.references += [name for name, _ in attrs if name in ("src", "href", "xlink:href")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_holds_all_that_it_shows(report: Report, nlp: Language) -> None:
    rules = evaluate(nlp, GOLD, name="rules", seen=["Bro Kommune"], robustness=False)
    page = to_html(report.model_copy(update={"comparison": compare(report, rules)}))
    parser = _Balance()
    parser.feed(page)
    assert (parser.open, parser.references) == ([], [])
    assert not re.search(r"https?://|url\(|@import|<script", page)
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(pictures) == 6  # systems, two groups with names and outcomes, robustness
    for picture in pictures:
        assert minidom.parseString(picture).documentElement.getAttribute("aria-label")
    assert "&lt;b&gt;" in page  # text of documents is escaped
    assert "<b>Ida" not in page
    assert "prefers-color-scheme: dark" in page


def test_markdown_tables_are_whole(report: Report) -> None:
    rules = report.model_copy(update={"comparison": compare(report, report)})
    lines = to_markdown(rules).split("\n")
    width = 0
    for line in lines:
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert cells == width or not width or not cells, line
        width = cells
    assert "| UDSAT |" in "\n".join(lines)
    assert "| lower case | 1 |" in "\n".join(lines)
    assert "| no figure changed |" in "\n".join(lines)


def test_nothing_is_left_half_written(report: Report, tmp_path: Path) -> None:
    (tmp_path / "report").write_text("in the way", encoding="utf-8")
    with pytest.raises(ReferatError, match="Cannot write the report to"):
        write_report(report, tmp_path / "report")
    write_report(report, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.html", "report.json", "report.md"]
