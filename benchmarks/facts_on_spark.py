"""The same questions on a Spark cluster of a master and two workers on this machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ibis
from django.utils.timezone import now

from smart315.accounts.actors import SYSTEM
from smart315.accounts.queries import tree
from smart315.engine import spark
from smart315.insight.catalogue.answering import About, answered as answered_by
from smart315.insight.facts import engine, store
from smart315.insight.queries import Asked
from smart315.measures.periods import Period
from tests.cluster import cluster


@contextmanager
def started() -> Iterator[Any]:
    """Yield Ibis on a session of a fresh cluster."""
    with cluster() as master, spark.session(master) as session:
        yield ibis.pyspark.connect(session)


def answered(backend: Any, asked: Sequence[tuple[Sequence[Asked], Period]]) -> dict[str, list[Any]]:
    """Return for each year the cells of each question."""
    held = store.manifest()
    assert held is not None
    facts = engine.opened(backend, held.paths)
    levels = {each.pk: each.level for each in tree(SYSTEM)}
    return {
        period.code: [
            {row.dims: (row.numerator, row.denominator) for row in (*table.rows, table.total)}
            for table in answered_by(
                questions, About(period, now(), levels=levels), facts, backend.to_pyarrow
            )
        ]
        for questions, period in asked
    }
