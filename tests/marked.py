"""Sentences whose expected names are marked inline: ``[[Byrådet]] vedtog planen``."""

import re


def unmark(marked: str) -> tuple[str, list[str]]:
    """Take the ``[[…]]`` off a sentence; give the text and the marked spans as "start:text"."""
    text, spans = "", []
    for index, part in enumerate(re.split(r"\[\[|\]\]", marked)):
        if index % 2:
            spans.append(f"{len(text)}:{part}")
        text += part
    return text, spans
