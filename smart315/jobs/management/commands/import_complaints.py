"""`smart315 import_complaints FILE --mapping NAME`: bring complaints in from a table."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.casework.actions import importing
from smart315.casework.actions.importing import BATCH, Tally
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.progress import Progress
from smart315.jobs.rejects import Rejects
from smart315.kernel.verdicts import Refused


class Command(OperatorCommand):
    """Imports a file; run again, it goes on where it stopped and adds nothing twice."""

    help = "Import complaints from a CSV or XLSX file through a declared mapping."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="CSV (UTF-8 or GB18030) or XLSX")
        parser.add_argument("--mapping", required=True, help="name of a mapping, or a YAML file")
        parser.add_argument("--rejects", type=Path, help="where rows that are not taken go, as CSV")
        parser.add_argument("--organisation", default="", help="place whose association takes all")
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Import."""
        schema.require_migrated()
        with Rejects(_place(options["rejects"], options["file"])) as rejects:
            tally = importing.import_file(
                path=options["file"],
                mapping=options["mapping"],
                by=SYSTEM,
                at=timezone.now(),
                organisation=options["organisation"],
                batch=max(options["batch"], 1),
                reject=rejects.keep,
                progress=Progress[Tally](self.stderr, said),
            )
        self.say(said(tally))
        if rejects.any:
            self.say(_("未导入的行和原因见 %(path)s") % {"path": rejects.path})
        return {
            "created": tally.created,
            "unchanged": tally.unchanged,
            "changed": tally.changed,
            "rejected": tally.rejected,
        }


def said(tally: Tally) -> str:
    """Return what became of the rows so far, as a sentence."""
    return _(
        "已读 %(read)s 行：新增 %(created)s，已有 %(unchanged)s，内容不同而未改动 %(changed)s，"
        "不能导入 %(rejected)s"
    ) % {"read": tally.read, **vars(tally)}


def _place(wanted: Path | None, file: Path) -> Path:
    """Return where rejected rows go: usually the data folder, since a source may be read-only."""
    if wanted is None:
        return Path(settings.DATA) / "imports" / f"{file.name}.rejects.csv"
    if wanted.resolve() == file.resolve():
        raise Refused(_("未导入的行不能写到正在导入的文件中，请换一个文件名。"), field="rejects")
    return wanted
