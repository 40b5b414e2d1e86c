"""`smart315 incidents`: list the incidents with members and reasons."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser

from smart315.accounts.actors import SYSTEM
from smart315.insight import queries
from smart315.insight.queries import Whole
from smart315.insight.states import State
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand


class Command(OperatorCommand):
    """Lists what is open, or all; external ids are there where a complaint was imported."""

    help = "List incidents with their members and why each belongs."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        choices = ["open", "all", *State.values]
        parser.add_argument("--state", choices=choices, default="open")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """List."""
        schema.require_migrated()
        rows = queries.incidents(SYSTEM, options["state"])
        found = [whole for each in rows if (whole := queries.incident(each.pk, SYSTEM))]
        for each in found:
            self.say(
                f"{each.incident.pk}\t{each.incident.get_level_display()}\t"
                f"{each.incident.title}\t{each.incident.people}"
            )
        return {"incidents": [_told(each) for each in found]}


def _told(whole: Whole) -> dict[str, Any]:
    incident = whole.incident
    return {
        "id": incident.pk,
        "title": incident.title,
        "state": incident.state,
        "level": incident.level,
        "level_reasons": incident.level_reasons,
        "source": incident.source,
        "people": incident.people,
        "complaints": incident.complaints,
        "amount_fen": incident.amount_fen,
        "opened_at": incident.opened_at.isoformat(),
        "found": incident.found,
        "members": [
            {
                "number": each.facts.number,
                "external_id": each.facts.external_id,
                "received_at": each.facts.received_at.isoformat(),
                "why": each.row.why,
            }
            for each in whole.members
        ],
    }
