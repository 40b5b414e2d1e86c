"""Write and end routing rules; each change is dated and on record."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.casework import part_policies as policies
from smart315.casework.kinds import Kind
from smart315.casework.models import Complaint, RoutingRule
from smart315.casework.routes import Route, check, drafted
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


@transaction.atomic
def write_route(
    *, route: Route, by: Actor, at: datetime, replaces: int | None = None
) -> RoutingRule:
    """Let a rule hold from a day on; the one that it replaces ends the day before. Raises Refused.

    A rule that has been used is never rewritten: what a case was told stays true.
    """
    policies.may_route(by).require()
    today = local_day(at, get_default_timezone())
    check(route, today=today)
    written = drafted(route)
    written.written_at, written.written_by = at, by.label
    before = _ended_before(replaces, route.valid_from, today) if replaces else None
    written.save()
    data = {"rule": written.pk, "replaces": before.pk if before else None, "reach": written.reach}
    stream = f"routing:{written.pk}"
    audit.record(kind=Kind.ROUTING_WRITTEN, stream=stream, actor=by.name, at=at, data=data)
    return written


@transaction.atomic
def end_route(*, rule_id: int, last_day: date, by: Actor, at: datetime) -> RoutingRule:
    """Let a rule hold until a day, today or later. Raises Refused."""
    policies.may_route(by).require()
    rule = _locked(rule_id)
    if last_day < local_day(at, get_default_timezone()):
        raise Refused(_("最后一天不能早于今天。"), field="last_day")
    if last_day < rule.valid_from:
        raise Refused(_("最后一天不能早于生效日期。"), field="last_day")
    rule.valid_to = last_day
    rule.save(update_fields=["valid_to"])
    data = {"rule": rule.pk, "last_day": last_day.isoformat()}
    stream = f"routing:{rule.pk}"
    audit.record(kind=Kind.ROUTING_ENDED, stream=stream, actor=by.name, at=at, data=data)
    return rule


def _ended_before(rule_id: int, day: date, today: date) -> RoutingRule:
    rule = _locked(rule_id)
    last = day - timedelta(days=1)
    if last >= rule.valid_from:
        rule.valid_to = last
    elif Complaint.objects.filter(routing_rule=rule).exists():
        raise Refused(_("该规则已经用过，改动请自明天起执行。"), field="valid_from")
    else:
        # It has decided nothing yet: it may end on the day on which it began.
        rule.valid_to, rule.priority = max(rule.valid_from, today), 9999
    rule.save(update_fields=["valid_to", "priority"])
    return rule


def _locked(rule_id: int) -> RoutingRule:
    found = RoutingRule.objects.select_for_update(of=("self",)).filter(pk=rule_id).first()
    if found is None:
        raise Refused(_("没有这条分派规则。"))
    return found
