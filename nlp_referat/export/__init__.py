"""Extracted minutes in other people's formats: flat tables as CSV, Parquet and SQLite, and DocBin for spaCy.

`export` writes files; `records` gives the rows of one table to pandas, polars or anything else. What the columns mean
is described once, in `tables`, and documented in ``README.md`` beside this file.

>>> from nlp_referat import load
>>> referat = load("rules")("Punkt 4: Sti\\n\\nBeslutning\\n\\nGodkendt. Der gives 2 mio. kr.")._.referat
>>> [(row["text"], row["value"], row["item_id"]) for row in records([referat], "amounts")]
[('2 mio. kr.', Decimal('2000000'), 1)]
"""

from nlp_referat.export.docbin import to_docbin
from nlp_referat.export.exporting import FORMATS, Exported, export
from nlp_referat.export.reading import ExportError, read_referats, records
from nlp_referat.export.tables import TABLES

__all__ = ["FORMATS", "TABLES", "ExportError", "Exported", "export", "read_referats", "records", "to_docbin"]
