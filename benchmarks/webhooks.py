"""Ten thousand webhooks to a receiver that fails three times in ten and is killed on the way.

Counted afterwards: every event arrived at least once, in its order per case, and whatever came
twice bore the same number. The pauses between attempts are not waited for: when nothing is due,
the clock that the worker is shown goes on to the next moment at which something is.
"""

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models import Min
from django.utils.timezone import now

from benchmarks import figures
from smart315.messaging.webhooks import actions, delivery
from smart315.messaging.webhooks.models import Delivery, Lane


OWNER = "business:1"
CASES, EACH = 2_000, 5
# A rest is over and an empty queue may hold a lane whose endpoint rests.
STEP = timedelta(seconds=5)
PATIENCE = 600.0


def run(database: str, *, full: bool) -> None:
    """Measure; print one line for owing, one for delivering."""
    del full
    call_command("migrate", verbosity=0)
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "taken.jsonl"
        journal.touch()
        actions.add_endpoint(
            owner=OWNER,
            url=f"http://127.0.0.1:{port}/hooks",
            events=(),
            by="system:benchmark",
            label="benchmark",
            at=now(),
        )
        _owe(database)
        _deliver(database, port, journal)


def _owe(database: str) -> None:
    started = time.perf_counter()
    for case in range(CASES):
        with transaction.atomic():
            for number in range(EACH):
                actions.owe_event(
                    owners=[OWNER],
                    kind="complaint.updated",
                    subject=f"complaint:{case}",
                    data={"complaint": {"id": case, "stage": "negotiating"}, "number": number},
                    at=now(),
                )
    elapsed = time.perf_counter() - started
    figures.show("webhooks.owed", CASES * EACH / elapsed, "events/s", database=database)


def _deliver(database: str, port: int, journal: Path) -> None:
    receiver = _started(port, journal)
    at, failed, restarts, started = now(), 0, 0, time.perf_counter()
    while (left := Delivery.objects.filter(state="pending").count()) > 0:
        if restarts == 0 and left < CASES * EACH / 2:
            receiver.kill()
            receiver.wait()
            failed += delivery.deliver_due(at=at, worker="bench", seconds=0.5).failed
            receiver, restarts = _started(port, journal), 1
        done = delivery.deliver_due(at=at, worker="bench", seconds=1.0)
        failed += done.failed
        if not done.more:
            at = max(at + STEP, _next_due() or at)
        if time.perf_counter() - started > PATIENCE:
            raise RuntimeError("The deliveries do not come to an end.")
    elapsed = time.perf_counter() - started
    receiver.kill()
    receiver.wait()
    _show(database, journal, elapsed, failed, restarts)


def _next_due() -> datetime | None:
    found: datetime | None = Lane.objects.aggregate(next=Min("due_at"))["next"]
    return found


def _show(database: str, journal: Path, elapsed: float, failed: int, restarts: int) -> None:
    taken = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    owed = dict(Delivery.objects.values_list("event__uid", "sequence"))
    figures.show(
        "webhooks.delivered",
        len(owed) / elapsed,
        "events/s",
        database=database,
        events=len(owed),
        calls=len(taken) + failed,
        failed=failed,
        restarts=restarts,
        dead=Delivery.objects.filter(state="dead").count(),
        lost=len({str(each) for each in owed} - {each["id"] for each in taken}),
        duplicates=len(taken) - len({each["id"] for each in taken}),
        out_of_order=_out_of_order(taken),
        seconds=elapsed,
    )


def _out_of_order(taken: Iterable[dict[str, Any]]) -> int:
    """Count the events that came for the first time after a later one of their case."""
    wrong, seen = 0, set()
    highest: defaultdict[int, int] = defaultdict(int)
    for each in taken:
        if each["id"] in seen:
            continue
        seen.add(each["id"])
        case = each["data"]["complaint"]["id"]
        wrong += each["sequence"] < highest[case]
        highest[case] = max(highest[case], each["sequence"])
    return wrong


def _started(port: int, journal: Path) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-m", "benchmarks.receiver", str(port), str(journal)]
    process = subprocess.Popen(arguments)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.05)
    raise RuntimeError("The receiver did not come up.")
