"""Published tables, got back from complaints one by one: imported, counted, compiled, compared.

Each period of shared/data/official/nature_and_category.csv is made into canonical rows at its full
size, as many as were published, a year before too; `smart315 report` compiles it; every printed
count, share and change is compared with its cell, to the last digit. Without --full the smallest
period alone.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.utils.timezone import now

from benchmarks import figures, imports, published_tables, stage, world
from benchmarks.published_tables import SHARE, TABLES, Published, code_of, printed
from smart315.accounts.actors import SYSTEM
from smart315.casework.actions import importing


ALONE = """
import django; django.setup()
from benchmarks import reproduction; reproduction.alone("{period}", "{database}")
"""
TOTALS = {
    "total": "accepted",
    "resolved": "resolved",
    "resolve_rate_pct": "resolve_rate",
    "recovered_wan_yuan": "recovered_loss",
}
COLUMNS = ("count", "prev_count", *SHARE, "share_change")


def run(database: str, *, full: bool) -> None:
    """Reproduce the smallest period, or all."""
    if not published_tables.DATA.exists():
        figures.say("shared/data/official is absent: nothing is measured")
        return
    found = published_tables.published()
    for one in found if full else found[:1]:
        # Half a year and its year would count each other's complaints: each has a place of its own.
        with stage.prepared(database) as env:
            code = ALONE.format(period=one.period.code, database=database)
            subprocess.run([sys.executable, "-c", code], env={**os.environ, **env}, check=True)


def alone(period: str, database: str) -> None:
    """Reproduce a period and print how many printed figures came back."""
    world.build()
    (one,) = [each for each in published_tables.published() if each.period.code == period]
    began = time.perf_counter()
    size = _imported(one)
    imported = time.perf_counter() - began
    began = time.perf_counter()
    report = _compiled(one)
    compiled = time.perf_counter() - began
    cells = [*_cells(one, report), *_totals(one, report)]
    wrong = [f"{name} {column}: {said} for {meant}" for name, column, meant, said in cells
             if said != meant]  # fmt: skip
    figures.show(
        "reproduction.equal", len(cells) - len(wrong), "cells", limit=len(cells),
        database=database, period=one.period.code, complaints=size, import_seconds=imported,
        rows_per_second=size / imported, report_seconds=compiled, wrong=wrong,
    )  # fmt: skip


def _imported(one: Published) -> int:
    with imports.written(published_tables.rows(one)) as path:
        tally = importing.import_file(path=path, mapping="canonical", by=SYSTEM, at=now())
    size = sum(half.whole for half in one.halves)
    assert tally.created == size, tally
    return size


def _compiled(one: Published) -> Mapping[str, Any]:
    said = StringIO()
    call_command("report", one.period.code, places=one.places, json=True, stdout=said)
    report: Mapping[str, Any] = json.loads(said.getvalue().splitlines()[-1])
    return report


def _cells(one: Published, report: Mapping[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield each printed figure: its name and column, as published, and as compiled."""
    tables = {table["key"]: table for table in report["tables"]}
    for table, rows in one.rows.items():
        found = {row["code"]: row["cells"] for row in tables[TABLES[table][0]]["rows"]}
        for row in rows:
            cells = found[code_of(table, row["category"])]
            for column in COLUMNS:
                if row[column]:
                    yield row["category"], column, *_both(row[column], cells[column]["text"])


def _totals(one: Published, report: Mapping[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    (table,) = [table for table in report["tables"] if table["key"] == "totals"]
    found = {row["code"]: row["cells"]["value"]["text"] for row in table["rows"]}
    for column, measure in TOTALS.items():
        if one.told.get(column):
            yield measure, column, *_both(one.told[column], found[measure])


def _both(meant: str, said: str) -> tuple[Any, Any]:
    try:
        return printed(meant), printed(said)
    except ArithmeticError:
        return meant, said
