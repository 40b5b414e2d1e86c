"""The same questions on PostgreSQL: one table without a log, an index on each day."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
import psycopg
import pyarrow as pa
from django.utils.timezone import now

from benchmarks import figures
from smart315.accounts.actors import SYSTEM
from smart315.accounts.queries import tree
from smart315.insight.catalogue.answering import About, answered as answered_by
from smart315.insight.facts import store
from smart315.insight.facts.columns import SCHEMA
from smart315.insight.queries import Asked
from smart315.measures.periods import Period


USED = (
    "received_on", "accepted_on", "closed_on", "days", "nature", "kind", "category", "subcategory",
    "prefecture", "county", "area", "channel", "stage", "outcome", "consulted", "solved",
    "mediated", "agreed", "performed",
    "amount_fen", "recovered_fen", "extra_fen", "decided_in_time", "finished_in_time",
    "followed_up", "satisfaction", "people", "reopened",
)  # fmt: skip
TYPES = {
    "int64": "bigint", "int32": "integer", "bool": "boolean", "string": "text",
    "date32[day]": "date",
}  # fmt: skip
CHUNK, EMPTY = 1 << 22, "-"
FACTS = ibis.table({name: SCHEMA.field(name).type for name in USED}, name="facts")


@contextmanager
def loaded(env: Mapping[str, str]) -> Iterator[psycopg.Connection]:
    """Yield a connection to a database that holds the facts."""
    held = store.manifest()
    assert held is not None
    figures.say("loading the facts into PostgreSQL")
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as server:
        columns = ", ".join(f"{name} {TYPES[str(SCHEMA.field(name).type)]}" for name in USED)
        server.execute(f"CREATE UNLOGGED TABLE facts ({columns})")
        for path in held.paths:
            _copy(server, path)
        for day in ("accepted_on", "received_on"):
            server.execute(f"CREATE INDEX ON facts ({day})")
        server.execute("VACUUM ANALYZE facts")
        yield server


def answered(
    server: psycopg.Connection, asked: Sequence[tuple[Sequence[Asked], Period]]
) -> dict[str, list[Any]]:
    """Return for each year the cells of each question."""
    levels = {each.pk: each.level for each in tree(SYSTEM)}

    def run(expression: ibis.Table) -> pa.Table:
        found = server.execute(ibis.to_sql(expression, dialect="postgres"))
        names = [each.name for each in found.description or ()]
        rows = [[int(v) if _is_number(v) else v for v in row] for row in found]
        return pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))

    return {
        period.code: [
            {row.dims: (row.numerator, row.denominator) for row in (*table.rows, table.total)}
            for table in answered_by(questions, About(period, now(), levels=levels), FACTS, run)
        ]
        for questions, period in asked
    }


def _is_number(value: object) -> bool:
    return not isinstance(value, str)


def _copy(server: psycopg.Connection, path: str) -> None:
    """Copy a month by way of a text file, in which nothing stands for an empty cell alone."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "facts.csv"
        month = duckdb.connect().read_parquet(path).select(*USED)
        month.write_csv(str(text), header=False, na_rep=EMPTY)
        into = f"COPY facts FROM STDIN (FORMAT csv, NULL '{EMPTY}')"
        with text.open("rb") as file, server.cursor().copy(into) as copy:
            while chunk := file.read(CHUNK):
                copy.write(chunk)
