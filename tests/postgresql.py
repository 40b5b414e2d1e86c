"""Where the tests find a PostgreSQL: `python -m tests.postgresql` prints its address, or nothing.

DATABASE_URL_TEST names one; otherwise the user `postgres` at 127.0.0.1:5432 is tried.
SMART315_REQUIRE_POSTGRES=1 makes it a failure when none answers.
"""

import os
import sys
import zlib
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


SECONDS = 5
HERE = Path(__file__).resolve().parent


def address() -> str:
    """Return the address to try; each copy of the repository makes databases of its own."""
    name = f"smart315_{zlib.crc32(str(HERE).encode()):08x}"
    return os.environ.get("DATABASE_URL_TEST") or f"postgres://postgres@127.0.0.1:5432/{name}"


def trouble(url: str) -> str:
    """Return why the server does not answer; blank when it does."""
    try:
        server = urlsplit(url)._replace(path="/postgres").geturl()
        with psycopg.connect(server, connect_timeout=SECONDS):
            return ""
    except psycopg.OperationalError as problem:
        return str(problem).strip().splitlines()[0]


def main() -> int:
    """Print the address when it answers, else say why not."""
    required = os.environ.get("SMART315_REQUIRE_POSTGRES") == "1"
    wrong = trouble(address())
    if not wrong:
        sys.stdout.write(address() + "\n")
        return 0
    sys.stderr.write(f"== no PostgreSQL answers, so SQLite alone was tested ({wrong})\n")
    if required:
        sys.stderr.write("SMART315_REQUIRE_POSTGRES=1: start one, or set DATABASE_URL_TEST.\n")
    return int(required)


if __name__ == "__main__":
    sys.exit(main())
