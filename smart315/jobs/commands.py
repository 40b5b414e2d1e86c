"""What the operator's commands have in common: sentences for people, one JSON line for scripts."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from smart315.kernel.verdicts import Refused


class OperatorCommand(BaseCommand):
    """Does its `work` and, with --json, ends with what came of it as one line of JSON.

    With --json the sentences go to standard error, so that standard output is the line alone.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --json, and what the command declares besides."""
        parser.add_argument(
            "--json", action="store_true", help="print the outcome as one line of JSON"
        )
        self.declare(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Work; a refusal ends with its sentence."""
        self.quiet = bool(options["json"])
        try:
            outcome = self.work(**options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.tell(outcome)

    def declare(self, parser: CommandParser) -> None:
        """Declare the command's own arguments."""

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Do what the command is for; return what came of it."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say something to whoever is watching."""
        (self.stderr if self.quiet else self.stdout).write(sentence)

    def tell(self, outcome: Mapping[str, Any]) -> None:
        """Print the outcome for a script that asked for it."""
        if self.quiet:
            self.stdout.write(json.dumps(outcome, ensure_ascii=False))
