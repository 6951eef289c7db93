"""Fine-tuning with the Trainer of transformers: seeded, resumable, with a progress bar."""

import time
from ast import literal_eval
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import torch
from datasets import Dataset
from seqeval.metrics import classification_report
from tokenizers import Tokenizer
from transformers import PreTrainedModel, Trainer, TrainingArguments, set_seed
from transformers.trainer_pt_utils import LengthGroupedSampler

from nlp_referat.encoder.model import first_pieces
from nlp_referat.encoder.tags import TAGS, to_tags, words
from training.augment import vary
from training.examples import Example, all_meanings
from training.network import Collator, partial_loss


class _Trainer(Trainer):  # type: ignore[misc]  # transformers is untyped
    """A Trainer whose loss takes sets of allowed tags, and whose batches hold segments of similar length."""

    def compute_loss(self, model: Any, inputs: Any, return_outputs: bool = False, **_: Any) -> Any:
        allowed = inputs.pop("labels")
        answers = model(**inputs)
        loss = partial_loss(answers.logits, allowed)
        return (loss, answers) if return_outputs else loss

    def _get_train_sampler(self, *_: Any) -> LengthGroupedSampler:
        generator = torch.Generator()
        generator.manual_seed(self.args.seed)
        lengths = [len(text) for text in self.train_dataset.with_format(None)["text"]]
        return LengthGroupedSampler(self.args.train_batch_size, lengths=lengths, generator=generator)


_COLUMNS = ("text", "spans", "meaning", "blind")


def dataset(examples: Sequence[Example], seed: int | None) -> Dataset:
    """Examples as a `datasets.Dataset`; with a seed its rows are varied anew each time they are shown."""
    rows = Dataset.from_list([asdict(example) | {"spans": list(map(str, example.spans))} for example in examples])
    random = Random(seed)

    def show(batch: Mapping[str, list[Any]]) -> dict[str, list[Example]]:
        shown = [
            Example(text, tuple(literal_eval(span) for span in spans), meaning, tuple(map(tuple, blind)))
            for text, spans, meaning, blind in zip(*(batch[key] for key in _COLUMNS), strict=True)
        ]
        return {"example": shown if seed is None else [vary(example, random) for example in shown]}

    return rows.with_transform(show)


def fit(
    network: PreTrainedModel,
    tokenizer: Tokenizer,
    train: Sequence[Example],
    dev: Sequence[Example],
    work: Path,
    *,
    epochs: float = 5,
    learning_rate: float = 2e-4,
    batch_size: int = 16,
    seed: int = 1,
    augment: bool = True,
    resume: bool = True,
) -> dict[str, Any]:
    """Train the network in place; give seqeval's report on `dev` and the seconds that it took.

    Args:
        work: folder for checkpoints, one an epoch; a run that was broken off goes on from the last.
        augment: vary the training segments (see `training.augment`).
    """
    set_seed(seed)
    for parameter in network.get_input_embeddings().parameters():
        parameter.requires_grad = False  # they are most of the weights, and the corpus sees few of them
    arguments = TrainingArguments(
        output_dir=str(work),
        num_train_epochs=epochs,
        learning_rate=learning_rate,
        per_device_train_batch_size=batch_size,
        per_device_eval_batch_size=64,
        warmup_steps=0.1,
        weight_decay=0.01,
        lr_scheduler_type="linear",
        save_strategy="epoch",
        save_total_limit=1,
        logging_steps=50,
        seed=seed,
        data_seed=seed,
        report_to=[],
        remove_unused_columns=False,
        use_cpu=not torch.cuda.is_available(),
    )
    collator = Collator(tokenizer, all_meanings([*train, *dev]))
    trainer = _Trainer(
        model=network,
        args=arguments,
        train_dataset=dataset(train, seed if augment else None),
        data_collator=collator,
    )
    began = time.monotonic()
    # The state is written last: a checkpoint without it was broken off.
    whole = (path.parent for path in work.glob("checkpoint-*/trainer_state.json"))
    last = max(whole, key=lambda path: int(path.name.rpartition("-")[2]), default=None) if resume else None
    trainer.train(resume_from_checkpoint=str(last) if last else None)
    seconds = round(time.monotonic() - began)
    return {"seconds": seconds, "dev": score(network, collator, dev) if dev else {}}


def score(network: PreTrainedModel, collator: Collator, examples: Sequence[Example]) -> dict[str, Any]:
    """seqeval's report over words. Labels that a source calls otherwise are read as that source's: where a gold
    tag allows the answer, the answer counts as the gold."""
    gold: list[list[str]] = []
    read: list[list[str]] = []
    network.eval()  # type: ignore[no-untyped-call]  # of transformers
    for start in range(0, len(examples), 64):
        batch = collator([{"example": example} for example in examples[start : start + 64]])
        with torch.inference_mode():
            best = network(batch["input_ids"], batch["attention_mask"]).logits.argmax(-1)
        for example, answers_by_piece in zip(examples[start : start + 64], best.tolist(), strict=True):
            places = words(example.text)
            offsets = collator.pieces.encode(example.text).offsets
            pieces = first_pieces(places, offsets)
            tags = to_tags(places, example.spans)[: len(pieces)]
            answers = [TAGS[answers_by_piece[piece]] for piece in pieces]
            meaning = collator.meanings[example.meaning]
            gold.append(tags)
            read.append([tag if answer in meaning[tag] else answer for tag, answer in zip(tags, answers, strict=True)])
    report: dict[str, Any] = classification_report(gold, read, output_dict=True, zero_division=0)
    return {label: {key: round(float(value), 4) for key, value in row.items()} for label, row in report.items()}
