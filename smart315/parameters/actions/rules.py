"""Changing a rule from a day on."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.parameters import policies
from smart315.parameters.actions import revision
from smart315.parameters.kinds import Kind
from smart315.parameters.models import Rule
from smart315.parameters.values import stored


ONE_DAY = timedelta(days=1)


@transaction.atomic
def set_rule(
    *,
    key: str,
    value: Any,
    basis: str,
    effective_from: date,
    by: Actor,
    at: datetime,
    note: str = "",
) -> Rule:
    """Let a parameter have the value (a Limit or a plain one) from a day on, today or later.

    The version before ends the day before; a version that was to begin on the same day is
    replaced, and the record keeps what it said. Raises Refused.
    """
    held = revision.lock(at)
    policies.may_set_rule(by).require()
    policies.may_take_value(key, value, basis=basis).require()
    policies.may_begin(effective_from, today=timezone.localdate(at)).require()
    versions = list(Rule.objects.filter(key=key).order_by("effective_from", "pk"))
    before = _in_force(versions, effective_from)
    written = _write(
        versions,
        Rule(
            key=key,
            value=stored(value),
            basis=basis.strip(),
            effective_from=effective_from,
            set_by=by.name,
            set_at=at,
            note=note.strip(),
        ),
    )
    revision.renew(held, at)
    audit.record(
        kind=Kind.RULE_SET,
        stream=f"rule:{key}",
        actor=by.name,
        at=at,
        data={
            "before": before,
            "after": written.value,
            "effective_from": effective_from.isoformat(),
            "basis": written.basis,
        },
    )
    return written


def _in_force(versions: list[Rule], on: date) -> Any:
    """Return the stored value that held or was to hold on the day."""
    earlier = [each for each in versions if each.effective_from <= on]
    return earlier[-1].value if earlier else None


def _write(versions: list[Rule], new: Rule) -> Rule:
    """Put the new version between its neighbours, ends closed."""
    for each in versions:
        if each.effective_from == new.effective_from:
            new.pk = each.pk
        elif each.effective_from > new.effective_from:
            new.effective_to = new.effective_to or _day_before(each)
        elif each.effective_to is None or each.effective_to >= new.effective_from:
            each.effective_to = _day_before(new)
            each.save(update_fields=["effective_to"])
    new.save()
    return new


def _day_before(rule: Rule) -> date:
    return rule.effective_from - ONE_DAY
