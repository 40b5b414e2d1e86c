"""Look nightly through the whole province for counts that chance explains least."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.casework import queries as casework, taxonomy
from smart315.insight import history
from smart315.insight.actions.gathering import Found, gather, key_of
from smart315.insight.history import ALL, History
from smart315.insight.kinds import Kind
from smart315.insight.models import Incident, ScanModel
from smart315.insight.states import Source
from smart315.kernel.spreading import Spread, here
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions
from smart315.signals.surveillance import province
from smart315.signals.surveillance.alarming import Alarm, Watch
from smart315.signals.surveillance.scanning import Found as Counted


LOOKED_BACK = timedelta(days=800)
LEARNT_FOR = timedelta(days=7)
MONTH, YEAR = 30.4, 365.25  # days


def scan(*, at: datetime, spread: Spread = here) -> list[Incident]:
    """Look over the last whole day; return the incidents opened or grown.

    A store with less than some four months of complaints tells nothing: then nothing is found.
    """
    today = localdate(at)
    past = _past(at)
    if past is None:
        return []
    expected = past.expectation.all_days()
    learnt = _learnt(past, expected, at, spread)
    if learnt is None:
        return []
    watch = Watch(
        learnt.scan(past.places.tree, past.kinds.tree),
        learnt.recurrence,
        parameters.limit("group.alarm", today).length,
    )
    alarms = watch.alarms(past.cases, past.expectation.counts, expected, past.days - 1)
    found = [_found(each, past) for each in alarms if each.cell is not None]
    changed = [gather(found=each, by=SYSTEM, at=at) for each in found]
    return [each for each in changed if each is not None]


def _past(at: datetime) -> History | None:
    calendar = parameters.calendar(on=localdate(at))
    rows = casework.harmed_since(at - LOOKED_BACK)
    return history.history(rows, until=localdate(at), calendar=calendar)


def _learnt(
    past: History, expected: history.Floats, at: datetime, spread: Spread
) -> province.Learnt | None:
    last = ScanModel.objects.order_by("-learnt_at").first()
    if last is not None and last.learnt_at > at - LEARNT_FOR:
        return province.read(last.values)
    trees = past.places.tree, past.kinds.tree
    learnt = province.learn(past.expectation, expected, *trees, spread)
    if learnt is not None:
        _keep(learnt, past, at)
    return learnt


@transaction.atomic
def _keep(learnt: province.Learnt, past: History, at: datetime) -> None:
    row = ScanModel.objects.create(
        learnt_at=at,
        days=past.days,
        cases=len(past.complaints),
        values=province.written(learnt),
    )
    data = {"model": row.pk, "days": row.days, "cases": row.cases}
    audit.record(kind=Kind.SCAN_LEARNT, stream="scan", actor=SYSTEM.name, at=at, data=data)


def _found(alarm: Alarm, past: History) -> Found:
    place, kind = _where(alarm, past)
    words = {
        "place": regions.name(place),
        "kind": _kind_name(kind),
        "days": alarm.day + 1 - alarm.since,
        "observed": alarm.observed,
        "expected": f"{alarm.expected:.1f}",
        "seldom": seldom(alarm.recurrence_days),
    }
    why = [
        _("%(place)s、%(kind)s") % words,
        _("%(days)s日内%(observed)s件，预期%(expected)s件") % words,
        _("偶然出现一次平均需%(seldom)s") % words,
    ]
    members = {past.complaints[each]: why for each in alarm.cases}
    return Found(
        key=key_of(members, f"alarm:{place}:{kind}"),
        title=_("%(place)s：%(kind)s投诉异常增多") % words,
        source=Source.ALARM,
        members=members,
        category_code="" if kind == ALL else kind.rstrip("|"),
        explanation=_explained(alarm, past),
    )


def _where(alarm: Alarm, past: History) -> tuple[str, str]:
    """Return the codes of the place and of the kind of goods or services."""
    if alarm.cell is None:
        raise ValueError("an alarm of a group has no place")
    return past.places.codes[alarm.cell.region], past.kinds.codes[alarm.cell.category]


def _explained(alarm: Alarm, past: History) -> dict[str, object]:
    place, kind = _where(alarm, past)
    return {
        "place": place,
        "kind": kind,
        "since": (past.first + timedelta(days=alarm.since)).isoformat(),
        "until": (past.first + timedelta(days=alarm.day)).isoformat(),
        "observed": alarm.observed,
        "expected": round(alarm.expected, 2),
        "more_than_expected": round(alarm.more_than_expected, 2),
        "interval95": list(alarm.interval),
        "chance": alarm.chance,
        "recurrence_days": round(alarm.recurrence_days, 1),
        "seldom": seldom(alarm.recurrence_days),
        "inside": [_told(each, past) for each in alarm.nested],
        "around": [_told(each, past) for each in alarm.around],
    }


def seldom(days: float) -> str:
    """Return after how long as rare a one comes up by chance, in words.

    Beyond ten years no past can tell: the store has not seen so many.
    """
    if days < 2 * MONTH:
        return _("%(n)s天") % {"n": round(days)}
    if days < 2 * YEAR:
        return _("%(n)s个月") % {"n": round(days / MONTH)}
    if days < 10 * YEAR:
        return _("%(n)s年") % {"n": round(days / YEAR)}
    return _("十年以上")


def _told(counted: Counted, past: History) -> dict[str, object]:
    return {
        "place": past.places.codes[counted.cell.region],
        "kind": past.kinds.codes[counted.cell.category],
        "observed": counted.observed,
        "expected": round(counted.expected, 2),
    }


def _kind_name(code: str) -> str:
    code = code.rstrip("|")
    return taxonomy.node(code).name if taxonomy.known(code) else str(_("全部类别"))
