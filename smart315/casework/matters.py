"""What a complaint is about, as those who look for groups read it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.db.models.functions import Coalesce

from smart315.casework.models import Complaint, ComplaintQuerySet, Party
from smart315.casework.models.party import PERSONS


COLUMNS = (
    "pk",
    "number",
    "external_id",
    "origin",
    "title",
    "facts",
    "received_at",
    "organisation_id",
    "business_id",
    "respondent_name",
    "brand",
    "model",
    "sandbox",
    "joined_to_id",
)


@dataclass(frozen=True)
class Matter:
    """One complaint. `names` are the numbers it is known by: an imported one by its source's.

    `persons` are keys that tell people apart and lead to nobody outside this process; empty
    where nobody is known. `counts` is false for what is none of its own: invented for a trial, or
    gone into a joint complaint.
    """

    id: int
    names: tuple[str, ...]
    title: str
    text: str
    received_at: datetime
    organisation: int
    business: str
    respondent: str
    product: str
    persons: tuple[str, ...]
    counts: bool


def told(rows: ComplaintQuerySet, *, text: bool = True) -> ComplaintQuerySet:
    """Return complaints with what `matter_of` reads, in two queries; the story only if wanted."""
    columns = COLUMNS if text else [each for each in COLUMNS if each != "facts"]
    people = Party.objects.filter(role__in=PERSONS, left_at=None).only(
        "complaint_id", "name", "phone_hash"
    )
    # Who stands for the business now: a merged entry is the one that it was merged into.
    found = rows.only(*columns).annotate(whose=Coalesce("business__survivor_id", "business_id"))
    return found.prefetch_related(Prefetch("parties", people, to_attr="people"))


def matter_of(row: Complaint) -> Matter:
    """Return what a complaint of `told` is about."""
    persons: list[Party] = getattr(row, "people", [])
    return Matter(
        id=row.pk,
        names=_names(row),
        title=row.title,
        text="" if "facts" in row.get_deferred_fields() else row.facts,
        received_at=row.received_at,
        organisation=row.organisation_id,
        business=str(getattr(row, "whose", row.business_id) or ""),
        respondent=row.respondent_name,
        product=f"{row.brand} {row.model}".strip() if row.model else "",
        persons=tuple(each.phone_hash or each.name for each in persons),
        counts=not row.sandbox and row.joined_to_id is None,
    )


def _names(row: Complaint) -> tuple[str, ...]:
    """Return the source's number first, then with its source, then our own."""
    imported = (row.external_id, f"{row.origin}:{row.external_id}") if row.external_id else ()
    return (*imported, *([row.number] if row.number else []))
