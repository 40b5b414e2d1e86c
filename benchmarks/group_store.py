"""What it costs to place a complaint through the database as history grows.

Asked: flat. The texts are those of `group_cost`. A batch is what a worker does with a backlog, an
arrival what it does when one complaint has come; both include reading, the groups' counts and the
incidents. Taking up is what a worker does when it starts. Milliseconds are of a processor of the
worker; `wall` is what passed, with the database's own work and whatever else the machine did.
"""

import itertools
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from uuid import uuid4

import psutil
from django.utils.timezone import now

from benchmarks import figures, world
from benchmarks.group_cost import SEED, made
from smart315.casework.codes import Channel
from smart315.casework.models import Complaint as Row, Party
from smart315.casework.states import Stage
from smart315.insight import actions
from smart315.insight.held import KEEPER
from smart315.insight.models import Group, Placing
from smart315.signals.grouping.complaint import Complaint


SIZES, MORE_SIZES = (10_000,), (10_000, 100_000)
AT_ONCE, BATCHES, ARRIVALS = 100, 10, 100


def show(database: str, stream: Sequence[Complaint], *, full: bool) -> None:
    """Print the cost of a complaint at each size of history."""
    places = world.build()
    texts, process = made(stream), psutil.Process(os.getpid())
    before, done = process.memory_info().rss, 0
    medians = []
    for size in MORE_SIZES if full else SIZES:
        measured = BATCHES * AT_ONCE + ARRIVALS
        _file(itertools.islice(texts, size - done - measured), places)
        while actions.place(at=now(), limit=AT_ONCE):
            pass
        batches = [_timed(texts, places, AT_ONCE)[0] / AT_ONCE for _ in range(BATCHES)]
        both = [_timed(texts, places, 1) for _ in range(ARRIVALS)]
        arrivals, wall = sorted(one for one, _ in both), sorted(other for _, other in both)
        done = size
        medians.append(figures.percentile(arrivals, 0.5))
        figures.show(
            "placing an arrival, through the database", medians[-1], "ms", database=database,
            history=size, p99=figures.percentile(arrivals, 0.99), seed=SEED,
            in_a_batch=sorted(batches)[BATCHES // 2], wall=figures.percentile(wall, 0.5),
            memory_mb=(process.memory_info().rss - before) / 1e6,
            groups=Group.objects.filter(ended_at=None).count(),
        )  # fmt: skip
        started = time.process_time()
        KEEPER.drop()
        KEEPER.keep(KEEPER.take(turn := Placing.objects.get().turn), turn)
        figures.show(
            "taking the groups up from the rows", time.process_time() - started, "s",
            database=database, history=size,
        )  # fmt: skip
    if full:
        growth = medians[-1] / medians[0]
        figures.show("growth from 10^4 to 10^5, through the database", growth, "times", limit=1.5)


def _timed(texts: Iterator[Complaint], places: Mapping[str, int], many: int) -> tuple[float, float]:
    _file(itertools.islice(texts, many), places)
    worked, started = time.process_time(), time.perf_counter()
    actions.place(at=now(), limit=many)
    return (time.process_time() - worked) * 1000, (time.perf_counter() - started) * 1000


def _file(texts: Iterator[Complaint], places: Mapping[str, int]) -> None:
    """Write complaints as an import does, spread over the counties; a person each."""
    counties = [(code, pk) for code, pk in places.items() if not code.endswith("00")]
    while some := list(itertools.islice(texts, AT_ONCE * 10)):
        rows = [_row(each, *counties[each.id % len(counties)]) for each in some]
        Row.objects.bulk_create(rows)
        Party.objects.bulk_create(
            Party(complaint=row, name="周颖", phone_hash=f"{row.client_key.hex}") for row in rows
        )


def _row(complaint: Complaint, county: str, organisation: int) -> Row:
    at = now() - timedelta(days=20) + timedelta(seconds=complaint.id)
    return Row(
        client_key=uuid4(), number=f"B{complaint.id:08}", channel=Channel.WEB,
        stage=Stage.SUBMITTED, stage_at=at, stage_by="-", organisation_id=organisation,
        region_id=county, respondent_name="某商家", title=complaint.title[:120],
        facts=complaint.text, received_at=at, words_at=at,
    )  # fmt: skip
