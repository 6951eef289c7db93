"""Tables as Parquet files, with dates as dates and amounts as decimals; needs pyarrow (``nlp-referat[tables]``)."""

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from decimal import Context, Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from nlp_referat.export.columns import Column, Table, Value
from nlp_referat.export.reading import ExportError, chunks
from nlp_referat.export.tables import TABLES
from nlp_referat.schema import Referat
from nlp_referat.writing import folder_beside

PRECISION: Final = 38
SCALE: Final = 6
"""Digits of a decimal128 and those of them behind the point."""

_UNIT: Final = Decimal(1).scaleb(-SCALE)
_CONTEXT: Final = Context(prec=PRECISION)
_LIMIT: Final = Decimal(10) ** (PRECISION - SCALE)


def to_parquet(referats: Iterable[Referat], folder: Path) -> Counter[str]:
    """Write a file a table and give the number of rows of each.

    Decimals are decimal128(38, 6). A number that has no place in it, as no amount has, is empty; its words stand in
    the column ``text``. What a column means stands in its field's metadata.

    Raises:
        ExportError: when pyarrow is not installed.
        OSError: when they cannot be written; the files that were there stay.
    """
    pa, pq = _libraries()
    counts: Counter[str] = Counter({table.name: 0 for table in TABLES})
    schemas = {table.name: _schema(table, pa) for table in TABLES}
    with folder_beside(folder) as beside, ExitStack() as stack:
        writers = {}
        for name, schema in schemas.items():
            # A file of Python's, not a path: pyarrow takes none that is no UTF-8.
            file = stack.enter_context((beside / f"{name}.parquet").open("wb"))
            writers[name] = stack.enter_context(pq.ParquetWriter(file, schema))
        for chunk in chunks(referats):
            for table in TABLES:
                rows = chunk[table.name]
                if rows:
                    writers[table.name].write_table(_arrow(table, rows, schemas[table.name], pa))
                counts[table.name] += len(rows)
        stack.close()  # before the files are put in their place
    return counts


def _libraries() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise ExportError(
            "Parquet needs pyarrow, which is not installed. Install it with: pip install 'nlp-referat[tables]'"
        ) from None


def _schema(table: Table, pa: Any) -> Any:
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "decimal": pa.decimal128(PRECISION, SCALE),
    }
    fields = [
        pa.field(column.name, types[column.type], column.name != table.key, {"meaning": column.meaning})
        for column in table.columns
    ]
    return pa.schema(fields, {"meaning": table.meaning})


def _arrow(table: Table, rows: list[tuple[Value, ...]], schema: Any, pa: Any) -> Any:
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(_values(column, values), field.type)
        for column, values, field in zip(table.columns, columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _values(column: Column, values: tuple[Value, ...]) -> list[Value] | tuple[Value, ...]:
    return [_fitted(value) for value in values] if column.type == "decimal" else values


def _fitted(value: Value) -> Value:
    """The decimal with as many places as the column has; None where it is too large.

    >>> _fitted(Decimal("1.5")), _fitted(Decimal("1e40"))
    (Decimal('1.500000'), None)
    """
    if not isinstance(value, Decimal) or abs(value) >= _LIMIT:
        return None
    return value.quantize(_UNIT, context=_CONTEXT)
