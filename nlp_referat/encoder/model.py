"""Running an exported encoder: `onnxruntime` for the network, `tokenizers` for its pieces; no torch.

A model folder holds the network's two halves, ``lower.onnx`` and ``upper.onnx``, ``tokenizer.json`` and
``encoder.json`` (`Settings`), and may hold what `nlp_referat.encoder.reader` reads on with from the middle.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
from pydantic import Field, ValidationError

from nlp_referat.encoder.process import PerProcess, Threads
from nlp_referat.encoder.tags import TAGS, Found, Likely, to_spans, words
from nlp_referat.errors import ModelNotFoundError
from nlp_referat.schema import Model

FORMAT: Final = "referat-encoder/4"
FILES: Final = ("encoder.json", "lower.onnx", "tokenizer.json", "upper.onnx")
READER_FILES: Final = ("reader.onnx", "reader.npz")
"""What a folder may hold besides."""

_MIDDLE: Final = "middle"  # where the halves meet
BATCH: Final = 320  # pieces at once; more wins nothing on a core, and leaves too few batches for several cores
_TOKENIZED: Final = 1024  # segments cut into pieces at once, and held
_PADDING: Final = 0.2  # most of a row that may be padding: it costs the network as much as words do
_CACHED: Final = 20_000  # distinct segments whose names are remembered

Made = TypeVar("Made")


class Settings(Model):
    """What ``encoder.json`` says.

    Attributes:
        format: version of the folder's format; another one is refused.
        tags: what the network tells apart, in the order of its output.
        thresholds: least score by label; names below it are not given.
        max_pieces: word pieces that the network takes at once.
        middle: how many layers the lower half has.
    """

    format: str = FORMAT
    name: str = "encoder"
    version: str = "0"
    tags: tuple[str, ...] = TAGS
    thresholds: dict[str, float] = Field(default_factory=dict)
    max_pieces: int = 256
    middle: int = 0


@dataclass(frozen=True, slots=True)
class States:
    """What the network's lower half makes of some texts.

    Attributes:
        places: of the texts among those given.
        offsets: of the pieces of each text.
        states: by text, piece and unit; texts with fewer pieces are filled up.
        mask: by text and piece; 0 where it was filled up.
    """

    places: list[int]
    offsets: list[list[tuple[int, int]]]
    states: Any
    mask: Any


class _Engines(NamedTuple):
    tokenizer: Any
    lower: Any
    upper: Any
    threads: Threads


class Encoder:
    """A trained encoder.

    Args:
        files: the contents of the files of a model folder.

    Raises:
        ModelNotFoundError: when a file is missing or of another version; the message says what to do.
    """

    def __init__(self, files: Mapping[str, bytes], origin: str = "the encoder") -> None:
        missing = [name for name in FILES if name not in files]
        if "encoder.json" in files:
            self.settings = _settings(files["encoder.json"], origin)  # of another version, it may have other files
        if missing:
            raise ModelNotFoundError(
                f"{origin} lacks {', '.join(missing)}. Train it again, or copy the whole folder that training wrote."
            )
        self.files = dict(files)
        self._known: dict[str, list[Found]] = {}
        self._engines = PerProcess(self._open)

    @classmethod
    def from_disk(cls, folder: str | Path) -> "Encoder":
        """Read a model folder."""
        folder = Path(folder)
        there = (name for name in (*FILES, *READER_FILES) if (folder / name).is_file())
        return cls({name: (folder / name).read_bytes() for name in there}, str(folder))

    def to_disk(self, folder: str | Path) -> None:
        """Write a model folder."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)

    def __reduce__(self) -> tuple[type["Encoder"], tuple[dict[str, bytes]]]:
        return Encoder, (self.files,)

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """The names in each text, above their label's threshold, in order of place."""
        # 8-bit networks scale a batch as a whole: what stands in it must not depend on the order of the texts.
        fresh = sorted({text for text in texts if text not in self._known}, key=lambda text: (len(text), text))
        if len(self._known) + len(fresh) > _CACHED:
            kept = {text: self._known[text] for text in texts if text in self._known}
            self._known = kept
        for start in range(0, len(fresh), _TOKENIZED):
            self._read(fresh[start : start + _TOKENIZED])
        return [self._known[text] for text in texts]

    def forget(self) -> None:
        """Let go of the names remembered: what is read next does not depend on what was read before."""
        self._known.clear()

    def _read(self, texts: Sequence[str]) -> None:
        for batch, likely in self.read_on(texts, lambda batch: (batch, self.tags(batch))):
            for place, offsets, rows in zip(batch.places, batch.offsets, likely, strict=True):
                self._known[texts[place]] = self._names(texts[place], offsets, rows)

    def tags(self, batch: States) -> Any:
        """How likely each tag is: an array by text, piece and tag."""
        given = {_MIDDLE: batch.states, "attention_mask": batch.mask}
        return softmax(self._engines.get().upper.run(["tags"], given)[0])

    def read_on(self, texts: Sequence[str], work: Callable[[States], Made]) -> Iterator[Made]:
        """What `work` makes of the states of the network's middle layer, a batch at a time.

        Batches are worked at side by side, on as many cores as there are; they come in their order.
        """
        tokenizer, lower, _, threads = self._engines.get()
        encodings = tokenizer.encode_batch(list(texts))
        filler = tokenizer.token_to_id("<pad>") or 0

        def read(batch: list[int]) -> Made:
            ids, mask = _filled([encodings[index].ids for index in batch], filler)
            [states] = lower.run([_MIDDLE], {"input_ids": ids, "attention_mask": mask})
            return work(States(batch, [encodings[index].offsets for index in batch], states, mask))

        yield from threads.map(read, batches([len(encoding.ids) for encoding in encodings]))

    def _names(self, text: str, offsets: list[tuple[int, int]], likely: Likely) -> list[Found]:
        places = words(text)
        pieces = first_pieces(places, offsets)
        least = self.settings.thresholds
        found = to_spans(places[: len(pieces)], likely[pieces])
        return [name for name in found if name.score >= least.get(name.label, 0.0)]

    def _open(self) -> _Engines:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_buffer(self.files["tokenizer.json"])
        tokenizer.enable_truncation(self.settings.max_pieces)
        tokenizer.no_padding()
        lower, upper = (open_session(self.files[name]) for name in ("lower.onnx", "upper.onnx"))
        return _Engines(tokenizer, lower, upper, Threads())


