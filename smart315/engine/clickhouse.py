"""Tables kept on a ClickHouse server, put together of parts that never change.

What is asked is asked of the parts that one names, so whoever still reads older ones is not
disturbed by those who bring newer ones.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends import BaseBackend
from ibis.expr.types import Table


@dataclass(frozen=True)
class Part:
    """A Parquet file, and how many rows it has."""

    path: Path
    rows: int


def connected(address: str) -> BaseBackend:
    """Return a connection: clickhouse://USER:PASSWORD@HOST:8123/DATABASE, ?secure=1 by HTTPS."""
    return ibis.connect(address)


def brought(backend: BaseBackend, name: str, parts: Mapping[str, Part], schema: pa.Schema) -> Table:
    """Return a table that has the rows of these parts, each under its name; send what is missing.

    One at a time may send. A part that came in half, because a sender was killed, is sent again.
    """
    if name not in backend.list_tables():
        held = schema.append(pa.field("part", pa.string(), nullable=False))
        backend.create_table(name, schema=ibis.schema(held), partition_by=["part"])
    there = counted(backend, name)
    for key, part in parts.items():
        if there.get(key) != part.rows:
            dropped(backend, name, {key} & there.keys())
            _sent(backend, name, key, part)
    table = backend.table(name)
    return table.filter(table["part"].isin(list(parts)))


def _sent(backend: Any, name: str, key: str, part: Part) -> None:
    rows = pq.read_table(part.path, partitioning=None)
    keys = pa.repeat(pa.scalar(key), rows.num_rows)
    backend.con.insert_arrow(name, rows.append_column("part", keys))


def counted(backend: BaseBackend, name: str) -> dict[str, int]:
    """Return how many rows there are of each part."""
    table = backend.table(name)
    rows = backend.to_pyarrow(table.group_by("part").aggregate(rows=table.count()))
    return {row["part"]: row["rows"] for row in rows.to_pylist()}


def dropped(backend: Any, name: str, parts: Collection[str]) -> None:
    """Drop parts."""
    for key in sorted(parts):
        backend.con.command(f"ALTER TABLE `{name}` DROP PARTITION %(part)s", {"part": key})
