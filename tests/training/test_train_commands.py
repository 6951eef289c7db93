"""``python -m training`` from end to end on a dozen small documents, and what it says when something is wrong."""

import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

import nlp_referat
import training
from nlp_referat.corpus.document import Document
from nlp_referat.encoder.model import Encoder
from nlp_referat.errors import AnnotationError, ModelNotFoundError
from training.encoder import Plan, train_encoder

ROOT = Path(training.__file__).parent.parent
UNER = "# text = Ida bor i Ribe.\n1\tIda\tB-PER\n2\tbor\tO\n3\ti\tO\n4\tRibe\tB-LOC\n5\t.\tO\n"


def train(*words: object) -> dict[str, Any]:
    """Run the command in a process of its own, for its report; nothing else is on standard output.

    With one thread: more of them wait for each other when other tests run beside.
    """
    command = [sys.executable, "-m", "training", *map(str, words)]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run the command here, for its exit status and what it says on standard error."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["training", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            runpy.run_module("training", run_name="__main__")
        return int(caught.value.code or 0), capsys.readouterr().err

    return run


@pytest.mark.slow
def test_encoder_from_end_to_end(corpus: Path, start: Path, tmp_path: Path, documents: list[Document]) -> None:
    (tmp_path / "uner").mkdir()
    (tmp_path / "uner" / "train.iob2").write_text(UNER, encoding="utf8")
    out = tmp_path / "model"
    words = ["encoder", "--train", corpus / "train.jsonl", "--dev", corpus / "dev.jsonl", "--encoder", start]
    words += ["--general", tmp_path / "uner", "--out", out]
    words += ["--epochs", 40, "--learning-rate", 0.01, "--pieces", 250]  # the stand-in differs from run to run
    report = train(*words)
    assert report["pipeline"] == str(out)
    assert {"PERSON", "COMMITTEE", "micro avg"} <= report["dev"].keys()
    text = documents[0].text
    nlp = nlp_referat.load(out)
    assert nlp.meta["performance"]["dev"]["micro avg"] == pytest.approx(report["dev"]["micro avg"])
    referat = nlp(text)._.referat
    assert [one.text for one in referat.entities if one.label == "PERSON"] == ["Ida Holm", "Per Krogh Lund"]
    assert all(text[one.start : one.end] == one.text for one in referat.entities)
    assert {"PERSON", "COMMITTEE"} <= _learned(out, text)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "model.work", "uner"]
    # Its network is an encoder to start from.
    train_encoder(
        documents, [], Plan(str(out.with_name("model.work") / "network"), epochs=1, pieces=None), tmp_path / "b"
    )
    assert {"PERSON", "COMMITTEE"} <= _learned(tmp_path / "b", text)


def _learned(pipeline: Path, text: str) -> set[str]:
    """What the encoder finds by itself, however unsure of it so small a training leaves it."""
    encoder = Encoder.from_disk(pipeline / "referat.encoder")
    encoder.settings = encoder.settings.model_copy(update={"thresholds": {}})
    return {name.label for names in encoder.find(text.split("\n")) for name in names}


class _BrokenOffError(Exception):
    """What stands for a machine that goes down."""