def _filled(rows: Sequence[Sequence[int]], filler: int) -> tuple[Any, Any]:
    """Ids and mask of rows of pieces; those shorter than the first are filled up."""
    ids = np.full((len(rows), len(rows[0])), filler, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, (pieces, is_piece) in zip(rows, zip(ids, mask, strict=True), strict=True):
        pieces[: len(row)] = row
        is_piece[: len(row)] = 1
    return ids, mask


def open_session(network: bytes) -> Any:
    """A network of a model folder, ready to run on the CPU, on one core: `Threads` run several batches at once."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def softmax(logits: Any) -> Any:
    """Probabilities along the last axis."""
    likely = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return likely / likely.sum(axis=-1, keepdims=True)


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices of rows to be read together, longest first: of nearly the same length, and not too much of them.

    >>> batches([3, 40, 4, 41, 4])
    [[3, 1], [2, 4], [0]]
    """
    found: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        last = found[-1] if found else None
        longest = lengths[last[0]] if last else 0
        if last is None or (len(last) + 1) * longest > BATCH or lengths[index] < longest * (1 - _PADDING):
            found.append([index])
        else:
            last.append(index)
    return found


def first_pieces(places: Sequence[tuple[int, int]], offsets: Sequence[tuple[int, int]]) -> list[int]:
    """For each word the piece that holds its first character; words beyond the last piece are left out.

    >>> first_pieces([(0, 3), (4, 8)], [(0, 0), (0, 2), (2, 3), (3, 8), (0, 0)])
    [1, 3]
    """
    pieces: list[int] = []
    piece = 0
    for start, _ in places:
        while piece < len(offsets) and offsets[piece][1] <= start:
            piece += 1
        if piece == len(offsets):
            break
        pieces.append(piece)
    return pieces


def _settings(content: bytes, origin: str) -> Settings:
    try:
        fields = json.loads(content)
        written = fields.get("format")
        if written != FORMAT:
            raise ModelNotFoundError(
                f"{origin} was written as {written!r}; this version of nlp-referat reads {FORMAT!r}. "
                "Train the model again with the version installed, or install the one that wrote it."
            )
        settings = Settings.model_validate(fields)
    except (json.JSONDecodeError, UnicodeDecodeError, AttributeError, ValidationError) as error:
        raise ModelNotFoundError(f"{origin}: encoder.json cannot be read: {error}. Train the model again.") from None
    if settings.tags != TAGS:
        raise ModelNotFoundError(
            f"{origin} tells other names apart than this version of nlp-referat does: {', '.join(settings.tags)}. "
            "Train the model again with the version installed."
        )
    return settings
