"""Training the layers that read clauses and amounts: what they learn, that names stay."""

from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

import nlp_referat  # noqa: E402
from nlp_referat.asking import Question  # noqa: E402
from nlp_referat.corpus.document import Document  # noqa: E402
from nlp_referat.encoder.model import Encoder  # noqa: E402
from nlp_referat.encoder.reader import Reader  # noqa: E402
from nlp_referat.errors import AnnotationError, ModelNotFoundError  # noqa: E402
from nlp_referat.labels import OutcomeLabel  # noqa: E402
from nlp_referat.pipeline import with_encoder  # noqa: E402
from training.amounts import Asked  # noqa: E402
from training.clauses import Clause  # noqa: E402
from training.export import export  # noqa: E402
from training.network import load_network  # noqa: E402
from training.reader import _thinned, add_reader, train_reader  # noqa: E402

SAID: tuple[tuple[OutcomeLabel | None, str], ...] = (
    ("UDSAT", "Sagen hviler til maj"),
    ("AFVIST", "Byrådet sagde nej"),
    (None, "Foreningen har søgt om støtte"),
)
CLAUSES = [Clause(f"{text}{end}", label, "here") for label, text in SAID for end in ("", ".", " igen", " i dag", " nu")]


@pytest.fixture(scope="module")
def encoder(start: Path, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    folder = tmp_path_factory.mktemp("exported")
    network, tokenizer = load_network(start)
    export(network, tokenizer, folder, name="tiny", version="0")
    return Encoder.from_disk(folder)


def test_the_layers_learn_and_the_names_stay(encoder: Encoder, start: Path) -> None:
    trained = train_reader(encoder, start, CLAUSES, epochs=40, learning_rate=5e-3)
    reader = Reader.of(trained)
    assert reader is not None
    found = [reader.labels[row.argmax()] for row in reader.likelihoods([clause.text for clause in CLAUSES])]
    assert sum(label == clause.label for label, clause in zip(found, CLAUSES, strict=True)) >= len(CLAUSES) - 2
    assert all(trained.files[name] == content for name, content in encoder.files.items())


AMOUNTS = [
    Asked(Question(f"Sag: {words} 5 kr.{end}", len(words) + 6, len(words) + 11, "expense"), role, direction)
    for words, role, direction in (("de søger om", "applied", "income"), ("det kostede", "spent", "expense"))
    for end in ("", " i dag", " igen", " nu")
]


def test_amounts_are_learnt_beside_the_clauses(encoder: Encoder, start: Path) -> None:
    reader = Reader.of(train_reader(encoder, start, CLAUSES, AMOUNTS, epochs=40, learning_rate=5e-3))
    assert reader is not None
    assert reader.roles == ("spent", "applied")  # of the others there was nothing to learn
    assert set(reader.directions) == {"expense", "income", "from", "to", None}
    odds = reader.amounts([asked.question for asked in AMOUNTS])
    roles = [reader.roles[row.argmax()] for row in odds.by_role]
    directions = [reader.directions[row.argmax()] for row in odds.by_direction]
    right = [
        (asked.role, asked.direction) == answer
        for asked, answer in zip(AMOUNTS, zip(roles, directions, strict=True), strict=True)
    ]
    assert sum(right) >= len(AMOUNTS) - 1
    assert len(reader.likelihoods(["Sagen hviler"])) == 1


def test_a_reader_learns_on_without_its_network(encoder: Encoder, start: Path) -> None:
    before = train_reader(encoder, start, CLAUSES, AMOUNTS, epochs=40, learning_rate=5e-3)
    new = [Clause(f"Borgmesteren takkede{end}", None, "here") for end in ("", ".", " igen", " i dag", " nu")]
    reader = Reader.of(train_reader(before, None, [*CLAUSES, *new], AMOUNTS, epochs=10, learning_rate=5e-3))
    assert reader is not None
    told = [*CLAUSES, *new]
    found = [reader.labels[row.argmax()] for row in reader.likelihoods([clause.text for clause in told])]
    assert sum(label == clause.label for label, clause in zip(found, told, strict=True)) >= len(told) - 2


@pytest.mark.parametrize(
    ("clauses", "amounts", "said"),
    [
        (CLAUSES, [], "would forget them: give --amounts or --train"),
        ([*CLAUSES, Clause("Drøftet", "DRØFTET", "here")], "same", "does not know DRØFTET: give --network"),
    ],
)
def test_what_cannot_be_learnt_on(encoder: Encoder, start: Path, clauses: Any, amounts: Any, said: str) -> None:
    before = train_reader(encoder, start, CLAUSES, AMOUNTS, epochs=1)
    with pytest.raises((AnnotationError, ModelNotFoundError), match=said):
        train_reader(before, None, clauses, AMOUNTS if amounts == "same" else amounts)


def test_without_a_reader_there_is_nothing_to_learn_on(encoder: Encoder) -> None:
    with pytest.raises(ModelNotFoundError, match="no reader that could learn on"):
        train_reader(encoder, None, CLAUSES)


def test_the_same_seed_gives_the_same_answers(encoder: Encoder, start: Path) -> None:
    one, other = (Reader.of(train_reader(encoder, start, CLAUSES, epochs=1)) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.likelihoods(["Sagen hviler"])[0] == pytest.approx(other.likelihoods(["Sagen hviler"])[0], abs=1e-4)


def test_one_label_teaches_nothing(encoder: Encoder, start: Path) -> None:
    with pytest.raises(AnnotationError, match="fewer than two labels"):
        train_reader(encoder, start, [clause for clause in CLAUSES if clause.label == "UDSAT"])


def test_a_pipeline_with_a_reader_is_written(
    encoder: Encoder, start: Path, tmp_path: Path, documents: list[Document]
) -> None:
    with_encoder(encoder).to_disk(tmp_path / "names")
    out = tmp_path / "both"
    settings: dict[str, Any] = {"epochs": 1, "learning_rate": 1e-3, "seed": 1}
    assert add_reader(str(tmp_path / "names"), start, CLAUSES, AMOUNTS, out, **settings)["amounts"] == len(AMOUNTS)
    nlp: Any = nlp_referat.load(out)
    assert nlp.get_pipe("referat.encoder").reader is not None
    assert nlp(documents[0].text)._.referat.items
    with pytest.raises(ModelNotFoundError, match="--pipeline: rules has no"):
        add_reader("rules", start, CLAUSES, [], tmp_path / "none", **settings)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x")
    with pytest.raises(AnnotationError, match="is no pipeline"):
        add_reader("default", start, CLAUSES, [], tmp_path / "mine", **settings)
    assert not (tmp_path / "none").exists()


def test_pieces_are_hidden_but_for_the_first_and_those_of_the_amount() -> None:
    torch.manual_seed(3)
    mask, marks = torch.ones(40, 50), torch.zeros(40, 50)
    marks[:, 20:23] = 1
    seen = _thinned(mask, marks)
    assert 0.05 < 1 - seen.mean().item() < 0.25
    assert seen[:, 0].all()
    assert seen[:, 20:23].all()
    assert not (_thinned(torch.zeros(4, 9))).any()  # what is filled up stays unseen
