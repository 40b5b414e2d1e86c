"""One expression, several engines: the same figures wherever it runs."""

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlglot

from smart315.accounts.actors import SYSTEM
from smart315.casework.states import Stage
from smart315.engine import spark
from smart315.engine.clickhouse import Part, brought, connected, counted, dropped
from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.catalogue.answering import About, answered
from smart315.insight.catalogue.asking import Limits, grouped
from smart315.insight.facts import engine, updating
from smart315.insight.facts.columns import SCHEMA
from smart315.insight.queries import Asked, measured_all
from smart315.measures.periods import Period
from tests import clickhouse
from tests.cluster import cluster, missing
from tests.given import casework, counting


QUARTER = Period.read("2026Q3")
YEAR_AFTER = Period.read("2027")
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


@pytest.fixture
def clickhouse_server(settings):
    with clickhouse.server() as address:
        settings.FACTS_ENGINE = address
        yield address
        # Closes this thread's connection before the server goes.
        settings.FACTS_ENGINE = "duckdb"
        measured_all([Asked("received", ())], QUARTER, scope=SYSTEM, at=counting.LATER)


@pytest.mark.django_db
@pytest.mark.usefixtures("facts")
@pytest.mark.xdist_group("clickhouse")
@pytest.mark.enable_socket
@pytest.mark.skipif(bool(clickhouse.missing()), reason=clickhouse.missing())
def test_a_clickhouse_server_comes_to_the_same_figures(clickhouse_server, settings):
    counting.complaints()
    asked = [Asked(name, (by,)) for name in MEASURES for by in ("nature", "county", "month")]

    theirs = measured_all(asked, QUARTER, scope=SYSTEM, at=counting.LATER)
    settings.FACTS_ENGINE = "duckdb"
    assert measured_all(asked, QUARTER, scope=SYSTEM, at=counting.LATER) == theirs

    settings.FACTS_ENGINE = clickhouse_server
    casework.a_complaint(Stage.ACCEPTED, phone="13897010099", at=counting.LATER)
    grown = measured_all(asked, YEAR_AFTER, scope=SYSTEM, at=counting.LATER)
    settings.FACTS_ENGINE = "duckdb"
    assert measured_all(asked, YEAR_AFTER, scope=SYSTEM, at=counting.LATER) == grown
    assert sum(table.total.numerator or 0 for table in grown)


@pytest.mark.skipif(bool(clickhouse.missing()), reason=clickhouse.missing())
@pytest.mark.enable_socket
def test_a_part_that_came_in_half_is_sent_again_and_none_twice(tmp_path):
    path = tmp_path / "part.parquet"
    pq.write_table(pa.table({"n": pa.array(range(1000), pa.int64())}), path)
    parts, schema = {"a": Part(path, 1000)}, pa.schema([("n", pa.int64())])

    with clickhouse.server() as address:
        backend = connected(address)
        for half in (False, True, False):
            if half:
                backend.con.command("DELETE FROM some WHERE n > 400")
            table = brought(backend, "some", parts, schema)
            added = backend.to_pyarrow(table.aggregate(n=table.n.sum(), rows=table.count()))
            assert added.to_pylist() == [{"n": sum(range(1000)), "rows": 1000}]
        dropped(backend, "some", ["a"])
        assert counted(backend, "some") == {}
