"""Assembling pipelines: the rules alone, on top of another Danish pipeline, or from a folder.

>>> load("rules").pipe_names[0]
'referat.layout'
"""

import difflib
from functools import cache
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language
from spacy.util import get_installed_models, is_package

from nlp_referat import __about__
from nlp_referat.errors import ModelNotFoundError
from nlp_referat.pipes import factories

DEFAULT: Final = "rules"
MAX_LENGTH: Final = 100_000_000
"""Longest text of the rule pipeline, in characters. spaCy's own bound of a million guards parsers and NER
models, whose memory the rules do not need."""

_TOKENIZER: Final = {"@tokenizers": "referat.Tokenizer.v1"}


def load(name: str | Path | None = None) -> Language:
    """A pipeline that reads minutes.

    Args:
        name: ``"rules"`` (the default) for the rule pipeline; a path to a saved pipeline; or the name of an
            installed Danish spaCy pipeline such as ``"da_core_news_lg"``, whose components are kept and
            whose entity labels are mapped (PER becomes PERSON) before the referat components are added.

    Returns:
        A `spacy.Language`, new at every call.

    Raises:
        ModelNotFoundError: when there is no such name or path; the message says how to install it.

    >>> nlp = load()
    >>> nlp("Der er bevilget 2½ mio. kr.").ents[0]._.money.value
    Decimal('2500000')
    """
    name = DEFAULT if name is None else str(name)
    if name == "rules":
        return _rules()
    nlp = _load_other(name)
    return nlp if "referat.document" in nlp.pipe_names else _extend(nlp)


@cache
def default_pipeline() -> Language:
    """The pipeline behind `nlp_referat.nlp`, loaded once."""
    return load()


def _rules() -> Language:
    nlp = spacy.blank("da", config={"nlp": {"tokenizer": _TOKENIZER}})
    nlp.meta.update(name="referat_rules", version=__about__.VERSION)
    nlp.max_length = MAX_LENGTH
    for factory in factories.RULES:
        nlp.add_pipe(factory)
    return nlp


def _load_other(name: str) -> Language:
    if not is_package(name) and not Path(name).exists():
        raise ModelNotFoundError(_not_found(name))
    try:
        nlp: Language = spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelNotFoundError(
            f"{name!r} is there, but spaCy cannot load it as a pipeline: {error}"
        ) from error
    if nlp.lang not in ("da", "xx"):
        raise ModelNotFoundError(
            f"{name!r} is a pipeline for {nlp.lang!r}, not for Danish: its tokens and tags would be wrong."
        )
    return nlp


def _not_found(name: str) -> str:
    known = [
        "rules",
        "da_core_news_sm",
        "da_core_news_md",
        "da_core_news_lg",
        "da_core_news_trf",
        *get_installed_models(),
    ]
    if name.startswith("da_core_news_"):
        return (
            f"The spaCy pipeline {name!r} is not installed. Install it with: python -m spacy download {name}"
        )
    close = difflib.get_close_matches(name, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"There is no installed pipeline and no folder named {name!r}.{hint} Use 'rules', an installed Danish spaCy pipeline, or a path."


def _extend(nlp: Language) -> Language:
    """Add the referat components behind those of another pipeline."""
    if "ner" in nlp.pipe_names and "referat.label_map" not in nlp.pipe_names:
        nlp.add_pipe("referat.label_map", after="ner")
    nlp.meta["name"] = f"{nlp.meta['name']}+referat"
    for factory in factories.RULES:
        if factory not in nlp.pipe_names:
            nlp.add_pipe(factory)
    return nlp
