"""Complaints as the figures count them: what happened to each, and not a word about a person."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max, Min

from smart315.accounts.levels import Level
from smart315.businesses import queries as businesses
from smart315.casework.models import (
    Agreement,
    Assignment,
    Clock,
    Complaint,
    Entry,
    FollowUp,
    Judgement,
    Party,
    Round,
)
from smart315.casework.models.clock import ClockState
from smart315.casework.models.party import PERSONS
from smart315.casework.states import Stage


AT_ONCE = 2_000
COLUMNS = (
    "pk", "received_at", "accepted_at", "closed_at", "nature_code", "category_code", "region_id",
    "organisation_id", "channel", "origin", "business_id", "business_may_read", "platform",
    "stage", "outcome", "withdrawn_satisfied", "amount_fen", "recovered_fen",
    "extra_compensation_fen", "reopened", "is_joint", "delegated_by_samr", "supervised",
)  # fmt: skip
KEPT = ("accept.decide", "mediation.limit")


class Counted(NamedTuple):
    """One complaint. Codes are blank and numbers None where nothing is known; money is in fen.

    `decided_in_time` and `finished_in_time` tell whether every ended limit for the decision and
    for mediation was kept; None where none has ended. `people` are those whose dispute it is.
    `business_id` is the entry that stands for the business, `station_id` the first station that
    took part.
    """

    id: int
    received_at: datetime
    accepted_at: datetime | None
    closed_at: datetime | None
    nature_code: str
    category_code: str
    region_code: str | None
    organisation_id: int
    channel: str
    origin: str
    business_id: int | None
    business_may_read: bool
    platform: str
    stage: str
    outcome: str
    withdrawn_satisfied: bool
    amount_fen: int | None
    recovered_fen: int | None
    extra_compensation_fen: int | None
    reopened: int
    joint: bool
    delegated: bool
    supervised: bool
    station_id: int | None
    direct: bool
    mediated: bool
    agreed: bool
    performed: bool
    decided_in_time: bool | None
    finished_in_time: bool | None
    followed_up: bool
    satisfaction: int | None
    people: int


def counted(ids: Sequence[int]) -> Iterator[Counted]:
    """Yield those of the complaints that count, by id; no actor: figures are scoped when asked.

    Drafts, what was invented for trials, and what became part of a joint complaint count for
    nothing: the joint complaint stands for all its people.
    """
    merged = businesses.all_merged() if ids else {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        beside = _Beside(some)
        rows = Complaint.objects.real().filter(pk__in=some, joined_to=None)
        for row in rows.exclude(stage=Stage.DRAFT).order_by("pk").values_list(*COLUMNS):
            one = Counted(*row, *beside.of(row[0]))
            named = one.business_id
            yield one._replace(business_id=merged[named]) if named in merged else one


def counted_ids(since: datetime, until: datetime) -> list[int]:
    """Return the ids of what was received in a span, in order."""
    rows = Complaint.objects.filter(received_at__gte=since, received_at__lt=until)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def counted_ids_naming(ids: Collection[int]) -> list[int]:
    """Return the ids of the complaints that name one of these entries of the register."""
    rows = Complaint.objects.filter(business__in=ids) if ids else Complaint.objects.none()
    return list(rows.order_by("pk").values_list("pk", flat=True))


def received_span() -> tuple[datetime | None, datetime | None]:
    """Return when the first and the last complaint were received."""
    found = Complaint.objects.aggregate(first=Min("received_at"), last=Max("received_at"))
    return found["first"], found["last"]


def received_moments(ids: Sequence[int]) -> dict[int, datetime]:
    """Return when each complaint was received; those that are gone are left out."""
    found: dict[int, datetime] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found |= dict(Complaint.objects.filter(pk__in=some).values_list("pk", "received_at"))
    return found


class _Beside:
    """What other tables say of some complaints: a constant number of statements."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.stations = dict(
            Assignment.objects.filter(
                complaint__in=ids, organisation__level=Level.STATION, sight=True
            )
            .order_by()
            .values_list("complaint_id")
            .annotate(Min("organisation_id"))
        )
        self.direct = set(
            Round.objects.filter(complaint__in=ids).values_list("complaint_id", flat=True)
        )
        self.mediated = set(
            Entry.objects.filter(complaint__in=ids, stage=Stage.MEDIATING)
            .order_by()
            .values_list("complaint_id", flat=True)
            .distinct()
        )
        self.performed = dict(
            Agreement.objects.filter(complaint__in=ids, in_force=True).values_list(
                "complaint_id", "performed_at"
            )
        )
        self.kept = _kept(ids)
        self.called = _called(ids)
        self.judged = dict(
            Judgement.objects.filter(complaint__in=ids).values_list("complaint_id", "satisfaction")
        )
        self.people = _people(ids)

    def of(self, pk: int) -> tuple[object, ...]:
        """Return the columns after those of the complaint itself.

        What the consumer wrote down themself goes before what they told the caller.
        """
        return (
            self.stations.get(pk),
            pk in self.direct,
            pk in self.mediated,
            pk in self.performed,
            self.performed.get(pk) is not None,
            self.kept.get((pk, KEPT[0])),
            self.kept.get((pk, KEPT[1])),
            pk in self.called,
            self.judged.get(pk, self.called.get(pk)),
            self.people.get(pk, 1),
        )


def _kept(ids: Sequence[int]) -> dict[tuple[int, str], bool]:
    ended = Clock.objects.filter(
        complaint__in=ids, key__in=KEPT, state__in=(ClockState.MET, ClockState.MISSED)
    )
    found: dict[tuple[int, str], bool] = {}
    for complaint, key, state in ended.values_list("complaint_id", "key", "state"):
        found[complaint, key] = found.get((complaint, key), True) and state == ClockState.MET
    return found


def _called(ids: Sequence[int]) -> dict[int, int | None]:
    """Return what each consumer who was called back said last; None where they said nothing."""
    found: dict[int, int | None] = {}
    calls = FollowUp.objects.filter(complaint__in=ids).order_by("at", "pk")
    for complaint, satisfaction in calls.values_list("complaint_id", "satisfaction"):
        found[complaint] = satisfaction if satisfaction is not None else found.get(complaint)
    return found


def people_behind(ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return whose each complaint is, as keyed hashes: the same telephone is the same person.

    For telling how many people a figure is about; where nobody is registered, nothing is returned.
    """
    found: defaultdict[int, set[str]] = defaultdict(set)
    for start in range(0, len(ids), AT_ONCE):
        parties = Party.objects.filter(
            complaint__in=ids[start : start + AT_ONCE], role__in=PERSONS, left_at=None
        )
        for pk, complaint, phone in parties.values_list("pk", "complaint_id", "phone_hash"):
            found[complaint].add(phone or f"party:{pk}")
    return {complaint: frozenset(people) for complaint, people in found.items()}


def _people(ids: Sequence[int]) -> dict[int, int]:
    """Count the people of each complaint, who has the same telephone once."""
    return {complaint: len(people) for complaint, people in people_behind(ids).items()}
