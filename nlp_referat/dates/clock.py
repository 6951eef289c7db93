"""Times of day in a short string."""

import re
from typing import Final

from nlp_referat.dates.forms import scan

_CLOCK: Final = re.compile(
    r"\b(?:[Kk]l(?:okken\b)?|KL(?=\.|[ ]?\d{1,2}[.:]\d\d))\.?:?[ \t]{0,3}"
    r"(?:(?P<h>\d{1,2})(?:[ ]?[.:,][ ]?(?P<m>[0-5]\d))?|(?P<hh>[0-2]\d)(?P<mm>[0-5]\d))(?!\d)"
    r"|(?<![\d.,:/-])(?P<h2>\d{1,2})(?::(?P<m2>[0-5]\d)(?!\d)"
    r"|\.(?P<m3>[0-5]\d)(?=[ ]?(?:-|–|til\b)[ ]?(?:kl|\d{1,2}[.:]\d\d)))"
)
_BARE_CLOCK: Final = re.compile(r"(?<![\d.,:/-])(?P<h>\d{1,2})\.(?P<m>[0-5]\d)(?!\d|[.,/:]\d)")
_BARE_HOURS: Final = re.compile(r"\s*(?P<h>\d{1,2})[ ]?(?:-|–|til)[ ]?\d{1,2}\s*")


def parse_time(text: str) -> str | None:
    """The first time of day in `text` as ``HH:MM``, the start where an interval is written, or None.

    >>> parse_time("kl 9.00-11.00"), parse_time("24.09.2019")
    ('09:00', None)
    """
    undated, position = "", 0
    for day in (date for date in scan(text) if date.unit == "day"):
        undated += text[position : day.start] + " "
        position = day.end
    undated += text[position:]
    found = _CLOCK.search(undated) or _BARE_CLOCK.search(undated) or _BARE_HOURS.fullmatch(undated)
    if not found:
        return None
    part = found.groupdict()
    hour = next(part[name] for name in ("h", "hh", "h2") if part.get(name))
    minute = next((part[name] for name in ("m", "mm", "m2", "m3") if part.get(name)), "00")
    return f"{int(hour):02}:{int(minute):02}" if int(hour) < 24 else None
