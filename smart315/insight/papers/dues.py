"""Days that a paper sets: until when a reply is asked for, how soon a talk may be."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from smart315.insight.papers.declared import Declaration
from smart315.insight.papers.written import Objection
from smart315.kernel import workdays
from smart315.kernel.workdays import Limit, Unit
from smart315.parameters import queries as parameters


REPLY, MEETING = "days", "day"


def reply(declaration: Declaration, words: Mapping[str, str], at: datetime) -> date | None:
    """Return until when a reply is asked for; None where none is, or nothing readable stands."""
    typed = words.get(REPLY, "").strip()
    if declaration.blank(REPLY) is None or not (typed.isascii() and typed.isdigit()):
        return None
    if not int(typed):
        return None
    calendar = parameters.calendar(on=localdate(at))
    limit = Limit(int(typed), Unit.WORKDAYS)
    return workdays.due(limit, at, calendar, get_default_timezone()).on


def too_soon(declaration: Declaration, words: Mapping[str, str], at: datetime) -> list[Objection]:
    """Whoever is invited to a talk has time to prepare (EV-02)."""
    if declaration.blank(MEETING) is None:
        return []
    try:
        meeting = date.fromisoformat(words.get(MEETING, "").strip())
    except ValueError:
        return []
    today = localdate(at)
    limit, calendar = parameters.limit("talk.notice", today), parameters.calendar(on=today)
    first = workdays.due(limit, at, calendar, get_default_timezone()).on
    if meeting >= first:
        return []
    text = _("谈话日期距今天不足%(days)s个工作日，请改为%(first)s以后。")
    return [Objection(MEETING, text % {"days": limit.length, "first": first.isoformat()})]
