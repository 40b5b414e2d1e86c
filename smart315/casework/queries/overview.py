"""Mine, my unit's, below me: what there is, and how it is spread over people and units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.timezone import get_default_timezone

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.casework.models import Assignment, Complaint, Deputy, Supervision
from smart315.casework.part_policies import APART
from smart315.casework.parts import LIVE, PartState, SupervisionState
from smart315.casework.queries.groups import GROUPS
from smart315.casework.queries.listing import WEEK
from smart315.casework.queries.own import handled_by
from smart315.casework.spreading import spread
from smart315.casework.states import ENDED, Stage
from smart315.kernel.workdays import local_day


P = Permission
UNDER_WAY = [stage for stage in Stage if stage not in ENDED]
FIGURES = ("open", "overdue", "week", "to_sign", "supervised")


@dataclass(frozen=True)
class Scope:
    """The figures of one circle: `mine`, `unit` or `below`."""

    name: str
    open: int = 0
    overdue: int = 0
    week: int = 0
    to_sign: int = 0
    supervised: int = 0


@dataclass(frozen=True)
class PartCounts:
    """How many tasks and supervisions wait for whom."""

    tasks_in: int
    tasks_late: int
    tasks_out: int
    supervisions_in: int
    supervisions_answered: int
    reported_up: int


@dataclass(frozen=True)
class Load:
    """How much one officer or one unit has."""

    id: int
    name: str
    open: int
    overdue: int
    supervised: int
    deputy: str = ""


@dataclass(frozen=True)
class Handing:
    """Who would get how many of somebody's cases, and which."""

    officer: str
    cases: int
    shares: list[tuple[str, int, list[str]]]


@dataclass(frozen=True)
class DeputyView:
    """Who stands in for whom, and until when."""

    id: int
    officer: str
    deputy: str
    first_day: date
    last_day: date
    reason: str


def scopes(actor: Actor, *, at: datetime) -> list[Scope]:
    """Return the figures of mine, my unit's and below me, as far as there are such; two queries."""
    found = []
    own = list(actor.held)
    mine = handled_by(actor, at)
    inside = _figures(Q(organisation__in=own), at, {"mine": mine, "unit": Q()})
    if any(P.MEDIATE in held for held in actor.held.values()):
        found.append(Scope("mine", **inside["mine"]))
    found.append(Scope("unit", **inside["unit"]))
    below = actor.where(P.READ_COMPLAINT) - actor.held.keys()
    if below:
        under = _figures(Q(organisation__in=below), at, {"below": Q()})
        found.append(Scope("below", **under["below"]))
    return found


def part_counts(actor: Actor) -> PartCounts:
    """Count tasks and supervisions of the actor's own organisations; two queries."""
    own = list(actor.held)
    live = Assignment.objects.filter(state__in=LIVE)
    tasks = live.aggregate(
        tasks_in=Count("pk", filter=Q(organisation__in=own, part__in=APART)),
        tasks_late=Count("pk", filter=Q(organisation__in=own, part__in=APART, late=True)),
        tasks_out=Count("pk", filter=Q(giver__in=own, part__in=APART)),
        reported_up=Count(
            "pk", filter=Q(organisation__in=own, part="supervise", state=PartState.OFFERED)
        ),
    )
    watched = Supervision.objects.filter(ended_at=None).aggregate(
        supervisions_in=Count("pk", filter=Q(unit__in=own, state=SupervisionState.OPEN)),
        supervisions_answered=Count(
            "pk", filter=Q(superior__in=own, state=SupervisionState.ANSWERED)
        ),
    )
    return PartCounts(**tasks, **watched)


