"""`smart315 groups`: complaints about the same matter, as the store stands now."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.insight import queries
from smart315.insight.queries import Current
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.kernel.verdicts import Refused
from smart315.signals.grouping.complaint import Reason


class Command(OperatorCommand):
    """Streams all complaints in the order of receipt; nothing is written."""

    help = "Group complaints about the same matter and list the groups, the largest first."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--at-least", type=int, default=2, help="complaints of a group shown")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Group and list."""
        if options["at_least"] < 1:
            raise Refused(_("--at-least 应为 1 或更大的整数。"))
        schema.require_migrated()
        found = sorted(
            queries.current(SYSTEM, options["at_least"]),
            key=lambda group: (-group.people, -len(group.members), group.id),
        )
        for group in found:
            self.say(
                _("%(id)s %(title)s：%(count)s 件，%(people)s 人")
                % {
                    "id": group.id,
                    "title": group.title,
                    "count": len(group.members),
                    "people": group.people,
                }
            )
        return {"groups": [_group(each) for each in found]}


def _group(group: Current) -> dict[str, Any]:
    return {
        "id": group.id,
        "title": group.title,
        "members": [each.names[0] for each in group.members if each.names],
        "first": group.first.isoformat(),
        "last": group.last.isoformat(),
        "complaints": len(group.members),
        "people": group.people,
        "copies": group.copies,
        "why": _why(group.why),
        "why_each": {
            each.names[0]: _why(each.why) for each in group.members if each.names and each.why
        },
    }


def _why(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [{"kind": each.kind, "shared": each.shared, "weight": each.weight} for each in reasons]
