"""The people who act for a business."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.businesses import policies
from smart315.businesses.actions.recording import locked, tell
from smart315.businesses.models import Member, MemberRole
from smart315.kernel.verdicts import Refused


@transaction.atomic
def add_member(*, business_id: int, user_id: int, role: str, by: Actor, at: datetime) -> Member:
    """Let a person act for the business from now on. Raises Refused."""
    business = locked(business_id)
    policies.may_manage(by).require()
    if role not in MemberRole.values:
        raise Refused(_("请选择成员的角色。"), field="role")
    member, fresh = Member.objects.get_or_create(
        business=business,
        user_id=user_id,
        until=None,
        defaults={"role": role, "since": at},
    )
    if fresh or member.role != role:
        member.role = role
        member.save(update_fields=["role"])
        tell("business.member_added", business, by=by, at=at, user=user_id, role=role)
    return member


@transaction.atomic
def remove_member(*, business_id: int, user_id: int, by: Actor, at: datetime) -> None:
    """End a person's acting for the business; nothing happens when there is none."""
    business = locked(business_id)
    policies.may_manage(by).require()
    ended = Member.objects.filter(business=business, user_id=user_id, until=None).update(until=at)
    if ended:
        tell("business.member_removed", business, by=by, at=at, user=user_id)
