"""`smart315 groups`: complaints about the same matter, as they are written."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.insight import actions, queries
from smart315.insight.queries import Group
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.kernel.verdicts import Refused


Row = tuple[str, str, float]


class Command(OperatorCommand):
    """Places what is not placed yet, as the worker does, and lists all groups."""

    help = "Put new complaints into groups and list the groups, those of most people first."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--afresh", action="store_true", help="group everything anew first")
        parser.add_argument("--at-least", type=int, default=2, help="complaints of a group shown")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Place and list."""
        if options["at_least"] < queries.FEWEST:
            raise Refused(_("--at-least 应为 2 或更大的整数。"))
        schema.require_migrated()
        while actions.place(at=now()):
            pass
        if options["afresh"]:
            actions.regroup(by=SYSTEM, at=now())
        return {"groups": [self._told(*each) for each in self._found(options["at_least"])]}

    def _found(self, at_least: int) -> Iterable[tuple[Group, list[Any]]]:
        return queries.groups_with_members(SYSTEM, at_least)

    def _told(self, group: Group, members: list[Any]) -> dict[str, Any]:
        words = {"id": group.pk, "title": group.title}
        counts = {"count": group.complaints, "people": group.people}
        self.say(_("%(id)s %(title)s：%(count)s 件，%(people)s 人") % (words | counts))
        names = {matter.id: matter.names[0] for _row, matter in members if matter.names}
        return {
            "id": group.pk,
            "title": group.title,
            "members": [
                names[row.complaint_id] for row, _m in members if row.complaint_id in names
            ],
            "first": group.first_at.isoformat(),
            "last": group.last_at.isoformat(),
            "complaints": group.complaints,
            "people": group.people,
            "copies": group.copies,
            "why": _why(group.why),
            "why_each": {
                names[row.complaint_id]: _why(row.why)
                for row, _m in members
                if row.why and row.complaint_id in names
            },
            "copy_of": {
                names[row.complaint_id]: names.get(row.copy_of_id)
                for row, _m in members
                if row.copy_of_id and row.complaint_id in names
            },
        }


def _why(reasons: Iterable[Row]) -> list[dict[str, Any]]:
    return [dict(zip(("kind", "shared", "weight"), each, strict=True)) for each in reasons]
