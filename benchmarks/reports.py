"""How long an analysis takes: compiled when nothing was counted yet, compiled again, printed.

Invented complaints over ten years, 10,000 and with --full 100,000. The first compiling also makes
the facts that are counted from; both give the same hash, or the benchmark fails. Once a
worker runs, the facts are there already: the second figure is what somebody waits for at the desk.
"""

import time

from django.utils.timezone import localdate, now

from benchmarks import figures, imports, world
from smart315.accounts.actors import SYSTEM
from smart315.casework.actions import importing
from smart315.insight import queries
from smart315.insight.analyses import printing
from smart315.insight.queries import Snapshot


SIZE, LARGEST = 10_000, 100_000


def run(database: str, *, full: bool) -> None:
    """Fill the store, then compile last year's analyses and print them."""
    world.build()
    size = LARGEST if full else SIZE
    _fill(size)
    beside = {"database": database, "complaints": size}
    first, from_nothing = _compiled("national")
    second, again = _compiled("national")
    assert first.sha256 == second.sha256
    figures.show("reports.from_nothing", from_nothing, "s", **beside)
    figures.show("reports.again", again, "s", **beside)
    figures.show("reports.rural", _compiled("rural")[1], "s", **beside)
    report = printing.unsigned(first, "青海省消费者协会")
    for ending in printing.FORMATS:
        began = time.perf_counter()
        content = printing.file_of(report, ending)
        taken = time.perf_counter() - began
        figures.show(f"reports.print.{ending}", taken, "s", **beside, bytes=len(content))


def _fill(size: int) -> None:
    with imports.written(imports.rows(size)) as path:
        importing.import_file(path=path, mapping="canonical", by=SYSTEM, at=now())


def _compiled(kind: str) -> tuple[Snapshot, float]:
    at = now()
    year = str(localdate(at).year - 1)
    began = time.perf_counter()
    snapshot = queries.compiled(queries.order(year, kind=kind, on=localdate(at)), at=at)
    return snapshot, time.perf_counter() - began
