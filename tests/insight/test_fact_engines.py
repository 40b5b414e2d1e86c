"""One expression, several engines: the same figures wherever it runs."""

import ibis
import pytest
import sqlglot

from smart315.accounts.actors import SYSTEM
from smart315.engine import spark
from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.catalogue.answering import About, answered
from smart315.insight.catalogue.asking import Limits, grouped
from smart315.insight.facts import engine, updating
from smart315.insight.facts.columns import SCHEMA
from smart315.insight.queries import Asked, measured_all
from smart315.measures.periods import Period
from tests.cluster import cluster, missing
from tests.given import counting


QUARTER = Period.read("2026Q3")
FACTS = ibis.table({each.name: each.type for each in SCHEMA}, name="facts")
LEVELS = {1: "province", 2: "county"}


@pytest.mark.parametrize("dialect", ["clickhouse", "pyspark", "duckdb", "postgres"])
@pytest.mark.parametrize("dated", ["accepted_on", "received_on"])
def test_every_measure_by_every_dimension_is_one_lawful_select(dialect, dated):
    measures = [each for each in MEASURES.values() if each.dated == dated]
    limits = Limits(organisations=frozenset({1, 2}))
    where = {"nature": ("N01", "N02"), "month": ("2026-09",), "level": ("county",)}
    asked = grouped(FACTS, measures, list(DIMENSIONS), where, QUARTER, limits, LEVELS)

    (select,) = sqlglot.parse(ibis.to_sql(asked, dialect=dialect), read=DIALECTS[dialect])

    columns = [each.alias_or_name for each in select.expressions]
    assert columns[: len(DIMENSIONS)] == list(DIMENSIONS)
    assert {f"n_{each.name}" for each in measures} <= set(columns)
    text = select.sql()
    for piece in ("2026", "'N01'", "'N02'", "202609", dated):
        assert piece in text
    assert text.count("JOIN") == 0


DIALECTS = {
    "clickhouse": "clickhouse",
    "pyspark": "spark",
    "duckdb": "duckdb",
    "postgres": "postgres",
}


def test_clickhouse_is_told_what_is_meant():
    asked = grouped(FACTS, [MEASURES["resolve_rate"]], ["nature"], {}, QUARTER, Limits(), {})

    said = " ".join(ibis.to_sql(asked, dialect="clickhouse").split())

    assert "\"accepted_on\" >= toDate('2026-07-01')" in said
    assert "\"accepted_on\" < toDate('2026-10-01')" in said
    assert 'GROUP BY "t1"."nature"' in said


@pytest.mark.django_db
@pytest.mark.usefixtures("facts")
@pytest.mark.xdist_group("spark")
@pytest.mark.skipif(bool(missing()), reason=missing())
@pytest.mark.filterwarnings("ignore")
def test_a_spark_cluster_comes_to_the_same_figures():
    counting.complaints()
    asked = [Asked(name, (by,)) for name in MEASURES for by in ("nature", "county", "month")]
    ours = measured_all(asked, QUARTER, scope=SYSTEM, at=counting.LATER)
    about = About(QUARTER, counting.LATER, ours[0].digest)

    with cluster() as master, spark.session(master) as session:
        backend = ibis.pyspark.connect(session)
        held = engine.opened(backend, updating.current(at=counting.LATER).paths)
        theirs = answered(asked, about, held, backend.to_pyarrow)

    assert theirs == ours
