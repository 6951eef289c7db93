"""From a `Source` to a `Referat`.

What the source knows comes first: its headings stand in the text as marks that the layout reads, and the fields
of FirstAgenda give number, title and access of an item whatever the text looks like.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from nlp_referat.errors import UnreadableError
from nlp_referat.readers.known import with_known_items
from nlp_referat.readers.opening import read
from nlp_referat.readers.source import Limits, Source, written_name
from nlp_referat.schema import Referat, Warning

if TYPE_CHECKING:
    from spacy.language import Language


def extract(
    source: str | bytes | Path | Source, *, model: "str | Path | Language | None" = None, limits: Limits | None = None
) -> Referat:
    """Read minutes into a `Referat`.

    Args:
        source: a path; the bytes of a file; text; or what `read` gave. A string is a path if it is one line and
            such a file or folder exists or it looks like a file name; otherwise it is the text.
        model: a pipeline, or what `nlp_referat.load` takes; the default pipeline if None.
        limits: how large a file may be; the default limits if None.

    Returns:
        What was read. `source` is the path as given, or None. Offsets count in the text of `read(source)`: for
        plain text and Markdown the characters of the file, a byte order mark being one.

    Raises:
        OSError: from a path that cannot be opened: FileNotFoundError, PermissionError, IsADirectoryError.
        UnreadableError: when the file is none that can be read, or holds several meetings (see `read_all`); the
            message says what it is and what to do.
    """
    known = source if isinstance(source, Source) else read(source, limits=limits)
    return extract_source(_pipeline(model), known)


def _pipeline(model: "str | Path | Language | None") -> "Language":
    # Reading alone needs no spaCy, which takes a second to load.
    from nlp_referat.pipeline import default_pipeline, load

    if model is None:
        return default_pipeline()
    return load(model) if isinstance(model, str | Path) else model


def extract_source(nlp: "Language", source: Source) -> Referat:
    """Run a pipeline on what `read` gave.

    Raises:
        UnreadableError: when the text is longer than the pipeline takes, or wrongly decoded.

    >>> from nlp_referat import load
    >>> source = read(b'{"Dagsordenpunkter": [{"Number": "4", "Navn": "Sti", "IsOpen": false, "Felter": []}]}')
    >>> [(item.number, item.title, item.closed) for item in extract_source(load("rules"), source).items]
    [('4', 'Sti', True)]
    """
    referat = extract_text(nlp, source.text, source.name)
    if source.items:
        referat = with_known_items(referat, source.items, len(source.text))
    if source.warnings:
        referat = referat.model_copy(update={"warnings": (*source.warnings, *referat.warnings)})
    return referat


def extract_text(nlp: "Language", text: str, name: str | None = None) -> Referat:
    """Run a pipeline on text and name the source.

    Raises:
        UnreadableError: when the text is longer than the pipeline takes, or wrongly decoded.
    """
    if len(text) > nlp.max_length:
        raise UnreadableError(
            f"The text has {len(text):,} characters; this pipeline takes {nlp.max_length:,}. "
            "Split it, or raise nlp.max_length."
        )
    referat: Referat = nlp(text)._.referat
    update: dict[str, object] = {"source": name and written_name(name)}
    if not text.lstrip("\ufeff").strip():
        empty = Warning(code="empty", message="The document holds no text.")
        update["warnings"] = (empty, *referat.warnings)
    return referat.model_copy(update=update)
