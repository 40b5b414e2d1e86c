"""Say in words what an alarm of the nightly scan found, as an incident holds it."""

from datetime import timedelta

from django.utils.translation import gettext as _

from smart315.casework import taxonomy
from smart315.insight.actions.gathering import Found, key_of
from smart315.insight.history import ALL, History, Respondent
from smart315.insight.states import Source
from smart315.regions import queries as regions
from smart315.signals.surveillance.alarming import Alarm
from smart315.signals.surveillance.scanning import Found as Counted


MONTH, YEAR = 30.4, 365.25  # days
KEY = 120  # characters


def raised(alarm: Alarm, past: History) -> Found:
    """Return an alarm as what an incident is made of; it names the business if it is one's."""
    place, kind = _where(alarm, past)
    whom = _whom(alarm, past)
    words = _words(alarm, past)
    why = [
        _("%(place)s、%(kind)s") % words,
        _("%(days)s日内%(observed)s件，预期%(expected)s件") % words,
        _("偶然出现一次平均需%(seldom)s") % words,
    ]
    own, title = f"alarm:{place}:{kind}", _("%(place)s：%(kind)s投诉异常增多") % words
    if whom is not None:
        why.insert(0, _("同一经营者：%(name)s") % words)
        # As the rule of group complaints names it: what both find is one incident.
        own = f"{whom.key}:{kind.rstrip('|')}"[:KEY]
        title = _("%(name)s：%(kind)s投诉异常增多") % words
    members = {past.complaints[each]: why for each in alarm.cases}
    return Found(
        key=key_of(members, own),
        title=title,
        source=Source.ALARM,
        members=members,
        business_id=whom.business_id if whom else None,
        respondent_name=whom.name if whom else "",
        category_code="" if kind == ALL else kind.rstrip("|"),
        explanation=_explained(alarm, past),
    )


def _words(alarm: Alarm, past: History) -> dict[str, object]:
    place, kind = _where(alarm, past)
    whom = _whom(alarm, past)
    return {
        "place": regions.name(place),
        "kind": _kind_name(kind),
        "days": alarm.day + 1 - alarm.since,
        "observed": alarm.observed,
        "expected": f"{alarm.expected:.1f}",
        "seldom": seldom(alarm.recurrence_days),
        "name": whom.name if whom else "",
    }


def _whom(alarm: Alarm, past: History) -> Respondent | None:
    return None if alarm.business is None else past.respondents[alarm.business]


def _where(alarm: Alarm, past: History) -> tuple[str, str]:
    """Return the codes of the place and of the kind of goods or services."""
    if alarm.cell is None:
        raise ValueError("an alarm of a group has no place")
    return past.places.codes[alarm.cell.region], past.kinds.codes[alarm.cell.category]


def _explained(alarm: Alarm, past: History) -> dict[str, object]:
    place, kind = _where(alarm, past)
    whom = _whom(alarm, past)
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
        "business": whom.name if whom else "",
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
