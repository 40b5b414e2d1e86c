"""Whom complaints of late concern: facts for finding what many suffer, without a name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from smart315.accounts.actors import Actor
from smart315.businesses import queries as businesses
from smart315.casework.models import Complaint, ComplaintQuerySet, Party
from smart315.casework.models.party import PERSONS
from smart315.casework.states import Stage


# The stories stay in the database: hundreds of days are read at once.
COLUMNS = (
    "number", "external_id", "title", "business_id", "respondent_name", "respondent_uscc",
    "platform", "shop", "nature_code", "category_code", "region_id", "organisation_id",
    "received_at", "amount_fen", "stage",
)  # fmt: skip
FEW = 500  # businesses of which it is asked whether they were merged; of more, who was at all


@dataclass(frozen=True)
class Harmed:
    """One complaint as a fact: whom it is against, about what, where, and by whom.

    `people` are keyed hashes of telephones, or the complaint itself where none is known.
    """

    id: int
    number: str
    external_id: str
    title: str
    respondent: str
    business_id: int | None
    respondent_name: str
    nature_code: str
    category_code: str
    region_code: str
    organisation_id: int
    received_at: datetime
    amount_fen: int
    stage: str
    people: frozenset[str]


def harmed_since(moment: datetime) -> list[Harmed]:
    """Return what was received since a moment, oldest first; drafts left out.

    No actor: the finder counts everything, and what it shows is scoped again.
    """
    rows = Complaint.objects.real().filter(received_at__gte=moment).exclude(stage=Stage.DRAFT)
    return list(_read(rows))


def harmed(ids: Collection[int]) -> list[Harmed]:
    """Return these complaints as facts, for counting a whole incident."""
    return list(_read(Complaint.objects.real().filter(pk__in=ids)))


def seen_of(ids: Collection[int], actor: Actor) -> frozenset[int]:
    """Return which of these complaints the actor may open."""
    return frozenset(
        Complaint.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True)
    )


def _read(rows: ComplaintQuerySet) -> Iterator[Harmed]:
    found = list(rows.filter(joined_to=None).only(*COLUMNS).order_by("received_at", "pk"))
    named = {each.business_id for each in found if each.business_id}
    people = _people(rows)
    merged = businesses.all_merged(named if len(named) < FEW else None)
    for each in found:
        business = merged.get(each.business_id or 0, each.business_id)
        yield Harmed(
            each.pk,
            each.number or "",
            each.external_id,
            each.title,
            _respondent(each, business),
            business,
            each.respondent_name,
            each.nature_code,
            each.category_code,
            each.region_id or "",
            each.organisation_id,
            each.received_at,
            each.amount_fen or 0,
            each.stage,
            frozenset(people.get(each.pk, ())) or frozenset({f"complaint:{each.pk}"}),
        )


def _respondent(complaint: Complaint, business: int | None) -> str:
    """Return a key of who is complained about: the register's, the credit code, or the name."""
    if business:
        return f"business:{business}"
    if complaint.respondent_uscc:
        return f"uscc:{complaint.respondent_uscc}"
    name = "".join((complaint.shop or complaint.respondent_name).split())
    return f"name:{complaint.platform}:{name}" if name else ""


def _people(rows: ComplaintQuerySet) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    parties = Party.objects.filter(complaint__in=rows.values("pk"), role__in=PERSONS, left_at=None)
    for pk, complaint, phone in parties.values_list("pk", "complaint_id", "phone_hash"):
        found.setdefault(complaint, set()).add(phone or f"party:{pk}")
    return found


def numbered(number: str, actor: Actor) -> int | None:
    """Return the complaint of this number that the actor may see."""
    found = Complaint.objects.visible_to(actor).filter(number=number.strip())
    return found.values_list("pk", flat=True).first()


def named_in(ids: Collection[int], text: str) -> tuple[str, ...]:
    """Return which names of the people of these complaints stand in a text that tells of them."""
    names = Party.objects.filter(complaint__in=ids).values_list("name", flat=True).distinct()
    return tuple(sorted(each for each in names if len(each) > 1 and each in text))
