"""Items told as running text under titles without a number: each block of the minutes is a title and its text.

One such title proves nothing; that the whole document consists of them does. The head must tell of a meeting.

>>> from nlp_referat.layout.lines import split_lines
>>> text = "Referat den 3. maj 2025\\n\\nMolen\\nDen er våd.\\n\\nKranen\\nDen er gul.\\n\\nFesten\\nDen flyttes.\\n"
>>> [head.title for head in find_blocks(split_lines(text), {})]
['Molen', 'Kranen', 'Festen']
"""

from collections.abc import Iterator
from typing import Final

from nlp_referat.layout.candidates import Candidate
from nlp_referat.layout.facts import read_fact
from nlp_referat.layout.headings import Heading
from nlp_referat.layout.lines import Line
from nlp_referat.layout.marks import is_case_line

_LEAST: Final = 3
_MOST_OTHERS: Final = 1 / 3  # of the blocks: a paragraph that goes on, the words that close the meeting
_MAX_TITLE: Final = 100


def find_blocks(lines: list[Line], headings: dict[int, Heading]) -> list[Candidate]:
    """Their heads, counted; none where other blocks stand among them."""
    blocks = list(_blocks(lines))
    titled = [_is_titled(lines, headings, block) for block in blocks]
    if sum(titled) < _LEAST:
        return []
    first = titled.index(True)
    if titled[first:].count(False) > _MOST_OTHERS * len(titled[first:]):
        return []
    heads = [block[0] for block, is_titled in zip(blocks, titled, strict=True) if is_titled]
    return [Candidate.of_title(line, "block", str(number), number) for number, line in enumerate(heads, 1)]


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """The stretches between blank lines."""
    block: list[Line] = []
    for line in lines:
        if line.core and not line.is_furniture:
            block.append(line)
        elif not line.core and block:
            yield block
            block = []
    if block:
        yield block


def _is_titled(lines: list[Line], headings: dict[int, Heading], block: list[Line]) -> bool:
    """Whether a short line without a full stop stands above a sentence."""
    if len(block) < 2:
        return False
    title, text = block[0], block[1]
    return (
        len(title.core) <= _MAX_TITLE
        and title.core[0].isupper()
        and not title.is_bullet
        and (title.core[-1].isalnum() or title.core[-1] in '?)"”')
        and title.index not in headings
        and not is_case_line(title.core)
        and text.core[0].isupper()
        and block[-1].core.endswith((".", "!", "?"))
        and read_fact(lines, title) is None
        and read_fact(lines, text) is None
    )
