"""From annotated minutes to a pipeline folder with a fine-tuned encoder."""

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from tokenizers import Tokenizer
from transformers.utils import logging

from nlp_referat.__about__ import VERSION
from nlp_referat.corpus.document import Document
from nlp_referat.encoder.model import Encoder
from nlp_referat.errors import AnnotationError
from nlp_referat.lexicon import read_words
from nlp_referat.pipeline import with_encoder
from training.examples import Example, from_decisions, from_documents, from_uner
from training.export import export
from training.fit import fit
from training.folders import replaced
from training.network import Network, load_network
from training.vocabulary import cut_embeddings, cut_tokenizer, used_pieces

logging.set_verbosity_error()


@dataclass(frozen=True)
class Plan:
    """How to train; see ``python -m training encoder --help``."""

    encoder: str
    layers: int | None = None
    epochs: float = 4
    learning_rate: float = 2e-4
    pieces: int | None = 32_000
    general: Path | None = None
    general_share: float = 1.0
    frozen_layers: int = 0
    seed: int = 1


def train_encoder(
    train: Sequence[Document],
    dev: Sequence[Document],
    plan: Plan,
    out: Path,
    *,
    clauses: Sequence[Example] = (),
    resume: bool = True,
) -> dict[str, Any]:
    """Train by the plan and write a pipeline to `out`; checkpoints lie beside it, in ``OUT.work``.

    The network itself stays in ``OUT.work/network``, for training on from it (``--encoder``).

    Raises:
        AnnotationError: when there is nothing to learn from.
        ModelNotFoundError: when the encoder cannot be loaded.
    """
    examples = [*from_documents(train), *from_decisions(train), *_general(plan), *clauses]
    if not any(example.spans for example in examples):
        raise AnnotationError("The training split holds no annotated name.")
    network, tokenizer = load_network(plan.encoder, plan.layers)
    work = out.with_name(out.name + ".work")
    if plan.pieces is not None:
        tokenizer = _cut(network, tokenizer, [example.text for example in examples], plan.pieces)
    for layer in range(plan.frozen_layers):
        for parameter in network.tagger.base_model.encoder.layer[layer].parameters():
            parameter.requires_grad = False
    report = fit(
        network,
        tokenizer,
        examples,
        [*from_documents(dev), *from_decisions(dev)],
        work,
        epochs=plan.epochs,
        learning_rate=plan.learning_rate,
        seed=plan.seed,
        resume=resume,
    )
    save_network(network, tokenizer, work / "network")
    with replaced(out) as new, TemporaryDirectory() as exported:
        export(network, tokenizer, Path(exported), name=out.name, version=VERSION)
        nlp = with_encoder(Encoder.from_disk(exported))
        nlp.meta.update(name=out.name.replace("-", "_"), performance={"dev": report["dev"]})
        nlp.to_disk(new)
    return report | {"pipeline": str(out), "segments": len(examples)}


def _general(plan: Plan) -> list[Example]:
    if plan.general is None:
        return []
    path = plan.general / "train.iob2"
    if not path.is_file():
        raise AnnotationError(f"--general: there is no {path}. Give the folder of a Universal NER corpus.")
    examples = list(from_uner(path))
    Random(plan.seed).shuffle(examples)
    return examples[: round(len(examples) * plan.general_share)]


def _cut(network: Network, tokenizer: Tokenizer, texts: Iterable[str], size: int) -> Tokenizer:
    """The tokenizer without the pieces that neither the texts nor Danish words use."""
    names = itertools.chain.from_iterable(read_words(name) for name in ("given_names", "surnames", "towns"))
    kept = used_pieces(tokenizer, texts, [*danish_words(), *names], size)
    cut_embeddings(network.tagger, kept)
    return cut_tokenizer(tokenizer, kept)


def danish_words() -> list[str]:
    """Half a million Danish word forms, for the vocabulary: the lemma table of spacy-lookups-data (MIT)."""
    from spacy.lookups import load_lookups

    return list(load_lookups("da", ["lemma_lookup"]).get_table("lemma_lookup").keys())


def save_network(network: Network, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the network as a Hugging Face folder."""
    network.save(folder)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"))
    special = {"bos_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "cls_token": "<s>"}
    special |= {"unk_token": "<unk>", "pad_token": "<pad>", "tokenizer_class": "PreTrainedTokenizerFast"}
    (folder / "tokenizer_config.json").write_text(json.dumps(special, indent=1) + "\n")
