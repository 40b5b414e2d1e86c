"""Open tables as files: CSV for spreadsheets, Parquet for programs, JSON for both."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from smart315.insight.opendata.columns import DECIMAL, NUMBER, TEXT, YES_NO, OpenColumn


# Excel reads Chinese only from a file that begins so; everything else skips it.
MARK = "\ufeff"
TYPES = {TEXT: pa.string(), NUMBER: pa.int64(), DECIMAL: pa.float64(), YES_NO: pa.bool_()}
Rows = Sequence[Mapping[str, Any]]


def as_csv(columns: Sequence[OpenColumn], rows: Rows) -> bytes:
    """Return CSV in UTF-8 with a byte order mark; what is unknown is empty, yes is `true`."""
    out = StringIO(newline="")
    out.write(MARK)
    writer = csv.writer(out)
    names = [each.name for each in columns]
    writer.writerow(names)
    writer.writerows([_written(row[name]) for name in names] for row in rows)
    return out.getvalue().encode()


def as_parquet(columns: Sequence[OpenColumn], rows: Rows, about: Mapping[str, str]) -> bytes:
    """Return Parquet with the types of the data dictionary; `about` is kept in the schema."""
    schema = pa.schema([(each.name, TYPES[each.type]) for each in columns], metadata=dict(about))
    out = BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema), out)
    return out.getvalue()


def as_json(value: Mapping[str, Any]) -> bytes:
    """Return JSON in UTF-8, as people may read it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()


def _written(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value
