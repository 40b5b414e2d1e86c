"""A Spark cluster: its session, and work spread over its workers.

pyspark is an extra; it is imported only where a cluster is asked for. The driver (this process) and
every worker run the same Python with the same smart315 installed: only functions' names travel.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from smart315.kernel.spreading import Part, Result, Shared, Spread


def begun(master: str) -> Any:
    """Return a session (pyspark's SparkSession) on a cluster, this process's own until it ends.

    `master` is its address, spark://HOST:7077. Settings of Spark's own are read from its own
    places (SPARK_CONF_DIR, SPARK_LOCAL_IP …).
    """
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    named = SparkSession.builder.appName("smart315").master(master)
    quiet = named.config("spark.ui.enabled", "false")
    found = quiet.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found


def active() -> Any:
    """Return the session that this process has."""
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


@contextmanager
def session(master: str) -> Iterator[Any]:
    """Yield a session that ends with the block."""
    found = begun(master)
    try:
        yield found
    finally:
        found.stop()


def over(session: Any) -> Spread:
    """Return how work is spread over the workers of a session: a task for each part."""
    context = session.sparkContext

    def spread(
        work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part]
    ) -> list[Result]:
        if not parts:
            return []
        everywhere = context.broadcast(shared)
        try:
            told = context.parallelize(parts, len(parts))
            found: list[Result] = told.map(lambda part: work(everywhere.value, part)).collect()
            return found
        finally:
            everywhere.destroy()

    return spread
