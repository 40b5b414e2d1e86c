"""`smart315 demo_data`: build the invented year, once, and say who can sign in."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone

from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.demo import build, opening, signins


ON_THE_PAGE = "Staff are also asked for a code: on this demonstration the sign-in page shows it."
NOT_ON_THE_PAGE = (
    "Staff are also asked for a code, which the sign-in page shows only when SMART315_DEMO=1."
)


class Command(OperatorCommand):
    """Builds associations, people, businesses and a year of complaints; again changes nothing."""

    help = (
        "Build a demonstration on an empty database: an invented network, register and year of "
        "complaints. A second run changes nothing and prints the accounts again."
    )

    def declare(self, parser: CommandParser) -> None:
        """Declare what can be chosen."""
        parser.add_argument("--seed", type=int, default=build.SEED, help="draw another year")
        parser.add_argument(
            "--complaints", type=int, default=build.COMPLAINTS, help="how many complaints"
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Build, then print who can sign in."""
        schema.require_migrated()
        built = build.build(
            at=timezone.now(),
            seed=options["seed"],
            complaints=options["complaints"],
            say=self.say,
        )
        if built.fresh:
            self.say(f"{built.complaints} complaints in {built.steps} steps.")
            quarters = opening.publish(timezone.now(), self.say)
            self.say(f"Open data of {quarters} quarters.")
        else:
            self.say("The demonstration is there already; nothing was changed.")
        people = signins.read()
        if people:
            self.say(signins.table(people))
            self.say(ON_THE_PAGE if settings.DEMO else NOT_ON_THE_PAGE)
        return asdict(built)
