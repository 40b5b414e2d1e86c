"""Ask providers what became of text messages."""

import logging
from datetime import datetime, timedelta

from smart315.messaging import carriers
from smart315.messaging.carriers import CarrierError, Report
from smart315.messaging.models import Outgoing
from smart315.messaging.states import Channel


logger = logging.getLogger(__name__)

# When a provider is asked, counted from the sending; operators answer within three days or never.
LOOKS = tuple(timedelta(minutes=minutes) for minutes in (2, 10, 60, 360, 1440, 4320))


def collect(*, at: datetime, limit: int = 100) -> int:
    """Ask about up to `limit` messages whose time has come; return how many were asked about.

    A provider that is away is asked again at the next look, not sooner.
    """
    carrier = carriers.CARRIERS[Channel.SMS]
    ask = getattr(carrier, "report", None)
    if ask is None:
        return 0
    due = Outgoing.objects.filter(report_due_at__lte=at).order_by("report_due_at", "id")[:limit]
    rows = list(due.defer("context"))
    for row in rows:
        sent_at = row.sent_at or at
        try:
            report: Report = ask(row.address, row.provider_id, sent_at)
        except Exception as problem:  # noqa: BLE001 - one unanswered question must not stop the others
            code = problem.code if isinstance(problem, CarrierError) else type(problem).__name__
            logger.warning("no report of message %s: %s", row.pk, code)
            report = Report(None)
        _note(row, report, sent_at, at)
    return len(rows)


def _note(row: Outgoing, report: Report, sent_at: datetime, at: datetime) -> None:
    mine = Outgoing.objects.filter(pk=row.pk)
    if report.arrived is None:
        later = (sent_at + each for each in LOOKS if sent_at + each > at)
        mine.update(report_due_at=next(later, None))
        return
    mine.update(report_due_at=None, reported_at=at, arrived=report.arrived, last_error=report.code)
