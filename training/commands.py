"""The command line of training."""

import json
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from nlp_referat.corpus.document import Document
from nlp_referat.corpus.storage import read_documents
from nlp_referat.encoder.tags import LABELS
from nlp_referat.errors import AnnotationError

if TYPE_CHECKING:
    from training.clauses import Clause

app = typer.Typer(help="Train the models of nlp_referat.", no_args_is_help=True, add_completion=False)

Train = Annotated[Path, typer.Option(help="JSONL file of annotated minutes to learn from.", show_default=False)]
Dev = Annotated[Path | None, typer.Option(help="JSONL file to watch the training with; no document of --train.")]
Out = Annotated[Path, typer.Option(help="Folder to write the pipeline to, for nlp_referat.load().", show_default=False)]
Network = Annotated[
    Path, typer.Option(help="Network that the pipeline's encoder came from: OUT.work/network.", show_default=False)
]
Pipeline = Annotated[str, typer.Option(help="Pipeline with an encoder: a folder, or 'default'.")]
Clauses = Annotated[list[Path] | None, typer.Option(help="File or folder of labelled clauses; may be given again.")]
Amounts = Annotated[list[Path] | None, typer.Option(help="File or folder of labelled amounts; may be given again.")]
Seed = Annotated[int, typer.Option(help="Seed of everything that is drawn.")]


def fail(error: Exception) -> NoReturn:
    """Say what was wrong, and stop."""
    print(f"Error: {error}", file=sys.stderr)
    raise SystemExit(1)


def _documents(path: Path | None) -> list[Document]:
    if path is None:
        return []
    documents = read_documents(path)
    if not any(entity.label in LABELS for document in documents for entity in document.entities):
        names = ", ".join(LABELS)
        raise AnnotationError(f"{path}: no document has an annotated name ({names}); there is nothing to learn from.")
    return documents


@app.command()
def encoder(
    out: Out,
    train: Annotated[Path | None, typer.Option(help="JSONL file of annotated minutes to learn from.")] = None,
    dev: Dev = None,
    general: Annotated[
        Path | None,
        typer.Option(help="Folder of a Universal NER corpus (train.iob2, dev.iob2) to learn from besides."),
    ] = None,
    encoder: Annotated[
        str, typer.Option(help="Hugging Face encoder to start from: a hub name or a folder.")
    ] = "intfloat/multilingual-e5-small",
    layers: Annotated[int | None, typer.Option(help="Keep only the first LAYERS layers: smaller and faster.")] = None,
    epochs: Annotated[float, typer.Option(help="Times that every segment is seen.")] = 4,
    learning_rate: Annotated[float, typer.Option(help="Peak learning rate.")] = 2e-4,
    pieces: Annotated[int, typer.Option(help="Cut the vocabulary to at most PIECES pieces; 0 keeps all.")] = 31_000,
    general_share: Annotated[float, typer.Option(help="Share of the general corpus to use, drawn by the seed.")] = 1.0,
    frozen_layers: Annotated[int, typer.Option(help="Leave the first FROZEN_LAYERS layers as they are: faster.")] = 0,
    kept: Annotated[
        float, typer.Option(help="Share of the starting weights in the result, 0 to 1: what it knew is forgotten less.")
    ] = 0.0,
    noise: Annotated[bool, typer.Option(help="Vary the segments: scanning errors, other people's names.")] = True,
    seed: Seed = 1,
    resume: Annotated[bool, typer.Option(help="Go on from the last checkpoint in OUT.work.")] = True,
) -> None:
    """Fine-tune an encoder for names, export it to ONNX in 8 bits and write a pipeline with it."""
    from training.encoder import Plan, train_encoder

    plan = Plan(
        encoder=encoder,
        layers=layers,
        epochs=epochs,
        learning_rate=learning_rate,
        pieces=pieces or None,
        general=general,
        general_share=general_share,
        frozen_layers=frozen_layers,
        kept=kept,
        noise=noise,
        seed=seed,
    )
    _say(lambda: train_encoder(_documents(train), _documents(dev), plan, out, resume=resume))


def _say(train: Callable[[], dict[str, Any]]) -> None:
    """Train, with what the trainers print on standard error, and print the report as JSON."""
    with redirect_stdout(sys.stderr):
        report = train()
    print(json.dumps(report, indent=1, ensure_ascii=False))


@app.command()
def cnn(
    train: Train,
    dev: Annotated[Path, typer.Option(help="JSONL file to choose the best epoch by.", show_default=False)],
    out: Out,
    config: Annotated[Path, typer.Option(help="spaCy training config.")] = Path("configs/cnn.cfg"),
    max_steps: Annotated[int | None, typer.Option(help="Stop after so many steps.")] = None,
    seed: Seed = 1,
) -> None:
    """Train a spaCy pipeline by a config: a CNN from nothing, or on the vectors of da_core_news_lg."""
    from training.cnn import train_cnn

    _say(lambda: train_cnn(_documents(train), _documents(dev), config, out, max_steps=max_steps, seed=seed))


