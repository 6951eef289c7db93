"""Decision headings of minutes that have none of the usual words: "B: Godkendt", or the body alone on its line.

Each counts only where it stands again and again, as a heading does.

>>> from nlp_referat.layout.lines import split_lines
>>> lines = split_lines("1. Ny bro\\nB: Udsat.\\n\\n2. Mole\\nB: Nej.\\n\\n3. Skilte\\nB: Ja.\\n")
>>> sorted(unusual_decisions(lines))
[1, 4, 7]
"""

import re
from typing import Final

from nlp_referat.layout.headings import Heading
from nlp_referat.layout.lines import Line

_LEAST: Final = 3
_INITIAL: Final = re.compile(r"\**(?P<letter>[A-ZÆØÅ])\**:\**[ \t]+(?=\S)")
_BODY: Final = re.compile(
    r"\W*(?P<body>udvalget|byrådet|kommunalbestyrelsen|regionsrådet|rådet|bestyrelsen|nævnet)\W*", re.IGNORECASE
)


def unusual_decisions(lines: list[Line]) -> dict[int, Heading]:
    """Such headings by line index; none where they are too few."""
    for found in (_initials(lines), _bodies(lines)):
        if sum(heading.type == "beslutning" for heading in found.values()) >= _LEAST:
            return found
    return {}


def _initials(lines: list[Line]) -> dict[int, Heading]:
    """ "B:" and "I:"; where other letters stand so, they are parties."""
    found = {line.index: match for line in lines if (match := _INITIAL.match(line.core))}
    if not {match["letter"] for match in found.values()} <= _TYPES.keys():
        return {}
    return {index: Heading(_TYPES[match["letter"]], match["letter"], match.end()) for index, match in found.items()}


_TYPES: Final = {"B": "beslutning", "I": "indstilling"}


def _bodies(lines: list[Line]) -> dict[int, Heading]:
    """The body that met, alone on a line that is marked or stands apart: "**Udvalget**"."""
    return {
        line.index: Heading("beslutning", match["body"], len(line.core))
        for line in lines
        if (line.is_marked or (line.after_blank and line.before_blank)) and (match := _BODY.fullmatch(line.core))
    }
