"""What runs a question over the facts: DuckDB in this process, or what the setting names.

Every engine gets the same expression and the same Parquet files.
"""

import threading
from collections.abc import Sequence

import ibis
import pyarrow as pa
from django.conf import settings
from ibis.backends import BaseBackend
from ibis.expr.types import Table

from smart315.engine import clickhouse, spark
from smart315.engine.choosing import DUCKDB
from smart315.insight.facts import served
from smart315.insight.facts.columns import SCHEMA
from smart315.insight.facts.store import Manifest


class _Held(threading.local):
    """The connection of a thread, and the facts that it has open."""

    backend: BaseBackend | None = None
    named: str = ""
    paths: tuple[str, ...] | None = None
    facts: Table | None = None


_held = _Held()


def facts(manifest: Manifest) -> Table:
    """Return the facts of a manifest as a table of the engine."""
    backend = _backend()
    if _held.facts is None or _held.paths != tuple(manifest.paths):
        _held.facts = _table(backend, manifest)
        _held.paths = tuple(manifest.paths)
    return _held.facts


def _table(backend: BaseBackend, manifest: Manifest) -> Table:
    if backend.name == "clickhouse":
        return served.facts(backend, manifest)
    if manifest.paths:
        return opened(backend, manifest.paths)
    return backend.create_table("no_facts", SCHEMA.empty_table(), temp=True, overwrite=True)


def opened(backend: BaseBackend, paths: Sequence[str]) -> Table:
    """Return Parquet files as the table `facts` of an engine."""
    if backend.name == "pyspark":  # Ibis hands Spark one path; Spark itself takes many
        spark.active().read.parquet(*paths).createOrReplaceTempView("facts")
        return backend.table("facts")
    return backend.read_parquet(paths, table_name="facts")


def run(expression: Table) -> pa.Table:
    """Run an expression over `facts`; return its rows."""
    return _backend().to_pyarrow(expression)


def _backend() -> BaseBackend:
    if _held.backend is None or _held.named != settings.FACTS_ENGINE:
        _held.backend, _held.named = _connected(settings.FACTS_ENGINE), settings.FACTS_ENGINE
        _held.facts, _held.paths = None, None
    return _held.backend


def _connected(named: str) -> BaseBackend:
    if named == DUCKDB:
        return ibis.duckdb.connect(memory_limit=f"{settings.FACTS_MEMORY}MiB")
    if named.startswith("clickhouse:"):
        return clickhouse.connected(named)
    return ibis.pyspark.connect(spark.begun(named))
