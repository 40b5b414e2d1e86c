"""Copy the database while it is in use, and put a copy in its place, on either of the two."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection, connections


BUSY_SECONDS = 20
STEP_PAGES = 10_000
OWNERLESS = ("--no-owner", "--no-privileges")


def member() -> str:
    """Return the name of the database's copy inside a backup."""
    return f"database/smart315.{connection.vendor}"


def tables() -> list[str]:
    """Return the tables that the database has."""
    return connection.introspection.table_names()


def copy(to: Path) -> None:
    """Write a copy as of one moment. Raises CommandError with the remedy."""
    if connection.vendor == "postgresql":
        _postgresql("pg_dump", ["--format=custom", "--compress=0", f"--file={to}", *OWNERLESS])
        return
    with closing(_sqlite(_here())) as live, closing(_sqlite(to)) as target:
        _transfer(live, target)
        # One file, without the journal of the live one beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def put_back(copied: Path) -> None:
    """Replace what the database holds by the copy, wholly or not at all."""
    connections.close_all()
    if connection.vendor == "postgresql":
        _close_pool()
        transaction = ["--single-transaction", "--exit-on-error", "--clean", "--if-exists"]
        database = str(connection.settings_dict["NAME"])
        _postgresql("pg_restore", [*transaction, *OWNERLESS, f"--dbname={database}", str(copied)])
        return
    with closing(_sqlite(copied)) as source, closing(_sqlite(_here())) as live:
        _transfer(source, live)


def _here() -> Path:
    return Path(connection.settings_dict["NAME"])


def _sqlite(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, timeout=BUSY_SECONDS)


def _transfer(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    deadline = time.monotonic() + BUSY_SECONDS
    before = -1

    def watch(_status: int, remaining: int, _total: int) -> None:
        nonlocal deadline, before
        if remaining != before:
            deadline, before = time.monotonic() + BUSY_SECONDS, remaining
        elif time.monotonic() > deadline:
            raise CommandError("The database is in use: stop `smart315 serve` and its worker.")

    source.backup(target, pages=STEP_PAGES, progress=watch, sleep=0.1)


def _postgresql(program: str, arguments: Sequence[str]) -> None:
    path = shutil.which(program)
    if path is None:
        raise CommandError(
            f"{program} is not on the PATH: install PostgreSQL's client programs "
            "(Debian: postgresql-client), of the server's version or newer."
        )
    done = subprocess.run(  # noqa: S603 - a program of the system, no shell
        [path, *arguments], env=os.environ | _address(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"{program} failed: {done.stderr.strip()[-1000:]}")


def _address() -> dict[str, str]:
    of = connection.settings_dict
    named = {
        "PGHOST": of["HOST"],
        "PGPORT": of["PORT"],
        "PGUSER": of["USER"],
        "PGPASSWORD": of["PASSWORD"],
        "PGDATABASE": of["NAME"],
    }
    return {name: str(value) for name, value in named.items() if value}


def _close_pool() -> None:
    close = getattr(connection, "close_pool", None)
    if close is not None:
        close()
