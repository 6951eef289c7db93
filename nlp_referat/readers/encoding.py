"""Text from bytes: which encoding they are in, told by the bytes alone.

Read are UTF-8, UTF-16, UTF-32 with its mark, and Windows-1252, which any bytes at all could be. So it is taken only
where what comes out looks like Danish: EBCDIC gives no letters, and the æ, ø and å of DOS and of old Macs come out as
signs that never stand inside a word.

>>> decode("Køge Byråd".encode("cp1252"))
'Køge Byråd'
"""

import codecs
import re
from typing import Final

from nlp_referat.errors import UnreadableError

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 20_000
_MIN_WIDE: Final = 16  # bytes; fewer say little
_MIN_NULS: Final = 0.7  # of UTF-16 in Latin letters every second byte is NUL, but for dashes and quotation marks
_MAX_CONTROL_SHARE: Final = 0.05  # binary files have 0.1 and more, text with stray NULs far less
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_OR_UNDEFINED: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_LETTER: Final = re.compile(r"[A-Za-z0-9\s]")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_MIN_FOREIGN: Final = 8  # a line in capitals may hold some of Æ, Ø and Å
_DANISH: Final = re.compile(r"(?<=[A-Za-z])[æøå]|[æøå](?=[A-Za-z])")
_INSIDE: Final = re.compile(r"(?<=[A-Za-z])[æøå](?=[a-z])")
_OLD: Final = (("cp850", "CP850", "as DOS wrote it"), ("mac_roman", "MACINTOSH", "as old Macs wrote it"))


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, where the bytes are one of them: by the mark or, for UTF-16, by the NUL in every other byte.

    >>> wide_encoding(b"\\xff\\xfeS\\0"), wide_encoding("Punkt 1: Sti".encode("utf-16-be")), wide_encoding(b"Punkt")
    ('utf-16', 'utf-16-be', None)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    if len(sample) < _MIN_WIDE:
        return None
    first, second = sample[::2].count(0), sample[1::2].count(0)
    enough = _MIN_NULS * (len(sample) // 2)
    if not first and second >= enough:
        return "utf-16-le"
    return "utf-16-be" if not second and first >= enough else None


def decode(data: bytes, name: str = "the input") -> str:
    """Text from bytes: UTF-8, UTF-16, UTF-32 with a byte order mark, or else Windows-1252.

    Raises:
        UnreadableError: when the bytes are no text, or text in another encoding.

    >>> decode("Køge Byråd".encode("utf-16"))
    'Køge Byråd'
    """
    if (encoding := wide_encoding(data)) is not None:
        return _checked(_decode_wide(data, encoding, name), _CONTROL_OR_UNDEFINED, name)
    try:
        return _checked(data.decode("utf-8"), _CONTROL, name)
    except UnicodeDecodeError:
        text = _checked(data.decode("cp1252", errors="replace"), _CONTROL_OR_UNDEFINED, name)
    _refuse_other(data[:_SAMPLE], text[:_SAMPLE], name)
    return text


def _decode_wide(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name} begins as {encoding} and breaks off at byte {error.start}. Save it anew in UTF-8."
        ) from error


def _checked(text: str, odd: re.Pattern[str], name: str) -> str:
    if len(odd.findall(text, 0, _SAMPLE)) > _MAX_CONTROL_SHARE * min(len(text), _SAMPLE):
        raise UnreadableError(
            f"{name} is no text file in UTF-8, UTF-16 or Windows-1252. Save it as plain text in UTF-8."
        )
    return text


def _refuse_other(data: bytes, text: str, name: str) -> None:
    """Refuse what comes out as no Danish when it is read as Windows-1252."""
    foreign = len(_FOREIGN.findall(text))
    if foreign >= _MIN_FOREIGN and foreign > len(_LETTER.findall(text)):
        raise UnreadableError(
            f"{name} is text in an unknown encoding, or no text: it is not UTF-8, UTF-16 or Windows-1252. "
            "Save it as plain text in UTF-8."
        )
    letters = len(_DANISH.findall(text))
    for encoding, official, whose in _OLD:
        danish = data.decode(encoding)
        others = _DANISH.findall(danish)
        # Quotation marks stand beside letters too, but not two kinds of signs and one of them inside a word.
        if len(others) > letters and len(set(others)) > 1 and _INSIDE.search(danish):
            raise UnreadableError(
                f"{name} is text in {official}, {whose}, which is not read. Save it in UTF-8, for instance with: "
                f"iconv -f {official} -t UTF-8 FILE > NEW.txt"
            )
