"""The encoder as a spaCy component: trained state that travels with the pipeline."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import srsly
from spacy.tokens import Doc
from spacy.util import ensure_path, minibatch

from nlp_referat.encoder.model import FILES, READER_FILES, Encoder
from nlp_referat.encoder.names import NOTHING, Known, find_names
from nlp_referat.encoder.reader import Reader
from nlp_referat.pipes.arbitration import add_mentions
from nlp_referat.pipes.extensions import mention_of
from nlp_referat.pipes.packaged import packaged
from nlp_referat.pipes.view import view_of


class Names:
    """PERSON, COMMITTEE, FUND, ORG and LOC as a trained encoder reads them.

    Args:
        encoder: None for the model in the package, which is read when it is first needed.
    """

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._reader: Reader | None = None

    @property
    def reader(self) -> Reader | None:
        """What reads clauses with the encoder; None where the encoder comes without."""
        if self._reader is None or self._reader.encoder is not self.encoder:
            self._reader = Reader.of(self.encoder)
        return self._reader

    @property
    def encoder(self) -> Encoder:
        """The encoder.

        Raises:
            ModelNotFoundError: when the package came without its model.
        """
        if self._encoder is None:
            self._encoder = Encoder({name: packaged(name) for name in (*FILES, *READER_FILES)}, "the package's encoder")
        return self._encoder

    @encoder.setter
    def encoder(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Read the Docs a batch at a time: small documents fill the network's batches together."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            found = find_names([view_of(doc).text for doc in batch], self.encoder, [_known(doc) for doc in batch])
            for doc, mentions in zip(batch, found, strict=True):
                yield add_mentions(doc, mentions)

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the model's files into the folder."""
        self.encoder.to_disk(ensure_path(path))

    def from_disk(self, path: str | Path, **_: Any) -> "Names":
        """Read the model's files."""
        self._encoder = Encoder.from_disk(ensure_path(path))
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """The model's files as one string of bytes."""
        content: bytes = srsly.msgpack_dumps(self.encoder.files)
        return content

    def from_bytes(self, data: bytes, **_: Any) -> "Names":
        """Read what `to_bytes` gave."""
        self._encoder = Encoder(srsly.msgpack_loads(data))
        return self


def _known(doc: Doc) -> Known:
    """What the rules named: the model's word would not count there anyway (see `arbitration`)."""
    view = view_of(doc)
    if view.text is not view.raw:
        return NOTHING  # its offsets are others, and such texts are few
    named = ((span, mention_of(span)) for span in doc.ents)
    return Known([(span.start_char, span.end_char) for span, found in named if found and found.source == "rules"])
