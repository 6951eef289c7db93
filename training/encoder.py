"""From annotated minutes to a pipeline folder with a fine-tuned encoder."""

import hashlib
import itertools
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from tokenizers import Tokenizer
from transformers import PreTrainedModel
from transformers.utils import logging

from nlp_referat.__about__ import VERSION
from nlp_referat.corpus.document import Document
from nlp_referat.encoder.model import Encoder
from nlp_referat.errors import AnnotationError, ModelNotFoundError
from nlp_referat.lexicon import read_words
from nlp_referat.pipeline import with_encoder
from training.examples import Example, from_documents, from_uner
from training.export import THRESHOLDS, export
from training.fit import fit
from training.folders import check_replaceable, replaced
from training.network import load_network, mixed
from training.vocabulary import cut_embeddings, cut_tokenizer, used_pieces

logging.set_verbosity_error()


@dataclass(frozen=True)
class Plan:
    """How to train; see ``python -m training encoder --help``."""

    encoder: str
    layers: int | None = None
    epochs: float = 4
    learning_rate: float = 2e-4
    pieces: int | None = 31_000
    general: Path | None = None
    general_share: float = 1.0
    frozen_layers: int = 0
    kept: float = 0.0
    noise: bool = True
    seed: int = 1


def train_encoder(
    train: Sequence[Document],
    dev: Sequence[Document],
    plan: Plan,
    out: Path,
    *,
    resume: bool = True,
) -> dict[str, Any]:
    """Train by the plan and write a pipeline to `out`; checkpoints lie beside it, in ``OUT.work``.

    The network itself stays in ``OUT.work/network``, for training on from it (``--encoder``).

    Raises:
        AnnotationError: when there is nothing to learn from, when `out` is not ours to replace, or when
            ``OUT.work`` holds the checkpoints of another training.
        ModelNotFoundError: when the encoder cannot be loaded.
    """
    check_replaceable(out)
    examples = [*from_documents(train), *_general(plan)]
    if not any(example.spans for example in examples):
        raise AnnotationError("The training split holds no annotated name.")
    work = out.with_name(out.name + ".work")
    network, tokenizer = load_network(plan.encoder, plan.layers)
    _check_tokenizer(tokenizer, plan)
    _open_work(work, plan, examples, resume)
    if plan.pieces is not None:
        tokenizer = _cut(network, tokenizer, [example.text for example in examples], plan.pieces)
    for layer in range(plan.frozen_layers):
        for parameter in network.base_model.encoder.layer[layer].parameters():
            parameter.requires_grad = False
    before = {name: weight.clone() for name, weight in network.state_dict().items()} if plan.kept else {}
    report = fit(
        network,
        tokenizer,
        examples,
        list(from_documents(dev)),
        work,
        epochs=plan.epochs,
        learning_rate=plan.learning_rate,
        seed=plan.seed,
        augment=plan.noise,
        resume=resume,
    )
    if before:
        network.load_state_dict(mixed(before, network.state_dict(), plan.kept))
    save_network(network, tokenizer, work / "network")
    with replaced(out) as new, TemporaryDirectory() as exported:
        export(network, tokenizer, Path(exported), name=out.name, version=VERSION, thresholds=THRESHOLDS)
        nlp = with_encoder(Encoder.from_disk(exported))
        nlp.meta.update(name=out.name.replace("-", "_"), performance={"dev": report["dev"]})
        nlp.to_disk(new)
    return report | {"pipeline": str(out), "segments": len(examples)}


def _general(plan: Plan) -> list[Example]:
    examples = general_examples(plan.general)
    Random(plan.seed).shuffle(examples)
    return examples[: round(len(examples) * plan.general_share)]


def general_examples(folder: Path | None) -> list[Example]:
    """The sentences of the training file of a Universal NER corpus; none without a folder.

    Raises:
        AnnotationError: when there is no such file, or as `training.examples.from_uner`.
    """
    if folder is None:
        return []
    paths = sorted(folder.glob("*train.iob2"))  # "train.iob2", or as published: "da_ddt-ud-train.iob2"
    if not paths:
        raise AnnotationError(
            f"--general: there is no train.iob2 in {folder}. Give the folder of a Universal NER corpus."
        )
    return [example for path in paths for example in from_uner(path)]


def _open_work(work: Path, plan: Plan, examples: Sequence[Example], resume: bool) -> None:
    """Make sure that no checkpoint in the folder is another training's: its weights would be for other pieces."""
    if not resume:
        for checkpoint in work.glob("checkpoint-*"):
            shutil.rmtree(checkpoint)
    run = {"plan": repr(plan), "examples": hashlib.sha256(repr(examples).encode("utf8", "replace")).hexdigest()}
    told = work / "run.json"
    if told.is_file() and any(work.glob("checkpoint-*")) and json.loads(told.read_text("utf8")) != run:
        raise AnnotationError(
            f"{work} holds checkpoints of a training with other documents or settings. Say --no-resume to start anew, "
            "or give --out another name."
        )
    work.mkdir(parents=True, exist_ok=True)
    told.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", "utf8")


def _check_tokenizer(tokenizer: Tokenizer, plan: Plan) -> None:
    """Raise a `ModelNotFoundError` for an encoder whose pieces cannot be cut, or padded when it runs."""
    if tokenizer.token_to_id("<pad>") is None:
        raise ModelNotFoundError(
            f"The encoder {plan.encoder!r} has no piece <pad>. Give one of the XLM-RoBERTa family, such as "
            "intfloat/multilingual-e5-small or FacebookAI/xlm-roberta-base."
        )
    if plan.pieces is not None and type(tokenizer.model).__name__ != "Unigram":
        raise ModelNotFoundError(
            f"The vocabulary of {plan.encoder!r} cannot be cut: its tokenizer is {type(tokenizer.model).__name__}, not "
            "Unigram. Say --pieces 0 to keep it whole."
        )


def _cut(network: PreTrainedModel, tokenizer: Tokenizer, texts: Iterable[str], size: int) -> Tokenizer:
    """The tokenizer without the pieces that neither the texts nor Danish words use."""
    names = itertools.chain.from_iterable(sorted(read_words(name)) for name in ("given_names", "surnames", "towns"))
    kept = used_pieces(tokenizer, texts, [*danish_words(), *names], size)
    cut_embeddings(network, kept)
    return cut_tokenizer(tokenizer, kept)


def danish_words() -> list[str]:
    """Half a million Danish word forms, for the vocabulary: the lemma table of spacy-lookups-data (MIT)."""
    from spacy.util import load_language_data, registry

    # The file itself: of a loaded table's keys only the hashes are left.
    return list(load_language_data(registry.lookups.get("da")["lemma_lookup"]))


def save_network(network: PreTrainedModel, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the network as a Hugging Face folder."""
    network.save_pretrained(folder)
    save_tokenizer(tokenizer, folder)


def save_tokenizer(tokenizer: Tokenizer, folder: Path) -> None:
    """Write a tokenizer so that `AutoTokenizer` reads it."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"))
    special = {"bos_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "cls_token": "<s>"}
    special |= {"unk_token": "<unk>", "pad_token": "<pad>", "tokenizer_class": "PreTrainedTokenizerFast"}
    (folder / "tokenizer_config.json").write_text(json.dumps(special, indent=1) + "\n")
