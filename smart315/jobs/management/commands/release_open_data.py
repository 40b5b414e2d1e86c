"""`smart315 release_open_data 2026Q3`: publish the open data of a quarter."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.insight import actions
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.kernel.verdicts import Refused
from smart315.measures.periods import Period, UnknownPeriod


class Command(OperatorCommand):
    """What is published stays; a second time needs --reason and is the next version."""

    help = "Compile and publish the open data of a quarter that has settled."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("period", help="a quarter, as 2026Q3")
        parser.add_argument("--reason", default="", help="why it is revised; readers see it")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Publish."""
        schema.require_migrated()
        try:
            period = Period.read(options["period"])
        except UnknownPeriod as unknown:
            raise Refused(str(unknown)) from None
        row = actions.release_open_data(
            period=period, reason=options["reason"], by=SYSTEM, at=timezone.now()
        )
        rows = [each for table in row.frozen.tables.values() for each in table]
        withheld = sum(each.count is None for each in rows)
        words = {"period": row.period, "version": row.version, "rows": len(rows), "out": withheld}
        self.say(_("已公开%(period)s第%(version)s版：%(rows)s格，其中%(out)s格不显示") % words)
        return {
            "period": row.period,
            "version": row.version,
            "sha256": row.sha256,
            "k": row.frozen.k,
            "cells": len(rows),
            "withheld": withheld,
        }
