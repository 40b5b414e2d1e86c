"""Every owed message is sent, though the worker is killed fifty times; and how fast it sends.

Text messages go to a server that speaks the provider's protocol and checks signatures, mail to an
SMTP server, each in a process of its own that writes down what it took before it answers. The real
`smart315 worker` is killed by SIGKILL at random moments of its work and started again. A message
may arrive twice, under one id; none may be missing.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket

from django.core.management import call_command
from django.db import connection
from django.utils.timezone import now

from benchmarks import figures
from smart315.casework.notices import MESSAGES
from smart315.messaging import actions, queries
from smart315.messaging.actions import Owed
from smart315.messaging.models import Outgoing
from smart315.messaging.states import Channel
from smart315.parameters.actions import loading
from smart315.parameters.register import Declared
from tests.fakes import dysms


KILLS = 50
LOAD, FULL_LOAD = 3000, 8000
RATED = 600
# How long a worker is let work before it is killed, at most.
LIFE = 0.9
PATIENCE = 300
TEMPLATE = MESSAGES["accept"][0].template.name
CODES = {TEMPLATE: "SMS_1", "messaging.bundle": "SMS_2"}
SERVERS = {"sms": "tests.fakes.dysms", "mail": "tests.fakes.smtp"}


def run(database: str, *, full: bool) -> None:
    """Measure the rate of one worker and of two, then kill."""
    call_command("migrate", verbosity=0)
    # The benchmark must not wait for the morning.
    quiet = [
        Declared(f"message.quiet_{end}", "", "00:00", "benchmark") for end in ("from", "until")
    ]
    caps = Declared("message.caps", "", {"hour": 0, "day": 0}, "benchmark")
    loading.load_rules(declared=[*quiet, caps], at=now())
    with _world() as journals:
        for workers in (1, 2):
            _rate(database, workers)
        _killed(database, FULL_LOAD if full else LOAD, journals, random.Random(315))  # noqa: S311


def _rate(database: str, workers: int) -> None:
    _owe(RATED)
    processes = [_worker() for _ in range(workers)]
    _wait_until(lambda: _left() < RATED)
    started, first = time.monotonic(), _left()
    _wait_until(lambda: _left() == 0)
    figures.show(
        "outbox.rate", first / (time.monotonic() - started), "messages/s",
        database=database, workers=workers, messages=first,
    )  # fmt: skip
    for each in processes:
        each.terminate()
        each.wait(PATIENCE)


def _killed(database: str, load: int, journals: Sequence[Path], rng: random.Random) -> None:
    before = Outgoing.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    _owe(load)
    started, kills = time.monotonic(), 0
    while kills < KILLS:
        if _left() < load / 10:
            _owe(load // 2)
        worker, left = _worker(), _left()
        _wait_until(lambda: _left() < left)  # noqa: B023 - waited for at once
        time.sleep(rng.random() * LIFE)
        worker.kill()
        worker.wait()
        kills += 1
    held = Outgoing.objects.pending().filter(claimed_at__isnull=False).count()
    last = _worker()
    _wait_until(lambda: _left() == 0, patience=10 * PATIENCE)
    last.terminate()
    last.wait(PATIENCE)
    _show(database, before, journals, kills, held, time.monotonic() - started)


def _show(
    database: str, before: int, journals: Sequence[Path], kills: int, held: int, seconds: float
) -> None:
    owed = {
        f"smart315-{key}"
        for key in Outgoing.objects.filter(pk__gt=before).values_list("pk", flat=True)
    }
    lines = (line for each in journals for line in each.read_text().splitlines())
    taken = Counter(name for line in lines if (name := json.loads(line)) in owed)
    figures.show(
        "outbox.lost", len(owed - taken.keys()), "messages",
        limit=0, database=database, owed=len(owed), kills=kills, held_at_the_last_kill=held,
        doubled=taken.total() - len(taken), given_up=queries.failed_count(), seconds=seconds,
        strange=len(taken.keys() - owed),
    )  # fmt: skip
    if owed - taken.keys() or queries.failed_count():
        raise RuntimeError("A message was lost.")


def _owe(number: int) -> None:
    """Owe messages to as many readers, two text messages for one mail."""
    at = now()
    context = {"number": "青消投〔2026〕630102-000123号", "due": "2026-09-01", "url": "http://x/"}
    actions.owe_many(
        Owed(Channel.MAIL, f"reader{each}@example.org", TEMPLATE, context, f"bench:{each}", at)
        if each % 3 == 0
        else Owed(Channel.SMS, f"138{each:08}", TEMPLATE, context, f"bench:{each}", at)
        for each in range(number)
    )


def _left() -> int:
    return Outgoing.objects.pending().count()


def _wait_until(done, patience: float = PATIENCE) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + patience
    while not done():
        if time.monotonic() > until:
            raise RuntimeError("The worker does not get on.")
        time.sleep(0.02)


def _worker() -> subprocess.Popen[bytes]:
    connection.close()
    return subprocess.Popen([sys.executable, "-m", "smart315", "worker"], env=os.environ.copy())


@contextmanager
def _world() -> Iterator[list[Path]]:
    """Start the two servers; name them to the workers; yield what they write."""
    with tempfile.TemporaryDirectory() as folder:
        journals = [Path(folder) / name for name in SERVERS]
        ports = [_free_port() for _ in SERVERS]
        processes = [
            subprocess.Popen([sys.executable, "-m", module, str(port), str(journal)])
            for module, port, journal in zip(SERVERS.values(), ports, journals, strict=True)
        ]
        os.environ["SMART315_SMS"] = json.dumps(
            {
                "provider": "aliyun", "key_id": dysms.KEY_ID, "key_secret": dysms.KEY_SECRET,
                "sign": dysms.SIGN, "templates": CODES, "endpoint": f"http://127.0.0.1:{ports[0]}",
            }
        )  # fmt: skip
        os.environ["SMART315_EMAIL_URL"] = f"smtp://127.0.0.1:{ports[1]}"
        try:
            for port in ports:
                _wait_for(port)
            yield journals
        finally:
            for each in processes:
                each.kill()
                each.wait()


def _free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("A server did not come up.")