@app.command()
def folds(
    corpus: Annotated[Path, typer.Option(help="Folder of annotated minutes; all of its splits are used.")],
    out: Annotated[Path, typer.Option(help="Folder for the folds' pipelines and reports.", show_default=False)],
    encoder: Annotated[str, typer.Option(help="Encoder that has seen no minutes: a hub name or a folder.")],
    general: Annotated[
        Path | None, typer.Option(help="Folder of a Universal NER corpus to learn from besides.")
    ] = None,
    general_share: Annotated[float, typer.Option(help="Share of the general corpus to use, drawn by the seed.")] = 1.0,
    clauses: Clauses = None,
    epochs: Annotated[float, typer.Option(help="Times that every segment is seen.")] = 3,
    learning_rate: Annotated[float, typer.Option(help="Peak learning rate.")] = 2e-4,
    frozen_layers: Annotated[int, typer.Option(help="Leave the first FROZEN_LAYERS layers as they are.")] = 0,
    kept: Annotated[float, typer.Option(help="Share of the starting weights in the result, 0 to 1.")] = 0.0,
    pieces: Annotated[int, typer.Option(help="Cut the vocabulary to at most PIECES pieces; 0 keeps all.")] = 0,
    seed: Seed = 1,
) -> None:
    """Train with families of layouts left out, and measure on those."""
    from training.clauses import from_files
    from training.encoder import Plan
    from training.folds import run_folds

    plan = Plan(
        encoder=encoder,
        epochs=epochs,
        learning_rate=learning_rate,
        pieces=pieces or None,
        general=general,
        general_share=general_share,
        frozen_layers=frozen_layers,
        kept=kept,
        seed=seed,
    )
    told = from_files(clauses or [])
    _say(lambda: run_folds(_documents(corpus), plan, out, clauses=told))


@app.command()
def general(
    gold: Annotated[Path, typer.Option(help="File of a Universal NER corpus (.iob2).", show_default=False)],
    model: Pipeline = "default",
) -> None:
    """Measure a pipeline's encoder, alone, on general Danish NER."""
    import nlp_referat
    from nlp_referat.pipeline import ENCODER
    from training.general import score_general

    nlp = nlp_referat.load(model)
    if ENCODER not in nlp.pipe_names:
        raise AnnotationError(f"--model: {model} has no {ENCODER}. Give a pipeline that training wrote, or 'default'.")
    _say(lambda: score_general(nlp.get_pipe(ENCODER).encoder, gold))  # type: ignore[attr-defined]  # a `Names`


@app.command()
def clauses(
    out: Annotated[Path, typer.Option(help="File to write the classifier to (.npz).", show_default=False)],
    train: Annotated[Path | None, typer.Option(help="JSONL file of annotated minutes to learn from.")] = None,
    clauses: Clauses = None,
    seed: Seed = 1,
) -> None:
    """Train the classifier of decision clauses that stands beside the wording rules."""
    from training import clauses as learning

    told = _clauses(train, clauses)
    learning.train(told, seed=seed).to_disk(out)
    _say(lambda: {"clauses": len(told), "classifier": str(out)})


def _clauses(train: Path | None, files: list[Path] | None) -> "list[Clause]":
    from training.clauses import from_files, from_minutes

    told = [*from_minutes(read_documents(train) if train else []), *from_files(files or [])]
    if not told:
        raise AnnotationError("There is no clause to learn from; give --train, --clauses, or both.")
    return told


@app.command()
def reader(
    out: Out,
    network: Annotated[
        Path | None,
        typer.Option(help="Network that the pipeline's encoder came from. Without it, the reader it has learns on."),
    ] = None,
    pipeline: Pipeline = "default",
    train: Annotated[Path | None, typer.Option(help="JSONL file of annotated minutes to learn from.")] = None,
    clauses: Clauses = None,
    amounts: Amounts = None,
    epochs: Annotated[int, typer.Option(help="Times that every clause is seen.", min=1)] = 4,
    learning_rate: Annotated[float, typer.Option(help="Peak learning rate.")] = 3e-4,
    seed: Seed = 1,
) -> None:
    """Train a pipeline's encoder to read decision clauses, and amounts; its names stay as they are."""
    from training.amounts import from_files, from_minutes
    from training.reader import add_reader

    told = _clauses(train, clauses)
    asked = [*from_minutes(read_documents(train) if train else []), *from_files(amounts or [])]
    _say(lambda: add_reader(pipeline, network, told, asked, out, epochs=epochs, learning_rate=learning_rate, seed=seed))


@app.command()
def distil(
    out: Out,
    network: Network,
    pipeline: Pipeline = "default",
    train: Annotated[Path | None, typer.Option(help="JSONL file of minutes to read.")] = None,
    general: Annotated[Path | None, typer.Option(help="Folder of a Universal NER corpus to read besides.")] = None,
    clauses: Clauses = None,
    amounts: Amounts = None,
    layers: Annotated[int, typer.Option(help="Layers above the middle one.", min=1)] = 3,
    epochs: Annotated[int, typer.Option(help="Times that every text is read.", min=1)] = 3,
    learning_rate: Annotated[float, typer.Option(help="Peak learning rate.")] = 3e-4,
    seed: Seed = 1,
) -> None:
    """Make a pipeline's encoder faster and smaller: fewer layers learn to say of any text what all of them say."""
    from training.amounts import read_passages
    from training.clauses import from_files
    from training.distil import add_distilled, texts_of
    from training.encoder import general_examples
    from training.examples import from_documents
    from training.files import files_of

    annotated = [*from_documents(read_documents(train) if train else []), *general_examples(general)]
    others = [clause.text for clause in from_files(clauses or [])]
    others += [passage.text for path in files_of(amounts or []) for passage in read_passages(path)]
    texts = texts_of(annotated, others, seed)
    _say(
        lambda: add_distilled(
            pipeline, network, texts, out, layers=layers, epochs=epochs, learning_rate=learning_rate, seed=seed
        )
    )
