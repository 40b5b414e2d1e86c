"""`smart315 worker`: deliver messages, watch due dates, run the daily tasks."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from smart315.jobs import heartbeat, schema, worker
from smart315.jobs.schedule import TASKS


class Command(BaseCommand):
    """Runs the worker until SIGTERM or SIGINT; what is being done is finished first."""

    help = "Run the tasks that are due, until told to stop. Any number of workers may run."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--once", action="store_true", help="run one round and end")

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        """Run."""
        schema.require_migrated()
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker.work(
            tasks=TASKS, clock=timezone.now, wait=stop.wait, pulse=heartbeat.path(), once=once
        )
