"""What a partner reads through the interface and in the queue of its platform."""

import base64
import binascii
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind
from smart315.businesses import queries as businesses
from smart315.businesses.states import PledgeKind
from smart315.casework import policies
from smart315.casework.deadlines import TITLES
from smart315.casework.models import Agreement, Complaint as Complaint, ComplaintQuerySet
from smart315.casework.queries.listing import HEAVY
from smart315.casework.queries.portal import OWED, THEIRS, TO_DO
from smart315.casework.queries.rows import stage_label
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused


@dataclass(frozen=True)
class PartnerFilters:
    """What the list of a partner is narrowed to."""

    stage: str = ""
    opened: bool | None = None
    shop: int | None = None
    number: str = ""
    updated_since: datetime | None = None
    received_since: datetime | None = None


@dataclass(frozen=True)
class PartnerPage:
    """A part of the list, in the order of change; `following` goes back as `cursor`."""

    complaints: list[Complaint]
    following: str = ""


@dataclass(frozen=True)
class Kept:
    """How a platform keeps its pledge: missed of all that were decided."""

    missed: int
    decided: int


def partner_listing(
    actor: Actor, filters: PartnerFilters, *, cursor: str = "", size: int = 50
) -> PartnerPage:
    """Return complaints in the order of their last change, the oldest first; one query.

    What changes while somebody reads moves to the end: nothing is passed over. Raises Refused
    naming `cursor` for one that this list did not give.
    """
    found = Complaint.objects.visible_to(actor).annotate(changed=Coalesce("changed_at", "stage_at"))
    found = found.filter(_wanted(filters))
    if cursor:
        moment, complaint_id = _read(cursor)
        later = Q(changed__gt=moment) | Q(changed=moment, id__gt=complaint_id)
        found = found.filter(later)
    found = found.select_related("business", "covered_by", "organisation").defer(*HEAVY)
    taken = list(found.order_by("changed", "id")[: size + 1])
    more, page = len(taken) > size, taken[:size]
    return PartnerPage(page, _write(page[-1]) if more else "")


def platform_queue(actor: Actor, platform_id: int, *, shop: int | None = None) -> ComplaintQuerySet:
    """Return what waits for a platform, by the date that it has to meet, the nearest first."""
    found = Complaint.objects.visible_to(actor).filter(covered_by=platform_id, stage__in=TO_DO)
    if shop is not None:
        found = found.filter(business__in=businesses.same_as(shop))
    found = found.annotate(
        owed_at=Subquery(THEIRS.values("due_at")[:1]), owed_key=Subquery(THEIRS.values("key")[:1])
    )
    found = found.filter(OWED).select_related("organisation").defer(*HEAVY)
    return found.order_by(F("owed_at").asc(nulls_first=True), "id")


@dataclass(frozen=True)
class Waiting:
    """A complaint in the queue of a platform: whose shop, what is due, and under which pledge."""

    id: int
    number: str
    title: str
    shop: str
    stage: Stage
    stage_label: str
    received_at: datetime
    opened_at: datetime | None
    due_at: datetime | None
    due_key: str
    due_title: str
    pledged: bool


def queue_rows(
    actor: Actor, platform_id: int, *, shop: int | None = None, limit: int = 100
) -> list[Waiting]:
    """Return the head of the queue; one query."""
    found = platform_queue(actor, platform_id, shop=shop)[:limit]
    return [_waiting(each, vars(each)["owed_at"], vars(each)["owed_key"] or "") for each in found]


def _waiting(complaint: Complaint, due_at: datetime | None, due_key: str) -> Waiting:
    stage = Stage(complaint.stage)
    return Waiting(
        id=complaint.pk,
        number=complaint.number or "",
        title=complaint.title if complaint.business_opened_at else "",
        shop=complaint.respondent_name,
        stage=stage,
        stage_label=stage_label(stage, ActorKind.BUSINESS),
        received_at=complaint.received_at,
        opened_at=complaint.business_opened_at,
        due_at=due_at,
        due_key=due_key,
        due_title=str(TITLES.get(due_key, "")),
        pledged=complaint.pledge_id is not None,
    )


