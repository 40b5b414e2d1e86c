"""`smart315 update_facts`: bring the facts that figures are counted from up to date."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.insight import actions
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand


class Command(OperatorCommand):
    """Safe to repeat, and beside the worker; readers see the old facts or the new, never half."""

    help = "Write the months of the facts again in which something changed."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--from-nothing",
            action="store_true",
            help="count every complaint again; the digest must come out the same",
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Update."""
        schema.require_migrated()
        done = actions.update_facts(at=timezone.now(), from_nothing=options["from_nothing"])
        held = done.manifest
        words = {"months": len(done.months), "rows": held.rows, "digest": held.digest[:12]}
        self.say(_("重写%(months)s个月的数据，共%(rows)s件投诉，校验值%(digest)s…") % words)
        return {
            "complaints": held.rows,
            "written": list(done.months),
            "from_nothing": done.from_nothing,
            "digest": held.digest,
            "months": {
                month: {"complaints": part.rows, "digest": part.digest}
                for month, part in sorted(held.months.items())
            },
        }
