"""From a `Referat` and its text to one page that needs nothing else."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import PurePath
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nlp_referat.__about__ import VERSION
from nlp_referat.errors import ReferatError
from nlp_referat.page import danish
from nlp_referat.page.amounts import amount_tables
from nlp_referat.page.facts import Place, first_line, places
from nlp_referat.page.items import item_views
from nlp_referat.page.marking import Mark, mark_up
from nlp_referat.page.meeting import head
from nlp_referat.page.names import groups, legend
from nlp_referat.schema import Referat

_FOLDER: Final = "data/page"
_LONG: Final = 50_000  # characters; in a longer text a browser lays out only what is in sight
_TONE_NAMES: Final = {danish.TONES[label]: name for label, name in danish.OUTCOMES.items()}
_UNSHOWN: Final = re.compile("[\x00\ud800-\udfff]")  # what HTML or UTF-8 cannot hold


def render_page(referat: Referat, text: str) -> str:
    """One HTML page, in Danish, that shows what was read and where it stands in the text.

    Args:
        referat: what was read.
        text: the text that it was read from; offsets count its code points.

    Returns:
        A page that loads nothing. Everything from the document is escaped, and the page's own policy lets no
        other script run than the page's.

    Raises:
        ReferatError: when the referat was read from another text.

    >>> page = render_page(Referat(), "<script>alert(1)</script>")
    >>> "<script>alert" in page, "&lt;script&gt;alert(1)" in page
    (False, True)
    """
    view = _view(referat, text)
    _check(referat, view, text)
    template = _environment().get_template("page.html.j2")
    marked = mark_up(text, _marks(referat, view, text), _sections(referat))
    page = template.render(**view, document=marked, is_long=len(text) > _LONG)
    return _UNSHOWN.sub("\ufffd", page)


def _view(referat: Referat, text: str) -> dict[str, Any]:
    """All that the template shows besides the text."""
    money, percents = amount_tables(referat, text)
    items = item_views(referat, text)
    present = dict.fromkeys(tone for item in items for tone in item.tones)
    return {
        "head": head(referat, text),
        "items": items,
        "tones": [
            (tone, name, sum(tone in item.tones for item in items))
            for tone, name in _TONE_NAMES.items()
            if tone in present
        ],
        "formalities": sum(item.is_formality for item in items),
        "money": money,
        "percents": percents,
        "groups": groups(referat),
        "legend": legend(referat),
        "source": referat.source and PurePath(referat.source).name,
        "model": referat.model,
    }


def _marks(referat: Referat, view: Mapping[str, Any], text: str) -> Iterator[Mark]:
    """Every place that is coloured or linked to."""
    for entity in referat.entities:
        yield Mark(entity.start, entity.end, f"e {entity.label}")
    for item in referat.items:
        yield Mark(*first_line(text, item), "h")
        for section in item.sections:
            yield Mark(section.start, min(section.end, section.start + len(section.title)), "k")
        for outcome in item.decision.outcomes if item.decision else ():
            yield Mark(outcome.start, outcome.end, f"o {danish.TONES[outcome.label]}")
    for place in places(list(view.values())):
        yield Mark(*place, "")


def _sections(referat: Referat) -> list[tuple[int, str]]:
    """Where each item begins in the text; one that begins before its forerunner has no section of its own."""
    sections: list[tuple[int, str]] = []
    for index, item in enumerate(referat.items):
        if not sections or item.start > sections[-1][0]:
            sections.append((item.start, f"s{index}"))
    return sections


def _check(referat: Referat, view: Mapping[str, Any], text: str) -> None:
    """Whether every place is one of this text."""
    for place in (*places(list(view.values())), *(Place(item.start, item.end) for item in referat.items)):
        if not 0 <= place.start <= place.end <= len(text):
            raise ReferatError(
                f"The referat points to {place.start}–{place.end}, and the text has {len(text):,} characters. "
                "Pass the text that the referat was read from."
            )
    for entity in referat.entities:
        if text[entity.start : entity.end] != entity.text:
            raise ReferatError(
                f"The text has {text[entity.start : entity.end][:40]!r} at {entity.start}–{entity.end}, where the "
                f"referat says {entity.text[:40]!r}. Pass the text that the referat was read from."
            )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("nlp_referat", _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = (Markup(_asset(name)) for name in ("page.css", "page.js"))
    environment.globals |= {
        "style": style,
        "script": script,
        "policy": f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        "version": VERSION,
        "explanations": danish.EXPLANATIONS,
    }
    return environment


def _asset(name: str) -> str:
    return (resources.files("nlp_referat") / _FOLDER / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """What a content security policy calls an inline style or script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
