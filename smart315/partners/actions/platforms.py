"""Say which business is a platform, which shops are on it, and whom it names for each step."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.businesses import queries as businesses
from smart315.kernel.verdicts import Refused
from smart315.partners import policies
from smart315.partners.kinds import STREAM, Kind
from smart315.partners.models import Contact, Platform, Shop
from smart315.partners.states import Step


@transaction.atomic
def make_platform(*, business_id: int, by: Actor, at: datetime) -> Platform:
    """Note that the business is a platform; again changes nothing. Raises Refused."""
    policies.may_link_shops(by).require()
    if businesses.by_id(business_id) is None:
        raise Refused(_("没有找到所选的经营者，请重新查找。"), field="business")
    platform, fresh = Platform.objects.get_or_create(
        business_id=business_id, defaults={"since": at}
    )
    if fresh:
        _record(Kind.PLATFORM_MADE, business_id, by, at)
    return platform


@transaction.atomic
def end_platform(*, business_id: int, by: Actor, at: datetime) -> None:
    """Note that the business is no platform any more: its shops go their own ways."""
    policies.may_link_shops(by).require()
    if Platform.objects.filter(business=business_id).delete()[0]:
        _record(Kind.PLATFORM_ENDED, business_id, by, at)


@transaction.atomic
def link_shop(
    *, platform_id: int, business_id: int, by: Actor, at: datetime, code: str = ""
) -> Shop:
    """Note that a business sells on the platform of business `platform_id`. Raises Refused."""
    platform = _locked(platform_id, by)
    if business_id == platform_id:
        raise Refused(_("平台自己不能登记为自己的店铺。"), field="business")
    if businesses.by_id(business_id) is None:
        raise Refused(_("没有找到所选的经营者，请重新查找。"), field="business")
    shop, fresh = Shop.objects.get_or_create(
        platform=platform,
        business_id=business_id,
        until=None,
        defaults={"since": at, "code": code.strip()[:60]},
    )
    if fresh:
        _record(Kind.SHOP_LINKED, platform_id, by, at, {"shops": [business_id]})
    return shop


@transaction.atomic
def link_shops(
    *, platform_id: int, shops: Iterable[tuple[int, str]], by: Actor, at: datetime
) -> int:
    """Link many shops, given as (business, code on the platform); return how many were new."""
    platform = _locked(platform_id, by)
    wanted = {business: code for business, code in shops if business != platform_id}
    there = Shop.objects.filter(platform=platform, until=None, business__in=wanted)
    known = set(there.values_list("business_id", flat=True))
    fresh = [
        Shop(platform=platform, business_id=business, code=code.strip()[:60], since=at)
        for business, code in wanted.items()
        if business not in known
    ]
    Shop.objects.bulk_create(fresh, batch_size=500)
    if fresh:
        data = {"shops": [each.business_id for each in fresh]}
        _record(Kind.SHOP_LINKED, platform_id, by, at, data)
    return len(fresh)


@transaction.atomic
def unlink_shop(*, platform_id: int, business_id: int, by: Actor, at: datetime) -> None:
    """Note that a business sells there no more; nothing happens when it did not."""
    platform = _locked(platform_id, by)
    current = Shop.objects.filter(platform=platform, business=business_id, until=None)
    if current.update(until=at):
        _record(Kind.SHOP_UNLINKED, platform_id, by, at, {"shops": [business_id]})


@transaction.atomic
def set_contact(
    *,
    platform_id: int,
    step: str,
    name: str,
    email: str,
    by: Actor,
    at: datetime,
    phone: str = "",
) -> Contact:
    """Name somebody for one step of the platform's ladder, in place of the one before."""
    policies.may_manage_access(by, platform_id).require()
    platform = Platform.objects.filter(business=platform_id).first()
    if platform is None:
        raise Refused(_("该经营者没有登记为平台。"))
    if step not in Step.values:
        raise Refused(_("请选择联系人的级别。"), field="step")
    if not name.strip():
        raise Refused(_("请填写联系人的姓名。"), field="name")
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Refused(_("请填写正确的电子邮箱。"), field="email") from None
    contact, _fresh = Contact.objects.update_or_create(
        platform=platform,
        step=step,
        defaults={"name": name.strip()[:40], "email": email.strip(), "phone": phone.strip()},
    )
    _record(Kind.CONTACT_SET, platform_id, by, at, {"step": step})
    return contact


@transaction.atomic
def set_shop_reminders(*, platform_id: int, wanted: bool, by: Actor, at: datetime) -> None:
    """Say whether shops are reminded beside the platform; the same again changes nothing."""
    policies.may_manage_access(by, platform_id).require()
    changed = Platform.objects.filter(business=platform_id).exclude(tells_shops=wanted)
    if changed.update(tells_shops=wanted):
        _record(Kind.SHOP_REMINDERS_SET, platform_id, by, at, {"wanted": wanted})


def _locked(platform_id: int, by: Actor) -> Platform:
    policies.may_link_shops(by).require()
    platform = Platform.objects.select_for_update().filter(business=platform_id).first()
    if platform is None:
        raise Refused(_("该经营者没有登记为平台。"))
    return platform


def _record(
    kind: Kind, business_id: int, by: Actor, at: datetime, data: Mapping[str, object] | None = None
) -> None:
    audit.record(kind=kind, stream=STREAM % business_id, actor=by.name, at=at, data=data or {})
