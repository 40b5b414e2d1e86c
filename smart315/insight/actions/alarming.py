"""Look nightly through the whole province for counts that chance explains least."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.casework import queries as casework
from smart315.insight import history
from smart315.insight.actions.gathering import gather
from smart315.insight.actions.raising import raised
from smart315.insight.history import History
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident, ScanModel
from smart315.kernel.spreading import Spread, here
from smart315.parameters import queries as parameters
from smart315.signals.surveillance import nightly


LOOKED_BACK = timedelta(days=800)
LEARNT_FOR = timedelta(days=7)


def scan(*, at: datetime, spread: Spread = here) -> list[Incident]:
    """Look over the last whole day; return the incidents opened or grown.

    A store with less than some four months of complaints tells nothing: then nothing is found.
    """
    past = _past(at)
    if past is None:
        return []
    night = nightly.Night(past.expectation, past.cases, past.places.tree, past.kinds.tree)
    learnt = _learnt(night, past, at, spread)
    if learnt is None:
        return []
    days = parameters.limit("group.alarm", localdate(at)).length
    alarms = night.alarms(learnt, days)
    changed = [gather(found=raised(each, past), by=SYSTEM, at=at) for each in alarms]
    return [each for each in changed if each is not None]


def _past(at: datetime) -> History | None:
    calendar = parameters.calendar(on=localdate(at))
    rows = casework.harmed_since(at - LOOKED_BACK)
    return history.history(rows, until=localdate(at), calendar=calendar)


def _learnt(
    night: nightly.Night, past: History, at: datetime, spread: Spread
) -> nightly.Model | None:
    last = ScanModel.objects.order_by("-learnt_at").first()
    # A model from before businesses were looked at is learnt anew at once.
    if last is not None and last.learnt_at > at - LEARNT_FOR and nightly.is_whole(last.values):
        return nightly.read(last.values)
    learnt = night.learn(spread)
    if learnt is not None:
        _keep(learnt, past, at)
    return learnt


@transaction.atomic
def _keep(learnt: nightly.Model, past: History, at: datetime) -> None:
    row = ScanModel.objects.create(
        learnt_at=at,
        days=past.days,
        cases=len(past.complaints),
        values=nightly.written(learnt),
    )
    data = {"model": row.pk, "days": row.days, "cases": row.cases}
    audit.record(kind=Kind.SCAN_LEARNT, stream="scan", actor=SYSTEM.name, at=at, data=data)