@pytest.mark.slow
def test_training_goes_on_from_its_checkpoint(
    documents: list[Document], start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from training import fit
    from training.examples import from_documents

    plan = Plan(str(start), epochs=2, pieces=None)
    size = len(list(from_documents(documents)))
    vary = fit.vary
    shown = 0

    def counted(*arguments: Any) -> Any:
        nonlocal shown
        shown += 1
        if shown > broken_off_at:
            raise _BrokenOffError
        return vary(*arguments)

    monkeypatch.setattr(fit, "vary", counted)
    broken_off_at = size + 1  # in the second epoch
    with pytest.raises(_BrokenOffError):
        train_encoder(documents, [], plan, tmp_path / "model")
    assert not (tmp_path / "model").exists()
    with pytest.raises(AnnotationError, match="Say --no-resume to start anew"):
        train_encoder(documents[:2], [], plan, tmp_path / "model")
    shown, broken_off_at = 0, 10_000
    train_encoder(documents, [], plan, tmp_path / "model")
    assert shown == size  # the second epoch only
    shown = 0
    train_encoder(documents[:2], [], plan, tmp_path / "model", resume=False)
    assert 0 < shown <= 2 * size
    assert nlp_referat.load(tmp_path / "model")("Byrådet").ents[0].label_ == "COMMITTEE"


@pytest.mark.slow
def test_cnn_from_end_to_end(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "cnn"
    words = ["cnn", "--train", corpus / "train.jsonl", "--dev", corpus / "dev.jsonl", "--out", out, "--max-steps", 8]
    assert train(*words)["pipeline"] == str(out)
    nlp = nlp_referat.load(out)
    assert nlp.pipe_names[:3] == ["tok2vec", "ner", "referat.label_map"]
    assert set(nlp.get_pipe("ner").labels) == {"PERSON", "COMMITTEE", "FUND", "ORG", "LOC"}
    assert [nlp.get_pipe("referat.label_map").labels[label] for label in ("FUND", "COMMITTEE")] == ["FUND", "COMMITTEE"]
    assert nlp("Byrådet gav 2 mio. kr.").ents[0].label_ == "COMMITTEE"
    assert [path.name for path in tmp_path.iterdir()] == ["cnn"]


def test_cnn_on_a_pipeline_that_is_not_installed(documents: list[Document], tmp_path: Path) -> None:
    from training.cnn import train_cnn

    config = (ROOT / "configs" / "lg.cfg").read_text(encoding="utf8").replace("da_core_news_lg", "da_core_news_xxl")
    (tmp_path / "xxl.cfg").write_text(config, encoding="utf8")
    with pytest.raises(ModelNotFoundError, match="builds on a pipeline that is not installed"):
        train_cnn(documents[:2], documents[2:], tmp_path / "xxl.cfg", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["xxl.cfg"]


def test_cnn_without_its_config(documents: list[Document], tmp_path: Path) -> None:
    from training.cnn import train_cnn

    with pytest.raises(AnnotationError, match=r"no config .*nowhere\.cfg"):
        train_cnn(documents[:2], documents[2:], tmp_path / "nowhere.cfg", tmp_path / "out")


GOOD = {"id": "a", "text": "Ida Holm kom.", "entities": [{"start": 0, "end": 8, "label": "PERSON"}]}
WRONG: Sequence[tuple[str, str, Sequence[str]]] = [
    ("empty split", "", ["train.jsonl", "the split is empty"]),
    (
        "wrong offsets",
        json.dumps(GOOD) + "\n" + json.dumps(GOOD | {"entities": [{"start": 0, "end": 80, "label": "PERSON"}]}),
        ["train.jsonl, line 2", "document 'a'", "PERSON at 0 to 80"],
    ),
    ("unknown label", json.dumps(GOOD).replace("PERSON", "PER"), ["train.jsonl, line 1", "'PER'"]),
    ("broken JSON", json.dumps(GOOD)[:-1], ["train.jsonl, line 1", "broken JSON"]),
    ("no names", json.dumps(GOOD | {"entities": []}), ["train.jsonl", "nothing to learn from"]),
    (
        "amounts only",
        json.dumps({"id": "a", "text": "5 kr.", "entities": [{"start": 0, "end": 5, "label": "MONEY"}]}),
        ["train.jsonl", "nothing to learn from"],
    ),
]


@pytest.mark.parametrize("name", ["encoder", "cnn"])
@pytest.mark.parametrize(("case", "content", "said"), WRONG, ids=[case[0] for case in WRONG])
def test_wrong_documents_are_named(
    say: Callable[..., tuple[int, str]], tmp_path: Path, name: str, case: str, content: str, said: Sequence[str]
) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(content, encoding="utf8")
    status, error = say(name, "--train", path, "--dev", path, "--out", tmp_path / "out")
    assert status == 1
    assert error.startswith("Error: ")
    assert "Traceback" not in error
    assert [each for each in said if each not in error] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--encoder", "{tmp}/nowhere"], ["nowhere", "Give --encoder a folder"]),
        (["--encoder", "{start}", "--general", "{tmp}"], ["--general: there is no", "train.iob2"]),
        (["--encoder", "{start}", "--out", "{tmp}"], ["exists and is no pipeline; give --out another name"]),
        (["--train", "{tmp}/none.jsonl"], ["none.jsonl", "No such file"]),
        (["--encoder", "{wordpiece}"], ["cannot be cut", "--pieces 0"]),
    ],
)
def test_wrong_requests_are_explained(
    say: Callable[..., tuple[int, str]], corpus: Path, start: Path, tmp_path: Path, words: list[str], said: list[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    places = {"tmp": tmp_path, "start": start, "wordpiece": tmp_path / "wordpiece"}
    if "{wordpiece}" in words:
        _write_wordpiece(start, places["wordpiece"])
    given = [word.format(**places) for word in words]
    status, error = say("encoder", "--train", corpus / "train.jsonl", "--out", tmp_path / "out", *given)
    assert status == 1, error
    assert [each for each in said if each not in error] == []
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "mine.txt").read_text() == "mine"


def _write_wordpiece(start: Path, folder: Path) -> None:
    """The stand-in's weights with a tokenizer of another kind."""
    from tokenizers import Tokenizer, models

    from training.encoder import save_network
    from training.network import load_network

    network, _ = load_network(start)
    names = ["<s>", "<pad>", "</s>", "<unk>", "i"]
    pieces = models.WordPiece({name: number for number, name in enumerate(names)}, unk_token="<unk>")
    save_network(network, Tokenizer(pieces), folder)


@pytest.mark.parametrize("name", ["encoder", "cnn", "folds"])
def test_help_is_there(name: str, say: Callable[..., tuple[int, str]]) -> None:
    assert say(name, "--help")[0] == 0
