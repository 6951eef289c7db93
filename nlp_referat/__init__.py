"""Read the minutes (referater) of Danish municipal committees.

>>> import nlp_referat
>>> doc = nlp_referat.nlp("Punkt 1: Ny skøjtebane\\n\\nBeslutning\\n\\nGodkendt. Der bevilges 1,2 mio. kr.\\n")
>>> doc._.referat.items[0].decision.outcomes[0].label
'GODKENDT'
>>> doc.ents[-1]._.money.value
Decimal('1200000')
"""

from typing import TYPE_CHECKING

from nlp_referat import __about__
from nlp_referat.errors import ModelNotFoundError, ReferatError, UnreadableError
from nlp_referat.pipes.extensions import register as _register
from nlp_referat.schema import Referat

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from nlp_referat.readers.source import Source

__version__ = __about__.VERSION

_register()


def load(name: "str | Path | None" = None) -> "Language":
    """A pipeline that reads minutes; see `nlp_referat.pipeline.load`."""
    from nlp_referat.pipeline import load as load_pipeline

    return load_pipeline(name)


def nlp(text: str) -> "Doc":
    """Read `text` with the default pipeline, which is loaded on first use.

    Raises:
        ValueError: on lone surrogates, or a text longer than `nlp_referat.pipeline.MAX_LENGTH`.
    """
    from nlp_referat.pipeline import default_pipeline

    return default_pipeline()(text)


def extract(source: "str | bytes | Path | Source", *, model: "str | Path | Language | None" = None) -> Referat:
    """Read a file, its bytes, its text, or what `read` gave, into a `Referat`; see `nlp_referat.readers.extract`."""
    from nlp_referat.readers import extract as extract_source

    return extract_source(source, model=model)


def read(source: "str | bytes | Path") -> "Source":
    """The text of a file with what its kind knows about it: headings, pages, fields; see `nlp_referat.readers.read`."""
    from nlp_referat.readers import read as read_source

    return read_source(source)


__all__ = [
    "ModelNotFoundError",
    "Referat",
    "ReferatError",
    "UnreadableError",
    "__version__",
    "extract",
    "load",
    "nlp",
    "read",
]
