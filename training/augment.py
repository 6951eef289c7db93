"""Noise for training: other people's names, scanning errors, capitals, small letters.

Drawn anew each time a segment is shown, so that the network never learns a corpus's names by heart. The
perturbations that evaluation measures with are another module's, with names and errors of their own. Danish
without its letters ("oe" for ø) needs no noise: the network reads it respelled (`nlp_referat.spelling`).
"""

from collections.abc import Callable
from functools import cache
from random import Random
from typing import Final

from nlp_referat.lexicon import read_words
from training.examples import Example, Span

_MISREAD: Final = {
    "l": "1I",
    "I": "l1",
    "O": "0",
    "o": "0c",
    "å": "aä",
    "ø": "oö",
    "æ": "ae",
    "e": "c",
    "n": "ri",
    "m": "rn",
    "t": "f",
    "S": "5",
    "B": "8",
    "h": "b",
    "g": "q",
}
_ERRORS: Final = 0.02  # of the characters, in a segment that is scanned badly


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(read_words("given_names"))), tuple(sorted(read_words("surnames")))


def vary(example: Example, random: Random) -> Example:
    """The example as another secretary, or another scanner, would have it."""
    if any(label == "PERSON" for _, _, label in example.spans) and random.random() < 0.1:
        example = with_other_people(example, random)
    draw = random.random()
    if draw < 0.06:
        return rewrite(example, lambda sign: _misread(sign, random))
    if draw < 0.08:
        return rewrite(example, lambda sign: sign.upper() if len(sign.upper()) == 1 else sign)
    if draw < 0.09:
        return rewrite(example, lambda sign: sign.lower() if len(sign.lower()) == 1 else sign)
    return example


def with_other_people(example: Example, random: Random) -> Example:
    """The example with other names of people."""
    return replace_spans(example, lambda text, label: _other_person(text, random) if label == "PERSON" else text)


def _other_person(name: str, random: Random) -> str:
    given, surnames = _names()
    parts = name.split()
    genitive = "s" if parts[-1].endswith("s") and random.random() < 0.3 else ""
    new = [random.choice(given) for _ in parts[:-1]] or []
    if len(parts) > 2:
        new[1:] = [random.choice(surnames) for _ in parts[1:-1]]
    return " ".join([*new, random.choice(surnames if new or random.random() < 0.6 else given)]) + genitive


def _misread(sign: str, random: Random) -> str:
    if random.random() >= _ERRORS:
        return sign
    if sign == " ":
        return random.choice(("  ", " "))
    if sign in ".,":
        return random.choice(("", ".", ","))
    return random.choice(_MISREAD[sign]) if sign in _MISREAD else sign


def rewrite(example: Example, change: Callable[[str], str]) -> Example:
    """Change the text character by character; spans and blind stretches follow.

    >>> rewrite(Example("på Åen", ((3, 6, "LOC"),)), lambda sign: {"å": "aa", "Å": "Aa"}.get(sign, sign))
    Example(text='paa Aaen', spans=((4, 8, 'LOC'),), meaning='exact', blind=())
    """
    pieces = [change(sign) for sign in example.text]
    place = [0]
    for piece in pieces:
        place.append(place[-1] + len(piece))
    spans = tuple((place[start], place[end], label) for start, end, label in example.spans)
    blind = tuple((place[start], place[end]) for start, end in example.blind)
    return Example("".join(pieces), spans, example.meaning, blind)


def replace_spans(example: Example, change: Callable[[str, str], str]) -> Example:
    """Change what the spans cover; everything behind them moves.

    >>> replace_spans(Example("Ida Bro, Åby", ((0, 7, "PERSON"), (9, 12, "LOC"))), lambda text, label: text * 2).spans
    ((0, 14, 'PERSON'), (16, 22, 'LOC'))
    """
    if example.blind:
        return example
    parts: list[str] = []
    spans: list[Span] = []
    position = length = 0
    for start, end, label in sorted(example.spans):
        new = change(example.text[start:end], label)
        length += start - position
        parts += (example.text[position:start], new)
        spans.append((length, length + len(new), label))
        length += len(new)
        position = end
    parts.append(example.text[position:])
    return Example("".join(parts), tuple(spans), example.meaning)
