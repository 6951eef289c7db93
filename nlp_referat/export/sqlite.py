"""Tables as one SQLite file, with keys, types and full-text search over the items, as Datasette opens it."""

import datetime as dt
import errno
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Final

from nlp_referat.export.columns import ColumnType, Table, Value
from nlp_referat.export.reading import ExportError, chunks
from nlp_referat.export.tables import TABLES
from nlp_referat.schema import Referat
from nlp_referat.writing import file_beside

# Declared types. DATE, BOOLEAN and DECIMAL have SQLite's numeric affinity: a date stays text, true is 1, and an
# amount is an integer or a floating-point number, whichever holds it without loss (15 digits).
_TYPES: Final[dict[ColumnType, str]] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "decimal": "DECIMAL",
}
_INDEXED: Final = (("documents", "date"), ("documents", "municipality"), ("outcomes", "label"), ("entities", "label"))
# Datasette finds a table's search by content="items". Danish å is a letter of its own, so marks are not taken off.
_SEARCH: Final = """
CREATE VIRTUAL TABLE items_fts USING fts5(
    title, proposal, decision, content="items", content_rowid="item_id", tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO items_fts (items_fts) VALUES ('rebuild');
"""
_COLUMNS: Final = """
CREATE TABLE columns (table_name TEXT, column_name TEXT, type TEXT, meaning TEXT, PRIMARY KEY (table_name, column_name))
"""


_FULL: Final = {"SQLITE_FULL": errno.ENOSPC}


def to_sqlite(referats: Iterable[Referat], path: Path) -> Counter[str]:
    """Write the file and give the number of rows of each table.

    A further table, ``columns``, says what each column means; ``items_fts`` searches titles, proposals and decisions.

    Raises:
        ExportError: when this Python's SQLite has no full-text search.
        OSError: when the file cannot be written; the one that was there stays.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp(), "referater.db")
    >>> to_sqlite([Referat(source="a")], path)["documents"]
    1
    """
    with file_beside(path) as beside:
        beside.write_bytes(b"")  # SQLite does not say why it cannot open a file
        try:
            with closing(sqlite3.connect(beside, isolation_level=None)) as database:
                return _fill(database, referats)
        except sqlite3.Error as error:
            if "fts5" in str(error):
                raise ExportError("This Python's SQLite has no full-text search (FTS5). Use another build.") from None
            raise OSError(_FULL.get(getattr(error, "sqlite_errorname", "")), str(error), str(path)) from None


def _fill(database: sqlite3.Connection, referats: Iterable[Referat]) -> Counter[str]:
    counts: Counter[str] = Counter({table.name: 0 for table in TABLES})
    # The file is thrown away if anything fails, so nothing has to be rolled back.
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
    for table in TABLES:
        database.execute(create(table))
    for chunk in chunks(referats):
        for table in TABLES:
            rows = chunk[table.name]
            places = ", ".join("?" * len(table.columns))
            database.executemany(
                f"INSERT INTO {table.name} VALUES ({places})", ([_stored(value) for value in row] for row in rows)
            )
            counts[table.name] += len(rows)
    for name, column in [*_INDEXED, *((table.name, column) for table in TABLES for column in table.parents)]:
        database.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")
    database.execute(_COLUMNS)
    described = ((table.name, c.name, c.type, c.meaning) for table in TABLES for c in table.columns)
    database.executemany("INSERT INTO columns VALUES (?, ?, ?, ?)", described)
    database.execute("COMMIT")
    database.executescript(_SEARCH)
    return counts


def create(table: Table) -> str:
    """The statement that makes a table.

    >>> from nlp_referat.export.tables import VOTES
    >>> print(create(VOTES))
    CREATE TABLE votes (
        vote_id INTEGER PRIMARY KEY,
        document_id INTEGER REFERENCES documents (document_id),
        item_id INTEGER REFERENCES items (item_id),
        outcome_id INTEGER REFERENCES outcomes (outcome_id),
        voter TEXT,
        vote TEXT
    )
    """
    keys = {described.name: described.key for described in TABLES}
    lines = []
    for column in table.columns:
        line = f"{column.name} {_TYPES[column.type]}"
        if column.name == table.key:
            line += " PRIMARY KEY"
        if parent := table.parents.get(column.name):
            line += f" REFERENCES {parent} ({keys[parent]})"
        lines.append(line)
    return f"CREATE TABLE {table.name} (\n    " + ",\n    ".join(lines) + "\n)"


def _stored(value: Value) -> str | int | float | None:
    match value:
        case Decimal():
            return format(value, "f")
        case dt.date():
            return value.isoformat()
    return value
