"""`smart315 load_reference`: put the divisions, the rules and the calendar into the database."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.parameters import seeds
from smart315.regions import actions as regions


class Command(OperatorCommand):
    """Loads what the product ships and every installation needs; again changes nothing."""

    help = "Load Qinghai's divisions, the dated rule register and the calendar. Safe to repeat."

    def work(self, **_options: Any) -> Mapping[str, Any]:
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
        return {"divisions": divisions, "rules": loaded.rules, "years": loaded.years}
