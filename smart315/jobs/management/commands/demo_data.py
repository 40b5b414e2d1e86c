"""`smart315 demo_data`: build the invented year, once, and say who can sign in."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from smart315.jobs.demo import build, signins
from smart315.kernel.verdicts import Refused


SECOND_FACTOR = "工作人员登录时还要动态口令：在演示环境（SMART315_DEMO=1）中，它就显示在登录页上。"


class Command(BaseCommand):
    """Builds associations, people, businesses and a year of complaints; again changes nothing."""

    help = "Build the demonstration on an empty database: an invented year of complaints."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")
        parser.add_argument("--seed", type=int, default=build.SEED, help="draw another year")
        parser.add_argument(
            "--complaints", type=int, default=build.COMPLAINTS, help="how many complaints"
        )
        parser.add_argument("--signins", action="store_true", help="only print who can sign in")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Build, then print the accounts; with --json, the figures as the last line."""
        if options["signins"]:
            self._print_signins()
            return
        try:
            built = build.build(
                at=timezone.now(),
                seed=options["seed"],
                complaints=options["complaints"],
                say=lambda text: self.stdout.write(f"  {text}"),
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        if not built.fresh:
            self.stdout.write("演示数据已经建好，没有改动任何内容。")
        self._print_signins()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(built), ensure_ascii=False))

    def _print_signins(self) -> None:
        people = signins.read()
        if people:
            self.stdout.write(signins.table(people))
            self.stdout.write(SECOND_FACTOR)
