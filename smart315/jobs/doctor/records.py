"""The database: reachable, of this version, durable, readable with these keys, guarded."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import OperationalError, connection
from django.utils.timezone import localdate

from smart315.accounts import queries as accounts
from smart315.audit import guards as triggers, queries as audit
from smart315.jobs import anchoring, schema
from smart315.jobs.doctor.findings import Finding, fail, ok, warn
from smart315.regions import divisions, queries as regions
from smart315.vault import queries as vault


# The anchor of yesterday is made a little after midnight.
ANCHOR_AGE = timedelta(days=2)
# What must not be "off" on PostgreSQL, and the least that will do on SQLite.
DURABLE = ["fsync", "synchronous_commit", "full_page_writes"]
FULL = 2


def database(_at: datetime) -> Iterator[Finding]:
    """Ask the database for its state."""
    try:
        missing = schema.pending()
    except OperationalError:
        remedy = "Start it, or correct DATABASE_URL."
        yield fail("the database does not answer", remedy, ends=True)
        return
    if missing:
        remedy = "Run `smart315 migrate`."
        yield fail(f"{len(missing)} migrations are missing", remedy, ends=True)
        return
    yield ok(f"{connection.vendor} answers and has the tables of this version")
    wrong = [name for name, right in _durability() if not right]
    if wrong:
        yield fail(
            f"a power cut may take acknowledged complaints: {', '.join(wrong)}",
            "Put the database's setting back to its default.",
        )


def keys(_at: datetime) -> Iterator[Finding]:
    """Open the newest value of every encrypted column."""
    closed = vault.unreadable()
    if closed:
        yield fail(
            f"these do not open with the keys at hand: {', '.join(closed)}",
            "Put the .env that belongs to this database in place.",
        )
    else:
        yield ok("encrypted columns open")


def guards(_at: datetime) -> Iterator[Finding]:
    """Look whether the audit's triggers stand."""
    missing = triggers.missing(connection)
    if missing:
        yield fail(
            f"the audit lacks its triggers on {', '.join(missing)}",
            "Run `smart315 verify_audit`, find out who dropped them, then migrate audit anew.",
        )
    else:
        yield ok("the audit refuses changes")


def anchors(at: datetime) -> Iterator[Finding]:
    """Look when the journal was last anchored, and whether the files agree."""
    lines = audit.anchor_lines()
    for difference in anchoring.differences(lines):
        yield fail(
            difference, "Run `smart315 verify_audit`, and compare with the copies elsewhere."
        )
    if not lines:
        yield warn("no day was anchored yet", "The worker does it at 00:10; keep it running.")
        return
    day = datetime.strptime(lines[max(lines)].split()[1], "%Y-%m-%d").date()  # noqa: DTZ007 - a date
    if localdate(at) - day > ANCHOR_AGE:
        yield warn(f"the last anchored day is {day}", "Start `smart315 worker`.")
    else:
        yield ok(f"anchored to {day}; copy {anchoring.folder()} to another machine")


def reference(_at: datetime) -> Iterator[Finding]:
    """Look for what every installation needs."""
    if regions.region(divisions.PROVINCE) is None:
        yield fail("the divisions are missing", "Run `smart315 load_reference`.")
        return
    try:
        province = accounts.province()
    except LookupError:
        yield fail(
            "no provincial association was founded",
            "Run `smart315 create_staff … --found NAME` for its first administrator.",
        )
    else:
        yield ok(f"divisions, and {province.name}")


def _durability() -> list[tuple[str, bool]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [DURABLE])
            return [(f"{name}={setting}", setting != "off") for name, setting in cursor.fetchall()]
        cursor.execute("PRAGMA synchronous")
        (level,) = cursor.fetchone()
        return [(f"synchronous={level}", level >= FULL)]
