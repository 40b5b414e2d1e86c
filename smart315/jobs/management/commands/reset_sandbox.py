"""`smart315 reset_sandbox`: clear a partner's sandbox and invent its complaints anew."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from smart315.accounts.actors import SYSTEM
from smart315.businesses import queries as businesses
from smart315.casework import actions
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand


class Command(OperatorCommand):
    """Touches invented complaints alone; real ones are out of its reach."""

    help = "Clear the sandbox of a business and invent its complaints anew."

    def declare(self, parser: CommandParser) -> None:
        """Declare which business is meant."""
        parser.add_argument("business", help="name, unified social credit code or register number")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Find the business, clear, invent."""
        schema.require_migrated()
        asked = str(options["business"])
        found = businesses.resolve(asked, asked)
        if found is None and asked.isdigit():
            found = businesses.by_id(int(asked))
        if found is None:
            raise CommandError(f"The register knows no business, or several, called {asked!r}.")
        count = actions.reset_sandbox(business_id=found.pk, by=SYSTEM, at=timezone.now())
        self.say(f"{found.name}: the sandbox holds {count} invented complaints.")
        return {"business": found.pk, "complaints": count}
