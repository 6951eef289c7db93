"""Streams of a PDF that unpack to more than any page holds: pdfium would unpack them without asking.

Only what is packed is measured, a piece at a time; nothing of it is kept.

>>> page = b"4 0 obj <</Filter/FlateDecode>>stream\\n" + zlib.compress(b" " * 9_000_000) + b"\\nendstream"
>>> is_bomb(page, 8_000_000), is_bomb(page, 10_000_000)
(True, False)
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_FLATE: Final = re.compile(rb"/(?:FlateDecode|Fl)\b")
# Text needs neither: they stay packed.
_NOT_READ: Final = re.compile(rb"/(?:Image|EmbeddedFile)\b")
_MAX_DICTIONARY: Final = 4_096
_PIECE: Final = 1 << 16
_MOST_OF_ONE: Final = 1_000
"""How many times its size anything unpacks to with this method."""
_ALL: Final = 20
"""How many times the limit of one stream all of them may unpack to: drawings, page after page."""


def is_bomb(data: bytes, limit: int) -> bool:
    """Whether a stream unpacks to more than `limit` bytes, or all of them to twenty times as many."""
    total = 0
    for start, times in _streams(data):
        # Packed twice, as nobody does who has nothing to hide, it may still grow a thousandfold.
        most = limit // _MOST_OF_ONE ** (times - 1)
        size = _unpacked(data, start, most)
        total += size
        if size > most or total > _ALL * limit:
            return True
    return False


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where packed streams begin, and how many times each is packed."""
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _MAX_DICTIONARY) : match.start()]
        dictionary = before[before.rfind(b"obj") + 1 :]
        times = len(_FLATE.findall(dictionary))
        if times and not _NOT_READ.search(dictionary):
            yield match.end(), times


def _unpacked(data: bytes, start: int, most: int) -> int:
    """Bytes that a stream unpacks to, counted until they are more than `most`."""
    unpacking = zlib.decompressobj()
    size, place, packed = 0, start, b""
    try:
        while size <= most and not unpacking.eof:
            if not packed:
                packed = data[place : place + _PIECE]
                place += len(packed)
            if not packed:
                break
            size += len(unpacking.decompress(packed, _PIECE * 16))
            packed = unpacking.unconsumed_tail
    except zlib.error:  # damaged or locked: pdfium sees to it
        pass
    return size
