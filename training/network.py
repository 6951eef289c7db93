"""The network that is trained: a Hugging Face encoder with a tag for every first piece of a word."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModelForTokenClassification, AutoTokenizer, PreTrainedModel

from nlp_referat.encoder.model import Encoder, first_pieces
from nlp_referat.encoder.tags import TAGS, to_tags, words
from nlp_referat.errors import ModelNotFoundError
from training.examples import Example
from training.halves import Lower

MAX_PIECES: Final = 160
_FORBIDDEN: Final = -1e4


def load_network(name: str | Path, layers: int | None = None) -> tuple[PreTrainedModel, Tokenizer]:
    """An encoder by hub name or folder with our tags on top: those saved with it, else fresh ones.

    Args:
        layers: keep only the first of its layers.

    Raises:
        ModelNotFoundError: when there is no such folder and the hub cannot be reached, or it is no encoder.
    """
    try:
        config = AutoConfig.from_pretrained(
            name, num_labels=len(TAGS), id2label=dict(enumerate(TAGS)), label2id={tag: n for n, tag in enumerate(TAGS)}
        )
        if layers is not None:
            config.num_hidden_layers = min(layers, config.num_hidden_layers)
        network = AutoModelForTokenClassification.from_pretrained(name, config=config)
        tokenizer = AutoTokenizer.from_pretrained(name).backend_tokenizer
    except (OSError, ValueError, AttributeError) as error:
        raise ModelNotFoundError(
            f"The encoder {str(name)!r} cannot be loaded: {str(error).splitlines()[0]} "
            "Give --encoder a folder with config.json, model.safetensors and tokenizer.json, or the name of a model "
            "on the Hugging Face hub when it can be reached (for example intfloat/multilingual-e5-small)."
        ) from None
    return network, tokenizer


def load_own(folder: str | Path, encoder: Encoder) -> PreTrainedModel:
    """The network that an encoder was exported from.

    Raises:
        ModelNotFoundError: when there is no such folder, or it holds another network.
    """
    if not Path(folder).is_dir():
        raise ModelNotFoundError(
            f"--network: there is no folder {folder}. Give the network that the pipeline's encoder came from: "
            "training left it in OUT.work/network."
        )
    network, tokenizer = load_network(folder)
    if not _is_below(network.eval(), tokenizer, encoder):  # type: ignore[no-untyped-call]  # of transformers
        raise ModelNotFoundError(
            f"--network: {folder} is not what the pipeline's encoder came from: it reads otherwise. Give the folder "
            "that training left in OUT.work/network."
        )
    return network


_TOLD: Final = "Byrådet godkendte indstillingen, og Ida Holm blev valgt til formand."
_ALIKE: Final = 0.9  # correlation; in 8 bits the same network has 0.98 and more


def _is_below(network: PreTrainedModel, tokenizer: Tokenizer, encoder: Encoder) -> bool:
    """Whether the lower layers give the states that the encoder's lower half gives."""
    [batch] = encoder.read_on([_TOLD], lambda batch: batch)
    ids = torch.tensor([tokenizer.encode(_TOLD).ids])
    if (*ids.shape, network.config.hidden_size) != batch.states.shape:
        return False
    with torch.inference_mode():
        states = Lower(network, encoder.settings.middle)(ids, torch.ones_like(ids)).numpy()
    return bool(np.corrcoef(states.ravel(), batch.states.ravel())[0, 1] > _ALIKE)


def mixed(start: Mapping[str, torch.Tensor], end: Mapping[str, torch.Tensor], kept: float) -> dict[str, torch.Tensor]:
    """The weights on the line between two trainings, `kept` of the first.

    A network that is tuned to one kind of text forgets some of the others; part of the way back it forgets less and
    has learnt nearly as much (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").

    >>> mixed({"w": torch.tensor([0.0])}, {"w": torch.tensor([4.0])}, 0.25)["w"].item()
    3.0
    """
    return {
        name: start[name] * kept + weight * (1 - kept) if weight.is_floating_point() else weight
        for name, weight in end.items()
    }


class Collator:
    """Batches of examples: pieces, and for each piece which tags are allowed (none: not scored)."""

    def __init__(self, tokenizer: Tokenizer, meanings: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
        self.pieces = tokenizer
        self.pieces.enable_truncation(MAX_PIECES)
        self.pieces.enable_padding(pad_id=tokenizer.token_to_id("<pad>") or 0, pad_token="<pad>")
        self.meanings = meanings
        self.rows = {
            (name, tag): torch.tensor([other in allowed for other in TAGS])
            for name, meaning in meanings.items()
            for tag, allowed in meaning.items()
        }

    def __call__(self, batch: Sequence[Mapping[str, Example]]) -> dict[str, Any]:
        examples = [entry["example"] for entry in batch]
        encodings = self.pieces.encode_batch([example.text for example in examples])
        length = len(encodings[0].ids)
        allowed = torch.zeros(len(examples), length, len(TAGS), dtype=torch.bool)
        for row, (example, encoding) in enumerate(zip(examples, encodings, strict=True)):
            places = words(example.text)
            pieces = first_pieces(places, encoding.offsets)
            for place, tag, piece in zip(places, to_tags(places, example.spans), pieces, strict=False):
                known = not any(start < place[1] and place[0] < end for start, end in example.blind)
                if known and not allowed[row, piece].any():  # of words that share a piece, the first
                    allowed[row, piece] = self.rows[example.meaning, tag]
        return {
            "input_ids": torch.tensor([encoding.ids for encoding in encodings]),
            "attention_mask": torch.tensor([encoding.attention_mask for encoding in encodings]),
            "labels": allowed,
        }


def partial_loss(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Mean negative log-likelihood that the answer is among the allowed tags, over the pieces that have any.

    With one tag allowed it is cross-entropy; with all of them, or without any piece that is scored, it is 0.
    """
    scored = allowed.any(-1)
    if not scored.any():
        return logits.sum() * 0
    logits, allowed = logits[scored], allowed[scored]
    return (logits.logsumexp(-1) - logits.masked_fill(~allowed, _FORBIDDEN).logsumexp(-1)).mean()