@dataclass(frozen=True)
class Promised:
    """A complaint whose promise the platform may fulfil by paying in advance."""

    id: int
    number: str
    title: str
    shop: str
    amount_fen: int
    perform_by: date


def promised(actor: Actor, complaint_ids: Collection[int]) -> list[Promised]:
    """Return what was agreed in these complaints and waits to be paid; one query."""
    readable = Complaint.objects.visible_to(actor).filter(pk__in=complaint_ids)
    waiting = Agreement.objects.filter(
        complaint__in=readable, in_force=True, performed_at=None, amount_fen__gt=0
    )
    found = waiting.select_related("complaint").order_by("perform_by", "pk")
    return [
        Promised(
            id=each.complaint_id,
            number=each.complaint.number or "",
            title=each.complaint.title,
            shop=each.complaint.respondent_name,
            amount_fen=each.amount_fen,
            perform_by=each.perform_by,
        )
        for each in found
    ]


def may_pay_in_advance(actor: Actor, complaint: Complaint) -> bool:
    """Tell whether the actor may offer and record 先行赔付 in this complaint."""
    return bool(policies.may_pay_in_advance(actor, complaint))


def pays_in_advance(platform_id: int, *, at: datetime) -> bool:
    """Tell whether the platform's pledge has 先行赔付; each complaint is asked again."""
    pledge = businesses.pledge_of(platform_id, PledgeKind.GREEN, at=at)
    return pledge is not None and pledge.advance_compensation


def shops_in_queue(actor: Actor, platform_id: int) -> list[tuple[int, str, int]]:
    """Return (shop, name, how many wait) of the platform's queue, the fullest first."""
    waiting = Complaint.objects.visible_to(actor).filter(covered_by=platform_id, stage__in=TO_DO)
    counted = waiting.annotate(owed_at=Subquery(THEIRS.values("due_at")[:1])).filter(OWED)
    shops = counted.filter(business__isnull=False)
    rows = shops.values(
        entry=Coalesce("business__survivor_id", "business_id"),
        called=Coalesce("business__survivor__name", "business__name"),
    ).annotate(count=Count("pk"))
    fullest = rows.order_by("-count", "entry")
    return [(row["entry"], row["called"], row["count"]) for row in fullest]


def latest_answer(complaint_id: int, actor: Actor) -> int | None:
    """Return the key of the newest answer, or None where the actor reads no further."""
    seen = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    found = seen.aggregate(latest=Max("answers"))["latest"]
    return int(found) if found else None


def pledge_kept(platform_id: int) -> Kept:
    """Return how often the platform missed its pledge, of the complaints that were decided."""
    under = Complaint.objects.real().filter(covered_by=platform_id, pledge__isnull=False)
    missed = Q(pledge_missed_at__isnull=False)
    decided = missed | ~Q(stage=Stage.NEGOTIATING) | Q(answers__isnull=False)
    found = under.aggregate(
        missed=Count("pk", filter=missed, distinct=True),
        decided=Count("pk", filter=decided, distinct=True),
    )
    return Kept(found["missed"], found["decided"])


def _wanted(filters: PartnerFilters) -> Q:
    wanted = Q()
    equal = {"stage": filters.stage, "number": filters.number}
    wanted &= Q(**{column: value for column, value in equal.items() if value})
    if filters.shop:
        wanted &= Q(business__in=businesses.same_as(filters.shop))
    if filters.opened is not None:
        wanted &= Q(business_opened_at__isnull=not filters.opened)
    if filters.updated_since:
        wanted &= Q(changed__gte=filters.updated_since)
    if filters.received_since:
        wanted &= Q(received_at__gte=filters.received_since)
    return wanted


def _write(complaint: Complaint) -> str:
    place = [vars(complaint)["changed"].isoformat(), complaint.pk]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        moment, complaint_id = json.loads(base64.urlsafe_b64decode(padded))
        at, last = datetime.fromisoformat(moment), int(complaint_id)
    except (ValueError, TypeError, binascii.Error):
        at, last = None, 0
    if at is None or at.tzinfo is None:
        raise Refused(_("游标不正确，请从头读取。"), field="cursor")
    return at, last