def officers(organisation_id: int, *, at: datetime) -> list[Load]:
    """Return the mediators of an organisation with what each has, the busiest first."""
    rows = _by("officer", Q(organisation=organisation_id, officer__isnull=False), at)
    away = _away(organisation_id, at)
    people = accounts.staff(organisation_id, P.MEDIATE)
    loads = [
        Load(each.pk, str(each), *rows.get(each.pk, (0, 0, 0)), deputy=away.get(each.pk, ""))
        for each in people
    ]
    gone = accounts.users(frozenset(rows.keys() - {each.pk for each in people}))
    # Somebody who has left may still have cases: they are seen first of all here.
    loads += [Load(pk, str(user), *rows[pk]) for pk, user in gone.items()]
    return sorted(loads, key=lambda each: (-each.open, each.id))


def units(actor: Actor, *, at: datetime) -> list[Load]:
    """Return the organisations below the actor with what each has, the latest first."""
    below = actor.where(P.READ_COMPLAINT) - actor.held.keys()
    rows = _by("organisation", Q(organisation__in=below), at)
    names = accounts.organisations(frozenset(rows))
    loads = [Load(pk, names[pk].name, *figures) for pk, figures in rows.items()]
    return sorted(loads, key=lambda each: (-each.overdue, -each.open, each.id))


def hand_over_plan(organisation_id: int, officer_id: int, receivers: Sequence[int]) -> Handing:
    """Return what handing over would do; the same that the action does."""
    held = Complaint.objects.filter(organisation=organisation_id).under_way()
    cases = dict(held.filter(officer=officer_id).order_by("pk").values_list("pk", "number"))
    people = accounts.users(frozenset({officer_id, *receivers}))
    wanted = [each for each in dict.fromkeys(receivers) if each in people and each != officer_id]
    loads = {each: held.filter(officer=each).count() for each in wanted}
    shared = spread(list(cases), loads) if wanted else {}
    shares = [
        (
            str(people[each]),
            loads[each],
            [str(cases[pk]) for pk, to in shared.items() if to == each],
        )
        for each in wanted
    ]
    return Handing(str(people[officer_id]), len(cases), shares)


def deputies(organisation_id: int, *, at: datetime) -> list[DeputyView]:
    """Return who stands in for whom, now or soon."""
    day = local_day(at, get_default_timezone())
    rows = Deputy.objects.filter(organisation=organisation_id, ended_at=None, last_day__gte=day)
    return [
        DeputyView(
            each.pk, str(each.officer), str(each.deputy), each.first_day, each.last_day, each.reason
        )
        for each in rows.select_related("officer", "deputy").order_by("first_day", "pk")
    ]


def _figures(place: Q, at: datetime, circles: dict[str, Q]) -> dict[str, dict[str, int]]:
    wanted = {
        "open": Q(),
        "overdue": Q(next_due_at__lt=at),
        "week": Q(next_due_at__gte=at, next_due_at__lt=at + WEEK),
        "to_sign": GROUPS["to_sign"],
        "supervised": Q(supervised=True),
    }
    counts = {
        f"{name}_{figure}": Count("pk", filter=circle & condition)
        for name, circle in circles.items()
        for figure, condition in wanted.items()
    }
    found = Complaint.objects.real().filter(place, stage__in=UNDER_WAY).aggregate(**counts)
    return {name: {figure: found[f"{name}_{figure}"] for figure in FIGURES} for name in circles}


def _by(column: str, wanted: Q, at: datetime) -> dict[int, tuple[int, int, int]]:
    rows = Complaint.objects.real().filter(wanted, stage__in=UNDER_WAY).order_by().values(column)
    counted = rows.annotate(
        count=Count("pk"),
        late=Count("pk", filter=Q(next_due_at__lt=at)),
        watched=Count("pk", filter=Q(supervised=True)),
    )
    return {row[column]: (row["count"], row["late"], row["watched"]) for row in counted}


def _away(organisation_id: int, at: datetime) -> dict[int, str]:
    day = local_day(at, get_default_timezone())
    rows = Deputy.objects.filter(
        organisation=organisation_id, ended_at=None, first_day__lte=day, last_day__gte=day
    )
    return {each.officer_id: str(each.deputy) for each in rows.select_related("deputy")}
