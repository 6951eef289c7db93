"""Tables as CSV files: UTF-8 without a mark, commas, quotes where needed, CR LF behind rows (RFC 4180)."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

from nlp_referat.export.columns import Value
from nlp_referat.export.reading import chunks
from nlp_referat.export.tables import TABLES
from nlp_referat.schema import Referat
from nlp_referat.writing import folder_beside


def to_csv(referats: Iterable[Referat], folder: Path) -> Counter[str]:
    """Write a file a table and give the number of rows of each.

    An empty field is an absent value; true and false are written so, dates as YYYY-MM-DD, decimals with a point.

    Raises:
        OSError: when they cannot be written; the files that were there stay.

    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> to_csv([Referat(source="a")], folder)["documents"]
    1
    >>> (folder / "documents.csv").read_text().splitlines()[1]
    '1,a,andet,,,,,,0,0,,'
    """
    counts: Counter[str] = Counter({table.name: 0 for table in TABLES})
    with folder_beside(folder) as beside, ExitStack() as stack:
        writers = {}
        for table in TABLES:
            file = (beside / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
            writers[table.name] = csv.writer(stack.enter_context(file))
            writers[table.name].writerow(table.names)
        for chunk in chunks(referats):
            for name, rows in chunk.items():
                writers[name].writerows([_field(value) for value in row] for row in rows)
                counts[name] += len(rows)
        stack.close()  # before the files are put in their place
    return counts


def _field(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case dt.date():
            return value.isoformat()
    return str(value)
