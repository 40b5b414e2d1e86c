"""How many complaints an entry of the register has, within what somebody may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from smart315.accounts.actors import Actor
from smart315.casework.models import Complaint
from smart315.casework.states import ENDED


@dataclass(frozen=True)
class OfBusiness:
    """Complaints about one entry itself, not about those that it stands for."""

    total: int = 0
    open: int = 0
    latest: datetime | None = None


def of_businesses(business_ids: Collection[int], actor: Actor) -> dict[int, OfBusiness]:
    """Return for each entry its complaints that the actor may see; one query."""
    seen = Complaint.objects.visible_to(actor).filter(business__in=business_ids)
    running = Count("pk", filter=~Q(stage__in=ENDED))
    rows = seen.values("business").annotate(
        total=Count("pk"), running=running, latest=Max("received_at")
    )
    found = {
        row["business"]: OfBusiness(row["total"], row["running"], row["latest"])
        for row in rows.order_by("business")
    }
    return {each: found.get(each, OfBusiness()) for each in business_ids}
