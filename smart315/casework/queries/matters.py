"""What each complaint is about, in the order in which they came: what groups are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from smart315.accounts.actors import Actor
from smart315.casework.models import Complaint, Party
from smart315.casework.models.party import PERSONS
from smart315.casework.states import Stage


AT_ONCE = 2_000
COLUMNS = (
    "pk",
    "number",
    "external_id",
    "origin",
    "title",
    "facts",
    "received_at",
    "business_id",
    "respondent_name",
    "brand",
    "model",
)


@dataclass(frozen=True)
class Matter:
    """One complaint. `names` are the numbers it is known by: an imported one by its source's.

    `persons` are keys that tell people apart and lead to nobody outside this process; empty
    where nobody is known.
    """

    id: int
    names: tuple[str, ...]
    title: str
    text: str
    received_at: datetime
    business: str
    respondent: str
    product: str
    persons: tuple[str, ...]


def matters_in_order(actor: Actor, since: datetime | None = None) -> Iterator[Matter]:
    """Yield the complaints that the actor may know of, in the order of receipt, since a moment."""
    people = Party.objects.filter(role__in=PERSONS, left_at=None).only(
        "complaint_id", "name", "phone_hash"
    )
    rows = (
        Complaint.objects.visible_to(actor)
        .exclude(stage=Stage.DRAFT)
        .only(*COLUMNS)
        .order_by("received_at", "pk")
        .prefetch_related(Prefetch("parties", people, to_attr="people"))
    )
    if since is not None:
        rows = rows.filter(received_at__gte=since)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _matter(row)


def _matter(row: Complaint) -> Matter:
    persons: list[Party] = getattr(row, "people", [])
    return Matter(
        id=row.pk,
        names=_names(row),
        title=row.title,
        text=row.facts,
        received_at=row.received_at,
        business=str(row.business_id or ""),
        respondent=row.respondent_name,
        product=f"{row.brand} {row.model}".strip() if row.model else "",
        persons=tuple(each.phone_hash or each.name for each in persons),
    )


def _names(row: Complaint) -> tuple[str, ...]:
    """Return the source's number first, then with its source, then our own."""
    imported = (row.external_id, f"{row.origin}:{row.external_id}") if row.external_id else ()
    return (*imported, *([row.number] if row.number else []))
