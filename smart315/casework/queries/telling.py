"""Closed cases worth telling, for a report: what happened and what came of it, without a name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from smart315.accounts.actors import Actor
from smart315.casework.codes import Outcome
from smart315.casework.models import Complaint, Party
from smart315.casework.states import Stage
from smart315.regions import queries as regions
from smart315.signals.anonymising import surname_only, unrecognisable


DONE = (Stage.CLOSED, Stage.FOLLOWED_UP, Stage.ARCHIVED)
SOLVED = (Outcome.SETTLED, Outcome.MEDIATED)
LOOKED_AT = 60
SHORTEST, LONGEST = 20, 240  # characters of a story
BUSINESS, PLATFORM, BRAND, MODEL = "某经营者", "某平台", "某品牌", "某型号"


@dataclass(frozen=True)
class Told:
    """One case, unrecognisable: `place` is the prefecture, money in fen."""

    id: int
    nature_code: str
    category_code: str
    place: str
    received_at: datetime
    story: str
    outcome: str
    recovered_fen: int
    extra_fen: int


def worth_telling(
    since: datetime,
    before: datetime,
    where: Collection[str],
    actor: Actor,
    inside: Collection[str] | None = None,
) -> list[Told]:
    """Return solved cases closed in [since, before), those with most to show first.

    `where` are beginnings of codes of divisions, empty for everywhere; `inside` are the only codes
    that count, if given. Cases whose story is too short to tell anything are left out.
    """
    found = Complaint.objects.visible_to(actor).filter(
        closed_at__gte=since, closed_at__lt=before, stage__in=DONE, outcome__in=SOLVED
    )
    if where:
        found = found.filter(_within(where))
    if inside is not None:
        found = found.filter(region__code__in=sorted(inside))
    order = (
        F("extra_compensation_fen").desc(nulls_last=True),
        F("recovered_fen").desc(nulls_last=True),
    )
    rows = [
        each for each in found.order_by(*order, "pk")[:LOOKED_AT] if len(each.facts) >= SHORTEST
    ]
    return _told(rows)


def told(number: str, actor: Actor) -> Told | None:
    """Return one closed case by its number, told in the same way; None where there is none."""
    rows = Complaint.objects.visible_to(actor).filter(number=number.strip(), stage__in=DONE)
    return next(iter(_told(list(rows))), None)


def _within(where: Collection[str]) -> Q:
    found = Q()
    for each in where:
        found |= Q(region__code__startswith=each)
    return found


def _told(rows: list[Complaint]) -> list[Told]:
    names: dict[int, dict[str, str]] = {}
    people = Party.objects.filter(complaint__in=[each.pk for each in rows])
    for complaint, name in people.values_list("complaint_id", "name"):
        names.setdefault(complaint, {})[name] = surname_only(name)
    return [_one(each, names.get(each.pk, {})) for each in rows]


def _one(complaint: Complaint, people: dict[str, str]) -> Told:
    known = people | {
        complaint.respondent_name: BUSINESS,
        complaint.shop: BUSINESS,
        complaint.platform: PLATFORM,
        complaint.brand: BRAND,
        complaint.model: MODEL,
        complaint.respondent_address: "",
        complaint.order_number: "",
    }
    story = unrecognisable(" ".join(complaint.facts.split()), known)
    return Told(
        complaint.pk,
        complaint.nature_code,
        complaint.category_code,
        regions.name(regions.prefecture_of(complaint.region_id or "")),
        complaint.received_at,
        story if len(story) <= LONGEST else f"{story[:LONGEST]}……",
        complaint.outcome,
        complaint.recovered_fen or 0,
        complaint.extra_compensation_fen or 0,
    )
