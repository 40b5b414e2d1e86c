"""A place to measure in: a fresh database, a data folder, the product's server."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

import psycopg


POSTGRES = os.environ.get("SMART315_BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
PATIENCE = 30


@contextmanager
def prepared(database: str) -> Iterator[dict[str, str]]:
    """Yield the environment of a fresh database ("sqlite" or "postgresql") and data folder."""
    folder = Path(tempfile.mkdtemp(prefix="smart315-bench-"))
    name = f"smart315_bench_{secrets.token_hex(4)}"
    try:
        env = {**_keys(), "SMART315_DATA": str(folder), "DJANGO_SETTINGS_MODULE": SETTINGS}
        if database == "postgresql":
            with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            env["DATABASE_URL"] = f"{POSTGRES}/{name}"
        yield env
    finally:
        if database == "postgresql":
            with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        shutil.rmtree(folder, ignore_errors=True)


def has_postgres() -> bool:
    """Tell whether PostgreSQL answers."""
    try:
        psycopg.connect(f"{POSTGRES}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def server(workers: int = 2, threads: int = 4) -> Iterator[str]:
    """Run the product's server, as `smart315 serve` runs it; yield its address."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [
        sys.executable, "-m", "gunicorn", "smart315.config.wsgi", "--bind", f"127.0.0.1:{port}",
        "--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads),
        "--log-level", "warning",
    ]  # fmt: skip
    process = subprocess.Popen(arguments, env=os.environ.copy())
    try:
        _wait_for(f"http://127.0.0.1:{port}/privacy/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not come up.")


def _keys() -> dict[str, str]:
    field_key = b64encode(secrets.token_bytes(32)).decode()
    return {
        "SMART315_SECRET_KEY": secrets.token_urlsafe(50),
        "SMART315_FIELD_KEYS": f"k1:{field_key}",
        "SMART315_LOOKUP_KEY": secrets.token_urlsafe(32),
        "SMART315_AUDIT_KEY": secrets.token_urlsafe(32),
        "SMART315_LOG_LEVEL": "ERROR",
    }


SETTINGS = "benchmarks.settings"
