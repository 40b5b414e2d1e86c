"""`smart315 report PERIOD --level … --region … --out DIR`: compile the analysis of a period."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.documents import coverage
from smart315.documents.booklets import texts
from smart315.insight import queries
from smart315.insight.analyses import printing
from smart315.insight.analyses.catalogue import DECLARED
from smart315.insight.analyses.declared import Basis
from smart315.insight.analyses.ordering import LEVELS
from smart315.insight.analyses.printing import FORMATS, Printed
from smart315.insight.queries import Order, Snapshot
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.kernel.verdicts import Refused
from smart315.measures.rounding import CONVENTIONS


class Command(OperatorCommand):
    """Writes PDF, DOCX, HTML, a data workbook and the snapshot, and prints the snapshot's hash."""

    help = "Compile the analysis of complaints of a period and a place into DIR."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("period", help="2024, 2019H1, 2024Q3 or 2024-05")
        parser.add_argument("--level", choices=LEVELS, default="", help="of the region")
        parser.add_argument("--region", default="", help="code or name; without: the province")
        parser.add_argument("--out", type=Path, help="folder for the files; made when missing")
        parser.add_argument("--analysis", choices=list(DECLARED), default="national")
        parser.add_argument("--basis", choices=list(Basis), default=Basis.ACCEPTED)
        parser.add_argument("--rounding", choices=list(CONVENTIONS), default="")
        parser.add_argument("--places", type=int, help="decimals of percentages")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Compile."""
        schema.require_migrated()
        if options["out"] is None and not options["json"]:
            raise Refused(_("请用 --out 写明文件放在哪个文件夹，或者用 --json 只取数据。"))
        at = timezone.now()
        order = queries.order(
            options["period"],
            kind=options["analysis"],
            level=options["level"],
            region=options["region"],
            basis=options["basis"],
            convention=options["rounding"],
            places=options["places"],
            on=localdate(at),
        )
        snapshot = queries.compiled(order, at=at)
        by = accounts.organisation_for_region(order.region).name
        files = self._written(printing.unsigned(snapshot, by), order, options["out"])
        self.say(_("数据快照 SHA-256：%(hash)s") % {"hash": snapshot.sha256})
        return {**told(snapshot), "files": files}

    def _written(self, report: Printed, order: Order, folder: Path | None) -> list[str]:
        if folder is None:
            return []
        missing = coverage.missing(texts(report.booklet))
        if missing:
            self.say(_("字体没有这些字，会印成空框：%(all)s") % {"all": "".join(missing)})
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{order.kind}-{order.period.code}-{order.region}"
        found = []
        for ending in FORMATS:
            path = folder / f"{name}.{ending}"
            path.write_bytes(printing.file_of(report, ending))
            self.say(str(path))
            found.append(str(path))
        return found


def told(snapshot: Snapshot) -> dict[str, Any]:
    """Return the analysis as data: docs/reference/reports.md says what is in it."""
    return {"sha256": snapshot.sha256, **snapshot.data}
