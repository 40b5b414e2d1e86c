"""Order an analysis, or fresh figures under a draft, from the worker."""

from datetime import datetime

from django.db import IntegrityError, transaction

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.insight import policies
from smart315.insight.actions.analysing import correctable
from smart315.insight.analyses.compilations import PENDING
from smart315.insight.analyses.orders import Order
from smart315.insight.kinds import Kind
from smart315.insight.models import Analysis, Compilation


def order_analysis(*, order: Order, reason: str = "", by: Actor, at: datetime) -> Compilation:
    """Let the worker compile a new version; what is ordered already is not ordered twice.

    Refuses now what `draft_analysis` would refuse then. Raises Refused.
    """
    organisation = accounts.organisation_for_region(order.region)
    policies.may_write_analysis(by, organisation.pk).require()
    correctable(
        Analysis.objects.filter(
            kind=order.kind, period=order.period.code, region=order.region, basis=order.basis
        ),
        reason,
    )
    return _ordered(order, organisation.pk, None, reason.strip(), by, at)


def order_again(*, analysis_id: int, order: Order, by: Actor, at: datetime) -> Compilation:
    """Let the worker put fresh figures under a draft. Raises Refused."""
    row = Analysis.objects.get(pk=analysis_id)
    policies.may_edit_analysis(by, row).require()
    return _ordered(order, row.organisation_id, row, "", by, at)


def _ordered(
    order: Order, organisation: int, again: Analysis | None, reason: str, by: Actor, at: datetime
) -> Compilation:
    if by.user_id is None:
        raise ValueError("An analysis is ordered by a person, who is asked for later.")
    wanted = {
        "kind": order.kind,
        "period": order.period.code,
        "region_id": order.region,
        "basis": order.basis,
    }
    try:
        with transaction.atomic():
            row = Compilation.objects.create(
                **wanted,
                organisation_id=organisation,
                convention=order.convention.name,
                places=order.convention.places,
                reason=reason,
                again=again,
                ordered_at=at,
                ordered_by_id=by.user_id,
            )
            audit.record(
                kind=Kind.ANALYSIS_ORDERED, stream=row.stream, actor=by.name, at=at,
                data={"period": row.period, "region": order.region, "analysis": row.kind},
            )  # fmt: skip
    except IntegrityError:
        # Somebody, or the same hand a moment ago, ordered it: there is one to wait for.
        return Compilation.objects.get(**wanted, state__in=PENDING)
    return row
