"""A text without the hyphens at its line ends, and the way back: the cue words are looked for in whole words.

>>> joined = Joined("Der er indkommet an-\\nsøgninger om 5.000 kr.")
>>> joined.text, joined.inward(36), joined.outward((17, 27))
('Der er indkommet ansøgninger om 5.000 kr.', 34, (17, 29))
"""

import re
from bisect import bisect_left, bisect_right
from typing import Final

_BROKEN: Final = re.compile(
    r"(?<=[a-zæøåé]{2})-\n[ \t]*(?=[a-zæøåé]{2})(?!(?:og|eller|samt|til|men)\b)"  # "anlægs-\nog driftsmidler"
)


class Joined:
    """The text with its broken words joined; without any it is the text itself."""

    def __init__(self, text: str) -> None:
        cuts = list(_BROKEN.finditer(text)) if "-\n" in text else []
        self._starts = [cut.start() for cut in cuts]
        self._ends = [cut.end() for cut in cuts]
        self._lost: list[int] = []  # how much is cut away up to and with each cut
        pieces, position, lost = [], 0, 0
        for cut in cuts:
            pieces.append(text[position : cut.start()])
            position = cut.end()
            lost += cut.end() - cut.start()
            self._lost.append(lost)
        self.text = "".join([*pieces, text[position:]]) if cuts else text
        self._joints = [start - (self._lost[place - 1] if place else 0) for place, start in enumerate(self._starts)]

    def inward(self, offset: int) -> int:
        """The offset in the joined text."""
        place = bisect_right(self._ends, offset)
        if place < len(self._starts) and self._starts[place] < offset:
            offset = self._starts[place]  # inside of a cut
        return offset - (self._lost[place - 1] if place else 0)

    def outward(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span in the text that was given."""
        first, last = bisect_right(self._joints, span[0]), bisect_left(self._joints, span[1])
        return (
            span[0] + (self._lost[first - 1] if first else 0),
            span[1] + (self._lost[last - 1] if last else 0),
        )
