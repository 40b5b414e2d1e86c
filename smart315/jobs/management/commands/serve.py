"""`smart315 serve`: the platform's web server, and with --with-worker its worker beside it."""

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connections

from smart315.jobs import assets, schema
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.processes import Together


MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn's heartbeat alone: a busy disk must not stop it


class Command(OperatorCommand):
    """Prepares what the server needs, then becomes it."""

    help = "Serve the platform. Put a proxy with TLS before it and set SMART315_HTTPS=1."

    def declare(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--host", default="127.0.0.1", help="address (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8315, help="port (default 8315)")
        parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
        parser.add_argument("--threads", type=int, default=4, help="threads in each (default 4)")
        parser.add_argument(
            "--with-worker",
            action="store_true",
            help="run `smart315 worker` too; both stop at once",
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Check, collect, serve until told to stop."""
        host, port = options["host"], options["port"]
        schema.require_migrated()
        _require_free(host, port)
        if assets.collect_if_stale():
            self.say("Style sheets, scripts and pictures were collected.")
        connections.close_all()
        address = f"http://{host}:{port}"
        self.say(f"Serving on {address}")
        self.tell({"address": address, "with_worker": options["with_worker"]})
        self._flush()
        server = _server(host, port, options["workers"], options["threads"])
        if not options["with_worker"]:
            os.execv(server[0], server)  # noqa: S606 - becomes the server
        sys.exit(Together([server, [sys.executable, "-m", "smart315", "worker"]]).run())

    def _flush(self) -> None:
        self.stdout.flush()
        self.stderr.flush()


def _server(host: str, port: int, workers: int, threads: int) -> list[str]:
    return [
        sys.executable,
        *("-m", "gunicorn", "smart315.config.wsgi:application"),
        *("--bind", f"{f'[{host}]' if ':' in host else host}:{port}"),
        *("--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread"),
        *("--timeout", "60", "--graceful-timeout", "30", "--keep-alive", "5"),
        *("--log-level", "warning", "--no-control-socket"),
        *(("--worker-tmp-dir", str(MEMORY)) if MEMORY.is_dir() else ()),
    ]


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            raise CommandError(
                f"{host}:{port} cannot be used ({problem.strerror}): is the platform running "
                "already? --port names another."
            ) from None
