"""Batch work here and spread over a real Spark cluster (a master, two workers) of this machine.

Learning labels from the labelled messages, grouping a year of complaints (20,000, with --full
100,000; made as for the cost of a complaint), and learning how a province's counts stray. Asked:
equal results. The times say what a session and its pickling cost: both workers share this
machine's processors with all else, so that nothing can become faster here.
"""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from benchmarks import figures, group_cost, petition_events, province_days, texts
from smart315.engine.choosing import spreading
from smart315.kernel.spreading import Spread, here
from smart315.signals import learning, stored_models
from smart315.signals.grouping import state
from smart315.signals.grouping.stream import streamed
from smart315.signals.surveillance import province
from smart315.signals.surveillance.expecting import Expectation
from tests.cluster import WORKERS, cluster, missing


YEAR, MORE = 20_000, 100_000  # complaints
SEED = 315
VOLUME = 60  # complaints of a day

# What is done once without a cluster, and once with how its work is spread.
Batch = Callable[[Spread | None], Any]


def run(database: str, *, full: bool) -> None:
    """Print the figures; they do not touch a database and are the same on both."""
    if database != "sqlite":
        return
    lacking = missing()
    if lacking:
        figures.say(f"{lacking}: nothing is spread, and nothing is measured")
        return
    batches = dict(_batches(MORE if full else YEAR))
    alone = {name: _timed(batch, None) for name, batch in batches.items()}
    started = time.perf_counter()
    with cluster() as master, spreading(master) as spread:
        figures.show("a cluster and a session begun", time.perf_counter() - started, "s")
        for name, batch in batches.items():
            result, seconds = alone[name]
            again, spent = _timed(batch, spread)
            figures.show(
                f"{name}, spread", spent, "s", here=seconds, equal=result == again, workers=WORKERS
            )


def _timed(batch: Batch, spread: Spread | None) -> tuple[Any, float]:
    started = time.perf_counter()
    return batch(spread), time.perf_counter() - started


def _batches(year: int) -> Iterator[tuple[str, Batch]]:
    if texts.DATA.is_file():
        yield "learning labels", _learning()
    if petition_events.MESSAGES.is_file():
        yield f"grouping {year} complaints", _grouping(year)
    yield "learning how counts stray", _straying()


def _learning() -> Batch:
    those, labels = texts.each_once()

    def batch(spread: Spread | None) -> bytes:
        return stored_models.stored(learning.learn(those, labels.tolist(), spread or here))

    return batch


def _grouping(year: int) -> Batch:
    complaints = list(islice(group_cost.made(petition_events.read()[0]), year))

    def batch(spread: Spread | None) -> tuple[bytes, Any]:
        found = streamed(complaints, spread)
        return state.stored(found.grouping), found.reasons

    return batch


def _straying() -> Batch:
    drawn = province_days.drawn(SEED, VOLUME)
    past = Expectation(drawn.counts, drawn.categories.branches, drawn.weekday, drawn.kind)
    expected = past.all_days()

    def batch(spread: Spread | None) -> Any:
        trees = drawn.regions, drawn.categories
        learnt = province.learn(past, expected, *trees, spread or here)
        return learnt and province.written(learnt)

    return batch
