"""How fast complaints come in from a file, and that memory stays flat however long it is.

Synthetic canonical rows: nine in ten closed, the rest under way, two thousand businesses, all
counties, ten years in the order of receipt, as registers are kept. Each size runs in a process of
its own, so that its peak memory is its own.
"""

import csv
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from django.db import connection
from django.utils.timezone import now

from benchmarks import figures, world
from smart315.accounts.actors import SYSTEM
from smart315.casework import taxonomy
from smart315.casework.actions import importing
from smart315.casework.exchange import columns
from smart315.regions import queries as places


SIZES = (10_000, 100_000)
LARGEST = 1_000_000
DAYS = 3650
MEBI = 1 << 20
BUSINESSES = 2_000
ENDS = (
    ("closed", "mediated"),
    ("closed", "settled"),
    ("closed", "terminated"),
    ("archived", "mediated"),
    ("closed", "rejected"),
)
OPEN = ("submitted", "investigating", "mediating")
ALONE = "import django; django.setup(); from benchmarks import imports; imports.alone({size})"
WORDS = ("商家", "拒绝", "退款", "质量", "问题", "多次", "联系", "没有", "答复", "预付卡", "合同")


def run(database: str, *, full: bool) -> None:
    """Import each size after the other into one database, then the first one again."""
    world.build()
    sizes = (*SIZES, LARGEST) if full else SIZES
    held = {size: _measured(database, size) for size in sizes}
    again = _child(SIZES[0])
    figures.show(
        "import.again", again["rows"] / again["seconds"], "rows/s", database=database, **again
    )
    growth = held[sizes[-1]] - held[sizes[0]]
    figures.show("import.memory_growth", growth, "MiB", database=database, largest=sizes[-1])


def _measured(database: str, size: int) -> float:
    outcome = _child(size)
    assert outcome["created"] == size
    rate = size / outcome["seconds"]
    figures.show("import.rate", rate, "rows/s", database=database, **outcome)
    figures.show("import.memory", outcome["own"], "MiB", database=database, rows=size)
    return outcome["own"]


def _child(size: int) -> dict[str, float]:
    """Import a file in a process of its own; return what it says of itself."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE.format(size=size)],
        env=os.environ.copy(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    outcome: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return outcome


class Memory:
    """The most that this process held, in MiB: in all, and without the pages of mapped files.

    SQLite maps up to 256 MiB of the database into memory; such pages are the file's, not ours.
    """

    def __init__(self) -> None:
        self.process, self.peak, self.own = psutil.Process(), 0.0, 0.0

    def look(self, _tally: importing.Tally) -> None:
        """Look at the memory held now."""
        held = self.process.memory_info()
        self.peak = max(self.peak, held.rss / MEBI)
        self.own = max(self.own, (held.rss - held.shared) / MEBI)


def alone(size: int) -> None:
    """Import a synthetic file of a size and print what it took."""
    with written(rows(size)) as path:
        memory = Memory()
        start, worked = time.perf_counter(), time.process_time()
        tally = importing.import_file(
            path=path, mapping="canonical", by=SYSTEM, at=now(), progress=memory.look
        )
        seconds, worked = time.perf_counter() - start, time.process_time() - worked
    figure = {"rows": size, "seconds": seconds, "cpu_seconds": worked}
    figure |= {"peak": memory.peak, "own": memory.own}
    sys.stdout.write(json.dumps(figure | vars(tally)) + "\n")
    connection.close()


@contextmanager
def written(lines: Iterable[Sequence[str]]) -> Iterator[Path]:
    """Yield a canonical file of these rows; it is gone at the end."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "complaints.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns.NAMES)
            writer.writerows(lines)
        yield path


def rows(size: int) -> Iterator[list[str]]:
    """Yield invented canonical rows, the same for the same size."""
    luck = random.Random(size)  # noqa: S311 - not a secret
    natures = [each.code for each in taxonomy.natures()]
    categories = [each.code for each in taxonomy.roots(taxonomy.Kind.GOODS)]
    counties = [
        code for prefecture, _n in places.options() for code, _m in places.options(prefecture)
    ]
    today = now().date()
    for number in range(size):
        shop, text = luck.randrange(BUSINESSES), "".join(luck.choices(WORDS, k=40))
        received = today - timedelta(days=DAYS - number * DAYS // size)
        stage, outcome, closed = _end(luck, received, today)
        county, amount = counties[shop % len(counties)], luck.randrange(1, 500_000)
        yield [
            f"{size}-{number}", received.isoformat(), county, "phone", luck.choice(natures),
            luck.choice(categories), f"第{shop}号测试商行", "", text, f"{amount / 100:.2f}",
            "refund;apology", stage, outcome, closed, f"{amount / 200:.2f}" if outcome else "", "",
        ]  # fmt: skip


def _end(luck: random.Random, received: date, today: date) -> tuple[str, str, str]:
    if luck.random() < 0.1:
        return luck.choice(OPEN), "", ""
    stage, outcome = luck.choice(ENDS)
    closed = min(received + timedelta(days=luck.randrange(1, 60)), today)
    return stage, outcome, closed.isoformat()
