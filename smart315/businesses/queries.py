"""What may be asked of the register of businesses."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from django.db.models import F, QuerySet

from smart315.accounts import phones
from smart315.businesses import pledge_texts
from smart315.businesses.lookup import Candidate, candidate, look_up
from smart315.businesses.merges import (
    merge,
    merge_between,
    merges,
    merges_about,
    merges_suggested,
    merges_to_review,
    stood_for,
)
from smart315.businesses.models import (
    AliasKind as AliasKind,
    Application as Application,
    Break as Break,
    Business as Business,
    Kind as Kind,
    Member as Member,
    MemberRole as MemberRole,
    Merge as Merge,
    Pledge as Pledge,
    PledgeText as PledgeText,
)
from smart315.businesses.names import normal_name
from smart315.businesses.standing import all_merged, merges_mark, same_as, standing, with_merged
from smart315.businesses.states import WITH_OFFICER, State
from smart315.businesses.uscc import normal_uscc, uscc_warning
from smart315.businesses.written import Likely, likely, surely
from smart315.signals.names.answers import Asked


__all__ = [
    "Application",
    "Asked",
    "Break",
    "Business",
    "Candidate",
    "Likely",
    "Merge",
    "Pledge",
    "PledgeText",
    "Reception",
    "ReceptionReason",
    "all_merged",
    "application",
    "applications",
    "applications_of",
    "applications_waiting",
    "break_of",
    "breaks",
    "by_id",
    "candidate",
    "demonstration",
    "entry",
    "filled",
    "in_force",
    "joined",
    "likely",
    "look_up",
    "members",
    "merge",
    "merge_between",
    "merges",
    "merges_about",
    "merges_mark",
    "merges_suggested",
    "merges_to_review",
    "of_member",
    "pledge_of",
    "pledges",
    "receives",
    "reception",
    "resolve",
    "same_as",
    "shipped",
    "standing",
    "stood_for",
    "text",
    "texts",
    "to_be_signed",
    "uscc_warning",
    "with_merged",
    "wording",
]
# A page of the queue.
SHOWN = 100
wording, filled = pledge_texts.wording, pledge_texts.filled
in_force, shipped = pledge_texts.in_force, pledge_texts.shipped


class Reception(StrEnum):
    """Whether a complaint sent to the business will be read."""

    WILL = "will"
    MAY = "may"
    WILL_NOT = "will_not"


class ReceptionReason(StrEnum):
    """Why it is so: each has its sentence on the page before filing."""

    JOINED = "joined"
    NOBODY = "nobody"
    PAUSED = "paused"
    NOT_JOINED = "not_joined"
    NO_CONTACT = "no_contact"
    LEFT = "left"
    UNKNOWN = "unknown"


def by_id(business_id: int) -> Business | None:
    """Return the business with its region, or None; of a merged entry whoever stands for it."""
    found = entry(business_id)
    return entry(found.survivor_id) if found is not None and found.survivor_id else found


def entry(business_id: int) -> Business | None:
    """Return this very entry of the register with its region, or None."""
    return Business.objects.select_related("region").filter(pk=business_id).first()


def names(ids: Collection[int]) -> dict[int, str]:
    """Return what the businesses are called; one statement."""
    return dict(Business.objects.filter(pk__in=ids).values_list("pk", "name"))


def resolve(name: str, uscc: str = "") -> Business | None:
    """Return the one business meant: by its code, else by its name or alias; else None.

    A name that no entry bears may still mean one: 大美汽贸 is 青海大美汽车贸易有限公司. None too
    when several businesses bear the name: then a person has to choose.
    """
    code = normal_uscc(uscc)
    register = Business.objects.select_related("survivor")
    if code:
        found = register.filter(uscc=code).first()
        if found is not None:
            return found.survivor or found
    normal = normal_name(name)
    if not normal:
        return None
    same = _two(register.filter(normal_name=normal))
    same = same or _two(register.filter(aliases__normal_name=normal))
    if not same and not code:
        sure = surely([Asked(name)])
        return entry(sure[Asked(name)]) if sure else None
    # A business of this name with another code is another business.
    if len(same) != 1 or (code and same[0].uscc):
        return None
    return same[0]


def _two(found: QuerySet[Business]) -> list[Business]:
    """Return the only one that stands for these entries, or two of several."""
    one = found.order_by("pk").first()
    if one is None:
        return []
    stands = one.survivor or one
    others = found.exclude(pk=stands.pk).exclude(survivor=stands.pk)
    other = others.order_by("pk").first()
    return [stands] if other is None else [stands, other.survivor or other]


def receives(business_id: int | None) -> Reception:
    """Tell whether the business answers through the portal, can be invited, or neither."""
    return reception(business_id)[0]


def reception(business_id: int | None) -> tuple[Reception, ReceptionReason]:
    """Tell whether the business will read a complaint, and why."""
    register = Business.objects.select_related("survivor")
    business = register.filter(pk=business_id).first() if business_id else None
    if business is None:
        return Reception.WILL_NOT, ReceptionReason.UNKNOWN
    business = business.survivor or business
    if business.state == State.LEFT:
        return Reception.WILL_NOT, ReceptionReason.LEFT
    if business.state == State.JOINED and business.members.filter(until=None).exists():
        return Reception.WILL, ReceptionReason.JOINED
    if not (business.phone or business.email):
        return Reception.WILL_NOT, ReceptionReason.NO_CONTACT
    return Reception.MAY, _why_perhaps(State(business.state))


def _why_perhaps(state: State) -> ReceptionReason:
    if state is State.JOINED:
        return ReceptionReason.NOBODY
    paused = state is State.PAUSED
    return ReceptionReason.PAUSED if paused else ReceptionReason.NOT_JOINED


def joined(ids: Collection[int]) -> list[Business]:
    """Return those of the businesses that receive complaints now."""
    return list(Business.objects.filter(pk__in=ids, state=State.JOINED).order_by("pk"))


def of_member(user_id: int) -> frozenset[int]:
    """Return the businesses for which the person acts now, with what was merged into them."""
    acting = Member.objects.filter(user_id=user_id, until=None)
    return with_merged(acting.values_list("business_id", flat=True))


def managed_by(user_id: int) -> frozenset[int]:
    """Return the businesses that the person manages now, with what was merged into them."""
    managing = Member.objects.filter(user_id=user_id, until=None, role=MemberRole.MANAGER)
    return with_merged(managing.values_list("business_id", flat=True))


def members(business_id: int) -> list[Member]:
    """Return those who act for the business now, managers first."""
    acting = Member.objects.filter(business_id=standing(business_id), until=None)
    return list(acting.select_related("user").order_by("-role", "pk"))


def break_of(business_id: int) -> Break | None:
    """Return what the business asked for itself and is not over, or None."""
    return Break.objects.filter(business_id=standing(business_id), over_at=None).first()


def breaks(business_id: int) -> list[Break]:
    """Return what the business ever asked for itself, the newest first."""
    return list(Break.objects.filter(business_id=business_id).order_by("-asked_at", "-pk"))


def to_be_signed(business_id: int, *, on: date) -> list[Pledge]:
    """Return the pledges in force whose text has a newer version on the day."""
    signed = Pledge.objects.filter(business_id=business_id, withdrawn_at=None).order_by("kind")
    return [each for each in signed if each.version != pledge_texts.in_force(each.kind, on).name]


def texts(kind: str) -> list[PledgeText]:
    """Return every later version of a text, a draft first and then the newest."""
    order = F("published_at").desc(nulls_first=True)
    return list(PledgeText.objects.filter(kind=kind).order_by(order, "-pk"))


def text(text_id: int) -> PledgeText | None:
    """Return one version of a text, or None."""
    return PledgeText.objects.filter(pk=text_id).first()


def pledge_of(business_id: int, kind: str = "", *, at: datetime | None = None) -> Pledge | None:
    """Return the pledge in force, of the kind or the newest of any; `at` asks of a past moment."""
    found = Pledge.objects.filter(business_id=standing(business_id))
    if kind:
        found = found.filter(kind=kind)
    if at is None:
        return found.filter(withdrawn_at=None).order_by("-signed_at", "-pk").first()
    held = found.filter(signed_at__lte=at).exclude(withdrawn_at__lte=at)
    return held.order_by("-signed_at", "-pk").first()


def pledges(business_id: int) -> list[Pledge]:
    """Return every pledge ever signed, the newest first."""
    return list(Pledge.objects.filter(business_id=business_id).order_by("-signed_at", "-pk"))


def applications(states: Collection[str] = WITH_OFFICER) -> list[Application]:
    """Return applications in these states, the longest waiting first; a page of them."""
    found = Application.objects.filter(state__in=states).select_related("region", "business")
    return list(found.order_by("applied_at", "pk")[:SHOWN])


def applications_waiting() -> int:
    """Count the applications in which an officer has something to do."""
    return Application.objects.filter(state__in=WITH_OFFICER).count()


def application(application_id: int) -> Application | None:
    """Return one application with its files and business, or None."""
    related = ("region", "business", "licence", "authority", "user")
    return Application.objects.select_related(*related).filter(pk=application_id).first()


def applications_of(phone: str) -> list[Application]:
    """Return what was applied for with a mobile that was confirmed, the newest first."""
    found = Application.objects.filter(contact_phone_hash=phones.hashed(phone))
    related = ("region", "business", "licence", "authority", "user")
    return list(found.select_related(*related).order_by("-applied_at", "-pk")[:SHOWN])


def demonstration() -> list[Business]:
    """Return the invented businesses of the demonstration, in the order of their entry."""
    return list(Business.objects.filter(demonstration=True).order_by("pk"))
