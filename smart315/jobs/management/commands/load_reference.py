"""`smart315 load_reference`: put divisions, rules, calendar and associations into the database."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from smart315.accounts import seeds as associations
from smart315.community import seeds as committees_seeds
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.parameters import seeds
from smart315.regions import actions as regions


class Command(OperatorCommand):
    """Loads what the product ships and every installation needs; again changes nothing."""

    help = (
        "Load Qinghai's divisions, the dated rule register, the calendar and, where none was "
        "founded yet, one association for each province, prefecture and county. Safe to repeat."
    )

    def declare(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--without-associations", action="store_true", help="found no association"
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Load."""
        schema.require_migrated()
        at = timezone.now()
        divisions = regions.load(at)
        self.say(f"{divisions} divisions are in place.")
        loaded = seeds.load(at)
        self.say(
            f"{loaded.rules} rules of the register and {loaded.years} years of the calendar were "
            "written; what was there already was left as it is."
        )
        founded = 0 if options["without_associations"] else associations.load(at)
        self.say(f"{founded} associations were founded.")
        committees = 0 if options["without_associations"] else committees_seeds.load(at)
        self.say(f"{committees} mediation committees were founded.")
        return {
            "divisions": divisions,
            "rules": loaded.rules,
            "years": loaded.years,
            "associations": founded,
            "committees": committees,
        }
