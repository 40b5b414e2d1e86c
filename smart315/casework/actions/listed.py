"""Take a list out as it stands on the page, and record who did."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, Permission
from smart315.audit import actions as audit
from smart315.casework.kinds import Kind
from smart315.kernel.verdicts import Refused


STREAM = "exports"


@transaction.atomic
def take_out_queue(*, platform_id: int, by: Actor, at: datetime) -> None:
    """Record that a platform takes its queue out: numbers and dates, no person. Raises Refused."""
    if platform_id not in by.businesses:
        raise Refused(_("您没有导出投诉的权限。"))
    stream = f"business:{platform_id}"
    audit.record(kind=Kind.EXPORTED, stream=stream, actor=by.name, at=at, data={"list": "queue"})


@transaction.atomic
def take_out_listing(*, narrowed_by: Collection[str], by: Actor, at: datetime) -> Actor:
    """Record that somebody takes a list out; return the actor as far as that right reaches.

    `narrowed_by` names the filters, never what was searched for. Raises Refused.
    """
    places = by.where(Permission.EXPORT_COMPLAINTS)
    if not places:
        raise Refused(_("您没有导出投诉的权限。"))
    data = {"narrowed_by": sorted(narrowed_by)}
    audit.record(kind=Kind.EXPORTED, stream=STREAM, actor=by.name, at=at, data=data)
    everywhere = by.everywhere(Permission.EXPORT_COMPLAINTS)
    return replace(by, organisations=places & by.organisations, sees_all=everywhere)
