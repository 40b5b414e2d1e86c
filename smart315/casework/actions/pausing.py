"""Pause businesses that do not answer, by the rule and with the figures (handbook EN-05)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions as businesses, queries as register
from smart315.casework.conduct import Conduct, measured
from smart315.casework.models import Round
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters


def pause_unresponsive(*, at: datetime) -> int:
    """Pause who answered less than `enterprise.min_response` in the window; return how many.

    Not below `index.min_cases` rounds, and not for what came before the business joined again.
    Each is told, with the figures.
    """
    paused = 0
    today, rules = local_day(at, get_default_timezone()), parameters.snapshot()
    least = int(rules.value("enterprise.min_response", today))
    window = rules.limit("enterprise.response_window", today).length * timedelta(days=1)
    recent = Round.objects.filter(began_at__gt=at - window).values_list("business_id", flat=True)
    for business in register.joined(set(recent.distinct())):
        span = min(window, at - business.state_at)
        found = measured(business.pk, at=at, window=span)
        if found.says_answers and 100 * found.in_time < least * found.judged:
            _pause(business.pk, found, least, at)
            paused += 1
    return paused


@transaction.atomic
def _pause(business_id: int, found: Conduct, least: int, at: datetime) -> None:
    reason = _(
        "%(since)s以来直达的%(judged)s件投诉中按时答复%(in_time)s件（%(share)s%%），"
        "低于规则规定的%(least)s%%，系统自动暂停接收。改进后可向消协申请恢复。"
    ) % {
        "since": found.since,
        "judged": found.judged,
        "in_time": found.in_time,
        "share": found.share,
        "least": least,
    }
    businesses.pause(business_id=business_id, reason=reason, by=SYSTEM, at=at)
