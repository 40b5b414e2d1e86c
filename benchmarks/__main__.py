"""`python -m benchmarks [NAME …] [--database sqlite|postgresql|both] [--full]`.

Each benchmark is a module with `run(database, full)`. It runs in a process and a database of its
own, and prints its figures as JSON lines.
"""

import argparse
import importlib
import os
import subprocess
import sys

import django

from benchmarks import figures, stage


NAMES = (
    "filing", "desk", "imports", "pages", "webhooks", "outbox", "helps", "letters", "texts",
    "outbreaks", "province", "groups", "names", "distributed", "facts", "reproduction", "reports",
)  # fmt: skip


def main() -> int:
    """Run the named benchmarks, or all; return how many failed."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *NAMES], default=[])
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--full", action="store_true", help="the largest sizes too")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        django.setup()
        importlib.import_module(f"benchmarks.{asked.names[0]}").run(asked.database, full=asked.full)
        return 0
    databases = ["sqlite", "postgresql"] if asked.database == "both" else [asked.database]
    if "postgresql" in databases and not stage.has_postgres():
        figures.say("PostgreSQL does not answer: its figures are left out")
        databases.remove("postgresql")
    return sum(_failed(n, d, asked.full) for n in asked.names or NAMES for d in databases)


def _failed(name: str, database: str, full: bool) -> bool:  # noqa: FBT001
    figures.say(f"{name} on {database}")
    with stage.prepared(database) as env:
        arguments = [sys.executable, "-m", "benchmarks", name, "--here", "--database", database]
        arguments += ["--full"] if full else []
        done = subprocess.run(arguments, env={**os.environ, **env}, check=False)
    if done.returncode:
        figures.say(f"{name} on {database} failed")
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
