"""What may be asked of platforms, shops, keys and endpoints."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from smart315.businesses import queries as businesses
from smart315.businesses.queries import Pledge, Reception
from smart315.businesses.states import PledgeKind
from smart315.messaging.webhooks import queries as webhooks
from smart315.messaging.webhooks.queries import DeliveryView, EndpointView
from smart315.partners import secrets
from smart315.partners.models import Contact, Key as Key, Platform as Platform, Shop
from smart315.partners.states import Step, owner_of


@dataclass(frozen=True)
class Cover:
    """The platform that answers for a shop, and the pledge under which it does."""

    platform_id: int
    pledge: Pledge


def cover_of(business_id: int | None, platform_name: str, *, at: datetime) -> Cover | None:
    """Return the platform whose green pledge covers a complaint about this shop, or None.

    The platform named in the complaint counts; without a name, the only one on which the shop
    sells. One query for a business that is on none. A platform that takes no complaints covers
    nothing.
    """
    found = _platform_for(business_id, platform_name)
    if found is None or businesses.receives(found) is not Reception.WILL:
        return None
    pledge = businesses.pledge_of(found, PledgeKind.GREEN, at=at)
    return Cover(found, pledge) if pledge else None


def is_platform(business_id: int) -> bool:
    """Tell whether the business answers for shops."""
    return Platform.objects.filter(business=business_id).exists()


def platforms_among(ids: frozenset[int]) -> list[Platform]:
    """Return which of the businesses are platforms."""
    found = Platform.objects.filter(business__in=ids).select_related("business")
    return list(found.order_by("pk"))


def platforms() -> list[Platform]:
    """Return every platform, the oldest first."""
    return list(Platform.objects.select_related("business").order_by("pk"))


def telling_shops(ids: Collection[int]) -> frozenset[int]:
    """Return which of the platforms let their shops be reminded beside them."""
    found = Platform.objects.filter(business__in=ids, tells_shops=True)
    return frozenset(found.values_list("business_id", flat=True))


def contact_mails(platform_id: int) -> dict[Step, str]:
    """Return the mail address of every step that somebody is named for."""
    return {Step(each.step): str(each.email) for each in contacts(platform_id)}


def shops(platform_id: int) -> list[Shop]:
    """Return the shops that sell on the platform now, by name."""
    current = Shop.objects.filter(platform__business=platform_id, until=None)
    return list(current.select_related("business__region").order_by("business__name", "pk"))


def contacts(platform_id: int) -> list[Contact]:
    """Return whom the platform names, the lowest step first."""
    order = {step: place for place, step in enumerate(Step.values)}
    named = Contact.objects.filter(platform__business=platform_id)
    return sorted(named, key=lambda each: order[each.step])


def contact_mail(platform_id: int, step: Step) -> str:
    """Return the mail address of a step, or blank."""
    named = Contact.objects.filter(platform__business=platform_id, step=step).first()
    return str(named.email) if named else ""


def keys(business_id: int) -> list[Key]:
    """Return every key of the business, the newest first; revoked ones too."""
    return list(Key.objects.filter(business=business_id).order_by("-pk"))


def key_for(secret: str, *, at: datetime) -> Key | None:
    """Return the key that somebody holds, with its business, if it opens anything now."""
    held = Key.objects.working(at).filter(secret_hash=secrets.hashed(secret))
    return held.select_related("business").first()


def endpoints(
    business_id: int, *, sandbox: bool = False, stopped: bool = False
) -> list[EndpointView]:
    """Return the endpoints of the business."""
    return webhooks.endpoints([owner_of(business_id, sandbox=sandbox)], stopped=stopped)


def deliveries(
    business_id: int, *, sandbox: bool = False, state: str = "", before: int | None = None
) -> list[DeliveryView]:
    """Return a page of the log of the business, the newest first."""
    mine = [owner_of(business_id, sandbox=sandbox)]
    return webhooks.deliveries(mine, state=state, before=before)


def _platform_for(business_id: int | None, name: str) -> int | None:
    if name.strip():
        named = businesses.resolve(name.strip())
        if named is not None and is_platform(named.pk):
            return named.pk
    if business_id is None:
        return None
    same = businesses.same_as(business_id)
    its_own = Q(business__in=same)
    sells = Q(shops__business__in=same, shops__until=None)
    found = Platform.objects.filter(its_own | sells).order_by("pk").distinct()
    ids = list(found.values_list("business_id", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None
