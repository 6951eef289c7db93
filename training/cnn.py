"""Training a spaCy pipeline from a config of `configs/`."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from spacy.cli.train import train as spacy_train
from spacy.tokens import Doc, DocBin

import nlp_referat  # noqa: F401  # registers the tokenizer of the configs
from nlp_referat.corpus.document import Document
from nlp_referat.encoder.segments import segments
from nlp_referat.encoder.tags import LABELS
from nlp_referat.errors import AnnotationError, ModelNotFoundError
from nlp_referat.pipes.tokenizer import Tokenizer
from training.folders import replaced


def train_cnn(
    train: Sequence[Document],
    dev: Sequence[Document],
    config: Path,
    out: Path,
    *,
    max_steps: int | None = None,
    seed: int = 1,
) -> dict[str, Any]:
    """Train by a spaCy config and write the best pipeline to `out`; give its scores on `dev`.

    Raises:
        AnnotationError: when the config is missing.
        ModelNotFoundError: when the config builds on a pipeline that is not installed.
    """
    if not config.is_file():
        raise AnnotationError(f"There is no config {config}; configs/cnn.cfg and configs/lg.cfg come with the project.")
    with replaced(out) as new, TemporaryDirectory() as work:
        _docbin(train).to_disk(Path(work, "train.spacy"))
        _docbin(dev).to_disk(Path(work, "dev.spacy"))
        overrides: dict[str, Any] = {
            "paths.train": str(Path(work, "train.spacy")),
            "paths.dev": str(Path(work, "dev.spacy")),
            "system.seed": seed,
        }
        if max_steps is not None:
            overrides |= {"training.max_steps": max_steps, "training.eval_frequency": max(1, max_steps // 4)}
        try:
            spacy_train(config, Path(work, "out"), overrides=overrides)
        except OSError as error:
            raise ModelNotFoundError(
                f"{config} builds on a pipeline that is not installed: {error} "
                "Install it (python -m spacy download da_core_news_lg), or use configs/cnn.cfg, which needs none."
            ) from None
        nlp = spacy.load(Path(work, "out", "model-best"))
        # nlp_referat.load() maps the labels of a pipeline that it does not know, and leaves out what it cannot map.
        nlp.add_pipe("referat.label_map", config={"labels": {label: label for label in LABELS}})
        nlp.to_disk(new)
    scores = {key: nlp.meta["performance"].get(key) for key in ("ents_p", "ents_r", "ents_f", "ents_per_type")}
    return {"dev": scores, "pipeline": str(out)}


def _docbin(documents: Sequence[Document]) -> DocBin:
    """A Doc a segment, with the names that are whole in it."""
    tokenizer = Tokenizer(spacy.blank("da").vocab)
    docs: list[Doc] = []
    for document in documents:
        named = [entity for entity in document.entities if entity.label in LABELS and not entity.optional]
        for start, end in segments(document.text):
            doc = tokenizer(document.text[start:end])
            spans = [
                doc.char_span(entity.start - start, entity.end - start, label=entity.label, alignment_mode="expand")
                for entity in named
                if start <= entity.start and entity.end <= end
            ]
            doc.ents = spacy.util.filter_spans([span for span in spans if span is not None])
            docs.append(doc)
    return DocBin(docs=docs)
