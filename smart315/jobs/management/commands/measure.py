"""`smart315 measure NAME --period … --by …`: one figure, divided as asked."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.insight import queries
from smart315.insight.queries import PUBLIC, Row, Table
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.kernel.verdicts import Refused
from smart315.measures.periods import Period, UnknownPeriod


class Command(OperatorCommand):
    """Counts from the facts as they stand at this moment."""

    help = "Print a measure of the catalogue over a period, by dimensions."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("name", choices=list(queries.MEASURES), metavar="NAME")
        parser.add_argument("--period", required=True, help="2024, 2019H1, 2024Q3 or 2024-05")
        parser.add_argument("--by", default="", help="dimensions, separated by commas")
        parser.add_argument(
            "--where",
            action="append",
            default=[],
            metavar="DIMENSION=CODE[,CODE]",
            help="count only these; may be given several times",
        )
        parser.add_argument(
            "--public", action="store_true", help="as the public may read it: no small cells"
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Measure."""
        schema.require_migrated()
        table = queries.measured(
            options["name"],
            _period(options["period"]),
            scope=PUBLIC if options["public"] else SYSTEM,
            at=timezone.now(),
            by=[each.strip() for each in options["by"].split(",") if each.strip()],
            where=dict(_part(each) for each in options["where"]),
        )
        for row in (*table.rows, table.total):
            self.say("\t".join([*(row.dims or [_("合计")]), *_cells(row)]))
        return _told(table)


def _period(written: str) -> Period:
    try:
        return Period.read(written)
    except UnknownPeriod as unknown:
        raise Refused(str(unknown)) from None


def _part(written: str) -> tuple[str, tuple[str, ...]]:
    name, equals, codes = written.partition("=")
    if not equals:
        raise Refused(_("--where 写成 维度=代码，例如 nature=N01,N02。"))
    return name.strip(), tuple(each.strip() for each in codes.split(","))


def _cells(row: Row) -> list[str]:
    if row.suppressed:
        return [_("少于公开的最小单元，不显示")]
    if row.denominator is None:
        return [str(row.numerator)]
    value = "—" if row.value is None else f"{row.value:.4f}"
    return [value, f"{row.numerator}/{row.denominator}"]


def _told(table: Table) -> dict[str, Any]:
    return {
        "measure": table.measure,
        "period": table.period.code,
        "by": list(table.by),
        "where": {name: list(codes) for name, codes in table.where.items()},
        "rows": [_row(each) for each in table.rows],
        "total": _row(table.total),
        "as_of": table.as_of.isoformat(),
        "digest": table.digest,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "dims": list(row.dims),
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": row.value,
        "interval": None if row.low is None else [row.low, row.high],
        "suppressed": row.suppressed,
    }
