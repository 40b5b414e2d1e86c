"""Where work that falls into parts is done: here, or on the cluster that a setting names."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from smart315.engine import spark
from smart315.kernel.spreading import Spread, here


DUCKDB = "duckdb"
_CLUSTER = re.compile(r"spark://[^\s/:]+:\d+(,[^\s/:]+:\d+)*")
_SERVER = re.compile(r"clickhouse://([^\s/@]+@)?[^\s/:@]+:\d+(/\w+)?(\?secure=1)?")


def problem(engine: str) -> str:
    """Return what is wrong with the name of an engine and what to do, or nothing.

    >>> problem("")
    ''
    >>> problem("spark://")
    'cannot be read; write spark://HOST:7077, or leave it out to work on this machine alone'
    """
    if not engine:
        return ""
    if not _CLUSTER.fullmatch(engine):
        return (
            "cannot be read; write spark://HOST:7077, or leave it out to work on this machine alone"
        )
    if find_spec("pyspark") is None:
        return "needs pyspark, which is not installed; install the extra: smart315[spark]"
    return ""


def problem_with_facts(engine: str) -> str:
    """Return what is wrong with the name of an engine that figures are counted on, or nothing.

    >>> problem_with_facts("duckdb")
    ''
    """
    if engine == DUCKDB:
        return ""
    if engine.startswith("spark://"):
        return problem(engine)
    if not _SERVER.fullmatch(engine):
        return (
            "cannot be read; write duckdb, spark://HOST:7077 or "
            "clickhouse://USER:PASSWORD@HOST:8123/DATABASE"
        )
    if find_spec("clickhouse_connect") is None:
        return "needs clickhouse-connect, which is not installed; install smart315[clickhouse]"
    return ""


@contextmanager
def spreading(engine: str) -> Iterator[Spread]:
    """Yield how work is spread: in this process where no engine is named, else on its workers."""
    if not engine:
        yield here
        return
    with spark.session(engine) as session:
        yield spark.over(session)
