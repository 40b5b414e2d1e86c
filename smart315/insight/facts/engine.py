"""What runs a question over the facts: DuckDB in this process, or what the setting names.

Every engine gets the same expression and the same Parquet files.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

import ibis
import pyarrow as pa
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from ibis.backends import BaseBackend
from ibis.expr.types import Table

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
        if manifest.paths:
            _held.facts = opened(backend, manifest.paths)
        else:
            _held.facts = backend.create_table(
                "no_facts", SCHEMA.empty_table(), temp=True, overwrite=True
            )
        _held.paths = tuple(manifest.paths)
    return _held.facts


def opened(backend: BaseBackend, paths: Sequence[str]) -> Table:
    """Return Parquet files as the table `facts` of an engine."""
    if backend.name == "pyspark":  # Ibis hands Spark one path; Spark itself takes many
        session = import_module("pyspark.sql").SparkSession.getActiveSession()
        session.read.parquet(*paths).createOrReplaceTempView("facts")
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
    kind = named.partition(":")[0]
    if kind not in ENGINES:
        raise ImproperlyConfigured(
            f"SMART315_FACTS_ENGINE is {named!r}; write duckdb, or the address of a Spark "
            "cluster (spark://HOST:7077, or local[2] for one in this process)."
        )
    return ENGINES[kind](named)


def _duckdb(_named: str) -> BaseBackend:
    memory = f"{settings.FACTS_MEMORY}MiB"
    return ibis.duckdb.connect(memory_limit=memory)


def _spark(named: str) -> BaseBackend:
    try:
        sessions = import_module("pyspark.sql").SparkSession
    except ImportError:
        raise ImproperlyConfigured(
            "SMART315_FACTS_ENGINE names Spark, which is not installed: install smart315[spark] "
            "and Java 17, or write duckdb."
        ) from None
    session = sessions.builder.master(named).appName("smart315").getOrCreate()
    return ibis.pyspark.connect(session)


ENGINES: Mapping[str, Callable[[str], BaseBackend]] = {
    "duckdb": _duckdb,
    "spark": _spark,
    "local[2]": _spark,
}
