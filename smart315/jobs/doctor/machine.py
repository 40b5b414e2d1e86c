"""The machine: where data are written, how much room there is, what time it says."""

import io
import shutil
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection
from django.utils.timezone import get_default_timezone_name

from smart315.documents import scanner as clamd
from smart315.jobs.doctor.findings import Finding, fail, ok, warn


GIGABYTE = 1 << 30
LITTLE, TOO_LITTLE = 2 * GIGABYTE, GIGABYTE // 4
ZONE = "Asia/Shanghai"
DRIFT = timedelta(seconds=5)


def data_folder(_at: datetime) -> Iterator[Finding]:
    """Write something where data lie."""
    folder = Path(settings.DATA)
    try:
        with TemporaryFile(dir=folder) as trial:
            trial.write(b"x")
    except OSError as problem:
        yield fail(
            f"{folder} cannot be written ({problem.strerror})",
            "Give it to the user that runs the platform, or set SMART315_DATA.",
        )
    else:
        yield ok(f"{folder} can be written")


def disk(_at: datetime) -> Iterator[Finding]:
    """Look how much room is left."""
    free = shutil.disk_usage(settings.DATA).free
    room = f"{free / GIGABYTE:.1f} GB free"
    remedy = "Free some, or move SMART315_DATA to a larger disk."
    if free < TOO_LITTLE:
        yield fail(room, remedy)
    elif free < LITTLE:
        yield warn(room, remedy)
    else:
        yield ok(room)


def clock(at: datetime) -> Iterator[Finding]:
    """Compare the machine's time with the database's, and look at the zone."""
    if get_default_timezone_name() != ZONE:
        yield fail(f"the time zone is {get_default_timezone_name()}", f"Set TIME_ZONE to {ZONE}.")
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(_now())
        (there,) = cursor.fetchone()
    passed = timedelta(seconds=time.monotonic() - began)
    away = abs(float(there) - (at + passed).timestamp())
    if away > DRIFT.total_seconds() + passed.total_seconds():
        yield fail(
            f"this machine and the database differ by {away:.0f} seconds",
            "Set both clocks by NTP: due dates and the audit depend on them.",
        )
    else:
        yield ok(f"{at:%Y-%m-%d %H:%M} UTC, zone {ZONE}, as in the database")


def scanner(_at: datetime) -> Iterator[Finding]:
    """Let clamd look at a harmless text."""
    if not settings.CLAMD:
        yield warn(
            "uploads are not scanned for viruses",
            "Install clamav-daemon and set SMART315_CLAMD to HOST:PORT or unix:/PATH.",
        )
        return
    try:
        clamd.scan(io.BytesIO(b"smart315"), settings.CLAMD)
    except (clamd.UnreachableError, clamd.InfectedError) as problem:
        yield fail(
            f"clamd does not answer as it should ({problem})",
            "Start it, or correct SMART315_CLAMD: until then uploads wait for their scan.",
        )
    else:
        yield ok("clamd answers")


def _now() -> str:
    if connection.vendor == "postgresql":
        return "SELECT extract(epoch FROM clock_timestamp())"
    return "SELECT strftime('%s', 'now')"
