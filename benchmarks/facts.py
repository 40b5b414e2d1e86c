"""How fast facts follow a day's change, and the annual report's figures are counted from them.

2,000,000 generated facts over five years, with --full 20,000,000. The report's questions are asked
of the last year and the year before; beside them the same questions on PostgreSQL and in pandas,
and a bare scan of the columns and rows they read, in the same run. A day's change is really in the
database: as many complaints as the facts have a day, and as many older ones that moved.
"""

import csv
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.utils.timezone import now

from benchmarks import (
    facts_in_pandas,
    facts_on_postgres,
    facts_on_spark,
    figures,
    generated_facts,
    stage,
    world,
)
from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import queries as casework
from smart315.casework.actions import importing
from smart315.insight import actions
from smart315.insight.catalogue import MEASURES
from smart315.insight.facts import columns, store
from smart315.insight.facts.store import Manifest
from smart315.insight.queries import Asked, Table, measured_all
from smart315.measures.periods import Period
from tests.cluster import missing


SIZE, LARGEST = 2_000_000, 20_000_000
DAYS = 5 * 365
YEARS = (Period.read("2025"), Period.read("2024"))
TODAY = date(2025, 12, 30)
# The report of §13.4: every measure as a whole and by its main divisions, the main figures by all.
MAIN = ("accepted", "received", "resolve_rate", "recovered_loss")
DIVIDED = ((), ("nature",), ("category",), ("prefecture",), ("county",))
MORE = (
    ("kind",), ("subcategory",), ("month",), ("channel",), ("area",), ("nature", "kind"),
    ("nature", "category"), ("category", "month"), ("prefecture", "nature"),
)  # fmt: skip
REPORT = (
    *(Asked(name, by) for name in MEASURES for by in DIVIDED),
    *(Asked(name, by) for name in MAIN for by in MORE),
)
ALONE = "import django; django.setup(); from benchmarks import facts; facts.generate({size})"


def run(database: str, *, full: bool) -> None:
    """Print the figures; the questions do not touch a database and are the same on both."""
    if database != "sqlite":
        return
    size = LARGEST if full else SIZE
    world.build()
    with store.writing():
        store.publish(Manifest(columns.version(), audit.mark(), now(), {}))
    _import(size // DAYS)
    _timed(lambda: _child(size), "facts written anew", size)
    _update(size)
    tables = _report(size)
    _scan(size)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures.show("memory of the process that counts", memory, "MiB", limit=4096, facts=size)
    asked = [(REPORT, year) for year in YEARS]
    _peer("pandas", lambda: facts_in_pandas.answered(asked), tables, size)
    if missing():
        figures.say(f"{missing()}: its figures are left out")
    else:
        with facts_on_spark.started() as backend:
            _peer("Spark", lambda: facts_on_spark.answered(backend, asked), tables, size)
    if stage.has_postgres():
        with stage.prepared("postgresql") as env, facts_on_postgres.loaded(env) as server:
            _peer("PostgreSQL", lambda: facts_on_postgres.answered(server, asked), tables, size)


def generate(size: int) -> None:
    """Write `size` facts, as from nothing; in a process of its own, whose memory is its own."""
    maker = generated_facts.Maker({each.region_id: each.pk for each in accounts.network()})
    held = store.manifest()
    assert held is not None
    months = {}
    each_month = size // generated_facts.MONTHS
    for first in generated_facts.months():
        after = (first + timedelta(days=32)).replace(day=1)
        known = casework.counted_ids(_at(first), _at(min(after, TODAY)))
        name = f"{first:%Y-%m}"
        months[name] = store.write(name, maker.month(first, each_month, known))
    store.publish(Manifest(held.version, held.mark, now(), months))


def _at(day: date) -> Any:
    return now().replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0)


def _child(size: int) -> None:
    program = [sys.executable, "-c", ALONE.format(size=size)]
    subprocess.run(program, check=True, env=os.environ.copy())


def _import(a_day: int) -> None:
    """Bring in a day's complaints, and as many of the quarter before that moved on this day."""
    path = Path(settings.DATA) / "a_day.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["external_id", "received_on", "region_code", "text", "stage", "nature"])
        for number in range(2 * a_day):
            back = 0 if number < a_day else 1 + number % 90
            day = TODAY - timedelta(days=back)
            text = f"第{number}件：购买的商品有质量问题，商家拒绝退款。"
            place = "630102" if number % 3 else "630202"
            rows.writerow([number, day, place, text, "mediating", "N03"])
    importing.import_file(path=path, mapping="canonical", by=SYSTEM, at=now())


def _update(size: int) -> None:
    started, cpu = time.perf_counter(), time.process_time()
    done = actions.update_facts(at=now())
    spent, cpu = time.perf_counter() - started, time.process_time() - cpu
    figures.show(
        "update of a day's change", spent, "s", limit=5, facts=size, changed=done.complaints,
        cpu_seconds=cpu, load=os.getloadavg()[0], months=len(done.months), database="sqlite",
    )  # fmt: skip


def _report(size: int) -> dict[str, list[Table]]:
    """Count the report's figures twice: with the files cold to this process, and once more."""
    found: dict[str, list[Table]] = {}
    for attempt in ("first", "again"):
        started, cpu = time.perf_counter(), time.process_time()
        for year in YEARS:
            found[year.code] = measured_all(REPORT, year, scope=SYSTEM, at=now())
        spent, cpu = time.perf_counter() - started, time.process_time() - cpu
        figures.show(
            "figures of the annual report", spent, "s", limit=10, facts=size, attempt=attempt,
            cpu_seconds=cpu, load=os.getloadavg()[0], questions=len(REPORT) * len(YEARS),
            cells=sum(len(table.rows) for tables in found.values() for table in tables),
        )  # fmt: skip
    return found


def _scan(size: int) -> None:
    """Read once what the report reads: its columns, of the two years."""
    held = store.manifest()
    assert held is not None
    since, until = YEARS[1].first, YEARS[0].after
    within = f"'{since}' AND '{until - timedelta(days=1)}'"
    of = f"accepted_on BETWEEN {within} OR received_on BETWEEN {within}"
    wanted = ", ".join(f"max({each})" for each in facts_on_postgres.USED)
    for attempt in ("first", "again"):
        started, cpu = time.perf_counter(), time.process_time()
        duckdb.connect().read_parquet(held.paths).filter(of).aggregate(wanted).fetchall()
        spent, cpu = time.perf_counter() - started, time.process_time() - cpu
        figures.show(
            "bare scan of what the report reads", spent, "s", facts=size, attempt=attempt,
            cpu_seconds=cpu, load=os.getloadavg()[0],
        )  # fmt: skip


def _peer(
    name: str,
    answered: Callable[[], dict[str, list[Any]]],
    tables: dict[str, list[Table]],
    size: int,
) -> None:
    """Time a peer on the same questions, and see that it comes to the same figures."""
    started = time.perf_counter()
    theirs = answered()
    spent = time.perf_counter() - started
    same = all(
        theirs[year][place] == _plain(table)
        for year, found in tables.items()
        for place, table in enumerate(found)
    )
    figures.show(
        "figures of the annual report", spent, "s", by=name, facts=size, equal=same,
        questions=len(REPORT) * len(YEARS),
    )  # fmt: skip


def _plain(table: Table) -> dict[tuple[str, ...], tuple[int | None, int | None]]:
    return {row.dims: (row.numerator, row.denominator) for row in (*table.rows, table.total)}


def _timed(work: Callable[[], None], figure: str, size: int) -> None:
    started = time.perf_counter()
    work()
    figures.show(figure, time.perf_counter() - started, "s", facts=size)
