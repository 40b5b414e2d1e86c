"""`smart315 export_complaints FILE`: write complaints in the columns that the import reads."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.casework.actions import exporting
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.progress import Progress


class Command(OperatorCommand):
    """Exports to CSV, or to XLSX when the file is called so; the export goes on record."""

    help = "Export complaints in the canonical columns; import_complaints reads them again."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="ends in .csv or .xlsx")
        parser.add_argument("--from", type=date.fromisoformat, help="first day of receipt")
        parser.add_argument("--to", type=date.fromisoformat, help="last day of receipt")
        parser.add_argument("--organisation", default="", help="place of an association")
        parser.add_argument(
            "--full-text", action="store_true", help="do not mask phones and the like in the text"
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Export."""
        schema.require_migrated()
        count = exporting.export_file(
            path=options["file"],
            by=SYSTEM,
            at=timezone.now(),
            since=options["from"],
            until=options["to"],
            organisation=options["organisation"],
            full_text=options["full_text"],
            progress=Progress[int](self.stderr, said),
        )
        self.say(said(count))
        return {"exported": count}


def said(count: int) -> str:
    """Return how many rows were written, as a sentence."""
    return _("已导出 %(count)s 行") % {"count": count}
