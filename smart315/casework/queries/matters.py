"""What each complaint is about, in the order in which they came: what groups are made of."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import islice

from smart315.accounts.actors import Actor
from smart315.casework.matters import Matter, matter_of, told
from smart315.casework.models import Complaint
from smart315.casework.states import Stage


AT_ONCE = 2_000


def matters_in_order(actor: Actor, since: datetime | None = None) -> Iterator[Matter]:
    """Yield the complaints that the actor may know of, in the order of receipt, since a moment.

    Drafts, and what went into a joint complaint, are left out.
    """
    seen = Complaint.objects.visible_to(actor).exclude(stage=Stage.DRAFT)
    rows = told(seen.filter(joined_to=None)).order_by("received_at", "pk")
    if since is not None:
        rows = rows.filter(received_at__gte=since)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield matter_of(row)


def matters_of(ids: Collection[int], *, text: bool = True) -> Iterator[Matter]:
    """Yield these complaints, in any order, their stories only if wanted.

    No actor: for keeping the groups, and what is shown of them is scoped again.
    """
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        yield from map(matter_of, told(Complaint.objects.filter(pk__in=some), text=text))


def complaints_about(businesses: Collection[int]) -> list[int]:
    """Return the complaints that name one of these entries of the register, in order of number.

    No actor: for keeping the groups.
    """
    rows = Complaint.objects.filter(business__in=businesses).exclude(stage=Stage.DRAFT)
    return list(rows.order_by("pk").values_list("pk", flat=True))
