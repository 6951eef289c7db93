"""The documentation of the tables, as Markdown; ``nlp_referat/export/README.md`` is this module's output.

python -m nlp_referat.export.describing > nlp_referat/export/README.md
"""

from collections.abc import Iterator
from typing import Final

from nlp_referat.export.columns import Column, Table
from nlp_referat.export.tables import TABLES

_HEAD: Final = """# The tables of `nlp-referat export`

Written by `python -m nlp_referat.export.describing`; do not edit. CSV and Parquet have a file a table, SQLite has them
as tables, with this description in its table `columns` and full-text search in `items_fts`. An empty value means that
the text does not say. Offsets count code points of the raw text.

| type | CSV | Parquet | SQLite |
| --- | --- | --- | --- |
| text | UTF-8 | string | TEXT |
| integer | digits | int64 | INTEGER |
| number | digits, point | double | REAL |
| boolean | true, false | bool | BOOLEAN: 1, 0 |
| date | YYYY-MM-DD | date32 | DATE: YYYY-MM-DD |
| decimal | digits, point | decimal128(38, 6) | DECIMAL: a number, exact to 15 digits |"""


def describe() -> str:
    """All tables and columns, as Markdown.

    >>> "| value | decimal |" in describe()
    True
    """
    return "\n\n".join((_HEAD, *(_table(table) for table in TABLES))) + "\n"


def _table(table: Table) -> str:
    rows = (f"| {column.name} | {column.type} | {_meaning(table, column)} |" for column in table.columns)
    head = ("| column | type | meaning |", "| --- | --- | --- |")
    return "\n".join((f"## {table.name}", "", table.meaning, "", *head, *rows))


def _meaning(table: Table, column: Column) -> str:
    return " ".join((column.meaning, *_keys(table, column)))


def _keys(table: Table, column: Column) -> Iterator[str]:
    if column.name == table.key:
        yield "Key."
    if parent := table.parents.get(column.name):
        yield f"Refers to {parent}."


if __name__ == "__main__":
    print(describe(), end="")
