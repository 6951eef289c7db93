"""What a column and a table are; `tables` describes all of them with these.

>>> column = Column("title", "text", "What the item is about.", "item.title")
>>> from types import SimpleNamespace
>>> column.of(SimpleNamespace(item=SimpleNamespace(title="Sti"))), column.of(SimpleNamespace(item=None))
('Sti', None)
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

ColumnType = Literal["text", "integer", "number", "boolean", "date", "decimal"]
Value = str | int | float | bool | dt.date | Decimal | None


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: lower case, no word that SQL keeps for itself.
        type: of its values; every column may hold nothing, keys excepted.
        meaning: one sentence for people.
        source: where the value stands in the row's record, as a path of attributes, or a function of the record; the
            attribute of the column's name if empty.
    """

    name: str
    type: ColumnType
    meaning: str
    source: str | Callable[[Any], Value] = ""

    def of(self, row: object) -> Value:
        """The value in a row; None as soon as something on the path is None."""
        return self._read(row)

    @cached_property
    def _read(self) -> Callable[[object], Value]:
        if callable(self.source):
            return self.source
        path = (self.source or self.name).split(".")

        def read(row: Any) -> Value:
            for name in path:
                if row is None:
                    return None
                row = getattr(row, name)
            value: Value = row
            return value

        return read


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        name: what it is called as a file and in SQL.
        meaning: what a row is.
        columns: the first is the key.
        parents: columns that hold another table's key, and which.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    parents: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Name of the column that no two rows have alike."""
        return self.columns[0].name

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)

    def values(self, row: object) -> tuple[Value, ...]:
        """The row's values, in the order of the columns."""
        return tuple(column.of(row) for column in self.columns)
