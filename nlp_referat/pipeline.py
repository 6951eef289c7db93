"""Assembling pipelines: rules and model, the rules alone, on top of another Danish pipeline, or from a folder.

>>> load("rules").pipe_names[0]
'referat.layout'
"""

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.util import get_installed_models, is_package

from nlp_referat import __about__
from nlp_referat.encoder.model import Encoder
from nlp_referat.errors import ModelNotFoundError
from nlp_referat.pipes import factories

DEFAULT: Final = "default"
RULES: Final = "rules"
ENCODER: Final = "referat.encoder"
MAX_LENGTH: Final = 100_000_000
"""Longest text of the rule pipeline, in characters. spaCy's own bound of a million guards parsers and NER
models, whose memory the rules do not need."""

_DOWNLOADS: Final = ("da_core_news_sm", "da_core_news_md", "da_core_news_lg", "da_core_news_trf")
_MAX_NAME: Final = 100  # of a name that is compared with the known ones
_TOKENIZER: Final = {"@tokenizers": "referat.Tokenizer.v1"}


def load(name: str | Path | None = None) -> Language:
    """A pipeline that reads minutes.

    Args:
        name: ``"default"``, or nothing, for the rules and the model that comes with the package; ``"rules"``
            for the rules alone; a path to a saved pipeline, such as training writes; or the name of an
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
    if name == RULES:
        return _rules()
    if name == DEFAULT:
        return with_encoder()
    nlp = _load_other(name)
    found = _factories(nlp)
    if set(found) <= {*factories.RULES, ENCODER}:
        nlp.max_length = MAX_LENGTH  # spaCy does not save it
    return nlp if "referat.document" in found else _extend(nlp)


@cache
def default_pipeline() -> Language:
    """The pipeline behind `nlp_referat.nlp`, loaded once."""
    return load()


def with_encoder(encoder: Encoder | None = None) -> Language:
    """The rules, with an encoder for names and the package's classifier for the free words of decisions.

    Args:
        encoder: None stands for the model in the package, which is read when it is first needed.
    """
    nlp = _blank("referat_default")
    _add_rules(nlp, {"referat.decisions": {"is_trained": True}})
    nlp.add_pipe(ENCODER, before="referat.document")
    if encoder is not None:
        nlp.get_pipe(ENCODER).encoder = encoder  # type: ignore[attr-defined]  # a `Names`
    return nlp


def _rules() -> Language:
    nlp = _blank("referat_rules")
    _add_rules(nlp)
    return nlp


def _blank(name: str) -> Language:
    nlp = spacy.blank("da", config={"nlp": {"tokenizer": _TOKENIZER}})
    nlp.meta.update(name=name, version=__about__.VERSION)
    nlp.max_length = MAX_LENGTH
    return nlp


def _add_rules(nlp: Language, configs: Mapping[str, dict[str, Any]] | None = None) -> None:
    present = _factories(nlp)
    for factory in factories.RULES:
        if factory not in present:
            nlp.add_pipe(factory, config=(configs or {}).get(factory, {}))


def _factories(nlp: Language) -> dict[str, str]:
    """The pipeline's factories, each with the name of its last component."""
    return {nlp.get_pipe_meta(name).factory: name for name in nlp.component_names}


def _load_other(name: str) -> Language:
    if not _is_there(name):
        raise ModelNotFoundError(_not_found(name))
    try:
        nlp: Language = spacy.load(name)
    except (OSError, ValueError, ImportError, AttributeError, TypeError) as error:
        # The last two: a package that is no pipeline has no load(), or, as numpy, one of another kind.
        raise ModelNotFoundError(f"{name!r} is there, but spaCy cannot load it as a pipeline: {error}") from error
    if nlp.lang not in ("da", "xx"):
        raise ModelNotFoundError(
            f"{name!r} is a pipeline for {nlp.lang!r}, not for Danish: its tokens and tags would be wrong."
        )
    return nlp


def _is_there(name: str) -> bool:
    try:
        return bool(name) and (is_package(name) or Path(name).exists())
    except (OSError, ValueError):  # longer than a file name may be, or with a NUL
        return False


def _not_found(name: str) -> str:
    if name in _DOWNLOADS:
        return f"The spaCy pipeline {name!r} is not installed. Install it with: python -m spacy download {name}"
    close = difflib.get_close_matches(name[:_MAX_NAME], [DEFAULT, RULES, *_DOWNLOADS, *get_installed_models()], n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return (
        f"There is no installed pipeline and no folder named {name!r}.{hint} "
        "Use 'rules', an installed Danish spaCy pipeline, or a path."
    )


def _extend(nlp: Language) -> Language:
    """Add the referat components behind those of another pipeline."""
    labellers = [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]
    if labellers and "referat.label_map" not in _factories(nlp):
        nlp.add_pipe("referat.label_map", after=labellers[-1])
    nlp.meta["name"] = f"{nlp.meta['name']}_referat"  # a name that `spacy package` takes
    _add_rules(nlp)
    return nlp
