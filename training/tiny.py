"""Training from end to end on a few documents, to see that it works: ``python -m training.tiny OUT``.

Nothing is downloaded: the encoder to start from is a stand-in with random weights. What comes out is a pipeline
like any other, only a bad one: what it reads well, the rules in it do.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

import typer

import nlp_referat
from nlp_referat.corpus.document import Document
from nlp_referat.corpus.storage import read_documents
from nlp_referat.errors import AnnotationError, ReferatError
from nlp_referat.evaluation import evaluate

CORPUS: Final = Path("corpora/referat/train.jsonl")
_TRAINED_ON: Final = 2  # documents; the next one is for measuring


def make_encoder(folder: Path, texts: Iterable[str], *, pieces: int = 1500, seed: int = 1) -> None:
    """Write a stand-in for an encoder: two random layers of width 32, and a unigram tokenizer of these texts.

    Args:
        folder: becomes a Hugging Face folder, for ``--encoder``.
        pieces: of the tokenizer, at most.
    """
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel

    from training.encoder import save_tokenizer

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(vocab_size=pieces, special_tokens=special, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # for so small a network more of them only wait for each other
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        pad_token_id=1,
        initializer_range=0.2,  # wide, since the embeddings stay as they are: words shall be far from each other
    )
    BertModel(config).save_pretrained(folder)
    save_tokenizer(tokenizer, folder)


def train_tiny(documents: list[Document], out: Path) -> dict[str, Any]:
    """Train an encoder and a CNN on the first documents, measure both on the next; give the figures.

    Raises:
        AnnotationError: when the documents are too few.
        RuntimeError: when a pipeline does not do what it should.
    """
    from training.cnn import train_cnn
    from training.encoder import Plan, train_encoder

    if len(documents) <= _TRAINED_ON:
        raise AnnotationError(f"There are {len(documents)} documents; {_TRAINED_ON + 1} are needed.")
    train, held = documents[:_TRAINED_ON], documents[_TRAINED_ON : _TRAINED_ON + 1]
    with TemporaryDirectory() as start:
        make_encoder(Path(start), (document.text for document in train))
        plan = Plan(start, epochs=2, learning_rate=1e-2, pieces=1200)
        train_encoder(train, held, plan, out / "encoder", resume=False)
    train_cnn(train, held, Path("configs/cnn.cfg"), out / "cnn", max_steps=8)
    return {name: _measured(out / name, held) for name in ("encoder", "cnn")}


def _measured(folder: Path, held: list[Document]) -> dict[str, float | None]:
    nlp = nlp_referat.load(folder)
    if not nlp(held[0].text).ents:
        raise RuntimeError(f"{folder} finds nothing in {held[0].id}, not even by rules.")
    report = evaluate(nlp, held, name=str(folder), robustness=False)
    return {score.name: score.f1 for score in report.model.groups[0].exact}


def main(
    out: Annotated[Path, typer.Argument(help="Folder for the pipelines; its `encoder` and `cnn` are replaced.")],
    corpus: Annotated[Path, typer.Option(help="Annotated minutes.")] = CORPUS,
) -> None:
    """Train a stand-in encoder and a small CNN from end to end, and print what they score."""
    try:
        figures = train_tiny(read_documents(corpus), out)
    except (ReferatError, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    typer.run(main)
